//! The state of the program.

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
    /// The division of the screen.
    pub screen: Screen,
    /// The texts.
    pub shelf: Shelf,
    /// The way from one to another.
    pub(super) trail: Trail,
    /// What lies over them.
    pub overlay: Overlay,
    /// The pane that has the keys.
    pub focus: Focus,
    /// Whether the outline is wanted.
    pub outline: bool,
    /// Width of the outline, where the reader chose one.
    pub outline_width: Option<u16>,
    /// Keys typed of a longer command.
    pub pending: Pending,
    /// What the last command has to say.
    pub status: Option<Status>,
    /// What was typed into the input lines earlier.
    pub history: History,
    /// The rows found in all texts from which one was gone to last.
    pub(super) found: Option<Box<Wide>>,
    /// The comparison that was looked at last.
    pub(super) compared: Option<Box<Compare>>,
    /// What is remembered between runs.
    pub memory: Memory,
    /// What is known of the file on the screen.
    pub(super) watch: Watch,
    /// What the mouse is dragging.
    pub drag: Drag,
    /// What is selected of the text, in bytes.
    pub selection: Option<Span>,
    /// The question whose answer is awaited.
    pub(super) asked: Option<u64>,
    /// The question over all texts whose answers are awaited.
    pub(super) ranging: Option<u64>,
    /// A place that is gone to when its text is there.
    pub(super) arrive: Option<Arrive>,
    /// Questions asked so far.
    pub(super) serial: u64,
    /// Whether the awaited answer is to be accepted as soon as it comes.
    pub(super) deferred: bool,
    /// What the outline tells of each section.
    pub tally: Tally,
    /// Whether the last command moved in the outline: such moves are one step of the way back.
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
    /// The place of the shelf.
    pub slot: usize,
    /// Byte of its text.
    pub byte: usize,
    /// What is searched there; its hits are yet to be found.
    pub find: Option<Hits>,
    /// What is said of it then.
    pub said: Option<String>,
}

/// What the column at the right of the outline tells of each section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tally {
    /// 字数.
    #[default]
    Words,
    /// The share of the whole text.
    Share,
    /// Speaking time.
    Time,
}

/// Keys typed of a longer command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The number before it.
    pub count: Option<usize>,
    /// Its first key.
    pub prefix: Option<char>,
}

/// Something to say in the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The sentence.
    pub text: String,
    /// Whether it tells of a failure.
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
    /// A selection that began with this part of the text, and by what it grows.
    Text(Span, Unit),
    /// Nothing any more: it was let go in the text, where another press would be a second one.
    Done,
}

impl Model {
    /// The program as it starts, over `sources`; none means the list of samples.
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

    /// What the keys mean now.
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

    /// Whether Enter was pressed before the answer it is about has come: further keys should wait
    /// for it, but for those that cancel.
    #[must_use]
    pub fn deferring(&self) -> bool {
        self.deferred
    }

    /// Whether answers of all texts are awaited: else a worker at them can stop.
    #[must_use]
    pub fn ranging(&self) -> bool {
        self.ranging.is_some()
    }

    /// The rehearsal that goes on.
    #[must_use]
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        match &self.overlay {
            Overlay::Rehearse(rehearsal) => Some(rehearsal),
            _ => None,
        }
    }

    /// The comparison whose answer is awaited: else a worker at one can stop.
    #[must_use]
    pub fn comparing(&self) -> Option<u64> {
        match &self.overlay {
            Overlay::Compare(compare)
            | Overlay::Help(Help { under: Under::Compare(compare), .. }) => compare.awaited,
            _ => None,
        }
    }

    /// The speech being said aloud: any other is to be silent.
    #[must_use]
    pub fn speaking(&self) -> Option<u64> {
        self.rehearsal().and_then(|rehearsal| rehearsal.speaking)
    }

    /// The row selected of what was found in all texts.
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
            // On a low screen, more rows are worth more than air between them.
            let pitch = if self.size.1 < 10 { 1 } else { 2 };
            return Page { widest: look.widest, pitch, numbers: 0, bare: true, foot: true };
        }
        // Lists have their names at the top and their keys at the bottom.
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
        // The text alone still tells what was asked for, and shows what is typed.
        let foot = !bare
            || self.status.is_some()
            || self.prompt().is_some()
            || matches!(self.overlay, Overlay::Findings(_))
            || self.pending != Pending::default();
        Page { widest: look.widest, pitch: look.pitch(), numbers, bare, foot }
    }

    /// Divides the screen and lays out what is in sight: all that drawing needs.
    pub(super) fn settle(&mut self) {
        // Both show something in the place of the outline.
        let jumping = matches!(self.overlay, Overlay::Jump(_) | Overlay::Rule(_));
        let searching = matches!(self.overlay, Overlay::Search(_));
        // That there are no headings takes little room.
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

    /// Says `text` in the last line.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.status = Some(Status { text: text.into(), failure: false });
    }

    /// Says in the last line what failed.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.status = Some(Status { text: text.into(), failure: true });
    }
}
