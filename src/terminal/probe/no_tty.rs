//! The same interface as `tty.rs` for systems where the terminal's raw bytes cannot be read: nothing is
//! asked, and widths stay at their defaults.

use std::io;
use std::time::Duration;

/// Where the bytes of the terminal would come from.
#[derive(Debug)]
pub(super) struct Tty;

/// What a look at the terminal found.
#[expect(dead_code, reason = "there is no terminal to look at")]
pub(super) enum Bytes {
    Some(Vec<u8>),
    None,
    End,
}

impl Tty {
    pub(super) fn open() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn bytes(&self, _wait: Duration) -> io::Result<Bytes> {
        Ok(Bytes::End)
    }
}
