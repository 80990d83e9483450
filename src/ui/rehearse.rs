//! The rehearsal: the text alone with one sentence lit, and clocks in the last line.

use super::bars::hints::{Hint, bound, fitting};
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::Settings;
use crate::app::msg::Command;
use crate::app::rehearse::{Rehearsal, Times};
use crate::locale::Lang;
use crate::stats::clock;
use crate::text::Cells;

/// Cells between the clocks and the hints, and behind these.
const GAP: u16 = 4;

/// Draws the text, what went wrong, and the clocks.
pub(super) fn screen(model: &Model, rehearsal: &Rehearsal, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let column = model.screen.column;
    let Some(reading) = model.reading() else { return };
    let (lit, rest) = if told_by_reverse(&model.settings) {
        (theme.selected(), theme.body())
    } else {
        (theme.lit(), theme.quiet())
    };
    let span = rehearsal.span();
    let pane = model.screen.text;
    let end = pane.x.saturating_add(pane.width);
    let pitch = usize::from(model.screen.pitch.max(1));
    for (placed, row) in reading.rows().iter().zip((0..column.height).step_by(pitch)) {
        if placed.blank || reading.folded_here(placed).is_some() {
            continue;
        }
        let mut strip = Strip { end, ..Strip::row(column, row) }.skip(placed.row.indent.0);
        let mut style = rest;
        for glyph in reading.glyphs(placed) {
            // A blank that exists only on the screen is styled like the character before it.
            if !glyph.source.is_empty() {
                style = if glyph.source.overlaps(span) { lit } else { rest };
            }
            strip = pen.symbol(strip, &glyph.text, Cells(glyph.cells), style);
        }
    }
    if let Some(status) = &model.status {
        let below = Strip::row(pane, pane.height.saturating_sub(1));
        pen.paint(below, theme.body());
        let style = if status.failure { theme.failure() } else { theme.body() };
        let rest = pen.cut(below.skip(1), &status.text, style);
        pen.text(rest, &" ".repeat(usize::from(rest.room().0)), theme.body());
    }
    clocks(model, rehearsal, theme, pen);
}

/// Whether the lit sentence is shown in reverse video, because dim and bold may look alike.
fn told_by_reverse(settings: &Settings) -> bool {
    let mono = settings.themes.mono();
    !settings.colour || settings.themes.get(settings.theme) == mono
}

/// The cell at which the lit sentence begins, for screen readers.
pub(super) fn cursor(model: &Model, rehearsal: &Rehearsal) -> Option<(u16, u16)> {
    let start = rehearsal.span().start;
    let rows = model.reading()?.rows();
    let row = rows.iter().position(|placed| !placed.blank && placed.row.span.end > start)?;
    let column = model.screen.column;
    let y = u16::try_from(row).ok()?.checked_mul(model.screen.pitch.max(1))?;
    (y < column.height).then_some((column.x, column.y.saturating_add(y)))
}

/// Draws the last line: times of the section and of the whole, how far ahead or behind, the pace, keys.
/// Shorter in a narrow window.
fn clocks(model: &Model, rehearsal: &Rehearsal, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let strip = Strip::row(model.screen.footer, 0).skip(1);
    let lang = model.settings.lang;
    let times = rehearsal.times();
    let state = match (rehearsal.done, rehearsal.running) {
        (true, _) => lang.pick("讲完", "done"),
        (false, false) => lang.pick("暂停", "paused"),
        (false, true) => "",
    };
    let (zh, en) = match (rehearsal.done, rehearsal.running) {
        (true, _) => ("重来", "again"),
        (false, false) => ("继续", "go on"),
        (false, true) => ("暂停", "pause"),
    };
    let pause: Hint = (&[Command::Pause], zh, en, 3);
    let hints: [Hint; 4] = [
        (&[Command::Faster, Command::Slower], "语速", "pace", 0),
        pause,
        (&[Command::Help], "帮助", "help", 2),
        (&[Command::Cancel], "返回", "back", 1),
    ];
    // How to go on is worth more than words between the numbers.
    let least = bound(model, [&pause]).first().map_or(0, |(hint, _)| pen.width(hint).0);
    let fits = |told: &String| pen.width(told) + Cells(least) + Cells(GAP) <= strip.room();
    let told = Some(parts(times, rehearsal, lang, state).join("  "))
        .filter(fits)
        .or_else(|| Some(tight(times, rehearsal, lang, state, true)).filter(fits))
        .unwrap_or_else(|| tight(times, rehearsal, lang, state, false));
    let rest = pen.text(strip, &told, theme.body());
    let keys = fitting(bound(model, &hints), rest.room() - Cells(GAP), pen);
    let width = pen.width(&keys).0;
    if rest.room().0 >= width.saturating_add(GAP) {
        let (_, end) = rest.split_end(width.saturating_add(1));
        pen.text(end, &keys, theme.quiet());
    }
}

fn parts(times: Times, rehearsal: &Rehearsal, lang: Lang, state: &str) -> Vec<String> {
    let Times { elapsed, whole, here, section, lead } = times;
    let ago = clock(lead.unsigned_abs());
    let lead = match (lang, lead.signum()) {
        (Lang::Zh, 1) => format!("快 {ago}"),
        (Lang::Zh, -1) => format!("慢 {ago}"),
        (Lang::Zh, _) => "合计划".to_owned(),
        (Lang::En, 1) => format!("{ago} ahead"),
        (Lang::En, -1) => format!("{ago} behind"),
        (Lang::En, _) => "on time".to_owned(),
    };
    let mut parts = vec![
        format!("{} / {}", clock(elapsed), clock(whole)),
        format!("{} {} / {}", lang.pick("本节", "section"), clock(here), clock(section)),
        lead,
        format!("{}{}", rehearsal.pace, lang.pick(" 字/分", "/min")),
    ];
    if !state.is_empty() {
        parts.push(state.to_owned());
    }
    parts
}

/// The same in few cells; the section is left out unless it is `sectioned`.
fn tight(times: Times, rehearsal: &Rehearsal, lang: Lang, state: &str, sectioned: bool) -> String {
    let Times { elapsed, whole, here, section, lead } = times;
    let sign = match lead.signum() {
        1 => "+",
        -1 => "-",
        _ => "",
    };
    let pace = format!("{}{}", rehearsal.pace, lang.pick("字/分", "/min"));
    let section = match (sectioned, lang.pick("节", "sec ")) {
        (true, word) => format!(" {word}{}/{}", clock(here), clock(section)),
        (false, _) => String::new(),
    };
    let lead = format!("{sign}{}", clock(lead.unsigned_abs()));
    let state = if state.is_empty() { &pace } else { state };
    format!("{}/{}{section} {lead} {state}", clock(elapsed), clock(whole))
}
