//! The list of texts: opened, filled while folders are walked, sorted, with the outline of the text
//! that is selected beside it.

use crate::app::listing::{self, List, Listed, Preview};
use crate::app::model::{Model, Overlay};
use crate::app::msg::{Effect, Seen};
use crate::app::shelf::State;
use crate::error::Error;
use crate::text::visible;

/// Shows the list.
pub(super) fn open(model: &mut Model) -> Effect {
    model.shelf.prepare(&model.settings.rules);
    let state = model.memory.state.clone();
    model.shelf.recall(&state);
    let mut list = List { order: model.shelf.order, ..List::default() };
    let shown = model.shelf.open;
    list.refresh(&mut model.shelf, shown);
    model.overlay = Overlay::Library(list);
    // From the first time on, titles are worth the work of reading the texts.
    if std::mem::replace(&mut model.shelf.titling, true) {
        return Effect::None;
    }
    Effect::Titles(model.settings.rules.clone())
}

/// Takes in texts that were found in folders.
pub(super) fn listed(model: &mut Model, items: Vec<Listed>, done: bool) -> Effect {
    model.shelf.scanning = !done;
    model.shelf.list(items, model.settings.lang);
    if done {
        let state = model.memory.state.clone();
        model.shelf.recall(&state);
    }
    refresh(model);
    Effect::None
}

/// Takes in titles that have become known.
pub(super) fn titled(model: &mut Model, titles: Vec<(String, String)>) -> Effect {
    model.shelf.set_titles(titles);
    refresh(model);
    Effect::None
}

/// Lists anew what has changed; the text that is selected stays so.
fn refresh(model: &mut Model) {
    if let Overlay::Library(list) = &mut model.overlay {
        // Before anything was chosen, the first one is it, whatever comes before it.
        let untouched = model.shelf.open.is_none() && list.selected == 0;
        let keep = list.slot().filter(|_| !untouched);
        list.refresh(&mut model.shelf, keep);
    }
}

/// Shows the list in the next order.
pub(super) fn next_order(model: &mut Model) {
    let lang = model.settings.lang;
    let Overlay::Library(list) = &mut model.overlay else { return };
    list.order = list.order.next();
    model.shelf.order = list.order;
    let keep = list.slot();
    list.refresh(&mut model.shelf, keep);
    let label = list.order.label(lang);
    model.say(label);
}

/// Asks for the outline of the text that is selected, where there is room for it.
pub(super) fn preview(model: &mut Model) -> Effect {
    if model.settings.plain || crate::app::screen::preview_width(model.size.0) == 0 {
        return Effect::None;
    }
    let Overlay::Library(list) = &mut model.overlay else { return Effect::None };
    let Some(index) = list.slot() else {
        list.preview = None;
        return Effect::None;
    };
    if list.preview.as_ref().is_some_and(|preview| preview.slot == index) {
        return Effect::None;
    }
    let Some(slot) = model.shelf.slots.get(index) else { return Effect::None };
    let rules = &model.settings.rules;
    let rows = match &slot.state {
        State::Open(reading) if reading.text.is_by(rules) => {
            Some(Ok(listing::previewed(&reading.text.document, &reading.text.outline)))
        }
        State::Failed(sentence) => Some(Err(sentence.clone())),
        State::Open(_) | State::Closed | State::Loading => None,
    };
    let asked = rows.is_none();
    list.preview = Some(Preview { slot: index, rows });
    let (source, rules) = (slot.source.clone(), rules.clone());
    if asked { Effect::Preview { slot: index, source, rules } } else { Effect::None }
}

/// Takes in the outline of a text.
pub(super) fn previewed(model: &mut Model, index: usize, seen: Result<Seen, Error>) -> Effect {
    let lang = model.settings.lang;
    if let (Ok(Seen { title: Some(title), .. }), Some(slot)) =
        (&seen, model.shelf.slots.get_mut(index))
        && !title.is_empty()
        && slot.title != *title
    {
        slot.title = visible(title).into_owned();
        model.shelf.stale = true;
    }
    if let (Err(error), Some(slot)) = (&seen, model.shelf.slots.get_mut(index))
        && matches!(slot.state, State::Closed)
    {
        slot.state = State::Failed(error.message(lang));
    }
    if let Overlay::Library(list) = &mut model.overlay
        && let Some(preview) = &mut list.preview
        && preview.slot == index
    {
        preview.rows = Some(seen.map(|seen| seen.rows).map_err(|error| error.message(lang)));
    }
    Effect::None
}
