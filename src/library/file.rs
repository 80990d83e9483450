//! Reading the bytes of one file, after checking that it is one.
//!
//! In: a path. Out: its bytes; or an error for devices, sockets, folders and files above [`LIMIT`].

use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
#[cfg(unix)]
use std::time::Instant;
use std::time::{Duration, SystemTime};

use crate::error::ErrorKind;
use crate::input::{Bytes, Incoming};

/// The largest file that is read, in bytes: 1 GiB, some 350 million characters of UTF-8.
pub const LIMIT: u64 = 1 << 30;

/// How long a named pipe may stay without a writer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What tells one version of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was changed last.
    pub modified: Option<SystemTime>,
    /// Which file it is: another one may be put in its place.
    pub id: u64,
}

impl Stamp {
    /// That of the file at `path`; `None` where there is none, or it is no regular file.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
        Some(Self { size: metadata.len(), modified: metadata.modified().ok(), id: id(&metadata) })
    }
}

#[cfg(unix)]
fn id(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn id(_: &Metadata) -> u64 {
    0
}

/// The whole of the file at `path`.
pub(super) fn read(path: &Path) -> Result<Bytes, ErrorKind> {
    let (file, size) = open(path)?;
    gather(file, size, LIMIT)
}

/// Reads to the end, in pieces that are checked at once; `size` is what the file is said to have.
fn gather(from: impl Read, size: u64, limit: u64) -> Result<Bytes, ErrorKind> {
    /// Bytes of a piece: they fit into the cache of a processor.
    const PIECE: usize = 1 << 16;
    let capacity = usize::try_from(size.min(limit)).unwrap_or(0);
    let mut incoming = Incoming::with_capacity(capacity);
    let mut piece = vec![0; PIECE];
    // To just past the limit: pipes and the files of `/proc` do not say their size.
    let mut from = from.take(limit + 1);
    // The first of them are left over from the piece before.
    let mut kept = 0;
    let mut read = 0;
    loop {
        match from.read(piece.get_mut(kept..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => {
                read += count as u64;
                if read > limit {
                    return Err(ErrorKind::TooLarge(read, limit));
                }
                let filled = kept + count;
                let taken = incoming.push(piece.get(..filled).unwrap_or_default());
                piece.copy_within(taken..filled, 0);
                kept = filled - taken;
                // A file as long as its metadata said is complete, as nearly every file is.
                if read == size {
                    break;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(ErrorKind::Io(error)),
        }
    }
    Ok(incoming.finish(piece.get(..kept).unwrap_or_default()))
}

/// Reads the whole file at `path` into `room`, overwriting what it held. Returns the length of the file;
/// `room` may be longer.
pub(super) fn read_into(path: &Path, room: &mut Vec<u8>) -> Result<usize, ErrorKind> {
    let (file, size) = open(path)?;
    take(file, size, LIMIT, room)
}

/// The whole of standard input.
pub(super) fn read_stdin() -> Result<Bytes, ErrorKind> {
    gather(io::stdin().lock(), 0, LIMIT)
}

/// Whether bytes arrive on standard input, a pipe, before `patience` is over. None do on a pipe that is
/// closed empty, or that another program left open without writing to it.
#[cfg(unix)]
#[must_use]
pub fn stdin_answers(patience: Duration) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let input = io::stdin();
    let until = Instant::now() + patience;
    loop {
        let mut fds = [PollFd::new(&input, PollFlags::IN)];
        let left = Timespec::try_from(until.saturating_duration_since(Instant::now())).ok();
        match poll(&mut fds, left.as_ref()) {
            Ok(_) => return fds.iter().any(|fd| fd.revents().contains(PollFlags::IN)),
            Err(rustix::io::Errno::INTR) => {}
            // Reading will fail in the same way, and report it.
            Err(_) => return true,
        }
    }
}

/// The first whole lines among the first `limit` bytes of the file at `path`, and whether that is
/// all of it.
pub(super) fn read_head(path: &Path, limit: usize) -> Result<(Vec<u8>, bool), ErrorKind> {
    let (file, size) = open(path)?;
    let regular = file.metadata().is_ok_and(|m| m.is_file());
    if !regular || size <= limit as u64 {
        return gather(file, size, LIMIT).map(|bytes| (bytes.into_vec(), true));
    }
    let mut bytes = Vec::with_capacity(limit);
    file.take(limit as u64).read_to_end(&mut bytes).map_err(ErrorKind::Io)?;
    let whole = bytes.len() < limit;
    if !whole && let Some(end) = bytes.iter().rposition(|&b| b == b'\n') {
        bytes.truncate(end);
    }
    Ok((bytes, whole))
}

/// Whether the file at `path` can be opened. A pipe is not: its writer would see it closed again.
pub(super) fn check(path: &Path) -> Result<(), ErrorKind> {
    let metadata = admitted(path)?;
    if metadata.is_file() {
        File::open(path).map_err(ErrorKind::Io)?;
    }
    Ok(())
}

/// The open file and its size.
fn open(path: &Path) -> Result<(File, u64), ErrorKind> {
    let metadata = admitted(path)?;
    let file = if metadata.is_file() { File::open(path) } else { open_pipe(path, PATIENCE) };
    Ok((file.map_err(ErrorKind::Io)?, metadata.len()))
}

/// The metadata of a file that may be read; an error where it is no file, or too large.
///
/// Comes before opening, since opening a device may already have effects.
fn admitted(path: &Path) -> Result<Metadata, ErrorKind> {
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
    Ok(metadata)
}

/// Opens a named pipe, which waits until a program opens its other end: for `patience` at most,
/// so that a forgotten pipe does not look like a program that hangs.
fn open_pipe(path: &Path, patience: Duration) -> io::Result<File> {
    let (answer, opened) = mpsc::channel();
    let path = path.to_owned();
    // If the writer comes too late, the thread ends with the process.
    thread::spawn(move || answer.send(File::open(path)));
    opened.recv_timeout(patience).unwrap_or(Err(io::ErrorKind::TimedOut.into()))
}

/// Reads into `bytes`, whatever they were, and returns how many of them were read.
fn take(
    mut from: impl Read,
    size: u64,
    limit: u64,
    bytes: &mut Vec<u8>,
) -> Result<usize, ErrorKind> {
    // One byte more, so that the end is seen without asking for room. What begins as zeros is read
    // into in one go, as `read_to_end` would not.
    let room = if size == 0 { 0 } else { usize::try_from(size.min(limit)).unwrap_or(0) + 1 };
    if bytes.is_empty() {
        // Zeroed memory that the system gives for free.
        *bytes = vec![0; room];
    } else if bytes.len() < room {
        bytes.resize(room, 0);
    }
    let mut read = 0;
    let mut ended = false;
    while !ended && read < room {
        match from.read(bytes.get_mut(read..).unwrap_or_default()) {
            Ok(count) => {
                read += count;
                // A file as long as its metadata said is complete, as nearly every file is.
                ended = count == 0 || read as u64 == size;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(ErrorKind::Io(error)),
        }
    }
    if !ended {
        // Pipes, and files that grow.
        bytes.truncate(read);
        let rest = (limit + 1).saturating_sub(read as u64);
        read += from.take(rest).read_to_end(bytes).map_err(ErrorKind::Io)?;
    }
    if read as u64 > limit {
        return Err(ErrorKind::TooLarge(read as u64, limit));
    }
    Ok(read)
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn scratch(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[test]
    fn a_head_ends_at_a_line() {
        let (_folder, path) = scratch("一二\n三四\n五六\n".as_bytes());
        assert_eq!(read_head(&path, 16).unwrap(), ("一二\n三四".as_bytes().to_vec(), false));
        let (whole, all) = read_head(&path, 21).unwrap();
        assert_eq!((whole.len(), all), (21, true));
    }

    #[test]
    fn a_file_above_the_limit_is_refused_unread() {
        let (_folder, path) = scratch(b"");
        File::options().write(true).open(&path).unwrap().set_len(LIMIT + 1).unwrap();
        assert!(matches!(read(&path), Err(ErrorKind::TooLarge(size, LIMIT)) if size == LIMIT + 1));
        assert!(matches!(read_head(&path, 9), Err(ErrorKind::TooLarge(..))));
    }

    #[test]
    fn an_endless_stream_is_cut_off() {
        // The same code at a limit that a test can afford.
        let mut room = Vec::new();
        let error = take(io::repeat(b'x'), 0, 1000, &mut room).unwrap_err();
        assert!(matches!(error, ErrorKind::TooLarge(1001, 1000)));
        assert_eq!(take(io::repeat(b'x').take(1000), 0, 1000, &mut room).unwrap(), 1000);
        let error = gather(io::repeat(b'x'), 0, 1000).unwrap_err();
        assert!(matches!(error, ErrorKind::TooLarge(1001, 1000)));
        let whole = gather(io::repeat(b'x').take(1000), 0, 1000).unwrap();
        assert_eq!(whole.as_slice(), [b'x'; 1000]);
    }

    #[test]
    fn what_is_read_is_the_file_whatever_the_room_held() {
        let mut room = Vec::new();
        for bytes in [b"long words".as_slice(), b"short", b"", b"the longest words of all"] {
            // Of the right size, of none, and of one that has changed since.
            for size in [bytes.len() as u64, 0, 3, 50] {
                let read = take(bytes, size, 1000, &mut room).unwrap();
                assert_eq!(room.get(..read), Some(bytes), "{size}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_nobody_writes_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("p");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let error = open_pipe(&pipe, Duration::from_millis(50)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        // Lets the waiting thread end.
        File::options().read(true).write(true).open(&pipe).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_device_and_a_socket_are_refused() {
        let (folder, _) = scratch(b"");
        let socket = folder.path().join("s");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [Path::new("/dev/zero"), &socket] {
            assert!(matches!(read(path), Err(ErrorKind::NotAFile)), "{}", path.display());
            assert!(matches!(check(path), Err(ErrorKind::NotAFile)), "{}", path.display());
        }
        assert!(matches!(read(folder.path()), Err(ErrorKind::IsFolder)));
    }
}
