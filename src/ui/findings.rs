//! The list of findings over the text; the footer says what to do about the selected one.

use super::hits::rule;
use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::findings::{digits, lead, rows};
use crate::app::model::Findings;
use crate::check::Level;
use crate::text::Cells;

/// Draws the list and the row between it and the text.
pub(super) fn list(model: &Model, list: &Findings, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.list;
    let lang = model.settings.lang;
    rule(model, theme, pen);
    if list.found.is_empty() {
        let text = lang.pick("正在检查", "checking");
        pen.cut(Strip::row(area, 0).skip(1), text, theme.quiet());
        return;
    }
    let digits = digits(list);
    let shown = rows(list, lang, (area.width, area.height), pen.ambiguous);
    for (shown, row) in shown.iter().zip(0..area.height) {
        let (Some(finding), Some(line)) =
            (list.found.get(shown.index), list.lines.get(shown.index))
        else {
            continue;
        };
        let selected = shown.index == list.selected;
        let base = if selected { theme.selected() } else { theme.body() };
        let strip = Strip::row(area, row);
        pen.paint(strip, base);
        if !shown.first {
            pen.cut(strip.skip(lead(list, lang).0), &shown.words, base);
            continue;
        }
        let strip = pen.symbol(strip, if selected { ">" } else { " " }, Cells(1), base);
        let (strip, _) = strip.split_end(1);
        let level = match finding.level {
            Level::Error => theme.failure(),
            Level::Warning => theme.marker(),
            Level::Hint => theme.quiet(),
        };
        // The English names of levels differ in length, the Chinese ones do not.
        let words = format!("{:<width$}", finding.level.words(lang), width = lang.pick(2, 7));
        let strip = pen.text(strip, &words, base.patch(level)).skip(1);
        let strip = pen.text(strip, &format!("{line:>digits$}"), base.patch(theme.quiet()));
        pen.cut(strip.skip(2), &shown.words, base);
    }
}

/// What to do about the selected finding and, if there is room, its rule and clause.
pub(super) fn advice(list: &Findings, room: Cells, pen: &Pen<'_>) -> String {
    let Some(finding) = list.found.get(list.selected) else { return String::new() };
    let about = finding.rule.about();
    let gap = if finding.suggestion.is_empty() { "" } else { "  " };
    let blank = if about.clause.is_empty() { "" } else { " " };
    let whole = format!("{}{gap}[{}{blank}{}]", finding.suggestion, about.id, about.clause);
    let short = format!("{}{gap}[{}]", finding.suggestion, about.id);
    let bare = match finding.suggestion.as_str() {
        "" => short.clone(),
        suggestion => suggestion.to_owned(),
    };
    [whole, short].into_iter().find(|told| pen.width(told) <= room).unwrap_or(bare)
}
