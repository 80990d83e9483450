//! The worker for comparisons: one thread that reads the texts if need be, and compares them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use super::desk::newest;
use super::worker::{Job, Matter, Report, arrival, guarded, with_encoding};
use crate::app::Msg;
use crate::app::compare::{Compared, Order, Pair, Stage, Want};
use crate::input::Options;

/// An order, and the flag that says when nobody wants the answer any more.
pub(super) struct Ask {
    pub(super) order: Order,
    pub(super) cancel: Arc<AtomicBool>,
}

/// Carries out orders until there are no more; of those that wait only the newest.
pub(super) fn run(asks: &Receiver<Ask>, reading: &Options, out: &Sender<Report>) {
    while let Ok(first) = asks.recv() {
        let (newest, done) = newest(first, asks);
        let msg = answer(newest, reading, out).map(Msg::Compared);
        // The receiver is gone when the program ends.
        let _ = out.send(Report { msg, done });
    }
}

/// Reads and compares; nothing where nobody wants it any more.
fn answer(ask: Ask, reading: &Options, out: &Sender<Report>) -> Option<Compared> {
    let Ask { order, cancel } = ask;
    let Order { serial, volumes, wants, measure, memory, rules } = order;
    let mut arrivals = Vec::new();
    let mut texts = Vec::with_capacity(2);
    for (volume, want) in volumes.into_iter().zip(wants) {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        match want {
            Want::Held(text) => texts.push(text),
            Want::Unread(source, encoding) => {
                let (slot, memory) = (volume.slot, Arc::clone(&memory));
                let from = Matter::Source { head: false, encoding };
                let rules = Arc::clone(&rules);
                let job = Job { slot, source, measure, from, memory, rules };
                let options = Options { encoding: encoding.or(reading.encoding), ..*reading };
                let path = job.source.real_path();
                let options = with_encoding(&job, &path, options);
                let load = || arrival(&job, &path, || job.source.load_with(&options));
                let result = guarded(&job.source, load).map(Box::new);
                texts.extend(result.as_ref().ok().map(|arrival| Arc::clone(&arrival.text)));
                arrivals.push((slot, result));
            }
        }
    }
    let speeches = volumes.map(|volume| volume.speech);
    let pair = match <[_; 2]>::try_from(texts) {
        Ok(texts) => {
            let stage = Msg::Comparing(serial, Stage::Comparing);
            let _ = out.send(Report { msg: Some(stage), done: 0 });
            let work = || Pair::new(texts, speeches, measure, &cancel).map(Box::new);
            catch_unwind(AssertUnwindSafe(work)).unwrap_or(None)
        }
        Err(_) => None,
    };
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    Some(Compared { serial, arrivals, pair })
}
