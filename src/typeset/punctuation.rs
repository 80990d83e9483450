//! Showing half-width punctuation next to Han as full-width, on the screen only.
//!
//! In: an ASCII mark in its text. Out: whether it is shown full-width. The rule looks only at the
//! neighbourhood of the mark, so that rows can be set from any place. The text never changes.

use super::chars::{before, char_at};
use crate::document::Document;

/// How far the other half of a pair of parentheses is looked for, in `char`s.
const PAIR: usize = 64;
/// Longest succession of stops that is judged as one.
const STOPS: usize = 8;
/// How much of a document is read to judge its habit, in bytes.
const SAMPLE: usize = 256 * 1024;

/// The full-width form of `c`.
pub(super) const fn full_width(c: char) -> Option<&'static str> {
    match c {
        ',' => Some("，"),
        ';' => Some("；"),
        ':' => Some("："),
        '?' => Some("？"),
        '!' => Some("！"),
        '(' => Some("（"),
        ')' => Some("）"),
        _ => None,
    }
}

/// Whether the mark `c` at byte `at` of `text` is shown full-width.
///
/// Stops after Han are, and before Han, unless they stand inside a number or word; parentheses
/// are in pairs, when one of their four neighbours is Han.
#[inline(never)]
pub(super) fn is_shown_full(text: &str, at: usize, c: char) -> bool {
    match c {
        ',' | ';' | ':' | '?' | '!' => stop(text, at),
        '(' => match closing(text, at) {
            Some(close) => pair(text, at, close),
            None => is_cjk(before(text, at)) || is_cjk(char_at(text, at + 1)),
        },
        ')' => match opening(text, at) {
            Some(open) => pair(text, open, at),
            None => is_cjk(before(text, at)) || is_cjk(char_at(text, at + 1)),
        },
        _ => false,
    }
}

fn stop(text: &str, mut at: usize) -> bool {
    let right = char_at(text, at + 1);
    // A succession of stops (?!) is judged by what stands before it.
    for _ in 0..STOPS {
        match before(text, at) {
            Some(',' | ';' | ':' | '?' | '!') => at -= 1,
            Some(')') => return is_shown_full(text, at - 1, ')') || is_cjk(right),
            Some(c) if is_cjk(Some(c)) => return true,
            Some(c) if c.is_whitespace() => return false,
            Some(_) => return is_cjk(right),
            None => return false,
        }
    }
    false
}

fn pair(text: &str, open: usize, close: usize) -> bool {
    let left = before(text, open);
    let inside = is_cjk(char_at(text, open + 1)) || is_cjk(before(text, close));
    if left.is_some_and(|c| c.is_ascii_alphanumeric()) {
        // f(x)
        return inside;
    }
    inside || is_cjk(left) || is_cjk(char_at(text, close + 1))
}

fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in text.get(open..)?.char_indices().take(PAIR) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(open + i),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

fn opening(text: &str, close: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in text.get(..close + 1)?.char_indices().rev().take(PAIR) {
        match c {
            ')' => depth += 1,
            '(' if depth == 1 => return Some(i),
            '(' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Ideographs, kana and Chinese punctuation.
const fn is_cjk(c: Option<char>) -> bool {
    matches!(
        c,
        Some(
            '\u{2e80}'..='\u{2fff}'
            | '\u{3001}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{20000}'..='\u{3ffff}'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '…'
            | '—',
        )
    )
}

/// What [`Measure::punctuation`](super::Measure::punctuation) should be for `document`: full-width
/// for a text that has half-width stops next to Han and next to no full-width ones, as web pages
/// leave behind.
#[must_use]
pub fn recommended(document: &Document) -> super::Punctuation {
    let text = document.text();
    let (mut half, mut full) = (0_usize, 0_usize);
    let mut last = None;
    for (_, c) in text.char_indices().take_while(|(at, _)| *at < SAMPLE) {
        match c {
            ',' | ';' | ':' | '?' | '!' if is_cjk(last) => half += 1,
            '，' | '；' | '：' | '？' | '！' => full += 1,
            _ => {}
        }
        last = Some(c);
    }
    if half >= 3 && full * 20 < half {
        super::Punctuation::FullWidth
    } else {
        super::Punctuation::Source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut out = String::new();
        for (at, c) in text.char_indices() {
            match full_width(c).filter(|_| is_shown_full(text, at, c)) {
                Some(full) => out.push_str(full),
                None => out.push(c),
            }
        }
        out
    }

    #[test]
    fn marks_next_to_han_are_shown_full_width() {
        for (source, screen) in [
            ("同志们:今天,开会!", "同志们：今天，开会！"),
            ("情况,2020年", "情况，2020年"),
            ("达12.5%,比上年", "达12.5%，比上年"),
            ("1,234元,12:30", "1,234元，12:30"),
            ("真的吗?!好", "真的吗？！好"),
            ("各县(市、区)党委", "各县（市、区）党委"),
            ("項目建設(shè)暨", "項目建設（shè）暨"),
            ("(1)加强", "（1）加强"),
            ("(一)加强", "（一）加强"),
            ("f(x), g(y)", "f(x), g(y)"),
            ("GDP(国内生产总值),再", "GDP（国内生产总值），再"),
            ("网址http://a.cn", "网址http://a.cn"),
            ("Hello, world!", "Hello, world!"),
            ("他说:“好”,走了", "他说：“好”，走了"),
        ] {
            assert_eq!(shown(source), screen);
        }
    }

    #[test]
    fn only_a_text_without_full_width_stops_is_changed() {
        let judge = |text: &str| recommended(&Document::from_lines(text));
        assert_eq!(judge("各位:今天,开会;好!"), crate::typeset::Punctuation::FullWidth);
        assert_eq!(judge("各位：今天,开会;好!"), crate::typeset::Punctuation::Source);
        assert_eq!(judge("a, b, c, d, e"), crate::typeset::Punctuation::Source);
    }
}
