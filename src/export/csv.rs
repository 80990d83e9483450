//! CSV, for spreadsheets: a row for each node, in reading order, below a row of names.
//!
//! The columns are the fields of a JSON line, with `chars` before the last, `address`. Source: RFC 4180, with lines that end in
//! LF: a field with a comma, a quote or a blank at an end stands in quotes, a quote in it is doubled.
//! No character in a field can steer a terminal or end the row.
//!
//! A spreadsheet takes a field that begins with `=`, `+`, `-` or `@` for a formula and runs it. Such a
//! field gets `'` in front, by which spreadsheets know text (OWASP, *CSV Injection*).

use std::borrow::Cow;
use std::io::{self, Write};

use super::{entries, sizes};
use crate::document::Document;
use crate::outline::Outline;
use crate::search::address::Addresses;
use crate::text::visible;

/// The names of the columns, `path` first if there are `many` files.
pub(super) fn write_head(many: bool, out: &mut dyn Write) -> io::Result<()> {
    let path = if many { "path," } else { "" };
    writeln!(out, "{path}line,col,level,marker,number,text,kind,chars,address")
}

/// The rows of one document.
pub(super) fn write(
    path: Option<&str>,
    document: &Document,
    outline: &Outline,
    addresses: &Addresses,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = path.map(|path| format!("{},", field(path))).unwrap_or_default();
    let rows = entries(document, outline).zip(outline.nodes()).zip(sizes(document, outline));
    for ((entry, node), chars) in rows {
        let number = entry.number.map_or(String::new(), |number| number.to_string());
        let (marker, text) = (field(entry.marker), field(&entry.text));
        let (line, col, level, kind) = (entry.line, entry.col, entry.level, entry.kind);
        let address = field(addresses.of(node).unwrap_or_default());
        writeln!(
            out,
            "{path}{line},{col},{level},{marker},{number},{text},{kind},{chars},{address}"
        )?;
    }
    Ok(())
}

/// Writes a row of `fields`, each quoted where that is needed.
///
/// # Errors
/// What the writer said.
pub fn write_row(fields: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let row: Vec<_> = fields.iter().map(|words| field(words)).collect();
    writeln!(out, "{}", row.join(","))
}

/// What makes a field a formula when it comes first: also the full-width forms, which spreadsheets
/// in Chinese and Japanese take for the same.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `words` as a field.
fn field(words: &str) -> Cow<'_, str> {
    let mut shown = visible(words);
    if shown.starts_with(FORMULA) {
        shown = Cow::Owned(format!("'{shown}"));
    }
    let blank = |c: char| c.is_whitespace();
    if shown.contains([',', '"']) || shown.starts_with(blank) || shown.ends_with(blank) {
        return Cow::Owned(format!("\"{}\"", shown.replace('"', "\"\"")));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_no_formula() {
        for (words, written) in [
            ("=1+1", "'=1+1"),
            ("+86 电话", "'+86 电话"),
            ("-5℃ 以下", "'-5℃ 以下"),
            ("@各科室", "'@各科室"),
            ("＝SUM(A1)", "'＝SUM(A1)"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("1-2 月", "1-2 月"),
            ("——谈作风", "——谈作风"),
        ] {
            assert_eq!(field(words), written);
        }
    }

    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        for (words, written) in [
            ("先看渠", "先看渠"),
            ("", ""),
            ("先看渠,再看坝", "\"先看渠,再看坝\""),
            ("三个\"不\"", "\"三个\"\"不\"\"\""),
            ("　第一章", "\"　第一章\""),
        ] {
            assert_eq!(field(words), written);
        }
        for words in ["一\n二", "一\r二", "\u{1b}[31m一", "一\u{0}二"] {
            let written = field(words);
            assert!(!written.chars().any(char::is_control), "{written:?}");
        }
    }
}
