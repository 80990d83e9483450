//! Does two pieces of work at the same time, where the text is large enough for that to pay.

use std::thread;

/// Bytes of text from which on a second thread is worth the cost of starting it.
const LARGE: usize = 1 << 20;

/// Does `work` on this thread and `other` on a second one, and returns what both gave.
///
/// `bytes` is the length of the text that both go through; below [`LARGE`], both are done here, one after
/// the other. `other` is also done here if no thread can be started, or if it panics on the second one.
pub(crate) fn beside<A, B: Send>(
    bytes: usize,
    work: impl FnOnce() -> A,
    other: impl Fn() -> B + Sync,
) -> (A, B) {
    if bytes < LARGE {
        return (work(), other());
    }
    thread::scope(|scope| {
        let started = thread::Builder::new().spawn_scoped(scope, &other);
        let done = work();
        let beside = started.ok().and_then(|thread| thread.join().ok());
        (done, beside.unwrap_or_else(&other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done_whether_or_not_they_are_worth_a_thread() {
        let here = thread::current().id();
        for (bytes, threads) in [(0, 1), (LARGE, 2)] {
            let (one, other) = beside(bytes, || 1, || thread::current().id());
            assert_eq!((one, other != here), (1, threads == 2));
        }
    }

    #[test]
    fn what_fails_beside_is_tried_again_here() {
        let here = thread::current().id();
        let fails = || assert!(thread::current().id() == here, "beside");
        assert_eq!(beside(LARGE, || 1, fails), (1, ()));
    }
}
