//! Going to places: both ends, lines, percentages, hits, marks, and back through the jump list.

use super::nothing;
use crate::app::model::{Focus, Model};
use crate::app::msg::{Command, Effect};
use crate::app::reading::{Goal, Reading};
use crate::library::Source;
use crate::locale::Lang;

/// Goes to the start, or to a line of the source.
pub(super) fn top(model: &mut Model, line: Option<usize>) -> Effect {
    if model.mode().is_list() {
        super::overlay::scroll(model, isize::MIN);
        return Effect::None;
    }
    if let Some(line) = line {
        go_to_line(model, line);
    } else if let Some(reading) = model.shelf.reading_mut() {
        reading.leave();
        reading.go_to_byte(0);
    }
    Effect::None
}

/// Goes to the end, or to a line of the source.
pub(super) fn bottom(model: &mut Model, line: Option<usize>) -> Effect {
    if model.mode().is_list() {
        super::overlay::scroll(model, isize::MAX);
        return Effect::None;
    }
    if let Some(line) = line {
        go_to_line(model, line);
    } else if let Some(reading) = model.shelf.reading_mut() {
        reading.leave();
        reading.go_to(Goal::End);
    }
    Effect::None
}

/// Shows the text where only one pane fits, after going to a place that the outline does not show.
pub(super) fn show_text(model: &mut Model) {
    if model.screen.border.width == 0 {
        model.focus = Focus::Text;
    }
}

/// Goes to a line of the source, from 1; past its end, to the end.
pub(super) fn go_to_line(model: &mut Model, line: usize) {
    if let Some(reading) = model.shelf.reading_mut() {
        reading.leave();
        reading.go_to(Goal::Line(line));
        show_text(model);
    }
}

/// Says which text this is, and where in it the reader is.
pub(super) fn tell(model: &mut Model) {
    let lang = model.settings.lang;
    let (Some(slot), Some(reading)) = (model.slot(), model.reading()) else { return };
    let name = match &slot.source {
        Source::File(_) => slot.source.name(),
        Source::Sample(_) => lang.pick("内置的讲话稿", "built in").into(),
        Source::Stdin => lang.pick("标准输入", "standard input").into(),
    };
    let (line, percent) = (reading.line(), reading.percent());
    let text = match lang {
        Lang::Zh => format!("{name}  第 {line} 行  {percent}%"),
        Lang::En => format!("{name}  line {line}  {percent}%"),
    };
    model.say(crate::text::visible(&text));
}

/// Goes to the percentage that was typed before the key.
pub(super) fn percent(model: &mut Model, count: Option<usize>) {
    match count {
        Some(percent) => go_to_percent(model, percent),
        None => nothing(model, "先按数字，如 50%", "a number comes first: 50%"),
    }
}

/// Goes to a percentage of the text.
pub(super) fn go_to_percent(model: &mut Model, percent: usize) {
    if let Some(reading) = model.shelf.reading_mut() {
        reading.leave();
        reading.go_to(Goal::Percent(percent));
        show_text(model);
    }
}

/// Goes `by` hits on; where none are shown, brings back the last search first.
pub(super) fn hit(model: &mut Model, by: isize) -> Effect {
    let Some(reading) = model.shelf.reading_mut() else {
        return super::wide::beyond(model, by > 0).unwrap_or(Effect::None);
    };
    if !reading.recall_hits() {
        return super::overlay::search_again(model);
    }
    let here = reading.here();
    match reading.hit_on(by) {
        None => nothing(model, "没有找到", "not found"),
        Some((index, wrapped)) => {
            if wrapped && let Some(effect) = super::wide::beyond(model, by > 0) {
                return effect;
            }
            let Some(reading) = model.shelf.reading_mut() else { return Effect::None };
            reading.go_to_hit_at(index);
            if reading.here() != here {
                reading.leave_from(here);
            }
            if wrapped && by > 0 {
                nothing(model, "已到末尾，从头继续", "past the end, on from the start");
            } else if wrapped {
                nothing(model, "已到开头，从末尾继续", "past the start, on from the end");
            }
            show_text(model);
        }
    }
    Effect::None
}

/// Goes back in the jump list of this text; at its start, to the text before.
pub(super) fn back(model: &mut Model) -> Effect {
    if model.shelf.reading_mut().is_some_and(Reading::back) {
        show_text(model);
    } else if let Some(effect) = super::open::retrace(model, false) {
        return effect;
    } else {
        nothing(model, "没有更早的位置", "no earlier place");
    }
    Effect::None
}

/// Goes forward in the jump list of this text; at its end, to the next text.
pub(super) fn forward(model: &mut Model) -> Effect {
    if model.shelf.reading_mut().is_some_and(Reading::forward) {
        show_text(model);
    } else if let Some(effect) = super::open::retrace(model, true) {
        return effect;
    } else {
        nothing(model, "没有更近的位置", "no later place");
    }
    Effect::None
}

pub(super) fn set_mark(model: &mut Model, letter: Option<char>) {
    let (Some(letter), Some(reading)) = (letter, model.shelf.reading_mut()) else { return };
    if letter.is_ascii_lowercase() {
        let here = reading.here();
        reading.marks.insert(letter, here);
    }
    let Model { memory, shelf, .. } = &mut *model;
    memory.set_mark(letter, shelf);
    let lang = model.settings.lang;
    let mut text = format!("{} {letter}", lang.pick("已记下", "marked"));
    let keys = &model.settings.keys;
    if let Some(key) = keys.with_letter(model.mode(), Command::GoToMark, letter) {
        text += &match (lang, letter.is_ascii_lowercase()) {
            (Lang::Zh, true) => format!("，按 {key} 回来"),
            (Lang::En, true) => format!("; {key} comes back"),
            (Lang::Zh, false) => format!("，在任何文稿里按 {key} 回来"),
            (Lang::En, false) => format!("; {key} comes back from any text"),
        };
    }
    model.say(text);
}

pub(super) fn go_to_mark(model: &mut Model, letter: Option<char>) -> Effect {
    let Some(letter) = letter else { return Effect::None };
    if let Some(mark) = model.memory.global(letter).cloned() {
        return super::open::open_place(model, &mark);
    }
    let Some(reading) = model.shelf.reading_mut() else { return Effect::None };
    if let Some(&place) = reading.marks.get(&letter) {
        reading.leave();
        reading.return_to(place);
        show_text(model);
        return Effect::None;
    }
    let text = match model.settings.lang {
        Lang::Zh => format!("没有记号 {letter}"),
        Lang::En => format!("no mark {letter}"),
    };
    model.fail(text);
    Effect::None
}

pub(super) fn toggle_furniture(model: &mut Model) {
    match model.shelf.reading_mut().and_then(Reading::toggle_furniture) {
        None => nothing(model, "这篇没有非正文", "this text has no page furniture"),
        Some(true) => nothing(model, "已显示非正文", "page furniture is shown"),
        Some(false) => nothing(model, "已收起非正文", "page furniture is folded"),
    }
}

pub(super) fn toggle_glosses(model: &mut Model) {
    match model.shelf.reading_mut().and_then(Reading::toggle_glosses) {
        None => nothing(model, "这篇没有成片的拼音注音", "this text has no pinyin glosses"),
        Some(true) => nothing(model, "已显示拼音注音", "pinyin glosses are shown"),
        Some(false) => nothing(model, "已隐去拼音注音", "pinyin glosses are hidden"),
    }
}

pub(super) fn toggle_punctuation(model: &mut Model) {
    match model.shelf.reading_mut().map(Reading::toggle_punctuation) {
        None => {}
        Some(true) => nothing(model, "标点按全角显示", "punctuation is shown full-width"),
        Some(false) => nothing(model, "标点照原样显示", "punctuation is shown as it is"),
    }
}

pub(super) fn toggle_script(model: &mut Model) {
    match model.shelf.reading_mut().map(Reading::toggle_script) {
        None => {}
        Some(None) => nothing(model, "这篇没有繁体", "nothing here is in traditional characters"),
        Some(Some(true)) => {
            nothing(model, "繁体按简体显示（原文不变）", "traditional is shown simplified");
        }
        Some(Some(false)) => nothing(model, "照原样显示繁体", "traditional is shown as it is"),
    }
}
