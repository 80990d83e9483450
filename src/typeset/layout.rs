//! The layout of a whole document, exact where it is looked at.
//!
//! In: a [`Document`] and a [`Measure`]. Out: rows by number, by byte, by screen. The height of a block
//! is first estimated from the cells of its text; typesetting the block makes it exact. Rows are cached
//! for a while. The document itself is not held: every call must bring the same one along.

use std::collections::HashMap;
use std::sync::Arc;

use super::glyph::Glyphs;
use super::heights::Heights;
use super::index::{Block, Counter, blocks};
use super::measure::{Indent, Measure};
use super::rows::{Row, Shape};
use super::setting::Setting;
use crate::document::Document;
use crate::text::{Cells, Span};

/// The rows of a document: estimated, and exact near the screen.
#[derive(Clone, Debug)]
pub struct Layout {
    pub(super) measure: Measure,
    pub(super) blocks: Vec<Block>,
    pub(super) heights: Heights,
    pub(super) shapes: Vec<Shape>,
    hidden: Vec<Span>,
    cache: Cache,
}

/// What of a document is out of view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Whether each paragraph is; past the end none is.
    pub paragraphs: Vec<bool>,
    /// What is left out of the rows of others, such as [`glosses`](super::glosses): spans in order and
    /// apart, each inside a paragraph.
    pub spans: Vec<Span>,
}

/// A row in its place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The paragraph it belongs to.
    pub paragraph: usize,
    /// The row; empty where [`blank`](Self::blank).
    pub row: Row,
    /// Whether it is the first row of its paragraph.
    pub first: bool,
    /// Whether it is a gap row before its paragraph.
    pub blank: bool,
}

impl Layout {
    /// The layout of `document`, each paragraph shaped by its role. Counts the cells of the whole
    /// text, in linear time.
    #[must_use]
    pub fn new(document: &Document, measure: Measure) -> Self {
        let shapes = document.paragraphs().iter().map(|p| Shape::of(p.role)).collect();
        Self::shaped(document, measure, shapes, Hidden::default())
    }

    /// The same with a shape for each paragraph, and with `hidden` out of view.
    #[must_use]
    pub fn shaped(
        document: &Document,
        measure: Measure,
        shapes: Vec<Shape>,
        hidden: Hidden,
    ) -> Self {
        let mut layout = Self {
            measure,
            blocks: blocks(document),
            heights: Heights::default(),
            shapes,
            hidden: Vec::new(),
            cache: Cache::default(),
        };
        layout.hide(document, hidden);
        layout
    }

    /// The measure in use.
    #[must_use]
    pub const fn measure(&self) -> &Measure {
        &self.measure
    }

    /// Sets all by another measure. Costs time in the number of paragraphs, not in the text.
    pub fn set_measure(&mut self, document: &Document, measure: Measure) {
        let _ = document;
        if measure != self.measure {
            self.measure = measure;
            self.estimate();
        }
    }

    /// How paragraph `index` is set.
    #[must_use]
    pub fn shape(&self, index: usize) -> Shape {
        self.shapes.get(index).copied().unwrap_or_default()
    }

    /// Takes `hidden` out of view, and nothing else.
    pub fn hide(&mut self, document: &Document, hidden: Hidden) {
        let counter = Counter::new();
        for block in &mut self.blocks {
            let folded = hidden.paragraphs.get(block.paragraph as usize);
            block.folded = folded.copied().unwrap_or_default();
            block.cells.hidden = 0;
        }
        let mut spans = hidden.spans.iter().peekable();
        for i in 0..self.blocks.len() {
            if spans.peek().is_none() {
                break;
            }
            let next = self.blocks.get(i + 1).map_or(usize::MAX, |next| next.part.span.start);
            let Some(block) = self.blocks.get_mut(i) else { break };
            while let Some(span) = spans.next_if(|span| span.start < next) {
                block.cells.hidden += counter.base(document.text(), *span);
            }
        }
        self.hidden = hidden.spans;
        self.estimate();
    }

    /// `document` with all that decides how it is set here.
    #[must_use]
    pub fn setting<'a>(&'a self, document: &'a Document) -> Setting<'a> {
        Setting::new(document, self.measure).with_shapes(&self.shapes).with_hidden(&self.hidden)
    }

    /// What `row` looks like on the screen, without its indent; the cells add up to [`Row::width`].
    #[must_use]
    pub fn glyphs<'a>(&'a self, document: &'a Document, row: &Row) -> Glyphs<'a> {
        self.setting(document).glyphs(row)
    }

    /// All rows, gap rows among them; an estimate as far as text is not set yet.
    #[must_use]
    pub fn total(&self) -> usize {
        self.heights.total()
    }

    /// Forgets what is set and estimates all heights.
    fn estimate(&mut self) {
        self.cache = Cache::default();
        let indent = match self.measure.indent {
            Indent::Characters(count) => 2 * u32::from(count),
            Indent::Source => 0,
        };
        let mut heights = Vec::with_capacity(self.blocks.len());
        let mut above: Option<Shape> = None;
        for block in &mut self.blocks {
            block.exact = block.folded;
            block.lead = false;
            if block.folded {
                heights.push(0);
                continue;
            }
            let shape = self.shapes.get(block.paragraph as usize).copied().unwrap_or_default();
            if block.part.first {
                // Titles are set apart from other paragraphs by a gap row.
                let title = |shape: Shape| shape == Shape::Title;
                block.lead =
                    above.is_some_and(|above| self.measure.gap > 0 || title(above) != title(shape));
            }
            above = Some(shape);
            let rows = block.cells.rows(&self.measure, if block.part.first { indent } else { 0 });
            heights.push(rows + u32::from(block.lead));
        }
        self.heights = Heights::new(heights);
    }

    /// The block that holds `byte`, or the last that starts before it.
    pub(super) fn block_at(&self, byte: usize) -> usize {
        self.blocks.partition_point(|b| b.part.span.start <= byte).saturating_sub(1)
    }

    /// The rows of block `index`, its gap row aside; none where it is folded. Its height is exact
    /// from then on.
    pub(super) fn set_block(&mut self, document: &Document, index: usize) -> Arc<[Row]> {
        let Some(block) = self.blocks.get(index).filter(|block| !block.folded) else {
            return Arc::default();
        };
        if let Some(rows) = self.cache.get(index) {
            return rows;
        }
        let rows = self.setting(document).part_rows(block.paragraph as usize, block.part);
        let rows: Arc<[Row]> = rows.into();
        let height = rows.len() + usize::from(block.lead);
        self.heights.set(index, u32::try_from(height).unwrap_or(u32::MAX));
        self.blocks[index].exact = true;
        self.cache.put(index, Arc::clone(&rows));
        rows
    }

    /// Makes the height of block `index` exact.
    pub(super) fn height(&mut self, document: &Document, index: usize) -> usize {
        if self.blocks.get(index).is_some_and(|block| !block.exact) {
            let _rows = self.set_block(document, index);
        }
        self.heights.get(index)
    }
}

/// Rows that were set lately, by block.
#[derive(Clone, Debug, Default)]
struct Cache {
    blocks: HashMap<usize, Arc<[Row]>>,
    rows: usize,
}

impl Cache {
    /// Most rows that are kept: some 200 screens.
    const MOST: usize = 16 * 1024;

    fn get(&self, block: usize) -> Option<Arc<[Row]>> {
        self.blocks.get(&block).map(Arc::clone)
    }

    fn put(&mut self, block: usize, rows: Arc<[Row]>) {
        if self.rows > Self::MOST {
            // Dropping everything is fine: what is needed is soon typeset again.
            self.blocks.clear();
            self.rows = 0;
        }
        self.rows += rows.len().max(1);
        self.blocks.insert(block, rows);
    }
}

/// A gap row.
pub(super) const GAP: Row = Row {
    span: Span { start: 0, end: 0 },
    indent: Cells(0),
    width: Cells(0),
    spare: Cells(0),
    hangs: false,
    last: false,
};
