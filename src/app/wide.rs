//! Jump and search over all texts ("wide"): the question, the results so far, the selected row.
//!
//! In: a [`Range`] for the worker, and its answers, which come piece by piece while it reads. Out: the
//! rows of the list, those of one text together, and a preview of the selected one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::Typed;
use super::reading::Reading;
use super::results::{Grouped, grouped};
use crate::library::range::{Haul, Heading, Page, Sighting, Volume};
use crate::outline::Outline;
use crate::search::pinyin::Scheme;
use crate::search::text::{BadPattern, Manner};
use crate::text::Span;
use crate::typeset::Measure;

/// A question about all texts.
#[derive(Clone, Debug)]
pub struct Range {
    /// Counts up; the answer to an older question is thrown away.
    pub serial: u64,
    /// The texts.
    pub volumes: Arc<[Volume]>,
    /// What is asked.
    pub asked: Asked,
    /// Double pinyin in which sounds may be typed.
    pub scheme: Option<Scheme>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Which headings fit best.
    Jump {
        /// The query.
        query: String,
        /// Whether letters match letters only, not pinyin.
        literal: bool,
    },
    /// Where this occurs.
    Find {
        /// What is searched.
        query: String,
        /// How it is read.
        manner: Manner,
    },
}

/// What was found since the last answer.
#[derive(Debug)]
pub struct Ranged {
    /// The question's serial number.
    pub serial: u64,
    /// Texts looked at, and how many there are.
    pub seen: (usize, usize),
    /// Whether nothing more will come.
    pub done: bool,
    /// What was found.
    pub found: RangeFound,
}

/// What was found.
#[derive(Debug)]
pub enum RangeFound {
    /// Headings, which replace those before, and how many match in all.
    Headings(Vec<Heading>, usize),
    /// Hits of more texts.
    Hits(Vec<Haul>),
    /// Nothing: the query is no regular expression.
    Bad(BadPattern),
}

/// A text to be shown below the list.
#[derive(Clone, Debug)]
pub struct Peek {
    /// The text.
    pub volume: Volume,
    /// For which measure to lay it out.
    pub measure: Measure,
    /// What to mark in it.
    pub find: Option<(String, Manner, Option<Scheme>)>,
}

/// State of the jump and the search over all texts.
#[derive(Debug, Default)]
pub struct Wide {
    /// The question that is answered, by its serial number.
    pub serial: u64,
    /// The query.
    pub typed: Typed,
    /// Whether the query is an old one taken up again, which typing replaces.
    pub again: bool,
    /// Whether it is a search for text, not a jump to a heading.
    pub text: bool,
    /// Whether the jump reads letters as letters alone.
    pub literal: bool,
    /// How the search is read.
    pub manner: Manner,
    /// What is wrong with it, where it is to be a regular expression.
    pub bad: Option<BadPattern>,
    /// What was found, those of one text together.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
    /// By text: the title of its first speech, and how many hits it has.
    pub hauls: BTreeMap<usize, (String, usize)>,
    /// The row selected.
    pub selected: usize,
    /// Texts looked at, and how many there are.
    pub seen: (usize, usize),
    /// Whether nothing more will come.
    pub done: bool,
    /// Whether the rows are still those of an older question.
    pub stale: bool,
    /// The text below the list.
    pub preview: Option<(usize, Box<Reading>)>,
    /// The text that was asked for, to show it there.
    pub peeked: Option<usize>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading.
    Heading(Heading),
    /// A hit.
    Hit(Sighting),
}

impl Row {
    /// The text, and the byte of it.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        match self {
            Self::Heading(heading) => (heading.volume, heading.byte),
            Self::Hit(hit) => (hit.volume, hit.byte),
        }
    }
}

impl Wide {
    /// The rows in sight: those of one text below a row for the text.
    #[must_use]
    pub fn window(&self, height: usize) -> Vec<Grouped> {
        let volume = |i: usize| self.rows.get(i).map(|row| row.place().0);
        let begins = |i: usize| volume(i) != volume(i - 1);
        grouped(self.rows.len(), begins, self.selected, height)
    }

    /// The row selected.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// The first row after those of `volume`, or the last before them, and whether that meant going round
    /// an end. `None` if no other text has any.
    #[must_use]
    pub fn beyond(&self, volume: usize, forward: bool) -> Option<(usize, bool)> {
        let of = |row: &Row| row.place().0;
        let last = self.rows.len().checked_sub(1)?;
        let (to, round) = if forward {
            let at = self.rows.iter().rposition(|row| of(row) == volume)?;
            if at == last { (0, true) } else { (at + 1, false) }
        } else {
            let at = self.rows.iter().position(|row| of(row) == volume)?;
            at.checked_sub(1).map_or((last, true), |before| (before, false))
        };
        let other = self.rows.get(to).is_some_and(|row| of(row) != volume);
        other.then_some((to, round))
    }

    /// Takes in what was found.
    pub fn take(&mut self, answer: Ranged) {
        let first = std::mem::take(&mut self.stale);
        (self.seen, self.done) = (answer.seen, answer.done);
        // The selected row stays selected while more results come in.
        let kept = self.row().filter(|_| !first && self.selected > 0).map(Row::place);
        match answer.found {
            RangeFound::Headings(rows, total) => {
                self.total = total;
                self.rows = rows.into_iter().map(Row::Heading).collect();
            }
            RangeFound::Hits(hauls) => {
                if first {
                    self.rows.clear();
                    self.hauls.clear();
                    self.total = 0;
                }
                for haul in hauls {
                    self.total += haul.count;
                    self.hauls.insert(haul.volume, (haul.title, haul.count));
                    self.rows.extend(haul.hits.into_iter().map(Row::Hit));
                }
            }
            RangeFound::Bad(bad) => {
                self.rows.clear();
                self.total = 0;
                self.bad = Some(bad);
            }
        }
        let place = |place| self.rows.iter().position(|row| row.place() == place);
        self.selected = kept.and_then(place).unwrap_or(0);
    }

    /// Moves the selection, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Brings the preview to the row selected. Returns whether another text is needed for that.
    pub fn preview(&mut self) -> Option<usize> {
        let (volume, byte) = self.row()?.place();
        match &mut self.preview {
            Some((shown, reading)) if *shown == volume => {
                let heading = !self.text;
                if heading {
                    reading.go_to_byte(byte);
                } else {
                    reading.mark_hit(byte);
                    reading.reveal(Span::at(byte));
                }
                None
            }
            _ if self.peeked == Some(volume) => None,
            _ => Some(volume),
        }
    }
}

impl Page for super::text::Text {
    fn document(&self) -> &crate::document::Document {
        &self.document
    }

    fn outline(&self) -> &Outline {
        &self.outline
    }
}
