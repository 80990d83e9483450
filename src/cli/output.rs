//! Standard output: exact for a pipe or file, free of controls for a terminal.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::text::{Cells, visible};

/// Standard output.
pub(super) struct Output {
    to: BufWriter<StdoutLock<'static>>,
    /// The line that is being written to a terminal; `None` where the output is no terminal.
    line: Option<Vec<u8>>,
}

impl Output {
    /// Standard output, locked and buffered.
    pub(super) fn stdout() -> Self {
        let line = io::stdout().is_terminal().then(Vec::new);
        Self { to: BufWriter::with_capacity(1 << 16, io::stdout().lock()), line }
    }

    /// Whether a person is looking on.
    pub(super) fn is_terminal(&self) -> bool {
        self.line.is_some()
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

/// Width of the lines to write: `COLUMNS`, or else 80 cells.
pub(super) fn columns() -> Cells {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse().ok());
    Cells(columns.filter(|&c| c > 0).unwrap_or(80))
}
