//! One text being read: the place in it, what is in sight, folds, marks, hits.
//!
//! In: movements. Out: rows to draw, the section being read, the share that lies behind. The place
//! is an [`Anchor`], so it survives resizing, other options and the arrival of the whole text.

mod hits;
mod moves;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::msg::Arrival;
use super::text::{Relocate, Text};
use super::tree::Tree;
use crate::document::Role;
use crate::library::recall::{Known, Recalled};
use crate::outline::{Node, NodeId, Outline};
use crate::search::text::Manner;
use crate::text::{Cells, Span, is_traditional, one_line, simplified};
use crate::typeset::{Anchor, Glosses, Glyphs, Layout, Measure, Placed, Punctuation, Script};

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
    /// What was searched.
    pub hits: Option<Hits>,
    /// Hits that are no longer shown, until others are.
    dismissed: Option<Hits>,
    /// The place to which the text was opened, until another is gone to.
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
    rows: Vec<Placed>,
    current: Option<NodeId>,
    percent: u8,
    past: Vec<Place>,
    future: Vec<Place>,
    /// What was asked for while only the head of the text was there, and where that led.
    goal: Option<(Anchor, Goal)>,
    /// Whether the outline shows only sections with hits.
    filtering: bool,
    /// The hits by which it is filtered now.
    filtered: Option<Basis>,
}

/// What tells the hits by which the outline was filtered from others.
type Basis = (String, Manner, usize, Option<Span>);

/// A place that may lie beyond the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The last screenful.
    End,
    /// So many hundredths of the text.
    Percent(usize),
    /// A line of the source, from 1; past the end, the end.
    Line(usize),
    /// A byte of the text, which comes to a third of the screen; past the end, the end.
    Byte(usize),
}

/// A place that can be returned to exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The first row in sight.
    top: Anchor,
    /// The heading that was gone to, when it was.
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

/// Hits of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What was searched.
    pub query: String,
    /// How it was read.
    pub manner: Manner,
    /// Where it stands, in order.
    pub spans: Vec<Span>,
    /// The hit last gone to, an index into `spans`.
    pub at: Option<usize>,
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
            rows: Vec::new(),
            current: None,
            percent: 0,
            past: Vec::new(),
            future: Vec::new(),
            goal: None,
            filtering: false,
            filtered: None,
        };
        reading.set_measure(measure);
        reading.fold();
        reading.go_to_byte(0);
        reading.rest = Some(reading.here());
        reading
    }

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

    /// The byte by which the place being read is remembered: the heading that was gone to, else the
    /// first in sight.
    #[must_use]
    pub fn top_byte(&self) -> usize {
        self.byte_of(self.here())
    }

    fn byte_of(&self, place: Place) -> usize {
        let pinned = place.pinned.filter(|(at, _)| *at == place.top);
        let heading = pinned.and_then(|(_, id)| self.text.outline.get(id)).map(Node::start);
        heading.unwrap_or(place.top.byte)
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
        self.fold();
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

    /// Sets the measure and the rows in sight, and works out what is drawn.
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
            // What stands above the first heading belongs to it.
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

    /// Takes out of the rows what is folded: page furniture but for a row in its place, and
    /// pinyin glosses.
    fn fold(&mut self) {
        let (text, shown) = (&self.text, self.furniture);
        let mut spans = match self.glosses {
            Glosses::Hidden => text.glosses.clone(),
            Glosses::Shown => Vec::new(),
        };
        if !shown {
            let tails = (0..text.document.paragraphs().len()).filter_map(|i| folded_tail(text, i));
            let tails: Vec<_> = tails.collect();
            if !tails.is_empty() {
                spans.retain(|span| !tails.iter().any(|tail| tail.overlaps(*span)));
                spans.extend(tails);
                spans.sort_unstable();
            }
        }
        self.layout.set_folded(&text.document, |i| !shown && hidden(text, i));
        self.layout.set_hidden(&text.document, spans);
    }

    /// Shows or hides pinyin glosses. Returns `None` where the text has none.
    pub fn toggle_glosses(&mut self) -> Option<bool> {
        if self.text.glosses.is_empty() {
            return None;
        }
        self.glosses = match self.glosses {
            Glosses::Hidden => Glosses::Shown,
            Glosses::Shown => Glosses::Hidden,
        };
        self.fold();
        Some(self.glosses == Glosses::Shown)
    }

    /// Shows half-width punctuation next to Han full-width, or as it stands in the text. Returns
    /// whether it is shown full-width.
    pub fn toggle_punctuation(&mut self) -> bool {
        self.punctuation = match self.punctuation {
            Punctuation::Source => Punctuation::FullWidth,
            Punctuation::FullWidth => Punctuation::Source,
        };
        self.punctuation == Punctuation::FullWidth
    }

    /// Shows traditional paragraphs in simplified characters, or as they are. Returns whether they
    /// are simplified now; `None` where the text has none.
    pub fn toggle_script(&mut self) -> Option<bool> {
        /// Paragraphs that are looked at for one that is traditional.
        const LOOKED: usize = 20_000;
        self.script = match self.script {
            Script::Simplified => Script::Source,
            Script::Source => {
                let text = self.text.document.text();
                let mut paragraphs = self.text.document.paragraphs().iter().take(LOOKED);
                paragraphs.find(|p| is_traditional(p.span.of(text)))?;
                Script::Simplified
            }
        };
        Some(self.script == Script::Simplified)
    }

    /// In which script traditional paragraphs are shown.
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// The characters of `span`, which lies in one paragraph, that are shown as others.
    #[must_use]
    pub fn exchanged(&self, span: Span) -> Vec<(usize, char)> {
        let document = &self.text.document;
        let paragraph = document.paragraphs().get(document.paragraph_at(span.start));
        match paragraph {
            Some(paragraph)
                if self.script == Script::Simplified
                    && is_traditional(paragraph.span.of(document.text())) =>
            {
                simplified(document.text(), span)
            }
            Some(_) | None => Vec::new(),
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

    /// What stands on one of them.
    pub fn glyphs(&self, placed: &Placed) -> Glyphs<'_> {
        self.layout.glyphs(&self.text.document, &placed.row)
    }

    /// The words of `span` as they are shown: without pinyin glosses while those are hidden, and
    /// simplified where that was asked for.
    #[must_use]
    pub fn words(&self, span: Span) -> Cow<'_, str> {
        let text = self.text.document.text();
        let glosses = self.glosses_within(span);
        let instead = self.exchanged(span);
        if glosses.is_empty() && instead.is_empty() {
            return one_line(span.of(text));
        }
        let ends = glosses.iter().map(|gloss| gloss.end);
        let starts = glosses.iter().map(|gloss| gloss.start).chain([span.end]);
        let parts = std::iter::once(span.start).chain(ends).zip(starts);
        if instead.is_empty() {
            let words: String = parts.map(|(start, end)| Span::new(start, end).of(text)).collect();
            return Cow::Owned(one_line(&words).into_owned());
        }
        let mut out = String::with_capacity(span.len());
        for (start, end) in parts {
            for (at, c) in Span::new(start, end).of(text).char_indices() {
                let shown = instead.binary_search_by_key(&(start + at), |&(at, _)| at);
                out.push(shown.ok().and_then(|i| instead.get(i)).map_or(c, |&(_, shown)| shown));
            }
        }
        Cow::Owned(one_line(&out).into_owned())
    }

    /// The glosses that begin in `span` and are hidden.
    #[must_use]
    pub fn glosses_within(&self, span: Span) -> &[Span] {
        let all = match self.glosses {
            Glosses::Hidden => self.text.glosses.as_slice(),
            Glosses::Shown => &[],
        };
        let before = |byte| all.partition_point(|gloss| gloss.start < byte);
        all.get(before(span.start)..before(span.end)).unwrap_or_default()
    }

    /// How many paragraphs of page furniture are folded into this row, where it stands for them.
    #[must_use]
    pub fn folded_here(&self, placed: &Placed) -> Option<usize> {
        let first = placed.paragraph;
        let paragraphs = self.text.document.paragraphs().get(first..)?;
        let run = paragraphs.iter().take_while(|p| p.role == Role::Furniture).count();
        (run > 0 && !self.furniture).then_some(run)
    }

    /// The section being read.
    #[must_use]
    pub fn current(&self) -> Option<NodeId> {
        self.current
    }

    /// How much of the text lies behind, in hundredths; 100 at the end alone.
    #[must_use]
    pub fn percent(&self) -> u8 {
        self.percent
    }

    /// The first byte in sight.
    #[must_use]
    pub fn byte(&self) -> usize {
        self.rows.first().map_or(0, |placed| placed.row.span.start)
    }

    /// The place being read.
    #[must_use]
    pub fn here(&self) -> Place {
        Place { top: self.top, pinned: self.pinned }
    }

    /// Goes to a place as it was.
    pub fn return_to(&mut self, place: Place) {
        self.top = place.top;
        self.pinned = place.pinned;
    }

    /// Shows or folds the page furniture. Returns `None` where the text has none.
    pub fn toggle_furniture(&mut self) -> Option<bool> {
        let mut paragraphs = self.text.document.paragraphs().iter();
        paragraphs.find(|p| p.role == Role::Furniture)?;
        self.furniture = !self.furniture;
        self.fold();
        Some(self.furniture)
    }

    /// Shows page furniture in full, or folds it.
    pub fn show_furniture(&mut self, shown: bool) {
        if self.furniture != shown {
            self.furniture = shown;
            self.fold();
        }
    }

    /// Whether page furniture is shown in full.
    #[must_use]
    pub fn furniture(&self) -> bool {
        self.furniture
    }

    /// Unfolds the furniture where `byte` is hidden in it.
    fn show_paragraph(&mut self, byte: usize) {
        let index = self.text.document.paragraph_at(byte);
        let inside = |tail: Span| tail.contains(byte);
        let folded =
            hidden(&self.text, index) || folded_tail(&self.text, index).is_some_and(inside);
        if folded {
            self.show_furniture(true);
        }
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

/// Whether folding the furniture hides paragraph `index`: all of a run but its first.
fn hidden(text: &Text, index: usize) -> bool {
    let paragraphs = text.document.paragraphs();
    let furniture = |i: usize| paragraphs.get(i).is_some_and(|p| p.role == Role::Furniture);
    index > 0 && furniture(index) && furniture(index - 1)
}

/// What is left out of the first paragraph of a run of furniture, so that it takes one row: all
/// but its first characters.
fn folded_tail(text: &Text, index: usize) -> Option<Span> {
    const KEPT: usize = 4;
    let paragraph = text.document.paragraphs().get(index)?;
    if paragraph.role != Role::Furniture || hidden(text, index) {
        return None;
    }
    let words = paragraph.span.of(text.document.text());
    let (at, _) = words.char_indices().nth(KEPT)?;
    Some(Span::new(paragraph.span.start + at, paragraph.span.end))
}

/// The path of `id` as the header shows it: the numbers of the headings above and its own.
#[must_use]
pub fn path(text: &Text, id: NodeId) -> Vec<String> {
    let path = text.outline.path(id);
    let number = |id: &NodeId| text.outline.get(*id).map(|n| number(n, text.document.text()));
    path.iter().filter_map(number).filter(|n| !n.is_empty()).collect()
}

/// The number of a node as the outline shows it, apart from the title: 一、 as 一, （三） as (三),
/// 第一， as 第一; empty where it has no marker.
#[must_use]
pub fn number(node: &Node, text: &str) -> String {
    let marker = node.marker.of(text).trim();
    let marker =
        marker.trim_end_matches(['、', '．', '.', '，', ',', '：', ':', '。', ' ', '\u{3000}']);
    marker
        .chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect()
}

/// The whole outline as text, indented by depth.
#[must_use]
pub fn outline_text(outline: &Outline, text: &str) -> String {
    let mut out = String::new();
    for node in outline.nodes() {
        for _ in 1..node.depth {
            out.push_str("  ");
        }
        out.push_str(node.marker.of(text));
        out.push_str(node.title.of(text));
        out.push('\n');
    }
    out
}
