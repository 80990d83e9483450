//! The lattice: aligns a query with a heading.
//!
//! In: a heading as [`Cell`]s and a [`Pattern`]. Out: a score and the [`Step`]s of the best alignment. Each
//! character of the heading may eat (account for) a piece of the query: itself (folded), its numeral, or
//! the sound of one of its readings, as an initial, a whole syllable, or an unfinished syllable before a
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

/// Most characters of a heading that take part; a heading proper is far shorter.
const CELLS: usize = 200;

/// What stands before a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Another character of the same words.
    Inside,
    /// A blank or a mark.
    AfterMark,
    /// Nothing: the heading, or its words after the marker, begin here.
    First,
    /// It belongs to the numbering (是 要 第 、 brackets): it can eat only itself, and skipping it costs
    /// nothing.
    Filler,
}

/// A character of a heading, in eight bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Folded character (21 bits), whether folding changed it (1), its bytes less one (2), its
    /// place (2), the bucket of [`bucket`] (6).
    bits: u32,
    pub(super) code: Code,
    /// Bytes from the heading's start.
    pub(super) offset: u16,
}

impl Cell {
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

/// One of 64 buckets, so that most characters are passed over by one test of a bit.
#[inline]
fn bucket(c: char) -> u8 {
    (u32::from(c).wrapping_mul(0x9e37_79b1) >> 26) as u8
}

/// What a heading holds at all, so that one that cannot match is skipped without looking at its cells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Masks {
    /// Letters (bits 0–25) that any reading or the text itself can give, and digits (26).
    pub(super) letters: u32,
    /// [`bucket`]s of the characters other than letters and digits.
    pub(super) others: u64,
}

const DIGIT: u32 = 1 << 26;

impl Masks {
    fn add(&mut self, cell: Cell) {
        let c = cell.folded();
        match letter_bit(c) {
            Some(bit) => self.letters |= bit,
            None => self.others |= 1 << cell.bucket(),
        }
        if digit_of(c).is_some() {
            self.letters |= DIGIT;
        }
        if cell.place() == Place::Filler {
            return;
        }
        for (syllable, _) in cell.code.readings() {
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

/// The digits that a Chinese numeral stands for: 三 and 叁 for 3, 十 for 10.
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

/// Appends the cells of a heading to `cells`: `text` is its marker and its words, of which the
/// marker takes `marker` bytes. Blanks and glosses are left out. Returns what it holds and how many
/// of its cells are the marker's.
pub(super) fn read(text: &str, marker: usize, cells: &mut Vec<Cell>) -> (Masks, usize) {
    let begin = cells.len();
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
        if cells.len() - begin == CELLS {
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
            // A quotation mark or bracket at the start leaves the first word to come.
            first_word = first_word && !folded.is_alphanumeric();
        } else {
            marked += 1;
        }
        let cell = Cell::new(c, folded, place, offset);
        masks.add(cell);
        cells.push(cell);
        before = Some(c);
    }
    (masks, marked)
}
