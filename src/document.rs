//! A document: one `String`, its paragraphs as ranges into it, and where each came from.
//!
//! In: what a reader of `input` found. Out: [`Document`], which every later stage borrows and none
//! changes. The text is what is shown and searched; [`Document::position`] leads from any byte of it
//! back to its line and column in the source file, whatever cleaning did in between.

mod builder;
mod source;

use crate::text::{Span, any_three, is_blank};

pub use builder::Builder;
pub use source::{Anchor, Position, Positions};

/// A text, its paragraphs, and what is known of its file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    text: String,
    paragraphs: Vec<Paragraph>,
    anchors: Vec<Anchor>,
    origin: Origin,
}

/// One paragraph: a range of the text without its indent, trailing blanks and line end.
///
/// Blank lines are not paragraphs; the paragraph after them has [`Paragraph::gap`] set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The words, in bytes of the document's text; never empty.
    pub span: Span,
    /// What the paragraph is.
    pub role: Role,
    /// Blank characters that stood before the words in the source.
    pub indent: u16,
    /// Whether a blank line stood before it in the source.
    pub gap: bool,
    /// Whether the format computed the number at its start (automatic numbering), which is then
    /// certain to be a marker.
    pub numbered: bool,
    /// How the format sets the paragraph off.
    pub emphasis: Emphasis,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Words of the speech.
    #[default]
    Body,
    /// A heading that the format itself declares, with its level from 1 (Markdown `#`, docx
    /// outline level, HTML `h1`…).
    Heading(u8),
    /// The title that the format itself declares (docx style *Title*).
    Title,
    /// 非正文: what a web page or printer put around the text. It is kept, but folded and dimmed, and
    /// never holds headings.
    Furniture,
    /// Preformatted lines: shown as they are, and never holding headings.
    Code,
    /// A row of a table, with tabs between its cells.
    Table,
}

/// How a format sets a paragraph off, which is evidence for headings: GB/T 9704 sets the first level in
/// 黑体 and the second in 楷体.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing known.
    #[default]
    None,
    /// Bold throughout.
    Bold,
    /// Set in 黑体.
    Hei,
    /// Set in 楷体.
    Kai,
    /// Centred and in larger type than the text, as titles are.
    Centred,
}

/// What is known of the file behind a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The format, recognised by content.
    pub format: Format,
    /// The encoding that decoded the bytes, by its usual name; empty where none applies.
    pub encoding: &'static str,
    /// How many damaged sequences of bytes decoding replaced by U+FFFD.
    pub damaged: usize,
    /// Offset in bytes of the first of them in the file.
    pub first_damage: Option<usize>,
    /// The encoding that the file declares, if the bytes turned out to be in another one.
    pub declared: Option<&'static str>,
    /// How many characters are replaced or left out when shown (controls, bidi marks); see
    /// [`hidden`](crate::text::hidden).
    pub hidden: usize,
    /// Whether this is only the head of the file, and the rest is still being read.
    pub partial: bool,
    /// Whether another program converted the file from a format that is not read here.
    pub converted: bool,
}

/// A file format that gangmu reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    #[default]
    Txt,
    /// Markdown.
    Markdown,
    /// Word (ECMA-376).
    Docx,
    /// A web page.
    Html,
    /// An electronic book.
    Epub,
    /// An `OpenDocument` text.
    Odt,
}

impl Document {
    /// Makes a document of its parts: `paragraphs` in order and inside `text`; `anchors` in order, with
    /// at least one at the start of each paragraph.
    #[must_use]
    pub fn new(
        text: String,
        paragraphs: Vec<Paragraph>,
        anchors: Vec<Anchor>,
        origin: Origin,
    ) -> Self {
        debug_assert!(paragraphs.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        debug_assert!(anchors.windows(2).all(|w| w[0].at <= w[1].at));
        Self { text, paragraphs, anchors, origin }
    }

    /// The same document, written otherwise: `text` has characters of as many bytes at the same places.
    #[must_use]
    pub fn respelt(&self, text: String) -> Self {
        debug_assert_eq!(text.len(), self.text.len());
        Self { text, ..self.clone() }
    }

    /// The plainest document: each line of `text` that is not blank is a paragraph.
    ///
    /// Line ends are LF, CRLF, CR, VT, FF, NEL (U+0085), LS and PS (UAX #14, mandatory breaks).
    #[must_use]
    pub fn from_lines(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut paragraphs = Vec::new();
        let mut anchors = Vec::new();
        let mut gap = false;
        for (line, span) in lines(&text).enumerate() {
            let (words, indent) = trim(span, &text);
            if words.is_empty() {
                gap = true;
                continue;
            }
            anchors.push(Anchor::new(words.start, line + 1, indent));
            let indent = u16::try_from(indent).unwrap_or(u16::MAX);
            paragraphs.push(Paragraph { span: words, indent, gap, ..Paragraph::default() });
            gap = false;
        }
        Self { text, paragraphs, anchors, origin: Origin::default() }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs, in reading order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// What is known of the file behind it.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many lines of the source are not blank; for formats without lines, how many places of the
    /// source are known.
    #[must_use]
    pub fn source_lines(&self) -> usize {
        self.anchors.len()
    }

    /// Whether it has no paragraphs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The same document with other roles for some paragraphs: `judge` is given each paragraph's index,
    /// and `None` keeps its role.
    #[must_use]
    pub fn with_roles(mut self, mut judge: impl FnMut(usize) -> Option<Role>) -> Self {
        for (i, paragraph) in self.paragraphs.iter_mut().enumerate() {
            if let Some(role) = judge(i) {
                paragraph.role = role;
            }
        }
        self
    }

    /// The same document with another origin.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Index of the paragraph that holds `byte`, or else of the last one that starts before it; 0 if
    /// there is none.
    #[must_use]
    pub fn paragraph_at(&self, byte: usize) -> usize {
        self.paragraphs.partition_point(|p| p.span.start <= byte).saturating_sub(1)
    }

    /// Where `byte` of the text stands in the source: line from 1, column in `char`s from 0.
    ///
    /// The time grows with the distance from the paragraph's start; for many places in order, use
    /// [`Document::positions`].
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        self.positions().at(byte)
    }

    /// A cursor that gives the same answers as [`Document::position`]; asked for rising bytes, all its
    /// answers together take linear time.
    #[must_use]
    pub fn positions(&self) -> Positions<'_> {
        Positions::new(&self.text, &self.anchors)
    }

    /// The first byte of the text that comes from `line` (from 1) of the source or a later one.
    #[must_use]
    pub fn byte_of_line(&self, line: usize) -> usize {
        let i = self.anchors.partition_point(|a| a.position.line < line);
        self.anchors.get(i).map_or(self.text.len(), |a| a.at)
    }
}

/// The lines of `text`, without their line ends ([`Document::from_lines`] lists these).
pub fn lines(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let rare = has_rare_ends(bytes);
    let next = move |rest: &[u8]| {
        if rare {
            // Only these bytes can begin a line end: LF VT FF CR, and the first byte of NEL, LS, PS.
            rest.iter().position(|b| matches!(b, 0x0a..=0x0d | 0xc2 | 0xe2))
        } else {
            memchr::memchr2(b'\n', b'\r', rest)
        }
    };
    let mut start = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let mut at = start;
        loop {
            let Some(step) = next(bytes.get(at..).unwrap_or_default()) else {
                done = true;
                return (start < bytes.len()).then(|| Span::new(start, bytes.len()));
            };
            at += step;
            let width = match bytes.get(at..).unwrap_or_default() {
                [b'\r', b'\n', ..] => 2,
                [0x0a..=0x0d, ..] => 1,
                [0xc2, 0x85, ..] => 2,
                [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
                _ => {
                    at += 1;
                    continue;
                }
            };
            let span = Span::new(start, at);
            start = at + width;
            return Some(span);
        }
    })
}

/// Whether any line of `bytes`, a text in UTF-8, ends in something other than LF and CR: in VT, FF, NEL,
/// LS or PS, which hardly any text holds.
#[must_use]
pub fn has_rare_ends(bytes: &[u8]) -> bool {
    /// Bytes looked at together.
    const STRETCH: usize = 1024;
    let ends = |a: u8, b: u8, c: u8| {
        (a == 0x0b)
            | (a == 0x0c)
            | (a == 0xc2) & (b == 0x85)
            | (a == 0xe2) & (b == 0x80) & (c & 0xfe == 0xa8)
    };
    let mut starts = (0..bytes.len()).step_by(STRETCH);
    starts.any(|at| any_three(bytes, at..(at + STRETCH).min(bytes.len()), ends))
}

/// `span` without the blanks at its ends, and how many `char`s were cut at its start.
#[must_use]
pub fn trim(span: Span, text: &str) -> (Span, usize) {
    let line = span.of(text);
    let words = line.trim_start_matches(is_blank);
    let start = span.end - words.len();
    let indent = Span::new(span.start, start).of(text).chars().count();
    (Span::new(start, start + words.trim_end_matches(is_blank).len()), indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mandatory_break_ends_a_line() {
        let text = "一\n二\r\n三\r四\u{b}五\u{c}六\u{85}七\u{2028}八\u{2029}九";
        let got: Vec<_> = lines(text).map(|l| l.of(text)).collect();
        assert_eq!(got, ["一", "二", "三", "四", "五", "六", "七", "八", "九"]);
    }

    #[test]
    fn a_rare_line_end_is_seen_wherever_it_stands() {
        for end in ["\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            for before in (0..9).chain(1015..1030).chain(2040..2052) {
                for after in ["", "a", "纲", "纲举目张"] {
                    let text = format!("{}{end}{after}", "x".repeat(before));
                    assert!(
                        has_rare_ends(text.as_bytes()),
                        "{end:?} after {before}, before {after}"
                    );
                }
                let text = "\u{2027}“”\u{a0}\r\n".repeat(before);
                assert!(!has_rare_ends(text.as_bytes()));
            }
        }
    }

    #[test]
    fn positions_count_the_indent() {
        let doc = Document::from_lines("标题\n\n\u{3000}\u{3000}一、纲举");
        let p = doc.paragraphs()[1];
        assert!(p.gap);
        assert_eq!(p.indent, 2);
        assert_eq!(doc.position(p.span.start), Position { line: 3, col: 2 });
        assert_eq!(doc.position(p.span.start + "一、".len()), Position { line: 3, col: 4 });
    }
}
