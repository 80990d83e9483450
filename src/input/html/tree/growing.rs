//! Builds the tree of a page.
//!
//! In: start tags, end tags and text, in order. Out: the nodes of a [`Tree`]; where end tags are missing,
//! elements end as they do in browsers.

use std::collections::HashMap;

use super::attributes::look;
use super::tags::{is_skipped, is_void, name_of};
use super::{Name, Node, Tree};
use crate::input::html::tokens::{Builder, Content, Tag};
use crate::text::Span;

/// How deeply elements are kept. Blocks nested more deeply only leave a line break.
const DEEPEST: usize = 512;

/// An open element.
struct Open {
    name: Name,
    /// The name of its tag.
    tag: String,
    /// Index of its node.
    node: usize,
}

/// A tree that is being built.
#[derive(Default)]
pub(super) struct Growing {
    tree: Tree,
    open: Vec<Open>,
    /// How many elements of each tag are open.
    counts: HashMap<String, usize>,
    /// The tag whose content is skipped, and how many elements of it are open.
    skipping: Option<(String, usize)>,
    xhtml: bool,
    /// How many nodes there were when an element last ended. Text after that needs a new node.
    sealed: usize,
}

impl Growing {
    /// An empty tree. In `xhtml`, any element can be written as `<a/>`.
    pub(super) fn new(xhtml: bool) -> Self {
        Self { xhtml, ..Self::default() }
    }

    /// Closes what is open, and gives the tree.
    pub(super) fn grown(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }

    /// Adds a node without content.
    fn leaf(&mut self, name: Name) {
        let end = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node { name, end, look: None });
    }

    /// Reads an element that has no content.
    fn void(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "br" => self.leaf(Name::Break),
            "hr" => {
                self.leaf(Name::Break);
                self.leaf(Name::Break);
            }
            "meta"
                if self.tree.title.is_empty() && tag.attribute("property") == Some("og:title") =>
            {
                self.tree.title = tag.attribute("content").unwrap_or_default().to_owned();
            }
            _ => {}
        }
    }

    /// Ends the elements that the start of `local` ends without an end tag, as `<li>` does the item before.
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

    /// Ends the innermost open element of `tags`, unless one of `walls` is open inside it.
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

    /// Ends the innermost open `tag`, if only inline elements are open inside it.
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

    /// Closes open elements until `depth` are left.
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
        // Pieces of the same text become one node.
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
        let look = look(tag).map(|look| {
            self.tree.looks.push(look);
            self.tree.looks.len() - 1
        });
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
