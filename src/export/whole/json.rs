//! One JSON object, schema `gangmu-text/1` (docs/json.md).

use std::io::{self, Write};

use serde::Serialize;

use super::super::json::write as write_value;
use super::{Block, BlockKind};
use crate::document::Document;

#[derive(Serialize)]
struct Line<'a> {
    kind: &'static str,
    line: usize,
    col: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    text: &'a str,
}

/// Writes the object, a block a line.
pub(super) fn write(
    path: &str,
    document: &Document,
    blocks: &[Block<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"{\"schema\":\"gangmu-text/1\",\"path\":")?;
    write_value(path, out)?;
    out.write_all(b",\"blocks\":[")?;
    let mut positions = document.positions();
    for (i, block) in blocks.iter().enumerate() {
        let position = positions.at(block.start);
        let (line, col, text) = (position.line, position.col, &*block.text);
        let (kind, level, marker, number) = match &block.kind {
            BlockKind::Title => ("title", Some(1), None, None),
            BlockKind::Heading(h) => {
                ("heading", Some(h.depth), Some(h.marker), (h.number > 0).then_some(h.number))
            }
            BlockKind::Body => ("body", None, None, None),
        };
        out.write_all(if i > 0 { b",\n" } else { b"\n" })?;
        write_value(&Line { kind, line, col, level, marker, number, text }, out)?;
    }
    out.write_all(b"\n]}\n")
}
