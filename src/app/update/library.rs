//! The list of texts: opening it, filling it while folders are walked, sorting it, choosing from it, and
//! the outline of the selected text beside it.

use super::nothing;
use crate::app::keymap::Mode;
use crate::app::listing::{self, Chosen, List, Listed, Preview, Purpose};
use crate::app::model::{Model, Overlay};
use crate::app::msg::{Command, Effect, Seen};
use crate::app::shelf::{self, State};
use crate::error::Error;
use crate::locale::Lang;

/// Shows the list.
pub(super) fn open(model: &mut Model) -> Effect {
    model.shelf.prepare(&model.settings.rules);
    let state = model.memory.state.clone();
    model.shelf.recall(&state);
    let by_folder = model.settings.folders;
    let mut list = List { order: model.shelf.order, by_folder, ..List::default() };
    let shown = model.shelf.open;
    if let Some(index) = shown {
        model.shelf.open_folders(index);
    }
    list.refresh(&mut model.shelf, shown.map(Chosen::Text).as_ref());
    model.overlay = Overlay::Library(Box::new(list));
    // From the first time on, titles are worth the work of reading the texts; other rules may make
    // other titles.
    let rules = model.settings.rules.clone();
    match model.shelf.titled_by.replace(rules.clone()) {
        Some(before) if before == rules => Effect::None,
        _ => Effect::Titles(rules),
    }
}

/// Takes in texts that were found in folders.
pub(super) fn listed(model: &mut Model, items: Vec<Listed>, done: bool) -> Effect {
    model.shelf.scanning = !done;
    model.shelf.list(items, model.settings.lang);
    if done {
        let state = model.memory.state.clone();
        model.shelf.recall(&state);
        tell_of_others(model);
    }
    refresh(model);
    Effect::None
}

/// Mentions, while the first text of a folder is read, that there are others.
fn tell_of_others(model: &mut Model) {
    if !(matches!(model.overlay, Overlay::None) && model.status.is_none()) {
        return;
    }
    let lang = model.settings.lang;
    let key = |command| model.settings.keys.names(Mode::Text, command, lang).next();
    let keys = [Command::Library, Command::NextText, Command::SearchAll].map(key);
    let (count, [Some(list), Some(next), Some(search)]) = (model.shelf.walk().len(), keys) else {
        return;
    };
    if count > 1 {
        model.say(match lang {
            Lang::Zh => format!("共 {count} 篇：{list} 列表，{next} 下一篇，{search} 查找全部"),
            Lang::En => format!("{count} texts: {list} lists, {next} next, {search} searches all"),
        });
    }
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
        // Until the reader has moved, the first row stays selected, even if new ones come before it.
        let untouched = match list.purpose {
            Purpose::Open => model.shelf.open.is_none() && list.selected == 0,
            Purpose::Compare => !list.touched,
        };
        let keep = list.chosen().filter(|_| !untouched);
        list.refresh(&mut model.shelf, keep.as_ref());
    }
}

/// Shows the list in the next order.
pub(super) fn next_order(model: &mut Model) {
    let lang = model.settings.lang;
    let Overlay::Library(list) = &mut model.overlay else { return };
    list.order = list.order.next();
    let (order, keep) = (list.order, list.chosen());
    model.shelf.order = order;
    list.refresh(&mut model.shelf, keep.as_ref());
    // If the settings fix the order, another one is for this run only.
    if model.settings.order.is_none() {
        model.memory.add_input(listing::ORDER, order.name());
    }
    // The title of the list names the order; a screen that is read aloud is heard at its last line.
    if model.settings.plain {
        model.say(order.label(lang));
    }
}

/// Shows the list in the order that the settings say, or in the one in which it was left.
pub(super) fn reorder(model: &mut Model) {
    model.shelf.order = listing::order(model.settings.order, &model.memory.state);
    if let Overlay::Library(list) = &mut model.overlay {
        list.order = model.shelf.order;
        let keep = list.chosen();
        list.refresh(&mut model.shelf, keep.as_ref());
    }
}

/// Shows the list by folders or in a row, as the settings say.
pub(super) fn refold(model: &mut Model) {
    let Overlay::Library(list) = &mut model.overlay else { return };
    list.by_folder = model.settings.folders;
    let keep = list.chosen();
    if let Some(Chosen::Text(slot)) = keep {
        model.shelf.open_folders(slot);
    }
    list.refresh(&mut model.shelf, keep.as_ref());
}

/// Enter: a text is opened to be read or compared, a folder opened or closed.
pub(super) fn accept(model: &mut Model, mut list: Box<List>) -> Effect {
    if let Some(slot) = list.slot() {
        return match list.purpose {
            Purpose::Open => super::open::open(model, slot),
            Purpose::Compare => super::compare::with(model, slot),
        };
    }
    let open = list.folder().is_some_and(|folder| folder.open);
    list.set_open(&mut model.shelf, !open);
    model.overlay = Overlay::Library(list);
    Effect::None
}

/// Left: closes the folder; where it is closed, goes to the one in which it lies. In a list without
/// folders, back to the text.
pub(super) fn fold(model: &mut Model) -> Effect {
    let Overlay::Library(list) = &mut model.overlay else { return Effect::None };
    if !list.by_folder {
        return super::overlay::cancel(model);
    }
    if list.folder().is_some_and(|folder| folder.open) {
        list.set_open(&mut model.shelf, false);
    } else if !list.go_out() {
        nothing(model, "已是最外一层，Esc 回到文稿", "this is the outermost level: Esc goes back");
    }
    Effect::None
}

/// Right: opens the folder, or where it is open goes into it; opens a text to be read.
pub(super) fn unfold(model: &mut Model) -> Effect {
    let Overlay::Library(list) = &mut model.overlay else { return Effect::None };
    match list.folder().map(|folder| folder.open) {
        Some(true) => list.step(1),
        Some(false) => {
            list.set_open(&mut model.shelf, true);
        }
        None => return super::overlay::accept(model),
    }
    Effect::None
}

/// Opens or closes all folders.
pub(super) fn fold_all(model: &mut Model, fold: bool) {
    if let Overlay::Library(list) = &mut model.overlay {
        list.set_all_open(&mut model.shelf, !fold);
    }
}

/// Shows the outline of the text that is selected, where there is room for it. One that must be read is asked for
/// if the step has no other effect (`idle`), else in the next.
pub(super) fn preview(model: &mut Model, idle: bool) -> Effect {
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
    if asked && !idle {
        return Effect::None;
    }
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
        && let title = shelf::entitled(title)
        && slot.title != title
    {
        slot.title = title;
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
