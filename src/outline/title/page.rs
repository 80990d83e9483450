//! Which lines at the top of a text are the page's or the file's.
//!
//! In: a line. Out: whether it surely is no title and nothing said of one.

use super::line::{attachment, dated, document_number};
use super::words::about;
use crate::text::is_blank;

/// Whether a line is the name of a file that says nothing: 001.txt, not 护堤动员讲话.docx
pub(super) fn of_file(words: &str) -> bool {
    const ENDS: &[&str] =
        &[".txt", ".doc", ".docx", ".wps", ".pdf", ".htm", ".html", ".shtml", ".md"];
    let nameless = |name: &str| name.chars().filter(|c| c.is_alphabetic()).take(4).count() < 4;
    let words = words.trim_matches(is_blank);
    words.len() <= 60 && ENDS.iter().any(|end| words.strip_suffix(end).is_some_and(nameless))
}

/// Whether a line at the top of a text is surely the page's or the file's: a rule, a number, a date, an address, the
/// name of a site or a file, an attachment's number.
pub(super) fn of_page(words: &str) -> bool {
    let bare: String = words.chars().filter(|&c| !is_blank(c)).take(61).collect();
    let letters = bare.chars().filter(|c| c.is_alphabetic()).take(2).count();
    letters < 2
        || bare.chars().count() <= 60
            && (dated(words)
                || document_number(words)
                || attachment(words)
                || ["http", "www."].iter().any(|address| bare.contains(address))
                || of_file(words)
                || about(&bare, true) > 1.0)
}
