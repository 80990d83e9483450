//! Reads web pages.
//!
//! In: the text of a page. Out: a [`Document`] with a paragraph for each block of text that a browser shows;
//! what surrounds the article is furniture. A line of the source is such a block, counted from 1.

mod article;
mod blocks;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;

use blocks::Block;
use tree::Tree;

use super::decode::Encoding;
use super::package;
use crate::document::{Builder, Document, Origin, Paragraph, Role};
use crate::text::{Span, is_blank};

/// So many bytes at the head of a page are searched for the encoding that it declares.
const HEAD: usize = 4096;

/// The tags with which web pages begin.
const FIRST_TAGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "meta",
    "title",
    "body",
    "script",
    "style",
    "link",
    "base",
    "div",
    "table",
    "p",
    "h1",
    "h2",
    "h3",
    "center",
    "font",
    "span",
    "br",
    "article",
    "section",
    "b",
    "strong",
];

/// Whether `text`, from a file with the extension `extension`, is a web page.
pub(super) fn is(text: &str, extension: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || is_blank(c));
    let declared = rest.starts_with("<?xml");
    // Comments and declarations may stand before the first tag.
    for _ in 0..8 {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let named = matches!(extension, "html" | "htm" | "xhtml" | "shtml" | "xht");
    let Some(tag) = rest.strip_prefix('<') else {
        return named && has_tags(rest);
    };
    let head: String = tag.chars().take(16).collect::<String>().to_lowercase();
    let first = |name: &&str| {
        head.strip_prefix(*name).is_some_and(|after| {
            after.is_empty() || after.starts_with(|c: char| !c.is_ascii_alphanumeric())
        })
    };
    FIRST_TAGS.iter().any(first)
        || (declared && head.starts_with("!doctype"))
        || named && has_tags(rest)
}

/// Whether `text` has a tag near its beginning.
fn has_tags(text: &str) -> bool {
    let head: String = text.chars().take(HEAD).collect();
    ["</", "<br", "<p>", "<p ", "<div"].iter().any(|tag| head.to_lowercase().contains(tag))
}

/// The encoding that a page declares.
pub(super) fn declared(bytes: &[u8]) -> Option<Encoding> {
    if let Some(told) = package::declared(bytes) {
        return Some(told);
    }
    let head = bytes.get(..bytes.len().min(HEAD))?.to_ascii_lowercase();
    let meta = memchr::memmem::find(&head, b"<meta")?;
    let head = String::from_utf8_lossy(head.get(meta..)?);
    head.match_indices("charset").find_map(|(at, word)| {
        let value = head.get(at + word.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches(['"', '\'', ' ']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        value.get(..end.unwrap_or(value.len()))?.parse().ok()
    })
}

/// Reads a page. With `raw`, nothing is taken for furniture.
pub(super) fn read(text: &str, origin: Origin, raw: bool) -> Document {
    let tree = Tree::read(text, false);
    let blocks = blocks::blocks(&tree);
    let matter = if raw { vec![true; blocks.len()] } else { article::article(&tree, &blocks) };
    let mut builder = Builder::default();
    for (i, (block, matter)) in blocks.iter().zip(matter).enumerate() {
        push(&mut builder, block, i + 1, matter);
    }
    builder.finish(origin)
}

/// Appends the blocks of `xhtml`, a chapter of a book, to `builder`. `line` is the number of the last block
/// before, and is counted on.
pub(super) fn append(xhtml: &str, builder: &mut Builder, line: &mut usize) {
    let tree = Tree::read(xhtml, true);
    for block in blocks::blocks(&tree) {
        *line += 1;
        push(builder, &block, *line, true);
    }
}

/// Appends the blocks of `html`, a piece of HTML within another format, where it stands at `line`.
pub(super) fn fragment(html: &str, builder: &mut Builder, line: usize) {
    for block in blocks::blocks(&Tree::read(html, false)) {
        push(builder, &block, line, true);
    }
}

/// Appends a block; it is furniture unless it is `matter`.
fn push(builder: &mut Builder, block: &Block, line: usize, matter: bool) {
    if block.gap {
        builder.blank();
    }
    let role = if matter { block.role } else { Role::Furniture };
    let like = Paragraph { role, emphasis: block.emphasis, ..Paragraph::default() };
    let text = &block.text;
    let mut start = 0;
    let mut col = 0;
    if role == Role::Body {
        // Pages without markup show the start of a paragraph only by its indent.
        let mut seen = 0;
        while let Some((words, blanks)) =
            Span::new(seen, text.len()).of(text).split_once("\u{3000}\u{3000}")
        {
            let at = seen + words.len();
            let before = Span::new(start, at).of(text);
            if words.trim_end().ends_with(['。', '！', '？', '；', '：', '”']) {
                builder.paragraph(before, line, col, like);
                col += before.chars().count();
                start = at;
            }
            // A run of blanks is looked at once, however long it is.
            seen = text.len() - blanks.trim_start().len();
        }
    }
    builder.paragraph(Span::new(start, text.len()).of(text), line, col, like);
}
