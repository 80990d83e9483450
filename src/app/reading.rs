//! One text being read: the place in it, the rows in sight, folds, marks, notes, hits.
//!
//! In: moves. Out: the rows to draw, the section being read, the percentage read. The place is an
//! [`Anchor`], so it survives a resize, a change of options, and the arrival of the whole text after
//! its head.

mod hits;
mod kept;
mod labels;
mod moves;
mod replaced;
mod shown;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::msg::Arrival;
use super::text::Text;
use super::tree::Tree;
use crate::outline::{Node, NodeId};
use crate::search::text::Manner;
use crate::text::{Cells, Span};
use crate::typeset::{Anchor, Glosses, Glyphs, Layout, Measure, Placed, Punctuation, Script};

pub use hits::within;
pub use labels::{number, outline_text, path};
pub(in crate::app) use shown::hidden;

/// A text and how it is being read.
#[derive(Debug)]
pub struct Reading {
    /// The text.
    pub text: Arc<Text>,
    /// The outline pane.
    pub tree: Tree,
    /// Marks, by letter.
    pub marks: BTreeMap<char, Place>,
    /// Notes and highlights, in order of their passages.
    notes: Vec<Noted>,
    /// The search that is shown.
    pub hits: Option<Hits>,
    /// The search that was dismissed, to bring it back.
    dismissed: Option<Hits>,
    /// The place at which the text was opened, until the reader goes to another.
    rest: Option<Place>,
    /// Whether page furniture is shown in full.
    furniture: bool,
    punctuation: Punctuation,
    script: Script,
    glosses: Glosses,
    layout: Layout,
    measure: Measure,
    height: usize,
    top: Anchor,
    pinned: Option<(Anchor, NodeId)>,
    /// The place that was gone to, or scrolled to a row of the screen, as long as the screen has not
    /// moved since.
    held: Option<(Anchor, usize)>,
    rows: Vec<Placed>,
    current: Option<NodeId>,
    percent: u8,
    past: Vec<Place>,
    future: Vec<Place>,
    /// A place asked for while only the head of the text was there, and where that led for the time
    /// being.
    goal: Option<(Anchor, Goal)>,
    /// Whether the outline shows only sections with hits.
    filtering: bool,
    /// The search by which the outline is filtered now.
    filtered: Option<Basis>,
    /// The text before another encoding was tried.
    decoded: Option<Box<replaced::Decoded>>,
}

/// What identifies the search by which the outline was filtered: query, manner, number of hits, the
/// first hit.
type Basis = (String, Manner, usize, Option<Span>);

/// A place that may lie beyond the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The last screenful.
    End,
    /// A percentage of the text.
    Percent(usize),
    /// A line of the source, from 1; past the end, the end.
    Line(usize),
    /// A byte of the text, shown at a third of the screen; past the end, the end.
    Byte(usize),
}

/// A place that can be returned to exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The first row in sight.
    top: Anchor,
    /// The heading that was gone to, if it was one.
    pinned: Option<(Anchor, NodeId)>,
}

/// A note on a passage; without text, a highlight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// What it is remembered by.
    pub name: String,
    /// The passage.
    pub span: Span,
    /// What was written.
    pub text: String,
}

/// A search and its hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What was searched.
    pub query: String,
    /// How it was read.
    pub manner: Manner,
    /// The hits, in order.
    pub spans: Vec<Span>,
    /// The hit last gone to, an index into `spans`.
    pub at: Option<usize>,
    /// Whether all texts were searched: after the last hit come those of the next text.
    pub all: bool,
}

impl Reading {
    /// Begins reading at the start.
    #[must_use]
    pub fn new(arrival: Arrival, measure: Measure) -> Self {
        let Arrival { text, layout, .. } = arrival;
        let mut reading = Self {
            tree: Tree::new(&text.outline),
            punctuation: text.punctuation,
            script: Script::Source,
            glosses: Glosses::Hidden,
            text,
            layout,
            measure,
            marks: BTreeMap::new(),
            notes: Vec::new(),
            rest: None,
            hits: None,
            dismissed: None,
            furniture: false,
            height: 0,
            top: Anchor::default(),
            pinned: None,
            held: None,
            rows: Vec::new(),
            current: None,
            percent: 0,
            past: Vec::new(),
            future: Vec::new(),
            goal: None,
            filtering: false,
            filtered: None,
            decoded: None,
        };
        reading.set_measure(measure);
        reading.go_to_byte(0);
        reading.rest = Some(reading.here());
        reading
    }

    /// The place whose first row is that of `byte`; that of a heading where one begins there.
    fn place_of(&mut self, byte: usize) -> Place {
        let document = &self.text.document;
        let top = self.layout.normalize(document, anchor(&self.text, byte));
        let node = self.text.outline.at(byte);
        let node = node.filter(|&id| self.text.outline.get(id).is_some_and(|n| n.start() == byte));
        Place { top, pinned: node.map(|id| (top, id)) }
    }

    /// Goes to the row of `byte`; to a heading where one begins there.
    pub fn go_to_place(&mut self, byte: usize) {
        self.show_paragraph(byte);
        let place = self.place_of(byte);
        self.return_to(place);
    }

    /// The byte by which the place being read is remembered: that of the heading that was gone to, else
    /// the first in sight.
    #[must_use]
    pub fn top_byte(&self) -> usize {
        self.byte_of(self.here())
    }

    fn byte_of(&self, place: Place) -> usize {
        let pinned = place.pinned.filter(|(at, _)| *at == place.top);
        let heading = pinned.and_then(|(_, id)| self.text.outline.get(id)).map(Node::start);
        heading.unwrap_or(place.top.byte)
    }

    /// Lays the text out to `measure` for a pane of `height` rows, and works out what is drawn.
    pub fn settle(&mut self, measure: Measure, height: usize) {
        self.set_measure(measure);
        self.height = height;
        self.filter();
        let top = self.look();
        let document = &self.text.document;
        let at = |anchor: Anchor| (anchor.paragraph, anchor.byte);
        let last = self.layout.last_top(document, height);
        let (row, last_row) =
            (self.layout.row_of(document, top.byte), self.layout.row_of(document, last.byte));
        self.percent = if at(top) >= at(last) {
            100
        } else {
            u8::try_from(row * 100 / last_row.max(1)).unwrap_or(100).min(99)
        };
        let first = NodeId(0);
        let current = match self.pinned {
            Some((at, id)) if at == self.top => Some(id),
            // Text above the first heading counts as part of it.
            _ => self
                .section_read(row, last_row)
                .or_else(|| self.text.outline.get(first).map(|_| first)),
        };
        if current != self.current {
            self.current = current;
            if let Some(id) = current {
                self.tree.select(id);
            }
        }
    }

    /// Lays out the rows in sight; gives the anchor of the first.
    fn look(&mut self) -> Anchor {
        let top = self.layout.normalize(&self.text.document, self.top);
        self.rows = self.layout.window(&self.text.document, top, self.height);
        top
    }

    /// Sets the text to `measure`, with the options that belong to this text.
    fn set_measure(&mut self, measure: Measure) {
        let (punctuation, script) = (self.punctuation, self.script);
        let measure = Measure { punctuation, script, ..measure };
        if self.measure != measure || *self.layout.measure() != measure {
            self.measure = measure;
            self.layout.set_measure(&self.text.document, measure);
        }
    }

    /// The section that the reader is at when `row` is the first of the screen and `last` is the
    /// first row of the last screen.
    ///
    /// It is that of the first row; within the last screenful the row read moves down with the
    /// text that is left, so that every section is the current one at some time.
    fn section_read(&self, row: usize, last: usize) -> Option<NodeId> {
        let away = row.abs_diff(last);
        let screenful = self.height.saturating_sub(1).min(last);
        let down = if away < screenful {
            self.height.saturating_sub(1) * (screenful - away) / screenful
        } else if last == 0 || away > 0 {
            0
        } else {
            self.height.saturating_sub(1)
        };
        let read = self.rows.get(down.min(self.rows.len().saturating_sub(1)))?;
        let row = read.row.span;
        self.text.outline.at(row.start.max(row.end.saturating_sub(1)))
    }

    /// The rows in sight, from the top.
    #[must_use]
    pub fn rows(&self) -> &[Placed] {
        &self.rows
    }

    /// The glyphs of one of the rows in sight.
    pub fn glyphs(&self, placed: &Placed) -> Glyphs<'_> {
        self.layout.glyphs(&self.text.document, &placed.row)
    }

    /// The section being read.
    #[must_use]
    pub fn current(&self) -> Option<NodeId> {
        self.current
    }

    /// The percentage of the text that has been read; 100 only at the end.
    #[must_use]
    pub fn percent(&self) -> u8 {
        self.percent
    }

    /// The first byte in sight.
    #[must_use]
    pub fn byte(&self) -> usize {
        self.rows.first().map_or(0, |placed| placed.row.span.start)
    }

    /// The line of the source that is being read: that of the heading gone to, else of the first row in
    /// sight.
    #[must_use]
    pub fn line(&self) -> usize {
        let heading = self.current.and_then(|id| self.text.outline.get(id)).map(Node::start);
        let byte = heading.filter(|&byte| byte >= self.byte()).unwrap_or(self.byte());
        self.text.document.position(byte).line
    }

    /// The place being read.
    #[must_use]
    pub fn here(&self) -> Place {
        Place { top: self.top, pinned: self.pinned }
    }

    /// Returns to a place, with the screen as it was.
    pub fn return_to(&mut self, place: Place) {
        self.top = place.top;
        self.pinned = place.pinned;
    }

    /// The byte drawn at `cell` of the row `row` in sight; the nearest one where there is none.
    #[must_use]
    pub fn byte_at(&self, row: usize, cell: u16) -> Option<usize> {
        let placed = self.rows.get(row.min(self.rows.len().checked_sub(1)?))?;
        let mut x = placed.row.indent;
        for glyph in self.glyphs(placed) {
            x += Cells(glyph.cells);
            if x > Cells(cell) {
                return Some(glyph.source.start);
            }
        }
        Some(placed.row.span.end)
    }

    /// The current section, or the whole where there is no heading.
    #[must_use]
    pub fn section(&self) -> Span {
        let whole = Span::new(0, self.text.document.text().len());
        let node = self.current.and_then(|id| self.text.outline.get(id));
        node.map_or(whole, |node| node.extent)
    }
}

/// The anchor of `byte`.
fn anchor(text: &Text, byte: usize) -> Anchor {
    let paragraph = text.document.paragraph_at(byte);
    let span = text.document.paragraphs().get(paragraph).map_or(Span::at(0), |p| p.span);
    Anchor { paragraph, byte: byte.clamp(span.start, span.end) }
}
