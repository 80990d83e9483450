//! The tags and the text of a page, one after another.
//!
//! In: the text of a page. Out: calls of a [`Builder`], in reading order. html5gum cuts the page as
//! the HTML standard tells (13.2.5, tokenization); comments, doctypes and errors are passed over, and
//! of the attributes only those of [`ATTRIBUTES`] are kept, so that a tag with a million of them takes
//! no more time than its length asks for.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer};

/// The attributes that matter to a reader.
const ATTRIBUTES: [&str; 9] =
    ["id", "class", "style", "align", "face", "hidden", "href", "property", "content"];

/// Bytes of text after which a piece of it is handed on.
const PIECE: usize = 64 * 1024;

/// A tag that opens an element.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// In small letters.
    pub(super) name: String,
    /// `<br/>`.
    pub(super) self_closing: bool,
    /// Names out of [`ATTRIBUTES`], each once, and their values.
    pub(super) attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of the attribute `name`, one of [`ATTRIBUTES`].
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// How the text up to an element's end tag is to be read.
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

/// What tags and text are made into.
pub(super) trait Builder {
    /// A piece of text; what stands between two tags may come in several.
    fn text(&mut self, text: &str);
    /// The start of an element; tells how its content is to be read.
    fn start(&mut self, tag: &Tag) -> Content;
    /// The end tag `name`.
    fn finish(&mut self, name: &str);
}

/// Cuts `html` and hands the tokens to `builder`.
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

/// An attribute that is being read.
#[derive(Default)]
struct Attribute {
    name: Vec<u8>,
    value: Vec<u8>,
}

/// Gathers the bytes of tokens: a character may come in pieces.
struct Tokens<'a, B> {
    builder: &'a mut B,
    /// Text that was not handed on yet.
    text: Vec<u8>,
    /// The tag that is being read, but for its name.
    tag: Tag,
    name: Vec<u8>,
    /// Whether it opens an element.
    opens: bool,
    attribute: Attribute,
    /// The name of the last tag that opened an element.
    last: Vec<u8>,
}

impl<B: Builder> Tokens<'_, B> {
    /// Hands on the text so far.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.builder.text(&String::from_utf8_lossy(&self.text));
            self.text.clear();
        }
    }

    /// Puts the attribute that was read to its tag. Of two with one name the first counts.
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
            // Only the last character may be unfinished.
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
