//! Writes words of which some characters matched a query.
//!
//! In: the [`Piece`]s of the words. Out: as many as fit a strip, cut with … where they are long. Where what
//! matched lies beyond the cut, words before it are left out instead, so that it is seen why a row is listed.

use std::borrow::Cow;

use ratatui::style::Style;

use super::pen::{Pen, Strip};
use crate::text::Cells;

/// A character as it is shown.
pub(super) struct Piece<'t> {
    pub(super) shown: Cow<'t, str>,
    pub(super) style: Style,
    pub(super) matched: bool,
}

/// Writes `pieces`, the dots in the style `base`. Gives what is left of `strip`, and whether all was written.
pub(super) fn write(
    strip: Strip,
    pieces: &[Piece<'_>],
    base: Style,
    pen: &mut Pen<'_>,
) -> (Strip, bool) {
    let room = strip.room();
    let dots = pen.dots();
    let mut rest = strip;
    let mut kept = pieces;
    let whole = head(pieces, room, pen) == pieces.len();
    if !whole {
        let shown = head(pieces, room - dots, pen);
        let from = first(pieces, shown, room - dots, pen);
        if from > 0 {
            rest = pen.symbol(rest, "…", dots, base);
            kept = pieces.get(from..).unwrap_or_default();
        }
    }
    let end = match head(kept, rest.room(), pen) {
        all if all == kept.len() => all,
        _ => head(kept, rest.room() - dots, pen),
    };
    for piece in kept.get(..end).unwrap_or_default() {
        let width = pen.cells(&piece.shown);
        let place = Strip { end: rest.x.saturating_add(width.0), ..rest };
        let after = pen.text(place, &piece.shown, piece.style);
        rest = Strip { x: after.x, ..rest };
    }
    if end < kept.len() {
        rest = pen.symbol(rest, "…", dots, base);
    }
    (rest, whole)
}

/// How many of `pieces` fit `room` from the first on.
fn head(pieces: &[Piece<'_>], room: Cells, pen: &Pen<'_>) -> usize {
    let mut used = Cells(0);
    for (count, piece) in pieces.iter().enumerate() {
        used += pen.cells(&piece.shown);
        if used > room {
            return count;
        }
    }
    pieces.len()
}

/// The first piece to write in `room` cells after the dots, where only `shown` would fit from the start: 0 if
/// these have all that matched, else as few words are left out as let the last match be seen with some words
/// behind it. Where not all that matched fits, its first character is seen.
fn first(pieces: &[Piece<'_>], shown: usize, room: Cells, pen: &Pen<'_>) -> usize {
    /// Cells of the words behind the last match.
    const BEHIND: u16 = 8;
    let begin = pieces.iter().position(|p| p.matched);
    let (Some(begin), Some(last)) = (begin, pieces.iter().rposition(|p| p.matched)) else {
        return 0;
    };
    if last < shown {
        return 0;
    }
    let after = last.saturating_add(1);
    let behind = pieces.get(after..).unwrap_or_default();
    for behind in [head(behind, Cells(BEHIND), pen), 0] {
        let from = tail(pieces, after.saturating_add(behind), room, pen);
        if from <= begin {
            return from;
        }
    }
    // Not all of it can be seen at once.
    if begin < shown { 0 } else { begin }
}

/// The first of the pieces before `end` that fit `room` together, which may end in dots.
fn tail(pieces: &[Piece<'_>], end: usize, room: Cells, pen: &Pen<'_>) -> usize {
    let room = if end < pieces.len() { room - pen.dots() } else { room };
    let mut used = Cells(0);
    for (index, piece) in pieces.iter().enumerate().take(end).rev() {
        used += pen.cells(&piece.shown);
        if used > room {
            return index.saturating_add(1);
        }
    }
    0
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::text::Ambiguous;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// `text` in `width` cells; what stands between brackets matched.
    fn written(width: u16, text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let mut pen = Pen::new(&mut buffer, Ambiguous::Narrow);
        let mut matched = false;
        let mut pieces = Vec::new();
        for c in text.chars() {
            match c {
                '[' | ']' => matched = c == '[',
                _ => pieces.push(Piece {
                    shown: c.to_string().into(),
                    style: Style::default(),
                    matched,
                }),
            }
        }
        write(Strip { x: 0, y: 0, end: width }, &pieces, Style::default(), &mut pen);
        let cells = (0..width).map(|x| buffer[(x, 0)].symbol());
        let mut out = String::new();
        let mut skip = 0;
        for symbol in cells {
            if skip == 0 {
                out.push_str(symbol);
                skip = usize::from(symbol.chars().any(|c| !c.is_ascii() && c != '…'));
            } else {
                skip -= 1;
            }
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn what_fits_is_written_whole() {
        assert_eq!(written(12, "抓好项[目]"), "抓好项目");
        assert_eq!(written(8, "抓好项[目]"), "抓好项目");
    }

    #[test]
    fn a_long_heading_is_cut_at_its_end_where_the_match_is_seen() {
        assert_eq!(written(12, "[抓好]重点项目建设"), "抓好重点项…");
        assert_eq!(written(12, "抓好重点项目建设"), "抓好重点项…");
    }

    #[test]
    fn words_before_a_match_further_on_are_left_out() {
        let text = "违反本条例第十五条规定的，由有关部门责令[停产]，没收违法所得";
        assert_eq!(written(24, text), "…关部门责令停产，没收违…");
        assert_eq!(
            written(24, "违反本条例第十五条规定的，由有关部门责令[停产]"),
            "…的，由有关部门责令停产"
        );
        // Several matches: all of them if they fit, else from the first on.
        let text = "各级各部门各单位要[抓好]全年的重点[项目]，不得有误";
        assert_eq!(written(26, text), "…单位要抓好全年的重点项目…");
        assert_eq!(written(18, text), "…抓好全年的重点项…");
        assert_eq!(written(14, "要[抓]好全年的重点[项]目"), "要抓好全年的…");
    }

    #[test]
    fn no_width_is_too_small() {
        for width in 1..20 {
            for text in ["长长的标题里的[字]", "[长]长的标题里的[字]眼", "标题，[标题]"]
            {
                let _ = written(width, text);
            }
        }
    }
}
