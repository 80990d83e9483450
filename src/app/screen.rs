//! How the screen is divided into panes.
//!
//! In: the size of the terminal and what is to be shown. Out: areas, in cells from 0, which lie inside
//! the screen at any size. Drawing and the mouse use the same ones.

use crate::text::Cells;

/// Below this width only one pane is shown at a time.
pub const ONE_PANE: u16 = 60;
/// Widths that a row of text may have at most, in turn: forty characters (the limit of WCAG 1.4.8
/// for Chinese), thirty-six, twenty-eight (GB/T 9704), the whole pane.
pub const WIDTHS: [u16; 4] = [80, 72, 56, u16::MAX];
/// Cells right of a row that a hanging mark may take.
pub(super) const GUTTER: u16 = 2;
/// Cells left of a row: for a mark, such as that of the section being read, and a blank.
pub(super) const MARGIN: u16 = 2;
/// Narrowest outline.
const NARROWEST: u16 = 16;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell is inside.
    #[must_use]
    pub const fn contains(self, x: u16, y: u16) -> bool {
        x >= self.x
            && y >= self.y
            && x < self.x.saturating_add(self.width)
            && y < self.y.saturating_add(self.height)
    }

    /// Whether there is no cell in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// What decides the division.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whether the outline is wanted beside the text.
    pub outline: bool,
    /// Whether the outline has the keys: with one pane, it is the one shown.
    pub focus: bool,
    /// Width of the outline that the reader chose.
    pub width: Option<u16>,
    /// How the page of text is to be.
    pub page: Page,
    /// Whether a list takes the upper half of the screen, over its whole width.
    pub list: bool,
}

/// How the page of text is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Most cells of a row of text.
    pub widest: u16,
    /// Rows of the screen from one row of text to the next.
    pub pitch: u16,
    /// Cells left of the text that numbers take.
    pub numbers: u16,
    /// Whether the text has the screen to itself, without the line at the top.
    pub bare: bool,
    /// Whether there is a line at the bottom.
    pub foot: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self { widest: WIDTHS[0], pitch: 1, numbers: 0, bare: false, foot: true }
    }
}

/// The parts of the screen; a part that is not shown is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// The line at the top.
    pub header: Area,
    /// The outline.
    pub outline: Area,
    /// The list over the text.
    pub list: Area,
    /// The column between the panes, or the row between the list and the text.
    pub border: Area,
    /// The text with its margins.
    pub text: Area,
    /// The column of text: as wide as the measure, without margins and gutter.
    pub column: Area,
    /// The line at the bottom.
    pub footer: Area,
    /// Rows of the screen from one row of text to the next.
    pub pitch: u16,
    /// Cells left of the text, and of its margin, for numbers.
    pub numbers: u16,
}

impl Screen {
    /// Divides the screen.
    #[must_use]
    pub fn arrange(wish: Wish) -> Self {
        let (width, height) = wish.size;
        let head = u16::from(height >= 3 && !wish.page.bare);
        let foot = u16::from(height >= 2 && wish.page.foot);
        let body = Area { x: 0, y: head, width, height: height.saturating_sub(head + foot) };
        let line = |y, shown| Area { x: 0, y, width, height: shown };
        if wish.list {
            return Self::listed(
                wish,
                body,
                line(0, head),
                line(height.saturating_sub(foot), foot),
            );
        }
        let two = wish.outline && width >= ONE_PANE;
        let (outline, text) = if two {
            let wide = outline_width(width, wish.width);
            let rest = wide.saturating_add(1);
            (
                Area { width: wide, ..body },
                Area { x: rest, width: width.saturating_sub(rest), ..body },
            )
        } else if wish.focus {
            (body, Area { width: 0, ..body })
        } else {
            (Area { width: 0, ..body }, body)
        };
        let (column, numbers) = column(text, width, wish.page);
        let border =
            Area { x: outline.width, width: u16::from(two), y: body.y, height: body.height };
        Self {
            header: line(0, head),
            outline,
            list: Area::default(),
            border,
            text,
            column,
            footer: line(height.saturating_sub(foot), foot),
            pitch: wish.page.pitch.max(1),
            numbers,
        }
    }

    /// The division with a list over the text; where there are few rows, the list alone.
    fn listed(wish: Wish, body: Area, header: Area, footer: Area) -> Self {
        let rows = if body.height < 5 { body.height } else { body.height / 2 };
        let rule = u16::from(rows < body.height);
        let list = Area { height: rows, ..body };
        let border = Area { y: body.y + rows, height: rule, ..body };
        let text = Area { y: border.y + rule, height: body.height - rows - rule, ..body };
        let (column, numbers) = column(text, wish.size.0, wish.page);
        let (outline, pitch) = (Area { width: 0, ..list }, wish.page.pitch.max(1));
        Self { header, outline, list, border, text, column, footer, pitch, numbers }
    }

    /// The measure to which text is set; also where no text is shown.
    #[must_use]
    pub const fn measure(&self) -> Cells {
        Cells(self.column.width)
    }

    /// Rows of text that the text pane shows.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.column.height.div_ceil(if self.pitch == 0 { 1 } else { self.pitch }) as usize
    }

    /// Rows of a list that takes the place of the text.
    #[must_use]
    pub const fn list_height(&self) -> usize {
        self.column.height as usize
    }
}

/// Cells that the outline of a text takes beside the list of texts; none on a narrow screen.
#[must_use]
pub const fn preview_width(width: u16) -> u16 {
    if width < 100 { 0 } else { width / 5 * 2 }
}

/// The width of the outline beside the text on a screen `width` wide.
#[must_use]
pub fn outline_width(width: u16, chosen: Option<u16>) -> u16 {
    // The outline gets the width that the widest column of text leaves free.
    let free = width.saturating_sub(WIDTHS[0] + MARGIN + GUTTER + 2).min(60);
    let usual = (width.saturating_mul(7) / 16).min(44).max(free);
    let most = width.saturating_sub(24).max(NARROWEST);
    chosen.unwrap_or(usual).clamp(NARROWEST, most)
}

/// The column, inside an outline `width` wide, of the fold mark of an entry at `depth`.
#[must_use]
pub fn mark_column(depth: u16, width: u16) -> u16 {
    depth.saturating_sub(1).min(width / 4)
}

/// The first entry shown of a list of `count` in a window of `height`, so that `selected` is near
/// its middle.
#[must_use]
pub fn list_offset(selected: usize, count: usize, height: usize) -> usize {
    selected.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// The column inside the pane `text`: of even width, centred, with room for marks at both sides;
/// and the cells left of it that numbers have, where there is room for them.
fn column(text: Area, screen: u16, page: Page) -> (Area, u16) {
    // A hidden pane keeps its measure, so that it also keeps its place.
    let pane = if text.width == 0 { screen } else { text.width };
    let tight = pane < 20;
    let numbers = if pane < 40 { 0 } else { page.numbers.min(pane / 4) };
    let (margin, gutter) = if tight { (0, 0) } else { (MARGIN + numbers, GUTTER) };
    let room = pane.saturating_sub(margin + gutter);
    let even = room.min(page.widest) & !1;
    let width = if even == 0 { room.max(1) } else { even };
    let spare = room.saturating_sub(width) / 2;
    (Area { x: text.x.saturating_add(margin + spare), width, ..text }, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighty_columns_hold_two_panes() {
        let wish = Wish {
            size: (80, 24),
            outline: true,
            focus: false,
            width: None,
            page: Page::default(),
            list: false,
        };
        let s = Screen::arrange(wish);
        assert_eq!(s.outline, Area { x: 0, y: 1, width: 35, height: 22 });
        assert_eq!(s.border.x, 35);
        assert_eq!(s.text, Area { x: 36, y: 1, width: 44, height: 22 });
        assert_eq!(s.column, Area { x: 38, y: 1, width: 40, height: 22 });
    }

    #[test]
    fn a_narrow_screen_shows_the_pane_that_has_the_keys() {
        let wish = Wish {
            size: (40, 12),
            outline: true,
            focus: false,
            width: None,
            page: Page::default(),
            list: false,
        };
        assert!(Screen::arrange(wish).outline.is_empty());
        let outline = Screen::arrange(Wish { focus: true, ..wish });
        assert!(outline.text.is_empty());
        assert_eq!(outline.outline.width, 40);
        assert_eq!(outline.measure(), Screen::arrange(wish).measure());
    }

    #[test]
    fn every_part_lies_inside_the_screen_at_every_size() {
        for (width, height) in (0..130).flat_map(|w| (0..30).map(move |h| (w, h))) {
            for (outline, focus, chosen) in
                [(true, false, None), (true, true, Some(500)), (false, true, Some(0))]
            {
                let size = (width, height);
                for (list, pitch) in [(false, 1), (true, 1), (false, 2), (true, 2)] {
                    let s = Screen::arrange(Wish {
                        size,
                        outline,
                        focus,
                        width: chosen,
                        page: Page { widest: 56, pitch, numbers: 7, bare: pitch > 1, foot: !list },
                        list,
                    });
                    for part in [s.header, s.outline, s.list, s.border, s.text, s.footer] {
                        assert!(part.is_empty() || part.x + part.width <= width, "{size:?} {s:?}");
                        assert!(
                            part.is_empty() || part.y + part.height <= height,
                            "{size:?} {s:?}"
                        );
                    }
                    let column = s.column.x + s.column.width;
                    assert!(s.text.is_empty() || column <= width, "{size:?} {s:?}");
                    assert!(s.measure() >= Cells(1));
                }
            }
        }
    }
}
