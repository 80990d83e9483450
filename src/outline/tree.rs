//! The nodes of an outline, and the tree that they make.
//!
//! In: nodes in reading order, each with its depth. Out: an [`Outline`], which answers what belongs to
//! what.

use crate::text::Span;

/// Index of a node in its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The title of a speech; a file may hold several.
    Title,
    /// A heading that opens a paragraph.
    Heading,
    /// An item of an enumeration inside a paragraph.
    Point,
    /// A paragraph of a speech without headings, by its first sentence; only where those are asked for
    /// ([`with_paragraphs`](super::with_paragraphs)).
    Paragraph,
}

/// The way in which a marker is written, which the items of a list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Family {
    /// No number: a title, a heading that the format declares, a line that stands alone, or a question.
    None,
    /// 第一编
    Book,
    /// 第一部分
    Part,
    /// 第一卷
    Volume,
    /// 第一章
    Chapter,
    /// 第一回
    Episode,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 篇一
    Piece,
    /// 壹、
    Financial,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 一）
    HanHalf,
    /// 1.
    Arabic,
    /// （1）
    ArabicParen,
    /// 1）
    ArabicHalf,
    /// 1.1
    Decimal,
    /// ①
    Circled,
    /// Ⅰ.
    Roman,
    /// A.
    Latin,
    /// 甲、
    Stem,
    /// 子、
    Branch,
    /// 第一，
    Ordinal,
    /// 一是
    Is,
    /// 一要
    Must,
    /// 首先
    First,
    /// 其一
    Its,
    /// 一方面
    Side,
    /// 一来
    Come,
    /// 一层是
    Layer,
    /// 任务一：
    Task,
    /// Whatever a rule of the user's own matches.
    Own,
}

/// A node of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// How its marker is written.
    pub family: Family,
    /// Depth in the tree, from 1; never more than one deeper than the node before it.
    pub depth: u16,
    /// The node to which it belongs; `None` at depth 1.
    pub parent: Option<NodeId>,
    /// One past its last descendant.
    pub next: NodeId,
    /// The marker as written, with its punctuation (一、 （一） 第一，), or who asks (记者：); empty if
    /// there is neither.
    pub marker: Span,
    /// The number that the marker states; 0 if it states none.
    pub number: u32,
    /// The heading's words: up to the first sentence end for a run-in title.
    pub title: Span,
    /// From the marker up to the next node of the whole outline that is not a descendant, or to the end of
    /// the text.
    pub extent: Span,
    /// Index of the paragraph in which it stands.
    pub paragraph: usize,
    /// How sure the engine is that this is a node, in percent.
    pub confidence: u8,
    /// Number of the list of which it is an item. Items of one list share it even if they have different
    /// parents.
    pub list: u32,
    /// How many items the words before it announce (讲三点意见：); 0 if they announce none or this is not
    /// the first item.
    pub announced: u16,
}

/// The outline of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    nodes: Vec<Node>,
}

impl Outline {
    /// An outline of `nodes`, which are in reading order and have their depths; parents, subtrees and
    /// extents are worked out here. `end` is the length of the text in bytes.
    #[must_use]
    pub fn new(nodes: Vec<Node>, end: usize) -> Self {
        let mut outline = Self::part(nodes);
        for i in 0..outline.nodes.len() {
            let next = outline.nodes.get(i).and_then(|n| outline.nodes.get(n.next.0));
            let end = next.map_or(end, Node::start);
            if let Some(node) = outline.nodes.get_mut(i) {
                node.extent = Span::new(node.start(), end);
            }
        }
        outline
    }

    /// An outline of some of the nodes of another, in reading order and with their new depths; parents and
    /// subtrees are worked out here. Each keeps its extent: what stands behind it does not become part of
    /// it because the heading of that is left out.
    #[must_use]
    pub fn part(mut nodes: Vec<Node>) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let count = nodes.len();
        for i in 0..=count {
            let depth = nodes.get(i).map_or(0, |n| n.depth);
            while let Some(&top) = open.last()
                && nodes.get(top).is_some_and(|n| n.depth >= depth)
            {
                if let Some(node) = nodes.get_mut(top) {
                    node.next = NodeId(i);
                }
                open.pop();
            }
            if let Some(node) = nodes.get_mut(i) {
                node.parent = open.last().map(|&p| NodeId(p));
                open.push(i);
            }
        }
        Self { nodes }
    }

    /// All nodes, in reading order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node `id`, if there is one.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The deepest node whose extent holds `byte`: the section to which the text there belongs.
    #[must_use]
    pub fn at(&self, byte: usize) -> Option<NodeId> {
        self.nodes.partition_point(|n| n.start() <= byte).checked_sub(1).map(NodeId)
    }

    /// `id` and its ancestors, the outermost first.
    #[must_use]
    pub fn path(&self, id: NodeId) -> Vec<NodeId> {
        let mut path: Vec<_> =
            std::iter::successors(Some(id), |&i| self.get(i).and_then(|n| n.parent)).collect();
        path.reverse();
        path
    }

    /// The children of `id`; for `None`, the nodes of depth 1.
    pub fn children(&self, id: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        let (first, end) = match id {
            Some(id) => (id.0 + 1, self.get(id).map_or(0, |n| n.next.0)),
            None => (0, self.nodes.len()),
        };
        let inside = move |i: &NodeId| i.0 < end;
        std::iter::successors(Some(NodeId(first)).filter(inside), move |&i| {
            self.get(i).map(|n| n.next).filter(inside)
        })
    }

    /// Whether `id` has children.
    #[must_use]
    pub fn has_children(&self, id: NodeId) -> bool {
        self.get(id).is_some_and(|n| n.next.0 > id.0 + 1)
    }
}

impl Node {
    /// The byte at which the node begins: that of its marker, or of its title if it has none.
    #[must_use]
    pub fn start(&self) -> usize {
        if self.marker.is_empty() { self.title.start } else { self.marker.start }
    }

    /// Whether it heads a section: it opens a paragraph, or is written as sections are (一、 （一）
    /// 第一章) and only runs on from the paragraph before.
    #[must_use]
    pub const fn heads_section(&self) -> bool {
        use Family::{Article, Book, Chapter, Financial, Han, HanParen, Part, Section};
        !matches!(self.kind, Kind::Point)
            || matches!(
                self.family,
                Book | Part | Chapter | Section | Article | Financial | Han | HanParen
            )
    }

    /// A node that begins at `marker` or `title`, not yet hung into a tree.
    #[must_use]
    pub fn loose(kind: Kind, family: Family, depth: u16, marker: Span, title: Span) -> Self {
        Self {
            kind,
            family,
            depth,
            parent: None,
            next: NodeId(0),
            marker,
            number: 0,
            title,
            extent: Span::default(),
            paragraph: 0,
            confidence: 100,
            list: 0,
            announced: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(depths: &[u16]) -> Outline {
        let node = |(i, &d)| {
            Node::loose(Kind::Heading, Family::Han, d, Span::new(i * 10, i * 10 + 1), Span::at(i))
        };
        Outline::new(depths.iter().enumerate().map(node).collect(), depths.len() * 10)
    }

    #[test]
    fn a_subtree_is_a_slice() {
        let t = tree(&[1, 2, 3, 2, 1]);
        assert_eq!(t.nodes()[0].next, NodeId(4));
        assert_eq!(t.nodes()[0].extent, Span::new(0, 40));
        assert_eq!(t.children(None).collect::<Vec<_>>(), [NodeId(0), NodeId(4)]);
        assert_eq!(t.children(Some(NodeId(0))).collect::<Vec<_>>(), [NodeId(1), NodeId(3)]);
        assert_eq!(t.path(NodeId(2)), [NodeId(0), NodeId(1), NodeId(2)]);
    }

    #[test]
    fn the_section_at_a_byte_is_the_last_that_began() {
        let t = tree(&[1, 2]);
        assert_eq!(t.at(9), Some(NodeId(0)));
        assert_eq!(t.at(10), Some(NodeId(1)));
    }
}
