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

/// For each line, whether it belongs to a page; empty if none does.
pub(super) fn asides(found: &[Line], text: &str) -> Vec<bool> {
    let numbers: Vec<bool> = (0..found.len()).map(|i| is_number(found, i, text)).collect();
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
    let bare = words.len() <= 4 && words.bytes().all(|b| b.is_ascii_digit());
    words.len() <= LONGEST * 4 && page_number(words) || bare && edge
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
