//! Writes the numbers of automatic lists as word processors do.
//!
//! In: a number, and the name of a number format in ECMA-376 (§17.18.59, `ST_NumberFormat`). Out: its text.
//! Where the standard is silent, or its examples differ from what Word prints, Word is followed: from 100 on,
//! `chineseCounting` is written digit by digit; past the end of 甲乙丙 or ①②③, numbers are decimal.

use std::iter;

use crate::text::is_up_to_ten;

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const FORMAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const FORMAL_JAPANESE: [char; 10] = ['〇', '壱', '弐', '参', '四', '伍', '六', '七', '八', '九'];
const HANGUL: [char; 10] = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];

const ONES_KOREAN: &str = " 하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉";
const TENS_KOREAN: &str = " 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔";

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const GANADA: &str = "가나다라마바사아자차카타파하";
const CHOSUNG: &str = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";

/// A way of counting in words: 一百二十三.
struct Words {
    digits: &'static [char; 10],
    /// Ten, hundred, thousand.
    units: [char; 3],
    /// Ten thousand.
    myriad: char,
    /// Whether a zero in the middle is written (一百〇一).
    zero: bool,
    one: One,
}

/// Whether the digit one is written before a unit.
#[derive(Clone, Copy)]
enum One {
    /// Always: 壹拾.
    Written,
    /// Except before ten at the beginning: 十一, but 一百一十.
    OmittedFirst,
    /// Never: 百十.
    Omitted,
}

const CHINESE: Words = Words {
    digits: &HAN,
    units: ['十', '百', '千'],
    myriad: '万',
    zero: true,
    one: One::OmittedFirst,
};
const FORMAL_WORDS: Words = Words {
    digits: &FORMAL,
    units: ['拾', '佰', '仟'],
    myriad: '万',
    zero: true,
    one: One::Written,
};

/// `n` in the number format named `format`; in decimal digits if it is not known.
pub(super) fn label(format: &str, n: i64) -> String {
    let Ok(n) = u32::try_from(n) else { return n.to_string() };
    match format {
        "none" => String::new(),
        "chineseCounting" | "taiwaneseCounting" if n < 100 => words(n, &CHINESE),
        "chineseCounting" | "taiwaneseCounting" | "taiwaneseDigital" => {
            digits(n, &HAN).replace('〇', "○")
        }
        "chineseCountingThousand" => words(n, &CHINESE),
        "taiwaneseCountingThousand" => {
            words(n, &Words { myriad: '萬', ..CHINESE }).replace('〇', "零")
        }
        "chineseLegalSimplified" => words(n, &FORMAL_WORDS),
        "ideographLegalTraditional" => {
            words(n, &Words { digits: &FORMAL_TRADITIONAL, myriad: '萬', ..FORMAL_WORDS })
        }
        "japaneseCounting" => words(n, &Words { zero: false, one: One::Omitted, ..CHINESE }),
        "japaneseLegal" => words(
            n,
            &Words {
                digits: &FORMAL_JAPANESE,
                units: ['拾', '百', '阡'],
                myriad: '萬',
                zero: false,
                one: One::Written,
            },
        ),
        "koreanCounting" => words(
            n,
            &Words {
                digits: &HANGUL,
                units: ['십', '백', '천'],
                myriad: '만',
                zero: false,
                one: One::Omitted,
            },
        ),
        "koreanLegal" if (1..=99).contains(&n) => {
            let native = |set: &'static str, i: u32| set.split(' ').nth(i as usize);
            native(TENS_KOREAN, n / 10).into_iter().chain(native(ONES_KOREAN, n % 10)).collect()
        }
        "ideographDigital" | "japaneseDigitalTenThousand" => digits(n, &HAN),
        "koreanDigital" => digits(n, &HANGUL),
        "koreanDigital2" => digits(n, &HAN).replace('〇', "零"),
        "ideographTraditional" => nth(STEMS, n),
        "ideographZodiac" => nth(BRANCHES, n),
        "ideographZodiacTraditional" if (1..=60).contains(&n) => {
            nth(STEMS, (n - 1) % 10 + 1) + &nth(BRANCHES, (n - 1) % 12 + 1)
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed('①', 20, n),
        "decimalEnclosedParen" => enclosed('⑴', 20, n),
        "decimalEnclosedFullstop" => enclosed('⒈', 20, n),
        "ideographEnclosedCircle" => enclosed('㊀', 10, n),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().filter_map(full_width).collect()
        }
        "decimalZero" => format!("{n:02}"),
        "numberInDash" => format!("- {n} -"),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n),
        "lowerLetter" => letters("abcdefghijklmnopqrstuvwxyz", n),
        "russianLower" => letters(RUSSIAN, n),
        "russianUpper" => letters(RUSSIAN, n).to_uppercase(),
        "ordinal" => ordinal(n),
        "hex" => format!("{n:X}"),
        "chicago" => letters("*†‡§", n),
        "aiueo" | "aiueoFullWidth" => nth(AIUEO, n),
        "iroha" | "irohaFullWidth" => nth(IROHA, n),
        "ganada" => nth(GANADA, n),
        "chosung" => nth(CHOSUNG, n),
        // All other formats count, too.
        _ => n.to_string(),
    }
}

/// Whether `words` begin with a number that was typed, so that a bullet before them says nothing.
pub(super) fn starts_typed(words: &str) -> bool {
    words.starts_with(|c: char| is_up_to_ten(c) || matches!(c, '第' | '（' | '(' | '①'..='⑩'))
}

/// Digit by digit: 一〇一.
fn digits(n: u32, set: &[char; 10]) -> String {
    n.to_string().bytes().filter_map(|b| set.get(usize::from(b - b'0'))).collect()
}

fn words(n: u32, how: &Words) -> String {
    if n == 0 {
        return how.digits.iter().take(1).collect();
    }
    let mut out = String::new();
    let (high, low) = (n / 10_000, n % 10_000);
    if high > 0 {
        group(high % 10_000, how, &mut out);
        out.push(how.myriad);
    }
    group(low, how, &mut out);
    out
}

/// Appends the four places of `n` below ten thousand to `out`.
fn group(n: u32, how: &Words, out: &mut String) {
    let head = out.is_empty();
    let mut skipped = !head && n > 0 && n < 1000;
    let mut said = false;
    for (place, power) in [1000, 100, 10, 1].into_iter().enumerate() {
        let digit = n / power % 10;
        if digit == 0 {
            skipped |= said && !n.is_multiple_of(power);
            continue;
        }
        if skipped && how.zero {
            out.extend(how.digits.first());
        }
        skipped = false;
        let silent = digit == 1
            && power > 1
            && match how.one {
                One::Written => false,
                One::OmittedFirst => power == 10 && head && !said,
                One::Omitted => true,
            };
        if !silent {
            out.extend(how.digits.get(digit as usize));
        }
        // Thousand, hundred and ten are the units in reverse; the ones have none.
        out.extend(2_usize.checked_sub(place).and_then(|i| how.units.get(i)));
        said = true;
    }
}

/// Character `n` (from 1) of `set`; past its end, `n` in digits.
fn nth(set: &str, n: u32) -> String {
    let found = n.checked_sub(1).and_then(|i| set.chars().nth(i as usize));
    found.map_or_else(|| n.to_string(), String::from)
}

/// Character `n` (from 1) of the `count` characters from `first` on; past their end, `n` in digits.
fn enclosed(first: char, count: u32, n: u32) -> String {
    let found =
        (1..=count).contains(&n).then(|| char::from_u32(u32::from(first) + n - 1)).flatten();
    found.map_or_else(|| n.to_string(), String::from)
}

fn full_width(digit: char) -> Option<char> {
    char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０'))
}

/// a … z, aa, bb …: past the end of `set`, Word repeats the letter.
fn letters(set: &str, n: u32) -> String {
    /// The most times a letter is repeated; Word stops at 780, which is 30 times z.
    const LONGEST: u32 = 30;
    let count = u32::try_from(set.chars().count()).unwrap_or(1);
    let Some(i) = n.checked_sub(1) else { return n.to_string() };
    let times = (i / count + 1).min(LONGEST) as usize;
    let letter = set.chars().nth((i % count) as usize);
    letter.map_or_else(String::new, |c| iter::repeat_n(c, times).collect())
}

fn roman(mut n: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 32_767 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, text) in STEPS {
        while n >= value {
            out.push_str(text);
            n -= value;
        }
    }
    out
}

fn ordinal(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each format at 1, 10, 11, 20, 99, 101 and 110, as Word prints it.
    #[rustfmt::skip]
    const TABLE: &[(&str, [&str; 7])] = &[
        ("decimal",                   ["1", "10", "11", "20", "99", "101", "110"]),
        ("chineseCounting",           ["一", "十", "十一", "二十", "九十九", "一○一", "一一○"]),
        ("chineseCountingThousand",   ["一", "十", "十一", "二十", "九十九", "一百〇一", "一百一十"]),
        ("chineseLegalSimplified",    ["壹", "壹拾", "壹拾壹", "贰拾", "玖拾玖", "壹佰零壹", "壹佰壹拾"]),
        ("ideographDigital",          ["一", "一〇", "一一", "二〇", "九九", "一〇一", "一一〇"]),
        ("ideographTraditional",      ["甲", "癸", "11", "20", "99", "101", "110"]),
        ("ideographZodiac",           ["子", "酉", "戌", "20", "99", "101", "110"]),
        ("ideographZodiacTraditional",["甲子", "癸酉", "甲戌", "癸未", "99", "101", "110"]),
        ("taiwaneseCounting",         ["一", "十", "十一", "二十", "九十九", "一○一", "一一○"]),
        ("taiwaneseCountingThousand", ["一", "十", "十一", "二十", "九十九", "一百零一", "一百一十"]),
        ("taiwaneseDigital",          ["一", "一○", "一一", "二○", "九九", "一○一", "一一○"]),
        ("ideographLegalTraditional", ["壹", "壹拾", "壹拾壹", "貳拾", "玖拾玖", "壹佰零壹", "壹佰壹拾"]),
        ("japaneseCounting",          ["一", "十", "十一", "二十", "九十九", "百一", "百十"]),
        ("japaneseLegal",             ["壱", "壱拾", "壱拾壱", "弐拾", "九拾九", "壱百壱", "壱百壱拾"]),
        ("japaneseDigitalTenThousand",["一", "一〇", "一一", "二〇", "九九", "一〇一", "一一〇"]),
        ("koreanCounting",            ["일", "십", "십일", "이십", "구십구", "백일", "백십"]),
        ("koreanLegal",               ["하나", "열", "열하나", "스물", "아흔아홉", "101", "110"]),
        ("koreanDigital",             ["일", "일영", "일일", "이영", "구구", "일영일", "일일영"]),
        ("decimalEnclosedCircle",     ["①", "⑩", "⑪", "⑳", "99", "101", "110"]),
        ("decimalEnclosedCircleChinese", ["①", "⑩", "⑪", "⑳", "99", "101", "110"]),
        ("decimalEnclosedParen",      ["⑴", "⑽", "⑾", "⒇", "99", "101", "110"]),
        ("decimalEnclosedFullstop",   ["⒈", "⒑", "⒒", "⒛", "99", "101", "110"]),
        ("ideographEnclosedCircle",   ["㊀", "㊉", "11", "20", "99", "101", "110"]),
        ("decimalFullWidth",          ["１", "１０", "１１", "２０", "９９", "１０１", "１１０"]),
        ("decimalZero",               ["01", "10", "11", "20", "99", "101", "110"]),
        ("numberInDash",              ["- 1 -", "- 10 -", "- 11 -", "- 20 -", "- 99 -", "- 101 -", "- 110 -"]),
        ("upperRoman",                ["I", "X", "XI", "XX", "XCIX", "CI", "CX"]),
        ("lowerRoman",                ["i", "x", "xi", "xx", "xcix", "ci", "cx"]),
        ("upperLetter",               ["A", "J", "K", "T", "UUUU", "WWWW", "FFFFF"]),
        ("lowerLetter",               ["a", "j", "k", "t", "uuuu", "wwww", "fffff"]),
        ("ordinal",                   ["1st", "10th", "11th", "20th", "99th", "101st", "110th"]),
        ("hex",                       ["1", "A", "B", "14", "63", "65", "6E"]),
        ("ganada",                    ["가", "차", "카", "20", "99", "101", "110"]),
        ("aiueo",                     ["ア", "コ", "サ", "ト", "99", "101", "110"]),
        ("iroha",                     ["イ", "ヌ", "ル", "ネ", "99", "101", "110"]),
        ("none",                      ["", "", "", "", "", "", ""]),
        ("something new",             ["1", "10", "11", "20", "99", "101", "110"]),
    ];

    #[test]
    fn every_format_prints_what_word_prints() {
        for (format, expected) in TABLE {
            for (n, text) in [1, 10, 11, 20, 99, 101, 110].into_iter().zip(expected) {
                assert_eq!(label(format, n), *text, "{format} {n}");
            }
        }
    }

    #[test]
    fn large_and_odd_numbers_are_written_too() {
        for (format, n, text) in [
            ("chineseCountingThousand", 1001, "一千〇一"),
            ("chineseCountingThousand", 1010, "一千〇一十"),
            ("chineseCountingThousand", 10_001, "一万〇一"),
            ("chineseCountingThousand", 12_345, "一万二千三百四十五"),
            ("chineseCountingThousand", 100_000, "十万"),
            ("chineseCountingThousand", 0, "〇"),
            ("japaneseCounting", 1111, "千百十一"),
            ("lowerRoman", 0, "0"),
            ("lowerLetter", 0, "0"),
            ("decimal", -3, "-3"),
        ] {
            assert_eq!(label(format, n), text, "{format} {n}");
        }
        for (format, _) in TABLE {
            for n in [-1, 0, 9999, 32_767, i64::from(u32::MAX), i64::MAX] {
                let _ = label(format, n);
            }
        }
    }
}
