//! Documents in formats that another program must convert first.
//!
//! In: a file and what it was recognised as. Out: bytes that `input` reads. A program is run by its
//! name and a fixed list of arguments, never by a shell, and is ended when it takes too long.
//! `pdftotext` only reads, so it runs where it is installed; `LibreOffice` runs only when asked for.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::file::LIMIT;
use super::process::{end_program, in_its_own_group};
use crate::error::ErrorKind;
use crate::input::Bytes;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked at meanwhile.
const TICK: Duration = Duration::from_millis(20);

/// Converts `path`, which could not be read for the reason `kind`: gives the bytes of a format that can
/// be read, or what is to be done so that it can be read here, or the reason again where no program helps.
pub(super) fn rescue(path: &Path, kind: ErrorKind, asked: bool) -> Result<Vec<u8>, ErrorKind> {
    let ErrorKind::Convert(name, _) = kind else { return Err(kind) };
    let done = match name {
        "PDF" => pdf(path),
        "RTF" | "Word .doc" | "Word .doc / WPS .wps (OLE2)" if asked => office(path),
        "RTF" | "Word .doc" | "Word .doc / WPS .wps (OLE2)" => return Err(ErrorKind::Ask(name)),
        _ => Err(Fail::Vain),
    };
    done.map_err(|fail| match fail {
        Fail::Missing(program) => ErrorKind::Needs(name, program),
        Fail::Blank => ErrorKind::Wordless(name),
        Fail::Vain => kind,
    })
}

/// Why nothing was converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fail {
    /// This program is not installed.
    Missing(&'static str),
    /// There are no words in it.
    Blank,
    /// The program could not do it, or not in time.
    Vain,
}

/// The program of the child, where it could be started.
fn started(child: io::Result<Child>, program: &'static str) -> Result<Child, Fail> {
    child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fail::Missing(program),
        _ => Fail::Vain,
    })
}

/// The words of a PDF, page by page.
fn pdf(path: &Path) -> Result<Vec<u8>, Fail> {
    let mut command = Command::new("pdftotext");
    command.args(["-layout", "-enc", "UTF-8", "-q"]).arg(plain(path)).arg("-");
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let bytes = output_of(started(child, "pdftotext")?).ok_or(Fail::Vain)?;
    // A scanned PDF has pages without words.
    let blank = bytes.iter().all(u8::is_ascii_whitespace);
    if blank { Err(Fail::Blank) } else { Ok(bytes) }
}

/// An old office document as `LibreOffice` writes it: docx.
fn office(path: &Path) -> Result<Vec<u8>, Fail> {
    let folder = tempfile::Builder::new().prefix("gangmu-").tempdir().map_err(|_| Fail::Vain)?;
    let out = folder.path().join("out");
    // Use a profile of its own: while the user's is in use, nothing would be converted.
    let mut profile = std::ffi::OsString::from("-env:UserInstallation=file://");
    profile.push(folder.path().join("profile"));
    let mut command = Command::new("soffice");
    command.arg(profile).args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"]);
    command.arg(&out).arg(plain(path));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = started(in_its_own_group(&mut command).spawn(), "LibreOffice (soffice)")?;
    wait(&mut child).and_then(|()| made(&out)).ok_or(Fail::Vain)
}

/// The document that was written into the folder `out`.
fn made(out: &Path) -> Option<Vec<u8>> {
    let mut paths = fs::read_dir(out).ok()?.flatten().map(|entry| entry.path());
    let made = paths.find(|path| path.extension() == Some(OsStr::new("docx")))?;
    super::file::read(&made).ok().map(Bytes::into_vec)
}

/// `path` so that no program takes it for an option.
fn plain(path: &Path) -> PathBuf {
    if path.is_relative() { Path::new(".").join(path) } else { path.to_owned() }
}

/// What a program writes, where it ends well and in time.
fn output_of(mut child: Child) -> Option<Vec<u8>> {
    let from = child.stdout.take()?;
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = from.take(LIMIT + 1).read_to_end(&mut bytes);
        read.is_ok().then_some(bytes)
    });
    wait(&mut child)?;
    let bytes = reader.join().ok()??;
    (bytes.len() as u64 <= LIMIT).then_some(bytes)
}

/// Waits for a program to end well; ends it where it takes too long.
fn wait(child: &mut Child) -> Option<()> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().ok()? {
            return status.success().then_some(());
        }
        if start.elapsed() > PATIENCE {
            end_program(child);
            return None;
        }
        thread::sleep(TICK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_an_option() {
        assert_eq!(plain(Path::new("-o.pdf")), Path::new("./-o.pdf"));
        assert_eq!(plain(Path::new("/a/-o.pdf")), Path::new("/a/-o.pdf"));
    }

    #[test]
    fn only_what_another_program_reads_is_given_to_it() {
        let error = rescue(Path::new("a"), ErrorKind::Encrypted, true).unwrap_err();
        assert!(matches!(error, ErrorKind::Encrypted));
        // LibreOffice is started only where that was asked for.
        let word = ErrorKind::Convert("Word .doc", "soffice");
        let unasked = rescue(Path::new("a.doc"), word, false);
        assert!(matches!(unasked, Err(ErrorKind::Ask("Word .doc"))), "{unasked:?}");
    }

    #[test]
    fn a_program_that_is_not_there_is_told_by_its_name() {
        let missing = Command::new("no-such-program-of-any-kind").spawn();
        assert_eq!(started(missing, "pdftotext").unwrap_err(), Fail::Missing("pdftotext"));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_program_writes_is_taken_whole_or_not_at_all() {
        let run = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]).stdout(Stdio::piped());
            output_of(command.spawn().unwrap())
        };
        assert_eq!(run("printf 一二").as_deref(), Some("一二".as_bytes()));
        assert_eq!(run("printf 一; exit 3"), None);
    }
}
