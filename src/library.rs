//! Where texts come from: files, folders, standard input and the built-in samples.

mod samples;

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::input;

pub use samples::{SAMPLES, Sample};

/// Something that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A speech built into the program.
    Sample(&'static Sample),
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Source {
    /// The path by which the user knows it.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match self {
            Self::Sample(sample) => PathBuf::from(sample.name),
            Self::File(path) => path.clone(),
            Self::Stdin => PathBuf::from("-"),
        }
    }

    /// Reads the whole of it.
    ///
    /// # Errors
    /// What the system or the reader of the format said, with the path.
    pub fn load(&self) -> Result<Document, Error> {
        let path = self.path();
        let bytes = match self {
            Self::Sample(sample) => Ok(sample.text.as_bytes().to_vec()),
            Self::File(path) => std::fs::read(path),
            Self::Stdin => read_all(io::stdin().lock()),
        };
        let bytes = bytes.map_err(|e| Error::new(&path, ErrorKind::Io(e)))?;
        input::read(bytes, &path.to_string_lossy()).map_err(|kind| Error::new(path, kind))
    }

    /// Reads only the first `limit` bytes of a file, for a first screen; the document says
    /// `partial` where there is more.
    ///
    /// # Errors
    /// As [`Source::load`].
    pub fn load_head(&self, limit: usize) -> Result<Document, Error> {
        let Self::File(path) = self else { return self.load() };
        let io = |e| Error::new(path, ErrorKind::Io(e));
        let mut bytes = Vec::with_capacity(limit);
        let file = File::open(path).map_err(io)?;
        file.take(limit as u64).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() < limit {
            return input::read(bytes, &path.to_string_lossy())
                .map_err(|kind| Error::new(path, kind));
        }
        let end = bytes.iter().rposition(|&b| b == b'\n').unwrap_or(0);
        bytes.truncate(end);
        let document =
            input::read(bytes, &path.to_string_lossy()).map_err(|kind| Error::new(path, kind))?;
        let mut origin = document.origin().clone();
        origin.partial = true;
        Ok(document.with_origin(origin))
    }
}

fn read_all(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    Ok(bytes)
}
