//! Plain text: a paragraph a line, body paragraphs indented by two characters (GB/T 9704 7.3.3).

use std::io::{self, Write};

use super::{Block, BlockKind};

pub(super) fn write(blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        let indent = match block.kind {
            BlockKind::Title => "",
            BlockKind::Heading(_) | BlockKind::Body => "\u{3000}\u{3000}",
        };
        writeln!(out, "{indent}{}", block.label())?;
    }
    Ok(())
}
