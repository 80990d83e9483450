//! A document with everything that is derived from it once: outline, search indexes, sizes.
//!
//! In: a [`Document`]. Out: a [`Text`]. The worker makes it, since that takes time; the model only reads
//! it.

use std::sync::{Arc, OnceLock};

use super::look::Numbers;
use crate::beside::beside;
use crate::document::{Document, Paragraph, Role};
use crate::library::Source;
use crate::library::rules::Rulebook;
use crate::outline::rules::Rules;
use crate::outline::{self, Kind, NodeId, Outline};
use crate::search;
use crate::stats::{Stats, paragraph_words};
use crate::text::Span;
use crate::typeset::{self, Hidden, Layout, Measure, Punctuation, Shape};

/// A document with everything that is derived from it once.
#[derive(Debug, Default)]
pub struct Text {
    /// The document; shared by texts that differ only in their outlines.
    pub document: Arc<Document>,
    /// Its outline as the reader finds the way by it: where a speech has no headings, with its paragraphs.
    pub outline: Outline,
    /// Its outline without those, if it has any.
    headed: Option<Outline>,
    /// The indexes of jump and search, made when first asked for: most texts are never searched.
    jump: OnceLock<search::jump::Index>,
    find: OnceLock<search::text::Index>,
    /// Pinyin glosses, which are not shown unless asked for.
    pub glosses: Vec<Span>,
    /// How half-width punctuation is best shown.
    pub punctuation: Punctuation,
    /// The running number of each paragraph; furniture is not counted.
    ordinals: Vec<u32>,
    /// The lengths of the text and its sections.
    pub stats: Stats,
    /// The heading rules by which it was outlined: all of them, and those that apply to it.
    pub rules: (Arc<Rulebook>, Rules),
}

impl Text {
    /// Parses `document`.
    #[must_use]
    pub fn new(document: Document) -> Self {
        let outline = outline::parse(&document);
        Self::with_outline(document, outline)
    }

    /// Parses `document`, which was read from `source`, with the user's own heading rules.
    #[must_use]
    pub fn by(document: Document, source: &Source, rules: Arc<Rulebook>) -> Self {
        Self::outlined(Arc::new(document), source, rules)
    }

    /// The same document, outlined by other rules.
    #[must_use]
    pub fn again(&self, source: &Source, rules: Arc<Rulebook>) -> Self {
        Self::outlined(Arc::clone(&self.document), source, rules)
    }

    fn outlined(document: Arc<Document>, source: &Source, rules: Arc<Rulebook>) -> Self {
        let holding = rules.of(source);
        Self::parse_beside(document, (rules, holding), || ()).0
    }

    /// Parses `document` by `rules`: all of them, and those that apply to it. Of a large text, what needs no
    /// outline is made while the outline is, and `other` work done.
    pub fn parse_beside<T: Send>(
        document: Arc<Document>,
        rules: (Arc<Rulebook>, Rules),
        other: impl Fn() -> T + Sync,
    ) -> (Self, T) {
        let begun = outline::Parse::begin(&document, &rules.1);
        let rest = || (Groundwork::new(&document), other());
        let ((outline, _), (ground, done)) = beside(document.text().len(), || begun.finish(), rest);
        (Self { rules, ..Self::made(document, outline, ground) }, done)
    }

    /// Whether it was outlined by `rules`.
    #[must_use]
    pub fn is_by(&self, rules: &Arc<Rulebook>) -> bool {
        Arc::ptr_eq(&self.rules.0, rules) || self.rules.0 == *rules
    }

    /// `document` with an outline that was made already.
    #[must_use]
    pub fn with_outline(document: Document, outline: Outline) -> Self {
        let ground = Groundwork::new(&document);
        Self::made(Arc::new(document), outline, ground)
    }

    fn made(document: Arc<Document>, outline: Outline, ground: Groundwork) -> Self {
        let Groundwork { glosses, punctuation, ordinals, words } = ground;
        let listed = outline::with_paragraphs(&document, &outline);
        let (outline, headed) = match listed {
            Some(listed) => (listed, Some(outline)),
            None => (outline, None),
        };
        let stats = Stats::summed(&document, &outline, &words);
        Self { document, outline, headed, glosses, punctuation, ordinals, stats, ..Self::default() }
    }

    /// Its titles, headings and points alone: what is remembered, compared, checked or converted.
    #[must_use]
    pub fn headings(&self) -> &Outline {
        self.headed.as_ref().unwrap_or(&self.outline)
    }

    /// The index of its headings for the jump. The first call takes time on a large text.
    #[must_use]
    pub fn jump(&self) -> &search::jump::Index {
        self.jump.get_or_init(|| search::jump::Index::new(&self.document, &self.outline))
    }

    /// The index of its words for the search. The first call takes time on a large text.
    #[must_use]
    pub fn find(&self) -> &search::text::Index {
        self.find.get_or_init(|| search::text::Index::new(self.document.text()))
    }

    /// The layout of the text with `hidden` out of view: titles centred, headings never spread.
    #[must_use]
    pub fn layout(&self, measure: Measure, hidden: Hidden) -> Layout {
        let measure = Measure { punctuation: self.punctuation, ..measure };
        let paragraphs = self.document.paragraphs();
        let mut shapes: Vec<_> = paragraphs.iter().map(|p| Shape::of(p.role)).collect();
        for node in self.outline.nodes() {
            let whole = |p: &Paragraph| p.role == Role::Body && node.title.end >= p.span.end;
            let Some(paragraph) = paragraphs.get(node.paragraph).filter(|p| whole(p)) else {
                continue;
            };
            let shape = match node.kind {
                Kind::Title if node.start() == paragraph.span.start => Shape::Title,
                Kind::Heading => Shape::Heading,
                Kind::Title | Kind::Point | Kind::Paragraph => continue,
            };
            if let Some(old) = shapes.get_mut(node.paragraph) {
                *old = shape;
            }
        }
        Layout::shaped(&self.document, measure, shapes, hidden)
    }

    /// The number left of paragraph `index`, if it has one.
    #[must_use]
    pub fn number(&self, index: usize, numbers: Numbers) -> Option<usize> {
        let paragraph = self.document.paragraphs().get(index)?;
        match numbers {
            Numbers::Off => None,
            Numbers::Lines => Some(self.document.position(paragraph.span.start).line),
            Numbers::Paragraphs if paragraph.role == Role::Furniture => None,
            Numbers::Paragraphs => usize::try_from(*self.ordinals.get(index)?).ok(),
        }
    }

    /// Cells that the widest number takes, with a blank after it.
    #[must_use]
    pub fn number_cells(&self, numbers: Numbers) -> u16 {
        let last = self.document.paragraphs().len().saturating_sub(1);
        let widest = match numbers {
            Numbers::Paragraphs => self.ordinals.last().map(|&n| n as usize),
            Numbers::Off | Numbers::Lines => self.number(last, numbers),
        };
        widest.map_or(0, |n| u16::try_from(n.to_string().len() + 1).unwrap_or(0))
    }

    /// The speech in which `id` stands, by its title: the outermost node above it, where that is
    /// a title.
    #[must_use]
    pub fn speech(&self, id: Option<NodeId>) -> Option<Span> {
        let root = *self.outline.path(id?).first()?;
        let node = self.outline.get(root)?;
        (node.kind == Kind::Title).then_some(node.title)
    }
}

/// What is derived from a document without its outline.
struct Groundwork {
    glosses: Vec<Span>,
    punctuation: Punctuation,
    ordinals: Vec<u32>,
    /// 字数 of each paragraph.
    words: Vec<u32>,
}

impl Groundwork {
    fn new(document: &Document) -> Self {
        Self {
            glosses: glosses(document),
            punctuation: typeset::recommended_punctuation(document),
            ordinals: ordinals(document),
            words: paragraph_words(document),
        }
    }
}

/// The pinyin glosses of a text that is full of them: syllables that are readings of the character
/// before them.
#[must_use]
pub fn glosses(document: &Document) -> Vec<Span> {
    typeset::glosses_read(document, search::pinyin::reads)
}

/// The running number of each paragraph, page furniture not counted.
fn ordinals(document: &Document) -> Vec<u32> {
    let count = |n: &mut u32, paragraph: &Paragraph| {
        *n += u32::from(paragraph.role != Role::Furniture);
        Some(*n)
    };
    document.paragraphs().iter().scan(0, count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_glosses_that_are_readings_are_hidden() {
        let full = "建設(shè)產(chǎn)業(yè)園區(qū)，發(fā)言(fā yán)稿(甲)，项(là)目。".repeat(4);
        let document = Document::from_lines(full);
        let found = glosses(&document);
        let words: Vec<_> = found.iter().take(5).map(|s| s.of(document.text())).collect();
        assert_eq!((found.len(), words.join("")), (20, "(shè)(chǎn)(yè)(qū)(fā)".to_owned()));
        let ordinary = Document::from_lines("在会上发言(fā yán)。垚(yáo)县的同志作了介绍。");
        assert_eq!(glosses(&ordinary), []);
    }
}
