//! OPML 2.0, which mind map programs open: one `<outline text="…">` a node.

use std::io::{self, Write};

use super::entries;
use crate::document::Document;
use crate::outline::Outline;
use crate::text::visible;

/// Levels that are indented.
const DEEPEST: u16 = 20;

pub(super) const TAIL: &[u8] = b"  </body>\n</opml>\n";

/// Writes what stands before the first node.
pub(super) fn write_head(title: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(title);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">")?;
    writeln!(out, "  <head>\n    <title>{title}</title>\n  </head>\n  <body>")
}

/// Writes one document's nodes; inside a node for the file where its path is given.
pub(super) fn write(
    path: Option<&str>,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let base = 2 + u16::from(path.is_some());
    let indent = |level: u16| 2 * usize::from((base + level - 1).min(base + DEEPEST));
    if let Some(path) = path {
        writeln!(out, "    <outline text=\"{}\">", escape(path))?;
    }
    // A node is written once it is known whether the next one is its child.
    let mut all = entries(document, outline).peekable();
    let mut open = 0_u16;
    while let Some(entry) = all.next() {
        let level = entry.level.max(1);
        let next = all.peek().map_or(0, |e| e.level);
        let pad = indent(level);
        let (text, line) = (escape(&entry.label()), entry.line);
        let end = if next > level { ">" } else { "/>" };
        writeln!(out, "{:pad$}<outline text=\"{text}\" line=\"{line}\"{end}", "")?;
        if next > level {
            open = level;
        } else {
            while open >= next.max(1) {
                writeln!(out, "{:pad$}</outline>", "", pad = indent(open))?;
                open -= 1;
            }
        }
    }
    if path.is_some() { writeln!(out, "    </outline>") } else { Ok(()) }
}

/// `text` as the value of an attribute, free of what XML 1.0 does not allow (production 2, Char).
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
