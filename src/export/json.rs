//! JSON: lines for programs that stream, one nested object for those that do not.
//!
//! Nested schema, version 1: `{"schema": "gangmu-outline/1", "files": [{"path", "outline": [NODE]}]}`
//! where NODE has the fields of a line (see `Entry`), `chars` (characters without blanks, its
//! whole subtree) and `children`, a list of NODEs. `number` is left out where a marker states none,
//! `address` where numbers do not tell which section it is.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::{Entry, entries, sizes};
use crate::document::Document;
use crate::outline::Outline;
use crate::search::address::Addresses;

pub(super) const HEAD: &[u8] = b"{\"schema\":\"gangmu-outline/1\",\"files\":[\n";
pub(super) const BETWEEN: &[u8] = b",\n";
pub(super) const TAIL: &[u8] = b"\n]}\n";

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    line: usize,
    col: usize,
    level: u16,
    marker: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    text: Cow<'a, str>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chars: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(path: Option<&'a str>, entry: &Entry<'a>, address: Option<&'a str>) -> Self {
        Self {
            path,
            line: entry.line,
            col: entry.col,
            level: entry.level,
            marker: entry.marker,
            number: entry.number,
            text: entry.text.clone(),
            kind: entry.kind,
            address,
            chars: None,
        }
    }
}

/// Writes one object a line.
pub(super) fn write_lines(
    path: Option<&str>,
    document: &Document,
    outline: &Outline,
    addresses: &Addresses,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (entry, node) in entries(document, outline).zip(outline.nodes()) {
        write_line(&Line::new(path, &entry, addresses.of(node)), out)?;
    }
    Ok(())
}

/// Writes one file's object, its nodes nested: one node a line, without indent, so that a deep
/// tree does not grow with the square of its depth.
pub(super) fn write_nested(
    path: &str,
    document: &Document,
    outline: &Outline,
    addresses: &Addresses,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"{\"path\":")?;
    write(path, out)?;
    out.write_all(b",\"outline\":[")?;
    let rows = entries(document, outline).zip(outline.nodes()).zip(sizes(document, outline));
    let nodes = rows.map(|((entry, node), chars)| {
        let line = Line::new(None, &entry, addresses.of(node));
        (entry.level, Line { chars: Some(chars), ..line })
    });
    write_tree(nodes, out)?;
    out.write_all(b"]}")
}

/// Writes objects given with their levels, from 1, each with those below it in its list `children`:
/// one a line, without indent.
pub(super) fn write_tree(
    nodes: impl Iterator<Item = (u16, impl Serialize)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut open = 0;
    for (level, node) in nodes {
        let parents = level.saturating_sub(1);
        if open > parents {
            while open > parents {
                out.write_all(b"]}")?;
                open -= 1;
            }
            out.write_all(b",")?;
        }
        let mut object = Vec::new();
        write(&node, &mut object)?;
        // The object stays open for its children.
        object.pop();
        out.write_all(b"\n")?;
        out.write_all(&object)?;
        out.write_all(b",\"children\":[")?;
        open += 1;
    }
    for _ in 0..open {
        out.write_all(b"]}")?;
    }
    Ok(())
}

/// Writes `value` as one line of JSON in which no character can steer a terminal or hide.
///
/// # Errors
/// What the writer said.
pub fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write(value, out)?;
    out.write_all(b"\n")
}

pub(super) fn write(value: &(impl Serialize + ?Sized), out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Guarded)).map_err(io::Error::from)
}

/// Compact JSON with controls, bidi marks and invisible characters escaped; RFC 8259 asks that
/// only of C0.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(c) = rest.chars().find(|&c| is_guarded(c)) {
            let (before, after) = rest.split_once(c).unwrap_or((rest, ""));
            out.write_all(before.as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = after;
        }
        out.write_all(rest.as_bytes())
    }
}

const fn is_guarded(c: char) -> bool {
    matches!(
        c,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hidden;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_string_comes_back_and_nothing_in_it_is_hidden(text in any::<String>()) {
            let mut out = Vec::new();
            write(text.as_str(), &mut out).unwrap();
            prop_assert_eq!(&serde_json::from_slice::<String>(&out).unwrap(), &text);
            prop_assert_eq!(hidden(str::from_utf8(&out).unwrap()), 0);
        }
    }

    #[test]
    fn a_bidi_override_and_a_tag_are_escaped() {
        let mut out = Vec::new();
        write("纲\u{202e}目\u{e0041}", &mut out).unwrap();
        assert_eq!(out, "\"纲\\u202e目\\udb40\\udc41\"".as_bytes());
    }
}
