//! The jump: ranks headings by how well they match a query.
//!
//! In: the headings of one document or many, and what was typed. Out: [`Hit`]s, best first. The lattice
//! finds headings and aligns them with the query, and fuzzy-matcher scores the alignments. A query of
//! numbers alone is read as an address first. Sloppy sounds, other marks, words in another order and slips of
//! the fingers are tried only where little else fits.

mod loosen;
mod near;
mod rank;
mod scan;

use std::sync::atomic::{AtomicBool, Ordering};

use super::address::Places;
use super::lattice::{Character, Masks, Reading, read};
use super::pinyin::Scheme;
use super::query::{Query, sanitise};
use crate::document::Document;
use crate::outline::{Kind, NodeId, Outline};
use crate::text::Span;

/// A heading that matches a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The heading.
    pub node: NodeId,
    /// How well it matches: higher is better. Scores of different queries cannot be compared.
    pub score: i64,
    /// The characters that matched, as spans of the document's text, in order.
    pub matched: Vec<Span>,
}

/// How to read a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The section being read; headings close to it come before others that match as well.
    pub near: Option<NodeId>,
    /// The most hits to give.
    pub limit: usize,
    /// Whether letters are read as pinyin.
    pub pinyin: bool,
    /// 双拼, beside full pinyin.
    pub scheme: Option<Scheme>,
    /// Whether sloppy sounds, other marks, another order of the words and slips of the fingers are tried where
    /// little else fits.
    pub loose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { near: None, limit: usize::MAX, pinyin: true, scheme: None, loose: true }
    }
}

/// What a query found. The next query can start from it if it only adds letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best hits, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many headings match in all.
    pub total: usize,
    narrow: Option<Narrow>,
}

/// What a longer query can start from: it need only look at the headings that the shorter one fits.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Narrow {
    query: String,
    pinyin: bool,
    scheme: Option<Scheme>,
    /// Indices of the headings that the query fits.
    fits: Vec<u32>,
}

/// One heading. Its index in the list is the number of its node.
#[derive(Clone, Copy, Debug)]
struct Heading {
    /// Byte of the document where it starts.
    start: usize,
    masks: Masks,
    /// Where its characters begin in the list of all.
    first: u32,
    /// How many characters it has.
    len: u16,
    /// How many of them are the marker's.
    marked: u16,
    depth: u16,
    /// Index of the first heading after its last descendant.
    next: u32,
}

/// The headings of a document, or of many, made ready for queries.
#[derive(Debug, Default)]
pub struct Index {
    headings: Vec<Heading>,
    characters: Vec<Character>,
    places: Places,
    /// The index of each document's first heading.
    documents: Vec<usize>,
}

impl Index {
    /// Makes the headings of `outline` ready.
    #[must_use]
    pub fn new(document: &Document, outline: &Outline) -> Self {
        let mut index = Self::default();
        index.add(document, outline);
        index.characters.shrink_to_fit();
        index
    }

    /// Adds the headings of one more document, so that a whole library answers one query.
    ///
    /// Its nodes are numbered on from those of the documents before; [`Index::locate`] leads back. What
    /// was found before the call must not be passed to [`Index::query_with`] after it.
    pub fn add(&mut self, document: &Document, outline: &Outline) {
        let text = document.text();
        let base = self.headings.len();
        self.documents.push(base);
        self.headings.reserve(outline.len());
        for node in outline.nodes() {
            let first = self.characters.len();
            let start = node.start();
            let marker = node.marker.len();
            let words = Span::new(start, node.title.end.max(start + marker)).of(text);
            let (masks, marked) = read(words, marker, &mut self.characters);
            self.headings.push(Heading {
                start,
                masks,
                first: first as u32,
                len: (self.characters.len() - first) as u16,
                marked: marked as u16,
                // A title counts as no higher than the first sections: they are as likely to be wanted.
                depth: if node.kind == Kind::Title { node.depth.max(2) } else { node.depth },
                next: (base + node.next.0) as u32,
            });
        }
        self.places.add(document, outline);
    }

    /// Leads from a hit's `node` to its document, counted from 0 in the order of [`Index::add`], and to
    /// the node of that document's own outline.
    #[must_use]
    pub fn locate(&self, node: NodeId) -> (usize, NodeId) {
        let after = self.documents.partition_point(|&first| first <= node.0);
        let document = after.saturating_sub(1);
        let first = self.documents.get(document).copied().unwrap_or_default();
        (document, NodeId(node.0 - first))
    }

    /// The best `limit` headings for `query`, best first; `near` is the section being read. An
    /// empty query gives all headings in reading order.
    #[must_use]
    pub fn query(&self, query: &str, near: Option<NodeId>, limit: usize) -> Vec<Hit> {
        let options = Options { near, limit, ..Options::default() };
        let found = self.query_with(query, &options, None, &AtomicBool::new(false));
        found.unwrap_or_default().hits
    }

    /// [`Index::query`] with all options, for a worker. `last` is what the query before found: if the new
    /// query only adds to it, the search starts from there. `None` soon after `cancel` is set.
    #[must_use]
    pub fn query_with(
        &self,
        query: &str,
        options: &Options,
        last: Option<&Found>,
        cancel: &AtomicBool,
    ) -> Option<Found> {
        let text = sanitise(query);
        let reading = options.pinyin.then(|| Reading::new(options.scheme));
        let ready = Query::new(&text, reading);
        if ready.groups.is_empty() {
            return Some(self.everything(options.limit));
        }
        let from = last.and_then(|found| found.narrow.as_ref()).filter(|narrow| {
            narrow.pinyin == options.pinyin
                && narrow.scheme == options.scheme
                && ready.plain().is_some()
                && text.starts_with(&narrow.query)
        });
        let mut scan = scan::Scan::new(self, cancel);
        let strict = match from {
            Some(narrow) => scan.among(&ready, narrow.fits.iter().copied())?,
            None => scan.all(&ready)?,
        };
        let narrow = ready.plain().map(|_| Narrow {
            query: text.clone(),
            pinyin: options.pinyin,
            scheme: options.scheme,
            fits: strict.iter().map(|m| m.index).collect(),
        });
        let addressed = self.places.find(&text);
        let mut passes = vec![loosen::Pass::new(ready, strict)];
        if options.loose && addressed.is_empty() {
            scan.loosen(&mut passes, options)?;
        }
        let (hits, total) = scan.rank(&passes, &addressed, options)?;
        Some(Found { hits, total, narrow })
    }

    fn everything(&self, limit: usize) -> Found {
        let hit = |i| Hit { node: NodeId(i), score: 0, matched: Vec::new() };
        let total = self.headings.len();
        Found { hits: (0..total.min(limit)).map(hit).collect(), total, narrow: None }
    }

    fn characters(&self, heading: &Heading) -> &[Character] {
        let first = heading.first as usize;
        self.characters.get(first..first + usize::from(heading.len)).unwrap_or_default()
    }

    /// Gives back memory that was reserved but is not used.
    pub fn fit(&mut self) {
        self.headings.shrink_to_fit();
        self.characters.shrink_to_fit();
        self.places.fit();
        self.documents.shrink_to_fit();
    }

    /// Bytes that the index takes in memory.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.headings.capacity() * size_of::<Heading>()
            + self.characters.capacity() * size_of::<Character>()
            + self.places.memory()
    }
}

fn cancelled(cancel: &AtomicBool) -> bool {
    cancel.load(Ordering::Relaxed)
}

#[cfg(test)]
mod tests;
