//! Two texts and their differences: the order that the worker gets, and its answer.
//!
//! In: two texts, open or still to be read, or a speech of either ([`Order`]). Out: a [`Pair`]: both, and
//! what has changed between them ([`Sides`]).

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::super::msg::Arrival;
use super::super::text::Text;
use crate::diff::{Block, Part, Section, Sides, Version};
use crate::error::Error;
use crate::input::Encoding;
use crate::library::Source;
use crate::library::rules::Rulebook;
use crate::library::state::State;
use crate::outline::{Kind, NodeId};
use crate::text::Span;
use crate::typeset::{Glosses, Hidden, Layout, Measure, Row};

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

    pub(super) const fn index(self) -> usize {
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
            let whole = Version::new(&text.document, text.headings());
            match speeches.get(side.index()).copied().flatten() {
                None => Some(whole),
                Some(index) => Some(whole.within(speech(text, index)?)),
            }
        };
        let sides = Sides::new(version(Side::Old)?, version(Side::New)?, cancel)?;
        let layouts = [0, 1]
            .map(|i| texts.get(i).map(|text| text.layout(as_written(measure), Hidden::default())));
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
    pub(super) fn layout(&self, side: Side) -> &Layout {
        side.of(self.layouts.each_ref())
    }

    /// How a row of one side looks.
    pub fn glyphs<'a>(&'a self, side: Side, row: &Row) -> crate::typeset::Glyphs<'a> {
        self.layout(side).glyphs(&self.text(side).document, row)
    }

    /// The rows of what stands of one side in a block.
    pub(super) fn rows(&self, side: Side, part: Part) -> Vec<Row> {
        let setting = self.layout(side).setting(&self.text(side).document);
        setting.rows_within(part.paragraph, part.span)
    }

    pub(super) fn set_measure(&mut self, measure: Measure) -> bool {
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
    let nodes = text.headings().nodes().iter();
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
    let nodes = text.headings().nodes().iter();
    nodes.filter(|node| node.kind == Kind::Title && node.parent.is_none()).count()
}

/// `measure`, but with every character as it is in the file, since other punctuation is a difference.
pub(super) fn as_written(measure: Measure) -> Measure {
    Measure {
        glosses: Glosses::Shown,
        punctuation: crate::typeset::Punctuation::Source,
        script: crate::typeset::Script::Source,
        ..measure
    }
}
