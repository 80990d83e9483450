//! A parallel map that keeps order and bounds memory.
//!
//! In: an iterator, whose items a few threads take under a lock, and the work on an item. Out: the
//! results, in the order of the items, as soon as those before them are done. Threads run only a limited
//! number of items ahead of the results taken out, so that memory stays small however many there are.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Most threads; more would only wait for the disk.
const THREADS: usize = 8;
/// Stack of a worker: parsers go no deeper than the reader's.
const STACK: usize = 16 << 20;
/// A thread fetches about this much work at a time, so that the cost of the lock does not matter.
const SHARE: Duration = Duration::from_millis(1);
/// Most items that are fetched at a time.
const BATCH: usize = 32;

/// How far workers may run ahead of what is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Results are small: by some hundred items.
    Far,
    /// Results are as large as what they are made of: by two items for each thread.
    Near,
}

impl Ahead {
    const fn items(self, threads: usize) -> usize {
        match self {
            Self::Far => 256,
            Self::Near => threads * 2,
        }
    }
}

struct Shared<I> {
    items: I,
    /// Items given out.
    given: usize,
    /// Results taken out.
    taken: usize,
    /// Workers that wait for room.
    waiting: usize,
    stop: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Only the iterator can panic while the lock is held, and after that there are no more items.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `work` on each of `items` on a few threads, and calls `each` with the results in order until it
/// breaks; `None` is the result of an item on which `work` panicked. Items not begun by then are not
/// worked on. If no thread can be started, everything is done on this one.
pub fn sweep<I, T>(
    ahead: Ahead,
    items: I,
    work: impl Fn(I::Item) -> T + Sync,
    mut each: impl FnMut(Option<T>) -> ControlFlow<()>,
) where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    let threads = thread::available_parallelism().map_or(1, |n| n.get().min(THREADS));
    let ahead = ahead.items(threads);
    let begin = Shared { items, given: 0, taken: 0, waiting: 0, stop: false };
    let (shared, room) = (Mutex::new(begin), Condvar::new());
    let guarded = |item| catch_unwind(AssertUnwindSafe(|| work(item))).ok();
    // The next items, and the number of the first.
    let next = |most: usize, batch: &mut Vec<I::Item>| {
        let mut shared = lock(&shared);
        while !shared.stop && shared.given >= shared.taken + ahead {
            shared.waiting += 1;
            shared = room.wait(shared).unwrap_or_else(PoisonError::into_inner);
            shared.waiting -= 1;
        }
        let first = shared.given;
        let free = if shared.stop { 0 } else { shared.taken + ahead - first };
        batch.extend(shared.items.by_ref().take(most.min(free)));
        shared.given += batch.len();
        first
    };
    let run = |out: &mpsc::Sender<(usize, Vec<Option<T>>)>| {
        let mut batch = Vec::new();
        let mut most = 1;
        loop {
            let first = next(most, &mut batch);
            if batch.is_empty() {
                return;
            }
            let began = Instant::now();
            let results: Vec<_> = batch.drain(..).map(guarded).collect();
            let each = began.elapsed().as_nanos() / results.len().max(1) as u128;
            if out.send((first, results)).is_err() {
                return;
            }
            let fit = usize::try_from(SHARE.as_nanos() / each.max(1)).unwrap_or(BATCH);
            most = fit.min(most * 2).min(BATCH).min(ahead / threads).max(1);
        }
    };
    thread::scope(|scope| {
        let (out, results) = mpsc::channel();
        let started = (0..threads).filter_map(|_| {
            let (run, out) = (&run, out.clone());
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || run(&out)).ok()
        });
        if started.count() == 0 {
            let items = std::iter::from_fn(|| lock(&shared).items.next());
            let _ = items.map(guarded).try_for_each(each);
            return;
        }
        drop(out);
        // Batches that are done before their turn, by the number of their first item.
        let mut early = BTreeMap::new();
        let mut taken = 0;
        for (first, batch) in results {
            early.insert(first, batch);
            let mut flow = ControlFlow::Continue(());
            while flow.is_continue()
                && let Some(batch) = early.remove(&taken)
            {
                taken += batch.len();
                flow = batch.into_iter().try_for_each(&mut each);
            }
            let mut shared = lock(&shared);
            shared.taken = taken;
            shared.stop = flow.is_break();
            if shared.waiting > 0 {
                room.notify_all();
            }
            if shared.stop {
                return;
            }
        }
    });
}

/// [`sweep`] that also stops soon after `cancel` is set. Returns whether it came to the end.
pub fn sweep_until<I, T>(
    ahead: Ahead,
    items: I,
    cancel: &AtomicBool,
    work: impl Fn(I::Item) -> T + Sync,
    mut each: impl FnMut(Option<T>) -> ControlFlow<()>,
) -> bool
where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    let cancelled = || cancel.load(Ordering::Relaxed);
    let mut whole = true;
    sweep(ahead, items.take_while(|_| !cancelled()), work, |result| {
        let flow = if cancelled() { ControlFlow::Break(()) } else { each(result) };
        whole &= flow.is_continue();
        flow
    });
    whole && !cancelled()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut got = Vec::new();
        let work = |i: usize| {
            // Every seventh is slow.
            thread::sleep(Duration::from_micros(if i.is_multiple_of(7) { 900 } else { 10 }));
            i * 2
        };
        sweep(Ahead::Far, 0..600, work, |result| {
            got.push(result.unwrap());
            ControlFlow::Continue(())
        });
        assert_eq!(got, (0..600).map(|i| i * 2).collect::<Vec<_>>());
    }

    #[test]
    fn workers_stay_near_what_is_taken_out() {
        for ahead in [Ahead::Far, Ahead::Near] {
            runs_ahead(ahead);
        }
    }

    fn runs_ahead(ahead: Ahead) {
        let most = ahead.items(thread::available_parallelism().map_or(1, |n| n.get().min(THREADS)));
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        let work = |i: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            i
        };
        sweep(ahead, 0..10_000, work, |_| {
            taken += 1;
            let gone = begun.load(Ordering::Relaxed) - taken;
            assert!(gone <= most, "{gone}");
            ControlFlow::Continue(())
        });
        assert_eq!(taken, 10_000);
    }

    #[test]
    fn what_is_not_wanted_is_not_begun() {
        let begun = AtomicUsize::new(0);
        let work = |_: usize| begun.fetch_add(1, Ordering::Relaxed);
        let mut left = 5;
        sweep(Ahead::Far, 0..1_000_000, work, |_| {
            left -= 1;
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(begun.load(Ordering::Relaxed) < 512);
        let cancel = AtomicBool::new(true);
        let done = sweep_until(
            Ahead::Far,
            0..1_000_000,
            &cancel,
            |i: usize| i,
            |_| ControlFlow::Continue(()),
        );
        assert!(!done);
    }

    #[test]
    fn an_item_that_panics_gives_none() {
        std::panic::set_hook(Box::new(|_| {}));
        let mut none = Vec::new();
        let mut at = 0;
        sweep(
            Ahead::Near,
            0..40,
            |i: usize| assert!(i != 7, "seven"),
            |result| {
                if result.is_none() {
                    none.push(at);
                }
                at += 1;
                ControlFlow::Continue(())
            },
        );
        let _ = std::panic::take_hook();
        assert_eq!((at, none), (40, vec![7]));
    }
}
