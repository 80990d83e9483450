//! The reader in a terminal: the event loop around [`app`] and [`ui`](crate::ui).
//!
//! In: sources and settings. Out: frames on the screen, effects carried out, and the terminal restored on
//! every way out. The loop turns events into messages, gives them to the model, carries out the effect
//! and draws, but only when something has changed. Reading, parsing and searching happen on worker
//! threads, so that no key waits for them; nothing is asked of the terminal before the first frame.

mod clicks;
mod clipboard;
mod comparer;
mod desk;
mod editor;
mod input;
mod keep;
mod lister;
mod probe;
mod ranger;
mod runtime;
mod session;
#[cfg(unix)]
mod signals;
#[cfg(not(unix))]
#[path = "terminal/no_signals.rs"]
mod signals;
mod voice;
mod worker;

use std::collections::VecDeque;
use std::io::{self, BufWriter, Stdout};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{TerminalOptions, Viewport};

use crate::app::model::Status;
use crate::app::{self, Effect, Memory, Msg, Settings};
use crate::error::{Error, ErrorKind};
use crate::library::Source;
use crate::library::store::{Store, Trouble};
use clicks::Clicks;
use clipboard::Copier;
use probe::Probe;
use runtime::{End, Runtime};
use session::Session;
use signals::Signals;
use voice::Voice;
use worker::Workers;

type Terminal = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Longest that the start waits for the first piece of a text, so that an unreadable file is reported
/// without a flash of the screen.
const FIRST_PIECE: Duration = Duration::from_millis(150);
/// Longest that the end of the program waits for what is being saved.
const LAST_SAVE: Duration = Duration::from_millis(1_500);
/// Longest that it waits for a program that takes what was copied.
const LAST_COPY: Duration = Duration::from_secs(1);
/// Most cells of a frame: a terminal that claims more is drawn in part.
const MOST_CELLS: u32 = 1_000_000;

/// Where the reader keeps things between runs.
#[derive(Clone, Debug, Default)]
pub struct Keep {
    /// The folder of the state file; `None` to remember nothing.
    pub state: Option<PathBuf>,
    /// The folder of the cache of headings; `None` to read them each time.
    pub cache: Option<PathBuf>,
}

/// Folders whose texts join the list while one reads.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// The folders.
    pub roots: Vec<PathBuf>,
    /// Folders in which texts lie that were named: what else lies there is listed as well, but not below.
    pub beside: Vec<PathBuf>,
    /// Most texts that are listed.
    pub most: usize,
}

/// Opens the first of `sources`, or the list of texts where there is none, and returns when the reader
/// quits.
///
/// # Errors
/// Why the only source cannot be read, if that turns out before anything was shown; or a failure of the
/// terminal.
pub fn run(
    sources: Vec<Source>,
    folders: Folders,
    settings: Settings,
    keep: &Keep,
) -> Result<(), Error> {
    let only = sources.len() == 1;
    let store = keep.state.clone().map(Store::new);
    let (state, trouble) = store.as_ref().map_or_else(Default::default, Store::load);
    let memory =
        Memory::new(state, store.is_some() && trouble.as_ref().is_none_or(is_mended), now());
    let mut workers = Workers::start(settings.reading, store, keep.cache.clone()).map_err(tty)?;
    let (width, height) = size();
    let (mouse, lang) = (settings.mouse, settings.lang);
    let (mut model, effect) = app::start_with(sources, settings, (width, height), memory);
    if let Some(trouble) = trouble {
        let text = trouble.message(lang);
        model.status = Some(Status { text, failure: true });
    }
    let mut waiting = VecDeque::new();
    let reads = matches!(effect, Effect::Read { .. } | Effect::Compare(_));
    workers.perform(effect);
    // While the first piece is read.
    let signals = Signals::watch().map_err(tty)?;
    if reads {
        waiting.extend(first_piece(&mut workers, only)?);
    } else {
        let effect = app::update(&mut model, Msg::Resized(width, height));
        workers.perform(effect);
    }
    if !(folders.roots.is_empty() && folders.beside.is_empty()) {
        workers.perform(app::scan(&mut model, folders.roots, folders.beside, folders.most));
    }
    let session = Session::enter(mouse).map_err(tty)?;
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
    let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
    let terminal = Terminal::with_options(backend, options).map_err(tty)?;
    // Before the first frame, so that the frame covers the row it is asked on; but no frame waits
    // for the answers. Where nothing can be asked, the width stays as it is assumed.
    let probe = if model.settings.probe { Probe::ask(height).ok() } else { None };
    let ticked = Instant::now();
    let mut runtime = Runtime {
        model,
        terminal,
        workers,
        session,
        signals,
        waiting,
        probe,
        stale: true,
        ticked,
        beaten: None,
        voice: Voice::default(),
        copier: Copier::default(),
        clicks: Clicks::default(),
    };
    let end = runtime.run();
    // Answers that are still on their way must not become input of the shell.
    let _nothing_to_do = runtime.hear_out();
    let Runtime { mut model, mut workers, session, signals, voice, mut copier, .. } = runtime;
    drop(voice);
    drop(session);
    if let Some(changes) = app::farewell(&mut model) {
        workers.perform(Effect::Save(changes));
    }
    copier.finish(LAST_COPY);
    workers.finish_saves(LAST_SAVE);
    match end.map_err(tty)? {
        End::Quit => Ok(()),
        End::Killed(signal) => {
            // The parent should see by which signal the program ended.
            signals.die(signal);
            Ok(())
        }
    }
}

/// Waits a moment for the first text to be read.
///
/// # Errors
/// Why it cannot be read, if it is the `only` text, or one of two to be compared.
fn first_piece(workers: &mut Workers, only: bool) -> Result<Option<Msg>, Error> {
    match workers.wait(FIRST_PIECE) {
        Some(Msg::Read { result: Err(error), .. }) if only => Err(error),
        Some(Msg::Compared(mut answer)) if answer.pair.is_none() => {
            let failed = answer.arrivals.iter().position(|(_, result)| result.is_err());
            match failed.map(|at| answer.arrivals.swap_remove(at).1) {
                Some(Err(error)) => Err(error),
                _ => Ok(Some(Msg::Compared(answer))),
            }
        }
        msg => Ok(msg),
    }
}

/// Whether the state can still be saved after `trouble`.
fn is_mended(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Broken(_) | Trouble::Busy | Trouble::Io(..) => true,
        Trouble::Newer(_) => false,
    }
}

/// The time, in milliseconds since 1970; 0 where the clock stands before that.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(u64::MAX))
}

fn tty(error: io::Error) -> Error {
    Error::new(Path::new("/dev/tty"), ErrorKind::Io(error))
}

/// Columns and rows of the terminal, few enough to draw.
fn size() -> (u16, u16) {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    clamp(width, height)
}

fn clamp(width: u16, height: u16) -> (u16, u16) {
    let rows = MOST_CELLS / u32::from(width.max(1));
    (width, height.min(u16::try_from(rows).unwrap_or(u16::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_giant_terminal_is_drawn_in_part() {
        for (size, drawn) in [
            ((80, 24), (80, 24)),
            ((500, 300), (500, 300)),
            ((5000, 5000), (5000, 200)),
            ((65535, 65535), (65535, 15)),
            ((0, 0), (0, 0)),
        ] {
            assert_eq!(clamp(size.0, size.1), drawn);
        }
    }
}
