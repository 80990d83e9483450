//! Two texts side by side: what is compared, the differences, and the place in them.
//!
//! In: two texts, which a worker reads and compares ([`Order`], [`Compared`]); moves. Out: the rows in
//! sight ([`Line`]), and the columns in which they stand. Everything shown is a range of one of the two
//! texts; the view holds neither words nor styles.

mod columns;
mod lines;
mod moves;
mod pair;
mod search;
mod told;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::look::Look;
use crate::diff::{Block, Sides};
use crate::text::Ambiguous;

pub use columns::{Columns, Pane, TWO};
pub use lines::{Item, Line};
pub use pair::{Compared, Order, Pair, Side, Stage, Volume, Want, speech, speeches};
pub use search::{Seek, Sought, Spot};
pub use told::{label, mark, section_text};

/// A place: a row of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    item: usize,
    row: usize,
}

/// What decides how the view looks, apart from its own state.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The cells between the line at the top and the line at the bottom.
    pub area: super::screen::Area,
    /// Options of the page.
    pub look: &'a Look,
    /// Width of ambiguous marks and letters.
    pub ambiguous: (Ambiguous, Ambiguous),
    /// Whether one column is wanted at any width.
    pub plain: bool,
}

/// The view of two texts side by side.
#[derive(Debug)]
pub struct Compare {
    /// The old version and the new one.
    pub volumes: [Volume; 2],
    /// The order whose answer is awaited.
    pub awaited: Option<u64>,
    /// How far the worker has come with it.
    pub stage: Stage,
    /// The texts and what has changed; none until the answer is there.
    pub pair: Option<Box<Pair>>,
    /// Whether the program was started for this comparison, so that leaving it quits the program.
    pub alone: bool,
    /// The side that Enter goes to.
    pub side: Side,
    /// Whether equal paragraphs are shown in full.
    pub unfolded: bool,
    /// Whether the outline is wanted; `None` shows it where there is room.
    pub outline: Option<bool>,
    /// How the screen is divided.
    pub columns: Columns,
    /// The rows in sight.
    pub lines: Vec<Line>,
    /// The first section in sight in the outline.
    pub outline_top: usize,
    /// The search being typed.
    pub seek: Option<Box<Seek>>,
    /// The search that is shown.
    pub sought: Option<Sought>,
    /// Folds that were opened, by their first blocks.
    opened: BTreeSet<usize>,
    items: Vec<Item>,
    cache: HashMap<usize, Arc<[Line]>>,
    gap: bool,
    top: Place,
    /// The current block, which is always in sight.
    at: usize,
    /// A byte of the new version to go to once the answer is there.
    goal: Option<usize>,
    /// Whether the answer will have the two versions swapped.
    swapping: bool,
}

impl Compare {
    /// Two versions whose comparison was asked for as `serial`.
    #[must_use]
    pub fn new(volumes: [Volume; 2], serial: u64) -> Self {
        Self {
            volumes,
            awaited: Some(serial),
            stage: Stage::default(),
            pair: None,
            alone: false,
            side: Side::New,
            unfolded: false,
            outline: None,
            columns: Columns::default(),
            lines: Vec::new(),
            outline_top: 0,
            seek: None,
            sought: None,
            opened: BTreeSet::new(),
            items: Vec::new(),
            cache: HashMap::new(),
            gap: false,
            top: Place::default(),
            at: 0,
            goal: None,
            swapping: false,
        }
    }

    /// The version of one side.
    #[must_use]
    pub fn volume(&self, side: Side) -> Volume {
        side.of(self.volumes)
    }

    /// Begins to await a new comparison of the same two versions, swapped if `swap`. The place is kept.
    /// Returns the two in their new order.
    pub fn again(&mut self, serial: u64, swap: bool) -> [Volume; 2] {
        let side = if swap { Side::Old } else { Side::New };
        let block = self.sides().and_then(|sides| sides.blocks.get(self.at));
        let part = block.and_then(|block| side.part(block).or(side.other().part(block)));
        self.goal = part.map(|part| part.span.start);
        self.swapping = swap;
        self.awaited = Some(serial);
        self.stage = Stage::default();
        let [old, new] = self.volumes;
        if swap { [new, old] } else { [old, new] }
    }

    /// Stops waiting for an answer. Returns whether one was awaited while an older comparison stays in
    /// view.
    pub fn give_up(&mut self) -> bool {
        self.swapping = false;
        self.awaited.take().is_some() && self.pair.is_some()
    }

    /// Takes in what the worker has found.
    pub fn take(&mut self, pair: Box<Pair>) {
        self.awaited = None;
        if std::mem::take(&mut self.swapping) {
            self.volumes.reverse();
        }
        self.pair = Some(pair);
        self.opened.clear();
        self.cache.clear();
        self.rebuild();
        (self.top, self.at) = (Place::default(), 0);
        if let Some(byte) = self.goal.take() {
            let new = |block: &Block| block.new.is_some_and(|part| part.span.end > byte);
            let found = self.sides().and_then(|sides| sides.blocks.iter().position(new));
            self.go_to(found.unwrap_or(0));
        }
        self.forget_hits();
    }

    /// What has changed.
    #[must_use]
    pub fn sides(&self) -> Option<&Sides> {
        self.pair.as_ref().map(|pair| &pair.sides)
    }

    /// The current block.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The section of the current block.
    #[must_use]
    pub fn section(&self) -> Option<usize> {
        self.sides()?.blocks.get(self.at).map(|block| block.section)
    }

    /// The number of the current difference, from 1, and how many there are.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let Some(sides) = self.sides() else { return (0, 0) };
        let before = sides.differences.partition_point(|&block| block <= self.at);
        (before, sides.differences.len())
    }

    /// The current place in the texts: on the chosen side, if it has something there. If a hit was gone
    /// to, that hit.
    #[must_use]
    pub fn here(&self) -> Option<(Side, usize)> {
        if let Some(sought) = self.sought_here() {
            return Some(sought);
        }
        let sides = self.sides()?;
        let block = sides.blocks.get(self.at)?;
        let of = |side: Side| Some((side, side.part(block)?.span.start));
        let stub = || {
            // The old place of what has moved: its heading.
            let old = sides.sections.get(block.section)?.old?;
            Some((Side::Old, self.pair.as_ref()?.text(Side::Old).headings().get(old)?.start()))
        };
        of(self.side).or_else(|| of(self.side.other())).or_else(stub)
    }
}
