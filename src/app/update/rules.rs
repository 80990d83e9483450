//! The user's own heading rules: writing one while the outline shows what it would change, and applying
//! it to the open texts.

use std::path::Path;
use std::sync::Arc;

use super::advise::advise;
use super::{asking, close, nothing, overlay};
use crate::app::config::DEEPEST;
use crate::app::history::Kind;
use crate::app::keymap::Mode;
use crate::app::model::{Focus, Model, Overlay, Typed};
use crate::app::msg::{Command, Effect, QuestionKind};
use crate::app::shelf::State;
use crate::app::trial::{Change, RuleEdit, Trial};
use crate::library::rules::Rulebook;
use crate::locale::Lang;
use crate::outline::rules::Ruling;

/// Opens the input line for a rule, with `pattern` in it, if there is a text to try it on.
pub(super) fn open(model: &mut Model, pattern: &str) -> Effect {
    let Some(reading) = model.reading() else {
        nothing(model, "还没有打开的文稿", "no text is open");
        return Effect::None;
    };
    let (origin, from) = (reading.here(), reading.byte());
    let edit = RuleEdit { typed: Typed::of(pattern), origin, from, ..RuleEdit::default() };
    model.overlay = Overlay::Rule(Box::new(edit));
    changed(model)
}

/// Asks what the rule would change.
pub(super) fn changed(model: &mut Model) -> Effect {
    let Overlay::Rule(edit) = &mut model.overlay else { return Effect::None };
    edit.bad = None;
    edit.typed.prompt.text().clone_into(&mut edit.draft.pattern);
    if edit.draft.pattern.is_empty() {
        edit.trial = None;
        model.asked = None;
        let origin = edit.origin;
        if let Some(reading) = model.shelf.reading_mut() {
            reading.return_to(origin);
        }
        return Effect::None;
    }
    let draft = edit.draft.clone();
    asking::ask(model, QuestionKind::Rule(draft))
}

/// Takes in what the rule would change; the text shows the first change from where one was reading.
pub(super) fn tried(model: &mut Model, trial: Trial) {
    let Overlay::Rule(edit) = &mut model.overlay else { return };
    edit.selected = trial.first_from(edit.from);
    edit.trial = Some(trial);
    step(model, 0);
}

/// Moves the selection among the changes; the text shows the place, and it is lit.
pub(super) fn step(model: &mut Model, by: isize) {
    let Overlay::Rule(edit) = &mut model.overlay else { return };
    let Some(trial) = &edit.trial else { return };
    let last = trial.changes.len().saturating_sub(1);
    edit.selected = edit.selected.saturating_add_signed(by).min(last);
    let (origin, row) = (edit.origin, trial.change(edit.selected));
    let span = row.map(|row| crate::text::Span::new(row.node.start(), row.node.title.end));
    let Some(reading) = model.shelf.reading_mut() else { return };
    match span {
        Some(span) => reading.reveal(span),
        None => reading.return_to(origin),
    }
    model.selection = span;
}

/// Switches what the pattern matches to the next kind: heading, point, title, none.
pub(super) fn next_ruling(model: &mut Model) -> Effect {
    let Overlay::Rule(edit) = &mut model.overlay else { return Effect::None };
    let at = Ruling::ALL.iter().position(|ruling| *ruling == edit.draft.ruling).unwrap_or(0);
    edit.draft.ruling = Ruling::ALL.get(at + 1).copied().unwrap_or_default();
    changed(model)
}

/// Switches to the next level; after the deepest to none.
pub(super) fn next_level(model: &mut Model) -> Effect {
    let Overlay::Rule(edit) = &mut model.overlay else { return Effect::None };
    let next = edit.draft.level.map_or(1, |level| level + 1);
    edit.draft.level = Some(next).filter(|level| *level <= DEEPEST);
    changed(model)
}

/// Switches whether the pattern is also tried inside paragraphs.
pub(super) fn toggle_inside(model: &mut Model) -> Effect {
    let Overlay::Rule(edit) = &mut model.overlay else { return Effect::None };
    edit.draft.inside = Some(!edit.draft.inside());
    changed(model)
}

/// Switches between a rule for the folder of the text and one for all texts.
pub(super) fn toggle_folder(model: &mut Model) -> Effect {
    let slot = model.slot().and_then(|slot| slot.identity.as_ref());
    let path = slot.map(|identity| Path::new(&identity.path)).filter(|path| path.is_absolute());
    let folder = path.and_then(Path::parent).map(Path::to_owned);
    let Overlay::Rule(edit) = &mut model.overlay else { return Effect::None };
    edit.draft.folder = if edit.draft.folder.is_some() { None } else { folder };
    changed(model)
}

/// Accepts the rule, for this run.
pub(super) fn accept(model: &mut Model, edit: Box<RuleEdit>) -> Effect {
    if edit.bad.is_some() {
        // The error is shown beside the input, so the reader can correct it.
        model.overlay = Overlay::Rule(edit);
        return Effect::None;
    }
    let Some(trial) = edit.trial else {
        model.overlay = Overlay::Rule(edit);
        return overlay::cancel(model);
    };
    close(model);
    model.focus = Focus::Text;
    model.remember(Kind::Rule, &edit.draft.pattern);
    if let Some(reading) = model.shelf.reading_mut()
        && reading.here() != edit.origin
    {
        reading.leave_from(edit.origin);
    }
    let (new, gone, other) =
        (trial.count(Change::New), trial.count(Change::Gone), trial.count(Change::Other));
    model.say(match model.settings.lang {
        Lang::Zh => {
            format!("规则已用上：新增 {new}，去掉 {gone}，改变 {other}；sw 保存，下次照用，so 撤去")
        }
        Lang::En => format!(
            "the rule holds: {new} new, {gone} gone, {other} changed; sw keeps it, so drops it"
        ),
    });
    let rules = Arc::make_mut(&mut model.settings.rules);
    rules.add(trial.entry);
    refresh(model)
}

/// Removes the rule that was written last. Those of the settings file stay.
pub(super) fn drop_last(model: &mut Model) -> Effect {
    let base = model.settings.base.as_deref().map(|base| base.rules.clone()).unwrap_or_default();
    let own = model.settings.rules.entries().iter().filter(|e| !base.entries().contains(e));
    let mut own: Vec<_> = own.cloned().collect();
    let Some(last) = own.pop() else {
        let rule = (Command::Rule, "，按 {} 写一条", "; {} writes one");
        advise(model, ("没有写过标题规则", "no heading rule was written"), &[rule]);
        return Effect::None;
    };
    let mut rules = Rulebook::clone(&base);
    own.into_iter().for_each(|entry| rules.add(entry));
    model.settings.rules = Arc::new(rules);
    let lang = model.settings.lang;
    let mut text = format!("{} {}", lang.pick("已撤去规则", "dropped the rule"), last.label());
    if let Some(key) = model.settings.keys.names(Mode::Text, Command::KeepOptions, lang).next() {
        text += &match lang {
            Lang::Zh => format!("；保存过的，按 {key} 才不再用"),
            Lang::En => format!("; if it was kept, {key} forgets it"),
        };
    }
    model.say(crate::text::visible(&text));
    refresh(model)
}

/// Goes back to where the rule was begun.
pub(super) fn cancel(model: &mut Model, edit: &RuleEdit) {
    if let Some(reading) = model.shelf.reading_mut() {
        reading.return_to(edit.origin);
    }
}

/// Outlines the text on the screen anew if its outline was made by other rules. A text that is still
/// being read is outlined once the whole is there.
pub(super) fn refresh(model: &mut Model) -> Effect {
    let (measure, memory) = (model.measure(), model.memory.state.clone());
    let rules = model.settings.rules.clone();
    let Some(index) = model.shelf.open else { return Effect::None };
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    let State::Open(reading) = &slot.state else { return Effect::None };
    let text = reading.text.clone();
    if slot.outlining || text.document.origin().partial || text.is_by(&rules) {
        return Effect::None;
    }
    slot.outlining = true;
    let source = slot.source.clone();
    Effect::Outline { slot: index, source, text, measure, memory, rules }
}
