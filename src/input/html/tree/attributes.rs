//! Reads the attributes of an element.
//!
//! In: a start tag. Out: its [`Look`].

use super::Look;
use crate::input::docx::Face;
use crate::input::html::tokens::Tag;

/// Notes in `look` what matters of the `value` of a `style` attribute.
fn style(value: &str, look: &mut Look) {
    for declaration in value.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_lowercase();
        match property.trim().to_lowercase().as_str() {
            // `visibility: hidden` is ignored, because saved WeChat pages have it on their text.
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

/// What the attributes of `tag` say; `None` if they say nothing that matters.
pub(super) fn look(tag: &Tag) -> Option<Look> {
    let local: &str = &tag.name;
    let mut look = Look { bold: matches!(local, "b" | "strong"), ..Look::default() };
    let mut any = look.bold;
    if local == "center" {
        look.centred = Some(true);
        any = true;
    }
    for (name, value) in &tag.attributes {
        match *name {
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
