//! Rows of a title: of even width, and broken between words where that can be told (GB/T 9704-2012 7.3.1:
//! 词意完整，排列对称，长短适宜).
//!
//! In: a title and the measure. Out: its lines. There is no dictionary: a break is sure beside marks, after 的,
//! and between two words that the text after the title repeats, but hardly ever side by side. Where no sure break is
//! near the even one, that stays.

use super::chars::{before, char_at, is_ideograph};
use super::class::Class;
use super::fill::{Candidate, Filler, Line, Widths};
use super::gap::{Context, Gap};
use crate::text::Span;

/// How much of the text after a title is looked through for its words, in bytes.
const NEARBY: usize = 8 * 1024;
/// How often that must hold a word.
const OFTEN: usize = 2;
/// Two words may stand side by side once where each stands so often.
const RARELY: usize = 4;
/// A sure break is looked for within the width of the even row divided by this.
const NEAR: u32 = 4;

/// Breaks `span` into as few rows as `width` allows, of even width where breaks are as good.
pub(super) fn fill(filler: &Filler<'_>, span: Span, width: u32, lines: &mut Vec<Line>) {
    even(filler, span, Context::START, width, lines);
    let mut at = 0;
    while let (Some(&line), Some(&next)) = (lines.get(at), lines.get(at + 1)) {
        let pair = Span::new(line.span.start, next.span.end);
        if let Some(place) = better(filler, line, next.span.start, pair, width) {
            let rest = Span::new(place.at, span.end);
            let mut tail = Vec::new();
            even(filler, rest, place.context, width, &mut tail);
            if at + 1 + tail.len() == lines.len() {
                lines.truncate(at);
                let span = Span::new(line.span.start, place.end);
                lines.push(Line { span, cells: place.cells, hangs: false, ..line });
                lines.append(&mut tail);
            }
        }
        at += 1;
    }
}

/// Breaks `span` into rows of even width: the narrowest that needs no more rows than the full measure does.
fn even(filler: &Filler<'_>, span: Span, context: Context, width: u32, lines: &mut Vec<Line>) {
    let fill = |width: u32, lines: &mut Vec<Line>| {
        lines.clear();
        filler.fill(span, context, Widths { first: width, rest: width }, lines);
    };
    fill(width, lines);
    let count = lines.len();
    if count < 2 {
        return;
    }
    let total: u32 = lines.iter().map(|line| line.cells).sum();
    let (mut low, mut high) = (total / count as u32, width);
    while low < high {
        let middle = low.midpoint(high);
        fill(middle, lines);
        let fits = lines.len() <= count && lines.iter().all(|line| line.cells <= middle);
        if fits { high = middle } else { low = middle + 1 }
    }
    fill(high, lines);
}

/// The place near the end of `line`, at byte `end`, where the title is parted better: the nearest of the best.
/// `pair` is the line and the next.
fn better(
    filler: &Filler<'_>,
    line: Line,
    end: usize,
    pair: Span,
    width: u32,
) -> Option<Candidate> {
    let words = Words::after(filler.text, pair.end);
    let far = |place: &Candidate| place.cells.abs_diff(line.cells);
    let mut part = words.part(filler.text, end);
    let mut best: Option<Candidate> = None;
    filler.each_gap(pair, line.context, |gap, _, place| {
        let fits = place.cells <= width && far(&place) <= line.cells / NEAR;
        if gap != Gap::Free || !fits || filler.tears(place) {
            return;
        }
        let other = words.part(filler.text, place.at);
        let nearer = best.as_ref().is_some_and(|best| far(&place) < far(best));
        if other > part || other == part && nearer {
            (part, best) = (other, Some(place));
        }
    });
    best
}

/// How well a title may be parted at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Nothing tells.
    Doubtful,
    /// Between two words.
    Words,
    /// Behind a stop or at a blank.
    Clauses,
}

/// What tells words apart: the text that a title stands over.
struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    /// The text after the line of byte `at`.
    fn after(text: &'a str, at: usize) -> Self {
        let mut end = at.saturating_add(NEARBY).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = Span::new(at, end).of(text);
        Self(rest.split_once('\n').map_or("", |(_, rest)| rest))
    }

    /// How well the title, which is part of `text`, may be parted at byte `at`.
    fn part(&self, text: &str, at: usize) -> Part {
        let (Some(next), Some(last)) = (char_at(text, at), before(text, at)) else {
            return Part::Doubtful;
        };
        if matches!(next, '的' | '等' | '了') {
            return Part::Doubtful;
        }
        match (Class::of(last), Class::of(next)) {
            (Class::Stop | Class::Space, _) => return Part::Clauses,
            (Class::Close, _) | (_, Class::Open) => return Part::Words,
            _ if last == '的' => return Part::Words,
            _ => {}
        }
        let start = at - last.len_utf8();
        let stop = at + next.len_utf8();
        let (Some(first), Some(second)) = (before(text, start), char_at(text, stop)) else {
            return Part::Doubtful;
        };
        if ![first, last, next, second].iter().all(|&c| is_ideograph(c)) {
            return Part::Doubtful;
        }
        let count = |start, end| self.count(Span::new(start, end).of(text));
        let left = count(start - first.len_utf8(), at);
        let least = left.min(count(at, stop + second.len_utf8()));
        if least >= OFTEN && count(start, stop) <= least / RARELY {
            Part::Words
        } else {
            Part::Doubtful
        }
    }

    /// How often `word` stands there.
    fn count(&self, word: &str) -> usize {
        memchr::memmem::find_iter(self.0.as_bytes(), word).count()
    }
}
