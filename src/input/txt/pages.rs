//! Finds the page numbers and running heads of a text that was printed.
//!
//! In: the lines of a text. Out: which of them belong to the pages and not to the speech. They may stand in
//! the middle of sentences, which go on on the next page, so they must be found before lines are joined.

use std::collections::HashMap;

use super::super::clean::page_number;
use super::wrap::Line;
use crate::text::is_blank;

/// Longest running head, in `char`s.
const LONGEST: usize = 40;
/// A running head stands on at least this many pages.
const FEWEST: usize = 3;
/// Lines that a page has at least. The rows of a table have fewer.
const PAGE: usize = 8;

/// For each line, whether it belongs to a page; empty if none does.
pub(super) fn asides(found: &[Line], text: &str) -> Vec<bool> {
    let mut numbers: Vec<bool> = (0..found.len()).map(|i| is_number(found, i, text)).collect();
    for i in beside_heads(found, text) {
        if let Some(number) = numbers.get_mut(i) {
            *number = true;
        }
    }
    if !numbers.contains(&true) && !found.iter().any(|l| l.top) {
        return Vec::new();
    }
    // A running head is the first or last line of a page, or stands beside its number.
    let at = |i: Option<usize>| i.and_then(|i| numbers.get(i)).copied().unwrap_or(false);
    let edge = |i: usize| {
        let last = found.get(i + 1).is_none_or(|next| next.top);
        let first = i == 0 || found.get(i).is_some_and(|l| l.top);
        !at(Some(i)) && (first || last || at(i.checked_sub(1)) || at(Some(i + 1)))
    };
    let key = |i: usize| found.get(i).filter(|_| edge(i)).and_then(|line| wording(line, text));
    let mut pages: HashMap<String, usize> = HashMap::new();
    for key in (0..found.len()).filter_map(key) {
        *pages.entry(key).or_default() += 1;
    }
    let repeated =
        |i: usize| key(i).is_some_and(|key| pages.get(&key).is_some_and(|&n| n >= FEWEST));
    let all: Vec<bool> =
        numbers.iter().enumerate().map(|(i, &number)| number || repeated(i)).collect();
    if all.contains(&true) { all } else { Vec::new() }
}

/// Whether line `i` is the number of a page: between dashes, or alone at the edge of a page.
fn is_number(found: &[Line], i: usize, text: &str) -> bool {
    let Some(line) = found.get(i) else { return false };
    let words = line.words.of(text);
    let edge = line.top || found.get(i + 1).is_some_and(|next| next.top);
    words.len() <= LONGEST * 4 && page_number(words) || bare(words).is_some() && edge
}

/// The number that is all of `words`.
fn bare(words: &str) -> Option<u32> {
    let digits = (1..=4).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit());
    if digits { words.parse().ok() } else { None }
}

/// The lines that are a number and no more, each beside the same running head and one higher than the one before.
fn beside_heads(found: &[Line], text: &str) -> Vec<usize> {
    let value = |i: usize| found.get(i).and_then(|line| bare(line.words.of(text)));
    let all: Vec<(usize, u32)> = (0..found.len()).filter_map(|i| Some((i, value(i)?))).collect();
    let mut numbers = Vec::new();
    if all.len() < FEWEST {
        return numbers;
    }
    for above in [true, false] {
        // For each running head the numbers beside it, as far as they rise.
        let mut runs: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
        for &(i, value) in &all {
            let head = if above { i.checked_sub(1) } else { Some(i + 1) };
            let head = head.and_then(|i| found.get(i)).and_then(|line| wording(line, text));
            let Some(head) = head else { continue };
            let run = runs.entry(head).or_default();
            let rises = |&(at, last): &(usize, u32)| i - at >= PAGE && value == last + 1;
            if !run.last().is_none_or(rises) {
                if run.len() >= FEWEST {
                    numbers.extend(run.iter().map(|&(i, _)| i));
                }
                run.clear();
            }
            run.push((i, value));
        }
        let long = runs.into_values().filter(|run| run.len() >= FEWEST).flatten();
        numbers.extend(long.map(|(i, _)| i));
    }
    numbers
}

/// The words of a line that may be a running head, without the number of its page; `None` if it is too long,
/// ends a sentence, or begins like a heading.
fn wording(line: &Line, text: &str) -> Option<String> {
    let words = line.words.of(text);
    if words.len() > LONGEST * 4 || line.ends_sentence() || line.marker {
        return None;
    }
    let rest =
        words.chars().filter(|&c| !c.is_ascii_digit() && !is_blank(c) && c != '-' && c != '—');
    let rest: String = rest.collect();
    (rest.chars().count() >= 2).then_some(rest)
}
