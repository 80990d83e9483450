//! Moving in a comparison: by rows, by differences, by headings.

use super::{Compare, Place, Side};
use crate::diff::Section;

impl Compare {
    /// Moves both versions by `rows` rows of the screen.
    pub fn scroll(&mut self, rows: isize) {
        self.top = self.walked(self.top, rows);
        self.stop_at_the_end();
    }

    /// The place `rows` rows from `from`, stopping at both ends.
    fn walked(&mut self, from: Place, rows: isize) -> Place {
        let mut left = rows.unsigned_abs();
        let Place { mut item, mut row } = from;
        if rows < 0 {
            while left > row && item > 0 {
                left -= row + 1;
                item -= 1;
                row = self.height(item).saturating_sub(1);
            }
            return Place { item, row: row.saturating_sub(left) };
        }
        loop {
            let below = self.height(item).saturating_sub(row + 1);
            if left <= below {
                return Place { item, row: row + left };
            }
            if item + 1 >= self.len() {
                return Place { item, row: row + below };
            }
            left -= below + 1;
            (item, row) = (item + 1, 0);
        }
    }

    /// The place at which the last row stands at the bottom of the screen.
    fn last_top(&mut self) -> Place {
        let Some(item) = self.len().checked_sub(1) else { return Place::default() };
        let row = self.height(item).saturating_sub(1);
        let rows = usize::from(self.columns.new.column.height).saturating_sub(1);
        self.walked(Place { item, row }, -isize::try_from(rows).unwrap_or(isize::MAX))
    }

    /// Scrolls back where more of the screen below the text is empty than need be.
    pub(super) fn stop_at_the_end(&mut self) {
        let place = |place: Place| (place.item, place.row);
        // Far from the end, this is known without typesetting anything.
        let far = self.len().saturating_sub(self.top.item);
        if far > usize::from(self.columns.new.column.height) {
            return;
        }
        let last = self.last_top();
        if place(self.top) > place(last) {
            self.top = last;
        }
    }

    /// Goes to the start.
    pub fn top(&mut self) {
        (self.top, self.at) = (Place::default(), 0);
    }

    /// Goes to the end.
    pub fn bottom(&mut self) {
        self.top = self.last_top();
        self.at = self.len().checked_sub(1).and_then(|item| self.first_of(item)).unwrap_or(0);
    }

    /// Goes to `block`, shown at a quarter of the screen.
    pub fn go_to(&mut self, block: usize) {
        self.at = block;
        self.show_at_a_quarter(Place { item: self.item_of(block), row: 0 });
    }

    /// Scrolls so that `place` is at a quarter of the screen.
    pub(super) fn show_at_a_quarter(&mut self, place: Place) {
        let above = isize::from(self.columns.new.column.height.cast_signed() / 4);
        self.top = self.walked(place, -above);
        self.stop_at_the_end();
    }

    /// Goes `by` differences on, stopping at both ends. Returns whether there was one.
    pub fn step(&mut self, by: isize) -> bool {
        let Some(sides) = self.sides() else { return false };
        let all = &sides.differences;
        let here = all.partition_point(|&block| block < self.at);
        let on_one = all.get(here) == Some(&self.at);
        let next = if by > 0 {
            let from = if on_one { here + 1 } else { here };
            let last = all.len().saturating_sub(1);
            Some(from.saturating_add_signed(by - 1))
                .filter(|_| from < all.len())
                .map(|i| i.min(last))
        } else {
            let back = by.unsigned_abs();
            here.checked_sub(1).map(|_| here.saturating_sub(back))
        };
        let Some(&block) = next.and_then(|next| all.get(next)) else { return false };
        self.go_to(block);
        true
    }

    /// Goes `by` headings on, stopping at both ends. Returns whether there was one.
    pub fn heading(&mut self, by: isize) -> bool {
        let (Some(sides), Some(at)) = (self.sides(), self.section()) else { return false };
        let last = sides.sections.len().saturating_sub(1);
        let begins = sides.sections.get(at).is_some_and(|s| s.blocks.start == self.at);
        // Inside a section, the previous heading is its own.
        let from = if by < 0 && !begins { at + 1 } else { at };
        let next = from.saturating_add_signed(by).min(last);
        let moved = next != at || (by < 0 && !begins);
        if moved {
            self.visit(next);
        }
        moved
    }

    /// Goes to section `index`: its heading comes to the top of the screen.
    pub fn visit(&mut self, index: usize) {
        let section = self.sides().and_then(|sides| sides.sections.get(index));
        let Some(block) = section.map(|section: &Section| section.blocks.start) else { return };
        self.at = block;
        self.top = Place { item: self.item_of(block), row: 0 };
        self.stop_at_the_end();
    }

    /// Shows equal paragraphs in full, or folds them.
    pub fn fold(&mut self) {
        self.unfolded = !self.unfolded;
        self.opened.clear();
        let row = self.lines.iter().position(|line| line.block() == Some(self.at));
        self.rebuild();
        // The current block stays on its row.
        let item = self.item_of(self.at);
        let above = isize::try_from(row.unwrap_or(0)).unwrap_or(0);
        self.top = self.walked(Place { item, row: 0 }, -above);
        self.stop_at_the_end();
    }

    /// Opens the fold that begins with `block`.
    pub fn open(&mut self, block: usize) {
        self.opened.insert(block);
        let row = self.lines.iter().position(|line| line.block() == Some(block)).unwrap_or(0);
        self.rebuild();
        self.at = block;
        // It begins at the row of the fold, but not so low that nothing of it would be in sight.
        let half = usize::from(self.columns.new.column.height) / 2;
        let above = isize::try_from(row.min(half)).unwrap_or(0);
        self.top = self.walked(Place { item: self.item_of(block), row: 0 }, -above);
        self.stop_at_the_end();
    }

    /// The other half of a move: from the old place of a section to the new one, or back.
    pub fn cross(&mut self) -> bool {
        let twin = self.section().and_then(|at| self.sides()?.sections.get(at)?.twin);
        let Some(twin) = twin else { return false };
        self.visit(twin);
        true
    }

    /// Makes `block`, which is in sight, the current one.
    pub fn point(&mut self, block: usize) {
        self.at = block;
    }

    /// Chooses the side that Enter goes to.
    pub fn choose(&mut self, side: Side) {
        self.side = side;
    }

    /// The percentage of the comparison that lies above.
    #[must_use]
    pub fn percent(&self) -> usize {
        let shown = self.lines.iter().rev().find_map(|line| line.block()).unwrap_or(0);
        let last = self.sides().map_or(0, |sides| sides.blocks.len().saturating_sub(1));
        let end = match self.lines.last() {
            Some(&super::Line::Fold(_, to)) => to.saturating_sub(1),
            _ => shown,
        };
        (end * 100).checked_div(last).unwrap_or(100).min(100)
    }
}
