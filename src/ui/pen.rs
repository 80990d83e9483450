//! Writing text into cells, with the widths that the terminal really uses.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::style::Style;

use crate::app::screen::Area;
use crate::text::{Ambiguous, Cells, Span, cells, char_cells, graphemes, visible};
use crate::typeset::is_ambiguous_letter;

/// Writes into a buffer, and never outside it.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    /// Width of ambiguous characters.
    pub(super) ambiguous: Ambiguous,
    /// Width of ambiguous letters.
    letters: Ambiguous,
    /// Whether the screen is to be read aloud.
    pub(super) plain: bool,
}

/// A row of cells to write on: from a column up to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    /// Next column.
    pub(super) x: u16,
    /// Row.
    pub(super) y: u16,
    /// One past the last column.
    pub(super) end: u16,
}

impl Strip {
    /// Row `row` of `area`, counted from its top; empty where it lies outside.
    pub(super) fn row(area: Area, row: u16) -> Self {
        let end = if row < area.height { area.x.saturating_add(area.width) } else { area.x };
        Self { x: area.x, y: area.y.saturating_add(row), end }
    }

    /// Cells left.
    pub(super) const fn room(self) -> Cells {
        Cells(self.end.saturating_sub(self.x))
    }

    /// The strip without `by` cells at its start.
    pub(super) fn skip(self, by: u16) -> Self {
        Self { x: self.x.saturating_add(by).min(self.end), ..self }
    }

    /// The last `width` cells of the strip, and the strip before them.
    pub(super) fn split_end(self, width: u16) -> (Self, Self) {
        let at = self.end.saturating_sub(width).max(self.x);
        (Self { end: at, ..self }, Self { x: at, ..self })
    }
}

impl<'a> Pen<'a> {
    /// A pen for `buffer`.
    pub(super) fn new(buffer: &'a mut Buffer, ambiguous: Ambiguous) -> Self {
        Self { buffer, ambiguous, letters: Ambiguous::Narrow, plain: false }
    }

    /// The same on a terminal that gives ambiguous letters this width.
    pub(super) const fn with_letters(mut self, letters: Ambiguous) -> Self {
        self.letters = letters;
        self
    }

    /// Cells that `text`, which is visible already, takes on this terminal.
    pub(super) fn cells(&self, text: &str) -> Cells {
        let cells = cells(text, self.ambiguous);
        if self.letters == Ambiguous::Narrow {
            return cells;
        }
        // The width tables give most of these one cell, even where the terminal gives them two.
        let letters = text.chars().filter(|c| is_ambiguous_letter(*c));
        letters.fold(cells, |sum, c| sum + (Cells(2) - char_cells(c, self.ambiguous)))
    }

    /// Cells that `text` takes as [`Pen::text`] writes it.
    pub(super) fn width(&self, text: &str) -> Cells {
        self.cells(&visible(text))
    }

    /// Writes `symbol`, `width` cells wide, and gives what is left of `strip`; writes nothing and
    /// uses the strip up where it does not fit.
    pub(super) fn symbol(
        &mut self,
        strip: Strip,
        symbol: &str,
        width: Cells,
        style: Style,
    ) -> Strip {
        if width > strip.room() {
            return Strip { x: strip.end, ..strip };
        }
        let Some(wide) = NonZeroU16::new(width.0) else { return strip };
        if let Some(cell) = self.buffer.cell_mut((strip.x, strip.y)) {
            // The symbol that was here may have been wider than the new one.
            cell.set_symbol(symbol).set_style(style).set_diff_option(CellDiffOption::None);
            // A mark with its blank is one symbol, so its width must be forced.
            if symbol.cell_width() != width.0 || (width.0 > 1 && symbol.contains(' ')) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
        }
        // The cells that the symbol covers hold nothing: not even a blank, or a blank in the next
        // frame would count as unchanged, and half of the symbol would stay on the screen.
        for covered in 1..width.0 {
            if let Some(cell) = self.buffer.cell_mut((strip.x.saturating_add(covered), strip.y)) {
                let ground = cell.style();
                cell.reset();
                cell.set_symbol("").set_style(ground).set_style(style);
            }
        }
        strip.skip(width.0)
    }

    /// Writes a mark or a line of the screen itself, one cell wide. For screen readers, it is an ASCII
    /// character or a blank.
    pub(super) fn chrome(&mut self, strip: Strip, symbol: &'static str, style: Style) -> Strip {
        let told = match symbol {
            _ if !self.plain => symbol,
            "▸" => "+",
            "▾" => "-",
            "▪" => "*",
            "|" | "-" => " ",
            other => other,
        };
        self.symbol(strip, told, Cells(1), style)
    }

    /// Writes `text` made visible, as much of it as fits, and gives what is left of `strip`.
    pub(super) fn text(&mut self, mut strip: Strip, text: &str, style: Style) -> Strip {
        // At most as many characters as cells are needed, combining marks aside.
        for (_, grapheme) in graphemes(&visible(head(text))) {
            if strip.room() == Cells(0) {
                break;
            }
            let width = self.cells(grapheme);
            strip = self.symbol(strip, grapheme, width, style);
        }
        strip
    }

    /// Writes `text`, cut with … where it does not fit.
    pub(super) fn cut(&mut self, strip: Strip, text: &str, style: Style) -> Strip {
        let shown = visible(head(text));
        if self.cells(&shown) <= strip.room() {
            return self.text(strip, &shown, style);
        }
        let dots = self.dots();
        let (kept, used) = self.fit(&shown, strip.room() - dots);
        let after = self.text(Strip { end: strip.x.saturating_add(used.0), ..strip }, kept, style);
        self.symbol(Strip { x: after.x, ..strip }, "…", dots, style)
    }

    /// Writes `text`; where it does not fit, its middle is left out, so that a third of the strip
    /// tells how it ends.
    pub(super) fn cut_inside(&mut self, strip: Strip, text: &str, style: Style) -> Strip {
        let shown = visible(head(text));
        if self.cells(&shown) <= strip.room() {
            return self.text(strip, &shown, style);
        }
        let most = Cells(strip.room().0 / 3);
        let (mut used, mut start) = (Cells(0), shown.len());
        for (at, grapheme) in graphemes(&shown).collect::<Vec<_>>().into_iter().rev() {
            let next = used + self.cells(grapheme);
            if next > most {
                break;
            }
            (used, start) = (next, at);
        }
        let tail = Span::new(start, shown.len()).of(&shown);
        let room = strip.room() - used;
        let rest = Strip { end: strip.x.saturating_add(room.0), ..strip };
        let after = self.cut(rest, text, style);
        // A wide character may have left a cell before the dots.
        self.text(Strip { x: after.x, ..strip }, tail, style)
    }

    /// The longest head of `text` that takes at most `room` cells on this terminal, and its cells.
    pub(super) fn fit<'t>(&self, text: &'t str, room: Cells) -> (&'t str, Cells) {
        let mut used = Cells(0);
        for (at, grapheme) in graphemes(text) {
            let next = used + self.cells(grapheme);
            if next > room {
                return (Span::new(0, at).of(text), used);
            }
            used = next;
        }
        (text, used)
    }

    /// Cells of …
    pub(super) fn dots(&self) -> Cells {
        cells("…", self.ambiguous)
    }

    /// Makes the cells of `strip` blank, whatever style they had.
    pub(super) fn blank(&mut self, strip: Strip, style: Style) {
        for x in strip.x..strip.end {
            if let Some(cell) = self.buffer.cell_mut((x, strip.y)) {
                cell.reset();
            }
            self.symbol(Strip { x, ..strip }, " ", Cells(1), style);
        }
    }

    /// Gives the cells of `strip` a style, whatever is written there.
    pub(super) fn paint(&mut self, strip: Strip, style: Style) {
        for x in strip.x..strip.end {
            if let Some(cell) = self.buffer.cell_mut((x, strip.y)) {
                cell.set_style(style);
            }
        }
    }
}

/// As much of `text` as any screen can show.
fn head(text: &str) -> &str {
    const MOST: usize = 16 * 1024;
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    fn written(width: u16, ambiguous: Ambiguous, write: impl Fn(&mut Pen<'_>, Strip)) -> Buffer {
        let mut buffer =
            Buffer::filled(Rect::new(0, 0, width + 1, 1), ratatui::buffer::Cell::new("x"));
        write(&mut Pen::new(&mut buffer, ambiguous), Strip { x: 0, y: 0, end: width });
        buffer
    }

    #[test]
    fn a_wide_character_never_leaves_its_strip() {
        let buffer = written(3, Ambiguous::Narrow, |pen, strip| {
            pen.text(strip, "中中", Style::new());
        });
        assert_eq!(buffer[(0, 0)].symbol(), "中");
        assert_eq!(buffer[(2, 0)].symbol(), "x");
        assert_eq!(buffer[(3, 0)].symbol(), "x", "the cell of the neighbour");
    }

    #[test]
    fn ambiguous_marks_take_the_cells_that_the_terminal_gives_them() {
        let wide = written(6, Ambiguous::Wide, |pen, strip| {
            pen.text(strip, "“纲”", Style::new());
        });
        assert_eq!(wide[(0, 0)].symbol(), "“");
        assert_eq!(
            wide[(0, 0)].diff_option,
            CellDiffOption::ForcedWidth(NonZeroU16::new(2).unwrap())
        );
        assert_eq!(wide[(1, 0)].symbol(), "");
        assert_eq!(wide[(2, 0)].symbol(), "纲");
        assert_eq!(wide[(4, 0)].symbol(), "”");
    }

    #[test]
    fn letters_take_the_cells_that_were_measured() {
        let buffer = written(8, Ambiguous::Wide, |pen, strip| {
            pen.letters = Ambiguous::Wide;
            pen.text(strip, "shè纲", Style::new());
        });
        assert_eq!(buffer[(2, 0)].symbol(), "è");
        assert_eq!((buffer[(3, 0)].symbol(), buffer[(4, 0)].symbol()), ("", "纲"));
    }

    #[test]
    fn what_lies_over_a_forced_symbol_has_a_width_of_its_own() {
        let quote = |pen: &mut Pen<'_>, strip| {
            pen.symbol(strip, " “", Cells(2), Style::new());
        };
        let text = written(2, Ambiguous::Narrow, quote);
        let list = written(2, Ambiguous::Narrow, |pen, strip| {
            quote(pen, strip);
            pen.text(strip, "ab", Style::new());
        });
        let changed: Vec<_> = text.diff(&list).into_iter().map(|(x, _, _)| x).collect();
        assert_eq!(
            changed,
            [0, 1],
            "the list over the text leaves half of the quote on the screen"
        );
    }

    #[test]
    fn letters_are_cut_by_the_width_that_was_measured() {
        written(8, Ambiguous::Narrow, |pen, _| {
            assert_eq!(pen.fit("shè纲", Cells(4)), ("shè", Cells(3)));
            pen.letters = Ambiguous::Wide;
            assert_eq!(pen.fit("shè纲", Cells(4)), ("shè", Cells(4)));
            assert_eq!(pen.fit("shè纲", Cells(3)), ("sh", Cells(2)));
        });
    }

    #[test]
    fn a_blank_over_a_forced_symbol_is_drawn_on_both_cells() {
        let quote = written(2, Ambiguous::Narrow, |pen, strip| {
            pen.symbol(strip, " “", Cells(2), Style::new());
        });
        let blank = Buffer::filled(Rect::new(0, 0, 3, 1), ratatui::buffer::Cell::new(" "));
        let changed: Vec<_> = quote.diff(&blank).into_iter().map(|(x, _, _)| x).collect();
        assert_eq!(changed, [0, 1, 2]);
    }

    #[test]
    fn what_is_cut_inside_keeps_its_head_and_its_end() {
        let row = |width, text| {
            let buffer = written(width, Ambiguous::Narrow, |pen, strip| {
                pen.cut_inside(strip, text, Style::new());
            });
            (0..width).map(|x| buffer[(x, 0)].symbol().to_owned()).collect::<String>()
        };
        let title = "在全县工作会议上的讲话·2";
        assert_eq!(row(24, title), title);
        assert_eq!(row(19, title), "在全县工作会…讲话·2");
        assert_eq!(row(9, title), "在全县…·2");
        assert_eq!(row(2, title), "…x");
    }

    #[test]
    fn a_cut_ends_with_dots_inside_the_strip() {
        let row = |width, ambiguous| {
            let buffer = written(width, ambiguous, |pen, strip| {
                pen.cut(strip, "纲举目张", Style::new());
            });
            (0..width).map(|x| buffer[(x, 0)].symbol().to_owned()).collect::<String>()
        };
        assert_eq!(row(8, Ambiguous::Narrow), "纲举目张");
        assert_eq!(row(7, Ambiguous::Narrow), "纲举目…");
        assert_eq!(row(6, Ambiguous::Wide), "纲举…");
        assert_eq!(row(1, Ambiguous::Wide), "x");
    }
}
