//! The list of hits, row by row: each run of hits below a row for its section.
//!
//! In: the hits, the outline, the selected hit, the height of the list. Out: the rows in sight and their
//! words. Only rows in sight are worked out, so that a million hits cost no more than a dozen.

use super::reading::{Hits, Reading};
use crate::outline::{NodeId, Outline};
use crate::text::{Span, is_blank};

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The section in which the hits below stand; none above the first heading.
    Section(Option<NodeId>),
    /// A hit, by its index.
    Hit(usize),
}

/// The rows in sight: each run of hits of one section below a row for the section, which also
/// stands on top where the run began above; `selected` near the middle.
#[must_use]
pub fn window(hits: &Hits, outline: &Outline, selected: usize, height: usize) -> Vec<ListRow> {
    let section = |i: usize| hits.spans.get(i).and_then(|s| outline.at(s.start));
    let row = |row| match row {
        Grouped::Head(i) => ListRow::Section(section(i)),
        Grouped::Item(i) => ListRow::Hit(i),
    };
    let begins = |i: usize| section(i) != section(i - 1);
    grouped(hits.spans.len(), begins, selected, height).into_iter().map(row).collect()
}

/// A row of a list in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouped {
    /// The row of the group to which this item belongs.
    Head(usize),
    /// An item.
    Item(usize),
}

/// The rows in sight of a list of `count` items in groups; `begins` says whether an item (not the
/// first) is the first of its group. Asks only about items near `selected`.
#[must_use]
pub fn grouped(
    count: usize,
    begins: impl Fn(usize) -> bool,
    selected: usize,
    height: usize,
) -> Vec<Grouped> {
    // Rows that an item takes when it follows the one before.
    let begins = |i: usize| i == 0 || begins(i);
    let rows = |i: usize| 1 + usize::from(begins(i));
    // How far above the selected item the list can begin without using more than `room` rows.
    let up = |mut first: usize, mut used: usize, room: usize| {
        // The row of the first group is always there.
        while let Some(before) = first.checked_sub(1) {
            let more = rows(first);
            if used + more > room {
                break;
            }
            used += more;
            first = before;
        }
        first
    };
    if count == 0 || height == 0 {
        return Vec::new();
    }
    let selected = selected.min(count - 1);
    let mut first = up(selected, 2, (height / 2 + 1).max(2));
    // If the list ends before the screen does, show more of what is above.
    let mut used = 2;
    for i in first + 1..count {
        used += rows(i);
        if used >= height {
            break;
        }
    }
    if used < height {
        first = up(first, used, height);
    }
    let mut out = Vec::with_capacity(height + 1);
    for i in first..count {
        if out.len() >= height {
            break;
        }
        if i == first || begins(i) {
            out.push(Grouped::Head(i));
        }
        out.push(Grouped::Item(i));
    }
    if height == 1 {
        out.remove(0);
    }
    out.truncate(height);
    out
}

/// The words of `span` in one line: without glosses that are hidden, and without line ends and the
/// blanks beside them.
#[must_use]
pub fn line(reading: &Reading, span: Span) -> String {
    flat(&reading.words(span))
}

/// `text` without line ends and the blanks beside them; between Latin words one blank stays.
#[must_use]
pub fn flat(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = if out.is_empty() { line } else { line.trim_start_matches(is_blank) };
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().next_back()) && latin(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line.trim_end_matches(is_blank));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Family, Kind, Node};
    use proptest::prelude::*;

    /// Sections that begin at every tenth byte, and hits at `places`.
    fn list(sections: usize, places: &[usize]) -> (Outline, Hits) {
        let node = |i: usize| {
            let marker = Span::new(i * 10 + 10, i * 10 + 11);
            Node::loose(Kind::Heading, Family::Han, 1, marker, Span::at(i * 10 + 11))
        };
        let outline = Outline::new((0..sections).map(node).collect(), sections * 10 + 20);
        let spans = places.iter().map(|&at| Span::new(at, at + 1)).collect();
        (outline, Hits { spans, ..Hits::default() })
    }

    fn shown(rows: &[ListRow]) -> String {
        let row = |row: &ListRow| match row {
            ListRow::Section(None) => "[-]".to_owned(),
            ListRow::Section(Some(id)) => format!("[{}]", id.0),
            ListRow::Hit(i) => i.to_string(),
        };
        rows.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn hits_stand_below_their_section() {
        let (outline, hits) = list(3, &[3, 12, 15, 32, 33, 34]);
        for (selected, height, want) in [
            (0, 9, "[-] 0 [0] 1 2 [2] 3 4 5"),
            (5, 9, "[-] 0 [0] 1 2 [2] 3 4 5"),
            (0, 4, "[-] 0 [0] 1"),
            (2, 4, "[0] 1 2 [2]"),
            (5, 4, "[2] 3 4 5"),
            (4, 3, "[2] 4 5"),
            (4, 2, "[2] 4"),
            (4, 1, "4"),
            (0, 0, ""),
        ] {
            assert_eq!(shown(&window(&hits, &outline, selected, height)), want, "{selected}");
        }
    }

    #[test]
    fn a_hit_over_a_line_end_is_one_line() {
        assert_eq!(flat("高质\n\u{3000}\u{3000}量 发展"), "高质量 发展");
        assert_eq!(flat("New\r\nYork"), "New York");
        assert_eq!(flat("纲 举"), "纲 举");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_selected_hit_is_always_in_sight(
            mut places in proptest::collection::vec(0_usize..200, 1..40),
            sections in 0_usize..20, selected in 0_usize..40, height in 1_usize..12,
        ) {
            places.sort_unstable();
            places.dedup();
            let (outline, hits) = list(sections, &places);
            let selected = selected.min(places.len() - 1);
            let rows = window(&hits, &outline, selected, height);
            prop_assert!(rows.len() <= height);
            prop_assert!(rows.contains(&ListRow::Hit(selected)), "{}", shown(&rows));
        }

        #[test]
        fn no_row_is_left_empty_where_there_are_hits(
            mut places in proptest::collection::vec(0_usize..200, 1..40),
            sections in 0_usize..20, selected in 0_usize..40, height in 1_usize..12,
        ) {
            places.sort_unstable();
            places.dedup();
            let (outline, hits) = list(sections, &places);
            let all = window(&hits, &outline, 0, 1000).len();
            let rows = window(&hits, &outline, selected, height).len();
            // One row may stay empty where a section and its first hit need two.
            prop_assert!(rows + 1 >= height.min(all), "{rows} of {all} in {height}");
        }
    }
}
