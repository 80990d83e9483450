//! A file that changes on disk while it is being read: it is read again, and the place is kept.

use super::nothing;
use crate::app::model::{Drag, Model, Overlay};
use crate::app::msg::Effect;
use crate::app::shelf::State;
use crate::app::watch::Verdict;
use crate::library::{Source, Stamp};

/// Looks at the file on the screen when it is time.
pub(super) fn tick(model: &mut Model, now: u64) -> Effect {
    let Some(index) = model.shelf.open else { return Effect::None };
    let Some(slot) = model.shelf.slots.get(index) else { return Effect::None };
    let Source::File(path) = &slot.source else { return Effect::None };
    let whole = matches!(&slot.state, State::Open(r) if !r.text.document.origin().partial);
    // Lists over the text and a selection hold places in the present version.
    let free =
        matches!(model.overlay, Overlay::None | Overlay::Help(_)) && model.drag == Drag::None;
    if whole && free && slot.stamp.is_some() && model.watch.is_due(now) {
        return Effect::Look { slot: index, path: path.clone() };
    }
    Effect::None
}

/// Takes in which version of the file is there.
pub(super) fn looked(model: &mut Model, index: usize, stamp: Option<Stamp>) -> Effect {
    let shown = model.shelf.open == Some(index);
    let measure = model.measure();
    let memory = model.memory.state.clone();
    let rules = model.settings.rules.clone();
    let now = model.memory.now();
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    // Ignore an answer about a text that is no longer on the screen.
    let read = if shown { slot.stamp } else { stamp };
    match model.watch.look(stamp, read, now) {
        Verdict::Same => Effect::None,
        Verdict::Gone => {
            nothing(
                model,
                "文件已不在原处，屏幕上是它原来的内容",
                "the file is gone; what it held is still shown",
            );
            Effect::None
        }
        Verdict::Changed => {
            // If reading fails, it is not tried again until the file changes again.
            slot.stamp = stamp;
            slot.live = true;
            let (source, encoding) = (slot.source.clone(), slot.encoding);
            Effect::Read { slot: index, source, measure, head: false, encoding, memory, rules }
        }
    }
}
