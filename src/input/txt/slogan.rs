//! What sites write behind the paragraphs of their pages: `……紧迫性 某某汇,办公文档之家`.
//!
//! In: lines of a text. Out: the tails of lines that are no words of it. One that comes once may be
//! the author's; the same tail behind two lines is the site's.

use std::collections::HashSet;

use crate::text::Span;

/// Words of which every such tail has one.
const TRADE: &[&str] = &["范文", "公文", "文档", "文库", "文秘", "稿子", "www."];
/// Longest tail, in `char`s.
const LONGEST: usize = 20;

/// The tail of `words` behind their last blank that may be a site's.
pub(in crate::input) fn tail(words: &str) -> Option<&str> {
    let (before, tail) = words.rsplit_once(' ')?;
    let may = !before.is_empty()
        && tail.len() <= LONGEST * 4
        && tail.chars().count() <= LONGEST
        && !tail.contains(['。', '；', '！', '？'])
        && TRADE.iter().any(|word| tail.contains(word));
    may.then_some(tail)
}

/// Those of `tails` that come more than once.
pub(super) fn repeated<'a>(tails: &[&'a str]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    tails.iter().copied().filter(|tail| !seen.insert(*tail)).collect()
}

/// `words` without a tail of `repeated`, and that tail.
pub(super) fn parted(words: Span, text: &str, repeated: &HashSet<&str>) -> Option<(Span, Span)> {
    let tail = tail(words.of(text)).filter(|tail| repeated.contains(tail))?;
    let cut = words.end - tail.len();
    Some((Span::new(words.start, cut), Span::new(cut, words.end)))
}
