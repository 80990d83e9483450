//! A message: in the last line, or where it is too long for that, in the rows above it as well, so that
//! what to do about it is never cut.

use super::super::pen::{Pen, Strip};
use super::super::theme::Theme;
use crate::app::Model;
use crate::app::model::Status;
use crate::text::{Cells, Span, char_cells, visible};

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
    let rows = rows(&text, Cells(model.size.0) - Cells(2), pen);
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

/// Breaks `text` into rows of at most `room` cells: at blanks, or beside wide characters.
fn rows(text: &str, room: Cells, pen: &Pen<'_>) -> Vec<Span> {
    let mut rows = Vec::new();
    let mut start = 0;
    loop {
        let rest = Span::new(start, text.len()).of(text);
        let (head, _) = pen.fit(rest, room);
        if head.is_empty() || head.len() == rest.len() {
            rows.push(Span::new(start, text.len()));
            return rows;
        }
        let at = last_break(rest, head.len()).unwrap_or(head.len());
        let (row, after) = (Span::new(0, at).of(rest), Span::new(at, rest.len()).of(rest));
        rows.push(Span::new(start, start.saturating_add(row.trim_end().len())));
        start = text.len().saturating_sub(after.trim_start().len());
    }
}

/// The last byte up to `most` before which a row may begin.
fn last_break(text: &str, most: usize) -> Option<usize> {
    let next = text.char_indices().skip(1);
    let pairs = text.chars().zip(next).take_while(|(_, (at, _))| *at <= most);
    let breaks = pairs.filter(|&(before, (_, after))| may_break(before, after));
    breaks.map(|(_, (at, _))| at).last()
}

/// Whether a row may end with `before` and the next begin with `after`: no word is broken, no closing
/// mark begins a row and no opening one ends it.
fn may_break(before: char, after: char) -> bool {
    let wide = |c| char_cells(c, crate::text::Ambiguous::Narrow) == Cells(2);
    if before == ' ' || after == ' ' {
        return true;
    }
    let torn = "，。；：、！？）》”’…".contains(after) || "（《“‘".contains(before);
    !torn && (wide(before) || wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Ambiguous;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn broken(text: &str, room: u16) -> Vec<&str> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        let rows = rows(text, Cells(room), &Pen::new(&mut buffer, Ambiguous::Narrow));
        rows.into_iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn a_message_breaks_between_words_and_never_before_a_stop() {
        assert_eq!(broken("no marks yet; ma marks", 14), ["no marks yet;", "ma marks"]);
        assert_eq!(broken("还没有记号，ma 记下此处", 10), ["还没有记", "号，ma 记", "下此处"]);
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"], "a path has no better place");
        assert_eq!(broken("中", 1), ["中"], "nothing fits: it does not go on for ever");
    }
}
