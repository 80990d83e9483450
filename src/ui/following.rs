//! After a prefix key: the list of keys that may follow, above the last line.

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::screen::Area;
use crate::text::Cells;

/// Cells of a column, at least.
const COLUMN: u16 = 38;
/// So many stand one below the other.
const FEW: usize = 4;
/// Cells of the keys.
const KEYS: u16 = 5;

/// Draws the keys that may follow a prefix. Not on a screen for screen readers, which should not change.
pub(super) fn list(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let Some(prefix) = model.pending.prefix.filter(|_| !pen.plain) else { return };
    let settings = &model.settings;
    let keys = settings.keys.following(model.mode(), prefix, settings.lang);
    let (width, height) = model.size;
    // If there are only a few, they get a column wide enough not to be cut.
    let columns = if keys.len() > FEW { (width / COLUMN).max(1) } else { 1 };
    let needed = keys.len().div_ceil(usize::from(columns));
    let rows = u16::try_from(needed).unwrap_or(u16::MAX).min(height.saturating_sub(2));
    let y = height.saturating_sub(1).saturating_sub(rows);
    let area = Area { x: 0, y, width, height: rows };
    for row in 0..rows {
        for x in 0..width {
            pen.symbol(Strip { x, ..Strip::row(area, row) }, " ", Cells(1), theme.bar());
        }
    }
    let share = width.checked_div(columns).unwrap_or(width);
    for ((name, about), at) in keys.iter().zip(0_u16..) {
        let Some((column, row)) = at.checked_div(rows).zip(at.checked_rem(rows)) else { return };
        if column >= columns {
            return;
        }
        let x = column.saturating_mul(share);
        let strip = Strip { x, end: x.saturating_add(share), ..Strip::row(area, row) }.skip(1);
        let after = pen.text(
            Strip { end: strip.end.min(strip.x.saturating_add(KEYS)), ..strip },
            name,
            theme.bar(),
        );
        let about_from = after.x.max(strip.x.saturating_add(KEYS)).saturating_add(1);
        let (rest, _) = Strip { x: about_from.min(strip.end), ..strip }.split_end(1);
        pen.cut(rest, about, theme.bar());
    }
}
