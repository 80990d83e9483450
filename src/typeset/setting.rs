//! A document together with everything that decides how it is typeset.
//!
//! In: a [`Document`], a [`Measure`], the [`Shape`]s of its paragraphs, spans to hide. Out: rows, glyphs,
//! printed text.

use std::ops::Range;

use super::fill::Filler;
use super::glyph::Glyphs;
use super::index::{Part, parts};
use super::measure::{Glosses, Indent, Measure, Script};
use super::rows::{Row, Shape, blanks_before, part_rows};
use crate::document::Document;
use crate::text::{Ambiguous, Span, cells, is_blank, is_traditional, simplified};

/// The indent of two characters, in cells: what a paragraph usually has, and what at least one that is set
/// apart has beyond the others.
const USUAL: u32 = 4;
/// As many blanks before a paragraph are counted.
const FAR: u32 = 200;
/// The paragraphs on either side that show what indent is usual.
const AROUND: usize = 6;

/// A document together with everything that decides how it is typeset. Cheap to make and to copy.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    document: &'a Document,
    measure: Measure,
    shapes: &'a [Shape],
    hidden: &'a [Span],
}

impl<'a> Setting<'a> {
    /// `document` set by `measure`, its paragraphs shaped by their roles.
    #[must_use]
    pub const fn new(document: &'a Document, measure: Measure) -> Self {
        Self { document, measure, shapes: &[], hidden: &[] }
    }

    /// The same with the shape of each paragraph.
    #[must_use]
    pub const fn with_shapes(mut self, shapes: &'a [Shape]) -> Self {
        self.shapes = shapes;
        self
    }

    /// The same without the spans `hidden`, which are in order and apart, as long as the measure
    /// hides glosses.
    #[must_use]
    pub const fn with_hidden(mut self, hidden: &'a [Span]) -> Self {
        self.hidden = match self.measure.glosses {
            Glosses::Hidden => hidden,
            Glosses::Shown => &[],
        };
        self
    }

    /// The rows of paragraph `index`; none where there is no such paragraph.
    #[must_use]
    pub fn rows(&self, index: usize) -> Vec<Row> {
        let Some(paragraph) = self.document.paragraphs().get(index) else { return Vec::new() };
        let mut rows = Vec::new();
        for part in parts(self.document.text(), paragraph.span) {
            rows.extend(self.part_rows(index, part));
        }
        rows
    }

    /// The rows of `span`, a stretch of paragraph `index`: indented where it begins the paragraph.
    #[must_use]
    pub fn rows_within(&self, index: usize, span: Span) -> Vec<Row> {
        let Some(paragraph) = self.document.paragraphs().get(index) else { return Vec::new() };
        let (first, last) = (span.start <= paragraph.span.start, span.end >= paragraph.span.end);
        let mut rows = Vec::new();
        for part in parts(self.document.text(), span) {
            let (first, last) = (first && part.first, last && part.last);
            rows.extend(self.part_rows(index, Part { first, last, ..part }));
        }
        rows
    }

    /// The rows of one part of paragraph `index`.
    pub(super) fn part_rows(&self, index: usize, part: Part) -> Vec<Row> {
        let Some(paragraph) = self.document.paragraphs().get(index) else { return Vec::new() };
        let shape = (self.shape(index), self.apart(index, part));
        part_rows(self.filler(part.span), &self.measure, paragraph, shape, part)
    }

    /// The indent of paragraph `index` in the text, where that sets it apart from those around it: a signature
    /// and its date on the right (落款), a line of verse, or a form of address at the margin (称谓, 主送机关: GB/T
    /// 9704). Below a title it is put in the middle instead, where the writer of the text put it by blanks.
    fn apart(&self, index: usize, part: Part) -> Option<u32> {
        let paragraphs = self.document.paragraphs();
        let paragraph = paragraphs.get(index)?;
        let text = self.document.text();
        let width = u32::from(self.measure.width.0);
        let address = paragraph.indent == 0 && paragraph.span.of(text).ends_with(['：', ':']);
        let fits = part.first && part.last && part.span.len() <= 2 * width as usize;
        if self.shape(index) != Shape::Body || !fits || !(address || paragraph.indent >= 2) {
            return None;
        }
        let end = index.saturating_add(AROUND + 1).min(paragraphs.len());
        let around = paragraphs.get(index.saturating_sub(AROUND)..end).unwrap_or_default();
        let long = around.iter().filter(|p| p.span.len() > 2 * width as usize);
        let usual = long.map(|p| blanks_before(text, p, FAR));
        if address {
            return (usual.min().unwrap_or(0) >= USUAL).then_some(0);
        }
        let own = blanks_before(text, paragraph, FAR);
        if own < USUAL + usual.max().unwrap_or(0).max(USUAL) {
            return None;
        }
        if index > 0 && self.shape(index - 1) == Shape::Title {
            let cells = self.filler(part.span).cells(part.span);
            return Some(width.saturating_sub(cells) / 2);
        }
        Some(own)
    }

    fn shape(&self, index: usize) -> Shape {
        let role = || self.document.paragraphs().get(index).map(|p| Shape::of(p.role));
        self.shapes.get(index).copied().or_else(role).unwrap_or_default()
    }

    /// A filler that knows the spans hidden in `span`.
    fn filler(&self, span: Span) -> Filler<'a> {
        let from = self.hidden.partition_point(|h| h.end <= span.start);
        let to = self.hidden.partition_point(|h| h.start < span.end).max(from);
        let hidden = self.hidden.get(from..to).unwrap_or_default();
        Filler::new(self.document.text(), &self.measure, hidden)
    }

    /// What `row` looks like on the screen, without its indent; the cells add up to [`Row::width`].
    #[must_use]
    pub fn glyphs(&self, row: &Row) -> Glyphs<'a> {
        Glyphs::new(self.filler(row.span), row).instead(self.instead(row.span))
    }

    /// The characters of a row that are shown as others: widths and places stay the same.
    fn instead(&self, row: Span) -> Vec<(usize, char)> {
        if self.measure.script == Script::Source {
            return Vec::new();
        }
        let text = self.document.text();
        let paragraph = self.document.paragraphs().get(self.document.paragraph_at(row.start));
        match paragraph {
            Some(paragraph) if is_traditional(paragraph.span.of(text)) => simplified(text, row),
            Some(_) | None => Vec::new(),
        }
    }

    /// `row` as it is printed: its indent in blanks, then its glyphs, without trailing blanks.
    #[must_use]
    pub fn printed(&self, row: &Row) -> String {
        let mut line = self.blanks(row).unwrap_or_else(|| " ".repeat(usize::from(row.indent.0)));
        line.extend(self.glyphs(row).map(|glyph| glyph.text));
        line.truncate(line.trim_end().len());
        line
    }

    /// The blanks of the text before a row that keeps the text's own indent.
    fn blanks(&self, row: &Row) -> Option<String> {
        let before = Span::new(0, row.span.start).of(self.document.text());
        let words = before.trim_end_matches(is_blank).len();
        let blanks = Span::new(words, row.span.start).of(self.document.text());
        let same = self.measure.indent == Indent::Source
            && !blanks.contains('\t')
            && cells(blanks, Ambiguous::Narrow) == row.indent;
        same.then(|| blanks.to_owned())
    }

    /// Each row of `paragraphs` as it is printed; gap rows are empty strings.
    pub fn cat(self, paragraphs: Range<usize>) -> impl Iterator<Item = String> + 'a {
        let first = paragraphs.start;
        paragraphs.flat_map(move |index| {
            let gap = if index > first { usize::from(self.measure.gap.min(1)) } else { 0 };
            let rows = self.rows(index).into_iter().map(move |row| self.printed(&row));
            std::iter::repeat_n(String::new(), gap).chain(rows)
        })
    }
}
