//! Sets of characters that can be asked about every character of a text: one bit for each character of
//! the Basic Multilingual Plane.

/// A set of characters of the Basic Multilingual Plane. Its functions are `const`, so that sets are made
/// when the program is compiled; one with characters beyond that plane does not compile.
///
/// ```
/// # use gangmu::text::CharSet;
/// static DIGITS: CharSet = CharSet::of("一二三").with('0', '9');
/// assert!(DIGITS.contains('二') && DIGITS.contains('7') && !DIGITS.contains('四'));
/// ```
#[derive(Debug)]
pub struct CharSet([u64; 1024]);

impl CharSet {
    /// The set of the characters of `text`.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        let mut set = Self([0; 1024]);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (code, width) = decode(bytes, at);
            set = set.insert(code);
            at += width;
        }
        set
    }

    /// The set with the characters from `first` to `last` added.
    #[must_use]
    pub const fn with(mut self, first: char, last: char) -> Self {
        let mut code = first as u32;
        while code <= last as u32 {
            self = self.insert(code);
            code += 1;
        }
        self
    }

    /// The set with the characters of `other` added.
    #[must_use]
    pub const fn and(mut self, other: &Self) -> Self {
        let mut i = 0;
        while i < self.0.len() {
            self.0[i] |= other.0[i];
            i += 1;
        }
        self
    }

    /// Whether `c` is in the set; no character beyond U+FFFF is.
    #[must_use]
    pub const fn contains(&self, c: char) -> bool {
        let code = c as usize;
        code < 0x1_0000 && self.0[code >> 6] >> (code & 63) & 1 == 1
    }

    const fn insert(mut self, code: u32) -> Self {
        assert!(code < 0x1_0000, "only characters of the Basic Multilingual Plane");
        self.0[(code >> 6) as usize] |= 1 << (code & 63);
        self
    }
}

/// The code point at byte `at` of valid UTF-8, and how many bytes it takes.
const fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let first = bytes[at] as u32;
    if first < 0x80 {
        return (first, 1);
    }
    let (mut code, width) = match first {
        0xc0..=0xdf => (first & 0x1f, 2),
        0xe0..=0xef => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut i = 1;
    while i < width {
        code = code << 6 | bytes[at + i] as u32 & 0x3f;
        i += 1;
    }
    (code, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_of_utf8_is_decoded() {
        const SET: CharSet = CharSet::of("a¥一");
        for c in ['a', '¥', '一'] {
            assert!(SET.contains(c));
        }
        assert!(!SET.contains('b') && !SET.contains('𠀀'));
    }

    #[test]
    fn two_sets_together_hold_what_either_does() {
        const SET: CharSet = CharSet::of("a一").and(&CharSet::of("，").with('0', '9'));
        assert!("a一，07".chars().all(|c| SET.contains(c)));
        assert!(!SET.contains('b'));
    }
}
