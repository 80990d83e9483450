//! Glosses: readings in brackets that converters from one script to the other leave after characters, as in
//! 設(shè)備.
//!
//! In: text. Out: where a gloss ends, and the text without glosses. The search, the outline and the reader of
//! web pages all use this one rule.

use std::borrow::Cow;

/// Longest gloss, in `char`s, without its brackets.
const LONGEST: usize = 8;

/// The length in bytes of the gloss with which `text` begins, if it does: a Latin word with a tone mark, in
/// brackets. The caller makes sure that a Chinese character stands before it.
#[must_use]
pub fn gloss(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let end = inner.char_indices().take(LONGEST + 1).find(|&(_, c)| matches!(c, ')' | '）'))?;
    let word = inner.get(..end.0)?;
    let latin = |c: char| c.is_alphabetic() && c < '\u{2000}';
    let noise = !word.is_empty() && word.chars().all(latin) && !word.is_ascii();
    noise.then(|| text.len() - inner.len() + end.0 + end.1.len_utf8())
}

/// `text` without the glosses after its Chinese characters.
#[must_use]
pub fn without_glosses(text: &str) -> Cow<'_, str> {
    // A quick look for letters with tone marks, which are rarer than brackets: these bytes begin the
    // characters from U+00C0 to U+1FFF.
    let toned = |any: bool, byte: u8| any | matches!(byte, 0xc3..=0xe1);
    if !text.bytes().fold(false, toned) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（']) {
        let (before, after) = rest.split_at_checked(open).unwrap_or((rest, ""));
        plain.push_str(before);
        let behind = plain.chars().next_back().is_some_and(|c| c >= '\u{2e80}');
        let len = gloss(after).filter(|_| behind);
        if len.is_none() {
            plain.extend(after.chars().next());
        }
        let bracket = || after.chars().next().map_or(0, char::len_utf8);
        rest = after.get(len.unwrap_or_else(bracket)..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_gloss_is_toned_latin_in_brackets() {
        assert_eq!(gloss("(shè)暨"), Some("(shè)".len()));
        assert_eq!(gloss("（xiàng）"), Some("（xiàng）".len()));
        for plain in ["(she)", "(一)", "()", "(shèshèshèshè)", "shè", "(shè", "(第è)"] {
            assert_eq!(gloss(plain), None, "{plain}");
        }
    }

    #[test]
    fn a_text_is_read_without_its_glosses_and_keeps_its_other_brackets() {
        for (text, plain) in [
            ("項目建設(shè)與(yǔ)護堤(三)", "項目建設與護堤(三)"),
            ("護堤（hù）工作", "護堤工作"),
            ("Café (été) 護堤", "Café (été) 護堤"),
            ("護堤(shè", "護堤(shè"),
            ("護堤", "護堤"),
        ] {
            assert_eq!(without_glosses(text), plain);
        }
    }

    proptest! {
        #[test]
        fn a_gloss_ends_inside_its_text(text in "[(（]?[a-zèé)）一]{0,12}") {
            if let Some(len) = gloss(&text) {
                prop_assert!(text.is_char_boundary(len));
            }
            prop_assert!(without_glosses(&text).len() <= text.len());
        }
    }
}
