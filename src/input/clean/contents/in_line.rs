//! Finds tables of contents that stand in one line: 目录：一、看清形势；二、压实任务；三、责任到人
//!
//! In: the lines of a text. Out: which of them are such tables.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::{entry, heading, heads_list};
use crate::text::is_blank;

/// Longest such line, in bytes.
const LONGEST: usize = 1800;
/// Fewest entries.
const SEVERAL: usize = 3;
/// What may stand behind a number.
const MARKS: [char; 3] = ['、', '.', '．'];

/// Marks in `furniture` the lines that list headings which come again further below. Such a line says what it
/// is (目录：), stands below one that does, which are those at `heads`, or before the first sentence of the text.
pub(super) fn in_one_line(lines: &[&str], heads: &[usize], furniture: &mut [bool]) {
    // The headings of the text, and what stands before the first comma in them.
    let headings: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        let all = lines.iter().filter_map(|line| heading(line));
        all.flat_map(|words| {
            let clause = words.split(['，', ',']).next().unwrap_or_default().to_owned();
            [clause, words]
        })
        .collect()
    });
    let long = |line: &str| line.len() > LONGEST || line.contains('。');
    let spoken = lines.iter().position(|line| long(line)).unwrap_or(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).filter(|above| heads.binary_search(above).is_ok());
        let says = line.starts_with(['目', '提', '主', '内', '內', '【']);
        if at > spoken && !says && above.is_none() || long(line) {
            continue;
        }
        let Some((head, entries)) = entries(line) else { continue };
        let again = entries.iter().filter(|e| headings.contains(&entry(e))).count();
        if (head.is_empty() || heads_list(head)) && again >= 2 && again * 2 >= entries.len() {
            for at in above.into_iter().chain([at]) {
                if let Some(f) = furniture.get_mut(at) {
                    *f = true;
                }
            }
        }
    }
}

/// What stands in a line before the first of at least three entries numbered from one, and the entries without
/// their numbers.
fn entries(line: &str) -> Option<(&str, Vec<&str>)> {
    const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    const ARABIC: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    [HAN, ARABIC].iter().find_map(|numbers| {
        let mut rest = line;
        let mut parts = Vec::new();
        for number in numbers {
            let found = rest.match_indices(number).find_map(|(at, _)| {
                let behind = rest.get(at + number.len()..)?.strip_prefix(MARKS)?;
                Some((rest.get(..at)?, behind))
            });
            let Some((before, behind)) = found else { break };
            parts.push(before);
            rest = behind;
        }
        parts.push(rest);
        let head = parts.first()?.trim_matches(is_blank);
        let entries: Vec<&str> = parts.iter().skip(1).map(|part| without_parts(part)).collect();
        (entries.len() >= SEVERAL).then_some((head, entries))
    })
}

/// An entry without those below it, and without the marks around it: 看清形势（一）国内（二）省内；
fn without_parts(part: &str) -> &str {
    let numbered = |at: usize| {
        let inside = part.get(at..).and_then(|rest| rest.chars().nth(1));
        inside.is_some_and(|c| "一1".contains(c))
    };
    let end = part.match_indices(['（', '(']).map(|(at, _)| at).find(|&at| numbered(at));
    let words = part.get(..end.unwrap_or(part.len())).unwrap_or(part);
    words.trim_matches(|c| is_blank(c) || matches!(c, '；' | ';' | '，' | ',' | '：' | ':' | '|'))
}
