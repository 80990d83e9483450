//! Finds the lines of a plain text.
//!
//! In: the text. Out: [`Line`]s, measured, in order. Lines in which noise or a site's words stand are cut
//! there, and so are lines that were several before the text was copied ([`flat`]).

use std::collections::HashSet;

use super::wrap::Line;
use super::{flat, slogan};
use crate::beside::beside;
use crate::document::{lines, trim};
use crate::memory::give_back;
use crate::text::{Span, noise};

/// Finds the lines that are not blank. Noise, and what a site wrote behind the words, become lines of their
/// own.
pub(super) fn survey(text: &str) -> Vec<Line> {
    let middle = text.len() / 2;
    let middle = text.as_bytes().get(middle..).and_then(|half| memchr::memchr(b'\n', half));
    let middle = middle.map_or(text.len(), |end| text.len() / 2 + end + 1);
    let first = || Stretch::of(text, Span::new(0, middle));
    let second = || Stretch::of(text, Span::new(middle, text.len()));
    let (mut whole, rest) = beside(text.len(), first, second);
    whole.append(rest);
    let Stretch { found, tails, .. } = whole;
    let slogans = slogan::repeated(&tails);
    if slogans.is_empty() { found } else { without_slogans(found, text, &slogans) }
}

/// The lines of a part of a text.
#[derive(Debug)]
struct Stretch<'a> {
    /// How many lines there are, blank ones too.
    lines: usize,
    /// Those that are not blank.
    found: Vec<Line>,
    /// The ends of lines that a site may have written.
    tails: Vec<&'a str>,
    /// Whether the last line is blank.
    gap: bool,
    /// Whether a form feed follows the last line that is not blank.
    top: bool,
}

impl<'a> Stretch<'a> {
    /// The lines of `text` in `span`, which begins and ends where lines do.
    fn of(text: &'a str, span: Span) -> Self {
        let (found, tails) = (Vec::new(), Vec::new());
        let mut stretch = Self { lines: 0, found, tails, gap: false, top: false };
        let mut end = span.start;
        for line in lines(span.of(text)) {
            let line = Span::new(span.start + line.start, span.start + line.end);
            stretch.lines += 1;
            stretch.top |= Span::new(end, line.start).of(text).contains('\u{c}');
            end = line.end;
            let (words, indent) = trim(line, text);
            if words.is_empty() {
                stretch.gap = true;
                continue;
            }
            let (number, gap, top) = (stretch.lines, stretch.gap, stretch.top);
            let line = Line { top, ..Line::new(number, words, indent, gap, text) };
            // Most lines have no blank inside, and so nothing that must be separated.
            let content = words.of(text);
            if content.contains(' ') {
                stretch.tails.extend(slogan::tail(content));
                separate(line, text, &mut stretch.found);
            } else {
                stretch.found.push(line);
            }
            (stretch.gap, stretch.top) = (false, false);
        }
        stretch
    }

    /// Appends the lines of the part that follows.
    fn append(&mut self, mut next: Self) {
        match next.found.first_mut() {
            Some(first) => {
                first.gap |= self.gap;
                first.top |= self.top;
                (self.gap, self.top) = (next.gap, next.top);
            }
            None => (self.gap, self.top) = (self.gap | next.gap, self.top | next.top),
        }
        for line in &mut next.found {
            line.number += self.lines;
        }
        self.lines += next.lines;
        self.found.append(&mut next.found);
        self.tails.append(&mut next.tails);
        give_back(next.found);
    }
}

/// Appends a line to `out`, or several, if noise stands in it or it was several before it was copied.
fn separate(line: Line, text: &str, out: &mut Vec<Line>) {
    let (words, content) = (line.words, line.words.of(text));
    if let Some(first) = noise(content) {
        out.extend(without_noise(Pieces::of(&line, text), first));
    } else if let Some(rows) = flat::rows(content) {
        let mut pieces = Pieces::of(&line, text);
        out.extend(rows.iter().filter_map(|row| {
            let words = Span::new(words.start + row.words.start, words.start + row.words.end);
            Some(Line { told: Some(row.goes_on), ..pieces.next(words)? })
        }));
    } else {
        out.push(line);
    }
}

/// Cuts a line of the file into several, in order.
struct Pieces<'a> {
    whole: &'a Line,
    text: &'a str,
    /// The byte up to which the `char`s of the line were counted, and their number.
    counted: (usize, usize),
}

impl<'a> Pieces<'a> {
    fn of(whole: &'a Line, text: &'a str) -> Self {
        Self { whole, text, counted: (whole.words.start, whole.indent) }
    }

    /// The line with these `words`, which follow those of the last one; `None` if they are blank.
    fn next(&mut self, words: Span) -> Option<Line> {
        let (words, _) = trim(words, self.text);
        if words.is_empty() {
            return None;
        }
        let (at, count) = self.counted;
        let col = count + Span::new(at, words.start).of(self.text).chars().count();
        self.counted = (words.start, col);
        let whole = self.whole;
        let opens = words.start == whole.words.start;
        let indent = if opens { whole.indent } else { 0 };
        let line = Line::new(whole.number, words, indent, whole.gap && opens, self.text);
        Some(Line { col, top: whole.top && opens, ..line })
    }
}

/// The words of a line, cut at the noise in it, which stands where lines ended; the noise, too, becomes lines.
/// `first` is the first noise in the words.
fn without_noise(mut pieces: Pieces<'_>, first: Span) -> Vec<Line> {
    let (text, whole) = (pieces.text, pieces.whole.words);
    let mut lines = Vec::new();
    let mut at = whole.start;
    let mut next = Some(first);
    while let Some(found) = next {
        let (start, end) = (at + found.start, at + found.end);
        lines.extend(pieces.next(Span::new(at, start)));
        let noise_line = pieces.next(Span::new(start, end));
        lines.extend(noise_line.map(|line| Line { aside: true, ..line }));
        at = end;
        next = noise(Span::new(at, whole.end).of(text));
    }
    lines.extend(pieces.next(Span::new(at, whole.end)));
    lines
}

/// The lines, with what a site wrote behind their words as lines of their own.
fn without_slogans(found: Vec<Line>, text: &str, slogans: &HashSet<&str>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(found.len() * 2);
    for line in found {
        match slogan::parted(line.words, text, slogans) {
            Some((words, tail)) => {
                let mut pieces = Pieces::of(&line, text);
                lines.extend(pieces.next(words).map(|piece| Line { told: line.told, ..piece }));
                lines.extend(pieces.next(tail).map(|piece| Line { aside: true, ..piece }));
            }
            None => lines.push(line),
        }
    }
    lines
}

/// Whether noise, or what may be a site's words, stands in `words`; a document sets these apart.
pub(in crate::input) fn has_asides(words: &str) -> bool {
    noise(words).is_some() || slogan::tail(words).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn two_stretches_tell_what_one_tells(
            text in "([纲目。 \\u{3000}]{0,3}(a b，c; d。)?(\n|\r\n|\n\u{c}|\u{c}|\u{2028}|\r)){0,12}",
        ) {
            let whole = format!("{:?}", Stretch::of(&text, Span::new(0, text.len())));
            for (at, _) in text.match_indices('\n') {
                let mut first = Stretch::of(&text, Span::new(0, at + 1));
                first.append(Stretch::of(&text, Span::new(at + 1, text.len())));
                prop_assert_eq!(&format!("{first:?}"), &whole, "{:?} at {}", text, at);
            }
        }
    }
}
