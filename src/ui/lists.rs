//! The help, and what it has in common with the list of texts: both fill the screen above the last line.

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::help::{keys_width, rows};
use crate::app::keymap::HelpLine;
use crate::app::model::Help;
use crate::app::screen::Area;
use crate::locale::Lang;

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
    let filter = help.filter.text();
    let name = match (filter.is_empty(), lang) {
        (true, _) => lang.pick("帮助", "Help").to_owned(),
        (false, Lang::Zh) => format!("帮助  只列“{filter}”"),
        (false, Lang::En) => format!("Help  only “{filter}”"),
    };
    let area = body(model);
    let keys = keys_width(area.width);
    let lines = rows(&model.settings.keys, lang, area.width, pen.ambiguous, filter);
    if lines.is_empty() {
        let none = lang.pick("没有这样的按键", "no such key");
        pen.cut(Strip::row(area, 0).skip(1), none, theme.quiet());
    }
    // After the screen has grown, there may be fewer rows to scroll through.
    let last = lines.len().saturating_sub(usize::from(area.height));
    let top = help.top.min(last);
    title(model, &name, theme, pen);
    let percent = format!("{:>3}%", top.saturating_mul(100).checked_div(last).unwrap_or(100));
    let (_, end) =
        Strip::row(model.screen.header, 0).split_end(pen.width(&percent).0.saturating_add(1));
    pen.text(end, &percent, theme.bar());
    for (line, row) in lines.iter().skip(top).zip(0..area.height) {
        let strip = Strip::row(area, row).skip(1);
        match line {
            HelpLine::Blank => {}
            HelpLine::Group(name) => {
                pen.cut(strip, name, theme.heading());
            }
            HelpLine::Names(names) => {
                pen.cut(strip.skip(1), names, theme.marker());
            }
            HelpLine::Keys(names, text) => {
                let names_end = strip.x.saturating_add(keys).min(strip.end);
                pen.cut(Strip { end: names_end, ..strip }.skip(1), names, theme.marker());
                pen.cut(Strip { x: names_end, ..strip }.skip(1), text, theme.body());
            }
        }
    }
}
