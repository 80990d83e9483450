//! Sentences that stand elsewhere in the other version.
//!
//! In: sentences that are gone and sentences that are new. Out: pairs of them that are one sentence, equal or
//! nearly.

use std::collections::{HashMap, VecDeque};

use super::likeness::Grams;
use crate::text::Span;

/// Fewest characters of a sentence that is looked for elsewhere: shorter ones occur everywhere.
const SHORTEST: usize = 8;
/// Likeness from which a sentence is the same one elsewhere, with other words.
const ALIKE: usize = 65;
/// Most pairs of sentences that are compared.
const MOST: usize = 200_000;

/// A sentence that one version lacks, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lone {
    pub(super) span: Span,
    /// Number of its block, or of its heading.
    pub(super) block: usize,
}

/// Pairs what is `gone` with what was `added`; each with the text in which it stands.
pub(super) fn pairs(
    (a, gone): (&str, Vec<Lone>),
    (b, added): (&str, Vec<Lone>),
) -> Vec<(Lone, Lone)> {
    let (long_gone, short_gone): (Vec<_>, Vec<_>) =
        gone.into_iter().partition(|lone| long(lone.span.of(a)));
    let (long_added, short_added): (Vec<_>, Vec<_>) =
        added.into_iter().partition(|lone| long(lone.span.of(b)));
    let mut pairs = pair((a, &long_gone), (b, &long_added));
    let along = along(&pairs, (a, &short_gone), (b, &short_added));
    pairs.extend(along);
    pairs
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
