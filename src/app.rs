//! The reader without its terminal: its state, and how that changes.
//!
//! In: a [`Msg`] for everything that happens (a key, the mouse, a text that was read, an answer). Out:
//! a [`Model`] ready to be drawn, and an [`Effect`] that asks the runtime to do something. Pure: no
//! terminal, no file, no clock.
//!
//! [`model`] is the state, [`update()`] changes it, [`keymap`] says which key means what. The rest are
//! parts of the state, each with its own rules: [`shelf`] holds the texts, [`reading`] one text and the
//! place in it, [`tree`] its outline pane, [`model::Overlay`] what lies over the text.

pub mod clipboard;
mod command;
pub mod compare;
pub mod config;
pub mod findings;
pub mod help;
pub mod history;
pub mod key;
pub mod keymap;
pub mod listing;
pub mod look;
pub mod memory;
pub mod model;
pub mod msg;
pub mod options;
pub mod palette;
pub mod prompt;
pub mod reading;
pub mod rehearse;
pub mod relocate;
pub mod results;
pub mod screen;
pub mod selection;
pub mod settings;
pub mod shelf;
pub mod text;
pub mod theme;
pub mod trail;
pub mod tree;
pub mod trial;
mod update;
pub mod watch;
pub mod wide;

pub use key::{Key, Named};
pub use keymap::Mode;
pub use memory::Memory;
pub use model::Model;
pub use msg::{Effect, Msg};
pub use settings::Settings;
pub use update::{farewell, update};

use std::path::PathBuf;

use crate::library::Source;

/// The model at the start, and the first effect: it reads the first of `sources`, or shows the list of
/// texts when there is none. As if nothing had been remembered; [`start_with`] is for the program.
pub fn start(sources: Vec<Source>, settings: Settings, size: (u16, u16)) -> (Model, Effect) {
    start_with(sources, settings, size, Memory::default())
}

/// [`start`], with what is remembered of earlier runs.
pub fn start_with(
    sources: Vec<Source>,
    settings: Settings,
    size: (u16, u16),
    memory: Memory,
) -> (Model, Effect) {
    let named = !sources.is_empty();
    let mut model = Model::new(sources, settings, size);
    model.history = history::History::of(&memory.state);
    model.shelf.order = listing::order(model.settings.order, &memory.state);
    model.memory = memory;
    let effect = update::begin(&mut model, named);
    if let Some(notice) = model.settings.notice.take() {
        model.fail(crate::text::visible(&notice));
        model.settle();
    }
    (model, effect)
}

/// Begins to look for texts below `roots` and in the folders `beside`, at most `most` of them. They join the
/// list as they are found.
pub fn scan(model: &mut Model, roots: Vec<PathBuf>, beside: Vec<PathBuf>, most: usize) -> Effect {
    model.shelf.scanning = true;
    Effect::Scan { roots, beside, most, rules: model.settings.rules.clone() }
}
