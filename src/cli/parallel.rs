//! Working on many texts at once, with results in the order of the texts.

use std::io;
use std::ops::ControlFlow;

use super::args::Settings;
use super::{Status, complain, load};
use crate::document::Document;
use crate::error::Error;
use crate::library::{Ahead, Source, sweep};

/// Reads the texts of `sources` and does `work` on them, several at once; calls `each` with the results in
/// the order of the sources. Complains of texts that cannot be read, and goes on. Memory does not grow
/// with their number.
///
/// # Errors
/// The first of `each`.
pub(super) fn for_each<T: Send>(
    sources: impl Iterator<Item = Result<Source, Error>> + Send,
    settings: Settings,
    work: impl Fn(&Source, Document) -> T + Sync,
    mut each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Status> {
    let (mut status, mut end) = (Status::Done, Ok(()));
    let read = |source| {
        let (source, document) = load(source, &settings.reading)?;
        Ok::<T, Error>(work(&source, document))
    };
    sweep(Ahead::Near, sources, read, |done| {
        match done {
            Some(Ok(done)) => end = each(done),
            Some(Err(error)) => {
                complain(&error.message(settings.lang));
                status = Status::Failed;
            }
            // The message of a panic is on standard error already.
            None => status = Status::Failed,
        }
        if end.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    end.map(|()| status)
}
