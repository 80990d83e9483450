//! Putting text on the clipboard: by OSC 52, which works over ssh and is silently ignored by terminals
//! that do not know it; or by a program of the user's desktop.

mod program;

use std::io::{self, Write};
use std::path::Path;

use crate::app::clipboard::{Clip, Clipboard, Outcome};

pub(super) use program::Copier;

/// Most bytes of text: terminals take 100,000 bytes of sequence.
const MOST: usize = 74_994;

/// The program that puts text on the clipboard, with its arguments; `None` where the terminal does it.
pub(super) fn program(clipboard: &Clipboard) -> Option<Vec<String>> {
    match clipboard {
        Clipboard::Terminal => None,
        Clipboard::Program(words) => Some(words.clone()),
        Clipboard::Auto => {
            let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            desktop(cfg!(target_os = "macos"), set, installed).and_then(Clipboard::program)
        }
    }
}

/// The clipboard program of the desktop on which the terminal runs. Over ssh that desktop is on another
/// machine, which only the terminal reaches.
fn desktop(
    mac: bool,
    set: impl Fn(&str) -> bool,
    installed: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return None;
    }
    let (wayland, x11) = (set("WAYLAND_DISPLAY"), set("DISPLAY"));
    let all = [("wl-copy", wayland), ("xclip", x11), ("xsel", x11), ("pbcopy", mac)];
    all.into_iter().find(|&(name, fits)| fits && installed(name)).map(|(name, _)| name)
}

/// Whether the program `name` is in one of the folders of `PATH`.
fn installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| is_file(&folder.join(name)))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// `text` without control characters, so that pasting it cannot run a command.
fn plain(text: &str) -> String {
    text.chars().filter(|&c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

/// Sends the text of `clip` to the terminal.
pub(super) fn send(clip: &Clip) -> io::Result<Outcome> {
    let plain = plain(&clip.text);
    if plain.len() > MOST {
        return Ok(Outcome::TooLong { bytes: plain.len(), most: MOST });
    }
    let mut out = io::stdout().lock();
    write!(out, "\x1b]52;c;{}\x1b\\", base64(plain.as_bytes()))?;
    out.flush()?;
    Ok(Outcome::Sent)
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

    #[test]
    fn the_desktop_decides_which_program_is_used() {
        type Case<'a> = (&'a [&'a str], &'a [&'a str], bool, Option<&'a str>);
        let cases: [Case<'_>; 7] = [
            (&["WAYLAND_DISPLAY", "DISPLAY"], &["wl-copy", "xclip"], false, Some("wl-copy")),
            (&["WAYLAND_DISPLAY", "DISPLAY"], &["xclip"], false, Some("xclip")),
            (&["DISPLAY"], &["wl-copy", "xsel"], false, Some("xsel")),
            (&["DISPLAY"], &[], false, None),
            (&["DISPLAY", "SSH_CONNECTION"], &["xclip"], false, None),
            (&[], &["pbcopy"], true, Some("pbcopy")),
            (&[], &["wl-copy", "xclip", "xsel", "pbcopy"], false, None),
        ];
        for (variables, programs, mac, expected) in cases {
            let found = desktop(mac, |name| variables.contains(&name), |p| programs.contains(&p));
            assert_eq!(found, expected, "{variables:?} {programs:?}");
        }
    }
}
