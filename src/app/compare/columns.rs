//! How the screen of a comparison is divided between the outline and the two versions.
//!
//! In: the area and what is to be shown. Out: panes, which lie inside the area at any size.

use super::Wish;
use crate::app::screen::{Area, GUTTER, MARGIN, ONE_PANE};

/// Narrowest screen on which the versions stand beside each other; below, one below the other.
pub const TWO: u16 = 100;
/// Narrowest screen on which the outline stands beside them, unless it is asked for.
const THREE: u16 = 120;

/// Where one version stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// Its cells, with margin and gutter.
    pub area: Area,
    /// The cells of its text.
    pub column: Area,
}

/// The division of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The outline.
    pub outline: Area,
    /// The column between the outline and the text.
    pub border: Area,
    /// The old version; where [`unified`](Self::unified), both.
    pub old: Pane,
    /// The column between the versions.
    pub middle: Area,
    /// The new version; where [`unified`](Self::unified), the same pane as the old one.
    pub new: Pane,
    /// Whether both stand in one column, the old words above the new.
    pub unified: bool,
}

impl Columns {
    /// Divides `wish.area`, with the outline where it is `wanted`, or as there is room for it.
    pub(super) fn arrange(wish: &Wish<'_>, wanted: Option<bool>) -> Self {
        let Wish { area, look, plain, .. } = *wish;
        let unified = area.width < TWO || plain;
        let shown = wanted.unwrap_or(area.width >= THREE && !plain);
        if shown && (area.width < ONE_PANE || plain) {
            // There is room for one pane only.
            return Self { outline: area, unified, ..Self::default() };
        }
        let width = if shown { (area.width / 4).clamp(24, 48) } else { 0 };
        let rule = u16::from(shown);
        let outline = Area { width, ..area };
        let border = Area { x: area.x.saturating_add(width), width: rule, ..area };
        let taken = width.saturating_add(rule);
        let rest = Area {
            x: area.x.saturating_add(taken),
            width: area.width.saturating_sub(taken),
            ..area
        };
        let gutter = if look.hang { GUTTER } else { 0 };
        if unified {
            let pane = pane(rest, look.widest, gutter);
            let middle = Area { x: rest.x, width: 0, ..rest };
            return Self { outline, border, old: pane, middle, new: pane, unified };
        }
        // Both versions get the same width, so that equal words break alike.
        let half = rest.width.saturating_sub(1) / 2;
        let middle = Area { x: rest.x.saturating_add(half), width: 1, ..rest };
        let x = middle.x.saturating_add(1);
        let old = pane(Area { width: half, ..rest }, look.widest, gutter);
        let new = pane(Area { x, width: half, ..rest }, look.widest, gutter);
        Self { outline, border, old, middle, new, unified }
    }

    /// Whether only the outline is shown.
    #[must_use]
    pub const fn bare(&self) -> bool {
        self.new.column.width == 0 && self.outline.width > 0
    }
}

/// The pane that takes `area`, with a column of text `widest` cells wide at most.
fn pane(area: Area, widest: u16, gutter: u16) -> Pane {
    let around = MARGIN + gutter;
    let width = area.width.saturating_sub(around).min(widest);
    let x = area.x.saturating_add(MARGIN.min(area.width));
    Pane { area, column: Area { x, width, ..area } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::look::Look;
    use crate::text::Ambiguous;

    fn columns(width: u16, height: u16, outline: Option<bool>, plain: bool) -> Columns {
        let area = Area { x: 0, y: 1, width, height };
        let look = Look::default();
        let ambiguous = (Ambiguous::Narrow, Ambiguous::Narrow);
        Columns::arrange(&Wish { area, look: &look, ambiguous, plain }, outline)
    }

    #[test]
    fn a_wide_screen_has_the_outline_and_both_versions_as_wide_as_each_other() {
        let c = columns(120, 38, None, false);
        assert!(!c.unified && c.outline.width == 30 && c.old.column.width == c.new.column.width);
        let c = columns(100, 22, None, false);
        assert!(!c.unified && c.outline.width == 0 && c.old.column.width == 45);
        let c = columns(80, 22, None, false);
        assert!(c.unified && c.old == c.new && c.new.column.width == 76);
    }

    #[test]
    fn every_pane_lies_inside_the_screen_at_every_size() {
        for (width, height) in (0..260).flat_map(|w| [0, 1, 7].map(|h| (w, h))) {
            for outline in [None, Some(true), Some(false)] {
                for plain in [false, true] {
                    let c = columns(width, height, outline, plain);
                    for area in [c.outline, c.border, c.old.area, c.middle, c.new.area] {
                        let end = area.x.saturating_add(area.width);
                        assert!(area.is_empty() || end <= width, "{width}×{height} {c:?}");
                    }
                    for pane in [c.old, c.new] {
                        let (inner, outer) = (pane.column, pane.area);
                        assert!(inner.x + inner.width <= outer.x + outer.width || inner.width == 0);
                    }
                    assert!(c.unified || c.old.area.x + c.old.area.width <= c.middle.x);
                }
            }
        }
    }
}
