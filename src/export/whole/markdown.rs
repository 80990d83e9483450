//! Markdown (CommonMark): headings with `#`, paragraphs parted by blank lines.

use std::io::{self, Write};

use super::super::markdown::escape;
use super::{Block, BlockKind};

pub(super) fn write(blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let label = escape(&block.label());
        match &block.kind {
            BlockKind::Title => writeln!(out, "# {label}")?,
            BlockKind::Heading(h) => {
                writeln!(out, "{:#<n$} {label}", "", n = usize::from(h.depth.clamp(1, 6)))?;
            }
            BlockKind::Body => writeln!(out, "{label}")?,
        }
    }
    Ok(())
}
