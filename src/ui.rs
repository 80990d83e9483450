//! Drawing the model.
//!
//! In: a [`Model`] after an update. Out: the cells of a frame. Drawing changes nothing and works at any
//! size, even 0 × 0. Everything that comes from a text or a file name passes through
//! [`visible`](crate::text::visible); lines and marks of the screen itself are one-cell characters.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod bars;
mod compare;
mod findings;
mod following;
mod hits;
mod jump;
mod library;
mod lists;
mod marked;
mod outline;
mod page;
mod palette;
mod pen;
mod places;
mod rehearse;
mod rules;
mod theme;
mod wide;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::Model;
use crate::app::model::Overlay;
use crate::app::screen::list_offset;
use pen::Pen;
use theme::Theme;

/// Draws `model` on `frame`.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let theme = Theme::new(&model.settings);
    draw(model, theme, frame);
    theme.settle(frame.buffer_mut());
}

fn draw(model: &Model, theme: Theme<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, theme.body());
    let mut pen =
        Pen::new(frame.buffer_mut(), model.settings.ambiguous).with_letters(model.settings.letters);
    pen.plain = model.settings.plain;
    match &model.overlay {
        Overlay::Help(help) => lists::help(model, help, &theme, &mut pen),
        Overlay::Library(list) => library::library(model, list, &theme, &mut pen),
        Overlay::Places(list) => places::list(model, list, &theme, &mut pen),
        Overlay::Jump(state) => {
            bars::header(model, &theme, &mut pen);
            jump::list(model, state, &theme, &mut pen);
            outline::border(model, &theme, &mut pen);
            page::text(model, &theme, &mut pen);
        }
        Overlay::Rule(edit) => {
            bars::header(model, &theme, &mut pen);
            rules::list(model, edit, &theme, &mut pen);
            outline::border(model, &theme, &mut pen);
            page::text(model, &theme, &mut pen);
        }
        Overlay::Wide(wide) => {
            wide::list(model, wide, &theme, &mut pen);
        }
        Overlay::Rehearse(state) => {
            rehearse::screen(model, state, &theme, &mut pen);
            if let (true, Some((x, y))) = (model.settings.plain, rehearse::cursor(model, state)) {
                frame.set_cursor_position(Position { x, y });
            }
            return;
        }
        Overlay::Compare(state) => {
            let typed = compare::screen(model, state, &theme, &mut pen);
            let read = || model.settings.plain.then(|| compare::cursor(state)).flatten();
            if let Some((x, y)) = typed.or_else(read) {
                frame.set_cursor_position(Position { x, y });
            }
            return;
        }
        Overlay::Findings(state) => {
            bars::header(model, &theme, &mut pen);
            findings::list(model, state, &theme, &mut pen);
            page::text(model, &theme, &mut pen);
        }
        Overlay::Hits(_) => {
            bars::header(model, &theme, &mut pen);
            hits::list(model, &theme, &mut pen);
            page::text(model, &theme, &mut pen);
        }
        Overlay::None | Overlay::Search(_) | Overlay::Line(_) | Overlay::Note(_) => {
            bars::header(model, &theme, &mut pen);
            outline::pane(model, &theme, &mut pen);
            outline::border(model, &theme, &mut pen);
            page::text(model, &theme, &mut pen);
        }
    }
    if let Overlay::Line(typed) = &model.overlay {
        palette::list(model, typed, &theme, &mut pen);
    }
    following::list(model, &theme, &mut pen);
    // The cursor stands where one types, so that an input method opens there.
    if let Some((x, y)) = bars::footer(model, &theme, &mut pen) {
        frame.set_cursor_position(Position { x, y });
    } else if let (true, Some((x, y))) = (model.settings.plain, reading_cursor(model)) {
        frame.set_cursor_position(Position { x, y });
    }
}

/// The cell at which a screen reader should read: the selected row of a list, else the first row of the
/// text.
fn reading_cursor(model: &Model) -> Option<(u16, u16)> {
    let screen = &model.screen;
    let selected = match &model.overlay {
        Overlay::Library(list) => Some((list.selected, list.rows().len())),
        Overlay::Places(list) => Some((list.selected, list.rows.len())),
        _ => None,
    };
    if let Some((selected, count)) = selected {
        let height = usize::from(screen.column.height);
        let row = selected.saturating_sub(list_offset(selected, count, height));
        return Some((0, screen.column.y.saturating_add(u16::try_from(row).ok()?)));
    }
    if !matches!(model.overlay, Overlay::None) {
        return None;
    }
    if screen.text.is_empty() {
        let tree = &model.reading()?.tree;
        let row = tree.window().iter().position(|id| Some(*id) == tree.cursor())?;
        return Some((0, screen.outline.y.saturating_add(u16::try_from(row).ok()?)));
    }
    (!screen.column.is_empty()).then_some((screen.column.x, screen.column.y))
}
