//! Work beside the screen: one thread reads texts, another answers questions, others go through
//! all texts.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::lister;
use super::ranger::{self, Ranger};
use crate::app::Msg;
use crate::app::listing::previewed;
use crate::app::msg::{Answer, Arrival, Effect, Memory, Question, Seen};
use crate::app::text::Text;
use crate::app::wide::Peek;
use crate::document::Document;
use crate::error::{Error, ErrorKind, Fault};
use crate::input::{Encoding, Options};
use crate::library::state::State;
use crate::library::store::{Store, Trouble};
use crate::library::{Source, Stamp, recall};
use crate::outline::{self, Kind};
use crate::typeset::Measure;

/// Bytes of the first piece: enough for any screen.
const HEAD: usize = 64 * 1024;
/// Longest that the rest of a text waits until its head is on the screen.
const FIRST_FRAME: Duration = Duration::from_millis(100);
/// Stack of a worker.
pub(super) const STACK: usize = 16 << 20;

/// A text to be read.
struct Job {
    slot: usize,
    source: Source,
    measure: Measure,
    head: bool,
    encoding: Option<Encoding>,
    memory: Arc<State>,
}

/// A question, and the flag that says when nobody wants the answer any more.
struct Ask {
    question: Question,
    cancel: Arc<AtomicBool>,
}

/// What comes back: a message, if there is any, and how many pieces of work it ends.
pub(super) struct Report {
    pub(super) msg: Option<Msg>,
    pub(super) done: usize,
}

/// The workers and the way to them.
#[derive(Debug)]
pub(super) struct Workers {
    jobs: Sender<Job>,
    questions: Sender<Ask>,
    keeps: Sender<Box<State>>,
    looks: Sender<(usize, PathBuf)>,
    previews: Sender<(usize, Source)>,
    lists: Sender<lister::Wish>,
    ranges: Sender<ranger::Ask>,
    peeks: Sender<Peek>,
    reports: Receiver<Report>,
    /// The thread that reads.
    reader: Thread,
    /// The flag of the last question.
    cancel: Arc<AtomicBool>,
    /// The flag of the last question over all texts.
    stop: Arc<AtomicBool>,
    /// Pieces of work that are not done yet.
    open: usize,
    /// Saves that are not done yet. Nothing on the screen waits for them.
    saves: usize,
}

impl Workers {
    /// Starts them. What is remembered is put into `store`, headings into the folder `cache`.
    pub(super) fn start(
        reading: Options,
        store: Option<Store>,
        cache: Option<PathBuf>,
    ) -> io::Result<Self> {
        let (keeps, new_keeps) = mpsc::channel::<Box<State>>();
        let (looks, new_looks) = mpsc::channel::<(usize, PathBuf)>();
        let (previews, new_previews) = mpsc::channel::<(usize, Source)>();
        let (lists, new_lists) = mpsc::channel::<lister::Wish>();
        let (jobs, new_jobs) = mpsc::channel::<Job>();
        let (questions, new_questions) = mpsc::channel::<Ask>();
        let (out, reports) = mpsc::channel();
        let (ranges, new_ranges) = mpsc::channel();
        let (peeks, new_peeks) = mpsc::channel();
        let (answers, ranged, peeked) = (out.clone(), out.clone(), out.clone());
        let saved = out.clone();
        let seen = out.clone();
        let shown = out.clone();
        let lister = lister::Lister::new(reading, cache, out.clone());
        let spawn = |name: &str| thread::Builder::new().name(name.to_owned()).stack_size(STACK);
        let reader = spawn("reader").spawn(move || {
            for job in new_jobs {
                read(&job, &reading, &out);
            }
        })?;
        spawn("finder").spawn(move || {
            let mut memory = Memory::default();
            while let Ok(ask) = new_questions.recv() {
                answer(ask, &new_questions, &mut memory, &answers);
            }
        })?;
        spawn("keeper").spawn(move || {
            for changes in new_keeps {
                let Some(store) = &store else { continue };
                let msg = Msg::Saved(save(store, *changes));
                let _ = saved.send(Report { msg: Some(msg), done: 0 });
            }
        })?;
        spawn("lister").spawn(move || lister.run(&new_lists))?;
        spawn("previewer").spawn(move || {
            while let Ok(mut newest) = new_previews.recv() {
                while let Ok(newer) = new_previews.try_recv() {
                    newest = newer;
                }
                let (slot, source) = newest;
                let seen = look_into(&source, &reading);
                let _ = shown.send(Report { msg: Some(Msg::Previewed { slot, seen }), done: 0 });
            }
        })?;
        // A file system that hangs keeps nothing else waiting.
        spawn("watcher").spawn(move || {
            for (slot, path) in new_looks {
                let msg = Msg::Looked { slot, stamp: Stamp::of(&path) };
                let _ = seen.send(Report { msg: Some(msg), done: 0 });
            }
        })?;
        spawn("ranger").spawn(move || Ranger::new(new_ranges, ranged, reading).run())?;
        spawn("peeker").spawn(move || ranger::peek(&new_peeks, &reading, &peeked))?;
        let (reader, cancel, stop) = (reader.thread().clone(), Arc::default(), Arc::default());
        Ok(Self {
            jobs,
            questions,
            keeps,
            ranges,
            peeks,
            looks,
            previews,
            lists,
            reports,
            reader,
            cancel,
            stop,
            open: 0,
            saves: 0,
        })
    }

    /// Takes on the effects that are work for them; others are nothing to them.
    pub(super) fn perform(&mut self, effect: Effect) {
        let sent = match effect {
            Effect::Read { slot, source, measure, head, encoding, memory } => {
                self.jobs.send(Job { slot, source, measure, head, encoding, memory }).is_ok()
            }
            Effect::Look { slot, path } => {
                let _ = self.looks.send((slot, path));
                false
            }
            Effect::Preview { slot, source } => {
                let _ = self.previews.send((slot, source));
                false
            }
            Effect::Scan { roots, most } => {
                let _ = self.lists.send(lister::Wish::Scan(roots, most));
                false
            }
            Effect::Titles => {
                let _ = self.lists.send(lister::Wish::Titles);
                false
            }
            Effect::Save(changes) => {
                self.saves += usize::from(self.keeps.send(changes).is_ok());
                false
            }
            Effect::Ask(question) => {
                self.cancel.store(true, Ordering::Relaxed);
                self.cancel = Arc::default();
                let cancel = Arc::clone(&self.cancel);
                self.questions.send(Ask { question, cancel }).is_ok()
            }
            Effect::Range(range) => {
                self.stop_ranging();
                self.stop = Arc::default();
                let cancel = Arc::clone(&self.stop);
                self.ranges.send(ranger::Ask { range, cancel }).is_ok()
            }
            Effect::Peek(peek) => self.peeks.send(*peek).is_ok(),
            Effect::None
            | Effect::Quit
            | Effect::Copy(_)
            | Effect::Edit { .. }
            | Effect::Keep { .. }
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Mouse(_)
            | Effect::Speak(_) => false,
        };
        self.open += usize::from(sent);
    }

    /// Tells that a frame has been drawn: what was read so far is on the screen.
    pub(super) fn drawn(&self) {
        self.reader.unpark();
    }

    /// Nobody wants an answer over all texts any more.
    pub(super) fn stop_ranging(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether work is not done yet.
    pub(super) fn busy(&self) -> bool {
        self.open > 0
    }

    /// What has come back, if anything.
    pub(super) fn poll(&mut self) -> Option<Msg> {
        loop {
            let report = self.reports.try_recv().ok()?;
            if let Some(msg) = self.note(report) {
                return Some(msg);
            }
        }
    }

    /// What comes back within `patience`.
    pub(super) fn wait(&mut self, patience: Duration) -> Option<Msg> {
        let report = self.reports.recv_timeout(patience).ok()?;
        self.note(report)
    }

    /// Waits until everything is saved, for `patience` at most.
    pub(super) fn finish_saves(&mut self, patience: Duration) {
        let start = Instant::now();
        while self.saves > 0 {
            let left = patience.saturating_sub(start.elapsed());
            let Ok(report) = self.reports.recv_timeout(left) else { return };
            self.note(report);
        }
    }

    fn note(&mut self, report: Report) -> Option<Msg> {
        if matches!(report.msg, Some(Msg::Saved(_))) {
            self.saves = self.saves.saturating_sub(1);
        }
        self.open = self.open.saturating_sub(report.done);
        report.msg
    }
}

/// Reads a text: its first piece at once where that is wanted, then the whole.
fn read(job: &Job, reading: &Options, out: &Sender<Report>) {
    let reading = &Options { encoding: job.encoding.or(reading.encoding), ..*reading };
    let report = |result: Result<Arrival, Error>, last: bool| {
        let msg = Msg::Read { slot: job.slot, result: result.map(Box::new) };
        // The receiver is gone when the program ends.
        let _ = out.send(Report { msg: Some(msg), done: usize::from(last) });
    };
    let reading = &with_encoding(job, *reading);
    if job.head {
        let head = guarded(job, || job.source.load_head_with(HEAD, reading));
        let partial = head.as_ref().is_ok_and(|a| a.text.document.origin().partial);
        report(head, !partial);
        if !partial {
            return;
        }
        // The rest would only slow the first frame down.
        thread::park_timeout(FIRST_FRAME);
    }
    report(guarded(job, || job.source.load_with(reading)), true);
}

/// The options for a text: in the encoding that was chosen for it earlier, where none is asked for.
fn with_encoding(job: &Job, mut reading: Options) -> Options {
    if reading.encoding.is_none() {
        let chosen = recall::encoding(&job.memory, &job.source.real_path());
        reading.encoding = chosen.and_then(|name| name.parse().ok());
    }
    reading
}

/// The outline of a text, from its first piece, for the list.
fn look_into(source: &Source, reading: &Options) -> Result<Seen, Error> {
    let work = || {
        let document = source.load_head_with(HEAD, reading)?;
        let outline = outline::parse(&document);
        let rows = previewed(&document, &outline);
        let mut titles = outline.nodes().iter().filter(|node| node.kind == Kind::Title);
        let title = titles
            .next()
            .map(|node| crate::text::one_line(node.title.of(document.text())).into_owned());
        Ok(Seen { title, rows })
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Error::new(source.path(), ErrorKind::Damaged("text", Fault::Unexpected)))
    })
}

/// Puts `changes` into the state file.
fn save(store: &Store, changes: State) -> Result<Box<State>, Box<(State, Trouble)>> {
    let saved = catch_unwind(AssertUnwindSafe(|| store.save(&changes, super::now())));
    match saved {
        Ok(Ok(state)) => Ok(Box::new(state)),
        Ok(Err(trouble)) => Err(Box::new((changes, trouble))),
        Err(_) => Err(Box::new((changes, Trouble::Busy))),
    }
}

/// Reads and parses; a panic on the way becomes an error, so that the reader can go on.
fn guarded(job: &Job, load: impl Fn() -> Result<Document, Error>) -> Result<Arrival, Error> {
    let work = || {
        // Before it is read: what changes meanwhile is found at the next look.
        let stamp = match &job.source {
            Source::File(path) => Stamp::of(path),
            Source::Sample(_) | Source::Stdin => None,
        };
        let text = Text::new(load()?);
        let path = job.source.real_path();
        let arrival = Arrival::new(text, job.measure).remembered(&job.memory, path);
        Ok(Arrival { stamp, ..arrival })
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let kind = ErrorKind::Damaged("text", Fault::Unexpected);
        Err(Error::new(job.source.path(), kind))
    })
}

/// Answers the newest question that waits; older ones have become void.
fn answer(first: Ask, more: &Receiver<Ask>, memory: &mut Memory, out: &Sender<Report>) {
    let mut newest = first;
    let mut done = 1;
    while let Ok(newer) = more.try_recv() {
        newest = newer;
        done += 1;
    }
    let Ask { question, cancel } = newest;
    let work = catch_unwind(AssertUnwindSafe(|| question.answer(memory, &cancel)));
    let answer = work.unwrap_or_else(|_| Some(Answer::nothing(&question)));
    let _ = out.send(Report { msg: answer.map(Msg::Answered), done });
}
