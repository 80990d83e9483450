//! Saving what is remembered, and returning to it when a text is opened.

use super::advise::advise;
use crate::app::model::Model;
use crate::app::msg::{Command, Effect};
use crate::library::recall::{Known, Recalled};
use crate::library::state::State;
use crate::library::store::Trouble;

/// What is to be saved before the program ends.
pub fn farewell(model: &mut Model) -> Option<Box<State>> {
    let changes = model.memory.take(&mut model.shelf)?;
    Some(admitted(changes, model.settings.quoting))
}

/// The part of `changes` that may be written to disk: without quotes where the user wants none.
fn admitted(changes: Box<State>, quoting: bool) -> Box<State> {
    if quoting { changes } else { Box::new(changes.without_quotes()) }
}

/// The clock has moved on: saves what is due, and looks at the file.
pub(super) fn tick(model: &mut Model, now: u64) -> Effect {
    let Model { memory, shelf, settings, .. } = model;
    match memory.tick(now, shelf) {
        Some(changes) => Effect::Save(admitted(changes, settings.quoting)),
        None => match super::rules::refresh(model) {
            Effect::None => super::live::tick(model, now),
            outline => outline,
        },
    }
}

/// Takes over how a save went.
pub(super) fn saved(
    model: &mut Model,
    result: Result<Box<State>, Box<(State, Trouble)>>,
) -> Effect {
    match result {
        Ok(state) => {
            model.memory.saved(Ok(*state));
        }
        Err(unsaved) => {
            let (changes, trouble) = *unsaved;
            if model.memory.saved(Err(changes)) {
                model.fail(trouble.message(model.settings.lang));
            }
        }
    }
    Effect::None
}

/// Goes back to where the text in slot `index` was left, when it has been read.
pub(super) fn restore(model: &mut Model, index: usize, recalled: &Recalled) {
    let shown = model.shelf.open == Some(index);
    let Some(slot) = model.shelf.slots.get_mut(index) else { return };
    let Some(reading) = slot.reading_mut() else { return };
    let moved = reading.restore(recalled);
    if !(moved && shown && model.status.is_none()) {
        return;
    }
    // Over a comparison, the place in the text is not on the screen.
    if model.mode().is_pair() {
        return;
    }
    let words = match recalled.known {
        Known::Same | Known::Not => ("接着上次读到的地方", "on from where it was left"),
        Known::Edited => (
            "文稿已改动，按内容找回上次读到的地方",
            "the text was edited; this is where it was left",
        ),
        Known::Moved => (
            "像是另一处的同一篇，接着上次读到的地方",
            "known by its title; on from where it was left",
        ),
    };
    advise(model, words, &[(Command::Back, "（{} 到开头）", " ({} goes to the start)")]);
}

/// Takes in that the text of slot `index` is all there.
pub(super) fn arrived(model: &mut Model, index: usize) {
    let Model { memory, shelf, .. } = model;
    memory.arrived(index, shelf);
    let goal = memory.goal.take_if(|(slot, _)| *slot == index);
    if let Some((_, place)) = goal
        && let Some(reading) = shelf.slots.get_mut(index).and_then(|slot| slot.reading_mut())
    {
        let byte = place.find(crate::app::memory::version(reading));
        reading.leave();
        reading.go_to_place(byte);
    }
}
