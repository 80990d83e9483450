//! The jump, which finds headings, and the search, which finds words.
//!
//! In: a document with its outline, and a query. Out: ranked headings, or hits in order, as spans of the
//! original text.
//!
//! ```text
//! jump:  query ─operators→ terms ─lattice→ alignments ─fuzzy-matcher→ ranked headings
//!              └─ordinals alone→ address ─────────────────────────────┘
//! text:  query ─fold→ needle ─memmem→ places in folded text ─map→ spans of the original
//! ```
//!
//! [`fold`] and [`pinyin`] look characters up in tables that are part of the program file; nothing is built
//! when the program starts. `docs/search.md` is about collections too large for them.

pub mod address;
pub mod fold;
pub mod jump;
mod lattice;
pub mod pinyin;
mod query;
#[cfg(test)]
mod sample;
pub mod text;

/// The page about larger collections, whose example is a test.
#[cfg(doctest)]
#[doc = include_str!("../docs/search.md")]
mod page {}
