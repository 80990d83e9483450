//! Reads the raw bytes of the terminal.

use std::fs::File;
use std::io::{self, IsTerminal, Stdin};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Bytes that are read at a time.
const CHUNK: usize = 4096;

/// Where the bytes of the terminal come from.
#[derive(Debug)]
pub(super) enum Tty {
    Stdin(Stdin),
    Device(File),
}

/// What a look at the terminal found.
pub(super) enum Bytes {
    Some(Vec<u8>),
    None,
    /// There is nothing to read from.
    End,
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(stdin) => stdin.as_fd(),
            Self::Device(file) => file.as_fd(),
        }
    }
}

impl Tty {
    /// Standard input, or the device behind it where that is no terminal.
    pub(super) fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Ok(Self::Stdin(stdin));
        }
        File::open("/dev/tty").map(Self::Device)
    }

    /// What is there within `wait`.
    pub(super) fn bytes(&self, wait: Duration) -> io::Result<Bytes> {
        let mut fds = [PollFd::new(self, PollFlags::IN)];
        let wait = Timespec::try_from(wait).unwrap_or_default();
        match poll(&mut fds, Some(&wait)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(Bytes::None),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        if !fds.iter().any(|fd| fd.revents().contains(PollFlags::IN)) {
            return Ok(Bytes::End);
        }
        let mut chunk = [0; CHUNK];
        match rustix::io::read(self, &mut chunk) {
            Ok(0) => Ok(Bytes::End),
            Ok(count) => Ok(Bytes::Some(chunk.get(..count).unwrap_or_default().to_vec())),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => Ok(Bytes::None),
            Err(error) => Err(error.into()),
        }
    }
}
