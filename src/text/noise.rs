//! Finds the noise that forums insert at line ends to spoil copies: it is invisible on the page, but
//! copied with the text, as in `4 d0 L2 Z& v4 N3 }& U, q7 g$ k`.
//!
//! Source: Discuz!, `jammer()` in `function_discuzcode.php`. The noise consists of at least five pairs: a
//! character from blank to `;` (here called early), a blank, and a character from `?` to `~` (late). Web
//! pages show several blanks as one.

use super::Span;

/// Fewest pairs that count as noise.
const FEWEST: usize = 5;

/// The first noise in `line`, without the blanks around it.
#[must_use]
pub fn noise(line: &str) -> Option<Span> {
    let bytes = line.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    let mut free = 0;
    for (blank, _) in line.match_indices(' ') {
        if blank < free || !is_late(at(blank + 1)) {
            continue;
        }
        let start = match blank.checked_sub(1) {
            // At the start of a line, a pair whose early character is a blank has lost its blanks.
            Some(1) if is_early(at(1)) && is_late(at(0)) => 0,
            Some(before) if is_early(at(before)) => before,
            _ => blank + 1,
        };
        let end = end(bytes, blank + 1);
        free = end;
        if is_random(bytes.get(start..end).unwrap_or_default()) {
            return Some(Span::new(start, end));
        }
    }
    None
}

/// One past the last byte of a row of pairs whose first pair ends with the byte at `at`.
fn end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    loop {
        end += match bytes.get(end..).unwrap_or_default() {
            [b' ', b, ..] if is_late(*b) => 2,
            [a, b' ', b, ..] if is_early(*a) && is_late(*b) => 3,
            // Two pieces of noise with a blank between them: the line end was lost.
            [b' ', a, b' ', b, ..] if is_early(*a) && is_late(*b) => 4,
            _ => return end,
        };
    }
}

const fn is_early(byte: u8) -> bool {
    matches!(byte, b'!'..=b';')
}

const fn is_late(byte: u8) -> bool {
    matches!(byte, b'?'..=b'~')
}

/// Whether pairs are too random for a row of letters: `a, b, c; D, E` has few different signs, and
/// `A1 B2 C3` no punctuation.
fn is_random(pairs: &[u8]) -> bool {
    /// Fewest different signs and digits.
    const MANY: usize = 4;
    let late = pairs.iter().filter(|&&b| is_late(b)).count();
    let mut early: Vec<u8> = pairs.iter().copied().filter(|&b| is_early(b)).collect();
    let full = late >= FEWEST && early.len() * 5 >= late * 3;
    early.sort_unstable();
    early.dedup();
    full && early.len() >= MANY && early.iter().any(u8::is_ascii_punctuation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(line: &str) -> Option<&str> {
        noise(line).map(|span| span.of(line))
    }

    #[test]
    fn noise_is_told_from_the_words_around_it() {
        assert_eq!(found("护堤要领8 [; o H! @9 B! f& ?# \\"), Some("8 [; o H! @9 B! f& ?# \\"));
        assert_eq!(found("护堤要领。 i( j( e7 Z2 {! |0 K"), Some("i( j( e7 Z2 {! |0 K"));
        assert_eq!(found("护堤要领+ O2 W- O: E/ I5 L9 Z"), Some("+ O2 W- O: E/ I5 L9 Z"));
        assert_eq!(found("9 C7 A1 d+ K5 p1 [6 m4.看闸"), Some("9 C7 A1 d+ K5 p1 [6 m"));
        assert_eq!(
            found("7K% X; x- l4 u Q1 P5 }; z$ b (1)看闸"),
            Some("% X; x- l4 u Q1 P5 }; z$ b")
        );
        assert_eq!(
            found("! d( f6 _1 X 0 N( m4 j; ?- |! ~% t- y\" w"),
            Some("! d( f6 _1 X 0 N( m4 j; ?- |! ~% t- y\" w")
        );
        assert_eq!(found("k( Y7 O1 d- P3 ]: l;"), Some("k( Y7 O1 d- P3 ]: l"));
    }

    #[test]
    fn letters_and_formulas_are_no_noise() {
        for line in [
            "选择：a, b, c, d, e, f",
            "A. B. C. D. E. F.",
            "I have a pen, a book; a map: all of it (mine).",
            "表1 a b c d e f g",
            "x + y = z; u - v = w",
            "共 3 项、5 类",
            "a, b, c; D, E; F: g",
            "A1 B2 C3 D4 E5 F6",
            "",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_a_forum_puts_in_is_found(
            before in "[纲举目张，。]{1,9}", after in "[纲举目张，。]{0,9}",
            pairs in prop::collection::vec((0x21_u8..0x3c, 0x3f_u8..0x7f), 8..16),
        ) {
            let text: String =
                pairs.iter().map(|&(a, b)| format!("{} {}", char::from(a), char::from(b))).collect();
            if is_random(text.as_bytes()) {
                let line = format!("{before}{text}{after}");
                prop_assert_eq!(found(&line), Some(&*text));
            }
        }

        #[test]
        fn any_line_is_looked_through(line in "(?s).{0,60}") {
            if let Some(span) = noise(&line) {
                prop_assert!(!span.of(&line).is_empty());
            }
        }
    }
}
