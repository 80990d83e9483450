//! Goes through the headings of an index. In: a query. Out: the headings that match, in the order in which
//! they are shown.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::atomic::AtomicBool;

use super::super::lattice::Work;
use super::super::query::{Query, Term};
use super::loosen::Pass;
use super::near::Near;
use super::rank::{Scorer, depth_bonus, worth};
use super::{Heading, Hit, Index, Options, cancelled};
use crate::outline::NodeId;
use crate::text::Span;

/// How many headings are scored between two looks at the cancel flag.
const STRIDE: usize = 512;

/// How many headings with the best lattice scores are scored again by fuzzy-matcher and put in order.
/// Nobody looks at more than a few dozen.
const FINALISTS: usize = 100;

/// From so many headings on, several threads share the work.
const SHARED: u32 = 20_000;
/// The most threads that share it.
const THREADS: usize = 4;

/// Added where a long query matches in one piece: fuzzy-matcher values a first letter at the start of the heading
/// more than the rest beside it.
const WHOLE: i64 = 12;

/// A heading that matches, and its score by the lattice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) index: u32,
    pub(super) score: i32,
}

/// A worker that goes through the headings; gives up soon after `cancel` is set.
pub(super) struct Scan<'a> {
    index: &'a Index,
    cancel: &'a AtomicBool,
    work: Work,
}

impl<'a> Scan<'a> {
    pub(super) fn new(index: &'a Index, cancel: &'a AtomicBool) -> Self {
        Self { index, cancel, work: Work::default() }
    }

    /// All headings that `query` fits, in reading order; `None` when cancelled.
    ///
    /// From [`SHARED`] headings on, a few threads share the work.
    pub(super) fn all(&mut self, query: &Query) -> Option<Vec<Match>> {
        let count = self.index.headings.len() as u32;
        let threads = match count {
            SHARED.. => std::thread::available_parallelism().map_or(1, |n| n.get().min(THREADS)),
            _ => 1,
        };
        if threads == 1 {
            return self.among(query, 0..count);
        }
        let (index, cancel) = (self.index, self.cancel);
        let share = count.div_ceil(threads as u32);
        let work = |from: u32| {
            Scan::new(index, cancel).among(query, from..from.saturating_add(share).min(count))
        };
        std::thread::scope(|scope| {
            let others: Vec<_> =
                (1..threads as u32).map(|i| scope.spawn(move || work(i * share))).collect();
            let mut out = work(0);
            for other in others {
                // A share that panicked counts as cancelled: there is no answer.
                let more = other.join().ok().flatten();
                out = out.zip(more).map(|(mut out, more)| {
                    out.extend(more);
                    out
                });
            }
            out
        })
    }

    /// Those of `candidates` that `query` fits; `None` when cancelled.
    pub(super) fn among(
        &mut self,
        query: &Query,
        candidates: impl Iterator<Item = u32>,
    ) -> Option<Vec<Match>> {
        let mut out = Vec::new();
        for (count, index) in candidates.enumerate() {
            if count % STRIDE == 0 && cancelled(self.cancel) {
                return None;
            }
            let Some(heading) = self.index.headings.get(index as usize) else { continue };
            if let Some(score) = self.score(query, heading) {
                out.push(Match { index, score });
            }
        }
        Some(out)
    }

    /// The sum over the groups of the query, each counted by its best term; `None` if a group has no match.
    fn score(&mut self, query: &Query, heading: &Heading) -> Option<i32> {
        let mut sum = 0;
        for group in &query.groups {
            let scores = group.iter().filter_map(|term| self.term(term, heading));
            sum += scores.max()?;
        }
        Some(sum)
    }

    fn term(&mut self, term: &Term, heading: &Heading) -> Option<i32> {
        let characters = self.index.characters(heading);
        let pattern = &term.pattern;
        // Most headings fit a query of one or two characters, so looking twice would only cost time.
        let likely = || pattern.query().len() <= 2 || pattern.fits(characters);
        let score = if pattern.may_match(heading.masks) && likely() {
            pattern.score(characters, usize::from(heading.marked), &mut self.work)
        } else {
            None
        };
        match (term.not, score) {
            (false, score) => score.filter(|&s| s >= term.least).map(|s| s - term.penalty),
            (true, None) => Some(0),
            (true, Some(_)) => None,
        }
    }
}

impl Scan<'_> {
    /// Puts what was found in order: addresses first, then the best of all passes, of which the first
    /// [`FINALISTS`] are scored by fuzzy-matcher. Returns as many hits as were asked for, and how many
    /// there are in all; `None` when cancelled.
    pub(super) fn rank(
        &mut self,
        passes: &[Pass],
        addressed: &[NodeId],
        options: &Options,
    ) -> Option<(Vec<Hit>, usize)> {
        let near = Near::new(self.index, options.near);
        let named: HashSet<usize> = addressed.iter().map(|n| n.0).collect();
        let mut candidates = self.candidates(passes, &near, &named)?;
        let total = candidates.len() + addressed.len();
        let wanted = options.limit.saturating_sub(addressed.len());
        keep_best(&mut candidates, wanted.max(FINALISTS));

        let scorer = Scorer::default();
        let mut buffer = String::new();
        let mut ranked = Vec::with_capacity(candidates.len());
        for (place, candidate) in candidates.iter().enumerate() {
            if place % STRIDE == 0 && cancelled(self.cancel) {
                return None;
            }
            let (Some(pass), Some(heading)) = (
                passes.get(usize::from(candidate.pass)),
                self.index.headings.get(candidate.index as usize),
            ) else {
                continue;
            };
            let scored = place < FINALISTS;
            let (worth, matched) =
                self.explain(pass, heading, scored.then_some(&scorer), &mut buffer);
            let whole = if matched.len() == 1 && pass.is_long() { WHOLE } else { 0 };
            let score = worth + candidate.bonus - i64::from(pass.penalty) + whole;
            let hit = Hit { node: NodeId(candidate.index as usize), score, matched };
            ranked.push((candidate.tie, hit));
        }
        let finalists = ranked.len().min(FINALISTS);
        if let Some(first) = ranked.get_mut(..finalists) {
            first.sort_by_key(|(tie, hit)| (Reverse(hit.score), *tie, hit.node));
        }
        // The others keep the order of the lattice, below the finalists.
        let mut floor = i64::MAX;
        for (place, (_, hit)) in ranked.iter_mut().enumerate() {
            if place >= FINALISTS {
                hit.score = floor - 1;
            }
            floor = floor.min(hit.score);
        }
        let top = ranked.first().map_or(0, |(_, hit)| hit.score).max(0);
        let count = addressed.len();
        let mut hits: Vec<Hit> = addressed
            .iter()
            .take(options.limit)
            .enumerate()
            .map(|(i, &node)| Hit {
                node,
                score: top + (count - i) as i64,
                matched: self.numerals(node),
            })
            .collect();
        hits.extend(ranked.into_iter().map(|(_, hit)| hit).take(wanted));
        Some((hits, total))
    }

    /// The headings of all passes but those that are `named` by an address, each once, with its best score.
    fn candidates(
        &self,
        passes: &[Pass],
        near: &Near,
        named: &HashSet<usize>,
    ) -> Option<Vec<Candidate>> {
        let mut out = Vec::with_capacity(passes.iter().map(|p| p.matches.len()).sum());
        for (number, pass) in passes.iter().enumerate() {
            let least = pass.worthwhile();
            for (count, m) in pass.matches.iter().enumerate() {
                if count % STRIDE == 0 && cancelled(self.cancel) {
                    return None;
                }
                let index = m.index as usize;
                if m.score < least || named.contains(&index) {
                    continue;
                }
                let Some(heading) = self.index.headings.get(index) else { continue };
                let bonus = depth_bonus(heading.depth) + near.bonus(m.index);
                out.push(Candidate {
                    score: i64::from(m.score - pass.penalty) + bonus,
                    bonus,
                    tie: Tie {
                        depth: heading.depth,
                        len: heading.len,
                        distance: near.distance(m.index),
                    },
                    index: m.index,
                    pass: number as u8,
                });
            }
        }
        if passes.len() > 1 {
            // A heading that several readings find keeps the best of them.
            out.sort_unstable_by_key(|c| (c.index, Reverse(c.score), c.pass));
            out.dedup_by_key(|c| c.index);
        }
        Some(out)
    }

    /// The score of a heading by `scorer` (0 without one), and the characters that matched.
    fn explain(
        &mut self,
        pass: &Pass,
        heading: &Heading,
        scorer: Option<&Scorer>,
        buffer: &mut String,
    ) -> (i64, Vec<Span>) {
        let characters = self.index.characters(heading);
        let mut sum = 0;
        let mut used = Vec::new();
        for group in &pass.query.groups {
            let mut best: Option<(i32, _, &Term)> = None;
            for term in group.iter().filter(|t| !t.not) {
                if !term.pattern.may_match(heading.masks) {
                    continue;
                }
                let found =
                    term.pattern.align(characters, usize::from(heading.marked), &mut self.work);
                if let Some((score, steps)) = found
                    && score >= term.least
                    && best.as_ref().is_none_or(|(b, ..)| score - term.penalty > *b)
                {
                    best = Some((score - term.penalty, steps, term));
                }
            }
            let Some((_, steps, term)) = best else { continue };
            if let Some(scorer) = scorer {
                sum += worth(scorer, &term.pattern, characters, &steps, buffer);
                sum -= i64::from(term.penalty);
            }
            used.extend(steps.iter().map(|s| s.character));
        }
        used.sort_unstable();
        used.dedup();
        let spans = used.iter().filter_map(|&i| characters.get(i)).map(|c| c.span(heading.start));
        (sum, joined(spans))
    }

    /// The numerals of a heading's marker, which an address has matched.
    fn numerals(&self, node: NodeId) -> Vec<Span> {
        let Some(heading) = self.index.headings.get(node.0) else { return Vec::new() };
        let marker = self.index.characters(heading).iter().take(usize::from(heading.marked));
        joined(marker.filter(|c| c.is_numeral()).map(|c| c.span(heading.start)))
    }
}

/// A heading that may become a hit.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// By the lattice, with the bonus.
    score: i64,
    /// For depth and nearness.
    bonus: i64,
    tie: Tie,
    index: u32,
    /// Index of the pass that found it.
    pass: u8,
}

/// Decides between equal scores: the higher heading comes first, then the shorter, then the nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tie {
    depth: u16,
    len: u16,
    distance: u32,
}

/// Puts candidates in order and drops all but the first `keep`.
fn keep_best(candidates: &mut Vec<Candidate>, keep: usize) {
    let order = |c: &Candidate| (Reverse(c.score), c.tie, c.index);
    if candidates.len() > keep {
        // By score alone first, which is quick and leaves few.
        let mut scores: Vec<i64> = candidates.iter().map(|c| c.score).collect();
        let (_, &mut least, _) = scores.select_nth_unstable_by_key(keep - 1, |&s| Reverse(s));
        candidates.retain(|c| c.score >= least);
        if candidates.len() > keep {
            candidates.select_nth_unstable_by_key(keep - 1, order);
            candidates.truncate(keep);
        }
    }
    candidates.sort_unstable_by_key(order);
}

/// Joins spans, which are in order, where one ends where the next begins.
fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}
