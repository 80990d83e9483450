//! Puts a document together piece by piece.
//!
//! In: what a reader of a format finds, in reading order: pieces of text with their places in the
//! source, and what each paragraph is. Out: a [`Document`] whose paragraphs are trimmed and never empty.

use super::{Anchor, Document, Origin, Paragraph, Position, trim};
use crate::text::Span;

/// Builds a document, paragraph by paragraph.
///
/// ```
/// # use gangmu::document::{Builder, Origin, Paragraph, Role};
/// let mut builder = Builder::default();
/// builder.paragraph("讲话", 1, 0, Paragraph { role: Role::Title, ..Paragraph::default() });
/// builder.text("　　一、", 3, 0);
/// builder.text("形势", 3, 9);
/// builder.end(Paragraph::default());
/// let document = builder.finish(Origin::default());
/// assert_eq!(document.text(), "讲话\n　　一、形势\n");
/// assert_eq!(document.paragraphs()[1].indent, 2);
/// assert_eq!(document.position("讲话\n　　一、".len()).col, 9);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    text: String,
    paragraphs: Vec<Paragraph>,
    anchors: Vec<Anchor>,
    /// Where the open paragraph starts in the text.
    start: usize,
    /// Index of its first anchor.
    first: usize,
    /// Whether a blank line stands before it.
    gap: bool,
}

impl Builder {
    /// Appends `text` to the open paragraph; it stands at `line` (from 1) and `col` (in `char`s from
    /// 0) of the source. Line ends in it become blanks.
    pub fn text(&mut self, text: &str, line: usize, col: usize) {
        if text.is_empty() {
            return;
        }
        self.anchors.push(Anchor::new(self.text.len(), line, col));
        if text.contains(is_line_end) {
            self.text.extend(text.chars().map(|c| if is_line_end(c) { ' ' } else { c }));
        } else {
            self.text.push_str(text);
        }
    }

    /// Ends the open paragraph, which is like `like` in all but its span, indent and gap.
    ///
    /// If it is blank, it is dropped and counts as a blank line. Returns whether it was kept.
    pub fn end(&mut self, like: Paragraph) -> bool {
        let (words, blanks) = trim(Span::new(self.start, self.text.len()), &self.text);
        if words.is_empty() {
            self.text.truncate(self.start);
            self.anchors.truncate(self.first);
            self.gap = true;
            return false;
        }
        self.move_anchor(words.start);
        self.text.truncate(words.end);
        while self.anchors.last().is_some_and(|a| a.at > words.start && a.at >= words.end) {
            self.anchors.pop();
        }
        self.text.push('\n');
        let indent = u16::try_from(blanks).unwrap_or(u16::MAX);
        self.paragraphs.push(Paragraph { span: words, indent, gap: self.gap, ..like });
        self.gap = false;
        self.start = self.text.len();
        self.first = self.anchors.len();
        true
    }

    /// Adds a whole paragraph: [`Builder::text`], then [`Builder::end`].
    pub fn paragraph(&mut self, text: &str, line: usize, col: usize, like: Paragraph) -> bool {
        self.text(text, line, col);
        self.end(like)
    }

    /// Notes that a blank line stands before the next paragraph.
    pub fn blank(&mut self) {
        self.gap = true;
    }

    /// Whether no paragraph was kept yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Ends the open paragraph, if there is one, and gives the document.
    #[must_use]
    pub fn finish(mut self, origin: Origin) -> Document {
        if self.text.len() > self.start {
            self.end(Paragraph::default());
        }
        Document::new(self.text, self.paragraphs, self.anchors, origin)
    }

    /// Puts one anchor at byte `words`, where the words start, in place of those of the blanks before.
    fn move_anchor(&mut self, words: usize) {
        let inside = self.anchors.get(self.first..).unwrap_or_default();
        let before = inside.partition_point(|a| a.at <= words);
        let Some(last) = before.checked_sub(1).and_then(|i| inside.get(i)).copied() else { return };
        let skipped = Span::new(last.at, words).of(&self.text).chars().count();
        let Position { line, col } = last.position;
        let anchor = Anchor::new(words, line, col + skipped);
        self.anchors.splice(self.first..self.first + before, [anchor]);
    }
}

/// Whether `c` ends a line (UAX #14, mandatory breaks).
fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_around_the_words_are_cut_and_places_kept() {
        let mut builder = Builder::default();
        builder.text(" ", 1, 0);
        builder.text("\u{3000}一、", 1, 7);
        builder.text("形\n势 ", 2, 0);
        builder.text(" ", 2, 4);
        assert!(builder.end(Paragraph::default()));
        assert!(!builder.paragraph(" \t", 3, 0, Paragraph::default()));
        builder.paragraph("二", 4, 0, Paragraph::default());
        let document = builder.finish(Origin::default());
        let [one, two] = document.paragraphs() else { panic!("two paragraphs") };
        assert_eq!(one.span.of(document.text()), "一、形 势");
        assert_eq!((one.indent, one.gap, two.gap), (2, false, true));
        assert_eq!(document.position(one.span.start), Position { line: 1, col: 8 });
        let later = one.span.start + "一、形".len();
        assert_eq!(document.position(later), Position { line: 2, col: 1 });
        assert_eq!(document.position(two.span.start), Position { line: 4, col: 0 });
    }
}
