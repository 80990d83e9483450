//! The elements of a page, as a flat tree.
//!
//! In: the text of a page. Out: a [`Tree`], nodes in reading order in which a subtree is a slice.
//! Where elements end is decided here by the rules that matter
//! for reading (implied ends of paragraphs, items and cells), in linear time and bounded depth for any
//! input. Scripts, styles, templates and frames leave nothing behind; nothing is run or fetched.

use std::collections::HashMap;

use super::tokens::{self, Builder, Content, Tag};
use crate::input::docx::Face;
use crate::text::Span;

/// Deepest nesting that is kept; deeper elements only part paragraphs.
const DEEPEST: usize = 512;

/// What a node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// Text; its span in [`Tree::text`].
    Text(Span),
    /// A line break, or the start of a block too deep to be kept.
    Break,
    /// `h1` … `h6`.
    Heading(u8),
    Paragraph,
    Anchor,
    Bold,
    Item,
    List,
    Table,
    Section,
    Row,
    Cell,
    Preformatted,
    /// `nav`, `footer`, `aside` and the like.
    Aside,
    Body,
    /// Another element that stands on lines of its own.
    Block,
    Title,
    /// Any other element, within a line.
    #[default]
    Inline,
}

/// What is kept of an element's attributes.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// `id` and `class`, in small letters, parted by blanks.
    pub(super) names: String,
    /// `display: none`, `hidden`.
    pub(super) hidden: bool,
    pub(super) centred: Option<bool>,
    pub(super) bold: bool,
    pub(super) face: Option<Face>,
    pub(super) link: bool,
}

/// A node.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: Name,
    /// One past its last descendant.
    pub(super) end: usize,
    /// Index into [`Tree::looks`], for elements with attributes that matter.
    pub(super) look: Option<usize>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) looks: Vec<Look>,
    pub(super) text: String,
    /// `<title>`, or what the page says of itself in `og:title`.
    pub(super) title: String,
}

impl Tree {
    /// Reads `html`; in `xhtml` any element may close itself.
    pub(super) fn read(html: &str, xhtml: bool) -> Self {
        let mut growing = Growing { xhtml, ..Growing::default() };
        tokens::read(html, &mut growing);
        growing.close_to(0);
        growing.tree
    }

    /// What is kept of the attributes of the node at `i`.
    pub(super) fn look(&self, i: usize) -> Option<&Look> {
        self.looks.get(self.nodes.get(i)?.look?)
    }
}

/// An element that is open.
struct Open {
    name: Name,
    /// Its tag.
    tag: String,
    node: usize,
}

/// A tree in the making.
#[derive(Default)]
struct Growing {
    tree: Tree,
    open: Vec<Open>,
    /// How many elements of each tag are open.
    counts: HashMap<String, usize>,
    /// The tag whose contents are skipped, and how many of it are open.
    skipping: Option<(String, usize)>,
    xhtml: bool,
    /// How many nodes there were when an element last ended: text after it is another node.
    sealed: usize,
}

impl Builder for Growing {
    fn text(&mut self, text: &str) {
        if self.skipping.is_some() || text.is_empty() {
            return;
        }
        if self.open.last().is_some_and(|o| o.name == Name::Title) {
            self.tree.title.push_str(text);
            return;
        }
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        let end = self.tree.text.len();
        // Pieces of one text are one node.
        let count = self.tree.nodes.len();
        if let Some(Node { name: Name::Text(span), end: node_end, .. }) = self.tree.nodes.last_mut()
            && *node_end == count
            && self.sealed != count
            && span.end == start
        {
            span.end = end;
            return;
        }
        self.leaf(Name::Text(Span::new(start, end)));
    }

    fn start(&mut self, tag: &Tag) -> Content {
        let local: &str = &tag.name;
        if let Some((name, count)) = &mut self.skipping {
            if *name == local && !(tag.self_closing && self.xhtml) {
                *count += 1;
            }
            return Content::Markup;
        }
        if is_void(local) {
            self.void(tag);
            return Content::Markup;
        }
        let empty = tag.self_closing && self.xhtml;
        if is_skipped(local) {
            if empty || (tag.self_closing && matches!(local, "svg" | "math")) {
                return Content::Markup;
            }
            self.skipping = Some((local.to_owned(), 1));
            return match local {
                "script" => Content::Script,
                "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => Content::Raw,
                "textarea" => Content::References,
                _ => Content::Markup,
            };
        }
        let name = name_of(local);
        self.imply_ends(local, name);
        let block = !matches!(name, Name::Inline | Name::Anchor | Name::Bold | Name::Title);
        if self.open.len() >= DEEPEST || empty {
            if block {
                self.leaf(Name::Break);
            }
            return Content::Markup;
        }
        let node = self.tree.nodes.len();
        let look = self.look(tag, local);
        self.tree.nodes.push(Node { name, end: node + 1, look });
        self.open.push(Open { name, tag: local.to_owned(), node });
        *self.counts.entry(local.to_owned()).or_default() += 1;
        if name == Name::Title {
            return Content::References;
        }
        Content::Markup
    }

    fn finish(&mut self, local: &str) {
        if let Some((name, count)) = &mut self.skipping {
            if *name == local {
                *count -= 1;
                if *count == 0 {
                    self.skipping = None;
                }
            }
            return;
        }
        let name = name_of(local);
        match name {
            _ if matches!(local, "html" | "body") => {}
            _ if local == "br" => self.leaf(Name::Break),
            Name::Inline | Name::Anchor | Name::Bold | Name::Title => {
                self.end_inline(local);
            }
            Name::Heading(_) => {
                self.end_within(&["h1", "h2", "h3", "h4", "h5", "h6"], &["td", "th", "table"]);
            }
            Name::Table | Name::Section | Name::Row => {
                let walls: &[&str] = if name == Name::Table { &[] } else { &["table"] };
                self.end_within(&[local], walls);
            }
            Name::Cell => self.end_within(&[local], &["tr", "table"]),
            _ => {
                let before = self.open.len();
                self.end_within(&[local], &["td", "th", "table"]);
                if local == "p" && self.open.len() == before {
                    self.leaf(Name::Break);
                }
            }
        }
    }
}

impl Growing {
    fn leaf(&mut self, name: Name) {
        let end = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node { name, end, look: None });
    }

    fn void(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "br" => self.leaf(Name::Break),
            "hr" => {
                self.leaf(Name::Break);
                self.leaf(Name::Break);
            }
            "meta" if self.tree.title.is_empty() => {
                if tag.attribute("property") == Some("og:title") {
                    self.tree.title = tag.attribute("content").unwrap_or_default().to_owned();
                }
            }
            _ => {}
        }
    }

    /// What matters of the attributes.
    fn look(&mut self, tag: &Tag, local: &str) -> Option<usize> {
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
        any.then(|| {
            self.tree.looks.push(look);
            self.tree.looks.len() - 1
        })
    }

    /// Ends what the start of an element ends by itself.
    fn imply_ends(&mut self, local: &str, name: Name) {
        match name {
            Name::Item if local == "li" => self.end_within(&["li"], &["ul", "ol", "menu", "dir"]),
            Name::Item => self.end_within(&["dd", "dt"], &["dl"]),
            Name::Cell => self.end_within(&["td", "th"], &["tr", "table"]),
            Name::Row => self.end_within(&["tr"], &["table"]),
            Name::Section => self.end_within(&["thead", "tbody", "tfoot"], &["table"]),
            Name::Anchor => self.end_inline("a"),
            _ => {}
        }
        if !matches!(
            name,
            Name::Inline | Name::Anchor | Name::Bold | Name::Title | Name::Cell | Name::Row
        ) {
            self.end_within(&["p"], &["td", "th", "table", "caption", "object"]);
        }
        if matches!(name, Name::Heading(_))
            && self.open.last().is_some_and(|o| matches!(o.name, Name::Heading(_)))
        {
            self.close_to(self.open.len() - 1);
        }
    }

    /// Ends the innermost of `tags`, unless one of `walls` stands before it.
    fn end_within(&mut self, tags: &[&str], walls: &[&str]) {
        let none = |tag: &&str| self.counts.get(*tag).is_none_or(|n| *n == 0);
        if tags.iter().all(none) {
            return;
        }
        for (i, open) in self.open.iter().enumerate().rev() {
            if tags.contains(&open.tag.as_str()) {
                self.close_to(i);
                return;
            }
            if walls.contains(&open.tag.as_str()) {
                return;
            }
        }
    }

    /// Ends the innermost `tag` where only elements within a line stand inside it.
    fn end_inline(&mut self, tag: &str) {
        if self.counts.get(tag).is_none_or(|n| *n == 0) {
            return;
        }
        for (i, open) in self.open.iter().enumerate().rev() {
            if open.tag == tag {
                self.close_to(i);
                return;
            }
            if !matches!(open.name, Name::Inline | Name::Anchor | Name::Bold) {
                return;
            }
        }
    }

    /// Closes the open elements from the `depth`th on.
    fn close_to(&mut self, depth: usize) {
        let end = self.tree.nodes.len();
        if depth < self.open.len() {
            self.sealed = end;
        }
        for open in self.open.drain(depth.min(self.open.len())..) {
            if let Some(node) = self.tree.nodes.get_mut(open.node) {
                node.end = end;
            }
            if let Some(count) = self.counts.get_mut(&open.tag) {
                *count -= 1;
            }
        }
    }
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

fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose contents are no text of the page.
fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "template"
            | "iframe"
            | "noscript"
            | "noembed"
            | "noframes"
            | "xmp"
            | "textarea"
            | "select"
            | "button"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "object"
            | "applet"
            | "datalist"
            | "rp"
            | "rt"
    )
}

fn name_of(tag: &str) -> Name {
    match tag {
        "p" => Name::Paragraph,
        "h1" => Name::Heading(1),
        "h2" => Name::Heading(2),
        "h3" => Name::Heading(3),
        "h4" => Name::Heading(4),
        "h5" => Name::Heading(5),
        "h6" => Name::Heading(6),
        "a" => Name::Anchor,
        "b" | "strong" => Name::Bold,
        "li" | "dd" | "dt" => Name::Item,
        "ul" | "ol" | "dl" | "menu" | "dir" => Name::List,
        "table" => Name::Table,
        "thead" | "tbody" | "tfoot" => Name::Section,
        "tr" => Name::Row,
        "td" | "th" => Name::Cell,
        "pre" | "listing" => Name::Preformatted,
        "nav" | "footer" | "aside" => Name::Aside,
        "body" => Name::Body,
        "title" => Name::Title,
        "address" | "article" | "blockquote" | "caption" | "center" | "details" | "dialog"
        | "div" | "fieldset" | "figcaption" | "figure" | "form" | "head" | "header" | "hgroup"
        | "html" | "legend" | "main" | "section" | "summary" => Name::Block,
        _ => Name::Inline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets.
    fn shape(html: &str) -> String {
        let tree = Tree::read(html, false);
        let mut out = String::new();
        let mut ends = Vec::new();
        for (i, node) in tree.nodes.iter().enumerate() {
            while ends.last().is_some_and(|end| *end <= i) {
                ends.pop();
                out.push(')');
            }
            match node.name {
                Name::Text(span) => out.push_str(span.of(&tree.text)),
                Name::Break => out.push('/'),
                name => {
                    out.push_str(&format!("{name:?}("));
                    ends.push(node.end);
                }
            }
        }
        out.extend(ends.iter().map(|_| ')'));
        out
    }

    #[test]
    fn ends_are_implied_as_browsers_do() {
        for (html, expected) in [
            ("<p>一<p>二", "Paragraph(一)Paragraph(二)"),
            ("<p>一<div>二</div>三", "Paragraph(一)Block(二)三"),
            ("<ul><li>一<li>二<ul><li>三</ul></ul>", "List(Item(一)Item(二List(Item(三))))"),
            (
                "<table><tr><td>一<td>二<tr><td>三</table>四",
                "Table(Row(Cell(一)Cell(二))Row(Cell(三)))四",
            ),
            ("<table><tr><td>一</div>二</table>", "Table(Row(Cell(一二)))"),
            ("<b><p>一</b>二</p>", "Bold(Paragraph(一二))"),
            ("<h1>一</h2>二", "Heading(1)(一)二"),
            ("一</p>二<br>三</br>四", "一/二/三/四"),
            ("<script>if (a<b) '<p>'</script>一<style>p{}</style>", "一"),
            ("<template><p>一<template>二</template></template>三", "三"),
            ("<title>题</title>一<textarea><p>二</textarea>", "Title()一"),
            ("<p title='没完", ""),
        ] {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn depth_is_bounded_and_text_kept() {
        let tree = Tree::read(
            &("<div>".repeat(100_000) + "深" + "<b>".repeat(100_000).as_str() + "字"),
            false,
        );
        assert!(tree.nodes.len() < 110_000);
        assert_eq!(tree.text, "深字");
    }

    #[test]
    fn attributes_without_end_are_cut() {
        let many: String = (0..300_000).map(|i| format!(" a{i}=1")).collect();
        let tree = Tree::read(&format!("<div{many}>字</div><p>后"), false);
        assert_eq!(tree.text, "字后");
    }
}
