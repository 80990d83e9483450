//! Selecting: sentences by keys, words with the mouse.

use super::nothing;
use crate::app::model::Model;
use crate::app::reading::Reading;
use crate::app::selection::{Unit, next, shorter};
use crate::locale::Lang;
use crate::text::Span;

/// Selects a sentence, or so many more behind what is selected.
pub(super) fn more(model: &mut Model, selection: Option<Span>, times: isize) {
    let Some(reading) = model.reading() else { return };
    let document = &reading.text.document;
    let mut span = selection.filter(|span| !span.is_empty());
    for _ in 0..times {
        let found = match span {
            None => first(reading),
            Some(span) => next(document, span.end).map(|more| Span::new(span.start, more.end)),
        };
        if found.is_none() {
            break;
        }
        span = found;
    }
    match span {
        Some(span) => select(model, span),
        None => nothing(model, "这里没有文字", "there are no words here"),
    }
}

/// Takes so many sentences off the end of what is selected.
pub(super) fn less(model: &mut Model, selection: Option<Span>, times: isize) {
    let Some(reading) = model.reading() else { return };
    let mut span = selection.filter(|span| !span.is_empty());
    if span.is_none() {
        return nothing(model, "没有选中的文字：按 + 选一句", "nothing is selected: + selects");
    }
    for _ in 0..times {
        span = span.and_then(|span| shorter(&reading.text.document, span));
    }
    match span {
        Some(span) => select(model, span),
        None => nothing(model, "已取消选择", "nothing is selected any more"),
    }
}

/// The sentence with which a selection begins: that of the hit gone to, where it is in sight, else
/// the first that begins in sight.
fn first(reading: &Reading) -> Option<Span> {
    let document = &reading.text.document;
    let rows = reading.rows().iter().filter(|placed| !placed.blank);
    let seen =
        rows.map(|placed| placed.row.span).reduce(|all, row| Span::new(all.start, row.end))?;
    let hit = reading.hits.as_ref().and_then(|hits| hits.spans.get(hits.at?));
    if let Some(hit) = hit.filter(|hit| hit.overlaps(seen)) {
        return Some(Unit::Sentence.at(document, hit.start)).filter(|span| !span.is_empty());
    }
    let begins = next(document, seen.start).filter(|span| span.start < seen.end);
    let goes_on = || Some(Unit::Sentence.at(document, seen.start)).filter(|span| !span.is_empty());
    begins.or_else(goes_on)
}

/// Selects `span` and brings its end into sight.
fn select(model: &mut Model, span: Span) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let words = span.of(reading.text.document.text());
    let count = words.chars().filter(|c| !c.is_whitespace()).count();
    let last = words.chars().next_back().map_or(0, char::len_utf8);
    reading.reveal(Span::new(span.end - last, span.end));
    model.selection = Some(span);
    model.say(match model.settings.lang {
        Lang::Zh => format!("选中 {count} 字：+ 多一句，- 少一句，y 复制，; 批注，# 标出"),
        Lang::En => format!("{count} characters: + more, - less, y copies, ; notes, # highlights"),
    });
}
