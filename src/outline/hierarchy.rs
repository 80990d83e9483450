//! Decides what is nested in what: a walk over the candidates with a stack of open lists, in which the
//! continuity of numbers decides. Several ways of reading are kept until later numbers tell which of
//! them is right.
//!
//! In: [`Event`]s in reading order. Out: those that are accepted, with their parents. The time is linear
//! in the number of events: at most [`BEAM`] readings are kept, each with at most [`DEPTH`] open lists.

mod score;

use super::events::Event;
use super::family::{self, LAST};
use super::marker::{Boundary, Candidate};
use super::tree::Family;

/// How many readings are kept at a time.
const BEAM: usize = 8;
/// How far behind the best score a reading may fall before it is given up, in log-odds.
const MARGIN: f32 = 10.0;
/// How many lists can be open at once; deeper ones are all put on the last level.
const DEPTH: usize = 12;

/// An event that was accepted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accepted {
    /// Index of the event.
    pub event: usize,
    /// Index, among the accepted events, of the one to which it belongs.
    pub parent: Option<usize>,
    /// Number of the list of which it is an item.
    pub list: u32,
    /// The number of the item in its list. That of 最后 comes from the item before it.
    pub value: u32,
}

/// An open list. The fields named as in [`Candidate`] hold what that has for the last item.
#[derive(Clone, Copy, Debug)]
struct Frame {
    family: Family,
    value: u32,
    prefix: u32,
    parts: u8,
    declared: u8,
    /// Whether it is the title of a speech, not a list.
    title: bool,
    /// How many items it has so far.
    items: u16,
    /// How many items were announced before its first; 0 if none were.
    announced: u16,
    /// Paragraph of its last item.
    paragraph: u32,
    /// Whether its last item opens a paragraph.
    line: bool,
    /// How many paragraphs each item takes; 0 while unknown, [`UNEVEN`] if they differ.
    stride: u32,
    /// Number of the decision, in the arena, that accepted its last item.
    item: u32,
    /// Whether its last item is a line of its own, with its text in the lines after it.
    alone: bool,
    /// Whether its last item is 最后.
    ended: bool,
    /// Number of the list.
    id: u32,
}

/// One way of reading the events so far.
#[derive(Clone, Debug)]
struct Reading {
    /// Log-odds of all that it has decided, less those of the best reading.
    score: f32,
    /// The open lists, the outermost first; those from `depth` on do not count.
    stack: [Frame; DEPTH],
    depth: usize,
    /// For each family the last value of the list of it that was closed last, for numbers that run on.
    closed: [u16; FAMILIES],
    /// For each family the decision, in the arena, that accepted the last item of that list.
    closed_item: [u32; FAMILIES],
    /// For each family the family under which a list of it was last opened, or [`NOBODY`].
    under: [u8; FAMILIES],
    /// Number of its last decision in the arena, or [`NONE`].
    tail: u32,
}

/// How many families there are.
const FAMILIES: usize = Family::Own as usize + 1;
/// Stands for no family in [`Reading::under`].
const NOBODY: u8 = u8::MAX;
/// The number of no decision and of no list.
const NONE: u32 = u32::MAX;
/// The stride of a list whose items differ in length.
const UNEVEN: u32 = u32::MAX;

/// The acceptance of an event in some reading. Decisions of an arena are named by their numbers in it;
/// [`NONE`] stands for no decision.
#[derive(Clone, Copy, Debug)]
struct Decision {
    /// Index of the event.
    event: u32,
    /// The decision on its parent.
    parent: u32,
    list: u32,
    value: u32,
    /// The decision that the reading took before this one.
    before: u32,
}

/// All decisions of all readings, in the order in which they were taken. This is the largest structure
/// of the engine, so it grows in pieces: nothing is ever copied, and only the last piece is not full.
#[derive(Debug, Default)]
struct Arena {
    pieces: Vec<Vec<Decision>>,
}

impl Arena {
    /// Decisions in a piece.
    const PIECE: usize = 1 << 12;

    /// Adds `decision` and returns its number.
    fn push(&mut self, decision: Decision) -> u32 {
        if self.pieces.last().is_none_or(|piece| piece.len() == Self::PIECE) {
            self.pieces.push(Vec::with_capacity(Self::PIECE));
        }
        let before = (self.pieces.len() - 1) * Self::PIECE;
        let Some(piece) = self.pieces.last_mut() else { return NONE };
        piece.push(decision);
        u32::try_from(before + piece.len() - 1).unwrap_or(NONE)
    }

    /// The decision of this number.
    fn get(&self, number: u32) -> Option<&Decision> {
        let number = usize::try_from(number).ok()?;
        self.pieces.get(number / Self::PIECE)?.get(number % Self::PIECE)
    }
}

/// What a reading may do with an event.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Leave the event out.
    Reject,
    /// Go on with the list at this index of the stack, as its item of this value.
    Continue(usize, u32),
    /// Keep this many of the open lists, close the others, and open a new one.
    Open(usize),
    /// Start a speech.
    Title,
    /// Like `Open`, for a heading whose level is declared.
    Declared(usize),
}

impl Frame {
    const fn empty() -> Self {
        Self {
            family: Family::None,
            value: 0,
            prefix: 0,
            parts: 0,
            declared: 0,
            title: false,
            items: 0,
            announced: 0,
            paragraph: 0,
            line: true,
            stride: 0,
            item: NONE,
            alone: false,
            ended: false,
            id: 0,
        }
    }

    const fn is_title(&self) -> bool {
        self.title
    }

    /// Whether a number of items was announced and it has that many.
    fn complete(&self) -> bool {
        self.announced > 0 && self.items >= self.announced
    }

    /// Whether `next` begins another announced list after this complete one, not a list inside its last
    /// item.
    fn is_followed(&self, next: &Candidate) -> bool {
        self.complete() && next.announced > 0 && !self.alone
    }
}

impl Reading {
    fn new() -> Self {
        Self {
            score: 0.0,
            stack: [Frame::empty(); DEPTH],
            depth: 0,
            closed: [0; FAMILIES],
            closed_item: [NONE; FAMILIES],
            under: [NOBODY; FAMILIES],
            tail: NONE,
        }
    }

    fn open(&self) -> &[Frame] {
        self.stack.get(..self.depth).unwrap_or_default()
    }

    fn top(&self) -> Option<&Frame> {
        self.open().last()
    }

    /// How many frames at the bottom of the stack no list may close: 1 for the title of the speech, or 0.
    fn floor(&self) -> usize {
        usize::from(self.open().first().is_some_and(Frame::is_title))
    }

    /// Whether `step` on `event` leads to the same open lists, at the same numbers, as `other` has.
    fn comes_to(&self, step: Step, event: &Event, other: &Self) -> bool {
        let c = &event.candidate;
        let opened = (c.family, c.value, c.prefix, c.parts);
        // How many lists stay as they are, and the one that is put on top of them.
        let (kept, top) = match step {
            Step::Reject => (self.depth, None),
            Step::Continue(k, value) => {
                let old = self.stack.get(k).map(|f| (f.family, value, f.prefix, c.parts));
                (k, old)
            }
            Step::Open(k) | Step::Declared(k) => (k.min(DEPTH - 1), Some(opened)),
            Step::Title => (0, Some(opened)),
        };
        let state = |f: &Frame| (f.family, f.value, f.prefix, f.parts);
        other.depth == kept + usize::from(top.is_some())
            && top.is_none_or(|top| other.top().is_some_and(|f| state(f) == top))
            && self.open().iter().zip(other.open()).take(kept).all(|(a, b)| state(a) == state(b))
    }

    /// Closes all lists but the first `depth` ones.
    fn close_to(&mut self, depth: usize) {
        for i in depth..self.depth {
            let Some(frame) = self.stack.get(i) else { continue };
            if let Some(slot) = self.closed.get_mut(frame.family as usize) {
                *slot = u16::try_from(frame.value).unwrap_or(0);
            }
            if let Some(slot) = self.closed_item.get_mut(frame.family as usize) {
                *slot = frame.item;
            }
        }
        self.depth = depth;
    }

    /// Opens the list `frame`; on a full stack it replaces the last one.
    fn push(&mut self, frame: Frame) {
        if let Some(slot) = self.stack.get_mut(self.depth) {
            *slot = frame;
            self.depth += 1;
        } else if let Some(slot) = self.stack.last_mut() {
            *slot = frame;
        }
    }

    /// The reading after `step` on `event`, which has this `index`; `lists` is the number of the next new
    /// list.
    fn take(
        &self,
        step: Step,
        event: &Event,
        index: usize,
        arena: &mut Arena,
        lists: &mut u32,
    ) -> Self {
        let mut next = self.clone();
        let c = &event.candidate;
        let line = c.boundary == Boundary::Line;
        let mut frame = Frame {
            family: c.family,
            value: c.value,
            prefix: c.prefix,
            parts: c.parts,
            declared: c.declared,
            title: matches!(step, Step::Title),
            items: 1,
            announced: u16::from(c.announced),
            paragraph: c.paragraph,
            line,
            stride: 0,
            item: NONE,
            alone: c.own_line,
            ended: c.value == LAST,
            id: 0,
        };
        match step {
            Step::Reject => return next,
            Step::Continue(k, value) => {
                next.close_to(k + 1);
                if let Some(old) = next.stack.get(k) {
                    frame.value = value;
                    frame.id = old.id;
                    frame.items = old.items.saturating_add(1);
                    frame.announced = old.announced;
                    frame.declared = old.declared;
                    frame.family = old.family;
                    frame.prefix = old.prefix;
                    let step = c.paragraph - old.paragraph.min(c.paragraph);
                    frame.stride = match old.stride {
                        0 => step,
                        stride if stride == step => stride,
                        _ => UNEVEN,
                    };
                }
                next.depth = k;
            }
            Step::Open(k) | Step::Declared(k) => {
                next.close_to(k);
                let parent = next.top().map_or(NOBODY, |f| f.family as u8);
                if let Some(slot) = next.under.get_mut(c.family as usize) {
                    *slot = parent;
                }
            }
            Step::Title => {
                next.close_to(0);
                next.closed = [0; FAMILIES];
                // In a new speech it is not known yet whether questions stand in sections.
                if let Some(slot) = next.under.get_mut(Family::None as usize) {
                    *slot = NOBODY;
                }
            }
        }
        if !matches!(step, Step::Continue(..)) {
            // Numbers that run on from one section into the next make one list.
            let last = next.closed.get(c.family as usize).copied().map_or(0, u32::from);
            let runs_on = matches!(step, Step::Open(_)) && c.value > 1 && c.value == last + 1;
            let closed = next.closed_item.get(c.family as usize).filter(|_| runs_on);
            frame.id = closed.and_then(|&item| arena.get(item)).map_or(*lists, |d| d.list);
            *lists += 1;
        }
        let parent = next.top().map_or(NONE, |f| f.item);
        let decision = arena.push(Decision {
            event: u32::try_from(index).unwrap_or(NONE),
            parent,
            list: frame.id,
            value: frame.value,
            before: self.tail,
        });
        frame.item = decision;
        next.tail = decision;
        next.push(frame);
        next
    }
}

/// Decides which of `events` enter the outline, and to which other each of them belongs.
pub(super) fn walk(events: &[Event]) -> Vec<Accepted> {
    let mut arena = Arena::default();
    let mut lists = 0;
    let mut beam = vec![Reading::new()];
    let mut steps: Vec<(f32, usize, Step)> = Vec::new();
    let mut next: Vec<Reading> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        steps.clear();
        for (i, reading) in beam.iter().enumerate() {
            score::steps(reading, event, &mut |odds, step| {
                steps.push((reading.score + odds, i, step));
            });
        }
        let best = steps.iter().map(|s| s.0).fold(f32::NEG_INFINITY, f32::max);
        steps.retain(|s| s.0 >= best - MARGIN);
        // The sort is stable: of equal scores, the one found first wins.
        steps.sort_by(|a, b| b.0.total_cmp(&a.0));
        next.clear();
        for &(score, i, step) in &steps {
            if next.len() == BEAM {
                break;
            }
            let Some(reading) = beam.get(i) else { continue };
            // Of two readings with the same open lists, only the better one can win in the end.
            if next.iter().any(|r| reading.comes_to(step, event, r)) {
                continue;
            }
            let taken = reading.take(step, event, index, &mut arena, &mut lists);
            next.push(Reading { score, ..taken });
        }
        std::mem::swap(&mut beam, &mut next);
        // Scores grow with the text; only their differences count.
        let top = beam.first().map_or(0.0, |r| r.score);
        for reading in &mut beam {
            reading.score -= top;
        }
    }
    let best = beam.iter().max_by(|a, b| score::ended(a).total_cmp(&score::ended(b)));
    best.map_or(Vec::new(), |r| trace(&arena, r.tail))
}

/// The decisions that led to `tail`, in reading order, with their parents as indices into the result.
fn trace(arena: &Arena, tail: u32) -> Vec<Accepted> {
    let mut chain: Vec<u32> = Vec::new();
    let mut at = tail;
    while let Some(decision) = arena.get(at) {
        chain.push(at);
        at = decision.before;
    }
    chain.reverse();
    let accepted = |&at: &u32| {
        let d = arena.get(at)?;
        // Arena numbers rise along the chain, so the parent is found by bisection.
        let parent = (d.parent != NONE).then(|| chain.binary_search(&d.parent).ok()).flatten();
        let event = usize::try_from(d.event).ok()?;
        Some(Accepted { event, parent, list: d.list, value: d.value })
    };
    let mut all = Vec::with_capacity(chain.len());
    all.extend(chain.iter().filter_map(accepted));
    all
}

/// Whether lists of the family attach to whatever item is open ([`family::FLOAT`]).
fn floats(family: Family) -> bool {
    family::of(family).rank == family::FLOAT
}
