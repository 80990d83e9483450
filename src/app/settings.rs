//! What the user has set for a run of the reader.
//!
//! In: the defaults, then the settings file, the options that were saved, the command line, and keys
//! pressed while reading, each over the one before. Out: [`Settings`].

use std::path::PathBuf;
use std::sync::Arc;

use super::clipboard::Clipboard;
use super::keymap::Keymap;
use super::listing::Order;
use super::look::Look;
use super::rehearse::Speaker;
use super::theme::{Depth, Themes};
use crate::check::Policy;
use crate::input;
use crate::library::rules::Rulebook;
use crate::locale::Lang;
use crate::search::pinyin::Scheme;
use crate::stats;
use crate::text::Ambiguous;

/// How the reader begins with the first text, as the command line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At a line of the source, from 1.
    Line(usize),
    /// At its end.
    End,
    /// At the first place that has these words.
    Words(String),
    /// With a rehearsal, as soon as all of the text has been read.
    Rehearsal,
    /// With a comparison of the first text, which is the newer, with the second.
    Comparison,
}

/// What the user has set for the whole run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// Language of the locale.
    pub locale: Lang,
    /// Whether the locale decides the language.
    pub localized: bool,
    /// Width of ambiguous marks; a key flips it.
    pub ambiguous: Ambiguous,
    /// Width of ambiguous letters: pinyin with tones.
    pub letters: Ambiguous,
    /// Whether the widths measured at the terminal are used; not once the user has chosen.
    pub probe: bool,
    /// The widths that were measured: of marks, of letters.
    pub measured: (Ambiguous, Ambiguous),
    /// How the text looks.
    pub look: Look,
    /// The themes to choose from.
    pub themes: Themes,
    /// The theme in use, an index into `themes`.
    pub theme: usize,
    /// How many colours the terminal can show.
    pub depth: Depth,
    /// Whether the terminal says that its own ground is light.
    pub light: bool,
    /// Speaking pace, in 字 a minute.
    pub pace: u32,
    /// What the keys do.
    pub keys: Arc<Keymap>,
    /// The settings as the user's own file has them, to which options are reset; `None` for the
    /// defaults.
    pub base: Option<Arc<Self>>,
    /// The file in which options changed while reading are saved.
    pub kept: Option<PathBuf>,
    /// A message about problems in the settings file, shown at the start.
    pub notice: Option<String>,
    /// Whether the screen suits a screen reader: no lines, only ASCII marks, one pane at a time, and
    /// the terminal's cursor at the row being read.
    pub plain: bool,
    /// Whether colours may be used (`NO_COLOR`).
    pub colour: bool,
    /// Whether the program takes the mouse; a key flips it.
    pub mouse: bool,
    /// Whether remembered places may quote words of the text.
    pub quoting: bool,
    /// Whether the list of texts is shown by folders.
    pub folders: bool,
    /// The order in which the list of texts begins; `None` for the order in which it was left.
    pub order: Option<Order>,
    /// How files are read.
    pub reading: input::Options,
    /// The scheme of double pinyin that may be typed, beside full pinyin.
    pub scheme: Option<Scheme>,
    /// How to begin with the first text; `None` at the place where it was left.
    pub start: Option<Start>,
    /// The command that reads aloud while one rehearses.
    pub speaker: Option<Speaker>,
    /// The user's own rules of what is a heading.
    pub rules: Arc<Rulebook>,
    /// Which rules of `check` are in force, and at which level.
    pub check: Arc<Policy>,
    /// How text goes to the clipboard.
    pub clipboard: Clipboard,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            locale: Lang::Zh,
            localized: true,
            ambiguous: Ambiguous::Narrow,
            letters: Ambiguous::Narrow,
            probe: false,
            measured: (Ambiguous::Narrow, Ambiguous::Narrow),
            look: Look::default(),
            themes: Themes::default(),
            theme: 0,
            depth: Depth::default(),
            light: false,
            pace: stats::PACE,
            keys: Arc::default(),
            base: None,
            kept: None,
            notice: None,
            plain: false,
            colour: true,
            mouse: true,
            quoting: true,
            folders: false,
            order: None,
            reading: input::Options::default(),
            scheme: None,
            start: None,
            speaker: None,
            rules: Arc::default(),
            check: Arc::default(),
            clipboard: Clipboard::default(),
        }
    }
}
