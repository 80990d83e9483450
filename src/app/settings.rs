//! What the user has set: the usual values, changed by the settings file, the command line and keys.

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

/// Where a text is opened, as the command line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At a line of the source, from 1.
    Line(usize),
    /// At its end.
    End,
    /// At the first place that has these words.
    Words(String),
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
    /// Whether the terminal's own answer decides both; not once the user has.
    pub probe: bool,
    /// What that answer was: marks, letters.
    pub measured: (Ambiguous, Ambiguous),
    /// How the text looks.
    pub look: Look,
    /// The themes there are.
    pub themes: Themes,
    /// Which of them is in use.
    pub theme: usize,
    /// How many colours the terminal can show.
    pub depth: Depth,
    /// Characters that are spoken in a minute.
    pub pace: u32,
    /// What the keys do.
    pub keys: Arc<Keymap>,
    /// The settings as the user's own file has them; the usual ones where there is none.
    pub base: Option<Arc<Self>>,
    /// Where options are kept that were changed while reading.
    pub kept: Option<PathBuf>,
    /// What is wrong in the settings file, to be told at the start.
    pub notice: Option<String>,
    /// Whether the screen is to be read aloud: no lines, no marks beyond ASCII, one pane at a
    /// time, and the cursor of the terminal where one is.
    pub plain: bool,
    /// Whether colours may be used (`NO_COLOR`).
    pub colour: bool,
    /// Whether the program takes the mouse; a key flips it.
    pub mouse: bool,
    /// Whether a place that is remembered has words of the text with it.
    pub quoting: bool,
    /// Whether the list of texts is shown by folders.
    pub folders: bool,
    /// In which order it stands from the start; as it was left where nothing is said.
    pub order: Option<Order>,
    /// How files are read.
    pub reading: input::Options,
    /// Double pinyin in which sounds may be typed, beside full pinyin.
    pub scheme: Option<Scheme>,
    /// Where the first text is opened; where it was left last when nothing is said.
    pub start: Option<Start>,
    /// Whether the first text is rehearsed as soon as all of it is there.
    pub rehearse: bool,
    /// The command that reads aloud while one rehearses.
    pub speaker: Option<Speaker>,
    /// The reader's own rules of what is a heading.
    pub rules: Arc<Rulebook>,
    /// Whether the first text is compared with the second, which is the older, from the start.
    pub compare: bool,
    /// What is wanted of the rules that texts are checked by.
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
            rehearse: false,
            speaker: None,
            rules: Arc::default(),
            compare: false,
            check: Arc::default(),
            clipboard: Clipboard::default(),
        }
    }
}
