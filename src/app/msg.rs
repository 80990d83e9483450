//! Messages: what the runtime tells the model.
//!
//! In: a [`Msg`] for every key, answer and tick. The other way, an [`Effect`] asks the runtime to do
//! something, a [`Question`] is one that takes time to answer, and a [`Command`] is what a key stands
//! for; each has a file of its own.

mod command;
mod effect;
mod question;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::clipboard::Outcome;
use super::compare::{Compared, Stage};
use super::key::Key;
use super::listing::Listed;
use super::reading::hidden;
use super::rehearse::Unsaid;
use super::text::Text;
use super::wide::Ranged;
use crate::error::Error;
use crate::library::Stamp;
use crate::library::place::Version;
use crate::library::recall::{Identity, Known, Recalled, recall};
use crate::library::state::{State, fingerprint};
use crate::library::store::Trouble;
use crate::text::{Ambiguous, Span};
use crate::typeset::{Glosses, Layout, Measure};

pub use command::{Command, Editing};
pub use effect::Effect;
pub use question::{Answer, Found, Memory, Question, QuestionKind};

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// A key was pressed this many times in a row.
    Keys(Key, usize),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// The terminal has told the colour of its own ground.
    Ground {
        /// Whether black stands out from it more than white.
        light: bool,
    },
    /// The terminal was measured: this is how wide it draws ambiguous characters.
    Measured {
        /// Marks: “ — … ①.
        marks: Ambiguous,
        /// Letters: à.
        letters: Ambiguous,
    },
    /// An answer to [`Effect::Read`] or [`Effect::Outline`].
    Read {
        /// The slot of the text.
        slot: usize,
        /// What was read, or why nothing could be.
        result: Result<Box<Arrival>, Error>,
    },
    /// An answer to [`Effect::Ask`].
    Answered(Answer),
    /// An answer to [`Effect::Range`], which may be followed by more.
    Ranged(Ranged),
    /// An answer to [`Effect::Peek`].
    Peeked {
        /// The text.
        volume: usize,
        /// What was read with its hits, or why nothing could be.
        result: Result<(Box<Arrival>, Vec<Span>), Error>,
    },
    /// An answer to [`Effect::Compare`].
    Compared(Compared),
    /// How far the worker has come with the comparison of this serial number.
    Comparing(u64, Stage),
    /// An effect was carried out, or why it failed.
    Said(Notice),
    /// The time: milliseconds since 1970.
    Tick(u64),
    /// The time that has passed since the last beat. Comes at short intervals during a rehearsal.
    Beat(Duration),
    /// The program is about to be suspended: a rehearsal pauses.
    Hold,
    /// An answer to [`Effect::Speak`].
    Spoken {
        /// Which speech has ended.
        serial: u64,
        /// Whether it was said, or why not.
        result: Result<(), Unsaid>,
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
    /// Titles that have become known: the absolute path of each file, and its title, empty where it
    /// has none.
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
    /// Its layout, for the measure in use when it was read.
    pub layout: Layout,
    /// What it is recognised by; `None` while only its head has been read.
    pub identity: Option<Identity>,
    /// What is remembered of it.
    pub recalled: Recalled,
    /// Which version of the file it is.
    pub stamp: Option<Stamp>,
    /// The text that was outlined anew, where nothing was read from the file.
    pub again: Option<Arc<Text>>,
}

impl Arrival {
    /// `text`, laid out for `measure`, with furniture folded and glosses hidden.
    #[must_use]
    pub fn new(text: Text, measure: Measure) -> Self {
        let hidden = hidden(&text, false, Glosses::Hidden);
        Self {
            layout: text.layout(measure, hidden),
            text: Arc::new(text),
            identity: None,
            recalled: Recalled::default(),
            stamp: None,
            again: None,
        }
    }

    /// Adds what `state` remembers of it. `path` is the absolute path it was read from; `key` its
    /// fingerprint, if that is known already.
    ///
    /// Takes time in the length of the text if that was edited, so the worker does it. Of a text whose
    /// head alone has been read, only the place is taken over, and only if it lies in the head for
    /// certain.
    #[must_use]
    pub fn remembered(mut self, state: &State, path: String, key: Option<String>) -> Self {
        let version = Version { document: &self.text.document, outline: self.text.headings() };
        if self.text.document.origin().partial {
            let known = state.by_path(&path).and_then(|(_, record)| record.place.exact(version));
            if let Some(place) = known {
                self.recalled = Recalled { known: Known::Same, place, ..Recalled::default() };
            }
        } else {
            let key = key.unwrap_or_else(|| fingerprint(self.text.document.text()));
            let identity = Identity::known(version, path, key);
            self.recalled = recall(state, &identity, version);
            self.identity = Some(identity);
        }
        self
    }
}

/// A use of the mouse at a cell; columns and rows count from 0.
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
    /// It went down again on the same spot: a double click.
    PressTwice,
    /// It went down there for the third time: a triple click.
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

/// What the runtime reports about an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What became of a text for the clipboard.
    Copy {
        /// What it is, as [`Clip`](super::clipboard::Clip) says.
        what: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// The editor could not be started; holds its name.
    NoEditor(String),
    /// The editor ended with a failure, as one does that is told to give up; holds its name.
    EditorFailed(String),
    /// Changed options were written to this file.
    Kept(PathBuf),
    /// There is nothing to save, so the file was removed.
    NothingKept,
    /// Changed options could not be written; holds why.
    NotKept(String),
    /// The editor is done.
    Edited,
    /// The program was not suspended, since no shell could resume it.
    CannotSuspend,
}
