//! Opening texts: the first, the next, one with a mark in it, the same again; and the editor.

use super::{close, nothing, rules};
use crate::app::model::{Focus, Model};
use crate::app::msg::Effect;
use crate::app::reading::Reading;
use crate::app::shelf::{Slot, State};
use crate::document::{Format, Origin};
use crate::library::Source;
use crate::library::state::Global;
use crate::locale::Lang;

/// Shows the text in slot `index`, reading it first if need be, and adds the text that is left to the
/// jump list.
pub(super) fn open(model: &mut Model, index: usize) -> Effect {
    if let Some(now) = model.shelf.open.filter(|&now| now != index) {
        model.trail.leave(now);
    }
    show(model, index)
}

/// Goes back in the jump list between texts, or forward.
pub(super) fn retrace(model: &mut Model, forward: bool) -> Option<Effect> {
    let now = model.shelf.open?;
    let slot = if forward { model.trail.forward(now) } else { model.trail.back(now) }?;
    let effect = show(model, slot);
    let title = model.shelf.slots.get(slot).map_or("", |slot| slot.title.as_str());
    model.say(match model.settings.lang {
        Lang::Zh => format!("回到：{title}"),
        Lang::En => format!("back in: {title}"),
    });
    Some(effect)
}

/// Shows the text in slot `index`, reading it first if need be.
fn show(model: &mut Model, index: usize) -> Effect {
    close(model);
    model.focus = Focus::Text;
    {
        let Model { memory, shelf, .. } = &mut *model;
        memory.leave(shelf);
    }
    model.shelf.open = Some(index);
    let measure = model.measure();
    let memory = model.memory.state.clone();
    let rules = model.settings.rules.clone();
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    match slot.state {
        State::Open(_) => rules::refresh(model),
        State::Loading => Effect::None,
        State::Closed | State::Failed(_) => {
            slot.state = State::Loading;
            let (source, encoding) = (slot.source.clone(), slot.encoding);
            Effect::Read { slot: index, source, measure, head: true, encoding, memory, rules }
        }
    }
}

/// Goes to a mark `A`–`Z`, which may be in another text, reading that first if need be.
pub(super) fn open_place(model: &mut Model, mark: &Global) -> Effect {
    let Some(place) = mark.at.clone() else { return Effect::None };
    let same = |slot: &Slot| {
        let identity = slot.identity.as_ref();
        let read =
            identity.map(|i| i.key == mark.doc || (!i.path.is_empty() && i.path == mark.path));
        read.unwrap_or_else(|| slot.source.is_known_by(&mark.path))
    };
    let known = model.shelf.slots.iter().position(same);
    let index = known.or_else(|| {
        let source = Source::known_by(&mark.path)?;
        Some(model.shelf.slot_of(source))
    });
    let Some(index) = index else {
        let title = crate::text::visible(&mark.title).into_owned();
        model.fail(match model.settings.lang {
            Lang::Zh => format!("这个记号在《{title}》里，它不是文件，先打开它再来"),
            Lang::En => format!("this mark is in “{title}”, which is no file: open it first"),
        });
        return Effect::None;
    };
    let effect = open(model, index);
    let slot = model.shelf.slots.get_mut(index);
    match slot.and_then(Slot::reading_mut) {
        Some(reading) if !reading.text.document.origin().partial => {
            let byte = place.find(crate::app::memory::version(reading));
            reading.leave();
            reading.go_to_place(byte);
        }
        _ => model.memory.goal = Some((index, place)),
    }
    effect
}

/// Goes to the text `by` places on in the list, round its ends.
pub(super) fn step(model: &mut Model, by: isize) -> Effect {
    let walk = model.shelf.walk();
    let at = model.shelf.open.and_then(|now| walk.iter().position(|&index| index == now));
    let (Some(at), true) = (at, walk.len() > 1) else {
        nothing(model, "只有这一篇", "this is the only text");
        return Effect::None;
    };
    let count = isize::try_from(walk.len()).unwrap_or(1);
    let next = isize::try_from(at).unwrap_or(0).saturating_add(by).rem_euclid(count);
    let next = usize::try_from(next).unwrap_or(0);
    walk.get(next).map_or(Effect::None, |&index| open(model, index))
}

/// Reads the text on the screen again.
pub(super) fn reload(model: &mut Model) -> Effect {
    let measure = model.measure();
    let memory = model.memory.state.clone();
    let rules = model.settings.rules.clone();
    let Some(index) = model.shelf.open else { return Effect::None };
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    match &slot.source {
        Source::File(_) => {
            if matches!(slot.state, State::Closed | State::Failed(_)) {
                slot.state = State::Loading;
            }
            let (source, encoding) = (slot.source.clone(), slot.encoding);
            nothing(model, "正在重新读取", "reading the file again");
            Effect::Read { slot: index, source, measure, head: false, encoding, memory, rules }
        }
        Source::Sample(_) | Source::Stdin => {
            nothing(model, "这篇不是文件，无法重新读取", "not a file: it cannot be read again");
            Effect::None
        }
    }
}

/// Opens the editor at the place being read.
pub(super) fn edit(model: &mut Model) -> Effect {
    let Some(slot) = model.slot() else { return Effect::None };
    let Source::File(path) = &slot.source else {
        nothing(model, "这篇不是文件，无法编辑", "not a file: it cannot be edited");
        return Effect::None;
    };
    // A text editor would show an archive as garbage, and damage it.
    let is_text = |origin: &Origin| {
        matches!(origin.format, Format::Txt | Format::Markdown | Format::Html) && !origin.converted
    };
    if model.reading().is_some_and(|reading| !is_text(reading.text.document.origin())) {
        nothing(
            model,
            "这种文件请用写它的程序改，存盘后这里自动重新读取",
            "change it in the program that wrote it: it is read again once saved",
        );
        return Effect::None;
    }
    let line = model.reading().map_or(1, Reading::line);
    Effect::Edit { path: path.clone(), line }
}
