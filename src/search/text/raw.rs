//! The same search as [`Index::find`], but without folding the whole text first: for the many files of a
//! library, each of which is searched only once.
//!
//! If the query begins with a Chinese character, all variants of that character are looked for in the text as
//! it is, and what follows is folded and compared; if not, the text is folded. Most texts lack one of the
//! query's characters altogether, and [`Needle::is_absent`] sees this quickly.

use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem;

use super::super::fold::{GONE, fold, is_han, variants};
use super::haystack::is_word;
use super::{Index, needle};
use crate::text::{Span, gloss};

/// Occurrences of the first character between two looks at the cancel flag.
const STRIDE: usize = 4096;

/// A query made ready for many texts.
#[derive(Clone, Debug)]
pub struct Needle {
    query: String,
    folded: String,
    /// Finders of the variants of its first character; empty if that is not Chinese.
    first: Vec<memmem::Finder<'static>>,
    /// Finders of the variants of its Chinese character with the fewest variants; empty if it has none.
    scarce: Vec<memmem::Finder<'static>>,
}

impl Needle {
    /// Makes `query` ready; it is read as by [`Index::find`].
    #[must_use]
    pub fn new(query: &str) -> Self {
        let folded = String::from_utf8(needle(query)).unwrap_or_default();
        let first = folded.chars().next().filter(|&c| is_han(c)).map(variants);
        let all = folded.chars().filter(|&c| is_han(c)).map(variants);
        let scarce = all.min_by_key(Vec::len);
        let finders = |ways: Option<Vec<char>>| {
            let finder = |c| memmem::Finder::new(String::from(c).as_bytes()).into_owned();
            ways.unwrap_or_default().into_iter().map(finder).collect()
        };
        Self { query: query.to_owned(), folded, first: finders(first), scarce: finders(scarce) }
    }

    /// A quick look at whether one of its characters is nowhere in `text`, so that there is certainly no hit.
    /// If `false`, there may be hits or none.
    #[must_use]
    pub fn is_absent(&self, text: &str) -> bool {
        let finds = |way: &memmem::Finder<'_>| way.find(text.as_bytes()).is_some();
        !self.scarce.is_empty() && !self.scarce.iter().any(finds)
    }

    /// The same hits as those of [`Index::find`].
    #[must_use]
    pub fn find_in(&self, text: &str) -> Vec<Span> {
        self.search_in(text, &AtomicBool::new(false)).unwrap_or_default()
    }

    /// [`Needle::find_in`] for a worker: `None` soon after `cancel` is set.
    #[must_use]
    pub fn search_in(&self, text: &str, cancel: &AtomicBool) -> Option<Vec<Span>> {
        if self.folded.is_empty() {
            return Some(Vec::new());
        }
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        if self.first.is_empty() {
            let hits = Index::new(text).search(&self.query, None, cancel)?;
            return Some(hits.spans);
        }
        let mut nexts: Vec<_> =
            self.first.iter().map(|f| f.find_iter(text.as_bytes()).peekable()).collect();
        let mut hits = Vec::new();
        let (mut free, mut looked) = (0, 0_usize);
        while let Some((_, next)) = nexts
            .iter_mut()
            .filter_map(|next| Some((*next.peek()?, next)))
            .min_by_key(|(at, _)| *at)
        {
            let Some(at) = next.next() else { break };
            looked += 1;
            if looked % STRIDE == 0 && cancel.load(Ordering::Relaxed) {
                return None;
            }
            if at >= free
                && let Some(end) = self.end(text, at)
            {
                hits.push(Span::new(at, end));
                free = end;
            }
        }
        Some(hits)
    }

    /// The byte where a hit ends that starts at byte `at`, if there is one.
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        let mut rest = Folded { text, at, before: GONE };
        for wanted in self.folded.chars() {
            if rest.next()? != wanted {
                return None;
            }
        }
        Some(rest.at)
    }
}

/// Gives the folded characters of a text from some byte on, by the rules of `Haystack`.
struct Folded<'a> {
    text: &'a str,
    /// The byte up to which the text was read.
    at: usize,
    /// The last folded character.
    before: char,
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let mut at = self.at;
        let mut blank = None;
        loop {
            let rest = Span::new(at, self.text.len()).of(self.text);
            let c = rest.chars().next()?;
            let folded = fold(c);
            if folded == ' ' || folded == GONE {
                at += c.len_utf8();
                if folded == ' ' {
                    blank = blank.or(Some(at));
                }
                continue;
            }
            if let Some(end) = blank
                && is_word(self.before)
                && is_word(folded)
            {
                self.at = end;
                self.before = ' ';
                return Some(' ');
            }
            if folded == '('
                && is_han(self.before)
                && let Some(len) = gloss(rest)
            {
                at += len;
                blank = None;
                continue;
            }
            self.at = at + c.len_utf8();
            self.before = folded;
            return Some(folded);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_variant_is_looked_for() {
        let text = "發展、发展、发\n展(zhǎn)，頭髮";
        let spans = Needle::new("发展").find_in(text);
        let hits: Vec<_> = spans.iter().map(|s| s.of(text)).collect();
        assert_eq!(hits, ["發展", "发展", "发\n展"]);
        assert_eq!(Needle::new("发").find_in(text).len(), 4);
    }

    proptest! {
        /// The fast way equals the slow one.
        #[test]
        fn the_same_hits_as_in_folded_text(
            text in "[纲举舉項项発a-cA ，,(（é)）\n\u{200b}]{0,60}",
            query in "[纲举舉項项a-c ，]{0,4}",
        ) {
            prop_assert_eq!(Needle::new(&query).find_in(&text), Index::new(&text).find(&query));
        }

        #[test]
        fn what_is_absent_is_not_found(
            text in "[纲举舉项項発a-c ，\n]{0,40}", query in "[纲举项发a]{1,4}",
        ) {
            let needle = Needle::new(&query);
            prop_assert!(!needle.is_absent(&text) || needle.find_in(&text).is_empty());
        }

        #[test]
        fn the_same_hits_of_a_piece_of_any_text(text in any::<String>(), from in 0_usize..20, len in 1_usize..5) {
            let query: String = text.chars().skip(from).take(len).collect();
            prop_assert_eq!(Needle::new(&query).find_in(&text), Index::new(&text).find(&query));
        }
    }
}
