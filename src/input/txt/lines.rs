//! Finds the paragraph around a place in a plain text, without making a document. A search through thousands
//! of files needs no more.
//!
//! In: a text, and bytes of it. Out: the line and paragraph of each, the same as in a document.

use super::super::clean::page_number;
use super::flat::{LONG as LONG_LINE, has_few_blanks, rows};
use super::wrap::{Line, cut_mid_sentence, parted_by_gaps};
use super::{joined_lines, part};
use crate::document::{Paragraph, has_rare_ends, trim};
use crate::text::{Span, is_blank};

/// A line of more `char`s than this was not cut at a fixed width.
const LONG: usize = 200;
/// If a line has more cells than this, no line of its text was cut near the edge of a page; it is a quarter
/// more than the widest page.
const WIDE: usize = 375;
/// A line of fewer bytes than this says nothing about a width; it has fewer than 14 cells.
const NARROW: usize = 7;

/// The lines and paragraphs of a plain text that has no markup and no printed pages.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// The byte where the line begins that was asked about last.
    start: usize,
    /// The number of that line, from 1.
    number: usize,
    // The rest is worked out when it is first needed.
    /// What may have cut the lines.
    cuts: Option<Cuts>,
    /// For each line that goes on the paragraph of the line before it, the byte where its words start.
    joined: Option<Vec<usize>>,
    /// The lengths of the lines in bytes, without blanks at their ends, in rising order.
    lengths: Option<Vec<usize>>,
}

/// What may have cut the lines of a text. This is found faster than where they were cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cuts {
    /// Nothing: each line is a paragraph.
    None,
    /// Blank lines separate the paragraphs, and a line that ends in the middle of a sentence goes on in the
    /// next.
    Sentence,
    /// Perhaps a fixed width: all lines must be measured.
    Width,
}

impl<'a> Lines<'a> {
    /// The lines of `text`, for which [`is_plain`](crate::input::is_plain) must hold; `None` if any line
    /// ends in something other than LF or CR LF.
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
        let strange = has_rare_ends(bytes) || memchr::memchr_iter(b'\r', bytes).any(lone);
        (!strange).then_some(Self {
            text,
            start: 0,
            number: 1,
            cuts: None,
            joined: None,
            lengths: None,
        })
    }

    /// The words of the line in which `byte` stands, and its number from 1. Must be called with rising
    /// bytes.
    pub fn line(&mut self, byte: usize) -> (Span, usize) {
        let bytes = self.text.as_bytes();
        let between = bytes.get(self.start..byte).unwrap_or_default();
        if let Some(last) = memchr::memrchr(b'\n', between) {
            self.number += memchr::memchr_iter(b'\n', between).count();
            self.start += last + 1;
        }
        let rest = bytes.get(byte..).unwrap_or_default();
        let mut end = memchr::memchr(b'\n', rest).map_or(bytes.len(), |at| byte + at);
        if bytes.get(..end).is_some_and(|line| line.ends_with(b"\r")) {
            end = (end - 1).max(self.start);
        }
        (trim(Span::new(self.start, end), self.text).0, self.number)
    }

    /// The paragraph in which `byte` stands, in a line with these `words` that is one or more whole
    /// paragraphs.
    #[must_use]
    pub fn paragraph(&self, words: Span, byte: usize) -> Span {
        let mut parts = Vec::new();
        part(self.text, words, Paragraph::default(), &mut parts);
        let after = parts.partition_point(|p| p.span.start <= byte);
        let found = after.checked_sub(1).and_then(|i| parts.get(i));
        found.map_or(words, |p| p.span)
    }

    /// Whether every line is one or more whole paragraphs.
    pub fn are_paragraphs(&mut self) -> bool {
        self.cuts() == Cuts::None || self.joined().is_empty()
    }

    /// Whether a paragraph begins at `byte`, where the words of a line start.
    pub fn opens(&mut self, byte: usize) -> bool {
        let before = Span::new(0, byte).of(self.text).trim_end_matches(is_blank);
        let above = before.strip_suffix('\n').map(|b| b.strip_suffix('\r').unwrap_or(b));
        let above = above.map(|b| b.trim_end_matches(is_blank));
        // After a blank line it always does.
        let Some(above) = above.filter(|b| !b.is_empty() && !b.ends_with('\n')) else {
            return true;
        };
        let start = above.rfind('\n').map_or(0, |at| at + 1);
        !self.goes_on(Span::new(start, above.len()), byte)
    }

    /// Whether a paragraph ends at `byte`, where the words of a line end.
    pub fn closes(&mut self, byte: usize) -> bool {
        let after = Span::new(byte, self.text.len()).of(self.text).trim_start_matches(ends_blank);
        let below = after.strip_prefix('\n').map(|b| b.trim_start_matches(ends_blank));
        let Some(below) = below.filter(|b| !b.is_empty() && !b.starts_with('\n')) else {
            return true;
        };
        let next = self.text.len() - below.len();
        let before = self.text.as_bytes().get(..byte).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        !self.goes_on(Span::new(start, byte), next)
    }

    /// Whether the paragraph of the line `above` (with its indent) goes on in the next line, whose words
    /// start at `next`.
    fn goes_on(&mut self, above: Span, next: usize) -> bool {
        match self.cuts() {
            Cuts::None => false,
            Cuts::Sentence => {
                let before = Span::new(0, next).of(self.text);
                let words = Span::new(next, self.text.len()).of(self.text);
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let end = words.find('\n').map_or(self.text.len(), |at| next + at);
                let measured = |line: Span| {
                    let (words, indent) = trim(line, self.text);
                    Line::new(0, words, indent, false, self.text)
                };
                cut_mid_sentence(&measured(above), &measured(Span::new(start, end)))
            }
            Cuts::Width => !self.is_short(above) && self.joined().binary_search(&next).is_ok(),
        }
    }

    /// Whether `line` (with its indent) is so much shorter than the others that `Wrapping` would say its
    /// author ended it. This holds for most lines with hits, and saves measuring all lines.
    fn is_short(&mut self, line: Span) -> bool {
        let line = line.of(self.text);
        // These might go on in a text with blank lines between paragraphs (`cut_mid_sentence`).
        if line.ends_with(['；', ';', '，', ',', '、']) || line.chars().nth(40).is_some() {
            return false;
        }
        let lengths = self.lengths.get_or_insert_with(|| {
            let lines = self.text.split('\n').map(|l| l.trim_end_matches(ends_blank).len());
            let mut lengths: Vec<usize> = lines.filter(|&n| n >= NARROW).collect();
            lengths.sort_unstable();
            lengths
        });
        // A character has at most four bytes, and at most two for each of its cells. A line of more bytes
        // than `longest` is therefore longer than any width at which this one could have been cut, by
        // characters or by cells, with the slack that `Wrapping` allows.
        let chars = line.chars().count();
        let cells = chars * 2;
        let longest = (4 * (chars + 3)).max(2 * (cells + 3)).max(2 * (cells * 5 / 2 + 1));
        let longer = lengths.len() - lengths.partition_point(|&n| n <= longest);
        // For `Wrapping`, more than one line in fifty would be enough; but some may not count there, as
        // those of pages.
        longer * 25 > lengths.len()
    }

    fn joined(&mut self) -> &[usize] {
        let text = self.text;
        self.joined.get_or_insert_with(|| joined_lines(text))
    }

    fn cuts(&mut self) -> Cuts {
        let text = self.text;
        *self.cuts.get_or_insert_with(|| cuts(text))
    }
}

/// Whether `c` is a blank, or part of a line end before the LF.
fn ends_blank(c: char) -> bool {
    is_blank(c) || c == '\r'
}

/// What may have cut the lines of `text`. Lines beyond the limits of `Wrapping` were not cut at a width.
fn cuts(text: &str) -> Cuts {
    let bytes = text.as_bytes();
    let (mut lines, mut long, mut widest, mut gaps, mut gap) = (0, 0, 0, 0, false);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = Span::new(start, end).of(text);
        let words = line.strip_suffix('\r').unwrap_or(line).trim_matches(is_blank);
        start = end + 1;
        if words.is_empty() {
            gap = true;
            continue;
        }
        lines += 1;
        gaps += usize::from(gap && lines > 1);
        gap = false;
        // The characters need not be counted if the bytes decide: a character has one to four bytes, and
        // no more cells than bytes.
        long += usize::from(
            words.len() > LONG && (words.len() > LONG * 4 || words.chars().count() > LONG),
        );
        if widest <= WIDE && words.len() > WIDE {
            widest = words.chars().count() * 2 - words.bytes().filter(u8::is_ascii).count();
        }
    }
    if long * 50 <= lines || widest <= WIDE {
        Cuts::Width
    } else if parted_by_gaps(gaps, lines) {
        Cuts::Sentence
    } else {
        Cuts::None
    }
}

/// Whether a line of `text` was several lines, so that its document has other lines.
pub(in crate::input) fn has_flat_lines(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut start = 0;
    !has_few_blanks(text)
        && memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]).any(|end| {
            let line = Span::new(start, end);
            start = end + 1;
            line.len() >= LONG_LINE && rows(line.of(text).trim_matches(ends_blank)).is_some()
        })
}

/// Whether page numbers may stand between the lines of `text`. Its document may then hold words in one piece
/// that the text does not, because lines are joined across them.
pub(in crate::input) fn has_pages(text: &str) -> bool {
    /// Longest line that can be a page number, in bytes.
    const LONGEST: usize = 160;
    /// How many lines that are a number and no more can be page numbers.
    const BARE: usize = 3;
    /// Longest of them, in bytes.
    const NUMBER: usize = 16;
    let mut bare = 0;
    let bytes = text.as_bytes();
    let mut start = 0;
    memchr::memchr(0x0c, bytes).is_some()
        || memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]).any(|end| {
            let line = Span::new(start, end);
            start = end + 1;
            // Its first byte: of a blank, dash or dot before the number, of a digit, or of 第.
            let opens = |b: &u8| {
                let mark = matches!(b, b' ' | b'\t' | b'-' | b'.' | 0xc2 | 0xe2 | 0xe3 | 0xef);
                mark || matches!(b, b'0'..=b'9' | 0xe7)
            };
            let may = line.len() <= LONGEST && bytes.get(line.start).is_some_and(opens);
            if !may || page_number(line.of(text)) {
                return may;
            }
            let number = || {
                let words = line.of(text).trim_matches(is_blank);
                !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
            };
            bare += usize::from(line.len() <= NUMBER && number());
            bare >= BARE
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use proptest::prelude::*;

    /// Where it gives an answer at all, it is that of the document.
    fn as_the_document(text: &str) {
        let Some(mut lines) = Lines::of(text).filter(|_| !has_pages(text)) else { return };
        if !lines.are_paragraphs() {
            return;
        }
        let document = input::read(text.as_bytes().to_vec(), "a.txt").unwrap();
        assert_eq!(document.text(), text);
        let mut positions = document.positions();
        for paragraph in document.paragraphs() {
            for (at, c) in paragraph.span.of(text).char_indices() {
                let byte = paragraph.span.start + at;
                if crate::text::is_blank(c) {
                    continue;
                }
                let (words, line) = lines.line(byte);
                let span = lines.paragraph(words, byte);
                assert_eq!((span, line), (paragraph.span, positions.at(byte).line), "{text:?}");
            }
        }
    }

    #[test]
    fn a_speech_of_long_lines_is_told_at_once() {
        let long = "　　要把项目建设作为重中之重，抓紧抓实。".repeat(12);
        let text = format!("讲话\n\n{long}\n　　二、抓落实。　　三、抓督查，{long}\n谢谢\n");
        assert!(cuts(&text) == Cuts::None && Lines::of(&text).unwrap().are_paragraphs());
        as_the_document(&text);
        as_the_document(&text.replace('\n', "\r\n"));
        for strange in ["讲话\r同志们", "讲话\u{b}同志们", "讲话\u{2028}同志们", "讲话\u{85}"]
        {
            assert!(Lines::of(strange).is_none(), "{strange:?}");
        }
        let cut = "一行二十个字的文字到这里就被截断了\n".repeat(9);
        assert_eq!(cuts(&cut), Cuts::Width);
    }

    #[test]
    fn a_blank_line_parts_paragraphs_whatever_the_others_do() {
        let row =
            |i: usize| "村里的老戏台年久失修梁柱都有裂缝去年冬天".chars().cycle().skip(i).take(20);
        let rows: Vec<String> = (0..9).map(|i| row(i).collect()).collect();
        let text = format!("{}\r\n \r\n{}", rows.join("\n"), rows.join("\n"));
        let mut lines = Lines::of(&text).unwrap();
        assert!(!lines.are_paragraphs());
        let (words, number) = lines.line(text.find('\r').unwrap() - 3);
        assert_eq!(number, 9);
        assert!(!lines.opens(words.start) && lines.closes(words.end));
        let (words, number) = lines.line(text.rfind("\r\n").unwrap() + 2);
        assert_eq!(number, 11);
        assert!(lines.opens(words.start) && !lines.closes(words.end));
    }

    #[test]
    fn a_short_line_among_long_ones_needs_no_measuring() {
        let long = "要把项目建设作为重中之重，抓紧抓实，".repeat(6);
        let body = format!("{long}\n一、抓落实\n").repeat(20);
        let mut lines = Lines::of(&body).unwrap();
        let (words, _) = lines.line(body.find('一').unwrap());
        assert!(lines.closes(words.end) && lines.opens(words.start + 16));
        assert!(lines.joined.is_none(), "measured for nothing");
        assert!(!lines.is_short(Span::new(0, long.len())), "a long line");
        assert!(!Lines::of("一、抓落实\n二、抓督查\n").unwrap().is_short(Span::new(0, 15)));
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

        #[test]
        fn where_paragraphs_begin_and_end_is_told_as_if_all_lines_were_measured(
            rows in prop::collection::vec(
                ("(　　| )?", "(一、)?[纲举目张，]{1,60}", "[。，；张]", "(\r?\n){1,3}"), 1..24,
            ),
            long in prop::bool::ANY,
        ) {
            let mut text: String = rows.iter().map(|(a, b, c, d)| format!("{a}{b}{c}{d}")).collect();
            if long {
                text.push_str(&"纲举目张，".repeat(60));
            }
            let joined = joined_lines(&text);
            let mut lines = Lines::of(&text).unwrap();
            let words: Vec<Span> = crate::document::lines(&text).map(|l| trim(l, &text).0).collect();
            let words: Vec<Span> = words.into_iter().filter(|w| !w.is_empty()).collect();
            for (i, line) in words.iter().enumerate() {
                let goes_on = |line: Option<&Span>| line.is_some_and(|l| joined.contains(&l.start));
                prop_assert_eq!(lines.opens(line.start), !goes_on(Some(line)), "{:?}", text);
                prop_assert_eq!(lines.closes(line.end), !goes_on(words.get(i + 1)), "{:?}", text);
            }
        }
    }
}
