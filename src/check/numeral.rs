//! Numbers written as the marker beside them is.

use crate::text::{han_digit, is_han_zero};

/// `marker` with `number` in the place of its numeral: （四） and 3 give （三）. `None` where the marker
/// has no numeral that is known.
pub(super) fn renumbered(marker: &str, number: u32) -> Option<String> {
    let start = marker.find(is_numeral)?;
    let rest = marker.get(start..)?;
    let first = rest.chars().next()?;
    let kind = kind(first)?;
    let len: usize =
        rest.chars().take_while(|&c| self::kind(c) == Some(kind)).map(char::len_utf8).sum();
    let written = match kind {
        Kind::Han => han(number)?,
        Kind::Digit => number.to_string(),
        Kind::Wide => wide(number),
        Kind::Circled => sign('①', 20, number)?,
        Kind::Bracketed => sign('⑴', 20, number)?,
        Kind::Dotted => sign('⒈', 20, number)?,
        Kind::HanBracketed => sign('㈠', 10, number)?,
    };
    Some([marker.get(..start)?, &written, rest.get(len..)?].concat())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Digit,
    Wide,
    Circled,
    Bracketed,
    Dotted,
    HanBracketed,
}

/// Whether `c` is part of a numeral.
pub(super) fn is_numeral(c: char) -> bool {
    kind(c).is_some()
}

fn kind(c: char) -> Option<Kind> {
    Some(match c {
        '十' | '百' | '廿' | '卅' => Kind::Han,
        c if han_digit(c).is_some() || is_han_zero(c) => Kind::Han,
        '0'..='9' => Kind::Digit,
        '０'..='９' => Kind::Wide,
        '①'..='⑳' => Kind::Circled,
        '⑴'..='⒇' => Kind::Bracketed,
        '⒈'..='⒛' => Kind::Dotted,
        '㈠'..='㈩' => Kind::HanBracketed,
        _ => return None,
    })
}

/// 1 to 999 in Chinese: 三, 十二, 二十, 一百〇一.
fn han(number: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied();
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    if number == 0 || hundreds > 9 {
        return None;
    }
    let mut out = String::new();
    if hundreds > 0 {
        out.push_str(digit(hundreds)?);
        out.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => out.push('〇'),
        0 => {}
        1 if hundreds == 0 => out.push('十'),
        _ => {
            out.push_str(digit(tens)?);
            out.push('十');
        }
    }
    out.push_str(digit(ones)?);
    Some(out)
}

fn wide(number: u32) -> String {
    // U+FF10–FF19 stand in the order of the digits.
    let digit = |c: char| char::from_u32(c as u32 + 0xfee0).unwrap_or(c);
    number.to_string().chars().map(digit).collect()
}

fn sign(first: char, count: u32, number: u32) -> Option<String> {
    let inside = (1..=count).contains(&number);
    let at = u32::from(first) + number.checked_sub(1)?;
    inside.then(|| char::from_u32(at)).flatten().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_its_neighbours_are() {
        for (marker, number, written) in [
            ("一、", 12, "十二、"),
            ("（四）", 3, "（三）"),
            ("3.", 4, "4."),
            ("（１）", 12, "（１２）"),
            ("第十一条", 101, "第一百〇一条"),
            ("第一，", 20, "第二十，"),
            ("①", 2, "②"),
            ("㈠", 3, "㈢"),
            ("一是", 110, "一百一十是"),
            ("（一○）", 11, "（十一）"),
        ] {
            assert_eq!(renumbered(marker, number).as_deref(), Some(written));
        }
        assert_eq!(renumbered("㈠", 11), None);
        assert_eq!(renumbered("首先，", 2), None);
        assert_eq!(renumbered("一、", 0), None);
    }
}
