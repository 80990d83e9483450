//! Saving the options that were changed while reading: one small file, written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::library::whole::replace;

/// Writes `text` to `path`, or removes the file where there is nothing to keep.
///
/// # Errors
/// Why the folder or the file could not be written; an older file stays as it was.
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
    replace(path, ".options.", |file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    })
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
