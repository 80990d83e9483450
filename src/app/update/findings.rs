//! The list of what `check` found: opening it, moving in it while the text follows, leaving it.

use std::cmp::Reverse;

use super::{asking, close, places};
use crate::app::findings::rows;
use crate::app::model::{Findings, Focus, Model, Overlay};
use crate::app::msg::{Effect, QuestionKind};
use crate::app::reading::Reading;
use crate::check::{Finding, Level};

/// Opens the list at once, and asks for the findings that will fill it.
pub(super) fn open(model: &mut Model) -> Effect {
    let Some(origin) = model.reading().map(Reading::here) else { return Effect::None };
    model.overlay = Overlay::Findings(Findings { origin, ..Findings::default() });
    asking::ask(model, question(model))
}

/// What is asked.
pub(super) fn question(model: &Model) -> QuestionKind {
    let policy = model.settings.check.clone();
    QuestionKind::Check { lang: model.settings.lang, policy }
}

/// Takes the answer in.
pub(super) fn fill(model: &mut Model, found: Vec<Finding>) {
    let none = found.is_empty();
    let Some(reading) = model.shelf.reading() else { return };
    let document = &reading.text.document;
    let mut positions = document.positions();
    let lines: Vec<usize> = found.iter().map(|f| positions.at(f.span.start).line).collect();
    let Overlay::Findings(list) = &mut model.overlay else { return };
    if none {
        let (zh, en) = if document.origin().partial {
            (
                "已读到的部分没有发现问题，读完再查一次",
                "no faults so far; check again once all is read",
            )
        } else {
            ("没有发现问题", "no faults found")
        };
        let origin = list.origin;
        if let Some(reading) = model.shelf.reading_mut() {
            reading.return_to(origin);
        }
        close(model);
        model.say(model.settings.lang.pick(zh, en));
        return;
    }
    let selected = list.selected.min(found.len() - 1);
    (list.found, list.lines, list.selected) = (found, lines, selected);
    if list.gravest_first {
        sort(list);
    }
    step(model, 0);
}

/// Puts the list into its order; the one that is selected stays so.
fn sort(list: &mut Findings) {
    let mut rows: Vec<(usize, (Finding, usize))> = std::mem::take(&mut list.found)
        .into_iter()
        .zip(std::mem::take(&mut list.lines))
        .enumerate()
        .collect();
    rows.sort_by_key(|(_, (finding, _))| {
        let gravity = if list.gravest_first { finding.level } else { Level::Hint };
        (Reverse(gravity), finding.span, finding.rule)
    });
    list.selected = rows.iter().position(|&(was, _)| was == list.selected).unwrap_or(0);
    (list.found, list.lines) = rows.into_iter().map(|(_, row)| row).unzip();
}

/// Lists the gravest first, the first of them selected, or all in reading order.
pub(super) fn next_order(model: &mut Model) {
    let Overlay::Findings(list) = &mut model.overlay else { return };
    list.gravest_first = !list.gravest_first;
    sort(list);
    let (zh, en) = if list.gravest_first {
        list.selected = 0;
        ("重的在前", "the gravest first")
    } else {
        ("按原文的次序", "in reading order")
    };
    step(model, 0);
    model.say(model.settings.lang.pick(zh, en));
}

/// Moves the selection; the text shows the place, and it is lit.
pub(super) fn step(model: &mut Model, by: isize) {
    let Overlay::Findings(list) = &mut model.overlay else { return };
    let last = list.found.len().saturating_sub(1);
    list.selected = list.selected.saturating_add_signed(by).min(last);
    let Some(span) = list.found.get(list.selected).map(|f| f.span) else { return };
    if let Some(reading) = model.shelf.reading_mut() {
        reading.go_to_byte(span.start);
    }
    model.selection = Some(span);
}

/// The finding on the row of the list under a cell.
pub(super) fn at(model: &Model, x: u16, y: u16) -> Option<usize> {
    let area = model.screen.list;
    let Overlay::Findings(list) = &model.overlay else { return None };
    let row = usize::from(y.checked_sub(area.y).filter(|_| area.contains(x, y))?);
    let size = (area.width, area.height);
    let rows = rows(list, model.settings.lang, size, model.settings.ambiguous);
    rows.get(row).map(|row| row.index)
}

/// Leaves the list, staying at the finding.
pub(super) fn accept(model: &mut Model, list: &Findings) {
    close(model);
    model.focus = Focus::Text;
    model.selection = list.found.get(list.selected).map(|f| f.span);
    if let Some(reading) = model.shelf.reading_mut()
        && reading.here() != list.origin
    {
        reading.leave_from(list.origin);
    }
    places::show_text(model);
}

/// Goes back to where the list was called.
pub(super) fn cancel(model: &mut Model, list: &Findings) {
    if let Some(reading) = model.shelf.reading_mut() {
        reading.return_to(list.origin);
    }
}
