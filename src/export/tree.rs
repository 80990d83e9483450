//! The outline for people: indent, the number apart from the title, the 字数 at the right, as the reader
//! counts it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Layout;
use super::entry::shown;
use crate::document::Document;
use crate::outline::{Node, NodeId, Outline};
use crate::stats::Stats;
use crate::text::{Ambiguous, Cells, Span, cells, fit, gloss, visible, without_glosses};

/// Levels that are indented; deeper ones stand below each other, so that lines stay in sight.
const DEEPEST: u16 = 20;

/// Cells of the column of sizes, with the blanks before it.
const SIZE: u16 = 7;

/// Writes one line a node. Titles are whole unless the layout cuts them.
pub(super) fn write(
    path: Option<&str>,
    first: bool,
    layout: Layout,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(path) = path {
        writeln!(out, "{}{}", if first { "" } else { "\n" }, visible(path))?;
    }
    let glossed = glossed(document, outline);
    let lines = lines(layout.ambiguous, document, outline, glossed);
    let widest = lines.iter().map(|l| l.head + l.title).max().unwrap_or_default();
    let column = widest.min(layout.width - Cells(SIZE));
    let stats = Stats::new(document, outline);
    // Blanks are written one by one: into memory that costs little.
    let mut written = String::new();
    for (i, (node, line)) in outline.nodes().iter().zip(&lines).enumerate() {
        let room = column - line.head;
        let title = words(document, node, glossed);
        let (title, more, width) = if layout.cut && line.title > room {
            let dots = cells("…", layout.ambiguous);
            let (title, width) = fit(&title, room - dots, layout.ambiguous);
            (title, "…", width + dots)
        } else {
            (title.as_ref(), "", line.title)
        };
        let pad = usize::from((room - width).0);
        let (indent, gap) = (usize::from(indent(node.depth).0), usize::from(line.gap.0));
        let size = short(stats.section(outline, NodeId(i)).words);
        let number = visible(number(document, node));
        written.clear();
        let _ = writeln!(
            written,
            "{:indent$}{number}{:gap$}{title}{more}{:pad$}  {size:>5}",
            "", "", ""
        );
        out.write_all(written.as_bytes())?;
    }
    Ok(())
}

/// How wide the parts of a line are. Its words are made when it is written: there may be many.
struct Line {
    /// Before the title.
    head: Cells,
    /// Between number and title.
    gap: Cells,
    title: Cells,
}

fn indent(level: u16) -> Cells {
    Cells(2 * (level.clamp(1, DEEPEST) - 1))
}

/// Whether the text is full of readings behind its characters (建設(shè)), which nobody wants to read in
/// an outline either.
fn glossed(document: &Document, outline: &Outline) -> bool {
    /// Headings among which one would have such a reading, and bytes in which several would stand.
    const NEAR: usize = 500;
    const HEAD: usize = 1 << 16;
    const SEVERAL: usize = 8;
    let some = |node: &Node| {
        let title = node.title.of(document.text());
        without_glosses(title).len() < title.len()
    };
    let near = Span::new(0, HEAD).within(document.text()).of(document.text());
    let readings = near
        .match_indices(['(', '（'])
        .filter(|&(at, _)| gloss(near.get(at..).unwrap_or_default()).is_some());
    outline.nodes().iter().take(NEAR).any(some) && readings.take(SEVERAL).count() == SEVERAL
}

/// The words of a title, without such readings where the text is full of them.
fn words<'a>(document: &'a Document, node: &Node, glossed: bool) -> Cow<'a, str> {
    let title = shown(node.title.of(document.text()));
    if glossed { Cow::Owned(without_glosses(&title).into_owned()) } else { title }
}

fn lines(ambiguous: Ambiguous, document: &Document, outline: &Outline, glossed: bool) -> Vec<Line> {
    let width = |node: &Node| cells(&visible(number(document, node)), ambiguous);
    // Titles of one list begin in one column: the widest number among siblings decides. Index 0 is
    // that of the roots, n + 1 that of the children of node n.
    let mut columns = vec![Cells(0); outline.len() + 1];
    let list = |node: &Node| node.parent.map_or(0, |p| p.0 + 1);
    for node in outline.nodes() {
        if let Some(column) = columns.get_mut(list(node)) {
            *column = width(node).max(*column);
        }
    }
    let line = |node: &Node| {
        let number = width(node);
        // A title without a number begins where its level begins.
        let column = if number == Cells(0) {
            Cells(0)
        } else {
            columns.get(list(node)).copied().unwrap_or_default() + Cells(1)
        };
        let title = cells(&words(document, node, glossed), ambiguous);
        Line { head: indent(node.depth) + column, gap: column - number, title }
    };
    outline.nodes().iter().map(line).collect()
}

/// The marker of `node` without the punctuation that parts it from the title: 一、 → 一.
fn number<'a>(document: &'a Document, node: &Node) -> &'a str {
    bare(node.marker.of(document.text()))
}

fn bare(marker: &str) -> &str {
    marker.trim_end_matches(['、', '.', '．', '。', ',', '，', ':', '：', ' ', '\u{3000}'])
}

/// A count in at most five characters: 1949, 12345, 340k, 1.3M.
fn short(count: usize) -> String {
    match count {
        0..100_000 => count.to_string(),
        100_000..999_500 => format!("{}k", (count + 500) / 1_000),
        _ => {
            format!("{}.{}M", (count + 50_000) / 1_000_000, (count + 50_000) % 1_000_000 / 100_000)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_short() {
        let got = [0, 999, 1_949, 99_999, 100_000, 999_499, 999_500, 12_340_000].map(short);
        assert_eq!(got, ["0", "999", "1949", "99999", "100k", "999k", "1.0M", "12.3M"]);
    }

    #[test]
    fn readings_that_fill_a_text_stay_out_of_its_outline() {
        let first = |text: String| {
            let document = Document::from_lines(text);
            let outline = crate::outline::parse(&document);
            let node = outline.nodes().first().cloned().unwrap();
            words(&document, &node, glossed(&document, &outline)).into_owned()
        };
        let said = "護(hù)堤要早(zǎo)起，守(shǒu)閘要晚睡(shuì)。";
        let full = format!("一、護(hù)堤\n{said}{said}\n二、守閘(zhá)\n{said}{said}\n");
        assert_eq!(first(full), "護堤");
        let some = "一、護(hù)堤\n要早起。\n二、守閘\n要晚睡。\n";
        assert_eq!(first(some.to_owned()), "護(hù)堤");
    }

    #[test]
    fn a_number_stands_without_its_comma() {
        let got = ["一、", "（一）", "1.", "第一，", "一是", "第一章"].map(bare);
        assert_eq!(got, ["一", "（一）", "1", "第一", "一是", "第一章"]);
    }
}
