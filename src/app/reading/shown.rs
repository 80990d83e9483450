//! How a text is shown: what of it is folded, and which characters are replaced on the screen.
//!
//! In: what the reader switches on and off. Out: rows without folded furniture and glosses, and words as
//! the screen shows them. The text itself never changes.

use std::borrow::Cow;

use super::Reading;
use crate::app::text::Text;
use crate::document::Role;
use crate::text::{Span, is_traditional, one_line, simplified};
use crate::typeset::{Glosses, Hidden, Placed, Punctuation, Script};

impl Reading {
    /// Takes out of the rows what is folded now.
    pub(super) fn fold(&mut self) {
        let hidden = hidden(&self.text, self.furniture, self.glosses);
        self.layout.hide(&self.text.document, hidden);
    }

    /// Shows or hides pinyin glosses. Returns `None` where the text has none.
    pub fn toggle_glosses(&mut self) -> Option<bool> {
        if self.text.glosses.is_empty() {
            return None;
        }
        self.glosses = match self.glosses {
            Glosses::Hidden => Glosses::Shown,
            Glosses::Shown => Glosses::Hidden,
        };
        self.fold();
        Some(self.glosses == Glosses::Shown)
    }

    /// Shows half-width punctuation next to Han full-width, or as it stands in the text. Returns
    /// whether it is shown full-width.
    pub fn toggle_punctuation(&mut self) -> bool {
        self.punctuation = match self.punctuation {
            Punctuation::Source => Punctuation::FullWidth,
            Punctuation::FullWidth => Punctuation::Source,
        };
        self.punctuation == Punctuation::FullWidth
    }

    /// Shows traditional paragraphs in simplified characters, or as they are. Returns whether they
    /// are simplified now; `None` where the text has none.
    pub fn toggle_script(&mut self) -> Option<bool> {
        /// Paragraphs that are looked at for one that is traditional.
        const LOOKED: usize = 20_000;
        self.script = match self.script {
            Script::Simplified => Script::Source,
            Script::Source => {
                let text = self.text.document.text();
                let mut paragraphs = self.text.document.paragraphs().iter().take(LOOKED);
                paragraphs.find(|p| is_traditional(p.span.of(text)))?;
                Script::Simplified
            }
        };
        Some(self.script == Script::Simplified)
    }

    /// In which script traditional paragraphs are shown.
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// The characters of `span`, which lies in one paragraph, that are shown as others.
    #[must_use]
    pub fn exchanged(&self, span: Span) -> Vec<(usize, char)> {
        let document = &self.text.document;
        let paragraph = document.paragraphs().get(document.paragraph_at(span.start));
        match paragraph {
            Some(paragraph)
                if self.script == Script::Simplified
                    && is_traditional(paragraph.span.of(document.text())) =>
            {
                simplified(document.text(), span)
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// The words of `span` as they are shown: without pinyin glosses while those are hidden, and
    /// simplified where that was asked for.
    #[must_use]
    pub fn words(&self, span: Span) -> Cow<'_, str> {
        let text = self.text.document.text();
        let glosses = self.glosses_within(span);
        let instead = self.exchanged(span);
        if glosses.is_empty() && instead.is_empty() {
            return one_line(span.of(text));
        }
        let ends = glosses.iter().map(|gloss| gloss.end);
        let starts = glosses.iter().map(|gloss| gloss.start).chain([span.end]);
        let parts = std::iter::once(span.start).chain(ends).zip(starts);
        if instead.is_empty() {
            let words: String = parts.map(|(start, end)| Span::new(start, end).of(text)).collect();
            return Cow::Owned(one_line(&words).into_owned());
        }
        let mut out = String::with_capacity(span.len());
        for (start, end) in parts {
            for (at, c) in Span::new(start, end).of(text).char_indices() {
                let shown = instead.binary_search_by_key(&(start + at), |&(at, _)| at);
                out.push(shown.ok().and_then(|i| instead.get(i)).map_or(c, |&(_, shown)| shown));
            }
        }
        Cow::Owned(one_line(&out).into_owned())
    }

    /// The glosses that begin in `span` and are hidden.
    #[must_use]
    pub fn glosses_within(&self, span: Span) -> &[Span] {
        let all = match self.glosses {
            Glosses::Hidden => self.text.glosses.as_slice(),
            Glosses::Shown => &[],
        };
        let before = |byte| all.partition_point(|gloss| gloss.start < byte);
        all.get(before(span.start)..before(span.end)).unwrap_or_default()
    }

    /// How many paragraphs of page furniture are folded into this row, where it stands for them.
    #[must_use]
    pub fn folded_here(&self, placed: &Placed) -> Option<usize> {
        let first = placed.paragraph;
        let paragraphs = self.text.document.paragraphs().get(first..)?;
        let run = paragraphs.iter().take_while(|p| p.role == Role::Furniture).count();
        (run > 0 && !self.furniture).then_some(run)
    }

    /// Shows or folds the page furniture. Returns `None` where the text has none.
    pub fn toggle_furniture(&mut self) -> Option<bool> {
        let mut paragraphs = self.text.document.paragraphs().iter();
        paragraphs.find(|p| p.role == Role::Furniture)?;
        self.furniture = !self.furniture;
        self.fold();
        Some(self.furniture)
    }

    /// Shows page furniture in full, or folds it.
    pub fn show_furniture(&mut self, shown: bool) {
        if self.furniture != shown {
            self.furniture = shown;
            self.fold();
        }
    }

    /// Whether page furniture is shown in full.
    #[must_use]
    pub fn furniture(&self) -> bool {
        self.furniture
    }

    /// Unfolds the furniture where `byte` is hidden in it.
    pub(super) fn show_paragraph(&mut self, byte: usize) {
        let index = self.text.document.paragraph_at(byte);
        let inside = |tail: Span| tail.contains(byte);
        let folded =
            folded_away(&self.text, index) || folded_tail(&self.text, index).is_some_and(inside);
        if folded {
            self.show_furniture(true);
        }
    }
}

/// What is folded: page furniture, where it is not `shown`, but for a row in its place, and pinyin glosses
/// where they are hidden. Linear in the number of both.
pub(in crate::app) fn hidden(text: &Text, shown: bool, glosses: Glosses) -> Hidden {
    let mut spans = match glosses {
        Glosses::Hidden => text.glosses.clone(),
        Glosses::Shown => Vec::new(),
    };
    if !shown {
        let tails = (0..text.document.paragraphs().len()).filter_map(|i| folded_tail(text, i));
        let tails: Vec<_> = tails.collect();
        let mut next = 0;
        spans.retain(|span| {
            while tails.get(next).is_some_and(|tail| tail.end <= span.start) {
                next += 1;
            }
            !tails.get(next).is_some_and(|tail| tail.overlaps(*span))
        });
        if !tails.is_empty() {
            spans.extend(tails);
            spans.sort_unstable();
        }
    }
    let paragraphs = if shown { 0 } else { text.document.paragraphs().len() };
    Hidden { paragraphs: (0..paragraphs).map(|i| folded_away(text, i)).collect(), spans }
}

/// Whether folding the furniture hides paragraph `index`: all of a run but its first.
fn folded_away(text: &Text, index: usize) -> bool {
    let paragraphs = text.document.paragraphs();
    let furniture = |i: usize| paragraphs.get(i).is_some_and(|p| p.role == Role::Furniture);
    index > 0 && furniture(index) && furniture(index - 1)
}

/// What is left out of the first paragraph of a run of furniture, so that it takes one row: all
/// but its first characters.
fn folded_tail(text: &Text, index: usize) -> Option<Span> {
    const KEPT: usize = 4;
    let paragraph = text.document.paragraphs().get(index)?;
    if paragraph.role != Role::Furniture || folded_away(text, index) {
        return None;
    }
    let words = paragraph.span.of(text.document.text());
    let (at, _) = words.char_indices().nth(KEPT)?;
    Some(Span::new(paragraph.span.start + at, paragraph.span.end))
}
