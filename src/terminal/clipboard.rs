//! The clipboard by OSC 52: works over ssh, and shows nothing where a terminal does not know it.

use std::io::{self, Write};

use crate::app::msg::Notice;

/// Most bytes of text: terminals take 100,000 bytes of sequence.
const MOST: usize = 74_994;

/// Puts `text` on the clipboard: plain text, without control characters.
pub(super) fn copy(text: &str) -> io::Result<Notice> {
    let plain: String =
        text.chars().filter(|&c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    if plain.len() > MOST {
        return Ok(Notice::TooLongToCopy(MOST));
    }
    let mut out = io::stdout().lock();
    write!(out, "\x1b]52;c;{}\x1b\\", base64(plain.as_bytes()))?;
    out.flush()?;
    Ok(Notice::Copied)
}

/// `bytes` in base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = (group >> (18 - 6 * i)) & 63;
            let digit = DIGITS.get(digit as usize).copied().unwrap_or(b'=');
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_test_vectors_of_rfc_4648() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }
}
