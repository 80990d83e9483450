//! The outline pane and the line beside it.

use std::borrow::Cow;

use ratatui::style::Style;

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::model::{Focus, Model, Tally};
use crate::app::reading::{Reading, number};
use crate::app::screen::mark_column;
use crate::app::text::Text;
use crate::locale::Lang;
use crate::outline::{Kind, Node, NodeId};
use crate::stats::clock;
use crate::text::Cells;

/// Cells that a number before a title may always take.
const NUMBER: u16 = 10;
/// Cells of a title that a longer number, 第一百二十三条, must leave: cut, it is the same as others.
const TITLE: u16 = 8;

/// Draws the outline.
pub(super) fn pane(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.outline;
    if area.is_empty() {
        return;
    }
    let Some(reading) = model.reading() else { return };
    if reading.text.outline.is_empty() {
        let text = model.settings.lang.pick("没有标题", "no headings");
        pen.cut(Strip::row(area, 0).skip(1), text, theme.quiet());
        return;
    }
    let titles = titles(reading);
    let shown = reading.tree.window().iter().zip(0..area.height);
    for (&id, row) in shown {
        entry(model, reading, id, &titles, Strip::row(area, row), theme, pen);
    }
}

/// The titles of the speeches in sight.
fn titles(reading: &Reading) -> Vec<(NodeId, Cow<'_, str>)> {
    let node = |&id: &NodeId| Some((id, reading.text.outline.get(id)?));
    let nodes = reading.tree.window().iter().filter_map(node);
    let titles = nodes.filter(|(_, node)| node.kind == Kind::Title);
    titles.map(|(id, node)| (id, reading.words(node.title))).collect()
}

/// Whether another of `titles` begins with as much of `title` as fits `room`: 讲话稿·1 and 讲话稿·2.
fn has_twin(
    titles: &[(NodeId, Cow<'_, str>)],
    (id, title): (NodeId, &str),
    room: Cells,
    pen: &Pen<'_>,
) -> bool {
    let (head, _) = pen.fit(title, room - pen.dots());
    head.len() < title.len()
        && titles.iter().any(|(other, words)| *other != id && words.starts_with(head))
}

/// Draws one entry: fold mark, number, title, size.
fn entry(
    model: &Model,
    reading: &Reading,
    id: NodeId,
    titles: &[(NodeId, Cow<'_, str>)],
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let text = &reading.text;
    let Some(node) = text.outline.get(id) else { return };
    let here = reading.tree.cursor() == Some(id);
    let base = match (here, model.focus) {
        (false, _) => Style::new(),
        (true, Focus::Outline) => theme.selected(),
        (true, Focus::Text) => theme.followed(),
    };
    pen.paint(strip, base);
    let rest = strip.skip(mark_column(node.depth, strip.room().0));
    let mark = match (reading.tree.opens(&text.outline, id), reading.tree.is_folded(id)) {
        (false, _) => " ",
        (true, true) => "▸",
        (true, false) => "▾",
    };
    let rest = pen.chrome(rest, mark, base).skip(1);
    let (tally, style) = match &reading.hits {
        Some(hits) => match hits.count(node.extent) {
            0 => (String::new(), theme.quiet()),
            count => (size(count, model.settings.lang), theme.matched()),
        },
        None => (length(model, text, id), theme.quiet()),
    };
    // A speaking time of an hour or more needs more cells than any count.
    let (rest, end) = rest.split_end(pen.width(&tally).0.saturating_add(2).max(6));
    let pad = end.room() - pen.width(&tally) - Cells(1);
    pen.text(end.skip(pad.0), &tally, base.patch(style));
    let number = number(node, text.document.text());
    let rest = numbered(rest, &number, base.patch(number_style(node, theme)), pen);
    let title = if node.kind == Kind::Title { base.patch(theme.heading()) } else { base };
    let words = reading.words(node.title);
    if node.kind == Kind::Title && has_twin(titles, (id, &words), rest.room(), pen) {
        pen.cut_inside(rest, &words, title);
    } else {
        pen.cut(rest, &words, title);
    }
}

/// Writes the number and what stands between it and the title.
pub(super) fn numbered(strip: Strip, number: &str, style: Style, pen: &mut Pen<'_>) -> Strip {
    if number.is_empty() {
        return strip;
    }
    let most = strip.room().0.saturating_sub(TITLE.saturating_add(1));
    let room = match pen.width(number).0 {
        long if long > NUMBER && long <= most => long,
        _ => NUMBER.min(strip.room().0 / 2),
    };
    let limit = Strip { end: strip.x.saturating_add(room).min(strip.end), ..strip };
    let after = pen.cut(limit, number, style);
    Strip { x: after.x, ..strip }.skip(1)
}

/// The style of the number of `node`.
pub(super) fn number_style(node: &Node, theme: &Theme<'_>) -> Style {
    match node.kind {
        Kind::Point => theme.point(),
        Kind::Title | Kind::Heading | Kind::Paragraph => theme.marker(),
    }
}

/// Draws the line between the panes.
pub(super) fn border(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.border;
    for row in 0..area.height {
        pen.chrome(Strip::row(area, row), "|", theme.quiet());
    }
}

/// How long a section is.
fn length(model: &Model, text: &Text, id: NodeId) -> String {
    let count = text.stats.section(&text.outline, id);
    match model.tally {
        Tally::Words => size(count.words, model.settings.lang),
        Tally::Share => {
            let permille = count.permille(text.stats.whole());
            format!("{}%", permille.saturating_add(5).checked_div(10).unwrap_or(0))
        }
        Tally::Time => clock(count.seconds(model.settings.pace)),
    }
}

/// A count in at most four cells, or five where it is in Chinese: 543, 1949, 12k or 1.2万, 3.4M or 340万.
pub(super) fn size(count: usize, lang: Lang) -> String {
    let tenths = |unit: usize, name| {
        let tenths = (count.saturating_mul(10).checked_div(unit).unwrap_or(0)).max(10);
        if tenths < 100 {
            format!("{}.{}{name}", tenths / 10, tenths % 10)
        } else {
            format!("{}{name}", tenths / 10)
        }
    };
    match (lang, count) {
        (_, 0..10_000) => count.to_string(),
        (Lang::Zh, 10_000..100_000_000) => tenths(10_000, '万'),
        (Lang::Zh, _) => tenths(100_000_000, '亿'),
        (Lang::En, 10_000..1_000_000) => tenths(1_000, 'k'),
        (Lang::En, 1_000_000..1_000_000_000) => tenths(1_000_000, 'M'),
        (Lang::En, _) => tenths(1_000_000_000, 'G'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_exact_as_far_as_they_fit_and_then_in_units_of_the_language() {
        for (count, zh, en) in [
            (0, "0", "0"),
            (543, "543", "543"),
            (1_949, "1949", "1949"),
            (9_999, "9999", "9999"),
            (10_000, "1.0万", "10k"),
            (129_999, "12万", "129k"),
            (3_400_000, "340万", "3.4M"),
            (210_000_000, "2.1亿", "210M"),
        ] {
            assert_eq!((size(count, Lang::Zh), size(count, Lang::En)), (zh.into(), en.into()));
        }
    }
}
