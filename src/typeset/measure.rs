//! The options of typesetting.
//!
//! In: the widths measured at the terminal, and what the reader chose. Out: a [`Measure`], small enough
//! to copy and compare. After any change a document is laid out anew.

use crate::text::{Ambiguous, Cells};

/// How wide and by which rules paragraphs are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Width of a row. With [`hang`](Self::hang), two more cells right of it must be free.
    pub width: Cells,
    /// Width of ambiguous characters that are no letters (UAX #11): “ ” — … · ① ×.
    pub ambiguous: Ambiguous,
    /// Width of ambiguous letters: à ǎ α я. Terminals set up for Chinese differ here.
    pub letters: Ambiguous,
    /// Which marks may not stand first or last on a row.
    pub level: Level,
    /// Whether one stop may hang in the gutter of two cells right of the measure.
    pub hang: bool,
    /// First-line indent of body paragraphs.
    pub indent: Indent,
    /// Blank rows between paragraphs: 0 or 1.
    pub gap: u8,
    /// How ambiguous marks stand on the grid where the terminal gives them one cell.
    pub quotes: Quotes,
    /// Whether half-width marks next to Han are shown full-width.
    pub punctuation: Punctuation,
    /// Whether traditional paragraphs are shown in simplified characters.
    pub script: Script,
    /// Whether rows are widened to end at the margin.
    pub justify: bool,
    /// Whether a blank is shown between Han and a Latin word.
    pub latin_space: bool,
    /// Whether pinyin glosses are shown: `設(shè)`. Only a [`Setting`](super::Setting) or
    /// [`Layout`](super::Layout) that was given their spans can hide them.
    pub glosses: Glosses,
}

impl Measure {
    /// The recommended options at `width` cells, on a terminal as it comes.
    #[must_use]
    pub const fn new(width: u16) -> Self {
        Self {
            width: Cells(width),
            ambiguous: Ambiguous::Narrow,
            letters: Ambiguous::Narrow,
            level: Level::Strict,
            hang: true,
            indent: Indent::Characters(2),
            gap: 0,
            quotes: Quotes::Grid,
            punctuation: Punctuation::Source,
            script: Script::Source,
            justify: false,
            latin_space: false,
            glosses: Glosses::Hidden,
        }
    }

    /// The recommended options at `count` Chinese characters a row: 28 as in official documents
    /// (GB/T 9704), 36, 40 (the limit of WCAG 1.4.8 for CJK).
    #[must_use]
    pub const fn characters(count: u16) -> Self {
        Self::new(count.saturating_mul(2))
    }

    /// The same options on a terminal that gives ambiguous characters, letters among them, the
    /// width `ambiguous`.
    #[must_use]
    pub const fn with_ambiguous(mut self, ambiguous: Ambiguous) -> Self {
        self.ambiguous = ambiguous;
        self.letters = ambiguous;
        self
    }
}

impl Default for Measure {
    /// The recommended options at 28 characters a row (GB/T 9704).
    fn default() -> Self {
        Self::characters(28)
    }
}

/// Line-start and line-end prohibition (行首行尾禁则), in the levels of CLREQ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Any mark may stand anywhere; words, numbers, —— and …… stay whole all the same.
    None,
    /// Stops, closing marks, connectors and interpuncts never first; opening marks never last.
    Basic,
    /// As basic, and the solidus never last.
    Gb,
    /// As `Gb`, and —— and …… never first.
    #[default]
    Strict,
}

/// First-line indent (首行缩进).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Indent {
    /// So many Chinese characters; at most one where the measure is below 40 cells, none below 12.
    Characters(u8),
    /// The blanks that stand before the paragraph in the text, as far as half of the measure.
    Source,
}

impl Indent {
    /// No indent.
    pub const NONE: Self = Self::Characters(0);
}

/// How ambiguous marks stand on the grid where the terminal gives them one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quotes {
    /// In two cells, the mark and a blank, so that Han stay in columns.
    #[default]
    Grid,
    /// In one cell.
    Tight,
}

/// How half-width punctuation next to Han is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// As it stands in the text.
    #[default]
    Source,
    /// `,` as `，` and so on, on the screen only.
    FullWidth,
}

/// In which script traditional paragraphs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Script {
    /// As they stand in the text.
    #[default]
    Source,
    /// In simplified characters, one for one, on the screen only.
    Simplified,
}

/// Whether pinyin glosses are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glosses {
    /// As any text.
    Shown,
    /// Left out of the rows.
    #[default]
    Hidden,
}
