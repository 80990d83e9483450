//! Switching what the screen shows beside the text and how: panes, the outline's width and its right
//! column, the widths of quotes, the mouse.

use super::set;
use crate::app::keymap::Mode;
use crate::app::model::{Focus, Model, Tally};
use crate::app::msg::{Command, Effect};
use crate::app::screen;
use crate::locale::Lang;
use crate::text::Ambiguous;

pub(super) fn switch(model: &mut Model) {
    model.focus = match model.focus {
        Focus::Text => Focus::Outline,
        Focus::Outline => Focus::Text,
    };
    if model.focus == Focus::Outline {
        model.outline = true;
    }
}

pub(super) fn toggle_outline(model: &mut Model) {
    let narrow = model.size.0 < screen::ONE_PANE;
    let one = narrow || model.settings.plain || model.settings.look.zen;
    if one {
        switch(model);
        return;
    }
    model.outline = !model.outline;
    if !model.outline {
        model.focus = Focus::Text;
    }
}

pub(super) fn widen(model: &mut Model, by: isize) {
    let now = screen::outline_width(model.size.0, model.outline_width);
    let wished = i32::from(now).saturating_add(i32::try_from(by).unwrap_or(0));
    let wished = u16::try_from(wished.max(0)).unwrap_or(u16::MAX);
    model.outline_width = Some(screen::outline_width(model.size.0, Some(wished)));
}

/// Clears the hits; where there are none, goes from the outline to the text, or from the text alone back
/// to what stood beside it.
pub(super) fn dismiss(model: &mut Model) {
    let cleared = model.reading().is_some_and(|reading| reading.hits.is_some());
    if let Some(reading) = model.shelf.reading_mut() {
        reading.dismiss();
    }
    model.asked = None;
    if !cleared && model.focus == Focus::Outline {
        model.focus = Focus::Text;
    } else if !cleared {
        set::leave_zen(model);
    }
}

/// Takes over the widths measured at the terminal, unless the user has chosen.
pub(super) fn measured(model: &mut Model, marks: Ambiguous, letters: Ambiguous) -> Effect {
    let settings = &mut model.settings;
    settings.measured = (marks, letters);
    if !settings.probe || (settings.ambiguous, settings.letters) == (marks, letters) {
        return Effect::None;
    }
    (settings.ambiguous, settings.letters) = (marks, letters);
    Effect::Redraw
}

/// Switches “ ” and their like between one cell and two. Every cell is drawn again, since the terminal
/// may show half characters left over from the old width.
pub(super) fn flip(model: &mut Model) -> Effect {
    let lang = model.settings.lang;
    let (next, text) = match model.settings.ambiguous {
        Ambiguous::Narrow => {
            (Ambiguous::Wide, lang.pick("“”—… 等按两格显示", "“ ” — … take two cells"))
        }
        Ambiguous::Wide => {
            (Ambiguous::Narrow, lang.pick("“”—… 等按一格显示", "“ ” — … take one cell"))
        }
    };
    model.settings.ambiguous = next;
    model.settings.letters = next;
    model.settings.probe = false;
    model.say(text);
    Effect::Redraw
}

/// Switches the column right of the outline to the next measure of length: words, share, time.
pub(super) fn next_tally(model: &mut Model) {
    let lang = model.settings.lang;
    let pace = model.settings.pace;
    let (next, text) = match (model.tally, lang) {
        (Tally::Words, Lang::Zh) => (Tally::Share, "大纲右栏：占全文的百分比".to_owned()),
        (Tally::Words, Lang::En) => (Tally::Share, "outline: shares of the text".to_owned()),
        (Tally::Share, Lang::Zh) => {
            (Tally::Time, format!("大纲右栏：讲话用时（每分钟 {pace} 字）"))
        }
        (Tally::Share, Lang::En) => {
            (Tally::Time, format!("outline: speaking time ({pace} a minute)"))
        }
        (Tally::Time, Lang::Zh) => (Tally::Words, "大纲右栏：字数".to_owned()),
        (Tally::Time, Lang::En) => (Tally::Words, "outline: lengths".to_owned()),
    };
    model.tally = next;
    model.outline = true;
    // While hits are shown, they have the column.
    let hidden = model.reading().is_some_and(|reading| reading.hits.is_some());
    let key = model.settings.keys.names(Mode::Text, Command::Dismiss, lang).next();
    let later = match (key.filter(|_| hidden), lang) {
        (None, _) => String::new(),
        (Some(key), Lang::Zh) => format!("；现在是命中数，按 {key} 才显示"),
        (Some(key), Lang::En) => format!("; hits are shown there until {key}"),
    };
    model.say(format!("{text}{later}"));
}

pub(super) fn toggle_mouse(model: &mut Model) -> Effect {
    model.settings.mouse = !model.settings.mouse;
    let lang = model.settings.lang;
    model.say(if model.settings.mouse {
        lang.pick("鼠标由纲目接管", "the mouse works in gangmu")
    } else {
        lang.pick("鼠标已放开，可用终端自己的选择", "the mouse is the terminal's, for selecting")
    });
    Effect::Mouse(model.settings.mouse)
}
