//! Searching in a comparison: typing, taking over the hits, going from hit to hit.

use super::advise::no_hits;
use super::nothing;
use crate::app::compare::{Compare, Seek};
use crate::app::model::{Model, Overlay};
use crate::app::msg::{Effect, Question, QuestionKind};
use crate::locale::Lang;
use crate::search::text::{BadPattern, Manner};
use crate::text::Span;

/// The comparison on the screen, if there is one.
fn view(model: &mut Model) -> Option<&mut Compare> {
    match &mut model.overlay {
        Overlay::Compare(compare) => Some(compare),
        _ => None,
    }
}

/// The search being typed.
fn seek(model: &mut Model) -> Option<&mut Seek> {
    view(model)?.seek.as_deref_mut()
}

/// Whether a search in two texts is being typed.
pub(super) fn is_typed(model: &Model) -> bool {
    matches!(&model.overlay, Overlay::Compare(compare) if compare.seek.is_some())
}

pub(super) fn open(model: &mut Model) {
    match view(model) {
        Some(compare) if compare.pair.is_some() => compare.begin_search(),
        _ => nothing(model, "两稿还没有读完", "the two have not been read yet"),
    }
}

/// Asks for the hits of `query` in both texts.
fn ask(model: &mut Model, query: String, manner: Manner) -> Effect {
    let scheme = model.settings.scheme;
    let serial = model.serial + 1;
    let Some(pair) = view(model).and_then(|compare| compare.pair.as_ref()) else {
        return Effect::None;
    };
    let [old, new] = pair.texts.clone();
    model.serial = serial;
    model.asked = Some(serial);
    model.deferred = false;
    let kind = QuestionKind::Find { query, manner, scheme };
    Effect::Ask(Question { serial, text: new, older: Some(old), kind })
}

/// What follows when the query has changed.
pub(super) fn changed(model: &mut Model) -> Effect {
    let Some(seek) = seek(model) else { return Effect::None };
    seek.bad = None;
    let (query, manner) = (seek.typed.prompt.text().to_owned(), seek.manner);
    if !query.is_empty() {
        return ask(model, query, manner);
    }
    model.asked = None;
    if let Some(compare) = view(model) {
        compare.clear_search();
    }
    Effect::None
}

/// Asks again, of texts that have just been compared anew.
pub(super) fn again(model: &mut Model) -> Effect {
    if is_typed(model) {
        return changed(model);
    }
    let sought = view(model).and_then(|compare| compare.sought.as_ref());
    let Some((query, manner)) = sought.map(|sought| (sought.query.clone(), sought.manner)) else {
        return Effect::None;
    };
    ask(model, query, manner)
}

/// Takes over the hits in the old text and in the new one.
pub(super) fn found(model: &mut Model, spans: [Vec<Span>; 2]) {
    let Some(compare) = view(model) else { return };
    let asked = match (&compare.seek, &compare.sought) {
        (Some(seek), _) => (seek.typed.prompt.text().to_owned(), seek.manner),
        (None, Some(sought)) => (sought.query.clone(), sought.manner),
        (None, None) => return,
    };
    compare.take_hits(asked.0, asked.1, spans);
}

/// The query is no regular expression.
pub(super) fn bad(model: &mut Model, bad: BadPattern) {
    if let Some(compare) = view(model) {
        compare.clear_search();
    }
    if let Some(seek) = seek(model) {
        seek.bad = Some(bad);
    }
}

/// Accepts the search, at the first hit.
pub(super) fn accept(model: &mut Model) {
    if seek(model).is_some_and(|seek| seek.bad.is_some()) {
        // The error is shown beside the input, so the reader can correct it.
        return;
    }
    let Some(compare) = view(model) else { return };
    let (query, manner, count) = compare.end_search();
    if query.is_empty() {
        if count > 0 {
            step(model, 1);
        }
        return;
    }
    model.remember_search(&query, manner);
    if count == 0 {
        model.fail(crate::text::visible(&match model.settings.lang {
            Lang::Zh => format!("没有找到：{query}"),
            Lang::En => format!("not found: {query}"),
        }));
    }
}

pub(super) fn cancel(model: &mut Model) {
    if let Some(compare) = view(model) {
        compare.cancel_search();
    }
    model.asked = None;
    model.deferred = false;
}

/// Goes `by` hits on.
pub(super) fn step(model: &mut Model, by: isize) {
    match view(model).and_then(|compare| compare.step_search(by)) {
        None => no_hits(model),
        Some(true) if by > 0 => {
            nothing(model, "已到末尾，从头继续", "past the end, on from the start");
        }
        Some(true) => nothing(model, "已到开头，从末尾继续", "past the start, on from the end"),
        Some(false) => {}
    }
}

/// Ends the search, so that `n` and `N` go by differences again.
pub(super) fn end(model: &mut Model) {
    if let Some(compare) = view(model) {
        compare.sought = None;
    }
    model.asked = None;
}
