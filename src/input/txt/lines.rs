//! Plain text of which it shows at a glance that every line is a paragraph: what a search through
//! thousands of files needs to know of it, without a document.

use super::super::clean::page_number;
use super::part;
use crate::document::{Paragraph, trim};
use crate::text::Span;

/// Characters above which a line was not cut at a width.
const LONG: usize = 200;
/// Cells above which a line was not cut near the edge of a page either, nor any other of its text:
/// a quarter more than the widest page.
const WIDE: usize = 375;

/// A text whose lines are its paragraphs, as a document of it would have them.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Where the line begins that was asked about last, and its number.
    start: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    /// Reads `text`; none where it may be that lines are to be joined, or that they end otherwise
    /// than by a line feed. A text with many lines longer than any that are cut is told at once.
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let other_ends = memchr::memchr3(0x0b, 0x0c, b'\r', bytes).is_some()
            || ["\u{85}", "\u{2028}", "\u{2029}", "\u{feff}"]
                .iter()
                .any(|end| memchr::memmem::find(bytes, end.as_bytes()).is_some());
        if other_ends || has_pages(text) {
            return None;
        }
        let (mut lines, mut long, mut widest, mut gaps, mut gap) = (0, 0, 0, 0, false);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
            let (words, _) = trim(Span::new(start, end), text);
            start = end + 1;
            if words.is_empty() {
                gap = true;
                continue;
            }
            lines += 1;
            gaps += usize::from(gap && lines > 1);
            gap = false;
            if words.len() > LONG {
                let words = words.of(text);
                let chars = words.chars().count();
                long += usize::from(chars > LONG);
                widest = widest.max(chars * 2 - words.bytes().filter(u8::is_ascii).count());
            }
        }
        // The bounds of `Wrapping`: from there on it would join nothing.
        let whole = long * 50 > lines && widest > WIDE && (gaps < 3 || gaps * 2 < lines);
        whole.then_some(Self { text, start: 0, number: 1 })
    }

    /// The paragraph in which `byte` stands, and the number of its line from 1. Bytes are asked
    /// about in order.
    pub fn paragraph(&mut self, byte: usize) -> (Span, usize) {
        let bytes = self.text.as_bytes();
        let between = bytes.get(self.start..byte).unwrap_or_default();
        if let Some(last) = memchr::memrchr(b'\n', between) {
            self.number += memchr::memchr_iter(b'\n', between).count();
            self.start += last + 1;
        }
        let rest = bytes.get(byte..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).map_or(bytes.len(), |at| byte + at);
        let (words, _) = trim(Span::new(self.start, end), self.text);
        let mut parts = Vec::new();
        part(self.text, words, Paragraph::default(), &mut parts);
        let after = parts.partition_point(|p| p.span.start <= byte);
        let found = after.checked_sub(1).and_then(|i| parts.get(i));
        (found.map_or(words, |p| p.span), self.number)
    }
}

/// Whether a printer's page numbers may stand between the lines of `text`: where lines are joined
/// over them, a document has words in one piece that the text has not.
pub(in crate::input) fn has_pages(text: &str) -> bool {
    /// Bytes of the longest line that can be a page number.
    const LONGEST: usize = 160;
    let bytes = text.as_bytes();
    let mut start = 0;
    memchr::memchr(0x0c, bytes).is_some()
        || memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]).any(|end| {
            let line = Span::new(start, end);
            start = end + 1;
            // Blanks, dashes and points before it, its digits, or 第.
            let opens = |b: &u8| {
                let mark = matches!(b, b' ' | b'\t' | b'-' | b'.' | 0xc2 | 0xe2 | 0xe3 | 0xef);
                mark || matches!(b, b'0'..=b'9' | 0xe7)
            };
            let may = line.len() <= LONGEST && bytes.get(line.start).is_some_and(opens);
            may && page_number(line.of(text))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use proptest::prelude::*;

    /// Where it gives an answer at all, it is that of the document.
    fn as_the_document(text: &str) {
        let Some(mut lines) = Lines::of(text) else { return };
        let document = input::read(text.as_bytes().to_vec(), "a.txt").unwrap();
        assert_eq!(document.text(), text);
        let mut positions = document.positions();
        for paragraph in document.paragraphs() {
            for (at, c) in paragraph.span.of(text).char_indices() {
                let byte = paragraph.span.start + at;
                if crate::text::is_blank(c) {
                    continue;
                }
                let (span, line) = lines.paragraph(byte);
                assert_eq!((span, line), (paragraph.span, positions.at(byte).line), "{text:?}");
            }
        }
    }

    #[test]
    fn a_speech_of_long_lines_is_told_at_once() {
        let long = "　　要把项目建设作为重中之重，抓紧抓实。".repeat(12);
        let text = format!("讲话\n\n{long}\n　　二、抓落实。　　三、抓督查，{long}\n谢谢\n");
        assert!(Lines::of(&text).is_some());
        as_the_document(&text);
        assert!(Lines::of("讲话\r\n同志们").is_none());
        assert!(Lines::of(&"一行二十个字的文字到这里就被截断了\n".repeat(9)).is_none());
    }

    #[test]
    fn page_numbers_are_seen_however_they_are_framed() {
        for line in
            ["- 3 -", "—12—", "— 1 —", "　－ 3 －", "·7·", "3 -", "第3页 共10页", "\u{2002}-4-"]
        {
            assert!(page_number(line), "{line}");
            assert!(has_pages(&format!("讲话\n{line}\n同志们\n")), "{line}");
        }
        assert!(!has_pages("讲话\n3\n一、第三页说的事\n（一）抓落实\n"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_told_is_what_the_document_says(
            head in "[纲举目张 　。；\n]{0,60}", middle in "[纲举。　]{190,260}", tail in "[目张　。\n]{0,80}",
        ) {
            as_the_document(&format!("{head}{middle}{tail}"));
        }
    }
}
