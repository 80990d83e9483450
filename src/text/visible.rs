//! The one sanitiser: whatever reaches the terminal passes through here.
//!
//! In: any text. Out: the text with harmless characters in place of those that steer a terminal or hide
//! from the reader; the same text, not copied, if there are none.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::Span;
use super::three::any_three;

/// Most combining marks that are kept on one base character.
const MARKS: usize = 8;

/// `text` with every character that could steer a terminal or hide from the reader made visible.
///
/// C0 controls become control pictures (U+2400 …), DEL ␡, C1 and bidi controls, tags and
/// interlinear marks a tag such as `<U+202E>`; zero-width blanks and soft hyphens vanish; at most
/// eight combining marks stay on a base. A line feed or tab becomes one blank. The result holds no
/// `char::is_control` character, no `Bidi_Control`, and passing it through again changes nothing.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_all_common(text.as_bytes()) || !needs_work(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut marks = 0;
    for c in text.chars() {
        if is_mark(c) {
            marks += 1;
            if marks <= MARKS {
                out.push(c);
            }
            continue;
        }
        marks = 0;
        match class(c) {
            Class::Plain => out.push(c),
            Class::Blank => out.push(' '),
            Class::Picture => out.push(picture(c)),
            Class::Vanish => {}
            Class::Tag => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
        }
    }
    Cow::Owned(out)
}

/// How many characters of `text` [`visible`] would replace or drop, not counting line ends, tabs and
/// surplus combining marks.
#[must_use]
pub fn hidden(text: &str) -> usize {
    /// Bytes looked at together.
    const STRETCH: usize = 512;
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut start = 0;
    while start < bytes.len() {
        let stretch = Span::new(start, start + STRETCH).within(text);
        if any_three(bytes, stretch.range(), is_suspect) {
            count += stretch.of(text).chars().filter(|&c| is_strange(c)).count();
        }
        start = stretch.end;
    }
    count
}

/// Whether `c` is replaced or dropped when shown, and is neither a line end nor a tab.
fn is_strange(c: char) -> bool {
    !matches!(class(c), Class::Plain | Class::Blank) && !matches!(c, '\u{b}' | '\u{c}' | '\r')
}

/// Whether the bytes `a`, `b`, `c` may begin a character that [`is_strange`].
const fn is_suspect(a: u8, b: u8, c: u8) -> bool {
    (a < 0x20) & !matches!(a, b'\t'..=b'\r')
        | (a == 0x7f)
        | (a == 0xc2) & ((b < 0xa0) | (b == 0xad))
        | (a == 0xd8) & (b == 0x9c)
        | (a == 0xf3)
        | (a == 0xe2) & ((b == 0x81) | (b == 0x80) & ((c < 0x90) | (c >= 0xaa)))
        | (a == 0xef) & ((b == 0xbb) | (b == 0xbf))
}

/// How a character is shown.
enum Class {
    /// As it is.
    Plain,
    /// As a blank.
    Blank,
    /// As a control picture.
    Picture,
    /// By its number, as in `<U+202E>`.
    Tag,
    /// Not at all.
    Vanish,
}

fn class(c: char) -> Class {
    match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Class::Blank,
        '\0'..='\u{1f}' | '\u{7f}' => Class::Picture,
        _ if is_named(c) => Class::Tag,
        _ if vanishes(c) => Class::Vanish,
        _ => Class::Plain,
    }
}

/// Whether [`visible`] shows `c` by its number. It does so for C1 and bidi controls, interlinear marks and
/// tags, which steer a terminal or hide text.
#[must_use]
pub const fn is_named(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether [`visible`] leaves `c` out, as it does zero-width blanks and soft hyphens.
#[must_use]
pub const fn vanishes(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

fn picture(c: char) -> char {
    if c == '\u{7f}' {
        return '␡';
    }
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')
}

/// Whether `c` has no width of its own and is drawn over the character before it.
fn is_mark(c: char) -> bool {
    c > '\u{2ff}' && !is_common(c) && c.width() == Some(0) && matches!(class(c), Class::Plain)
}

/// Whether `c` is of the ranges that make up nearly all of a Chinese text. None of these is a combining
/// mark, and all are shown as they are.
const fn is_common(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{9fff}')
        || matches!(c, '\u{ff01}'..='\u{ff60}')
}

/// Whether `text`, which is UTF-8, holds nothing but printable ASCII and characters that are
/// [`is_common`].
#[expect(clippy::manual_range_contains, reason = "a range asks with branches")]
fn is_all_common(text: &[u8]) -> bool {
    // A first byte is judged together with the two after it, so continuation bytes need no judging.
    let rare = |a: u8, b: u8, c: u8| {
        let common = (a >= 0x20) & (a < 0x7f)
            | (a >= 0x80) & (a < 0xc0)
            | (a >= 0xe4) & (a <= 0xe9)
            | (a == 0xe3) & ((b >= 0x90) | (b == 0x80) & (c < 0xaa))
            | (a == 0xe2) & (b == 0x80) & (c >= 0x90) & (c < 0xa8)
            | (a == 0xef) & ((b == 0xbc) & (c >= 0x81) | (b == 0xbd) & (c < 0xa1));
        !common
    };
    !any_three(text, 0..text.len(), rare)
}

fn needs_work(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks > MARKS || !matches!(class(c), Class::Plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_escape_sequence_is_shown_not_obeyed() {
        assert_eq!(visible("a\x1b]52;c;b\x07"), "a␛]52;c;b␇");
        assert_eq!(visible("\u{9b}2J"), "<U+009B>2J");
    }

    #[test]
    fn a_common_character_is_shown_as_it_is() {
        for c in ('\0'..='\u{ffff}').filter(|&c| is_common(c)) {
            assert!(c.width() != Some(0) && matches!(class(c), Class::Plain), "{c:?}");
        }
    }

    #[test]
    fn common_text_is_told_by_its_bytes() {
        for c in '\0'..=char::MAX {
            let common = matches!(c, ' '..='~') || is_common(c);
            for text in [format!("{c}"), format!("纲{c}"), format!("{c}举目"), format!("a{c}b")]
            {
                assert_eq!(is_all_common(text.as_bytes()), common, "{text:?}");
            }
        }
        assert!(is_all_common(b""));
    }

    #[test]
    fn a_bidi_override_is_named() {
        assert_eq!(visible("讲话\u{202e}txt"), "讲话<U+202E>txt");
    }

    #[test]
    fn ordinary_chinese_is_borrowed() {
        assert!(matches!(visible("同志们：“稳中求进”——"), Cow::Borrowed(_)));
    }

    #[test]
    fn marks_are_cut_after_eight() {
        let zalgo = format!("a{}", "\u{301}".repeat(200));
        assert_eq!(visible(&zalgo).chars().count(), 9);
    }

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_survives(text in any::<String>()) {
            let shown = visible(&text);
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert!(!shown.chars().any(|c| matches!(class(c), Class::Tag | Class::Vanish)));
            prop_assert_eq!(visible(&shown), shown.as_ref());
        }

        #[test]
        fn what_is_hidden_is_counted_wherever_it_stands(
            parts in proptest::collection::vec((any::<char>(), 0..300_usize), 0..8),
        ) {
            let text: String =
                parts.iter().map(|(c, n)| format!("{}{c}", "“纲”，举——\n".repeat(*n))).collect();
            prop_assert_eq!(hidden(&text), text.chars().filter(|&c| is_strange(c)).count());
        }
    }
}
