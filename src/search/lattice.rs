//! The lattice: aligns a query with a heading.
//!
//! In: a heading as [`Character`]s and a [`Pattern`]. Out: a score and the [`Step`]s of the best alignment.
//! Each character of the heading may eat (account for) a piece of the query: itself (folded), its numeral,
//! or the sound of one of its readings, as an initial, a whole syllable, or an unfinished syllable before a
//! break. All ways to cut the query into such pieces are followed at once, so none is missed, and nothing
//! ever matches from the middle of a syllable.

mod align;
mod flow;
mod pattern;
mod sounds;

pub(super) use align::{Step, Work};
pub(super) use flow::Flow;
pub(super) use pattern::{Anchor, Pattern, Reading};

use super::fold::{GONE, fold, is_han};
use super::pinyin::{Code, spelling};
use crate::text::{Span, gloss};

/// How many characters of a heading are looked at; real headings are far shorter.
const MOST: usize = 200;

/// Where in its heading a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// After another character of the same words.
    Inside,
    /// After a blank or a mark.
    AfterMark,
    /// At the start of the heading, or of its words after the marker.
    First,
    /// It belongs to the numbering (是 要 第 、 brackets): it can eat only itself, and skipping it costs
    /// nothing.
    Filler,
}

/// A character of a heading, in eight bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Character {
    /// From the lowest bit: the folded character (21 bits), whether folding changed it (1), its length in
    /// bytes less one (2), its place (2), its [`bucket`] (6).
    bits: u32,
    /// Its readings.
    pub(super) code: Code,
    /// Its first byte, from the heading's start.
    pub(super) offset: u16,
}

impl Character {
    fn new(original: char, folded: char, place: Place, offset: u16) -> Self {
        let changed = u32::from(original != folded);
        let bytes = original.len_utf8() as u32 - 1;
        let bits = u32::from(folded)
            | changed << 21
            | bytes << 22
            | (place as u32) << 24
            | u32::from(bucket(folded)) << 26;
        let code = match Code::of(original) {
            Code::NONE => Code::of(folded),
            code => code,
        };
        Self { bits, code, offset }
    }

    #[inline]
    pub(super) fn folded(self) -> char {
        char::from_u32(self.bits & 0x1f_ffff).unwrap_or(GONE)
    }

    #[inline]
    pub(super) const fn changed(self) -> bool {
        self.bits >> 21 & 1 == 1
    }

    #[inline]
    pub(super) const fn place(self) -> Place {
        match self.bits >> 24 & 3 {
            0 => Place::Inside,
            1 => Place::AfterMark,
            2 => Place::First,
            _ => Place::Filler,
        }
    }

    #[inline]
    const fn bucket(self) -> u32 {
        self.bits >> 26
    }

    /// Whether it is a digit or a Chinese numeral.
    pub(super) fn is_numeral(self) -> bool {
        let c = self.folded();
        c.is_ascii_digit() || digit_of(c).is_some()
    }

    /// The character in the document, for a heading that starts at byte `start`.
    pub(super) const fn span(self, start: usize) -> Span {
        let at = start + self.offset as usize;
        Span::new(at, at + (self.bits >> 22 & 3) as usize + 1)
    }
}

/// The number of `c` among 64 buckets. One test of a bit then rules most characters out.
#[inline]
fn bucket(c: char) -> u8 {
    (u32::from(c).wrapping_mul(0x9e37_79b1) >> 26) as u8
}

/// What a heading holds at all, so that one that cannot match is skipped without looking at its characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Masks {
    /// Which letters occur in it or in a reading of its characters (bits 0–25), and whether any digit or
    /// numeral does (bit 26).
    pub(super) letters: u32,
    /// The [`bucket`]s of its characters other than letters and digits, one bit each.
    pub(super) others: u64,
}

const DIGIT: u32 = 1 << 26;

impl Masks {
    fn add(&mut self, character: Character) {
        let c = character.folded();
        match letter_bit(c) {
            Some(bit) => self.letters |= bit,
            None => self.others |= 1 << character.bucket(),
        }
        if digit_of(c).is_some() {
            self.letters |= DIGIT;
        }
        if character.place() == Place::Filler {
            return;
        }
        for (syllable, _) in character.code.readings() {
            for letter in spelling(syllable).bytes() {
                self.letters |= 1 << (letter - b'a');
                if letter == b'v' {
                    self.letters |= 1 << (b'u' - b'a');
                }
            }
        }
    }

    #[inline]
    const fn covers(self, wanted: Self) -> bool {
        wanted.letters & !self.letters == 0 && wanted.others & !self.others == 0
    }
}

fn letter_bit(c: char) -> Option<u32> {
    match c {
        'a'..='z' => Some(1 << (c as u32 - 'a' as u32)),
        '0'..='9' => Some(DIGIT),
        _ => None,
    }
}

/// The number that a Chinese numeral stands for: 3 for 三 and 叁, 10 for 十.
pub(super) const fn digit_of(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' | '①' | '㈠' => 1,
        '二' | '贰' | '②' | '㈡' | '两' => 2,
        '三' | '叁' | '③' | '㈢' => 3,
        '四' | '肆' | '④' | '㈣' => 4,
        '五' | '伍' | '⑤' | '㈤' => 5,
        '六' | '陆' | '⑥' | '㈥' => 6,
        '七' | '柒' | '⑦' | '㈦' => 7,
        '八' | '捌' | '⑧' | '㈧' => 8,
        '九' | '玖' | '⑨' | '㈨' => 9,
        '十' | '拾' | '⑩' | '㈩' => 10,
        _ => return None,
    })
}

/// Appends the characters of a heading to `characters`: `text` is its marker and its words, of which the
/// marker takes `marker` bytes. Blanks and glosses are left out. Returns what it holds and how many
/// of its characters are the marker's.
pub(super) fn read(text: &str, marker: usize, characters: &mut Vec<Character>) -> (Masks, usize) {
    let begin = characters.len();
    let mut masks = Masks::default();
    let mut marked = 0;
    let mut first_word = true;
    let mut before = None;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        let folded = fold(c);
        let Ok(offset) = u16::try_from(at) else { break };
        if at < skip || folded == GONE {
            continue;
        }
        if folded == ' ' {
            before = Some(' ');
            continue;
        }
        if folded == '('
            && before.is_some_and(is_han)
            && let Some(len) = gloss(Span::new(at, text.len()).of(text))
        {
            skip = at + len;
            continue;
        }
        if characters.len() - begin == MOST {
            break;
        }
        let numeral = digit_of(folded).is_some() || folded.is_ascii_digit();
        let place = if at < marker && !numeral {
            Place::Filler
        } else if before.is_none() || (at >= marker && first_word) {
            Place::First
        } else if before.is_some_and(|b| !b.is_alphanumeric()) {
            Place::AfterMark
        } else {
            Place::Inside
        };
        if at >= marker {
            // After a quotation mark or bracket at the start, the first word is still to come.
            first_word = first_word && !folded.is_alphanumeric();
        } else {
            marked += 1;
        }
        let character = Character::new(c, folded, place, offset);
        masks.add(character);
        characters.push(character);
        before = Some(c);
    }
    (masks, marked)
}
