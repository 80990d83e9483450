//! The headings of many texts in one index, for a jump over all of them.
//!
//! In: documents with their outlines, one after the other. Out: ranked headings with their words and
//! places. The texts themselves are not kept, only some 300 bytes for each heading.

use std::sync::atomic::AtomicBool;

use crate::document::Document;
use crate::outline::{Kind, NodeId, Outline};
use crate::search::jump::{Found, Index, Options};
use crate::text::Span;

/// Most bytes of a heading's words that are kept.
const WORDS: usize = 240;

/// The headings of many texts.
#[derive(Debug, Default)]
pub struct Catalogue {
    jump: Index,
    /// The words of all headings, one after the other.
    words: String,
    entries: Vec<Entry>,
    /// The number of the text that each document of the index came from.
    texts: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Byte of the document where the heading starts.
    start: usize,
    /// Where its words begin in the common string, and their bytes.
    words: usize,
    len: u16,
    /// How many of them are the marker's.
    marker: u16,
    /// How many entries before it its parent stands; 0 where it has none.
    parent: u32,
    kind: Kind,
}

/// A heading of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The text in which it stands, by the number that [`Catalogue::add`] was told.
    pub text: usize,
    /// Byte of the text where it starts.
    pub start: usize,
    /// The marker as written.
    pub marker: &'a str,
    /// The words after it.
    pub title: &'a str,
    /// The two with what stands between them; highlights count from its start.
    pub words: &'a str,
    /// What it is.
    pub kind: Kind,
}

impl Catalogue {
    /// Adds the headings of a text, which the caller knows by the number `text`.
    pub fn add(&mut self, text: usize, document: &Document, outline: &Outline) {
        self.jump.add(document, outline);
        self.texts.push(text);
        let source = document.text();
        self.entries.reserve(outline.len());
        for (i, node) in outline.nodes().iter().enumerate() {
            let start = node.start();
            let mut end = node.title.end.max(node.marker.end).min(start.saturating_add(WORDS));
            while !source.is_char_boundary(end) {
                end -= 1;
            }
            let words = self.words.len();
            self.words.push_str(Span::new(start, end).of(source));
            let size = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
            self.entries.push(Entry {
                start,
                words,
                len: size(end - start),
                marker: size(node.marker.len().min(end - start)),
                parent: node.parent.map_or(0, |p| u32::try_from(i - p.0).unwrap_or(0)),
                kind: node.kind,
            });
        }
    }

    /// How many headings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// As [`Index::query_with`], over all headings.
    #[must_use]
    pub fn query(
        &self,
        query: &str,
        options: &Options,
        last: Option<&Found>,
        cancel: &AtomicBool,
    ) -> Option<Found> {
        self.jump.query_with(query, options, last, cancel)
    }

    /// The heading that `node` of a hit stands for.
    #[must_use]
    pub fn get(&self, node: NodeId) -> Option<Listed<'_>> {
        let entry = self.entries.get(node.0)?;
        let (document, _) = self.jump.locate(node);
        let words = Span::new(entry.words, entry.words + usize::from(entry.len)).of(&self.words);
        let marker = usize::from(entry.marker);
        let title = Span::new(marker, words.len()).of(words);
        Some(Listed {
            text: *self.texts.get(document)?,
            start: entry.start,
            marker: Span::new(0, marker).of(words),
            title: title.trim_start_matches(crate::text::is_blank),
            words,
            kind: entry.kind,
        })
    }

    /// The headings above `node`, from the outermost in.
    #[must_use]
    pub fn above(&self, node: NodeId) -> Vec<NodeId> {
        let parent = |id: &NodeId| {
            let up = self.entries.get(id.0)?.parent as usize;
            (up > 0).then(|| NodeId(id.0.saturating_sub(up)))
        };
        let mut path: Vec<_> = std::iter::successors(parent(&node), parent).collect();
        path.reverse();
        path
    }

    /// Gives back memory that was taken ahead of need.
    pub fn fit(&mut self) {
        self.jump.fit();
        self.words.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.texts.shrink_to_fit();
    }

    /// Bytes in memory.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.jump.memory()
            + self.words.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.texts.capacity() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::SAMPLES;
    use crate::outline;

    fn catalogue() -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (text, sample) in SAMPLES.iter().enumerate() {
            let document = Document::from_lines(sample.text);
            let outline = outline::parse(&document);
            catalogue.add(text, &document, &outline);
        }
        catalogue.fit();
        catalogue
    }

    #[test]
    fn a_heading_is_found_with_its_words_and_place() {
        let catalogue = catalogue();
        let never = AtomicBool::new(false);
        let options = Options { limit: 20, ..Options::default() };
        let found = catalogue.query("项目", &options, None, &never).unwrap();
        assert!(!found.hits.is_empty());
        for hit in &found.hits {
            let listed = catalogue.get(hit.node).unwrap();
            let text = SAMPLES[listed.text].text;
            let document = Document::from_lines(text);
            let there = Span::new(listed.start, listed.start + listed.words.len());
            assert_eq!(there.of(document.text()), listed.words);
            assert!(
                listed.words.starts_with(listed.marker) && listed.words.ends_with(listed.title)
            );
            for span in &hit.matched {
                assert!(span.start >= listed.start);
            }
            for above in catalogue.above(hit.node) {
                let above = catalogue.get(above).unwrap();
                assert!(above.text == listed.text && above.start < listed.start);
            }
        }
    }

    #[test]
    fn a_heading_takes_three_hundred_bytes_at_most() {
        let catalogue = catalogue();
        let each = catalogue.memory() / catalogue.len();
        assert!(each <= 300, "{each} bytes each, {} headings", catalogue.len());
    }
}
