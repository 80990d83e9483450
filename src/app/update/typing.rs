//! Typing in an input line: characters, pastes, history, and how a query is read.

use super::advise::{Advice, advise};
use super::asking::{ask, find};
use super::overlay::cancel;
use super::{rules, seek, wide};
use crate::app::history::Kind;
use crate::app::keymap::Mode;
use crate::app::model::{Model, Overlay};
use crate::app::msg::{Command, Editing, Effect, QuestionKind};
use crate::app::prompt::Prompt;
use crate::search::text::Manner;

/// Most bytes of a paste that are looked at.
const PASTED: usize = 64 * 1024;

/// What follows when the line being typed has changed.
pub(super) fn changed(model: &mut Model) -> Effect {
    match &mut model.overlay {
        Overlay::Wide(_) => wide::changed(model),
        Overlay::Rule(_) => rules::changed(model),
        Overlay::Compare(_) => seek::changed(model),
        Overlay::Jump(jump) => {
            let query = jump.typed.prompt.text().to_owned();
            let (near, literal) = (jump.near, jump.literal);
            let scheme = model.settings.scheme;
            ask(model, QuestionKind::Jump { query, near, literal, scheme })
        }
        Overlay::Search(search) => {
            search.bad = None;
            let query = search.typed.prompt.text().to_owned();
            let manner = search.manner;
            if query.is_empty() {
                let (origin, furniture) = (search.origin, search.furniture);
                model.asked = None;
                if let Some(reading) = model.shelf.reading_mut() {
                    reading.hits = None;
                    reading.show_furniture(furniture);
                    reading.return_to(origin);
                }
                return Effect::None;
            }
            find(model, query, manner)
        }
        Overlay::Library(list) => {
            list.filter_changed();
            list.refresh(&mut model.shelf, None);
            Effect::None
        }
        Overlay::Help(help) => {
            help.top = 0;
            Effect::None
        }
        Overlay::None
        | Overlay::Line(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Places(_)
        | Overlay::Rehearse(_)
        | Overlay::Note(_) => Effect::None,
    }
}

/// Makes a query that was taken up again an ordinary one. Returns whether it was taken up again.
fn was_again(model: &mut Model) -> bool {
    match &mut model.overlay {
        Overlay::Wide(wide) => std::mem::take(&mut wide.again),
        _ => false,
    }
}

pub(super) fn type_text(model: &mut Model, text: &str) -> Effect {
    let again = was_again(model);
    let Some(prompt) = model.overlay.prompt_mut() else { return Effect::None };
    if again {
        *prompt = Prompt::default();
    }
    prompt.insert(text);
    changed(model)
}

pub(super) fn paste(model: &mut Model, text: &str) -> Effect {
    if model.overlay.prompt_mut().is_none() {
        unwanted(model);
        return Effect::None;
    }
    let mut end = text.len().min(PASTED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    type_text(model, text.get(..end).unwrap_or_default())
}

/// Says that nothing takes what was pasted, and which keys open a line that does.
fn unwanted(model: &mut Model) {
    let advice: &[Advice] = match model.mode() {
        Mode::Text | Mode::Outline => &[
            (Command::Search, "：先按 {} 查找", ": {} searches"),
            (Command::Jump, "或 {} 跳转", ", {} jumps"),
        ],
        Mode::Library | Mode::Help => &[(Command::Filter, "：先按 {} 筛选", ": {} filters")],
        _ => &[],
    };
    advise(model, ("粘贴的文字没有用处", "pasted text has no use here"), advice);
}

pub(super) fn edit(model: &mut Model, change: Editing) -> Effect {
    let all = was_again(model) && matches!(change, Editing::EraseBack | Editing::EraseWord);
    let change = if all { Editing::EraseToStart } else { change };
    let Some(prompt) = model.overlay.prompt_mut() else { return Effect::None };
    let empty = prompt.text().is_empty();
    if prompt.edit(change) {
        changed(model)
    } else if empty && change == Editing::EraseBack {
        // Erasing in an empty line leaves it, as vi does.
        cancel(model)
    } else {
        Effect::None
    }
}

/// Shows an earlier or later input.
pub(super) fn history(model: &mut Model, older: bool) -> Effect {
    let _taken_up = was_again(model);
    let (typed, kind) = match &mut model.overlay {
        Overlay::Jump(jump) => (&mut jump.typed, Kind::Jump),
        Overlay::Wide(wide) if wide.text => (&mut wide.typed, Kind::Search),
        Overlay::Wide(wide) => (&mut wide.typed, Kind::Jump),
        Overlay::Search(search) => (&mut search.typed, Kind::Search),
        Overlay::Line(typed) => (typed, Kind::Line),
        Overlay::Rule(edit) => (&mut edit.typed, Kind::Rule),
        Overlay::Compare(compare) => match &mut compare.seek {
            Some(seek) => (&mut seek.typed, Kind::Search),
            None => return Effect::None,
        },
        Overlay::None
        | Overlay::Help(_)
        | Overlay::Library(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Places(_)
        | Overlay::Rehearse(_)
        | Overlay::Note(_) => return Effect::None,
    };
    let past = model.history.past(kind);
    let back = if older { typed.back + 1 } else { typed.back.saturating_sub(1) };
    if back > past.len() || back == typed.back {
        return Effect::None;
    }
    if typed.back == 0 {
        typed.prompt.text().clone_into(&mut typed.draft);
    }
    typed.back = back;
    let shown = past.len().checked_sub(back).and_then(|i| past.get(i));
    typed.prompt = Prompt::new(shown.unwrap_or(&typed.draft).clone());
    let searching = match &mut model.overlay {
        Overlay::Search(search) => Some((&search.typed, &mut search.manner)),
        Overlay::Wide(wide) if wide.text => Some((&wide.typed, &mut wide.manner)),
        Overlay::Compare(compare) => {
            compare.seek.as_deref_mut().map(|seek| (&seek.typed, &mut seek.manner))
        }
        _ => None,
    };
    // An older search is read in its old manner.
    if let Some((typed, manner)) = searching.filter(|(typed, _)| typed.back > 0) {
        *manner = model.history.manner(typed.prompt.text());
    }
    changed(model)
}

/// Switches the query between `manner` and plain text.
pub(super) fn toggle_manner(model: &mut Model, manner: Manner) -> Effect {
    let or_plain = |now: Manner| if now == manner { Manner::Plain } else { manner };
    match &mut model.overlay {
        Overlay::Search(search) => search.manner = or_plain(search.manner),
        Overlay::Wide(wide) if wide.text => wide.manner = or_plain(wide.manner),
        Overlay::Compare(compare) => match &mut compare.seek {
            Some(seek) => seek.manner = or_plain(seek.manner),
            None => return Effect::None,
        },
        Overlay::Wide(wide) if manner == Manner::Pinyin => wide.literal = !wide.literal,
        Overlay::Jump(jump) if manner == Manner::Pinyin => jump.literal = !jump.literal,
        Overlay::None
        | Overlay::Jump(_)
        | Overlay::Wide(_)
        | Overlay::Line(_)
        | Overlay::Help(_)
        | Overlay::Library(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Places(_)
        | Overlay::Rehearse(_)
        | Overlay::Rule(_)
        | Overlay::Note(_) => return Effect::None,
    }
    changed(model)
}
