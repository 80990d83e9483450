//! Reads an address. In: what was typed. Out: an [`Address`], if it consists of numbers and the signs of
//! markers alone.

use super::super::fold::{GONE, fold};
use super::super::lattice::digit_of;

/// How a marker is written, as bits: which characters of [`SIGNS`] it has, the style of its number, and
/// whether its node is a title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape(u32);

/// The characters of markers that distinguish one way of numbering from another; folded.
const SIGNS: &str = "第编部卷章节条篇回款项是要()其首来层任";
const HAN: u32 = 1 << 28;
const ARABIC: u32 = 1 << 29;
const OTHER: u32 = 1 << 30;
const TITLE: u32 = 1 << 31;

impl Shape {
    pub(super) fn of(marker: &str, title: bool) -> Self {
        let mut bits = if title { TITLE } else { 0 };
        for c in marker.chars().take(32) {
            bits |= sign(fold(c)) | style(fold(c));
        }
        Self(bits)
    }

    pub(super) const fn is_title(self) -> bool {
        self.0 & TITLE != 0
    }

    /// Whether it has all the signs of `wanted`.
    pub(super) const fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// Whether both have the same signs and the same style of number.
    pub(super) const fn is_written_like(self, other: Self) -> bool {
        self.0 & !TITLE == other.0 & !TITLE
    }
}

fn sign(c: char) -> u32 {
    SIGNS.chars().position(|s| s == c).map_or(0, |i| 1 << i)
}

fn style(c: char) -> u32 {
    match c {
        '0'..='9' => ARABIC,
        '①'..='⑩' | 'a'..='z' => OTHER,
        _ if numeral(c) => HAN,
        _ => 0,
    }
}

fn numeral(c: char) -> bool {
    digit_of(c).is_some() || matches!(c, '百' | '千')
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) number: u32,
    /// The signs that were typed with it.
    pub(super) shape: Shape,
}

/// What an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// Which speech of the file, from 1.
    pub(super) speech: Option<u32>,
    /// The paths it may mean, the likelier first; empty for a whole speech.
    pub(super) paths: Vec<Vec<Part>>,
    /// The item of a list, for an address that begins with `#`.
    pub(super) list: Option<Part>,
}

/// Longest address that is read, in `char`s.
pub(super) const LONGEST: usize = 40;

impl Address {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let folded: Vec<char> =
            text.chars().map(fold).filter(|&c| c != GONE).take(LONGEST + 1).collect();
        if folded.len() > LONGEST {
            return None;
        }
        let trimmed = folded.trim_ascii_blanks();
        if let Some((&'#', rest)) = trimmed.split_first() {
            return Self::parse_list(rest);
        }
        let mut speech = None;
        let mut path = trimmed;
        if let Some(colon) = trimmed.iter().position(|&c| c == ':') {
            let (head, tail) = trimmed.split_at_checked(colon)?;
            speech = match parts(head, false)?.as_slice() {
                [one] => Some(one.number),
                _ => return None,
            };
            path = tail.get(1..)?.trim_ascii_blanks();
            if path.is_empty() {
                return Some(Self { speech, ..Self::default() });
            }
        }
        let mut paths = vec![parts(path, false)?];
        let split = parts(path, true)?;
        if !paths.contains(&split) {
            paths.push(split);
        }
        Some(Self { speech, paths, list: None })
    }

    /// Reads what follows `#`: a marker (`三是`), or a marker and another number (`一是 3`).
    fn parse_list(text: &[char]) -> Option<Self> {
        let (marker, number) = match text.iter().rposition(|&c| c == ' ') {
            Some(blank) => {
                let (marker, number) = text.split_at_checked(blank)?;
                (marker, parts(number, false)?.first()?.number)
            }
            None => {
                let inner: Vec<char> =
                    text.iter().copied().filter(|&c| numeral(c) || c.is_ascii_digit()).collect();
                (text, parts(&inner, false)?.first()?.number)
            }
        };
        let shape = Shape::of(&marker.iter().collect::<String>(), false);
        (shape.0 & (HAN | ARABIC | OTHER) != 0)
            .then(|| Self { list: Some(Part { number, shape }), ..Self::default() })
    }
}

trait Trim {
    fn trim_ascii_blanks(&self) -> &Self;
}

impl Trim for [char] {
    fn trim_ascii_blanks(&self) -> &Self {
        let start = self.iter().position(|&c| c != ' ').unwrap_or(self.len());
        let end = self.iter().rposition(|&c| c != ' ').map_or(start, |i| i + 1);
        self.get(start..end).unwrap_or_default()
    }
}

/// The steps of a path; `None` if `text` holds anything other than ordinals. With `split`, 23 is read as
/// 2, 3.
fn parts(text: &[char], split: bool) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::new();
    let mut pending = 0;
    let mut rest = text;
    while let Some((&c, tail)) = rest.split_first() {
        let run = |is: fn(char) -> bool| rest.iter().take_while(|&&c| is(c)).count();
        let digits = run(|c| c.is_ascii_digit());
        let numerals = run(numeral);
        let length = digits.max(numerals);
        if length > 0 {
            let (run, tail) = rest.split_at_checked(length)?;
            let numbers = if digits > 0 { arabic(run, split)? } else { chinese(run)? };
            for number in numbers {
                out.push(Part { number, shape: Shape(pending) });
                pending = 0;
            }
            rest = tail;
            continue;
        }
        match c {
            ' ' | '.' | '、' | ',' | '-' | '/' | '分' => {}
            '第' | '(' => pending |= sign(c),
            _ if sign(c) != 0 && c != '其' && c != '首' => {
                let last = out.last_mut()?;
                last.shape.0 |= sign(c);
            }
            _ => return None,
        }
        rest = tail;
    }
    (!out.is_empty()).then_some(out)
}

fn arabic(run: &[char], split: bool) -> Option<Vec<u32>> {
    let digits = run.iter().filter_map(|c| c.to_digit(10));
    if split {
        return Some(digits.collect());
    }
    let number = digits.take(9).fold(0_u32, |n, d| n * 10 + d);
    (run.len() <= 9).then(|| vec![number])
}

/// 二十三 is one number; 二三, without a unit, are two, and so are 二十三一 and 十一十二: a number ends before a
/// second digit in a row and before a unit that is no smaller than its last.
fn chinese(run: &[char]) -> Option<Vec<u32>> {
    let unit = |c: char| match c {
        '百' => Some(100),
        '千' => Some(1000),
        c => digit_of(c).filter(|&d| d == 10).map(u32::from),
    };
    if !run.iter().any(|&c| unit(c).is_some()) {
        return Some(run.iter().filter_map(|&c| digit_of(c)).map(u32::from).collect());
    }
    let mut out = Vec::new();
    let (mut total, mut digit, mut last) = (0_u32, None, None);
    for &c in run {
        match unit(c) {
            Some(unit) if last.is_none_or(|last| unit < last) => {
                total = total.checked_add(digit.take().unwrap_or(1) * unit)?;
                last = Some(unit);
            }
            Some(unit) => {
                out.push(total + digit.take().unwrap_or(0));
                (total, last) = (unit, Some(unit));
            }
            None => match digit_of(c).map(u32::from) {
                // The 零 of 一百零二.
                Some(0) if last.is_some() && digit.is_none() => {}
                next => {
                    if let Some(before) = digit {
                        out.push(total + before);
                        (total, last) = (0, None);
                    }
                    digit = next;
                }
            },
        }
    }
    out.push(total + digit.unwrap_or(0));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<Vec<u32>> {
        let address = Address::parse(text).unwrap_or_default();
        address.paths.iter().map(|p| p.iter().map(|s| s.number).collect()).collect()
    }

    #[test]
    fn numbers_of_every_kind_make_paths() {
        for (text, want) in [
            ("2.3", vec![vec![2, 3]]),
            ("2。3", vec![vec![2, 3]]),
            ("２．３", vec![vec![2, 3]]),
            ("二三", vec![vec![2, 3]]),
            ("二 三", vec![vec![2, 3]]),
            ("二(三)", vec![vec![2, 3]]),
            ("二（三）", vec![vec![2, 3]]),
            ("二、（三）1", vec![vec![2, 3, 1]]),
            ("三2", vec![vec![3, 2]]),
            ("二十三", vec![vec![23]]),
            ("十", vec![vec![10]]),
            ("一百零二", vec![vec![102]]),
            ("三十七一", vec![vec![37, 1]]),
            ("十六五", vec![vec![16, 5]]),
            ("二十一十一", vec![vec![21, 11]]),
            ("一百一十二三", vec![vec![112, 3]]),
            ("四十", vec![vec![40]]),
            ("第五", vec![vec![5]]),
            ("第二章第三节", vec![vec![2, 3]]),
            ("第三部分", vec![vec![3]]),
            ("三是", vec![vec![3]]),
            ("23", vec![vec![23], vec![2, 3]]),
            ("①", vec![vec![1]]),
        ] {
            assert_eq!(paths(text), want, "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_address() {
        for text in ["", " ", "二zx", "a.b", "二、真想", "章", "2:3:4x", "…", "()", "#", "#是"]
        {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        assert_eq!(Address::parse(&"1.".repeat(10_000)), None);
        assert_eq!(Address::parse("99999999999"), None);
    }

    #[test]
    fn a_speech_stands_before_a_colon() {
        let address = Address::parse("3：2.1").unwrap();
        assert_eq!(address.speech, Some(3));
        assert_eq!(paths("3:2.1"), [[2, 1]]);
        assert_eq!(Address::parse("3:").unwrap().speech, Some(3));
    }

    #[test]
    fn a_list_is_named_by_one_of_its_markers() {
        let list = |text| Address::parse(text).unwrap().list.unwrap();
        assert_eq!(list("#一是 3"), list("#三是"));
        assert_eq!(list("#一是 3").number, 3);
        assert_eq!(list("#(一) 十二").number, 12);
        assert_ne!(list("#一是").shape, list("#一要").shape);
    }
}
