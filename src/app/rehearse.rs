//! Rehearsing a speech: the sentence that is lit, the clocks, the keys.
//!
//! In: a [`Text`], time that passes, steps. Out: the sentence that is lit, the times to show, and what
//! is to be said aloud. Pure: time comes in as durations. `plan` says how long sentences take,
//! `voice` by which command they are read aloud.

mod plan;
mod voice;

use std::sync::Arc;
use std::time::Duration;

use super::reading::Place;
use super::relocate::Relocate;
use super::text::Text;
use crate::text::Span;

pub(super) use plan::split;
pub use plan::{LONG, Plan, SHORT, Sentence};
pub use voice::{Speaker, Speech, Unsaid};

/// What a key changes the pace by, in 字 a minute.
pub const STEP: u32 = 10;
/// Fastest pace.
pub const FASTEST: u32 = 2000;

/// A rehearsal.
#[derive(Debug)]
pub struct Rehearsal {
    /// The text that is rehearsed.
    pub text: Arc<Text>,
    /// Its sentences.
    pub plan: Plan,
    /// The sentence that is lit.
    pub at: usize,
    /// How long it has been said.
    pub said: Duration,
    /// Whether it goes on by itself.
    pub running: bool,
    /// Whether the last sentence was said to its end.
    pub done: bool,
    /// Since the rehearsal began, pauses included; it stands when all is said.
    pub elapsed: Duration,
    /// 字 a minute now.
    pub pace: u32,
    /// 字 a minute by which it was planned.
    pub planned: u32,
    /// Where the reader was when it began.
    pub origin: Place,
    /// The command that reads aloud.
    pub speaker: Option<Speaker>,
    /// The sentence being said aloud.
    pub speaking: Option<u64>,
    /// When, as `elapsed` counts, the section was begun.
    entered: Duration,
    /// The place in the plan at which `elapsed` was zero, in milliseconds; leaps of headings move it.
    base: i64,
    /// Sentence and size of the screen for which the text was placed.
    pub(super) placed: Option<(usize, (u16, u16))>,
}

/// The times that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Seconds since the rehearsal began.
    pub elapsed: u64,
    /// Seconds planned for the whole.
    pub whole: u64,
    /// Seconds since the section was begun.
    pub here: u64,
    /// Seconds planned for the section.
    pub section: u64,
    /// Seconds ahead of the plan; below zero, behind it.
    pub lead: i64,
}

impl Rehearsal {
    /// Begins at the sentence of `byte`. `None` where there is nothing to say.
    #[must_use]
    pub fn new(text: Arc<Text>, byte: usize, pace: u32, origin: Place) -> Option<Self> {
        let plan = Plan::new(&text.document, text.headings());
        let last = plan.len().checked_sub(1)?;
        let at = plan.at_byte(byte).min(last);
        let mut rehearsal = Self {
            text,
            plan,
            at,
            said: Duration::ZERO,
            running: true,
            done: false,
            elapsed: Duration::ZERO,
            pace,
            planned: pace,
            origin,
            speaker: None,
            speaking: None,
            entered: Duration::ZERO,
            base: 0,
            placed: None,
        };
        rehearsal.base = rehearsal.place();
        Some(rehearsal)
    }

    /// Goes on in another version of the text, at the same words. Returns whether there are any.
    pub fn replace(&mut self, text: Arc<Text>) -> bool {
        let (byte, before) = (self.span().start, self.lead());
        let old = std::mem::replace(&mut self.text, text);
        let new = &self.text;
        let byte = Relocate::new(old.document.text(), new.document.text()).find(byte);
        self.plan = Plan::new(&new.document, new.headings());
        let Some(last) = self.plan.len().checked_sub(1) else { return false };
        self.at = self.plan.at_byte(byte).min(last);
        self.base += self.lead() - before;
        (self.speaking, self.placed) = (None, None);
        true
    }

    /// The sentence that is lit.
    #[must_use]
    pub fn span(&self) -> Span {
        self.plan.span(self.at).unwrap_or_default()
    }

    /// The byte that is being said, by the clock; a `char` boundary.
    #[must_use]
    pub fn byte(&self) -> usize {
        let span = self.span();
        let time = self.plan.time(self.at, self.pace).as_millis().max(1);
        let share = span.len() as u128 * self.said.as_millis().min(time) / time;
        let mut byte = span.start + usize::try_from(share).unwrap_or(0);
        let text = self.text.document.text();
        while byte > span.start && (byte >= span.end || !text.is_char_boundary(byte)) {
            byte -= 1;
        }
        byte
    }

    /// Time goes on by `by`.
    pub fn pass(&mut self, by: Duration) {
        if self.done {
            return;
        }
        self.elapsed += by;
        if !self.running {
            return;
        }
        self.said += by;
        if self.speaker.is_some() {
            // While a voice reads, its end decides when the next sentence begins.
            self.said = self.said.min(self.plan.time(self.at, self.pace));
            return;
        }
        loop {
            let time = self.plan.time(self.at, self.pace);
            if self.said < time {
                return;
            }
            let more = self.said - time;
            if !self.follow() {
                // The rest of `by` lies after the end.
                self.elapsed = self.elapsed.saturating_sub(more);
                return;
            }
            self.said = more;
        }
    }

    /// The lit sentence was said: the next is lit. Returns whether there is one.
    pub fn follow(&mut self) -> bool {
        self.speaking = None;
        if self.at + 1 >= self.plan.len() {
            self.said = self.plan.time(self.at, self.pace);
            (self.running, self.done) = (false, true);
            return false;
        }
        self.light(self.at + 1);
        true
    }

    /// Lights sentence `to`, from its start.
    fn light(&mut self, to: usize) {
        if self.plan.section(to) != self.plan.section(self.at) {
            self.entered = self.elapsed;
        }
        (self.at, self.said, self.speaking, self.done) = (to, Duration::ZERO, None, false);
    }

    /// Goes `by` sentences on, which is ahead of the plan, or back, which is behind it.
    pub fn step(&mut self, by: isize) {
        let last = self.plan.len().saturating_sub(1);
        let to = self.at.saturating_add_signed(by).min(last);
        // Past the end there is nothing to go to; before the start, the first sentence begins again.
        if to != self.at || by < 0 {
            self.light(to);
        }
    }

    /// Goes `by` headings on; the plan goes along.
    pub fn leap(&mut self, by: isize) {
        self.leap_to(self.plan.heading(self.at, by));
    }

    /// Goes to sentence `to`; past the last, to that. The plan goes along.
    pub fn leap_to(&mut self, to: usize) {
        let before = self.place();
        self.light(to.min(self.plan.len().saturating_sub(1)));
        self.entered = self.elapsed;
        self.base += self.place() - before;
    }

    /// Pauses, or goes on; after the end, from the start.
    pub fn pause(&mut self) {
        if self.done {
            self.light(0);
            (self.elapsed, self.entered, self.base) = (Duration::ZERO, Duration::ZERO, 0);
            self.running = true;
            return;
        }
        self.running = !self.running;
        self.speaking = None;
    }

    /// Changes the pace; of the lit sentence the same share is said.
    pub fn hurry(&mut self, by: i64) {
        let slowest = self.pace.min(STEP);
        let pace = (i64::from(self.pace) + by).clamp(i64::from(slowest), i64::from(FASTEST));
        let before = self.plan.time(self.at, self.pace);
        self.pace = u32::try_from(pace).unwrap_or(FASTEST);
        let after = self.plan.time(self.at, self.pace);
        self.said = scaled(self.said, before, after);
    }

    /// The place in the plan, in milliseconds from its start.
    fn place(&self) -> i64 {
        let now = self.plan.time(self.at, self.pace);
        let planned = self.plan.time(self.at, self.planned);
        let said = scaled(self.said, now, planned).min(planned);
        signed(self.plan.start(self.at, self.planned) + said)
    }

    /// Milliseconds ahead of the plan.
    fn lead(&self) -> i64 {
        self.place() - self.base - signed(self.elapsed)
    }

    /// The times to show.
    #[must_use]
    pub fn times(&self) -> Times {
        let section = self.plan.section(self.at);
        let start = |index| self.plan.start(index, self.planned);
        // To the nearest second, as everywhere in the program.
        let round = |time: Duration| (time + Duration::from_millis(500)).as_secs();
        Times {
            elapsed: self.elapsed.as_secs(),
            whole: round(self.plan.whole(self.planned)),
            here: self.elapsed.saturating_sub(self.entered).as_secs(),
            section: round(start(section.end).saturating_sub(start(section.start))),
            lead: self.lead() / 1000,
        }
    }

    /// How long nothing that is shown changes by itself.
    #[must_use]
    pub fn patience(&self) -> Duration {
        if self.done {
            return Duration::MAX;
        }
        if self.running && self.speaker.is_some() && self.speaking.is_none() {
            return Duration::ZERO;
        }
        let rest =
            |time: Duration| Duration::from_millis(1000 - u64::from(time.subsec_millis()).min(999));
        let clocks = rest(self.elapsed).min(rest(self.elapsed.saturating_sub(self.entered)));
        if self.running && self.speaker.is_none() {
            return clocks.min(self.plan.time(self.at, self.pace).saturating_sub(self.said));
        }
        clocks
    }
}

/// `part` of `whole`, as the same share of another whole.
fn scaled(part: Duration, whole: Duration, other: Duration) -> Duration {
    let share = part.as_micros() * other.as_micros() / whole.as_micros().max(1);
    Duration::from_micros(u64::try_from(share).unwrap_or(u64::MAX))
}

fn signed(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
