//! What the paths of the command line mean: `稿.txt:12`, `+12 稿.txt`, nothing at all, a mistyped command.
//!
//! In: the paths as typed. Out: the paths to be opened, and where the first of them begins.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
#[cfg(unix)]
use std::time::{Duration, Instant};

use crate::app::settings::Start;
use crate::library::Source;
#[cfg(unix)]
use crate::library::stdin_answers;

/// The paths that are meant, and where the first of them is to be opened.
///
/// `稿.txt:12` is line 12 of `稿.txt`, as `gangmu grep` and compilers print places, also with a
/// column or a colon behind. As in less and vim, a word with `+` in front says the same of the
/// first path: `+12` a line, `+` or `+G` the end, `+/字句` the first place with these words. A file
/// whose name is exactly what was typed comes first. Where no path is named and something is piped
/// in, that is meant.
pub(super) fn meant(paths: Vec<PathBuf>) -> (Vec<PathBuf>, Option<Start>) {
    meant_among(paths, Path::exists, is_piped)
}

fn meant_among(
    mut paths: Vec<PathBuf>,
    exists: impl Fn(&Path) -> bool,
    piped: impl FnOnce() -> bool,
) -> (Vec<PathBuf>, Option<Start>) {
    let said = |path: &PathBuf| if exists(path) { None } else { start(path) };
    let at = paths.iter().position(|path| said(path).is_some());
    let mut begin = at.and_then(|at| said(&paths.remove(at)));
    // Only look at standard input if it matters, since that may wait for a silent pipe.
    if paths.is_empty() && piped() {
        return (vec![PathBuf::from("-")], begin);
    }
    for (i, path) in paths.iter_mut().enumerate() {
        if exists(path) {
            continue;
        }
        let Some((file, line)) = path.to_str().and_then(|name| placed(name, &exists)) else {
            continue;
        };
        if i == 0 {
            begin = begin.or(Some(Start::Line(line)));
        }
        *path = file;
    }
    (paths, begin)
}

/// The file that `path` means where a command reads one, and the line of it: `稿.txt:12`, as [`meant`] reads
/// it.
pub(super) fn place(path: &Path) -> (PathBuf, Option<usize>) {
    place_among(path, Path::exists)
}

fn place_among(path: &Path, exists: impl Fn(&Path) -> bool) -> (PathBuf, Option<usize>) {
    let placed = || path.to_str().and_then(|name| placed(name, &exists));
    match if exists(path) { None } else { placed() } {
        Some((file, line)) => (file, Some(line)),
        None => (path.to_owned(), None),
    }
}

/// The source that `path` means, wherever in it.
pub(super) fn source(path: &Path) -> Source {
    Source::named(&place(path).0)
}

/// What a word with `+` in front says, where it is one of those that [`meant`] knows.
fn start(word: &Path) -> Option<Start> {
    match word.to_str()?.strip_prefix('+')? {
        "" | "G" => Some(Start::End),
        rest => match rest.strip_prefix('/') {
            Some(words) => (!words.is_empty()).then(|| Start::Words(words.to_owned())),
            None => rest.parse().ok().map(Start::Line),
        },
    }
}

/// The first of `paths` that begins with `+`, is no file, and says no place that is known.
pub(super) fn unknown_start(paths: &[PathBuf]) -> Option<String> {
    let unknown = |path: &&PathBuf| path.to_string_lossy().starts_with('+') && !path.exists();
    paths.iter().find(unknown).map(|path| path.to_string_lossy().into_owned())
}

/// The file and the line of `name`, where it is a place in a file that exists.
fn placed(name: &str, exists: impl Fn(&Path) -> bool) -> Option<(PathBuf, usize)> {
    let name = name.strip_suffix(':').unwrap_or(name);
    let (file, last) = name.rsplit_once(':')?;
    let last: usize = last.parse().ok()?;
    if exists(Path::new(file)) {
        return Some((file.into(), last));
    }
    let (file, line) = file.rsplit_once(':')?;
    let line = line.parse().ok()?;
    exists(Path::new(file)).then(|| (file.into(), line))
}

/// How long a pipe may stay silent where there is no terminal: another program may have left it open
/// without meaning to write to it.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(10);

/// What standard input is, where no path is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "elsewhere a terminal is all that can be told"))]
pub(super) enum Input {
    /// A terminal.
    Terminal,
    /// A pipe or a file: something that was meant to be read.
    Piped,
    /// A device such as `/dev/null`, a socket, or a pipe that was closed without a word: nothing
    /// that anyone needs to have meant.
    Nothing,
    /// A pipe that stays silent far from any terminal. That has been said.
    Silent,
}

/// What standard input is. Looked at once in a run.
pub(super) fn input() -> Input {
    static INPUT: OnceLock<Input> = OnceLock::new();
    *INPUT.get_or_init(look_at_input)
}

/// Whether `path` is standard input, and that is a terminal: the reader needs that for the keys.
pub(super) fn is_typed(path: &Path) -> bool {
    path.as_os_str() == "-" && io::stdin().is_terminal()
}

/// Whether standard input is meant to be read where no path is named.
pub(super) fn is_piped() -> bool {
    input() == Input::Piped
}

#[cfg(unix)]
fn look_at_input() -> Input {
    use std::fs::File;
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    if io::stdin().is_terminal() {
        return Input::Terminal;
    }
    let file = io::stdin().as_fd().try_clone_to_owned().map(File::from);
    match file.and_then(|file| file.metadata()).map(|about| about.file_type()) {
        Ok(kind) if kind.is_file() || kind.is_fifo() && is_attended() => Input::Piped,
        Ok(kind) if kind.is_fifo() => wait_for_input(),
        _ => Input::Nothing,
    }
}

/// Whether there is a terminal, so that someone may see that the program waits for the pipe.
#[cfg(unix)]
fn is_attended() -> bool {
    io::stdout().is_terminal() || io::stderr().is_terminal()
}

/// Waits for a pipe to say something or to be closed, but not for ever.
#[cfg(unix)]
fn wait_for_input() -> Input {
    let began = Instant::now();
    if stdin_answers(PATIENCE) {
        return Input::Piped;
    }
    if began.elapsed() < PATIENCE {
        return Input::Nothing;
    }
    super::complain(super::args::locale().pick(
        "标准输入的管道一直没有内容，不再等；要等就写上 -",
        "the pipe on standard input is silent; to wait for it, name -",
    ));
    Input::Silent
}

/// The same where the system does not tell what standard input is.
#[cfg(not(unix))]
fn look_at_input() -> Input {
    if io::stdin().is_terminal() { Input::Terminal } else { Input::Piped }
}

/// The command that `word` is probably a misspelling of.
pub(super) fn nearly<'a>(
    word: &Path,
    mut commands: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_str().filter(|word| word.len() > 2)?;
    commands.find(|command| is_slip(word, command))
}

/// Whether `a` becomes `b` by one letter inserted, deleted, replaced, or swapped with the next.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()).saturating_sub(head);
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let inner =
        |of: &[char]| of.get(head..of.len().saturating_sub(tail)).unwrap_or_default().to_vec();
    match (inner(&a).as_slice(), inner(&b).as_slice()) {
        (&[a, b], &[c, d]) => (a, b) == (d, c),
        (a, b) => a.len() <= 1 && b.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_file_is_its_path_and_where_it_begins() {
        let there = ["稿.txt", "怪:7", "+7", "文件夹"];
        let exists = |path: &Path| there.iter().any(|name| Path::new(name) == path);
        let meant = |typed: &[&str], piped| {
            let (paths, line) =
                meant_among(typed.iter().map(PathBuf::from).collect(), exists, || piped);
            (paths.iter().map(|p| p.to_string_lossy().into_owned()).collect::<Vec<_>>(), line)
        };
        for (typed, paths, line) in [
            (&["稿.txt"][..], &["稿.txt"][..], None),
            (&["稿.txt:12"], &["稿.txt"], Some(Start::Line(12))),
            (&["稿.txt:12:3"], &["稿.txt"], Some(Start::Line(12))),
            (&["稿.txt:12:"], &["稿.txt"], Some(Start::Line(12))),
            (&["+12", "稿.txt"], &["稿.txt"], Some(Start::Line(12))),
            (&["稿.txt", "+12"], &["稿.txt"], Some(Start::Line(12))),
            (&["+12", "稿.txt:3"], &["稿.txt"], Some(Start::Line(12))),
            (&["+", "稿.txt"], &["稿.txt"], Some(Start::End)),
            (&["+G", "稿.txt"], &["稿.txt"], Some(Start::End)),
            (&["+/修 渠", "稿.txt"], &["稿.txt"], Some(Start::Words("修 渠".to_owned()))),
            (&["+/", "稿.txt"], &["+/", "稿.txt"], None),
            (&["+q", "稿.txt"], &["+q", "稿.txt"], None),
            (&["+7", "稿.txt"], &["+7", "稿.txt"], None),
            (&["稿.txt", "稿.txt:3"], &["稿.txt", "稿.txt"], None),
            (&["怪:7"], &["怪:7"], None),
            (&["没有.txt:7"], &["没有.txt:7"], None),
            (&["稿.txt:七"], &["稿.txt:七"], None),
            (&["+12"], &[], Some(Start::Line(12))),
            (&["-"], &["-"], None),
            (&[], &[], None),
        ] {
            let paths: Vec<_> = paths.iter().map(|&p| p.to_owned()).collect();
            assert_eq!(meant(typed, false), (paths, line), "{typed:?}");
        }
        assert_eq!(meant(&[], true), (vec!["-".to_owned()], None), "what is piped in");
        assert_eq!(meant(&["+G"], true), (vec!["-".to_owned()], Some(Start::End)));
        assert_eq!(meant(&["稿.txt"], true), (vec!["稿.txt".to_owned()], None));
    }

    #[test]
    fn a_command_for_one_file_takes_a_place_in_it() {
        let exists = |path: &Path| [Path::new("稿.txt"), Path::new("怪:7")].contains(&path);
        for (typed, file, line) in [
            ("稿.txt", "稿.txt", None),
            ("稿.txt:12", "稿.txt", Some(12)),
            ("稿.txt:12:3:", "稿.txt", Some(12)),
            ("怪:7", "怪:7", None),
            ("没有.txt:7", "没有.txt:7", None),
            ("-", "-", None),
        ] {
            assert_eq!(place_among(Path::new(typed), exists), (file.into(), line), "{typed}");
        }
    }

    #[test]
    fn a_slip_in_the_name_of_a_command_is_known() {
        let commands = ["outline", "cat", "find", "grep"];
        let nearly = |word| nearly(Path::new(word), commands.into_iter());
        for (word, command) in [
            ("outlin", Some("outline")),
            ("outlinee", Some("outline")),
            ("oultine", Some("outline")),
            ("greb", Some("grep")),
            ("ourlime", None),
            ("讲话稿", None),
            ("ca", None),
            ("讲话.txt", None),
        ] {
            assert_eq!(nearly(word), command, "{word}");
        }
    }
}
