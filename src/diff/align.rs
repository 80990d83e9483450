//! Two rows of things side by side: which are equal, which of these stand in order, how alike two
//! strings are.

use std::collections::HashMap;
use std::hash::Hash;

/// Hundredths from which two strings are taken for versions of each other.
pub(super) const ALIKE: usize = 50;

/// Equal things in both rows, as pairs of indexes in the order of `old`: the first of a kind with
/// the first, the second with the second. What is empty has no equal.
pub(super) fn pairs<K: Eq + Hash + Empty>(old: &[K], new: &[K]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&K, std::collections::VecDeque<usize>> = HashMap::new();
    for (j, key) in new.iter().enumerate().filter(|(_, k)| !k.is_none()) {
        places.entry(key).or_default().push_back(j);
    }
    let next = |(i, key)| Some((i, places.get_mut(key)?.pop_front()?));
    old.iter().enumerate().filter_map(next).collect()
}

/// Whether there is nothing to compare.
pub(super) trait Empty {
    fn is_none(&self) -> bool;
}

impl Empty for String {
    fn is_none(&self) -> bool {
        self.is_empty()
    }
}

impl Empty for char {
    fn is_none(&self) -> bool {
        false
    }
}

/// The most of `pairs` (in the order of their first parts) whose second parts rise too: the longest
/// increasing subsequence, in n log n.
pub(super) fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best run of each length, and the pair before each.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let second = |i: usize| pairs.get(i).map_or(0, |p| p.1);
    for (i, &(_, j)) in pairs.iter().enumerate() {
        let at = tails.partition_point(|&t| second(t) < j);
        if let Some(slot) = before.get_mut(i) {
            *slot = at.checked_sub(1).and_then(|k| tails.get(k)).copied();
        }
        match tails.get_mut(at) {
            Some(tail) => *tail = i,
            None => tails.push(i),
        }
    }
    let mut run = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(i) = at {
        run.extend(pairs.get(i));
        at = before.get(i).copied().flatten();
    }
    run.reverse();
    run
}

/// How alike two strings are, in hundredths: the share of pairs of neighbouring characters that
/// both have (Dice's coefficient).
pub(super) fn alike(a: &str, b: &str) -> usize {
    if a == b {
        return 100;
    }
    let grams =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (x, y) = (grams(a), grams(b));
    if x.is_empty() || y.is_empty() {
        return 0;
    }
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    for &gram in &x {
        *counts.entry(gram).or_default() += 1;
    }
    let shared = y
        .iter()
        .filter(|gram| {
            counts.get_mut(gram).filter(|n| **n > 0).is_some_and(|n| {
                *n -= 1;
                true
            })
        })
        .count();
    200 * shared / (x.len() + y.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_run_is_found() {
        let pairs = [(0, 2), (1, 0), (2, 1), (3, 3)];
        assert_eq!(in_order(&pairs), [(1, 0), (2, 1), (3, 3)]);
        assert_eq!(in_order(&[]), []);
    }

    #[test]
    fn likeness_is_the_share_of_pairs() {
        assert_eq!(alike("抓好春耕生产", "抓好春耕生产"), 100);
        assert_eq!(alike("抓好春耕生产", "抓好春耕备耕"), 60);
        assert_eq!(alike("甲", "乙"), 0);
    }
}
