//! One step of the model.
//!
//! In: a [`Msg`]. Out: the changed [`Model`], ready to be drawn, and an [`Effect`] for the
//! runtime. Pure: reads no clock, file or terminal.

mod advise;
mod arriving;
mod asking;
mod compare;
mod copy;
mod encoding;
mod findings;
mod library;
mod line;
mod live;
mod memory;
mod mouse;
mod notes;
mod notice;
mod open;
mod overlay;
mod panes;
mod places;
mod rehearse;
mod results;
mod rules;
mod scroll;
mod sections;
mod seek;
mod select;
mod set;
mod typing;
mod wide;

use self::copy::Form;
use super::key::{Key, Named};
use super::keymap::{Mode, Outcome};
use super::model::{Model, Overlay, Pending, Status};
use super::msg::{Command, Effect, Msg};
use super::settings::Start;
use crate::locale::Lang;
use crate::search::text::Manner;
use crate::text::Span;

/// Moves the model one step.
pub fn update(model: &mut Model, msg: Msg) -> Effect {
    let effect = match msg {
        Msg::Key(key) => press(model, key),
        Msg::Keys(key, times) => presses(model, key, times),
        Msg::Paste(text) => typing::paste(model, &text),
        Msg::Mouse(mouse) => mouse::act(model, mouse),
        Msg::Resized(width, height) => {
            model.size = (width, height);
            Effect::None
        }
        Msg::Measured { marks, letters } => panes::measured(model, marks, letters),
        Msg::Ground { light } => {
            model.settings.light = light;
            Effect::None
        }
        Msg::Read { slot, result } => arriving::arrived(model, slot, result),
        Msg::Answered(answer) => asking::answered(model, answer),
        Msg::Ranged(answer) => wide::ranged(model, answer),
        Msg::Peeked { volume, result } => wide::peeked(model, volume, result),
        Msg::Compared(answer) => compare::compared(model, answer),
        Msg::Comparing(serial, stage) => compare::comparing(model, serial, stage),
        Msg::Said(notice) => notice::said(model, &notice),
        // Nothing that is drawn changes with the clock.
        Msg::Tick(now) => return memory::tick(model, now),
        Msg::Beat(by) => rehearse::beat(model, by),
        Msg::Hold => rehearse::hold(model),
        Msg::Spoken { serial, result } => rehearse::spoken(model, serial, result),
        Msg::Looked { slot, stamp } => live::looked(model, slot, stamp),
        Msg::Listed { items, done } => library::listed(model, items, done),
        Msg::Titled(titles) => library::titled(model, titles),
        Msg::Previewed { slot, seen } => library::previewed(model, slot, seen),
        Msg::Saved(result) => memory::saved(model, result),
    };
    rehearse::keep_up(model);
    let effect = match effect {
        Effect::None => compare::keep_up(model),
        effect => effect,
    };
    model.settle();
    rehearse::place(model);
    let idle = matches!(effect, Effect::None);
    let preview = library::preview(model, idle);
    if idle { preview } else { effect }
}

pub use memory::farewell;

/// The first step: opens the first text, or the list of texts where none was named.
pub(super) fn begin(model: &mut Model, named: bool) -> Effect {
    let effect = match named {
        true if model.settings.start.take_if(|s| *s == Start::Comparison).is_some() => {
            compare::begin(model)
        }
        true => open::open(model, 0),
        false => library::open(model),
    };
    model.settle();
    effect
}

/// Largest count that a command takes.
const MOST: usize = 999_999_999;

fn press(model: &mut Model, key: Key) -> Effect {
    model.status = None;
    let selection = model.selection.take();
    let mode = model.mode();
    let Pending { count, prefix } = std::mem::take(&mut model.pending);
    let bound = |key| model.settings.keys.resolve(mode, prefix, key) != Outcome::Nothing;
    let key = key.meant().filter(|_| !mode.types() && !bound(key)).unwrap_or(key);
    if !mode.types()
        && prefix.is_none()
        && let Key::Char(c) = key
        && let Some(digit) = c.to_digit(10)
        && (digit > 0 || count.is_some())
    {
        let more = count.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
        model.pending.count = Some(more.min(MOST));
        model.selection = selection;
        return Effect::None;
    }
    match model.settings.keys.resolve(mode, prefix, key) {
        // Elsewhere these keys copy what is selected: nobody who has selected something means to leave.
        Outcome::Run(Command::Quit, _) if key == Key::Ctrl('c') && selection.is_some() => {
            copy::section(model, selection, Form::Plain)
        }
        Outcome::Run(command, letter) => {
            let walked = std::mem::take(&mut model.walking);
            run(model, command, Given { count, letter, walked, selection })
        }
        Outcome::Prefix(prefix) => {
            model.pending = Pending { count, prefix: Some(prefix) };
            model.selection = selection;
            Effect::None
        }
        Outcome::Nothing => match key {
            Key::Char(c) if mode.types() => typing::type_text(model, c.encode_utf8(&mut [0; 4])),
            Key::Char(_) | Key::Ctrl(_) | Key::Alt(_) | Key::Named(_) | Key::AltNamed(_) => {
                unbound(model, prefix, key);
                Effect::None
            }
        },
    }
}

/// Says that a key does nothing, and which key shows the help. Says nothing about a key that only
/// cancelled a prefix or count.
fn unbound(model: &mut Model, prefix: Option<char>, key: Key) {
    let mode = model.mode();
    let gives_up = matches!(key, Key::Named(Named::Esc) | Key::Ctrl('c' | 'g'));
    if gives_up || !(mode.is_read() || mode.is_list()) {
        return;
    }
    let lang = model.settings.lang;
    let name = format!("{}{}", prefix.map_or(String::new(), String::from), key.name(lang));
    let help = model.settings.keys.names(mode, Command::Help, lang).next();
    let foreign = matches!(key, Key::Char(c) if !c.is_ascii());
    let text = match (lang, foreign) {
        (Lang::Zh, true) => format!("按键用英文字母，请先关掉中文输入法（收到“{name}”）"),
        (Lang::En, true) => {
            format!("keys are Latin letters: switch the input method off (got “{name}”)")
        }
        (Lang::Zh, false) => match help {
            Some(help) => format!("{name} 没有用处，按 {help} 看按键"),
            None => format!("{name} 在这里没有用处"),
        },
        (Lang::En, false) => match help {
            Some(help) => format!("{name} does nothing; {help} shows the keys"),
            None => format!("{name} does nothing here"),
        },
    };
    model.say(crate::text::visible(&text));
}

/// Acts on a key pressed `times` times in a row. Moves by rows are made in one step.
fn presses(model: &mut Model, key: Key, times: usize) -> Effect {
    let step = match model.settings.keys.resolve(model.mode(), None, key) {
        Outcome::Run(command @ (Command::LineDown | Command::LineUp), None) => Some(command),
        Outcome::Run(..) | Outcome::Prefix(_) | Outcome::Nothing => None,
    };
    if let (Some(command), Mode::Text, true) =
        (step, model.mode(), model.pending == Pending::default())
    {
        model.status = None;
        model.selection = None;
        return run(model, command, Given { count: Some(times), ..Given::default() });
    }
    // Only keys without an effect are ever repeated like this, so dropping all but the last is safe.
    let mut last = Effect::None;
    for _ in 0..times {
        last = press(model, key);
        model.settle();
    }
    last
}

/// What came with a command.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    /// The number typed before it.
    count: Option<usize>,
    /// The letter or digit that was part of it.
    letter: Option<char>,
    /// Whether the command before moved in the outline.
    walked: bool,
    /// What was selected.
    selection: Option<Span>,
}

impl Given {
    /// The count as a distance: 1 where none was typed.
    fn times(self) -> isize {
        isize::try_from(self.count.unwrap_or(1)).unwrap_or(isize::MAX)
    }
}

fn run(model: &mut Model, command: Command, given: Given) -> Effect {
    let times = given.times();
    match model.mode() {
        Mode::Rehearse => return rehearse::run(model, command, times),
        Mode::Compare | Mode::Matches => return compare::run(model, command, given),
        _ => {}
    }
    match command {
        Command::LineDown => return scroll::lines(model, times, given),
        Command::LineUp => return scroll::lines(model, -times, given),
        Command::PageDown => return scroll::pages(model, times, 1),
        Command::PageUp => return scroll::pages(model, -times, 1),
        Command::HalfDown => return scroll::half_pages(model, times, given),
        Command::HalfUp => return scroll::half_pages(model, -times, given),
        Command::Top => return places::top(model, given.count),
        Command::Bottom => return places::bottom(model, given.count),
        Command::Percent => places::percent(model, given.count),
        Command::NextHeading => sections::heading(model, times, false),
        Command::PreviousHeading => sections::heading(model, -times, false),
        Command::NextPoint => sections::heading(model, times, true),
        Command::PreviousPoint => sections::heading(model, -times, true),
        Command::NextSibling => sections::sibling(model, times),
        Command::PreviousSibling => sections::sibling(model, -times),
        Command::Parent => sections::parent(model, times),
        Command::SwitchPane => panes::switch(model),
        Command::FoldClose if model.mode() == Mode::Library => return library::fold(model),
        Command::FoldOpen if model.mode() == Mode::Library => return library::unfold(model),
        Command::FoldAll if model.mode() == Mode::Library => library::fold_all(model, true),
        Command::UnfoldAll if model.mode() == Mode::Library => library::fold_all(model, false),
        Command::FoldClose => sections::close(model),
        Command::FoldOpen => sections::open(model),
        Command::FoldOpenAllBelow => sections::open_below(model),
        Command::FoldToggle => sections::toggle(model),
        Command::Enter => sections::enter(model),
        Command::FoldAll => sections::level(model, |_| 1),
        Command::UnfoldAll => sections::level(model, |_| u16::MAX),
        Command::FoldMore => sections::level(model, |level| level.saturating_sub(1).max(1)),
        Command::FoldLess => sections::level(model, |level| level.saturating_add(1)),
        Command::FoldToLevel => {
            let level = given.letter.and_then(|c| c.to_digit(10)).unwrap_or(1);
            sections::to_level(model, u16::try_from(level).unwrap_or(1));
        }
        Command::FoldUndo => sections::undo(model),
        Command::ToTop => sections::bring(model, 0),
        Command::ToMiddle => sections::bring(model, 1),
        Command::ToBottom => sections::bring(model, 2),
        Command::ToggleOutline => panes::toggle_outline(model),
        Command::Narrower => panes::widen(model, -2 * times),
        Command::Wider => panes::widen(model, 2 * times),
        Command::Jump => return overlay::open_jump(model),
        Command::Search => overlay::open_search(model),
        Command::Rule => return rules::open(model, ""),
        Command::DropRule => return rules::drop_last(model),
        Command::NextRuling => return rules::next_ruling(model),
        Command::NextLevel => return rules::next_level(model),
        Command::ToggleInside => return rules::toggle_inside(model),
        Command::JumpAll => return wide::open_wide(model, false),
        Command::SearchAll => return wide::open_wide(model, true),
        Command::ToggleScope if model.mode() == Mode::Rule => return rules::toggle_folder(model),
        Command::ToggleScope => return wide::toggle(model),
        Command::ListHits => return results::list(model),
        Command::FilterOutline => results::filter(model),
        Command::TogglePattern => return typing::toggle_manner(model, Manner::Pattern),
        Command::TogglePinyin => return typing::toggle_manner(model, Manner::Pinyin),
        Command::NextHit if model.mode() == Mode::Hits => results::step(model, times),
        Command::PreviousHit if model.mode() == Mode::Hits => results::step(model, -times),
        Command::NextHit => return places::hit(model, times),
        Command::PreviousHit => return places::hit(model, -times),
        Command::Dismiss => panes::dismiss(model),
        Command::Back => return places::back(model),
        Command::Forward => return places::forward(model),
        Command::SetMark => places::set_mark(model, given.letter),
        Command::GoToMark => return places::go_to_mark(model, given.letter),
        Command::Places => notes::open_places(model),
        Command::Note => notes::open_note(model, given.selection),
        Command::Highlight => notes::highlight(model, given.selection),
        Command::Remove => notes::remove(model),
        Command::EditNote => notes::edit(model),
        Command::CopyNotes => return notes::copy(model),
        Command::Line => overlay::open_line(model),
        Command::Where => places::tell(model),
        Command::Library => return library::open(model),
        Command::NextOrder => match model.overlay {
            Overlay::Findings(_) => findings::next_order(model),
            _ => library::next_order(model),
        },
        Command::NextText => return open::step(model, times),
        Command::PreviousText => return open::step(model, -times),
        Command::SelectMore => select::more(model, given.selection, times),
        Command::SelectLess => select::less(model, given.selection, times),
        Command::CopySection => return copy::section(model, given.selection, Form::Plain),
        Command::CopySectionMarkdown => {
            return copy::section(model, given.selection, Form::Markdown);
        }
        Command::Check => return findings::open(model),
        Command::NextTally => panes::next_tally(model),
        Command::Rehearse => rehearse::open(model),
        // These work in a rehearsal only.
        Command::Pause | Command::Faster | Command::Slower => {}
        Command::Compare => return compare::open(model),
        // These work in a comparison only.
        Command::NextDifference
        | Command::PreviousDifference
        | Command::OldSide
        | Command::NewSide
        | Command::ToggleSame
        | Command::SwapSides
        | Command::Cross => {}
        Command::Register => {
            let copies =
                (Command::CopySection, "：{} 直接复制到剪贴板", ": {} copies to the clipboard");
            advise::advise(model, ("没有寄存器", "there are no registers"), &[copies]);
        }
        Command::CopyOutline => return copy::outline(model, Form::Plain),
        Command::CopyOutlineMarkdown => return copy::outline(model, Form::Markdown),
        Command::Edit => return open::edit(model),
        Command::Reload => return open::reload(model),
        Command::NextEncoding => return encoding::next_encoding(model),
        Command::ToggleFurniture => places::toggle_furniture(model),
        Command::ToggleGlosses => places::toggle_glosses(model),
        Command::TogglePunctuation => places::toggle_punctuation(model),
        Command::ToggleScript => places::toggle_script(model),
        Command::Next(opt) => return set::next(model, opt),
        Command::KeepOptions => return set::keep(model),
        Command::ResetOptions => return set::reset(model),
        Command::Help => overlay::open_help(model),
        Command::FlipAmbiguous => return panes::flip(model),
        Command::ToggleMouse => return panes::toggle_mouse(model),
        Command::Redraw => return Effect::Redraw,
        Command::Suspend => return Effect::Suspend,
        Command::Quit => return Effect::Quit,
        Command::Accept => return overlay::accept(model),
        Command::Cancel => return overlay::cancel(model),
        Command::PickNext => return overlay::pick(model, 1),
        Command::PickPrevious => return overlay::pick(model, -1),
        Command::PickPageDown => return overlay::pick(model, scroll::page(model)),
        Command::PickPageUp => return overlay::pick(model, -scroll::page(model)),
        Command::Older => return typing::history(model, true),
        Command::Newer => return typing::history(model, false),
        Command::Filter => overlay::open_filter(model),
        Command::Type(change) => return typing::edit(model, change),
    }
    Effect::None
}

/// Shows a message that is no failure.
fn nothing(model: &mut Model, zh: &'static str, en: &'static str) {
    let text = model.settings.lang.pick(zh, en).to_owned();
    model.status = Some(Status { text, failure: false });
}

/// Closes what lies over the text.
fn close(model: &mut Model) {
    if let Overlay::Wide(_) = std::mem::take(&mut model.overlay) {
        model.ranging = None;
    }
    model.asked = None;
    model.deferred = false;
}
