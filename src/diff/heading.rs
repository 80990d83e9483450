//! Which heading of one version has become which of the other.
//!
//! In: the headings of both, each with what is said below it. Out: one list of both ([`Aligned`]), in the
//! order of the new version; a heading that is gone or has moved away is listed where it stood.
//!
//! Headings are matched in steps: first those whose words are equal and occur once; then equal ones below
//! the same heading; then, below headings that were matched, those most alike in their words or in the text
//! below them; last, the most alike anywhere. With very many headings, later steps compare fewer pairs.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};

use super::align::{heaviest, in_order, pairs, singles};
use super::likeness::{ALIKE, Grams, Sketch};
use super::{Change, Version};
use crate::outline::NodeId;
use crate::text::Span;

/// Most pairs of headings that are compared in all.
const MOST: usize = 200_000;
/// Likeness of what two sections say from which they are versions of each other.
const SAYS: usize = 30;

/// A heading of one version.
#[derive(Debug, Default)]
struct Heading {
    /// Its words as they are compared: letters, digits and Han characters alone.
    words: String,
    /// Its marker, likewise.
    marker: String,
    grams: Grams,
    sketch: Sketch,
    parent: Option<usize>,
    /// One past its last descendant.
    next: usize,
}

/// The headings of a version, or some of them.
#[derive(Debug)]
pub(super) struct Headings {
    ids: Vec<NodeId>,
    all: Vec<Heading>,
}

/// A heading and what it has become; indexes into the headings of either version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) change: Change,
    /// Whether it stands elsewhere, whatever else has become of it.
    pub(super) moved: bool,
}

/// One row of the list of both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aligned {
    /// A heading that both have.
    Both(Match),
    /// One that only the new version has.
    New(usize),
    /// One that only the old version has.
    Gone(usize),
    /// The old place of one that has moved.
    Left(usize),
}

impl Headings {
    /// The headings `ids` of `version`, in reading order; what is said below each ends at the next,
    /// below the last at `end`.
    pub(super) fn new(version: Version<'_>, ids: Vec<NodeId>, end: usize) -> Self {
        let text = version.document.text();
        let nodes = version.outline.nodes();
        let index: HashMap<NodeId, usize> =
            ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let heading = |(i, id): (usize, &NodeId)| {
            let Some(node) = nodes.get(id.0) else { return Heading::default() };
            let next = ids.get(i + 1).and_then(|id| nodes.get(id.0));
            let end = next.map_or(end, crate::outline::Node::start);
            let body = Span::new(node.title.end.max(node.marker.end), end);
            let mut above = node.parent;
            while let Some(id) = above
                && !index.contains_key(&id)
            {
                above = nodes.get(id.0).and_then(|n| n.parent);
            }
            Heading {
                words: squeezed(node.title.of(text)),
                marker: squeezed(node.marker.of(text)),
                grams: Grams::new(node.title.of(text)),
                sketch: Sketch::new(body.of(text)),
                parent: above.and_then(|id| index.get(&id).copied()),
                next: ids.partition_point(|other| *other < node.next),
            }
        };
        let all = ids.iter().enumerate().map(heading).collect();
        Self { ids, all }
    }

    /// The node of heading `index`.
    pub(super) fn id(&self, index: usize) -> Option<NodeId> {
        self.ids.get(index).copied()
    }

    fn get(&self, index: usize) -> Option<&Heading> {
        self.all.get(index)
    }

    fn parent(&self, index: usize) -> Option<usize> {
        self.get(index).and_then(|h| h.parent)
    }

    /// Keys of those that are not taken.
    fn keys<'a>(&'a self, taken: &[Option<usize>]) -> Vec<Option<&'a str>> {
        let free = |i: usize| taken.get(i).is_some_and(Option::is_none);
        let key = |(i, h): (usize, &'a Heading)| {
            Some(h.words.as_str()).filter(|words| free(i) && !words.is_empty())
        };
        self.all.iter().enumerate().map(key).collect()
    }

    /// The headings right below each, and last of all those below none.
    fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.all.len() + 1];
        for (i, heading) in self.all.iter().enumerate() {
            if let Some(list) = children.get_mut(heading.parent.unwrap_or(self.all.len())) {
                list.push(i);
            }
        }
        children
    }
}

/// Letters, digits and Han characters of `words`.
fn squeezed(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether the last headings of both, aligned in `rows`, are no versions of each other.
pub(super) fn part_at_the_end(rows: &[Aligned], old: &Headings, new: &Headings) -> bool {
    let last = |headings: &Headings| headings.all.len().checked_sub(1);
    match (last(old), last(new)) {
        (Some(a), Some(b)) => !rows
            .iter()
            .any(|row| matches!(row, Aligned::Both(found) if (found.old, found.new) == (a, b))),
        _ => false,
    }
}

/// Aligns the headings of two versions. As soon as `cancel` is set, what is found so far is given.
pub(super) fn align(old: &Headings, new: &Headings, cancel: &AtomicBool) -> Vec<Aligned> {
    let mut pairing = Pairing {
        old,
        new,
        of_old: vec![None; old.all.len()],
        of_new: vec![None; new.all.len()],
        left: MOST,
    };
    pairing.equal();
    pairing.below(cancel);
    pairing.anywhere(cancel);
    // What was found last may be above others that are still alone.
    pairing.below(cancel);
    pairing.aligned()
}

/// The headings above a pair.
type Above = (Option<usize>, Option<usize>);

/// Headings that have found each other so far.
struct Pairing<'a> {
    old: &'a Headings,
    new: &'a Headings,
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
    /// Pairs that may still be compared.
    left: usize,
}

impl Pairing<'_> {
    fn is_free(&self, i: usize, j: usize) -> bool {
        let free = |of: &[Option<usize>], at: usize| of.get(at).is_some_and(Option::is_none);
        free(&self.of_old, i) && free(&self.of_new, j)
    }

    fn take(&mut self, i: usize, j: usize) {
        if let (true, Some(a), Some(b)) =
            (self.is_free(i, j), self.of_old.get_mut(i), self.of_new.get_mut(j))
        {
            (*a, *b) = (Some(j), Some(i));
        }
    }

    /// Whether two headings stand below versions of one heading, or both below none.
    fn related(&self, i: usize, j: usize) -> bool {
        match (self.old.parent(i), self.new.parent(j)) {
            (None, None) => true,
            (Some(a), Some(b)) => self.of_old.get(a) == Some(&Some(b)),
            _ => false,
        }
    }

    /// Pairs equal words: those that stand once, then those below the same heading, then in order.
    fn equal(&mut self) {
        let found = singles(&self.old.keys(&self.of_old), &self.new.keys(&self.of_new));
        for (i, j) in found {
            self.take(i, j);
        }
        let (a, b) = (self.old.keys(&self.of_old), self.new.keys(&self.of_new));
        let mut places: HashMap<(&str, Option<usize>), VecDeque<usize>> = HashMap::new();
        for (j, key) in b.iter().enumerate() {
            if let Some(key) = key {
                places.entry((key, self.new.parent(j))).or_default().push_back(j);
            }
        }
        for (i, key) in a.iter().enumerate() {
            let above = match self.old.parent(i) {
                None => Some(None),
                Some(above) => self.of_old.get(above).copied().flatten().map(Some),
            };
            let (Some(key), Some(above)) = (key, above) else { continue };
            if let Some(j) = places.get_mut(&(*key, above)).and_then(VecDeque::pop_front) {
                self.take(i, j);
            }
        }
        let found = pairs(&self.old.keys(&self.of_old), &self.new.keys(&self.of_new));
        for (i, j) in found {
            // Short words that stand everywhere (要求, 目标) tell nothing by themselves.
            let told = self.old.get(i).is_some_and(|h| h.words.chars().count() >= 4);
            if told || self.related(i, j) {
                self.take(i, j);
            }
        }
    }

    /// Below two headings that are versions of each other, from the outermost inwards, the most
    /// alike become versions of each other too.
    fn below(&mut self, cancel: &AtomicBool) {
        let (a, b) = (self.old.children(), self.new.children());
        let (roots, others) = (a.last(), b.last());
        self.nearest(
            roots.map_or(&[], Vec::as_slice),
            others.map_or(&[], Vec::as_slice),
            ALIKE,
            SAYS,
        );
        for i in 0..self.old.all.len() {
            if cancel.load(Ordering::Relaxed) {
                return;
            }
            let Some(j) = self.of_old.get(i).copied().flatten() else { continue };
            let (below, other) = (a.get(i), b.get(j));
            self.nearest(
                below.map_or(&[], Vec::as_slice),
                other.map_or(&[], Vec::as_slice),
                ALIKE,
                SAYS,
            );
        }
    }

    /// Whatever is still alone: the most alike, where both words or what is said leave little doubt.
    fn anywhere(&mut self, cancel: &AtomicBool) {
        if cancel.load(Ordering::Relaxed) {
            return;
        }
        let (a, b): (Vec<usize>, Vec<usize>) =
            ((0..self.old.all.len()).collect(), (0..self.new.all.len()).collect());
        self.nearest(&a, &b, ALIKE + 15, SAYS + 10);
    }

    /// Pairs the most alike of two lists first.
    fn nearest(&mut self, a: &[usize], b: &[usize], by_words: usize, by_text: usize) {
        let free = |of: &[Option<usize>], list: &[usize]| -> Vec<usize> {
            list.iter().copied().filter(|&i| of.get(i).is_some_and(Option::is_none)).collect()
        };
        let (a, b) = (free(&self.of_old, a), free(&self.of_new, b));
        let work = a.len().saturating_mul(b.len());
        if work == 0 || work > self.left {
            return;
        }
        self.left -= work;
        let mut likely: Vec<(usize, usize, usize)> = Vec::new();
        for &i in &a {
            for &j in &b {
                let (Some(x), Some(y)) = (self.old.get(i), self.new.get(j)) else { continue };
                let (words, text) = (x.grams.alike(&y.grams), x.sketch.alike(&y.sketch));
                if words >= by_words || text >= by_text || words + 2 * text >= by_words + by_text {
                    // What stands under the same number is a little likelier.
                    let number = usize::from(!x.marker.is_empty() && x.marker == y.marker);
                    // A heading that only goes on is the one that it was.
                    let (one, other) = (x.words.as_str(), y.words.as_str());
                    let grown = usize::from(one.starts_with(other) || other.starts_with(one));
                    likely.push((2 * words + text + 5 * number + 30 * grown, i, j));
                }
            }
        }
        likely.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
        for (_, i, j) in likely {
            self.take(i, j);
        }
    }

    /// Which of the pairs stand elsewhere, by old heading: of those below the same heading the
    /// heaviest that keep their order have not moved, nor has what moves along with its heading.
    fn moved(&self) -> Vec<bool> {
        let matched = || self.of_old.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?)));
        let all: Vec<(usize, usize)> = matched().collect();
        let steady: HashSet<(usize, usize)> = in_order(&all).into_iter().collect();
        let mut groups: HashMap<Above, Vec<(usize, usize, usize)>> = HashMap::new();
        let mut moved = vec![false; self.of_old.len()];
        let alone = |of: &[Option<usize>], at: Option<usize>| {
            at.is_none_or(|at| of.get(at).copied().flatten().is_none())
        };
        for (i, j) in matched() {
            let (above, below) = (self.old.parent(i), self.new.parent(j));
            // A heading that is gone and one that is new may hold the same sections.
            let strangers = alone(&self.of_old, above) && alone(&self.of_new, below);
            if self.related(i, j) || strangers {
                let weight = self.old.get(i).map_or(1, |h| h.next.saturating_sub(i)).max(1);
                groups.entry((above, below)).or_default().push((i, j, weight));
            } else if let (false, Some(moved)) = (steady.contains(&(i, j)), moved.get_mut(i)) {
                *moved = true;
            }
        }
        for group in groups.into_values() {
            let kept: HashSet<(usize, usize)> = heaviest(&group).into_iter().collect();
            for (i, j, _) in group {
                if let (false, Some(moved)) = (kept.contains(&(i, j)), moved.get_mut(i)) {
                    *moved = true;
                }
            }
        }
        moved
    }

    /// All rows, in order.
    fn aligned(&self) -> Vec<Aligned> {
        let moved = self.moved();
        let is_moved = |i: usize| moved.get(i) == Some(&true);
        // The outermost heading with which each moves, by old heading.
        let mut along: Vec<Option<usize>> = Vec::with_capacity(moved.len());
        for i in 0..moved.len() {
            let above = self.old.parent(i).and_then(|p| along.get(p).copied().flatten());
            along.push(if is_moved(i) { Some(i) } else { above });
        }
        let around = |i: usize| self.old.parent(i).and_then(|p| along.get(p).copied().flatten());
        // What is told behind each new heading, and before the first.
        let mut front = Vec::new();
        let mut behind: Vec<Vec<Aligned>> = vec![Vec::new(); self.of_new.len()];
        // The last new heading behind which something of the old order can stand, by what moves.
        let mut last: HashMap<Option<usize>, usize> = HashMap::new();
        for (i, j) in self.of_old.iter().enumerate() {
            let here = around(i);
            if j.is_none() || is_moved(i) {
                let row = if j.is_none() { Aligned::Gone(i) } else { Aligned::Left(i) };
                match last.get(&here).and_then(|&j| behind.get_mut(j)) {
                    Some(list) => list.push(row),
                    None => front.push(row),
                }
            }
            if let (Some(j), Some(own)) = (j, along.get(i)) {
                last.insert(*own, *j);
            }
        }
        let mut rows = front;
        for (j, behind) in behind.into_iter().enumerate() {
            rows.push(match self.of_new.get(j).copied().flatten() {
                Some(i) => Aligned::Both(self.matched(i, j, is_moved(i))),
                None => Aligned::New(j),
            });
            rows.extend(behind);
        }
        rows
    }

    fn matched(&self, i: usize, j: usize, moved: bool) -> Match {
        let (a, b) = (self.old.get(i), self.new.get(j));
        let same = |of: fn(&Heading) -> &String| a.map(of) == b.map(of);
        let change = if !same(|h| &h.words) {
            Change::Reworded
        } else if moved {
            Change::Moved
        } else if !same(|h| &h.marker) {
            Change::Renumbered
        } else {
            Change::Same
        };
        Match { old: i, new: j, change, moved }
    }
}
