//! Finds a place of one version of a text again in another version.
//!
//! In: both texts and a byte of the old one. Out: a byte of the new one. Used when a file that is being
//! read has changed on disk: nothing is known of the edit but the two texts. (Places that are kept
//! between runs, when the old text is gone, are [`library::place`](crate::library::place)'s.)

use crate::text::Span;

/// Finds places of one version of a text again in another.
#[derive(Clone, Copy, Debug)]
pub struct Relocate<'a> {
    /// The text in which the place is known.
    old: &'a str,
    /// The text in which it is wanted.
    new: &'a str,
    /// Bytes that both begin with.
    head: usize,
    /// Bytes that both end with, beyond those.
    tail: usize,
}

impl<'a> Relocate<'a> {
    /// From `old` to `new`. Linear in the shorter one, but for one and the same text.
    #[must_use]
    pub fn new(old: &'a str, new: &'a str) -> Self {
        if std::ptr::eq(old, new) {
            return Self { old, new, head: old.len(), tail: 0 };
        }
        let same =
            |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
        let mut head = same(&mut old.bytes().zip(new.bytes()));
        while !(old.is_char_boundary(head) && new.is_char_boundary(head)) {
            head -= 1;
        }
        let rest = old.len().min(new.len()) - head;
        let mut tail = same(&mut old.bytes().rev().zip(new.bytes().rev()).take(rest));
        while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
            tail -= 1;
        }
        Self { old, new, head, tail }
    }

    /// Where `byte` of the old text stands in the new one. What lies before and behind all that was
    /// changed stays where it is; in between, where the same words follow, nearest to the old
    /// place, else the same share of what was changed. A `char` boundary.
    #[must_use]
    pub fn find(self, byte: usize) -> usize {
        let Self { old, new, head, tail } = self;
        let mut byte = byte.min(old.len());
        while !old.is_char_boundary(byte) {
            byte -= 1;
        }
        if byte < head || (byte == head && old.len() == head) {
            return byte;
        }
        if byte >= old.len() - tail {
            return new.len() - old.len().saturating_sub(byte).min(tail);
        }
        let rest = Span::new(byte, old.len()).of(old);
        let changed = Span::new(head, new.len() - tail);
        for chars in [24, 8] {
            let end = rest.char_indices().nth(chars).map_or(rest.len(), |(at, _)| at);
            let needle = Span::new(0, end).of(rest);
            if needle.is_empty() {
                break;
            }
            if new.get(byte..).is_some_and(|t| t.starts_with(needle)) {
                return byte;
            }
            // Words that begin inside the edit may end after it.
            let mut end = (changed.end + needle.len()).min(new.len());
            while !new.is_char_boundary(end) {
                end -= 1;
            }
            let near = Span::new(changed.start, end).of(new).match_indices(needle);
            let near = near.map(|(at, _)| changed.start + at);
            if let Some(at) = near.min_by_key(|at| at.abs_diff(byte)) {
                return at;
            }
        }
        let (from, into) = (old.len() - tail - head, changed.len());
        let share = (byte - head) as u128 * into as u128 / from.max(1) as u128;
        let mut at = head + usize::try_from(share).unwrap_or(usize::MAX).min(into);
        while !new.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Where the end of `span` stands: after the character that ended it.
    #[must_use]
    pub fn find_end(self, span: Span) -> usize {
        let Some(last) = span.of(self.old).chars().next_back() else {
            return self.find(span.end);
        };
        let at = self.find(span.end - last.len_utf8());
        let next = Span::new(at, self.new.len()).of(self.new).chars().next();
        at + next.map_or(0, char::len_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_is_found_again_by_its_words() {
        let old = "开头。一、抓好春耕生产。二、抓好项目建设。";
        let new = "新加的一段话放在最前面。开头。一、抓好春耕生产。二、抓好项目建设。";
        let at = old.find('二').unwrap();
        assert_eq!(Relocate::new(old, new).find(at), new.find('二').unwrap());
        assert_eq!(Relocate::new(old, old).find(at), at);
        assert_eq!(Relocate::new(old, "").find(at), 0);
    }

    #[test]
    fn what_lies_outside_the_edit_stays_where_it_is() {
        let old = "甲甲甲。乙乙乙。甲甲甲。乙乙乙。甲甲甲。";
        let new = "甲甲甲。乙乙乙。新写的一句。乙乙乙。甲甲甲。";
        let relocate = Relocate::new(old, new);
        let third = old.match_indices('乙').nth(3).unwrap().0;
        assert_eq!(relocate.find(third), new.match_indices('乙').nth(3).unwrap().0);
        assert_eq!(relocate.find(0), 0);
        assert_eq!(relocate.find(old.len()), new.len());
        let last = Span::new(third, old.len());
        assert_eq!(relocate.find_end(last), new.len());
    }

    proptest! {
        #[test]
        fn a_place_is_always_inside(old in ".{0,40}", new in ".{0,40}", at in 0_usize..80) {
            let found = Relocate::new(&old, &new).find(at);
            prop_assert!(new.is_char_boundary(found));
        }
    }
}
