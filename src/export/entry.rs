//! The fields of a node that every format writes.

use std::borrow::Cow;

use crate::document::Document;
use crate::outline::{Kind, Outline};
use crate::text::{Span, count_three, is_blank, one_line, visible};

/// A node of the outline, in the terms of the JSON lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Line of the source, from 1; for docx and html the paragraph of the document.
    pub line: usize,
    /// Column in that line, in `char`s from 0: of the marker, or of the title where there is none.
    pub col: usize,
    /// Depth, from 1; never more than one below the entry before it.
    pub level: u16,
    /// The marker as written; empty where there is none.
    pub marker: &'a str,
    /// The number that the marker states.
    pub number: Option<u32>,
    /// The heading's words; a title on several lines stands in one.
    pub text: Cow<'a, str>,
    /// `title`, `heading` or `point`.
    pub kind: &'static str,
    /// Whether blanks stand between a marker without punctuation and the words (第一章 总则).
    spaced: bool,
}

impl Entry<'_> {
    /// Marker and words on one line, free of control characters.
    #[must_use]
    pub fn label(&self) -> Cow<'_, str> {
        if self.marker.is_empty() {
            return visible(&self.text);
        }
        let gap = if self.spaced { " " } else { "" };
        Cow::Owned(visible(&[self.marker, gap, &self.text].concat()).into_owned())
    }
}

/// The nodes of `outline` in reading order.
pub fn entries<'a>(
    document: &'a Document,
    outline: &'a Outline,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    let text = document.text();
    let mut positions = document.positions();
    outline.nodes().iter().map(move |node| {
        let position = positions.at(node.start());
        let marker = node.marker.of(text);
        let between = Span::new(node.marker.end, node.title.start).of(text);
        Entry {
            line: position.line,
            col: position.col,
            level: node.depth,
            marker,
            number: (node.number > 0).then_some(node.number),
            text: one_line(node.title.of(text)),
            kind: name(node.kind),
            spaced: between.starts_with(is_blank) && marker.ends_with(char::is_alphanumeric),
        }
    })
}

/// The words of a title as they are shown: on one line, free of control characters.
pub(super) fn shown(title: &str) -> Cow<'_, str> {
    match one_line(title) {
        Cow::Borrowed(words) => visible(words),
        Cow::Owned(words) => Cow::Owned(visible(&words).into_owned()),
    }
}

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "title",
        Kind::Heading => "heading",
        Kind::Point => "point",
        Kind::Paragraph => "paragraph",
    }
}

/// Characters in the extent of each node, blanks not counted. Reads the text once.
#[must_use]
pub fn sizes(document: &Document, outline: &Outline) -> Vec<usize> {
    let extents = || outline.nodes().iter().map(|n| n.extent);
    let mut cuts: Vec<usize> = extents().flat_map(|e| [e.start, e.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    // The characters from the first cut up to each.
    let mut before = Vec::with_capacity(cuts.len());
    let mut sum = 0;
    let mut last = cuts.first().copied().unwrap_or(0);
    for &cut in &cuts {
        sum += words(document.text(), Span::new(last, cut));
        before.push(sum);
        last = cut;
    }
    let upto = |at: usize| cuts.binary_search(&at).ok().and_then(|i| before.get(i)).copied();
    let size = |e: Span| upto(e.end).unwrap_or(sum) - upto(e.start).unwrap_or(0);
    extents().map(size).collect()
}

/// Characters of `text` in `span`, blanks and controls not counted.
fn words(text: &str, span: Span) -> usize {
    let none = |a: u8, b: u8, c: u8| {
        (a <= 0x20)
            | (a == 0x7f)
            | (a == 0xc2) & (b <= 0xa0)
            | (a == 0xe2) & (b == 0x80) & ((c <= 0x8b) | (c == 0xaf))
            | (a == 0xe2) & (b == 0x81) & ((c == 0x9f) | (c == 0xa0))
            | (a == 0xe3) & (b == 0x80) & (c == 0x80)
            | (a == 0xef) & (b == 0xbb) & (c == 0xbf)
    };
    span.of(text).chars().count() - count_three(text.as_bytes(), span.start..span.end, none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_controls_are_no_words() {
        for c in '\0'..=char::MAX {
            let counted = usize::from(!is_blank(c) && !c.is_control());
            let text = format!("纲{c}目");
            assert_eq!(words(&text, Span::new(3, 3 + c.len_utf8())), counted, "{c:?}");
            assert_eq!(words(&text, Span::new(0, text.len())), counted + 2, "{c:?}");
        }
    }
}
