//! The workers: one thread reads texts, another answers questions about the text on the screen, others
//! go through all texts, walk folders, compare and save.
//!
//! In: effects. Out: messages, in the order in which the work is done.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::comparer;
use super::desk::{Desk, newest};
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
use crate::library::rules::Rulebook;
use crate::library::state::{State, fingerprint};
use crate::library::store::{Store, Trouble};
use crate::library::{Source, Stamp, recall};
use crate::outline::Kind;
use crate::typeset::Measure;

/// Bytes of the first piece: what fills 200 by 50 cells with Chinese text.
const HEAD: usize = 16 * 1024;
/// Bytes of the piece from which the list shows headings.
const PREVIEW: usize = 32 * 1024;
/// Longest that reading the rest of a text waits for its head to be on the screen.
const FIRST_FRAME: Duration = Duration::from_millis(100);
/// Stack of a worker.
pub(super) const STACK: usize = 16 << 20;

/// A text to be read.
pub(super) struct Job {
    pub(super) slot: usize,
    pub(super) source: Source,
    pub(super) measure: Measure,
    pub(super) from: Matter,
    pub(super) memory: Arc<State>,
    pub(super) rules: Arc<Rulebook>,
}

/// What a text is made from.
pub(super) enum Matter {
    /// Of its source: first of its head, where that is wanted.
    Source { head: bool, encoding: Option<Encoding> },
    /// Of the text as it is, which is outlined anew.
    Text(Arc<Text>),
}

/// A question, and the flag that cancels it.
struct Ask {
    question: Question,
    cancel: Arc<AtomicBool>,
}

/// What comes back: a message, if there is any, and how many pieces of work it ends.
pub(super) struct Report {
    pub(super) msg: Option<Msg>,
    pub(super) done: usize,
}

/// A text to be looked into for the list, and the rules of what is a heading in it.
type Preview = (usize, Source, Arc<Rulebook>);

/// The workers and the way to them.
pub(super) struct Workers {
    jobs: Desk<Job>,
    questions: Desk<Ask>,
    keeps: Desk<Box<State>>,
    looks: Desk<(usize, PathBuf)>,
    previews: Desk<Preview>,
    lists: Desk<lister::Wish>,
    ranges: Desk<ranger::Ask>,
    peeks: Desk<Peek>,
    orders: Desk<comparer::Ask>,
    reports: Receiver<Report>,
    /// The thread that reads.
    reader: Option<Thread>,
    /// The flag of the last question.
    cancel: Arc<AtomicBool>,
    /// The flag of the last question over all texts.
    stop: Arc<AtomicBool>,
    /// The flag of the last comparison.
    void: Arc<AtomicBool>,
    /// Pieces of work that are not done yet.
    open: usize,
    /// Saves that are not done yet. Nothing on the screen waits for them.
    saves: usize,
}

impl Workers {
    /// Starts the worker that reads texts; the others start when they are needed. State is saved to
    /// `store`, headings to the folder `cache`.
    pub(super) fn start(
        reading: Options,
        store: Option<Store>,
        cache: Option<PathBuf>,
    ) -> io::Result<Self> {
        let (out, reports) = mpsc::channel();
        let report = || out.clone();
        let (answers, saved, seen, shown) = (report(), report(), report(), report());
        let (ranged, peeked, compared) = (report(), report(), report());
        let lister = lister::Lister::new(reading, cache, report());
        let tell = |to: &Sender<Report>, msg| {
            let _ = to.send(Report { msg: Some(msg), done: 0 });
        };
        let mut jobs = Desk::new("reader", move |jobs: Receiver<Job>| {
            for job in jobs {
                work(&job, &reading, &out);
            }
        });
        let questions = Desk::new("finder", move |questions: Receiver<Ask>| {
            let mut memory = Memory::default();
            while let Ok(ask) = questions.recv() {
                answer(ask, &questions, &mut memory, &answers);
            }
        });
        let keeps = Desk::new("keeper", move |keeps: Receiver<Box<State>>| {
            for changes in keeps {
                let Some(store) = &store else { continue };
                tell(&saved, Msg::Saved(save(store, *changes)));
            }
        });
        let lists = Desk::new("lister", move |wishes| lister.run(&wishes));
        let previews = Desk::new("previewer", move |previews: Receiver<Preview>| {
            while let Ok(first) = previews.recv() {
                let ((slot, source, rules), _) = newest(first, &previews);
                tell(&shown, Msg::Previewed { slot, seen: look_into(&source, &reading, &rules) });
            }
        });
        // On a thread of its own, so that a hanging file system delays nothing else.
        let looks = Desk::new("watcher", move |looks: Receiver<(usize, PathBuf)>| {
            for (slot, path) in looks {
                tell(&seen, Msg::Looked { slot, stamp: Stamp::of(&path) });
            }
        });
        let ranges = Desk::new("ranger", move |asks| Ranger::new(asks, ranged, reading).run());
        let peeks = Desk::new("peeker", move |peeks| ranger::peek(&peeks, &reading, &peeked));
        let orders =
            Desk::new("comparer", move |orders| comparer::run(&orders, &reading, &compared));
        let reader = jobs.start()?;
        let (cancel, stop, void) = (Arc::default(), Arc::default(), Arc::default());
        Ok(Self {
            jobs,
            questions,
            keeps,
            orders,
            looks,
            previews,
            lists,
            ranges,
            peeks,
            reports,
            reader,
            cancel,
            stop,
            void,
            open: 0,
            saves: 0,
        })
    }

    /// Begins the work that an effect asks for; ignores effects that are no work for them.
    pub(super) fn perform(&mut self, effect: Effect) {
        let sent = match effect {
            Effect::Read { slot, source, measure, head, encoding, memory, rules } => {
                let from = Matter::Source { head, encoding };
                self.jobs.give(Job { slot, source, measure, from, memory, rules })
            }
            Effect::Outline { slot, source, text, measure, memory, rules } => {
                let from = Matter::Text(text);
                self.jobs.give(Job { slot, source, measure, from, memory, rules })
            }
            Effect::Look { slot, path } => {
                self.looks.give((slot, path));
                false
            }
            Effect::Preview { slot, source, rules } => {
                self.previews.give((slot, source, rules));
                false
            }
            Effect::Scan { roots, beside, most, rules } => {
                self.lists.give(lister::Wish::Scan { roots, beside, most, rules });
                false
            }
            Effect::Titles(rules) => {
                self.lists.give(lister::Wish::Titles(rules));
                false
            }
            Effect::Save(changes) => {
                self.saves += usize::from(self.keeps.give(changes));
                false
            }
            Effect::Ask(question) => {
                self.cancel.store(true, Ordering::Relaxed);
                self.cancel = Arc::default();
                let cancel = Arc::clone(&self.cancel);
                self.questions.give(Ask { question, cancel })
            }
            Effect::Range(range) => {
                self.stop_ranging();
                self.stop = Arc::default();
                let cancel = Arc::clone(&self.stop);
                self.ranges.give(ranger::Ask { range, cancel })
            }
            Effect::Peek(peek) => self.peeks.give(*peek),
            Effect::Compare(order) => {
                self.stop_comparing();
                self.void = Arc::default();
                let cancel = Arc::clone(&self.void);
                self.orders.give(comparer::Ask { order: *order, cancel })
            }
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
        if let Some(reader) = &self.reader {
            reader.unpark();
        }
    }

    /// Cancels the question about all texts.
    pub(super) fn stop_ranging(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Cancels the comparison.
    pub(super) fn stop_comparing(&self) {
        self.void.store(true, Ordering::Relaxed);
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

/// Reads a text: its first piece at once where that is wanted, then the whole. Or outlines anew what
/// was read.
fn work(job: &Job, reading: &Options, out: &Sender<Report>) {
    let report = |result: Result<Arrival, Error>, last: bool| {
        let msg = Msg::Read { slot: job.slot, result: result.map(Box::new) };
        // The receiver is gone when the program ends.
        let _ = out.send(Report { msg: Some(msg), done: usize::from(last) });
    };
    let (head, encoding) = match &job.from {
        Matter::Source { head, encoding } => (*head, *encoding),
        Matter::Text(text) => {
            report(guarded(&job.source, || Ok(outlined(job, text))), true);
            return;
        }
    };
    let reading = Options { encoding: encoding.or(reading.encoding), ..*reading };
    let path = job.source.real_path();
    let reading = &with_encoding(job, &path, reading);
    if head && !flashes(job, &path) {
        let load = || job.source.load_head_with(HEAD, reading);
        let head = guarded(&job.source, || arrival(job, &path, load));
        let partial = head.as_ref().is_ok_and(|a| a.text.document.origin().partial);
        report(head, !partial);
        if !partial {
            return;
        }
        // The rest would only slow the first frame down.
        thread::park_timeout(FIRST_FRAME);
    }
    let load = || job.source.load_with(reading);
    report(guarded(&job.source, || arrival(job, &path, load)), true);
}

/// Whether the head of a text would only flash up before the place where reading goes on: that lies behind it,
/// and the whole is read in no time. `path` is the real one.
fn flashes(job: &Job, path: &str) -> bool {
    /// Bytes that are read and outlined within one frame of most terminals.
    const SOON: u64 = 1 << 20;
    let Source::File(file) = &job.source else { return false };
    let Some((_, record)) = job.memory.by_path(path) else { return false };
    let size = Stamp::of(file).map_or(0, |stamp| stamp.size);
    size <= SOON && usize::try_from(size).is_ok_and(|size| record.place.by_share(size) > HEAD)
}

/// The options for a text, whose real path is `path`: in the encoding that was chosen for it earlier, where
/// none is asked for.
pub(super) fn with_encoding(job: &Job, path: &str, mut reading: Options) -> Options {
    if reading.encoding.is_none() {
        let chosen = recall::encoding(&job.memory, path);
        reading.encoding = chosen.and_then(|name| name.parse().ok());
    }
    reading
}

/// The outline of a text, from its first piece, for the list.
fn look_into(source: &Source, reading: &Options, rules: &Rulebook) -> Result<Seen, Error> {
    let work = || {
        let document = source.load_head_with(PREVIEW, reading)?;
        let outline = rules.outline(source, &document);
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

/// The text that `load` reads, whose real path is `path`, with what is remembered of it.
pub(super) fn arrival(
    job: &Job,
    path: &str,
    load: impl FnOnce() -> Result<Document, Error>,
) -> Result<Arrival, Error> {
    // Taken before reading, so that a change during it is noticed at the next look.
    let stamp = match &job.source {
        Source::File(file) => Stamp::of(file),
        Source::Sample(_) | Source::Stdin => None,
    };
    let document = Arc::new(load()?);
    let rules = job.rules.of(&job.source);
    let rules = (Arc::clone(&job.rules), rules);
    let (text, key) =
        Text::parse_beside(Arc::clone(&document), rules, || fingerprint(document.text()));
    let arrival = Arrival::new(text, job.measure);
    Ok(Arrival { stamp, ..arrival.remembered(&job.memory, path.to_owned(), Some(key)) })
}

/// `text` as the rules of the job outline it. The file may be another by now: what was read of it is
/// as old as before.
fn outlined(job: &Job, text: &Arc<Text>) -> Arrival {
    let again = text.again(&job.source, Arc::clone(&job.rules));
    let arrival = Arrival::new(again, job.measure);
    Arrival {
        again: Some(Arc::clone(text)),
        ..arrival.remembered(&job.memory, job.source.real_path(), None)
    }
}

/// Does `work` on a text; a panic on the way becomes an error, so that the reader can go on.
pub(super) fn guarded(
    source: &Source,
    work: impl FnOnce() -> Result<Arrival, Error>,
) -> Result<Arrival, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let kind = ErrorKind::Damaged("text", Fault::Unexpected);
        Err(Error::new(source.path(), kind))
    })
}

/// Answers the newest question that waits; older ones have become void.
fn answer(first: Ask, more: &Receiver<Ask>, memory: &mut Memory, out: &Sender<Report>) {
    let (Ask { question, cancel }, done) = newest(first, more);
    let work = catch_unwind(AssertUnwindSafe(|| question.answer(memory, &cancel)));
    let answer = work.unwrap_or_else(|_| Some(Answer::nothing(&question)));
    let _ = out.send(Report { msg: answer.map(Msg::Answered), done });
}
