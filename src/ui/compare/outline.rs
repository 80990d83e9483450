//! The outline of a comparison: each section of either version once, marked by how it has changed.

use ratatui::style::Style;

use super::super::outline::{number_style, numbered};
use super::super::pen::{Pen, Strip};
use super::super::theme::Theme;
use crate::app::Model;
use crate::app::compare::{Compare, Pair, Side, mark};
use crate::app::reading::number;
use crate::app::theme::Role;
use crate::diff::{Change, Section};
use crate::outline::Kind;
use crate::text::Cells;

/// Draws the outline and the line beside it.
pub(super) fn pane(
    model: &Model,
    state: &Compare,
    pair: &Pair,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let area = state.columns.outline;
    if area.width == 0 {
        return;
    }
    let here = state.section();
    let sections = pair.sides.sections.iter().enumerate().skip(state.outline_top);
    for ((index, section), row) in sections.zip(0..area.height) {
        let strip = Strip::row(area, row);
        let base = match (here == Some(index), state.columns.bare()) {
            (false, _) => Style::new(),
            (true, true) => theme.selected(),
            (true, false) => theme.followed(),
        };
        pen.paint(strip, base);
        entry(model, pair, section, base, strip, theme, pen);
    }
    for row in 0..state.columns.border.height {
        pen.chrome(Strip::row(state.columns.border, row), "|", theme.quiet());
    }
}

/// Draws one section: its mark, number and title, and how many paragraphs differ below it.
fn entry(
    model: &Model,
    pair: &Pair,
    section: &Section,
    base: Style,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let lit = sign(section, theme);
    let rest = pen.symbol(strip, mark(section), Cells(1), base.patch(lit)).skip(1);
    let indent = section.depth.saturating_sub(1).saturating_mul(2);
    let rest = rest.skip(indent.min(rest.room().0 / 3));
    let count = match section.differing {
        0 => String::new(),
        count => count.to_string(),
    };
    let (rest, end) = rest.split_end(pen.width(&count).0.saturating_add(2).max(4));
    let pad = end.room() - pen.width(&count) - Cells(1);
    pen.text(end.skip(pad.0), &count, base.patch(theme.quiet()));
    let side = if section.new.is_some() { Side::New } else { Side::Old };
    let text = pair.text(side);
    let Some(node) = side.heading(section).and_then(|id| text.headings().get(id)) else {
        let lang = model.settings.lang;
        let words = match section.blocks.start {
            _ if pair.sides.sections.len() == 1 => lang.pick("全文", "the whole text"),
            0 => lang.pick("标题之前", "before the headings"),
            _ => lang.pick("结尾", "closing"),
        };
        pen.cut(rest, words, base.patch(theme.quiet()));
        return;
    };
    let away = matches!(section.change, Change::Gone) || (section.moved && section.new.is_none());
    let words = if away { base.patch(theme.quiet()) } else { base };
    let number = number(node, text.document.text());
    let style = if away { words } else { base.patch(number_style(node, theme)) };
    let rest = numbered(rest, &number, style, pen);
    let title = match node.kind {
        Kind::Title if !away => base.patch(theme.heading()),
        Kind::Title | Kind::Heading | Kind::Point | Kind::Paragraph => words,
    };
    pen.cut(rest, pair.words(side, node.title), title);
}

/// The style of the mark of a section.
fn sign(section: &Section, theme: &Theme<'_>) -> Style {
    match section.change {
        Change::Same if !section.moved => theme.quiet(),
        Change::New => theme.differs(Role::NewWords),
        Change::Gone => theme.differs(Role::GoneWords),
        Change::Same | Change::Moved | Change::Reworded | Change::Renumbered => theme.marker(),
    }
}
