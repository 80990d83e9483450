//! The list of marks and notes, which fills the screen above the last line.

use super::lists::{body, title};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::model::{PlaceKind, PlaceList, PlaceRow};
use crate::app::screen::list_offset;
use crate::locale::Lang;
use crate::text::Cells;

/// Cells that the number of the section takes.
const PATH: u16 = 14;

/// Draws the list.
pub(super) fn list(model: &Model, list: &PlaceList, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let lang = model.settings.lang;
    let count = list.rows.len();
    let name = match lang {
        Lang::Zh => format!("记号与批注 {count} 处"),
        Lang::En => format!("Marks and notes: {count}"),
    };
    title(model, &name, theme, pen);
    let area = body(model);
    if list.rows.is_empty() {
        let none = lang.pick("记号和批注都删完了", "no marks or notes are left");
        pen.cut(Strip::row(area, 0).skip(2), none, theme.quiet());
    }
    let offset = list_offset(list.selected, list.rows.len(), usize::from(area.height));
    for ((index, row), y) in list.rows.iter().enumerate().skip(offset).zip(0..area.height) {
        draw(row, index == list.selected, Strip::row(area, y), theme, pen);
    }
}

/// Draws one row: the letter, where it stands, the note, the words.
fn draw(row: &PlaceRow, selected: bool, strip: Strip, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let base = if selected { theme.selected() } else { theme.body() };
    pen.paint(strip, base);
    let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base);
    let style = base.patch(theme.marker());
    let rest = match &row.what {
        PlaceKind::Mark(letter) => pen.text(strip, &String::from(*letter), style),
        PlaceKind::Note(_) => pen.chrome(strip, "▪", style),
    };
    let rest = rest.skip(1);
    let room = PATH.min(rest.room().0 / 3);
    let path = Strip { end: rest.x.saturating_add(room).min(rest.end), ..rest };
    pen.cut(path, &row.path, base.patch(theme.quiet()));
    let rest = Strip { x: path.end, ..rest }.skip(1);
    if row.note.is_empty() {
        pen.cut(rest, &row.words, base);
        return;
    }
    // The note comes first, then as much of its passage as there is room for.
    let rest = pen.cut(rest, &row.note, base);
    if rest.room() > Cells(8) {
        pen.cut(rest.skip(2), &row.words, base.patch(theme.quiet()));
    }
}
