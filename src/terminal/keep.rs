//! Options that the user keeps: one small file, written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Writes `text` to `path`, or removes the file where there is nothing to keep.
///
/// # Errors
/// What became of the folder or the file; an older file stays as it was.
pub(super) fn keep(path: &Path, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Two programs that keep at once must not write into one file.
    let new = path.with_extension(format!("toml.{}", std::process::id()));
    let written = write(&new, text).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file: File =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_written_whole_and_nothing_removes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gangmu/options.toml");
        keep(&path, "justify = true\n").unwrap();
        keep(&path, "measure = 28\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "measure = 28\n");
        assert_eq!(fs::read_dir(folder.path().join("gangmu")).unwrap().count(), 1);
        keep(&path, "").unwrap();
        keep(&path, "").unwrap();
        assert!(!path.exists());
        fs::write(folder.path().join("gangmu2"), "").unwrap();
        assert!(keep(&folder.path().join("gangmu2/options.toml"), "x").is_err());
    }
}
