//! The command line: arguments in, text on standard output, one sentence on standard error for what went
//! wrong.
//!
//! Exit status: 0 done; 1 no match, or `check` has findings, or versions differ; 2 wrong usage, or a file
//! that could not be read or written. It is no error when the other end of a pipe is closed.

mod args;
mod cat;
mod check;
mod complete;
mod config;
mod diff;
mod doctor;
mod export;
mod find;
mod grep;
mod manual;
mod notes;
mod opening;
mod outline;
mod output;
mod parallel;
mod read;
mod rehearse;
mod section;
mod state;
mod stats;
mod usage;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use args::{Action, Settings};
use config::Loaded;
use output::Output;

use crate::document::Document;
use crate::error::{Error, ErrorKind, cause};
use crate::input;
use crate::library::{self, SAMPLES, Source};
use crate::locale::Lang;
use crate::text::visible;

/// How a command ended; the greatest of several is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Done = 0,
    NoMatch = 1,
    Failed = 2,
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let said = args::language(&arguments);
    let remember = !state::off() && !args::says(&arguments, "--no-state");
    let mut loaded = config::load(args::locale(), remember);
    if args::says(&arguments, "--no-rules") {
        loaded.leave_rules();
    }
    if let Some(lang) = said {
        loaded.settings.lang = lang;
        loaded.settings.localized = false;
    }
    let lang = loaded.settings.lang;
    let name = args::name(&arguments);
    // Leaked once, so that the settings, which all commands and their threads share, can be copied.
    let rules = Box::leak(Box::new((*loaded.settings.rules).clone()));
    let parsed = match args::parse(arguments.clone(), lang, rules) {
        // What is piped in is the text where one must be named.
        Err(error) if usage::lacks_path(&error) && opening::is_piped() => {
            args::parse(arguments.into_iter().chain(["-".into()]).collect(), lang, rules)
        }
        parsed => parsed,
    };
    let status = match parsed {
        Ok((action, settings)) => run(action, settings, loaded),
        Err(error) => usage::report(&error, name, lang),
    };
    ExitCode::from(status as u8)
}

fn run(action: Action, settings: Settings, loaded: Loaded) -> Status {
    let mut out = Output::stdout();
    if action.outlines() {
        loaded.complain_of_rules(settings.lang);
    }
    let done = match action {
        Action::Read { paths } => read::run(paths, settings, loaded, &mut out),
        Action::Config(command) => config::run(&command, &loaded, settings.lang, &mut out),
        Action::Outline(command) => outline::run(command, settings, &mut out),
        Action::Cat(command) => cat::run(&command, settings, &loaded, &mut out),
        Action::Find(command) => find::run(command, settings, &mut out),
        Action::Grep(command) => grep::run(command, settings, &mut out),
        Action::Doctor(command) => doctor::run(command, settings, &mut out),
        Action::Notes { paths } => notes::run(paths, settings, &mut out),
        Action::State(deed) => state::run(deed, settings, &mut out),
        Action::Check(command) => check::run(command, settings, &loaded, &mut out),
        Action::Diff(command) => diff::run(&command, settings, loaded, &mut out),
        Action::Stats(command) => stats::run(command, settings, loaded.settings.pace, &mut out),
        Action::Rehearse(command) => rehearse::run(command, settings, loaded, &mut out),
        Action::Export(command) => export::run(&command, settings, &mut out),
        Action::Man => manual::run(settings.lang, &mut out),
        Action::Completions { shell } => complete::run(shell, settings.lang, &mut out),
    };
    // Nothing is known to be written before the last byte has left the buffer.
    match done.and_then(|status| out.flush().map(|()| status)) {
        Ok(status) => status,
        Err(error) => output_failed(&error, settings.lang),
    }
}

/// The sources that `paths` name. Without any, that is standard input if something is piped in, and else
/// the built-in samples.
fn sources(paths: Vec<std::path::PathBuf>) -> impl Iterator<Item = Result<Source, Error>> + Send {
    let (paths, _start) = opening::meant(paths);
    let samples = if paths.is_empty() { SAMPLES } else { &[] };
    samples.iter().map(|sample| Ok(Source::Sample(sample))).chain(library::scan(paths))
}

/// Loads a source. A file without words is an error, since no command has anything to do with it.
fn load(
    source: Result<Source, Error>,
    reading: &input::Options,
) -> Result<(Source, Document), Error> {
    let source = source?;
    let document = source.load_with(reading)?;
    if document.is_empty() {
        return Err(Error::new(source.path(), ErrorKind::Empty));
    }
    Ok((source, document))
}

/// Calls `each` with every text that can be read; complains of those that cannot, and goes on.
fn for_each(
    sources: impl Iterator<Item = Result<Source, Error>>,
    settings: Settings,
    mut each: impl FnMut(&Source, &Document) -> io::Result<()>,
) -> io::Result<Status> {
    let mut status = Status::Done;
    for source in sources {
        match load(source, &settings.reading) {
            Ok((source, document)) => each(&source, &document)?,
            Err(error) => {
                complain(&error.message(settings.lang));
                status = Status::Failed;
            }
        }
    }
    Ok(status)
}

/// The exit status when standard output is broken or full.
fn output_failed(error: &io::Error, lang: Lang) -> Status {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Status::Done;
    }
    let why = cause(error, lang);
    complain(&match lang {
        Lang::Zh => format!("无法写出结果（{why}），请检查磁盘空间和输出的去处"),
        Lang::En => format!("cannot write the output ({why}); check the disk and where it goes"),
    });
    Status::Failed
}

/// Writes one line to standard error. Where that fails there is nobody left to tell.
fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "gangmu: {}", visible(sentence));
}

/// Whether standard output is a terminal that can show the reader.
fn is_interactive() -> bool {
    io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
