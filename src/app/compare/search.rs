//! Searching both versions of a comparison, and going from hit to hit.
//!
//! In: the hits in either text. Out: [`Sought`]: the hits in the order in which the view shows them. A
//! hit in words that both versions share counts once and is marked on both sides.

use std::collections::BTreeSet;

use super::{Compare, Item, Line, Place, Side};
use crate::app::model::Typed;
use crate::app::reading::within;
use crate::diff::{Block, Kind};
use crate::search::text::{BadPattern, Manner};
use crate::text::Span;

/// A search while it is being typed.
#[derive(Debug, Default)]
pub struct Seek {
    /// The query.
    pub typed: Typed,
    /// How it is read.
    pub manner: Manner,
    /// What is wrong with it, where it is to be a regular expression.
    pub bad: Option<BadPattern>,
    origin: Origin,
    /// The search before, which comes back when this one is cancelled.
    before: Option<Sought>,
}

/// Where the view was when a search began.
#[derive(Clone, Debug, Default)]
struct Origin {
    top: Place,
    at: usize,
    side: Side,
    opened: BTreeSet<usize>,
    /// The first block in sight.
    from: usize,
}

/// What was searched in both versions.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// The query.
    pub query: String,
    /// How it was read.
    pub manner: Manner,
    /// Where it stands in the old text and in the new one, in order.
    spans: [Vec<Span>; 2],
    places: Vec<Spot>,
    /// The place last gone to, an index.
    at: Option<usize>,
}

/// One place of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The block it stands in.
    pub block: usize,
    /// The version by which it is gone to.
    pub side: Side,
    /// Where it stands there.
    pub span: Span,
}

impl Sought {
    /// The hits that share a byte with `row` of one side, and whether each is the one gone to.
    pub fn on(&self, side: Side, row: Span) -> impl Iterator<Item = (Span, bool)> {
        let here = self.spot().filter(|spot| spot.side == side).map(|spot| spot.span);
        let spans = side.of(self.spans.each_ref());
        within(spans, row).map(move |(_, span)| (span, Some(span) == here))
    }

    /// The place last gone to.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        self.places.get(self.at?).copied()
    }

    /// The number of the place last gone to, from 1, 0 for none; and how many there are.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.at.map_or(0, |at| at + 1), self.places.len())
    }
}

/// The places of `spans` in the order of `blocks`.
fn places(blocks: &[Block], spans: &[Vec<Span>; 2]) -> Vec<Spot> {
    let mut places = Vec::new();
    for (block, shown) in blocks.iter().enumerate() {
        let on = |side: Side| {
            let part = side.part(shown).map_or(Span::at(0), |part| part.span);
            let spans = side.of(spans.each_ref());
            let first = spans.partition_point(|span| span.start < part.start);
            let rest = spans.get(first..).unwrap_or_default().iter();
            let rest = rest.take_while(move |span| span.start < part.end);
            rest.map(move |&span| Spot { block, side, span })
        };
        let alike = matches!(shown.kind, Kind::Same | Kind::Moved | Kind::Aside);
        if !alike || on(Side::New).next().is_none() {
            places.extend(on(Side::Old));
        }
        places.extend(on(Side::New));
    }
    places
}

impl Compare {
    /// Begins to type a search.
    pub fn begin_search(&mut self) {
        if self.columns.bare() {
            // Hits are shown in the text, not in the outline.
            self.outline = Some(false);
        }
        let origin = self.origin();
        self.seek = Some(Box::new(Seek { origin, before: self.sought.take(), ..Seek::default() }));
    }

    fn origin(&self) -> Origin {
        let from = self.lines.iter().find_map(|line| line.block()).unwrap_or(0);
        let Self { top, at, side, .. } = *self;
        Origin { top, at, side, opened: self.opened.clone(), from }
    }

    /// Goes back to where the search being typed was called.
    fn return_to_origin(&mut self) {
        let Some(seek) = &self.seek else { return };
        let Origin { top, at, side, opened, .. } = seek.origin.clone();
        if self.opened != opened {
            self.opened = opened;
            self.rebuild();
        }
        (self.top, self.at, self.side) = (top, at, side);
        // The rows in sight there decide whether to scroll to a hit.
        self.show();
    }

    /// Shows no hits while there is no query.
    pub fn clear_search(&mut self) {
        self.sought = None;
        self.return_to_origin();
    }

    /// Gives the search being typed up: all is as it was.
    pub fn cancel_search(&mut self) {
        self.return_to_origin();
        if let Some(seek) = self.seek.take() {
            self.sought = seek.before;
        }
    }

    /// Ends the typing; gives the query, how it is read, and how many places there are. An empty one
    /// repeats the search before.
    pub fn end_search(&mut self) -> (String, Manner, usize) {
        let Some(seek) = self.seek.take() else { return Default::default() };
        let query = seek.typed.prompt.text().to_owned();
        if query.is_empty() {
            self.sought = seek.before;
        } else if self.sought.as_ref().is_some_and(|sought| sought.places.is_empty()) {
            // There are no hits to go through.
            self.sought = None;
        }
        let count = self.sought.as_ref().map_or(0, |sought| sought.places.len());
        (query, seek.manner, count)
    }

    /// Takes in where `query` stands in the old text and in the new one. While it is being typed, the
    /// first place from where one was comes in sight.
    pub fn take_hits(&mut self, query: String, manner: Manner, spans: [Vec<Span>; 2]) {
        let Some(sides) = self.sides() else { return };
        let places = places(&sides.blocks, &spans);
        self.sought = Some(Sought { query, manner, spans, places, at: None });
        let Some(from) = self.seek.as_ref().map(|seek| seek.origin.from) else { return };
        self.return_to_origin();
        self.go_to_spot(self.next_spot(from).unwrap_or(0));
    }

    /// The first place from `block` on.
    fn next_spot(&self, block: usize) -> Option<usize> {
        let places = &self.sought.as_ref()?.places;
        let next = places.partition_point(|spot| spot.block < block);
        (next < places.len()).then_some(next)
    }

    /// Goes to the place `by` places on, counted from the one last gone to while it is in sight, else
    /// from the first row. Returns whether the search began anew at an end; `None` without places.
    pub fn step_search(&mut self, by: isize) -> Option<bool> {
        let sought = self.sought.as_ref()?;
        let count = isize::try_from(sought.places.len()).ok().filter(|&count| count > 0)?;
        let from = match sought.at.filter(|_| sought.spot().is_some_and(|spot| self.sees(spot))) {
            Some(at) => isize::try_from(at).ok()?,
            // Count as if the reader stood just before the first hit in sight, or just after the
            // one above it.
            None => {
                let first = self.lines.iter().find_map(|line| line.block()).unwrap_or(0);
                let next = self.next_spot(first).unwrap_or(sought.places.len());
                let next = isize::try_from(next).ok()?;
                if by > 0 { next - 1 } else { next }
            }
        };
        let to = from.saturating_add(by);
        self.go_to_spot(usize::try_from(to.rem_euclid(count)).ok()?);
        Some(!(0..count).contains(&to))
    }

    /// Goes to place `index`, unfolding what it stands in.
    fn go_to_spot(&mut self, index: usize) {
        let Some(sought) = &mut self.sought else { return };
        let Some(&spot) = sought.places.get(index) else { return };
        sought.at = Some(index);
        (self.at, self.side) = (spot.block, spot.side);
        if let Some(&Item::Fold(from, _)) = self.item(spot.block) {
            self.opened.insert(from);
            self.rebuild();
        } else if self.sees(spot) {
            return;
        }
        let item = self.item_of(spot.block);
        let begun = |line: &Line| spot.begun_on(*line);
        let row = self.item_lines(item).iter().rposition(begun).unwrap_or(0);
        self.show_at_a_quarter(Place { item, row });
    }

    /// Whether the place is on one of the rows in sight.
    fn sees(&self, spot: Spot) -> bool {
        self.lines.iter().any(|line| spot.lies_on(*line))
    }

    /// The row in sight on which the place last gone to begins, while one is at its block.
    #[must_use]
    pub fn sought_row(&self) -> Option<usize> {
        let spot = self.sought.as_ref()?.spot().filter(|spot| spot.block == self.at)?;
        self.lines.iter().rposition(|line| spot.lies_on(*line))
    }

    /// Where the search stands that one is at, in its text.
    pub(super) fn sought_here(&self) -> Option<(Side, usize)> {
        let spot = self.sought.as_ref()?.spot().filter(|spot| spot.block == self.at)?;
        (spot.side == self.side).then_some((spot.side, spot.span.start))
    }

    /// Begins anew after the texts have changed: where hits stand is to be asked.
    pub(super) fn forget_hits(&mut self) {
        for sought in self.sought.iter_mut() {
            (sought.spans, sought.places, sought.at) = Default::default();
        }
        let origin = self.origin();
        if let Some(seek) = &mut self.seek {
            seek.origin = Origin { from: origin.at, ..origin };
            seek.before = None;
        }
    }
}

impl Spot {
    /// The row of its side, where `line` shows its block.
    fn row(self, line: Line) -> Option<Span> {
        match line {
            Line::Text { block, old, new, .. } if block == self.block => {
                self.side.of([old, new]).map(|row| row.span)
            }
            _ => None,
        }
    }

    fn begun_on(self, line: Line) -> bool {
        self.row(line).is_some_and(|row| row.start <= self.span.start)
    }

    fn lies_on(self, line: Line) -> bool {
        self.row(line).is_some_and(|row| row.overlaps(self.span) && row.start <= self.span.start)
    }
}
