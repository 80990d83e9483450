//! `gangmu [PATH…]`: opens texts in the reader, or prints them where there is no terminal.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{self, Settings};
use super::config::Loaded;
use super::output::Output;
use super::{Status, cat, complain, is_interactive, opening, sources, state};
use crate::app::{self, settings::Start};
use crate::library::Source;
use crate::locale::Lang;
use crate::terminal::{self, Folders};

/// Most texts that are listed of folders named on the command line.
const MOST: usize = 100_000;
/// Most texts that are listed of the current folder, where nothing is named.
const NEAR: usize = 5_000;

/// Opens `paths` in the reader; prints their texts where there is no terminal to read on.
pub(super) fn run(
    paths: Vec<PathBuf>,
    settings: Settings,
    loaded: Loaded,
    out: &mut Output,
) -> io::Result<Status> {
    if let Some(name) = paths.first().and_then(|path| args::nearly(path)) {
        let typed = paths.first().map_or(Cow::default(), |path| path.to_string_lossy());
        complain(&match settings.lang {
            Lang::Zh => format!("没有 {typed} 这个文件，是不是命令 {name}？用法见 gangmu --help"),
            Lang::En => {
                format!("no file {typed}; did you mean the command {name}? see gangmu --help")
            }
        });
        return Ok(Status::Failed);
    }
    let (paths, start) = opening::meant(paths);
    if let Some(word) = opening::unknown_start(&paths) {
        complain(&match settings.lang {
            Lang::Zh => {
                format!("不认识 {word}；+ 之后可以写行号（+120）、G（末尾，+G）或 /字句（+/群众）")
            }
            Lang::En => {
                format!(
                    "{word} is not known; after + comes a line (+120), G for the end, or /words"
                )
            }
        });
        return Ok(Status::Failed);
    }
    if paths.is_empty() && start.is_some() {
        complain(settings.lang.pick(
            "没有写文件：+ 之后还要写文件名，如 gangmu +120 讲话稿.txt",
            "no file is named: + goes with one, as in gangmu +120 speech.txt",
        ));
        return Ok(Status::Failed);
    }
    if !is_interactive() {
        if paths.is_empty() && !is_something_to_print(settings.lang) {
            return Ok(Status::Failed);
        }
        let line = match start {
            Some(Start::Line(line)) => Some(line),
            _ => None,
        };
        return cat::print(sources(paths), line, settings, out);
    }
    if paths.is_empty() {
        return Ok(open(Vec::new(), here(), settings, loaded));
    }
    let mut loaded = loaded;
    // A rehearsal begins at the start, wherever the path says.
    loaded.settings.start = loaded.settings.start.or(start);
    // Complaints come before the reader takes the screen, and are visible again after it quits.
    let (found, folders, status) = gathered(paths, settings);
    if found.is_empty() {
        return Ok(status);
    }
    Ok(status.max(open(found, folders, settings, loaded)))
}

/// The texts of `paths` that can be read, one of each folder, and the folders themselves: their other
/// texts are found while one reads. Complains of what cannot be read.
fn gathered(paths: Vec<PathBuf>, settings: Settings) -> (Vec<Source>, Folders, Status) {
    let mut found = Vec::new();
    let mut status = Status::Done;
    let mut folders = Folders { most: MOST, ..Folders::default() };
    for path in paths {
        if opening::is_typed(&path) {
            complain(typed(settings.lang));
            status = Status::Failed;
            continue;
        }
        let is_folder = path.is_dir();
        let left_off = is_folder.then(|| state::left_off(&path, settings)).flatten();
        if is_folder {
            folders.roots.push(path.clone());
        } else if let Some(folder) = path.parent().filter(|_| path.is_file())
            && !folders.beside.iter().any(|known| known == folder)
        {
            folders.beside.push(folder.to_owned());
        }
        for source in left_off.map(Ok).into_iter().chain(sources(vec![path])) {
            match source.and_then(|source| source.check().map(|()| source)) {
                Ok(source) => {
                    if !is_folder || found.is_empty() {
                        found.push(source);
                    }
                    if is_folder {
                        break;
                    }
                }
                Err(error) => {
                    complain(&error.message(settings.lang));
                    status = Status::Failed;
                }
            }
        }
    }
    (found, folders, status)
}

/// What is said where standard input is to be read, and is the terminal from which the keys come.
const fn typed(lang: Lang) -> &'static str {
    lang.pick(
        "标准输入是终端，没有文字可读：请写文件名，或用管道送来（… | gangmu）",
        "standard input is the terminal: name a file, or pipe a text in (… | gangmu)",
    )
}

/// Whether anything is to be printed where no path is named and no terminal is there to read on:
/// the built-in speeches are for people who look on, not for a script whose input was empty.
fn is_something_to_print(lang: Lang) -> bool {
    match opening::input() {
        opening::Input::Terminal | opening::Input::Piped => true,
        opening::Input::Silent => false,
        opening::Input::Nothing => {
            complain(lang.pick(
                "没有写文件，标准输入里也没有文字；用法见 gangmu --help",
                "no file is named, and standard input is empty; see gangmu --help",
            ));
            false
        }
    }
}

/// Opens two versions side by side in the reader.
pub(super) fn compare(
    old: &Path,
    new: &Path,
    settings: Settings,
    mut loaded: Loaded,
) -> io::Result<Status> {
    let mut found = Vec::new();
    for path in [new, old] {
        if opening::is_typed(path) {
            complain(typed(settings.lang));
            continue;
        }
        let source = opening::source(path);
        match source.check() {
            Ok(()) => found.push(source),
            Err(error) => complain(&error.message(settings.lang)),
        }
    }
    if found.len() < 2 {
        return Ok(Status::Failed);
    }
    loaded.settings.start = Some(Start::Comparison);
    Ok(open(found, Folders::default(), settings, loaded))
}

/// The folder one works in, for the list; not where that would be all one has.
fn here() -> Folders {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let here = real(Path::new("."));
    let home = std::env::var_os("HOME").and_then(|home| real(Path::new(&home)));
    let all = here.is_none() || here == home || here.as_deref() == Some(Path::new("/"));
    let roots = if all { Vec::new() } else { vec![PathBuf::from(".")] };
    Folders { roots, most: NEAR, ..Folders::default() }
}

/// Opens `sources` in the reader; the library where there is none.
fn open(sources: Vec<Source>, folders: Folders, settings: Settings, loaded: Loaded) -> Status {
    let notice = loaded.notice(settings.lang);
    let mut options = app::Settings {
        notice,
        reading: settings.reading,
        scheme: settings.scheme.or(loaded.settings.scheme),
        ..loaded.settings
    };
    if settings.plain {
        (options.plain, options.colour) = (true, false);
    }
    // The command line overrides the settings file.
    if let Some(ambiguous) = settings.ambiguous {
        (options.ambiguous, options.letters, options.probe) = (ambiguous, ambiguous, false);
    }
    match terminal::run(sources, folders, options, &state::keep(settings)) {
        Ok(()) => Status::Done,
        Err(error) => {
            complain(&error.message(settings.lang));
            Status::Failed
        }
    }
}
