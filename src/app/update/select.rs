//! Selecting by keys: a sentence, then more or fewer.

use super::advise::advise;
use super::nothing;
use crate::app::model::Model;
use crate::app::msg::Command;
use crate::app::reading::Reading;
use crate::app::selection::{Unit, longer, shorter};
use crate::document::Role;
use crate::locale::Lang;
use crate::text::Span;

/// Selects a sentence, or extends the selection by `times` sentences.
pub(super) fn more(model: &mut Model, selection: Option<Span>, times: isize) {
    let Some(reading) = model.reading() else { return };
    let document = &reading.text.document;
    let times = usize::try_from(times).unwrap_or(1);
    let span = match selection.filter(|span| !span.is_empty()) {
        Some(span) => Some(longer(document, span.end, times).map_or(span, |more| span.cover(more))),
        None => first(reading).map(|first| {
            let more = times.checked_sub(1).filter(|&more| more > 0);
            let more = more.and_then(|more| longer(document, first.end, more));
            more.map_or(first, |more| first.cover(more))
        }),
    };
    match span {
        Some(span) => select(model, span),
        None => nothing(model, "这里没有文字", "there are no words here"),
    }
}

/// Shortens the selection by `times` sentences.
pub(super) fn less(model: &mut Model, selection: Option<Span>, times: isize) {
    let Some(reading) = model.reading() else { return };
    let Some(span) = selection.filter(|span| !span.is_empty()) else {
        let more = (Command::SelectMore, "：按 {} 选一句", ": {} selects");
        return advise(model, ("没有选中的文字", "nothing is selected"), &[more]);
    };
    match shorter(&reading.text.document, span, usize::try_from(times).unwrap_or(1)) {
        Some(span) => select(model, span),
        None => nothing(model, "已取消选择", "nothing is selected any more"),
    }
}

/// The sentence with which a selection begins: that of the hit gone to, where it is in sight, else
/// the first that begins in sight.
fn first(reading: &Reading) -> Option<Span> {
    let document = &reading.text.document;
    let rows = reading.rows().iter().filter(|placed| !placed.blank);
    let seen = rows.map(|placed| placed.row.span).reduce(Span::cover)?;
    let at = |byte| Some(Unit::Sentence.at(document, byte)).filter(|span| !span.is_empty());
    let hit = reading.hits.as_ref().and_then(|hits| hits.spans.get(hits.at?));
    if let Some(hit) = hit.filter(|hit| hit.overlaps(seen)) {
        return at(hit.start);
    }
    let role = document.paragraphs().get(document.paragraph_at(seen.start)).map(|p| p.role);
    if role == Some(Role::Furniture) {
        return longer(document, seen.start, 1);
    }
    let here = at(seen.start)?;
    if here.start >= seen.start {
        return Some(here);
    }
    let next = longer(document, here.end, 1).filter(|span| span.start < seen.end);
    Some(next.unwrap_or(here))
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
