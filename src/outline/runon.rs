//! Cuts titles that ran on into their text on a page that has lost the ends of its headings' lines, where no
//! heading stands alone: 一、认清形势，统一思想今年以来各村……。
//!
//! In: the nodes of an outline. Out: the same nodes, some with a shorter title. There is no mark to cut at, so each
//! place of a title is weighed ([`Run::best`]). A list is decided on as a whole, for a sentence may well have the
//! form of a heading and its text, but hardly each of a list of them.

mod clauses;
mod run;
mod words;

use super::tree::{Family, Kind, Node};
use crate::document::Document;
use crate::text::{Span, is_blank};
use clauses::Clauses;
use run::Run;
use words::Words;

/// Characters of the shortest title that may run on.
const SHORT: usize = 14;
/// What the first sentence of a text ends with, and characters behind it at the least.
const SENTENCE_ENDS: [char; 6] = ['。', '！', '？', '：', ':', '…'];
const MORE: usize = 10;
/// Score that an item must reach, and the mean of its list; the score of an item that cannot be cut.
const ITEM: f32 = 0.5;
const LIST: f64 = 1.3;
const NEVER: f32 = -2.0;

/// Cuts the titles of `nodes` that run on. Nodes with the same [`Node::list`] are siblings.
pub(super) fn cut(document: &Document, nodes: &mut [Node]) {
    let Some(runs) = runs(document, nodes) else { return };
    let pairs = runs.iter().flat_map(Run::pairs);
    let clauses = Clauses::count(document.text(), pairs);
    let words = Words::new();
    let count = nodes.iter().map(|n| n.list as usize + 1).max().unwrap_or(0);
    let mut lists = vec![List::default(); count];
    for node in nodes.iter().filter(|n| is_heading(n)) {
        if let Some(list) = lists.get_mut(node.list as usize) {
            list.items += 1;
        }
    }
    let best: Vec<Option<(f32, usize)>> =
        runs.iter().map(|run| run.best(&words, &clauses)).collect();
    for (run, best) in runs.iter().zip(&best) {
        if let Some(list) = lists.get_mut(run.list) {
            list.see(run, best.map_or(NEVER, |(score, _)| score));
        }
    }
    for (run, best) in runs.iter().zip(best) {
        let runs_on = lists.get(run.list).is_some_and(List::runs_on);
        let end = best.filter(|&(score, _)| runs_on && score > ITEM);
        if let (Some((_, end)), Some(node)) = (end, nodes.get_mut(run.node)) {
            node.title.end = end;
        }
    }
}

/// What the items of a list look like.
#[derive(Clone, Copy, Default)]
struct List {
    items: u32,
    /// Those that may run on, and what they score together.
    runs: u32,
    sum: f64,
    /// Those of them that could be cut, and those that another sentence follows.
    cuts: u32,
    texts: u32,
}

impl List {
    fn see(&mut self, run: &Run, score: f32) {
        self.runs += 1;
        self.texts += u32::from(run.goes_on);
        self.cuts += u32::from(score > ITEM);
        self.sum += f64::from(score);
    }

    /// Whether its items are headings that run on: nearly all of them may, and most can be cut.
    fn runs_on(&self) -> bool {
        self.runs >= 2
            && self.runs * 4 >= self.items * 3
            && self.texts * 3 >= self.runs
            && self.cuts * 5 >= self.runs * 3
            && self.sum > f64::from(self.runs) * LIST
    }
}

/// The titles that may run on; `None` if any heading stands alone in its line, or if the text is a statute, whose
/// items are whole sentences.
fn runs(document: &Document, nodes: &[Node]) -> Option<Vec<Run>> {
    let text = document.text();
    let mut runs = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if node.family == Family::Article {
            return None;
        }
        if !is_heading(node) {
            continue;
        }
        let title = node.title.of(text);
        let count = title.chars().take(run::LONG + 1).count();
        let paragraph = document.paragraphs().get(node.paragraph)?;
        let behind = Span::new(node.title.end, paragraph.span.end.max(node.title.end)).of(text);
        let named = title.ends_with(char::is_alphanumeric) && count <= run::LONG;
        if behind.trim_matches(is_blank).is_empty() && named {
            return None;
        }
        // What ends without a mark has been cut already.
        let next = nodes.get(at + 1).map_or(text.len(), Node::start);
        let more = Span::new(node.title.end, paragraph.span.end.min(next)).of(text);
        if count >= SHORT && more.starts_with(SENTENCE_ENDS) {
            let goes_on = more.chars().count() >= MORE;
            runs.push(Run::new(at, node, goes_on, text));
        }
    }
    (runs.len() >= 2).then_some(runs)
}

/// Whether `node` is of a kind that is printed in a line of its own.
fn is_heading(node: &Node) -> bool {
    let family = matches!(
        node.family,
        Family::Financial
            | Family::Han
            | Family::HanParen
            | Family::HanHalf
            | Family::Arabic
            | Family::ArabicParen
            | Family::Part
    );
    family && matches!(node.kind, Kind::Heading | Kind::Point)
}
