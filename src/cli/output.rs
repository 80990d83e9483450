//! Standard output: bytes as they are for a pipe or file, free of control characters for a terminal.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::text::{Cells, visible};

/// Standard output.
pub(super) struct Output {
    to: BufWriter<Box<dyn Write>>,
    /// The line that is being written to a terminal; `None` where the output is no terminal.
    line: Option<Vec<u8>>,
    /// Whether colours may be used.
    coloured: bool,
}

impl Output {
    /// Standard output, buffered. Not locked: the reader writes to the terminal from its own threads.
    pub(super) fn stdout() -> Self {
        Self::new(Box::new(io::stdout()), io::stdout().is_terminal())
    }

    fn new(to: Box<dyn Write>, is_terminal: bool) -> Self {
        let line = is_terminal.then(Vec::new);
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let dumb = set("TERM").is_some_and(|term| term == "dumb");
        let coloured = is_terminal && !dumb && set("NO_COLOR").is_none();
        Self { to: BufWriter::with_capacity(1 << 16, to), line, coloured }
    }

    /// Whether colours are shown.
    pub(super) fn is_coloured(&self) -> bool {
        self.coloured
    }

    /// Whether the output is a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.line.is_some()
    }
}

/// A colour of the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Plain,
    Red,
    Green,
    Blue,
}

impl Output {
    /// Switches to `colour`, if colours are used: on a terminal, unless `NO_COLOR` or `TERM=dumb` forbids.
    pub(super) fn colour(&mut self, colour: Colour) -> io::Result<()> {
        if !self.coloured {
            return Ok(());
        }
        // Write the line so far first.
        if let Some(line) = &mut self.line {
            write!(self.to, "{}", visible(&String::from_utf8_lossy(line)))?;
            line.clear();
        }
        self.to.write_all(match colour {
            Colour::Plain => b"\x1b[m",
            Colour::Red => b"\x1b[31m",
            Colour::Green => b"\x1b[32m",
            Colour::Blue => b"\x1b[34m",
        })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(line) = &mut self.line else { return self.to.write(bytes) };
        for part in bytes.split_inclusive(|&b| b == b'\n') {
            line.extend_from_slice(part);
            if line.ends_with(b"\n") {
                line.pop();
                writeln!(self.to, "{}", visible(&String::from_utf8_lossy(line)))?;
                line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(line) = &mut self.line
            && !line.is_empty()
        {
            write!(self.to, "{}", visible(&String::from_utf8_lossy(line)))?;
            line.clear();
        }
        self.to.flush()
    }
}

/// Width of the lines to write: `COLUMNS`, or else that of the terminal, or else 80 cells.
pub(super) fn columns() -> Cells {
    let named = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse().ok());
    let real = || {
        let size = io::stdout().is_terminal().then(crossterm::terminal::size)?.ok()?;
        Some(size.0)
    };
    Cells(named.filter(|&c| c > 0).or_else(real).filter(|&c| c > 0).unwrap_or(80))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    #[derive(Clone, Default)]
    struct Shared(Rc<RefCell<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What arrives when `text` is written in pieces of `piece` bytes.
    fn written(text: &str, piece: usize, is_terminal: bool) -> String {
        let arrived = Shared::default();
        let mut out = Output::new(Box::new(arrived.clone()), is_terminal);
        for part in text.as_bytes().chunks(piece) {
            out.write_all(part).unwrap();
        }
        out.flush().unwrap();
        let bytes = arrived.0.borrow().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_pipe_gets_the_exact_text_and_a_terminal_what_it_can_bear() {
        let text = "一\u{1b}]0;x\u{7}\n\u{202e}二";
        assert_eq!(written(text, 2, false), text);
        assert_eq!(written(text, 2, true), "一␛]0;x␇\n<U+202E>二");
    }

    proptest! {
        #[test]
        fn no_control_reaches_a_terminal(text in any::<String>(), piece in 1_usize..9) {
            let got = written(&text, piece, true);
            prop_assert!(!got.contains(|c: char| c.is_control() && c != '\n'));
            prop_assert_eq!(got, written(&text, 1000, true));
        }
    }
}
