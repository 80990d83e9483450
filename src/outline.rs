//! The outline: the heading hierarchy of a document as a tree.
//!
//! In: a [`Document`]. Out: an [`Outline`], a flat list of nodes in reading order in which a
//! subtree is a slice. Knows nothing of folds, colours or the screen.

mod tree;

pub use tree::{Family, Kind, Node, NodeId, Outline};

use crate::document::Document;

/// Parses the outline of `document`.
#[must_use]
pub fn parse(document: &Document) -> Outline {
    let _ = document;
    Outline::default()
}
