//! Moving through the text: by rows, by headings, to places, and back through the jump list.

use super::{Goal, Place, Reading, anchor};
use crate::outline::{Node, NodeId};
use crate::text::Span;
use crate::typeset::{Anchor, Shape};

/// Most places that are kept to return to.
const PLACES: usize = 200;

impl Reading {
    /// Moves the text by `by` rows, stopping at both ends.
    pub fn scroll(&mut self, by: isize) {
        let document = &self.text.document;
        let from = self.layout.normalize(document, self.top);
        let mut to = self.layout.scroll(document, from, by);
        if by > 0 {
            let last = self.layout.last_top(document, self.height);
            if to.byte > last.byte {
                to = if last.byte > from.byte { last } else { from };
            }
        }
        if to != from {
            self.top = to;
        }
    }

    /// Moves the text `rows` rows down; fewer where a heading at the bottom of the screen would be
    /// separated from its text, so that it begins the next screen. At least half of `rows`.
    pub fn page_down(&mut self, rows: isize) {
        let document = &self.text.document;
        let from = self.layout.normalize(document, self.top);
        self.scroll(rows);
        let to = self.layout.normalize(&self.text.document, self.top);
        let half = self.layout.scroll(&self.text.document, from, rows.max(2) / 2);
        let mut paragraph = to.paragraph;
        let start = |i: usize| self.text.document.paragraphs().get(i).map(|p| p.span.start);
        // Inside a heading of several rows, it begins with the first of them.
        let inside = start(paragraph).is_some_and(|start| start < to.byte);
        if inside && !self.heads(paragraph) {
            return;
        }
        while let Some(above) = paragraph.checked_sub(1).filter(|&above| self.heads(above)) {
            paragraph = above;
        }
        let Some(byte) = start(paragraph).filter(|&start| start >= half.byte && start < to.byte)
        else {
            return;
        };
        self.top = self.layout.normalize(&self.text.document, Anchor { paragraph, byte });
    }

    /// Whether paragraph `index` is a heading and nothing else.
    fn heads(&self, index: usize) -> bool {
        self.layout.shape(index) == Shape::Heading
    }

    /// Goes to the row of `byte`.
    pub fn go_to_byte(&mut self, byte: usize) {
        self.show_paragraph(byte);
        let document = &self.text.document;
        self.top = self.layout.normalize(document, anchor(&self.text, byte));
        self.pinned = None;
        self.held = None;
    }

    /// Goes to a heading: its row comes to the top, and it is the current section.
    pub fn go_to_node(&mut self, id: NodeId) {
        let Some(start) = self.text.outline.get(id).map(Node::start) else { return };
        self.go_to_byte(start);
        self.pinned = Some((self.top, id));
    }

    /// Goes to a place in the whole text. Where only its head is there yet, it is gone to again
    /// when the rest has come.
    pub fn go_to(&mut self, goal: Goal) {
        let document = &self.text.document;
        match goal {
            Goal::End => self.top = self.layout.last_top(document, self.height),
            Goal::Percent(percent) => {
                let last = self.layout.last_top(document, self.height);
                let rows = self.layout.row_of(document, last.byte);
                let row = rows * percent.min(100) / 100;
                self.top = self.layout.anchor_of_row(document, row);
            }
            Goal::Byte(byte) if byte < document.text().len() => self.reveal(Span::at(byte)),
            Goal::Byte(_) => self.top = self.layout.last_top(document, self.height),
            Goal::Line(line) => match document.byte_of_line(line) {
                byte if byte < document.text().len() => self.go_to_byte(byte),
                _ => self.top = self.layout.last_top(document, self.height),
            },
        }
        self.pinned = None;
        self.goal = self.text.document.origin().partial.then_some((self.top, goal));
    }

    /// Brings `span` in sight, moving as little as can be: not at all where it is on the screen,
    /// else to a third of it.
    pub fn reveal(&mut self, span: Span) {
        self.show_paragraph(span.start);
        // The rows may still be those of another place, or of folded furniture.
        self.look();
        let mut words = self.rows.iter().filter(|placed| !placed.blank);
        let first = words.next().map_or(usize::MAX, |placed| placed.row.span.start);
        let last = words.next_back().map_or(0, |placed| placed.row.span.end);
        if (first..last).contains(&span.start) {
            return;
        }
        let document = &self.text.document;
        let row = self.layout.normalize(document, anchor(&self.text, span.start));
        let up = isize::try_from(self.height / 3).unwrap_or(0);
        self.top = self.layout.scroll(document, row, -up);
        self.pinned = None;
    }

    /// Scrolls so that the place being read stands `down` rows below the first: what was gone to
    /// last, a hit or a heading in sight, else the first row. A heading stays the current one.
    pub fn bring(&mut self, down: usize) {
        let document = &self.text.document;
        let first = self.byte();
        let end = self.rows.last().map_or(first, |placed| placed.row.span.end);
        let seen = |byte: &usize| (first..=end).contains(byte);
        let held = self.held.filter(|(top, _)| *top == self.top).map(|(_, byte)| byte);
        let hit = self.hits.as_ref().and_then(|hits| hits.spans.get(hits.at?));
        let heading = self.current.and_then(|id| self.text.outline.get(id)).map(Node::start);
        let pinned = self.pinned.is_some_and(|(top, _)| top == self.top);
        let byte = held
            .or(heading.filter(|_| pinned))
            .or(hit.map(|span| span.start).filter(seen))
            .or(heading.filter(seen))
            .unwrap_or(first);
        let row = self.layout.normalize(document, anchor(&self.text, byte));
        let up = isize::try_from(down).unwrap_or(isize::MAX);
        self.top = self.layout.scroll(document, row, -up);
        self.held = Some((self.top, byte));
        self.pinned = self.current.filter(|_| heading == Some(byte)).map(|id| (self.top, id));
    }

    /// Adds the place being read to the jump list.
    pub fn leave(&mut self) {
        let here = self.here();
        if self.past.last() != Some(&here) {
            self.past.push(here);
        }
        if self.past.len() > PLACES {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Adds `place` to the jump list, as [`Reading::leave`] does.
    pub fn leave_from(&mut self, place: Place) {
        let here = std::mem::replace(&mut self.top, place.top);
        let pinned = std::mem::replace(&mut self.pinned, place.pinned);
        self.leave();
        self.return_to(Place { top: here, pinned });
    }

    /// Goes back in the jump list. Returns whether there was a place.
    pub fn back(&mut self) -> bool {
        let here = self.here();
        // A place that was left without going anywhere does not count.
        while let Some(place) = self.past.pop() {
            if place != here {
                self.future.push(here);
                self.return_to(place);
                return true;
            }
        }
        false
    }

    /// Goes forward in the jump list. Returns whether there was a place.
    pub fn forward(&mut self) -> bool {
        let here = self.here();
        while let Some(place) = self.future.pop() {
            if place != here {
                self.past.push(here);
                self.return_to(place);
                return true;
            }
        }
        false
    }

    /// The heading `by` headings on from the current one; points count where `points` is set.
    #[must_use]
    pub fn heading(&self, by: isize, points: bool) -> Option<NodeId> {
        let nodes = self.text.outline.nodes();
        let wanted = |i: &usize| points || nodes.get(*i).is_some_and(Node::heads_section);
        // As far as there are headings, as other moves with a count go.
        let steps = by.unsigned_abs();
        let found = if by > 0 {
            let from = self.current.map_or(0, |id| id.0 + 1);
            (from..nodes.len()).filter(wanted).take(steps).last()
        } else {
            let from = self.current?.0;
            // Inside a section, its own heading is the previous one.
            let inside =
                self.pinned.is_none_or(|(at, _)| at != self.top) && self.begins_above(from);
            (0..if inside { from + 1 } else { from }).rev().filter(wanted).take(steps).last()
        };
        found.map(NodeId)
    }

    /// Whether node `index` begins above the first row in sight.
    fn begins_above(&self, index: usize) -> bool {
        let start = self.text.outline.nodes().get(index).map(Node::start);
        start.is_some_and(|start| start < self.byte())
    }

    /// The node of the same level `by` steps on, or as far as there are any; past the end of its list, the next
    /// of that level.
    #[must_use]
    pub fn sibling(&self, by: isize) -> Option<NodeId> {
        let outline = &self.text.outline;
        let start = self.current?;
        let depth = outline.get(start)?.depth;
        let mut id = start;
        for _ in 0..by.unsigned_abs() {
            let level = |i: &usize| outline.nodes().get(*i).is_some_and(|n| n.depth == depth);
            let next = if by > 0 {
                (id.0 + 1..outline.len()).find(level)
            } else {
                (0..id.0).rev().find(level)
            };
            let Some(next) = next else { break };
            id = NodeId(next);
        }
        (id != start).then_some(id)
    }

    /// The node that holds the current one.
    #[must_use]
    pub fn parent(&self) -> Option<NodeId> {
        self.text.outline.get(self.current?)?.parent
    }
}
