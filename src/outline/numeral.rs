//! Reads numerals as Chinese documents write them: 十一, 廿, 一百零三, 贰, 12, １２, ③, ⅳ.
//!
//! In: text that begins with a numeral. Out: its value and its length in bytes. A numeral is read as a
//! whole or not at all, so 五一 (a holiday), 十四五 (a plan) and 一二三产 are not numerals.

use crate::text::{han_digit, han_place, is_han_zero};

/// A numeral at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its value; [`u32::MAX`] if it is greater.
    pub value: u32,
    /// Length in bytes.
    pub len: usize,
}

/// The Han numeral at the start of `text`: 一 … 九千九百九十九, 廿一, 卅, 一百零三, 一〇三.
///
/// Two numerals side by side (五一, 十四五, 三三, 二十一二) are not one number, and 零, 〇, 两, 百, 千, 万
/// alone are not numbers either.
pub(super) fn han(text: &str) -> Option<Numeral> {
    let mut value: u32 = 0;
    let mut digit: Option<u32> = None;
    let mut unit: u32 = 10_000;
    let mut zero = false;
    let mut positional = false;
    let mut len = 0;
    for c in text.chars() {
        let size = c.len_utf8();
        if let Some(d) = han_digit(c) {
            if digit.is_some() {
                return positional_number(text);
            }
            digit = Some(d);
        } else if is_han_zero(c) {
            if len == 0 {
                return None;
            }
            if digit.is_some() {
                positional = true;
                break;
            }
            zero = true;
        } else if let Some((u, d)) = tens_sign(c) {
            // 廿 and 卅 carry their own digit.
            if digit.is_some() || unit <= u {
                return None;
            }
            value += d * u;
            unit = u;
        } else if let Some(u) = han_place(c) {
            let bare_ten = u == 10 && len == 0;
            if unit <= u || !(digit.is_some() || bare_ten || u == 10 && zero) {
                return None;
            }
            value += digit.take().unwrap_or(1) * u;
            unit = u;
            zero = false;
        } else {
            break;
        }
        len += size;
    }
    if positional {
        return positional_number(text);
    }
    if let Some(d) = digit {
        value += d;
    } else if zero {
        return None;
    }
    (value > 0 && len > 0).then_some(Numeral { value, len })
}

/// Han digits written one after another, with a zero among them: 一〇三, 二〇.
fn positional_number(text: &str) -> Option<Numeral> {
    let mut value: u32 = 0;
    let mut len = 0;
    let mut zero = false;
    for c in text.chars() {
        let d = match han_digit(c) {
            Some(d) => d,
            None if is_han_zero(c) => {
                zero = true;
                0
            }
            None if han_place(c).is_some() => return None,
            None => break,
        };
        value = value * 10 + d;
        // A year is no number, and a long run of digits is read no further.
        if value >= 1000 {
            return None;
        }
        len += c.len_utf8();
    }
    (zero && value >= 10).then_some(Numeral { value, len })
}

/// Two or three Han digits in a row as one number, 一一 to 九九九, as old books write the numbers from 11
/// on. Callers look for them only in brackets and before 、 at the start of a line: elsewhere they are an
/// approximate number (三四) or a name (五一).
pub(super) fn digits_in_row(text: &str) -> Option<Numeral> {
    let mut value = 0;
    let mut count = 0;
    let mut len = 0;
    for c in text.chars().take(4) {
        let Some(digit) = han_digit(c) else {
            if is_han_numeral(c) || is_han_zero(c) {
                return None;
            }
            break;
        };
        value = value * 10 + digit;
        count += 1;
        len += c.len_utf8();
    }
    (2..=3).contains(&count).then_some(Numeral { value, len })
}

const fn tens_sign(c: char) -> Option<(u32, u32)> {
    Some(match c {
        '廿' => (10, 2),
        '卅' => (10, 3),
        _ => return None,
    })
}

/// Whether `c` can stand in the numbers of a date: 一九五五年, 二〇二四年, 2024年
pub(super) const fn is_date_digit(c: char) -> bool {
    c.is_ascii_digit() || is_han_zero(c) || c == '十' || han_digit(c).is_some()
}

/// Whether `c` can stand in a Han numeral.
pub(super) const fn is_han_numeral(c: char) -> bool {
    han_digit(c).is_some() || han_place(c).is_some() || tens_sign(c).is_some()
}

/// The financial numeral at the start of `text`, 1 to 99: 壹 … 玖拾玖, simplified or traditional.
pub(super) fn financial(text: &str) -> Option<Numeral> {
    let mut value = 0;
    let mut digit: Option<u32> = None;
    let mut ten = false;
    let mut len = 0;
    for c in text.chars() {
        let d = match c {
            '壹' | '壱' => 1,
            '贰' | '貳' | '貮' | '弐' => 2,
            '叁' | '參' | '叄' | '参' | '\u{f96b}' => 3,
            '肆' => 4,
            '伍' => 5,
            '陆' | '陸' | '\u{f9d3}' => 6,
            '柒' => 7,
            '捌' => 8,
            '玖' => 9,
            '拾' | '\u{f973}' => {
                if ten {
                    return None;
                }
                ten = true;
                value = digit.take().unwrap_or(1) * 10;
                len += c.len_utf8();
                continue;
            }
            _ => break,
        };
        if digit.replace(d).is_some() {
            return None;
        }
        len += c.len_utf8();
    }
    value += digit.unwrap_or(0);
    (value > 0).then_some(Numeral { value, len })
}

/// The run of decimal digits at the start of `text`, half- or full-width; `None` for more than nine.
pub(super) fn arabic(text: &str) -> Option<Numeral> {
    let mut value: u32 = 0;
    let mut len = 0;
    for (count, c) in text.chars().enumerate() {
        let Some(d) = digit(c) else { break };
        if count == 9 {
            return None;
        }
        value = value * 10 + d;
        len += c.len_utf8();
    }
    (len > 0).then_some(Numeral { value, len })
}

/// The value of a decimal digit, half- or full-width.
pub(super) const fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The Roman numeral at the start of `text`: one of Ⅰ–Ⅻ ⅰ–ⅻ, or capitals I V X up to 39.
pub(super) fn roman(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if let Some(value) = run_of(first, 'Ⅰ', 12).or_else(|| run_of(first, 'ⅰ', 12)) {
        return Some(Numeral { value, len: first.len_utf8() });
    }
    let len = text.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    let letters = text.get(..len)?;
    let tens = letters.bytes().take_while(|&b| b == b'X').count();
    let ones = match letters.get(tens..)? {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    let value = u32::try_from(tens).ok()? * 10 + ones;
    (value > 0 && tens <= 3).then_some(Numeral { value, len })
}

/// The value of `text` if it is a numeral and nothing else: Arabic, Han, financial or Roman, a heavenly
/// stem, or a letter.
pub(super) fn whole(text: &str) -> Option<u32> {
    let readings = [arabic, han, financial, roman];
    let read = readings.iter().filter_map(|read| read(text)).find(|n| n.len == text.len());
    let mut chars = text.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    let letter = |c: char| c.is_ascii_alphabetic().then(|| c.to_ascii_uppercase() as u32 - 64);
    read.map(|n| n.value).or_else(|| single.and_then(|c| stem(c).or_else(|| letter(c))))
}

/// The value of `c` in a run of `count` characters that starts with `first`, which has the value 1.
pub(super) const fn run_of(c: char, first: char, count: u32) -> Option<u32> {
    let (c, first) = (c as u32, first as u32);
    if c >= first && c - first < count { Some(c - first + 1) } else { None }
}

/// The value of a heavenly stem, 甲 1 to 癸 10.
pub(super) fn stem(c: char) -> Option<u32> {
    let at = "甲乙丙丁戊己庚辛壬癸".chars().position(|s| s == c)?;
    u32::try_from(at + 1).ok()
}

/// The value of an earthly branch, 子 1 to 亥 12.
pub(super) const fn branch(c: char) -> Option<u32> {
    Some(match c {
        '子' => 1,
        '丑' => 2,
        '寅' => 3,
        '卯' => 4,
        '辰' => 5,
        '巳' => 6,
        '午' => 7,
        '未' => 8,
        '申' => 9,
        '酉' => 10,
        '戌' => 11,
        '亥' => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_numerals_have_their_value() {
        for (text, value) in [
            ("一、", 1),
            ("十", 10),
            ("十一、", 11),
            ("二十", 20),
            ("二十一、", 21),
            ("廿一", 21),
            ("卅", 30),
            ("九十九条", 99),
            ("一百零三条", 103),
            ("一百一十条", 110),
            ("一百二十", 120),
            ("一千二百六十条", 1260),
            ("一千零一十条", 1010),
            ("一〇三条", 103),
            ("二〇", 20),
        ] {
            assert_eq!(han(text).map(|n| n.value), Some(value), "{text}");
        }
    }

    #[test]
    fn words_made_of_numerals_are_no_number() {
        for text in
            ["五一是", "七一是", "十四五", "一二三产", "三三制", "零", "〇", "百", "千", "两"]
        {
            assert_eq!(han(text), None, "{text}");
        }
    }

    #[test]
    fn a_numeral_of_year_digits_is_no_ordinal() {
        assert_eq!(han("二〇二四年"), None);
    }

    #[test]
    fn the_other_numerals_have_their_value() {
        assert_eq!(financial("貳、").map(|n| n.value), Some(2));
        assert_eq!(financial("拾壹、").map(|n| n.value), Some(11));
        assert_eq!(arabic("１２．").map(|n| n.value), Some(12));
        assert_eq!(arabic("1234567890"), None);
        assert_eq!(roman("Ⅳ.").map(|n| n.value), Some(4));
        assert_eq!(roman("XIV.").map(|n| n.value), Some(14));
        assert_eq!(roman("IIX"), None);
        assert_eq!(stem('丙'), Some(3));
    }
}
