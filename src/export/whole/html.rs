//! A web page in one file, its sections folding by `<details>`: no script, no other file.

use std::io::{self, Write};

use super::super::file_name;
use super::super::opml::escape;
use super::{Block, BlockKind};

/// Sections that are nested; deeper ones stand below each other.
const DEEPEST: u16 = 24;

/// How the page looks, on a screen and on paper.
const STYLE: &str = "\
:root{color-scheme:light dark}
body{max-width:42em;margin:2em auto;padding:0 1em;line-height:1.8;font-family:serif}
h1{text-align:center;font-size:1.6em}
summary{cursor:pointer;list-style-position:outside}
summary h2,summary h3,summary h4,summary h5,summary h6{display:inline;font-size:1.1em}
details{margin:.4em 0 .4em 1em}
details details{margin-left:1.2em}
p{text-indent:2em;margin:.4em 0;text-align:justify}
li,.leaf{margin:.2em 0 .2em 2.2em}
@media print{details>summary{list-style:none}}
";

/// Writes what stands before the body's first element.
pub(in super::super) fn write_head(title: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(title);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>")
}

pub(in super::super) const TAIL: &[u8] = b"</body>\n</html>\n";

pub(super) fn write(path: &str, blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
    let title = blocks.iter().find(|b| matches!(b.kind, BlockKind::Title));
    write_head(title.map_or(file_name(path), |b| &b.text), out)?;
    let mut open: Vec<u16> = Vec::new();
    for block in blocks {
        let depth = match &block.kind {
            BlockKind::Title => 1,
            BlockKind::Heading(h) => h.depth.max(1),
            BlockKind::Body => {
                writeln!(out, "<p>{}</p>", escape(&block.text))?;
                continue;
            }
        };
        while open.last().is_some_and(|&d| d >= depth) {
            open.pop();
            writeln!(out, "</details>")?;
        }
        let label = escape(&block.label());
        if matches!(block.kind, BlockKind::Title) {
            writeln!(out, "<h1>{label}</h1>")?;
            continue;
        }
        let h = depth.clamp(2, 6);
        if open.len() >= usize::from(DEEPEST) {
            writeln!(out, "<h{h}>{label}</h{h}>")?;
            continue;
        }
        writeln!(out, "<details open><summary><h{h}>{label}</h{h}></summary>")?;
        open.push(depth);
    }
    for _ in open {
        writeln!(out, "</details>")?;
    }
    out.write_all(TAIL)
}
