//! Reads electronic books (EPUB).
//!
//! In: the parts of a book. Out: a [`Document`] of its chapters in the order of the spine. A line of the
//! source is a paragraph, counted from 1 through the whole book. Names that lead outside the book are not
//! followed.

use super::html;
use super::package::{self, Package};
use super::xml::{Event, Parser};
use crate::document::{Builder, Document, Format, Origin};
use crate::error::{ErrorKind, Fault};

/// The part that names the package document, which lists all others.
const CONTAINER: &str = "META-INF/container.xml";

/// Whether `package` is a book.
pub(super) fn is(package: &Package) -> bool {
    package.has(CONTAINER)
}

/// Reads a book.
pub(super) fn read(mut package: Package) -> Result<Document, ErrorKind> {
    chapters(&mut package).map_err(|fault| ErrorKind::Damaged("epub", fault))
}

/// Reads the chapters. Missing ones are skipped, unless none is left.
fn chapters(package: &mut Package) -> Result<Document, Fault> {
    let container = package.xml(CONTAINER)?.ok_or(Fault::Missing)?;
    let list = root_file(&container)?.ok_or(Fault::Missing)?;
    let list = package::resolve("", &list).ok_or(Fault::Outside)?;
    let xml = package.xml(&list)?.ok_or(Fault::Missing)?;
    let mut builder = Builder::default();
    let mut line = 0;
    let mut lost = 0;
    for target in spine(&xml)? {
        let Some(name) = package::resolve(&list, &unescape(&target)) else {
            lost += 1;
            continue;
        };
        match package.xml(&name)? {
            Some(xhtml) => html::append(&xhtml, &mut builder, &mut line),
            None => lost += 1,
        }
    }
    if builder.is_empty() && lost > 0 {
        return Err(Fault::Missing);
    }
    Ok(builder.finish(Origin { format: Format::Epub, encoding: "UTF-8", ..Origin::default() }))
}

/// The name of the package document.
fn root_file(container: &str) -> Result<Option<String>, Fault> {
    let mut parser = Parser::new(container);
    while let Some(event) = parser.next()? {
        if let Event::Open(tag) = event
            && tag.local() == "rootfile"
            && let Some(path) = tag.attr("full-path")
        {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The names of the chapters, in reading order, relative to the package document.
fn spine(list: &str) -> Result<Vec<String>, Fault> {
    let mut items = std::collections::HashMap::new();
    let mut order = Vec::new();
    let mut parser = Parser::new(list);
    while let Some(event) = parser.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.local() {
            "item" => {
                // The navigation document would repeat all headings.
                let contents =
                    tag.attr("properties").is_some_and(|p| p.split(' ').any(|w| w == "nav"));
                if let (Some(id), Some(href), false) = (tag.attr("id"), tag.attr("href"), contents)
                {
                    items.insert(id, href);
                }
            }
            "itemref" if tag.attr("linear").is_none_or(|l| l != "no") => {
                order.extend(tag.attr("idref"));
            }
            _ => {}
        }
    }
    Ok(order.iter().filter_map(|id| items.remove(id)).collect())
}

/// `text` with `%xx` decoded; unchanged if the result would not be UTF-8.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match code.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(value) if *byte == b'%' => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::testing::{archive, rows};

    fn book(href: &str, list: &str) -> Vec<u8> {
        let container =
            format!("<container><rootfiles><rootfile full-path='{list}'/></rootfiles></container>");
        let opf = format!(
            "<package><manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='b' href='b.xhtml'/>\
             <item id='a' href='{href}'/></manifest><spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>"
        );
        let chapter = |inner: &str| {
            format!(
                "<?xml version='1.0'?><!DOCTYPE html><html><head><title/></head><body>{inner}</body></html>"
            )
        };
        archive(&[
            ("mimetype", b"application/epub+zip"),
            (CONTAINER, container.as_bytes()),
            ("OEBPS/c.opf", opf.as_bytes()),
            ("OEBPS/nav.xhtml", chapter("<p>目录</p>").as_bytes()),
            ("OEBPS/第一章.xhtml", chapter("<h1>第一章</h1><p>甲<a id='x'/>乙</p>").as_bytes()),
            ("OEBPS/b.xhtml", chapter("<h1>第二章</h1><p>丙</p>").as_bytes()),
        ])
    }

    #[test]
    fn chapters_follow_the_spine() {
        let file = book("%E7%AC%AC%E4%B8%80%E7%AB%A0.xhtml", "OEBPS/c.opf");
        insta::assert_snapshot!(rows(&crate::input::read(file, "a.epub").unwrap()), @r"
        1 h1 第一章
        2 - 甲乙
        3 h1 第二章
        4 - 丙
        ");
    }

    #[test]
    fn names_outside_the_book_are_never_followed() {
        let file = book("../../../../etc/passwd", "OEBPS/c.opf");
        insta::assert_snapshot!(rows(&crate::input::read(file, "a.epub").unwrap()), @r"
        1 h1 第二章
        2 - 丙
        ");
        for (list, expected) in [("no/such.opf", Fault::Missing), ("../c.opf", Fault::Outside)] {
            let error = crate::input::read(book("b.xhtml", list), "a.epub").unwrap_err();
            assert!(matches!(error, ErrorKind::Damaged("epub", f) if f == expected), "{list}");
        }
    }
}
