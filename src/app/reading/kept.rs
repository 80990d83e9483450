//! Carrying place, marks, notes and folds over to another run.
//!
//! In: what is [`Recalled`] of an earlier run. Out: the [`Reading`] at the same words as before.

use super::{Noted, Reading};
use crate::library::recall::{Known, Recalled};

impl Reading {
    /// Takes in what is remembered of the text: marks, notes and folds that are not there yet, and,
    /// while no other place was gone to, the place. Returns whether that is another one than before.
    pub fn restore(&mut self, recalled: &Recalled) -> bool {
        if recalled.known == Known::Not {
            return false;
        }
        for (&letter, &byte) in &recalled.marks {
            let place = self.place_of(byte);
            self.marks.entry(letter).or_insert(place);
        }
        for (name, (span, text)) in &recalled.notes {
            if self.note(name).is_none() {
                self.set_note(Noted { name: name.clone(), span: *span, text: text.clone() });
            }
        }
        if self.tree.changed(&self.text.outline).next().is_none() && self.tree.base().is_none() {
            let text = self.text.clone();
            self.tree.refresh(&text.outline, recalled.level, recalled.folds.iter().copied());
        }
        if self.rest != Some(self.here()) {
            return false;
        }
        let start = self.here();
        let place = self.place_of(recalled.place);
        if place.top.byte == start.top.byte {
            return false;
        }
        self.leave();
        self.go_to_place(recalled.place);
        self.rest = Some(self.here());
        true
    }

    /// The byte of mark `letter`.
    #[must_use]
    pub fn mark(&self, letter: char) -> Option<usize> {
        self.marks.get(&letter).map(|place| self.byte_of(*place))
    }

    /// Notes and highlights, in order of their passages.
    #[must_use]
    pub fn notes(&self) -> &[Noted] {
        &self.notes
    }

    /// The note called `name`.
    #[must_use]
    pub fn note(&self, name: &str) -> Option<&Noted> {
        self.notes.iter().find(|note| note.name == name)
    }

    /// Puts a note in its place among the others.
    pub fn set_note(&mut self, note: Noted) {
        self.drop_note(&note.name);
        let at = self.notes.partition_point(|n| (n.span, &n.name) < (note.span, &note.name));
        self.notes.insert(at, note);
    }

    /// Takes a note away.
    pub fn drop_note(&mut self, name: &str) {
        self.notes.retain(|note| note.name != name);
    }
}
