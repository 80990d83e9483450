//! A whole text, or a section of it, in another program's format.
//!
//! In: a document with its outline. Out: bytes on a writer. Headings become headings of the format. A
//! run-in heading gets a line of its own, without the full stop that ended it. Page furniture is left
//! out.

mod docx;
mod html;
mod json;
mod markdown;
mod plain;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use super::entry::shown;
use super::select;
use crate::document::{Document, Role};
use crate::outline::{Kind, Node, Outline};
use crate::text::{Span, is_blank, visible};

pub(super) use html::{TAIL, write_head};

/// A format in which a whole text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WholeFormat {
    /// Markdown.
    #[default]
    Markdown,
    /// A web page whose sections fold.
    Html,
    /// Word (ECMA-376), with heading styles and automatic numbers.
    Docx,
    /// Plain text, a paragraph a line.
    Plain,
    /// One JSON object.
    Json,
}

/// Names of the formats on the command line.
pub const WHOLE_FORMATS: &[(&str, WholeFormat)] = &[
    ("md", WholeFormat::Markdown),
    ("html", WholeFormat::Html),
    ("docx", WholeFormat::Docx),
    ("txt", WholeFormat::Plain),
    ("json", WholeFormat::Json),
];

impl WholeFormat {
    /// The format of a file called `path`, by its ending: Markdown where it has none, `None` where it
    /// is that of another format.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let Some(ending) = path.extension() else { return Some(Self::default()) };
        let ending = ending.to_str()?.to_ascii_lowercase();
        let name = match ending.as_str() {
            "markdown" => "md",
            "htm" => "html",
            "text" => "txt",
            other => other,
        };
        WHOLE_FORMATS.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}

/// Writes `document`, known by `path`, or the part of it in `section`.
///
/// # Errors
/// What the writer said.
pub fn write_whole(
    format: WholeFormat,
    path: &str,
    document: &Document,
    outline: &Outline,
    section: Option<Span>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blocks = blocks(document, outline, section);
    match format {
        WholeFormat::Markdown => markdown::write(&blocks, out),
        WholeFormat::Html => html::write(path, &blocks, out),
        WholeFormat::Docx => docx::write(&blocks, out),
        WholeFormat::Plain => plain::write(&blocks, out),
        WholeFormat::Json => json::write(path, document, &blocks, out),
    }
}

/// A paragraph of the text as formats know them.
struct Block<'a> {
    kind: BlockKind<'a>,
    /// Its words on one line.
    text: Cow<'a, str>,
    /// Where it stands.
    start: usize,
}

enum BlockKind<'a> {
    /// The title of a speech.
    Title,
    Heading(Heading<'a>),
    Body,
}

struct Heading<'a> {
    /// From 1; below a title from 2.
    depth: u16,
    /// Depth below the title, from 1.
    level: u16,
    marker: &'a str,
    number: u32,
    list: u32,
    /// Whether blanks part the marker from the words.
    spaced: bool,
}

impl Block<'_> {
    /// A heading with its marker, else the words.
    fn label(&self) -> Cow<'_, str> {
        match &self.kind {
            BlockKind::Heading(h) if !h.marker.is_empty() => {
                let gap = if h.spaced { " " } else { "" };
                Cow::Owned([h.marker.trim_end_matches(is_blank), gap, &self.text].concat())
            }
            _ => Cow::Borrowed(&self.text),
        }
    }
}

/// The blocks of the text between the ends of `section`.
fn blocks<'a>(document: &'a Document, outline: &Outline, section: Option<Span>) -> Vec<Block<'a>> {
    let text = document.text();
    let whole = section.unwrap_or(Span::new(0, text.len()));
    let headings = select(outline.clone(), None, false);
    let mut nodes = headings.nodes().iter().peekable();
    // Whether the root above the heading is a title: roots come in order.
    let mut titled = false;
    let mut blocks = Vec::new();
    let mut done = whole.start;
    for paragraph in document.paragraphs() {
        let span = paragraph.span;
        while nodes.next_if(|n| n.start() < span.start.max(whole.start)).is_some() {}
        if span.end <= done || span.start >= whole.end || paragraph.role == Role::Furniture {
            continue;
        }
        let mut from = span.start.max(done);
        let end = span.end.min(whole.end);
        // A heading that the end of the section cuts off is words like others; the title of a number
        // alone in its line is the next.
        let whole_heading = |n: &Node| {
            let last = if n.title.start > span.end { whole.end } else { end };
            n.start() < end && n.title.end.max(n.marker.end) <= last
        };
        if let Some(node) = nodes.next_if(|n| whole_heading(n) && opens(text, from, n)) {
            if node.depth == 1 {
                titled = node.kind == Kind::Title;
            }
            let title = node.title;
            let between = Span::new(node.marker.end, title.start).of(text);
            // The number of a piece (篇一) belongs to its title, and may be all of it.
            let words = if node.kind == Kind::Title && !node.marker.is_empty() {
                let marker = visible(node.marker.of(text).trim_end_matches(is_blank));
                let words = shown(title.of(text));
                let apart = !words.is_empty() && marker.ends_with(char::is_alphanumeric);
                Cow::Owned([&*marker, if apart { " " } else { "" }, &*words].concat())
            } else {
                shown(title.of(text))
            };
            let kind = match node.kind {
                Kind::Title => BlockKind::Title,
                Kind::Heading | Kind::Point | Kind::Paragraph => BlockKind::Heading(Heading {
                    depth: node.depth,
                    level: node.depth - u16::from(node.depth > 1 && titled),
                    marker: node.marker.of(text),
                    number: node.number,
                    list: node.list,
                    spaced: !words.is_empty() && is_spaced(node.marker.of(text), between),
                }),
            };
            from = title.end.max(node.marker.end);
            let mark = Span::new(from, end.max(from)).of(text);
            let mark = mark.chars().next().filter(|c| matches!(c, '！' | '？' | '!' | '?'));
            let text = match mark {
                Some(mark) => Cow::Owned(format!("{words}{mark}")),
                None => words,
            };
            blocks.push(Block { kind, text, start: node.start() });
        }
        done = from;
        if from >= end {
            continue;
        }
        let rest = Span::new(from, end).of(text);
        // Skip the mark between a run-in heading and its text.
        let lead = if from > span.start {
            rest.len() - rest.trim_start_matches(is_between).len()
        } else {
            0
        };
        let words = Span::new(from + lead, end).of(text).trim_end_matches(is_blank);
        if !words.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, text: visible(words), start: from + lead });
        }
        done = end;
    }
    blocks
}

/// Whether a blank parts a marker without punctuation from the words: 第一章 总则; also where the marker as
/// it is written ends with the blank, `between` being what follows it.
fn is_spaced(marker: &str, between: &str) -> bool {
    let bare = marker.trim_end_matches(is_blank);
    (between.starts_with(is_blank) || bare.len() < marker.len())
        && bare.ends_with(char::is_alphanumeric)
}

/// Whether `node` is the first thing after `from`, but for signs of markup.
fn opens(text: &str, from: usize, node: &Node) -> bool {
    let before = Span::new(from, node.start()).of(text);
    node.start() >= from
        && before.chars().all(|c| is_blank(c) || c.is_ascii_punctuation() || "•●■◆★▲▪◇".contains(c))
}

/// Marks that part a run-in heading from its text.
const fn is_between(c: char) -> bool {
    is_blank_between(c)
        || matches!(
            c,
            '。' | '；' | ';' | '：' | ':' | '！' | '？' | '!' | '?' | '，' | ',' | '、' | '*'
        )
}

const fn is_blank_between(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::parse;
    use proptest::prelude::*;

    #[test]
    fn a_piece_of_a_collection_keeps_its_number() {
        let said = "堤要一年一年地修，人要一茬一茬地带。".repeat(4);
        let text =
            format!("篇一：护堤发言\n各位：\n{said}\n篇二\u{3000}看闸发言\n各位：\n{said}\n");
        let document = Document::from_lines(text);
        let blocks = blocks(&document, &parse(&document), None);
        let titles = blocks.iter().filter(|b| matches!(b.kind, BlockKind::Title));
        let titles: Vec<&str> = titles.map(|b| &*b.text).collect();
        assert_eq!(titles, ["篇一：护堤发言", "篇二 看闸发言"]);
    }

    fn labels(text: &str) -> Vec<String> {
        let document = Document::from_lines(text);
        let outline = parse(&document);
        blocks(&document, &outline, None).iter().map(|b| b.label().into_owned()).collect()
    }

    #[test]
    fn a_run_in_heading_gets_a_line_of_its_own() {
        let text = "一、早动手，抢农时。农资要备足。\n二、严把关！渠道要修好。\n";
        assert_eq!(
            labels(text),
            ["一、早动手，抢农时", "农资要备足。", "二、严把关！", "渠道要修好。"]
        );
    }

    #[test]
    fn the_number_of_a_nameless_piece_and_a_title_in_the_next_line_are_kept() {
        assert_eq!(
            labels("篇一：\n同志们：\n一、\n查险\n渠道要修好。\n二、\n除险\n天亮就去。\n"),
            ["篇一：", "同志们：", "一、查险", "渠道要修好。", "二、除险", "天亮就去。"]
        );
    }

    #[test]
    fn a_number_without_a_mark_stays_apart_from_the_words() {
        let body = "渠道要修好，这是大家的事，早修早好。";
        for (number, gap) in [("一", "　"), ("第一章", " "), ("第一章", "\u{3000}")] {
            let next = number.replace('一', "二");
            let text = format!("{number}{gap}看渠\n{body}\n{next}{gap}看闸\n{body}\n");
            let heads = [format!("{number} 看渠"), format!("{next} 看闸")];
            assert_eq!(labels(&text), [&heads[0], body, &heads[1], body]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_word_is_in_some_block(text in "([一二三、（）。：\n]|[甲-申]|同志们：\n){0,80}") {
            let document = Document::from_lines(text.as_str());
            let outline = parse(&document);
            let all: String = blocks(&document, &outline, None).iter().map(|b| b.label().into_owned()).collect();
            let words = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(words(&all), words(&text));
        }
    }
}
