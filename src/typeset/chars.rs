//! Decoding the character at a byte of the text, quickly.
//!
//! In: the text and a byte, which must be a `char` boundary. Out: the character there.

/// The character before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that starts at byte `at`.
#[inline]
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that starts at byte `at`, and its length.
#[inline(always)]
pub(super) fn decode(text: &str, at: usize) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first < 0x80 {
        return Some((char::from(first), 1));
    }
    if first & 0xf0 == 0xe0 && at + 2 < bytes.len() {
        // Three bytes, as nearly all Chinese.
        let [b, c] = [bytes[at + 1], bytes[at + 2]].map(|byte| u32::from(byte & 0x3f));
        let code = u32::from(first & 0xf) << 12 | b << 6 | c;
        return char::from_u32(code).map(|c| (c, 3));
    }
    char_at(text, at).map(|c| (c, c.len_utf8()))
}

/// Whether the first two of three UTF-8 bytes begin an ideograph of U+4E00–U+9FFF. One comparison:
/// texts mix the lead bytes too well for a branch on each.
#[inline(always)]
pub(super) const fn is_han(first: u8, second: u8) -> bool {
    let pair = (first as u16) << 8 | second as u16;
    pair.wrapping_sub(0xe4b8) <= 0xe9bf - 0xe4b8
}

/// Whether `c` is an ideograph, not a symbol that breaks like one.
pub(super) const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}
