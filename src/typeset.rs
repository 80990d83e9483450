//! Typesetting: paragraphs to rows of a given measure.
//!
//! In: a [`Document`] and a [`Measure`]. Out: [`Row`]s in reading order, each a [`Span`] of the
//! document's text. Knows nothing of colours, folds or the screen.

use crate::document::Document;
use crate::text::{Ambiguous, Cells, Span, char_cells};

/// How wide and by which rules paragraphs are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Width of a row.
    pub width: Cells,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
}

/// A row of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What stands on it, in bytes of the document's text; blanks at the break are not part of it.
    pub span: Span,
    /// Blank cells before it.
    pub indent: Cells,
    /// Its own width, without the indent.
    pub width: Cells,
}

/// The rows of paragraph `index`; none where there is no such paragraph.
#[must_use]
pub fn rows(document: &Document, index: usize, measure: &Measure) -> Vec<Row> {
    let Some(paragraph) = document.paragraphs().get(index) else { return Vec::new() };
    let mut rows = Vec::new();
    let mut row = Row {
        span: Span::at(paragraph.span.start),
        indent: Cells(if measure.width.0 >= 12 { 4 } else { 0 }),
        width: Cells(0),
    };
    for (at, c) in paragraph.span.of(document.text()).char_indices() {
        let width = char_cells(c, measure.ambiguous);
        if row.indent + row.width + width > measure.width && !row.span.is_empty() {
            rows.push(row);
            row = Row { span: Span::at(row.span.end), ..Row::default() };
        }
        row.span.end = paragraph.span.start + at + c.len_utf8();
        row.width += width;
    }
    rows.push(row);
    rows
}
