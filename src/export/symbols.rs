//! Symbols as the Language Server Protocol has them (`DocumentSymbol`, 3.17), for editors.
//!
//! An array of `{"path", "symbols"}`, one for each document. Lines count from 0 and columns in
//! UTF-16 units, as the protocol has them.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::entries;
use super::json::{write, write_tree};
use crate::document::Document;
use crate::outline::{Kind, Node, Outline};
use crate::text::Span;

pub(super) const HEAD: &[u8] = b"[\n";
pub(super) const BETWEEN: &[u8] = b",\n";
pub(super) const TAIL: &[u8] = b"\n]\n";

/// `SymbolKind` of the protocol: Module, Namespace, Field, String.
const fn kind(kind: Kind) -> u8 {
    match kind {
        Kind::Title => 2,
        Kind::Heading => 3,
        Kind::Point => 8,
        Kind::Paragraph => 15,
    }
}

/// A place as the protocol has it.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    character: usize,
}

impl Place {
    fn json(self) -> Value {
        json!({ "line": self.line, "character": self.character })
    }
}

/// Writes the symbols of one document: one a line, without indent.
pub(super) fn write_file(
    path: &str,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = places(document, outline);
    let at = |i: usize| places.get(i).copied().unwrap_or(Place { line: 0, character: 0 });
    out.write_all(b"{\"path\":")?;
    write(path, out)?;
    out.write_all(b",\"symbols\":[")?;
    let rows = entries(document, outline).zip(outline.nodes()).enumerate();
    let symbols = rows.map(|(i, (entry, node))| {
        let from = at(i);
        let head = Span::new(node.start(), node.title.end.max(node.marker.end));
        // If a title has several lines, the first one is selected.
        let label = head.of(document.text()).lines().next().unwrap_or_default();
        let width: usize = label.chars().map(char::len_utf16).sum();
        let to = Place { character: from.character + width, ..from };
        let end = at(node.next.0);
        let end = if (end.line, end.character) < (to.line, to.character) { to } else { end };
        let symbol = json!({
            "name": entry.label(),
            "kind": kind(node.kind),
            "range": { "start": from.json(), "end": end.json() },
            "selectionRange": { "start": from.json(), "end": to.json() },
        });
        (entry.level, symbol)
    });
    write_tree(symbols, out)?;
    out.write_all(b"]}")
}

/// Where each node starts, and last of all where the text ends. Linear in the text.
fn places(document: &Document, outline: &Outline) -> Vec<Place> {
    let text = document.text();
    let mut positions = document.positions();
    let starts = outline.nodes().iter().map(Node::start).chain([text.trim_end().len()]);
    // Characters beyond the Basic Multilingual Plane take two units; count those between the start
    // of the line and the place.
    let (mut line, mut from, mut wide) = (0, 0, 0);
    starts
        .map(|byte| {
            let position = positions.at(byte);
            if position.line != line {
                let paragraph = document.paragraphs().get(document.paragraph_at(byte));
                line = position.line;
                from = paragraph.map_or(byte, |p| p.span.start.min(byte));
                wide = 0;
            }
            let between = Span::new(from, byte).of(text);
            wide += between.chars().filter(|c| c.len_utf16() == 2).count();
            from = byte.max(from);
            Place { line: position.line.saturating_sub(1), character: position.col + wide }
        })
        .collect()
}
