//! Folded text, with a map back to the original.
//!
//! In: a text. Out: the text in which searches look. Blanks and line ends beside Chinese characters and marks
//! are left out, and so are glosses and characters without width: a phrase broken over two lines is in one
//! piece. Between Latin words, a run of blanks becomes one space. All else is folded character by character.
//!
//! The map back to the original takes four bytes for each place where the lengths of original and folded
//! text differ, and sixteen for each kibibyte.

use super::super::fold::{GONE, fold, fold_basic, is_han};
use crate::text::{Span, gloss};

/// Folded bytes between two entries of the coarse map.
const CHUNK: usize = 1024;

/// Folded text with a map to the original.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    folded: Vec<u8>,
    chunks: Vec<Chunk>,
    points: Vec<Point>,
    /// Characters to replace in the run that is not copied yet: the byte of each in the original, and the
    /// bytes to write.
    mends: Vec<(usize, [u8; 3])>,
}

#[derive(Clone, Copy, Debug)]
struct Chunk {
    /// The byte of the original at the chunk's start, not counting the points that stand there.
    origin: usize,
    /// Index of the chunk's first point.
    first: usize,
}

/// A place where bytes of the original are missing from the folded text.
#[derive(Clone, Copy, Debug)]
struct Point {
    /// Twice the offset in the chunk; one more if the missing bytes belong to the character before.
    place: u16,
    /// How many bytes are missing.
    bytes: u16,
}

impl Point {
    const fn offset(self) -> usize {
        self.place as usize >> 1
    }

    const fn is_inner(self) -> bool {
        self.place & 1 == 1
    }
}

/// Whether the blank at `at` stands alone between two words in ASCII, so that it is kept as it is.
fn between_words(bytes: &[u8], at: usize) -> bool {
    let word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    word(at + 1) && at.checked_sub(1).is_some_and(word)
}

/// Whether an ASCII character always stays as it is.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && !matches!(byte, b'A'..=b'Z' | b'(')
}

impl Haystack {
    pub(super) fn new(text: &str) -> Self {
        let mut out = Self::default();
        out.read(text);
        out
    }

    pub(super) fn folded(&self) -> &[u8] {
        &self.folded
    }

    fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.folded.reserve(bytes.len());
        self.chunks.reserve(bytes.len() / CHUNK + 1);
        // In speeches, about one character in fifteen is a mark.
        self.points.reserve(bytes.len() / 48);
        self.chunks.push(Chunk { origin: 0, first: 0 });
        let mut copied = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Common cases first. Characters that stay as they are are copied in runs.
            let (folded, len) = match byte {
                _ if is_plain(byte) || (byte == b' ' && between_words(bytes, at)) => {
                    at += 1;
                    continue;
                }
                0..0x80 => (fold(char::from(byte)), 1),
                0xe0..0xf0 => {
                    let &[b, c] =
                        bytes.get(at + 1..).and_then(<[u8]>::first_chunk).unwrap_or(&[0; 2]);
                    let code = u32::from(byte & 0xf) << 12
                        | u32::from(b & 0x3f) << 6
                        | u32::from(c & 0x3f);
                    match fold_basic(code) {
                        None => {
                            at += 3;
                            continue;
                        }
                        // As long as the original: the run goes on, and is mended when it is copied.
                        Some(folded) if folded > '\u{7ff}' => {
                            let mut mend = [0; 3];
                            folded.encode_utf8(&mut mend);
                            self.mends.push((at, mend));
                            at += 3;
                            continue;
                        }
                        Some(folded) => (folded, 3),
                    }
                }
                _ => {
                    let rest = Span::new(at, bytes.len()).of(text);
                    let Some(c) = rest.chars().next() else { break };
                    let folded = fold(c);
                    if folded == c {
                        at += c.len_utf8();
                        continue;
                    }
                    (folded, c.len_utf8())
                }
            };
            if byte == b'(' && !self.after_han(bytes, copied, at) {
                at += 1;
                continue;
            }
            self.copy(bytes, copied, at);
            at += match folded {
                ' ' | GONE => self.blank(text, at),
                '(' => self.bracket(text, at, len),
                c => self.put(c, at, len),
            };
            copied = at;
        }
        self.copy(bytes, copied, bytes.len());
        self.mends = Vec::new();
    }

    /// Whether the character before `at` is Chinese; the bytes from `copied` on are not copied yet. Cheap
    /// enough to be called for every bracket.
    fn after_han(&self, bytes: &[u8], copied: usize, at: usize) -> bool {
        let before = bytes.get(copied..at).unwrap_or_default();
        last_char(if before.is_empty() { &self.folded } else { before }).is_some_and(is_han)
    }

    /// Copies `bytes[from..to]`, with the mends that are due.
    #[inline]
    fn copy(&mut self, bytes: &[u8], from: usize, to: usize) {
        let run = bytes.get(from..to).unwrap_or_default();
        let start = self.folded.len();
        self.folded.extend_from_slice(run);
        for (at, mend) in self.mends.drain(..) {
            let at = start + at - from;
            if let Some(place) = self.folded.get_mut(at..at + mend.len()) {
                place.copy_from_slice(&mend);
            }
        }
        self.mark(start, from);
    }

    /// Opens the chunks that begin in the folded bytes after `start`. These stand for the original from
    /// `origin` on, byte for byte.
    #[inline]
    fn mark(&mut self, start: usize, origin: usize) {
        while self.chunks.len() * CHUNK <= self.folded.len() {
            let origin = origin + self.chunks.len() * CHUNK - start;
            self.chunks.push(Chunk { origin, first: self.points.len() });
        }
    }

    /// Notes that `bytes` bytes of the original are missing here; `inner` says that they belong to the
    /// character before.
    #[inline]
    fn lack(&mut self, bytes: usize, inner: bool) {
        let place = (self.folded.len() % CHUNK * 2) as u16 + u16::from(inner);
        let mut left = bytes;
        while left > 0 {
            let step = u16::try_from(left).unwrap_or(u16::MAX);
            self.points.push(Point { place, bytes: step });
            left -= usize::from(step);
        }
    }

    /// Writes `folded` in place of the `len` bytes at `at`, and returns `len`.
    #[inline]
    fn put(&mut self, folded: char, at: usize, len: usize) -> usize {
        let start = self.folded.len();
        if folded.is_ascii() {
            self.folded.push(folded as u8);
        } else {
            self.folded.extend_from_slice(folded.encode_utf8(&mut [0; 4]).as_bytes());
        }
        let written = self.folded.len() - start;
        self.mark(start, at);
        self.lack(len.saturating_sub(written), true);
        len
    }

    /// Reads the bracket at `at`, or the whole gloss that it opens, and returns how many bytes that was.
    fn bracket(&mut self, text: &str, at: usize, len: usize) -> usize {
        let rest = Span::new(at, text.len()).of(text);
        match gloss(rest).filter(|_| last_char(&self.folded).is_some_and(is_han)) {
            Some(gloss) => {
                self.lack(gloss, false);
                gloss
            }
            None => self.put('(', at, len),
        }
    }

    /// Reads the run of blanks and characters without width at `at`, and returns its length in bytes.
    fn blank(&mut self, text: &str, at: usize) -> usize {
        let rest = Span::new(at, text.len()).of(text);
        let mut blank = None;
        let mut next = None;
        let mut len = 0;
        for c in rest.chars() {
            let folded = fold(c);
            if folded == ' ' {
                blank = blank.or(Some((len, c.len_utf8())));
            } else if folded != GONE {
                next = Some(folded);
                break;
            }
            len += c.len_utf8();
        }
        let between = last_char(&self.folded).is_some_and(is_word) && next.is_some_and(is_word);
        match blank.filter(|_| between) {
            Some((before, width)) => {
                self.lack(before, false);
                self.put(' ', at + before, width);
                self.lack(len - before - width, false);
            }
            None => self.lack(len, false),
        }
        len
    }

    /// The bytes of the original from which the folded bytes `start..end` were made.
    pub(super) fn original(&self, start: usize, end: usize) -> Span {
        Span::new(self.trace(start, |_| true), self.trace(end, Point::is_inner))
    }

    /// The byte of the original from which the folded byte `at` was made. Of the points at `at` itself, only
    /// those for which `counts` holds are added.
    fn trace(&self, at: usize, counts: impl Fn(Point) -> bool) -> usize {
        let number = at / CHUNK;
        let Some(chunk) = self.chunks.get(number) else { return 0 };
        let last = self.chunks.get(number + 1).map_or(self.points.len(), |c| c.first);
        let points = self.points.get(chunk.first..last).unwrap_or_default();
        let offset = at % CHUNK;
        let lacking: usize = points
            .iter()
            .take_while(|p| p.offset() <= offset)
            .filter(|&&p| p.offset() < offset || counts(p))
            .map(|p| usize::from(p.bytes))
            .sum();
        chunk.origin + offset + lacking
    }
}

/// The last character of folded bytes.
fn last_char(bytes: &[u8]) -> Option<char> {
    if let Some(&last) = bytes.last()
        && last.is_ascii()
    {
        return Some(char::from(last));
    }
    let start = bytes.iter().rposition(|b| b & 0xc0 != 0x80)?;
    std::str::from_utf8(bytes.get(start..)?).ok()?.chars().next()
}

/// Whether `c` is a letter or digit of a script that puts blanks between words.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        String::from_utf8(Haystack::new(text).folded).unwrap()
    }

    #[test]
    fn blanks_stay_only_between_latin_words() {
        for (text, want) in [
            ("纲 举\n\u{3000}\u{3000}目\u{200b}张", "纲举目张"),
            ("A  B\r\nC", "a b c"),
            ("第 2 章 ABC 纲", "第2章abc纲"),
            ("over , there", "over,there"),
            ("項目(xiàng)建設（shè）", "项目建设"),
            ("目(一)张(é)", "目(一)张"),
            ("f(é)", "f(e)"),
            ("  \n", ""),
        ] {
            assert_eq!(folded(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_hit_ends_before_the_blanks_that_follow() {
        let text = "“ 纲，\n举 ”";
        let hay = Haystack::new(text);
        let at = |s: &str| {
            let start = folded(text).find(s).unwrap();
            hay.original(start, start + s.len()).of(text)
        };
        assert_eq!(at("纲,"), "纲，");
        assert_eq!(at("纲,举"), "纲，\n举");
        assert_eq!(at("\"纲"), "“ 纲");
    }

    /// Every folded character leads back to the original that it was made from.
    fn leads_back(text: &str) {
        let hay = Haystack::new(text);
        let folded = folded(text);
        let mut end = 0;
        for (at, c) in folded.char_indices() {
            let span = hay.original(at, at + c.len_utf8());
            assert!(span.start >= end && span.end <= text.len(), "{text:?} {at}");
            let original: Vec<char> = span.of(text).chars().collect();
            assert_eq!(original.len(), 1, "{text:?} {at}");
            assert_eq!(fold(original[0]), c);
            end = span.end;
        }
    }

    #[test]
    fn long_texts_lead_back_over_all_chunks() {
        leads_back(&"，项目建设(shè)ＡＢ c d 落\n实。".repeat(400));
        leads_back(&"a".repeat(5000));
        leads_back(&format!("{}纲{}", " ".repeat(200_000), "，".repeat(1023)));
    }

    proptest! {
        #[test]
        fn any_text_leads_back(text in any::<String>()) {
            leads_back(&text);
        }

        #[test]
        fn mixed_text_leads_back(text in "[a-cA-C 纲項目（(è)）\n，。\u{200b}Ａ𫝈]{0,60}", n in 1_usize..60) {
            leads_back(&text.repeat(n));
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
