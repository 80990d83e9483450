//! Work on many items at once, the results in the order of the items.
//!
//! In: items, of which no more are taken from their iterator than are worked on and wait. Out: each
//! result, on the calling thread. However many items there are, memory stays level: a result that
//! is done early waits for those before it, and no further item is taken meanwhile.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

use super::args::Settings;
use super::{Status, complain, load};
use crate::document::Document;
use crate::error::Error;
use crate::library::Source;

/// Most threads: past these, disks and the writer of the results are the limit.
const MOST: usize = 16;
/// Items under way for each thread: one at work, one that waits.
const AHEAD: usize = 2;
/// Stack of a thread, as that of the reader's workers.
const STACK: usize = 16 << 20;

/// Reads the texts of `sources` and gives each to `work`, several at once, and what comes of them to
/// `each`, in the order of the sources; tells of each that cannot be read, and goes on.
///
/// # Errors
/// The first of `each`.
pub(super) fn for_each<T: Send>(
    sources: impl Iterator<Item = Result<Source, Error>>,
    settings: Settings,
    work: impl Fn(&Source, Document) -> T + Sync,
    mut each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Status> {
    let mut status = Status::Done;
    let read = |source| {
        let (source, document) = load(source, &settings.reading)?;
        Ok::<T, Error>(work(&source, document))
    };
    ordered(sources, read, |done| match done {
        Ok(done) => each(done),
        Err(error) => {
            complain(&error.message(settings.lang));
            status = Status::Failed;
            Ok(())
        }
    })?;
    Ok(status)
}

/// Gives each of `items` to `work`, several at once, and what comes of them to `each`, in the order
/// of the items.
///
/// # Errors
/// The first error of `each`, after which nothing more is begun.
///
/// # Panics
/// Where `work` does, as it would without threads.
pub(super) fn ordered<I: Send, T: Send, E>(
    items: impl Iterator<Item = I>,
    work: impl Fn(I) -> T + Sync,
    each: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST);
    ordered_on(threads, items, work, each)
}

/// [`ordered`], on so many threads.
fn ordered_on<I: Send, T: Send, E>(
    threads: usize,
    items: impl Iterator<Item = I>,
    work: impl Fn(I) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let mut items = items.peekable();
    let Some(first) = items.next() else { return Ok(()) };
    if threads < 2 || items.peek().is_none() {
        return std::iter::once(first).chain(items).map(work).try_for_each(each);
    }
    let mut items = std::iter::once(first).chain(items).enumerate();
    let stop = AtomicBool::new(false);
    let (jobs, new_jobs) = mpsc::channel::<(usize, I)>();
    let new_jobs = Mutex::new(new_jobs);
    let (out, results) = mpsc::channel();
    let (work, stop, new_jobs) = (&work, &stop, &new_jobs);
    thread::scope(move |scope| {
        // Dropped on every way out, also a panic, and so is `jobs`: the threads end.
        let _stopper = Stopper(stop);
        let jobs = jobs;
        let mut started = 0;
        for _ in 0..threads {
            let out = out.clone();
            let run = move || serve(new_jobs, work, stop, &out);
            started +=
                usize::from(Builder::new().stack_size(STACK).spawn_scoped(scope, run).is_ok());
        }
        drop(out);
        if started == 0 {
            return items.map(|(_, item)| work(item)).try_for_each(each);
        }
        let mut early = BTreeMap::new();
        let (mut taken, mut given) = (0, 0);
        loop {
            while taken - given < AHEAD * started
                && let Some(job) = items.next()
            {
                taken += 1;
                // The receiver lives as long as the threads.
                let _ = jobs.send(job);
            }
            if given == taken {
                return Ok(());
            }
            let Ok((index, result)) = results.recv() else { return Ok(()) };
            early.insert(index, result);
            while let Some(result) = early.remove(&given) {
                given += 1;
                each(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
            }
        }
    })
}

/// Tells the threads to end.
struct Stopper<'a>(&'a AtomicBool);

impl Drop for Stopper<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What one thread does: job after job, until there are no more.
fn serve<I, T>(
    jobs: &Mutex<Receiver<(usize, I)>>,
    work: impl Fn(I) -> T,
    stop: &AtomicBool,
    out: &Sender<(usize, thread::Result<T>)>,
) -> Option<Infallible> {
    loop {
        let (index, item) = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()?;
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let result = catch_unwind(AssertUnwindSafe(|| work(item)));
        out.send((index, result)).ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    /// Later items are done earlier.
    fn slow_then_fast(n: u64) -> u64 {
        thread::sleep(Duration::from_micros(400 - n.min(40) * 10));
        n * n
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 7] {
            let mut got = Vec::new();
            let done: Result<(), Infallible> = ordered_on(threads, 0..200, slow_then_fast, |n| {
                got.push(n);
                Ok(())
            });
            assert_eq!(done, Ok(()));
            assert!(got.into_iter().eq((0..200).map(|n| n * n)), "{threads}");
        }
    }

    #[test]
    fn no_more_is_taken_than_can_be_worked_on() {
        let taken = Cell::new(0_usize);
        let given = Cell::new(0_usize);
        let items = (0..500_u64).inspect(|_| {
            taken.set(taken.get() + 1);
            // One more was looked at, to see whether there is any.
            assert!(taken.get() - given.get() <= 3 * AHEAD + 2);
        });
        let done: Result<(), Infallible> = ordered_on(3, items, slow_then_fast, |_| {
            given.set(given.get() + 1);
            Ok(())
        });
        assert_eq!((done, given.get()), (Ok(()), 500));
    }

    #[test]
    fn an_error_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |n: u32| {
            begun.fetch_add(1, Ordering::Relaxed);
            n
        };
        let end = ordered_on(4, 0..100_000, work, |n| if n == 10 { Err("full") } else { Ok(()) });
        assert_eq!(end, Err("full"));
        assert!(begun.load(Ordering::Relaxed) < 100);
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_is_passed_on() {
        let work = |n: u32| assert!(n != 7, "seven");
        let _: Result<(), Infallible> = ordered_on(3, 0..1000, work, |()| Ok(()));
    }
}
