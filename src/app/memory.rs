//! What the program remembers between runs: places, folds, marks, notes, inputs.
//!
//! In: the state as it was read from the file, the time, and what the reader does. Out: changes to be
//! saved, some seconds after the last one. The clock and the file are the runtime's.

use std::sync::Arc;

use super::reading::Reading;
use super::shelf::{Shelf, State as Slot};
use crate::library::place::{Passage, Place, Version};
use crate::library::state::{Fold, Global, Mark, Note, Record, State, fingerprint};
use crate::outline::{Kind, Node};
use crate::text::Span;

/// How long after the last change it is saved, in milliseconds.
const REST: u64 = 2_000;
/// How long after a save that failed the next one is tried.
const AGAIN: u64 = 30_000;
/// Most headings whose folding is kept.
const FOLDS: usize = 200;

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    /// The state as it is now: as read at the start, with all changes since.
    pub state: Arc<State>,
    /// What has changed since the last save.
    changes: State,
    /// Whether anything is to be saved at all.
    saved: bool,
    /// The time, in milliseconds since 1970.
    now: u64,
    /// When to save.
    due: Option<u64>,
    /// Whether a save is under way.
    saving: bool,
    /// Whether the reader was told that saving fails.
    told: bool,
    /// How the text on the screen was last seen, to notice changes.
    seen: Option<Seen>,
    /// The place to go to in a text that is being read.
    pub goal: Option<(usize, Place)>,
}

/// What tells whether there is something new to remember of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    slot: usize,
    place: super::reading::Place,
    folds: u64,
}

impl Memory {
    /// A memory that begins with `state`, at the time `now`; `saved` says whether it is kept.
    #[must_use]
    pub fn new(state: State, saved: bool, now: u64) -> Self {
        Self { state: Arc::new(state), saved, now, ..Self::default() }
    }

    /// The time, in milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.now
    }

    /// Sets the clock, and looks whether something has changed in the text on the screen. Gives
    /// what is to be saved now.
    pub(super) fn tick(&mut self, now: u64, shelf: &mut Shelf) -> Option<Box<State>> {
        self.now = now;
        let seen = see(shelf);
        if seen.is_some() && seen != self.seen {
            self.seen = seen;
            self.due = Some(now.saturating_add(REST));
        }
        if !self.saved || self.saving || self.due.is_none_or(|due| due > now) {
            return None;
        }
        let changes = self.take(shelf)?;
        self.saving = true;
        Some(changes)
    }

    /// What is to be saved at the end, whatever the time.
    pub(super) fn take(&mut self, shelf: &mut Shelf) -> Option<Box<State>> {
        if !self.saved {
            return None;
        }
        self.leave(shelf);
        self.due = None;
        let changes = std::mem::take(&mut self.changes);
        (!changes.is_empty()).then(|| Box::new(changes))
    }

    /// Takes in how a save went: the state as it now is, or what was not saved. Returns whether the reader
    /// should hear about it.
    pub(super) fn saved(&mut self, result: Result<State, State>) -> bool {
        self.saving = false;
        match result {
            Ok(state) => {
                // Changes made during the save are newer.
                let mut state = state;
                state.merge(self.changes.clone());
                self.state = Arc::new(state);
                self.told = false;
                false
            }
            Err(changes) => {
                let newer = std::mem::replace(&mut self.changes, changes);
                self.changes.merge(newer);
                self.due = Some(self.now.saturating_add(AGAIN));
                !std::mem::replace(&mut self.told, true)
            }
        }
    }

    /// Notes where the text on the screen is being left.
    pub(super) fn leave(&mut self, shelf: &mut Shelf) {
        let Some(index) = shelf.open else { return };
        let now = self.now;
        let Some(slot) = shelf.slots.get_mut(index) else { return };
        let (Slot::Open(reading), Some(record)) = (&slot.state, &mut slot.record) else { return };
        if reading.text.document.origin().partial || reading.text.document.is_empty() {
            return;
        }
        let fresh = seen_in(index, reading);
        if self.seen == Some(fresh) && record.updated > 0 && self.due.is_none() {
            return;
        }
        self.seen = Some(fresh);
        capture(record, reading);
        self.note_record(index, shelf, now);
    }

    /// Takes the record of slot `index` into what is to be saved.
    fn note_record(&mut self, index: usize, shelf: &mut Shelf, now: u64) {
        let Some(slot) = shelf.slots.get_mut(index) else { return };
        let (Some(record), Some(identity)) = (&mut slot.record, &slot.identity) else { return };
        // A clock that was set back must not make new things look old.
        record.updated = now.max(record.updated.saturating_add(1));
        let changes =
            State { docs: [(identity.key.clone(), record.clone())].into(), ..State::default() };
        self.put(changes);
    }

    fn put(&mut self, changes: State) {
        Arc::make_mut(&mut self.state).merge(changes.clone());
        self.changes.merge(changes);
        self.due.get_or_insert(self.now.saturating_add(REST));
    }

    /// Remembers something that was typed, under the name of its kind; nothing where it is empty.
    pub(super) fn add_input(&mut self, kind: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut changes = State::default();
        // A clock that was set back must not make new things look old.
        let before = self.state.inputs.get(kind).into_iter().flatten().map(|input| input.at);
        changes.add_input(kind, text, before.fold(self.now, u64::max));
        self.put(changes);
    }

    /// Remembers the place being read in the text on the screen as mark `letter`; capital letters
    /// lead there from any text.
    pub(super) fn set_mark(&mut self, letter: char, shelf: &mut Shelf) {
        let now = self.now;
        let Some(index) = shelf.open else { return };
        let Some(slot) = shelf.slots.get_mut(index) else { return };
        let (Slot::Open(reading), Some(record)) = (&slot.state, &mut slot.record) else { return };
        let at = Some(Place::of(version(reading), reading.top_byte()));
        if letter.is_ascii_uppercase() {
            let identity = slot.identity.clone().unwrap_or_default();
            let (doc, path, title) = (identity.key, identity.path, identity.title);
            let mark = Global { updated: now, doc, path, title, at, ..Global::default() };
            self.put(State { marks: [(letter, mark)].into(), ..State::default() });
        } else {
            record.marks.insert(letter, Mark { updated: now, at, ..Mark::default() });
        }
        self.note_record(index, shelf, now);
    }

    /// Takes mark `letter` away.
    pub(super) fn drop_mark(&mut self, letter: char, shelf: &mut Shelf) {
        let now = self.now;
        if letter.is_ascii_uppercase() {
            let gone = Global { updated: now, ..Global::default() };
            return self.put(State { marks: [(letter, gone)].into(), ..State::default() });
        }
        let Some(index) = shelf.open else { return };
        let slot = shelf.slots.get_mut(index);
        if let Some(record) = slot.and_then(|slot| slot.record.as_mut()) {
            record.marks.insert(letter, Mark { updated: now, ..Mark::default() });
            self.note_record(index, shelf, now);
        }
    }

    /// Where the mark `letter` leads, in any text.
    #[must_use]
    pub fn global(&self, letter: char) -> Option<&Global> {
        self.state.marks.get(&letter).filter(|mark| mark.at.is_some())
    }

    /// Remembers a note of the text on the screen; no span means that it was taken away.
    pub(super) fn set_note(
        &mut self,
        name: &str,
        span: Option<Span>,
        text: &str,
        shelf: &mut Shelf,
    ) {
        let now = self.now;
        let Some(index) = shelf.open else { return };
        let Some(slot) = shelf.slots.get_mut(index) else { return };
        let (Slot::Open(reading), Some(record)) = (&slot.state, &mut slot.record) else { return };
        let on = span.map(|span| Passage::of(version(reading), span));
        let extra = record.notes.remove(name).unwrap_or_default().extra;
        let note = Note { updated: now, on, text: text.to_owned(), extra };
        record.notes.insert(name.to_owned(), note);
        self.note_record(index, shelf, now);
    }

    /// A name for a new note on `span`.
    pub(super) fn new_name(&self, span: Span, text: &str) -> String {
        let whole = fingerprint(&format!("{} {span:?} {text}", self.now));
        whole.get(..12).unwrap_or_default().to_owned()
    }

    /// Takes in that slot `index` has been read, or read again: from now on its record is kept
    /// under the fingerprint of this text.
    pub(super) fn arrived(&mut self, index: usize, shelf: &mut Shelf) {
        let now = self.now;
        let Some(slot) = shelf.slots.get_mut(index) else { return };
        let (Slot::Open(reading), Some(identity)) = (&slot.state, &slot.identity) else { return };
        let known = self.state.docs.get(&identity.key).or_else(|| {
            let old = slot.known.as_ref()?;
            self.state.docs.get(old)
        });
        let mut record = match slot.record.take() {
            Some(record) => record,
            None => known.cloned().unwrap_or_default(),
        };
        if let Some(old) =
            slot.known.replace(identity.key.clone()).filter(|old| *old != identity.key)
        {
            record.was.push(old);
        }
        record.path.clone_from(&identity.path);
        record.title.clone_from(&identity.title);
        record.untitled = identity.untitled;
        record.first.clone_from(&identity.first);
        record.size = identity.size;
        capture(&mut record, reading);
        locate(&mut record, reading);
        slot.record = Some(record);
        if !reading.text.document.is_empty() {
            self.note_record(index, shelf, now);
        }
    }

    /// Remembers `encoding` for the text in slot `index`: it is read so from now on; `None` lets it
    /// be recognised again.
    pub fn set_encoding(&mut self, index: usize, encoding: Option<String>, shelf: &mut Shelf) {
        let now = self.now;
        let slot = shelf.slots.get_mut(index);
        if let Some(record) = slot.and_then(|slot| slot.record.as_mut()) {
            record.encoding = encoding;
            self.note_record(index, shelf, now);
        }
    }
}

/// The text of `reading` with its outline.
pub(super) fn version(reading: &Reading) -> Version<'_> {
    Version { document: &reading.text.document, outline: reading.text.headings() }
}

fn see(shelf: &Shelf) -> Option<Seen> {
    Some(seen_in(shelf.open?, shelf.reading()?))
}

fn seen_in(slot: usize, reading: &Reading) -> Seen {
    Seen { slot, place: reading.here(), folds: reading.tree.edition() }
}

/// Writes into `record` where and how `reading` is being read.
fn capture(record: &mut Record, reading: &Reading) {
    let version = version(reading);
    record.percent = reading.percent();
    record.place = Place::of(version, reading.top_byte());
    record.level = reading.tree.base();
    let outline = &reading.text.outline;
    // A place is found again by headings, so folds of mere paragraphs are not kept.
    let heading = |id| outline.get(id).is_some_and(|n| n.kind != Kind::Paragraph);
    let changed = reading.tree.changed(outline).filter(|&(id, _)| heading(id)).take(FOLDS);
    let fold = |(id, folded)| {
        let start = outline.get(id).map_or(0, Node::start);
        // The heading is found by its title; words of the text are not needed.
        let place = Place { offset: 0, ..Place::of(version, start).without_quote() };
        Fold { at: place, folded }
    };
    record.folds = changed.map(fold).collect();
}

/// Writes into `record` where its marks and notes stand in the text of `reading`.
fn locate(record: &mut Record, reading: &Reading) {
    let version = version(reading);
    for (letter, mark) in &mut record.marks {
        if let (Some(at), Some(byte)) = (&mut mark.at, reading.mark(*letter)) {
            *at = Place::of(version, byte);
        }
    }
    for (name, note) in &mut record.notes {
        if let (Some(on), Some(noted)) = (&mut note.on, reading.note(name)) {
            *on = Passage::of(version, noted.span);
        }
    }
}
