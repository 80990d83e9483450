//! The sentences around a hit, as many as are asked for (`-A`, `-B`, `-C`).
//!
//! In: a document and hits in it. Out: the sentences with hits among those before and after them, each
//! once; as `grep` and `rg` show lines.

use super::sentence::{CONTEXT, around, ends_sentence};
use crate::document::{Document, trim};
use crate::text::Span;

/// A sentence that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its place, or what is shown of it.
    pub(super) span: Span,
    /// The number of the first hit in it; none where it is there for those around it alone.
    pub(super) hit: Option<usize>,
    /// Whether sentences that stand before it are not shown, though others further up are.
    pub(super) apart: bool,
}

/// The sentences of a document, in order.
#[derive(Debug)]
pub(super) struct Sentences<'a> {
    text: &'a str,
    spans: Vec<Span>,
}

impl<'a> Sentences<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let text = document.text();
        let mut spans = Vec::new();
        for paragraph in document.paragraphs() {
            split(text, paragraph.span, &mut spans);
        }
        Self { text, spans }
    }

    /// The sentences from that of the first byte of `hit` to that of its last.
    fn holding(&self, hit: Span) -> (usize, usize) {
        let at = |byte| self.spans.partition_point(|s| s.start <= byte).saturating_sub(1);
        (at(hit.start), at(hit.end.saturating_sub(1).max(hit.start)))
    }

    /// The `before` sentences above that of `hit`, and the `after` ones below it.
    pub(super) fn around(&self, hit: Span, [before, after]: [usize; 2]) -> [&[Span]; 2] {
        let (first, last) = self.holding(hit);
        let end = (last + 1).saturating_add(after).min(self.spans.len());
        [first.saturating_sub(before)..first, last + 1..end]
            .map(|range| self.spans.get(range).unwrap_or_default())
    }

    /// What is shown for `hits`, which are in order.
    pub(super) fn shown(&self, hits: &[Span], [before, after]: [usize; 2]) -> Vec<Shown> {
        let mut out: Vec<Shown> = Vec::new();
        // The first sentence that is not told of yet.
        let mut next = 0_usize;
        let mut told = Span::default();
        for (i, &hit) in hits.iter().enumerate() {
            if told.contains(hit.start) {
                continue;
            }
            let (first, last) = self.holding(hit);
            // What stood after the hit before this one.
            let below = if out.is_empty() { next } else { next.saturating_add(after) };
            let below = below.min(first);
            let above = first.saturating_sub(before).max(below).max(next);
            self.plain(next..below, false, &mut out);
            let apart = !out.is_empty() && above > below.max(next);
            self.plain(above..first, apart, &mut out);
            told = self.whole(hit, first, last);
            out.push(Shown { span: told, hit: Some(i), apart: apart && above >= first });
            next = last + 1;
        }
        self.plain(next..next.saturating_add(after).min(self.spans.len()), false, &mut out);
        out
    }

    /// The sentences in `range`, in which there are no hits.
    fn plain(&self, range: std::ops::Range<usize>, apart: bool, out: &mut Vec<Shown>) {
        let spans = self.spans.get(range).unwrap_or_default();
        out.extend(spans.iter().enumerate().map(|(i, &span)| {
            let end = span.of(self.text).char_indices().nth(2 * CONTEXT);
            let end = end.map_or(span.end, |(at, _)| span.start + at);
            Shown { span: Span::new(span.start, end), hit: None, apart: apart && i == 0 }
        }));
    }

    /// The sentences that hold `hit`, or what stands near it in them.
    fn whole(&self, hit: Span, first: usize, last: usize) -> Span {
        let of = |i: usize| self.spans.get(i).copied();
        let (Some(first), Some(last)) = (of(first), of(last)) else { return hit };
        let all = Span::new(first.start.min(hit.start), last.end.max(hit.end));
        let few = all.of(self.text).chars().nth(2 * CONTEXT).is_none();
        if few { all } else { around(self.text, hit, all) }
    }
}

/// Appends the sentences of `paragraph`. What closes a quotation behind a stop belongs to it.
fn split(text: &str, paragraph: Span, spans: &mut Vec<Span>) {
    let mut start = paragraph.start;
    let mut chars = paragraph.of(text).char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let byte = paragraph.start + at;
        if !ends_sentence(text.as_bytes(), byte) {
            continue;
        }
        let mut end = byte + c.len_utf8();
        while let Some((_, mark)) = chars.next_if(|(_, c)| "”’」』》）)".contains(*c)) {
            end += mark.len_utf8();
        }
        push(text, Span::new(start, end), spans);
        start = end;
    }
    push(text, Span::new(start, paragraph.end.max(start)), spans);
}

/// Appends the sentence in `span`, if there are words in it.
fn push(text: &str, span: Span, spans: &mut Vec<Span>) {
    let (words, _) = trim(span, text);
    if !words.is_empty() {
        spans.push(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "修渠要早。修路要快。他说：“修桥要稳。”种树要密。\n看水要勤。收费要公。开会要短。\n";

    fn shown(word: &str, context: [usize; 2]) -> Vec<String> {
        let document = Document::from_lines(TEXT);
        let hits: Vec<Span> =
            TEXT.match_indices(word).map(|(at, w)| Span::new(at, at + w.len())).collect();
        let shown = Sentences::of(&document).shown(&hits, context);
        let line = |s: &Shown| {
            let gap = if s.apart { "--\n" } else { "" };
            format!("{gap}{}{}", if s.hit.is_some() { "*" } else { " " }, s.span.of(TEXT))
        };
        shown.iter().map(line).collect()
    }

    #[test]
    fn sentences_around_a_hit_are_shown_once() {
        assert_eq!(shown("树", [1, 1]), [" 他说：“修桥要稳。”", "*种树要密。", " 看水要勤。"]);
        assert_eq!(shown("树", [0, 0]), ["*种树要密。"]);
        assert_eq!(shown("路", [0, 2]), ["*修路要快。", " 他说：“修桥要稳。”", " 种树要密。"]);
        assert_eq!(shown("会", [1, 9]), [" 收费要公。", "*开会要短。"]);
        assert_eq!(shown("渠", [9, 0]), ["*修渠要早。"]);
    }

    #[test]
    fn hits_near_one_another_share_what_stands_between() {
        assert_eq!(
            shown("修", [1, 1]),
            ["*修渠要早。", "*修路要快。", "*他说：“修桥要稳。”", " 种树要密。"]
        );
        assert_eq!(
            shown("要早", [0, 1]).into_iter().chain(shown("要短", [2, 0])).collect::<Vec<_>>(),
            ["*修渠要早。", " 修路要快。", " 看水要勤。", " 收费要公。", "*开会要短。"]
        );
    }

    #[test]
    fn groups_stand_apart() {
        let apart = |context| {
            let document = Document::from_lines(TEXT);
            let at = |word: &str| TEXT.find(word).map(|at| Span::new(at, at + word.len())).unwrap();
            let shown = Sentences::of(&document).shown(&[at("渠"), at("水")], context);
            shown.iter().map(|s| (s.hit, s.apart)).collect::<Vec<_>>()
        };
        assert_eq!(apart([0, 0]), [(Some(0), false), (Some(1), true)]);
        assert_eq!(
            apart([1, 1]),
            [(Some(0), false), (None, false), (None, true), (Some(1), false), (None, false)]
        );
        assert!(apart([2, 2]).iter().all(|&(_, apart)| !apart));
    }
}
