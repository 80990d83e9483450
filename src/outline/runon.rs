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
    let Some(lists) = lists(document, nodes) else { return };
    let pairs = lists.values().flat_map(|list| &list.runs).flat_map(Run::pairs);
    let clauses = Clauses::count(document.text(), pairs);
    let words = Words::new();
    for list in lists.values().filter(|list| list.may_run_on()) {
        let scores: Vec<Scores> =
            list.runs.iter().map(|run| run.scores(&words, &clauses)).collect();
        let Some(cuts) = list.cuts(&scores) else { continue };
        for (run, at) in list.runs.iter().zip(cuts) {
            let end = at.and_then(|at| run.byte(at));
            if let (Some(end), Some(node)) = (end, nodes.get_mut(run.node)) {
                node.title.end = end;
            }
        }
    }
}

/// A list of headings.
#[derive(Default)]
struct List {
    items: usize,
    /// Those that may run on.
    runs: Vec<Run>,
}

impl List {
    /// Whether nearly all of its items may run on, and other sentences follow some of these.
    fn may_run_on(&self) -> bool {
        let texts = self.runs.iter().filter(|run| run.goes_on).count();
        self.runs.len() >= 2
            && self.runs.len() * 4 >= self.items * 3
            && texts * 3 >= self.runs.len()
    }

    /// After how many characters each of its runs ends, which have `scores`; `None` if they do not look like headings
    /// and their texts, `None` for one that is left as it is.
    fn cuts(&self, scores: &[Scores]) -> Option<Vec<Option<usize>>> {
        if self.is_whole() {
            return None;
        }
        let alone: Vec<(usize, f32)> = scores.iter().map(best).collect();
        let mean = |sum: f32| sum / f32::from(u16::try_from(scores.len()).unwrap_or(u16::MAX));
        let score = mean(alone.iter().map(|(_, score)| score).sum());
        if let Some((at, together)) = self.parallel(scores)
            && together > score.max(LIST)
        {
            return Some(vec![Some(at); scores.len()]);
        }
        let ends: Vec<_> =
            alone.iter().map(|&(at, score)| Some(at).filter(|_| score > ITEM)).collect();
        let most = ends.iter().flatten().count() * 5 >= ends.len() * 3;
        (score > LIST && most).then_some(ends)
    }

    /// Whether its titles are built alike as they are: 坚持一盘棋，在堤上聚力。 坚持一条心，在闸上用力。
    fn is_whole(&self) -> bool {
        let Some((first, rest)) = self.runs.split_first() else { return false };
        let len = first.len();
        len < run::LONG
            && rest.iter().all(|run| run.len() == len && run.commas(len).eq(first.commas(len)))
    }

    /// The length at which all its runs end best, and their mean score there: the headings of a list are often
    /// built alike.
    fn parallel(&self, scores: &[Scores]) -> Option<(usize, f32)> {
        /// What speaks for it that all have as many characters, that all have their commas at the same places, and
        /// that all end with the same character: 凝聚向心力 增强推动力
        const LENGTH: f32 = 0.3;
        const COMMAS: f32 = 1.0;
        const ECHO: f32 = 0.8;
        let first = self.runs.first()?;
        let count = f32::from(u16::try_from(scores.len()).ok()?);
        let mean = |at: usize| {
            let sum: f32 = scores.iter().filter_map(|scores| scores.get(at)).sum();
            let alike = || self.runs.iter().all(|run| run.commas(at).eq(first.commas(at)));
            let commas = first.commas(at).next().is_some();
            let more = match (commas, commas && alike()) {
                (true, true) => COMMAS,
                (true, false) => -COMMAS,
                (false, _) => LENGTH,
            };
            let echo = || self.runs.iter().all(|run| run.last(at) == first.last(at));
            let echo = if at > 0 && echo() { ECHO } else { 0.0 };
            (at, sum / count + more + echo)
        };
        (0..run::LONG).map(mean).max_by(|a, b| a.1.total_cmp(&b.1))
    }
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
            let goes_on = more.chars().count() >= MORE;
            list.runs.push(Run::new(at, node, goes_on, text));
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
