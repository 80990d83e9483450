//! The state of the reader.
//!
//! In: what the updates change. Out: everything that drawing needs: each update ends by dividing the
//! screen and laying out the rows in sight.

mod overlay;

use super::compare::Compare;
use super::history::{History, Kind};
use super::keymap::Mode;
use super::look::Numbers;
use super::memory::Memory;
use super::prompt::Prompt;
use super::reading::{Hits, Reading};
use super::rehearse::Rehearsal;
use super::screen::{Area, Page, Screen, Wish};
use super::selection::Unit;
use super::settings::Settings;
use super::shelf::{Shelf, Slot};
use super::trail::Trail;
use super::watch::Watch;
use super::wide::Wide;
use crate::library::Source;
use crate::search::text::Manner;
use crate::text::Span;
use crate::typeset::Measure;

pub use overlay::{
    Findings, Help, Jump, NoteEdit, Overlay, PlaceKind, PlaceList, PlaceRow, Results, Search,
    Typed, Under,
};

/// Everything the program knows.
#[derive(Debug)]
pub struct Model {
    /// What the user has set.
    pub settings: Settings,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// How the screen is divided.
    pub screen: Screen,
    /// The texts at hand, open or not.
    pub shelf: Shelf,
    /// The texts that were left for another, to go back to.
    pub(super) trail: Trail,
    /// What lies over the text: a list, a prompt, the help.
    pub overlay: Overlay,
    /// The pane that has the keys.
    pub focus: Focus,
    /// Whether the outline is wanted.
    pub outline: bool,
    /// Width of the outline, where the reader chose one.
    pub outline_width: Option<u16>,
    /// The keys typed so far of a command with a count or a prefix.
    pub pending: Pending,
    /// The message in the last line.
    pub status: Option<Status>,
    /// What was typed into the input lines earlier.
    pub history: History,
    /// The last list of results over all texts, to open it again.
    pub(super) found: Option<Box<Wide>>,
    /// The last comparison, to open it again.
    pub(super) compared: Option<Box<Compare>>,
    /// What is remembered between runs.
    pub memory: Memory,
    /// Watches the file on the screen for changes.
    pub(super) watch: Watch,
    /// What the mouse is dragging.
    pub drag: Drag,
    /// The selection, in bytes of the text.
    pub selection: Option<Span>,
    /// The question about one text whose answer is awaited, by its serial number.
    pub(super) asked: Option<u64>,
    /// The question about all texts whose answers are awaited, by its serial number.
    pub(super) ranging: Option<u64>,
    /// A place to go to once its text has been read.
    pub(super) arrive: Option<Arrive>,
    /// The serial number of the last question.
    pub(super) serial: u64,
    /// Whether Enter was pressed before the answer came: it is accepted as soon as it is there.
    pub(super) deferred: bool,
    /// What the column right of the outline shows.
    pub tally: Tally,
    /// Whether the last command moved the cursor of the outline. A run of such moves is one step of
    /// the jump list.
    pub(super) walking: bool,
}

/// The pane that has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The text.
    #[default]
    Text,
    /// The outline.
    Outline,
}

/// A place in a text that may not have been read yet.
#[derive(Clone, Debug)]
pub struct Arrive {
    /// The slot of the text.
    pub slot: usize,
    /// Byte of the text.
    pub byte: usize,
    /// The search to show there. Its hits are still to be found.
    pub find: Option<Hits>,
    /// The message to show then.
    pub said: Option<String>,
}

/// What the column right of the outline shows of each section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tally {
    /// 字数: its length.
    #[default]
    Words,
    /// The share of the whole text.
    Share,
    /// Speaking time.
    Time,
}

/// The keys typed so far of a command that takes more than one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The number before it.
    pub count: Option<usize>,
    /// Its first key.
    pub prefix: Option<char>,
}

/// A message for the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The sentence.
    pub text: String,
    /// Whether it reports a failure.
    pub failure: bool,
}

/// What the mouse is dragging.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drag {
    /// Nothing.
    #[default]
    None,
    /// The line between the panes.
    Border,
    /// A selection: the part of the text where it began, and the unit by which it grows.
    Text(Span, Unit),
    /// Nothing any more: the button was released in the text, so that the next press there may make a
    /// double click.
    Done,
}

impl Model {
    /// The state at the start. Without `sources` there are the built-in samples alone.
    #[must_use]
    pub fn new(sources: Vec<Source>, settings: Settings, size: (u16, u16)) -> Self {
        let mut model = Self {
            settings,
            size,
            screen: Screen::default(),
            shelf: Shelf::new(sources),
            trail: Trail::default(),
            overlay: Overlay::None,
            focus: Focus::Text,
            outline: true,
            outline_width: None,
            pending: Pending::default(),
            status: None,
            history: History::default(),
            found: None,
            compared: None,
            memory: Memory::default(),
            watch: Watch::default(),
            drag: Drag::None,
            selection: None,
            asked: None,
            ranging: None,
            arrive: None,
            serial: 0,
            deferred: false,
            tally: Tally::default(),
            walking: false,
        };
        for slot in &mut model.shelf.slots {
            if slot.source == Source::Stdin {
                let name = model.settings.lang.pick("标准输入", "standard input");
                name.clone_into(&mut slot.title);
            }
        }
        model.settle();
        model
    }

    /// The mode, which decides what keys mean.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match &self.overlay {
            Overlay::None => match self.focus {
                Focus::Text => Mode::Text,
                Focus::Outline => Mode::Outline,
            },
            Overlay::Jump(_) => Mode::Jump,
            Overlay::Search(_) => Mode::Search,
            Overlay::Line(_) => Mode::Line,
            Overlay::Help(help) if help.typing => Mode::Filter,
            Overlay::Help(_) => Mode::Help,
            Overlay::Library(list) if list.typing => Mode::Filter,
            Overlay::Library(_) => Mode::Library,
            Overlay::Hits(_) => Mode::Hits,
            Overlay::Findings(_) => Mode::Findings,
            Overlay::Places(_) => Mode::Places,
            Overlay::Note(_) => Mode::Note,
            Overlay::Rule(_) => Mode::Rule,
            Overlay::Wide(_) => Mode::Wide,
            Overlay::Rehearse(_) => Mode::Rehearse,
            Overlay::Compare(compare) => match (&compare.seek, &compare.sought) {
                (Some(_), _) => Mode::Search,
                (None, Some(_)) => Mode::Matches,
                (None, None) => Mode::Compare,
            },
        }
    }

    /// The line being typed.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        self.overlay.prompt()
    }

    /// The words that are shown as selected.
    #[must_use]
    pub fn selected(&self) -> Option<Span> {
        match &self.overlay {
            Overlay::Note(edit) => Some(edit.span),
            _ => self.selection,
        }
    }

    /// The text being read.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        self.shelf.reading()
    }

    /// The slot on the screen.
    #[must_use]
    pub fn slot(&self) -> Option<&Slot> {
        self.shelf.slot()
    }

    /// The measure for the screen as it is.
    #[must_use]
    pub fn measure(&self) -> Measure {
        let Settings { ambiguous, letters, look, .. } = self.settings;
        look.measure(self.screen.measure(), ambiguous, letters)
    }

    /// Whether Enter was pressed before the answer it accepts has come. Further keys should wait for
    /// the answer, except those that cancel.
    #[must_use]
    pub fn deferring(&self) -> bool {
        self.deferred
    }

    /// Whether answers about all texts are awaited. If not, the worker on them can stop.
    #[must_use]
    pub fn ranging(&self) -> bool {
        self.ranging.is_some()
    }

    /// The rehearsal under way.
    #[must_use]
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        match &self.overlay {
            Overlay::Rehearse(rehearsal) => Some(rehearsal),
            _ => None,
        }
    }

    /// The comparison that is awaited, by its serial number. The worker on any other can stop.
    #[must_use]
    pub fn comparing(&self) -> Option<u64> {
        match &self.overlay {
            Overlay::Compare(compare)
            | Overlay::Help(Help { under: Under::Compare(compare), .. }) => compare.awaited,
            _ => None,
        }
    }

    /// The sentence being read aloud, by its serial number. Any other is to fall silent.
    #[must_use]
    pub fn speaking(&self) -> Option<u64> {
        self.rehearsal().and_then(|rehearsal| rehearsal.speaking)
    }

    /// The selected result of the jump or search over all texts.
    pub(super) fn row_of_all(&self) -> Option<&super::wide::Row> {
        match &self.overlay {
            Overlay::Wide(wide) => wide.row(),
            _ => None,
        }
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn asking(&self) -> bool {
        self.asked.is_some()
    }

    /// How the page of text is to be.
    fn page(&self) -> Page {
        let look = &self.settings.look;
        if self.rehearsal().is_some() {
            // On a low screen, more rows of text are worth more than space between them.
            let pitch = if self.size.1 < 10 { 1 } else { 2 };
            return Page { widest: look.widest, pitch, numbers: 0, bare: true, foot: true };
        }
        // Lists have a name at the top and key hints at the bottom.
        let listed = !matches!(
            self.overlay,
            Overlay::None
                | Overlay::Jump(_)
                | Overlay::Search(_)
                | Overlay::Line(_)
                | Overlay::Note(_)
                | Overlay::Rule(_)
        );
        let numbers = match (look.numbers, self.shelf.reading()) {
            (Numbers::Off, _) | (_, None) => 0,
            (_, Some(reading)) => reading.text.number_cells(look.numbers),
        };
        let bare = look.zen && !listed;
        // The text alone still shows messages and what is typed.
        let foot = !bare
            || self.status.is_some()
            || self.prompt().is_some()
            || matches!(self.overlay, Overlay::Findings(_))
            || self.pending != Pending::default();
        Page { widest: look.widest, pitch: look.pitch(), numbers, bare, foot }
    }

    /// Divides the screen and lays out the rows in sight, so that drawing need not change anything.
    pub(super) fn settle(&mut self) {
        // Both take the place of the outline.
        let jumping = matches!(self.overlay, Overlay::Jump(_) | Overlay::Rule(_));
        let searching = matches!(self.overlay, Overlay::Search(_));
        // A narrow outline is enough to say that there are no headings.
        let headless = |reading: &Reading| {
            reading.text.outline.is_empty() && !reading.text.document.origin().partial
        };
        let width = match self.outline_width {
            None if !jumping && self.reading().is_some_and(headless) => Some(0),
            chosen => chosen,
        };
        self.screen = Screen::arrange(Wish {
            size: self.size,
            outline: ((self.outline && !self.settings.look.zen) || jumping)
                && !self.settings.plain
                && self.rehearsal().is_none(),
            focus: jumping
                || (self.focus == Focus::Outline && !searching && self.rehearsal().is_none()),
            width,
            page: self.page(),
            list: matches!(
                self.overlay,
                Overlay::Hits(_) | Overlay::Wide(_) | Overlay::Findings(_)
            ),
        });
        let (measure, height) = (self.measure(), self.screen.height());
        let entries = usize::from(self.screen.outline.height);
        if let Some(reading) = self.shelf.reading_mut() {
            reading.tree.set_height(entries);
            reading.settle(measure, height);
            let listed = matches!(self.overlay, Overlay::Hits(_));
            if listed && reading.reveal_hit() {
                reading.settle(measure, height);
            }
        }
        let Screen { header, footer, .. } = self.screen;
        let body = self.size.1.saturating_sub(header.height).saturating_sub(footer.height);
        let area = Area { x: 0, y: header.height, width: self.size.0, height: body };
        let Settings { look, ambiguous, letters, plain, .. } = &self.settings;
        if let Overlay::Compare(compare) = &mut self.overlay {
            let ambiguous = (*ambiguous, *letters);
            compare.settle(super::compare::Wish { area, look, ambiguous, plain: *plain });
        }
        if let Overlay::Wide(wide) = &mut self.overlay
            && let Some((_, reading)) = &mut wide.preview
        {
            reading.settle(measure, height);
        }
    }

    /// Remembers `line`, which was accepted in an input line, in this run and for the next.
    pub(super) fn remember(&mut self, kind: Kind, line: &str) {
        self.history.add(kind, line);
        self.memory.add_input(kind.name(), line);
    }

    /// Remembers a search, and for this run how it was read.
    pub(super) fn remember_search(&mut self, query: &str, manner: Manner) {
        self.history.add_search(query, manner);
        self.memory.add_input(Kind::Search.name(), query);
    }

    /// Shows `text` in the last line.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.status = Some(Status { text: text.into(), failure: false });
    }

    /// Shows `text` in the last line, as a failure.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.status = Some(Status { text: text.into(), failure: true });
    }
}
