//! Scrolling through a layout, and places in it that survive a resize.
//!
//! In: an [`Anchor`] or a row number. Out: another one, or the rows of a screen. Scrolling is exact, since
//! every block on the way is typeset; a jump of thousands of rows goes by estimated heights.

use super::layout::{GAP, Layout, Placed};
use super::rows::Row;
use crate::document::Document;
use crate::text::Span;

/// A place in the text that survives a resize, a change of options, and folding.
///
/// It is the start of a row; the gap row before a paragraph is the byte before the paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Byte of the document's text.
    pub byte: usize,
}

/// A row of a block; its gap row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    block: usize,
    row: usize,
}

/// Longest way, in rows, that is walked row by row.
const FAR: usize = 4096;

impl Layout {
    /// The number of the row that holds `byte`, from 0; of the next row in view where it is folded.
    pub fn row_of(&mut self, document: &Document, byte: usize) -> usize {
        let paragraph = document.paragraph_at(byte);
        self.place_of(document, Anchor { paragraph, byte }).map_or(0, |place| self.number(place))
    }

    /// The anchor of row `row`; of the last row where there are not so many.
    pub fn anchor_of_row(&mut self, document: &Document, row: usize) -> Anchor {
        let (block, row) = self.heights.find(row);
        if block >= self.blocks.len() {
            return self.last_top(document, 1);
        }
        // Typesetting the block may show that it has fewer rows than estimated.
        let row = row.min(self.height(document, block).saturating_sub(1));
        self.anchor(document, Place { block, row })
    }

    /// The rows of a screen of `height` rows whose first is the one that holds `top`.
    pub fn window(&mut self, document: &Document, top: Anchor, height: usize) -> Vec<Placed> {
        let mut screen = Vec::with_capacity(height.min(1024));
        let mut next = self.place_of(document, top);
        while let Some(place) = next {
            let rows = self.set_block(document, place.block);
            let Some(block) = self.blocks.get(place.block).copied() else { break };
            let lead = usize::from(block.lead);
            let all = (0..lead).map(|_| None).chain(rows.iter().copied().map(Some));
            for (i, row) in all.enumerate().skip(place.row) {
                if screen.len() == height {
                    return screen;
                }
                screen.push(Placed {
                    paragraph: block.paragraph as usize,
                    row: row.unwrap_or(Row { span: Span::at(block.part.span.start), ..GAP }),
                    first: block.part.first && i == lead,
                    blank: row.is_none(),
                });
            }
            next = self.visible_from(place.block + 1).map(|block| Place { block, row: 0 });
        }
        screen
    }

    /// The anchor `rows` rows below `top`, or above it where negative; stops at the first and at
    /// the last row. Exact for a few thousand rows, by estimate beyond.
    pub fn scroll(&mut self, document: &Document, top: Anchor, rows: isize) -> Anchor {
        let Some(place) = self.place_of(document, top) else { return Anchor::default() };
        let distance = rows.unsigned_abs();
        if distance > FAR {
            let number = self.number(place);
            let row = if rows < 0 {
                number.saturating_sub(distance)
            } else {
                number.saturating_add(distance)
            };
            return self.anchor_of_row(document, row);
        }
        let place = if rows < 0 {
            self.up(document, place, distance)
        } else {
            self.down(document, place, distance)
        };
        self.anchor(document, place)
    }

    /// The start of the row that holds `anchor`; of the next in view where that is folded.
    pub fn normalize(&mut self, document: &Document, anchor: Anchor) -> Anchor {
        match self.place_of(document, anchor) {
            Some(place) => self.anchor(document, place),
            None => Anchor::default(),
        }
    }

    /// The top at which the last row stands at the bottom of a screen of `height` rows.
    pub fn last_top(&mut self, document: &Document, height: usize) -> Anchor {
        let Some(block) = self.visible_before(self.blocks.len()) else {
            return Anchor::default();
        };
        let row = self.height(document, block).saturating_sub(1);
        let place = self.up(document, Place { block, row }, height.saturating_sub(1));
        self.anchor(document, place)
    }

    fn down(&mut self, document: &Document, mut place: Place, mut rows: usize) -> Place {
        loop {
            let left = self.height(document, place.block).saturating_sub(place.row + 1);
            if rows <= left {
                return Place { row: place.row + rows, ..place };
            }
            let Some(block) = self.visible_from(place.block + 1) else {
                return Place { row: place.row + left, ..place };
            };
            rows -= left + 1;
            place = Place { block, row: 0 };
        }
    }

    fn up(&mut self, document: &Document, mut place: Place, mut rows: usize) -> Place {
        loop {
            if rows <= place.row {
                return Place { row: place.row - rows, ..place };
            }
            let Some(block) = self.visible_before(place.block) else {
                return Place { row: 0, ..place };
            };
            rows -= place.row + 1;
            place = Place { block, row: self.height(document, block).saturating_sub(1) };
        }
    }

    /// The number of a row, from 0.
    fn number(&self, place: Place) -> usize {
        self.heights.before(place.block) + place.row
    }

    /// The first block in view from `block` on: blocks out of view have no height.
    fn visible_from(&self, block: usize) -> Option<usize> {
        let (found, _) = self.heights.find(self.heights.before(block));
        (found < self.blocks.len()).then_some(found)
    }

    /// The last block in view before `block`.
    fn visible_before(&self, block: usize) -> Option<usize> {
        let row = self.heights.before(block).checked_sub(1)?;
        Some(self.heights.find(row).0)
    }

    /// The row that holds `anchor`; none where nothing is in view.
    fn place_of(&mut self, document: &Document, anchor: Anchor) -> Option<Place> {
        let paragraphs = document.paragraphs();
        let starts_at = |p: usize| paragraphs.get(p).map(|p| p.span.start);
        // The byte before a paragraph stands for its gap row.
        let start = starts_at(anchor.paragraph).filter(|start| anchor.byte + 1 == *start);
        let gap = start.is_some();
        let block = self.block_at(start.unwrap_or(anchor.byte));
        if self.blocks.get(block)?.folded {
            let (block, row) = match self.visible_from(block) {
                Some(next) => (next, 0),
                None => {
                    let last = self.visible_before(block)?;
                    (last, self.height(document, last).saturating_sub(1))
                }
            };
            return Some(Place { block, row });
        }
        let rows = self.set_block(document, block);
        let lead = usize::from(self.blocks.get(block)?.lead);
        if gap {
            return Some(Place { block, row: 0 });
        }
        let row = rows.partition_point(|row| row.span.start <= anchor.byte).saturating_sub(1);
        Some(Place { block, row: row + lead })
    }

    fn anchor(&mut self, document: &Document, place: Place) -> Anchor {
        let rows = self.set_block(document, place.block);
        let Some(block) = self.blocks.get(place.block) else { return Anchor::default() };
        let start = document
            .paragraphs()
            .get(block.paragraph as usize)
            .map_or(block.part.span.start, |paragraph| paragraph.span.start);
        let byte = match place.row.checked_sub(usize::from(block.lead)) {
            None => start.saturating_sub(1),
            Some(row) => rows.get(row).map_or(start, |row| row.span.start),
        };
        Anchor { paragraph: block.paragraph as usize, byte }
    }
}
