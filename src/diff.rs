//! Comparing two versions of a text: this year's speech with last year's.
//!
//! In: two documents with their outlines. Out: an [`Entry`] for each heading, in reading order: the same,
//! renumbered, moved, reworded, new or gone, with the sentences that differ below it; or the two texts
//! side by side, block by block ([`Sides`]). Everything is a [`Span`] of one of the two texts.
//!
//! The headings are aligned first (`heading`), then the sentences below each pair of them
//! (`sentence`), then the words of sentences that are written otherwise (`words`). The time is
//! O(n log n) in the length of the texts: wherever each item would have to be compared with each, there
//! is a limit to the number of pairs.

mod align;
mod closing;
mod elsewhere;
mod heading;
mod joined;
mod likeness;
mod script;
mod sentence;
mod sides;
mod words;

use std::collections::HashSet;
use std::sync::atomic::AtomicBool;

use crate::document::Document;
use crate::outline::{Node, NodeId, Outline};
use crate::text::Span;

use elsewhere::Lone;
use heading::{Aligned, Headings, align, part_at_the_end};
use script::Respelt;
use sentence::Side;
pub use sentence::TextChange;
pub use sides::{Block, Kind, Part, Section, Shift, Sides, Totals};
pub use words::Piece;

/// A text with its outline, or a part of it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its outline.
    pub outline: &'a Outline,
    /// What of it is compared: one speech of several, or all.
    pub span: Span,
}

impl<'a> Version<'a> {
    /// All of a text.
    #[must_use]
    pub const fn new(document: &'a Document, outline: &'a Outline) -> Self {
        Self { document, outline, span: Span::new(0, usize::MAX) }
    }

    /// The same, but of it only what stands in `span`, which begins and ends with paragraphs.
    #[must_use]
    pub const fn within(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    /// The headings in it.
    fn nodes(self) -> impl Iterator<Item = (NodeId, &'a Node)> {
        let nodes = self.outline.nodes().iter().enumerate();
        nodes.map(|(i, n)| (NodeId(i), n)).filter(move |(_, n)| self.span.contains(n.start()))
    }

    /// Where it ends.
    fn end(self) -> usize {
        self.span.end.min(self.document.text().len())
    }
}

/// How a heading has changed.
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

/// A heading of either version, or what stands before the first; at the end, closing words that stand
/// below different headings.
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
    /// The sentences right below it, in the new version, that stood elsewhere in the old one.
    pub moved: Vec<Shift>,
}

impl Entry {
    /// Whether nothing has changed here.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.change == Change::Same && self.text.is_empty() && self.moved.is_empty()
    }
}

/// Compares two versions.
#[must_use]
pub fn diff(old: Version<'_>, new: Version<'_>) -> Vec<Entry> {
    let respelt = Respelt::of(old, new);
    let [old, new] = respelt.versions(old, new);
    let ids = |version: Version<'_>| version.nodes().map(|(id, _)| id).collect::<Vec<_>>();
    let last = |version: Version<'_>| version.nodes().last().map(|(_, node)| node.clone());
    let closing = last(old).zip(last(new));
    let closing = closing.and_then(|(a, b)| closing::closing(old, new, [&a, &b]));
    let (x, y) = closing.unwrap_or((old.end(), new.end()));
    let (a, b) = (Headings::new(old, ids(old), x), Headings::new(new, ids(new), y));
    let texts = |a: Span, b: Span| {
        let (a, b) = (Side::new(old.document, a), Side::new(new.document, b));
        sentence::compare(a.spoken(), b.spoken())
    };
    let mut entries = Vec::with_capacity(ids(new).len() + 1);
    let unheaded = |text: Vec<TextChange>, entries: &mut Vec<Entry>| {
        if !text.is_empty() {
            let moved = Vec::new();
            entries.push(Entry { change: Change::Same, old: None, new: None, text, moved });
        }
    };
    unheaded(texts(front(old), front(new)), &mut entries);
    let rows = align(&a, &b, &AtomicBool::new(false));
    let closing = closing.filter(|_| part_at_the_end(&rows, &a, &b));
    for row in rows {
        let (change, i, j) = match row {
            Aligned::Both(found) => (found.change, a.id(found.old), b.id(found.new)),
            Aligned::New(j) => (Change::New, None, b.id(j)),
            Aligned::Gone(i) => (Change::Gone, a.id(i), None),
            Aligned::Left(_) => continue,
        };
        let span = |version, id: Option<NodeId>, end: usize| {
            let body = id.map_or(Span::default(), |id| body(version, id));
            Span::new(body.start.min(end), body.end.min(end))
        };
        let (x, y) = closing.unwrap_or((usize::MAX, usize::MAX));
        let text = texts(span(old, i, x), span(new, j, y));
        entries.push(Entry { change, old: i, new: j, text, moved: Vec::new() });
    }
    if let Some((x, y)) = closing {
        unheaded(texts(Span::new(x, old.end()), Span::new(y, new.end())), &mut entries);
    }
    find_moved(&mut entries, old.document.text(), new.document.text());
    entries
}

/// Tells of a sentence that is gone in one place and new in another that it has moved.
fn find_moved(entries: &mut [Entry], a: &str, b: &str) {
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    for (block, entry) in entries.iter().enumerate() {
        for change in &entry.text {
            match *change {
                TextChange::Removed(span) => gone.push(Lone { span, block }),
                TextChange::Added(span) => added.push(Lone { span, block }),
                TextChange::Changed { .. } => {}
            }
        }
    }
    let found = elsewhere::pairs((a, gone), (b, added));
    let away: HashSet<Span> = found.iter().map(|(from, _)| from.span).collect();
    let here: HashSet<Span> = found.iter().map(|(_, into)| into.span).collect();
    for entry in entries.iter_mut() {
        entry.text.retain(|change| match change {
            TextChange::Removed(span) => !away.contains(span),
            TextChange::Added(span) => !here.contains(span),
            TextChange::Changed { .. } => true,
        });
    }
    for (from, into) in found {
        let pieces = words::pieces(a, from.span, b, into.span);
        if let Some(entry) = entries.get_mut(into.block) {
            entry.moved.push(Shift { old: from.span, new: into.span, pieces });
        }
    }
    for entry in entries {
        entry.moved.sort_unstable_by_key(|shift| shift.new);
    }
}

/// The text right below a heading: up to the next one, whatever its level.
fn body(version: Version<'_>, id: NodeId) -> Span {
    let nodes = version.outline.nodes();
    let start = nodes.get(id.0).map_or(0, |n| n.title.end.max(n.marker.end));
    let end = nodes.get(id.0 + 1).map_or(version.end(), Node::start).min(version.end());
    Span::new(start, end.max(start))
}

/// The text before the first heading.
fn front(version: Version<'_>) -> Span {
    let end = version.nodes().next().map_or(version.end(), |(_, node)| node.start());
    Span::new(version.span.start, end)
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
        let [a, b] = [0, 1].map(|i| Version::new(&documents[i], &outlines[i]));
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

    #[test]
    fn what_stood_below_a_heading_that_is_gone_has_moved_to_the_one_above() {
        let new = "一、抓好春耕生产\n种子要备足。农机要修好。\n堤坝要有人日夜去巡查。\n二、抓好项目建设\n路要通。\n";
        let old = OLD.replace("堤要巡。", "堤坝要有人日夜去巡查。");
        let documents = [old.as_str(), new].map(Document::from_lines);
        let outlines = documents.each_ref().map(parse);
        let [a, b] = [0, 1].map(|i| Version::new(&documents[i], &outlines[i]));
        let told: Vec<_> = diff(a, b)
            .iter()
            .map(|e| {
                let moved = e.moved.iter().map(|s| s.new.of(new).to_owned()).collect::<Vec<_>>();
                (e.change, e.text.len(), moved)
            })
            .collect();
        assert_eq!(
            told,
            [
                (Change::Same, 0, vec!["堤坝要有人日夜去巡查。".to_owned()]),
                (Change::Gone, 0, vec![]),
                (Change::Renumbered, 0, vec![]),
            ]
        );
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
            let [x, y] = [0, 1].map(|i| Version::new(&documents[i], &outlines[i]));
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
