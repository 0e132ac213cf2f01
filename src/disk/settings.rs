//! Reads what is not content: the configuration and theme folders.

use super::error::DiskError;
use super::open::{open_inside, open_regular, read_up_to};
use super::read::doc_path;
use super::skip::{is_backup, is_hidden};
use crate::theme::Theme;
use std::fs::File;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// No configuration and no file of a theme is larger, in bytes.
const LARGEST: u64 = 10_000_000;

/// The text of a configuration that the person at the command line vouches for, so
/// it may be a link; `None` if there is no file.
///
/// # Errors
/// If it is not a plain file, too large, not UTF-8 or cannot be read.
pub fn read_settings(path: &Path) -> Result<Option<String>, DiskError> {
    to_text(path, whole(path))
}

/// The text of the configuration `name` that lies in the content folder `root`;
/// `None` if there is no file.
///
/// # Errors
/// As [`read_settings`]; also if it is a link that leads out of `root`.
pub fn read_settings_inside(
    root: &Path,
    name: &str,
) -> Result<Option<String>, DiskError> {
    let Some(inside) = doc_path(name) else { return Ok(None) };
    let bytes = open_inside(root, &inside).and_then(all);
    to_text(&root.join(name), bytes)
}

fn to_text(path: &Path, bytes: io::Result<Vec<u8>>) -> Result<Option<String>, DiskError> {
    match bytes {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(failed(path, "it is not UTF-8")),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(DiskError::Read { path: path.to_path_buf(), source }),
    }
}

/// The files of a theme. Links, hidden files and editor backups are left out.
///
/// # Errors
/// If the folder or one of its files cannot be read.
pub fn read_theme(folder: &Path) -> Result<Theme, DiskError> {
    let mut theme = Theme::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| DiskError::Read {
            path: folder.to_path_buf(),
            source: error.into(),
        })?;
        let name = entry.file_name().to_string_lossy();
        let relative = entry.path().strip_prefix(folder).ok().and_then(Path::to_str);
        let Some(path) = relative.and_then(doc_path) else { continue };
        if entry.file_type().is_file() && !is_hidden(&name) && !is_backup(&name) {
            let bytes = whole(entry.path()).map_err(DiskError::reading(entry.path()))?;
            theme.files.insert(path.as_str().to_owned(), bytes.into());
        }
    }
    Ok(theme)
}

fn whole(path: &Path) -> io::Result<Vec<u8>> {
    open_regular(&path.canonicalize()?).and_then(all)
}

fn all(file: File) -> io::Result<Vec<u8>> {
    let (bytes, whole) = read_up_to(file, LARGEST)?;
    if whole { Ok(bytes) } else { Err(io::Error::other("larger than 10 MB")) }
}

fn failed(path: &Path, why: &'static str) -> DiskError {
    DiskError::Read { path: path.to_path_buf(), source: io::Error::other(why) }
}
