//! Decodes the bytes of a terminal while it is being asked: answers, and what the user typed meanwhile.
//!
//! In: bytes, cut anywhere. Out: [`Token`]s; a sequence that is not whole is held until it is.
//! Pure. Source: ECMA-48 (control sequences), xterm's control sequences (modifiers, SGR mouse,
//! bracketed paste).

use crate::app::msg::{Mouse, MouseAction};
use crate::app::{Key, Msg, Named};

/// One thing that the terminal sent.
#[derive(Debug)]
pub(super) enum Token {
    /// Where the cursor is, from 1.
    Cursor {
        /// Row.
        row: u16,
        /// Column.
        column: u16,
    },
    /// What the terminal can do: the answer to DA 1.
    Attributes,
    /// The colour of its ground, as red, green, blue: the answer to OSC 11.
    Ground([u8; 3]),
    /// A key, a paste, the mouse.
    Msg(Msg),
    /// Something that is not for this program.
    Other,
}

/// Most bytes of a sequence; a longer one is garbage.
const LONGEST: usize = 64;
/// Most bytes of a paste; what follows is left out.
const PASTED: usize = 1 << 16;
const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Tells tokens apart.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The start of a sequence, or what was pasted so far.
    held: Vec<u8>,
    /// Whether a paste has begun and not ended.
    pasting: bool,
}

/// A look at the start of the bytes.
enum Look {
    /// A token of so many bytes.
    Token(Token, usize),
    /// The start of something.
    More,
}

impl Decoder {
    /// Whether something is begun and not whole.
    pub(super) fn is_amid(&self) -> bool {
        self.pasting || !self.held.is_empty()
    }

    /// Takes `bytes` in; gives the tokens that are whole.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Token> {
        self.held.extend_from_slice(bytes);
        self.tokens(false)
    }

    /// Nothing has followed for a while: what is held is whole as it is. A paste is not.
    pub(super) fn pause(&mut self) -> Vec<Token> {
        self.tokens(true)
    }

    fn tokens(&mut self, paused: bool) -> Vec<Token> {
        let mut tokens = Vec::new();
        let held = std::mem::take(&mut self.held);
        let mut rest = held.as_slice();
        while !rest.is_empty() {
            if self.pasting {
                let Some(end) = find(rest, PASTE_END) else { break };
                tokens.push(Token::Msg(pasted(rest.get(..end).unwrap_or_default())));
                rest = rest.get(end + PASTE_END.len()..).unwrap_or_default();
                self.pasting = false;
            } else if let Some(paste) = rest.strip_prefix(PASTE) {
                self.pasting = true;
                rest = paste;
            } else {
                match look(rest, paused) {
                    Look::Token(token, length) => {
                        tokens.push(token);
                        rest = rest.get(length.max(1)..).unwrap_or_default();
                    }
                    Look::More => break,
                }
            }
        }
        // Keep only the start of an endless paste, and enough of its tail to recognise the end.
        self.held = match rest.len().checked_sub(PASTED) {
            Some(over) if self.pasting && over > PASTE_END.len() => {
                let (head, tail) = rest.split_at(PASTED);
                let tail = tail.get(tail.len().saturating_sub(PASTE_END.len())..);
                [head, tail.unwrap_or_default()].concat()
            }
            _ => rest.to_vec(),
        };
        tokens
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn pasted(bytes: &[u8]) -> Msg {
    Msg::Paste(String::from_utf8_lossy(bytes.get(..PASTED).unwrap_or(bytes)).into_owned())
}

const fn key(key: Key, length: usize) -> Look {
    Look::Token(Token::Msg(Msg::Key(key)), length)
}

/// What stands at the start of `bytes`; `paused` when nothing follows them soon.
fn look(bytes: &[u8], paused: bool) -> Look {
    let more = |otherwise: Look| if paused { otherwise } else { Look::More };
    let esc = || key(Key::Named(Named::Esc), 1);
    match *bytes {
        [] => Look::More,
        [0x1b] => more(esc()),
        [0x1b, 0x1b, ..] => esc(),
        [0x1b, b'[', b'[', last, ..] => {
            // The Linux console sends F1 to F5 so.
            let token = match last {
                b'A'..=b'E' => named(Named::F(last - b'A' + 1), false),
                _ => Token::Other,
            };
            Look::Token(token, 4)
        }
        [0x1b, b'[', ref rest @ ..] => sequence(rest, paused),
        [0x1b, b'O', last, ..] => Look::Token(single(last), 3),
        [0x1b, b'O'] => more(key(Key::Alt('O'), 2)),
        [0x1b, b']', ref rest @ ..] => {
            string(rest, paused, |text| ground(text).map_or(Token::Other, Token::Ground))
        }
        [0x1b, b'P' | b'X' | b'^' | b'_', ref rest @ ..] => string(rest, paused, |_| Token::Other),
        [0x1b, ref rest @ ..] => match look(rest, paused) {
            Look::Token(Token::Msg(Msg::Key(plain)), length) => {
                Look::Token(with_alt(plain), length + 1)
            }
            Look::Token(token, length) => Look::Token(token, length + 1),
            Look::More => Look::More,
        },
        [b'\r', ..] => key(Key::Named(Named::Enter), 1),
        [b'\t', ..] => key(Key::Named(Named::Tab), 1),
        [0x7f, ..] => key(Key::Named(Named::Backspace), 1),
        [0, ..] => key(Key::Ctrl(' '), 1),
        [c @ 1..=0x1a, ..] => key(Key::Ctrl(char::from(c - 1 + b'a')), 1),
        [c @ 0x1c..=0x1f, ..] => key(Key::Ctrl(char::from(c - 0x1c + b'4')), 1),
        [c @ 0x20..=0x7e, ..] => key(Key::Char(char::from(c)), 1),
        _ => character(bytes, paused),
    }
}

/// A character of several bytes (UTF-8); a byte that belongs to none is nothing.
fn character(bytes: &[u8], paused: bool) -> Look {
    let head = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
        Err(error) if error.error_len().is_none() && !paused => return Look::More,
        Err(_) => "",
    };
    match valid.chars().next() {
        Some(c) => key(Key::Char(c), c.len_utf8()),
        None => Look::Token(Token::Other, 1),
    }
}

/// A control sequence after `ESC [`: parameters, intermediate bytes, a final byte.
fn sequence(rest: &[u8], paused: bool) -> Look {
    let length = rest.iter().take_while(|b| matches!(b, 0x20..=0x3f)).count();
    // The introducer counts two bytes, the final one.
    match rest.get(length) {
        _ if length > LONGEST => Look::Token(Token::Other, length + 2),
        None if paused && length == 0 => key(Key::Alt('['), 2),
        None if paused => Look::Token(Token::Other, length + 2),
        None => Look::More,
        Some(&last @ 0x40..=0x7e) => {
            Look::Token(control(rest.get(..length).unwrap_or_default(), last), length + 3)
        }
        // Not a valid sequence: something else begins here.
        Some(_) => Look::Token(Token::Other, length + 2),
    }
}

/// What a control sequence says.
fn control(parameters: &[u8], last: u8) -> Token {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    if let Some(mouse) = text.strip_prefix('<') {
        return sgr_mouse(mouse, last).unwrap_or(Token::Other);
    }
    if text.starts_with('?') && last == b'c' {
        return Token::Attributes;
    }
    let mut numbers = text.split(';').map(|n| n.split(':').next().unwrap_or_default().parse());
    let first: Option<u16> = numbers.next().and_then(Result::ok);
    let second: Option<u16> = numbers.next().and_then(Result::ok);
    let alt = second.is_some_and(|modifiers| modifiers.saturating_sub(1) & 2 != 0);
    match (last, first, second) {
        (b'R', Some(row), Some(column)) => Token::Cursor { row, column },
        (b'A'..=b'H' | b'P' | b'Q' | b'S', _, _) => match single(last) {
            Token::Msg(Msg::Key(Key::Named(name))) => named(name, alt),
            other => other,
        },
        (b'Z', _, _) => named(Named::BackTab, false),
        (b'~', Some(number), _) => match number {
            1 | 7 => named(Named::Home, alt),
            4 | 8 => named(Named::End, alt),
            3 => named(Named::Delete, alt),
            5 => named(Named::PageUp, alt),
            6 => named(Named::PageDown, alt),
            2 => named(Named::Insert, alt),
            // The numbers of the function keys have gaps.
            11..=15 => function(number - 10, alt),
            17..=21 => function(number - 11, alt),
            23 | 24 => function(number - 12, alt),
            _ => Token::Other,
        },
        _ => Token::Other,
    }
}

/// A key by its letter, after `ESC O` or at the end of a control sequence.
fn single(last: u8) -> Token {
    match last {
        b'A' => named(Named::Up, false),
        b'B' => named(Named::Down, false),
        b'C' => named(Named::Right, false),
        b'D' => named(Named::Left, false),
        b'H' => named(Named::Home, false),
        b'F' => named(Named::End, false),
        b'P'..=b'S' => named(Named::F(last - b'P' + 1), false),
        _ => Token::Other,
    }
}

fn function(number: u16, alt: bool) -> Token {
    u8::try_from(number).map_or(Token::Other, |number| named(Named::F(number), alt))
}

fn named(name: Named, alt: bool) -> Token {
    Token::Msg(Msg::Key(if alt { Key::AltNamed(name) } else { Key::Named(name) }))
}

fn with_alt(key: Key) -> Token {
    match key {
        Key::Char(c) => Token::Msg(Msg::Key(Key::Alt(c))),
        Key::Named(name) => named(name, true),
        other @ (Key::Ctrl(_) | Key::Alt(_) | Key::AltNamed(_)) => Token::Msg(Msg::Key(other)),
    }
}

/// A report of the mouse: button, column, row, from 1.
fn sgr_mouse(parameters: &str, last: u8) -> Option<Token> {
    let mut numbers = parameters.split(';').map(str::parse::<u16>);
    let mut next = || numbers.next()?.ok();
    let (button, x, y) = (next()?, next()?.checked_sub(1)?, next()?.checked_sub(1)?);
    // Shift, Alt and Control make no difference here.
    let action = match (button & !(4 | 8 | 16), last) {
        (0, b'M') => MouseAction::Press,
        (32, b'M') => MouseAction::Drag,
        (0, b'm') => MouseAction::Release,
        (64, b'M') => MouseAction::WheelUp,
        (65, b'M') => MouseAction::WheelDown,
        _ => return None,
    };
    Some(Token::Msg(Msg::Mouse(Mouse { action, x, y })))
}

/// A string for the terminal's own use (OSC, DCS …), which ends with BEL or ST.
fn string(rest: &[u8], paused: bool, meaning: impl Fn(&[u8]) -> Token) -> Look {
    let bell = rest.iter().position(|byte| *byte == 7).map(|at| (at, 1));
    let end = find(rest, b"\x1b\\").map(|at| (at, 2));
    match bell.into_iter().chain(end).min() {
        Some((at, sign)) => Look::Token(meaning(rest.get(..at).unwrap_or_default()), at + sign + 2),
        None if paused || rest.len() > PASTED => Look::Token(Token::Other, rest.len() + 2),
        None => Look::More,
    }
}

/// The colour in an answer to OSC 11: `11;rgb:ffff/ffff/ffff`, of one to four digits each.
fn ground(text: &[u8]) -> Option<[u8; 3]> {
    let colour = std::str::from_utf8(text).ok()?.strip_prefix("11;")?;
    let colour = colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?;
    let mut parts = colour.split('/').map(|digits| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() <= 4)?;
        u8::try_from((value * 255).checked_div(most)?).ok()
    });
    Some([parts.next()??, parts.next()??, parts.next()??])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(tokens: Vec<Token>) -> Vec<String> {
        let name = |token| match token {
            Token::Msg(Msg::Key(key)) => format!("{key:?}"),
            Token::Msg(msg) => format!("{msg:?}"),
            other => format!("{other:?}"),
        };
        tokens.into_iter().map(name).collect()
    }

    fn decoded(bytes: &str) -> Vec<String> {
        let mut decoder = Decoder::default();
        let mut all = shown(decoder.feed(bytes.as_bytes()));
        all.extend(shown(decoder.pause()));
        all
    }

    #[test]
    fn keys_are_what_the_reader_of_events_makes_of_them() {
        for (bytes, expected) in [
            ("j纲", &["Char('j')", "Char('纲')"] as &[_]),
            ("\r\t\x7f\x04", &["Named(Enter)", "Named(Tab)", "Named(Backspace)", "Ctrl('d')"]),
            ("\x1b[A\x1bOB\x1b[1;3C", &["Named(Up)", "Named(Down)", "AltNamed(Right)"]),
            ("\x1b[5~\x1b[6;5~\x1bOP", &["Named(PageUp)", "Named(PageDown)", "Named(F(1))"]),
            ("\x1b[Z\x1b[[A", &["Named(BackTab)", "Named(F(1))"]),
            ("\x1bv\x1b\x7f", &["Alt('v')", "AltNamed(Backspace)"]),
            ("\x1b\x1b", &["Named(Esc)", "Named(Esc)"]),
            ("\x1bOQ\x1b[[E\x1b[15~", &["Named(F(2))", "Named(F(5))", "Named(F(5))"]),
            ("\x1b[17~\x1b[24~\x1b[1;3S", &["Named(F(6))", "Named(F(12))", "AltNamed(F(4))"]),
            ("\x1b[2~\x1b[21;3~", &["Named(Insert)", "AltNamed(F(10))"]),
            ("\x1b[I\x1b[25~j", &["Other", "Other", "Char('j')"]),
        ] {
            assert_eq!(decoded(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn answers_are_no_keys() {
        for bytes in [
            "\x1b[2;3R",
            "\x1b[?65;1;9c",
            "\x1b[>0;276;0c",
            "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            "\x1bP1$r0m\x1b\\",
            "\x1b_Gi=1;OK\x1b\\",
            "\x1b[?2027;0$y",
            "\x1b[\x1b[2;3R",
        ] {
            let tokens = decoded(bytes);
            assert!(tokens.iter().all(|t| !t.contains('\'') && !t.contains("Named")), "{tokens:?}");
        }
    }

    #[test]
    fn the_colour_of_the_ground_is_read_in_every_length() {
        for (answer, expected) in [
            ("11;rgb:ffff/8080/0000", Some([255, 128, 0])),
            ("11;rgb:ff/80/00", Some([255, 128, 0])),
            ("11;rgb:f/0/0", Some([255, 0, 0])),
            ("11;rgba:ffff/ffff/ffff/8000", Some([255; 3])),
            ("11;rgb:fffff/0/0", None),
            ("11;rgb:/0/0", None),
            ("11;rgb:qqqq/0000/0000", None),
            ("11;rgb:-1/00/00", None),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;?", None),
        ] {
            assert_eq!(ground(answer.as_bytes()), expected, "{answer}");
        }
    }

    #[test]
    fn a_sequence_may_be_cut_anywhere() {
        let bytes = "纲\x1b[2;3R\x1b[1;3D\x1b[200~q一\x1b[201~\x1b[<0;5;7Mz".as_bytes();
        let whole = shown(Decoder::default().feed(bytes));
        assert_eq!(whole.len(), 6);
        for cut in 0..bytes.len() {
            let mut decoder = Decoder::default();
            let (head, tail) = bytes.split_at(cut);
            let mut parts = shown(decoder.feed(head));
            parts.extend(shown(decoder.feed(tail)));
            assert_eq!(parts, whole, "cut at {cut}");
            assert!(!decoder.is_amid());
        }
    }

    #[test]
    fn a_paste_runs_nothing_and_waits_for_its_end() {
        let mut decoder = Decoder::default();
        assert!(shown(decoder.feed(b"\x1b[200~q\r")).is_empty());
        assert!(decoder.is_amid() && decoder.pause().is_empty() && decoder.is_amid());
        assert_eq!(shown(decoder.feed(b"x\x1b[201~j")), ["Paste(\"q\\rx\")", "Char('j')"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_bytes_in_any_parts_come_to_an_end(
            parts in proptest::collection::vec(
                proptest::collection::vec(prop_oneof![
                    Just(0x1b_u8), Just(b'['), Just(b';'), Just(b'R'), Just(b'2'), any::<u8>()
                ], 0..40),
                0..6,
            ),
        ) {
            let mut decoder = Decoder::default();
            for part in &parts {
                let _tokens = decoder.feed(part);
            }
            for _ in 0..4 {
                let _tokens = decoder.pause();
            }
            prop_assert!(decoder.pasting || !decoder.is_amid());
        }
    }
}
