//! What has changed between two versions of a text: this year's speech against last year's.
//!
//! In: two documents with their outlines. Out: [`Entry`]s in reading order, one a heading: the same,
//! renumbered, moved, reworded, new or gone, each with the sentences that differ below it.
//!
//! Headings are aligned by their words: equal ones that stand in the same order (the longest
//! increasing subsequence of their places) are anchors, equal ones out of order have moved, and
//! between two anchors the most alike are taken for reworded. Linear but for a factor of
//! log n, whatever the texts.

mod align;
mod sentence;

use std::collections::HashMap;

use crate::document::Document;
use crate::outline::{NodeId, Outline};
use crate::text::Span;

use align::{in_order, pairs};
pub use sentence::{Piece, Side, TextChange};

/// A text with its outline.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its outline.
    pub outline: &'a Outline,
}

/// What has become of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stands where it stood, with the same words and number.
    Same,
    /// Its number is another.
    Renumbered,
    /// It stands elsewhere among the headings.
    Moved,
    /// Its words are others, but like the old ones.
    Reworded,
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
}

impl Change {
    /// Its name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Renumbered => "renumbered",
            Self::Moved => "moved",
            Self::Reworded => "reworded",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// A heading of either version, or what stands before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What has become of it.
    pub change: Change,
    /// The old heading; `None` where it is new, or for what stands before the first heading.
    pub old: Option<NodeId>,
    /// The new one.
    pub new: Option<NodeId>,
    /// The sentences right below it that differ.
    pub text: Vec<TextChange>,
}

impl Entry {
    /// Whether nothing has changed here.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.change == Change::Same && self.text.is_empty()
    }
}

/// Compares two versions.
#[must_use]
pub fn diff(old: Version<'_>, new: Version<'_>) -> Vec<Entry> {
    let (old_keys, new_keys) = (keys(old), keys(new));
    let mut matched = pairs(&old_keys, &new_keys);
    let anchors = in_order(&matched);
    reword(&old_keys, &new_keys, &anchors, &mut matched);
    let of_new: HashMap<usize, usize> = matched.iter().map(|&(a, b)| (b, a)).collect();
    let of_old: HashMap<usize, usize> = matched.iter().copied().collect();
    let steady: HashMap<usize, usize> = in_order(&matched).into_iter().collect();
    let mut entries = Vec::with_capacity(new_keys.len() + 1);
    let front = compare(old, new, Some(front(old)), Some(front(new)));
    entries.push(Entry { change: Change::Same, old: None, new: None, text: front });
    let mut told = 0;
    let gone = |from: usize, to: usize, entries: &mut Vec<Entry>| {
        for i in (from..to).filter(|i| !of_old.contains_key(i)) {
            let text = compare(old, new, Some(body(old, i)), None);
            entries.push(Entry { change: Change::Gone, old: Some(NodeId(i)), new: None, text });
        }
    };
    for i in 0..new_keys.len() {
        let Some(&from) = of_new.get(&i) else {
            let text = compare(old, new, None, Some(body(new, i)));
            entries.push(Entry { change: Change::New, old: None, new: Some(NodeId(i)), text });
            continue;
        };
        let in_place = steady.get(&from) == Some(&i);
        if in_place {
            // What is gone is told where it stood.
            gone(told, from, &mut entries);
            told = told.max(from + 1);
        }
        let (a, b) = (old.outline.get(NodeId(from)), new.outline.get(NodeId(i)));
        let words = |v: Version<'_>, n: Option<&crate::outline::Node>| {
            n.map_or(String::new(), |n| squeezed(n.marker.of(v.document.text())))
        };
        let change = if old_keys.get(from) != new_keys.get(i) {
            Change::Reworded
        } else if !in_place {
            Change::Moved
        } else if words(old, a) != words(new, b) {
            Change::Renumbered
        } else {
            Change::Same
        };
        let text = compare(old, new, Some(body(old, from)), Some(body(new, i)));
        entries.push(Entry { change, old: Some(NodeId(from)), new: Some(NodeId(i)), text });
    }
    gone(told, old_keys.len(), &mut entries);
    entries.retain(|e| e.old.is_some() || e.new.is_some() || !e.text.is_empty());
    entries
}

/// The words of each heading as they are compared: letters, digits and Han characters alone.
fn keys(version: Version<'_>) -> Vec<String> {
    let text = version.document.text();
    version.outline.nodes().iter().map(|n| squeezed(n.title.of(text))).collect()
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text right below a heading: up to the next one, whatever its level.
fn body(version: Version<'_>, node: usize) -> Span {
    let nodes = version.outline.nodes();
    let start = nodes.get(node).map_or(0, |n| n.title.end.max(n.marker.end));
    let end =
        nodes.get(node + 1).map_or(version.document.text().len(), crate::outline::Node::start);
    Span::new(start, end.max(start))
}

/// The text before the first heading.
fn front(version: Version<'_>) -> Span {
    let end = version
        .outline
        .nodes()
        .first()
        .map_or(version.document.text().len(), crate::outline::Node::start);
    Span::new(0, end)
}

fn compare(
    old: Version<'_>,
    new: Version<'_>,
    a: Option<Span>,
    b: Option<Span>,
) -> Vec<TextChange> {
    let old = Side::new(old.document, a.unwrap_or_default());
    let new = Side::new(new.document, b.unwrap_or_default());
    sentence::compare(&old, &new)
}

/// Matches headings that have no equal: between two anchors, the most alike.
fn reword(
    old: &[String],
    new: &[String],
    anchors: &[(usize, usize)],
    matched: &mut Vec<(usize, usize)>,
) {
    /// Most pairs of headings that are compared between two anchors.
    const MOST: usize = 10_000;
    let taken_old: std::collections::HashSet<usize> = matched.iter().map(|p| p.0).collect();
    let taken_new: std::collections::HashSet<usize> = matched.iter().map(|p| p.1).collect();
    let ends = anchors.iter().copied().chain([(old.len(), new.len())]);
    let (mut a, mut b) = (0, 0);
    for (end_a, end_b) in ends {
        let free_a: Vec<usize> = (a..end_a).filter(|i| !taken_old.contains(i)).collect();
        let free_b: Vec<usize> = (b..end_b).filter(|i| !taken_new.contains(i)).collect();
        (a, b) = (end_a + 1, end_b + 1);
        if free_a.is_empty() || free_b.is_empty() || free_a.len() * free_b.len() > MOST {
            continue;
        }
        let mut likely: Vec<(usize, usize, usize)> = Vec::new();
        for &i in &free_a {
            for &j in &free_b {
                let (Some(x), Some(y)) = (old.get(i), new.get(j)) else { continue };
                let alike = align::alike(x, y);
                if alike >= align::ALIKE {
                    likely.push((alike, i, j));
                }
            }
        }
        likely.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
        let (mut used_a, mut used_b) =
            (std::collections::HashSet::new(), std::collections::HashSet::new());
        for (_, i, j) in likely {
            if !used_a.contains(&i) && !used_b.contains(&j) {
                used_a.insert(i);
                used_b.insert(j);
                matched.push((i, j));
            }
        }
    }
    matched.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::parse;
    use proptest::prelude::*;

    /// The changes between two texts: sign, heading, number of sentences that differ.
    fn changes(old: &str, new: &str) -> Vec<(&'static str, String, usize)> {
        let documents = [old, new].map(Document::from_lines);
        let outlines = documents.each_ref().map(parse);
        let [a, b] = [0, 1].map(|i| Version { document: &documents[i], outline: &outlines[i] });
        let title = |e: &Entry| {
            let of = |v: Version<'_>, id: Option<NodeId>| {
                id.and_then(|id| v.outline.get(id))
                    .map(|n| n.title.of(v.document.text()).to_owned())
            };
            of(b, e.new).or_else(|| of(a, e.old)).unwrap_or_default()
        };
        diff(a, b).iter().map(|e| (e.change.name(), title(e), e.text.len())).collect()
    }

    const OLD: &str = "一、抓好春耕生产\n种子要备足。农机要修好。\n二、抓好防汛备汛\n堤要巡。\n三、抓好项目建设\n路要通。\n";

    #[test]
    fn a_text_is_the_same_as_itself() {
        assert!(changes(OLD, OLD).iter().all(|c| c.0 == "same" && c.2 == 0));
    }

    #[test]
    fn headings_are_told_new_gone_renumbered_reworded() {
        let new = "一、抓好春耕备耕生产\n种子要备足。农机要查好。\n二、抓好安全生产\n隐患要查。\n三、抓好防汛备汛\n堤要巡。\n";
        assert_eq!(
            changes(OLD, new),
            [
                ("reworded", "抓好春耕备耕生产".to_owned(), 1),
                ("new", "抓好安全生产".to_owned(), 1),
                ("renumbered", "抓好防汛备汛".to_owned(), 0),
                ("gone", "抓好项目建设".to_owned(), 1),
            ]
        );
    }

    #[test]
    fn a_heading_out_of_its_order_has_moved() {
        let new = "一、抓好项目建设\n路要通。\n二、抓好春耕生产\n种子要备足。农机要修好。\n三、抓好防汛备汛\n堤要巡。\n";
        let told = changes(OLD, new);
        assert_eq!(told.iter().filter(|c| c.0 == "moved").count(), 1);
        assert_eq!(told[0], ("moved", "抓好项目建设".to_owned(), 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_heading_of_either_text_is_told_once(
            a in "([一二三]、[甲-癸]{1,3}\n|[甲-申]{1,6}。){0,12}",
            b in "([一二三]、[甲-癸]{1,3}\n|[甲-申]{1,6}。){0,12}",
        ) {
            let documents = [a, b].map(Document::from_lines);
            let outlines = documents.each_ref().map(parse);
            let [x, y] = [0, 1].map(|i| Version { document: &documents[i], outline: &outlines[i] });
            let entries = diff(x, y);
            let count = |ids: Vec<Option<NodeId>>| {
                let mut all: Vec<usize> = ids.into_iter().flatten().map(|id| id.0).collect();
                all.sort_unstable();
                all
            };
            let old = count(entries.iter().map(|e| e.old).collect());
            let new = count(entries.iter().map(|e| e.new).collect());
            prop_assert!(old.into_iter().eq(0..outlines[0].len()));
            prop_assert!(new.into_iter().eq(0..outlines[1].len()));
        }
    }
}
