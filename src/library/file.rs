//! Bytes of one file, with the checks that come before reading.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

use crate::error::ErrorKind;

/// The largest file that is read, in bytes: 1 GiB, some 350 million characters of UTF-8.
pub const LIMIT: u64 = 1 << 30;

/// The whole of the file at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, ErrorKind> {
    let (file, size) = open(path)?;
    up_to_limit(file, size)
}

/// The whole of standard input.
pub(super) fn read_stdin() -> Result<Vec<u8>, ErrorKind> {
    up_to_limit(io::stdin().lock(), 0)
}

/// The first whole lines among the first `limit` bytes of the file at `path`, and whether that is
/// all of it.
pub(super) fn read_head(path: &Path, limit: usize) -> Result<(Vec<u8>, bool), ErrorKind> {
    let (file, size) = open(path)?;
    let regular = file.metadata().is_ok_and(|m| m.is_file());
    if !regular || size <= limit as u64 {
        return up_to_limit(file, size).map(|bytes| (bytes, true));
    }
    let mut bytes = Vec::with_capacity(limit);
    file.take(limit as u64).read_to_end(&mut bytes).map_err(ErrorKind::Io)?;
    let whole = bytes.len() < limit;
    if !whole && let Some(end) = bytes.iter().rposition(|&b| b == b'\n') {
        bytes.truncate(end);
    }
    Ok((bytes, whole))
}

/// The open file and its size; refused before it is opened where it is no file or too large.
///
/// Opening a device may already do something, so its kind is asked first.
fn open(path: &Path) -> Result<(File, u64), ErrorKind> {
    let metadata = fs::metadata(path).map_err(ErrorKind::Io)?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsFolder);
    }
    if !metadata.is_file() && !is_pipe(metadata.file_type()) {
        return Err(ErrorKind::NotAFile);
    }
    if metadata.len() > LIMIT {
        return Err(ErrorKind::TooLarge(metadata.len(), LIMIT));
    }
    Ok((File::open(path).map_err(ErrorKind::Io)?, metadata.len()))
}

/// Reads to the end, or to just past the limit, which is an error: pipes and the files of `/proc`
/// do not say their size.
fn up_to_limit(from: impl Read, size: u64) -> Result<Vec<u8>, ErrorKind> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).map_or(0, |n| n.saturating_add(1)));
    let read = from.take(LIMIT + 1).read_to_end(&mut bytes).map_err(ErrorKind::Io)?;
    if read as u64 > LIMIT {
        return Err(ErrorKind::TooLarge(read as u64, LIMIT));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}
