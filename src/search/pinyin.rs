//! Pinyin. In: a character. Out: all its readings without tones, the usual one first.
//!
//! The table (its source and layout are in `assets/README.md`) is searched as it lies in the program file.
//! A [`Code`] stands for the readings of a character and is what an index keeps; a [`Syllable`] is a number
//! below [`SYLLABLES`], and is spelt with `v` for ü.

mod double;

use super::fold::{find_far, u16_at};

pub use double::Scheme;

/// The bytes that `assets/tools/search_tables.py` wrote.
static TABLE: &[u8] = include_bytes!("../../assets/search/readings.bin");

/// How many syllables there are.
pub const SYLLABLES: usize = u16_at(TABLE, 0) as usize;
const POOL: usize = u16_at(TABLE, 2) as usize;
const FAR: usize = u16_at(TABLE, 4) as usize;

/// Bytes of a spelling in the table, filled up with zeros.
const SPELLING: usize = 6;
const SPELLINGS_AT: usize = 6;
const MAIN_AT: usize = SPELLINGS_AT + SYLLABLES * SPELLING;
const MAIN: std::ops::Range<u32> = 0x4e00..0xa000;
const POOL_AT: usize = MAIN_AT + (MAIN.end - MAIN.start) as usize * 2;
const FAR_AT: usize = POOL_AT + POOL * 2;

/// A code below this is the one syllable of its character; from here on, codes are places in the lists of
/// readings.
const LISTS: u16 = 512;

/// All numbers that [`Code::index`] gives are below this.
pub const CODES: usize = LISTS as usize + POOL;

/// A syllable without tone, by its number.
pub type Syllable = u16;

/// How usual a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The first reading of the character.
    Usual,
    /// Another reading that modern dictionaries list.
    Modern,
    /// A reading that is found only in old books.
    Rare,
}

/// The readings of one character in two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(u16);

impl Code {
    /// No readings: the character is not Chinese, or not in the table.
    pub const NONE: Self = Self(u16::MAX);

    /// The readings of `c`.
    #[inline]
    #[must_use]
    pub fn of(c: char) -> Self {
        let code = u32::from(c);
        if MAIN.contains(&code) {
            return Self(u16_at(TABLE, MAIN_AT + (code - MAIN.start) as usize * 2));
        }
        if code < 0x3007 {
            return Self::NONE;
        }
        let far = TABLE.get(FAR_AT..).and_then(|records| find_far(records, FAR, code));
        far.map_or(Self::NONE, Self)
    }

    /// The code as a number below [`CODES`], for tables by code; `None` for [`Code::NONE`].
    #[inline]
    #[must_use]
    pub fn index(self) -> Option<usize> {
        (self != Self::NONE).then_some(usize::from(self.0))
    }

    /// All codes that characters can have.
    pub fn all() -> impl Iterator<Item = Self> {
        let entry = |i: usize| u16_at(TABLE, POOL_AT + i * 2);
        let begins = move |&i: &usize| i == 0 || entry(i - 1) & LAST != 0;
        let lists = (0..POOL).filter(begins).map(|i| i as u16 + LISTS);
        (0..SYLLABLES as u16).chain(lists).map(Self)
    }

    /// The syllables of this code, the usual one first.
    #[inline]
    pub fn readings(self) -> Readings {
        match self.0 {
            u16::MAX => Readings { at: 0, next: None },
            one if one < LISTS => Readings { at: 0, next: Some(one | LAST) },
            list => {
                let at = POOL_AT + (list - LISTS) as usize * 2;
                Readings { at: at + 2, next: Some(u16_at(TABLE, at)) }
            }
        }
    }
}

/// Marks the last reading of a list.
const LAST: u16 = 1 << 15;

/// Iterator over the readings of a character.
#[derive(Clone, Debug)]
pub struct Readings {
    at: usize,
    next: Option<u16>,
}

impl Iterator for Readings {
    type Item = (Syllable, Rank);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.next?;
        self.next = (entry & LAST == 0).then(|| u16_at(TABLE, self.at));
        self.at += 2;
        let rank = match entry >> 9 & 3 {
            0 => Rank::Usual,
            1 => Rank::Modern,
            _ => Rank::Rare,
        };
        Some((entry & 511, rank))
    }
}

/// The spelling of `syllable` in small ASCII letters, `v` for ü; empty for a number past the end.
#[must_use]
pub fn spelling(syllable: Syllable) -> &'static str {
    let at = SPELLINGS_AT + usize::from(syllable) * SPELLING;
    let bytes = match TABLE.get(at..at + SPELLING) {
        Some(bytes) if usize::from(syllable) < SYLLABLES => bytes,
        _ => &[],
    };
    let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    bytes.get(..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
}

/// Whether `syllable`, written with or without its tone (`shè`), is a reading of `c`.
#[must_use]
pub fn reads(c: char, syllable: &str) -> bool {
    let plain: String = syllable.chars().map(toneless).collect();
    Code::of(c).readings().any(|(reading, _)| spelling(reading) == plain)
}

/// `c` without the tone that it carries in pinyin; `v` for ü.
const fn toneless(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' | 'ă' | 'ɑ' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ɡ' => 'g',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_known_by_its_letters_whatever_its_tone() {
        for (c, syllable) in [
            ('設', "shè"),
            ('产', "chǎn"),
            ('綠', "lǜ"),
            ('行', "háng"),
            ('區', "qū"),
            ('發', "fa"),
        ] {
            assert!(reads(c, syllable), "{c} {syllable}");
        }
        for (c, syllable) in [('設', "sè"), ('业', "yuè"), ('a', "a"), ('中', "")] {
            assert!(!reads(c, syllable), "{c} {syllable}");
        }
    }

    fn said(c: char) -> Vec<&'static str> {
        Code::of(c).readings().map(|(s, _)| spelling(s)).collect()
    }

    #[test]
    fn polyphones_keep_all_readings_usual_first() {
        assert_eq!(said('行'), ["xing", "hang", "heng"]);
        assert_eq!(said('重')[..2], ["zhong", "chong"]);
        assert_eq!(said('会'), ["hui", "kuai"]);
        assert_eq!(said('乐')[..2], ["le", "yue"]);
        assert!(said('长').contains(&"chang") && said('长').contains(&"zhang"));
        assert!(said('调').contains(&"tiao") && said('调').contains(&"diao"));
        assert_eq!(said('绿'), ["lv", "lu"]);
        assert_eq!(said('〇')[0], "ling");
    }

    #[test]
    fn old_readings_are_marked_rare() {
        let ranks: Vec<_> = Code::of('款').readings().map(|(s, r)| (spelling(s), r)).collect();
        assert_eq!(ranks, [("kuan", Rank::Usual), ("xin", Rank::Rare)]);
    }

    #[test]
    fn other_characters_have_none() {
        for c in ['a', ',', '，', 'ア', '\0', char::MAX] {
            assert_eq!(Code::of(c), Code::NONE, "{c:?}");
        }
    }

    #[test]
    fn every_spelling_is_small_letters_and_in_order() {
        let all: Vec<_> = (0..SYLLABLES as u16).map(spelling).collect();
        assert!(all.iter().all(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase())));
        assert!(all.is_sorted());
        assert_eq!(spelling(SYLLABLES as u16), "");
    }

    #[test]
    fn every_character_has_one_of_the_codes() {
        let all: std::collections::HashSet<_> = Code::all().filter_map(Code::index).collect();
        assert!(all.iter().all(|&i| i < CODES));
        for c in '\u{3000}'..='\u{30000}' {
            assert!(Code::of(c).index().is_none_or(|i| all.contains(&i)), "{c}");
        }
    }

    #[test]
    fn only_characters_made_in_japan_have_no_reading() {
        let without = ('\u{4e00}'..='\u{9fa5}').filter(|&c| Code::of(c) == Code::NONE);
        assert_eq!(without.collect::<String>(), "兙兡嗧桛烪瓧瓰瓱瓼甅");
    }
}
