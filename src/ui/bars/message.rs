//! A message: in the last line, or where it is too long for that, in the rows above it as well, so that
//! what to do about it is never cut.

use super::super::pen::{Pen, Strip};
use super::super::theme::Theme;
use crate::app::Model;
use crate::app::model::Status;
use crate::text::{Cells, Span, visible, wrapped};

/// Most rows that a message takes.
const MOST: u16 = 6;

/// Draws `status` on `left`, the part of the last line that is free for it; if it does not fit, on whole
/// rows, the last of which is the last line.
pub(in crate::ui) fn message(
    model: &Model,
    status: &Status,
    left: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let style = if status.failure { theme.failure() } else { theme.body() };
    let text = visible(&status.text);
    let room = Cells(model.size.0) - Cells(2);
    let rows = wrapped(&text, |rest| pen.fit(rest, room).0.len());
    let most = MOST.min(model.size.1 / 2).max(1);
    if pen.cells(&text) <= left.skip(1).room() || most == 1 {
        pen.cut(left.skip(1), &text, style);
        return;
    }
    // It lies over the text, from which it must differ.
    let style = if status.failure { style } else { theme.bar() };
    let count = u16::try_from(rows.len()).unwrap_or(most).min(most);
    let first = left.y.saturating_sub(count.saturating_sub(1));
    for (row, y) in rows.iter().zip(first..=left.y) {
        let strip = Strip { x: 0, y, end: model.size.0 };
        pen.blank(strip, theme.body().patch(style));
        let (strip, _) = strip.skip(1).split_end(1);
        // Of more rows than there may be, the last in sight goes on to the end, where it is cut.
        let end = if y == left.y { text.len() } else { row.end };
        pen.cut(strip, Span::new(row.start, end).of(&text), style);
    }
}
