//! The bytes of a file, which are checked for UTF-8 as they are read.
//!
//! In: pieces of a file, one after the other. Out: [`Bytes`], a text if all of them are UTF-8. A large text
//! is thus in memory only once, and each piece is checked while it is still in the processor's cache.

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// They are UTF-8.
    Utf8(String),
    /// They are something else, or nobody has looked yet.
    Raw(Vec<u8>),
}

impl Bytes {
    /// The bytes as they are.
    #[must_use]
    pub const fn as_slice(&self) -> &[u8] {
        match self {
            Self::Utf8(text) => text.as_bytes(),
            Self::Raw(bytes) => bytes.as_slice(),
        }
    }

    /// The same bytes, without a copy.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        match self {
            Self::Utf8(text) => text.into_bytes(),
            Self::Raw(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Raw(bytes)
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Self::Utf8(text.to_owned())
    }
}

/// The bytes that were read so far.
#[derive(Debug)]
pub struct Incoming(Bytes);

impl Incoming {
    /// Room for a file of `size` bytes.
    #[must_use]
    pub fn with_capacity(size: usize) -> Self {
        Self(Bytes::Utf8(String::with_capacity(size)))
    }

    /// Appends the next bytes of the file. Returns how many were taken: all but a character at the end that
    /// is not complete. The others must come again, with what follows them.
    #[must_use]
    pub fn push(&mut self, piece: &[u8]) -> usize {
        let whole = piece.len() - incomplete(piece);
        let checked = piece.get(..whole).and_then(|piece| simdutf8::basic::from_utf8(piece).ok());
        match (&mut self.0, checked) {
            (Bytes::Utf8(text), Some(checked)) => {
                text.push_str(checked);
                whole
            }
            (Bytes::Utf8(_), None) => self.push_raw(piece),
            (Bytes::Raw(bytes), _) => {
                bytes.extend_from_slice(piece);
                piece.len()
            }
        }
    }

    fn push_raw(&mut self, piece: &[u8]) -> usize {
        let before = std::mem::replace(&mut self.0, Bytes::Raw(Vec::new()));
        let mut bytes = before.into_vec();
        bytes.extend_from_slice(piece);
        self.0 = Bytes::Raw(bytes);
        piece.len()
    }

    /// All bytes, at the end of the file; `rest` is what the last piece left over.
    #[must_use]
    pub fn finish(mut self, rest: &[u8]) -> Bytes {
        if !rest.is_empty() {
            let _ = self.push_raw(rest);
        }
        self.0
    }
}

/// Length in bytes of the beginning of a character with which `piece` ends, 0 if its last one is complete.
fn incomplete(piece: &[u8]) -> usize {
    let long = |lead: u8| match lead {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xff => 4,
        _ => 1,
    };
    let tail = piece.iter().rev().take(3).enumerate();
    let lead = tail.map(|(i, &byte)| (i + 1, byte)).find(|&(_, byte)| byte >= 0xc0);
    lead.filter(|&(length, byte)| length < long(byte)).map_or(0, |(length, _)| length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All of `bytes`, read in pieces of `size`.
    fn gathered(bytes: &[u8], size: usize) -> Bytes {
        let mut incoming = Incoming::with_capacity(0);
        let mut kept = Vec::new();
        for piece in bytes.chunks(size) {
            kept.extend_from_slice(piece);
            let taken = incoming.push(&kept);
            kept.drain(..taken);
        }
        incoming.finish(&kept)
    }

    #[test]
    fn a_text_is_one_wherever_its_pieces_end() {
        let text = "纲é目😀举a";
        for size in 1..=text.len() {
            assert_eq!(gathered(text.as_bytes(), size), Bytes::Utf8(text.to_owned()), "{size}");
        }
    }

    #[test]
    fn a_character_that_the_end_of_the_file_cuts_is_no_text() {
        for bytes in [&b"\xe7\xba"[..], b"a\xf0\x9f\x98", b"\xff", b"\xe7\xbaa", b"\x80\x80\x80"] {
            for size in 1..4 {
                assert_eq!(gathered(bytes, size), Bytes::Raw(bytes.to_vec()), "{bytes:x?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_byte_is_lost_and_only_utf8_is_a_text(
            text in "[纲aé😀]{0,9}",
            damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
            size in 1_usize..8,
        ) {
            let mut bytes = text.into_bytes();
            if let Some((at, byte)) = damage
                && !bytes.is_empty()
            {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let found = gathered(&bytes, size);
            prop_assert_eq!(matches!(found, Bytes::Utf8(_)), std::str::from_utf8(&bytes).is_ok());
            prop_assert_eq!(found.into_vec(), bytes);
        }
    }
}
