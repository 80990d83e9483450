//! Finds lines and columns. In: a text, and a byte of it. Out: the [`Position`] of that byte.

use crate::document::{Position, lines};
use crate::text::{Span, is_blank};

/// Gives the positions of many bytes of a text. Asked for rising bytes, all answers together take linear
/// time.
pub(super) struct Places {
    /// Where each line starts.
    starts: Vec<usize>,
    /// The last byte that was asked for, and the answer.
    last: (usize, Position),
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let starts = lines(text).map(|line| line.start).collect();
        Self { starts, last: (0, Position { line: 1, col: 0 }) }
    }

    /// Line and column of byte `at` of `text`.
    pub(super) fn at(&mut self, text: &str, at: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let (from, col) = match self.last {
            (last, place) if place.line == line && last <= at => (last, place.col),
            _ => (start, 0),
        };
        let col = col + Span::new(from, at).of(text).chars().count();
        self.last = (at, Position { line, col });
        Position { line, col }
    }

    /// Whether the line before that of byte `at` is blank, apart from marks of a quotation.
    pub(super) fn is_after_blank(&self, text: &str, at: usize) -> bool {
        let line = self.starts.partition_point(|start| *start <= at);
        let Some(before) = line.checked_sub(2) else { return false };
        let (Some(from), Some(to)) = (self.starts.get(before), self.starts.get(before + 1)) else {
            return false;
        };
        let blank = |c: char| c.is_whitespace() || c == '>' || is_blank(c);
        Span::new(*from, *to).of(text).chars().all(blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let text = "一二\r\n三四\n五";
        let mut places = Places::new(text);
        for (word, line, col) in
            [("一", 1, 0), ("二", 1, 1), ("四", 2, 1), ("五", 3, 0), ("三", 2, 0)]
        {
            let at = text.find(word).unwrap();
            assert_eq!(places.at(text, at), Position { line, col }, "{word}");
        }
    }
}
