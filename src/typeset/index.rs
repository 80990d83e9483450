//! The blocks of a document, and how many cells each takes, from which heights are estimated.
//!
//! In: a [`Document`]. Out: [`Block`]s. A block is a paragraph; a huge paragraph is cut into parts
//! of some 64 KiB, each of which starts a row, so that no more than that is ever set at once.

use std::ops::Range;

use super::chars::{char_at, is_han};
use super::class::Class;
use super::gap::{Context, Gap};
use super::measure::{Glosses, Level, Measure, Punctuation, Quotes};
use super::metrics::{Form, Metrics};
use crate::beside::beside;
use crate::document::Document;
use crate::memory::give_back;
use crate::text::{Ambiguous, Span};

/// Longest part of a paragraph, in bytes, that is set at once.
const PART: usize = 64 * 1024;
/// How far before its longest a part is cut at the end of a sentence, in bytes.
const WINDOW: usize = 4 * 1024;

/// A stretch of a paragraph that is set by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    /// Whether it is the first of its paragraph, and the last.
    pub(super) first: bool,
    pub(super) last: bool,
    /// Whether an ASCII `"` is open at its start.
    pub(super) open: bool,
}

/// The parts of the paragraph at `span`: nearly always the whole.
pub(super) fn parts(text: &str, span: Span) -> impl Iterator<Item = Part> {
    let mut next = Some(Part { span, first: true, last: true, open: false });
    std::iter::from_fn(move || {
        let rest = next.take()?;
        if rest.span.len() <= PART + PART / 2 {
            return Some(rest);
        }
        let (end, after) = cut(text, rest.span);
        let span = Span::new(rest.span.start, end);
        let quotes = span.of(text).bytes().filter(|b| *b == b'"').count();
        let open = rest.open ^ (quotes % 2 == 1);
        next = Some(Part { span: Span::new(after, rest.span.end), first: false, open, ..rest });
        Some(Part { span, last: false, ..rest })
    })
}

/// Where the first part of `span` ends and the next begins: after the last sentence that ends
/// in the window, else at its last free gap, else anywhere between two characters.
fn cut(text: &str, span: Span) -> (usize, usize) {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let end = boundary(span.start + PART);
    let start = boundary(end - WINDOW);
    let mut context = Context::resumed(false);
    let (mut sentence, mut free) = (None, None);
    let mut ink = start;
    for (i, c) in Span::new(start, end).of(text).char_indices() {
        let class = Class::of(c);
        let at = start + i;
        if i > 0 && class != Class::Space && context.gap(class, c, Level::Strict) == Gap::Free {
            free = Some((ink, at));
            if matches!(context.last(), '。' | '！' | '？' | '；' | '”') {
                sentence = free;
            }
        }
        if class != Class::Space {
            ink = at + c.len_utf8();
        }
        context = context.after(class, c);
    }
    sentence.or(free).unwrap_or_else(|| {
        let mut at = end;
        // Combining marks stay with their base, eight of them at least.
        for _ in 0..8 {
            let Some(Class::Mark) = char_at(text, at).map(Class::of) else { break };
            at = boundary(at - 1);
        }
        (at, at)
    })
}

/// A block of the layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) paragraph: u32,
    pub(super) part: Part,
    pub(super) cells: Counts,
    /// Whether a gap row stands before it.
    pub(super) lead: bool,
    /// Whether it is out of view.
    pub(super) folded: bool,
    /// Whether its height was counted, not estimated.
    pub(super) exact: bool,
}

/// Cells of a block, by what decides about them, so that a new measure needs no new count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// On a narrow terminal with tight quotes.
    base: u32,
    /// Ambiguous characters that are no letters, and those of them that stand on the grid.
    symbols: u32,
    gridded: u32,
    letters: u32,
    /// Half-width marks next to Han.
    marks: u32,
    /// Cells of hidden spans.
    pub(super) hidden: u32,
}

/// All blocks of `document`.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let count = document.paragraphs().len();
    let half = count / 2;
    let mut blocks = Vec::with_capacity(count);
    let fill = |range: Range<usize>, blocks: &mut Vec<Block>| {
        let counter = Counter::new();
        let text = document.text();
        let paragraphs = document.paragraphs().iter().enumerate();
        for (index, paragraph) in paragraphs.skip(range.start).take(range.len()) {
            for part in parts(text, paragraph.span) {
                blocks.push(Block {
                    paragraph: u32::try_from(index).unwrap_or(u32::MAX),
                    part,
                    cells: counter.count(text, part.span),
                    lead: false,
                    folded: false,
                    exact: false,
                });
            }
        }
    };
    let second = || {
        let mut blocks = Vec::with_capacity(count - half);
        fill(half..count, &mut blocks);
        blocks
    };
    let ((), rest) = beside(document.text().len(), || fill(0..half, &mut blocks), second);
    blocks.extend_from_slice(&rest);
    give_back(rest);
    blocks
}

impl Counts {
    /// Cells by `measure`.
    fn by(&self, measure: &Measure) -> u32 {
        let mut cells = self.base;
        match (measure.ambiguous, measure.quotes) {
            (Ambiguous::Wide, _) => cells += self.symbols,
            (Ambiguous::Narrow, Quotes::Grid) => cells += self.gridded,
            (Ambiguous::Narrow, Quotes::Tight) => {}
        }
        if measure.letters == Ambiguous::Wide {
            cells += self.letters;
        }
        if measure.punctuation == Punctuation::FullWidth {
            cells += self.marks;
        }
        if measure.glosses == Glosses::Hidden {
            cells = cells.saturating_sub(self.hidden);
        }
        cells
    }

    /// The rows that the block likely takes by `measure` with a first row indented by `indent`
    /// cells: a row falls short of its measure by half a cell on average, and a stop that hangs
    /// makes up for it.
    pub(super) fn rows(&self, measure: &Measure, indent: u32) -> u32 {
        let tenths = if measure.hang { 3 } else { 7 };
        let room = u64::from(measure.width.0.max(2)) * 10 - tenths;
        let mut cells = u64::from(self.by(measure)) + u64::from(indent);
        if measure.hang {
            // The last stop hangs instead of taking a row of its own.
            cells = cells.saturating_sub(1);
        }
        u32::try_from((cells * 10).div_ceil(room).max(1)).unwrap_or(u32::MAX)
    }
}

/// Counts cells; holds metrics of the extremes.
#[derive(Clone, Copy)]
pub(super) struct Counter {
    tight: Metrics,
    grid: Metrics,
    wide: Metrics,
}

impl Counter {
    pub(super) fn new() -> Self {
        let tight = Measure { quotes: Quotes::Tight, ..Measure::default() };
        Self {
            tight: Metrics::new(&tight),
            grid: Metrics::new(&Measure::default()),
            wide: Metrics::new(&tight.with_ambiguous(Ambiguous::Wide)),
        }
    }

    /// The cells of `span` of `text`.
    pub(super) fn count(&self, text: &str, span: Span) -> Counts {
        let mut counts = Counts::default();
        let bytes = text.as_bytes().get(span.start..span.end).unwrap_or_default();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if bytes.get(at + 1).is_some_and(|next| is_han(byte, *next)) {
                counts.base += 2;
                at += 3;
                continue;
            }
            match byte {
                b' '..=b'~' => {
                    counts.base += 1;
                    if matches!(byte, b',' | b';' | b':' | b'!' | b'?' | b'(' | b')') {
                        let high = |b: Option<&u8>| b.is_some_and(|b| *b >= 0x80);
                        let left = at.checked_sub(1).and_then(|i| bytes.get(i));
                        counts.marks += u32::from(high(left) || high(bytes.get(at + 1)));
                    }
                    at += 1;
                }
                _ => at += self.other(text, span.start + at, &mut counts),
            }
        }
        counts
    }

    /// Counts one character of another script; its length.
    fn other(&self, text: &str, at: usize, counts: &mut Counts) -> usize {
        let Some(c) = char_at(text, at) else { return 1 };
        if matches!(c, '\u{3000}'..='\u{302f}' | '\u{ff01}'..='\u{ff60}') {
            counts.base += 2;
            return 3;
        }
        let cells = |metrics: &Metrics| metrics.unit(text, at, c);
        let tight = cells(&self.tight);
        counts.base += tight.cells;
        if tight.form != Form::Vanish && tight.cells == 1 {
            if cells(&self.wide).cells > 1 {
                let letter = tight.class == Class::Letter;
                *(if letter { &mut counts.letters } else { &mut counts.symbols }) += 1;
            }
            counts.gridded += u32::from(cells(&self.grid).cells > 1);
        }
        c.len_utf8()
    }

    /// The cells of `span` on a narrow terminal.
    pub(super) fn base(&self, text: &str, span: Span) -> u32 {
        self.count(text, span).base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_threads_count_what_one_counts() {
        let lines = ["一、守堤", "（一）查涵闸,查獾洞。", "“三查”：①白天；②夜里。", "GDP 5.2%"];
        let text = lines.join("\n").repeat(20_000);
        assert!(text.len() > 1 << 20);
        let document = Document::from_lines(text.as_str());
        let found = blocks(&document);
        assert_eq!(found.len(), document.paragraphs().len());
        let counter = Counter::new();
        for (i, (block, paragraph)) in found.iter().zip(document.paragraphs()).enumerate() {
            assert_eq!((block.paragraph as usize, block.part.span), (i, paragraph.span));
            assert_eq!(block.cells, counter.count(&text, paragraph.span));
        }
    }
}
