//! Typesetting: breaking paragraphs into rows of a given width, by the rules of Chinese typography.
//!
//! In: a [`Document`] and a [`Measure`] (width and options). Out: [`Row`]s in reading order, each a span
//! of the document's text; [`Glyph`]s, what is drawn in the cells of a row; a [`Layout`], which answers
//! for a whole document while typesetting only what is in sight. Knows nothing of colours or the screen.
//!
//! ```text
//! char ─class→ Class ─gap→ may the row end here? ─fill→ lines ─rows→ Row ─glyphs→ Glyph
//!        └───metrics→ cells ───────────────────────┘        └─layout→ Placed, Anchor
//! ```
//!
//! 1. `class` sorts characters by what may stand first or last on a row (CLREQ, GB/T 15834);
//! 2. `metrics` says how many cells a character takes, and how it is drawn, for the fill and for
//!    the drawing alike, so that they cannot disagree;
//! 3. `gap` decides from pairs of classes where a row may end, `fill` chooses among these places;
//! 4. `rows` adds what the kind of paragraph asks for: indent, centring, hanging indent;
//! 5. `layout` estimates the heights of all paragraphs, and knows them exactly near the screen.

mod balance;
mod chars;
mod class;
mod fill;
mod gap;
mod gloss;
mod glyph;
mod heights;
mod index;
mod justify;
mod layout;
mod measure;
mod metrics;
mod punctuation;
mod repair;
mod rows;
mod rules;
mod setting;
mod walk;

use crate::document::Document;

pub use gloss::{glosses, glosses_read};
pub use glyph::{Glyph, Glyphs};
pub use layout::{Hidden, Layout, Placed};
pub use measure::{Glosses, Indent, Level, Measure, Punctuation, Quotes, Script};
pub use metrics::is_ambiguous_letter;
pub use punctuation::recommended as recommended_punctuation;
pub use rows::{Row, Shape};
pub use setting::Setting;
pub use walk::Anchor;

/// The rows of paragraph `index`, shaped by its role; none where there is no such paragraph.
///
/// ```
/// # use gangmu::document::Document;
/// # use gangmu::typeset::{Indent, Measure, rows};
/// let document = Document::from_lines("要把各项部署落到实处，务求取得实效。");
/// let measure = Measure { indent: Indent::NONE, hang: false, ..Measure::new(20) };
/// let rows: Vec<_> =
///     rows(&document, 0, &measure).iter().map(|r| r.span.of(document.text())).collect();
/// assert_eq!(rows, ["要把各项部署落到实", "处，务求取得实效。"]);
/// ```
#[must_use]
pub fn rows(document: &Document, index: usize, measure: &Measure) -> Vec<Row> {
    Setting::new(document, *measure).rows(index)
}

/// Each row of `document` as it is printed: its indent in blanks, then its glyphs, without
/// trailing blanks. Gap rows are empty strings.
pub fn cat<'a>(document: &'a Document, measure: &Measure) -> impl Iterator<Item = String> + 'a {
    Setting::new(document, *measure).cat(0..document.paragraphs().len())
}
