//! Finds the advertising that web sites add to paragraphs: `……紧迫性 某某汇,办公文档之家`.
//!
//! In: the lines of a text. Out: the ends of lines that do not belong to it. An ending that occurs once may
//! be the author's; one that occurs twice is the site's.

use std::collections::HashSet;

use crate::text::Span;

/// Every such ending holds one of these words.
const TRADE: &[&str] = &["范文", "公文", "文档", "文库", "文秘", "稿子", "www."];
/// Longest such ending, in `char`s.
const LONGEST: usize = 20;

/// What follows the last blank of `words`, if a site may have written it.
pub(in crate::input) fn tail(words: &str) -> Option<&str> {
    let (before, tail) = words.rsplit_once(' ')?;
    let may = !before.is_empty()
        && tail.len() <= LONGEST * 4
        && tail.chars().count() <= LONGEST
        && !tail.contains(['。', '；', '！', '？'])
        && TRADE.iter().any(|word| tail.contains(word));
    may.then_some(tail)
}

/// Those of `tails` that occur more than once.
pub(super) fn repeated<'a>(tails: &[&'a str]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    tails.iter().copied().filter(|tail| !seen.insert(*tail)).collect()
}

/// `words` without their ending, and the ending, if it is one of `repeated`.
pub(super) fn parted(words: Span, text: &str, repeated: &HashSet<&str>) -> Option<(Span, Span)> {
    let tail = tail(words.of(text)).filter(|tail| repeated.contains(tail))?;
    let cut = words.end - tail.len();
    Some((Span::new(words.start, cut), Span::new(cut, words.end)))
}
