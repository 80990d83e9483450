//! The sentence around a hit.
//!
//! In: a text and a hit in one of its paragraphs. Out: the sentence that holds it, whole where it is
//! not too long.

use crate::document::trim;
use crate::text::Span;

/// Most characters on either side of a hit: all but the longest sentences are shown whole, to be used
/// elsewhere.
pub(super) const CONTEXT: usize = 200;

/// Whether a stop that ends a sentence stands before byte `at` of `text`.
pub(super) fn ended(text: &str, at: usize) -> bool {
    let stop = Span::new(0, at).of(text).char_indices().next_back();
    stop.is_some_and(|(at, c)| c != '\n' && ends_sentence(text.as_bytes(), at))
}

/// Whether what ends a sentence begins at byte `at`: 。！？； or a line end. A half-width one does so
/// behind Chinese words, elsewhere it may be part of an address or a reference (`a?id=3`, `&lt;`).
pub(super) fn ends_sentence(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        Some(b'\n') => true,
        Some(b'!' | b'?' | b';') => text.get(..at).is_some_and(ends_words),
        Some(0xe3) => text.get(at + 1..at + 3) == Some(&[0x80, 0x82]),
        Some(0xef) => matches!(text.get(at + 1..at + 3), Some([0xbc, 0x81 | 0x9b | 0x9f])),
        _ => false,
    }
}

/// Whether `text` ends with a Chinese character, a share or what closes a quotation.
fn ends_words(text: &[u8]) -> bool {
    matches!(text, [.., 0xe4..=0xe9, _, _] | [.., b'%' | b')' | b'"'])
        || ["”", "’", "》", "）"].iter().any(|mark| text.ends_with(mark.as_bytes()))
}

/// The sentence that holds `hit`, at most [`CONTEXT`] characters to either side of it and never
/// past its `paragraph`.
pub(super) fn around(text: &str, hit: Span, paragraph: Span) -> Span {
    let (low, high) = (paragraph.start.min(hit.start), paragraph.end.max(hit.end));
    let bytes = text.as_bytes();
    let (mut start, mut end) = (hit.start, hit.end);
    for _ in 0..CONTEXT {
        // Most characters have three bytes.
        let mut at = start.saturating_sub(3);
        if !matches!(bytes.get(at), Some(0xe0..=0xef)) {
            let before = Span::new(low, start).of(text).char_indices().next_back();
            at = before.map_or(start, |(at, _)| low + at);
        }
        if at < low || at == start || ends_sentence(bytes, at) {
            break;
        }
        start = at;
    }
    for _ in 0..CONTEXT {
        if end >= high {
            break;
        }
        let at = end;
        end += match bytes.get(at) {
            Some(0xc0..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..) => 4,
            _ => 1,
        };
        if ends_sentence(bytes, at) {
            break;
        }
    }
    trim(Span::new(start, end), text).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stops(before: Option<char>, c: char) -> bool {
        let words = before.is_some_and(|c| "纲”）%)".contains(c));
        "。！？；\n".contains(c) || words && "!?;".contains(c)
    }

    #[test]
    fn a_sentence_ends_at_the_bytes_of_its_stops() {
        for c in '\0'..=char::MAX {
            for before in ['纲', '”', '%', '，', '　', 'a'] {
                let text = format!("{before}{c}");
                let found = ends_sentence(text.as_bytes(), before.len_utf8());
                assert_eq!(found, stops(Some(before), c), "{text:?}");
                assert_eq!(ended(&text, text.len()), found && c != '\n', "{text:?}");
            }
        }
    }

    #[test]
    fn half_width_stops_end_a_sentence_but_not_inside_an_address() {
        let sentence = |text: &str, word: &str| {
            let start = text.find(word).unwrap();
            let hit = Span::new(start, start + word.len());
            around(text, hit, Span::new(0, text.len())).of(text).to_owned()
        };
        let text = "路修通了;水费降了8%!谁来管护?见 a.cn/b?id=3;t=1 一文.";
        assert_eq!(sentence(text, "水费"), "水费降了8%!");
        assert_eq!(sentence(text, "管护"), "谁来管护?");
        assert_eq!(sentence(text, "一文"), "见 a.cn/b?id=3;t=1 一文.");
    }

    /// [`around`], character by character.
    fn around_slowly(text: &str, hit: Span, paragraph: Span) -> Span {
        let stops = |at: usize, c: char| stops(Span::new(0, at).of(text).chars().next_back(), c);
        let before = Span::new(paragraph.start, hit.start).of(text).char_indices().rev();
        let before = before.map(|(at, c)| (paragraph.start + at, c)).take(CONTEXT);
        let start = before.take_while(|&(at, c)| !stops(at, c)).last().map_or(hit.start, |b| b.0);
        let after = Span::new(hit.end, paragraph.end).of(text).char_indices();
        let after: Vec<_> = after.map(|(at, c)| (hit.end + at, c)).take(CONTEXT).collect();
        let whole = after.iter().position(|&(at, c)| stops(at, c)).map_or(after.len(), |at| at + 1);
        let after: usize = after.iter().take(whole).map(|(_, c)| c.len_utf8()).sum();
        trim(Span::new(start, hit.end + after), text).0
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_sentence_is_what_stands_between_two_stops(
            chars in prop::collection::vec(
                prop::sample::select(&['纲', '。', '，', 'a', 'é', '😀', '；', '、', ';', '%'][..]), 1..200,
            ),
            places in prop::array::uniform4(any::<prop::sample::Index>()),
        ) {
            let text: String = chars.iter().collect();
            let mut at = places.map(|i| i.index(chars.len()));
            at.sort_unstable();
            let byte = |i: usize| chars.iter().take(i).map(|c| c.len_utf8()).sum();
            let [low, start, end, high] = at.map(byte);
            let (hit, paragraph) = (Span::new(start, end), Span::new(low, high));
            prop_assert_eq!(around(&text, hit, paragraph), around_slowly(&text, hit, paragraph));
        }
    }
}
