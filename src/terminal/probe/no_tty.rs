//! A system on which the bytes of the terminal cannot be had beside its events: nothing is asked, and
//! widths stay as they are assumed.

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
