//! The help and the list of texts: the whole screen but the last line.

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::keymap::HelpLine;
use crate::app::model::Help;
use crate::app::screen::{Area, list_offset};
use crate::app::shelf::{List, State};
use crate::text::{Cells, Span, graphemes};

/// Cells that the keys take in the help: the longest, and a blank before them.
const KEYS: u16 = 27;

pub(super) fn body(model: &Model) -> Area {
    let text = model.screen.column;
    Area { x: 0, y: text.y, width: model.size.0, height: text.height }
}

pub(super) fn title(model: &Model, text: &str, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let strip = Strip::row(model.screen.header, 0);
    pen.paint(strip, theme.bar());
    pen.cut(strip.skip(1), text, theme.bar());
}

/// Draws the help.
pub(super) fn help(model: &Model, help: &Help, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let lang = model.settings.lang;
    title(model, lang.pick("帮助  j/k 滚动  q 关闭", "Help  j/k scroll  q close"), theme, pen);
    let area = body(model);
    let keys = KEYS.min(area.width / 2);
    for (line, row) in
        model.settings.keys.help_lines(lang).iter().skip(help.top).zip(0..area.height)
    {
        let strip = Strip::row(area, row).skip(1);
        match line {
            HelpLine::Blank => {}
            HelpLine::Group(name) => {
                pen.cut(strip, name, theme.heading());
            }
            HelpLine::Keys(names, text) => {
                let names_end = strip.x.saturating_add(keys).min(strip.end);
                pen.cut(Strip { end: names_end, ..strip }.skip(1), names, theme.marker());
                pen.cut(Strip { x: names_end, ..strip }.skip(1), text, theme.body());
            }
        }
    }
}

/// Draws the list of texts.
pub(super) fn library(model: &Model, list: &List, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let lang = model.settings.lang;
    let name = lang.pick("纲目 · 文稿  Enter 打开  / 筛选", "gangmu · texts  Enter open  / filter");
    title(model, name, theme, pen);
    let area = body(model);
    if list.hits.is_empty() {
        let text = lang.pick("没有文稿", "no texts");
        pen.cut(Strip::row(area, 0).skip(2), text, theme.quiet());
    }
    let titles = &model.shelf.titles().document;
    let offset = list_offset(list.selected, list.hits.len(), usize::from(area.height));
    for ((index, hit), row) in list.hits.iter().enumerate().skip(offset).zip(0..area.height) {
        let strip = Strip::row(area, row);
        let selected = index == list.selected;
        let base = if selected { theme.selected() } else { theme.body() };
        pen.paint(strip, base);
        let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base).skip(1);
        let Some(slot) = model.shelf.slots.get(hit.node.0) else { continue };
        let state = match &slot.state {
            State::Open(_) => lang.pick("已打开", "open"),
            State::Failed(_) => lang.pick("无法读取", "failed"),
            State::Loading => lang.pick("读取中", "reading"),
            State::Closed => "",
        };
        let (mut rest, end) = strip.split_end(pen.width(state).0.saturating_add(1));
        pen.text(end, state, base.patch(theme.quiet()));
        let start = titles.paragraphs().get(hit.node.0).map_or(0, |p| p.span.start);
        if pen.width(&slot.title) > rest.room() {
            pen.cut(rest, &slot.title, base);
            continue;
        }
        for (at, grapheme) in graphemes(&slot.title) {
            let at = start.saturating_add(at);
            let span = Span::new(at, at.saturating_add(grapheme.len()));
            let matched = hit.matched.iter().any(|m| m.overlaps(span));
            let style = if matched { base.patch(theme.matched()) } else { base };
            rest = pen.text(rest, grapheme, style);
        }
    }
}
