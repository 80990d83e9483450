//! Bytes in, [`Document`] out.
//!
//! Formats are told apart by content, not by name. Reading never fails on damaged text: what
//! cannot be decoded is counted in the document's `Origin`.

mod clean;
mod txt;

use crate::document::{Document, Origin};
use crate::error::ErrorKind;

/// Reads `bytes`, the whole content of a file called `name` (only a hint).
///
/// # Errors
/// What the bytes are, where they are no text.
pub fn read(bytes: Vec<u8>, name: &str) -> Result<Document, ErrorKind> {
    let _ = name;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => return Err(ErrorKind::Encoding(e.utf8_error().valid_up_to())),
    };
    Ok(txt::read(text, Origin { encoding: "UTF-8", ..Origin::default() }))
}
