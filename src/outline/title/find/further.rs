//! What tells that a line begins a further text of the file, though it names no genre.
//!
//! In: the lines around it. Out: whether it is signed, follows the notes of another text, or stands there twice.

use super::super::line::{person, signs, speaker};
use super::super::part::Part;
use super::{Finder, named};
use crate::text::is_blank;

impl<F: Fn(usize) -> Option<u32>> Finder<'_, F> {
    /// 守住长堤, 柳长河, and the text; later 看好水闸, 梁守堤, and the text. Nothing if the first line is not such a
    /// name, or is the only one.
    pub(super) fn authored(&self) -> Vec<usize> {
        let name = |three: &[usize]| {
            let &[i, who, after] = three else { return None };
            let signed = self.words(who).len() <= 30 && person(self.words(who));
            let text = self.words(after);
            let stands = || named(self.words(i)) && text.len() >= 120 && text.contains('。');
            let alone = || self.opens(i).is_none() && !signs("", self.words(i));
            (signed && stands() && alone()).then_some(i)
        };
        let lines = self.body.get(self.top..).unwrap_or_default();
        if lines.get(..3).and_then(name).is_none() {
            return Vec::new();
        }
        let found: Vec<usize> = lines.windows(3).filter_map(name).collect();
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// Whether a page has a line twice, as the end of the way to the page and as the title.
    pub(super) fn is_twice(&self, at: usize) -> bool {
        let line = |at: usize| self.body.get(at).map_or("", |&i| self.words(i));
        let (one, other) = (line(at), line(at + 1));
        // Most lines differ in their first characters.
        one.len() >= 24
            && one.trim_start_matches(is_blank).get(..6)
                == other.trim_start_matches(is_blank).get(..6)
            && one.trim_matches(is_blank) == other.trim_matches(is_blank)
    }

    /// Whether a line is the first after the notes of another text, with its date below.
    pub(super) fn follows_notes(&self, at: usize) -> bool {
        self.noted && self.any([at + 1], |j| self.part(j) == Part::Date)
    }

    /// 守住长堤 （柳长河） 同志们：
    pub(super) fn signed(&self, at: usize) -> bool {
        self.any([at + 2], |j| self.part(j) == Part::Salutation)
            && self.any([at + 1], |j| self.words(j).starts_with(['（', '(']))
    }

    /// 守住长堤 柳长河 （2024年3月）
    pub(super) fn signed_and_dated(&self, at: usize) -> bool {
        self.any([at + 2], |j| self.part(j) == Part::Date)
            && self.any([at + 1], |j| person(self.words(j)) || speaker(self.words(j)))
    }
}
