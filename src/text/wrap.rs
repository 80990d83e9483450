//! Breaks a sentence of the interface into rows.
//!
//! In: a text, and how much of it fits into a row. Out: the rows. The text of a speech is set by `typeset`.

use super::{Span, graphemes};

/// `text` in rows, each as long as `fit` says of what is left, in bytes; a row takes one character at least. The
/// blanks between rows belong to none.
#[must_use]
pub fn wrapped(text: &str, fit: impl Fn(&str) -> usize) -> Vec<Span> {
    let mut rows = Vec::new();
    let whole = text.trim_end_matches(' ').len();
    let mut start = whole - Span::new(0, whole).of(text).trim_start_matches(' ').len();
    while start < whole {
        let rest = Span::new(start, whole).of(text);
        let fits = fit(rest);
        let first = graphemes(rest).next().map_or(rest.len(), |(_, g)| g.len());
        let end = if fits < rest.len() { break_before(rest, fits) } else { rest.len() };
        let end = end.max(first);
        let row = Span::new(0, end).of(rest).trim_end_matches(' ');
        rows.push(Span::new(start, start + row.len()));
        start = whole - Span::new(end, rest.len()).of(rest).trim_start_matches(' ').len();
    }
    rows
}

/// The last place up to `end` where a row may end: not inside a Latin word, not before a closing
/// mark or after an opening one; `end` itself where there is none.
fn break_before(text: &str, end: usize) -> usize {
    let may = |at: usize| {
        let before = Span::new(0, at).of(text).chars().next_back();
        let after = Span::new(at, text.len()).of(text).chars().next();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && c != ' ');
        let inside = word(before) && word(after);
        let closes = after.is_some_and(|c| "，。；：、！？）》”’…".contains(c));
        let opens = before.is_some_and(|c| "（《“‘".contains(c));
        !(inside || closes || opens)
    };
    let head = Span::new(0, end).of(text);
    let places = graphemes(head).map(|(at, _)| at).skip(1).chain([end]);
    places.filter(|&at| may(at)).last().unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Ambiguous, Cells, fit};

    fn broken(text: &str, room: u16) -> Vec<&str> {
        let rows = wrapped(text, |rest| fit(rest, Cells(room), Ambiguous::Narrow).0.len());
        rows.into_iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn a_message_breaks_between_words_and_never_before_a_stop() {
        assert_eq!(broken("no marks yet; ma marks", 14), ["no marks yet;", "ma marks"]);
        assert_eq!(broken("还没有记号，ma 记下此处", 10), ["还没有记", "号，ma 记", "下此处"]);
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"], "a path has no better place");
        assert_eq!(broken("中", 1), ["中"], "nothing fits: it does not go on for ever");
        assert_eq!(broken("  纲目 ", 8), ["纲目"]);
    }
}
