//! How the page looks: what the reader can choose about it.
//!
//! In: choices ([`super::options`] names them). Out: the [`Measure`] to which a column is typeset, and
//! the numbers by which the screen is divided. Small and copied freely; after a change the text is laid
//! out anew at the same place.

use super::screen::WIDTHS;
use crate::text::{Ambiguous, Cells};
use crate::typeset::{Indent, Level, Measure, Quotes};

/// What the reader can choose about the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Most cells of a row of text, one of [`WIDTHS`].
    pub widest: u16,
    /// First-line indent, in Chinese characters.
    pub indent: u8,
    /// A blank row between paragraphs.
    pub gap: Gap,
    /// A blank row between the rows of a paragraph.
    pub row_gap: bool,
    /// Rows widened to end at the margin.
    pub justify: bool,
    /// A blank between Han and a Latin word.
    pub latin_space: bool,
    /// Which marks may not stand first or last on a row.
    pub level: Level,
    /// Whether a stop may hang right of the column.
    pub hang: bool,
    /// How quotes stand where the terminal gives them one cell.
    pub quotes: Quotes,
    /// Numbers left of the text.
    pub numbers: Numbers,
    /// The text alone.
    pub zen: bool,
}

/// Blank rows between paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    /// Where there is no indent that would tell paragraphs apart.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// Numbers left of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// None.
    #[default]
    Off,
    /// The number of each paragraph, page furniture not counted.
    Paragraphs,
    /// The line of the source at which each paragraph stands.
    Lines,
}

impl Default for Look {
    fn default() -> Self {
        let usual = Measure::default();
        Self {
            widest: WIDTHS[0],
            indent: 2,
            gap: Gap::Auto,
            row_gap: false,
            justify: usual.justify,
            latin_space: usual.latin_space,
            level: usual.level,
            hang: usual.hang,
            quotes: usual.quotes,
            numbers: Numbers::Off,
            zen: false,
        }
    }
}

impl Look {
    /// The measure of a column `width` wide, on a terminal that draws marks and letters so wide.
    #[must_use]
    pub fn measure(&self, width: Cells, marks: Ambiguous, letters: Ambiguous) -> Measure {
        Measure {
            width,
            ambiguous: marks,
            letters,
            level: self.level,
            hang: self.hang,
            indent: Indent::Characters(self.indent),
            gap: u8::from(self.has_gap()),
            quotes: self.quotes,
            justify: self.justify,
            latin_space: self.latin_space,
            ..Measure::new(width.0)
        }
    }

    /// Whether paragraphs stand apart.
    #[must_use]
    pub const fn has_gap(&self) -> bool {
        match self.gap {
            Gap::Auto => self.indent == 0,
            Gap::On => true,
            Gap::Off => false,
        }
    }

    /// Rows of the screen from one row of text to the next.
    #[must_use]
    pub const fn pitch(&self) -> u16 {
        if self.row_gap { 2 } else { 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_look_is_the_recommended_measure() {
        let (width, narrow) = (Cells(56), Ambiguous::Narrow);
        assert_eq!(Look::default().measure(width, narrow, narrow), Measure::new(56));
    }

    #[test]
    fn paragraphs_without_indent_stand_apart_unless_told_otherwise() {
        let look = |indent, gap| Look { indent, gap, ..Look::default() }.has_gap();
        assert!(look(0, Gap::Auto) && !look(2, Gap::Auto));
        assert!(look(2, Gap::On) && !look(0, Gap::Off));
    }
}
