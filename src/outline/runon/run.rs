//! A title that may run on into its text, and where it would best end.
//!
//! In: a title and its text. Out: the place at which most speaks for an end: that headings usually end with the word
//! before it and sentences begin with the word behind it ([`Words`]), that the text itself ends and begins its
//! clauses so ([`Clauses`]), that the text begins with a word of its heading, and that what stands before it has
//! the shape of a heading.

use super::clauses::{Clauses, Pair, is_mark};
use super::words::Words;
use crate::outline::marker::unclosed;
use crate::text::{Span, gloss, is_traditional, simplified};

/// Characters of the longest heading.
pub(super) const LONG: usize = 40;
/// The score of a place at which a title cannot end.
pub(super) const NEVER: f32 = -2.0;

/// How likely a title ends after how many characters.
pub(super) type Scores = [f32; LONG];

/// A title that may run on.
pub(super) struct Run {
    /// Its first characters and the two behind it, without glosses, simplified; each with its byte in the
    /// document.
    chars: Vec<(usize, char)>,
    /// How many of `chars` are the title's own.
    own: usize,
}

impl Run {
    /// The run of `title` in `text`.
    pub(super) fn new(title: Span, text: &str) -> Self {
        let mut chars: Vec<(usize, char)> = Vec::new();
        let mut own = 0;
        let mut next = title.start;
        while chars.len() < LONG + 4 && own + 2 > chars.len() {
            let rest = Span::new(next, text.len()).of(text);
            let Some(c) = rest.chars().next() else { break };
            let read = chars.last().is_some_and(|&(_, before)| !before.is_ascii());
            if let Some(len) = gloss(rest).filter(|_| read) {
                next += len;
                continue;
            }
            own += usize::from(next < title.end);
            chars.push((next, c));
            next += c.len_utf8();
        }
        let span = Span::new(title.start, next);
        if is_traditional(span.of(text)) {
            let mut shown = simplified(text, span).into_iter().peekable();
            for (byte, c) in &mut chars {
                while shown.next_if(|(at, _)| at < byte).is_some() {}
                if let Some((_, simple)) = shown.next_if(|(at, _)| at == byte) {
                    *c = simple;
                }
            }
        }
        Self { chars, own }
    }

    /// The pairs of characters of which it consists.
    pub(super) fn pairs(self) -> impl Iterator<Item = Pair> {
        (1..self.chars.len()).filter_map(move |at| pair(self.chars.get(at - 1..=at)?))
    }

    /// How likely the title ends after each number of characters.
    pub(super) fn scores(&self, words: &Words, clauses: &Clauses) -> Scores {
        let mut scores = [NEVER; LONG];
        let own = scores.iter_mut().enumerate().take(self.own).skip(4);
        for (at, score) in own {
            *score = self.score(at, words, clauses).unwrap_or(NEVER);
        }
        scores
    }

    /// The byte of the document before its character `at`, if the title has that many.
    pub(super) fn byte(&self, at: usize) -> Option<usize> {
        self.chars.get(at).filter(|_| at < self.own).map(|&(byte, _)| byte)
    }

    /// How many characters it has, as far as they were looked at.
    pub(super) fn len(&self) -> usize {
        self.own
    }

    /// The last of its first `at` characters.
    pub(super) fn last(&self, at: usize) -> Option<char> {
        self.chars.get(at.checked_sub(1)?).map(|&(_, c)| c)
    }

    /// Where the commas stand among its first `at` characters.
    pub(super) fn commas(&self, at: usize) -> impl Iterator<Item = usize> {
        let chars = self.chars.iter().take(at).enumerate();
        chars.filter(|(_, (_, c))| is_comma(*c)).map(|(i, _)| i)
    }

    /// How likely the title ends before its character `at`; `None` where it cannot.
    fn score(&self, at: usize, words: &Words, clauses: &Clauses) -> Option<f32> {
        let (title, rest) = self.chars.split_at_checked(at)?;
        let (last, first) = (title.last()?.1, rest.first()?.1);
        if is_mark(last) && !is_closer(last)
            || is_mark(first) && !is_opener(first)
            || unclosed(title.iter().map(|&(_, c)| c))
        {
            return None;
        }
        let closed = title.iter().rev().take_while(|&&(_, c)| is_closer(c)).count();
        let end = pair(title.get(..at - closed)?.last_chunk::<2>()?)?;
        let begin = pair(rest.get(usize::from(is_opener(first))..)?.first_chunk::<2>()?)?;
        let said = words.ends(end) + words.begins(begin) + again(title, rest);
        let written = clauses.ends(end) + clauses.begins(begin) - clauses.inside([last, first]);
        Some(said + written + shape(title))
    }
}

fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',')
}

fn is_opener(c: char) -> bool {
    matches!(c, '“' | '《')
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '》' | '）' | ')')
}

/// The pair of two characters.
fn pair(chars: &[(usize, char)]) -> Option<Pair> {
    let [a, b] = chars else { return None };
    Some([a.1, b.1])
}

/// How much `title` looks like a heading: one that is not long, of clauses that are equally long.
fn shape(title: &[(usize, char)]) -> f32 {
    /// Characters of a usual heading, and what each above it takes away.
    const USUAL: usize = 18;
    const ABOVE: f32 = 0.06;
    const EVEN: f32 = 1.0;
    const UNEVEN: f32 = 0.3;
    let mut clauses = title.split(|&(_, c)| is_comma(c)).map(<[_]>::len);
    let first = clauses.next().unwrap_or(0);
    let (mut count, mut even, mut last) = (0.0, first >= 4, first);
    for len in clauses {
        count += 1.0;
        even &= len == first;
        last = len;
    }
    let parts = match (count > 0.0, even) {
        (false, _) => 0.0,
        (true, true) => EVEN,
        (true, false) => -UNEVEN * count,
    };
    let stub = match last {
        ..4 => 1.0,
        4 | 5 if count == 0.0 => 0.6,
        _ => 0.0,
    };
    let above = u16::try_from(title.len().saturating_sub(USUAL)).unwrap_or(u16::MAX);
    parts - stub - ABOVE * f32::from(above)
}

/// Texts often begin with a word of their heading: 加固堤防的重要性堤防是……
fn again(title: &[(usize, char)], rest: &[(usize, char)]) -> f32 {
    const AGAIN: f32 = 1.4;
    let Some(word) = rest.first_chunk::<3>() else { return 0.0 };
    let same = |three: &[(usize, char)]| three.iter().zip(word).all(|(a, b)| a.1 == b.1);
    if title.windows(3).any(same) { AGAIN } else { 0.0 }
}
