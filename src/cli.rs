//! The command line.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::app::Settings;
use crate::library::Source;
use crate::locale::Lang;
use crate::terminal;

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let source = |arg: std::ffi::OsString| {
        if arg == "-" { Source::Stdin } else { Source::File(arg.into()) }
    };
    let sources = std::env::args_os().skip(1).map(source).collect();
    let var = |name| std::env::var(name).ok();
    let lang = Lang::from_locale(
        var("LC_ALL").as_deref(),
        var("LC_MESSAGES").as_deref(),
        var("LANG").as_deref(),
    );
    let colour = var("NO_COLOR").is_none_or(|v| v.is_empty());
    match terminal::run(sources, Settings { lang, colour, ..Settings::default() }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "gangmu: {}", error.message(lang));
            ExitCode::from(2)
        }
    }
}
