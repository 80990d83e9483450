//! Carrying place, marks, notes and folds over to another version of the text, or another run.
//!
//! In: what is [`Recalled`] of an earlier run, or the text read again. Out: the [`Reading`] at the same
//! words as before.

use super::{Noted, Place, Reading, anchor};
use crate::app::msg::Arrival;
use crate::app::relocate::Relocate;
use crate::library::recall::{Known, Recalled};
use crate::outline::NodeId;
use crate::text::Span;
use crate::typeset::{Anchor, Glosses};

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

    /// Goes on in another version of the text, at the same words.
    pub fn replace(&mut self, arrival: Arrival) {
        let old = std::mem::replace(&mut self.text, arrival.text);
        self.layout = arrival.layout;
        self.layout.set_measure(&self.text.document, self.measure);
        if self.furniture || self.glosses == Glosses::Shown {
            self.fold();
        }
        let relocate = Relocate::new(old.document.text(), self.text.document.text());
        let text = &self.text;
        let anchor = |a: Anchor| anchor(text, relocate.find(a.byte));
        let node = |id: NodeId| {
            let start = relocate.find(old.outline.get(id)?.start());
            let found = text.outline.at(start)?;
            text.outline.get(found).filter(|n| n.start() == start).map(|_| found)
        };
        let place = |place: Place| Place {
            top: anchor(place.top),
            pinned: place.pinned.and_then(|(at, id)| Some((anchor(at), node(id)?))),
        };
        let here = place(Place { top: self.top, pinned: self.pinned });
        let folds: Vec<_> = self.tree.changed(&old.outline).collect();
        let folds: Vec<_> = folds.into_iter().filter_map(|(id, f)| Some((node(id)?, f))).collect();
        for saved in self.past.iter_mut().chain(&mut self.future).chain(self.marks.values_mut()) {
            *saved = place(*saved);
        }
        for note in &mut self.notes {
            let end = relocate.find_end(note.span);
            note.span = Span::new(relocate.find(note.span.start), end);
            note.span.end = note.span.end.max(note.span.start);
        }
        self.notes.sort_by_key(|note| note.span);
        let rested = self.rest == Some(Place { top: self.top, pinned: self.pinned });
        self.rest = rested.then_some(here);
        self.tree.refresh(&self.text.outline, self.tree.base(), folds);
        self.filtered = None;
        self.dismissed = None;
        self.current = None;
        let goal = self.goal.take().filter(|(at, _)| *at == self.top);
        match goal {
            Some((_, goal)) => self.go_to(goal),
            None => self.return_to(here),
        }
    }
}
