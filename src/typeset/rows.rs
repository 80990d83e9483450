//! Rows of a paragraph: lines with their place on the page.
//!
//! In: a part of a paragraph and its [`Shape`]. Out: [`Row`]s.

use super::balance;
use super::fill::{Filler, Line, Widths};
use super::gap::Context;
use super::index::Part;
use super::justify;
use super::measure::{Indent, Level, Measure};
use crate::document::{Paragraph, Role};
use crate::text::{Ambiguous, Cells, Span, char_cells, is_blank};

/// A row of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What stands on it, in bytes of the document's text; blanks at the break are not part of it.
    pub span: Span,
    /// Blank cells before it.
    pub indent: Cells,
    /// Its own width, without the indent; a hanging stop and the blanks of justification included.
    pub width: Cells,
    /// Blank cells that justification adds between its characters.
    pub spare: Cells,
    /// Whether its last stop hangs in the gutter right of the measure.
    pub hangs: bool,
    /// Whether it is the last of its paragraph.
    pub last: bool,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// First row indented, the others from the margin (首行缩进).
    #[default]
    Body,
    /// Centred, broken into rows of even width.
    Title,
    /// As body, never justified.
    Heading,
    /// From the margin throughout: rows of tables.
    Flush,
    /// Preformatted: its own indent, no prohibition rules.
    Code,
}

impl Shape {
    /// The shape of paragraphs of `role`, where nothing more is known.
    #[must_use]
    pub const fn of(role: Role) -> Self {
        match role {
            Role::Body | Role::Furniture => Self::Body,
            Role::Heading(_) => Self::Heading,
            Role::Title => Self::Title,
            Role::Code => Self::Code,
            Role::Table => Self::Flush,
        }
    }
}

/// Longest title that is balanced, in bytes; what is longer is no title.
const TITLE: usize = 1024;
/// Narrowest measure with an indent, and with one of two characters.
const SOME_INDENT: u16 = 12;
const FULL_INDENT: u16 = 40;

/// Sets one part of `paragraph`; `apart` is its own indent, if the text sets it apart by one.
pub(super) fn part_rows(
    mut filler: Filler<'_>,
    measure: &Measure,
    paragraph: &Paragraph,
    (shape, apart): (Shape, Option<u32>),
    part: Part,
) -> Vec<Row> {
    let width = u32::from(measure.width.0.max(2));
    let mut lines = Vec::new();
    if let Some(apart) = apart {
        filler.fill(part.span, Context::START, Widths { first: width, rest: width }, &mut lines);
        if let [line] = lines.as_slice() {
            return vec![Row {
                span: line.span,
                indent: cells(apart.min(width.saturating_sub(line.cells))),
                width: cells(line.cells),
                spare: Cells(0),
                hangs: line.hangs,
                last: true,
            }];
        }
        lines.clear();
    }
    let mut first = 0;
    match shape {
        Shape::Body | Shape::Heading => first = indent(filler.text, measure, paragraph),
        Shape::Code => {
            first = source_indent(filler.text, measure, paragraph);
            filler.level = Level::None;
            filler.hang = false;
            filler.repair = false;
        }
        Shape::Title => filler.hang = false,
        Shape::Flush => {}
    }
    if !part.first {
        first = 0;
    }
    let context = if part.first { Context::START } else { Context::resumed(part.open) };
    let widths = Widths { first: width - first, rest: width };
    let balanced = shape == Shape::Title && part.span.len() <= TITLE;
    if balanced {
        balance::fill(&filler, part.span, width, &mut lines);
    } else {
        filler.fill(part.span, context, widths, &mut lines);
    }
    let count = lines.len();
    let justified = measure.justify && shape == Shape::Body;
    let place = |(i, line): (usize, Line)| {
        let end = i + 1 == count;
        let (indent, room) = match (balanced, i) {
            (true, _) => ((width.saturating_sub(line.cells)) / 2, line.cells),
            (false, 0) => (first, widths.first),
            (false, _) => (0, widths.rest),
        };
        let spare = if justified && !end && !line.hangs {
            justify::spare(&filler, line.span, room.saturating_sub(line.cells))
        } else {
            0
        };
        Row {
            span: line.span,
            indent: cells(indent),
            width: cells(line.cells + spare),
            spare: cells(spare),
            hangs: line.hangs,
            last: end && part.last,
        }
    };
    lines.into_iter().enumerate().map(place).collect()
}

/// First-line indent of a body paragraph, in cells.
fn indent(text: &str, measure: &Measure, paragraph: &Paragraph) -> u32 {
    match measure.indent {
        Indent::Source => source_indent(text, measure, paragraph),
        Indent::Characters(count) => {
            let most = match measure.width.0 {
                ..SOME_INDENT => 0,
                SOME_INDENT..FULL_INDENT => 1,
                width => width / 8,
            };
            2 * u32::from(most.min(u16::from(count)))
        }
    }
}

/// The blanks before `paragraph` in the text, in cells; half of the measure at most. Where they only
/// part it from the one before on the same line, none.
fn source_indent(text: &str, measure: &Measure, paragraph: &Paragraph) -> u32 {
    let width = u32::from(measure.width.0);
    blanks_before(text, paragraph, (width / 2).min(width.saturating_sub(2)))
}

/// The blanks before `paragraph` on its line of the text, in cells; at most `most`.
pub(super) fn blanks_before(text: &str, paragraph: &Paragraph, most: u32) -> u32 {
    if paragraph.indent == 0 {
        return 0;
    }
    let before = Span::new(0, paragraph.span.start).of(text);
    let mut sum = 0;
    for c in before.chars().rev().take_while(|c| is_blank(*c)) {
        sum += match c {
            '\t' => 4,
            c => u32::from(char_cells(c, Ambiguous::Narrow).0),
        };
        if sum >= most {
            return most;
        }
    }
    sum
}

fn cells(count: u32) -> Cells {
    Cells(u16::try_from(count).unwrap_or(u16::MAX))
}
