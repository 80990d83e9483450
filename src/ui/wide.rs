//! Jump and search over all texts: the list of results, text by text, above a preview of the selected
//! one.

use super::bars::hints::{Hint, bound, fitting};
use super::bars::tail;
use super::hits::rule;
use super::marked::{self, Piece};
use super::page;
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::msg::Command;
use crate::app::results::{Grouped, flat};
use crate::app::wide::{Row, Wide};
use crate::library::range::{Heading, Sighting};
use crate::locale::Lang;
use crate::text::{Cells, Span, graphemes, visible};

const JUMP: &[Hint] = &[
    (&[Command::Accept], "打开", "open", 1),
    (&[Command::ToggleScope], "只在这一篇", "this text only", 0),
];
const SEARCH: &[Hint] = &[
    (&[Command::Accept], "打开", "open", 1),
    (&[Command::ToggleScope], "只查这一篇", "this text only", 0),
];

/// Draws the list and what lies below it.
pub(super) fn list(model: &Model, wide: &Wide, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let lang = model.settings.lang;
    header(model, wide, theme, pen);
    rule(model, theme, pen);
    if let Some((_, reading)) = &wide.preview {
        page::rows(model, reading, theme, pen);
    }
    let area = model.screen.list;
    if wide.rows.is_empty() {
        let empty = wide.typed.prompt.text().is_empty();
        let text = match (empty, wide.done, wide.text) {
            (true, _, true) => lang.pick("输入要找的文字", "type what to search for"),
            (true, _, false) => {
                lang.pick("输入标题里的字、拼音或首字母", "type characters or pinyin of a heading")
            }
            (false, false, _) => lang.pick("正在查找…", "searching…"),
            (false, true, true) => lang.pick("没有找到", "not found"),
            (false, true, false) => lang.pick("没有匹配的标题", "no heading matches"),
        };
        pen.cut(Strip::row(area, 0).skip(1), text, theme.quiet());
        let literal = wide.literal && !wide.text && wide.done && !empty && area.height > 1;
        if let Some(way) = super::jump::as_pinyin(model).filter(|_| literal) {
            pen.cut(Strip::row(area, 1).skip(1), &way, theme.quiet());
        }
        return;
    }
    let rows = wide.window(usize::from(area.height));
    for (row, y) in rows.into_iter().zip(0..area.height) {
        let strip = Strip::row(area, y);
        match row {
            Grouped::Head(index) => text(model, wide, index, strip, theme, pen),
            Grouped::Item(index) => {
                let selected = index == wide.selected;
                let base = if selected { theme.selected() } else { theme.body() };
                pen.paint(strip, base);
                let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base);
                let (strip, _) = strip.skip(1).split_end(1);
                match wide.rows.get(index) {
                    Some(Row::Heading(row)) => heading(row, selected, strip, theme, pen),
                    Some(Row::Hit(row)) => hit(row, selected, strip, theme, pen),
                    None => {}
                }
            }
        }
    }
}

/// Draws the line at the top: that this goes over all texts, and how far they have been read.
fn header(model: &Model, wide: &Wide, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let strip = Strip::row(model.screen.header, 0);
    pen.paint(strip, theme.bar());
    let (seen, of) = wide.seen;
    let seen = match model.settings.lang {
        _ if wide.done || of == 0 => String::new(),
        Lang::Zh => format!("已读 {seen}/{of} 篇"),
        Lang::En => format!("{seen} of {of} read"),
    };
    let (left, right) = strip.split_end(pen.width(&seen).0.saturating_add(1));
    let name = match (model.settings.lang, wide.text) {
        (Lang::Zh, true) => "全部文稿 · 查找",
        (Lang::Zh, false) => "全部文稿 · 跳转",
        (Lang::En, true) => "all texts · search",
        (Lang::En, false) => "all texts · jump",
    };
    let rest = pen.cut(left.skip(1), name, theme.bar()).skip(2);
    let hints = if wide.text { SEARCH } else { JUMP };
    let hints = fitting(bound(model, hints), rest.room(), pen);
    if pen.width(&hints) <= rest.room() {
        pen.text(rest, &hints, theme.bar());
    }
    pen.text(right, &seen, theme.bar());
}

/// Draws the row of a text: its name, the title of its speech, how many hits it has.
fn text(
    model: &Model,
    wide: &Wide,
    index: usize,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let Some((volume, _)) = wide.rows.get(index).map(Row::place) else { return };
    let name = model.shelf.slots.get(volume).map_or("", |slot| slot.title.as_str());
    let haul = wide.hauls.get(&volume);
    let count = haul.map_or(String::new(), |(_, count)| count.to_string());
    let (strip, right) = strip.split_end(pen.width(&count).0.saturating_add(1));
    pen.text(right, &count, theme.matched());
    // A name that is cut must not run into the count.
    let (strip, _) = strip.split_end(1);
    let rest = pen.cut(strip, name, theme.heading());
    if let Some((title, _)) = haul.filter(|(title, _)| title != name) {
        pen.cut(rest.skip(2), title, theme.quiet());
    }
}

/// Draws a heading: the numbers above it, its marker and words.
fn heading(row: &Heading, selected: bool, strip: Strip, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let base = if selected { theme.selected() } else { theme.body() };
    let third = strip.room().0 / 3;
    let mut rest = strip;
    // Of a deep path, show the innermost numbers.
    let above = (0..row.above.len()).map(|skip| row.above.get(skip..).unwrap_or_default().concat());
    let fitting = above.into_iter().find(|above| pen.width(above).0 < third);
    if let Some(above) = fitting.filter(|above| !above.is_empty()) {
        rest = pen.text(rest, &above, base.patch(theme.quiet())).skip(1);
    }
    let mut pieces = Vec::new();
    for (at, grapheme) in graphemes(&row.words).filter(|(_, g)| !g.contains(['\n', '\r'])) {
        let span = Span::new(at, at.saturating_add(grapheme.len()));
        let matched = row.matched.iter().any(|m| m.overlaps(span));
        let style = match (matched, at < row.marker) {
            (true, _) => base.patch(theme.matched()),
            (false, true) => base.patch(theme.marker()),
            (false, false) => base,
        };
        let shown = visible(grapheme);
        if at < row.marker {
            rest = pen.text(rest, &shown, style);
        } else {
            pieces.push(Piece { shown, style, matched });
        }
    }
    marked::write(rest, &pieces, base, pen);
}

/// Draws a hit: the numbers of its section, and its words in context, hits below each other.
fn hit(row: &Sighting, selected: bool, strip: Strip, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    const SECTION: u16 = 14;
    let base = if selected { theme.selected() } else { theme.body() };
    let column = SECTION.min(strip.room().0 / 4);
    let place = Strip { end: strip.x.saturating_add(column).min(strip.end), ..strip };
    let section = row.section.concat();
    let section = if section.is_empty() { row.line.to_string() } else { section };
    pen.cut(place, &section, base.patch(theme.quiet()));
    let rest = Strip { x: place.end, ..strip }.skip(1);
    let part = |span: Span| visible(&flat(span.of(&row.words))).into_owned();
    let found = part(row.hit);
    let before = part(Span::new(0, row.hit.start));
    let after = part(Span::new(row.hit.end, row.words.len()));
    let room = rest.room() - pen.width(&found);
    let left = Cells((room.0 / 5).saturating_mul(2));
    let before = tail(&before, left, pen);
    let rest = rest.skip((left - pen.width(before)).0);
    let rest = pen.text(rest, before, base);
    let rest = pen.cut(rest, &found, base.patch(theme.matched()));
    pen.text(rest, &after, base);
}
