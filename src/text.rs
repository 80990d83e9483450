//! What all parts of the program know about text: byte ranges, widths in cells, safe display, scripts.
//!
//! Only [`Span::of`] slices text by bytes; only [`cells`] and `typeset::glyph`, which knows the terminal,
//! measure its width; and nothing reaches the terminal without passing through [`visible()`].

mod charset;
mod gloss;
mod noise;
mod numeral;
mod script;
mod three;
mod visible;
mod words;
mod wrap;

use std::borrow::Cow;
use std::ops::{Add, AddAssign, Range, Sub};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub use charset::CharSet;
pub use gloss::{gloss, without_glosses};
pub use noise::noise;
pub use numeral::{han_digit, han_place, is_han_zero, is_up_to_ten};
pub use script::{is_traditional, simplified, to_simplified};
pub use three::{any_three, count_three};
pub use visible::{hidden, is_named, vanishes, visible};
pub use words::WordSet;
pub use wrap::wrapped;

/// A half-open range of bytes of a document's text; both ends lie on `char` boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty span at `at`.
    #[must_use]
    pub const fn at(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// The part of `text` that this span covers; empty if the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span with its end moved back to the end of `text`, or to a `char` boundary in it.
    #[must_use]
    pub fn within(self, text: &str) -> Self {
        let mut end = self.end.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self { end: end.max(self.start), ..self }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `byte` lies inside.
    #[must_use]
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span from the first byte of either to the last.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range, for the standard library.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Columns of a terminal: never a count of bytes, `char`s or graphemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cells(pub u16);

impl Add for Cells {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Cells {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Cells {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// How many cells the terminal gives to East Asian *Ambiguous* characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell, as in nearly every terminal by default.
    #[default]
    Narrow,
    /// Two cells, as in terminals that are set up for Chinese.
    Wide,
}

/// Width of `text` in terminal cells.
///
/// Source: UAX #11, East Asian Width. *Ambiguous* characters (“ ” — … · ①) take one cell or
/// two, as `ambiguous` says. Control characters count none, because [`visible()`] replaces them first.
/// Widths above 65,535 cells are given as that number.
///
/// ```
/// # use gangmu::text::{cells, Ambiguous, Cells};
/// assert_eq!(cells("纲举目张", Ambiguous::Narrow), Cells(8));
/// assert_eq!(cells("“纲”", Ambiguous::Wide), Cells(6));
/// ```
#[must_use]
pub fn cells(text: &str, ambiguous: Ambiguous) -> Cells {
    let width = match ambiguous {
        Ambiguous::Narrow => text.width(),
        Ambiguous::Wide => text.width_cjk(),
    };
    Cells(u16::try_from(width).unwrap_or(u16::MAX))
}

/// Width of one character in cells, by the same rule as [`cells`].
#[must_use]
pub fn char_cells(c: char, ambiguous: Ambiguous) -> Cells {
    let width = match ambiguous {
        Ambiguous::Narrow => c.width(),
        Ambiguous::Wide => c.width_cjk(),
    };
    Cells(u16::try_from(width.unwrap_or(0)).unwrap_or(u16::MAX))
}

/// The grapheme clusters of `text` (UAX #29), each with the byte at which it starts.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The longest beginning of `text` that is at most `width` cells wide, and its width.
///
/// ```
/// # use gangmu::text::{fit, Ambiguous, Cells};
/// assert_eq!(fit("纲举目张", Cells(5), Ambiguous::Narrow), ("纲举", Cells(4)));
/// ```
#[must_use]
pub fn fit(text: &str, width: Cells, ambiguous: Ambiguous) -> (&str, Cells) {
    let mut used = Cells(0);
    for (at, grapheme) in graphemes(text) {
        let next = used + cells(grapheme, ambiguous);
        if next > width {
            return (Span::new(0, at).of(text), used);
        }
        used = next;
    }
    (text, used)
}

/// `words` on one line: without line ends and the blanks around them.
#[must_use]
pub fn one_line(words: &str) -> Cow<'_, str> {
    if !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.lines().map(|line| line.trim_matches(is_blank)).collect())
}

/// Whether `c` is a blank as used for indents in Chinese texts: a space, tab, U+3000, NBSP or other Unicode
/// space, or one of the zero-width marks that web pages leave behind.
#[must_use]
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{2000}'
            ..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{feff}' | '\u{2060}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_several_lines_are_told_on_one() {
        assert_eq!(one_line("在护堤大会上的\n　　讲话"), "在护堤大会上的讲话");
        assert!(matches!(one_line("　一行"), Cow::Borrowed("　一行")));
    }

    #[test]
    fn a_span_outside_the_text_is_empty() {
        assert_eq!(Span::new(1, 2).of("纲"), "");
        assert_eq!(Span::new(3, 9).of("纲"), "");
    }

    #[test]
    fn a_wide_character_never_half_fits() {
        assert_eq!(fit("a纲", Cells(2), Ambiguous::Narrow), ("a", Cells(1)));
    }
}
