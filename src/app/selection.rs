//! What is selected, and by which unit it grows.
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
    /// The unit of `document` that `byte` is in.
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

/// The sentence of `paragraph` that `byte` is in; before the first the first, between two the one
/// before.
fn sentence(document: &Document, paragraph: &Paragraph, byte: usize) -> Option<Span> {
    let mut last = None;
    for (span, _) in split(paragraph.span, document.text()) {
        if last.is_some() && span.start > byte {
            break;
        }
        last = Some(span);
    }
    last
}

/// The first sentence that begins at `byte` or behind it; page furniture has none.
#[must_use]
pub fn next(document: &Document, byte: usize) -> Option<Span> {
    let from = document.paragraph_at(byte);
    let rest = document.paragraphs().get(from..)?.iter();
    let read = rest.filter(|paragraph| paragraph.role != Role::Furniture);
    let mut sentences = read.flat_map(|paragraph| split(paragraph.span, document.text()));
    sentences.find(|(span, _)| span.start >= byte).map(|(span, _)| span)
}

/// `selection` without its last sentence, up to the end of the one before; `None` where it holds no
/// other.
#[must_use]
pub fn shorter(document: &Document, selection: Span) -> Option<Span> {
    let last = document.paragraph_at(selection.end.saturating_sub(1));
    let paragraphs = document.paragraphs().get(..=last)?.iter().rev();
    for paragraph in paragraphs.take_while(|p| p.span.end > selection.start) {
        if paragraph.role == Role::Furniture {
            continue;
        }
        let sentences = split(paragraph.span, document.text()).map(|(span, _)| span.end);
        let before = sentences.filter(|&end| end > selection.start && end < selection.end).last();
        if let Some(end) = before {
            return Some(Span::new(selection.start, end));
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
        assert!(Unit::Paragraph.at(&empty, 0).is_empty() && next(&empty, 0).is_none());
    }

    #[test]
    fn a_selection_grows_and_shrinks_by_sentences_across_paragraphs() {
        let document = Document::from_lines(TEXT);
        let mut selection = Unit::Sentence.at(&document, TEXT.find("对不对").unwrap());
        let mut seen = Vec::new();
        while let Some(more) = next(&document, selection.end) {
            selection.end = more.end;
            seen.push(selection);
        }
        assert_eq!(selection.of(TEXT), "大家说对不对？\n最后一句没有句号\n散会。");
        seen.pop();
        while let Some(less) = shorter(&document, selection) {
            selection = less;
            if let Some(before) = seen.pop() {
                assert_eq!(selection, before);
            }
        }
        assert_eq!((selection.of(TEXT), seen.len()), ("大家说对不对？", 0));
    }
}
