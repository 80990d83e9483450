//! How long a speech takes, sentence by sentence.
//!
//! In: a [`Document`] with its [`Outline`]. Out: a [`Plan`]: its sentences, when each begins and how
//! long it takes at any pace.
//!
//! A sentence takes its 字数 ([`stats`](crate::stats)) at the pace, and a silence after each mark in
//! it and at the end of its paragraph. How long these silences are is our own choice: a mark counts
//! as a 字 itself, so that at 200 a minute a comma takes half a second and a full stop 0.8 s.

use std::time::Duration;

use crate::document::{Document, Role};
use crate::outline::Outline;
use crate::stats::words;
use crate::text::{Span, is_blank};

/// Silence after ，、；： beyond the time of the mark itself.
pub const SHORT: Duration = Duration::from_millis(200);
/// Silence after 。！？ and at the end of a paragraph.
pub const LONG: Duration = Duration::from_millis(500);
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
    /// In reading order; one more marks the end.
    sentences: Vec<Sentence>,
    /// The first sentence of each section; the first of the text is always among them.
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
pub(in crate::app) fn split(paragraph: Span, text: &str) -> impl Iterator<Item = (Span, u64)> {
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
                // In 1,200 and 9:30 they are part of a number.
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
