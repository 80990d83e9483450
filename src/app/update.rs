//! One step of the model.
//!
//! In: a [`Msg`]. Out: the changed [`Model`], ready to be drawn, and an [`Effect`] for the
//! runtime. Pure: reads no clock, file or terminal.

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
mod open;
mod overlay;
mod places;
mod rehearse;
mod results;
mod rules;
mod sections;
mod seek;
mod select;
mod set;
mod typing;
mod wide;

use self::copy::Form;
use super::key::{Key, Named};
use super::keymap::{Mode, Outcome};
use super::model::{Focus, Model, Overlay, Pending, Status, Tally};
use super::msg::{Command, Effect, Msg, Notice};
use crate::locale::Lang;
use crate::search::text::Manner;
use crate::text::{Ambiguous, Span};

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
        Msg::Measured { marks, letters } => measured(model, marks, letters),
        Msg::Read { slot, result } => arriving::arrived(model, slot, result),
        Msg::Answered(answer) => asking::answered(model, answer),
        Msg::Ranged(answer) => wide::ranged(model, answer),
        Msg::Peeked { volume, result } => wide::peeked(model, volume, result),
        Msg::Compared(answer) => compare::compared(model, answer),
        Msg::Comparing(serial, stage) => compare::comparing(model, serial, stage),
        Msg::Said(notice) => said(model, &notice),
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
    match effect {
        Effect::None => library::preview(model),
        effect => effect,
    }
}

pub use memory::farewell;

/// The first step: opens the first text, or the list of texts where none was named.
pub(super) fn begin(model: &mut Model, named: bool) -> Effect {
    let effect = match named {
        true if model.settings.compare => compare::begin(model),
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
    // Only keys without an effect on the world come here more than once.
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
        Command::LineDown => return lines(model, times, given),
        Command::LineUp => return lines(model, -times, given),
        Command::PageDown => return pages(model, times, 1),
        Command::PageUp => return pages(model, -times, 1),
        Command::HalfDown | Command::HalfUp if model.mode() == Mode::Outline => {
            let half = isize::try_from(model.screen.outline.height / 2).unwrap_or(1).max(1);
            let by = half.saturating_mul(times);
            let by = if command == Command::HalfUp { -by } else { by };
            sections::walk(model, by, given.walked);
        }
        Command::HalfDown => return pages(model, times, 2),
        Command::HalfUp => return pages(model, -times, 2),
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
        Command::SwitchPane => switch(model),
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
            sections::level(model, |_| u16::try_from(level).unwrap_or(1));
        }
        Command::FoldUndo => sections::undo(model),
        Command::ToTop => sections::bring(model, 0),
        Command::ToMiddle => sections::bring(model, 1),
        Command::ToBottom => sections::bring(model, 2),
        Command::ToggleOutline => toggle_outline(model),
        Command::Narrower => widen(model, -2 * times),
        Command::Wider => widen(model, 2 * times),
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
        Command::Dismiss => {
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
        Command::Library => return library::open(model),
        Command::NextOrder => library::next_order(model),
        Command::NextText => return open::step(model, times),
        Command::PreviousText => return open::step(model, -times),
        Command::SelectMore => select::more(model, given.selection, times),
        Command::SelectLess => select::less(model, given.selection, times),
        Command::CopySection => return copy::section(model, given.selection, Form::Plain),
        Command::CopySectionMarkdown => {
            return copy::section(model, given.selection, Form::Markdown);
        }
        Command::Check => return findings::open(model),
        Command::NextTally => next_tally(model),
        Command::Rehearse => rehearse::open(model),
        // Only a rehearsal knows them.
        Command::Pause | Command::Faster | Command::Slower => {}
        Command::Compare => return compare::open(model),
        // Only two texts side by side know them.
        Command::NextDifference
        | Command::PreviousDifference
        | Command::OldSide
        | Command::NewSide
        | Command::ToggleSame
        | Command::SwapSides
        | Command::Cross => {}
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
        Command::FlipAmbiguous => return flip(model),
        Command::ToggleMouse => return toggle_mouse(model),
        Command::Redraw => return Effect::Redraw,
        Command::Suspend => return Effect::Suspend,
        Command::Quit => return Effect::Quit,
        Command::Accept => return overlay::accept(model),
        Command::Cancel => return overlay::cancel(model),
        Command::PickNext => return overlay::pick(model, 1),
        Command::PickPrevious => return overlay::pick(model, -1),
        Command::PickPageDown => return overlay::pick(model, page(model)),
        Command::PickPageUp => return overlay::pick(model, -page(model)),
        Command::Older => return typing::history(model, true),
        Command::Newer => return typing::history(model, false),
        Command::Filter => overlay::open_filter(model),
        Command::Type(change) => return typing::edit(model, change),
    }
    Effect::None
}

/// How far a page scrolls: its rows less one, which stays in sight.
fn page(model: &Model) -> isize {
    if matches!(model.overlay, Overlay::Wide(_)) {
        return list_page(model);
    }
    isize::try_from(model.screen.height().saturating_sub(1).max(1)).unwrap_or(1)
}

/// How far a page of the list over the text scrolls.
fn list_page(model: &Model) -> isize {
    isize::try_from(model.screen.list.height).unwrap_or(1).saturating_sub(2).max(1)
}

fn lines(model: &mut Model, by: isize, given: Given) -> Effect {
    match model.mode() {
        Mode::Text => {
            if let Some(reading) = model.shelf.reading_mut() {
                reading.scroll(by);
            }
        }
        Mode::Outline => sections::walk(model, by, given.walked),
        Mode::Help | Mode::Library | Mode::Hits | Mode::Findings | Mode::Places => {
            overlay::scroll(model, by);
        }
        Mode::Jump
        | Mode::Search
        | Mode::Line
        | Mode::Filter
        | Mode::Note
        | Mode::Rule
        | Mode::Wide
        | Mode::Rehearse
        | Mode::Compare
        | Mode::Matches => {}
    }
    Effect::None
}

/// Moves by `times` pages, or parts of a page.
fn pages(model: &mut Model, times: isize, part: isize) -> Effect {
    let rows = (page(model) / part).max(1).saturating_mul(times);
    match model.mode() {
        Mode::Help | Mode::Library | Mode::Places => {
            let page = model.screen.list_height().saturating_sub(1).max(1);
            let rows = (isize::try_from(page).unwrap_or(1) / part).max(1).saturating_mul(times);
            overlay::scroll(model, rows);
        }
        Mode::Hits | Mode::Findings => {
            overlay::scroll(model, list_page(model).saturating_mul(times));
        }
        Mode::Text | Mode::Outline => {
            if let Some(reading) = model.shelf.reading_mut() {
                if rows > 0 { reading.page_down(rows) } else { reading.scroll(rows) }
            }
        }
        Mode::Jump
        | Mode::Search
        | Mode::Line
        | Mode::Filter
        | Mode::Note
        | Mode::Rule
        | Mode::Wide
        | Mode::Rehearse
        | Mode::Compare
        | Mode::Matches => {}
    }
    Effect::None
}

fn switch(model: &mut Model) {
    model.focus = match model.focus {
        Focus::Text => Focus::Outline,
        Focus::Outline => Focus::Text,
    };
    if model.focus == Focus::Outline {
        model.outline = true;
    }
}

fn toggle_outline(model: &mut Model) {
    let narrow = model.size.0 < super::screen::ONE_PANE;
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

fn widen(model: &mut Model, by: isize) {
    let now = super::screen::outline_width(model.size.0, model.outline_width);
    let wished = i32::from(now).saturating_add(i32::try_from(by).unwrap_or(0));
    let wished = u16::try_from(wished.max(0)).unwrap_or(u16::MAX);
    model.outline_width = Some(super::screen::outline_width(model.size.0, Some(wished)));
}

/// Takes over the widths measured at the terminal, unless the user has chosen.
fn measured(model: &mut Model, marks: Ambiguous, letters: Ambiguous) -> Effect {
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
fn flip(model: &mut Model) -> Effect {
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
fn next_tally(model: &mut Model) {
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
        (Tally::Time, Lang::En) => (Tally::Words, "outline: words".to_owned()),
    };
    model.tally = next;
    model.outline = true;
    // Hits have the column for as long as they are shown.
    let hidden = model.reading().is_some_and(|reading| reading.hits.is_some());
    let later = lang.pick("；现在是命中数，按 Esc 才显示", "; hits are shown there until Esc");
    model.say(if hidden { format!("{text}{later}") } else { text });
}

fn toggle_mouse(model: &mut Model) -> Effect {
    model.settings.mouse = !model.settings.mouse;
    let lang = model.settings.lang;
    model.say(if model.settings.mouse {
        lang.pick("鼠标由纲目接管", "the mouse works in gangmu")
    } else {
        lang.pick("鼠标已放开，可用终端自己的选择", "the mouse is the terminal's, for selecting")
    });
    Effect::Mouse(model.settings.mouse)
}

fn said(model: &mut Model, notice: &Notice) -> Effect {
    let lang = model.settings.lang;
    match notice {
        Notice::Copy { what, outcome } => {
            let (text, failure) = outcome.said(what, lang);
            model.status = Some(Status { text, failure });
        }
        Notice::EditorFailed(name) => {
            let before = lang.pick("编辑器无法运行：", "the editor could not be run: ");
            model.fail(format!("{before}{name}"));
        }
        Notice::Kept(path) => {
            let text = lang.pick("设置已保存在 ", "the options are kept in ");
            model.say(crate::text::visible(&format!("{text}{}", path.display())));
        }
        Notice::NothingKept => model.say(lang.pick(
            "各项都与设置文件相同，没有另存的设置",
            "all is as the settings file says: nothing is kept beside it",
        )),
        Notice::NotKept(why) => {
            let text = lang.pick("设置无法保存：", "the options cannot be kept: ");
            model.fail(crate::text::visible(&format!("{text}{why}")));
        }
        Notice::Edited => return open::reload(model),
        Notice::CannotSuspend => model.fail(lang.pick(
            "没有可以唤回程序的 shell，不能挂起",
            "no shell could wake the program, so it does not stop",
        )),
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
