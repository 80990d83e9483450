//! Shows traditional text in simplified characters.
//!
//! In: text. Out: the characters to show in place of others, one for one, so that places, hits and
//! widths stay those of the text. Words decide before single characters, the longest word first: 乾燥
//! becomes 干燥, but 乾坤 stays; 著眼 becomes 着眼, but 著名 stays. The table (its source and layout are
//! in `assets/README.md`) is searched as it lies in the program file; nothing is built when the program
//! starts.

use std::borrow::Cow;

use super::Span;

/// The bytes that `assets/tools/script_table.py` wrote.
static TABLE: &[u8] = include_bytes!("../../assets/script/simplified.bin");

/// Characters of the Basic Multilingual Plane that have another simplified form.
const NEAR: usize = u16_at(0) as usize;
/// Such characters beyond that plane.
const FAR: usize = u16_at(2) as usize;
/// Characters that only simplified text has.
const SIMPLE: usize = u16_at(4) as usize;
/// Words.
const WORDS: usize = u16_at(6) as usize;

// Where each part of the table begins, in bytes. `SURE_AT`: a bit for each near character, set if only
// traditional text has it. `STARTS_AT`: where each word begins in the characters from `BLOB_AT` on.
const NEAR_AT: usize = 8;
const SURE_AT: usize = NEAR_AT + NEAR * 4;
const FAR_AT: usize = SURE_AT + NEAR.div_ceil(8);
const SIMPLE_AT: usize = FAR_AT + FAR * 6;
const STARTS_AT: usize = SIMPLE_AT + SIMPLE * 2;
const BLOB_AT: usize = STARTS_AT + (WORDS + 1) * 2;

/// How much of a paragraph is read to judge its script, in bytes.
const SAMPLE: usize = 1024;
/// How far before a span words are looked for that may reach into it, in bytes.
const BACK: usize = 256;
/// Length of the longest word, in `char`s.
const LONGEST: usize = 10;

/// The little-endian number at `at`; 0 past the end, which a well-formed table never asks for.
const fn u16_at(at: usize) -> u16 {
    if at + 1 < TABLE.len() { u16::from_le_bytes([TABLE[at], TABLE[at + 1]]) } else { 0 }
}

fn u24_at(at: usize) -> u32 {
    let byte = |i: usize| u32::from(TABLE.get(at + i).copied().unwrap_or(0));
    byte(0) | byte(1) << 8 | byte(2) << 16
}

/// Binary search for `wanted` among `count` records; `key` gives the key of a record by its index.
fn find(count: usize, wanted: u32, key: impl Fn(usize) -> u32) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        match key(middle).cmp(&wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

/// Index of `c` among the near characters.
fn near(c: char) -> Option<usize> {
    find(NEAR, u32::from(c), |i| u32::from(u16_at(NEAR_AT + i * 4)))
}

/// The simplified form of a character by itself.
fn simple(c: char) -> Option<char> {
    if let Some(i) = near(c) {
        return char::from_u32(u32::from(u16_at(NEAR_AT + i * 4 + 2)));
    }
    let i = find(FAR, u32::from(c), |i| u24_at(FAR_AT + i * 6))?;
    char::from_u32(u24_at(FAR_AT + i * 6 + 3))
}

/// Whether only traditional text has `c`.
fn is_traditional_char(c: char) -> bool {
    near(c).is_some_and(|i| TABLE.get(SURE_AT + i / 8).is_some_and(|bits| bits >> (i % 8) & 1 == 1))
}

/// Whether only simplified text has `c`.
fn is_simplified_char(c: char) -> bool {
    find(SIMPLE, u32::from(c), |i| u32::from(u16_at(SIMPLE_AT + i * 2))).is_some()
}

/// The traditional form of word `i`, the byte where it starts, and its length in `char`s. Its simplified
/// form, of the same length, follows it in the table.
fn word(i: usize) -> (impl Iterator<Item = u16>, usize, usize) {
    let start = BLOB_AT + usize::from(u16_at(STARTS_AT + i * 2));
    let end = BLOB_AT + usize::from(u16_at(STARTS_AT + i * 2 + 2));
    let len = (end - start) / 4;
    ((0..len).map(move |k| u16_at(start + k * 2)), start, len)
}

/// The longest word with which `chars` begins: its length, and the byte where its simplified form starts.
fn longest(chars: &[char]) -> Option<(usize, usize)> {
    let first = u32::from(*chars.first()?);
    let key = |i: usize| word(i).0.next().map_or(0, u32::from);
    let (mut low, mut high) = (0, WORDS);
    while low < high {
        let middle = low.midpoint(high);
        if key(middle) < first { low = middle + 1 } else { high = middle }
    }
    let mut best = None;
    for i in low..WORDS {
        if key(i) != first {
            break;
        }
        let (wanted, start, len) = word(i);
        let fits = len <= chars.len()
            && wanted.zip(chars).all(|(wanted, &c)| u32::from(wanted) == u32::from(c));
        if fits && best.is_none_or(|(before, _)| len > before) {
            best = Some((len, start + len * 2));
        }
    }
    best
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `paragraph` is written in traditional characters. Judged by its beginning: by whether more of
/// its characters are found in traditional text only than in simplified text only.
///
/// ```
/// # use gangmu::text::is_traditional;
/// assert!(is_traditional("會議強調，要抓好項目建設。"));
/// assert!(!is_traditional("会议强调，成效显著；乾隆年间的“發”字。"));
/// ```
#[must_use]
pub fn is_traditional(paragraph: &str) -> bool {
    let head = Span::new(0, SAMPLE).within(paragraph);
    let (mut traditional, mut simplified) = (0_usize, 0_usize);
    for c in head.of(paragraph).chars().filter(|&c| is_han(c)) {
        traditional += usize::from(is_traditional_char(c));
        simplified += usize::from(is_simplified_char(c));
    }
    traditional > simplified
}

/// The characters of `span` in `text` that are shown as others, in order: the byte of each, and the
/// character to show. `text` is taken to be traditional; words that reach beyond the ends of `span` count.
#[must_use]
pub fn simplified(text: &str, span: Span) -> Vec<(usize, char)> {
    // Words are found from left to right, so the start must be a place that no word spans.
    let mut low = span.start.saturating_sub(BACK);
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let before = Span::new(low, span.start).of(text);
    let open = before.char_indices().rev().find(|&(_, c)| !is_han(c));
    let mut at = open.map_or(low, |(i, c)| low + i + c.len_utf8());
    let mut out = Vec::new();
    let mut window: Vec<char> = Vec::with_capacity(LONGEST);
    while at < span.end {
        let rest = Span::new(at, text.len()).of(text);
        let Some(c) = rest.chars().next() else { break };
        if !is_han(c) {
            at += c.len_utf8();
            continue;
        }
        window.clear();
        window.extend(rest.chars().take(LONGEST).take_while(|&c| is_han(c)));
        let found = longest(&window);
        let len = found.map_or(1, |(len, _)| len);
        for (k, &c) in window.iter().take(len).enumerate() {
            let shown = match found {
                Some((_, start)) => char::from_u32(u32::from(u16_at(start + k * 2))),
                None => simple(c),
            };
            if let Some(shown) = shown.filter(|&shown| shown != c)
                && at >= span.start
                && at < span.end
            {
                out.push((at, shown));
            }
            at += c.len_utf8();
        }
    }
    out
}

/// All of `text`, which is taken to be traditional, in simplified characters.
///
/// ```
/// # use gangmu::text::to_simplified;
/// assert_eq!(to_simplified("著眼長遠，乾淨擔當"), "着眼长远，干净担当");
/// ```
#[must_use]
pub fn to_simplified(text: &str) -> Cow<'_, str> {
    let changes = simplified(text, Span::new(0, text.len()));
    if changes.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut changes = changes.into_iter().peekable();
    let shown = |(at, c): (usize, char)| changes.next_if(|&(i, _)| i == at).map_or(c, |(_, c)| c);
    Cow::Owned(text.char_indices().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_come_before_characters() {
        for (text, want) in [
            ("會議強調，要抓好項目建設", "会议强调，要抓好项目建设"),
            ("著眼長遠，沿著正確方向，圍繞著中心工作", "着眼长远，沿着正确方向，围绕着中心工作"),
            ("成效顯著的著名專著，原著與論著", "成效显著的著名专著，原著与论著"),
            ("乾淨、乾燥、乾部", "干净、干燥、干部"),
            ("乾坤、乾隆年間", "乾坤、乾隆年间"),
            ("瞭解情況，瞭望塔", "了解情况，瞭望塔"),
            ("憑藉優勢，慰藉人心", "凭借优势，慰藉人心"),
            ("反覆強調，覆蓋全縣，答覆代表", "反复强调，覆盖全县，答复代表"),
            ("頭髮，發展，發揮", "头发，发展，发挥"),
            ("後來，皇后，以後", "后来，皇后，以后"),
            ("為了人民，什麼，裡裡外外，裏面", "为了人民，什么，里里外外，里面"),
            ("系統，關係，聯繫群眾", "系统，关系，联系群众"),
            ("徵求意見，長征，象徵", "征求意见，长征，象征"),
            ("鬥爭，北斗，製造，制度", "斗争，北斗，制造，制度"),
            ("穀物，山谷，鬆綁，松樹", "谷物，山谷，松绑，松树"),
            ("餘額，其餘，年年有餘", "余额，其余，年年有余"),
        ] {
            assert_eq!(to_simplified(text), want);
        }
    }

    #[test]
    fn a_paragraph_is_judged_by_what_one_script_has_alone() {
        for (text, traditional) in [
            ("一、落實責任", true),
            ("在全縣工作會議上的講話", true),
            ("一、落实责任", false),
            ("成效显著，乾隆年间，瞭望", false),
            ("同志", false),
            ("", false),
            ("他写了一个“發”字，说是繁体", false),
        ] {
            assert_eq!(is_traditional(text), traditional, "{text}");
        }
    }

    #[test]
    fn a_word_over_the_end_of_a_row_counts() {
        let text = "要保持乾淨，乾坤未定";
        let at = text.find('乾').unwrap();
        let row = Span::new(0, at + '乾'.len_utf8());
        assert_eq!(simplified(text, row), [(at, '干')]);
        let second = text.rfind('坤').unwrap();
        assert_eq!(simplified(text, Span::new(second, text.len())), []);
    }

    proptest! {
        #[test]
        fn places_stay_where_they_are(text in "[乾坤著名顯眼發後了a，\n]{0,40}") {
            let shown = to_simplified(&text);
            prop_assert_eq!(shown.chars().count(), text.chars().count());
            // A second time nothing changes that a reader would see.
            for (a, b) in text.chars().zip(shown.chars()) {
                prop_assert_eq!(is_han(a), is_han(b));
            }
        }

        #[test]
        fn any_text_is_borne(text in any::<String>(), from in 0_usize..9, to in 0_usize..40) {
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |i: usize| bytes.get(i).copied().unwrap_or(text.len());
            let span = Span::new(at(from), at(from.max(to)));
            let changes = simplified(&text, span);
            prop_assert!(changes.iter().all(|&(at, _)| at >= span.start && at < span.end));
            let _ = is_traditional(&text);
        }

        /// A row shows what the whole shows.
        #[test]
        fn a_piece_is_shown_as_in_the_whole(text in "[乾坤著名顯眼發後了，淨燥]{0,40}", from in 0_usize..40, len in 0_usize..20) {
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |i: usize| bytes.get(i).copied().unwrap_or(text.len());
            let span = Span::new(at(from), at(from + len));
            let all = simplified(&text, Span::new(0, text.len()));
            let inside: Vec<_> = all.into_iter().filter(|(at, _)| span.contains(*at)).collect();
            prop_assert_eq!(simplified(&text, span), inside);
        }
    }
}
