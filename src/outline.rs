//! The outline: the heading hierarchy of a document as a tree.
//!
//! In: a [`Document`]. Out: an [`Outline`], a flat list of nodes in reading order in which a
//! subtree is a slice. Knows nothing of folds, colours or the screen.
//!
//! The steps:
//!
//! 1. `lexed` looks at each paragraph by itself: `marker` finds what may be a marker and weighs it, `own` applies the
//!    rules that the user has set.
//! 2. `title` finds what may be the title of a speech, `bare` the titles in the lines below numbers that
//!    stand alone, `unnumbered` the headings without a number, and `turns` who speaks in minutes.
//!    `aside` takes away the numbers of attachments, notes and pages.
//!    `events` puts all of them in reading order, each with what stands around it.
//! 3. `hierarchy` walks over these with a stack of open lists and keeps the best reading.
//! 4. `prune` drops lists of one item and titles without a text, `nodes` makes nodes of the rest, and
//!    `siblings` and `runon` cut titles that ran on into their text.
//!
//! Every step takes time linear in the text.

mod aside;
mod bare;
mod events;
mod family;
mod hierarchy;
mod lexed;
mod marker;
mod nodes;
mod numeral;
mod own;
mod paragraphs;
mod plain;
mod prune;
pub mod rules;
mod runon;
mod siblings;
mod title;
mod tree;
mod turns;
mod unnumbered;

pub use paragraphs::with_paragraphs;
pub use tree::{Family, Kind, Node, NodeId, Outline};

use crate::document::Document;
use crate::memory::give_back;
use events::events;
use lexed::{Lexed, lexed};
use nodes::nodes;
use prune::{drop_empty_titles, drop_lone_lists};
use rules::Rules;

/// Parses the outline of `document`.
#[must_use]
pub fn parse(document: &Document) -> Outline {
    parse_with(document, &Rules::default())
}

/// Parses the outline of `document`; where the user's own `rules` match, they overrule the engine.
#[must_use]
pub fn parse_with(document: &Document, rules: &Rules) -> Outline {
    parse_told(document, rules).0
}

/// [`parse_with`], and how often each of `rules` has decided, in their order.
#[must_use]
pub fn parse_told(document: &Document, rules: &Rules) -> (Outline, Vec<u32>) {
    Parse::begin(document, rules).finish()
}

/// A parse half done. The first half goes through the whole text, on several threads; the second, which takes
/// as long, goes through what was found, on one, so that there is room for other work beside it.
#[derive(Debug)]
pub struct Parse<'a> {
    document: &'a Document,
    rules: &'a Rules,
    lexed: Lexed,
}

impl<'a> Parse<'a> {
    /// Looks at each paragraph of `document` by itself.
    #[must_use]
    pub fn begin(document: &'a Document, rules: &'a Rules) -> Self {
        Self { document, rules, lexed: lexed(document, rules) }
    }

    /// The outline, and how often each of the rules has decided, in their order.
    #[must_use]
    pub fn finish(self) -> (Outline, Vec<u32>) {
        let Self { document, rules, lexed } = self;
        let (events, counts) = events(document, rules, lexed);
        let mut accepted = hierarchy::walk(&events);
        drop_lone_lists(&events, &mut accepted);
        drop_empty_titles(document, &events, &mut accepted);
        let mut nodes = nodes(document, &events, &accepted);
        // The tree takes memory of its own: what is not needed for it goes first.
        give_back(events);
        give_back(accepted);
        siblings::shorten(document, &mut nodes);
        runon::cut(document, &mut nodes);
        (Outline::new(nodes, document.text().len()), counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::text::Span;

    /// Depth and words of each node of a text of `lines`, each given with the level of heading that the
    /// format declares for it; 0 for none.
    fn levels(lines: &[(&str, u8)]) -> Vec<(u16, String)> {
        let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
        let role = |i: usize| lines.get(i).filter(|l| l.1 > 0).map(|l| Role::Heading(l.1));
        let document = Document::from_lines(text.join("\n")).with_roles(role);
        let outline = parse(&document);
        let words = |n: &Node| Span::new(n.start(), n.title.end).of(document.text()).to_owned();
        outline.nodes().iter().map(|n| (n.depth, words(n))).collect()
    }

    #[test]
    fn a_declared_heading_stays_below_what_its_number_is_below() {
        let found = levels(&[
            ("第一章 圩堤", 0),
            ("一、查险", 1),
            ("二、除险", 1),
            ("第二章 涵闸", 0),
            ("一、检修", 1),
            ("1. 闸门", 2),
        ]);
        let depths: Vec<u16> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [1, 2, 2, 1, 2, 3], "{found:?}");
        // A chapter whose title is too long for a heading was left as body text.
        let found = levels(&[
            ("一、东圩要守住", 0),
            ("1. 人手", 3),
            ("2. 物资", 3),
            ("二、西圩要加高", 0),
            ("1. 取土", 3),
        ]);
        let depths: Vec<u16> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [1, 2, 2, 1, 2], "{found:?}");
    }

    #[test]
    fn what_the_format_declares_stands_where_it_says() {
        let found = levels(&[("总则", 1), ("1. 目的", 2), ("一、宗旨", 3), ("附则", 1)]);
        let depths: Vec<u16> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [1, 2, 3, 1], "{found:?}");
    }
}
