//! The rows of a comparison: which blocks are shown, and what stands on each row.
//!
//! In: blocks, folds, columns. Out: [`Line`]s. Side by side, a block takes as many rows as its longer
//! side; in one column, the old words stand above the new. Only the blocks in sight are typeset.

use std::sync::Arc;

use super::pair::as_written;
use super::{Compare, Pair, Place, Side, Wish};
use crate::diff::{Block, Kind};
use crate::text::Cells;
use crate::typeset::Row;

/// Rows of the screen that are remembered at most.
const KEPT: usize = 16 * 1024;
/// Bytes from which a single paragraph is worth folding.
const LONG: usize = 120;

/// One thing that is shown: a block, or a fold over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A block.
    Block(usize),
    /// A row in the place of the blocks from the first up to the second, which are the same.
    Fold(usize, usize),
}

impl Item {
    /// The first block.
    pub(super) const fn first(self) -> usize {
        match self {
            Self::Block(block) | Self::Fold(block, _) => block,
        }
    }
}

/// A row of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Gap,
    /// Text of a block.
    Text {
        /// The block.
        block: usize,
        /// The row of the old version, if it has one here.
        old: Option<Row>,
        /// The row of the new version.
        new: Option<Row>,
        /// Whether it is the first row of the block.
        first: bool,
    },
    /// The old place of a section that has moved.
    Left(usize),
    /// The place of blocks that are the same, from the first up to the second.
    Fold(usize, usize),
}

impl Line {
    /// The block that the row shows.
    #[must_use]
    pub const fn block(self) -> Option<usize> {
        match self {
            Self::Gap => None,
            Self::Text { block, .. } | Self::Left(block) | Self::Fold(block, _) => Some(block),
        }
    }
}

/// Whether each block stays in sight when the same is folded: it differs, or heads a section in
/// which, or below which, something differs.
fn kept(pair: &Pair) -> Vec<bool> {
    let sides = &pair.sides;
    let mut kept: Vec<bool> = sides.blocks.iter().map(|block| !block.is_same()).collect();
    // From the end backwards: a difference keeps its heading, and a heading keeps its parent.
    let mut wanted = 0;
    for section in sides.sections.iter().rev() {
        let own = kept.get(section.blocks.clone()).is_some_and(|own| own.contains(&true));
        if !own && section.depth >= wanted {
            continue;
        }
        wanted = section.depth;
        let head = section.old.is_some() || section.new.is_some();
        if let (true, Some(first)) = (head, kept.get_mut(section.blocks.start)) {
            *first = true;
        }
    }
    kept
}

impl Compare {
    /// Works out anew which blocks are shown; the first in sight stays so.
    pub(super) fn rebuild(&mut self) {
        let first = self.items.get(self.top.item).map(|item| item.first());
        self.items.clear();
        let Some(pair) = &self.pair else { return };
        let blocks = &pair.sides.blocks;
        let kept = if self.unfolded { vec![true; blocks.len()] } else { kept(pair) };
        let mut at = 0;
        while at < blocks.len() {
            let run = kept.iter().skip(at).take_while(|kept| !**kept).count();
            if run == 0 || self.opened.contains(&at) || !worth(blocks, at, run) {
                self.items.extend((at..at + run.max(1)).map(Item::Block));
            } else {
                self.items.push(Item::Fold(at, at + run));
            }
            at += run.max(1);
        }
        if let Some(first) = first {
            self.top = Place { item: self.item_of(first), row: 0 };
        }
    }

    /// The index of the item that shows `block`.
    pub(super) fn item_of(&self, block: usize) -> usize {
        self.items.partition_point(|item| item.first() <= block).saturating_sub(1)
    }

    /// The item that shows `block`.
    pub(super) fn item(&self, block: usize) -> Option<&Item> {
        self.items.get(self.item_of(block))
    }

    /// The first block of item `item`.
    pub(super) fn first_of(&self, item: usize) -> Option<usize> {
        self.items.get(item).map(|item| item.first())
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// The rows of item `index`.
    pub(super) fn item_lines(&mut self, index: usize) -> Arc<[Line]> {
        let (Some(&item), Some(pair)) = (self.items.get(index), &self.pair) else {
            return Arc::default();
        };
        let block = match item {
            Item::Fold(from, to) => return Arc::new([Line::Fold(from, to)]),
            Item::Block(block) => block,
        };
        if let Some(lines) = self.cache.get(&block) {
            return Arc::clone(lines);
        }
        let mut lines = Vec::new();
        if self.gap && index > 0 {
            lines.push(Line::Gap);
        }
        if let Some(shown) = pair.sides.blocks.get(block) {
            block_lines(pair, shown, block, self.columns.unified, &mut lines);
        }
        let lines: Arc<[Line]> = lines.into();
        if self.cache.len() > KEPT {
            // Dropping everything is fine: what is needed is soon typeset again.
            self.cache.clear();
        }
        self.cache.insert(block, Arc::clone(&lines));
        lines
    }

    /// How many rows item `index` takes.
    pub(super) fn height(&mut self, index: usize) -> usize {
        self.item_lines(index).len()
    }

    /// Divides the screen and works out the rows in sight.
    pub fn settle(&mut self, wish: Wish<'_>) {
        let columns = super::columns::Columns::arrange(&wish, self.outline);
        let anew = columns != self.columns;
        self.columns = columns;
        let width = Cells(columns.new.column.width.max(1));
        let (marks, letters) = wish.ambiguous;
        let gap = wish.look.has_gap();
        let measure = as_written(wish.look.measure(width, marks, letters));
        // While only the outline is shown, the rows keep their measure.
        let Some(pair) = &mut self.pair else { return };
        if columns.bare() {
            return self.follow();
        }
        let gap_changed = std::mem::replace(&mut self.gap, gap) != gap;
        if pair.set_measure(measure) || anew || gap_changed {
            let before = self.cache.get(&self.items.get(self.top.item).map_or(0, |i| i.first()));
            let before = before.map_or(0, |lines| lines.len());
            self.cache.clear();
            // Keep the same share of a long paragraph above the screen.
            let after = self.height(self.top.item);
            let row = self.top.row.saturating_mul(after);
            self.top.row = row.checked_div(before).unwrap_or(0).min(after.saturating_sub(1));
        }
        self.stop_at_the_end();
        self.show();
        self.follow();
    }

    /// Works out the rows in sight; the block one is at is among them.
    pub(super) fn show(&mut self) {
        let height = usize::from(self.columns.new.column.height);
        let mut lines: Vec<Line> = Vec::with_capacity(height);
        let Place { mut item, row } = self.top;
        let mut skip = row;
        while lines.len() < height && item < self.items.len() {
            let all = self.item_lines(item);
            let room = height - lines.len();
            lines.extend(all.iter().skip(skip).take(room));
            (item, skip) = (item + 1, 0);
        }
        self.lines = lines;
        let shown = self.items.get(self.item_of(self.at)).map(|item| item.first());
        let seen = self.lines.iter().filter_map(|line| line.block());
        if shown.is_some_and(|at| seen.clone().any(|block| block == at)) {
            return;
        }
        // The first block that begins in sight, else the one that fills the screen.
        let begins = self.lines.iter().find_map(|line| match *line {
            Line::Text { first: false, .. } | Line::Gap => None,
            line => line.block(),
        });
        let last = seen.clone().next_back();
        let below = last.is_some_and(|last| last < self.at);
        let found = if below { last } else { begins.or(last) };
        self.at = found.unwrap_or(0);
    }

    /// Scrolls the outline so that the section one is at is in sight.
    fn follow(&mut self) {
        let height = usize::from(self.columns.outline.height);
        let (Some(at), Some(sides)) = (self.section(), self.sides()) else { return };
        let count = sides.sections.len();
        let margin = 2.min(height.saturating_sub(1) / 2);
        let low = at.saturating_sub(margin);
        let high = (at + margin + 1).saturating_sub(height);
        let last = count.saturating_sub(height);
        self.outline_top = self.outline_top.min(low).max(high).min(last);
    }
}

/// Whether `run` blocks from `at` on are worth a fold.
fn worth(blocks: &[Block], at: usize, run: usize) -> bool {
    let long = |block: &Block| block.new.or(block.old).is_some_and(|p| p.span.len() > LONG);
    run > 1 || blocks.get(at).is_some_and(long)
}

/// Appends the rows of a block.
fn block_lines(pair: &Pair, shown: &Block, block: usize, unified: bool, out: &mut Vec<Line>) {
    if shown.kind == Kind::Left {
        out.push(Line::Left(block));
        return;
    }
    let rows = |side: Side| side.part(shown).map_or(Vec::new(), |part| pair.rows(side, part));
    let from = out.len();
    if unified {
        // Text that both versions have is shown from the new one.
        let twice = shown.kind == Kind::Changed || shown.new.is_none();
        let old = if twice { rows(Side::Old) } else { Vec::new() };
        let text = |old, new| Line::Text { block, old, new, first: false };
        out.extend(old.into_iter().map(|row| text(Some(row), None)));
        out.extend(rows(Side::New).into_iter().map(|row| text(None, Some(row))));
    } else {
        let (old, new) = (rows(Side::Old), rows(Side::New));
        let line = |i: usize| {
            let (old, new) = (old.get(i).copied(), new.get(i).copied());
            Line::Text { block, old, new, first: false }
        };
        out.extend((0..old.len().max(new.len())).map(line));
    }
    if let Some(Line::Text { first, .. }) = out.get_mut(from) {
        *first = true;
    }
}
