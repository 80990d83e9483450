//! Two texts side by side: what is compared, the differences, and the place in them.
//!
//! In: two texts, which a worker reads and compares ([`Order`], [`Compared`]); moves. Out: the rows in
//! sight ([`Line`]), and the columns in which they stand. Everything shown is a range of one of the two
//! texts; the view holds neither words nor styles.

mod columns;
mod lines;
mod moves;
mod search;
mod told;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::look::Look;
use super::msg::Arrival;
use super::text::Text;
use crate::diff::{Block, Part, Section, Sides, Version};
use crate::error::Error;
use crate::input::Encoding;
use crate::library::Source;
use crate::library::rules::Rulebook;
use crate::library::state::State;
use crate::outline::{Kind, NodeId};
use crate::text::{Ambiguous, Span};
use crate::typeset::{Glosses, Layout, Measure, Row};

pub use columns::{Columns, Pane, TWO};
pub use lines::{Item, Line};
pub use search::{Seek, Sought, Spot};
pub use told::{label, mark, section_text};

/// One of the two versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// The old one, at the left.
    Old,
    /// The new one, at the right.
    #[default]
    New,
}

impl Side {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Old => 0,
            Self::New => 1,
        }
    }

    /// The one of `both` that belongs to this side; the old one comes first.
    pub fn of<T>(self, both: [T; 2]) -> T {
        let [old, new] = both;
        match self {
            Self::Old => old,
            Self::New => new,
        }
    }

    /// The part of this version that stands in `block`.
    #[must_use]
    pub const fn part(self, block: &Block) -> Option<Part> {
        match self {
            Self::Old => block.old,
            Self::New => block.new,
        }
    }

    /// The heading of `section` in this version.
    #[must_use]
    pub const fn heading(self, section: &Section) -> Option<NodeId> {
        match self {
            Self::Old => section.old,
            Self::New => section.new,
        }
    }
}

/// One version: a text of the shelf, or one speech in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// The slot of the text.
    pub slot: usize,
    /// Which of its speeches, from 0; `None` for all of them.
    pub speech: Option<usize>,
}

/// A text that is to be compared.
#[derive(Clone, Debug)]
pub enum Want {
    /// It has been read.
    Held(Arc<Text>),
    /// It is still to be read.
    Unread(Source, Option<Encoding>),
}

/// What the worker is asked for.
#[derive(Clone, Debug)]
pub struct Order {
    /// Counts up; the answer to an older order is thrown away.
    pub serial: u64,
    /// The old version and the new one.
    pub volumes: [Volume; 2],
    /// Their texts.
    pub wants: [Want; 2],
    /// For which measure to lay them out.
    pub measure: Measure,
    /// What is remembered of texts.
    pub memory: Arc<State>,
    /// The user's own heading rules.
    pub rules: Arc<Rulebook>,
}

/// How far the worker has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// It reads one of the texts.
    #[default]
    Reading,
    /// It compares them.
    Comparing,
}

/// The worker's answer.
#[derive(Debug)]
pub struct Compared {
    /// The number of the order.
    pub serial: u64,
    /// The texts that were read for it, by their slots, or why one cannot be read.
    pub arrivals: Vec<(usize, Result<Box<Arrival>, Error>)>,
    /// The comparison; `None` where a text cannot be read, or has no such speech.
    pub pair: Option<Box<Pair>>,
}

/// Two texts and what has changed between them.
#[derive(Debug)]
pub struct Pair {
    /// The old text and the new one.
    pub texts: [Arc<Text>; 2],
    /// What has changed.
    pub sides: Sides,
    layouts: [Layout; 2],
}

impl Pair {
    /// Compares two texts, or a speech of either. `None` where there is no such speech, or `cancel` was
    /// set before the end. Pure, but not quick: it is done on a worker.
    #[must_use]
    pub fn new(
        texts: [Arc<Text>; 2],
        speeches: [Option<usize>; 2],
        measure: Measure,
        cancel: &AtomicBool,
    ) -> Option<Self> {
        let version = |side: Side| {
            let text = texts.get(side.index())?;
            let whole = Version::new(&text.document, &text.outline);
            match speeches.get(side.index()).copied().flatten() {
                None => Some(whole),
                Some(index) => Some(whole.within(speech(text, index)?)),
            }
        };
        let sides = Sides::new(version(Side::Old)?, version(Side::New)?, cancel)?;
        let layouts = [0, 1].map(|i| texts.get(i).map(|text| text.layout(as_written(measure))));
        let [Some(old), Some(new)] = layouts else { return None };
        Some(Self { texts, sides, layouts: [old, new] })
    }

    /// The text of one side.
    #[must_use]
    pub fn text(&self, side: Side) -> &Text {
        let text: &Arc<Text> = side.of(self.texts.each_ref());
        text
    }

    /// The words of a span of one side.
    #[must_use]
    pub fn words(&self, side: Side, span: Span) -> &str {
        span.of(self.text(side).document.text())
    }

    /// The layout of one side.
    fn layout(&self, side: Side) -> &Layout {
        side.of(self.layouts.each_ref())
    }

    /// How a row of one side looks.
    pub fn glyphs<'a>(&'a self, side: Side, row: &Row) -> crate::typeset::Glyphs<'a> {
        self.layout(side).glyphs(&self.text(side).document, row)
    }

    /// The rows of what stands of one side in a block.
    fn rows(&self, side: Side, part: Part) -> Vec<Row> {
        let setting = self.layout(side).setting(&self.text(side).document);
        setting.rows_within(part.paragraph, part.span)
    }

    fn set_measure(&mut self, measure: Measure) -> bool {
        let [old, new] = &self.texts;
        let [a, b] = &mut self.layouts;
        let changed = *a.measure() != measure;
        if changed {
            a.set_measure(&old.document, measure);
            b.set_measure(&new.document, measure);
        }
        changed
    }
}

/// The span of speech `index` of a text that holds several.
#[must_use]
pub fn speech(text: &Text, index: usize) -> Option<Span> {
    let nodes = text.outline.nodes().iter();
    let titles = nodes.filter(|node| node.kind == Kind::Title && node.parent.is_none());
    let mut starts = titles.map(|node| {
        let paragraph = text.document.paragraphs().get(node.paragraph);
        paragraph.map_or(node.start(), |p| p.span.start)
    });
    let start = starts.nth(index)?;
    Some(Span::new(start, starts.next().unwrap_or(text.document.text().len())))
}

/// How many speeches a text holds.
#[must_use]
pub fn speeches(text: &Text) -> usize {
    let nodes = text.outline.nodes().iter();
    nodes.filter(|node| node.kind == Kind::Title && node.parent.is_none()).count()
}

/// `measure`, but with every character as it is in the file, since other punctuation is a difference.
fn as_written(measure: Measure) -> Measure {
    Measure {
        glosses: Glosses::Shown,
        punctuation: crate::typeset::Punctuation::Source,
        script: crate::typeset::Script::Source,
        ..measure
    }
}

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

    /// Stops waiting for an answer. Returns whether an older comparison stays in view.
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
            Some((Side::Old, self.pair.as_ref()?.text(Side::Old).outline.get(old)?.start()))
        };
        of(self.side).or_else(|| of(self.side.other())).or_else(stub)
    }
}
