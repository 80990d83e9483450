//! The list of texts, with the outline of the selected one beside it if there is room.

use ratatui::style::Style;

use super::lists::{body, title};
use super::marked::{self, Piece};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::keymap::Mode;
use crate::app::listing::folders::{Folder, What};
use crate::app::listing::{Group, List, Purpose};
use crate::app::msg::Command;
use crate::app::screen::{Area, list_offset, preview_width};
use crate::app::shelf::{Slot, State};
use crate::locale::Lang;
use crate::search::jump::Hit;
use crate::text::{Cells, Span, graphemes, visible};

/// Cells that size and age take; on a narrow screen they are left out.
const FACTS: u16 = 18;
/// Narrowest list with them.
const ROOMY: u16 = 56;

/// Draws the list.
pub(super) fn library(model: &Model, list: &List, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let lang = model.settings.lang;
    title(model, &heading(model, list), theme, pen);
    let whole = body(model);
    let preview = if model.settings.plain { 0 } else { preview_width(model.size.0) };
    let area = Area { width: whole.width.saturating_sub(preview), ..whole };
    if list.hits.is_empty() {
        let text = match (model.shelf.scanning, list.filter.text().is_empty()) {
            (true, _) => lang.pick("正在扫描文件夹…", "walking through the folders…"),
            (false, true) => lang.pick("没有文稿", "no texts"),
            (false, false) => lang.pick("没有题目或文件名匹配", "no title and no file name fits"),
        };
        pen.cut(Strip::row(area, 0).skip(2), text, theme.quiet());
        if !model.shelf.scanning && !list.filter.text().is_empty() {
            unfound(model, list, area, theme, pen);
        }
    }
    let rows = list.rows();
    let offset = list_offset(list.selected, rows.len(), usize::from(area.height));
    for ((index, shown), row) in rows.iter().enumerate().skip(offset).zip(0..area.height) {
        let base = if index == list.selected { theme.selected() } else { theme.body() };
        let strip = Strip::row(area, row);
        pen.paint(strip, base);
        let mark = if index == list.selected { ">" } else { " " };
        let strip = pen.symbol(strip, mark, Cells(1), base).skip(1);
        match shown.what {
            What::Folder(at) => {
                let Some(found) = list.tree.folders.get(at) else { continue };
                let strip = strip.skip(indent(shown.depth, strip));
                folder(model, found, (strip, base), theme, pen);
            }
            What::Text(at) => {
                let Some(hit) = list.hits.get(at) else { continue };
                let Some(slot) = model.shelf.slots.get(hit.node.0) else { continue };
                // Titles line up with the names of folders, which follow a mark.
                let behind = indent(shown.depth, strip).saturating_add(2);
                let inside = if list.by_folder { behind } else { 0 };
                draw(model, (slot, hit), inside, (strip, base), theme, pen);
            }
        }
    }
    if preview > 0 {
        let beside = Area { x: area.width, width: preview, ..whole };
        outline(model, list, beside, theme, pen);
    }
}

/// Says how to look for the words in the texts themselves.
fn unfound(model: &Model, list: &List, area: Area, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let (keys, lang) = (&model.settings.keys, model.settings.lang);
    let key = keys.names(Mode::Library, Command::SearchAll, lang).next();
    let (Some(key), Purpose::Open) = (key, list.purpose) else { return };
    let how = match lang {
        Lang::Zh => format!("要在正文里查找：Esc 后按 {key}"),
        Lang::En => format!("to search the texts: Esc, then {key}"),
    };
    pen.cut(Strip::row(area, 1).skip(2), &how, theme.quiet());
}

fn heading(model: &Model, list: &List) -> String {
    let lang = model.settings.lang;
    let count = list.hits.len();
    let order = if list.filter.text().is_empty() { list.order.label(lang) } else { "" };
    let state = match (model.shelf.scanning, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "  正在扫描…",
        (true, Lang::En) => "  scanning…",
    };
    match (lang, list.purpose) {
        (Lang::Zh, Purpose::Open) => format!("纲目 · 文稿 {count} 篇{state}  {order}"),
        (Lang::En, Purpose::Open) => format!("gangmu · {count} texts{state}  {order}"),
        (Lang::Zh, Purpose::Compare) => format!("与哪一篇对照？选定的作旧稿{state}  {order}"),
        (Lang::En, Purpose::Compare) => {
            format!("compare with which text? It will be the old version{state}  {order}")
        }
    }
}

/// Cells by which what lies in `depth` folders stands in.
fn indent(depth: u16, strip: Strip) -> u16 {
    depth.saturating_mul(2).min(strip.room().0 / 4)
}

/// Draws a folder: whether it is open, its name, how many texts lie in it.
fn folder(
    model: &Model,
    folder: &Folder,
    (strip, base): (Strip, Style),
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let count = match model.settings.lang {
        Lang::Zh => format!("{} 篇", folder.count),
        Lang::En if folder.count == 1 => "1 text".to_owned(),
        Lang::En => format!("{} texts", folder.count),
    };
    let (rest, end) = strip.split_end(pen.width(&count).0.saturating_add(1));
    pen.text(end, &count, base.patch(theme.quiet()));
    let mark = if folder.open { "▾" } else { "▸" };
    let rest = pen.chrome(rest, mark, base).skip(1);
    let (rest, _) = rest.split_end(1);
    pen.cut(rest, &folder.name.label(model.settings.lang), base.patch(theme.heading()));
}

/// Draws one text: title, name, how far it was read, size, age.
fn draw(
    model: &Model,
    (slot, hit): (&Slot, &Hit),
    inside: u16,
    (strip, base): (Strip, Style),
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let known = slot.info.size.is_some() || slot.info.read.is_some();
    let roomy = known && strip.room().0.saturating_add(2) >= ROOMY;
    let state = match state(slot, model.settings.lang) {
        // In a list by folders, the folder says this already.
        none if none.is_empty() && inside == 0 && slot.info.group == Group::Sample => {
            model.settings.lang.pick("内置", "built in").to_owned()
        }
        state => state,
    };
    let facts = if roomy { FACTS } else { 0 };
    let (rest, facts) = strip.split_end(facts);
    if roomy {
        let size = slot.info.size.map_or(String::new(), bytes);
        let (left, _) = facts.split_end(facts.room().0.saturating_sub(6));
        let pad = left.room() - pen.width(&size);
        pen.text(left.skip(pad.0), &size, base.patch(theme.quiet()));
        let age = age(slot.info.read.or(slot.info.modified), model);
        let right = facts.skip(6);
        let pad = right.room() - pen.width(&age) - Cells(1);
        pen.text(right.skip(pad.0), &age, base.patch(theme.quiet()));
    }
    let (rest, end) = rest.split_end(pen.width(&state).0.saturating_add(1));
    pen.text(end, &state, base.patch(theme.quiet()));
    let (rest, _) = rest.split_end(1);
    let rest = rest.skip(inside);
    // The title comes first, then, if there is room, the name of the file; by folders, without its
    // path.
    let start = model.shelf.lines().start(hit.node.0);
    let whole = slot.info.name.as_str();
    let by_folder = inside > 0 && slot.info.group != Group::Recent;
    let name = if by_folder { whole.rsplit('/').next().unwrap_or(whole) } else { whole };
    let rest = marked(rest, &slot.title, start, hit, base, theme, pen);
    let from = whole.len().saturating_sub(name.len());
    // A text without a title is listed by its name already; only its folder is added.
    let name = name.strip_suffix(&slot.title).map_or(name, |folder| folder.trim_end_matches('/'));
    if rest.room() > Cells(6) && !name.is_empty() {
        let before = slot.title.len().saturating_add(2).saturating_add(from);
        let quiet = base.patch(theme.quiet());
        marked(rest.skip(2), name, start.saturating_add(before), hit, quiet, theme, pen);
    }
}

/// The size of a file, in the units of file managers: beside 字数 a bare number would be taken for these.
fn bytes(count: u64) -> String {
    const KILO: u64 = 1 << 10;
    const MEGA: u64 = 1 << 20;
    match count {
        0..MEGA => format!("{} KB", count.div_ceil(KILO)),
        _ => {
            let tenths = count.saturating_mul(10) / MEGA;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// Writes `text`, whose matched characters are counted from `start`, cut with … where it is long.
fn marked(
    strip: Strip,
    text: &str,
    start: usize,
    hit: &Hit,
    base: Style,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) -> Strip {
    if hit.matched.is_empty() {
        return pen.cut(strip, text, base);
    }
    let piece = |(at, grapheme): (usize, _)| {
        let at = start.saturating_add(at);
        let span = Span::new(at, at.saturating_add(str::len(grapheme)));
        let matched = hit.matched.iter().any(|m| m.overlaps(span));
        let style = if matched { base.patch(theme.matched()) } else { base };
        Piece { shown: visible(grapheme), style, matched }
    };
    let pieces: Vec<_> = graphemes(text).map(piece).collect();
    marked::write(strip, &pieces, base, pen).0
}

/// The state of a text: open, unreadable, or the percentage read.
fn state(slot: &Slot, lang: Lang) -> String {
    match (&slot.state, slot.info.percent) {
        (State::Open(_), _) => lang.pick("已打开", "open").to_owned(),
        (State::Failed(_), _) => lang.pick("无法读取", "failed").to_owned(),
        (State::Loading, _) => lang.pick("读取中", "reading").to_owned(),
        (State::Closed, Some(percent)) => format!("{percent}%"),
        (State::Closed, None) => String::new(),
    }
}

/// How long ago `then` was, in milliseconds since 1970.
fn age(then: Option<u64>, model: &Model) -> String {
    let Some(then) = then else { return String::new() };
    let minutes = model.memory.now().saturating_sub(then) / 60_000;
    let of = |unit: u64| minutes.checked_div(unit).unwrap_or(0);
    let (count, zh, en) = match minutes {
        0 => return model.settings.lang.pick("刚才", "now").to_owned(),
        1..60 => (minutes, "分钟前", "min"),
        60..1_440 => (of(60), "小时前", "h"),
        1_440..43_200 => (of(1_440), "天前", "d"),
        43_200..525_600 => (of(43_200), "月前", "mo"),
        _ => (of(525_600), "年前", "y"),
    };
    match model.settings.lang {
        Lang::Zh => format!("{count}{zh}"),
        Lang::En => format!("{count} {en}"),
    }
}

/// Draws the outline of the text that is selected.
fn outline(model: &Model, list: &List, area: Area, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let lang = model.settings.lang;
    for row in 0..area.height {
        pen.chrome(Strip::row(area, row), "|", theme.quiet());
    }
    let area = Area { x: area.x.saturating_add(2), width: area.width.saturating_sub(2), ..area };
    let Some(preview) = &list.preview else { return };
    match &preview.rows {
        None => {
            pen.cut(Strip::row(area, 0), lang.pick("正在读取…", "reading…"), theme.quiet());
        }
        Some(Err(sentence)) => {
            pen.cut(Strip::row(area, 0), sentence, theme.failure());
        }
        Some(Ok(rows)) if rows.is_empty() => {
            pen.cut(Strip::row(area, 0), lang.pick("没有标题", "no headings"), theme.quiet());
        }
        Some(Ok(rows)) => {
            for ((depth, label), row) in rows.iter().zip(0..area.height) {
                let indent = depth.saturating_sub(1).saturating_mul(2).min(area.width / 3);
                let style = if *depth == 1 { theme.heading() } else { theme.body() };
                pen.cut(Strip::row(area, row).skip(indent), label, style);
            }
        }
    }
}
