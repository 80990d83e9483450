//! A query made ready for matching. In: the words typed. Out: which piece of them each character may eat,
//! and what a heading must hold to match.

use super::super::fold::{GONE, fold, is_han};
use super::align::{CONSECUTIVE, GAP, GAP_CHAR};
use super::sounds::{HAN, HEARD, LETTER, Sounds};
use super::{Masks, bucket, digit_of, letter_bit};

pub(in crate::search) use super::sounds::Reading;

/// Most characters of a query that count; what follows is cut off.
pub(in crate::search) const PLACES: usize = 60;

/// From so many letters on, a match must hold together. Fewer are soon typed on.
const MANY: usize = 4;

/// Below the score of any match, and far from overflow where several terms add it up.
const ANY: i32 = -1_000_000;

/// A character that may eat a piece of the query without being read aloud: as itself or as a numeral.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    pub(super) c: char,
    pub(super) place: u8,
    pub(super) len: u8,
    pub(super) score: i16,
    /// Whether it is the numeral of a digit that was typed, or the reverse.
    pub(super) numeral: bool,
}

/// Where a match must lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Anchor {
    /// At the start of the heading or of its words.
    pub(in crate::search) start: bool,
    /// At the end of the heading.
    pub(in crate::search) end: bool,
    /// Without a gap.
    pub(in crate::search) whole: bool,
}

/// A query made ready for [`super::align`].
#[derive(Clone, Debug)]
pub(in crate::search) struct Pattern {
    pub(super) query: Box<[char]>,
    pub(super) sounds: Sounds,
    pub(super) literals: Box<[Literal]>,
    /// The buckets of the literals, one bit each.
    pub(super) buckets: u64,
    /// What a heading must hold.
    pub(super) wanted: Masks,
    pub(super) anchor: Anchor,
    /// Whether characters also stand for others of their sound.
    heard: bool,
}

impl Pattern {
    /// Reads `text` by sounds and characters, or by characters alone if `reading` is `None`.
    ///
    /// Blanks and `'` are breaks between syllables, ü is `v`, controls are skipped, and at most
    /// [`PLACES`] characters are read.
    pub(in crate::search) fn new(text: &str, reading: Option<Reading>, anchor: Anchor) -> Self {
        let mut query = Vec::new();
        let mut breaks = 0_u64;
        let mut broken = false;
        for c in text.chars().map(fold).filter(|&c| c != GONE) {
            if c == ' ' || c == '\'' {
                broken = true;
                continue;
            }
            if query.len() == PLACES {
                break;
            }
            if broken && !query.is_empty() {
                breaks |= 1 << query.len();
            }
            broken = false;
            query.push(c);
        }
        Self::ready(query, breaks, reading, anchor)
    }

    fn ready(query: Vec<char>, breaks: u64, reading: Option<Reading>, anchor: Anchor) -> Self {
        let sounds =
            reading.map_or_else(Sounds::default, |reading| Sounds::new(&query, breaks, reading));
        let literals = literals(&query);
        let buckets = literals.iter().fold(0, |all, l| all | 1 << bucket(l.c));
        let mut wanted = Masks::default();
        // Sloppy sounds and double pinyin may match headings that lack the letters typed.
        let loose = reading.is_some_and(|r| r.sloppy || r.scheme.is_some());
        let heard = reading.is_some_and(|r| r.heard);
        for &c in &query {
            match letter_bit(c) {
                Some(bit) if !(loose && c.is_ascii_lowercase()) => wanted.letters |= bit,
                Some(_) => {}
                None if loose && c == ';' => {}
                None if digit_of(c).is_some() || (heard && is_han(c)) => {}
                None => wanted.others |= 1 << bucket(c),
            }
        }
        Self { query: query.into(), sounds, literals, buckets, wanted, anchor, heard }
    }

    /// Whether nothing is asked for.
    pub(in crate::search) fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// Whether a letter of it can be a sound.
    pub(in crate::search) fn has_sounds(&self) -> bool {
        !self.sounds.is_empty()
    }

    /// The least score of a match without gaps, by initials and characters.
    pub(in crate::search) fn in_one_piece(&self) -> i32 {
        let han = if self.heard { HAN - i16::from(HEARD) } else { HAN };
        let letter = |&c: &char| i32::from(if is_han(c) { han } else { LETTER }) + CONSECUTIVE;
        self.query.iter().map(letter).sum::<i32>() - CONSECUTIVE
    }

    /// The least score of a match that has no gaps but one of two characters.
    pub(in crate::search) fn almost_in_one_piece(&self) -> i32 {
        self.in_one_piece() - CONSECUTIVE - GAP - 2 * GAP_CHAR
    }

    /// The least score of a match that anybody would call one. Below it, [`MANY`] letters or more are
    /// initials scattered over a long heading, in which any letters could be found.
    pub(in crate::search) fn worthwhile(&self) -> i32 {
        self.part_of_one_piece(2, 3)
    }

    /// The least score of a match that holds together so well that it is hardly chance: of four initials,
    /// two pieces a few characters apart.
    pub(in crate::search) fn likely(&self) -> i32 {
        self.part_of_one_piece(5, 6)
    }

    /// Whether so many letters were typed that a match must hold together. The number of a heading does not
    /// count: it stands apart from the words.
    pub(in crate::search) fn is_long(&self) -> bool {
        let letters = self.query.iter().filter(|&&c| !c.is_ascii_digit() && digit_of(c).is_none());
        self.has_sounds() && letters.count() >= MANY
    }

    fn part_of_one_piece(&self, part: i32, of: i32) -> i32 {
        if self.is_long() {
            self.in_one_piece() * part / of
        } else {
            // Characters that were typed as themselves may stand as far apart as they like.
            ANY
        }
    }

    /// The query as it is matched, without breaks.
    pub(in crate::search) fn query(&self) -> &[char] {
        &self.query
    }
}

/// Which characters may eat which piece of `query`: each its own, numerals also digits, and digits also
/// numerals.
fn literals(query: &[char]) -> Box<[Literal]> {
    let mut out = Vec::new();
    for (i, &c) in query.iter().enumerate() {
        let place = i as u8;
        let score = if is_han(c) { HAN } else { LETTER };
        let mut put = |c, len, numeral| {
            let score = if numeral { LETTER * i16::from(len) } else { score };
            out.push(Literal { c, place, len, score, numeral });
        };
        put(c, 1, false);
        let digit = |i: usize| query.get(i).and_then(|c| c.to_digit(10));
        if let Some(value) = digit(i) {
            let next = digit(i + 1);
            let before = i.checked_sub(1).and_then(digit);
            for numeral in NUMERALS.iter().flat_map(|set| set.chars()) {
                match (value, next, before, digit_of(numeral)) {
                    (1, Some(0), _, Some(10)) => put(numeral, 2, true),
                    // 12 is 十二, 20 is 二十; a last 1 may be the start of 12.
                    (1, Some(_), _, Some(10)) | (0, _, Some(_), Some(10)) => put(numeral, 1, true),
                    (1, None, _, Some(10)) if i + 1 == query.len() => put(numeral, 1, true),
                    (v, _, _, Some(d)) if u32::from(d) == v => put(numeral, 1, true),
                    _ => {}
                }
            }
        } else if let Some(value) = digit_of(c)
            && value < 10
        {
            put(char::from(b'0' + value), 1, true);
            for numeral in NUMERALS.iter().flat_map(|set| set.chars()) {
                if numeral != c && digit_of(numeral) == Some(value) {
                    put(numeral, 1, true);
                }
            }
        }
    }
    out.into()
}

/// The numerals of headings.
const NUMERALS: [&str; 4] =
    ["〇零一二三四五六七八九十两", "壹贰叁肆伍陆柒捌玖拾", "①②③④⑤⑥⑦⑧⑨⑩", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"];
