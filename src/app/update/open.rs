//! Opening texts, and going on in a new version of one.

use super::{asking, close, memory, nothing, rules};
use crate::app::model::{Focus, Model, Overlay, Status};
use crate::app::msg::{Arrival, Command, Effect};
use crate::app::palette;
use crate::app::reading::{Goal, Reading};
use crate::app::settings::Start;
use crate::app::shelf::{Slot, State};
use crate::document::{Format, Origin};
use crate::error::Error;
use crate::input::{ENCODINGS, Encoding, UnknownEncoding};
use crate::library::Source;
use crate::library::state::Global;
use crate::locale::Lang;
use crate::outline::Kind;
use crate::search::text::Manner;

/// Brings slot `index` on the screen, reading it first where that was not done yet; the text that is
/// left can be come back to.
pub(super) fn open(model: &mut Model, index: usize) -> Effect {
    if let Some(now) = model.shelf.open.filter(|&now| now != index) {
        model.trail.leave(now);
    }
    show(model, index)
}

/// Goes to the text that was left last for another, or from which one came back last.
pub(super) fn retrace(model: &mut Model, forward: bool) -> Option<Effect> {
    let now = model.shelf.open?;
    let slot = if forward { model.trail.forward(now) } else { model.trail.back(now) }?;
    let effect = show(model, slot);
    let title = model.shelf.slots.get(slot).map_or("", |slot| slot.title.as_str());
    model.say(match model.settings.lang {
        Lang::Zh => format!("回到：{title}"),
        Lang::En => format!("back in: {title}"),
    });
    Some(effect)
}

/// Brings slot `index` on the screen.
fn show(model: &mut Model, index: usize) -> Effect {
    close(model);
    model.focus = Focus::Text;
    {
        let Model { memory, shelf, .. } = &mut *model;
        memory.leave(shelf);
    }
    model.shelf.open = Some(index);
    let measure = model.measure();
    let memory = model.memory.state.clone();
    let rules = model.settings.rules.clone();
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    match slot.state {
        State::Open(_) => rules::refresh(model),
        State::Loading => Effect::None,
        State::Closed | State::Failed(_) => {
            slot.state = State::Loading;
            let (source, encoding) = (slot.source.clone(), slot.encoding);
            Effect::Read { slot: index, source, measure, head: true, encoding, memory, rules }
        }
    }
}

/// Goes to the place of a mark that leads to any text, reading the text first where that was not
/// done yet.
pub(super) fn open_place(model: &mut Model, mark: &Global) -> Effect {
    let Some(place) = mark.at.clone() else { return Effect::None };
    let same = |slot: &Slot| {
        let identity = slot.identity.as_ref();
        let read =
            identity.map(|i| i.key == mark.doc || (!i.path.is_empty() && i.path == mark.path));
        read.unwrap_or_else(|| slot.source.is_known_by(&mark.path))
    };
    let known = model.shelf.slots.iter().position(same);
    let index = known.or_else(|| {
        let source = Source::known_by(&mark.path)?;
        Some(model.shelf.slot_of(source))
    });
    let Some(index) = index else {
        let title = crate::text::visible(&mark.title).into_owned();
        model.fail(match model.settings.lang {
            Lang::Zh => format!("这个记号在《{title}》里，它不是文件，先打开它再来"),
            Lang::En => format!("this mark is in “{title}”, which is no file: open it first"),
        });
        return Effect::None;
    };
    let effect = open(model, index);
    let slot = model.shelf.slots.get_mut(index);
    match slot.and_then(Slot::reading_mut) {
        Some(reading) if !reading.text.document.origin().partial => {
            let byte = place.find(crate::app::memory::version(reading));
            reading.leave();
            reading.go_to_place(byte);
        }
        _ => model.memory.goal = Some((index, place)),
    }
    effect
}

/// Goes to the text `by` places on in the list, round its ends.
pub(super) fn step(model: &mut Model, by: isize) -> Effect {
    let walk = model.shelf.walk();
    let at = model.shelf.open.and_then(|now| walk.iter().position(|&index| index == now));
    let (Some(at), true) = (at, walk.len() > 1) else {
        nothing(model, "只有这一篇", "this is the only text");
        return Effect::None;
    };
    let count = isize::try_from(walk.len()).unwrap_or(1);
    let next = isize::try_from(at).unwrap_or(0).saturating_add(by).rem_euclid(count);
    let next = usize::try_from(next).unwrap_or(0);
    walk.get(next).map_or(Effect::None, |&index| open(model, index))
}

/// Reads the text on the screen again.
pub(super) fn reload(model: &mut Model) -> Effect {
    let measure = model.measure();
    let memory = model.memory.state.clone();
    let rules = model.settings.rules.clone();
    let Some(index) = model.shelf.open else { return Effect::None };
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    match &slot.source {
        Source::File(_) => {
            if matches!(slot.state, State::Closed | State::Failed(_)) {
                slot.state = State::Loading;
            }
            let (source, encoding) = (slot.source.clone(), slot.encoding);
            nothing(model, "正在重新读取", "reading the file again");
            Effect::Read { slot: index, source, measure, head: false, encoding, memory, rules }
        }
        Source::Sample(_) | Source::Stdin => {
            nothing(model, "这篇不是文件，无法重新读取", "not a file: it cannot be read again");
            Effect::None
        }
    }
}

/// Encodings in which a text is tried in turn, by the names of [`Encoding`]; before the first it is
/// read as recognised.
const TRIED: [Encoding; 5] =
    [Encoding::GB18030, Encoding::BIG5, Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE];

/// Reads the text on the screen again in the next encoding.
pub(super) fn next_encoding(model: &mut Model) -> Effect {
    let Some(slot) = model.slot() else { return Effect::None };
    let now = slot.encoding;
    let seen = model.reading().map(|reading| reading.text.document.origin().encoding);
    let at = now.and_then(|now| TRIED.iter().position(|&e| e == now));
    let mut rest = TRIED.iter().skip(at.map_or(0, |at| at + 1));
    // Read as recognised, it shows already what that encoding makes of it.
    let next = rest.find(|e| now.is_some() || Some(e.name()) != seen).copied();
    read_as(model, next)
}

/// Reads the text on the screen again in `encoding`; as recognised where there is none.
pub(super) fn read_as(model: &mut Model, encoding: Option<Encoding>) -> Effect {
    let Some(slot) = model.shelf.open.and_then(|index| model.shelf.slots.get_mut(index)) else {
        return Effect::None;
    };
    let decoded = match &slot.state {
        State::Open(reading) => !reading.text.document.origin().encoding.is_empty(),
        State::Failed(_) => true,
        State::Closed | State::Loading => false,
    };
    if !decoded || !matches!(slot.source, Source::File(_)) {
        let (zh, en) = ("这篇的编码是定的", "the encoding of this text is certain");
        nothing(model, zh, en);
        return Effect::None;
    }
    slot.encoding = encoding;
    if let Some(index) = model.shelf.open {
        let name = encoding.map(|encoding| encoding.name().to_owned());
        let Model { memory, shelf, .. } = &mut *model;
        memory.set_encoding(index, name, shelf);
    }
    reload(model)
}

/// What is said of the encoding in which a text was read at the reader's wish.
fn read_in(origin: &Origin, chosen: Option<Encoding>, lang: Lang) -> String {
    let name = origin.encoding;
    let how = match chosen {
        Some(_) => lang.pick("指定", "chosen"),
        None => lang.pick("自动识别", "recognised"),
    };
    match (lang, origin.damaged) {
        (Lang::Zh, 0) => format!("编码 {name}（{how}）"),
        (Lang::En, 0) => format!("encoding {name} ({how})"),
        (Lang::Zh, n) => format!("编码 {name}（{how}），{n} 处无法解码"),
        (Lang::En, n) => format!("encoding {name} ({how}), {n} places cannot be decoded"),
    }
}

/// Opens the editor where one is reading.
pub(super) fn edit(model: &mut Model) -> Effect {
    let Some(slot) = model.slot() else { return Effect::None };
    let Source::File(path) = &slot.source else {
        nothing(model, "这篇不是文件，无法编辑", "not a file: it cannot be edited");
        return Effect::None;
    };
    // An editor of text would show an archive, and spoil it.
    let is_text = |origin: &Origin| {
        matches!(origin.format, Format::Txt | Format::Markdown | Format::Html) && !origin.converted
    };
    if model.reading().is_some_and(|reading| !is_text(reading.text.document.origin())) {
        nothing(
            model,
            "这种文件请用写它的程序改，存盘后这里自动重新读取",
            "change it in the program that wrote it: it is read again once saved",
        );
        return Effect::None;
    }
    let line = model.reading().map_or(1, |reading| {
        let node = reading.current().and_then(|id| reading.text.outline.get(id));
        // At a heading that was gone to, its line; else the first row in sight.
        let heading = node.map(crate::outline::Node::start);
        let byte = heading.filter(|&b| b >= reading.byte()).unwrap_or(reading.byte());
        reading.text.document.position(byte).line
    });
    Effect::Edit { path: path.clone(), line }
}

/// Takes in what the worker has read.
pub(super) fn arrived(
    model: &mut Model,
    index: usize,
    result: Result<Box<Arrival>, Error>,
) -> Effect {
    let measure = model.measure();
    let lang = model.settings.lang;
    let shown = model.shelf.open == Some(index);
    let Some(slot) = model.shelf.slots.get_mut(index) else { return Effect::None };
    match result {
        Ok(arrival) => {
            let partial = arrival.text.document.origin().partial;
            let mut recoded = None;
            let mut arrival = arrival;
            let again = arrival.again.take();
            if let Some(text) = &again {
                slot.outlining = false;
                if !slot.holds(text) {
                    // Meanwhile the file was read again.
                    return rules::refresh(model);
                }
            }
            let recalled = std::mem::take(&mut arrival.recalled);
            let identity = arrival.identity.take();
            slot.stamp = arrival.stamp.or(slot.stamp);
            let watched = again.is_none() && std::mem::take(&mut slot.live);
            let changed =
                identity.as_ref().map(|i| &i.key) != slot.identity.as_ref().map(|i| &i.key);
            // A text that was there before knows its marks and notes better than the file.
            let first = slot.identity.is_none();
            let reread = !first && !partial && again.is_none();
            if let State::Open(reading) = &mut slot.state {
                if partial && !reading.text.document.origin().partial {
                    // The whole is there already: its head adds nothing.
                    return Effect::None;
                }
                let before = reading.text.document.origin().encoding;
                reading.replace(*arrival);
                let origin = reading.text.document.origin();
                if origin.encoding != before {
                    recoded = Some(read_in(origin, slot.encoding, lang));
                }
            } else {
                slot.state = State::Open(Box::new(Reading::new(*arrival, measure)));
            }
            if first && slot.known.is_none() && !recalled.key.is_empty() {
                slot.known = Some(recalled.key.clone());
            }
            slot.identity = identity.or(slot.identity.take());
            if let (State::Open(reading), Source::File(_)) = (&slot.state, &slot.source) {
                let text = &reading.text;
                let title = text.outline.nodes().iter().find(|n| n.kind == Kind::Title);
                match title.map(|n| n.title.of(text.document.text())) {
                    Some(title) => {
                        slot.title =
                            crate::text::visible(&crate::text::one_line(title)).into_owned();
                    }
                    // What was its title is none by the rules there are now.
                    None if again.is_some() => slot.title = crate::app::shelf::title(&slot.source),
                    None => {}
                }
            }
            if first && slot.encoding.is_none() {
                slot.encoding = recalled.encoding.as_ref().and_then(|name| name.parse().ok());
            }
            // What was said of a rule is said of the outline that it makes.
            let said = model.status.as_ref().is_some_and(|s| !s.failure);
            if shown && !partial && said && again.is_none() {
                model.status = None;
            }
            model.shelf.note_identity(index);
            // Rows must be known before a place can be gone to.
            model.settle();
            if first {
                memory::restore(model, index, &recalled);
            }
            if !partial {
                memory::arrived(model, index);
            }
            if shown {
                begin_at(model, index, partial);
                let _nothing = arrive(model, index);
                model.selection = None;
                if let Some(text) = recoded {
                    model.say(text);
                } else if watched && changed {
                    let en = "the file has changed and was read again";
                    nothing(model, "文件有改动，已重新读取", en);
                } else if reread && !watched && changed {
                    nothing(model, "已重新读取，文件有改动", "read again: it has changed");
                } else if reread && !watched {
                    nothing(model, "已重新读取，文件没有改动", "read again: nothing has changed");
                }
                // Meanwhile the rules may have become others.
                return match rules::refresh(model) {
                    Effect::None => begin_search(model, index, partial)
                        .unwrap_or_else(|| asking::ask_again(model)),
                    outline => outline,
                };
            }
        }
        Err(error) => {
            slot.outlining = false;
            let text = error.message(lang);
            if matches!(slot.state, State::Open(_)) {
                model.fail(text);
            } else {
                slot.state = State::Failed(text);
                if shown && matches!(model.overlay, Overlay::Jump(_) | Overlay::Search(_)) {
                    close(model);
                }
            }
        }
    }
    Effect::None
}

/// Goes to the place at which the first text was to be opened, rather than to where it was left.
/// Words that are to be found are left to [`begin_search`].
fn begin_at(model: &mut Model, index: usize, partial: bool) {
    let Some(start) = model.settings.start.clone().filter(|_| index == 0) else { return };
    model.status = model.status.take().filter(|status| status.failure);
    let _nothing = match start {
        Start::Line(line) => {
            super::places::go_to_line(model, line);
            Effect::None
        }
        Start::End => super::places::bottom(model, None),
        Start::Words(_) => return,
    };
    if !partial {
        model.settings.start = None;
    }
}

/// Searches for the words at which the first text was to be opened, once all of it is there.
fn begin_search(model: &mut Model, index: usize, partial: bool) -> Option<Effect> {
    if index != 0 || partial {
        return None;
    }
    let Some(Start::Words(words)) = model.settings.start.take() else { return None };
    // Whoever has called something up meanwhile wants to go on with that.
    if !matches!(model.overlay, Overlay::None) {
        return None;
    }
    let _nothing = super::places::top(model, None);
    Some(super::overlay::search_for(model, words, Manner::Plain))
}

/// Goes to the place in slot `index` that waited for its text, as far as that is there.
pub(super) fn arrive(model: &mut Model, index: usize) -> Effect {
    let Some(arrive) = model.arrive.clone().filter(|arrive| arrive.slot == index) else {
        return Effect::None;
    };
    let Some(reading) = model.shelf.reading_mut() else { return Effect::None };
    let partial = reading.text.document.origin().partial;
    if arrive.byte >= reading.text.document.text().len() && partial {
        return Effect::None;
    }
    if reading.byte() > 0 {
        reading.leave();
    }
    // Where it was left before does not matter here.
    model.status = match arrive.said.clone() {
        Some(text) => Some(Status { text, failure: false }),
        None => model.status.take().filter(|status| status.failure),
    };
    match &arrive.find {
        None => {
            model.arrive = None;
            let node = reading.text.outline.at(arrive.byte);
            match node.and_then(|id| reading.text.outline.get(id)) {
                Some(found) if found.start() == arrive.byte => {
                    let text = reading.text.clone();
                    if let Some(id) = node {
                        reading.tree.reveal(&text.outline, id);
                        reading.go_to_node(id);
                    }
                }
                Some(_) | None => reading.go_to_byte(arrive.byte),
            }
            Effect::None
        }
        Some(hits) => {
            reading.go_to(Goal::Byte(arrive.byte));
            reading.hits = Some(hits.clone());
            asking::ask_again(model)
        }
    }
}

/// After the hits of a text that was gone to are known: the one gone to is marked.
pub(super) fn marked(model: &mut Model) {
    let Some(arrive) = model.arrive.as_ref() else { return };
    if model.shelf.open != Some(arrive.slot) {
        return;
    }
    let byte = arrive.byte;
    let Some(reading) = model.shelf.reading_mut() else { return };
    reading.mark_hit(byte);
    if !reading.text.document.origin().partial {
        model.arrive = None;
    }
}

/// The command line after `:`.
pub(super) fn obey(model: &mut Model, line: &str) -> Effect {
    let line = line.trim();
    if let Some(percent) = line.strip_suffix(['%', '％']) {
        if let Ok(percent) = percent.trim().parse::<usize>() {
            super::places::go_to_percent(model, percent);
            return Effect::None;
        }
    } else if let Ok(number) = line.parse::<usize>() {
        super::places::go_to_line(model, number);
        return Effect::None;
    }
    if let Some(("diff" | "compare" | "比较" | "对照", number)) = line.split_once(' ')
        && let Ok(number) = number.trim().parse()
    {
        return super::compare::with_speech(model, number);
    }
    if let Some(("encoding" | "编码", name)) = line.split_once(' ') {
        return match name.trim() {
            "auto" | "自动" => read_as(model, None),
            name => match name.parse() {
                Ok(encoding) => read_as(model, Some(encoding)),
                Err(UnknownEncoding) => {
                    let names = ENCODINGS.join(" ");
                    let lang = model.settings.lang;
                    model.fail(match lang {
                        Lang::Zh => format!("不认识的编码，可用 auto {names}"),
                        Lang::En => format!("unknown encoding; known are auto {names}"),
                    });
                    Effect::None
                }
            },
        };
    }
    if let Some(("rule" | "规则", pattern)) = line.split_once(' ') {
        return rules::open(model, pattern.trim());
    }
    if let Some(effect) = super::set::obey(model, line) {
        return effect;
    }
    if let Some(command) =
        Command::named(line).filter(|command| !matches!(command, Command::Type(_)))
    {
        return super::run(model, command, super::Given::default());
    }
    // The start of a name will do where only one begins so.
    if let Some(line) = palette::only(&model.settings, line) {
        return obey(model, &line);
    }
    let verb = line.split_whitespace().next().unwrap_or_default();
    if matches!(verb, "w" | "write" | "sav" | "saveas" | "export" | "导出" | "另存") {
        model.fail(model.settings.lang.pick(
            "导出在命令行里做：gangmu export --help；Cy 把这一节复制为 Markdown",
            "the shell exports: gangmu export --help; Cy copies the section as Markdown",
        ));
    } else if !line.is_empty() {
        let text = match model.settings.lang {
            Lang::Zh => format!("不认识的命令：{line}；按 : 再按 Tab 可选，或写行号、50%"),
            Lang::En => {
                format!("no command {line}; : and Tab lists them, or a line number, 50%")
            }
        };
        model.fail(crate::text::visible(&text).into_owned());
    }
    Effect::None
}
