//! Reading aloud: a command that speaks a sentence, run beside the reader.
//!
//! In: a [`Speech`]. Out: that it has ended, or why it failed. The reader never waits for it.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::app::Msg;
use crate::app::rehearse::{Speech, Unsaid};
use crate::library::{end_program, in_its_own_group};

/// The command that is speaking, where one is.
#[derive(Debug, Default)]
pub(super) struct Voice {
    now: Option<(u64, String, Child)>,
}

impl Voice {
    /// Begins to say `speech`, and breaks off what is being said. Returns why it cannot.
    pub(super) fn speak(&mut self, speech: Speech) -> Option<Msg> {
        self.hush();
        let Speech { serial, words, input } = speech;
        let (program, arguments) = words.split_first()?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = match in_its_own_group(&mut command).spawn() {
            Ok(child) => child,
            Err(error) => {
                let result = Err(Unsaid::NotRun(program.clone(), error));
                return Some(Msg::Spoken { serial, result });
            }
        };
        if let Some(mut pipe) = child.stdin.take() {
            // A command that reads slowly holds nobody up. One that does not read at all ends the
            // pipe, which is no failure.
            let write = move || {
                let _unread = pipe.write_all(input.as_bytes());
            };
            let _started = thread::Builder::new().name("voice".to_owned()).spawn(write);
        }
        self.now = Some((serial, program.clone(), child));
        None
    }

    /// Whether something is being said.
    pub(super) const fn busy(&self) -> bool {
        self.now.is_some()
    }

    /// What has ended since the last look.
    pub(super) fn poll(&mut self) -> Option<Msg> {
        let (serial, program, child) = self.now.as_mut()?;
        let result = match child.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) if status.success() => Ok(()),
            Ok(Some(status)) => Err(Unsaid::Ended(program.clone(), status.code())),
            Err(error) => Err(Unsaid::NotRun(program.clone(), error)),
        };
        let serial = *serial;
        self.now = None;
        Some(Msg::Spoken { serial, result })
    }

    /// Breaks off what is being said, unless it is `wanted`.
    pub(super) fn keep(&mut self, wanted: Option<u64>) {
        if self.now.as_ref().is_some_and(|(serial, ..)| Some(*serial) != wanted) {
            self.hush();
        }
    }

    /// Breaks off what is being said.
    pub(super) fn hush(&mut self) {
        let Some((_, _, mut child)) = self.now.take() else { return };
        end_program(&mut child);
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.hush();
    }
}
