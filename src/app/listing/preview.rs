//! The outline of a text that is not open, shown beside the list.

use crate::document::Document;
use crate::export::entries;
use crate::outline::{Kind, Node, Outline, with_paragraphs};

/// The outline of a text that is not open.
#[derive(Debug)]
pub struct Preview {
    /// The slot of the text.
    pub slot: usize,
    /// Depths and labels of its headings, or why it cannot be read; `None` while it is being read.
    pub rows: Option<Result<Vec<(u16, String)>, String>>,
}

/// Most rows of a preview.
const PREVIEWED: usize = 400;

/// The rows of a preview: depths and labels of the headings, with the points that go on a list whose
/// other entries are headings. A speech without headings is shown by its paragraphs.
#[must_use]
pub fn previewed(document: &Document, outline: &Outline) -> Vec<(u16, String)> {
    let listed = with_paragraphs(document, outline);
    let outline = listed.as_ref().unwrap_or(outline);
    let nodes = outline.nodes();
    let point = |node: &Node| node.kind == Kind::Point;
    // For each node, whether one of its children is a heading; the last entry is for the roots.
    let mut headed = vec![false; nodes.len().saturating_add(1)];
    let list = |node: &Node| node.parent.map_or(nodes.len(), |parent| parent.0);
    for node in nodes.iter().filter(|node| !point(node)) {
        if let Some(headed) = headed.get_mut(list(node)) {
            *headed = true;
        }
    }
    let shown = |node: &Node| !point(node) || headed.get(list(node)).is_some_and(|&headed| headed);
    let entries = entries(document, outline).zip(nodes).filter(|(_, node)| shown(node));
    entries.take(PREVIEWED).map(|(e, _)| (e.level, e.label().into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_headings_and_points_is_previewed_without_gaps() {
        let text = "讲话\n同志们：\n一、六件事\n一是修坝。三天修完。二是清淤。十天清完。\n三是换人。\n二、要求\n有两条要求。一要快。二要好。\n";
        let document = Document::from_lines(text);
        let labels: Vec<_> = previewed(&document, &crate::outline::parse(&document))
            .into_iter()
            .map(|(_, label)| label)
            .collect();
        assert_eq!(labels, ["讲话", "一、六件事", "一是修坝", "二是清淤", "三是换人", "二、要求"]);
    }
}
