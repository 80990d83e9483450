//! Two versions beside each other, stretch by stretch.
//!
//! In: two versions. Out: [`Sides`]: blocks in reading order, and the sections they belong to. A block holds
//! a paragraph of the old version, of the new one, or one of each that correspond. If a paragraph was split
//! into two, each half is a block with its counterpart. Every paragraph of either version is in the blocks
//! exactly once, whole or in parts; what has moved is at its new place.

mod shift;
mod weave;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::heading::{Aligned, Headings, align, part_at_the_end};
use super::script::Respelt;
use super::sentence::TextChange;
use super::{Change, Piece, Version};
use crate::outline::NodeId;
use crate::stats::words;
use crate::text::Span;
use weave::{Weaver, openers};

/// A part of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The paragraph.
    pub paragraph: usize,
    /// What of it.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both versions have it.
    Same,
    /// Both have it, but it belongs to a heading that stands elsewhere.
    Moved,
    /// It is written otherwise.
    Changed,
    /// Only the new version has it.
    New,
    /// Only the old version has it.
    Gone,
    /// The old place of a section that has moved away: there is no text in it.
    Left,
    /// Page furniture, which is not compared.
    Aside,
}

/// What stands side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The section it belongs to, an index into [`Sides::sections`].
    pub section: usize,
    /// What stands in it of the old version.
    pub old: Option<Part>,
    /// And of the new one.
    pub new: Option<Part>,
    /// The sentences that differ.
    pub changes: Vec<TextChange>,
    /// Sentences that stand elsewhere in the other version, in another block.
    pub shifts: Vec<Shift>,
}

/// A sentence that stands elsewhere in the other version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// It in the old version.
    pub old: Span,
    /// It in the new version.
    pub new: Span,
    /// Its parts, which hold both.
    pub pieces: Vec<Piece>,
}

/// A section of either version, or of both: a heading with what stands right below it, up to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What has become of its heading; for the old place of one that has moved, [`Change::Moved`].
    pub change: Change,
    /// Whether it stands elsewhere, whatever else has become of it.
    pub moved: bool,
    /// Its heading in the old version. Without either, it is what stands before the first heading or,
    /// after others, the closing words.
    pub old: Option<NodeId>,
    /// Its heading in the new version.
    pub new: Option<NodeId>,
    /// Depth of its heading, from 1.
    pub depth: u16,
    /// Its blocks, indexes into [`Sides::blocks`].
    pub blocks: Range<usize>,
    /// Blocks that differ below the heading.
    pub differing: usize,
    /// Where this is the old place of a section that has moved: the section; there, its old place.
    /// Of a section that was merged into another: that one.
    pub twin: Option<usize>,
}

impl Section {
    /// Whether its heading is gone, but most of what it said stands in another section.
    #[must_use]
    pub fn is_merged(&self) -> bool {
        self.change == Change::Gone && self.twin.is_some()
    }
}

/// How much has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Headings that are new.
    pub new: usize,
    /// Headings that are gone.
    pub gone: usize,
    /// Headings that are gone, but most of what stood below stands in another section.
    pub merged: usize,
    /// Headings with other words.
    pub reworded: usize,
    /// Headings that stand elsewhere.
    pub moved: usize,
    /// Headings with another number.
    pub renumbered: usize,
    /// Sentences written otherwise, new, and gone.
    pub sentences: (usize, usize, usize),
    /// Sentences that stand elsewhere.
    pub shifted: usize,
    /// 字数 that the new version has more than the old; less where negative.
    pub words: isize,
}

/// Two versions beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// The sections, in the order in which they are read.
    pub sections: Vec<Section>,
    /// What stands side by side.
    pub blocks: Vec<Block>,
    /// Where the differences begin: the first block of each run of blocks that differ.
    pub differences: Vec<usize>,
    /// How much has changed.
    pub totals: Totals,
}

impl Block {
    /// A block in which nothing stands yet.
    const fn new(kind: Kind, section: usize) -> Self {
        Self { kind, section, old: None, new: None, changes: Vec::new(), shifts: Vec::new() }
    }

    /// Whether nothing has changed here.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        matches!(self.kind, Kind::Same | Kind::Aside)
    }
}

impl Sides {
    /// Compares two versions; nothing where `cancel` is set before it is done.
    #[must_use]
    pub fn new(old: Version<'_>, new: Version<'_>, cancel: &AtomicBool) -> Option<Self> {
        let respelt = Respelt::of(old, new);
        let [old, new] = respelt.versions(old, new);
        let mut weaver = Weaver::new(old, new);
        weaver.section(None, None, Change::Same, false);
        let (x, y) = weaver.closing();
        let a = Headings::new(old, openers(old), x.unwrap_or(old.end()));
        let b = Headings::new(new, openers(new), y.unwrap_or(new.end()));
        let mut left: Vec<(usize, usize)> = Vec::new();
        let mut arrived: Vec<(usize, usize)> = Vec::new();
        let rows = align(&a, &b, cancel);
        if let (true, Some(x), Some(y)) = (part_at_the_end(&rows, &a, &b), x, y) {
            weaver.part_closing(x, y);
        }
        for row in rows {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            let at = weaver.sides.sections.len();
            match row {
                Aligned::Both(found) => {
                    if found.moved {
                        arrived.push((found.old, at));
                    }
                    weaver.section(a.id(found.old), b.id(found.new), found.change, found.moved);
                }
                Aligned::New(j) => weaver.section(None, b.id(j), Change::New, false),
                Aligned::Gone(i) => weaver.section(a.id(i), None, Change::Gone, false),
                Aligned::Left(i) => {
                    left.push((i, at));
                    weaver.left(a.id(i));
                }
            }
        }
        weaver.rest();
        arrived.sort_unstable();
        let mut sides = weaver.done();
        for (i, stub) in left {
            let found = arrived.binary_search_by_key(&i, |&(i, _)| i).ok();
            let Some(&(_, section)) = found.and_then(|at| arrived.get(at)) else { continue };
            for (one, other) in [(stub, section), (section, stub)] {
                if let Some(one) = sides.sections.get_mut(one) {
                    one.twin = Some(other);
                }
            }
        }
        shift::find(&mut sides, old, new);
        sides.tally(old, new);
        Some(sides)
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }

    /// Finds the differences and counts.
    fn tally(&mut self, old: Version<'_>, new: Version<'_>) {
        let mut totals = Totals::default();
        let mut length = 0_isize;
        let mut before: Option<(Kind, usize)> = None;
        for (i, block) in self.blocks.iter().enumerate() {
            let whole = matches!(block.kind, Kind::New | Kind::Gone | Kind::Moved);
            // What is new or gone as a whole is one difference, however many paragraphs it has.
            let goes_on = whole && before == Some((block.kind, block.section));
            if !block.is_same() && block.kind != Kind::Left && !goes_on {
                self.differences.push(i);
            }
            before = Some((block.kind, block.section));
            if block.kind == Kind::Aside {
                continue;
            }
            // Each is told at its old place and at its new one.
            totals.shifted += if block.new.is_some() {
                let here = |shift: &&Shift| block.new.is_some_and(|p| p.span.overlaps(shift.new));
                block.shifts.iter().filter(here).count()
            } else {
                0
            };
            for change in &block.changes {
                let (changed, added, removed) = &mut totals.sentences;
                match change {
                    TextChange::Changed { .. } => *changed += 1,
                    TextChange::Added(_) => *added += 1,
                    TextChange::Removed(_) => *removed += 1,
                }
            }
            let count = |part: Option<Part>, version: Version<'_>| {
                let words = part.map_or(0, |part| words(part.span.of(version.document.text())));
                isize::try_from(words).unwrap_or(isize::MAX)
            };
            length += count(block.new, new) - count(block.old, old);
        }
        totals.words = length;
        for section in &mut self.sections {
            let blocks = self.blocks.get(section.blocks.clone()).unwrap_or_default();
            let heads = usize::from(section.old.is_some() || section.new.is_some());
            section.differing = blocks.iter().skip(heads).filter(|b| !b.is_same()).count();
            // The first block may hold more than the heading.
            let first = blocks.first().filter(|_| heads > 0);
            section.differing += usize::from(first.is_some_and(|block| block.changes.len() > 1));
            if section.change == Change::Moved && section.new.is_none() {
                continue;
            }
            match section.change {
                Change::Same | Change::Moved => {}
                Change::Renumbered => totals.renumbered += 1,
                Change::Reworded => totals.reworded += 1,
                Change::New => totals.new += 1,
                Change::Gone if section.is_merged() => totals.merged += 1,
                Change::Gone => totals.gone += 1,
            }
            totals.moved += usize::from(section.moved);
        }
        self.totals = totals;
    }
}

#[cfg(test)]
mod tests;
