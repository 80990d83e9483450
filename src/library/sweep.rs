//! The same work on many things at once, its results in their order.
//!
//! In: an iterator, which is asked under a lock, and what is done with each item. Out: the results
//! one after the other, in the order of the items, as soon as all before them are done. Workers
//! run at most [`AHEAD`] items ahead of what was taken out, so that memory stays small however
//! many there are.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How far workers run ahead.
const AHEAD: usize = 256;
/// Most threads; more would only wait for the disk.
const THREADS: usize = 8;
/// Stack of a worker: parsers go no deeper than the reader's.
const STACK: usize = 16 << 20;

struct Shared<I> {
    items: I,
    /// Items given out.
    given: usize,
    /// Results taken out.
    taken: usize,
    stop: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it is held but the iterator, after which there are no more items.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `work` with each of `items` on a few threads and gives what it returns to `each`, in order,
/// until that breaks; an item on which `work` panics gives none. What is not begun when `each`
/// breaks is left undone.
pub fn sweep<I, T>(
    items: I,
    work: impl Fn(I::Item) -> T + Sync,
    mut each: impl FnMut(Option<T>) -> ControlFlow<()>,
) where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    let threads = thread::available_parallelism().map_or(1, |n| n.get().min(THREADS));
    let shared = Mutex::new(Shared { items, given: 0, taken: 0, stop: false });
    let room = Condvar::new();
    let (out, results) = mpsc::channel::<(usize, Option<T>)>();
    let next = || {
        let mut shared = lock(&shared);
        loop {
            if shared.stop {
                return None;
            }
            if shared.given < shared.taken + AHEAD {
                let item = shared.items.next()?;
                shared.given += 1;
                return Some((shared.given - 1, item));
            }
            shared = room.wait(shared).unwrap_or_else(PoisonError::into_inner);
        }
    };
    let run = |out: mpsc::Sender<(usize, Option<T>)>| {
        while let Some((index, item)) = next() {
            let result = catch_unwind(AssertUnwindSafe(|| work(item))).ok();
            if out.send((index, result)).is_err() {
                break;
            }
        }
        // An iterator that is at its end must not keep others waiting.
        room.notify_all();
    };
    let run = &run;
    thread::scope(|scope| {
        let started = (0..threads).filter_map(|_| {
            let out = out.clone();
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || run(out)).ok()
        });
        let started = started.count();
        drop(out);
        if started == 0 {
            return;
        }
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (index, result) in results {
            early.insert(index, result);
            while let Some(result) = early.remove(&wanted) {
                wanted += 1;
                lock(&shared).taken = wanted;
                room.notify_all();
                if each(result).is_break() {
                    lock(&shared).stop = true;
                    room.notify_all();
                    return;
                }
            }
        }
    });
}

/// [`sweep`] that stops by itself soon after `cancel` is set. Returns whether it came to its end.
pub fn sweep_until<I, T>(
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
    sweep(items.take_while(|_| !cancelled()), work, |result| {
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
        sweep(0..600, work, |result| {
            got.push(result.unwrap());
            ControlFlow::Continue(())
        });
        assert_eq!(got, (0..600).map(|i| i * 2).collect::<Vec<_>>());
    }

    #[test]
    fn workers_stay_near_what_is_taken_out() {
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        let work = |i: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            i
        };
        sweep(0..10_000, work, |_| {
            taken += 1;
            let ahead = begun.load(Ordering::Relaxed) - taken;
            assert!(ahead <= AHEAD, "{ahead}");
            ControlFlow::Continue(())
        });
        assert_eq!(taken, 10_000);
    }

    #[test]
    fn what_is_not_wanted_is_not_begun() {
        let begun = AtomicUsize::new(0);
        let work = |_: usize| begun.fetch_add(1, Ordering::Relaxed);
        let mut left = 5;
        sweep(0..1_000_000, work, |_| {
            left -= 1;
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(begun.load(Ordering::Relaxed) < 2 * AHEAD);
        let cancel = AtomicBool::new(true);
        let done = sweep_until(0..1_000_000, &cancel, |i: usize| i, |_| ControlFlow::Continue(()));
        assert!(!done);
    }

    #[test]
    fn an_item_that_panics_gives_none() {
        std::panic::set_hook(Box::new(|_| {}));
        let mut none = Vec::new();
        let mut at = 0;
        sweep(
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
