//! Scrolling by rows and pages, in the text and in every list.

use super::{Given, overlay, sections};
use crate::app::keymap::{ListKind, Scrolls};
use crate::app::model::{Model, Overlay};
use crate::app::msg::Effect;

/// How far a page scrolls: its rows less one, which stays in sight.
pub(super) fn page(model: &Model) -> isize {
    if matches!(model.overlay, Overlay::Wide(_)) {
        return list_page(model);
    }
    isize::try_from(model.screen.height().saturating_sub(1).max(1)).unwrap_or(1)
}

/// How far a page of the list over the text scrolls.
fn list_page(model: &Model) -> isize {
    isize::try_from(model.screen.list.height).unwrap_or(1).saturating_sub(2).max(1)
}

pub(super) fn lines(model: &mut Model, by: isize, given: Given) -> Effect {
    match model.mode().scrolls() {
        Scrolls::Text => {
            if let Some(reading) = model.shelf.reading_mut() {
                reading.scroll(by);
            }
        }
        Scrolls::Outline => sections::walk(model, by, given.walked),
        Scrolls::List(_) => overlay::scroll(model, by),
        Scrolls::Nothing => {}
    }
    Effect::None
}

/// Moves by `times` half pages; in the outline, by half of its rows.
pub(super) fn half_pages(model: &mut Model, times: isize, given: Given) -> Effect {
    if model.mode().scrolls() != Scrolls::Outline {
        return pages(model, times, 2);
    }
    let half = isize::try_from(model.screen.outline.height / 2).unwrap_or(1).max(1);
    sections::walk(model, half.saturating_mul(times), given.walked);
    Effect::None
}

/// Moves by `times` pages, or parts of a page.
pub(super) fn pages(model: &mut Model, times: isize, part: isize) -> Effect {
    let rows = (page(model) / part).max(1).saturating_mul(times);
    match model.mode().scrolls() {
        Scrolls::List(ListKind::Help | ListKind::Library | ListKind::Places) => {
            let page = model.screen.list_height().saturating_sub(1).max(1);
            let rows = (isize::try_from(page).unwrap_or(1) / part).max(1).saturating_mul(times);
            overlay::scroll(model, rows);
        }
        Scrolls::List(ListKind::Hits | ListKind::Findings) => {
            overlay::scroll(model, list_page(model).saturating_mul(times));
        }
        Scrolls::Text | Scrolls::Outline => {
            if let Some(reading) = model.shelf.reading_mut() {
                if rows > 0 { reading.page_down(rows) } else { reading.scroll(rows) }
            }
        }
        Scrolls::Nothing => {}
    }
    Effect::None
}
