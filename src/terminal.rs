//! The reader in a terminal: the event loop around [`app`] and [`ui`].
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
use crate::app::msg::Notice;
use crate::app::rehearse::{Rehearsal, Times};
use crate::app::{self, Effect, Memory, Model, Msg, Settings};
use crate::error::{Error, ErrorKind};
use crate::library::Source;
use crate::library::store::{Store, Trouble};
use crate::ui;
use clicks::Clicks;
use clipboard::Copier;
use probe::Probe;
use session::Session;
use signals::{Signals, Wish};
use voice::Voice;
use worker::Workers;

type Terminal = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Longest that the start waits for the first piece of a text, so that an unreadable file is reported
/// without a flash of the screen.
const FIRST_PIECE: Duration = Duration::from_millis(150);
/// Longest that the loop sleeps; signals are checked in between.
const IDLE: Duration = Duration::from_millis(250);
/// The same while a worker is at work.
const BUSY: Duration = Duration::from_millis(8);
/// The same while another program speaks or copies.
const PROGRAM: Duration = Duration::from_millis(25);
/// How often the model is told the time.
const TICK: Duration = Duration::from_millis(200);
/// Longest that the end of the program waits for what is being saved.
const LAST_SAVE: Duration = Duration::from_millis(1_500);
/// Longest that it waits for a program that takes what was copied.
const LAST_COPY: Duration = Duration::from_secs(1);
/// Longest that input is processed before a frame is drawn.
const FRAME: Duration = Duration::from_millis(12);
/// Bytes of a long sentence after which its page may have moved.
const ROW: usize = 30;
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
        if let Some(msg) = workers.wait(FIRST_PIECE) {
            match msg {
                Msg::Read { result: Err(error), .. } if only => return Err(error),
                Msg::Compared(mut answer) if answer.pair.is_none() => {
                    let failed = answer.arrivals.iter().position(|(_, result)| result.is_err());
                    let failed = failed.map(|at| answer.arrivals.swap_remove(at).1);
                    match failed {
                        Some(Err(error)) => return Err(error),
                        _ => waiting.push_back(Msg::Compared(answer)),
                    }
                }
                msg => waiting.push_back(msg),
            }
        }
    } else {
        let effect = app::update(&mut model, Msg::Resized(width, height));
        workers.perform(effect);
    }
    if !folders.roots.is_empty() {
        workers.perform(app::scan(&mut model, folders.roots, folders.most));
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

/// The part of a rehearsal's display that changes by itself.
fn face(rehearsal: &Rehearsal) -> (usize, bool, usize, Times) {
    let row = rehearsal.byte() / ROW;
    (rehearsal.at, rehearsal.running, row, rehearsal.times())
}

/// Why the loop ended.
enum End {
    Quit,
    Killed(i32),
}

struct Runtime {
    model: Model,
    terminal: Terminal,
    workers: Workers,
    session: Session,
    signals: Signals,
    /// Messages that wait to be processed.
    waiting: VecDeque<Msg>,
    /// The question about widths, while the terminal answers.
    probe: Option<Probe>,
    /// Whether the model has changed since the last frame.
    stale: bool,
    /// When the model was last told the time.
    ticked: Instant,
    /// When a running rehearsal was last told how much time has passed.
    beaten: Option<Instant>,
    voice: Voice,
    copier: Copier,
    clicks: Clicks,
}

impl Runtime {
    fn run(&mut self) -> io::Result<End> {
        loop {
            let reports: Vec<_> = std::iter::from_fn(|| self.workers.poll()).collect();
            for msg in reports.into_iter().rev() {
                self.waiting.push_front(msg);
            }
            if let Some(end) = self.tick()? {
                return Ok(end);
            }
            self.beat()?;
            if let Some(notice) = self.copier.poll() {
                self.step(Msg::Said(notice))?;
            }
            if let Some(end) = self.take_in()? {
                return Ok(end);
            }
            if let Some(end) = self.heed()? {
                return Ok(end);
            }
            if self.stale {
                self.stale = false;
                self.terminal.draw(|frame| ui::view(&self.model, frame))?;
                self.workers.drawn();
            }
            let patience = match (self.waiting.is_empty(), self.workers.busy()) {
                (false, false) => Duration::ZERO,
                (_, true) => BUSY,
                (true, false) => IDLE,
            };
            let patience = patience.min(self.patience());
            let before = self.waiting.len();
            self.listen(patience)?;
            self.cancel_early(before);
        }
    }

    /// Tells a rehearsal how much time has passed, and what was read aloud.
    fn beat(&mut self) -> io::Result<()> {
        let Some(before) = self.model.rehearsal().map(face) else {
            self.beaten = None;
            return Ok(());
        };
        if let Some(msg) = self.voice.poll() {
            self.step(msg)?;
        }
        let now = Instant::now();
        let by = self.beaten.replace(now).map_or(Duration::ZERO, |last| now - last);
        let effect = app::update(&mut self.model, Msg::Beat(by));
        self.stale |= self.model.rehearsal().map(face) != Some(before);
        self.perform(effect)?;
        self.voice.keep(self.model.speaking());
        Ok(())
    }

    /// How long the loop may sleep before a rehearsal or another program needs attention.
    fn patience(&self) -> Duration {
        let rehearsal = self.model.rehearsal();
        let patience = rehearsal.map_or(Duration::MAX, Rehearsal::patience);
        let other = self.voice.busy() || self.copier.busy();
        if other { patience.min(PROGRAM) } else { patience }
    }

    /// Waits for `patience` at most, then queues what the terminal has sent.
    fn listen(&mut self, patience: Duration) -> io::Result<()> {
        let Some(probe) = &mut self.probe else {
            return input::read(&mut self.waiting, patience, FRAME);
        };
        if probe.read(&mut self.waiting, patience)? {
            self.probe = None;
            // Until now nobody has watched the size.
            let (width, height) = size();
            if self.model.size != (width, height) {
                self.waiting.push_back(Msg::Resized(width, height));
            }
        }
        Ok(())
    }

    /// Waits until the terminal has answered or surely will not, before another program reads from it.
    fn hear_out(&mut self) -> io::Result<()> {
        while self.probe.is_some() {
            self.listen(IDLE)?;
        }
        Ok(())
    }

    /// Tells the model the time, which changes nothing that is drawn.
    fn tick(&mut self) -> io::Result<Option<End>> {
        if self.ticked.elapsed() < TICK {
            return Ok(None);
        }
        self.ticked = Instant::now();
        let effect = app::update(&mut self.model, Msg::Tick(now()));
        self.perform(effect)
    }

    /// Updates the model with the messages that wait, for the time of a frame at most.
    fn take_in(&mut self) -> io::Result<Option<End>> {
        let start = Instant::now();
        while start.elapsed() < FRAME {
            // An answer must come before the keys typed after it was asked for.
            let answer =
                |msg: &Msg| matches!(msg, Msg::Answered(_) | Msg::Read { .. } | Msg::Ranged(_));
            let next = if self.model.deferring() {
                self.waiting.iter().position(answer)
            } else {
                (!self.waiting.is_empty()).then_some(0)
            };
            let Some(msg) = next.and_then(|at| self.waiting.remove(at)) else { break };
            if let Some(end) = self.step(msg)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    /// Processes keys that cancel at once, while others wait for an answer.
    fn cancel_early(&mut self, from: usize) {
        if !self.model.deferring() {
            return;
        }
        let cancels = |msg: &Msg| matches!(msg, Msg::Key(key) if input::cancels(*key));
        if let Some(at) = self.waiting.iter().skip(from).position(cancels) {
            let kept = self.waiting.split_off(from + at);
            self.waiting = kept;
            if let Some(msg) = self.waiting.pop_front() {
                let _nothing = app::update(&mut self.model, msg);
                self.stale = true;
            }
        }
    }

    fn step(&mut self, msg: Msg) -> io::Result<Option<End>> {
        if let Msg::Resized(width, height) = msg {
            let (width, height) = clamp(width, height);
            self.fit(width, height)?;
        }
        let msg = match msg {
            Msg::Mouse(mouse) => Msg::Mouse(self.clicks.count(mouse, Instant::now())),
            msg => msg,
        };
        session::test_panic("ui", &msg);
        // A look at a file that has not changed, and a save, change nothing that is drawn.
        let quiet = matches!(&msg, Msg::Looked { .. } | Msg::Saved(Ok(_)));
        let status = quiet.then(|| self.model.status.clone());
        let effect = app::update(&mut self.model, msg);
        if !self.model.ranging() {
            self.workers.stop_ranging();
        }
        if self.model.comparing().is_none() {
            self.workers.stop_comparing();
        }
        self.voice.keep(self.model.speaking());
        self.stale |= status.is_none_or(|before| before != self.model.status);
        self.perform(effect)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Option<End>> {
        match effect {
            Effect::None => {}
            Effect::Quit => return Ok(Some(End::Quit)),
            Effect::Read { .. }
            | Effect::Outline { .. }
            | Effect::Ask(_)
            | Effect::Range(_)
            | Effect::Peek(_)
            | Effect::Compare(_) => {
                self.workers.perform(effect);
                // Most answers are there before one could see that they were awaited.
                if let Some(msg) = self.workers.wait(BUSY) {
                    self.waiting.push_front(msg);
                }
            }
            Effect::Copy(clip) => {
                let notice = match clipboard::program(&self.model.settings.clipboard) {
                    Some(words) => self.copier.copy(&words, clip),
                    None => clipboard::send(&clip)?.of(clip.what),
                };
                return self.step(Msg::Said(notice));
            }
            Effect::Edit { path, line } => {
                self.hear_out()?;
                self.session.leave();
                let done = editor::edit(&path, line);
                self.signals.forget();
                self.resume()?;
                let notice = done.map_or_else(Notice::EditorFailed, |()| Notice::Edited);
                return self.step(Msg::Said(notice));
            }
            Effect::Keep { path, text } => {
                let notice = match keep::keep(&path, &text) {
                    Ok(()) if text.is_empty() => Notice::NothingKept,
                    Ok(()) => Notice::Kept(path),
                    Err(error) => Notice::NotKept(error.to_string()),
                };
                return self.step(Msg::Said(notice));
            }
            Effect::Suspend => return self.suspend(),
            Effect::Redraw => {
                let (width, height) = size();
                self.fit(width, height)?;
            }
            Effect::Mouse(take) => self.session.set_mouse(take)?,
            Effect::Speak(speech) => {
                if let Some(failed) = self.voice.speak(speech) {
                    return self.step(failed);
                }
            }
            Effect::Save(_)
            | Effect::Look { .. }
            | Effect::Scan { .. }
            | Effect::Titles(_)
            | Effect::Preview { .. } => self.workers.perform(effect),
        }
        Ok(None)
    }

    /// Makes the frame `width` × `height` and draws all of it again.
    fn fit(&mut self, width: u16, height: u16) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal for its cursor and wait for the answer.
        self.terminal.resize(Rect::new(0, 0, width, height))?;
        self.stale = true;
        if self.model.size != (width, height) {
            let _nothing = app::update(&mut self.model, Msg::Resized(width, height));
        }
        Ok(())
    }

    /// Suspends the program until the shell resumes it.
    fn suspend(&mut self) -> io::Result<Option<End>> {
        if !signals::can_stop() {
            return self.step(Msg::Said(Notice::CannotSuspend));
        }
        self.hear_out()?;
        let _nothing = app::update(&mut self.model, Msg::Hold);
        self.voice.hush();
        self.beaten = None;
        self.session.leave();
        signals::stop()?;
        self.signals.forget_stop();
        self.resume()?;
        Ok(None)
    }

    /// Takes the terminal again and draws everything.
    fn resume(&mut self) -> io::Result<()> {
        self.session.enter_again()?;
        let (width, height) = size();
        self.fit(width, height)
    }

    /// Acts on signals.
    fn heed(&mut self) -> io::Result<Option<End>> {
        Ok(match self.signals.wish() {
            None => None,
            Some(Wish::Die(signal)) => Some(End::Killed(signal)),
            Some(Wish::Stop) => self.suspend()?,
            Some(Wish::Redraw) => {
                self.session.leave();
                self.resume()?;
                None
            }
        })
    }
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
