//! Makes the outlines that tests of the search use from lists that are easy to read.

use super::lattice::digit_of;
use crate::document::Document;
use crate::outline::{Family, Kind, Node, Outline};
use crate::text::Span;

/// The document and outline of `list`: a heading in each line, indented by two blanks for each level, its
/// marker before a bar (`一、|纲举`); `#` marks a title.
pub(super) fn tree(list: &str) -> (Document, Outline) {
    let mut text = String::new();
    let mut nodes = Vec::new();
    for line in list.lines().filter(|l| !l.trim().is_empty()) {
        let words = line.trim_start_matches(' ');
        let depth = (line.len() - words.len()) as u16 / 2 + 1;
        let title = words.strip_prefix("# ");
        let (marker, words) =
            title.map_or_else(|| words.split_once('|').unwrap_or(("", words)), |t| ("", t));
        let start = text.len();
        text.push_str(marker);
        let after = text.len();
        text.push_str(words);
        let kind = if title.is_some() { Kind::Title } else { Kind::Heading };
        let (marker, words) = (Span::new(start, after), Span::new(after, text.len()));
        let mut node = Node::loose(kind, Family::Han, depth, marker, words);
        let digits = marker
            .of(&text)
            .chars()
            .filter_map(|c| digit_of(c).map(u32::from).or_else(|| c.to_digit(10)));
        node.number = digits.fold(0, |_, digit| digit);
        nodes.push(node);
        text.push('\n');
    }
    let end = text.len();
    (Document::from_lines(text), Outline::new(nodes, end))
}

/// The words of a node, with its marker.
pub(super) fn heading<'a>(document: &'a Document, outline: &Outline, node: usize) -> &'a str {
    let node = &outline.nodes()[node];
    Span::new(node.start(), node.title.end).of(document.text())
}
