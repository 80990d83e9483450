//! What the model asks of the world.
//!
//! In: nothing; an update gives it. Out: an [`Effect`] for the runtime, whose answer comes as a
//! [`Msg`](super::Msg).

use std::path::PathBuf;
use std::sync::Arc;

use super::Question;
use crate::app::clipboard::Clip;
use crate::app::compare::Order;
use crate::app::rehearse::Speech;
use crate::app::text::Text;
use crate::app::wide::{Peek, Range};
use crate::input::Encoding;
use crate::library::Source;
use crate::library::rules::Rulebook;
use crate::library::state::State;
use crate::typeset::Measure;

/// What the model asks of the world; the answer comes as a [`Msg`](super::Msg).
#[derive(Debug)]
#[must_use = "the runtime carries the effect out"]
pub enum Effect {
    /// Nothing.
    None,
    /// Leave the program.
    Quit,
    /// Read a text into a place of the shelf.
    Read {
        /// The place of the shelf.
        slot: usize,
        /// What to read.
        source: Source,
        /// For which measure to lay it out.
        measure: Measure,
        /// Whether the first piece of it is wanted at once, before the whole.
        head: bool,
        /// The encoding that the reader chose for it.
        encoding: Option<Encoding>,
        /// What is remembered of this and other texts.
        memory: Arc<State>,
        /// The rules by which it is outlined.
        rules: Arc<Rulebook>,
    },
    /// Outline a text anew, as other rules have it; the answer comes as that of `Read` does.
    Outline {
        /// The place of the shelf.
        slot: usize,
        /// What it was read from.
        source: Source,
        /// The text as it is.
        text: Arc<Text>,
        /// For which measure to lay it out.
        measure: Measure,
        /// What is remembered of this and other texts.
        memory: Arc<State>,
        /// The rules.
        rules: Arc<Rulebook>,
    },
    /// Work out an answer beside the screen; a newer question makes it void.
    Ask(Question),
    /// Work out an answer over all texts; a newer question makes it void.
    Range(Range),
    /// Read a text to show it below a list; a newer one makes it void.
    Peek(Box<Peek>),
    /// Read two texts where they have not been, and compare them; a newer order makes it void.
    Compare(Box<Order>),
    /// Put text on the clipboard.
    Copy(Clip),
    /// Open a file in an editor at a line.
    Edit {
        /// The file.
        path: PathBuf,
        /// Line of the source, from 1.
        line: usize,
    },
    /// Write changed options to a file; remove the file where there are none.
    Keep {
        /// The file.
        path: PathBuf,
        /// What to write.
        text: String,
    },
    /// Stop the program until it is woken.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Take the mouse, or let it go.
    Mouse(bool),
    /// Look which version of a file is there.
    Look {
        /// The place of the shelf.
        slot: usize,
        /// The file.
        path: PathBuf,
    },
    /// Walk folders for texts.
    Scan {
        /// The folders.
        roots: Vec<PathBuf>,
        /// Most texts that are wanted.
        most: usize,
        /// The rules by which their titles are found.
        rules: Arc<Rulebook>,
    },
    /// Find out the titles of what was found.
    Titles(Arc<Rulebook>),
    /// Read the outline of a text for the list.
    Preview {
        /// The place of the shelf.
        slot: usize,
        /// What to read.
        source: Source,
        /// The rules by which it is outlined.
        rules: Arc<Rulebook>,
    },
    /// Say a sentence aloud; another ends it, and so does [`Model::speaking`] when it is none.
    ///
    /// [`Model::speaking`]: crate::app::Model::speaking
    Speak(Speech),
    /// Put what has changed into the state file.
    Save(Box<State>),
}
