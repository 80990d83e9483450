//! Weaves two versions together: their sections become blocks.
//!
//! In: the list of the headings of both. Out: sections and blocks.

use super::super::closing::closing;
use super::super::joined::join;
use super::super::sentence::{Sentence, Side, Step, steps};
use super::super::{Change, Version};
use super::{Block, Kind, Part, Section, Sides};
use crate::document::Role;
use crate::outline::{Node, NodeId};
use crate::text::Span;

/// The headings that open a paragraph, the first of each: the others are text here.
pub(super) fn openers(version: Version<'_>) -> Vec<NodeId> {
    let mut last = None;
    let opens = |(_, node): &(NodeId, &Node)| {
        let paragraph = version.document.paragraphs().get(node.paragraph);
        let opens =
            paragraph.is_some_and(|p| p.span.start == node.start() && p.role != Role::Furniture);
        opens && last.replace(node.paragraph) != Some(node.paragraph)
    };
    version.nodes().filter(opens).map(|(id, _)| id).collect()
}

/// Weaves two versions together.
pub(super) struct Weaver<'a> {
    old: Strand<'a>,
    new: Strand<'a>,
    pub(super) sides: Sides,
}

/// One version, with what ends each of its sections.
struct Strand<'a> {
    version: Version<'a>,
    /// First bytes of the headings that open sections, in order.
    starts: Vec<usize>,
    /// Where the last section ends: at the closing words, if these are a section of their own.
    end: usize,
}

impl<'a> Strand<'a> {
    fn new(version: Version<'a>) -> Self {
        let node = |id: NodeId| version.outline.get(id).map(Node::start);
        let starts = openers(version).into_iter().filter_map(node).collect();
        Self { version, starts, end: version.end() }
    }

    /// The section of the heading `id`; what stands before the first for none.
    fn span(&self, id: Option<NodeId>) -> Span {
        let node = id.and_then(|id| self.version.outline.get(id));
        let start = node.map_or(self.version.span.start, Node::start);
        let next = self.starts.partition_point(|&s| s <= start);
        let next = if node.is_none() { 0 } else { next };
        Span::new(start, self.starts.get(next).copied().unwrap_or(self.end))
    }

    /// Page furniture in `span`.
    fn asides(&self, span: Span) -> Vec<Part> {
        let paragraphs = self.version.document.paragraphs();
        let from = paragraphs.partition_point(|p| p.span.start < span.start);
        let inside = paragraphs.iter().enumerate().skip(from);
        let inside = inside.take_while(|(_, p)| p.span.start < span.end);
        let aside = inside.filter(|(_, p)| p.role == Role::Furniture);
        aside.map(|(paragraph, p)| Part { paragraph, span: p.span }).collect()
    }
}

impl<'a> Weaver<'a> {
    pub(super) fn new(old: Version<'a>, new: Version<'a>) -> Self {
        Self { old: Strand::new(old), new: Strand::new(new), sides: Sides::default() }
    }

    /// Adds a section; of what stands before the first heading only where there is something.
    pub(super) fn section(
        &mut self,
        old: Option<NodeId>,
        new: Option<NodeId>,
        change: Change,
        moved: bool,
    ) {
        let front = old.is_none() && new.is_none();
        let span = |strand: &Strand<'_>, id: Option<NodeId>| {
            if front || id.is_some() { strand.span(id) } else { Span::default() }
        };
        let (a, b) = (span(&self.old, old), span(&self.new, new));
        self.stretch((a, old), (b, new), change, moved);
    }

    /// Where the words begin that both end with.
    pub(super) fn closing(&self) -> (Option<usize>, Option<usize>) {
        let last = |strand: &Strand<'a>| {
            let start = strand.starts.last().copied()?;
            let mut nodes = strand.version.nodes().map(|(_, node)| node);
            nodes.find(|node| node.start() == start)
        };
        let last = last(&self.old).zip(last(&self.new));
        let found = last.and_then(|(a, b)| closing(self.old.version, self.new.version, [a, b]));
        found.unzip()
    }

    /// Parts what both end with from the last sections, which are no versions of each other.
    pub(super) fn part_closing(&mut self, old: usize, new: usize) {
        (self.old.end, self.new.end) = (old, new);
    }

    /// Adds what was parted.
    pub(super) fn rest(&mut self) {
        let rest = |strand: &Strand<'_>| Span::new(strand.end, strand.version.end());
        let (a, b) = (rest(&self.old), rest(&self.new));
        self.stretch((a, None), (b, None), Change::Same, false);
    }

    /// Adds a stretch of either version as a section; none where there is nothing in it.
    fn stretch(
        &mut self,
        (a, old): (Span, Option<NodeId>),
        (b, new): (Span, Option<NodeId>),
        change: Change,
        moved: bool,
    ) {
        let (mut x, mut y) =
            (Side::new(self.old.version.document, a), Side::new(self.new.version.document, b));
        let fixed = usize::from(old.is_some() && new.is_some());
        join(&mut x, &mut y, fixed);
        let first = self.sides.blocks.len();
        let at = self.sides.sections.len();
        let mut loom =
            Loom { old: &x, new: &y, section: at, moved, blocks: &mut self.sides.blocks };
        loom.weave(&steps(&x, &y, fixed));
        for (parts, of_old) in [(self.old.asides(a), true), (self.new.asides(b), false)] {
            let block = |part| Block {
                kind: Kind::Aside,
                section: at,
                old: Some(part).filter(|_| of_old),
                new: Some(part).filter(|_| !of_old),
                changes: Vec::new(),
                shifts: Vec::new(),
            };
            self.sides.blocks.extend(parts.into_iter().map(block));
        }
        let blocks = first..self.sides.blocks.len();
        if old.is_none() && new.is_none() && blocks.is_empty() {
            return;
        }
        let depth = self.depth(old, new);
        let (differing, twin) = (0, None);
        let section = Section { change, moved, old, new, depth, blocks, differing, twin };
        self.sides.sections.push(section);
    }

    /// Marks the old place of a section that stands elsewhere now.
    pub(super) fn left(&mut self, old: Option<NodeId>) {
        let at = self.sides.blocks.len();
        let section = self.sides.sections.len();
        self.sides.blocks.push(Block::new(Kind::Left, section));
        self.sides.sections.push(Section {
            change: Change::Moved,
            moved: true,
            old,
            new: None,
            depth: self.depth(old, None),
            blocks: at..at + 1,
            differing: 0,
            twin: None,
        });
    }

    fn depth(&self, old: Option<NodeId>, new: Option<NodeId>) -> u16 {
        let of = |strand: &Strand<'_>, id: Option<NodeId>| {
            id.and_then(|id| strand.version.outline.get(id)).map(|node| node.depth)
        };
        of(&self.new, new).or(of(&self.old, old)).unwrap_or(1)
    }

    pub(super) fn done(self) -> Sides {
        self.sides
    }
}

/// Bytes of one side from which a block ends with the sentence: the rows of a block are worked out
/// together.
const LARGE: usize = 32 * 1024;

/// Makes blocks of the sentences of one section.
struct Loom<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    section: usize,
    moved: bool,
    blocks: &'a mut Vec<Block>,
}

/// Which paragraphs hold a sentence that both versions have, in the order of their numbers.
fn linked(side: &Side<'_>, of: impl Fn(&Step) -> Option<usize>, steps: &[Step]) -> Vec<usize> {
    let paragraph = |i: usize| side.sentences.get(i).map(|s| s.paragraph);
    let mut linked: Vec<usize> = steps.iter().filter_map(of).filter_map(paragraph).collect();
    linked.dedup();
    linked
}

impl Loom<'_> {
    fn weave(&mut self, steps: &[Step]) {
        let pair = |step: &Step| match *step {
            Step::Same(i, j) | Step::Changed(i, j) => Some((i, j)),
            Step::Removed(_) | Step::Added(_) => None,
        };
        let old_linked = linked(self.old, |step| pair(step).map(|p| p.0), steps);
        let new_linked = linked(self.new, |step| pair(step).map(|p| p.1), steps);
        let first = self.blocks.len();
        for &step in steps {
            let (i, j) = match step {
                Step::Same(i, j) | Step::Changed(i, j) => (Some(i), Some(j)),
                Step::Removed(i) => (Some(i), None),
                Step::Added(j) => (None, Some(j)),
            };
            let sentence = |side: &Side<'_>, at: Option<usize>| {
                at.and_then(|at| side.sentences.get(at)).copied()
            };
            let (a, b) = (sentence(self.old, i), sentence(self.new, j));
            let last = self.blocks.get(first..).and_then(<[Block]>::last);
            let joins = last.is_some_and(|block| {
                let large = |part: Option<Part>| part.is_some_and(|p| p.span.len() >= LARGE);
                !(large(block.old) || large(block.new))
                    && fits(block.old, a, &old_linked, block.new, &new_linked)
                    && fits(block.new, b, &new_linked, block.old, &old_linked)
            });
            if !joins {
                self.blocks.push(Block::new(Kind::Changed, self.section));
            }
            let change = step.told(self.old, self.new);
            let Some(block) = self.blocks.last_mut() else { continue };
            for (part, s) in [(&mut block.old, a), (&mut block.new, b)] {
                let Some(s) = s else { continue };
                let part = part.get_or_insert(Part { paragraph: s.paragraph, span: s.span });
                part.span.end = s.span.end;
            }
            block.changes.extend(change);
        }
        for block in self.blocks.iter_mut().skip(first) {
            block.kind = match (block.old, block.new) {
                (None, Some(_)) => Kind::New,
                (Some(_), None) => Kind::Gone,
                _ if !block.changes.is_empty() => Kind::Changed,
                _ if self.moved => Kind::Moved,
                _ => Kind::Same,
            };
        }
    }
}

/// Whether a sentence goes into a block: its side goes on in the same paragraph, or is still empty and
/// both paragraphs have something that answers to something of the other version.
fn fits(
    part: Option<Part>,
    sentence: Option<Sentence>,
    linked: &[usize],
    other: Option<Part>,
    other_linked: &[usize],
) -> bool {
    let holds = |linked: &[usize], paragraph: usize| linked.binary_search(&paragraph).is_ok();
    match (part, sentence) {
        (_, None) => true,
        (Some(part), Some(sentence)) => part.paragraph == sentence.paragraph,
        (None, Some(sentence)) => {
            holds(linked, sentence.paragraph)
                && other.is_none_or(|part| holds(other_linked, part.paragraph))
        }
    }
}
