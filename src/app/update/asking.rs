//! Questions that a worker answers: asking them, and what follows when the answer is there.

use super::overlay::{accept, preview};
use super::typing::changed;
use super::{arriving, findings, results, rules, seek};
use crate::app::model::{Model, Overlay};
use crate::app::msg::{Answer, Effect, Found, Question, QuestionKind};
use crate::app::reading::Hits;
use crate::search::text::Manner;

/// Asks a question about the text on the screen. Answers to older questions become void.
pub(super) fn ask(model: &mut Model, kind: QuestionKind) -> Effect {
    model.serial += 1;
    model.asked = None;
    model.deferred = false;
    let serial = model.serial;
    let Some(reading) = model.reading() else { return Effect::None };
    let text = reading.text.clone();
    model.asked = Some(serial);
    Effect::Ask(Question { serial, text, older: None, kind })
}

/// Asks again for what the screen shows, after the text has changed.
pub(super) fn ask_again(model: &mut Model) -> Effect {
    match &model.overlay {
        Overlay::Jump(_) | Overlay::Search(_) | Overlay::Rule(_) => return changed(model),
        Overlay::Findings(_) => {
            return ask(model, findings::question(model));
        }
        Overlay::None
        | Overlay::Line(_)
        | Overlay::Help(_)
        | Overlay::Library(_)
        | Overlay::Hits(_)
        | Overlay::Wide(_)
        | Overlay::Places(_)
        | Overlay::Rehearse(_)
        | Overlay::Compare(_)
        | Overlay::Note(_) => {}
    }
    let hits = model.reading().and_then(|r| r.hits.as_ref());
    let Some((query, manner)) = hits.map(|hits| (hits.query.clone(), hits.manner)) else {
        return Effect::None;
    };
    find(model, query, manner)
}

/// Asks where `query` stands in the text.
pub(super) fn find(model: &mut Model, query: String, manner: Manner) -> Effect {
    let scheme = model.settings.scheme;
    ask(model, QuestionKind::Find { query, manner, scheme })
}

/// Takes over an answer, unless a newer question has made it void.
pub(super) fn answered(model: &mut Model, answer: Answer) -> Effect {
    if model.asked != Some(answer.serial) {
        return Effect::None;
    }
    model.asked = None;
    match answer.found {
        Found::Headings { hits, total } => {
            let Overlay::Jump(jump) = &mut model.overlay else { return Effect::None };
            jump.hits = hits;
            jump.total = total;
            if jump.typed.prompt.text().is_empty() {
                // Without a query all headings are listed: begin at the current one.
                let after = jump.near.map(|id| jump.hits.partition_point(|h| h.node <= id));
                jump.selected = after.unwrap_or(0).saturating_sub(1);
                let origin = jump.origin;
                if let Some(reading) = model.shelf.reading_mut() {
                    reading.return_to(origin);
                }
            } else {
                jump.selected = 0;
                preview(model);
            }
        }
        Found::Hits(spans) => {
            let Some(reading) = model.shelf.reading_mut() else { return Effect::None };
            if let Overlay::Search(search) = &model.overlay {
                let query = search.typed.prompt.text().to_owned();
                let manner = search.manner;
                let none = spans.is_empty();
                reading.hits = Some(Hits { spans, ..Hits::of(query, manner) });
                // A shorter query may have unfolded the furniture for a hit that no longer matches.
                reading.show_furniture(search.furniture);
                reading.return_to(search.origin);
                if !none {
                    reading.go_to_hit_from(search.from);
                }
            } else if let Some(hits) = &mut reading.hits {
                hits.spans = spans;
                hits.at = None;
            }
            arriving::marked(model);
            if matches!(model.overlay, Overlay::Hits(_)) {
                results::refresh(model);
            }
        }
        Found::Both(spans) => seek::found(model, *spans),
        Found::Findings(found) => findings::fill(model, found),
        Found::Trial(trial) => rules::tried(model, *trial),
        Found::Nothing => {}
        Found::Bad(bad) => {
            if let Overlay::Rule(edit) = &mut model.overlay {
                edit.bad = Some(bad);
                model.deferred = false;
                return Effect::None;
            }
            if seek::is_typed(model) {
                seek::bad(model, bad);
                model.deferred = false;
                return Effect::None;
            }
            if let Some(reading) = model.shelf.reading_mut() {
                reading.hits = None;
            }
            if let Overlay::Search(search) = &mut model.overlay {
                search.bad = Some(bad);
            }
        }
    }
    if std::mem::take(&mut model.deferred) { accept(model) } else { Effect::None }
}
