//! The event loop.
//!
//! In: events of the terminal, messages of the workers, signals, the clock. Out: an updated model, frames,
//! and effects carried out, until the reader quits or a signal ends the program.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use ratatui::layout::Rect;

use super::clicks::Clicks;
use super::clipboard::Copier;
use super::probe::Probe;
use super::session::Session;
use super::signals::{Signals, Wish};
use super::voice::Voice;
use super::worker::Workers;
use super::{Terminal, clamp, clipboard, editor, input, keep, now, session, signals, size};
use crate::app::msg::Notice;
use crate::app::rehearse::{Rehearsal, Times};
use crate::app::{self, Effect, Model, Msg};
use crate::ui;

/// Longest that the loop sleeps; signals are checked in between.
const IDLE: Duration = Duration::from_millis(250);
/// The same while a worker is at work.
const BUSY: Duration = Duration::from_millis(8);
/// The same while another program speaks or copies.
const PROGRAM: Duration = Duration::from_millis(25);
/// How often the model is told the time.
const TICK: Duration = Duration::from_millis(200);
/// Longest that input is processed before a frame is drawn.
const FRAME: Duration = Duration::from_millis(12);
/// Bytes of a long sentence after which its page may have moved.
const ROW: usize = 30;

/// The part of a rehearsal's display that changes by itself.
fn face(rehearsal: &Rehearsal) -> (usize, bool, usize, Times) {
    let row = rehearsal.byte() / ROW;
    (rehearsal.at, rehearsal.running, row, rehearsal.times())
}

/// Why the loop ended.
pub(super) enum End {
    Quit,
    Killed(i32),
}

/// Everything that the loop works with.
pub(super) struct Runtime {
    pub(super) model: Model,
    pub(super) terminal: Terminal,
    pub(super) workers: Workers,
    pub(super) session: Session,
    pub(super) signals: Signals,
    /// Messages that wait to be processed.
    pub(super) waiting: VecDeque<Msg>,
    /// The question about widths, while the terminal answers.
    pub(super) probe: Option<Probe>,
    /// Whether the model has changed since the last frame.
    pub(super) stale: bool,
    /// When the model was last told the time.
    pub(super) ticked: Instant,
    /// When a running rehearsal was last told how much time has passed.
    pub(super) beaten: Option<Instant>,
    pub(super) voice: Voice,
    pub(super) copier: Copier,
    pub(super) clicks: Clicks,
}

impl Runtime {
    /// Runs until the end.
    pub(super) fn run(&mut self) -> io::Result<End> {
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
    pub(super) fn hear_out(&mut self) -> io::Result<()> {
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
                let notice = done.map_or_else(|failure| failure, |()| Notice::Edited);
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
