//! Measures how many cells the terminal gives to ambiguous characters, and asks it for the colour of its
//! ground: asks once, and takes the answers whenever they come.
//!
//! Out: some characters, each followed by a query for the cursor position (DSR 6), and last the query
//! that every terminal answers (DA 1). In: the terminal's bytes until the answer to that, or a time
//! limit. Nothing waits meanwhile: keys among the answers are passed on as they come. An answer never
//! becomes a key, however late it is: past the limit the usual reader of events drops it.
//!
//! It would not drop the colour (OSC 11). So that is asked for last, and only of a terminal that has
//! answered the rest at once.
//!
//! The idea is vim's, which draws a ▽ and asks where it ends. It is done in row 2, because `CSI 1;2R`, an
//! answer from row 1, could also be Shift-F3.

mod decoder;
#[cfg(unix)]
mod tty;
#[cfg(not(unix))]
#[path = "probe/no_tty.rs"]
mod tty;

use std::collections::VecDeque;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::app::theme::contrast;
use crate::text::Ambiguous;
use decoder::{Decoder, Token};
use tty::{Bytes, Tty};

/// What is asked about: marks first, one pinyin letter last.
const ASKED: [&str; 6] = ["“", "—", "…", "①", "×", "à"];
/// Longest that answers are waited for.
const LIMIT: Duration = Duration::from_millis(500);
/// Longest that the colour is waited for: far longer than a terminal takes that has answered before, since
/// nobody else understands it.
const GROUND_LIMIT: Duration = Duration::from_secs(2);
/// How soon a terminal must have answered to be asked for its ground as well.
const SOON: Duration = Duration::from_millis(250);
/// Longest pause inside a sequence of bytes that belong together; then a lone ESC is the key.
const PAUSE: Duration = Duration::from_millis(25);

/// A terminal that has been asked.
#[derive(Debug)]
pub(super) struct Probe {
    tty: Tty,
    decoder: Decoder,
    hearing: Hearing,
    asked: Instant,
    /// Longest that the answers are waited for from then on.
    limit: Duration,
    /// Whether the ground may be asked for.
    ground: bool,
    /// When bytes came last.
    heard: Instant,
}

impl Probe {
    /// Asks, on a screen that is still blank, of `height` rows. The question goes out with the first
    /// frame.
    pub(super) fn ask(height: u16) -> io::Result<Self> {
        let tty = Tty::open()?;
        let mut out = io::stdout().lock();
        out.write_all(question().as_bytes())?;
        let hearing = Hearing::new(height.clamp(1, 2));
        // The console of Linux would write some of the question on the screen.
        let ground = std::env::var_os("TERM").is_some_and(|term| term != "linux");
        let now = Instant::now();
        let decoder = Decoder::default();
        Ok(Self { tty, decoder, hearing, asked: now, limit: LIMIT, ground, heard: now })
    }

    /// Waits for `patience` at most, then reads what is there. Returns whether the probe is over, answered
    /// or not: the bytes that follow are for the usual reader of events.
    pub(super) fn read(
        &mut self,
        into: &mut VecDeque<Msg>,
        patience: Duration,
    ) -> io::Result<bool> {
        let left = self.limit.saturating_sub(self.asked.elapsed());
        let wait = if self.decoder.is_amid() { PAUSE } else { left };
        let tokens = match self.tty.bytes(patience.min(wait))? {
            Bytes::Some(bytes) => {
                self.heard = Instant::now();
                self.decoder.feed(&bytes)
            }
            // After so long a pause, what was begun is a key of its own.
            Bytes::None if self.heard.elapsed() >= PAUSE => self.decoder.pause(),
            Bytes::None => Vec::new(),
            Bytes::End => return Ok(true),
        };
        for token in tokens {
            if let Some(msg) = self.hearing.hear(token) {
                super::input::push(into, msg);
            }
        }
        if self.hearing.over && self.ground && self.asked.elapsed() <= SOON {
            self.ask_for_ground()?;
        }
        let over = self.hearing.over || self.asked.elapsed() >= self.limit;
        // Read a sequence that has begun to its end, since the next reader would not know its start.
        Ok(over && !self.decoder.is_amid())
    }

    fn ask_for_ground(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(GROUND)?;
        out.flush()?;
        self.ground = false;
        (self.asked, self.limit) = (Instant::now(), GROUND_LIMIT);
        (self.hearing.measured, self.hearing.over) = (true, false);
        Ok(())
    }
}

/// The question for the colour of the ground, and again the one that every terminal answers.
const GROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

/// The question as it is written: the cursor and the second row are left as they were.
fn question() -> String {
    let mut question = String::from("\x1b7");
    for character in ASKED {
        question.push_str("\x1b[2;1H\x1b[2K");
        question.push_str(character);
        question.push_str("\x1b[6n");
    }
    question.push_str("\x1b[2;1H\x1b[2K\x1b8\x1b[c");
    question
}

/// The answers as they come in.
#[derive(Debug)]
struct Hearing {
    /// The row that the answers are about.
    row: u16,
    /// Where the cursor stood after each character, from 1.
    columns: Vec<u16>,
    /// Whether the widths were measured, and the colour is being heard.
    measured: bool,
    /// Whether the last answer has come.
    over: bool,
}

impl Hearing {
    fn new(row: u16) -> Self {
        Self { row, columns: Vec::new(), measured: false, over: false }
    }

    /// What a token means for the reader, if anything.
    fn hear(&mut self, token: Token) -> Option<Msg> {
        match token {
            Token::Msg(msg) => Some(msg),
            Token::Cursor { row, column } => {
                if row == self.row && !self.over {
                    self.columns.push(column);
                }
                None
            }
            Token::Attributes if !self.over => {
                self.over = true;
                if self.measured { None } else { measured(&self.columns) }
            }
            Token::Ground(ground) if self.measured => {
                let light = contrast(ground, [0; 3]) > contrast(ground, [255; 3]);
                Some(Msg::Ground { light })
            }
            Token::Ground(_) | Token::Attributes | Token::Other => None,
        }
    }
}

/// What the columns in which the cursor stood say; nothing where one of them makes no sense.
///
/// Terminals that tell the marks apart are taken for narrow: a mark with its own blank stands right
/// on both kinds, a bare one in two cells does not.
fn measured(columns: &[u16]) -> Option<Msg> {
    if columns.len() != ASKED.len() || !columns.iter().all(|column| matches!(column, 2 | 3)) {
        return None;
    }
    let (letter, marks) = columns.split_last()?;
    let width = |wide| if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
    Some(Msg::Measured {
        marks: width(marks.iter().all(|column| *column == 3)),
        letters: width(*letter == 3),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the reader is told when the terminal sends `bytes`.
    fn heard(bytes: &str) -> Vec<String> {
        let mut hearing = Hearing::new(2);
        let tokens = Decoder::default().feed(bytes.as_bytes());
        let msgs = tokens.into_iter().filter_map(|token| hearing.hear(token));
        msgs.map(|msg| format!("{msg:?}")).collect()
    }

    #[test]
    fn six_answers_make_a_measurement() {
        let (one, two) = ("\x1b[2;2R", "\x1b[2;3R");
        let end = "\x1b[?65;1;9c";
        let all = |answer: &str| answer.repeat(6) + end;
        assert_eq!(heard(&all(one)), ["Measured { marks: Narrow, letters: Narrow }"]);
        assert_eq!(heard(&all(two)), ["Measured { marks: Wide, letters: Wide }"]);
        let mixed = two.repeat(5) + one + end;
        assert_eq!(heard(&mixed), ["Measured { marks: Wide, letters: Narrow }"]);
        let odd = two.repeat(3) + &one.repeat(3) + end;
        assert_eq!(heard(&odd), ["Measured { marks: Narrow, letters: Narrow }"]);
    }

    #[test]
    fn answers_that_make_no_sense_measure_nothing() {
        let one = "\x1b[2;2R";
        let end = "\x1b[?1;2c";
        for bytes in [
            end.to_owned(),
            one.repeat(5) + end,
            one.repeat(7) + end,
            "\x1b[2;40R".repeat(6) + end,
            "\x1b[1;2R".repeat(6) + end,
            "\x1b[2;R".repeat(6) + end,
            one.repeat(6),
        ] {
            assert_eq!(heard(&bytes), [""; 0], "{bytes:?}");
        }
    }

    #[test]
    fn keys_between_the_answers_are_kept_in_order() {
        let one = "\x1b[2;2R";
        let bytes = format!("J{}q\x1b[?1;2c", one.repeat(6));
        assert_eq!(
            heard(&bytes),
            ["Key(Char('J'))", "Key(Char('q'))", "Measured { marks: Narrow, letters: Narrow }"]
        );
        // A second round of answers is ignored.
        let twice = format!("{}{}", one.repeat(6) + "\x1b[?1c", one.repeat(6) + "\x1b[?1c");
        assert_eq!(heard(&twice).len(), 1);
    }

    #[test]
    fn the_colour_of_the_ground_says_whether_it_is_light() {
        for (colour, light) in [
            ("0000/0000/0000", false),
            ("ffff/ffff/ffff", true),
            ("fdfd/f6f6/e3e3", true),
            ("3030/0a0a/2424", false),
        ] {
            let mut hearing = Hearing { measured: true, ..Hearing::new(2) };
            let bytes = format!("\x1b]11;rgb:{colour}\x07\x1b[?1;2c");
            let tokens = Decoder::default().feed(bytes.as_bytes());
            let msgs: Vec<_> = tokens.into_iter().filter_map(|token| hearing.hear(token)).collect();
            assert!(
                matches!(msgs.as_slice(), [Msg::Ground { light: heard }] if *heard == light),
                "{colour}: {msgs:?}"
            );
            assert!(hearing.over);
        }
    }

    #[test]
    fn the_question_leaves_nothing_behind() {
        let question = question();
        assert!(question.ends_with("\x1b[2;1H\x1b[2K\x1b8\x1b[c"));
        assert_eq!(question.matches("\x1b[6n").count(), ASKED.len());
    }
}
