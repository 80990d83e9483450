//! What lies over the text: lists, prompts, the help; each with its state.
//!
//! At most one lies there at a time. What an overlay needs to come back (the place it was called from,
//! the search it replaced) is part of its state.

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
    /// The line after `:`: numbers, percentages, commands.
    Line(Typed),
    /// The help.
    Help(Help),
    /// The list of texts.
    Library(Box<List>),
    /// The list of hits.
    Hits(Results),
    /// The list of what `check` found.
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

    /// The line being typed, to change it.
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
    /// Whether it is a mark or a note.
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
    /// Whether letters match letters only, not pinyin.
    pub literal: bool,
    /// The headings that match, best first.
    pub hits: Vec<Hit>,
    /// How many headings match in all; `hits` is cut.
    pub total: usize,
    /// Index into `hits`.
    pub selected: usize,
    /// The place from which it was called.
    pub origin: Place,
    /// The section being read then: headings close to it come first.
    pub near: Option<NodeId>,
}

/// State of the search while it is being typed.
#[derive(Debug, Default)]
pub struct Search {
    /// The query.
    pub typed: Typed,
    /// Whether the query is plain text, pinyin or a regular expression.
    pub manner: Manner,
    /// Why it is no regular expression, if it should be one and is not.
    pub bad: Option<BadPattern>,
    /// Whether Enter opens the list of hits.
    pub list: bool,
    /// Where it was called.
    pub origin: Place,
    /// The first byte in sight then: the search goes on from there.
    pub from: usize,
    /// Whether page furniture was shown then.
    pub furniture: bool,
    /// The search that was shown before, which comes back when this one is cancelled.
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
    /// The findings; empty until the answer is there.
    pub found: Vec<Finding>,
    /// The line of the source of each.
    pub lines: Vec<usize>,
    /// Index into `found`.
    pub selected: usize,
    /// Whether the gravest come first; else they are in reading order.
    pub gravest_first: bool,
    /// Where it was called.
    pub origin: Place,
}

/// A line being typed, with its history and completion.
#[derive(Debug, Default)]
pub struct Typed {
    /// The line.
    pub prompt: Prompt,
    /// How far back in the history the line shown was typed; 0 for a new line.
    pub back: usize,
    /// The new line, while an older one is shown in its place.
    pub draft: String,
    /// The completion in use, if any.
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
    /// Only rows that match this are shown; all where it is empty.
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
    /// A rehearsal, which pauses meanwhile.
    Rehearse(Box<Rehearsal>),
}
