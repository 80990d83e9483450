//! What lies over the text: the state of lists, prompts and the help.

use crate::app::compare::Compare;
use crate::app::listing::List;
use crate::app::palette::Completed;
use crate::app::prompt::Prompt;
use crate::app::reading::{Hits, Place};
use crate::app::rehearse::Rehearsal;
use crate::app::trial::RuleEdit;
use crate::app::wide::Wide;
use crate::check::Finding;
use crate::outline::NodeId;
use crate::search::jump::Hit;
use crate::search::text::{BadPattern, Manner};
use crate::text::Span;

/// What lies over the text.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The jump.
    Jump(Jump),
    /// The search.
    Search(Search),
    /// The line for numbers, percents and commands.
    Line(Typed),
    /// The help.
    Help(Help),
    /// The list of texts.
    Library(Box<List>),
    /// The list of hits.
    Hits(Results),
    /// The list of what an editor would mark.
    Findings(Findings),
    /// The list of marks and notes.
    Places(PlaceList),
    /// A note being typed.
    Note(NoteEdit),
    /// A heading rule being written.
    Rule(Box<RuleEdit>),
    /// Jump or search over all texts.
    Wide(Box<Wide>),
    /// A rehearsal.
    Rehearse(Box<Rehearsal>),
    /// Two texts side by side.
    Compare(Box<Compare>),
}

impl Overlay {
    /// The line being typed.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        match self {
            Self::Jump(jump) => Some(&jump.typed.prompt),
            Self::Search(search) => Some(&search.typed.prompt),
            Self::Wide(wide) => Some(&wide.typed.prompt),
            Self::Line(typed) => Some(&typed.prompt),
            Self::Library(list) if list.typing => Some(&list.filter),
            Self::Help(help) if help.typing => Some(&help.filter),
            Self::Note(edit) => Some(&edit.prompt),
            Self::Rule(edit) => Some(&edit.typed.prompt),
            Self::Compare(compare) => compare.seek.as_ref().map(|seek| &seek.typed.prompt),
            Self::None
            | Self::Help(_)
            | Self::Library(_)
            | Self::Hits(_)
            | Self::Findings(_)
            | Self::Places(_)
            | Self::Rehearse(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        match self {
            Self::Jump(jump) => Some(&mut jump.typed.prompt),
            Self::Search(search) => Some(&mut search.typed.prompt),
            Self::Wide(wide) => Some(&mut wide.typed.prompt),
            Self::Line(typed) => Some(&mut typed.prompt),
            Self::Library(list) if list.typing => Some(&mut list.filter),
            Self::Help(help) if help.typing => Some(&mut help.filter),
            Self::Note(edit) => Some(&mut edit.prompt),
            Self::Rule(edit) => Some(&mut edit.typed.prompt),
            Self::Compare(compare) => compare.seek.as_mut().map(|seek| &mut seek.typed.prompt),
            Self::None
            | Self::Help(_)
            | Self::Library(_)
            | Self::Hits(_)
            | Self::Findings(_)
            | Self::Places(_)
            | Self::Rehearse(_) => None,
        }
    }
}

/// State of the list of marks and notes.
#[derive(Debug, Default)]
pub struct PlaceList {
    /// Marks and notes of the text in reading order, then the marks that lead to any text.
    pub rows: Vec<PlaceRow>,
    /// Index into `rows`.
    pub selected: usize,
}

/// A row of that list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// What it is.
    pub what: PlaceKind,
    /// Its first byte in the text on the screen; `None` where it leads to any text.
    pub byte: Option<usize>,
    /// Where it stands: the numbers of the headings, or the title of the other text.
    pub path: String,
    /// What was written in a note.
    pub note: String,
    /// The words at the place.
    pub words: String,
}

/// What a row of that list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A mark, by its letter.
    Mark(char),
    /// A note, by its name.
    Note(String),
}

/// State of a note being typed.
#[derive(Debug, Default)]
pub struct NoteEdit {
    /// The text.
    pub prompt: Prompt,
    /// The passage.
    pub span: Span,
    /// The note that is changed; `None` for a new one.
    pub name: Option<String>,
}

/// State of the jump.
#[derive(Debug, Default)]
pub struct Jump {
    /// The query.
    pub typed: Typed,
    /// Whether letters are read as letters alone.
    pub literal: bool,
    /// The headings that fit, best first.
    pub hits: Vec<Hit>,
    /// How many headings fit in all.
    pub total: usize,
    /// Index into `hits`.
    pub selected: usize,
    /// Where it was called.
    pub origin: Place,
    /// The section being read then: headings close to it come first.
    pub near: Option<NodeId>,
}

/// State of the search while it is being typed.
#[derive(Debug, Default)]
pub struct Search {
    /// The query.
    pub typed: Typed,
    /// How it is read.
    pub manner: Manner,
    /// What is wrong with it, where it is to be a regular expression.
    pub bad: Option<BadPattern>,
    /// Whether the list of hits follows.
    pub list: bool,
    /// Where it was called.
    pub origin: Place,
    /// First byte in sight then.
    pub from: usize,
    /// Whether page furniture was shown then.
    pub furniture: bool,
    /// The search before, which comes back when this one is cancelled.
    pub before: Option<Hits>,
}

/// State of the list of hits; the one selected is [`Hits::at`].
#[derive(Debug, Default)]
pub struct Results {
    /// Where it was called.
    pub origin: Place,
    /// The hit last gone to then.
    pub at: Option<usize>,
}

/// State of the list of findings.
#[derive(Debug, Default)]
pub struct Findings {
    /// What was found, in reading order; empty until the answer is there.
    pub found: Vec<Finding>,
    /// The line of the source of each.
    pub lines: Vec<usize>,
    /// Index into `found`.
    pub selected: usize,
    /// Where it was called.
    pub origin: Place,
}

/// A line being typed, with those typed before.
#[derive(Debug, Default)]
pub struct Typed {
    /// The line.
    pub prompt: Prompt,
    /// How many lines back the one shown was typed; 0 for a new one.
    pub back: usize,
    /// The new one, while an older is shown.
    pub draft: String,
    /// What completion has made of it.
    pub completed: Option<Completed>,
}

impl Typed {
    /// A new line that holds `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { prompt: Prompt::new(text), ..Self::default() }
    }
}

/// State of the help.
#[derive(Debug, Default)]
pub struct Help {
    /// The first row in sight.
    pub top: usize,
    /// What the rows in sight are about; empty for all.
    pub filter: Prompt,
    /// Whether that is being typed.
    pub typing: bool,
    /// What lies below it.
    pub under: Under,
}

/// What lies below the help.
#[derive(Debug, Default)]
pub enum Under {
    /// The text.
    #[default]
    Text,
    /// The list of texts.
    Library(Box<List>),
    /// Two texts side by side.
    Compare(Box<Compare>),
}
