//! What a killed run left beside the output.

use super::list::{LIST, UNFINISHED};
use super::place::Place;
use super::survey;
use super::swap::OLD;
use std::fs::DirEntry;
use std::fs::File;
use std::fs::Metadata;
use std::path::Path;
use std::path::PathBuf;

/// Removes what killed runs left; the lock says that no other run is under way.
///
/// A site that a killed run had moved aside is put back. Never fails: what cannot
/// be removed is in nobody's way.
pub(super) fn sweep(place: &Place) {
    for folder in found(place) {
        let is_old = folder.as_os_str().to_string_lossy().ends_with(OLD);
        let is_missing = place.output.symlink_metadata().is_err();
        if is_old && is_missing && std::fs::rename(&folder, &place.output).is_ok() {
            continue;
        }
        if folder.join(UNFINISHED).symlink_metadata().is_err() {
            rescue(&folder, &place.output);
        }
        remove(&folder);
    }
}

/// Removes a folder of ours that readers do not see, its marks last: whenever the
/// process is killed, the next run knows what is left as ours.
///
/// Never fails: what cannot be removed is swept by the next run.
pub(super) fn remove(folder: &Path) {
    let mark = folder.join(UNFINISHED);
    // From here on nothing in it is worth saving.
    let _ = File::create_new(&mark);
    let Ok(entries) = folder.read_dir() else { return };
    let is_mark =
        |entry: &DirEntry| [LIST, UNFINISHED].iter().any(|own| entry.file_name() == *own);
    for entry in entries.flatten().filter(|entry| !is_mark(entry)) {
        let path = entry.path();
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_dir() => std::fs::remove_dir_all(path),
            _ => std::fs::remove_file(path),
        };
    }
    let _ = std::fs::remove_file(folder.join(LIST));
    let _ = std::fs::remove_file(mark);
    let _ = std::fs::remove_dir(folder);
}

/// Moves files that kenning did not make from the old site to the new one, where
/// they were changed or added after the new one was staged.
pub(super) fn rescue(old: &Path, new: &Path) {
    let Ok(survey) = survey::look(old) else { return };
    for path in &survey.foreign {
        let (from, to) = (old.join(path), new.join(path));
        let Ok(metadata) = from.symlink_metadata() else { continue };
        let is_newer = to.symlink_metadata().map_or(true, |of| is_newer(&metadata, &of));
        let is_safe = || path.parent().is_none_or(|above| is_folder_below(new, above));
        if is_newer && is_safe() {
            let _ = std::fs::rename(&from, &to);
        }
    }
}

/// Whether `path` below `root` is, or can be made, a folder; no link is followed.
fn is_folder_below(root: &Path, path: &Path) -> bool {
    let mut folder = root.to_path_buf();
    path.iter().all(|part| {
        folder.push(part);
        match folder.symlink_metadata() {
            Ok(metadata) => metadata.is_dir(),
            Err(_) => std::fs::create_dir(&folder).is_ok(),
        }
    })
}

fn is_newer(one: &Metadata, other: &Metadata) -> bool {
    let time = |of: &Metadata| of.modified().ok();
    !is_same(one, other) && time(one) > time(other)
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    false
}

/// The folders beside the output that only a run of ours can have left: named by
/// us, and empty or marked by us inside.
fn found(place: &Place) -> Vec<PathBuf> {
    let prefix = place.prefix().to_string_lossy().into_owned();
    let Ok(entries) = place.parent.read_dir() else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_prefix(&prefix) else { continue };
        let id = id.strip_suffix(OLD).unwrap_or(id);
        let is_named = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_named && is_folder && is_marked(&entry.path()) {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn is_marked(folder: &Path) -> bool {
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    let has = |name: &str| folder.join(name).symlink_metadata().is_ok();
    is_empty || has(LIST) || has(UNFINISHED)
}
