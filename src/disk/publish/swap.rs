//! Exchanges the staged folder with the one that readers see.

use super::super::error::DiskError;
use super::leftovers;
use super::place::Place;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// What the name of an old folder ends in where the system cannot exchange two.
pub(super) const OLD: &str = "-old";

/// Puts `staged` in place; gives the folder that was there, under its new name.
///
/// # Errors
/// `staged` is removed and the old site is in place.
pub(super) fn swap(place: &Place, staged: &Path) -> Result<Option<PathBuf>, DiskError> {
    let swapped = if place.exists {
        match exchange(staged, &place.output) {
            Ok(()) => Ok(Some(staged.to_path_buf())),
            Err(error) if cannot_exchange(&error) => step_aside(place, staged).map(Some),
            Err(error) => Err(error),
        }
    } else {
        std::fs::rename(staged, &place.output).map(|()| None)
    };
    swapped.map_err(|error| {
        leftovers::remove(staged);
        DiskError::writing(&place.output)(error)
    })
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Some file systems of Linux know no exchange and say so in different ways.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Two renames. Between them there is no site; a kill there is mended by the next
/// run, which finds the old folder by its name.
fn step_aside(place: &Place, staged: &Path) -> io::Result<PathBuf> {
    let mut old = staged.as_os_str().to_owned();
    old.push(OLD);
    let old = PathBuf::from(old);
    std::fs::rename(&place.output, &old)?;
    if let Err(error) = std::fs::rename(staged, &place.output) {
        std::fs::rename(&old, &place.output)?;
        return Err(error);
    }
    Ok(old)
}
