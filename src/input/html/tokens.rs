//! Cuts a page into tags and text.
//!
//! In: the text of a page. Out: calls of a [`Builder`], in reading order. html5gum does the cutting, by the
//! HTML standard (13.2.5, tokenization). Comments, doctypes and errors are ignored, and only the attributes
//! in [`ATTRIBUTES`] are kept, so that a tag with a million of them takes linear time.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer};

/// The attributes that are kept.
const ATTRIBUTES: [&str; 9] =
    ["id", "class", "style", "align", "face", "hidden", "href", "property", "content"];

/// Text of this many bytes is handed on without waiting for the next tag.
const PIECE: usize = 64 * 1024;

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// In small letters.
    pub(super) name: String,
    /// Whether it is written as `<br/>`.
    pub(super) self_closing: bool,
    /// Names from [`ATTRIBUTES`], each at most once, with their values.
    pub(super) attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of the attribute `name`, one of [`ATTRIBUTES`].
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// How the content of an element is read, up to its end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// As markup.
    Markup,
    /// As text with character references, as in a title.
    References,
    /// As text.
    Raw,
    /// As a script.
    Script,
}

/// Takes the tags and the text of a page.
pub(super) trait Builder {
    /// Takes a piece of text. What stands between two tags may come in several pieces.
    fn text(&mut self, text: &str);
    /// Takes a start tag, and returns how the content of the element is to be read.
    fn start(&mut self, tag: &Tag) -> Content;
    /// Takes the end tag `name`.
    fn finish(&mut self, name: &str);
}

/// Cuts `html` into tags and text, and hands them to `builder`.
pub(super) fn read(html: &str, builder: &mut impl Builder) {
    let tokens = Tokens {
        builder,
        text: Vec::new(),
        tag: Tag::default(),
        name: Vec::new(),
        opens: false,
        attribute: Attribute::default(),
        last: Vec::new(),
    };
    let Ok(()) = Tokenizer::new_with_emitter(html, tokens).finish();
}

/// The attribute that is being read.
#[derive(Default)]
struct Attribute {
    name: Vec<u8>,
    value: Vec<u8>,
}

/// Collects the bytes of tags and text. html5gum may cut them anywhere, even inside a character.
struct Tokens<'a, B> {
    builder: &'a mut B,
    /// Text that has not been handed on yet.
    text: Vec<u8>,
    /// The tag that is being read, without its name.
    tag: Tag,
    name: Vec<u8>,
    /// Whether it is a start tag.
    opens: bool,
    attribute: Attribute,
    /// The name of the last start tag.
    last: Vec<u8>,
}

impl<B: Builder> Tokens<'_, B> {
    /// Hands on the text that was collected.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.builder.text(&String::from_utf8_lossy(&self.text));
            self.text.clear();
        }
    }

    /// Adds the attribute that was read to its tag. If the tag has one of that name, that one counts.
    fn settle(&mut self) {
        let known = ATTRIBUTES.iter().find(|name| name.as_bytes() == self.attribute.name);
        if let Some(name) = known
            && self.tag.attribute(name).is_none()
        {
            let value = String::from_utf8_lossy(&self.attribute.value).into_owned();
            self.tag.attributes.push((name, value));
        }
        self.attribute.name.clear();
        self.attribute.value.clear();
    }

    fn open_tag(&mut self, opens: bool) {
        self.opens = opens;
        self.name.clear();
        self.tag.self_closing = false;
        self.tag.attributes.clear();
        self.attribute = Attribute::default();
    }
}

impl<B: Builder> Emitter for Tokens<'_, B> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, tag: Option<&[u8]>) {
        self.last.clear();
        self.last.extend_from_slice(tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        if self.text.len() >= PIECE {
            // Only the last character may be cut.
            let whole = str::from_utf8(&self.text).map_or_else(|e| e.valid_up_to(), str::len);
            let rest = self.text.split_off(whole);
            self.flush();
            self.text = rest;
        }
    }

    fn init_start_tag(&mut self) {
        self.open_tag(true);
    }

    fn init_end_tag(&mut self) {
        self.open_tag(false);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        self.settle();
        let name = String::from_utf8_lossy(&self.name);
        if !self.opens {
            self.builder.finish(&name);
            return None;
        }
        self.tag.name.clear();
        self.tag.name.push_str(&name);
        self.last.clone_from(&self.name);
        match self.builder.start(&self.tag) {
            Content::Markup => None,
            Content::References => Some(State::RcData),
            Content::Raw => Some(State::RawText),
            Content::Script => Some(State::ScriptData),
        }
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn init_attribute(&mut self) {
        self.settle();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.name.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.attribute.value.extend_from_slice(value);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        !self.opens && !self.last.is_empty() && self.last == self.name
    }

    fn init_comment(&mut self) {}
    fn emit_current_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down what it is told.
    #[derive(Default)]
    struct Log(String);

    impl Builder for Log {
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }

        fn start(&mut self, tag: &Tag) -> Content {
            self.0.push_str(&format!("<{}", tag.name));
            for (name, value) in &tag.attributes {
                self.0.push_str(&format!(" {name}={value}"));
            }
            self.0.push_str(if tag.self_closing { "/>" } else { ">" });
            match tag.name.as_str() {
                "title" => Content::References,
                "style" => Content::Raw,
                "script" => Content::Script,
                _ => Content::Markup,
            }
        }

        fn finish(&mut self, name: &str) {
            self.0.push_str(&format!("</{name}>"));
        }
    }

    fn log(html: &str) -> String {
        let mut log = Log::default();
        read(html, &mut log);
        log.0
    }

    #[test]
    fn tags_and_text_come_in_reading_order() {
        for (html, expected) in [
            ("<P Class=甲>一</P>二", "<p class=甲>一</p>二"),
            ("<br/>一<br />", "<br/>一<br/>"),
            ("一&amp;二&nbsp三&#x4e00;&#20108;", "一&二\u{a0}三一二"),
            ("一<中>二&中;三<", "一<中>二&中;三<"),
            ("<!DOCTYPE html>一<!-- <p> -->二<?xml ?>三", "一二三"),
            ("<title>&lt;一<b></title>二", "<title><一<b></title>二"),
            ("<style><p>&lt;</style>一", "<style><p>&lt;</style>一"),
            ("<script>'<p></b>'</script>一", "<script>'<p></b>'</script>一"),
            ("<a id=一 ID=二 rel=x href='三&amp;'>", "<a id=一 href=三&>"),
            ("<p style=甲", ""),
            ("一\r\n二\r三", "一\n二\n三"),
        ] {
            assert_eq!(log(html), expected, "{html}");
        }
    }

    #[test]
    fn long_text_comes_in_pieces_and_whole() {
        let text = "长文，".repeat(100_000) + "a" + &"字b".repeat(100_000);
        assert_eq!(log(&text), text);
    }
}
