//! The elements of a page as a flat tree.
//!
//! In: the text of a page. Out: a [`Tree`] of nodes in reading order, in which a subtree is a slice. Of the
//! HTML standard's rules for missing end tags, those that matter for reading are followed (paragraphs, items,
//! cells), in linear time and bounded depth for any input. Scripts, styles, templates and frames are left
//! out; nothing is run or fetched.

mod attributes;
mod growing;
mod tags;

use crate::input::docx::Face;
use crate::text::Span;

use super::tokens;
use growing::Growing;

/// What a node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// Text, with its span in [`Tree::text`].
    Text(Span),
    /// A line break, or a block that is nested too deeply to be kept.
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
    /// `nav`, `footer` or `aside`.
    Aside,
    Body,
    /// Another element that stands on lines of its own.
    Block,
    Title,
    /// Any other element, within a line.
    #[default]
    Inline,
}

/// What the attributes of an element say, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// `id` and `class`, in small letters, with blanks between them.
    pub(super) names: String,
    /// Whether it has `display: none` or `hidden`.
    pub(super) hidden: bool,
    pub(super) centred: Option<bool>,
    pub(super) bold: bool,
    pub(super) face: Option<Face>,
    /// Whether it leads to another page.
    pub(super) link: bool,
}

/// An element, or a piece of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: Name,
    /// Index of the first node after its last descendant.
    pub(super) end: usize,
    /// Index into [`Tree::looks`], for elements with attributes that matter.
    pub(super) look: Option<usize>,
}

/// The elements and the text of a page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) looks: Vec<Look>,
    pub(super) text: String,
    /// The title that the page declares, in `<title>` or `og:title`.
    pub(super) title: String,
}

impl Tree {
    /// Reads `html`. If it is `xhtml`, any element can be written as `<a/>`.
    pub(super) fn read(html: &str, xhtml: bool) -> Self {
        let mut growing = Growing::new(xhtml);
        tokens::read(html, &mut growing);
        growing.grown()
    }

    /// What the attributes of node `i` say.
    pub(super) fn look(&self, i: usize) -> Option<&Look> {
        self.looks.get(self.nodes.get(i)?.look?)
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
