//! What is kept of an element's attributes, and how many are looked at.
//!
//! In: a page, or a tag of it. Out: the page without attributes past all measure; the [`Look`] of the
//! tag.

use std::borrow::Cow;

use html5ever::tokenizer::Tag;

use super::Look;
use crate::input::docx::Face;
use crate::text::Span;

/// Most attributes of a tag that are looked at: the tokenizer's time grows with their square.
const MOST_ATTRIBUTES: usize = 1000;

/// `html` without the attributes past [`MOST_ATTRIBUTES`] of any tag.
pub(super) fn tame(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    let bytes = html.as_bytes();
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        let start = at + open;
        let rest = bytes.get(start + 1..).unwrap_or_default();
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        at = start + 1 + length;
        // Each attribute takes two bytes and a blank or slash.
        if length < 3 * MOST_ATTRIBUTES {
            continue;
        }
        let inside = rest.get(..length).unwrap_or_default();
        let blank = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'');
        let many = inside.iter().enumerate().filter(|(_, b)| blank(b)).nth(MOST_ATTRIBUTES);
        if let Some((cut, _)) = many {
            out.push_str(Span::new(kept, start + 1 + cut).of(html));
            // Closes an attribute's value that may be open.
            out.push_str("\"'");
            kept = at;
        }
    }
    if kept == 0 {
        return html.into();
    }
    out.push_str(Span::new(kept, html.len()).of(html));
    out.into()
}

/// Takes up what matters of a `style` attribute.
fn style(value: &str, look: &mut Look) {
    for declaration in value.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_lowercase();
        match property.trim().to_lowercase().as_str() {
            // `visibility: hidden` is what saved WeChat pages keep on their text: it is ignored.
            "display" => look.hidden |= value.starts_with("none"),
            "text-align" => look.centred = Some(value.starts_with("center")),
            "font-weight" => {
                look.bold = value.starts_with("bold") || value.parse().is_ok_and(|w: u16| w >= 600);
            }
            "font-family" | "mso-fareast-font-family" | "mso-ascii-font-family" => {
                let face = Face::of_name(&value);
                if face != Face::Other || look.face.is_none() {
                    look.face = Some(face);
                }
            }
            _ => {}
        }
    }
}

/// What matters of the attributes of `tag`; nothing where none does.
pub(super) fn look(tag: &Tag) -> Option<Look> {
    let local: &str = &tag.name;
    let mut look = Look { bold: matches!(local, "b" | "strong"), ..Look::default() };
    let mut any = look.bold;
    if local == "center" {
        look.centred = Some(true);
        any = true;
    }
    for attribute in &tag.attrs {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "id" | "class" => {
                look.names.push(' ');
                look.names.push_str(&value.to_lowercase());
            }
            "style" => style(value, &mut look),
            "align" => look.centred = Some(value.eq_ignore_ascii_case("center")),
            "face" => look.face = Some(Face::of_name(value)),
            "hidden" => look.hidden = true,
            "href" => look.link = !value.trim_start().starts_with("javascript:void"),
            _ => continue,
        }
        any = true;
    }
    any.then_some(look)
}
