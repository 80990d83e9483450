//! The rehearsal: beginning and leaving it, its keys, the passing of time, the voice, and scrolling to
//! follow the lit sentence.

use std::time::Duration;

use super::{close, nothing, places};
use crate::app::model::{Focus, Model, Overlay};
use crate::app::msg::{Command, Effect};
use crate::app::reading::Reading;
use crate::app::rehearse::{Rehearsal, STEP, Speech, Unsaid};
use crate::app::settings::Start;
use crate::text::visible;

/// Begins at the first sentence in sight.
pub(super) fn open(model: &mut Model) {
    let byte = model.reading().map_or(0, Reading::top_byte);
    open_at(model, byte);
}

/// Begins at the sentence of `byte`.
fn open_at(model: &mut Model, byte: usize) {
    let Some(reading) = model.reading() else { return };
    if reading.text.document.origin().partial {
        return nothing(model, "正在读取全文，请稍候再演练", "the rest is being read: try again");
    }
    let (text, origin) = (reading.text.clone(), reading.here());
    match Rehearsal::new(text, byte, model.settings.pace, origin) {
        Some(mut rehearsal) => {
            rehearsal.speaker.clone_from(&model.settings.speaker);
            model.selection = None;
            model.overlay = Overlay::Rehearse(Box::new(rehearsal));
        }
        None => nothing(model, "没有可演练的文字", "there is nothing to rehearse"),
    }
}

/// A key was pressed while one rehearses.
pub(super) fn run(model: &mut Model, command: Command, times: isize) -> Effect {
    let Overlay::Rehearse(rehearsal) = &mut model.overlay else { return Effect::None };
    match command {
        Command::LineDown => rehearsal.step(times),
        Command::LineUp => rehearsal.step(-times),
        Command::NextHeading => rehearsal.leap(times),
        Command::PreviousHeading => rehearsal.leap(-times),
        Command::Top => rehearsal.leap_to(0),
        Command::Bottom => rehearsal.leap_to(usize::MAX),
        Command::Pause => rehearsal.pause(),
        Command::Faster | Command::Slower => {
            let step = i64::from(STEP).saturating_mul(times as i64);
            rehearsal.hurry(if command == Command::Faster { step } else { -step });
            model.settings.pace = rehearsal.pace;
        }
        Command::Help => {
            let _nothing = hold(model);
            super::overlay::open_help(model);
        }
        Command::Redraw => return Effect::Redraw,
        Command::Suspend => {
            let _nothing = hold(model);
            return Effect::Suspend;
        }
        Command::Cancel => leave(model),
        _ => {}
    }
    Effect::None
}

/// Returns to reading, at the sentence that was reached.
fn leave(model: &mut Model) {
    let Overlay::Rehearse(rehearsal) = std::mem::take(&mut model.overlay) else { return };
    close(model);
    model.focus = Focus::Text;
    let span = rehearsal.span();
    model.selection = Some(span);
    if let Some(reading) = model.shelf.reading_mut() {
        reading.return_to(rehearsal.origin);
        reading.leave();
        reading.go_to_place(span.start);
    }
    places::show_text(model);
}

/// Time has passed: lights the next sentence if it is due, and has it read aloud.
pub(super) fn beat(model: &mut Model, by: Duration) -> Effect {
    let Overlay::Rehearse(rehearsal) = &mut model.overlay else { return Effect::None };
    rehearsal.pass(by);
    let (true, None, Some(speaker)) =
        (rehearsal.running, rehearsal.speaking, rehearsal.speaker.as_ref())
    else {
        return Effect::None;
    };
    let Some(reading) = model.shelf.reading() else { return Effect::None };
    let sentence = visible(&reading.words(rehearsal.span())).into_owned();
    let (words, input) = speaker.run(&sentence);
    model.serial += 1;
    let serial = model.serial;
    (rehearsal.speaking, rehearsal.said) = (Some(serial), Duration::ZERO);
    Effect::Speak(Speech { serial, words, input })
}

/// Pauses before the program is suspended.
pub(super) fn hold(model: &mut Model) -> Effect {
    if let Overlay::Rehearse(rehearsal) = &mut model.overlay
        && rehearsal.running
    {
        rehearsal.pause();
    }
    Effect::None
}

/// A sentence was read aloud; or it could not be, and the rehearsal goes on in silence.
pub(super) fn spoken(model: &mut Model, serial: u64, result: Result<(), Unsaid>) -> Effect {
    let Overlay::Rehearse(rehearsal) = &mut model.overlay else { return Effect::None };
    if rehearsal.speaking != Some(serial) {
        return Effect::None;
    }
    match result {
        Ok(()) => {
            rehearsal.follow();
        }
        Err(why) => {
            (rehearsal.speaker, rehearsal.speaking) = (None, None);
            model.settings.speaker = None;
            let sentence = why.message(model.settings.lang);
            model.fail(visible(&sentence));
        }
    }
    Effect::None
}

/// Begins the rehearsal that the command line asked for, and keeps it going when its text is read
/// again.
pub(super) fn keep_up(model: &mut Model) {
    if model.settings.start == Some(Start::Rehearsal)
        && let Some(reading) = model.reading()
        && !reading.text.document.origin().partial
    {
        model.settings.start = None;
        // A speech is rehearsed from its start, wherever it was left when read.
        open_at(model, 0);
    }
    let text = model.reading().map(|reading| reading.text.clone());
    let Overlay::Rehearse(rehearsal) = &mut model.overlay else { return };
    match text {
        Some(text) if std::sync::Arc::ptr_eq(&text, &rehearsal.text) => {}
        Some(text) => {
            if !rehearsal.replace(text) {
                close(model);
            }
        }
        None => close(model),
    }
}

/// Places the text so that the lit sentence begins at a third of the screen, and a long one is
/// followed row by row.
pub(super) fn place(model: &mut Model) {
    let size = model.size;
    let height = model.screen.height();
    let Overlay::Rehearse(rehearsal) = &mut model.overlay else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    let here = Some((rehearsal.at, size));
    let byte = if rehearsal.placed == here {
        let byte = rehearsal.byte();
        let row = reading.rows().iter().position(|placed| {
            !placed.blank && placed.row.span.start <= byte && byte < placed.row.span.end
        });
        // A byte between two rows counts as the end of the first.
        if row.is_none_or(|row| row * 3 <= height * 2) {
            return;
        }
        byte
    } else {
        rehearsal.span().start
    };
    rehearsal.placed = here;
    reading.go_to_byte(byte);
    model.settle();
    if let Some(reading) = model.shelf.reading_mut() {
        reading.scroll(-isize::try_from(height / 3).unwrap_or(0));
    }
    model.settle();
}
