//! Headings without a number that say in the line below when the part was spoken, or who wrote it.
//!
//! In: the lines of one speech. Out: [`Heading`]s in reading order.

use std::collections::HashSet;

use super::{Heading, SEVERAL, is_body, may_name, stands_alone, whole};
use crate::outline::bare::Lines;
use crate::outline::numeral::{is_date_digit, is_han_numeral};
use crate::outline::title::{Part, Title, person, signature};
use crate::text::is_blank;

/// The contributions that a page puts together, each with who wrote it in the line below: 守堤要靠人, 县水文站工程师柳长河
pub(super) fn signed(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    /// Characters that the paragraph below has at least.
    const PARAGRAPH: usize = 50;
    let over = |three: &[usize]| {
        let &[i, who, after] = three else { return None };
        let text = lines.words(after);
        let short = |i: usize| lines.words(i).len() <= 120 && !lines.opens(i);
        // Most lines are not two short ones over a paragraph; the names are looked up last.
        let stands = short(who)
            && short(i)
            && text.chars().take(PARAGRAPH).count() == PARAGRAPH
            && text.contains('。')
            && stands_alone(lines, i, 4);
        let signed = || signature(lines.words(who)) && !signature(lines.words(i));
        (stands && signed()).then(|| whole(lines, i))?
    };
    let found: Vec<Heading> = inside.windows(3).filter_map(over).collect();
    if found.len() < SEVERAL { Vec::new() } else { found }
}

/// Takes out of `titles` what is the first dated part of the speech whose title stands above it: 在……上的讲话,
/// （一九五五年三月）, 开幕词, （一九五五年三月二十一日）, and later 结论 with its own date.
pub(in crate::outline) fn drop_first_parts(lines: &Lines<'_>, titles: &mut Vec<Title>) {
    let count = lines.document.paragraphs().len();
    let sure: Vec<usize> = titles.iter().filter(|t| t.odds > 0.0).map(|t| t.paragraph).collect();
    let ends = sure.iter().skip(2).copied().chain([count]);
    let part = |(pair, end): (&[usize], usize)| {
        let &[title, part] = pair else { return None };
        let directly = part == title + 2 && in_brackets(lines.words(title + 1));
        let inside = || (part + 1..end).filter(|&i| is_body(lines, i)).collect::<Vec<_>>();
        (directly && !dated(lines, &inside()).is_empty()).then_some(part)
    };
    let parts: HashSet<usize> = sure.windows(2).zip(ends).filter_map(part).collect();
    titles.retain(|t| !parts.contains(&t.paragraph));
}

/// Whether a line is one date, or several, in brackets: （一九五五年五月、六月）
fn in_brackets(words: &str) -> bool {
    let words = Some(words).filter(|words| words.len() <= 100).map(|w| w.trim_matches(is_blank));
    let inner = words.and_then(|words| words.strip_prefix(['（', '(', '〔']));
    let inner = inner.and_then(|inner| inner.strip_suffix(['）', ')', '〕']));
    let dates = |c: char| is_date_digit(c) || is_blank(c) || "年月日至、—－～-".contains(c);
    inner.is_some_and(|inner| inner.contains('年') && inner.chars().all(dates))
}

/// Short lines with a date in brackets below: 引言, （一九五五年三月二日）. Two of them, of which the title of
/// the speech may be one.
pub(super) fn dated(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    /// Characters that a paragraph below the date has at least.
    const PARAGRAPH: usize = 50;
    let date = |i: usize| in_brackets(lines.words(i));
    let number = |words: &str| words.len() <= 9 && words.chars().all(is_han_numeral);
    let goes_on = |i: usize| {
        lines.part(i) == Part::Salutation
            || lines.opens(i)
            || number(lines.words(i).trim_matches(is_blank))
            || lines.words(i).chars().take(PARAGRAPH).count() == PARAGRAPH
    };
    let name = |three: &[usize]| {
        let &[i, below, after] = three else { return None };
        let heading = whole(lines, i).filter(|_| date(below) && goes_on(after))?;
        let words = heading.title.of(lines.document.text());
        let named = may_name(lines, i, words, 1)
            && !person(words)
            && !words.contains(['。', '，', ',', '；', '？', '?', '！', '!', '：', ':']);
        named.then_some(heading)
    };
    let found: Vec<Heading> = inside.windows(3).filter_map(name).collect();
    let title = inside.first().is_some_and(|&i| date(i));
    if found.len() + usize::from(title) > 1 { found } else { Vec::new() }
}
