//! A worker thread that is started when it first gets something to do.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, Thread};

use super::worker::STACK;

/// The newest of `first` and everything that waits behind it, and how many these are: only the newest
/// question counts.
pub(super) fn newest<T>(first: T, more: &Receiver<T>) -> (T, usize) {
    more.try_iter().fold((first, 1), |(_, count), newer| (newer, count + 1))
}

/// A worker, started on demand: the first screen needs only the one that reads texts, and waits for no
/// other to start.
pub(super) struct Desk<T> {
    work: Sender<T>,
    begin: Option<Begin<T>>,
}

/// What a worker has to begin with.
struct Begin<T> {
    name: &'static str,
    work: Receiver<T>,
    run: Box<dyn FnOnce(Receiver<T>) + Send>,
}

impl<T: Send + 'static> Desk<T> {
    /// The worker called `name`, which does `run`.
    pub(super) fn new(name: &'static str, run: impl FnOnce(Receiver<T>) + Send + 'static) -> Self {
        let (sender, work) = mpsc::channel();
        Self { work: sender, begin: Some(Begin { name, work, run: Box::new(run) }) }
    }

    /// Starts the worker, if it is not at work yet.
    pub(super) fn start(&mut self) -> io::Result<Option<Thread>> {
        let Some(Begin { name, work, run }) = self.begin.take() else { return Ok(None) };
        let spawn = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
        spawn.spawn(move || run(work)).map(|handle| Some(handle.thread().clone()))
    }

    /// Gives the worker something to do. Returns false where no thread can be started.
    pub(super) fn give(&mut self, work: T) -> bool {
        self.start().is_ok() && self.work.send(work).is_ok()
    }
}
