//! Queries in, ranked headings and hits out; highlights are places in the original text.

pub mod address;
pub mod fold;
pub mod jump;
mod lattice;
pub mod pinyin;
mod query;
#[cfg(test)]
mod sample;
pub mod text;
