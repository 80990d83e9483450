//! Cuts titles that ran on into their text, where the other items of the list show it.
//!
//! In: the nodes of an outline. Out: the same nodes, some with a shorter title. It ends at a single blank, if
//! its siblings have one as well (一、修渠要早 今年的渠……。 二、看闸要勤 闸门……。), or before the first words of the
//! text, if a sibling is a plain name (一、查堤 二、抓好清淤当前，……).

use super::marker::{fold, opener};
use super::tree::{Family, Kind, Node};
use crate::document::Document;
use crate::text::{Span, is_blank};

/// Cuts the titles of `nodes`. Nodes with the same [`Node::list`] are siblings.
pub(super) fn shorten(document: &Document, nodes: &mut [Node]) {
    let text = document.text();
    let heads = |n: &Node| n.kind != Kind::Title && !matches!(n.family, Family::None | Family::Own);
    let count = nodes.iter().map(|n| n.list as usize + 1).max().unwrap_or(0);
    let mut lists = vec![List::default(); count];
    for n in nodes.iter().filter(|n| heads(n)) {
        if let Some(list) = lists.get_mut(n.list as usize) {
            list.see(n, text);
        }
    }
    for n in nodes.iter_mut().filter(|n| heads(n)) {
        let list = lists.get(n.list as usize);
        let Some(list) = list.filter(|list| list.gaps >= 2 || list.openers > 0) else { continue };
        let words = n.title.of(text);
        // Headlines have blanks too, but not each of them.
        let gap = gap(n, text).filter(|_| list.gaps >= 2 && list.gaps + 1 >= list.items);
        let opens = || opener(words, LEAST).filter(|_| list.short > 0 && list.openers < list.items);
        if let Some(len) = gap.or_else(opens) {
            n.title.end = n.title.start + len;
        }
    }
}

/// Bytes that a title keeps at the least.
const LEAST: usize = 15;

/// How many items of a list are of which form.
#[derive(Clone, Copy, Debug, Default)]
struct List {
    items: u32,
    /// Those whose title goes on behind a single blank.
    gaps: u32,
    /// Those whose title goes on with the first words of a text.
    openers: u32,
    /// Those whose title is a short name without a comma.
    short: u32,
}

impl List {
    fn see(&mut self, node: &Node, text: &str) {
        let words = node.title.of(text);
        self.items += 1;
        self.gaps += u32::from(gap(node, text).is_some());
        let pauses = words.contains(['，', ',']);
        self.openers += u32::from(pauses && opener(words, LEAST).is_some());
        self.short += u32::from(!pauses && (1..=60).contains(&words.len()));
    }
}

/// Length in bytes of the title of `node` before its only blank, if a sentence follows this.
fn gap(node: &Node, text: &str) -> Option<usize> {
    /// Bytes on both sides of the blank at the least, and before it at the most.
    const HEAD: std::ops::RangeInclusive<usize> = 12..=90;
    const TAIL: usize = 15;
    let words = node.title.of(text);
    if words.len() < HEAD.start() + TAIL {
        return None;
    }
    let behind = Span::new(node.title.end, text.len()).of(text);
    let stop = behind.chars().next().map(fold);
    if !matches!(stop, Some('。' | ';' | '!')) {
        return None;
    }
    let (head, tail) = words.split_once(is_blank)?;
    let tail = tail.trim_start_matches(is_blank);
    let han = |c: char| c.is_alphabetic() && !c.is_ascii();
    let parts = head.ends_with(|c: char| han(c) || c == '”')
        && tail.starts_with(|c: char| han(c) || c == '“')
        && !tail.contains(is_blank);
    // A headline in two halves may end with a stop as well, but nothing follows it and it has no comma.
    let more = || behind.chars().nth(1).is_some_and(|c| !c.is_control());
    let sentence = more() || tail.contains(['，', ',']);
    (parts && sentence && HEAD.contains(&head.len()) && tail.len() >= TAIL).then_some(head.len())
}
