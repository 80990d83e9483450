//! The command palette: a list above the line being typed.

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::model::Typed;
use crate::app::palette::{entries, nothing};
use crate::app::screen::{Area, ONE_PANE, list_offset};
use crate::text::Cells;

/// Most rows of the list.
const ROWS: u16 = 10;
/// Cells of the names.
const NAMES: u16 = 24;

/// Draws what the line could become.
pub(super) fn list(model: &Model, typed: &Typed, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let (width, height) = model.size;
    let (asked, at) = typed.asked();
    let entries = entries(&model.settings, asked);
    let number = asked.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let most = ROWS.min(height.saturating_sub(1) / 2);
    let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX).max(1).min(most);
    if rows == 0 || number {
        return;
    }
    let y = height.saturating_sub(1).saturating_sub(rows);
    let area = Area { x: 0, y, width, height: rows };
    for row in 0..rows {
        for x in 0..width {
            let strip = Strip { x, ..Strip::row(area, row) };
            pen.symbol(strip, " ", Cells(1), theme.bar());
        }
    }
    if entries.is_empty() {
        pen.cut(Strip::row(area, 0).skip(1), nothing(model.settings.lang), theme.bar());
        return;
    }
    // On a narrow screen the names get only the width they need.
    let needed = entries.iter().map(|entry| pen.width(&entry.line).0).max().unwrap_or(0);
    let most = if width < ONE_PANE { needed.saturating_add(1).min(NAMES) } else { NAMES };
    let offset = list_offset(at.unwrap_or(0), entries.len(), usize::from(rows));
    for ((index, entry), row) in entries.iter().enumerate().skip(offset).zip(0..rows) {
        let strip = Strip::row(area, row);
        let selected = at == Some(index);
        let base = if selected { theme.selected() } else { theme.bar() };
        pen.paint(strip, base);
        let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base);
        // There, the first of several keys is enough.
        let first = entry.keys.split(' ').next().unwrap_or_default();
        let keys = if width < ONE_PANE { first } else { &entry.keys };
        let room = pen.width(keys).0.min(strip.room().0 / 4);
        let (left, end) = strip.split_end(room.saturating_add(1));
        pen.cut(Strip { end: end.end.saturating_sub(1), ..end }, keys, base);
        let names = most.min(left.room().0 / 2);
        let name = Strip { end: left.x.saturating_add(names), ..left };
        pen.cut(name, &entry.line, base);
        let (about, _) = left.skip(names.saturating_add(1)).split_end(1);
        let whole = pen.width(&entry.about) <= about.room();
        pen.cut(about, if whole { &entry.about } else { &entry.brief }, base);
    }
}
