//! Finding pinyin glosses, `設(shè)`, with which some web pages fill a text.
//!
//! In: a [`Document`]. Out: the spans of the glosses, with their parentheses, if the text is full of
//! them. A single annotation such as 发言(fā yán) in an ordinary text is not one.

use super::chars::is_ideograph;
use crate::document::Document;
use crate::text::Span;

/// Fewest glosses of a text that is full of them.
const COUNT: usize = 8;
/// Most bytes of text for each gloss in such a text: some 300 Han.
const APART: usize = 1000;
/// Longest syllable, in `char`s: `zhuāng`.
const SYLLABLE: usize = 6;

/// The glosses of `document`: one Han, then one syllable with a tone in parentheses, many times
/// over; empty where they are rare. Judged by shape; [`glosses_read`] also asks for the reading.
#[must_use]
pub fn glosses(document: &Document) -> Vec<Span> {
    glosses_read(document, |_, _| true)
}

/// As [`glosses`], only those whose syllable, with its tone, `reads` its character: 設 and `shè`.
#[must_use]
pub fn glosses_read(document: &Document, reads: impl Fn(char, &str) -> bool) -> Vec<Span> {
    let text = document.text();
    let mut spans = Vec::new();
    for open in parentheses(text.as_bytes()) {
        let before = Span::new(0, open.start).of(text).chars().next_back();
        let Some(han) = before.filter(|c| is_ideograph(*c)) else { continue };
        let rest = Span::new(open.end, text.len()).of(text);
        if let Some((syllable, close)) = syllable(rest).filter(|(s, _)| reads(han, s)) {
            spans.push(Span::new(open.start, open.end + syllable.len() + close.len_utf8()));
        }
    }
    if spans.len() >= COUNT && spans.len() * APART >= text.len() { spans } else { Vec::new() }
}

/// Where a parenthesis opens that a letter follows, in order.
fn parentheses(text: &[u8]) -> impl Iterator<Item = Span> {
    // A letter with a tone begins with one of these bytes.
    let opens = |at: usize| matches!(text.get(at), Some(b'a'..=b'z' | 0xc3..=0xc9));
    let narrow = memchr::memchr_iter(b'(', text).map(|at| Span::new(at, at + 1));
    let wide = memchr::memmem::find_iter(text, "（").map(|at| Span::new(at, at + "（".len()));
    let mut all: Vec<Span> = narrow.chain(wide).filter(|open| opens(open.end)).collect();
    all.sort_unstable();
    all.into_iter()
}

/// One syllable with one tone at the start of `text`, and the parenthesis that closes it.
fn syllable(text: &str) -> Option<(&str, char)> {
    let mut tones = 0;
    for (i, (at, c)) in text.char_indices().enumerate() {
        match c {
            'a'..='z' | 'ü' | 'ɡ' | 'ɑ' => {}
            ')' | '）' if tones == 1 => return Some((text.get(..at)?, c)),
            _ if is_toned(c) => tones += 1,
            _ => return None,
        }
        if i >= SYLLABLE {
            return None;
        }
    }
    None
}

/// A vowel, or syllabic nasal, with one of the four tones.
const fn is_toned(c: char) -> bool {
    matches!(
        c,
        'ā' | 'á'
            | 'ǎ'
            | 'à'
            | 'ē'
            | 'é'
            | 'ě'
            | 'è'
            | 'ī'
            | 'í'
            | 'ǐ'
            | 'ì'
            | 'ō'
            | 'ó'
            | 'ǒ'
            | 'ò'
            | 'ū'
            | 'ú'
            | 'ǔ'
            | 'ù'
            | 'ǖ'
            | 'ǘ'
            | 'ǚ'
            | 'ǜ'
            | 'ń'
            | 'ň'
            | 'ǹ'
            | 'ă'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        glosses(&Document::from_lines(text)).len()
    }

    #[test]
    fn a_text_full_of_glosses_gives_each_of_them() {
        let text = "建設(shè)產(chǎn)業(yè)園區(qū)，發（fā）展。".repeat(4);
        let document = Document::from_lines(text.as_str());
        let spans = glosses(&document);
        assert_eq!(spans.len(), 20);
        assert_eq!(spans[0].of(document.text()), "(shè)");
        assert_eq!(spans[4].of(document.text()), "（fā）");
    }

    #[test]
    fn annotations_of_an_ordinary_text_stay() {
        assert_eq!(found("发言(fā yán)，垚(yáo)县。"), 0);
        assert_eq!(found(&"发言(fā yán)，甲(jia)乙(A)丙(GDP)。".repeat(40)), 0);
        assert_eq!(found(&("垚(yáo)".repeat(9) + &"抓好各项工作落实。".repeat(4000))), 0);
    }

    #[test]
    fn a_gloss_that_is_no_reading_of_its_character_stays() {
        let document = Document::from_lines("設(shè)業(là)".repeat(10));
        let spans = glosses_read(&document, |han, syllable| (han, syllable) == ('設', "shè"));
        assert_eq!(spans.len(), 10);
    }
}
