//! Leads from bytes of a document's text back to lines and columns of the source.
//!
//! In: the text and its [`Anchor`]s, which the reader of the format has set. Out: [`Position`]s.

use crate::text::Span;

/// A place in the source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1; in docx and HTML the number of the paragraph.
    pub line: usize,
    /// Column in `char`s, from 0.
    pub col: usize,
}

/// A byte of the text whose place in the source is known. Up to the next anchor, the text is as in the
/// source, on the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Byte of the text.
    pub at: usize,
    /// Its place in the source.
    pub position: Position,
}

impl Anchor {
    /// Says that byte `at` stands at `line` (from 1) and `col` (in `char`s from 0).
    #[must_use]
    pub const fn new(at: usize, line: usize, col: usize) -> Self {
        Self { at, position: Position { line, col } }
    }
}

/// Gives the positions of many bytes. Asked for rising bytes, all answers together take linear time; a
/// step back starts again from the nearest anchor.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    text: &'a str,
    anchors: &'a [Anchor],
    /// The anchor in use.
    index: usize,
    /// The last answer.
    last: Anchor,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str, anchors: &'a [Anchor]) -> Self {
        let last = anchors.first().copied().unwrap_or(Anchor::new(0, 1, 0));
        Self { text, anchors, index: 0, last }
    }

    /// Where `byte` stands in the source.
    pub fn at(&mut self, byte: usize) -> Position {
        let here = |i: usize| self.anchors.get(i).is_some_and(|a| a.at <= byte);
        if byte < self.last.at || here(self.index + 1) {
            self.index = if byte >= self.last.at && !here(self.index + 2) {
                self.index + 1
            } else {
                self.anchors.partition_point(|a| a.at <= byte).saturating_sub(1)
            };
            self.last = self.anchors.get(self.index).copied().unwrap_or(Anchor::new(0, 1, 0));
        }
        if byte > self.last.at {
            let between = Span::new(self.last.at, byte).of(self.text);
            self.last.at = byte;
            self.last.position.col += between.chars().count();
        }
        self.last.position
    }
}
