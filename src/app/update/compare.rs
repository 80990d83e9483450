//! Comparing two texts: choosing them, taking over the worker's answer, the keys, the mouse.

use std::sync::Arc;

use super::copy::{self, Form};
use super::{Given, arriving, close, library, nothing, open, panes, seek, set};
use crate::app::compare::{
    Compare, Compared, Line, Order, Side, Stage, Volume, Want, section_text, speeches,
};
use crate::app::listing::Purpose;
use crate::app::model::{Arrive, Focus, Model, Overlay, Under};
use crate::app::msg::{Command, Effect, Mouse};
use crate::app::options::Opt;
use crate::app::reading::Hits;
use crate::app::shelf::{Slot, State};
use crate::app::text::Text;
use crate::locale::Lang;

/// Compares the first text with the second, the older one, when the program was started for that.
pub(super) fn begin(model: &mut Model) -> Effect {
    let volume = |slot| Volume { slot, speech: None };
    model.shelf.open = Some(0);
    let effect = compare(model, [volume(1), volume(0)]);
    if let Overlay::Compare(compare) = &mut model.overlay {
        compare.alone = true;
    }
    effect
}

/// Returns to the last comparison of the text on the screen, or lets the reader choose a text.
pub(super) fn open(model: &mut Model) -> Effect {
    let Some(slot) = model.shelf.open else { return Effect::None };
    let held = |c: &Compare| c.pair.is_some() && c.volumes.iter().any(|v| v.slot == slot);
    if let Some(compare) = model.compared.take_if(|compare| held(compare)) {
        let stale = outdated(model, &compare);
        model.overlay = Overlay::Compare(compare);
        return if stale { again(model, false) } else { Effect::None };
    }
    choose(model)
}

/// Opens the list of texts to choose the other one.
fn choose(model: &mut Model) -> Effect {
    if model.reading().is_none() {
        nothing(model, "先打开一篇，再与另一篇对照", "open a text first, then compare it");
        return Effect::None;
    }
    let effect = library::open(model);
    let Model { overlay, shelf, .. } = &mut *model;
    if let Overlay::Library(list) = overlay {
        list.purpose = Purpose::Compare;
        list.refresh(shelf, None);
    }
    effect
}

/// Compares the text on the screen with the one in `slot`, which is taken for the older.
pub(super) fn with(model: &mut Model, slot: usize) -> Effect {
    close(model);
    let Some(new) = model.shelf.open else { return Effect::None };
    if slot != new {
        let volume = |slot| Volume { slot, speech: None };
        return compare(model, [volume(slot), volume(new)]);
    }
    // One file: the speech being read with the one before it.
    let Some((here, count)) = speech_read(model) else { return Effect::None };
    if count < 2 {
        nothing(model, "这就是正在读的一篇", "this is the text being read");
        return Effect::None;
    }
    let old = if here == 0 { 1 } else { here - 1 };
    let volume = |speech| Volume { slot, speech: Some(speech) };
    compare(model, [volume(old), volume(here)])
}

/// Compares the speech being read with speech `number` (from 1) of the same file.
pub(super) fn with_speech(model: &mut Model, number: usize) -> Effect {
    let (Some(slot), Some((here, count))) = (model.shelf.open, speech_read(model)) else {
        return Effect::None;
    };
    let old = number.wrapping_sub(1);
    if old >= count || old == here {
        model.fail(match model.settings.lang {
            Lang::Zh if count == 1 => "这个文件只有一篇".to_owned(),
            Lang::Zh => format!("这个文件有 {count} 篇，正在读第 {} 篇", here + 1),
            Lang::En if count == 1 => "this file has only one speech".to_owned(),
            Lang::En => format!("this file has {count} speeches; you read number {}", here + 1),
        });
        return Effect::None;
    }
    let volume = |speech| Volume { slot, speech: Some(speech) };
    compare(model, [volume(old), volume(here)])
}

/// Which speech of its file is being read, from 0, and how many there are.
fn speech_read(model: &Model) -> Option<(usize, usize)> {
    let reading = model.reading()?;
    let text = &reading.text;
    let root = reading.current().and_then(|id| text.outline.path(id).first().copied());
    let start = root.and_then(|id| text.outline.get(id)).map_or(0, crate::outline::Node::start);
    let count = speeches(text);
    let spans = (0..count).filter_map(|i| crate::app::compare::speech(text, i));
    Some((spans.filter(|span| span.start <= start).count().saturating_sub(1), count))
}

/// Asks the worker for a comparison and shows that it is on its way.
fn compare(model: &mut Model, volumes: [Volume; 2]) -> Effect {
    model.serial += 1;
    let serial = model.serial;
    model.overlay = Overlay::Compare(Box::new(Compare::new(volumes, serial)));
    order(model, volumes, serial)
}

/// Compares the same two anew, in the other order where `swap`.
fn again(model: &mut Model, swap: bool) -> Effect {
    model.serial += 1;
    let serial = model.serial;
    let Overlay::Compare(compare) = &mut model.overlay else { return Effect::None };
    let volumes = compare.again(serial, swap);
    order(model, volumes, serial)
}

fn order(model: &Model, volumes: [Volume; 2], serial: u64) -> Effect {
    let want = |volume: Volume| {
        let slot = model.shelf.slots.get(volume.slot)?;
        Some(match &slot.state {
            State::Open(reading) if !reading.text.document.origin().partial => {
                Want::Held(reading.text.clone())
            }
            State::Open(_) | State::Closed | State::Loading | State::Failed(_) => {
                Want::Unread(slot.source.clone(), slot.encoding)
            }
        })
    };
    let [old, new] = volumes;
    let (Some(old), Some(new)) = (want(old), want(new)) else { return Effect::None };
    let (measure, memory) = (model.measure(), model.memory.state.clone());
    let rules = model.settings.rules.clone();
    Effect::Compare(Box::new(Order { serial, volumes, wants: [old, new], measure, memory, rules }))
}

/// Whether a text that was compared has been read anew since.
fn outdated(model: &Model, compare: &Compare) -> bool {
    let Some(pair) = &compare.pair else { return true };
    let same = |(volume, text): (&Volume, &Arc<Text>)| match model
        .shelf
        .slots
        .get(volume.slot)
        .map(|slot| &slot.state)
    {
        Some(State::Open(reading)) => Arc::ptr_eq(&reading.text, text),
        Some(State::Closed | State::Loading | State::Failed(_)) | None => true,
    };
    !compare.volumes.iter().zip(&pair.texts).all(same)
}

/// Compares anew when a file in the comparison has changed.
pub(super) fn keep_up(model: &mut Model) -> Effect {
    match &model.overlay {
        Overlay::Compare(compare) if compare.awaited.is_none() && outdated(model, compare) => {
            again(model, false)
        }
        _ => Effect::None,
    }
}

/// How far the worker has come.
pub(super) fn comparing(model: &mut Model, serial: u64, stage: Stage) -> Effect {
    if let Overlay::Compare(compare) = &mut model.overlay
        && compare.awaited == Some(serial)
    {
        compare.stage = stage;
    }
    Effect::None
}

/// Takes over the worker's answer, unless a newer order has made it void.
pub(super) fn compared(model: &mut Model, answer: Compared) -> Effect {
    if model.comparing() != Some(answer.serial) {
        return Effect::None;
    }
    let mut failed = None;
    let mut asked = Effect::None;
    for (slot, result) in answer.arrivals {
        if let Err(error) = &result {
            failed = Some(error.message(model.settings.lang));
        }
        // Only the text on the screen may ask for its hits again: one effect is enough.
        match arriving::arrived(model, slot, result) {
            Effect::None => {}
            effect => asked = effect,
        }
    }
    let under = match &mut model.overlay {
        Overlay::Compare(compare) => Some(compare),
        Overlay::Help(help) => match &mut help.under {
            Under::Compare(compare) => Some(compare),
            _ => None,
        },
        _ => None,
    };
    let Some(compare) = under else { return Effect::None };
    if let Some(pair) = answer.pair {
        compare.take(pair);
        let first = compare.sides().and_then(|sides| sides.differences.first().copied());
        let same = first.is_none();
        model.settle();
        if same {
            nothing(model, "两稿相同", "the two are the same");
        } else if let Overlay::Compare(compare) = &mut model.overlay
            && compare.at() == 0
            && first != Some(0)
        {
            // Begin at the first difference.
            compare.step(1);
        }
        return match seek::again(model) {
            Effect::None => asked,
            effect => effect,
        };
    }
    let effect = leave(model);
    let text = failed.unwrap_or_else(|| {
        model.settings.lang.pick("两稿无法比较", "the two cannot be compared").to_owned()
    });
    model.fail(text);
    effect
}

/// A key was pressed while two texts stand side by side.
pub(super) fn run(model: &mut Model, command: Command, given: Given) -> Effect {
    let times = given.times();
    match command {
        Command::Cancel => {
            if let Overlay::Compare(compare) = &mut model.overlay
                && compare.give_up()
            {
                nothing(model, "已取消", "cancelled");
                return Effect::None;
            }
            return leave(model);
        }
        Command::Quit => {
            let alone = matches!(&model.overlay, Overlay::Compare(compare) if compare.alone);
            return if alone { Effect::Quit } else { leave(model) };
        }
        Command::Help => super::overlay::open_help(model),
        Command::Redraw => return Effect::Redraw,
        Command::Suspend => return Effect::Suspend,
        Command::FlipAmbiguous => return panes::flip(model),
        Command::Next(Opt::Theme) => return set::next(model, Opt::Theme),
        Command::Accept => return accept(model),
        Command::CopySection => return copy_differences(model),
        Command::SwapSides => return again(model, true),
        Command::Search => seek::open(model),
        Command::NextHit => seek::step(model, times),
        Command::PreviousHit => seek::step(model, -times),
        Command::Dismiss => seek::end(model),
        Command::Compare => {
            put_by(model);
            return choose(model);
        }
        _ => step(model, command, given.count, times),
    }
    Effect::None
}

/// Moves, and changes what is shown.
fn step(model: &mut Model, command: Command, count: Option<usize>, times: isize) {
    let Overlay::Compare(compare) = &mut model.overlay else { return };
    if compare.pair.is_none() {
        return;
    }
    let page = isize::from(compare.columns.new.column.height.cast_signed());
    let bare = compare.columns.bare();
    let mut found = true;
    match command {
        Command::LineDown if bare => found = compare.heading(times),
        Command::LineUp if bare => found = compare.heading(-times),
        Command::LineDown => compare.scroll(times),
        Command::LineUp => compare.scroll(-times),
        Command::PageDown => compare.scroll((page - 1).max(1).saturating_mul(times)),
        Command::PageUp => compare.scroll((page - 1).max(1).saturating_mul(-times)),
        Command::HalfDown => compare.scroll((page / 2).max(1).saturating_mul(times)),
        Command::HalfUp => compare.scroll((page / 2).max(1).saturating_mul(-times)),
        Command::Top | Command::Bottom if count.is_some() => {
            compare.top();
            found = compare.step(times);
        }
        Command::Top => compare.top(),
        Command::Bottom => compare.bottom(),
        Command::NextHeading => found = compare.heading(times),
        Command::PreviousHeading => found = compare.heading(-times),
        Command::NextDifference => found = compare.step(times),
        Command::PreviousDifference => found = compare.step(-times),
        Command::SwitchPane => compare.choose(compare.side.other()),
        Command::OldSide => compare.choose(Side::Old),
        Command::NewSide => compare.choose(Side::New),
        Command::ToggleSame => compare.fold(),
        Command::ToggleOutline => {
            compare.outline = Some(compare.columns.outline.width == 0);
        }
        Command::Cross => found = compare.cross(),
        _ => {}
    }
    if found {
        return;
    }
    match command {
        Command::NextDifference => nothing(model, "后面没有差别了", "no difference further on"),
        Command::PreviousDifference => nothing(model, "前面没有差别了", "no difference before"),
        Command::Cross => nothing(model, "这一节没有移动", "this section has not moved"),
        Command::NextHeading | Command::LineDown => {
            nothing(model, "后面没有标题了", "no heading further on");
        }
        _ => nothing(model, "前面没有标题了", "no heading before"),
    }
}

/// Puts the comparison aside, to come back to it.
fn put_by(model: &mut Model) {
    if let Overlay::Compare(mut compare) = std::mem::take(&mut model.overlay) {
        compare.alone = false;
        compare.seek = None;
        compare.give_up();
        model.compared = Some(compare);
    }
}

/// Back to reading. Where no text has been read yet, the new one is.
fn leave(model: &mut Model) -> Effect {
    put_by(model);
    close(model);
    reopen(model)
}

/// Shows the text that is open, reading it where it was to be read for the comparison.
fn reopen(model: &mut Model) -> Effect {
    let Some(index) = model.shelf.open else { return library::open(model) };
    let slot: Option<&Slot> = model.shelf.slots.get(index);
    match slot.map(|slot| &slot.state) {
        Some(State::Closed) => open::open(model, index),
        _ => Effect::None,
    }
}

/// Goes to where one is, in the reader; on a fold, opens it; in the outline, shows the text.
fn accept(model: &mut Model) -> Effect {
    let Overlay::Compare(compare) = &mut model.overlay else { return Effect::None };
    if compare.columns.bare() {
        compare.outline = Some(false);
        return Effect::None;
    }
    let at = compare.at();
    let fold = compare.lines.iter().find_map(|line| match *line {
        Line::Fold(from, to) if (from..to).contains(&at) => Some(from),
        _ => None,
    });
    if let Some(from) = fold {
        compare.open(from);
        return Effect::None;
    }
    let Some((side, byte)) = compare.here() else { return Effect::None };
    let slot = compare.volume(side).slot;
    // A hit stays a hit: it is marked there too, and `n` goes on from it.
    let hit = compare.sought.as_ref().filter(|sought| {
        sought.spot().is_some_and(|spot| (spot.side, spot.span.start) == (side, byte))
    });
    let find = hit.map(|sought| Hits::of(sought.query.clone(), sought.manner));
    put_by(model);
    model.arrive = Some(Arrive { slot, byte, find, said: None });
    let effect = open::open(model, slot);
    model.focus = Focus::Text;
    match effect {
        Effect::None => arriving::arrive(model, slot),
        effect => effect,
    }
}

/// Copies the differences of the section one is at.
fn copy_differences(model: &mut Model) -> Effect {
    let lang = model.settings.lang;
    let Overlay::Compare(compare) = &model.overlay else { return Effect::None };
    let (Some(pair), Some(section)) = (&compare.pair, compare.section()) else {
        return Effect::None;
    };
    let text = section_text(pair, section, lang);
    copy::copy(model, text, ("这一节的差别", "the differences of this section"), Form::Plain)
}

/// The wheel turns both versions, over the outline the outline.
pub(super) fn wheel(model: &mut Model, mouse: Mouse, by: isize) -> Effect {
    let Overlay::Compare(compare) = &mut model.overlay else { return Effect::None };
    if compare.columns.outline.contains(mouse.x, mouse.y) {
        compare.heading(by.signum());
    } else {
        compare.scroll(by);
    }
    Effect::None
}

/// A click in the outline goes to the section, on a fold opens it, on text chooses place and side.
pub(super) fn click(model: &mut Model, x: u16, y: u16) -> Effect {
    let Overlay::Compare(compare) = &mut model.overlay else { return Effect::None };
    let outline = compare.columns.outline;
    if outline.contains(x, y) {
        let row = usize::from(y.saturating_sub(outline.y));
        let bare = compare.columns.bare();
        compare.visit(compare.outline_top + row);
        if bare {
            compare.outline = Some(false);
        }
        return Effect::None;
    }
    let column = compare.columns.new.column;
    let row = usize::from(y.saturating_sub(column.y));
    let Some(&line) = compare.lines.get(row).filter(|_| y >= column.y) else {
        return Effect::None;
    };
    if let Line::Fold(from, _) = line {
        compare.open(from);
        return Effect::None;
    }
    let side = match line {
        Line::Text { old: Some(_), new: None, .. } if compare.columns.unified => Side::Old,
        _ if compare.columns.unified => Side::New,
        _ if compare.columns.old.area.contains(x, y) => Side::Old,
        _ => Side::New,
    };
    compare.choose(side);
    if let Some(block) = line.block() {
        compare.point(block);
    }
    Effect::None
}
