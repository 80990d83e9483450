//! What can happen to the model, and what it asks of the world.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::clipboard::{Clip, Outcome};
use super::compare::{Compared, Order, Stage};
use super::key::Key;
use super::listing::Listed;
use super::options::Opt;
use super::rehearse::Speech;
use super::text::Text;
use super::trial::{Draft, Trial};
use super::wide::{Peek, Range, Ranged};
use crate::check::{Finding, Policy, check};
use crate::error::Error;
use crate::input::Encoding;
use crate::library::place::Version;
use crate::library::recall::{Identity, Known, Recalled, recall};
use crate::library::rules::Rulebook;
use crate::library::state::State;
use crate::library::store::Trouble;
use crate::library::{Source, Stamp};
use crate::locale::Lang;
use crate::outline::NodeId;
use crate::search::pinyin::Scheme;
use crate::search::text::{BadPattern, Finder, Manner};
use crate::search::{jump, text as search};
use crate::text::{Ambiguous, Span};
use crate::typeset::{Layout, Measure};

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// A key was pressed so many times on end.
    Keys(Key, usize),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// The terminal was measured: this is how wide it draws ambiguous characters.
    Measured {
        /// Marks: “ — … ①.
        marks: Ambiguous,
        /// Letters: à.
        letters: Ambiguous,
    },
    /// A text was read; `slot` says for which place of the shelf.
    Read {
        /// The place of the shelf.
        slot: usize,
        /// What was read, or why nothing could be.
        result: Result<Box<Arrival>, Error>,
    },
    /// An answer to [`Effect::Ask`].
    Answered(Answer),
    /// An answer to [`Effect::Range`], which may be followed by more.
    Ranged(Ranged),
    /// A text to be shown below a list was read.
    Peeked {
        /// The text.
        volume: usize,
        /// What was read with its hits, or why nothing could be.
        result: Result<(Box<Arrival>, Vec<Span>), Error>,
    },
    /// An answer to [`Effect::Compare`].
    Compared(Compared),
    /// How far the worker has come with the comparison of this number.
    Comparing(u64, Stage),
    /// An effect was carried out, or why it failed.
    Said(Notice),
    /// So many milliseconds have passed since 1970.
    Tick(u64),
    /// So much time has passed since the last of these: while one rehearses, at short intervals.
    Beat(Duration),
    /// The program is about to stop: what goes on by itself pauses.
    Hold,
    /// An answer to [`Effect::Speak`].
    Spoken {
        /// Which speech has ended.
        serial: u64,
        /// Whether it was said, or why not.
        result: Result<(), String>,
    },
    /// An answer to [`Effect::Look`].
    Looked {
        /// The place of the shelf.
        slot: usize,
        /// Which version of the file is there now; `None` where there is none.
        stamp: Option<Stamp>,
    },
    /// Texts that were found in folders.
    Listed {
        /// The texts, and what could not be read.
        items: Vec<Listed>,
        /// Whether these are the last.
        done: bool,
    },
    /// Titles that have become known, each with the absolute path of its file.
    Titled(Vec<(String, String)>),
    /// An answer to [`Effect::Preview`].
    Previewed {
        /// The place of the shelf.
        slot: usize,
        /// The outline, or why there is none.
        seen: Result<Seen, Error>,
    },
    /// How [`Effect::Save`] went.
    Saved(Result<Box<State>, Box<(State, Trouble)>>),
}

/// The outline of a text, for the list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its title.
    pub title: Option<String>,
    /// Depths and labels of its headings.
    pub rows: Vec<(u16, String)>,
}

/// A text, ready to be shown.
#[derive(Debug)]
pub struct Arrival {
    /// The text with its outline and indexes.
    pub text: Arc<Text>,
    /// Its layout for the measure that was known when it was read.
    pub layout: Layout,
    /// Who it is, where all of it is there.
    pub identity: Option<Identity>,
    /// What is remembered of it.
    pub recalled: Recalled,
    /// Which version of the file it is.
    pub stamp: Option<Stamp>,
    /// The text of which it is another outline, where nothing was read.
    pub again: Option<Arc<Text>>,
}

impl Arrival {
    /// `text`, laid out for `measure`.
    #[must_use]
    pub fn new(text: Text, measure: Measure) -> Self {
        let layout = text.layout(measure);
        Self {
            layout,
            text: Arc::new(text),
            identity: None,
            recalled: Recalled::default(),
            stamp: None,
            again: None,
        }
    }

    /// The same, with what `state` remembers of it. `path` is where it was read from, absolute.
    ///
    /// Costs time in the length of a text that was edited, so it is done where it was read. Of a
    /// text whose head alone is there, the place is taken, if that can be seen to be right.
    #[must_use]
    pub fn remembered(mut self, state: &State, path: String) -> Self {
        let version = Version { document: &self.text.document, outline: &self.text.outline };
        if self.text.document.origin().partial {
            let known = state.by_path(&path).and_then(|(_, record)| record.place.exact(version));
            if let Some(place) = known {
                self.recalled = Recalled { known: Known::Same, place, ..Recalled::default() };
            }
        } else {
            let identity = Identity::of(version, path);
            self.recalled = recall(state, &identity, version);
            self.identity = Some(identity);
        }
        self
    }
}

/// A use of the mouse, at a cell counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub action: MouseAction,
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button went down.
    Press,
    /// It went down again on the same spot.
    PressTwice,
    /// It went down there for the third time.
    PressThrice,
    /// It moved while down.
    Drag,
    /// It was let go.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// What the model asks of the world; the answer comes as a [`Msg`].
#[derive(Debug)]
#[must_use = "the runtime carries the effect out"]
pub enum Effect {
    /// Nothing.
    None,
    /// Leave the program.
    Quit,
    /// Read a text into a place of the shelf.
    Read {
        /// The place of the shelf.
        slot: usize,
        /// What to read.
        source: Source,
        /// For which measure to lay it out.
        measure: Measure,
        /// Whether the first piece of it is wanted at once, before the whole.
        head: bool,
        /// The encoding that the reader chose for it.
        encoding: Option<Encoding>,
        /// What is remembered of this and other texts.
        memory: Arc<State>,
        /// The rules by which it is outlined.
        rules: Arc<Rulebook>,
    },
    /// Outline a text anew, as other rules have it; the answer comes as that of `Read` does.
    Outline {
        /// The place of the shelf.
        slot: usize,
        /// What it was read from.
        source: Source,
        /// The text as it is.
        text: Arc<Text>,
        /// For which measure to lay it out.
        measure: Measure,
        /// What is remembered of this and other texts.
        memory: Arc<State>,
        /// The rules.
        rules: Arc<Rulebook>,
    },
    /// Work out an answer beside the screen; a newer question makes it void.
    Ask(Question),
    /// Work out an answer over all texts; a newer question makes it void.
    Range(Range),
    /// Read a text to show it below a list; a newer one makes it void.
    Peek(Box<Peek>),
    /// Read two texts where they have not been, and compare them; a newer order makes it void.
    Compare(Box<Order>),
    /// Put text on the clipboard.
    Copy(Clip),
    /// Open a file in an editor at a line.
    Edit {
        /// The file.
        path: PathBuf,
        /// Line of the source, from 1.
        line: usize,
    },
    /// Write changed options to a file; remove the file where there are none.
    Keep {
        /// The file.
        path: PathBuf,
        /// What to write.
        text: String,
    },
    /// Stop the program until it is woken.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Take the mouse, or let it go.
    Mouse(bool),
    /// Look which version of a file is there.
    Look {
        /// The place of the shelf.
        slot: usize,
        /// The file.
        path: PathBuf,
    },
    /// Walk folders for texts.
    Scan {
        /// The folders.
        roots: Vec<PathBuf>,
        /// Most texts that are wanted.
        most: usize,
        /// The rules by which their titles are found.
        rules: Arc<Rulebook>,
    },
    /// Find out the titles of what was found.
    Titles(Arc<Rulebook>),
    /// Read the outline of a text for the list.
    Preview {
        /// The place of the shelf.
        slot: usize,
        /// What to read.
        source: Source,
        /// The rules by which it is outlined.
        rules: Arc<Rulebook>,
    },
    /// Say a sentence aloud; another ends it, and so does [`Model::speaking`] when it is none.
    ///
    /// [`Model::speaking`]: super::Model::speaking
    Speak(Speech),
    /// Put what has changed into the state file.
    Save(Box<State>),
}

/// A question whose answer may take time.
#[derive(Clone, Debug)]
pub struct Question {
    /// Counts up; an answer to an older one is thrown away.
    pub serial: u64,
    /// The text it is about.
    pub text: Arc<Text>,
    /// What is asked.
    pub kind: QuestionKind,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// Which headings fit this query best.
    Jump {
        /// The query.
        query: String,
        /// The section being read.
        near: Option<NodeId>,
        /// Whether letters are read as letters alone.
        literal: bool,
        /// Double pinyin in which sounds may be typed.
        scheme: Option<Scheme>,
    },
    /// What an editor would mark.
    Check {
        /// The language of the findings.
        lang: Lang,
        /// What is wanted of the rules.
        policy: Arc<Policy>,
    },
    /// What this heading rule would change.
    Rule(Draft),
    /// Where this stands in the text.
    Find {
        /// What is searched.
        query: String,
        /// How it is read.
        manner: Manner,
        /// Double pinyin in which sounds may be typed.
        scheme: Option<Scheme>,
    },
}

/// The answer to a [`Question`].
#[derive(Debug)]
pub struct Answer {
    /// The question's serial number.
    pub serial: u64,
    /// What was found.
    pub found: Found,
}

impl Answer {
    /// The answer that finds nothing.
    #[must_use]
    pub fn nothing(question: &Question) -> Self {
        let found = match question.kind {
            QuestionKind::Jump { .. } => Found::Headings { hits: Vec::new(), total: 0 },
            QuestionKind::Find { .. } => Found::Hits(Vec::new()),
            QuestionKind::Rule(_) => Found::Nothing,
            QuestionKind::Check { .. } => Found::Findings(Vec::new()),
        };
        Self { serial: question.serial, found }
    }
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// Headings.
    Headings {
        /// The best, best first.
        hits: Vec<jump::Hit>,
        /// How many fit in all.
        total: usize,
    },
    /// Hits, in order.
    Hits(Vec<Span>),
    /// What an editor would mark, in reading order.
    Findings(Vec<Finding>),
    /// What a heading rule would change.
    Trial(Box<Trial>),
    /// Nothing: the query is no regular expression.
    Bad(BadPattern),
    /// Nothing: the worker failed.
    Nothing,
}

/// Most headings that a jump lists.
const LISTED: usize = 200;

/// What the last answers found, from which a query that was only lengthened starts.
#[derive(Debug, Default)]
pub struct Memory {
    text: Weak<Text>,
    near: Option<NodeId>,
    jump: Option<jump::Found>,
    find: Option<search::Hits>,
}

impl Question {
    /// Works the answer out: pure, but not always quick. As soon as `cancel` is set there is none.
    pub fn answer(&self, memory: &mut Memory, cancel: &AtomicBool) -> Option<Answer> {
        if memory.text.as_ptr() != Arc::as_ptr(&self.text) {
            *memory = Memory { text: Arc::downgrade(&self.text), ..Memory::default() };
        }
        let found = match &self.kind {
            QuestionKind::Check { lang, policy } => {
                let document = &self.text.document;
                let found = check(document, &self.text.outline, *lang);
                Found::Findings(policy.apply(document.text(), found))
            }
            QuestionKind::Rule(_) if cancel.load(Ordering::Relaxed) => return None,
            QuestionKind::Rule(draft) => match draft.entry() {
                Ok(entry) => Found::Trial(Box::new(Trial::new(&self.text, entry))),
                Err(bad) => Found::Bad(bad),
            },
            QuestionKind::Jump { query, near, literal, scheme } => {
                if memory.near != *near {
                    memory.jump = None;
                    memory.near = *near;
                }
                let limit = if query.is_empty() { usize::MAX } else { LISTED };
                let options = jump::Options {
                    near: *near,
                    limit,
                    pinyin: !literal,
                    scheme: *scheme,
                    ..jump::Options::default()
                };
                let last = memory.jump.as_ref();
                let found = self.text.jump().query_with(query, &options, last, cancel)?;
                let answer = Found::Headings { hits: found.hits.clone(), total: found.total };
                memory.jump = Some(found);
                answer
            }
            QuestionKind::Find { query, manner, scheme } if *manner != Manner::Plain => {
                match Finder::new(query, *manner, *scheme) {
                    Ok(finder) => Found::Hits(finder.search_in(self.text.document.text(), cancel)?),
                    Err(bad) => Found::Bad(bad),
                }
            }
            QuestionKind::Find { query, .. } => {
                let found = self.text.find().search(query, memory.find.as_ref(), cancel)?;
                let spans = found.spans.clone();
                memory.find = Some(found);
                Found::Hits(spans)
            }
        };
        Some(Answer { serial: self.serial, found })
    }
}

/// What the runtime reports of an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What became of a text for the clipboard.
    Copy {
        /// What it is, as [`Clip`] says.
        what: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// The editor could not be started or failed; holds its name.
    EditorFailed(String),
    /// Changed options were written to this file.
    Kept(PathBuf),
    /// There is nothing to keep, and the file is gone.
    NothingKept,
    /// They could not be; holds why.
    NotKept(String),
    /// The editor is done.
    Edited,
    /// There is no shell that could wake the program.
    CannotSuspend,
}

/// What a key or a command name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each does")]
pub enum Command {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    Percent,
    NextHeading,
    PreviousHeading,
    NextSibling,
    PreviousSibling,
    Parent,
    NextPoint,
    PreviousPoint,
    SwitchPane,
    FoldClose,
    FoldOpen,
    FoldOpenAllBelow,
    FoldToggle,
    Enter,
    FoldAll,
    UnfoldAll,
    FoldMore,
    FoldLess,
    FoldToLevel,
    ToggleOutline,
    Narrower,
    Wider,
    Jump,
    Search,
    Rule,
    DropRule,
    NextRuling,
    NextLevel,
    ToggleInside,
    JumpAll,
    SearchAll,
    ToggleScope,
    ListHits,
    FilterOutline,
    TogglePattern,
    TogglePinyin,
    NextHit,
    PreviousHit,
    Dismiss,
    Back,
    Forward,
    SetMark,
    GoToMark,
    Places,
    Note,
    Highlight,
    Remove,
    EditNote,
    CopyNotes,
    NextOrder,
    Line,
    Library,
    NextText,
    PreviousText,
    SelectMore,
    SelectLess,
    CopySection,
    CopyOutline,
    CopySectionMarkdown,
    CopyOutlineMarkdown,
    Check,
    Compare,
    NextDifference,
    PreviousDifference,
    OldSide,
    NewSide,
    ToggleSame,
    SwapSides,
    Cross,
    NextTally,
    Rehearse,
    Pause,
    Faster,
    Slower,
    Edit,
    Reload,
    NextEncoding,
    ToggleFurniture,
    ToggleGlosses,
    TogglePunctuation,
    ToggleScript,
    /// The next value of an option.
    Next(Opt),
    KeepOptions,
    ResetOptions,
    Help,
    FlipAmbiguous,
    ToggleMouse,
    Redraw,
    Suspend,
    Quit,
    Accept,
    Cancel,
    PickNext,
    PickPrevious,
    PickPageDown,
    PickPageUp,
    Older,
    Newer,
    Filter,
    /// A change of the line being typed.
    Type(Editing),
}

/// A change of the line being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each does")]
pub enum Editing {
    Left,
    Right,
    Start,
    End,
    EraseBack,
    EraseHere,
    EraseWord,
    EraseToStart,
    EraseToEnd,
}
