//! Aligns two sequences: finds equal items in both, and the most of them that stand in the same order.

use std::collections::HashMap;
use std::hash::Hash;

/// Equal items of both sequences, as pairs of indexes in the order of `old`: of several equal ones, the
/// first goes with the first, the second with the second. `None` equals nothing.
pub(super) fn pairs<K: Eq + Hash>(old: &[Option<K>], new: &[Option<K>]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&K, std::collections::VecDeque<usize>> = HashMap::new();
    for (j, key) in new.iter().enumerate() {
        if let Some(key) = key {
            places.entry(key).or_default().push_back(j);
        }
    }
    let next =
        |(i, key): (usize, &Option<K>)| Some((i, places.get_mut(key.as_ref()?)?.pop_front()?));
    old.iter().enumerate().filter_map(next).collect()
}

/// Equal items that occur once in each sequence, as pairs of indexes in the order of `old`.
pub(super) fn singles<K: Eq + Hash>(old: &[Option<K>], new: &[Option<K>]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&K, (usize, usize, usize)> = HashMap::new();
    for key in old.iter().flatten() {
        places.entry(key).or_default().0 += 1;
    }
    for (j, key) in new.iter().enumerate() {
        if let Some(place) = key.as_ref().and_then(|key| places.get_mut(key)) {
            (place.1, place.2) = (place.1 + 1, j);
        }
    }
    let single = |(i, key): (usize, &Option<K>)| match places.get(key.as_ref()?)? {
        (1, 1, j) => Some((i, *j)),
        _ => None,
    };
    old.iter().enumerate().filter_map(single).collect()
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

/// The heaviest of `pairs`, each with its weight and in the order of their first parts, whose second
/// parts rise too. Where there are very many, the most of them, whatever they weigh.
pub(super) fn heaviest(pairs: &[(usize, usize, usize)]) -> Vec<(usize, usize)> {
    /// Most pairs that are weighed: the time is their square.
    const MOST: usize = 2000;
    if pairs.len() > MOST {
        let bare: Vec<_> = pairs.iter().map(|&(i, j, _)| (i, j)).collect();
        return in_order(&bare);
    }
    // The weight of the best run that ends with each pair, and the pair before it there.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for &(_, j, weight) in pairs {
        let below = pairs.iter().zip(&best).enumerate().filter(|(_, (p, _))| p.1 < j);
        let before = below.max_by_key(|(k, (_, (sum, _)))| (*sum, std::cmp::Reverse(*k)));
        let (sum, at) = before.map_or((0, None), |(k, (_, (sum, _)))| (*sum, Some(k)));
        best.push((sum + weight, at));
    }
    let last = best.iter().enumerate().max_by_key(|(k, (sum, _))| (*sum, std::cmp::Reverse(*k)));
    let mut at = last.map(|(k, _)| k);
    let mut run = Vec::new();
    while let Some(k) = at {
        run.extend(pairs.get(k).map(|&(i, j, _)| (i, j)));
        at = best.get(k).and_then(|(_, before)| *before);
    }
    run.reverse();
    run
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
    fn of_two_that_changed_places_the_heavier_stays() {
        assert_eq!(heaviest(&[(0, 1, 5), (1, 0, 2)]), [(0, 1)]);
        assert_eq!(heaviest(&[(0, 1, 2), (1, 0, 5), (2, 2, 1)]), [(1, 0), (2, 2)]);
        assert_eq!(heaviest(&[]), []);
    }

    #[test]
    fn what_stands_twice_is_no_single() {
        let row = |words: &'static str| words.chars().map(Some).collect::<Vec<_>>();
        assert_eq!(singles(&row("甲乙乙丙"), &row("丙甲乙")), [(0, 1), (3, 0)]);
        assert_eq!(pairs(&row("甲乙乙丙"), &row("丙乙乙")), [(1, 1), (2, 2), (3, 0)]);
    }
}
