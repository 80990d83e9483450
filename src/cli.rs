//! The command line.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::library::Source;

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().collect();
    let Some(path) = args.last() else { return ExitCode::from(2) };
    let Ok(document) = Source::File(path.into()).load() else { return ExitCode::from(2) };
    let outline = crate::outline::parse(&document);
    let mut positions = document.positions();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for node in outline.nodes() {
        let p = positions.at(node.start());
        let line = serde_json::json!({"line": p.line, "col": p.col, "level": node.depth,
            "marker": node.marker.of(document.text()), "number": node.number,
            "text": node.title.of(document.text()), "kind": format!("{:?}", node.kind).to_lowercase()});
        if writeln!(out, "{line}").is_err() {
            return ExitCode::SUCCESS;
        }
    }
    ExitCode::SUCCESS
}
