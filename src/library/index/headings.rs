//! The headings of a text as a small document of their own.
//!
//! In: a document with its outline. Out: [`Headings`]: a document in which each heading is a paragraph, with
//! the same outline over it, on which jump and export work as on the whole.

use crate::document::{Anchor, Document, Origin, Paragraph};
use crate::outline::{Family, Kind, Node, Outline};
use crate::text::{Span, one_line, visible};

/// The headings of a text, without the text.
#[derive(Debug, Default)]
pub struct Headings {
    document: Document,
    outline: Outline,
    /// Where each heading starts in the true document.
    pub(super) starts: Vec<usize>,
}

impl Headings {
    /// The headings of `document`.
    #[must_use]
    pub fn of(document: &Document, outline: &Outline) -> Self {
        let mut builder = Builder::default();
        let mut positions = document.positions();
        for node in outline.nodes() {
            let start = node.start();
            let words = Span::new(start, node.title.end.max(node.marker.end));
            let position = positions.at(start);
            let shift = |span: Span| {
                let at = |byte: usize| byte.clamp(start, words.end) - start;
                Span::new(at(span.start), at(span.end))
            };
            // A title on several lines, which has no marker, is one paragraph here.
            let whole = one_line(words.of(document.text()));
            let title = shift(node.title);
            let title = Span::new(title.start, title.end.min(whole.len()));
            builder.add(
                &whole,
                Row {
                    kind: node.kind,
                    depth: node.depth,
                    number: node.number,
                    confidence: node.confidence,
                    line: position.line,
                    col: position.col,
                    start,
                    marker: shift(node.marker).len(),
                    title,
                },
            );
        }
        builder.build()
    }

    /// A document in which each heading is a paragraph; it gives the places of the true one.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The outline, over [`Headings::document`].
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The title of the first speech.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let node = self.outline.nodes().iter().find(|node| node.kind == Kind::Title)?;
        Some(visible(&one_line(node.title.of(self.document.text()))).trim().to_owned())
    }
}

/// What is kept of a heading beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) depth: u16,
    pub(super) number: u32,
    pub(super) confidence: u8,
    pub(super) line: usize,
    pub(super) col: usize,
    pub(super) start: usize,
    /// Bytes of the words that are the marker.
    pub(super) marker: usize,
    /// The title among the words.
    pub(super) title: Span,
}

#[derive(Default)]
pub(super) struct Builder {
    text: String,
    paragraphs: Vec<Paragraph>,
    anchors: Vec<Anchor>,
    nodes: Vec<Node>,
    starts: Vec<usize>,
}

impl Builder {
    pub(super) fn add(&mut self, words: &str, row: Row) {
        let at = self.text.len();
        self.text.push_str(words);
        let span = Span::new(at, self.text.len());
        self.text.push('\n');
        self.paragraphs.push(Paragraph { span, ..Paragraph::default() });
        self.anchors.push(Anchor::new(at, row.line, row.col));
        let marker = Span::new(at, at + row.marker);
        let title = Span::new(at + row.title.start, at + row.title.end);
        let mut node = Node::loose(row.kind, Family::None, row.depth, marker, title);
        node.number = row.number;
        node.confidence = row.confidence;
        node.paragraph = self.nodes.len();
        self.nodes.push(node);
        self.starts.push(row.start);
    }

    pub(super) fn build(self) -> Headings {
        let end = self.text.len();
        Headings {
            document: Document::new(self.text, self.paragraphs, self.anchors, Origin::default()),
            outline: Outline::new(self.nodes, end),
            starts: self.starts,
        }
    }
}
