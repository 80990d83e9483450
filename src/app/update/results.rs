//! The list of hits: opening it, moving in it while the text follows, leaving it.

use super::advise::no_hits;
use super::{close, nothing, overlay, places, seek};
use crate::app::model::{Focus, Model, Overlay, Results};
use crate::app::msg::Effect;
use crate::app::reading::{Place, Reading};
use crate::app::results::{ListRow, window};

/// Accepts the search being typed and lists its hits, or lists those of the last search.
pub(super) fn list(model: &mut Model) -> Effect {
    if let Overlay::Search(search) = &mut model.overlay {
        search.list = true;
        return overlay::accept(model);
    }
    if seek::is_typed(model) {
        // A comparison has no room for a list.
        return Effect::None;
    }
    open(model);
    Effect::None
}

/// Lists the hits of the last search.
pub(super) fn open(model: &mut Model) {
    let Some(here) = model.reading().map(Reading::here) else { return };
    open_from(model, here);
}

/// Lists the hits; Esc returns to `origin`.
pub(super) fn open_from(model: &mut Model, origin: Place) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let byte = reading.byte();
    let Some(hits) = reading.hits.as_mut() else {
        return no_hits(model);
    };
    if hits.spans.is_empty() {
        return nothing(model, "没有找到", "not found");
    }
    let at = hits.at;
    if at.is_none() {
        let next = hits.spans.partition_point(|s| s.start < byte);
        hits.at = Some(next.min(hits.spans.len() - 1));
    }
    model.overlay = Overlay::Hits(Results { origin, at });
}

/// Updates the list after the hits have changed with the text.
pub(super) fn refresh(model: &mut Model) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let byte = reading.byte();
    if let Some(hits) = reading.hits.as_mut().filter(|hits| !hits.spans.is_empty()) {
        let next = hits.spans.partition_point(|s| s.start < byte);
        hits.at = Some(next.min(hits.spans.len() - 1));
    } else {
        close(model);
    }
}

/// Moves the selection; the text shows the place.
pub(super) fn step(model: &mut Model, by: isize) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let Some(hits) = reading.hits.as_ref() else { return };
    let last = hits.spans.len().saturating_sub(1);
    let to = hits.at.unwrap_or(0).saturating_add_signed(by).min(last);
    reading.go_to_hit_at(to);
}

/// The hit on the row of the list under a cell.
pub(super) fn hit_at(model: &Model, x: u16, y: u16) -> Option<usize> {
    let area = model.screen.list;
    let reading = model.reading()?;
    let hits = reading.hits.as_ref()?;
    let row = usize::from(y.checked_sub(area.y).filter(|_| area.contains(x, y))?);
    let outline = reading.text.headings();
    match *window(hits, outline, hits.at?, usize::from(area.height)).get(row)? {
        ListRow::Hit(index) => Some(index),
        ListRow::Section(_) => None,
    }
}

/// Leaves the list, staying at the hit.
pub(super) fn accept(model: &mut Model, list: Results) {
    close(model);
    model.focus = Focus::Text;
    if let Some(reading) = model.shelf.reading_mut()
        && reading.here() != list.origin
    {
        reading.leave_from(list.origin);
    }
    places::show_text(model);
}

/// Goes back to where the list was called.
pub(super) fn cancel(model: &mut Model, list: &Results) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    reading.return_to(list.origin);
    if let Some(hits) = reading.hits.as_mut() {
        hits.at = list.at;
    }
}

/// Shows in the outline only the sections with hits, or all again.
pub(super) fn filter(model: &mut Model) {
    match model.shelf.reading_mut().and_then(Reading::toggle_filter) {
        None => no_hits(model),
        Some(true) => {
            model.outline = true;
            nothing(
                model,
                "大纲只列有命中的章节（V 恢复）",
                "the outline lists sections with hits (V: all)",
            );
        }
        Some(false) => nothing(model, "大纲已恢复", "the outline lists all sections"),
    }
}
