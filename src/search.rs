//! Queries in, ranked headings and hits out; highlights are places in the original text.

pub mod jump;
pub mod text;
