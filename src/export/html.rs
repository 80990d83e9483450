//! The outline as a web page that folds by `<details>`: no script, no other file.

use std::io::{self, Write};

use super::entries;
use super::opml::escape;
use crate::document::Document;
use crate::outline::Outline;

/// Levels that fold; deeper ones stand below each other.
const DEEPEST: u16 = 24;

/// Writes one document's nodes; under its path where one is given.
pub(super) fn write(
    path: Option<&str>,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(path) = path {
        writeln!(out, "<h2>{}</h2>", escape(path))?;
    }
    let mut all = entries(document, outline).peekable();
    let mut open: Vec<u16> = Vec::new();
    while let Some(entry) = all.next() {
        let level = entry.level.max(1);
        while open.last().is_some_and(|&l| l >= level) {
            open.pop();
            writeln!(out, "</details>")?;
        }
        let label = escape(&entry.label());
        let opens = all.peek().is_some_and(|next| next.level > level);
        if opens && open.len() < usize::from(DEEPEST) {
            writeln!(out, "<details open><summary>{label}</summary>")?;
            open.push(level);
        } else {
            writeln!(out, "<div class=\"leaf\">{label}</div>")?;
        }
    }
    for _ in open {
        writeln!(out, "</details>")?;
    }
    Ok(())
}
