//! Effects: what the model asks the runtime to do.
//!
//! An update returns an [`Effect`]; the runtime carries it out, and its answer comes back as a
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

/// Something the runtime is to do. Its answer, if there is one, comes as a [`Msg`](super::Msg).
#[derive(Debug)]
#[must_use = "the runtime carries the effect out"]
pub enum Effect {
    /// Nothing.
    None,
    /// Leave the program.
    Quit,
    /// Read a text.
    Read {
        /// The slot for it.
        slot: usize,
        /// What to read.
        source: Source,
        /// For which measure to lay it out.
        measure: Measure,
        /// Whether its first piece is wanted at once, before the whole.
        head: bool,
        /// The encoding that the reader chose for it.
        encoding: Option<Encoding>,
        /// What is remembered of this and other texts.
        memory: Arc<State>,
        /// The rules by which it is outlined.
        rules: Arc<Rulebook>,
    },
    /// Outline a text anew, by other heading rules. The answer is that of `Read`.
    Outline {
        /// The slot of the text.
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
    /// Answer a question about a text, on a worker. A newer question makes it void.
    Ask(Question),
    /// Answer a question about all texts, on a worker. A newer question makes it void.
    Range(Range),
    /// Read a text to preview it below a list. A newer one makes it void.
    Peek(Box<Peek>),
    /// Compare two texts, reading them first where they are not open. A newer order makes it void.
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
    /// Save changed options to a file; remove the file where there are none.
    Keep {
        /// The file.
        path: PathBuf,
        /// What to write.
        text: String,
    },
    /// Suspend the program, as Ctrl-Z does.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Look whether a file has changed.
    Look {
        /// The slot of its text.
        slot: usize,
        /// The file.
        path: PathBuf,
    },
    /// Walk folders for texts.
    Scan {
        /// The folders.
        roots: Vec<PathBuf>,
        /// Folders that are looked into, but not below: texts that were named lie there.
        beside: Vec<PathBuf>,
        /// Most texts that are wanted.
        most: usize,
        /// The rules by which their titles are found.
        rules: Arc<Rulebook>,
    },
    /// Find out the titles of what was found.
    Titles(Arc<Rulebook>),
    /// Read the outline of a text, to show it beside the list of texts.
    Preview {
        /// The slot of the text.
        slot: usize,
        /// What to read.
        source: Source,
        /// The rules by which it is outlined.
        rules: Arc<Rulebook>,
    },
    /// Read a sentence aloud. It is broken off by the next one, and when [`Model::speaking`] is no longer
    /// it.
    ///
    /// [`Model::speaking`]: crate::app::Model::speaking
    Speak(Speech),
    /// Put what has changed into the state file.
    Save(Box<State>),
}
