//! While a heading rule is being written: the outline with what the rule would change.

use super::outline::{number_style, numbered};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::config::ruling;
use crate::app::keymap::Mode;
use crate::app::model::Model;
use crate::app::msg::Command;
use crate::app::reading::{Reading, number};
use crate::app::screen::{Area, mark_column};
use crate::app::trial::{Change, Draft, Row, RuleEdit, Trial};
use crate::locale::Lang;
use crate::text::Cells;

/// Draws what the rule would change; before anything is typed, what can be done.
pub(super) fn list(model: &Model, edit: &RuleEdit, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.outline;
    let (Some(reading), Some(trial)) = (model.reading(), &edit.trial) else {
        return hints(model, theme, pen);
    };
    pen.cut(Strip::row(area, 0).skip(1), &summary(trial, model.settings.lang), theme.heading());
    let below = Area { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
    let selected = trial.changes.get(edit.selected).copied();
    let offset = edit.top(usize::from(below.height));
    for ((index, row), y) in trial.rows.iter().enumerate().skip(offset).zip(0..below.height) {
        heading(reading, row, selected == Some(index), Strip::row(below, y), theme, pen);
    }
}

/// How much would change.
fn summary(trial: &Trial, lang: Lang) -> String {
    let [new, gone, other] =
        [Change::New, Change::Gone, Change::Other].map(|change| trial.count(change));
    match lang {
        Lang::Zh if trial.changes.is_empty() => "没有变动".to_owned(),
        Lang::En if trial.changes.is_empty() => "no changes".to_owned(),
        Lang::Zh => format!("新增 {new} 去掉 {gone} 改变 {other}"),
        Lang::En => format!("{new} new {gone} gone {other} changed"),
    }
}

/// Draws a heading: what would happen to it, its number and title.
fn heading(
    reading: &Reading,
    row: &Row,
    selected: bool,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let node = &row.node;
    let base = if selected { theme.selected() } else { theme.body() };
    pen.paint(strip, base);
    let (sign, style) = match row.change {
        Change::Same => (" ", theme.quiet()),
        Change::New => ("+", theme.matched()),
        Change::Gone => ("-", theme.failure()),
        Change::Other => ("~", theme.marker()),
    };
    let rest = pen.symbol(strip, sign, Cells(1), base.patch(style));
    let rest = pen.symbol(rest, if selected { ">" } else { " " }, Cells(1), base);
    let (rest, _) = rest.skip(mark_column(node.depth, strip.room().0)).split_end(1);
    let number = number(node, reading.text.document.text());
    let rest = numbered(rest, &number, base.patch(number_style(node, theme)), pen);
    // Unchanged headings are dimmed.
    let style = if row.change == Change::Same { theme.quiet() } else { style };
    pen.cut(rest, &reading.words(node.title), base.patch(style));
}

/// What can be done while a rule is written, each with its key.
const HINTS: [(Command, &str, &str); 7] = [
    (Command::NextRuling, "标题、要点、题目、不算", "what it is"),
    (Command::NextLevel, "固定在第几级", "a fixed level"),
    (Command::ToggleInside, "段落中间也找", "inside paragraphs"),
    (Command::ToggleScope, "各处或本文件夹", "everywhere or here"),
    (Command::PickNext, "下一处变动", "next change"),
    (Command::Accept, "用上", "let it hold"),
    (Command::Cancel, "取消", "cancel"),
];

fn hints(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let (area, lang) = (model.screen.outline, model.settings.lang);
    let heads = lang.pick(
        ["从段首比起的正则表达式", "如 【要点】"],
        ["a regular expression, tried", "at the start of paragraphs"],
    );
    for (head, y) in heads.iter().zip(0..) {
        pen.cut(Strip::row(area, y).skip(1), head, theme.body());
    }
    let keys = |command| model.settings.keys.names(Mode::Rule, command, lang).next();
    for ((command, zh, en), y) in HINTS.iter().zip(3..) {
        let Some(key) = keys(*command) else { continue };
        let strip = Strip::row(area, y).skip(1);
        let after = pen.cut(strip, &key, theme.marker());
        let column = strip.skip(11);
        let rest = if after.x < column.x { column } else { after.skip(1) };
        pen.cut(rest, lang.pick(zh, en), theme.quiet());
    }
}

/// What stands before the pattern: what the rule says besides.
pub(super) fn label(draft: &Draft, lang: Lang) -> String {
    let (zh, en) = ruling(draft.ruling);
    let mut words = vec![lang.pick(zh, en).to_owned()];
    words.extend(draft.level().map(|level| match lang {
        Lang::Zh => format!("第{level}级"),
        Lang::En => format!("level {level}"),
    }));
    if draft.inside() {
        words.push(lang.pick("段内", "inside").to_owned());
    }
    if draft.folder.is_some() {
        words.push(lang.pick("本文件夹", "this folder").to_owned());
    }
    match lang {
        Lang::Zh => format!("规则（{}） ", words.join("，")),
        Lang::En => format!("rule ({}) ", words.join(", ")),
    }
}
