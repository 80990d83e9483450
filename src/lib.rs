//! 纲目 gangmu: reads Chinese speeches and official documents by their outline.
//!
//! In: the bytes of a file. Out: a [`document::Document`], its [`outline::Outline`], rows of
//! typeset text, search hits, and a terminal program over all of them.
//!
//! ```text
//! bytes ─decode→ text ─reader→ raw paragraphs ─clean→ Document ─marker→ hierarchy→ Outline
//!                                               │ └──────── jump, search, place ─────┐  │
//!                                               └─typeset(Measure)→ Rows ────────────┴──┴→ Model
//!    Key ─keymap→ Msg ─update→ Model + Effect ─runtime (worker)→ Msg …     Model ─view→ screen
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
pub mod search;
pub mod typeset;

pub mod check;
pub mod diff;
pub mod export;
pub mod library;
pub mod stats;

pub mod app;

pub mod ui;

pub mod terminal;

pub mod cli;
