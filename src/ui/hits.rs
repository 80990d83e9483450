//! The list of hits over the text: each with the words around it, under its section.

use super::bars;
use super::outline::{number_style, numbered};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::reading::{Hits, Reading, number};
use crate::app::results::{ListRow, line, window};
use crate::outline::{Node, NodeId};
use crate::search::text::aligned;
use crate::text::{Cells, Span};

/// Draws the list and the row between it and the text.
pub(super) fn list(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.list;
    rule(model, theme, pen);
    let Some(reading) = model.reading() else { return };
    let Some(hits) = &reading.hits else { return };
    let selected = hits.at.unwrap_or(0);
    let rows = window(hits, reading.text.headings(), selected, usize::from(area.height));
    let digits = count_digits(hits.spans.len());
    for (row, y) in rows.into_iter().zip(0..area.height) {
        let strip = Strip::row(area, y);
        match row {
            ListRow::Section(id) => section(model, reading, (hits, id), strip, theme, pen),
            ListRow::Hit(index) => {
                hit(reading, (hits, index), (selected == index, digits), strip, theme, pen);
            }
        }
    }
}

/// Draws the row between a list and what lies below it.
pub(super) fn rule(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let border = model.screen.border;
    for row in 0..border.height {
        let strip = Strip::row(border, row);
        for x in strip.x..strip.end {
            pen.chrome(Strip { x, ..strip }, "-", theme.quiet());
        }
    }
}

/// Draws the row of a section: the numbers of the path, its title, how many hits it has itself.
fn section(
    model: &Model,
    reading: &Reading,
    (hits, id): (&Hits, Option<NodeId>),
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let text = &reading.text;
    let Some(node) = id.and_then(|id| text.headings().get(id)) else {
        let before = model.settings.lang.pick("标题之前", "before the first heading");
        pen.cut(strip, before, theme.quiet());
        return;
    };
    let source = text.document.text();
    let after = id.map_or(0, |id| id.0.saturating_add(1));
    let end = text.headings().nodes().get(after).map_or(node.extent.end, Node::start);
    let count = hits.count(Span::new(node.start(), end)).to_string();
    let (strip, right) = strip.split_end(pen.width(&count).0.saturating_add(1));
    pen.text(right, &count, theme.matched());
    let (strip, _) = strip.split_end(1);
    let path = id.map_or(Vec::new(), |id| text.headings().path(id));
    let mut rest = strip;
    // Of a deep path, show the innermost numbers.
    let above = path.iter().rev().skip(1).take(3).rev();
    for node in above.filter_map(|&id| text.headings().get(id)) {
        let number = number(node, source);
        if !number.is_empty() {
            rest = numbered(rest, &number, theme.quiet(), pen);
        }
    }
    let rest = numbered(rest, &number(node, source), number_style(node, theme), pen);
    pen.cut(rest, &reading.words(node.title), theme.heading());
}

/// Draws a hit: its number, and its words in context, so that hits stand below each other.
fn hit(
    reading: &Reading,
    (hits, index): (&Hits, usize),
    (selected, digits): (bool, usize),
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let Some(&span) = hits.spans.get(index) else { return };
    let base = if selected { theme.selected() } else { theme.body() };
    pen.paint(strip, base);
    let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base);
    let (strip, _) = strip.split_end(1);
    let label = format!("{:>digits$}", index.saturating_add(1));
    let strip = pen.text(strip, &label, base.patch(theme.quiet())).skip(2);
    let found = line(reading, span);
    let width = pen.width(&found);
    let room = strip.room() - width;
    let before = Cells((room.0 / 5).saturating_mul(2));
    let sides = (before, room - before);
    let (head, tail) = aligned(&reading.text.document, span, sides, pen.ambiguous);
    let (head, tail) = (line(reading, head), line(reading, tail));
    // The context was cut by the width tables; on a terminal with wide letters less of it fits.
    let head = bars::tail(&head, before, pen);
    let rest = strip.skip((before - pen.width(head)).0);
    let rest = pen.text(rest, head, base);
    let rest = pen.cut(rest, &found, base.patch(theme.matched()));
    pen.text(rest, &tail, base);
}

/// Digits of the greatest number that is shown.
fn count_digits(count: usize) -> usize {
    count.to_string().len()
}
