//! A tags file as Universal Ctags writes it (tags(5), format 2), so that the outline windows of
//! editors show a speech as they show a program.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::entries;
use crate::document::Document;
use crate::outline::{NodeId, Outline};

/// Unsorted, in reading order: the tags of many files stream.
pub(super) const HEAD: &[u8] = b"!_TAG_FILE_FORMAT\t2\t/extended format/
!_TAG_FILE_SORTED\t0\t/0=unsorted/
!_TAG_FILE_ENCODING\tutf-8\t//
!_TAG_OUTPUT_MODE\tu-ctags\t//
";

/// Longest name of a tag in `char`s.
const LONGEST: usize = 120;

/// Writes one tag a node: name, file, line, kind, and the heading it belongs to.
pub(super) fn write(
    path: &str,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = escape(path);
    let mut names: Vec<(&'static str, String)> = Vec::with_capacity(outline.len());
    for (entry, node) in entries(document, outline).zip(outline.nodes()) {
        let name = escape(&entry.label().chars().take(LONGEST).collect::<String>());
        let line = entry.line;
        let kind = entry.kind;
        write!(out, "{name}\t{path}\t{line};\"\tkind:{kind}\tline:{line}\tlevel:{}", entry.level)?;
        if let Some((kind, parent)) = node.parent.and_then(|NodeId(p)| names.get(p)) {
            write!(out, "\tscope:{kind}:{parent}")?;
        }
        writeln!(out)?;
        names.push((kind, name));
    }
    Ok(())
}

/// `text` as tags(5) writes names, paths and values: backslash and controls as escapes, and an
/// exclamation mark at the start, which would begin a line about the file itself.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.chars().enumerate() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '!' if i == 0 => out.push_str("\\x21"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\x{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_ends_its_field() {
        assert_eq!(escape("!a\tb\\c\u{1b}"), "\\x21a\\tb\\\\c\\x1B");
    }
}
