//! From paths of the command line to sources, walking folders.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Natural, Source};
use crate::error::{Error, ErrorKind};
use crate::input;

/// Bytes of a file without an extension that are looked at.
const SNIFF: u64 = 4096;

/// The sources that `paths` name, in order; each folder stands for the texts in it and below.
///
/// A folder is walked in the order of names, as [`Natural`] has it. In it, hidden entries (`.name`) are passed over, and
/// so is what is no text: known extensions are texts, and a file without extension is one where
/// it begins with Chinese. A folder in it that says it is a cache, as those of build tools do, is
/// passed over. Each folder is entered once, so links that form a loop end. What cannot
/// be read, and a folder without any text, is given as an error in its place.
pub fn scan(paths: impl IntoIterator<Item = PathBuf>) -> Scan {
    let mut named: Vec<_> = paths.into_iter().map(Entry::Named).collect();
    named.reverse();
    Scan { pending: named, entered: HashSet::new(), found: false }
}

/// The texts that lie in `folder` itself, in the order of names; none where it cannot be read.
#[must_use]
pub fn neighbours(folder: &Path) -> Vec<Source> {
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(listed).into_iter().flatten().flatten();
    // The path of each begins as that of the text beside it was written.
    let entry = |e: fs::DirEntry| (folder.join(e.file_name()), Kind::of(&e));
    let mut texts: Vec<_> = entries
        .map(entry)
        .filter(|(path, kind)| *kind == Kind::File && !is_hidden(path) && is_text(path, *kind))
        .map(|(path, _)| path)
        .collect();
    texts.sort_by_cached_key(|path| Natural::of(&path.to_string_lossy()));
    texts.into_iter().map(Source::File).collect()
}

/// The iterator that [`scan`] gives.
#[derive(Debug)]
pub struct Scan {
    /// What is still to be visited, the next one last.
    pending: Vec<Entry>,
    /// Real paths of the folders that were entered.
    entered: HashSet<PathBuf>,
    /// Whether the named folder that is being walked held anything worth telling.
    found: bool,
}

#[derive(Debug)]
enum Entry {
    /// A path as the user gave it.
    Named(PathBuf),
    /// A path found in a folder, and what the folder says that it is.
    Found(PathBuf, Kind),
    /// The end of a folder that the user named.
    End(PathBuf),
}

/// What a folder says of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    /// A link, or what the folder does not tell.
    Other,
}

impl Kind {
    fn of(entry: &fs::DirEntry) -> Self {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => Self::Folder,
            Ok(kind) if kind.is_file() => Self::File,
            Ok(_) | Err(_) => Self::Other,
        }
    }
}

impl Iterator for Scan {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.pending.pop()? {
                Entry::Named(path) if path.is_dir() => {
                    self.found = false;
                    self.pending.push(Entry::End(path.clone()));
                    if let Some(error) = self.enter(path) {
                        return Some(Err(error));
                    }
                }
                Entry::Named(path) => return Some(Ok(Source::named(&path))),
                Entry::Found(path, kind)
                    if kind == Kind::Folder || kind == Kind::Other && path.is_dir() =>
                {
                    if is_cache(&path) {
                        continue;
                    }
                    if let Some(error) = self.enter(path) {
                        return Some(Err(error));
                    }
                }
                Entry::Found(path, kind) => {
                    if is_text(&path, kind) {
                        self.found = true;
                        return Some(Ok(Source::File(path)));
                    }
                }
                Entry::End(path) => {
                    if !self.found {
                        return Some(Err(Error::new(path, ErrorKind::NoTexts)));
                    }
                }
            }
        }
    }
}

impl Scan {
    /// Puts the entries of the folder `path` in front of what is pending.
    fn enter(&mut self, path: PathBuf) -> Option<Error> {
        let entries = fs::canonicalize(&path).and_then(|real| {
            if !self.entered.insert(real) {
                // Seen before: a loop, or a folder named twice.
                self.found = true;
                return Ok(Vec::new());
            }
            let entry = |e: fs::DirEntry| (e.path(), Kind::of(&e));
            fs::read_dir(&path)?.map(|e| e.map(entry)).collect::<io::Result<Vec<_>>>()
        });
        match entries {
            Ok(mut entries) => {
                entries.retain(|(path, _)| !is_hidden(path));
                // The last is taken first.
                entries.sort_by_cached_key(|(path, _)| {
                    let name = path.file_name().unwrap_or(path.as_os_str());
                    Reverse((Natural::of(&name.to_string_lossy()), name.to_owned()))
                });
                let found = entries.into_iter().map(|(path, kind)| Entry::Found(path, kind));
                self.pending.extend(found);
                None
            }
            Err(e) => {
                // Report each problem of a folder only once.
                self.found = true;
                Some(Error::new(path, ErrorKind::Io(e)))
            }
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether the folder holds what a program can make anew.
///
/// Source: the Cache Directory Tagging Specification.
fn is_cache(folder: &Path) -> bool {
    const SIGNATURE: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55";
    let mut head = [0; SIGNATURE.len()];
    let read = File::open(folder.join("CACHEDIR.TAG")).and_then(|mut f| f.read_exact(&mut head));
    read.is_ok() && head == SIGNATURE
}

/// Whether a file found in a folder is taken for a text.
fn is_text(path: &Path, kind: Kind) -> bool {
    let file = kind == Kind::File;
    match path.extension().and_then(OsStr::to_str) {
        Some(extension) => {
            let extension = extension.to_ascii_lowercase();
            input::FORMATS.iter().any(|format| format.extensions.contains(&extension.as_str()))
                // A broken link is kept, so that its error is reported.
                && (file || fs::metadata(path).map_or(true, |m| m.is_file()))
        }
        None => {
            let file = file || fs::metadata(path).is_ok_and(|m| m.is_file());
            file && begins_with_chinese(path)
        }
    }
}

fn begins_with_chinese(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SNIFF).read_to_end(&mut head));
    if read.is_err() || head.contains(&0) {
        return false;
    }
    // The last character may be cut.
    if let Err(e) = str::from_utf8(&head)
        && e.error_len().is_none()
    {
        head.truncate(e.valid_up_to());
    }
    input::read(head, "")
        .is_ok_and(|document| document.text().chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with files of these names, each with these bytes, and what a scan of it gives.
    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn names(folder: &Path, paths: impl IntoIterator<Item = PathBuf>) -> Vec<String> {
        let name = |path: &Path| {
            path.strip_prefix(folder).map_or("<root>".into(), |p| p.to_string_lossy().into_owned())
        };
        let told = |found: Result<Source, Error>| match found {
            Ok(source) => name(&source.path()),
            Err(error) => format!("{}: {:?}", name(&error.path), error.kind),
        };
        scan(paths).map(told).collect()
    }

    #[test]
    fn a_folder_gives_its_texts_in_order() {
        let folder = folder(&[
            ("b.TXT", b""),
            ("a/2.md", b""),
            ("a/1.docx", b""),
            ("a/.hidden.txt", b""),
            (".git/c.txt", b""),
            ("picture.png", b""),
            ("讲话", "同志们：".as_bytes()),
            ("Makefile", b"all:"),
            ("blob", b"\0\x01"),
        ]);
        let root = folder.path().to_owned();
        assert_eq!(names(folder.path(), [root]), ["a/1.docx", "a/2.md", "b.TXT", "讲话"]);
    }

    #[test]
    fn a_folder_that_says_it_is_a_cache_is_passed_over_unless_named() {
        let tag = b"Signature: 8a477f597d28d172789f06886806bc55\n";
        let folder = folder(&[
            ("target/doc/a.html", b""),
            ("target/CACHEDIR.TAG", tag),
            ("稿/b.txt", b""),
            ("稿/CACHEDIR.TAG", b"not one"),
        ]);
        let root = folder.path().to_owned();
        assert_eq!(names(&root, [root.clone()]), ["稿/b.txt"]);
        assert_eq!(names(&root, [root.join("target")]), ["target/doc/a.html"]);
    }

    #[test]
    fn a_named_file_is_taken_whatever_its_name() {
        let folder = folder(&[("x.png", b""), ("a.txt", b"")]);
        let path = |name| folder.path().join(name);
        let got = names(folder.path(), [path("x.png"), path("missing"), folder.path().into()]);
        assert_eq!(got, ["x.png", "missing", "a.txt"]);
        assert_eq!(scan([PathBuf::from("-")]).next().unwrap().unwrap(), Source::Stdin);
    }

    #[test]
    fn a_folder_without_texts_is_an_error() {
        let folder = folder(&[("empty/x.png", b""), ("full/a.txt", b"")]);
        let path = |name| folder.path().join(name);
        let got = names(folder.path(), [path("empty"), path("full"), path("empty")]);
        assert_eq!(got, ["empty: NoTexts", "full/a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_loop_end() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("a/1.txt", b""), ("b/2.txt", b"")]);
        symlink("..", folder.path().join("a/up")).unwrap();
        symlink("../b", folder.path().join("a/b")).unwrap();
        symlink("self.txt", folder.path().join("a/self.txt")).unwrap();
        let got = names(folder.path(), [folder.path().to_owned()]);
        // b is entered once, through the link that comes first.
        assert_eq!(got, ["a/1.txt", "a/b/2.txt", "a/self.txt"]);
    }

    #[test]
    fn a_deep_folder_is_walked_without_recursion() {
        let folder = folder(&[]);
        let mut deep = folder.path().to_owned();
        for _ in 0..400 {
            deep.push("深");
        }
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("底.txt"), "").unwrap();
        assert_eq!(scan([folder.path().to_owned()]).filter(Result::is_ok).count(), 1);
    }
}
