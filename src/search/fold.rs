//! The fold: characters that a search does not distinguish become one.
//!
//! In: a character. Out: the character that stands for it in every search. This levels simplified and
//! traditional (項＝项), half and full width, capitals and small letters (Ａ＝a), and marks that keyboards
//! confuse (“＝"). One code point becomes one, never longer in UTF-8 than the original, so that places in
//! folded text lead back to the text. The table (its source and layout are in `assets/README.md`) is
//! searched as it lies in the program file; nothing is built when the program starts.

/// The bytes that `assets/tools/search_tables.py` wrote.
static TABLE: &[u8] = include_bytes!("../../assets/search/fold.bin");

const BLOCKS: usize = u16_at(TABLE, 0) as usize;
const VALUES: usize = u16_at(TABLE, 2) as usize;
const FAR: usize = u16_at(TABLE, 4) as usize;

const INDEX_AT: usize = 6;
const BLOCKS_AT: usize = INDEX_AT + 1024 * 2;
const VALUES_AT: usize = BLOCKS_AT + BLOCKS * 10;
const FAR_AT: usize = VALUES_AT + VALUES * 2;

/// The main block of ideographs, in which nearly all of a text stands.
const HAN: std::ops::Range<u32> = 0x4e00..0xa000;
/// What each of them folds to; 0 stands for itself. Unpacked when the program is compiled, so that folding
/// traditional characters, too, takes one look-up each.
static UNPACKED: [u16; (HAN.end - HAN.start) as usize] = unpacked();

const fn unpacked() -> [u16; (HAN.end - HAN.start) as usize] {
    let mut out = [0; (HAN.end - HAN.start) as usize];
    let mut i = 0;
    while i < out.len() {
        if let Some(value) = packed(HAN.start + i as u32) {
            out[i] = value;
        }
        i += 1;
    }
    out
}

/// The fold of a character of the basic plane by its `code`, from the table; `None` if it folds to itself.
///
/// For every 64 characters, the table has a set of bits for those that fold, and the place of their folds.
const fn packed(code: u32) -> Option<u16> {
    let block = u16_at(TABLE, INDEX_AT + (code >> 6) as usize * 2) as usize;
    if block == 0 {
        return None;
    }
    let at = BLOCKS_AT + (block - 1) * 10;
    let mut bits = 0;
    let mut byte = 0;
    while byte < 8 {
        bits |= (TABLE[at + byte] as u64) << (byte * 8);
        byte += 1;
    }
    let bit = 1_u64 << (code & 63);
    if bits & bit == 0 {
        return None;
    }
    let before = (bits & (bit - 1)).count_ones() as usize;
    Some(u16_at(TABLE, VALUES_AT + (u16_at(TABLE, at + 8) as usize + before) * 2))
}

/// The fold of a character without width, which searches ignore.
pub const GONE: char = '\0';

/// The little-endian number at `at`; 0 past the end, which a well-formed table never asks for.
pub(super) const fn u16_at(table: &[u8], at: usize) -> u16 {
    if at + 1 < table.len() { u16::from_le_bytes([table[at], table[at + 1]]) } else { 0 }
}

/// The character that stands for `c` in searches, which may be `c` itself.
///
/// Blanks of every kind become a space, and characters without width [`GONE`]. Folding a second time changes
/// nothing.
///
/// ```
/// # use gangmu::search::fold::fold;
/// assert_eq!("項目ＡＢ，“著眼”".chars().map(fold).collect::<String>(), "项目ab,\"着眼\"");
/// ```
#[inline]
#[must_use]
pub fn fold(c: char) -> char {
    let code = u32::from(c);
    if code < 0x80 {
        return fold_ascii(c);
    }
    if code > 0xffff {
        return fold_far(code).unwrap_or(c);
    }
    fold_basic(code).unwrap_or(c)
}

#[inline]
fn fold_ascii(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\t'..='\r' => ' ',
        '\0'..='\u{1f}' | '\u{7f}' => GONE,
        _ => c,
    }
}

/// The fold of a character of the basic plane by its `code`; `None` if it folds to itself.
#[inline]
pub(super) fn fold_basic(code: u32) -> Option<char> {
    match UNPACKED.get(code.wrapping_sub(HAN.start) as usize) {
        Some(0) => None,
        Some(&value) => char::from_u32(u32::from(value)),
        None => char::from_u32(u32::from(packed(code)?)),
    }
}

fn fold_far(code: u32) -> Option<char> {
    let value = find_far(TABLE.get(FAR_AT..)?, FAR, code)?;
    char::from_u32(u32::from(value))
}

/// Binary search in `count` records of a character (three bytes) and a value (two).
pub(super) fn find_far(records: &[u8], count: usize, code: u32) -> Option<u16> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        let [a, b, c, v, w] = *records.get(middle * 5..middle * 5 + 5)?.first_chunk()?;
        match u32::from_le_bytes([a, b, c, 0]).cmp(&code) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(u16::from_le_bytes([v, w])),
        }
    }
    None
}

/// All characters with the same fold as `c`, that fold itself first.
///
/// Goes through the whole table, which takes a tenth of a millisecond; meant for queries, not for texts.
#[must_use]
pub fn variants(c: char) -> Vec<char> {
    let canonical = fold(c);
    let basic = (0x80..=0xffff).filter(|&code| fold_basic(code) == Some(canonical));
    let far = (0..FAR).filter_map(|i| {
        let [a, b, c, v, w] = *TABLE.get(FAR_AT + i * 5..)?.first_chunk()?;
        let fits = u32::from(u16::from_le_bytes([v, w])) == u32::from(canonical);
        fits.then(|| u32::from_le_bytes([a, b, c, 0]))
    });
    let others = basic.chain(far).filter_map(char::from_u32);
    let ascii = ('\0'..'\u{80}').filter(|&a| a != canonical && fold(a) == canonical);
    std::iter::once(canonical).chain(ascii).chain(others).collect()
}

/// Whether `c` is a Chinese character: an ideograph of any plane, or 〇.
#[inline]
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3007}' | '\u{f900}'..='\u{faff}'
        | '\u{2f00}'..='\u{2fdf}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_fold_to_one() {
        for (a, b) in [
            ("項目建設", "项目建设"),
            ("著力", "着力"),
            ("發展", "发展"),
            ("頭髮", "头发"),
            ("瞭解", "了解"),
            ("裡面", "里面"),
            ("裏面", "里面"),
            ("乾部", "干部"),
            ("反覆", "反复"),
            ("憑藉", "凭借"),
            ("什麼", "什么"),
            ("臺灣", "台湾"),
            ("為了", "爲了"),
        ] {
            let of = |text: &str| text.chars().map(fold).collect::<String>();
            assert_eq!(of(a), of(b));
        }
    }

    #[test]
    fn common_characters_that_only_look_alike_stay_apart() {
        for (a, b) in [('坏', '坯'), ('坐', '座'), ('待', '呆'), ('已', '己'), ('未', '末')]
        {
            assert_ne!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn width_case_and_marks_fold() {
        for (c, folded) in [
            ('Ａ', 'a'),
            ('Z', 'z'),
            ('３', '3'),
            ('，', ','),
            ('。', '.'),
            ('（', '('),
            ('“', '"'),
            ('\u{3000}', ' '),
            ('\n', ' '),
            ('\u{feff}', GONE),
            ('\u{1b}', GONE),
            ('é', 'e'),
            ('ǜ', 'v'),
            ('⼈', '人'),
            ('\u{f9e4}', '理'),
            ('、', '、'),
        ] {
            assert_eq!(fold(c), folded, "{c:?}");
        }
    }

    #[test]
    fn every_fold_is_settled_and_no_longer() {
        for c in ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x40000) {
            let folded = fold(c);
            assert!(folded.len_utf8() <= c.len_utf8(), "{c:?}");
            assert_eq!(fold(folded), folded, "{c:?}");
        }
    }

    #[test]
    fn variants_lead_back() {
        let all = variants('发');
        assert!(all.contains(&'發') && all.contains(&'髮') && all.contains(&'发'));
        assert!(all.iter().all(|&c| fold(c) == '发'));
        assert_eq!(variants('發'), all);
        assert!(variants('a').contains(&'A') && variants('a').contains(&'Ａ'));
    }
}
