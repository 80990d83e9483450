//! The search for words in a text.
//!
//! In: a text and a query. Out: the hits as spans of the text, in order, without overlaps. Both are folded,
//! and letters are taken as letters; pinyin and regular expressions are separate manners ([`Manner`]).

mod context;
mod finder;
mod haystack;
mod heading;
mod pattern;
mod pinyin;
mod raw;

use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem;

use crate::text::Span;
use haystack::Haystack;

pub use context::aligned;
pub use finder::{Finder, Manner};
pub use heading::HeadingPattern;
pub use pattern::{BadPattern, Pattern};
pub use raw::Needle;

/// A text made ready for searching.
#[derive(Clone, Debug, Default)]
pub struct Index {
    hay: Haystack,
}

/// The hits of one query, from which a longer query can start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The hits, in order, as spans of the original text.
    pub spans: Vec<Span>,
    needle: Vec<u8>,
    /// Where each begins in the folded text.
    starts: Vec<usize>,
}

/// Hits between two looks at the cancel flag.
const STRIDE: usize = 4096;
/// Bytes of folded text between two looks at it.
const BLOCK: usize = 1 << 22;

impl Index {
    /// Folds `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { hay: Haystack::new(text) }
    }

    /// All hits of `query`, in order, as spans of the original text.
    ///
    /// ```
    /// # use gangmu::search::text::Index;
    /// let text = "抓好項目\n建設，促进发展。";
    /// let hits = Index::new(text).find("项目建设");
    /// assert_eq!(hits[0].of(text), "項目\n建設");
    /// ```
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Span> {
        self.search(query, None, &AtomicBool::new(false)).unwrap_or_default().spans
    }

    /// [`Index::find`] for a worker. `last` is what the query before found: if the new query only adds to
    /// it, the search starts from there. `None` soon after `cancel` is set.
    #[must_use]
    pub fn search(&self, query: &str, last: Option<&Hits>, cancel: &AtomicBool) -> Option<Hits> {
        let needle = needle(query);
        if needle.is_empty() {
            return Some(Hits::default());
        }
        let folded = self.hay.folded();
        let starts = match last.filter(|l| narrows(&l.needle, &needle)) {
            Some(last) => {
                let begins = |&at: &usize| folded.get(at..).is_some_and(|t| t.starts_with(&needle));
                without_overlaps(last.starts.iter().copied().filter(begins), needle.len())
            }
            None => scan(folded, &needle, cancel)?,
        };
        let mut spans = Vec::with_capacity(starts.len());
        for (count, &at) in starts.iter().enumerate() {
            if count % STRIDE == 0 && cancel.load(Ordering::Relaxed) {
                return None;
            }
            spans.push(self.hay.original(at, at + needle.len()));
        }
        Some(Hits { spans, needle, starts })
    }

    /// The folded text, for measurements.
    #[must_use]
    pub fn folded(&self) -> &[u8] {
        self.hay.folded()
    }
}

/// The most characters of a query that are searched for; what follows is ignored.
const LONGEST: usize = 1000;

/// `query`, folded as texts are: what to look for in folded text.
fn needle(query: &str) -> Vec<u8> {
    let cut = query.char_indices().nth(LONGEST).map_or(query.len(), |(at, _)| at);
    Haystack::new(Span::new(0, cut).of(query)).folded().to_vec()
}

/// Whether all hits of `new` are certain to begin where one of `old` began. They are not if the end of `old`
/// repeats its beginning: hits of `old` that overlap another were left out.
fn narrows(old: &[u8], new: &[u8]) -> bool {
    let repeats = |len: &usize| old.get(..*len) == old.get(old.len() - len..);
    !old.is_empty() && new.starts_with(old) && !(1..old.len()).any(|len| repeats(&len))
}

/// The `starts` of hits of length `len`, without those that overlap one before.
fn without_overlaps(starts: impl Iterator<Item = usize>, len: usize) -> Vec<usize> {
    let mut free = 0;
    starts
        .filter(|&at| {
            let keep = at >= free;
            if keep {
                free = at + len;
            }
            keep
        })
        .collect()
}

/// Where `needle` begins in `folded`, without overlaps; `None` when cancelled.
fn scan(folded: &[u8], needle: &[u8], cancel: &AtomicBool) -> Option<Vec<usize>> {
    let finder = memmem::Finder::new(needle);
    let mut starts = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        // Blocks overlap by a needle, so that no hit is cut in two.
        let end = (at + BLOCK + needle.len()).min(folded.len());
        let block = folded.get(at..end).unwrap_or_default();
        let mut past = at + BLOCK;
        for hit in finder.find_iter(block) {
            if at + hit >= at + BLOCK {
                break;
            }
            starts.push(at + hit);
            past = past.max(at + hit + needle.len());
        }
        at = past;
    }
    Some(starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        Index::new(text).find(query).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn script_width_case_and_line_ends_do_not_matter() {
        for (text, query, want) in [
            ("狠抓落實，落实", "落实", vec!["落實", "落实"]),
            ("狠抓落实", "落實", vec!["落实"]),
            ("GDP增长ＧＤＰ", "gdp", vec!["GDP", "ＧＤＰ"]),
            ("高质\n\u{3000}\u{3000}量发展", "质量", vec!["质\n\u{3000}\u{3000}量"]),
            ("建設(shè)项目", "建设项目", vec!["建設(shè)项目"]),
            ("稳中求进，以进促稳", "进,以", vec!["进，以"]),
            ("New  York", "new york", vec!["New  York"]),
            ("纲举目张", "目 张", vec!["目张"]),
            ("纲举目张", "", vec![]),
            ("纲举目张", " \n", vec![]),
            ("纲举目张", "gang", vec![]),
        ] {
            assert_eq!(found(text, query), want, "{query} in {text}");
        }
    }

    #[test]
    fn hits_do_not_overlap() {
        assert_eq!(found("层层层层层", "层层").len(), 2);
    }

    #[test]
    fn a_long_query_is_cut_not_refused() {
        let text = "纲".repeat(3000);
        assert_eq!(found(&text, &"纲".repeat(10_000)).len(), 3);
    }

    #[test]
    fn a_hit_across_two_blocks_is_found_once() {
        let mut text = "a".repeat(BLOCK - 2);
        text.push_str("纲举目张");
        text.push_str(&"b".repeat(BLOCK));
        assert_eq!(found(&text, "纲举目张"), ["纲举目张"]);
    }

    #[test]
    fn a_cancelled_search_gives_nothing() {
        assert_eq!(Index::new("纲举").search("纲", None, &AtomicBool::new(true)), None);
    }

    proptest! {
        #[test]
        fn a_lengthened_query_finds_the_same_as_a_new_one(
            text in "[纲举目张ab ]{0,80}",
            query in "[纲举目张ab]{1,4}",
        ) {
            let index = Index::new(&text);
            let mut last = None;
            for (at, c) in query.char_indices() {
                let typed = Span::new(0, at + c.len_utf8()).of(&query);
                let hits = index.search(typed, last.as_ref(), &AtomicBool::new(false)).unwrap();
                prop_assert_eq!(&hits.spans, &index.find(typed));
                last = Some(hits);
            }
        }

        #[test]
        fn hits_fold_to_the_query(text in any::<String>(), query in any::<String>()) {
            let index = Index::new(&text);
            for span in index.find(&query) {
                prop_assert_eq!(needle(span.of(&text)), needle(&query));
            }
        }
    }
}
