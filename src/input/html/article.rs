//! Finds the article of a web page.
//!
//! In: the tree of a page and its blocks. Out: for each block, whether it belongs to the article. The
//! article is the innermost element that holds nearly all sentences. Blocks outside it are furniture, and so
//! are blocks inside it that are mostly links, or that give the source, time and author of the page.

mod words;

use super::blocks::Block;
use super::tree::{Name, Tree};
use crate::document::{Emphasis, Role};
use crate::text::is_blank;
use words::{ASIDE, CLOSING, PAGE_WORDS, PAGE_WORDS_INSIDE};

/// Longest block that [`PAGE_WORDS`] and [`PAGE_WORDS_INSIDE`] can make furniture, in `char`s.
const LONGEST_FURNITURE: usize = 90;

/// For each of `blocks`, whether it belongs to the article.
pub(super) fn article(tree: &Tree, blocks: &[Block]) -> Vec<bool> {
    let judged: Vec<Judged> = blocks.iter().map(Judged::of).collect();
    let page = Page::new(tree, blocks, judged);
    let root = page.root();
    let mut out: Vec<bool> =
        (0..blocks.len()).map(|i| page.inside(i, root) && page.is_matter(i)).collect();
    page.close(&mut out);
    page.title(&mut out, root);
    // A page that seems to be all furniture is shown whole.
    if !out.contains(&true) {
        for (keep, block) in out.iter_mut().zip(blocks) {
            *keep = !block.aside;
        }
    }
    out
}

/// What a block seems to be, judged by itself.
#[derive(Clone, Copy)]
struct Judged {
    /// Whether it is mostly links.
    linked: bool,
    /// Whether it is about the page and not about the subject.
    page: bool,
    /// How many characters it has, if it is a sentence or heading of the article; or else 0.
    good: usize,
}

impl Judged {
    fn of(block: &Block) -> Self {
        let linked = block.links * 2 > block.characters;
        let page = speaks_of_page(block);
        let sentence = (block.marks > 0 && block.characters >= 12) || is_heading(block);
        let good = if sentence && !linked && !page && !block.aside && !block.hidden {
            block.characters
        } else {
            0
        };
        Self { linked, page, good }
    }
}

fn is_heading(block: &Block) -> bool {
    matches!(block.role, Role::Heading(_))
}

/// Whether a short block gives the source, time or author of the page, or leads elsewhere.
fn speaks_of_page(block: &Block) -> bool {
    if block.characters > LONGEST_FURNITURE || is_heading(block) {
        return false;
    }
    let text = block.text.trim_matches(is_blank).to_lowercase();
    // A full sentence belongs to the article, whatever word it begins with.
    let sentence = text.contains('。') && block.characters > 20;
    let starts = !sentence && PAGE_WORDS.iter().any(|w| text.starts_with(w)) && is_label(&text);
    starts
        || PAGE_WORDS_INSIDE.iter().any(|w| text.contains(w)) && !text.ends_with('。')
        || is_stamp(&text)
}

/// Whether a block that begins with one of [`PAGE_WORDS`] is short, or goes on as a label would. One such as
/// 「更多人参加了植树」 does neither, and belongs to the article.
fn is_label(text: &str) -> bool {
    let count = text.chars().count();
    count <= 6
        || text.contains(['：', ':', '|', '｜', '>', '›', '»', '【', '[', '\t', '©'])
        || !text.contains(['，', '。']) && count <= 16
}

/// Whether `text` is a time stamp such as `2024-03-15 10:22`. A date such as 2024年3月15日 is not: it may
/// belong to the article.
fn is_stamp(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |c: char| {
        c.is_ascii_digit()
            || is_blank(c)
            || matches!(c, '-' | ':' | '/' | '.' | '年' | '月' | '日' | '：')
    };
    digits >= 6
        && text.chars().all(plain)
        && (text.contains(':') || text.contains('：') || text.matches(['-', '/']).count() == 2)
}

/// A page with what its blocks seem to be.
struct Page<'a> {
    tree: &'a Tree,
    blocks: &'a [Block],
    judged: Vec<Judged>,
    /// The sum of [`Judged::good`] over all blocks before each, and over all.
    sums: Vec<usize>,
}

impl<'a> Page<'a> {
    /// Judges elements by their ids and classes, too.
    fn new(tree: &'a Tree, blocks: &'a [Block], mut judged: Vec<Judged>) -> Self {
        for (i, node) in tree.nodes.iter().enumerate() {
            if tree.look(i).is_some_and(|look| is_aside(&look.names)) {
                let from = blocks.partition_point(|b| b.node < i);
                let to = blocks.partition_point(|b| b.node < node.end);
                let all: usize = blocks.iter().map(|b| b.characters).sum();
                let part = blocks.get(from..to).unwrap_or_default();
                // The names can mislead: an element with half of the page's text is not an aside.
                if part.iter().map(|b| b.characters).sum::<usize>() * 2 < all {
                    for judged in judged.get_mut(from..to).unwrap_or_default() {
                        judged.good = 0;
                        judged.page = true;
                    }
                }
            }
        }
        let mut sums = vec![0];
        let mut sum = 0;
        for judged in &judged {
            sum += judged.good;
            sums.push(sum);
        }
        Self { tree, blocks, judged, sums }
    }

    /// The blocks in the element at `node`, as the range of their indices.
    fn range(&self, node: usize) -> (usize, usize) {
        let end = self.tree.nodes.get(node).map_or(usize::MAX, |n| n.end);
        let from = self.blocks.partition_point(|b| b.node < node);
        (from, self.blocks.partition_point(|b| b.node < end))
    }

    /// The sum of [`Judged::good`] in the element at `node`.
    fn good(&self, node: usize) -> usize {
        let (from, to) = self.range(node);
        let sum = |i: usize| self.sums.get(i).copied().unwrap_or(0);
        sum(to).saturating_sub(sum(from))
    }

    /// The innermost element that holds nearly all sentences, as a range of nodes.
    fn root(&self) -> (usize, usize) {
        let nodes = &self.tree.nodes;
        let mut root = (0, nodes.len());
        let mut total = self.sums.last().copied().unwrap_or(0);
        if total == 0 {
            return root;
        }
        let mut inside = 0;
        loop {
            // The child of the root with the most sentences.
            let mut best: Option<(usize, usize)> = None;
            let mut words_beside = 0;
            let mut child = inside;
            while let Some(node) = nodes.get(child).filter(|_| child < root.1) {
                let good = self.good(child);
                if best.is_none_or(|(_, most)| good > most) && !matches!(node.name, Name::Text(_)) {
                    best = Some((child, good));
                }
                child = node.end.max(child + 1);
            }
            let Some((best, good)) = best else { return root };
            let Some(node) = nodes.get(best) else { return root };
            // Paragraphs beside that child belong to the article, too, so it cannot be the root.
            let mut child = inside;
            while let Some(other) = nodes.get(child).filter(|_| child < root.1) {
                let (from, to) = self.range(child);
                if child != best && matches!(other.name, Name::Paragraph | Name::Heading(2..=6)) {
                    words_beside += (from..to).filter(|i| self.is_matter(*i)).count();
                }
                child = other.end.max(child + 1);
            }
            let line = matches!(
                node.name,
                Name::Paragraph
                    | Name::Heading(_)
                    | Name::Item
                    | Name::Anchor
                    | Name::Bold
                    | Name::List
            );
            if good * 10 < total * 9 || line || words_beside > 0 {
                return root;
            }
            total = good;
            root = (best, node.end);
            inside = best + 1;
        }
    }

    /// Whether block `i` lies within `root`, a range of nodes.
    fn inside(&self, i: usize, root: (usize, usize)) -> bool {
        self.blocks.get(i).is_some_and(|b| root.0 <= b.node && b.node < root.1)
    }

    /// Whether block `i`, if it lies in the article, belongs to it.
    fn is_matter(&self, i: usize) -> bool {
        let (Some(block), Some(judged)) = (self.blocks.get(i), self.judged.get(i)) else {
            return false;
        };
        !block.aside && !block.hidden && !judged.page && !judged.linked
    }

    /// Drops the list of links at the end: all that follows one of [`CLOSING`] after the last sentence.
    fn close(&self, out: &mut [bool]) {
        let Some(last) = (0..self.blocks.len()).rev().find(|i| {
            out.get(*i) == Some(&true) && self.judged.get(*i).is_some_and(|j| j.good > 0)
        }) else {
            return;
        };
        let mut closed = false;
        for (keep, block) in out.iter_mut().zip(self.blocks).skip(last + 1) {
            let text = block.text.trim_matches(is_blank);
            closed |= CLOSING.iter().any(|w| text.starts_with(w));
            *keep &= !closed;
        }
    }

    /// Keeps the headline, which often stands outside the article, and drops what stands before it.
    fn title(&self, out: &mut [bool], root: (usize, usize)) {
        let sentence = |i: usize| {
            out.get(i) == Some(&true)
                && self.blocks.get(i).is_some_and(|b| b.marks > 0 && b.characters >= 20)
        };
        let first = (0..self.blocks.len()).find(|i| sentence(*i)).unwrap_or(self.blocks.len());
        let declared = squeeze(self.tree.title.split(['_', '|', '｜']).next().unwrap_or_default());
        let declared = declared.split("--").next().unwrap_or_default();
        let named = |block: &Block| {
            let text = squeeze(&block.text);
            let (a, b) = (text.chars().count(), declared.chars().count());
            a >= 4
                && b >= 4
                && (declared.starts_with(&text)
                    || text.starts_with(declared)
                    || declared.ends_with(&text))
                && a <= b * 2
        };
        let candidate = |i: &usize| {
            let (Some(block), Some(judged)) = (self.blocks.get(*i), self.judged.get(*i)) else {
                return false;
            };
            !block.aside && !block.hidden && (!judged.linked || is_heading(block))
        };
        let before: Vec<usize> = (0..first.min(self.blocks.len())).filter(candidate).collect();
        let block = |i: &usize| self.blocks.get(*i);
        let by_name = before.iter().copied().rev().find(|i| block(i).is_some_and(named));
        let by_tag = || {
            let top = |i: &&usize| block(i).is_some_and(|b| b.role == Role::Heading(1));
            before.iter().rev().find(top).copied()
        };
        let outside = |i: &usize| !self.inside(*i, root);
        let by_look = || {
            let centred = |i: &&usize| {
                outside(i)
                    && block(i).is_some_and(|b| {
                        matches!(b.emphasis, Emphasis::Centred) && b.characters >= 6
                    })
                    && self.judged.get(**i).is_some_and(|j| !j.page)
            };
            before.iter().rev().find(centred).copied()
        };
        let Some(mut title) = by_name.or_else(by_tag).or_else(by_look) else { return };
        // What stands before the headline is furniture; often it holds the same words, in the breadcrumb.
        for (i, keep) in out.iter_mut().enumerate() {
            if i < title {
                *keep = false;
            } else if i == title {
                *keep = true;
            } else if i < first && !self.inside(i, root) {
                *keep = self.blocks.get(i).is_some_and(|b| is_byline(&b.text)) && self.is_matter(i);
            }
        }
        // A headline of several lines may be as many headings; the last was found.
        while let Some(above) = title.checked_sub(1)
            && self
                .blocks
                .get(above)
                .zip(self.blocks.get(title))
                .is_some_and(|(a, b)| a.role == b.role && is_heading(a) && self.is_matter(above))
        {
            if let Some(keep) = out.get_mut(above) {
                *keep = true;
            }
            title = above;
        }
    }
}

/// Whether a block under the headline is a date or the name of the speaker, in brackets.
fn is_byline(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
}

/// Whether `names`, the id and classes of an element, say that it holds nothing of the article.
fn is_aside(names: &str) -> bool {
    names.split([' ', '-', '_']).any(|word| ASIDE.contains(&word))
}

/// `text` without blanks.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c) && !c.is_whitespace()).collect()
}
