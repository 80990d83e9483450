//! Opening, moving in, accepting and cancelling what lies over the text: jump, search, the line after
//! `:`, help, lists.

use super::advise::{advise, no_hits};
use super::typing::changed;
use super::{close, findings, library, line, nothing, places, results, rules, seek, wide};
use crate::app::history::Kind;
use crate::app::keymap::{Group, HelpLine};
use crate::app::model::{Focus, Help, Jump, Model, Overlay, Search, Typed, Under};
use crate::app::msg::{Command, Effect};
use crate::app::prompt::Prompt;
use crate::app::{Settings, help};
use crate::locale::Lang;
use crate::search::text::Manner;

pub(super) fn open_jump(model: &mut Model) -> Effect {
    let Some(reading) = model.reading() else { return Effect::None };
    if reading.text.outline.is_empty() {
        nothing(model, "这篇没有标题", "this text has no headings");
        return Effect::None;
    }
    let (origin, near) = (reading.here(), reading.current());
    model.overlay = Overlay::Jump(Jump { origin, near, ..Jump::default() });
    changed(model)
}

pub(super) fn open_search(model: &mut Model) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let (origin, from, furniture) = (reading.here(), reading.byte(), reading.furniture());
    let before = reading.hits.take();
    model.overlay =
        Overlay::Search(Search { origin, from, furniture, before, ..Search::default() });
}

pub(super) fn open_line(model: &mut Model) {
    model.overlay = Overlay::Line(Typed::default());
}

pub(super) fn open_help(model: &mut Model) {
    let under = match std::mem::take(&mut model.overlay) {
        Overlay::Library(list) => Under::Library(list),
        Overlay::Compare(compare) => Under::Compare(compare),
        Overlay::Rehearse(rehearsal) => Under::Rehearse(rehearsal),
        Overlay::None
        | Overlay::Jump(_)
        | Overlay::Search(_)
        | Overlay::Line(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Places(_)
        | Overlay::Note(_)
        | Overlay::Rule(_)
        | Overlay::Wide(_)
        | Overlay::Help(_) => Under::Text,
    };
    // Begin with the keys of what is on the screen.
    let group = match &under {
        Under::Text => None,
        Under::Library(_) => Some(Group::Lists),
        Under::Compare(_) => Some(Group::Compare),
        Under::Rehearse(_) => Some(Group::Rehearse),
    };
    model.overlay = Overlay::Help(Help { under, ..Help::default() });
    if let Some(group) = group {
        let Settings { keys, lang, ambiguous, .. } = &model.settings;
        let rows = help::rows(keys, *lang, model.size.0, *ambiguous, "");
        let title = HelpLine::Group(group.title(*lang));
        let at = rows.iter().position(|row| *row == title).unwrap_or(0);
        scroll(model, isize::try_from(at).unwrap_or(0));
    }
}

pub(super) fn open_filter(model: &mut Model) {
    match &mut model.overlay {
        Overlay::Library(list) => list.typing = true,
        Overlay::Help(help) => help.typing = true,
        _ => {}
    }
}

/// Shows the selected heading in the text.
pub(super) fn preview(model: &mut Model) {
    let Overlay::Jump(jump) = &model.overlay else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    match jump.hits.get(jump.selected) {
        Some(hit) => reading.go_to_node(hit.node),
        None => reading.return_to(jump.origin),
    }
}

/// Moves the selection.
pub(super) fn pick(model: &mut Model, by: isize) -> Effect {
    match &mut model.overlay {
        Overlay::Wide(_) => return wide::step(model, by),
        Overlay::Jump(jump) => {
            let last = jump.hits.len().saturating_sub(1);
            jump.selected = jump.selected.saturating_add_signed(by).min(last);
            preview(model);
        }
        Overlay::Library(list) => list.step(by),
        Overlay::Hits(_) => results::step(model, by),
        Overlay::Findings(_) => findings::step(model, by),
        Overlay::Places(list) => list.step(by),
        Overlay::Line(typed) => typed.complete(&model.settings, by),
        Overlay::Rule(_) => rules::step(model, by),
        Overlay::Help(_) => scroll(model, by),
        Overlay::None
        | Overlay::Search(_)
        | Overlay::Rehearse(_)
        | Overlay::Compare(_)
        | Overlay::Note(_) => {}
    }
    Effect::None
}

/// Scrolls the help or moves in the list.
pub(super) fn scroll(model: &mut Model, by: isize) {
    let height = model.screen.list_height();
    match &mut model.overlay {
        Overlay::Help(shown) => {
            let Settings { keys, lang, ambiguous, .. } = &model.settings;
            let rows = help::rows(keys, *lang, model.size.0, *ambiguous, shown.filter.text());
            let last = rows.len().saturating_sub(height.max(1));
            shown.top = shown.top.saturating_add_signed(by).min(last);
        }
        Overlay::Library(list) => list.step(by),
        Overlay::Hits(_) => results::step(model, by),
        Overlay::Findings(_) => findings::step(model, by),
        Overlay::Places(list) => list.step(by),
        Overlay::None
        | Overlay::Jump(_)
        | Overlay::Search(_)
        | Overlay::Line(_)
        | Overlay::Wide(_)
        | Overlay::Rehearse(_)
        | Overlay::Rule(_)
        | Overlay::Compare(_)
        | Overlay::Note(_) => {}
    }
}

pub(super) fn accept(model: &mut Model) -> Effect {
    let awaiting = matches!(
        model.overlay,
        Overlay::Jump(_) | Overlay::Search(_) | Overlay::Findings(_) | Overlay::Rule(_)
    );
    if model.asked.is_some() && (awaiting || seek::is_typed(model)) {
        model.deferred = true;
        return Effect::None;
    }
    if seek::is_typed(model) {
        seek::accept(model);
        return Effect::None;
    }
    match std::mem::take(&mut model.overlay) {
        Overlay::Jump(jump) => {
            let Some(hit) = jump.hits.get(jump.selected) else {
                model.overlay = Overlay::Jump(jump);
                nothing(model, "没有匹配的标题", "no heading matches");
                return Effect::None;
            };
            if let Some(reading) = model.shelf.reading_mut() {
                let text = reading.text.clone();
                reading.leave_from(jump.origin);
                reading.tree.reveal(&text.outline, hit.node);
                reading.go_to_node(hit.node);
            }
            model.remember(Kind::Jump, jump.typed.prompt.text().trim());
            close(model);
            model.focus = Focus::Text;
        }
        Overlay::Search(search) => return found(model, search),
        Overlay::Line(typed) => {
            close(model);
            let line = typed.prompt.text().to_owned();
            model.remember(Kind::Line, line.trim());
            return line::obey(model, &line);
        }
        Overlay::Library(list) => return library::accept(model, list),
        Overlay::Wide(wide) => {
            model.overlay = Overlay::Wide(wide);
            return wide::accept(model);
        }
        Overlay::Hits(list) => results::accept(model, list),
        Overlay::Findings(list) => findings::accept(model, &list),
        Overlay::Places(list) => return super::notes::go(model, list),
        Overlay::Note(edit) => super::notes::written(model, edit),
        Overlay::Rule(edit) => return rules::accept(model, edit),
        Overlay::Help(help) => {
            model.overlay = Overlay::Help(Help { typing: false, ..help });
        }
        Overlay::None | Overlay::Rehearse(_) | Overlay::Compare(_) => {}
    }
    Effect::None
}

/// Accepts a search that was typed.
fn found(model: &mut Model, search: Search) -> Effect {
    if search.bad.is_some() {
        // The error is shown beside the input, so the reader can correct it.
        model.overlay = Overlay::Search(search);
        return Effect::None;
    }
    close(model);
    let query = search.typed.prompt.text().to_owned();
    model.remember_search(&query, search.manner);
    let lang = model.settings.lang;
    let Some(reading) = model.shelf.reading_mut() else { return Effect::None };
    if query.is_empty() {
        // An empty query repeats the last one.
        reading.hits = search.before;
        if search.list && reading.recall_hits() {
            results::open(model);
        } else if !search.list {
            return places::hit(model, 1);
        }
        return Effect::None;
    }
    let count = reading.hits.as_ref().map_or(0, |hits| hits.spans.len());
    if count == 0 {
        reading.dismiss();
        reading.return_to(search.origin);
        model.fail(crate::text::visible(&match lang {
            Lang::Zh => format!("没有找到：{query}"),
            Lang::En => format!("not found: {query}"),
        }));
        return Effect::None;
    }
    if search.list {
        results::open_from(model, search.origin);
        return Effect::None;
    }
    if reading.here() != search.origin {
        reading.leave_from(search.origin);
    }
    places::show_text(model);
    Effect::None
}

/// Repeats the last search, of this run or an earlier one.
pub(super) fn search_again(model: &mut Model) -> Effect {
    let Some(query) = model.history.past(Kind::Search).last().cloned() else {
        no_hits(model);
        return Effect::None;
    };
    let manner = model.history.manner(&query);
    search_for(model, query, manner)
}

/// Searches for `query` as if it had been typed and accepted.
pub(super) fn search_for(model: &mut Model, query: String, manner: Manner) -> Effect {
    open_search(model);
    let Overlay::Search(search) = &mut model.overlay else { return Effect::None };
    (search.typed.prompt, search.manner) = (Prompt::new(query), manner);
    let asked = changed(model);
    // The answer is accepted as soon as it comes.
    let _waits = accept(model);
    asked
}

pub(super) fn cancel(model: &mut Model) -> Effect {
    if seek::is_typed(model) {
        seek::cancel(model);
        return Effect::None;
    }
    match std::mem::take(&mut model.overlay) {
        Overlay::Jump(jump) => {
            if let Some(reading) = model.shelf.reading_mut() {
                reading.return_to(jump.origin);
            }
        }
        Overlay::Search(search) => {
            if let Some(reading) = model.shelf.reading_mut() {
                reading.hits = search.before;
                reading.show_furniture(search.furniture);
                reading.return_to(search.origin);
            }
        }
        Overlay::Library(mut list) => {
            let open = model.shelf.open;
            if list.typing {
                list.typing = false;
                let keep = list.chosen();
                if let Some(slot) = list.slot() {
                    model.shelf.open_folders(slot);
                }
                list.filter = Prompt::default();
                list.refresh(&mut model.shelf, keep.as_ref());
                model.overlay = Overlay::Library(list);
            } else if open.is_none() {
                model.overlay = Overlay::Library(list);
                let quit = (Command::Quit, "，按 {} 退出", "; {} quits");
                advise(model, ("先选一篇打开", "choose a text to open"), &[quit]);
            }
        }
        Overlay::Help(help) if help.typing => {
            model.overlay = Overlay::Help(Help { under: help.under, ..Help::default() });
            return Effect::None;
        }
        Overlay::Help(help) => {
            model.overlay = match help.under {
                Under::Text => Overlay::None,
                Under::Library(list) => Overlay::Library(list),
                Under::Compare(compare) => Overlay::Compare(compare),
                Under::Rehearse(rehearsal) => Overlay::Rehearse(rehearsal),
            };
            return Effect::None;
        }
        Overlay::Hits(list) => results::cancel(model, &list),
        Overlay::Findings(list) => findings::cancel(model, &list),
        Overlay::Rule(edit) => rules::cancel(model, &edit),
        Overlay::Line(_)
        | Overlay::Places(_)
        | Overlay::Note(_)
        | Overlay::None
        | Overlay::Rehearse(_)
        | Overlay::Compare(_) => {}
        Overlay::Wide(wide) => {
            wide::cancel(model, wide);
            // If no text is open yet, it was called from the list of texts.
            if model.shelf.open.is_none() {
                close(model);
                return library::open(model);
            }
        }
    }
    model.asked = None;
    model.deferred = false;
    Effect::None
}
