//! Recognises the encoding of bytes.
//!
//! In: bytes. Out: a [`Guess`]. What is certain comes first (byte order marks, valid UTF-8), then the Chinese
//! encodings, scored by how much the decoded text looks like Chinese, and last a general detector for all
//! others. The detector alone would not do: it takes a single damaged byte as proof that a text is not
//! Chinese.

use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};

use super::common::{FREQUENT, Frequent};
use super::encoding::{Encoding, Kind};

/// Most bytes that are looked at.
const SAMPLE: usize = 64 * 1024;

/// Longest run of ASCII that is kept in the sample, in bytes; markup and scripts tell nothing.
const ASCII_RUN: usize = 32;

/// The least mean score of a text that counts as Chinese.
const CHINESE: f32 = 0.6;
/// The same for texts of fewer than four characters.
const CHINESE_SHORT: f32 = 0.9;

/// A mean score that is not reached by decoding from a wrong encoding.
const CLEAR: f32 = 1.0;

/// The encoding that bytes seem to be in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Guess {
    /// The encoding.
    pub(crate) encoding: Encoding,
    /// Bytes of a byte order mark at the start, not part of the text.
    pub(crate) mark: usize,
    /// Bytes at the start that are the rest of a character that was cut in two.
    pub(crate) stray: usize,
    /// What the guess rests on.
    pub(crate) evidence: Evidence,
}

/// What a guess rests on, the surest first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Evidence {
    /// The user named the encoding.
    Told,
    /// A byte order mark.
    Mark,
    /// The bytes are well-formed UTF-8, apart from damaged places, or follow the pattern of Latin text in
    /// UTF-16; or the web page declares the encoding.
    Form,
    /// The decoded text looks like Chinese; the mean score of its characters.
    Score(f32),
    /// The guess of the general detector.
    General,
}

/// Recognises the encoding of `bytes`.
pub(crate) fn detect(bytes: &[u8]) -> Guess {
    if let Some((encoding, mark)) = byte_order_mark(bytes) {
        return Guess { encoding, mark, stray: 0, evidence: Evidence::Mark };
    }
    let sure = |encoding| Guess { encoding, mark: 0, stray: 0, evidence: Evidence::Form };
    let sample = sample(bytes);
    if let Some(encoding) = alternating_nuls(&sample) {
        return sure(encoding);
    }
    if is_utf8(&sample) {
        return sure(Encoding::UTF_8);
    }
    let frequent = &*FREQUENT;
    let mut best: Option<(Score, Encoding, usize)> = None;
    let mut consider = |encoding: &'static encoding_rs::Encoding, stray: usize| {
        let part = sample.get(stray..).unwrap_or_default();
        let score = Score::of(encoding, part, frequent);
        // That a character was cut in two is rare, so it must give a clearly better score.
        let handicap = if stray == 0 { 0.0 } else { 0.2 };
        if best.as_ref().is_none_or(|(b, ..)| score.mean() - handicap > b.mean()) {
            best = Some((score, Encoding::standard(encoding), stray));
        }
        best.as_ref().is_some_and(|(b, ..)| b.mean() >= CLEAR && b.characters >= 8)
    };
    let done = consider(GB18030, 0) | consider(BIG5, 0);
    if !done {
        let _ = consider(UTF_16LE, 0) | consider(UTF_16BE, 0);
        let _ = consider(GB18030, 1) | consider(BIG5, 1);
        let _ = consider(UTF_16LE, 1) | consider(UTF_16BE, 1);
    }
    if let Some((score, encoding, stray)) = best {
        let least = if score.characters >= 4 { CHINESE } else { CHINESE_SHORT };
        let clear = score.mean() >= CLEAR;
        if clear || (score.mean() >= least && !is_soup(&sample, encoding)) {
            let evidence = Evidence::Score(score.mean());
            return Guess { encoding, mark: 0, stray, evidence };
        }
    }
    Guess { encoding: general(&sample), mark: 0, stray: 0, evidence: Evidence::General }
}

/// By how much the mean score of `bytes` rises if they are decoded without their first byte.
pub(super) fn gain_of_shift(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> f32 {
    let frequent = &*FREQUENT;
    let later = bytes.get(1..).unwrap_or_default();
    let score = |bytes| Score::of(encoding, bytes, frequent).mean();
    if later.is_empty() { 0.0 } else { score(later) - score(bytes) }
}

/// How much `bytes`, decoded from `encoding`, look like Chinese, on the scale of [`Evidence::Score`].
pub(crate) fn score(bytes: &[u8], encoding: Encoding) -> f32 {
    match encoding.0 {
        Kind::Standard(e) => Score::of(e, &sample(bytes), &FREQUENT).mean(),
        Kind::Utf32Le | Kind::Utf32Be => f32::MIN,
    }
}

/// The encoding of the byte order mark with which `bytes` start, and its length.
fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::UTF_8, 3)),
        [0xff, 0xfe, 0, 0, ..] => Some((Encoding(Kind::Utf32Le), 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Encoding(Kind::Utf32Be), 4)),
        [0xff, 0xfe, ..] => Some((Encoding::UTF_16LE, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::UTF_16BE, 2)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some((Encoding::GB18030, 4)),
        _ => None,
    }
}

/// The head of `bytes` with long runs of ASCII shortened.
///
/// What is dropped has an even length, so that units of two bytes stay in step, and has ASCII on both sides,
/// so that no character of any encoding is cut.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().min(SAMPLE));
    let mut rest = bytes;
    while !rest.is_empty() && out.len() < SAMPLE {
        let ascii = rest.iter().position(|b| !b.is_ascii() || *b == 0).unwrap_or(rest.len());
        let (run, after) = rest.split_at(ascii);
        if run.len() > ASCII_RUN {
            let drop = (run.len() - ASCII_RUN) & !1;
            let (head, tail) = run.split_at(ASCII_RUN / 2);
            out.extend_from_slice(head);
            out.extend_from_slice(tail.get(drop..).unwrap_or_default());
        } else {
            out.extend_from_slice(run);
        }
        let other = after.iter().position(|b| b.is_ascii() && *b != 0).unwrap_or(after.len());
        let (run, after) = after.split_at(other);
        out.extend_from_slice(run.get(..run.len().min(SAMPLE)).unwrap_or_default());
        rest = after;
    }
    out.truncate(SAMPLE);
    out
}

/// The byte order of UTF-16 if the text is mostly Latin, so that every other byte is NUL.
fn alternating_nuls(sample: &[u8]) -> Option<Encoding> {
    let pairs = sample.len() / 2;
    let nuls = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if pairs >= 4 && odd * 4 >= pairs && even * 50 <= pairs {
        Some(Encoding::UTF_16LE)
    } else if pairs >= 4 && even * 4 >= pairs && odd * 50 <= pairs {
        Some(Encoding::UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8, apart from a few damaged places.
///
/// Bytes of another encoding are hardly ever well-formed UTF-8 by chance: nearly all characters of GBK and
/// Big5 are not.
fn is_utf8(sample: &[u8]) -> bool {
    // In a file that has lost its beginning, the first character may be cut.
    let lost = sample.iter().take(3).take_while(|b| matches!(b, 0x80..=0xbf)).count();
    let sample = sample.get(lost..).unwrap_or_default();
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // The end of the sample may cut its last character; this is not damage.
    let cut = sample.utf8_chunks().last().map_or(0, |c| c.invalid().len());
    let bad = if cut > 0 && sample.len() >= 8 && bad == 1 && good > 0 { 0 } else { bad };
    let bad = bad + usize::from(lost > 0);
    bad == 0 || (good >= 4 && good >= 4 * bad)
}

/// How much a text looks like Chinese: the sum of the scores of its characters, and their number. ASCII does
/// not count, unless the encoding is UTF-16.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    sum: f32,
    characters: usize,
}

impl Score {
    fn of(encoding: &'static encoding_rs::Encoding, bytes: &[u8], frequent: &Frequent) -> Self {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let mut score = Self::default();
        let mut damaged = 0;
        let mut last = '\0';
        for c in text.chars() {
            if c.is_ascii() && !wide {
                continue;
            }
            last = c;
            score.characters += 1;
            score.sum += match c {
                '\u{fffd}' => {
                    damaged += 1;
                    // One or two damaged places are common; more speak against the encoding.
                    if damaged <= 2 { -2.0 } else { -6.0 }
                }
                '，' | '。' | '、' | '；' | '：' | '？' | '！' | '“' | '”' | '‘' | '’' | '（'
                | '）' | '《' | '》' | '—' | '…' | '\u{3000}' => 1.5,
                c if frequent.contains(c) => 1.5,
                '\u{4e00}'..='\u{9fff}' => 0.2,
                '\u{ff00}'..='\u{ffef}' | '\u{3000}'..='\u{303f}' => 0.5,
                '\u{e000}'..='\u{f8ff}' => -2.0,
                '\n' | '\r' | '\t' => 0.5,
                c if c.is_control() => -4.0,
                c if c.is_ascii() => 0.3,
                _ => -0.8,
            };
        }
        // The last character may have been cut in two, which says nothing about the encoding.
        if last == '\u{fffd}' && score.characters > 1 {
            score.sum += if damaged <= 2 { 2.0 } else { 6.0 };
            score.characters -= 1;
        }
        score
    }

    #[expect(clippy::cast_precision_loss, reason = "a sample has at most 65,536 characters")]
    fn mean(self) -> f32 {
        if self.characters == 0 { f32::MIN } else { self.sum / self.characters as f32 }
    }
}

/// The guess of the general detector.
fn general(sample: &[u8]) -> Encoding {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    let guess = Encoding::standard(guess);
    if is_soup(sample, guess) {
        return Encoding::standard(encoding_rs::WINDOWS_1252);
    }
    guess
}

/// Whether `sample` is Latin text in which decoding from a double-byte `encoding` would produce scattered
/// ideographs.
fn is_soup(sample: &[u8], encoding: Encoding) -> bool {
    match encoding.0 {
        Kind::Standard(e) if e == GB18030 || e == BIG5 => {
            among_letters(&e.decode_without_bom_handling(sample).0)
        }
        _ => false,
    }
}

/// Whether most characters of `text` beyond ASCII touch Latin letters, so that each is likely to be an
/// accented letter and its neighbour, taken for one character.
fn among_letters(text: &str) -> bool {
    let (mut all, mut touching) = (0_usize, 0_usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            let after = chars.peek().copied().unwrap_or(' ');
            all += 1;
            touching += usize::from(before.is_ascii_alphabetic() || after.is_ascii_alphabetic());
        }
        before = c;
    }
    touching * 10 >= all * 7
}
