//! Sentences that went from one section into another, because two sections became one, or one was split.
//!
//! In: blocks with what is gone and what is new. Out: the same blocks; a sentence that is gone in one and
//! new in another is one that has moved.

use std::collections::{HashMap, VecDeque};

use super::super::likeness::Grams;
use super::super::sentence::TextChange;
use super::super::words::pieces;
use super::super::{Change, Version};
use super::{Shift, Sides};
use crate::text::Span;

/// Fewest characters of a sentence that is looked for elsewhere: shorter ones occur everywhere.
const SHORTEST: usize = 8;
/// Likeness from which a sentence is the same one elsewhere, with other words.
const ALIKE: usize = 65;
/// Most pairs of sentences that are compared.
const MOST: usize = 200_000;

/// A sentence that one version lacks, and its block.
#[derive(Clone, Copy)]
struct Lone {
    span: Span,
    block: usize,
}

/// Finds them.
pub(super) fn find(sides: &mut Sides, old: Version<'_>, new: Version<'_>) {
    let (a, b) = (old.document.text(), new.document.text());
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    for (block, shown) in sides.blocks.iter().enumerate() {
        for change in &shown.changes {
            match *change {
                TextChange::Removed(span) => gone.push(Lone { span, block }),
                TextChange::Added(span) => added.push(Lone { span, block }),
                TextChange::Changed { .. } => {}
            }
        }
    }
    let (long_gone, short_gone): (Vec<_>, Vec<_>) =
        gone.into_iter().partition(|lone| long(lone.span.of(a)));
    let (long_added, short_added): (Vec<_>, Vec<_>) =
        added.into_iter().partition(|lone| long(lone.span.of(b)));
    let mut pairs = pair((a, &long_gone), (b, &long_added));
    let along = along(&pairs, (a, &short_gone), (b, &short_added));
    pairs.extend(along);
    // How much of each section went where, in bytes.
    let mut went: HashMap<(usize, usize), usize> = HashMap::new();
    let section = |sides: &Sides, block: usize| sides.blocks.get(block).map_or(0, |b| b.section);
    for (from, into) in pairs {
        let (from_section, into_section) = (section(sides, from.block), section(sides, into.block));
        *went.entry((from_section, into_section)).or_default() += from.span.len();
        let shift =
            Shift { old: from.span, new: into.span, pieces: pieces(a, from.span, b, into.span) };
        for (block, change) in [
            (from.block, TextChange::Removed(from.span)),
            (into.block, TextChange::Added(into.span)),
        ] {
            if let Some(block) = sides.blocks.get_mut(block) {
                block.changes.retain(|other| *other != change);
                block.shifts.push(shift.clone());
            }
        }
    }
    for ((from, into), bytes) in went {
        merge(sides, from, into, bytes, old);
    }
}

/// Whether a sentence says enough to be known again.
fn long(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphanumeric()).nth(SHORTEST - 1).is_some()
}

/// Pairs what is gone with what is new: equal ones first, then the most alike.
fn pair((a, gone): (&str, &[Lone]), (b, added): (&str, &[Lone])) -> Vec<(Lone, Lone)> {
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (j, lone) in added.iter().enumerate() {
        places.entry(lone.span.of(b)).or_default().push_back(j);
    }
    let mut of_gone: Vec<Option<usize>> = vec![None; gone.len()];
    let mut taken = vec![false; added.len()];
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for (i, lone) in gone.iter().enumerate() {
        if let Some(j) = places.get_mut(lone.span.of(a)).and_then(VecDeque::pop_front) {
            likely.push((usize::MAX, i, j));
        }
    }
    if gone.len().saturating_mul(added.len()) <= MOST {
        let grams: Vec<Grams> = added.iter().map(|lone| Grams::new(lone.span.of(b))).collect();
        for (i, lone) in gone.iter().enumerate() {
            let own = Grams::new(lone.span.of(a));
            let alike = grams.iter().map(|other| own.alike(other)).enumerate();
            likely
                .extend(alike.filter(|(_, alike)| *alike >= ALIKE).map(|(j, alike)| (alike, i, j)));
        }
    }
    likely.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    for (_, i, j) in likely {
        if let (Some(slot @ None), Some(taken @ false)) = (of_gone.get_mut(i), taken.get_mut(j)) {
            (*slot, *taken) = (Some(j), true);
        }
    }
    let both = |(lone, j): (&Lone, Option<usize>)| Some((*lone, *added.get(j?)?));
    gone.iter().zip(of_gone).filter_map(both).collect()
}

/// What is short goes along with what stood in the same paragraph, where it is equal.
fn along(
    pairs: &[(Lone, Lone)],
    (a, gone): (&str, &[Lone]),
    (b, added): (&str, &[Lone]),
) -> Vec<(Lone, Lone)> {
    let ways: HashMap<usize, usize> = pairs.iter().map(|(x, y)| (x.block, y.block)).collect();
    let mut places: HashMap<(usize, &str), VecDeque<Lone>> = HashMap::new();
    for lone in added {
        places.entry((lone.block, lone.span.of(b))).or_default().push_back(*lone);
    }
    let into = |lone: &Lone| {
        let place = (*ways.get(&lone.block)?, lone.span.of(a));
        Some((*lone, places.get_mut(&place)?.pop_front()?))
    };
    gone.iter().filter_map(into).collect()
}

/// Takes section `from`, whose heading is gone, for merged into `into` where at least half of what
/// stood below the heading went there.
fn merge(sides: &mut Sides, from: usize, into: usize, bytes: usize, old: Version<'_>) {
    let Some(section) = sides.sections.get(from).filter(|s| s.change == Change::Gone) else {
        return;
    };
    let heading = section.old.and_then(|id| old.outline.get(id)).map_or(0, |node| node.title.end);
    let blocks = sides.blocks.get(section.blocks.clone()).unwrap_or_default();
    let below = |part: Span| part.end.saturating_sub(part.start.max(heading));
    let all: usize = blocks.iter().filter_map(|b| b.old).map(|part| below(part.span)).sum();
    if let (true, Some(section)) = (2 * bytes >= all, sides.sections.get_mut(from)) {
        section.twin = Some(into);
    }
}
