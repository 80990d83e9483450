//! Headings as text: paths, numbers, the whole outline.
//!
//! In: a text and its outline. Out: what the header, the outline pane and the clipboard show of it.

use crate::app::text::Text;
use crate::outline::{Node, NodeId, Outline};

/// The path of `id` as the header shows it: the numbers of the headings above and its own.
#[must_use]
pub fn path(text: &Text, id: NodeId) -> Vec<String> {
    let path = text.outline.path(id);
    let number = |id: &NodeId| text.outline.get(*id).map(|n| number(n, text.document.text()));
    path.iter().filter_map(number).filter(|n| !n.is_empty()).collect()
}

/// The number of a node as the outline shows it, apart from the title: 一、 as 一, （三） as (三),
/// 第一， as 第一; empty where it has no marker.
#[must_use]
pub fn number(node: &Node, text: &str) -> String {
    let marker = node.marker.of(text).trim();
    let marker =
        marker.trim_end_matches(['、', '．', '.', '，', ',', '：', ':', '。', ' ', '\u{3000}']);
    marker
        .chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect()
}

/// The whole outline as text, indented by depth.
#[must_use]
pub fn outline_text(outline: &Outline, text: &str) -> String {
    let mut out = String::new();
    for node in outline.nodes() {
        for _ in 1..node.depth {
            out.push_str("  ");
        }
        out.push_str(node.marker.of(text));
        out.push_str(node.title.of(text));
        out.push('\n');
    }
    out
}
