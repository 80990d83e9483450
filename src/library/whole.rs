//! Replacing one of the program's own files atomically.
//!
//! In: a path and the new contents. Out: the file, readable by its owner only. A program that is killed
//! at any moment leaves either the old file or the new one.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::Path;

/// Replaces `path` by what `write` writes. That goes to a temporary file first, whose name begins with
/// `prefix`, in the folder of `path`, which must exist. `write` must sync what has to survive a crash of
/// the machine.
///
/// # Errors
/// What the system or `write` said; an older file is as it was, and nothing is left beside it.
pub fn replace(
    path: &Path,
    prefix: &str,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    // If the file is a link, replace its target.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    // Created for its owner only, under an unused name.
    let mut file = tempfile::Builder::new().prefix(prefix).tempfile_in(folder)?;
    write(file.as_file_mut())?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Makes `folder`, open to its owner only; missing folders above it get the usual permissions. A folder
/// that exists is left as it is.
///
/// # Errors
/// What the system said.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no modes to set"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_write_that_fails_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, ".a.", |file| file.write_all(b"one")).unwrap();
        let failed = replace(&path, ".a.", |file| {
            file.write_all(b"two")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_files_and_folders_are_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("there/inside");
        private_folder(&inside).unwrap();
        private_folder(&inside).unwrap();
        let link = folder.path().join("link");
        fs::write(inside.join("a"), "one").unwrap();
        std::os::unix::fs::symlink(inside.join("a"), &link).unwrap();
        replace(&link, ".a.", |file| file.write_all(b"two")).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(inside.join("a")).unwrap(), b"two");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inside), mode(&inside.join("a"))), (0o700, 0o600));
    }
}
