//! Jump and search over all texts.

use super::typing::keep;
use super::{close, nothing, open, overlay, typing};
use crate::app::model::{Arrive, Model, Overlay, Typed};
use crate::app::msg::{Arrival, Effect};
use crate::app::prompt::Prompt;
use crate::app::reading::{Hits, Reading};
use crate::app::results::Grouped;
use crate::app::wide::{Asked, Peek, Range, Ranged, Wide};
use crate::error::Error;
use crate::search::text::Manner;
use crate::text::Span;

/// Opens the jump over all texts, or the search: with the rows from which one was gone to last, so
/// that the next can be looked at.
pub(super) fn open_wide(model: &mut Model, text: bool) -> Effect {
    if let Some(wide) = model.found.take_if(|wide| wide.text == text) {
        let done = wide.done;
        model.overlay = Overlay::Wide(Box::new(Wide { again: true, ..*wide }));
        return if done { preview(model) } else { changed(model) };
    }
    model.overlay = Overlay::Wide(Box::new(Wide { text, ..Wide::default() }));
    changed(model)
}

/// From one text to all, or back, with what is typed.
pub(super) fn toggle(model: &mut Model) -> Effect {
    if super::seek::is_typed(model) {
        return Effect::None;
    }
    match std::mem::take(&mut model.overlay) {
        Overlay::Jump(jump) => {
            let (typed, literal) = (Typed::of(jump.typed.prompt.text()), jump.literal);
            model.overlay = Overlay::Jump(jump);
            let _nothing = overlay::cancel(model);
            let wide = Wide { typed, literal, ..Wide::default() };
            model.overlay = Overlay::Wide(Box::new(wide));
            changed(model)
        }
        Overlay::Search(search) => {
            let (typed, manner) = (Typed::of(search.typed.prompt.text()), search.manner);
            model.overlay = Overlay::Search(search);
            let _nothing = overlay::cancel(model);
            let wide = Wide { text: true, typed, manner, ..Wide::default() };
            model.overlay = Overlay::Wide(Box::new(wide));
            changed(model)
        }
        Overlay::Wide(wide) => {
            let query = wide.typed.prompt.text().to_owned();
            if model.reading().is_none() {
                model.overlay = Overlay::Wide(wide);
                nothing(model, "还没有打开的文稿", "no text is open");
                return Effect::None;
            }
            close(model);
            if wide.text {
                overlay::open_search(model);
            } else {
                let _asked = overlay::open_jump(model);
            }
            match &mut model.overlay {
                Overlay::Jump(jump) => {
                    (jump.typed.prompt, jump.literal) = (Prompt::new(query), wide.literal);
                }
                Overlay::Search(search) => {
                    (search.typed.prompt, search.manner) = (Prompt::new(query), wide.manner);
                }
                _ => {}
            }
            typing::changed(model)
        }
        other => {
            model.overlay = other;
            Effect::None
        }
    }
}

/// What follows when the query has changed.
pub(super) fn changed(model: &mut Model) -> Effect {
    let volumes = model.shelf.volumes(&model.settings.rules);
    model.serial += 1;
    let (serial, scheme) = (model.serial, model.settings.scheme);
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    wide.bad = None;
    wide.stale = true;
    wide.done = false;
    model.ranging = Some(serial);
    let query = wide.typed.prompt.text().to_owned();
    if query.is_empty() {
        // Nothing is asked yet: nothing is listed.
        **wide = Wide {
            typed: std::mem::take(&mut wide.typed),
            text: wide.text,
            literal: wide.literal,
            manner: wide.manner,
            ..Wide::default()
        };
        if wide.text {
            model.ranging = None;
            return Effect::None;
        }
    }
    let asked = if wide.text {
        Asked::Find { query, manner: wide.manner }
    } else {
        Asked::Jump { query, literal: wide.literal }
    };
    Effect::Range(Range { serial, volumes, asked, scheme })
}

/// Takes an answer in, if it is still wanted.
pub(super) fn ranged(model: &mut Model, answer: Ranged) -> Effect {
    if model.ranging != Some(answer.serial) {
        return Effect::None;
    }
    if answer.done {
        model.ranging = None;
    }
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    wide.take(answer);
    if wide.typed.prompt.text().is_empty() && !wide.text {
        // How many headings there are is worth telling; which come first is not.
        wide.rows.clear();
    }
    if std::mem::take(&mut model.deferred) && model.row_of_all().is_some() {
        return accept(model);
    }
    preview(model)
}

/// Shows the row selected below the list; asks for its text where another is shown.
fn preview(model: &mut Model) -> Effect {
    let measure = model.measure();
    let volumes = model.shelf.volumes(&model.settings.rules);
    let scheme = model.settings.scheme;
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    let Some(number) = wide.preview() else { return Effect::None };
    let Some(volume) = volumes.iter().find(|v| v.number == number).cloned() else {
        return Effect::None;
    };
    wide.peeked = Some(number);
    let query = wide.typed.prompt.text().to_owned();
    let find = wide.text.then_some((query, wide.manner, scheme));
    Effect::Peek(Box::new(Peek { volume, measure, find }))
}

/// Takes in the text to be shown below the list, with its hits.
pub(super) fn peeked(
    model: &mut Model,
    number: usize,
    result: Result<(Box<Arrival>, Vec<Span>), Error>,
) -> Effect {
    let measure = model.measure();
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    if wide.peeked != Some(number) {
        return Effect::None;
    }
    wide.peeked = None;
    if let Ok((arrival, spans)) = result {
        let mut reading = Reading::new(*arrival, measure);
        if wide.text {
            let query = wide.typed.prompt.text().to_owned();
            reading.hits = Some(Hits { query, manner: wide.manner, spans, at: None });
        }
        wide.preview = Some((number, Box::new(reading)));
        model.settle();
        return preview(model);
    }
    Effect::None
}

/// Moves the selection.
pub(super) fn step(model: &mut Model, by: isize) -> Effect {
    if let Overlay::Wide(wide) = &mut model.overlay {
        wide.step(by);
    }
    preview(model)
}

/// Selects the row under a cell; a second click goes there.
pub(super) fn click(model: &mut Model, x: u16, y: u16) -> Effect {
    let area = model.screen.list;
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    let row = usize::from(y.saturating_sub(area.y));
    let window = wide.window(usize::from(area.height));
    let Some(&Grouped::Item(index)) = window.get(row).filter(|_| area.contains(x, y)) else {
        return Effect::None;
    };
    if wide.selected == index {
        return accept(model);
    }
    wide.selected = index;
    preview(model)
}

/// Goes to the row selected, in its text.
pub(super) fn accept(model: &mut Model) -> Effect {
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    let query = wide.typed.prompt.text().to_owned();
    if wide.bad.is_some() {
        return Effect::None;
    }
    if wide.stale && !query.is_empty() {
        // The answer to what was typed is not there yet.
        model.deferred = true;
        return Effect::None;
    }
    let Some((slot, byte)) = wide.row().map(super::super::wide::Row::place) else {
        if wide.done {
            nothing(model, "没有找到", "nothing found");
        }
        return Effect::None;
    };
    let find = wide.text.then_some((query.clone(), wide.manner));
    match &find {
        Some((_, Manner::Plain)) => {
            keep(&mut model.searches, &query);
            model.manners.remove(&query);
        }
        Some((_, manner)) => {
            keep(&mut model.searches, &query);
            model.manners.insert(query.clone(), *manner);
        }
        None => keep(&mut model.jumps, query.trim()),
    }
    model.arrive = Some(Arrive { slot, byte, find });
    if let Overlay::Wide(wide) = std::mem::take(&mut model.overlay) {
        model.found = Some(Box::new(Wide { preview: None, peeked: None, ..*wide }));
    }
    let effect = open::open(model, slot);
    match effect {
        Effect::None => open::arrive(model, slot),
        effect => effect,
    }
}
