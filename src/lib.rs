//! 纲目 gangmu: reads Chinese speeches and official documents by their outline.
//!
//! In: the bytes of a file. Out: a [`document::Document`], its [`outline::Outline`], rows of
//! typeset text, search hits, and a terminal program over all of them.
//!
//! ```text
//! bytes ─input→ Document ─┬─outline→ Outline ─┬→ check, diff, export, stats → cli
//!                         ├─typeset→ rows     │
//!                         └─search→ hits ─────┴→ app (Model, Msg, update) → ui (view) → terminal
//! ```
//!
//! ```
//! let bytes = "在会上的讲话\n一、修好水渠。今年……\n二、种好树。去年……\n".as_bytes().to_vec();
//! let document = gangmu::input::read(bytes, "speech.txt")?;
//! let outline = gangmu::outline::parse(&document);
//! let titles = outline.nodes().iter().map(|node| node.title.of(document.text()));
//! assert_eq!(titles.collect::<Vec<_>>(), ["在会上的讲话", "修好水渠", "种好树"]);
//! # Ok::<(), gangmu::error::ErrorKind>(())
//! ```
//!
//! Modules are layers: each imports only from those listed above it (`tests/layers.rs`).

mod beside;
pub mod error;
pub mod locale;
mod memory;
pub mod text;

pub mod document;

pub mod input;

pub mod outline;
pub mod typeset;

pub mod search;
pub mod stats;

pub mod check;
pub mod diff;
pub mod export;
pub mod library;

pub mod app;

pub mod ui;

pub mod terminal;

pub mod cli;
