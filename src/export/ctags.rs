//! Tags files as Universal Ctags writes them (tags(5), format 2), so that editors show the outline of a
//! speech as they show that of a program.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{entries, sizes};
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

/// Between the names of a path of headings, as Universal Ctags writes those of Markdown.
const SEPARATOR: &str = "\"\"";
/// Most names of such a path. What lies deeper is listed under the last of them, so that the tags of a deep
/// outline do not grow with the square of its depth.
const DEEPEST: u16 = 12;

/// For whom tags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Programs that look tags up: each has its kind, and the heading it belongs to by name.
    Any,
    /// Outline windows that put a tag below the path of names it tells (tagbar). These list the kinds
    /// of a place one after the other, so that here all are of one kind and stand in reading order.
    /// What they show behind a name is its `type`: here how many characters the section holds.
    Window,
}

/// The one kind of an outline window.
const KIND: &str = "heading";

/// Writes one tag a node: name, file, line, kind, and where it belongs.
pub(super) fn write(
    reader: Reader,
    path: &str,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = escape(path);
    let sizes = if reader == Reader::Window { sizes(document, outline) } else { Vec::new() };
    let mut names: Vec<(&'static str, String)> = Vec::with_capacity(outline.len());
    // The positions of the names above the current node, the outermost first.
    let mut above: Vec<usize> = Vec::new();
    for (entry, node) in entries(document, outline).zip(outline.nodes()) {
        let name = escape(&entry.label().chars().take(LONGEST).collect::<String>());
        let line = entry.line;
        let kind = if reader == Reader::Any { entry.kind } else { KIND };
        write!(out, "{name}\t{path}\t{line};\"\tkind:{kind}\tline:{line}\tlevel:{}", entry.level)?;
        match reader {
            Reader::Any => {
                if let Some((kind, parent)) = node.parent.and_then(|NodeId(p)| names.get(p)) {
                    write!(out, "\tscope:{kind}:{parent}")?;
                }
            }
            Reader::Window => {
                write!(out, "\ttype:{}", sizes.get(names.len()).copied().unwrap_or(0))?;
                above.truncate(usize::from(entry.level.saturating_sub(1).min(DEEPEST)));
                let path = above.iter().filter_map(|&at| Some(names.get(at)?.1.as_str()));
                let path: Vec<_> = path.collect();
                if !path.is_empty() {
                    write!(out, "\t{KIND}:{}", path.join(SEPARATOR))?;
                }
                above.push(names.len());
            }
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
    use crate::outline::{Family, Kind, Node};
    use crate::text::Span;

    #[test]
    fn an_outline_window_is_told_the_path_that_leads_to_a_tag() {
        let text = "在春耕工作会议上的讲话\n同志们：\n下面，我讲两点意见。\n一、抓紧备耕\n种子要备足，\
                    农机要修好。一是查墒情。二是备农资。\n二、抓好水利\n（一）清渠。把支渠清一遍。\n\
                    （二）蓄水。把塘坝蓄满水。\n谢谢大家！\n";
        let document = Document::from_lines(text);
        let mut out = Vec::new();
        let outline = crate::outline::parse(&document);
        write(Reader::Window, "稿.txt", &document, &outline, &mut out).unwrap();
        let tags = String::from_utf8(out).unwrap();
        let fields: Vec<_> =
            tags.lines().map(|l| l.split('\t').skip(3).collect::<Vec<_>>()).collect();
        let path = |i: usize| fields[i][4..].join(" ");
        assert!(fields.iter().all(|fields| fields[0] == "kind:heading"), "{tags}");
        assert_eq!((fields.len(), path(0)), (7, String::new()));
        assert_eq!(path(1), "heading:在春耕工作会议上的讲话");
        assert_eq!(path(2), "heading:在春耕工作会议上的讲话\"\"一、抓紧备耕");
        assert_eq!(path(5), "heading:在春耕工作会议上的讲话\"\"二、抓好水利");
        assert_eq!((path(6), fields[5][3]), (path(5), "type:13"));
    }

    #[test]
    fn a_deep_outline_is_not_written_many_times_over() {
        let node = |n: usize| {
            let (depth, at) = (u16::try_from(n + 1).unwrap(), Span::new(n * 3, n * 3 + 3));
            Node::loose(Kind::Heading, Family::Han, depth, Span::at(at.start), at)
        };
        let size = |depth: usize| {
            let document = Document::from_lines("一".repeat(depth));
            let nodes = (0..depth).map(node).collect();
            let mut out = Vec::new();
            write(Reader::Window, "a", &document, &Outline::new(nodes, depth * 3), &mut out)
                .unwrap();
            out.len()
        };
        assert!(size(4_000) < size(2_000) * 11 / 5, "{} {}", size(4_000), size(2_000));
    }

    #[test]
    fn a_name_never_ends_its_field() {
        assert_eq!(escape("!a\tb\\c\u{1b}"), "\\x21a\\tb\\\\c\\x1B");
    }
}
