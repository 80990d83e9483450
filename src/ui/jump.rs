//! The list of the jump: it takes the place of the outline, so that the text can show the heading.

use super::marked::{self, Piece};
use super::outline::{number_style, numbered};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::keymap::Mode;
use crate::app::model::Jump;
use crate::app::msg::Command;
use crate::app::reading::{Reading, number};
use crate::app::screen::list_offset;
use crate::locale::Lang;
use crate::search::jump::Hit;
use crate::text::{Cells, Span, graphemes, visible};

/// Draws the headings that fit.
pub(super) fn list(model: &Model, jump: &Jump, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.outline;
    let Some(reading) = model.reading() else { return };
    if jump.hits.is_empty() && !model.asking() {
        let text = model.settings.lang.pick("没有匹配的标题", "no heading matches");
        pen.cut(Strip::row(area, 0).skip(1), text, theme.quiet());
        for (row, way) in ways_on(model, jump.literal).iter().enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX).saturating_add(1);
            if row < area.height {
                pen.cut(Strip::row(area, row).skip(1), way, theme.quiet());
            }
        }
        return;
    }
    let offset = list_offset(jump.selected, jump.hits.len(), usize::from(area.height));
    let shown = jump.hits.iter().enumerate().skip(offset).zip(0..area.height);
    for ((index, hit), row) in shown {
        let strip = Strip::row(area, row);
        heading(reading, hit, index == jump.selected, strip, theme, pen);
    }
}

/// How letters that are in no heading are read as pinyin again.
pub(super) fn as_pinyin(model: &Model) -> Option<String> {
    let (keys, lang) = (&model.settings.keys, model.settings.lang);
    let key = keys.names(model.mode(), Command::TogglePinyin, lang).next()?;
    Some(format!("{key} {}", lang.pick("按拼音找", "read as pinyin")))
}

/// What else can be done with words that are in no heading, with the keys for it. `literal` says whether letters
/// were not read as pinyin.
fn ways_on(model: &Model, literal: bool) -> Vec<String> {
    let (keys, lang) = (&model.settings.keys, model.settings.lang);
    let key = |mode, command| keys.names(mode, command, lang).next();
    let mode = model.mode();
    let mut out = Vec::new();
    out.extend(as_pinyin(model).filter(|_| literal));
    if let (Some(cancel), Some(search)) =
        (key(mode, Command::Cancel), key(Mode::Text, Command::Search))
    {
        out.push(match lang {
            Lang::Zh => format!("{cancel} 后按 {search} 在全文中查找"),
            Lang::En => format!("{cancel}, then {search} to search the text"),
        });
    }
    if let Some(scope) = key(mode, Command::ToggleScope).filter(|_| model.shelf.walk().len() > 1) {
        let words = lang.pick("在全部文稿中找标题", "headings of all texts");
        out.push(format!("{scope} {words}"));
    }
    out
}

/// Draws one heading: the numbers above it, its own, its title, the title above it.
fn heading(
    reading: &Reading,
    hit: &Hit,
    selected: bool,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let text = &reading.text;
    let source = text.document.text();
    let Some(node) = text.outline.get(hit.node) else { return };
    let base = if selected { theme.selected() } else { theme.body() };
    pen.paint(strip, base);
    let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base);
    let (strip, _) = strip.split_end(1);
    let mut rest = strip;
    // The numbers above take a third of the row at most, the nearest ones first.
    let above: Vec<_> =
        text.outline.path(hit.node).into_iter().filter(|&id| id != hit.node).collect();
    let mut numbers: Vec<_> = above
        .iter()
        .filter_map(|&id| text.outline.get(id))
        .map(|n| number(n, source))
        .filter(|n| !n.is_empty())
        .collect();
    let third = strip.room().0 / 3;
    while pen.width(&numbers.join(" ")).0 >= third && !numbers.is_empty() {
        numbers.remove(0);
    }
    if !numbers.is_empty() {
        rest = pen.text(rest, &numbers.join(" "), base.patch(theme.quiet())).skip(1);
    }
    rest = numbered(rest, &number(node, source), base.patch(number_style(node, theme)), pen);
    let instead = reading.exchanged(node.title);
    let mut pieces = Vec::new();
    for (at, grapheme) in graphemes(node.title.of(source)) {
        let start = node.title.start.saturating_add(at);
        let span = Span::new(start, start.saturating_add(grapheme.len()));
        if reading.glosses_within(node.title).iter().any(|gloss| gloss.overlaps(span)) {
            continue;
        }
        let other = instead.binary_search_by_key(&start, |&(at, _)| at).ok();
        let shown = match other.and_then(|i| instead.get(i)) {
            Some(&(_, shown)) => std::borrow::Cow::Owned(shown.to_string()),
            None => visible(grapheme),
        };
        let matched = hit.matched.iter().any(|m| m.overlaps(span));
        let style = if matched { base.patch(theme.matched()) } else { base };
        pieces.push(Piece { shown, style, matched });
    }
    let (rest, fitted) = marked::write(rest, &pieces, base, pen);
    let parent = above.last().and_then(|&id| text.outline.get(id));
    if let (true, Some(parent)) = (fitted && rest.room() > Cells(8), parent) {
        pen.cut(rest.skip(2), &reading.words(parent.title), base.patch(theme.quiet()));
    }
}
