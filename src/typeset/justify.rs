//! Justification (两端对齐) in whole cells.
//!
//! In: a row, and how many cells it falls short of the margin. Out: where to put blanks. CLREQ widens the
//! blanks between Latin words first, then the borders of Han and Latin; in a terminal the places after
//! stops come third. A blank between two Han would look like a hole, so a row without such places stays
//! short.

use super::chars::is_ideograph;
use super::class::{Class, is_unit};
use super::fill::Filler;
use crate::text::Span;

/// Widest gap at the end of a row that is spread over it, in cells.
const MOST: u32 = 6;

/// How many of `missing` cells can be spread over `span`: all or none.
pub(super) fn spare(filler: &Filler<'_>, span: Span, missing: u32) -> u32 {
    if missing == 0 || missing > MOST {
        return 0;
    }
    let places: u32 = places(filler, span).map(|(_, kind)| kind.room()).sum();
    if places >= missing { missing } else { 0 }
}

/// Where the `spare` blank cells of a row go: bytes before which one blank is drawn, in order.
pub(super) fn blanks(filler: &Filler<'_>, span: Span, spare: u32) -> Vec<usize> {
    let all: Vec<_> = places(filler, span).collect();
    let mut chosen = Vec::new();
    for kind in [Kind::Blank, Kind::Border, Kind::Stop, Kind::Blank] {
        let of_kind: Vec<_> = all.iter().filter(|p| p.1 == kind).map(|p| p.0).collect();
        let take = of_kind.len().min(spare as usize - chosen.len());
        for i in 0..take {
            // Spread evenly over the row.
            chosen.push(of_kind[(2 * i + 1) * of_kind.len() / (2 * take)]);
        }
    }
    chosen.sort_unstable();
    chosen
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// After a blank between words.
    Blank,
    /// Between Han and a Latin word or number.
    Border,
    /// After a stop.
    Stop,
}

impl Kind {
    const fn room(self) -> u32 {
        match self {
            Self::Blank => 2,
            Self::Border | Self::Stop => 1,
        }
    }
}

/// The places of `span` that may be widened, each with the byte before which a blank goes.
fn places<'a>(filler: &'a Filler<'a>, span: Span) -> impl Iterator<Item = (usize, Kind)> + 'a {
    let mut left = None;
    filler.shown(span).filter_map(move |(at, c)| {
        let class = Class::of(c);
        if class == Class::Mark {
            return None;
        }
        let (last, before) = left.replace((c, class))?;
        let kind = match (before, class) {
            (_, Class::Space) => None,
            (Class::Space, _) => Some(Kind::Blank),
            (Class::Han, Class::Letter | Class::Digit) => {
                is_ideograph(last).then_some(Kind::Border)
            }
            (Class::Letter, Class::Han) => is_ideograph(c).then_some(Kind::Border),
            (Class::Digit, Class::Han) => (is_ideograph(c) && !is_unit(c)).then_some(Kind::Border),
            (Class::Stop, Class::Han | Class::Open) => Some(Kind::Stop),
            // ASCII stops may be part of a number or an address.
            (Class::Stop, Class::Letter | Class::Digit) => (!last.is_ascii()).then_some(Kind::Stop),
            _ => None,
        };
        kind.map(|kind| (at, kind))
    })
}
