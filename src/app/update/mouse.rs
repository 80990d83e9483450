//! The mouse: wheel by pane, clicks in the outline and the lists, dragging.

use super::{compare, copy, findings, overlay, rehearse, results, rules, sections, wide};
use crate::app::model::{Drag, Focus, Model, Overlay};
use crate::app::msg::{Command, Effect, Mouse, MouseAction};
use crate::app::screen::{list_offset, mark_column, preview_width};
use crate::app::selection::Unit;

/// Rows that a notch of the wheel moves.
const NOTCH: isize = 3;

pub(super) fn act(model: &mut Model, mouse: Mouse) -> Effect {
    match mouse.action {
        MouseAction::WheelUp => return wheel(model, mouse, -NOTCH),
        MouseAction::WheelDown => return wheel(model, mouse, NOTCH),
        MouseAction::Press => return press(model, mouse, Unit::Character),
        MouseAction::PressTwice => return press(model, mouse, Unit::Sentence),
        MouseAction::PressThrice => return press(model, mouse, Unit::Paragraph),
        MouseAction::Drag => drag(model, mouse),
        MouseAction::Release => return release(model),
    }
    Effect::None
}

fn wheel(model: &mut Model, mouse: Mouse, by: isize) -> Effect {
    match model.overlay {
        Overlay::Rehearse(_) => {
            let command = if by < 0 { Command::LineUp } else { Command::LineDown };
            return rehearse::run(model, command, 1);
        }
        Overlay::Compare(_) => return compare::wheel(model, mouse, by),
        Overlay::Help(_) | Overlay::Library(_) | Overlay::Places(_) => {
            overlay::scroll(model, by);
            return Effect::None;
        }
        Overlay::Jump(_) | Overlay::Rule(_) if model.screen.outline.contains(mouse.x, mouse.y) => {
            return overlay::pick(model, by);
        }
        Overlay::Wide(_) | Overlay::Hits(_) | Overlay::Findings(_)
            if model.screen.list.contains(mouse.x, mouse.y) =>
        {
            return overlay::pick(model, by);
        }
        Overlay::None
        | Overlay::Jump(_)
        | Overlay::Search(_)
        | Overlay::Line(_)
        | Overlay::Wide(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Note(_)
        | Overlay::Rule(_) => {}
    }
    let over_outline = model.screen.outline.contains(mouse.x, mouse.y);
    let shown = match &mut model.overlay {
        Overlay::Wide(wide) => wide.preview.as_mut().map(|(_, reading)| &mut **reading),
        _ => model.shelf.reading_mut(),
    };
    let Some(reading) = shown else { return Effect::None };
    if over_outline {
        reading.tree.scroll(by);
    } else {
        reading.scroll(by);
    }
    Effect::None
}

fn press(model: &mut Model, mouse: Mouse, unit: Unit) -> Effect {
    model.status = None;
    model.selection = None;
    // The first press may have been on a list that has closed since.
    let again = std::mem::take(&mut model.drag) == Drag::Done;
    let unit = if again { unit } else { Unit::Character };
    let Mouse { x, y, .. } = mouse;
    let outline = model.screen.outline;
    let row = usize::from(y.saturating_sub(outline.y));
    match &mut model.overlay {
        Overlay::Help(_)
        | Overlay::Search(_)
        | Overlay::Line(_)
        | Overlay::Rehearse(_)
        | Overlay::Note(_) => {}
        Overlay::Rule(edit) => {
            // The first row holds the counts.
            let height = usize::from(outline.height).saturating_sub(1);
            let index = row.checked_sub(1).map(|row| edit.top(height) + row);
            let change = index.and_then(|index| edit.change_at(index));
            if let (true, Some(change)) = (outline.contains(x, y), change) {
                let by = change.cast_signed() - edit.selected.cast_signed();
                rules::step(model, by);
            }
        }
        Overlay::Places(list) => {
            let (selected, count) = (list.selected, list.rows.len());
            return in_list(model, y, selected, count);
        }
        Overlay::Jump(jump) => {
            let (selected, count) = (jump.selected, jump.hits.len());
            let index = list_offset(selected, count, usize::from(outline.height)) + row;
            if outline.contains(x, y) && index < count {
                return choose(model, selected, index);
            }
        }
        Overlay::Library(list) => {
            let (selected, count) = (list.selected, list.rows().len());
            // Right of the list is the outline of the selected text.
            let beside = if model.settings.plain { 0 } else { preview_width(model.size.0) };
            if x < model.size.0.saturating_sub(beside) {
                return in_list(model, y, selected, count);
            }
        }
        Overlay::Wide(wide) => {
            let selected = wide.selected;
            if let Some(index) = wide::at(model, x, y) {
                return choose(model, selected, index);
            }
        }
        Overlay::Compare(_) => return compare::click(model, x, y),
        Overlay::Findings(list) => {
            let selected = list.selected;
            if let Some(index) = findings::at(model, x, y) {
                return choose(model, selected, index);
            }
        }
        Overlay::Hits(_) => {
            let selected = model.reading().and_then(|reading| reading.hits.as_ref()?.at);
            if let Some(index) = results::hit_at(model, x, y) {
                return choose(model, selected.unwrap_or(0), index);
            }
        }
        Overlay::None => {
            if outline.contains(x, y) {
                click_entry(model, x.saturating_sub(outline.x), row);
            } else if model.screen.border.contains(x, y) {
                model.drag = Drag::Border;
            } else if let Some(byte) = byte_at(model, x, y) {
                grasp(model, byte, unit);
            }
        }
    }
    Effect::None
}

/// A click on a row of a list that has the whole screen.
fn in_list(model: &mut Model, y: u16, selected: usize, count: usize) -> Effect {
    let height = model.screen.list_height();
    let row = y.checked_sub(model.screen.text.y).map(usize::from).filter(|&row| row < height);
    let index = row.map(|row| list_offset(selected, count, height) + row);
    index
        .filter(|&index| index < count)
        .map_or(Effect::None, |index| choose(model, selected, index))
}

/// What a click on row `index` does in every list: it selects the row, and goes there where it was
/// selected already. So a double click goes there at once.
fn choose(model: &mut Model, selected: usize, index: usize) -> Effect {
    if index == selected {
        return overlay::accept(model);
    }
    overlay::pick(model, index.cast_signed() - selected.cast_signed())
}

/// A click on the fold mark of an entry folds or unfolds it, one on its words goes to the section. Where
/// that is selected and at the top of the text already, it does what Enter does: so a second click folds
/// or unfolds, and on a last entry it gives the keys to the text.
fn click_entry(model: &mut Model, x: u16, row: usize) {
    let width = model.screen.outline.width;
    let Some(reading) = model.shelf.reading_mut() else { return };
    let Some(&id) = reading.tree.window().get(row) else { return };
    let text = reading.text.clone();
    let depth = text.outline.get(id).map_or(1, |n| n.depth);
    let mark = mark_column(depth, width);
    if text.outline.has_children(id) && (x == mark || x == mark + 1) {
        let folded = reading.tree.is_folded(id);
        reading.tree.fold_in_place(&text.outline, id, !folded);
        return;
    }
    let (selected, top) = (reading.tree.cursor() == Some(id), reading.top_byte());
    reading.leave();
    sections::visit(model, id);
    let Some(reading) = model.shelf.reading_mut() else { return };
    reading.tree.point_at(id);
    if !selected || reading.top_byte() != top {
        return;
    }
    if text.outline.has_children(id) {
        let folded = reading.tree.is_folded(id);
        reading.tree.fold_in_place(&text.outline, id, !folded);
    } else {
        model.focus = Focus::Text;
    }
}

fn byte_at(model: &Model, x: u16, y: u16) -> Option<usize> {
    let column = model.screen.column;
    let area = model.screen.text;
    let inside = area.contains(x.clamp(area.x, area.x.saturating_add(area.width)), y);
    let row = usize::from(y.saturating_sub(column.y) / model.screen.pitch.max(1));
    let cell = x.saturating_sub(column.x);
    if inside { model.reading()?.byte_at(row, cell) } else { None }
}

/// Begins a selection at `byte`; of a sentence or a paragraph it holds all at once.
fn grasp(model: &mut Model, byte: usize, unit: Unit) {
    let Some(reading) = model.reading() else { return };
    let span = unit.at(&reading.text.document, byte);
    model.drag = Drag::Text(span, unit);
    model.selection = Some(span).filter(|span| !span.is_empty());
}

fn drag(model: &mut Model, mouse: Mouse) {
    match model.drag {
        Drag::None | Drag::Done => {}
        Drag::Border => {
            let wide = super::super::screen::outline_width(model.size.0, Some(mouse.x));
            model.outline_width = Some(wide);
        }
        Drag::Text(from, unit) => {
            let area = model.screen.text;
            // Beyond the edges of the pane, the text scrolls.
            if mouse.y < area.y {
                scroll(model, -1);
            } else if mouse.y >= area.y.saturating_add(area.height) {
                scroll(model, 1);
            }
            model.settle();
            let last = area.y.saturating_add(area.height.saturating_sub(1));
            let y = mouse.y.clamp(area.y, last.max(area.y));
            if let Some(to) = byte_at(model, mouse.x, y) {
                let Some(reading) = model.reading() else { return };
                let to = unit.at(&reading.text.document, to);
                model.selection = Some(from.cover(to));
            }
        }
    }
}

fn scroll(model: &mut Model, by: isize) {
    if let Some(reading) = model.shelf.reading_mut() {
        reading.scroll(by);
    }
}

fn release(model: &mut Model) -> Effect {
    let drag = std::mem::take(&mut model.drag);
    if matches!(drag, Drag::Text(..)) {
        model.drag = Drag::Done;
    }
    let Some(span) = model.selection.filter(|s| !s.is_empty()) else { return Effect::None };
    if !matches!(drag, Drag::Text(..)) {
        return Effect::None;
    }
    copy::selection(model, span)
}
