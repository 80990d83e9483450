//! Finds tables of contents, so that their entries do not count as headings.
//!
//! In: the lines of a text. Out: which of them belong to a table of contents.

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::text::is_blank;

/// Marks in `furniture` the lines of tables of contents: at least two lines in a row with leaders and page
/// numbers, or the lines from 目录 up to where its first entry comes again.
pub(super) fn contents(lines: &[&str], furniture: &mut [bool]) {
    let leader: Vec<bool> = lines.iter().map(|l| has_leaders(l)).collect();
    for i in 0..lines.len() {
        let near = |j: Option<usize>| j.and_then(|j| leader.get(j)).copied().unwrap_or(false);
        if near(Some(i))
            && (near(i.checked_sub(1)) || near(i.checked_add(1)))
            && let Some(f) = furniture.get_mut(i)
        {
            *f = true;
        }
    }
    paged(lines, furniture);
    let Some(head) = lines.iter().position(|l| is_contents_head(l)) else { return };
    if let Some(f) = furniture.get_mut(head) {
        *f = true;
    }
    let Some(first) = lines.get(head + 1).map(|l| entry(l)).filter(|e| !e.is_empty()) else {
        return;
    };
    // The table ends where its first entry comes again, if only short lines stand between; or with a line
    // of dots, as pages that show a part of a text have it, if the entry comes again anywhere.
    let again = LazyCell::new(|| lines.iter().skip(head + 2).any(|l| entry(l) == first));
    let mut end = head + 2;
    while let Some(line) = lines.get(end) {
        if entry(line) == first || dots(line) && *again {
            let end = end + usize::from(dots(line));
            for f in furniture.iter_mut().take(end).skip(head) {
                *f = true;
            }
            return;
        }
        if line.len() > 60 * 3 || line.contains('。') {
            return;
        }
        end += 1;
    }
}

/// Marks in `furniture` a table of contents without leaders: several lines in a row that end with rising page
/// numbers (第一章护堤3), the first of which comes again later.
fn paged(lines: &[&str], furniture: &mut [bool]) {
    /// Fewest lines of such a table.
    const SEVERAL: usize = 3;
    /// Longest entry, in bytes.
    const LONGEST: usize = 120;
    let page = |line: &str| -> Option<u32> {
        if !line.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = line.get(words.len()..).filter(|n| (1..=3).contains(&n.len()))?;
        let named = words.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii());
        (named && line.len() <= LONGEST && line.starts_with(['第', '一']))
            .then(|| number.parse().ok())?
    };
    if lines.iter().filter_map(|line| page(line)).take(SEVERAL).count() < SEVERAL {
        return;
    }
    let pages: Vec<Option<u32>> = lines.iter().map(|line| page(line)).collect();
    // The last line that each entry stands on.
    let last: LazyCell<HashMap<String, usize>, _> = LazyCell::new(|| {
        let short = lines.iter().enumerate().filter(|(_, line)| line.len() <= LONGEST);
        short.map(|(at, line)| (entry(line), at)).collect()
    });
    let mut from = 0;
    while from < pages.len() {
        let rises = |at: &usize| {
            let before = at.checked_sub(1).filter(|&b| b >= from).and_then(|b| pages.get(b));
            let this = pages.get(*at).copied().flatten();
            this.is_some_and(|n| before.is_none_or(|b| b.is_none_or(|b| b <= n)))
        };
        let run = (from..pages.len()).take_while(rises).count();
        if run >= SEVERAL {
            let again = lines.get(from).and_then(|first| last.get(&entry(first)));
            if again.is_some_and(|&again| again >= from + run) {
                for f in furniture.iter_mut().skip(from).take(run) {
                    *f = true;
                }
                // A text has one such table.
                return;
            }
        }
        from += run.max(1);
    }
}

/// Whether a line consists of dots alone.
fn dots(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '…' | '.' | '⋯'))
}

/// Whether a line is the heading of a table of contents.
fn is_contents_head(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let bare: String = line
        .chars()
        .filter(|c| {
            !is_blank(*c) && !matches!(c, '#' | '*' | '【' | '】' | '[' | ']' | '：' | ':' | '…')
        })
        .collect();
    matches!(bare.as_str(), "目录" | "目錄" | "目次" | "目录/提纲" | "CONTENTS" | "Contents")
}

/// The words of an entry of a table of contents, without blanks, leaders and page number.
fn entry(line: &str) -> String {
    let words = line.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || is_blank(c)
            || matches!(c, '.' | '…' | '·' | '．' | '_' | '⋯' | '-' | '(' | ')')
    });
    words.chars().filter(|c| !is_blank(*c) && !matches!(c, '#' | '*')).collect()
}

/// Whether a line ends with leaders and a page number, or with leaders alone.
fn has_leaders(line: &str) -> bool {
    let body = line.trim_end_matches(|c: char| {
        c.is_ascii_digit() || is_blank(c) || matches!(c, ')' | '(' | '-')
    });
    let leaders = body
        .chars()
        .rev()
        .take_while(|&c| matches!(c, '.' | '…' | '·' | '．' | '_' | '⋯') || is_blank(c))
        .count();
    let page =
        line.chars().next_back().is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '-'));
    leaders >= 2 && page && line.len() < 300 || leaders >= 6 && line.len() < 300
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Role};
    use crate::input::clean::mark_furniture;

    #[test]
    fn contents_without_page_numbers_end_where_the_first_entry_returns() {
        let doc = Document::from_lines(
            "目 录\n一、形势\n二、任务\n一、形势\n今年雨水足。\n二、任务\n先抓春耕。",
        );
        let doc = mark_furniture(doc);
        let roles: Vec<_> = doc.paragraphs().iter().map(|p| p.role == Role::Furniture).collect();
        assert_eq!(roles, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn contents_that_end_with_dots_stand_before_a_part_of_the_text() {
        let text = |again| {
            let words = "目录/提纲：……\n一、形势\n二、任务\n……\n同志们：\n今天讲两点。\n";
            let doc = Document::from_lines(format!("{words}{again}\n今年雨水足。"));
            let doc = mark_furniture(doc);
            doc.paragraphs().iter().map(|p| p.role == Role::Furniture).collect::<Vec<_>>()
        };
        let kept = [false; 4];
        assert_eq!(text("一、形势"), [&[true; 4][..], &kept].concat());
        assert_eq!(text("一、要看清"), [&[true][..], &[false; 3], &kept].concat());
    }
}
