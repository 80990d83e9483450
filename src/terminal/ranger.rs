//! The workers for jump and search over all texts: one thread goes through the texts, another reads the
//! text that is previewed below the results.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::desk::newest;
use super::worker::{Report, STACK};
use crate::app::Msg;
use crate::app::msg::Arrival;
use crate::app::text::Text;
use crate::app::wide::{Asked, Peek, Range, RangeFound, Ranged};
use crate::error::{Error, ErrorKind, Fault};
use crate::input::Options;
use crate::library::range::{Gathered, Last, Volume, search};
use crate::search::jump;
use crate::search::text::{Finder, Manner};
use crate::text::Span;

/// Between two answers to one question while texts are still being read.
const PAUSE: Duration = Duration::from_millis(100);

/// A question, and the flag that says when nobody wants the answer any more.
pub(super) struct Ask {
    pub(super) range: Range,
    pub(super) cancel: Arc<AtomicBool>,
}

/// Headings being gathered, and of which texts.
struct Gathering {
    volumes: Arc<[Volume]>,
    gathered: Arc<Gathered>,
    cancel: Arc<AtomicBool>,
}

impl Drop for Gathering {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

/// The thread that goes through all texts.
pub(super) struct Ranger {
    asks: Receiver<Ask>,
    out: Sender<Report>,
    options: Options,
    gathering: Option<Gathering>,
    last: Last,
}

impl Ranger {
    pub(super) fn new(asks: Receiver<Ask>, out: Sender<Report>, options: Options) -> Self {
        Self { asks, out, options, gathering: None, last: Last::default() }
    }

    /// Answers questions until there are no more.
    pub(super) fn run(&mut self) {
        let mut next = self.asks.recv().ok();
        while let Some(mut ask) = next.take() {
            // Only the newest waiting question counts.
            while let Ok(newer) = self.asks.try_recv() {
                self.close(None);
                ask = newer;
            }
            let answered = catch_unwind(AssertUnwindSafe(|| self.answer(&ask)));
            next = answered.unwrap_or_else(|_| {
                self.close(Some(nothing(&ask.range)));
                None
            });
            if next.is_none() {
                next = self.asks.recv().ok();
            }
        }
    }

    /// Sends an answer to which more will follow.
    fn tell(&self, answer: Ranged) {
        // The receiver is gone when the program ends.
        let _ = self.out.send(Report { msg: Some(Msg::Ranged(answer)), done: 0 });
    }

    /// Ends the work on a question, with its last answer if there is any.
    fn close(&self, answer: Option<Ranged>) {
        let _ = self.out.send(Report { msg: answer.map(Msg::Ranged), done: 1 });
    }

    /// Answers one question; gives the next where that came in before it was done.
    fn answer(&mut self, ask: &Ask) -> Option<Ask> {
        match &ask.range.asked {
            Asked::Jump { query, literal } => self.jump(ask, query, *literal),
            Asked::Find { query, manner } => {
                let last = find(ask, (query, *manner), &self.options, |answer| self.tell(answer));
                self.close(last);
                None
            }
        }
    }

    fn jump(&mut self, ask: &Ask, query: &str, literal: bool) -> Option<Ask> {
        let Range { serial, volumes, scheme, .. } = &ask.range;
        let gathered = self.gathered(volumes);
        let scheme = *scheme;
        let options = jump::Options { pinyin: !literal, scheme, ..jump::Options::default() };
        loop {
            // Looked up before the answer is made; what comes in meanwhile is part of the next answer.
            let (seen, done) = (gathered.seen(), gathered.is_done());
            let Some((rows, total)) = gathered.jump(query, &options, &mut self.last, &ask.cancel)
            else {
                self.close(None);
                return None;
            };
            let found = RangeFound::Headings(rows, total);
            let answer = Ranged { serial: *serial, seen: (seen, volumes.len()), done, found };
            if done {
                self.close(Some(answer));
                return None;
            }
            self.tell(answer);
            match self.asks.recv_timeout(PAUSE) {
                Ok(newer) => {
                    self.close(None);
                    return Some(newer);
                }
                Err(RecvTimeoutError::Timeout) if !ask.cancel.load(Ordering::Relaxed) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    self.close(None);
                    return None;
                }
            }
        }
    }

    /// The headings of `volumes`, which a thread of their own begins to gather where that has not
    /// been done; it goes on while other questions are asked.
    fn gathered(&mut self, volumes: &Arc<[Volume]>) -> Arc<Gathered> {
        let same = |g: &&Gathering| Arc::ptr_eq(&g.volumes, volumes);
        if let Some(gathering) = self.gathering.as_ref().filter(same) {
            return Arc::clone(&gathering.gathered);
        }
        let (gathered, cancel) = (Arc::new(Gathered::default()), Arc::new(AtomicBool::new(false)));
        self.last = Last::default();
        self.gathering = Some(Gathering {
            volumes: Arc::clone(volumes),
            gathered: Arc::clone(&gathered),
            cancel: Arc::clone(&cancel),
        });
        let (into, from, options) = (Arc::clone(&gathered), Arc::clone(volumes), self.options);
        let work = move || into.gather(&from, &options, &cancel);
        let thread = thread::Builder::new().name("gatherer".to_owned()).stack_size(STACK);
        if thread.spawn(work).is_err() {
            // If no thread can be started, the answer waits for the reading.
            gathered.gather(volumes, &self.options, &AtomicBool::new(false));
        }
        gathered
    }
}

/// Searches all texts; gives the last answer, none where it was cancelled.
fn find(
    ask: &Ask,
    (query, manner): (&str, Manner),
    options: &Options,
    mut tell: impl FnMut(Ranged),
) -> Option<Ranged> {
    let Range { serial, volumes, scheme, .. } = &ask.range;
    let of = volumes.len();
    let answer = |seen, done, found| Ranged { serial: *serial, seen: (seen, of), done, found };
    let finder = match Finder::new(query, manner, *scheme) {
        Ok(finder) => finder,
        Err(bad) => return Some(answer(0, true, RangeFound::Bad(bad))),
    };
    let mut hauls = Vec::new();
    let mut looked = 0;
    let mut told = Instant::now();
    search(volumes, &finder, options, &ask.cancel, |haul, seen| {
        hauls.extend(haul);
        looked = seen;
        if told.elapsed() >= PAUSE {
            told = Instant::now();
            tell(answer(seen, false, RangeFound::Hits(std::mem::take(&mut hauls))));
        }
        ControlFlow::Continue(())
    });
    let wanted = !ask.cancel.load(Ordering::Relaxed);
    wanted.then(|| answer(looked, true, RangeFound::Hits(hauls)))
}

/// The answer that finds nothing.
fn nothing(range: &Range) -> Ranged {
    let found = match range.asked {
        Asked::Jump { .. } => RangeFound::Headings(Vec::new(), 0),
        Asked::Find { .. } => RangeFound::Hits(Vec::new()),
    };
    Ranged { serial: range.serial, seen: (0, range.volumes.len()), done: true, found }
}

/// Reads the newest text that is to be shown below a list, until there are no more to come.
pub(super) fn peek(peeks: &Receiver<Peek>, options: &Options, out: &Sender<Report>) {
    while let Ok(first) = peeks.recv() {
        let (newest, done) = newest(first, peeks);
        let volume = newest.volume.number;
        let result = catch_unwind(AssertUnwindSafe(|| look(&newest, options)));
        let result = result.unwrap_or_else(|_| {
            let kind = ErrorKind::Damaged("text", Fault::Unexpected);
            Err(Error::new(newest.volume.source.path(), kind))
        });
        let _ = out.send(Report { msg: Some(Msg::Peeked { volume, result }), done });
    }
}

/// The text with its hits.
fn look(peek: &Peek, options: &Options) -> Result<(Box<Arrival>, Vec<Span>), Error> {
    let Peek { volume, measure, find } = peek;
    let document = match &volume.held {
        Some(page) => page.document().clone(),
        None => volume.source.load_with(&volume.options(options))?,
    };
    let hits = find.as_ref().and_then(|(query, manner, scheme)| {
        Finder::new(query, *manner, *scheme).ok().map(|f| f.find_in(document.text()))
    });
    let text = Text::by(document, &volume.source, Arc::clone(&volume.rules));
    let arrival = Arrival::new(text, *measure);
    Ok((Box::new(arrival), hits.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{SAMPLES, Source};
    use std::sync::mpsc;

    fn ask(serial: u64, volumes: &Arc<[Volume]>, asked: Asked) -> Ask {
        let range = Range { serial, volumes: Arc::clone(volumes), asked, scheme: None };
        Ask { range, cancel: Arc::default() }
    }

    fn volumes(times: usize) -> Arc<[Volume]> {
        let samples = SAMPLES.iter().cycle().take(times).enumerate();
        let volume = |(number, sample)| {
            let source = Source::Sample(sample);
            Volume { number, source, encoding: None, rules: Arc::default(), held: None }
        };
        samples.map(volume).collect()
    }

    /// Asks all of `asks` at once; gives the answers, and how many pieces of work were ended.
    fn answers(asks: Vec<Ask>) -> (Vec<Ranged>, usize) {
        let (send, receive) = mpsc::channel();
        let (out, reports) = mpsc::channel();
        for ask in asks {
            send.send(ask).unwrap();
        }
        drop(send);
        Ranger::new(receive, out, Options::default()).run();
        let (mut told, mut done) = (Vec::new(), 0);
        for report in reports {
            done += report.done;
            match report.msg {
                Some(Msg::Ranged(answer)) => told.push(answer),
                Some(other) => panic!("{other:?}"),
                None => {}
            }
        }
        (told, done)
    }

    #[test]
    fn a_jump_is_answered_while_texts_are_read_and_once_they_are() {
        let volumes = volumes(SAMPLES.len());
        let asked = Asked::Jump { query: "zd".into(), literal: false };
        let (sender, receive) = mpsc::channel();
        let (out, reports) = mpsc::channel();
        sender.send(ask(1, &volumes, asked)).unwrap();
        let worker = thread::spawn(move || {
            Ranger::new(receive, out, Options::default()).run();
        });
        let last = reports.iter().find_map(|report| match report.msg {
            Some(Msg::Ranged(answer)) if answer.done => Some(answer),
            _ => None,
        });
        let last = last.unwrap();
        assert_eq!(last.seen, (SAMPLES.len(), SAMPLES.len()));
        assert!(
            matches!(last.found, RangeFound::Headings(rows, total) if total >= rows.len() && total > 0)
        );
        drop(sender);
        worker.join().unwrap();
    }

    #[test]
    fn of_several_questions_the_newest_is_answered() {
        let volumes = volumes(40);
        let find = |query: &str| Asked::Find { query: query.into(), manner: Manner::Plain };
        let asks = vec![
            ask(1, &volumes, find("群")),
            ask(2, &volumes, find("群众")),
            ask(3, &volumes, find("群众满意")),
        ];
        let (told, done) = answers(asks);
        assert_eq!(done, 3, "every question is ended");
        assert!(told.iter().all(|answer| answer.serial == 3));
        assert!(told.last().unwrap().done);
    }

    #[test]
    fn a_cancelled_question_ends_without_an_answer() {
        let volumes = volumes(2000);
        let asked = Asked::Find { query: "的".into(), manner: Manner::Pinyin };
        let ask = ask(1, &volumes, asked);
        ask.cancel.store(true, Ordering::Relaxed);
        let (told, done) = answers(vec![ask]);
        assert!(told.is_empty() && done == 1, "{told:?}");
    }

    #[test]
    fn a_bad_pattern_is_told() {
        let asked = Asked::Find { query: "(".into(), manner: Manner::Pattern };
        let (told, _) = answers(vec![ask(1, &volumes(3), asked)]);
        assert!(matches!(told[..], [Ranged { done: true, found: RangeFound::Bad(_), .. }]));
    }
}
