//! Which lines make one title: a long one runs over two or three.
//!
//! In: the title so far and the next line. Out: whether that goes on with it.

use super::line::{
    agency, dashed, dated, dated_link, document_number, occasion, opened, several, signs,
};
use super::part::Part;
use super::words::{genre_ends, genre_of_something, last_of_genre, piece};
use crate::outline::plain::plainly;
use crate::text::is_blank;

/// Whether a line has 关于, so that it names a subject, or is about to.
fn of_something(line: &str) -> bool {
    plainly(line).contains("关于")
}

/// Whether a title that ends with a genre's word so far goes on: in 县政府关于试行《护堤办法 and in
/// 县政府关于清理护堤文件 the word belongs to the subject.
fn unended(so_far: &str) -> bool {
    opened(so_far) || of_something(so_far) && !genre_of_something(so_far)
}

/// Whether the line `next` can carry on a title of which `line` is the last line `so_far`.
pub(super) fn carries_on(so_far: &str, line: &str, next: &str, part: Part) -> bool {
    let length = next.chars().take(41).count();
    part == Part::Text
        && length <= 40
        && (line.chars().filter(|&c| !is_blank(c)).take(8).count() == 8
            || of_something(so_far)
            || agency(line) && of_something(next))
        && line.len() <= 180
        && !line.ends_with(['。', '：', ':', '，', '；', '》', '）', ')'])
        && !dashed(next)
        && !next.starts_with(['（', '(', '【'])
        && !line.starts_with('【')
        && !next.contains(['。', '，', '：', ':', '；'])
        && !occasion(line)
        && !occasion(next)
        && (last_of_genre(next) || of_something(next) || !signs("", next))
        && !dated(line)
        && !dated(next)
        && !dated_link(line)
        && (!genre_ends(line) || unended(so_far))
        && !document_number(next)
        && !several(line)
        && !piece(next)
}
