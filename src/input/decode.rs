//! Decodes bytes of any encoding.
//!
//! In: bytes, and their encoding, if the user names it. Out: [`Decoded`], the text without byte order marks,
//! and how many damaged places became U+FFFD. No bytes are refused, and nothing is lost but the damaged
//! ones.

mod common;
mod detect;
mod encoding;
#[cfg(test)]
mod tests;

use encoding_rs::DecoderResult;

use super::bytes::Bytes;
use crate::document::Origin;

pub use common::looks_decoded;
use detect::detect;
pub(super) use detect::{Evidence, Guess, score};
pub use encoding::{ENCODINGS, Encoding, UnknownEncoding};

use encoding::Kind;

/// A decoded text, and how it was decoded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decoded {
    /// The text.
    pub(super) text: String,
    /// The encoding, and how it was found.
    pub(super) guess: Guess,
    /// How many damaged places became U+FFFD.
    pub(super) damaged: usize,
    /// Offset in bytes of the first of them.
    pub(super) first: Option<usize>,
}

impl Decoded {
    /// The origin of the document, as far as decoding knows it.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            encoding: self.guess.encoding.name(),
            damaged: self.damaged,
            first_damage: self.first,
            ..Origin::default()
        }
    }
}

/// Decodes `bytes` from the encoding `told`; without one, from the encoding that they seem to be in.
pub(super) fn decode(bytes: impl Into<Bytes>, told: Option<Encoding>) -> Decoded {
    let bytes = bytes.into();
    if told.is_none_or(|e| e == Encoding::UTF_8) {
        let text = match bytes {
            Bytes::Utf8(text) => Ok(text),
            Bytes::Raw(bytes) => checked(bytes),
        };
        return match text {
            // Latin text in UTF-16 is well-formed UTF-8, too, but full of NULs.
            Ok(text) if told.is_none() && text.bytes().take(64).any(|b| b == 0) => {
                with(text.as_bytes(), detect(text.as_bytes()))
            }
            Ok(text) => whole(text, told),
            Err(e) if told.is_none() => with(e.as_bytes(), detect(e.as_bytes())),
            Err(e) => as_told(e.as_bytes(), Encoding::UTF_8),
        };
    }
    as_told(bytes.as_slice(), told.unwrap_or(Encoding::UTF_8))
}

/// `bytes` as a string, if they are UTF-8.
///
/// The standard library checks Chinese text at some 700 MB/s. Checking it with SIMD instructions and copying
/// it is ten times faster.
fn checked(bytes: Vec<u8>) -> Result<String, std::string::FromUtf8Error> {
    /// Up to so many bytes, a copy is worth its memory.
    const COPIED: usize = 64 << 20;
    if bytes.len() <= COPIED
        && let Ok(text) = simdutf8::basic::from_utf8(&bytes)
    {
        return Ok(text.to_owned());
    }
    String::from_utf8(bytes)
}

/// Decodes `bytes` as `encoding`, whatever they look like.
fn as_told(bytes: &[u8], encoding: Encoding) -> Decoded {
    let seen = detect(bytes);
    // A byte order mark of that very encoding is not part of the text.
    let marked = seen.evidence == Evidence::Mark && seen.encoding == encoding;
    let mark = if marked { seen.mark } else { 0 };
    with(bytes, Guess { encoding, mark, stray: 0, evidence: Evidence::Told })
}

/// The result for well-formed UTF-8, whose bytes are the text.
fn whole(mut text: String, told: Option<Encoding>) -> Decoded {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let evidence = match (told, mark) {
        (Some(_), _) => Evidence::Told,
        (None, 0) => Evidence::Form,
        (None, _) => Evidence::Mark,
    };
    without_marks(&mut text);
    let guess = Guess { encoding: Encoding::UTF_8, mark, stray: 0, evidence };
    Decoded { text, guess, damaged: 0, first: None }
}

/// Drops the byte order marks at the start; some programs write two.
fn without_marks(text: &mut String) {
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    if marks > 0 {
        text.drain(..marks);
    }
}

/// Decodes `bytes` from the encoding of `guess`.
pub(super) fn with(bytes: &[u8], guess: Guess) -> Decoded {
    let start = guess.mark + guess.stray;
    let mut out = Damage::default();
    let mut text = String::new();
    if guess.stray > 0 {
        out.note(&mut text, guess.mark);
    }
    let rest = bytes.get(start..).unwrap_or_default();
    match guess.encoding.0 {
        Kind::Standard(e) if e == encoding_rs::UTF_8 => utf8(rest, start, &mut text, &mut out),
        Kind::Standard(e) => standard(rest, start, e, &mut text, &mut out),
        Kind::Utf32Le => utf32(rest, start, u32::from_le_bytes, &mut text, &mut out),
        Kind::Utf32Be => utf32(rest, start, u32::from_be_bytes, &mut text, &mut out),
    }
    without_marks(&mut text);
    Decoded { text, guess, damaged: out.count, first: out.first }
}

/// The damaged places that were found so far.
#[derive(Default)]
struct Damage {
    count: usize,
    /// Offset in bytes of the first.
    first: Option<usize>,
}

impl Damage {
    /// Notes that the bytes at `offset` are not a character.
    fn note(&mut self, text: &mut String, offset: usize) {
        text.push('\u{fffd}');
        self.count += 1;
        self.first.get_or_insert(offset);
    }
}

/// Decodes UTF-8 with damaged places. In this and the next functions, `start` is the offset of `bytes` in the
/// file.
fn utf8(bytes: &[u8], start: usize, text: &mut String, damage: &mut Damage) {
    text.reserve(bytes.len());
    let mut offset = start;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            damage.note(text, offset);
            offset += chunk.invalid().len();
        }
    }
}

/// Decodes an encoding of the Encoding Standard.
fn standard(
    bytes: &[u8],
    start: usize,
    encoding: &'static encoding_rs::Encoding,
    text: &mut String,
    damage: &mut Damage,
) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut read = 0;
    // A Chinese character takes two bytes in GB18030 and Big5, and three in UTF-8.
    text.reserve(bytes.len() + bytes.len() / 2 + 16);
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        let (result, n) = decoder.decode_to_string_without_replacement(rest, text, true);
        read += n;
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => text.reserve(rest.len().min(1 << 20) * 3 / 2 + 16),
            DecoderResult::Malformed(bad, after) => {
                let back = usize::from(bad) + usize::from(after);
                text.reserve(4);
                damage.note(text, (start + read).saturating_sub(back));
                if out_of_step(bytes.get(read..).unwrap_or_default(), encoding) {
                    read += 1;
                    decoder = encoding.new_decoder_without_bom_handling();
                }
            }
        }
    }
}

/// Whether the byte after a damaged place, with which `rest` starts, is the second half of a character. If it
/// were read as the first, all up to the next ASCII character would be wrong.
fn out_of_step(rest: &[u8], encoding: &'static encoding_rs::Encoding) -> bool {
    /// How many bytes are looked at to tell.
    const WINDOW: usize = 32;
    if encoding != encoding_rs::GB18030 && encoding != encoding_rs::BIG5 {
        return false;
    }
    let window = rest.get(..rest.len().min(WINDOW)).unwrap_or_default();
    let run = window.iter().position(u8::is_ascii).unwrap_or(window.len());
    let run = window.get(..run).unwrap_or_default();
    let after = window.get(run.len());
    match run.len() {
        0 => false,
        // ASCII below @ is never the second half of a character.
        1 => after.is_none_or(|b| *b < b'@'),
        _ => detect::gain_of_shift(run, encoding) > 0.3,
    }
}

/// Decodes UTF-32; `word` reads a unit in the right byte order.
fn utf32(
    bytes: &[u8],
    start: usize,
    word: fn([u8; 4]) -> u32,
    text: &mut String,
    damage: &mut Damage,
) {
    let (words, tail) = bytes.as_chunks::<4>();
    for (i, unit) in words.iter().enumerate() {
        match char::from_u32(word(*unit)) {
            Some(c) => text.push(c),
            None => damage.note(text, start + i * 4),
        }
    }
    if !tail.is_empty() {
        damage.note(text, start + words.len() * 4);
    }
}
