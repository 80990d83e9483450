//! The same interface as `signals.rs` for systems without Unix signals: no signal ever comes.

use std::io;

/// What a signal would ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "nothing asks")]
pub(super) enum Wish {
    Die(i32),
    Stop,
    Redraw,
}

/// Signals, of which there are none.
#[derive(Debug)]
pub(super) struct Signals;

impl Signals {
    pub(super) fn watch() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn wish(&self) -> Option<Wish> {
        None
    }

    pub(super) fn forget_stop(&self) {}

    pub(super) fn forget(&self) {}

    pub(super) fn die(&self, signal: i32) {
        std::process::exit(128 + signal);
    }
}

pub(super) const fn can_stop() -> bool {
    false
}

pub(super) fn stop() -> io::Result<()> {
    Ok(())
}
