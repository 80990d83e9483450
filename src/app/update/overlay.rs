//! What lies over the text: jump, search, the command line, help, the list of texts.

use super::{close, findings, library, nothing, open, places, results, rules, seek, wide};
use crate::app::model::{Focus, Help, Jump, Model, Overlay, Search, Typed, Under};
use crate::app::msg::{Answer, Editing, Effect, Found, Question, QuestionKind};
use crate::app::prompt::Prompt;
use crate::app::reading::Hits;
use crate::locale::Lang;
use crate::search::text::Manner;

/// Most bytes of a paste that are looked at.
const PASTED: usize = 64 * 1024;
/// Most earlier inputs that are kept.
const KEPT: usize = 100;

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
        | Overlay::Rehearse(_)
        | Overlay::Help(_) => Under::Text,
    };
    model.overlay = Overlay::Help(Help { under, ..Help::default() });
}

pub(super) fn open_filter(model: &mut Model) {
    match &mut model.overlay {
        Overlay::Library(list) => list.typing = true,
        Overlay::Help(help) => help.typing = true,
        _ => {}
    }
}

/// Asks a question beside the screen; answers to older ones are not wanted any more.
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

/// Asks again what the screen shows, of a text that has just changed.
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
fn find(model: &mut Model, query: String, manner: Manner) -> Effect {
    let scheme = model.settings.scheme;
    ask(model, QuestionKind::Find { query, manner, scheme })
}

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

/// The line being typed, to change it.
fn prompt(model: &mut Model) -> Option<&mut Prompt> {
    match &mut model.overlay {
        Overlay::Jump(jump) => Some(&mut jump.typed.prompt),
        Overlay::Wide(wide) => Some(&mut wide.typed.prompt),
        Overlay::Search(search) => Some(&mut search.typed.prompt),
        Overlay::Line(typed) => Some(&mut typed.prompt),
        Overlay::Library(list) if list.typing => Some(&mut list.filter),
        Overlay::Help(help) if help.typing => Some(&mut help.filter),
        Overlay::Note(edit) => Some(&mut edit.prompt),
        Overlay::Rule(edit) => Some(&mut edit.typed.prompt),
        Overlay::Compare(compare) => compare.seek.as_mut().map(|seek| &mut seek.typed.prompt),
        Overlay::None
        | Overlay::Help(_)
        | Overlay::Library(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Rehearse(_)
        | Overlay::Places(_) => None,
    }
}

/// Ends that a query is one taken up again; returns whether it was.
fn was_again(model: &mut Model) -> bool {
    match &mut model.overlay {
        Overlay::Wide(wide) => std::mem::take(&mut wide.again),
        _ => false,
    }
}

pub(super) fn type_text(model: &mut Model, text: &str) -> Effect {
    let again = was_again(model);
    let Some(prompt) = prompt(model) else { return Effect::None };
    if again {
        *prompt = Prompt::default();
    }
    prompt.insert(text);
    changed(model)
}

pub(super) fn paste(model: &mut Model, text: &str) -> Effect {
    let mut end = text.len().min(PASTED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    type_text(model, text.get(..end).unwrap_or_default())
}

pub(super) fn edit(model: &mut Model, change: Editing) -> Effect {
    let all = was_again(model) && matches!(change, Editing::EraseBack | Editing::EraseWord);
    let change = if all { Editing::EraseToStart } else { change };
    let Some(prompt) = prompt(model) else { return Effect::None };
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
    let (typed, past) = match &mut model.overlay {
        Overlay::Jump(jump) => (&mut jump.typed, &model.jumps),
        Overlay::Wide(wide) if wide.text => (&mut wide.typed, &model.searches),
        Overlay::Wide(wide) => (&mut wide.typed, &model.jumps),
        Overlay::Search(search) => (&mut search.typed, &model.searches),
        Overlay::Line(typed) => (typed, &model.lines),
        Overlay::Rule(edit) => (&mut edit.typed, &model.patterns),
        Overlay::Compare(compare) => match &mut compare.seek {
            Some(seek) => (&mut seek.typed, &model.searches),
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
    // An older search is read as it was then.
    if let Some((typed, manner)) = searching.filter(|(typed, _)| typed.back > 0) {
        *manner = model.manners.get(typed.prompt.text()).copied().unwrap_or_default();
    }
    changed(model)
}

/// Reads the search as `manner`, or as plain text where it is read so already.
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

pub(super) fn keep(past: &mut Vec<String>, line: &str) {
    if line.is_empty() {
        return;
    }
    past.retain(|old| old != line);
    past.push(line.to_owned());
    if past.len() > KEPT {
        past.remove(0);
    }
}

/// Takes an answer in, if it is still wanted.
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
                // Without a query all headings are listed: begin where one is.
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
                reading.hits = Some(Hits { query, manner, spans, at: None });
                // A shorter query may have unfolded it for a hit that is none any more.
                reading.show_furniture(search.furniture);
                reading.return_to(search.origin);
                if !none {
                    reading.go_to_hit_from(search.from);
                }
            } else if let Some(hits) = &mut reading.hits {
                hits.spans = spans;
                hits.at = None;
            }
            open::marked(model);
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

/// Shows the selected heading in the text.
fn preview(model: &mut Model) {
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
        Overlay::Help(help) => {
            let crate::app::Settings { keys, lang, ambiguous, .. } = &model.settings;
            let rows =
                crate::app::help::rows(keys, *lang, model.size.0, *ambiguous, help.filter.text());
            let last = rows.len().saturating_sub(height.max(1));
            help.top = help.top.saturating_add_signed(by).min(last);
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
                nothing(model, "没有匹配的标题", "no heading fits");
                return Effect::None;
            };
            if let Some(reading) = model.shelf.reading_mut() {
                let text = reading.text.clone();
                reading.leave_from(jump.origin);
                reading.tree.reveal(&text.outline, hit.node);
                reading.go_to_node(hit.node);
            }
            keep(&mut model.jumps, jump.typed.prompt.text().trim());
            model.memory.keep("jump", jump.typed.prompt.text().trim());
            close(model);
            model.focus = Focus::Text;
        }
        Overlay::Search(search) => return found(model, search),
        Overlay::Line(typed) => {
            close(model);
            let line = typed.prompt.text().to_owned();
            keep(&mut model.lines, line.trim());
            model.memory.keep("line", line.trim());
            return open::obey(model, &line);
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

/// Keeps a search among the earlier ones, with how it was read.
pub(super) fn keep_search(model: &mut Model, query: &str, manner: Manner) {
    keep(&mut model.searches, query);
    match manner {
        Manner::Plain => model.manners.remove(query),
        manner => model.manners.insert(query.to_owned(), manner),
    };
    model.memory.keep("search", query);
}

/// Ends a search that was typed.
fn found(model: &mut Model, search: Search) -> Effect {
    if search.bad.is_some() {
        // What is wrong with it is said beside it: there is something to mend.
        model.overlay = Overlay::Search(search);
        return Effect::None;
    }
    close(model);
    let query = search.typed.prompt.text().to_owned();
    keep_search(model, &query, search.manner);
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

/// Searches once more for what was searched last, here or in an earlier run.
pub(super) fn search_again(model: &mut Model) -> Effect {
    let Some(query) = model.searches.last().cloned() else {
        nothing(model, "现在没有命中：按 / 查找", "no hits now: press / to search");
        return Effect::None;
    };
    let manner = model.manners.get(&query).copied().unwrap_or_default();
    open_search(model);
    let Overlay::Search(search) = &mut model.overlay else { return Effect::None };
    (search.typed.prompt, search.manner) = (Prompt::new(query), manner);
    let asked = changed(model);
    // The answer is taken as soon as it comes.
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
                nothing(model, "按 q 退出", "press q to quit");
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
        // Where no text was opened yet, it was called from the list.
        Overlay::Wide(_) if model.shelf.open.is_none() => {
            close(model);
            return library::open(model);
        }
        Overlay::Wide(_) => {}
    }
    model.asked = None;
    model.ranging = None;
    model.deferred = false;
    Effect::None
}
