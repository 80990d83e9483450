//! The list of the jump: it takes the place of the outline, so that the text can show the heading.

use super::outline::{number_style, numbered};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::model::Jump;
use crate::app::reading::{Reading, number};
use crate::app::screen::list_offset;
use crate::search::jump::Hit;
use crate::text::{Cells, Span, graphemes, visible};

/// Draws the headings that fit.
pub(super) fn list(model: &Model, jump: &Jump, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.outline;
    let Some(reading) = model.reading() else { return };
    if jump.hits.is_empty() && !model.asking() {
        let text = model.settings.lang.pick("没有匹配的标题", "no heading matches");
        pen.cut(Strip::row(area, 0).skip(1), text, theme.quiet());
        return;
    }
    let offset = list_offset(jump.selected, jump.hits.len(), usize::from(area.height));
    let shown = jump.hits.iter().enumerate().skip(offset).zip(0..area.height);
    for ((index, hit), row) in shown {
        let strip = Strip::row(area, row);
        heading(reading, hit, index == jump.selected, strip, theme, pen);
    }
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
    let mut fitted = true;
    let instead = reading.exchanged(node.title);
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
        let width = pen.cells(&shown);
        let last = span.end == node.title.end;
        if rest.room() < width + if last { Cells(0) } else { pen.dots() } {
            rest = pen.symbol(rest, "…", pen.dots(), base);
            fitted = false;
            break;
        }
        let matched = hit.matched.iter().any(|m| m.overlaps(span));
        let style = if matched { base.patch(theme.matched()) } else { base };
        rest = pen.text(Strip { end: rest.x.saturating_add(width.0), ..rest }, &shown, style);
        rest = Strip { end: strip.end, ..rest };
    }
    let parent = above.last().and_then(|&id| text.outline.get(id));
    if let (true, Some(parent)) = (fitted && rest.room() > Cells(8), parent) {
        pen.cut(rest.skip(2), &reading.words(parent.title), base.patch(theme.quiet()));
    }
}
