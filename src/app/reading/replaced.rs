//! Carrying place, marks, notes and folds over to another version of the text.
//!
//! In: the text read again, changed or in another encoding. Out: the [`Reading`] at the same words as before.
//! In a wrong encoding there are no such words: what was where before it was tried is kept aside, and is back
//! with the right one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Noted, Place, Reading, anchor};
use crate::app::msg::Arrival;
use crate::app::relocate::Relocate;
use crate::app::text::Text;
use crate::outline::NodeId;
use crate::text::Span;
use crate::typeset::{Anchor, Glosses};

/// A text as it was decoded before another encoding was tried.
#[derive(Debug)]
pub(super) struct Decoded {
    text: Arc<Text>,
    /// What was where in it.
    places: Places,
    folds: Vec<(NodeId, bool)>,
    /// What became of the places in the encoding that is being tried.
    tried: Places,
}

/// The places in a text.
#[derive(Clone, Debug, Default)]
struct Places {
    here: Place,
    past: Vec<Place>,
    future: Vec<Place>,
    marks: BTreeMap<char, Place>,
    notes: Vec<Noted>,
}

/// The way from one version of a text to another.
struct Way<'a> {
    old: &'a Text,
    new: &'a Text,
    relocate: Relocate<'a>,
}

impl<'a> Way<'a> {
    fn new(old: &'a Text, new: &'a Text) -> Self {
        let relocate = Relocate::new(old.document.text(), new.document.text());
        Self { old, new, relocate }
    }

    fn anchor(&self, from: Anchor) -> Anchor {
        anchor(self.new, self.relocate.find(from.byte))
    }

    fn node(&self, id: NodeId) -> Option<NodeId> {
        let start = self.relocate.find(self.old.outline.get(id)?.start());
        let found = self.new.outline.at(start)?;
        self.new.outline.get(found).filter(|n| n.start() == start).map(|_| found)
    }

    fn place(&self, place: Place) -> Place {
        let pinned = place.pinned.and_then(|(at, id)| Some((self.anchor(at), self.node(id)?)));
        Place { top: self.anchor(place.top), pinned }
    }

    fn span(&self, span: Span) -> Span {
        let start = self.relocate.find(span.start);
        Span::new(start, self.relocate.find_end(span).max(start))
    }

    fn folds(&self, folds: &[(NodeId, bool)]) -> Vec<(NodeId, bool)> {
        folds.iter().filter_map(|&(id, folded)| Some((self.node(id)?, folded))).collect()
    }

    fn places(&self, from: &Places) -> Places {
        let all = |places: &[Place]| places.iter().map(|&place| self.place(place)).collect();
        let note = |note: &Noted| Noted { span: self.span(note.span), ..note.clone() };
        Places {
            here: self.place(from.here),
            past: all(&from.past),
            future: all(&from.future),
            marks: from.marks.iter().map(|(&letter, &at)| (letter, self.place(at))).collect(),
            notes: from.notes.iter().map(note).collect(),
        }
    }
}

impl Decoded {
    /// Puts in `moved`, which are the `places` of the encoding that was tried on their way back to the right one,
    /// those that had not been changed meanwhile as they were before.
    fn put_back(&self, places: &Places, moved: &mut Places, way: &Way<'_>) {
        let before = way.places(&self.places);
        if places.here == self.tried.here {
            moved.here = before.here;
        }
        if places.past == self.tried.past && places.future == self.tried.future {
            (moved.past, moved.future) = (before.past, before.future);
        }
        for (letter, place) in &mut moved.marks {
            if places.marks.get(letter) == self.tried.marks.get(letter)
                && let Some(&old) = before.marks.get(letter)
            {
                *place = old;
            }
        }
        let span = |notes: &[Noted], name: &str| {
            notes.iter().find(|note| note.name == name).map(|note| note.span)
        };
        for note in &mut moved.notes {
            if span(&places.notes, &note.name) == span(&self.tried.notes, &note.name)
                && let Some(old) = span(&before.notes, &note.name)
            {
                note.span = old;
            }
        }
    }
}

impl Reading {
    fn places(&self) -> Places {
        Places {
            here: self.here(),
            past: self.past.clone(),
            future: self.future.clone(),
            marks: self.marks.clone(),
            notes: self.notes.clone(),
        }
    }

    /// Goes on in another version of the text, at the same words.
    pub fn replace(&mut self, arrival: Arrival) {
        let places = self.places();
        let folds: Vec<_> = self.tree.changed(&self.text.outline).collect();
        let old = std::mem::replace(&mut self.text, arrival.text);
        self.layout = arrival.layout;
        self.layout.set_measure(&self.text.document, self.measure);
        if self.furniture || self.glosses == Glosses::Shown {
            self.fold();
        }
        let text = self.text.clone();
        let way = Way::new(&old, &text);
        let mut moved = way.places(&places);
        let mut moved_folds = way.folds(&folds);
        let (before, now) = (old.document.origin(), text.document.origin());
        let again = self.decoded.take_if(|d| d.text.document.origin().encoding == now.encoding);
        if let Some(decoded) = &again {
            let way = Way::new(&decoded.text, &text);
            decoded.put_back(&places, &mut moved, &way);
            moved_folds = way.folds(&decoded.folds);
        }
        moved.notes.sort_by_key(|note| note.span);
        let rested = self.rest == Some(places.here);
        self.rest = rested.then_some(moved.here);
        let tries = before.encoding != now.encoding && !before.partial;
        if tries && again.is_none() && self.decoded.is_none() {
            let tried = Places::default();
            self.decoded = Some(Box::new(Decoded { text: old, places, folds, tried }));
        }
        if let Some(decoded) = &mut self.decoded {
            decoded.tried = moved.clone();
        }
        let here = moved.here;
        (self.past, self.future) = (moved.past, moved.future);
        (self.marks, self.notes) = (moved.marks, moved.notes);
        self.tree.refresh(&text.outline, self.tree.base(), moved_folds);
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
