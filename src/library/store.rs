//! The state file: reading it, and saving changes without losing any.
//!
//! In: a folder and a [`State`] with the changes of a run. Out: the file `state.json` in it. A program
//! that is killed at any moment leaves either the old file or the new one. Several programs take turns
//! by a lock. A broken file is put aside and never keeps the program from starting.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;

use super::state::{State, VERSION};
use super::whole::{private_folder, replace};
use crate::error::cause;
use crate::locale::Lang;
use crate::text::visible;

/// The file.
const FILE: &str = "state.json";
/// The file that is locked while the other is changed.
const LOCK: &str = "state.lock";
/// How names of files that are being written begin.
const TEMPORARY: &str = ".state.";
/// How names of broken files begin.
const BROKEN: &str = "state.json.corrupt-";
/// Most broken files that are kept.
const KEPT: usize = 3;
/// Longest that a save waits for another program.
const PATIENCE: Duration = Duration::from_secs(1);
/// Age from which a file that was being written belongs to no living program.
const STALE: Duration = Duration::from_secs(3600);
/// The largest file that is read, in bytes: 5,000 documents take a few megabytes.
const LIMIT: u64 = 64 << 20;

/// The place of the state file.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// What went wrong with the state file. The program goes on without it.
#[derive(Debug)]
pub enum Trouble {
    /// The file, or documents in it, could not be understood; where the broken file was put.
    Broken(PathBuf),
    /// A newer version of the program has written it: it is read and left as it is.
    Newer(PathBuf),
    /// Another program held the lock for too long.
    Busy,
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl Trouble {
    /// One sentence that names the file and says what it means, free of control characters.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let text = match (self, lang) {
            (Self::Broken(path), Lang::Zh) => {
                format!("记录文件有损坏，已另存为 {}，从能读出的部分继续", path.display())
            }
            (Self::Broken(path), Lang::En) => {
                format!("the state file was broken; it was put aside as {}", path.display())
            }
            (Self::Newer(path), Lang::Zh) => {
                format!("{} 由较新版本的纲目写成，这次只读不写", path.display())
            }
            (Self::Newer(path), Lang::En) => {
                format!("{} is from a newer version: it is read, not written", path.display())
            }
            (Self::Busy, Lang::Zh) => "记录文件正被另一个纲目占用，稍后再保存".to_owned(),
            (Self::Busy, Lang::En) => {
                "another gangmu holds the state file; it is saved later".to_owned()
            }
            (Self::Io(path, error), Lang::Zh) => {
                let why = cause(error, lang);
                format!("{}：无法使用记录文件（{why}），这次的位置和记号不会保存", path.display())
            }
            (Self::Io(path, error), Lang::En) => {
                let why = cause(error, lang);
                format!("{}: places and marks are not saved ({why})", path.display())
            }
        };
        visible(&text).into_owned()
    }
}

/// A moment of a save at which a program may be killed; for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The lock is held.
    Locked,
    /// The file has been read and merged.
    Merged,
    /// The new file is there, empty.
    Begun,
    /// Half of it is written.
    Half,
    /// All of it is written.
    Written,
    /// It is on the disk.
    Synced,
    /// It has taken the place of the old one.
    Renamed,
}

/// What a file holds.
enum Content {
    Nothing,
    Whole(State),
    /// Some documents could not be understood.
    Parts(State),
    Newer(State),
    Broken,
}

/// The folder for the state of a program: `gangmu` in `XDG_STATE_HOME`, or in `.local/state` of
/// `HOME`. `None` where neither is set to an absolute path: the program then remembers nothing.
///
/// Source: XDG Base Directory Specification 0.8 (a relative path is to be ignored).
#[must_use]
pub fn state_folder(xdg: Option<&OsStr>, home: Option<&OsStr>) -> Option<PathBuf> {
    folder(xdg, home, ".local/state")
}

/// The folder for what the user sets: `gangmu` in `XDG_CONFIG_HOME`, or in `.config` of `HOME`.
#[must_use]
pub fn config_folder(xdg: Option<&OsStr>, home: Option<&OsStr>) -> Option<PathBuf> {
    folder(xdg, home, ".config")
}

/// The folder for what can be made anew: `gangmu` in `XDG_CACHE_HOME`, or in `.cache` of `HOME`.
///
/// Source: as for [`state_folder`].
#[must_use]
pub fn cache_folder(xdg: Option<&OsStr>, home: Option<&OsStr>) -> Option<PathBuf> {
    folder(xdg, home, ".cache")
}

fn folder(xdg: Option<&OsStr>, home: Option<&OsStr>, inside: &str) -> Option<PathBuf> {
    let base = xdg.map(Path::new).filter(|path| path.is_absolute()).map(Path::to_owned);
    let home = home.map(Path::new).filter(|path| path.is_absolute());
    Some(base.or_else(|| home.map(|home| home.join(inside)))?.join("gangmu"))
}

impl Store {
    /// The store in `folder`, which is made when something is saved.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The state file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Reads the state. If the file cannot be read or understood, what could be understood of it, perhaps
    /// nothing, is returned with the trouble. Also removes what killed programs have left.
    pub fn load(&self) -> (State, Option<Trouble>) {
        self.sweep();
        let path = self.path();
        let content = match read(&path) {
            Ok(content) => content,
            Err(error) => return (State::default(), Some(Trouble::Io(path, error))),
        };
        match content {
            Content::Nothing => (State::default(), None),
            Content::Whole(state) => (state, None),
            Content::Newer(state) => (state, Some(Trouble::Newer(path))),
            // Another program may be repairing it: look again under the lock.
            Content::Broken | Content::Parts(_) => {
                let _lock = match self.lock() {
                    Ok(lock) => lock,
                    Err(trouble) => return (State::default(), Some(trouble)),
                };
                self.mend()
            }
        }
    }

    /// Puts `changes` into the file, and gives the state as it now is. `now` is the time in
    /// milliseconds since 1970.
    ///
    /// # Errors
    /// Why nothing was saved; the file is as it was.
    pub fn save(&self, changes: &State, now: u64) -> Result<State, Trouble> {
        self.save_staged(changes, now, |_| {})
    }

    /// [`Store::save`], telling `at` of each stage.
    ///
    /// # Errors
    /// As there.
    pub fn save_staged(
        &self,
        changes: &State,
        now: u64,
        mut at: impl FnMut(Stage),
    ) -> Result<State, Trouble> {
        let path = self.path();
        let told = |error| Trouble::Io(path.clone(), error);
        self.make_folder().map_err(told)?;
        let _lock = self.lock()?;
        at(Stage::Locked);
        let (mut state, trouble) = self.mend();
        match trouble {
            None | Some(Trouble::Broken(_)) => {}
            Some(trouble) => return Err(trouble),
        }
        state.merge(changes.clone());
        state.prune(now);
        at(Stage::Merged);
        self.write(&state, &mut at).map_err(told)?;
        at(Stage::Renamed);
        Ok(state)
    }

    /// Forgets everything: the file, broken ones, and what killed programs have left.
    ///
    /// # Errors
    /// What could not be removed.
    pub fn clear(&self) -> Result<(), Trouble> {
        if !self.folder.is_dir() {
            return Ok(());
        }
        let _lock = self.lock()?;
        let ours =
            |name: &str| name == FILE || name.starts_with(BROKEN) || name.starts_with(TEMPORARY);
        for path in self.entries().filter(|p| name(p).is_some_and(ours)) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Trouble::Io(path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the file while the lock is held; a broken one is put aside.
    fn mend(&self) -> (State, Option<Trouble>) {
        let path = self.path();
        match read(&path) {
            Err(error) => (State::default(), Some(Trouble::Io(path, error))),
            Ok(Content::Nothing) => (State::default(), None),
            Ok(Content::Whole(state)) => (state, None),
            Ok(Content::Newer(state)) => (state, Some(Trouble::Newer(path))),
            Ok(Content::Parts(state)) => {
                // The readable part stays in use, so the broken file is copied, not moved.
                let aside = self.aside();
                let trouble = match fs::copy(&path, &aside) {
                    Ok(_) => {
                        let kept = self.write(&state, &mut |_| {});
                        self.thin();
                        kept.map_or_else(|e| Trouble::Io(path, e), |()| Trouble::Broken(aside))
                    }
                    Err(error) => Trouble::Io(path, error),
                };
                (state, Some(trouble))
            }
            Ok(Content::Broken) => {
                let aside = self.aside();
                let trouble = match fs::rename(&path, &aside) {
                    Ok(()) => {
                        self.thin();
                        Trouble::Broken(aside)
                    }
                    Err(error) => Trouble::Io(path, error),
                };
                (State::default(), Some(trouble))
            }
        }
    }

    /// A new name for a broken file; names sort by time.
    fn aside(&self) -> PathBuf {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let micros = since.map_or(0, |d| d.as_micros());
        let named = |n: u128| self.folder.join(format!("{BROKEN}{:017}", micros + n));
        (0..).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(0))
    }

    /// Removes broken files but the newest.
    fn thin(&self) {
        let broken = self.entries().filter(|p| name(p).is_some_and(|n| n.starts_with(BROKEN)));
        let mut broken: Vec<_> = broken.collect();
        broken.sort_unstable();
        let surplus = broken.len().saturating_sub(KEPT);
        for path in broken.into_iter().take(surplus) {
            // A leftover does no harm.
            let _ = fs::remove_file(path);
        }
    }

    /// Removes files that killed programs were writing.
    fn sweep(&self) {
        let ours = |path: &PathBuf| name(path).is_some_and(|n| n.starts_with(TEMPORARY));
        for path in self.entries().filter(ours) {
            let changed = fs::metadata(&path).and_then(|m| m.modified()).ok();
            if changed.and_then(|t| t.elapsed().ok()).is_some_and(|age| age > STALE) {
                let _ = fs::remove_file(path);
            }
        }
    }

    fn entries(&self) -> impl Iterator<Item = PathBuf> {
        fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path())
    }

    /// Makes the folder, for its owner alone.
    fn make_folder(&self) -> io::Result<()> {
        private_folder(&self.folder)?;
        restrict(&self.folder);
        Ok(())
    }

    /// Waits for the lock, for [`PATIENCE`] at most.
    fn lock(&self) -> Result<Option<File>, Trouble> {
        let path = self.folder.join(LOCK);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| Trouble::Io(path.clone(), error))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(file)),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => return Err(Trouble::Busy),
                // A file system without locks; the file is still replaced atomically.
                Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {
                    return Ok(None);
                }
                Err(TryLockError::Error(error)) => return Err(Trouble::Io(path, error)),
            }
        }
    }

    /// Writes the whole file beside the old one and puts it in its place.
    fn write(&self, state: &State, at: &mut dyn FnMut(Stage)) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(state)?;
        bytes.push(b'\n');
        replace(&self.path(), TEMPORARY, |file| {
            at(Stage::Begun);
            let (first, second) = bytes.split_at(bytes.len() / 2);
            file.write_all(first)?;
            at(Stage::Half);
            file.write_all(second)?;
            at(Stage::Written);
            file.sync_all()?;
            at(Stage::Synced);
            Ok(())
        })?;
        // The rename is only on disk once the folder is.
        #[cfg(unix)]
        if let Some(folder) = fs::canonicalize(self.path())?.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

/// Takes the folder away from other users where they had it.
fn restrict(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = fs::metadata(folder).is_ok_and(|m| m.permissions().mode() & 0o077 != 0);
        if open {
            // A folder that belongs to someone else is left alone; the file itself is private anyway.
            let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
}

fn name(path: &Path) -> Option<&str> {
    path.file_name().and_then(OsStr::to_str)
}

/// What the file at `path` holds.
fn read(path: &Path) -> io::Result<Content> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Nothing),
        Err(error) => return Err(error),
    };
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > LIMIT { Content::Broken } else { understand(&bytes) })
}

fn understand(bytes: &[u8]) -> Content {
    let Ok(mut value) = serde_json::from_slice::<Value>(bytes) else { return Content::Broken };
    let Some(version) = value.get("version").and_then(Value::as_u64) else {
        return Content::Broken;
    };
    let newer = version > VERSION;
    if let Ok(state) = State::deserialized(&value) {
        return if newer { Content::Newer(state) } else { Content::Whole(state) };
    }
    if newer {
        return Content::Newer(State::default());
    }
    // One entry broken by hand editing must not lose the others.
    for field in ["docs", "marks", "inputs"] {
        let Some(entries) = value.get_mut(field).and_then(Value::as_object_mut) else {
            continue;
        };
        entries.retain(|key, entry| State::understands(field, key, entry));
    }
    State::deserialized(&value).map_or(Content::Broken, Content::Parts)
}

impl State {
    fn deserialized(value: &Value) -> Result<Self, serde_json::Error> {
        serde::Deserialize::deserialize(value)
    }

    /// Whether `entry` of `field` can be read.
    fn understands(field: &str, key: &str, entry: &Value) -> bool {
        let alone = serde_json::json!({ "version": VERSION, field: { key: entry } });
        Self::deserialized(&alone).is_ok()
    }
}

#[cfg(test)]
mod tests;
