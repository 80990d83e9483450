//! Freemind 1.0.1 (.mm), which mind map programs open: one `<node TEXT="…">` a node.

use std::io::{self, Write};

use super::entries;
use super::opml::escape;
use crate::document::Document;
use crate::outline::Outline;

/// Levels that are indented.
const DEEPEST: u16 = 20;

pub(super) const TAIL: &[u8] = b"</node>\n</map>\n";

/// Writes what stands before the first node: a map has one root.
pub(super) fn write_head(title: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(title);
    writeln!(out, "<map version=\"1.0.1\">\n<node TEXT=\"{title}\">")
}

/// Writes one document's nodes; inside a node for the file where its path is given.
///
/// With `root`, the first title is the root itself and is not written again.
pub(super) fn write(
    path: Option<&str>,
    root: bool,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(path) = path {
        writeln!(out, "<node TEXT=\"{}\">", escape(path))?;
    }
    // The root stands for the only title, so its children become children of the root.
    let lone = root;
    let all = entries(document, outline);
    let mut all = all.filter(|e| !(lone && e.level == 1)).peekable();
    let base = u16::from(lone);
    let mut open = 0_u16;
    while let Some(entry) = all.next() {
        let level = entry.level.saturating_sub(base).max(1);
        let next = all.peek().map_or(0, |e| e.level.saturating_sub(base).max(1));
        let pad = usize::from(level.min(DEEPEST));
        let (text, line) = (escape(&entry.label()), entry.line);
        let end = if next > level { ">" } else { "/>" };
        // The place in the source is an extra attribute, which other programs ignore.
        writeln!(out, "{:pad$}<node TEXT=\"{text}\" LINE=\"{line}\"{end}", "")?;
        if next > level {
            open = level;
        } else {
            while open >= next.max(1) {
                writeln!(out, "{:pad$}</node>", "", pad = usize::from(open.min(DEEPEST)))?;
                open -= 1;
            }
        }
    }
    if path.is_some() { writeln!(out, "</node>") } else { Ok(()) }
}
