//! Markdown: six levels of headings, lists for points and whatever lies deeper (`CommonMark` 0.31).
//! Mind map programs (markmap) read both as one tree.

use std::io::{self, Write};

use super::entries;
use crate::document::Document;
use crate::outline::Outline;
use crate::text::visible;

/// The deepest heading of Markdown.
const HEADINGS: u16 = 6;

/// List levels that are indented; readers of Markdown refuse or slow down on deep nesting.
const DEEPEST: u16 = 40;

/// Writes the outline; under the path as a heading of its own where one is given.
pub(super) fn write(
    path: Option<&str>,
    first: bool,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let base = u16::from(path.is_some());
    // Blank lines depend on what was written last: they go around headings, not inside lists.
    let mut last = if first { Last::Nothing } else { Last::Item };
    if let Some(path) = path {
        let blank = if last == Last::Nothing { "" } else { "\n" };
        writeln!(out, "{blank}# {}", escape(&visible(path)))?;
        last = Last::Heading;
    }
    // The level of the heading over the list that is being written.
    let mut heading = base;
    for entry in entries(document, outline) {
        let level = entry.level + base;
        let label = escape(&entry.label());
        if entry.kind != "point" && level <= HEADINGS.min(heading + 1) {
            let blank = if last == Last::Nothing { "" } else { "\n" };
            writeln!(out, "{blank}{:#<hashes$} {label}", "", hashes = usize::from(level))?;
            (heading, last) = (level, Last::Heading);
        } else {
            // Markdown cannot leave a heading: a point of an outer section that follows an inner
            // heading becomes an item of the first list level.
            let depth = usize::from(level.saturating_sub(heading + 1).min(DEEPEST));
            let blank = if last == Last::Heading { "\n" } else { "" };
            writeln!(out, "{blank}{:indent$}- {label}", "", indent = 2 * depth)?;
            last = Last::Item;
        }
    }
    Ok(())
}

/// Writes the outline as one nested list, an item a heading or point.
///
/// # Errors
/// What the writer said.
pub fn write_list(document: &Document, outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    for entry in entries(document, outline) {
        let depth = usize::from((entry.level - 1).min(DEEPEST));
        writeln!(out, "{:indent$}- {}", "", escape(&entry.label()), indent = 2 * depth)?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Heading,
    Item,
}

/// `text` with a backslash before all ASCII punctuation that Markdown could read as markup.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        let always = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '#' | '!'
        );
        let first = i == 0 && matches!(c, '-' | '+' | '=' | ':');
        // 1. and 1) would begin a list inside the item.
        let list = matches!(c, '.' | ')')
            && i > 0
            && out.len() == i
            && out.bytes().all(|b| b.is_ascii_digit());
        if always || first || list {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_one_nested_list() {
        let document = Document::from_lines(
            "在全县春耕会上的讲话\n同志们：\n一、抓*早*\n（一）备种。要足。\n二、抓实\n要做到：一是到田；二是到户。\n",
        );
        let mut out = Vec::new();
        write_list(&document, &crate::outline::parse(&document), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "- 在全县春耕会上的讲话\n  - 一、抓\\*早\\*\n    - （一）备种\n  - 二、抓实\n    - 一是到田\n    - 二是到户\n"
        );
    }

    #[test]
    fn markup_is_escaped_and_chinese_is_not() {
        assert_eq!(escape("1. *重点*"), r"1\. \*重点\*");
        assert_eq!(escape("2024.5 <b>"), r"2024\.5 \<b\>");
        assert_eq!(escape("- 破折号"), r"\- 破折号");
        assert_eq!(escape("（一）“三农”——纲举目张。"), "（一）“三农”——纲举目张。");
    }
}
