//! Selecting text by character, sentence or paragraph.
//!
//! In: a [`Document`] and places in it. Out: [`Span`]s of whole sentences or paragraphs. Chinese
//! prose has no blanks between words, so the smallest unit is the sentence, cut as the rehearsal cuts
//! it: after 。！？ and the closing marks that follow.

use super::rehearse::split;
use crate::document::{Document, Paragraph, Role, trim};
use crate::text::Span;

/// By what a selection grows while the mouse is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A character: one click.
    Character,
    /// A sentence: two clicks.
    Sentence,
    /// A paragraph: three clicks.
    Paragraph,
}

impl Unit {
    /// The unit of `document` that contains `byte`.
    #[must_use]
    pub fn at(self, document: &Document, byte: usize) -> Span {
        let of = |paragraph: &Paragraph| trim(paragraph.span, document.text()).0;
        let paragraph = || document.paragraphs().get(document.paragraph_at(byte));
        let found = match self {
            Self::Character => None,
            Self::Sentence => paragraph().and_then(|p| sentence(document, p, byte)),
            Self::Paragraph => paragraph().map(of),
        };
        found.unwrap_or(Span::at(byte))
    }
}

/// Most bytes before and behind a place in which its sentence is looked for: a paragraph may be a line
/// of 50 MB.
const LOOK: usize = 1 << 16;

/// The sentence of `paragraph` that contains `byte`; the first for a byte before it, and the one before
/// for a byte between two.
fn sentence(document: &Document, paragraph: &Paragraph, byte: usize) -> Option<Span> {
    let text = document.text();
    let Span { start, end } = paragraph.span;
    let mut from = byte.saturating_sub(LOOK).max(start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = Span::new(from, byte.saturating_add(LOOK).min(end)).within(text);
    let mut last = None;
    for (span, _) in split(near, text) {
        if last.is_some() && span.start > byte {
            break;
        }
        last = Some(span);
    }
    last
}

/// The end of the `times`-th sentence that begins at `byte` or after it, or of the last; `None` where
/// none begins. Page furniture has no sentences.
#[must_use]
pub fn longer(document: &Document, byte: usize, times: usize) -> Option<Span> {
    let from = document.paragraph_at(byte);
    let rest = document.paragraphs().get(from..)?.iter();
    let read = rest.filter(|p| p.role != Role::Furniture && p.span.end > byte);
    let spans = read.map(|p| Span::new(p.span.start.max(byte), p.span.end));
    let mut sentences = spans.flat_map(|span| split(span, document.text()).map(|(span, _)| span));
    let first = sentences.next()?;
    let more = sentences.take(times.saturating_sub(1)).last();
    Some(Span::new(first.start, more.unwrap_or(first).end))
}

/// `selection` without its last `times` sentences; `None` where nothing would be left.
#[must_use]
pub fn shorter(document: &Document, selection: Span, times: usize) -> Option<Span> {
    let last = document.paragraph_at(selection.end.saturating_sub(1));
    let paragraphs = document.paragraphs().get(..=last)?.iter().rev();
    let mut left = times;
    for paragraph in paragraphs.take_while(|p| p.span.end > selection.start) {
        if paragraph.role == Role::Furniture {
            continue;
        }
        let start = paragraph.span.start.max(selection.start);
        let inside = Span::new(start, paragraph.span.end.min(selection.end));
        let ends: Vec<_> = split(inside, document.text())
            .map(|(span, _)| span.end)
            .filter(|&end| end < selection.end)
            .collect();
        match ends.len().checked_sub(left.max(1)) {
            Some(at) => return ends.get(at).map(|&end| Span::new(selection.start, end)),
            None => left -= ends.len(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "讲话\n　　渠要修好。坝要守牢！“水是命脉。”大家说对不对？\n最后一句没有句号\n散会。";

    #[test]
    fn two_clicks_take_a_sentence_and_three_a_paragraph() {
        let document = Document::from_lines(TEXT);
        let at = |unit: Unit, words: &str| {
            unit.at(&document, TEXT.find(words).unwrap()).of(document.text())
        };
        assert_eq!(at(Unit::Sentence, "守牢"), "坝要守牢！");
        assert_eq!(at(Unit::Sentence, "”"), "“水是命脉。”");
        assert_eq!(at(Unit::Sentence, "没有"), "最后一句没有句号");
        assert_eq!(at(Unit::Character, "没有"), "");
        assert_eq!(at(Unit::Paragraph, "守牢"), "渠要修好。坝要守牢！“水是命脉。”大家说对不对？");
        let end = Unit::Sentence.at(&document, TEXT.len());
        assert_eq!(end.of(TEXT), "散会。", "behind the last character is the last sentence");
        let empty = Document::from_lines("");
        assert!(Unit::Paragraph.at(&empty, 0).is_empty() && longer(&empty, 0, 1).is_none());
    }

    #[test]
    fn a_selection_grows_and_shrinks_by_sentences_across_paragraphs() {
        let document = Document::from_lines(TEXT);
        let mut selection = Unit::Sentence.at(&document, TEXT.find("对不对").unwrap());
        let mut seen = Vec::new();
        while let Some(more) = longer(&document, selection.end, 1) {
            selection.end = more.end;
            seen.push(selection);
        }
        assert_eq!(selection.of(TEXT), "大家说对不对？\n最后一句没有句号\n散会。");
        let start = seen[0];
        assert_eq!(longer(&document, start.start, 99), Some(selection));
        assert_eq!(shorter(&document, selection, 1), Some(seen[0]));
        assert_eq!(shorter(&document, selection, 3), None);
        seen.pop();
        while let Some(less) = shorter(&document, selection, 1) {
            selection = less;
            if let Some(before) = seen.pop() {
                assert_eq!(selection, before);
            }
        }
        assert_eq!((selection.of(TEXT), seen.len()), ("大家说对不对？", 0));
    }

    #[test]
    fn a_paragraph_without_end_is_looked_at_in_part_and_gone_through_once() {
        let line = "修好一条渠。".repeat(300_000);
        let document = Document::from_lines(line.as_str());
        let start = std::time::Instant::now();
        let middle = line.len() / 2 / 18 * 18;
        for _ in 0..200 {
            assert_eq!(Unit::Sentence.at(&document, middle + 3), Span::new(middle, middle + 18));
        }
        let all = longer(&document, middle, usize::MAX).unwrap();
        assert_eq!(all, Span::new(middle, line.len()));
        assert_eq!(shorter(&document, all, 149_999), Some(Span::new(middle, middle + 18)));
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    }
}
