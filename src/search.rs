//! Queries in, ranked headings and hits out; highlights are places in the original text.
//!
//! ```text
//! jump:  query ─operators→ terms ─lattice→ alignments ─fuzzy-matcher→ ranked headings
//!              └─ordinals alone→ address ─────────────────────────────┘
//! text:  query ─fold→ needle ─memmem→ places in folded text ─map→ spans of the original
//! ```
//!
//! [`fold`] and [`pinyin`] read their tables where they lie in the program.
//!
#![doc = include_str!("../docs/search.md")]

pub mod address;
pub mod fold;
pub mod jump;
mod lattice;
pub mod pinyin;
mod query;
#[cfg(test)]
mod sample;
pub mod text;
