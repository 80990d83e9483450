//! Reads XML from sources that are not trusted.
//!
//! In: the text of a part. Out: a stream of [`Event`]s. Document type declarations are refused, so that no
//! entity can expand without limit or name a file; nesting is limited. An empty element gives two events.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Raw};

use crate::error::Fault;

/// How deeply elements may be nested. Word needs some twenty levels for a table in a text box in a table.
const DEEPEST: usize = 256;

/// What stands next in the document.
pub(super) enum Event<'a> {
    /// An element starts.
    Open(Tag<'a>),
    /// The innermost open element ends.
    Close,
    /// Text. What stands between two tags may come in several pieces.
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.split().1
    }

    /// The prefix of the name; empty if it has none.
    pub(super) fn prefix(&self) -> &str {
        self.split().0
    }

    fn split(&self) -> (&str, &str) {
        let name = self.0.name().0;
        name.split_once(':').unwrap_or(("", name))
    }

    /// The value of the attribute whose name without prefix is `key`.
    pub(super) fn attr(&self, key: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|a| {
            let name = a.key.0;
            name.split_once(':').map_or(name, |(_, local)| local) == key
        })?;
        let raw = found.value;
        Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), Cow::into_owned))
    }

    /// The value of the attribute `val`, in which docx keeps the values of properties.
    pub(super) fn val(&self) -> Option<String> {
        self.attr("val")
    }

    /// Whether this is a property that is switched on: `<w:b/>`, but not `<w:b w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !self.val().is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// Reads XML, event by event.
pub(super) struct Parser<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Whether an empty element was opened and must be closed next.
    close: bool,
}

impl<'a> Parser<'a> {
    /// A parser at the start of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { reader: Reader::from_str(text), depth: 0, close: false }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, Fault> {
        if self.close {
            self.close = false;
            self.depth -= 1;
            return Ok(Some(Event::Close));
        }
        loop {
            return Ok(Some(match self.reader.read_event().map_err(|_| Fault::Xml)? {
                Raw::Start(tag) => self.open(tag)?,
                Raw::Empty(tag) => {
                    self.close = true;
                    self.open(tag)?
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::Close
                }
                Raw::Text(text) => Event::Text(text.xml10_content()),
                Raw::CData(text) => Event::Text(text.xml10_content()),
                Raw::GeneralRef(name) => Event::Text(reference(&name)),
                Raw::DocType(_) => return Err(Fault::Doctype),
                Raw::Eof if self.depth > 0 => return Err(Fault::Xml),
                Raw::Eof => return Ok(None),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => continue,
            }));
        }
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Event<'a>, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::Depth);
        }
        Ok(Event::Open(Tag(tag)))
    }
}

/// The text that `&name;` stands for; U+FFFD if it is not defined.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> Cow<'static, str> {
    let content = name.xml10_content();
    Cow::Borrowed(match content.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => match name.resolve_char_ref() {
            Ok(Some(c)) => return Cow::Owned(c.to_string()),
            _ => "\u{fffd}",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<String, Fault> {
        let mut parser = Parser::new(text);
        let mut out = String::new();
        while let Some(event) = parser.next()? {
            match event {
                Event::Open(tag) => out.push_str(&format!("<{}", tag.local())),
                Event::Close => out.push('>'),
                Event::Text(text) => out.push_str(&text),
            }
        }
        Ok(out)
    }

    #[test]
    fn entities_are_text_and_empty_elements_close() {
        let got = all("<w:p><w:br/>一&amp;二&#19968;&#x4e8c;&nope;<![CDATA[<三>]]></w:p>");
        assert_eq!(got.as_deref(), Ok("<p<br>一&二一二\u{fffd}<三>>"));
    }

    #[test]
    fn what_is_unsafe_or_cut_is_refused() {
        assert_eq!(all("<!DOCTYPE d [<!ENTITY x 'y'>]><d>&x;</d>"), Err(Fault::Doctype));
        assert_eq!(all("<a><b></b>"), Err(Fault::Xml));
        assert_eq!(all("<a></b>"), Err(Fault::Xml));
        assert_eq!(all(&"<a>".repeat(100_000)), Err(Fault::Depth));
    }
}
