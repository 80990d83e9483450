//! The styles of a docx: what a style says of its paragraphs.
//!
//! In: `styles.xml`. Out: [`Styles`], which gives for the id of a style its properties, with those of the
//! styles it is based on.

use std::collections::HashMap;
use std::rc::Rc;

use super::look::Look;
use crate::document::Role;
use crate::error::Fault;
use crate::input::xml::{Event, Parser, Tag};
use crate::text::han_digit;

/// Longest chain of `basedOn` that is followed, so that loops end.
const LONGEST_CHAIN: usize = 32;

/// Where a paragraph or style stands in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// The id of the list; `0` switches numbering off.
    pub(super) num: Option<String>,
    /// The level, from 0.
    pub(super) level: Option<usize>,
}

impl ListPlace {
    /// Notes a property, a child of `numPr`.
    pub(super) fn note(&mut self, tag: &Tag<'_>) {
        match tag.local() {
            "numId" => self.num = tag.val(),
            "ilvl" => self.level = tag.val().and_then(|v| v.parse().ok()),
            _ => {}
        }
    }
}

/// One style, as written.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    list: ListPlace,
    outline: Option<u8>,
    centred: Option<bool>,
    look: Look,
}

/// A style with all that it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    /// Ids and list places: first its own, then those of the styles it is based on.
    pub(super) chain: Vec<(String, ListPlace)>,
    /// The role of its paragraphs, by its name or outline level.
    pub(super) role: Role,
    /// Whether its paragraphs are centred.
    pub(super) centred: bool,
    /// How their text looks.
    pub(super) look: Look,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
    /// How text looks unless something else is said.
    defaults: Look,
    /// Styles that were asked for before.
    resolved: HashMap<String, Rc<Resolved>>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, Fault> {
        let mut out = Self::default();
        let mut parser = Parser::new(xml);
        let mut path: Vec<String> = Vec::new();
        let mut id = String::new();
        let mut style: Option<Style> = None;
        while let Some(event) = parser.next()? {
            let tag = match event {
                Event::Open(tag) => tag,
                Event::Close => {
                    if path.pop().as_deref() == Some("style")
                        && let Some(style) = style.take()
                    {
                        out.styles.insert(std::mem::take(&mut id), style);
                    }
                    continue;
                }
                Event::Text(_) => continue,
            };
            let parent = path.last().map_or("", String::as_str);
            match (&mut style, tag.local()) {
                (None, "style") => {
                    id = tag.attr("styleId").unwrap_or_default();
                    let paragraph = tag.attr("type").is_none_or(|t| t == "paragraph");
                    if paragraph && tag.attr("default").is_some_and(|d| d == "1" || d == "true") {
                        out.normal = Some(id.clone());
                    }
                    style = Some(Style::default());
                }
                (None, _) if parent == "rPr" => out.defaults.note(&tag),
                (Some(style), local) => match (parent, local) {
                    ("style", "name") => style.name = tag.val().unwrap_or_default(),
                    ("style", "basedOn") => style.based_on = tag.val(),
                    ("numPr", _) => style.list.note(&tag),
                    ("pPr", "outlineLvl") => {
                        style.outline = tag.val().and_then(|v| v.parse().ok());
                    }
                    ("pPr", "jc") => style.centred = Some(is_centre(&tag)),
                    ("rPr", _) => style.look.note(&tag),
                    _ => {}
                },
                _ => {}
            }
            path.push(tag.local().to_owned());
        }
        Ok(out)
    }

    /// The style `id`; the normal style if there is no such style.
    pub(super) fn get(&mut self, id: Option<&str>) -> Rc<Resolved> {
        let id = match id {
            Some(id) if self.styles.contains_key(id) => id.to_owned(),
            _ => self.normal.clone().unwrap_or_default(),
        };
        if let Some(known) = self.resolved.get(&id) {
            return Rc::clone(known);
        }
        let style = Rc::new(resolve(&self.styles, self.defaults, id.clone()));
        self.resolved.insert(id, Rc::clone(&style));
        style
    }

    /// How the character style `id` changes the look of text.
    pub(super) fn character(&self, id: &str) -> Look {
        let mut look = Look::default();
        for style in chain(&self.styles, id) {
            look = look.over(style.look);
        }
        look
    }

    /// The id of the list that the numbering style `id` stands for.
    pub(super) fn list(&self, id: &str) -> Option<&str> {
        self.styles.get(id)?.list.num.as_deref()
    }
}

/// The style `id` and those it is based on, nearest first.
fn chain<'a>(
    styles: &'a HashMap<String, Style>,
    id: &'a str,
) -> impl Iterator<Item = &'a Style> + 'a {
    let next = |style: &&'a Style| styles.get(style.based_on.as_deref()?);
    std::iter::successors(styles.get(id), next).take(LONGEST_CHAIN)
}

/// The style `id` with all that it inherits.
fn resolve(styles: &HashMap<String, Style>, defaults: Look, id: String) -> Resolved {
    let mut out = Resolved::default();
    let mut outline = None;
    let mut named = None;
    let mut centred = None;
    let mut own = id;
    for style in chain(styles, &own.clone()) {
        out.chain.push((own, style.list.clone()));
        own = style.based_on.clone().unwrap_or_default();
        outline = outline.or(style.outline);
        named = named.or_else(|| role_of_name(&style.name));
        centred = centred.or(style.centred);
        out.look = out.look.over(style.look);
    }
    out.look = out.look.over(defaults);
    out.centred = centred.unwrap_or(false);
    out.role = match (named, outline) {
        // Some templates give the lines of tables of contents outline levels.
        (Some(Role::Furniture), _) => Role::Furniture,
        (_, Some(level @ 0..=8)) => Role::Heading(level + 1),
        (Some(Role::Heading(_)), Some(_)) => Role::Body,
        (named, _) => named.unwrap_or_default(),
    };
    out
}

/// Whether `tag`, a `jc`, says that a paragraph is centred.
pub(super) fn is_centre(tag: &Tag<'_>) -> bool {
    tag.val().is_some_and(|v| v == "center")
}

/// The role that the name of a style tells. Names, unlike ids, are the same in every language of Word; WPS
/// and users, however, give Chinese names.
fn role_of_name(name: &str) -> Option<Role> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "主标题" | "大标题" | "公文标题" | "文章标题")
    {
        return Some(Role::Title);
    }
    if name.starts_with("toc ") || name == "toc heading" || name.starts_with("目录") {
        return Some(Role::Furniture);
    }
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
    let level = match rest {
        Some(rest) => level_of(rest.trim()),
        None => name.split_once("级标题").and_then(|(before, _)| {
            let last = before.chars().next_back()?;
            level_of(&String::from(last))
        }),
    };
    level.map(Role::Heading)
}

/// A level from 1 to 9, written as a digit or as an ideograph.
fn level_of(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    let digit = c.to_digit(10).or_else(|| han_digit(c))?;
    u8::try_from(digit).ok().filter(|level| *level > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_style_is() {
        for (name, role) in [
            ("heading 1", Some(Role::Heading(1))),
            ("Heading 9", Some(Role::Heading(9))),
            ("标题 2", Some(Role::Heading(2))),
            ("标题三", Some(Role::Heading(3))),
            ("三级标题", Some(Role::Heading(3))),
            ("公文2级标题", Some(Role::Heading(2))),
            ("Title", Some(Role::Title)),
            ("toc 1", Some(Role::Furniture)),
            ("Normal", None),
            ("heading", None),
            ("heading 10", None),
        ] {
            assert_eq!(role_of_name(name), role, "{name}");
        }
    }

    #[test]
    fn styles_inherit_and_loops_end() {
        let mut styles = Styles::read(
            "<w:styles><w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>\
             <w:style w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/>\
             <w:pPr><w:numPr><w:numId w:val='3'/></w:numPr><w:jc w:val='center'/></w:pPr></w:style>\
             <w:style w:styleId='x'><w:name w:val='我的'/><w:basedOn w:val='1'/>\
             <w:pPr><w:outlineLvl w:val='4'/></w:pPr></w:style>\
             <w:style w:styleId='y'><w:basedOn w:val='z'/></w:style>\
             <w:style w:styleId='z'><w:basedOn w:val='y'/></w:style></w:styles>",
        )
        .unwrap();
        let x = styles.get(Some("x"));
        assert_eq!((x.role, x.centred), (Role::Heading(5), true));
        let lists: Vec<_> = x.chain.iter().map(|(id, l)| (id.as_str(), l.num.as_deref())).collect();
        assert_eq!(lists, [("x", None), ("1", Some("3")), ("a", None)]);
        assert_eq!(styles.get(Some("1")).role, Role::Heading(1));
        assert_eq!(styles.get(Some("y")).role, Role::Body);
        assert_eq!(styles.get(Some("missing")).chain.len(), 1);
    }
}
