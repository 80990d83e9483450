//! Headings without a number that belong to lists: those over each of several lists or over the questions of an
//! interview, and 引言 and 结语.
//!
//! In: the lines of one speech. Out: [`Heading`]s in reading order.

use std::collections::HashSet;

use super::{Heading, SEVERAL, ends_by_name, may_name, parts_from_next, stands_alone, whole};
use crate::outline::bare::Lines;
use crate::text::Span;

/// Short lines over lists that begin again under each of them: 工程科： 1. …… 2. …… 财务科： 1. ……
pub(super) fn over_lists(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    let label = |i: usize| {
        let heading = whole(lines, i)?;
        let words = heading.title.of(lines.document.text()).trim_end_matches(['：', ':']);
        let named = may_name(lines, i, words, 2)
            && !words.contains(['。', '，', ',', '；', '？', '?', '！', '!', '|', '@', '：', ':'])
            && !words.ends_with(['）', ')', '、'])
            && !["如下", "以下", "包括", "下列"].iter().any(|w| words.ends_with(w));
        let title = Span::new(heading.title.start, heading.title.start + words.len());
        named.then_some(Heading { title, ..heading })
    };
    let over = |pair: &[usize]| {
        let &[i, j] = pair else { return None };
        Some(i).filter(|_| lines.begins(j)).and_then(label)
    };
    let found: Vec<Heading> = inside.windows(2).filter_map(over).collect();
    // They are headings only if nearly every list has one.
    let lists = inside.iter().filter(|&&i| lines.begins(i)).count();
    if found.len() >= SEVERAL && found.len() * 4 >= lists * 3 { found } else { Vec::new() }
}

/// Short lines over lists of sections, which begin again under each of them: 去年的工作, 一、…… 二、…… 今年的打算,
/// 一、…… 二、…… `begins` are the paragraphs with the first numbers.
pub(super) fn over_sections(lines: &Lines<'_>, inside: &[usize], begins: &[usize]) -> Vec<Heading> {
    if begins.len() < 2 {
        return Vec::new();
    }
    let found: Vec<Heading> =
        begins.iter().filter_map(|&begin| over(lines, inside, begin)).collect();
    // The first part may have none.
    if found.len() >= 2 && found.len() + 1 >= begins.len() { found } else { Vec::new() }
}

/// Short lines between the paragraphs of a speech whose lists each stand below one of them: 他的一生, ……
/// 他的见解, （一）…… （二）…… 我们的怀念, …… `standing` gives all short lines that stand so.
pub(super) fn around_list(
    lines: &Lines<'_>,
    inside: &[usize],
    standing: impl FnOnce() -> Vec<Heading>,
) -> Vec<Heading> {
    // The first of them stands above the first number.
    let mut before = inside.iter().take_while(|&&i| !lines.opens(i));
    if !before.any(|&i| stands_alone(lines, i, 4)) {
        return Vec::new();
    }
    let found = standing();
    let mut next = found.iter().map(|h| h.paragraph).peekable();
    // Whether no number has come yet below the last of these lines.
    let mut fresh = None;
    // Whether the last list stands right below one of these lines, or another of them ends it.
    let mut held = false;
    // How many lists are ended by one of these lines.
    let mut ended = 0;
    // The last number.
    let mut last = 0;
    for &i in inside {
        if next.next_if_eq(&i).is_some() {
            ended += usize::from(fresh == Some(false));
            held |= fresh == Some(false);
            fresh = Some(true);
        } else if let Some(value) = lines.value(i) {
            // None stands inside a list.
            if fresh.is_none_or(|fresh| fresh && value > 1 && value == last + 1) {
                return Vec::new();
            }
            last = value;
            if fresh == Some(true) {
                let label = over(lines, inside, i).map(|label| label.paragraph);
                let known = |label| found.binary_search_by_key(&label, |h| h.paragraph).is_ok();
                held = label.is_some_and(known);
            }
            fresh = Some(false);
        }
    }
    if held || ended >= 2 { found } else { Vec::new() }
}

/// Short lines between the paragraphs of numbered sections, in at least two of which stand several. `begins` are the
/// paragraphs with the first numbers; `standing` gives all short lines that stand so.
pub(super) fn inside_sections(
    lines: &Lines<'_>,
    inside: &[usize],
    begins: &[usize],
    standing: impl FnOnce() -> Vec<Heading>,
) -> Vec<Heading> {
    let &[begin, ..] = begins else { return Vec::new() };
    let within = |h: Heading| (h.paragraph > begin).then_some(Heading { inside: true, ..h });
    let found: Vec<Heading> = standing().into_iter().filter_map(within).collect();
    let mut next = found.iter().map(|h| h.paragraph).peekable();
    // How many of the lists, and how many of these lines the last number has below it.
    let (mut several, mut below) = (0, 0);
    for &i in inside {
        if next.next_if_eq(&i).is_some() {
            below += 1;
            several += usize::from(below == 2);
        } else if lines.opens(i) {
            below = 0;
        }
    }
    if found.len() > SEVERAL && several >= 2 { found } else { Vec::new() }
}

/// The short line over the list of sections that begins with paragraph `begin`.
fn over(lines: &Lines<'_>, inside: &[usize], begin: usize) -> Option<Heading> {
    /// How many paragraphs may stand between such a line and the list.
    const BETWEEN: usize = 5;
    let at = inside.binary_search(&begin).ok()?;
    let before = inside.get(..at)?.iter().rev().take(BETWEEN + 1);
    let mut before = before.take_while(|&&i| !lines.opens(i)).enumerate();
    let named = |i: usize| stands_alone(lines, i, 4) && !ends_by_name(lines.words(i));
    let (up, &label) = before.find(|(_, i)| named(**i))?;
    let above = at.checked_sub(up + 2).and_then(|above| inside.get(above));
    above.filter(|&&above| parts_from_next(lines, above)).and_then(|_| whole(lines, label))
}

/// Short lines that part an interview: each stands right over one of the questions, which are the paragraphs
/// `asked`.
pub(super) fn over_questions(
    lines: &Lines<'_>,
    inside: &[usize],
    asked: &HashSet<usize>,
) -> Vec<Heading> {
    if asked.len() < SEVERAL {
        return Vec::new();
    }
    let over = |three: &[usize]| {
        let &[before, i, question] = three else { return None };
        let parts = asked.contains(&question) && parts_from_next(lines, before);
        Some(i).filter(|&i| parts && stands_alone(lines, i, 4)).and_then(|i| whole(lines, i))
    };
    let found: Vec<Heading> = inside.windows(3).filter_map(over).collect();
    if found.len() < 2 { Vec::new() } else { found }
}

/// 引言 and 结语 around the numbered sections of a speech.
pub(super) fn around_sections(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    /// Bytes that the paragraph below has at least.
    const PARAGRAPH: usize = 60;
    let stands = |pair: &[usize]| {
        let &[i, below] = pair else { return None };
        let short = lines.words(i).len() <= 36 && !lines.opens(below);
        let heading = whole(lines, i).filter(|_| short && lines.words(below).len() >= PARAGRAPH)?;
        let named = ends_by_name(heading.title.of(lines.document.text()));
        named.then_some(Heading { level: 0, ..heading })
    };
    inside.windows(2).filter_map(stands).collect()
}
