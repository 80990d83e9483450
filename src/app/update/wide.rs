//! Jump and search over all texts: the query, its answers, the preview, going to a result and on to the
//! next.

use super::{arriving, close, nothing, open, overlay, typing};
use crate::app::history::Kind;
use crate::app::model::{Arrive, Model, Overlay, Typed};
use crate::app::msg::{Arrival, Effect};
use crate::app::prompt::Prompt;
use crate::app::reading::{Hits, Reading};
use crate::app::results::Grouped;
use crate::app::shelf::State;
use crate::app::wide::{Asked, Peek, Range, Ranged, Wide};
use crate::error::Error;
use crate::locale::Lang;
use crate::text::{Span, visible};

/// Opens the jump over all texts, or the search if `text`; with the last results if they were of that
/// kind, so that the reader can go to the next one.
pub(super) fn open_wide(model: &mut Model, text: bool) -> Effect {
    if let Some(wide) = model.found.take_if(|wide| wide.text == text) {
        // An unfinished search is taken up again.
        let done = wide.done || model.ranging == Some(wide.serial);
        model.overlay = Overlay::Wide(Box::new(Wide { again: true, ..*wide }));
        return if done { preview(model) } else { changed(model) };
    }
    model.overlay = Overlay::Wide(Box::new(Wide { text, ..Wide::default() }));
    changed(model)
}

/// Switches from one text to all, or back, keeping what is typed.
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
            model.ranging = None;
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
    wide.serial = serial;
    wide.bad = None;
    wide.stale = true;
    wide.done = false;
    model.ranging = Some(serial);
    let query = wide.typed.prompt.text().to_owned();
    if query.is_empty() {
        // Without a query, nothing is listed.
        **wide = Wide {
            serial,
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

/// Takes over an answer, unless a newer question has made it void.
pub(super) fn ranged(model: &mut Model, answer: Ranged) -> Effect {
    if model.ranging != Some(answer.serial) {
        return Effect::None;
    }
    if answer.done {
        model.ranging = None;
    }
    let Overlay::Wide(wide) = &mut model.overlay else {
        // The reader has gone to a result already; `n` reaches the later ones.
        if let Some(wide) = model.found.as_mut().filter(|wide| wide.serial == answer.serial) {
            wide.take(answer);
        }
        return Effect::None;
    };
    wide.take(answer);
    if wide.typed.prompt.text().is_empty() && !wide.text {
        // Without a query, the number of headings is worth showing, but not their order.
        wide.rows.clear();
    }
    if std::mem::take(&mut model.deferred) && model.row_of_all().is_some() {
        return accept(model);
    }
    preview(model)
}

/// Shows the selected row below the list, asking for its text if another one is shown.
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

/// Takes over the text to be shown below the list, with its hits.
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
            reading.hits = Some(Hits { spans, ..Hits::of(query, wide.manner) });
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

/// Closes the list and drops the question. Results that were only looked at again are kept.
pub(super) fn cancel(model: &mut Model, wide: Box<Wide>) {
    if wide.again && (wide.done || model.ranging == Some(wide.serial)) {
        model.found = Some(Box::new(Wide { preview: None, peeked: None, ..*wide }));
    } else {
        model.ranging = None;
    }
}

/// The row under a cell.
pub(super) fn at(model: &Model, x: u16, y: u16) -> Option<usize> {
    let area = model.screen.list;
    let Overlay::Wide(wide) = &model.overlay else { return None };
    let row = usize::from(y.saturating_sub(area.y));
    let window = wide.window(usize::from(area.height));
    match window.get(row).filter(|_| area.contains(x, y)) {
        Some(&Grouped::Item(index)) => Some(index),
        _ => None,
    }
}

/// Goes to the selected row, in its text.
pub(super) fn accept(model: &mut Model) -> Effect {
    let Overlay::Wide(wide) = &mut model.overlay else { return Effect::None };
    let query = wide.typed.prompt.text().to_owned();
    if wide.bad.is_some() {
        return Effect::None;
    }
    if wide.stale && !query.is_empty() {
        // The answer to the query is not there yet.
        model.deferred = true;
        return Effect::None;
    }
    let Some((slot, byte)) = wide.row().map(super::super::wide::Row::place) else {
        if wide.done {
            nothing(model, "没有找到", "nothing found");
        }
        return Effect::None;
    };
    let hits = Hits { all: true, ..Hits::of(query.clone(), wide.manner) };
    let find = Some(hits).filter(|_| wide.text);
    match find.as_ref().map(|hits| hits.manner) {
        Some(manner) => model.remember_search(&query, manner),
        None => model.remember(Kind::Jump, query.trim()),
    }
    model.arrive = Some(Arrive { slot, byte, find, said: None });
    if let Overlay::Wide(wide) = std::mem::take(&mut model.overlay) {
        model.found = Some(Box::new(Wide { preview: None, peeked: None, ..*wide }));
    }
    go(model, slot)
}

/// Goes to the place that waits in the text of `slot`.
fn go(model: &mut Model, slot: usize) -> Effect {
    match open::open(model, slot) {
        Effect::None => arriving::arrive(model, slot),
        effect => effect,
    }
}

/// Goes on from the last hit of a text to the first of the next text with hits, or from the first to the
/// last of the text before. Skips a text that can no longer be read. `None` where only this text was
/// searched, or no other has hits.
pub(super) fn beyond(model: &mut Model, forward: bool) -> Option<Effect> {
    let slot = model.shelf.open?;
    let hits = match &model.shelf.slots.get(slot)?.state {
        State::Open(reading) => reading.hits.as_ref(),
        State::Failed(_) => {
            let arrive = model.arrive.as_ref().filter(|arrive| arrive.slot == slot);
            arrive.and_then(|arrive| arrive.find.as_ref())
        }
        State::Closed | State::Loading => None,
    };
    let hits = hits.filter(|hits| hits.all)?;
    let asked = (hits.query.as_str(), hits.manner);
    let same = |wide: &Wide| wide.text && (wide.typed.prompt.text(), wide.manner) == asked;
    let found = model.found.as_ref().filter(|wide| same(wide))?;
    let step = found.beyond(slot, forward);
    if !found.done && step.is_none_or(|(_, round)| round) {
        if model.ranging != Some(found.serial) {
            return Some(open_wide(model, true));
        }
        nothing(
            model,
            "其余的文稿还在查找，稍后再按",
            "the other texts are still being searched: press it again soon",
        );
        return Some(Effect::None);
    }
    let (row, round) = step?;
    let (next, byte) = found.rows.get(row)?.place();
    let title = found.hauls.get(&next).map(|(title, _)| title.as_str());
    let title = title.filter(|title| !title.is_empty());
    let title = title.or_else(|| Some(model.shelf.slots.get(next)?.title.as_str()))?;
    let at = found.hauls.range(..=next).count();
    let of = found.hauls.len();
    let said = match (model.settings.lang, round, forward) {
        (Lang::Zh, false, true) => format!("下一篇（{at}/{of}）：{title}"),
        (Lang::Zh, false, false) => format!("上一篇（{at}/{of}）：{title}"),
        (Lang::Zh, true, true) => format!("已到最后一篇，从头继续（{at}/{of}）：{title}"),
        (Lang::Zh, true, false) => format!("已到第一篇，从末尾继续（{at}/{of}）：{title}"),
        (Lang::En, false, true) => format!("next text ({at}/{of}): {title}"),
        (Lang::En, false, false) => format!("previous text ({at}/{of}): {title}"),
        (Lang::En, true, true) => {
            format!("past the last text, on from the first ({at}/{of}): {title}")
        }
        (Lang::En, true, false) => {
            format!("past the first text, on from the last ({at}/{of}): {title}")
        }
    };
    let said = Some(visible(&said).into_owned());
    let find = Some(Hits { spans: Vec::new(), at: None, ..hits.clone() });
    if let Some(found) = &mut model.found {
        found.selected = row;
    }
    model.arrive = Some(Arrive { slot: next, byte, find, said });
    Some(go(model, next))
}
