//! Two texts side by side: old at the left, new at the right, or one below the other.

mod bars;
mod outline;
mod text;

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::compare::{Compare, Stage};

/// Draws the comparison. Returns the cell of the cursor while a search is being typed.
pub(super) fn screen(
    model: &Model,
    state: &Compare,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) -> Option<(u16, u16)> {
    bars::header(model, state, theme, pen);
    let lang = model.settings.lang;
    match &state.pair {
        Some(pair) => {
            outline::pane(model, state, pair, theme, pen);
            text::panes(model, state, pair, theme, pen);
        }
        None => {
            let text = match state.stage {
                Stage::Reading => lang.pick("正在读取两稿…  Esc 取消", "reading…  Esc cancels"),
                Stage::Comparing => lang.pick("正在比较两稿…  Esc 取消", "comparing…  Esc cancels"),
            };
            pen.cut(Strip::row(state.columns.old.column, 0), text, theme.quiet());
        }
    }
    bars::footer(model, state, theme, pen)
}

/// The cell at which a screen reader should read: the current row, or the current hit of a search.
pub(super) fn cursor(state: &Compare) -> Option<(u16, u16)> {
    if state.columns.bare() {
        let area = state.columns.outline;
        let row = state.section()?.checked_sub(state.outline_top)?;
        return Some((area.x, area.y.checked_add(u16::try_from(row).ok()?)?));
    }
    let begins = || state.lines.iter().position(|line| line.block() == Some(state.at()));
    let row = state.sought_row().or_else(begins)?;
    let column = state.columns.new.column;
    Some((column.x, column.y.checked_add(u16::try_from(row).ok()?)?))
}
