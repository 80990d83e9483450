//! The characters of which numbers are written in Chinese.

/// The value of a Han digit, 一 to 九.
#[must_use]
pub const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        // U+F9D1 is 六 of the compatibility block, which converters of traditional text leave.
        '六' | '\u{f9d1}' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether `c` is the zero among Han digits: 〇, for which ○ is often typed, or 零.
#[must_use]
pub const fn is_han_zero(c: char) -> bool {
    matches!(c, '〇' | '○' | '零')
}

/// The value of the place after a Han digit: 十, 百, 千.
#[must_use]
pub const fn han_place(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Whether `c` is a numeral up to ten, as in the numbers of short lists: 0 to 9, 一 to 十.
#[must_use]
pub const fn is_up_to_ten(c: char) -> bool {
    c.is_ascii_digit() || c == '十' || han_digit(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_places_and_zeros_are_apart() {
        let digits = "一二三四五六七八九".chars().map(han_digit);
        assert!(digits.eq((1..10).map(Some)));
        for c in "〇○零".chars() {
            assert!(is_han_zero(c) && han_digit(c).is_none() && !is_up_to_ten(c), "{c}");
        }
        for (c, value) in [('十', 10), ('百', 100), ('千', 1000)] {
            assert_eq!(han_place(c), Some(value));
            assert!(han_digit(c).is_none() && !is_han_zero(c));
        }
        assert!("0九十".chars().all(is_up_to_ten) && !"百万两Ⅲ".chars().any(is_up_to_ten));
    }
}
