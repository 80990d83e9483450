//! The order in which people look for names: 第2篇 before 第10篇, 第二讲 before 第十讲, 安 before 北, `b` after `A`.
//!
//! In: a name, a path or a title. Out: a [`Natural`] to sort by, as file managers do: numbers by their value,
//! also Chinese ones, then letters whatever their case, then characters by their pinyin.

use crate::search::fold::{GONE, fold};
use crate::search::pinyin::{Code, spelling};
use crate::text::{han_digit, han_place, is_han_zero};

/// A piece of a name. The variants stand in the order in which they sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// What parts a folder from what lies in it.
    Slash,
    Mark(char),
    Number(u64),
    Letter(char),
    /// A Chinese character by its usual reading.
    Read(&'static str, char),
}

/// What a name is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Natural {
    pieces: Vec<Piece>,
    /// Of names that read alike (`A`, `a`, `01`, `1`) the one with the smaller bytes comes first.
    words: String,
}

impl Natural {
    /// What `words` are sorted by.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let mut pieces = Vec::with_capacity(words.len() / 2);
        let mut rest = words.chars().map(fold).filter(|&c| c != GONE).peekable();
        let mut numeral = String::new();
        while let Some(c) = rest.next() {
            let alike: fn(char) -> bool = match c {
                _ if c.is_ascii_digit() => |c| c.is_ascii_digit(),
                _ if place(c).is_some() => |c| place(c).is_some(),
                _ => {
                    pieces.push(piece(c));
                    continue;
                }
            };
            numeral.clear();
            numeral.push(c);
            while let Some(next) = rest.next_if(|&c| alike(c)) {
                numeral.push(next);
            }
            match value(&numeral) {
                Some(value) => pieces.push(Piece::Number(value)),
                None => pieces.extend(numeral.chars().map(piece)),
            }
        }
        Self { pieces, words: words.to_owned() }
    }
}

fn piece(c: char) -> Piece {
    if let Some((usual, _)) = Code::of(c).readings().next() {
        return Piece::Read(spelling(usual), c);
    }
    match c {
        '/' | '\\' => Piece::Slash,
        c if c.is_alphanumeric() => Piece::Letter(c),
        c => Piece::Mark(c),
    }
}

/// What a Chinese numeral stands for: a digit below ten, else the weight of its place.
fn place(c: char) -> Option<u64> {
    let value = match c {
        '两' => Some(2),
        c if is_han_zero(c) => Some(0),
        c => han_digit(c).or_else(|| han_place(c)),
    };
    value.map(u64::from)
}

/// The value of a row of digits, or of Chinese numerals: 12, 一二, 十二, 一百零二. `None` if it is no number, as
/// 百十, or is too large.
fn value(numeral: &str) -> Option<u64> {
    if let Ok(number) = numeral.parse() {
        return Some(number);
    }
    let places: Option<Vec<u64>> = numeral.chars().map(place).collect();
    let places = places?;
    if places.iter().all(|&p| p < 10) {
        let number = |sum: u64, &p: &u64| sum.checked_mul(10)?.checked_add(p);
        return places.iter().try_fold(0, number);
    }
    let (mut sum, mut digit, mut least) = (0_u64, None, u64::MAX);
    for p in places {
        match (p, digit) {
            (0, None) => {}
            (1..10, None) => digit = Some(p),
            (10.., _) if p < least => {
                sum += digit.take().unwrap_or(1) * p;
                least = p;
            }
            _ => return None,
        }
    }
    Some(sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn in_order(names: &[&str]) {
        let mut sorted = names.to_vec();
        sorted.sort_by_cached_key(|name| std::cmp::Reverse(Natural::of(name)));
        sorted.sort_by_cached_key(|name| Natural::of(name));
        assert_eq!(sorted, names);
    }

    #[test]
    fn numbers_come_by_their_value() {
        in_order(&["1.txt", "2.txt", "10.txt", "第2篇", "第10篇"]);
        in_order(&["2023年.txt", "2024年1月.txt", "2024年12月.txt"]);
        in_order(&["第一讲", "第二讲", "第九讲", "第十讲", "第十一讲", "第二十讲", "第一百零二讲"]);
        in_order(&["附件一", "附件99999999999999999999999"]);
    }

    #[test]
    fn letters_come_whatever_their_case_and_characters_by_pinyin() {
        in_order(&[
            "a.txt",
            "B.txt",
            "CHANGELOG.md",
            "README.md",
            "z.txt",
            "阿.txt",
            "波.txt",
            "周.txt",
        ]);
        in_order(&["在会上", "在縣里", "在县委", "在镇上"]);
    }

    #[test]
    fn a_folder_is_not_torn_by_names_that_begin_alike() {
        in_order(&["讲话/甲.txt", "讲话/乙.txt", "讲话 2/甲.txt", "讲话2/甲.txt", "讲话稿.txt"]);
    }

    proptest! {
        #[test]
        fn only_the_same_name_sorts_alike(a in "[一十百a-bA-B0-2/ ]{0,6}", b in "[一十百a-bA-B0-2/ ]{0,6}") {
            prop_assert_eq!(Natural::of(&a) == Natural::of(&b), a == b);
        }
    }
}
