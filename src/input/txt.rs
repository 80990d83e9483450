//! Plain text.

use crate::document::{Document, Origin};

/// Reads decoded plain text.
pub(super) fn read(text: String, origin: Origin) -> Document {
    Document::from_lines(text).with_origin(origin)
}
