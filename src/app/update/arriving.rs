//! A text arrives from the worker: first its head, then the whole, later perhaps a new version.
//!
//! In: an [`Arrival`]. Out: the slot with the text in it, at the place for which it was opened, or at the
//! same words as before.

use super::{asking, close, encoding, memory, nothing, overlay, places, rules};
use crate::app::model::{Model, Overlay, Status};
use crate::app::msg::{Arrival, Effect};
use crate::app::reading::{Goal, Reading};
use crate::app::settings::Start;
use crate::app::shelf::{self, Slot, State};
use crate::error::Error;
use crate::input::looks_decoded;
use crate::library::Source;
use crate::outline::Kind;
use crate::search::text::Manner;

/// Takes over what the worker has read.
pub(super) fn arrived(
    model: &mut Model,
    index: usize,
    result: Result<Box<Arrival>, Error>,
) -> Effect {
    match result {
        Ok(arrival) => take_over(model, index, *arrival),
        Err(error) => {
            failed(model, index, &error);
            Effect::None
        }
    }
}

/// What there is to say about a text that was read again.
#[derive(Default)]
struct Reread {
    /// The encoding in which it was read, if it has changed.
    encoding: Option<String>,
    /// Whether it was read again because its file had changed.
    watched: bool,
    /// Whether it was read again because the reader asked for it.
    asked: bool,
    /// Whether its words have changed.
    changed: bool,
}

/// Puts a text that was read, or outlined anew, into its slot.
fn take_over(model: &mut Model, index: usize, mut arrival: Arrival) -> Effect {
    let measure = model.measure();
    let lang = model.settings.lang;
    let shown = model.shelf.open == Some(index);
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    let partial = arrival.text.document.origin().partial;
    let outlined = arrival.again.take();
    if let Some(text) = &outlined {
        slot.outlining = false;
        if !slot.holds(text) {
            // The file was read again meanwhile.
            return rules::refresh(model);
        }
    }
    let outlined = outlined.is_some();
    let recalled = std::mem::take(&mut arrival.recalled);
    let identity = arrival.identity.take();
    slot.stamp = arrival.stamp.or(slot.stamp);
    // If the text was open before, its own marks and notes are newer than the stored ones.
    let first = slot.identity.is_none();
    let watched = !outlined && std::mem::take(&mut slot.live);
    let mut reread = Reread {
        encoding: None,
        watched,
        asked: !first && !partial && !outlined && !watched,
        changed: identity.as_ref().map(|i| &i.key) != slot.identity.as_ref().map(|i| &i.key),
    };
    if let State::Open(reading) = &mut slot.state {
        if partial && !reading.text.document.origin().partial {
            // The whole text is there already; ignore its head.
            return Effect::None;
        }
        let before = reading.text.document.origin().encoding;
        reading.replace(arrival);
        let origin = reading.text.document.origin();
        if origin.encoding != before {
            reread.encoding = Some(encoding::read_in(origin, slot.encoding, lang));
        }
    } else {
        slot.state = State::Open(Box::new(Reading::new(arrival, measure)));
    }
    if first && slot.known.is_none() && !recalled.key.is_empty() {
        slot.known = Some(recalled.key.clone());
    }
    slot.identity = identity.or(slot.identity.take());
    if first && slot.encoding.is_none() {
        slot.encoding = recalled.encoding.as_ref().and_then(|name| name.parse().ok());
    }
    retitle(slot, outlined);
    // A message about a rule stays while the text is outlined by that rule.
    let said = model.status.as_ref().is_some_and(|s| !s.failure);
    if shown && !partial && said && !outlined {
        model.status = None;
    }
    model.shelf.note_identity(index);
    // Going to a place needs the rows.
    model.settle();
    if first {
        memory::restore(model, index, &recalled);
    }
    if !partial {
        memory::arrived(model, index);
    }
    if !shown {
        return Effect::None;
    }
    begin_at(model, index, partial);
    let _nothing = arrive(model, index);
    model.selection = None;
    tell(model, reread);
    // The rules may have changed meanwhile.
    match rules::refresh(model) {
        Effect::None => {
            begin_search(model, index, partial).unwrap_or_else(|| asking::ask_again(model))
        }
        outline => outline,
    }
}

/// Gives a file the title of its first speech. If it was only `outlined` anew and has none by the new
/// rules, it goes by its name again. What a wrong encoding, tried at the reader's wish, makes of a title is
/// none.
fn retitle(slot: &mut Slot, outlined: bool) {
    let (State::Open(reading), Source::File(_)) = (&slot.state, &slot.source) else { return };
    let text = &reading.text;
    let title = text.outline.nodes().iter().find(|n| n.kind == Kind::Title);
    match title.map(|n| n.title.of(text.document.text())) {
        Some(title) if slot.encoding.is_some() && !looks_decoded(title) => {}
        Some(title) => slot.title = shelf::entitled(title),
        None if outlined => slot.title = shelf::title(&slot.source),
        None => {}
    }
}

/// Tells the reader that the text on the screen was read again.
fn tell(model: &mut Model, reread: Reread) {
    match reread {
        Reread { encoding: Some(text), .. } => model.say(text),
        Reread { watched: true, changed: true, .. } => {
            nothing(model, "文件有改动，已重新读取", "the file has changed and was read again");
        }
        Reread { asked: true, changed: true, .. } => {
            nothing(model, "已重新读取，文件有改动", "read again: it has changed");
        }
        Reread { asked: true, changed: false, .. } => {
            nothing(model, "已重新读取，文件没有改动", "read again: nothing has changed");
        }
        Reread { .. } => {}
    }
}

/// A text could not be read: says so, or keeps the sentence for when it is shown.
fn failed(model: &mut Model, index: usize, error: &Error) {
    let text = error.message(model.settings.lang);
    let shown = model.shelf.open == Some(index);
    let Some(slot) = model.shelf.slots.get_mut(index) else { return };
    slot.outlining = false;
    if matches!(slot.state, State::Open(_)) {
        model.fail(text);
        return;
    }
    slot.state = State::Failed(text);
    if shown && matches!(model.overlay, Overlay::Jump(_) | Overlay::Search(_)) {
        close(model);
    }
}

/// Goes to the place at which the first text was to be opened, rather than to where it was left.
/// Words are searched for by [`begin_search`], and rehearsals and comparisons begin elsewhere.
fn begin_at(model: &mut Model, index: usize, partial: bool) {
    let Some(start) = model.settings.start.clone().filter(|_| index == 0) else { return };
    if matches!(start, Start::Rehearsal | Start::Comparison) {
        return;
    }
    model.status = model.status.take().filter(|status| status.failure);
    match start {
        Start::Line(line) => places::go_to_line(model, line),
        Start::End => {
            let _nothing = places::bottom(model, None);
        }
        Start::Words(_) | Start::Rehearsal | Start::Comparison => return,
    }
    if !partial {
        model.settings.start = None;
    }
}

/// Searches for the words at which the first text was to be opened, once all of it is there.
fn begin_search(model: &mut Model, index: usize, partial: bool) -> Option<Effect> {
    if index != 0 || partial {
        return None;
    }
    let Some(Start::Words(words)) = model.settings.start.clone() else { return None };
    model.settings.start = None;
    // If the reader has opened something meanwhile, leave that alone.
    if !matches!(model.overlay, Overlay::None) {
        return None;
    }
    let _nothing = places::top(model, None);
    Some(overlay::search_for(model, words, Manner::Plain))
}

/// Goes to the place in slot `index` that waited for its text, as far as that is there.
pub(super) fn arrive(model: &mut Model, index: usize) -> Effect {
    let Some(arrive) = model.arrive.clone().filter(|arrive| arrive.slot == index) else {
        return Effect::None;
    };
    let Some(reading) = model.shelf.reading_mut() else { return Effect::None };
    let partial = reading.text.document.origin().partial;
    if arrive.byte >= reading.text.document.text().len() && partial {
        return Effect::None;
    }
    if reading.byte() > 0 {
        reading.leave();
    }
    // A message about where the text was left would not help here.
    model.status = match arrive.said.clone() {
        Some(text) => Some(Status { text, failure: false }),
        None => model.status.take().filter(|status| status.failure),
    };
    match &arrive.find {
        None => {
            model.arrive = None;
            let node = reading.text.outline.at(arrive.byte);
            match node.and_then(|id| reading.text.outline.get(id)) {
                Some(found) if found.start() == arrive.byte => {
                    let text = reading.text.clone();
                    if let Some(id) = node {
                        reading.tree.reveal(&text.outline, id);
                        reading.go_to_node(id);
                    }
                }
                Some(_) | None => reading.go_to_byte(arrive.byte),
            }
            Effect::None
        }
        Some(hits) => {
            reading.go_to(Goal::Byte(arrive.byte));
            reading.hits = Some(hits.clone());
            asking::ask_again(model)
        }
    }
}

/// Marks the hit that was gone to, once the hits of its text are known.
pub(super) fn marked(model: &mut Model) {
    let Some(arrive) = model.arrive.as_ref() else { return };
    if model.shelf.open != Some(arrive.slot) {
        return;
    }
    let byte = arrive.byte;
    let Some(reading) = model.shelf.reading_mut() else { return };
    reading.mark_hit(byte);
    if !reading.text.document.origin().partial {
        model.arrive = None;
    }
}
