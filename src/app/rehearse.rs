//! Rehearsing a speech: its sentences, the time each takes, and where the speaker is in them.
//!
//! In: a [`Document`] with its [`Outline`], time that passes, steps. Out: the sentence that is lit,
//! the times to show, what is to be said aloud. Pure: time comes in as durations.
//!
//! A sentence takes its 字数 ([`stats`](crate::stats)) at the pace, and a silence after each mark in
//! it and at the end of its paragraph. How long these silences are is our own choice: a mark counts
//! as a 字 itself, so that at 200 a minute a comma takes half a second and a full stop 0.8 s.

use std::sync::Arc;
use std::time::Duration;

use super::reading::Place;
use super::text::{Relocate, Text};
use crate::document::{Document, Role};
use crate::outline::Outline;
use crate::stats::words;
use crate::text::{Span, is_blank};

/// Silence after ，、；： beyond the time of the mark itself.
pub const SHORT: Duration = Duration::from_millis(200);
/// Silence after 。！？ and at the end of a paragraph.
pub const LONG: Duration = Duration::from_millis(500);
/// What a key changes the pace by, in 字 a minute.
pub const STEP: u32 = 10;
/// Fastest pace.
pub const FASTEST: u32 = 2000;

/// A sentence, with what follows it up to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, in bytes of the text.
    pub span: Span,
    /// 字数 of all sentences before it.
    words: usize,
    /// Silences in all sentences before it, in milliseconds.
    silence: u64,
}

/// The sentences of a text and its sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In reading order, and one more that is the end.
    sentences: Vec<Sentence>,
    /// The first sentence of each section, the first of all among them.
    sections: Vec<usize>,
}

impl Plan {
    /// Plans `document`: all of it but page furniture and preformatted lines. Linear in the text.
    #[must_use]
    pub fn new(document: &Document, outline: &Outline) -> Self {
        let text = document.text();
        let mut sentences = Vec::new();
        let mut next = Sentence::default();
        for paragraph in document.paragraphs() {
            if matches!(paragraph.role, Role::Furniture | Role::Code) {
                continue;
            }
            let first = sentences.len();
            for (span, silence) in split(paragraph.span, text) {
                let count = words(span.of(text));
                if count == 0 {
                    continue;
                }
                sentences.push(Sentence { span, ..next });
                next.words += count;
                next.silence += silence;
            }
            if sentences.len() > first {
                next.silence += millis(LONG);
            }
        }
        next.span = Span::at(text.len());
        sentences.push(next);
        let mut plan = Self { sentences, sections: vec![0] };
        for node in outline.nodes().iter().filter(|node| node.heads_section()) {
            let index = plan.at_byte(node.start());
            if index < plan.len() && plan.sections.last().is_none_or(|&last| last < index) {
                plan.sections.push(index);
            }
        }
        plan
    }

    /// How many sentences there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sentences.len().saturating_sub(1)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The words of sentence `index`; nothing past the last.
    #[must_use]
    pub fn span(&self, index: usize) -> Option<Span> {
        self.sentences.get(..self.len())?.get(index).map(|sentence| sentence.span)
    }

    /// The sentence in which `byte` lies, or the next; past the last, their number.
    #[must_use]
    pub fn at_byte(&self, byte: usize) -> usize {
        let all = self.sentences.get(..self.len()).unwrap_or_default();
        all.partition_point(|sentence| sentence.span.end <= byte)
    }

    /// When sentence `index` begins at `pace` 字 a minute; past the last, when all is said.
    #[must_use]
    pub fn start(&self, index: usize, pace: u32) -> Duration {
        let Some(sentence) = self.sentences.get(index).or(self.sentences.last()) else {
            return Duration::ZERO;
        };
        let spoken = sentence.words as u64 * 60_000 / u64::from(pace.max(1));
        Duration::from_millis(spoken + sentence.silence)
    }

    /// How long sentence `index` takes with the silence after it.
    #[must_use]
    pub fn time(&self, index: usize, pace: u32) -> Duration {
        self.start(index + 1, pace).saturating_sub(self.start(index, pace))
    }

    /// How long all of it takes.
    #[must_use]
    pub fn whole(&self, pace: u32) -> Duration {
        self.start(self.len(), pace)
    }

    /// The sentences of the section in which sentence `index` stands: from its heading to the next
    /// heading of any level.
    #[must_use]
    pub fn section(&self, index: usize) -> std::ops::Range<usize> {
        let after = self.sections.partition_point(|&first| first <= index);
        let first = after.checked_sub(1).and_then(|at| self.sections.get(at));
        let next = self.sections.get(after);
        first.copied().unwrap_or(0)..next.copied().unwrap_or(self.len())
    }

    /// The first sentence of the section `by` sections on. From inside a section, the first step back
    /// goes to its start; past the last section there is nothing to go to.
    #[must_use]
    pub fn heading(&self, index: usize, by: isize) -> usize {
        let after = self.sections.partition_point(|&first| first <= index);
        let here = after.saturating_sub(1);
        let inside = self.sections.get(here).is_some_and(|&first| first < index);
        let by = if by < 0 && inside { by + 1 } else { by };
        let last = self.sections.len().saturating_sub(1);
        if by > 0 && here == last {
            return index;
        }
        let to = here.saturating_add_signed(by).min(last);
        self.sections.get(to).copied().unwrap_or(0)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The sentences of a paragraph, each with its closing marks and the silences in it in milliseconds.
///
/// A sentence ends after 。！？ and the closing quotes and brackets that follow (GB/T 15834: 句末点号).
pub(super) fn split(paragraph: Span, text: &str) -> impl Iterator<Item = (Span, u64)> {
    let mut chars = paragraph.of(text).char_indices().peekable();
    let mut start = paragraph.start;
    std::iter::from_fn(move || {
        while let Some(&(_, c)) = chars.peek() {
            if !(is_blank(c) || c.is_whitespace()) {
                break;
            }
            start += c.len_utf8();
            chars.next();
        }
        chars.peek()?;
        let (mut end, mut silence, mut ended) = (start, 0, false);
        let mut marked = false;
        while let Some(&(at, c)) = chars.peek() {
            let after = text.get(paragraph.start + at + c.len_utf8()..);
            let number = after.is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
            let stop = match c {
                '。' | '！' | '？' => Some(LONG),
                '!' | '?' if !number => Some(LONG),
                '，' | '、' | '；' | '：' => Some(SHORT),
                // In 1,200 and 9:30 they part no words.
                ',' | ';' | ':' if !number => Some(SHORT),
                _ => None,
            };
            if ended && stop != Some(LONG) && !closes(c) {
                break;
            }
            chars.next();
            end = paragraph.start + at + c.len_utf8();
            // ？！ and ！！ are silent once.
            if let (Some(stop), false) = (stop, marked) {
                silence += millis(stop);
            }
            marked = stop.is_some();
            ended |= stop == Some(LONG);
        }
        let span = Span::new(start, end);
        start = end;
        Some((span, silence))
    })
}

const fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '〕' | '"' | '\'')
}

/// A command that reads aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker(Vec<String>);

impl Speaker {
    /// The command `line`, taken apart at blanks; no shell reads it. `None` where it is empty.
    #[must_use]
    pub fn new(line: &str) -> Option<Self> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// What is run for `sentence`: the words of the command, and what goes to its standard input.
    /// A word `{}` stands for the sentence, which then is no input; it is never an option.
    #[must_use]
    pub fn run(&self, sentence: &str) -> (Vec<String>, String) {
        if self.0.iter().skip(1).all(|word| word != "{}") {
            return (self.0.clone(), format!("{sentence}\n"));
        }
        let said = if sentence.starts_with('-') { format!(" {sentence}") } else { sentence.into() };
        let put = |(at, word): (usize, &String)| {
            if at > 0 && word == "{}" { said.clone() } else { word.clone() }
        };
        (self.0.iter().enumerate().map(put).collect(), String::new())
    }
}

/// A sentence to be said aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Tells it from others: an end of another one is no news.
    pub serial: u64,
    /// The program and its arguments.
    pub words: Vec<String>,
    /// What goes to its standard input.
    pub input: String,
}

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
        let plan = Plan::new(&text.document, &text.outline);
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
        self.plan = Plan::new(&new.document, &new.outline);
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
            // The voice sets the pace.
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
                // What is left of `by` was after the end.
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
        // Past the end there is nothing to go to; before the start, the first is said again.
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
        // To the nearest second, as speaking time is told everywhere.
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
