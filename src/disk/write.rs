//! Writes single documents, each wholly or not at all.

use super::error::DiskError;
use super::open::{open_regular, read_up_to};
use crate::text::DocPath;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::Permissions;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// Writes the file `path`, which must not be there; missing folders are made.
///
/// # Errors
/// If there is such a file, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let write = || {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // Said in advance, so that nothing is staged for nothing.
        if path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let staged = stage(path, bytes, None)?;
        // A hard link, unlike a rename, takes no place that is taken.
        let placed = match std::fs::hard_link(&staged, path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // Some file systems have no such links.
                let file = OpenOptions::new().write(true).create_new(true).open(path);
                file.and_then(|mut file| file.write_all(bytes))
            }
            placed => placed,
        };
        let _ = std::fs::remove_file(&staged);
        placed
    };
    write().map_err(DiskError::rewriting(path))
}

/// Puts `after` into the place of the document at `path` below the content folder
/// `root`, with the rights it has; a link stays and the file it leads to is written.
/// Gives whether it was written: a document that no longer holds `before` is left
/// alone.
///
/// # Errors
/// If it leads out of `root` or cannot be written; what was there is untouched.
pub fn rewrite(
    root: &Path,
    path: &DocPath,
    (before, after): (&[u8], &[u8]),
) -> Result<bool, DiskError> {
    let write = || {
        let root = root.canonicalize()?;
        let real = root.join(path.as_str()).canonicalize()?;
        if !real.starts_with(&root) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let file = open_regular(&real)?;
        let rights = file.metadata()?.permissions();
        let (now, _) = read_up_to(file, before.len() as u64)?;
        if now != before {
            return Ok(false);
        }
        // Who may not write a file could still replace it.
        OpenOptions::new().write(true).open(&real)?;
        let staged = stage(&real, after, Some(rights))?;
        std::fs::rename(&staged, &real).inspect_err(|_| {
            let _ = std::fs::remove_file(&staged);
        })?;
        Ok(true)
    };
    write().map_err(DiskError::rewriting(root.join(path.as_str())))
}

/// A hidden file beside `path` that holds `bytes`, complete and on disk.
fn stage(path: &Path, bytes: &[u8], rights: Option<Permissions>) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = path.with_file_name(format!(".{name}.kenning-{}", std::process::id()));
    let fill = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&staged)?;
        file.write_all(bytes)?;
        if let Some(rights) = rights {
            file.set_permissions(rights)?;
        }
        File::sync_all(&file)
    };
    fill().inspect_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = std::fs::remove_file(&staged);
        }
    })?;
    Ok(staged)
}
