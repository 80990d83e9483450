//! The header and footer of a comparison: the names of the two texts, the totals, the current place.

use std::borrow::Cow;

use super::super::bars::hints::{Hint, bound};
use super::super::bars::{input, message, searched};
use super::super::pen::{Pen, Strip};
use super::super::theme::Theme;
use crate::app::Model;
use crate::app::compare::{self, Compare, Pane, Side, Stage, speech};
use crate::app::msg::Command;
use crate::locale::Lang;
use crate::text::Cells;
use ratatui::style::Modifier;

/// Draws the names of both versions above their columns.
pub(super) fn header(model: &Model, state: &Compare, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let strip = Strip::row(model.screen.header, 0);
    pen.paint(strip, theme.bar());
    let percent = match &state.pair {
        Some(_) if !state.columns.bare() => format!("{:>3}%", state.percent()),
        _ => String::new(),
    };
    let (strip, end) = strip.split_end(pen.width(&percent).0.saturating_add(1));
    pen.text(end, &percent, theme.bar());
    let over = |pane: Pane| {
        let end = pane.area.x.saturating_add(pane.area.width).min(strip.end);
        Strip { x: pane.area.x.min(end), end, ..strip }
    };
    let apart = !state.columns.unified && !state.columns.bare();
    let halves = if apart {
        [over(state.columns.old), over(state.columns.new)]
    } else {
        let (left, right) = strip.split_end(strip.room().0 / 2);
        [left, right]
    };
    for (side, half) in Side::BOTH.into_iter().zip(halves) {
        name(model, state, side, half, theme, pen);
    }
}

/// Draws the name of one version: its title, then the name of its file.
fn name(
    model: &Model,
    state: &Compare,
    side: Side,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let lang = model.settings.lang;
    let chosen = state.side == side && state.pair.is_some();
    let style = if chosen { theme.bar().add_modifier(Modifier::BOLD) } else { theme.bar() };
    let rest = pen.text(strip, if chosen { ">" } else { " " }, style);
    let role = match side {
        Side::Old => lang.pick("旧 ", "old "),
        Side::New => lang.pick("新 ", "new "),
    };
    let rest = pen.text(rest, role, style);
    let volume = state.volume(side);
    let Some(slot) = model.shelf.slots.get(volume.slot) else { return };
    let title = state.pair.as_ref().zip(volume.speech).and_then(|(pair, index)| {
        let span = speech(pair.text(side), index)?;
        let nodes = pair.text(side).headings().nodes();
        let node = nodes.iter().find(|node| span.contains(node.start()))?;
        Some(pair.words(side, node.title))
    });
    let (rest, _) = rest.split_end(1);
    let rest = pen.cut(rest, title.unwrap_or(&slot.title), style);
    if rest.room().0 > 8 && !slot.info.name.is_empty() && slot.info.name != slot.title {
        pen.cut(rest.skip(2), &slot.info.name, style);
    }
}

/// Draws the totals or the last message, and the numbers of the current difference and hit; or the search
/// being typed, whose cursor is returned.
pub(super) fn footer(
    model: &Model,
    state: &Compare,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) -> Option<(u16, u16)> {
    let strip = Strip::row(model.screen.footer, 0);
    if let Some(prompt) = model.prompt().filter(|_| strip.room() > Cells(0)) {
        return Some(input(model, prompt, strip, theme, pen));
    }
    let lang = model.settings.lang;
    let (at, count) = state.count();
    let pending = model.pending.count.map_or(String::new(), |count| count.to_string())
        + &model.pending.prefix.map_or(String::new(), String::from);
    let tally = match (&state.pair, pending.is_empty()) {
        (_, false) => pending,
        (None, true) => String::new(),
        (Some(_), true) if state.awaited.is_some() => working(state.stage, lang).to_owned(),
        (Some(_), true) => {
            let differences = format!("{} {at}/{count}", lang.pick("差别", "difference"));
            let sought = state.sought.as_ref();
            let hits = sought.map(|s| searched(&s.query, s.manner, s.count(), lang) + "  ");
            hits.unwrap_or_default() + &differences
        }
    };
    let (left, end) = strip.split_end(pen.width(&tally).0.saturating_add(3));
    pen.text(end.skip(2), &tally, theme.body());
    if let Some(status) = &model.status {
        message(model, status, left, theme, pen);
        return None;
    }
    // A narrow screen shows fewer hints and counts, but the hint at help as long as possible.
    let told = state.sides().map_or([String::new(), String::new()], |sides| {
        [true, false].map(|all| totals(&sides.totals, all, lang))
    });
    let [all, fewer] = &told;
    let hints = if state.sought.is_some() { SEARCHING } else { HINTS };
    let [hints, help] = [hints, HELP].map(|hints| joined(model, hints));
    let wide = |(totals, hints): &(&String, &String)| {
        pen.width(totals).0.saturating_add(pen.width(hints).0).saturating_add(4) <= left.room().0
    };
    let none = String::new();
    // During a search, how to end it is worth more than the totals.
    let end = joined(model, END);
    let (choices, last) = match state.sought {
        Some(_) => ([(all, &hints), (fewer, &hints), (&none, &hints)], (&none, &end)),
        None => ([(all, &hints), (all, &help), (fewer, &help)], (fewer, &none)),
    };
    let (totals, hints) = choices.into_iter().find(wide).unwrap_or(last);
    let totals = whole(totals, left.skip(1).room(), pen);
    let rest = pen.cut(left.skip(1), &totals, theme.body());
    let rest = if totals.is_empty() { rest } else { rest.skip(3) };
    pen.cut(rest, hints, theme.quiet());
    None
}

/// As many of the totals as fit `room`, each whole, and … for the others: a count must not be cut.
fn whole<'t>(totals: &'t str, room: Cells, pen: &Pen<'_>) -> Cow<'t, str> {
    let mut shown = Cow::Borrowed(totals);
    let mut kept = totals;
    while pen.width(&shown) > room {
        let Some((fewer, _)) = kept.rsplit_once("  ") else { return totals.into() };
        kept = fewer;
        shown = format!("{fewer}  …").into();
    }
    shown
}

const fn working(stage: Stage, lang: Lang) -> &'static str {
    match (stage, lang) {
        (Stage::Reading, Lang::Zh) => "正在读取…",
        (Stage::Reading, Lang::En) => "reading…",
        (Stage::Comparing, Lang::Zh) => "正在比较…",
        (Stage::Comparing, Lang::En) => "comparing…",
    }
}

const HINTS: &[Hint] = &[
    (&[Command::NextDifference, Command::PreviousDifference], "差别", "difference", 0),
    (&[Command::ToggleSame], "相同", "the same", 0),
    (&[Command::Help], "帮助", "help", 0),
    (&[Command::Quit], "返回", "back", 0),
];
const SEARCHING: &[Hint] = &[
    (&[Command::NextHit, Command::PreviousHit], "命中", "hit", 0),
    (&[Command::NextDifference], "差别", "difference", 0),
    (&[Command::Dismiss], "结束查找", "end search", 0),
    (&[Command::Help], "帮助", "help", 0),
];
const END: &[Hint] = &[(&[Command::Dismiss], "结束查找", "end search", 0)];
const HELP: &[Hint] = &[(&[Command::Help], "帮助", "help", 0)];

/// `hints` on one line. What does not fit is decided by whole lines here, so ranks do not matter.
fn joined(model: &Model, hints: &[Hint]) -> String {
    bound(model, hints).into_iter().map(|(hint, _)| hint).collect::<Vec<_>>().join("  ")
}

/// How much has changed: headings, with `all` also sentences, 字数.
fn totals(totals: &crate::diff::Totals, all: bool, lang: Lang) -> String {
    let (changed, added, removed) = totals.sentences;
    let headings = [
        (totals.new, "新", "new"),
        (totals.gone, "删", "gone"),
        (totals.merged, "并入", "merged"),
        (totals.moved, "移动", "moved"),
        (totals.reworded, "改写", "reworded"),
        (totals.renumbered, "改号", "renumbered"),
    ];
    let headings = headings.into_iter().filter(|(count, _, _)| *count > 0);
    let mut parts: Vec<String> =
        headings.map(|(count, zh, en)| format!("{} {count}", lang.pick(zh, en))).collect();
    if all {
        let signs = [("~", changed), ("+", added), ("-", removed), (">", totals.shifted)];
        let signs = signs.into_iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> = signs.map(|(sign, count)| format!("{sign}{count}")).collect();
        if !told.is_empty() {
            parts.push(format!("{} {}", lang.pick("句", "sentences"), told.join(" ")));
        }
    }
    if totals.words != 0 {
        parts.push(format!("{} {:+}", lang.pick("字数", "words"), totals.words));
    }
    parts.join("  ")
}

/// The label of a section, the new one where it has both.
pub(super) fn title(pair: &compare::Pair, section: &crate::diff::Section) -> (Side, String) {
    let side = if section.new.is_some() { Side::New } else { Side::Old };
    (side, compare::label(pair, section, side))
}
