//! Where texts come from (files, folders, standard input, built-in samples), and what is remembered of
//! them. The only module below `app` that touches the file system.
//!
//! In: the paths of the command line. Out: [`Source`]s, each of which loads into a [`Document`].
//!
//! - [`scan`](scan()) walks folders lazily, so that a corpus of any size streams in constant memory;
//!   [`sweep`](sweep()) does work on many texts at once, and [`hunt`](hunt()) reads a text only to search it.
//! - [`range`] is the jump and the search over many texts, [`index`] the cache of their headings.
//! - [`state`] is what is remembered of texts, [`store`] its file; [`place`] and [`recall`] find it again
//!   in a text that has been edited.
//! - [`rules`] are the user's own heading rules, and which texts they apply to.

mod catalogue;
mod convert;
mod file;
mod hunt;
pub mod index;
mod natural;
pub mod notes;
pub mod place;
mod process;
pub mod range;
pub mod recall;
pub mod rules;
mod samples;
mod scan;
pub mod state;
pub mod store;
mod sweep;
pub mod whole;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::document::{Document, Origin};
use crate::error::{Error, ErrorKind};
use crate::input::{self, Bytes};

pub use catalogue::{Catalogue, Listed};
#[cfg(unix)]
pub use file::stdin_answers;
pub use file::{LIMIT, Stamp};
pub use hunt::{Catch, hunt, hunt_lines};
pub use natural::Natural;
pub use process::{end_program, in_its_own_group};
pub use samples::{SAMPLES, Sample};
pub use scan::{Scan, neighbours, scan};
pub use sweep::{Ahead, sweep, sweep_until};

/// Stands before the name of a sample in a [`Source::real_path`].
const SAMPLE: &str = "sample:";

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
    /// What a path of the command line names: `-` is standard input.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// The path by which the user knows it.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match self {
            Self::Sample(sample) => PathBuf::from(sample.name),
            Self::File(path) => path.clone(),
            Self::Stdin => PathBuf::from("-"),
        }
    }

    /// The path as text; what is not Unicode in it is replaced.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Sample(sample) => Cow::Borrowed(sample.name),
            Self::File(path) => path.to_string_lossy(),
            Self::Stdin => Cow::Borrowed("-"),
        }
    }

    /// A name that does not depend on the current folder: the absolute path of a file, with links
    /// resolved, or the name of a sample. Empty for standard input and for files that do not exist.
    #[must_use]
    pub fn real_path(&self) -> String {
        match self {
            Self::Sample(sample) => format!("{SAMPLE}{}", sample.name),
            Self::File(path) => {
                let real = std::fs::canonicalize(path).ok().filter(|real| real.is_file());
                real.and_then(|real| real.into_os_string().into_string().ok()).unwrap_or_default()
            }
            Self::Stdin => String::new(),
        }
    }

    /// Whether `path` is its [`Source::real_path`], as far as this can be told without the file system.
    #[must_use]
    pub fn is_known_by(&self, path: &str) -> bool {
        match self {
            Self::Sample(_) => self.real_path() == path,
            Self::File(own) => own.to_str() == Some(path),
            Self::Stdin => false,
        }
    }

    /// The source whose [`Source::real_path`] is `path`.
    #[must_use]
    pub fn known_by(path: &str) -> Option<Self> {
        match path.strip_prefix(SAMPLE) {
            Some(name) => SAMPLES.iter().find(|sample| sample.name == name).map(Self::Sample),
            None => (!path.is_empty()).then(|| Self::File(PathBuf::from(path))),
        }
    }

    /// Checks that it can be opened, without reading it. Standard input and pipes always can.
    ///
    /// # Errors
    /// Those of [`Source::load`] that are known before reading.
    pub fn check(&self) -> Result<(), Error> {
        match self {
            Self::File(path) => file::check(path).map_err(|kind| Error::new(path, kind)),
            Self::Sample(_) | Self::Stdin => Ok(()),
        }
    }

    /// Reads all of it, with `options`.
    ///
    /// # Errors
    /// What the system or the reader of the format said, with the path. Devices and sockets are
    /// refused, and so is a file above [`LIMIT`], before any of it is read. A PDF is read by way of
    /// `pdftotext` where that is installed, an old office document by way of `LibreOffice` where
    /// `options` allow it.
    pub fn load_with(&self, options: &input::Options) -> Result<Document, Error> {
        let bytes = match self {
            Self::Sample(sample) => Ok(Bytes::from(sample.text)),
            Self::File(path) => file::read(path),
            Self::Stdin => file::read_stdin(),
        };
        self.parse(bytes, options).or_else(|error| self.converted(error, options))
    }

    /// [`Source::load_with`] the default options.
    ///
    /// # Errors
    /// Those of [`Source::load_with`].
    pub fn load(&self) -> Result<Document, Error> {
        self.load_with(&input::Options::default())
    }

    /// Reads only the first `limit` bytes of a file, up to its last whole line there, for a first
    /// screen; the document says `partial` where there is more. Pipes are read whole, since what
    /// was taken from one cannot be read again.
    ///
    /// # Errors
    /// As [`Source::load_with`].
    pub fn load_head_with(
        &self,
        limit: usize,
        options: &input::Options,
    ) -> Result<Document, Error> {
        let Self::File(path) = self else { return self.load_with(options) };
        let (bytes, whole) = match file::read_head(path, limit) {
            Ok(head) => head,
            Err(kind) => return Err(Error::new(path, kind)),
        };
        if !whole && input::needs_whole(&bytes) {
            return self.load_with(options);
        }
        let document =
            self.parse(Ok(bytes), options).or_else(|error| self.converted(error, options))?;
        if whole {
            return Ok(document);
        }
        let mut origin = document.origin().clone();
        origin.partial = true;
        Ok(document.with_origin(origin))
    }

    /// Tries another program (`pdftotext`, `LibreOffice`) on a file whose format is not read here, which
    /// failed with `error`.
    fn converted(&self, error: Error, options: &input::Options) -> Result<Document, Error> {
        let Self::File(path) = self else { return Err(error) };
        let bytes = convert::rescue(path, error.kind, options.convert);
        // It has a new format, so its old name says nothing.
        let read = bytes.and_then(|bytes| input::read(bytes, ""));
        let document = read.map_err(|kind| Error::new(self.path(), kind))?;
        let origin = Origin { converted: true, ..document.origin().clone() };
        Ok(document.with_origin(origin))
    }

    fn parse(
        &self,
        bytes: Result<impl Into<Bytes>, ErrorKind>,
        options: &input::Options,
    ) -> Result<Document, Error> {
        bytes
            .and_then(|bytes| input::read_with(bytes, &self.name(), options))
            .map_err(|kind| Error::new(self.path(), kind))
    }
}
