//! What every format says of a node.

use std::borrow::Cow;

use crate::document::Document;
use crate::outline::{Kind, Outline};
use crate::text::{Span, is_blank, one_line, visible};

/// A node as it is told to other programs.
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

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "title",
        Kind::Heading => "heading",
        Kind::Point => "point",
    }
}

/// Characters in the extent of each node, blanks not counted. Linear in the text.
#[must_use]
pub fn sizes(document: &Document, outline: &Outline) -> Vec<usize> {
    let nodes = outline.nodes();
    let ends = nodes.iter().skip(1).map(crate::outline::Node::start);
    let mut before = Vec::with_capacity(nodes.len() + 1);
    before.push(0);
    let mut sum = 0;
    for (node, end) in nodes.iter().zip(ends.chain([document.text().len()])) {
        let part = Span::new(node.start(), end).of(document.text());
        sum += part.chars().filter(|&c| !is_blank(c) && !c.is_control()).count();
        before.push(sum);
    }
    let upto = |i: usize| before.get(i).copied().unwrap_or(sum);
    nodes.iter().enumerate().map(|(i, node)| upto(node.next.0) - upto(i)).collect()
}
