//! An input line: its text and cursor.
//!
//! In: typed text and changes. Out: the line, always free of controls and at most 4 KiB long.

use super::msg::Editing;
use crate::text::{Span, graphemes};

/// Most bytes of an input line; what is pasted beyond them is left out.
const LONGEST: usize = 4096;

/// A line being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// Byte before which the next character goes; a grapheme boundary.
    cursor: usize,
}

impl Prompt {
    /// The line that holds `text`, the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte at which the cursor stands.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Types `text` at the cursor: blanks for line ends and tabs, nothing for other controls.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            if c.is_control() {
                continue;
            }
            if self.text.len() + c.len_utf8() > LONGEST {
                break;
            }
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Carries out `change`; returns whether the text changed.
    pub fn edit(&mut self, change: Editing) -> bool {
        let before = self.text.len();
        match change {
            Editing::Left => self.cursor = self.left(),
            Editing::Right => self.cursor = self.right(),
            Editing::Start => self.cursor = 0,
            Editing::End => self.cursor = self.text.len(),
            Editing::EraseBack => self.erase(self.left(), self.cursor),
            Editing::EraseHere => self.erase(self.cursor, self.right()),
            Editing::EraseWord => {
                let head = Span::new(0, self.cursor).of(&self.text);
                let word = head.trim_end().trim_end_matches(|c: char| !c.is_whitespace());
                self.erase(word.len(), self.cursor);
            }
            Editing::EraseToStart => self.erase(0, self.cursor),
            Editing::EraseToEnd => self.erase(self.cursor, self.text.len()),
        }
        self.text.len() != before
    }

    fn erase(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.cursor = start;
    }

    fn left(&self) -> usize {
        let head = Span::new(0, self.cursor).of(&self.text);
        graphemes(head).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let tail = Span::new(self.cursor, self.text.len()).of(&self.text);
        self.cursor + graphemes(tail).next().map_or(0, |(_, g)| g.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_moves_by_whole_characters() {
        let mut line = Prompt::default();
        line.insert("项目e\u{301}\n推进\u{1b}");
        assert_eq!(line.text(), "项目e\u{301} 推进");
        for (change, text, cursor) in [
            (Editing::Left, "项目e\u{301} 推进", 13),
            (Editing::EraseBack, "项目e\u{301} 进", 10),
            (Editing::Start, "项目e\u{301} 进", 0),
            (Editing::EraseHere, "目e\u{301} 进", 0),
            (Editing::Right, "目e\u{301} 进", 3),
            (Editing::EraseHere, "目 进", 3),
            (Editing::End, "目 进", 7),
            (Editing::EraseWord, "目 ", 4),
            (Editing::EraseToStart, "", 0),
            (Editing::EraseBack, "", 0),
        ] {
            line.edit(change);
            assert_eq!((line.text(), line.cursor()), (text, cursor), "after {change:?}");
        }
    }

    #[test]
    fn a_giant_paste_is_cut() {
        let mut line = Prompt::default();
        line.insert(&"长".repeat(1_000_000));
        assert!(line.text().len() <= LONGEST);
    }
}
