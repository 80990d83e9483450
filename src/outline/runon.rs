//! Cuts titles that ran on into their text on a page that has lost the ends of its headings' lines, where no
//! heading stands alone: 一、认清形势，统一思想今年以来各村……。
//!
//! In: the nodes of an outline. Out: the same nodes, some with a shorter title. There is no mark to cut at, so each
//! place of a title is weighed ([`Run::scores`]). A list is decided on as a whole, for a sentence may well have the
//! form of a heading and its text, but hardly each of a list of them.

mod clauses;
mod run;
mod words;

use std::collections::BTreeMap;

use super::tree::{Family, Kind, Node};
use crate::document::Document;
use crate::text::{Span, is_blank};
use clauses::Clauses;
use run::{Run, Scores};
use words::Words;

/// Characters of the shortest title that may run on.
const SHORT: usize = 14;
/// What the first sentence of a text ends with, and characters behind it at the least.
const SENTENCE_ENDS: [char; 6] = ['。', '！', '？', '：', ':', '…'];
const MORE: usize = 10;
/// Score that an item must reach, and the mean of its list.
const ITEM: f32 = 0.5;
const LIST: f32 = 1.3;

/// Cuts the titles of `nodes` that run on. Nodes with the same [`Node::list`] are siblings.
pub(super) fn cut(document: &Document, nodes: &mut [Node]) {
    let text = document.text();
    let Some(mut lists) = lists(document, nodes) else { return };
    lists.retain(|_, list| list.may_run_on());
    if lists.is_empty() {
        return;
    }
    let runs = lists.values().flat_map(|list| list.runs(nodes, text));
    let clauses = Clauses::count(text, runs.flat_map(Run::pairs));
    let words = Words::new();
    for list in lists.values() {
        // Made again, so that those of one list are held at a time.
        let runs: Vec<Run> = list.runs(nodes, text).collect();
        for (node, end) in list.nodes.iter().zip(cuts(&runs, &words, &clauses)) {
            if let (Some(end), Some(node)) = (end, nodes.get_mut(*node)) {
                node.title.end = end;
            }
        }
    }
}

/// A list of headings.
#[derive(Default)]
struct List {
    items: usize,
    /// Indices of those that may run on.
    nodes: Vec<usize>,
    /// How many of these another sentence follows.
    texts: usize,
}

impl List {
    /// Whether nearly all of its items may run on, and other sentences follow some of these.
    fn may_run_on(&self) -> bool {
        let runs = self.nodes.len();
        runs >= 2 && runs * 4 >= self.items * 3 && self.texts * 3 >= runs
    }

    /// Its items that may run on.
    fn runs(&self, nodes: &[Node], text: &str) -> impl Iterator<Item = Run> {
        self.nodes.iter().filter_map(move |&at| Some(Run::new(nodes.get(at)?.title, text)))
    }
}

/// The byte at which each of `runs`, the items of a list, ends; nothing if they do not look like headings and their
/// texts, `None` for one that is left as it is.
fn cuts(runs: &[Run], words: &Words, clauses: &Clauses) -> Vec<Option<usize>> {
    if are_whole(runs) {
        return Vec::new();
    }
    let scores: Vec<Scores> = runs.iter().map(|run| run.scores(words, clauses)).collect();
    let alone: Vec<(usize, f32)> = scores.iter().map(best).collect();
    let score = mean(alone.iter().map(|(_, score)| *score));
    let (at, together) = parallel(runs, &scores);
    if together > score.max(LIST) {
        return runs.iter().map(|run| run.byte(at)).collect();
    }
    let likely = alone.iter().filter(|(_, score)| *score > ITEM).count();
    if score <= LIST || likely * 5 < runs.len() * 3 {
        return Vec::new();
    }
    let end = |(run, (at, score)): (&Run, (usize, f32))| run.byte(at).filter(|_| score > ITEM);
    runs.iter().zip(alone).map(end).collect()
}

/// Whether titles are built alike as they are: 坚持一盘棋，在堤上聚力。 坚持一条心，在闸上用力。
fn are_whole(runs: &[Run]) -> bool {
    let Some((first, rest)) = runs.split_first() else { return false };
    let len = first.len();
    let alike = |run: &Run| run.len() == len && run.commas(len).eq(first.commas(len));
    len < run::LONG && rest.iter().all(alike)
}

/// The length at which all of `runs` end best, which have `scores`, and their mean score there: the headings of a
/// list are often built alike.
fn parallel(runs: &[Run], scores: &[Scores]) -> (usize, f32) {
    /// What speaks for it that all have as many characters, that all have their commas at the same places, and
    /// that all end with the same character: 凝聚向心力 增强推动力
    const LENGTH: f32 = 0.3;
    const COMMAS: f32 = 1.0;
    const ECHO: f32 = 0.8;
    let all_like_first = |same: &dyn Fn(&Run, &Run) -> bool| {
        runs.first().is_some_and(|first| runs.iter().all(|run| same(run, first)))
    };
    let score = |at: usize| {
        let each = mean(scores.iter().filter_map(|scores| scores.get(at).copied()));
        let commas = runs.first().is_some_and(|run| run.commas(at).next().is_some());
        let form = match (commas, all_like_first(&|a, b| a.commas(at).eq(b.commas(at)))) {
            (true, true) => COMMAS,
            (true, false) => -COMMAS,
            (false, _) => LENGTH,
        };
        let echo = at > 0 && all_like_first(&|a, b| a.last(at) == b.last(at));
        (at, each + form + if echo { ECHO } else { 0.0 })
    };
    (0..run::LONG).map(score).max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, run::NEVER))
}

fn mean(scores: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = scores.fold((0.0, 0.0), |(sum, count), score| (sum + score, count + 1.0));
    if count > 0.0 { sum / count } else { run::NEVER }
}

/// The place with the best of `scores`, and that score.
fn best(scores: &Scores) -> (usize, f32) {
    let places = scores.iter().copied().enumerate();
    places.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, run::NEVER))
}

/// The lists of headings that may run on, by their numbers; `None` if any heading stands alone in its line, or if
/// the text is a statute, whose items are whole sentences.
fn lists(document: &Document, nodes: &[Node]) -> Option<BTreeMap<u32, List>> {
    let text = document.text();
    let mut lists: BTreeMap<u32, List> = BTreeMap::new();
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
        let list = lists.entry(node.list).or_default();
        list.items += 1;
        // What ends without a mark has been cut already.
        let next = nodes.get(at + 1).map_or(text.len(), Node::start);
        let more = Span::new(node.title.end, paragraph.span.end.min(next)).of(text);
        if count >= SHORT && more.starts_with(SENTENCE_ENDS) {
            list.nodes.push(at);
            list.texts += usize::from(more.chars().nth(MORE).is_some());
        }
    }
    Some(lists)
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
