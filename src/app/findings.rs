//! The list of what `check` found, row by row.
//!
//! In: the findings, and the width and height of the list. Out: the rows in sight. A finding takes one
//! row, cut to its width; the selected one takes as many as it needs.

use super::help::wrapped;
use super::model::Findings;
use super::screen::list_offset;
use crate::locale::Lang;
use crate::text::{Ambiguous, Cells};

/// Fewest cells in which words are broken over rows: in fewer, nobody could read them.
const NARROWEST: u16 = 8;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRow {
    /// The finding, an index.
    pub index: usize,
    /// Whether it begins here.
    pub first: bool,
    /// The words of this row; of one that is not selected all, for as much as there is room.
    pub words: String,
}

/// Cells that the line of the source takes in every row.
#[must_use]
pub fn digits(list: &Findings) -> usize {
    list.lines.iter().max().map_or(1, |line| line.to_string().len())
}

/// Cells that the words for how grave a finding is take.
#[must_use]
pub const fn level_cells(lang: Lang) -> u16 {
    lang.pick(4, 7)
}

/// Cells left of the words: the mark of the selection, how grave it is, the line.
#[must_use]
pub fn lead(list: &Findings, lang: Lang) -> Cells {
    let digits = u16::try_from(digits(list)).unwrap_or(u16::MAX);
    Cells(1 + level_cells(lang) + 1) + Cells(digits) + Cells(2)
}

/// The rows that are in sight in a list of `width` cells and `height` rows.
#[must_use]
pub fn rows(
    list: &Findings,
    lang: Lang,
    (width, height): (u16, u16),
    ambiguous: Ambiguous,
) -> Vec<FoundRow> {
    let height = usize::from(height);
    let room = Cells(width) - lead(list, lang) - Cells(1);
    let mut told = match list.found.get(list.selected) {
        Some(finding) if room.0 >= NARROWEST => wrapped(&finding.message, room, ambiguous),
        Some(finding) => vec![finding.message.clone()],
        None => Vec::new(),
    };
    told.truncate(height.max(1));
    // All rows of the selected finding must be in sight.
    let least = (list.selected + told.len()).saturating_sub(height);
    let offset = list_offset(list.selected, list.found.len(), height).max(least);
    let mut rows = Vec::with_capacity(height);
    for (index, finding) in list.found.iter().enumerate().skip(offset) {
        let words =
            if index == list.selected { told.clone() } else { vec![finding.message.clone()] };
        let row = |(at, words)| FoundRow { index, first: at == 0, words };
        rows.extend(words.into_iter().enumerate().map(row));
        if rows.len() >= height {
            break;
        }
    }
    rows.truncate(height);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Finding, Level, Rule};
    use crate::text::{Span, cells};

    fn list(messages: &[&str], selected: usize) -> Findings {
        let finding = |message: &&str| Finding {
            span: Span::at(0),
            rule: Rule::Gap,
            level: Level::Error,
            message: (*message).to_owned(),
            suggestion: String::new(),
            replacement: None,
        };
        let found: Vec<_> = messages.iter().map(finding).collect();
        let lines = (1..=found.len()).collect();
        Findings { found, lines, selected, ..Findings::default() }
    }

    #[test]
    fn the_one_that_is_selected_is_told_in_full_and_all_of_it_is_in_sight() {
        let long = "“一、”之后是“三、”，中间缺了“二、”，请补上或改号，并看后文是否也要改";
        let messages: Vec<_> = (0..9).map(|_| long).collect();
        for (selected, height) in (0..9).flat_map(|s| (3..8).map(move |h| (s, h))) {
            let list = list(&messages, selected);
            let rows = rows(&list, Lang::Zh, (40, height), Ambiguous::Narrow);
            assert_eq!(rows.len(), usize::from(height));
            let told = rows.iter().filter(|row| row.index == selected);
            let words: String = told.map(|row| row.words.as_str()).collect();
            assert_eq!(words, long, "{selected} of 9 in {height} rows");
            assert_eq!(rows.iter().filter(|r| r.index == selected && r.first).count(), 1);
        }
    }

    #[test]
    fn words_of_the_one_selected_are_no_wider_than_there_is_room() {
        for width in 0..90 {
            let list = list(&["甲乙丙丁，戊己庚辛：a long word or two（在此）"], 0);
            let lead = lead(&list, Lang::En);
            let rows = rows(&list, Lang::En, (width, 5), Ambiguous::Wide);
            assert!(!rows.is_empty(), "{width}");
            let fits = |row: &FoundRow| cells(&row.words, Ambiguous::Wide) + lead < Cells(width);
            assert!(rows.len() == 1 || rows.iter().all(fits), "{width} {rows:?}");
        }
    }
}
