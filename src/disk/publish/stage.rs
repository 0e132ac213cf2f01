//! Writes the new site into a folder beside the output.

use super::super::error::DiskError;
use super::super::open::{open_inside, open_regular};
use super::leftovers;
use super::list::{LIST, UNFINISHED};
use super::place::Place;
use super::plan::{Content, Plan};
use super::survey::Survey;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::fs::FileTimes;
use std::fs::OpenOptions;
use std::fs::Permissions;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// Writes everything; gives the folder, complete and on disk.
///
/// # Errors
/// What was written is removed again.
pub(super) fn stage(
    place: &Place,
    plan: &Plan<'_>,
    survey: &Survey,
) -> Result<PathBuf, DiskError> {
    let folder = place.beside(std::process::id());
    std::fs::create_dir(&folder).map_err(DiskError::writing(&folder))?;
    match fill(&folder, place, plan, survey) {
        Ok(()) => Ok(folder),
        Err(error) => {
            leftovers::remove(&folder);
            Err(error)
        }
    }
}

fn fill(
    new: &Path,
    place: &Place,
    plan: &Plan<'_>,
    survey: &Survey,
) -> Result<(), DiskError> {
    let unfinished = new.join(UNFINISHED);
    write(&unfinished, |_| Ok(()))?;
    allow(new, 0o755).map_err(DiskError::writing(new))?;
    make_folders(new, place, plan, survey)?;

    plan.steps.par_iter().try_for_each(|(at, step)| {
        let to = new.join(at);
        match step.content {
            _ if step.is_same => carry(&place.output.join(at), &to),
            Content::Bytes(bytes) => write(&to, |file| file.write_all(bytes)),
            Content::Attachment(path) => {
                let mut from = open_inside(&plan.source, path)
                    .map_err(DiskError::reading(path.as_str()))?;
                write(&to, |file| io::copy(&mut from, file).map(|_| ()))
            }
        }
    })?;
    for path in &survey.foreign {
        carry(&place.output.join(path), &new.join(path))?;
    }
    write(&new.join(LIST), |file| file.write_all(&plan.list))?;
    std::fs::remove_file(&unfinished).map_err(DiskError::writing(&unfinished))?;
    flush(new).map_err(DiskError::writing(new))
}

/// The folders of the new site, and those of others with the rights they had.
fn make_folders(
    new: &Path,
    place: &Place,
    plan: &Plan<'_>,
    survey: &Survey,
) -> Result<(), DiskError> {
    let mut ours = BTreeSet::new();
    for at in plan.steps.keys().copied() {
        ours.extend(Path::new(at).ancestors().skip(1));
    }
    let mut before = BTreeSet::new();
    for at in survey.ours.keys() {
        before.extend(Path::new(at.as_str()).ancestors().skip(1));
    }
    let holds_foreign: BTreeSet<_> =
        survey.foreign.iter().flat_map(|path| path.ancestors().skip(1)).collect();
    // A folder that held nothing but files of ours is ours, and goes with them.
    let foreign = survey.folders.iter().map(PathBuf::as_path);
    let foreign = foreign.filter(|path| {
        !ours.contains(path) && (holds_foreign.contains(path) || !before.contains(path))
    });
    let is_page =
        |path: &Path| path.to_str().is_some_and(|at| plan.steps.contains_key(at));
    let foreign: BTreeSet<&Path> =
        foreign.filter(|path| !path.ancestors().any(is_page)).collect();

    for path in ours.union(&foreign).filter(|path| !path.as_os_str().is_empty()) {
        let folder = new.join(path);
        let rights =
            if ours.contains(path) { None } else { rights(&place.output.join(path)) };
        std::fs::create_dir_all(&folder)
            .and_then(|()| allow(&folder, rights.unwrap_or(0o755) | 0o700))
            .map_err(DiskError::writing(&folder))?;
    }
    Ok(())
}

/// Makes a file that did not exist, readable by all.
fn write(
    path: &Path,
    content: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), DiskError> {
    let open = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        content(&mut file)?;
        file.flush()?;
        set_mode(&file, 0o644)?;
        if cfg!(not(target_os = "linux")) {
            file.sync_all()?;
        }
        Ok(())
    };
    open().map_err(DiskError::writing(path))
}

/// Takes a file over from the old folder as it is, with its times.
///
/// Links and pipes that users put there are taken over as such, never opened.
fn carry(from: &Path, to: &Path) -> Result<(), DiskError> {
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let copied = || {
        let metadata = from.symlink_metadata()?;
        #[cfg(unix)]
        if metadata.is_symlink() {
            return std::os::unix::fs::symlink(std::fs::read_link(from)?, to);
        }
        let mut old = open_regular(from)?;
        let mut new = OpenOptions::new().write(true).create_new(true).open(to)?;
        io::copy(&mut old, &mut new)?;
        new.set_permissions(metadata.permissions())?;
        new.set_times(FileTimes::new().set_modified(metadata.modified()?))?;
        if cfg!(not(target_os = "linux")) {
            new.sync_all()?;
        }
        Ok(())
    };
    copied().map_err(DiskError::writing(from))
}

/// Waits until all that was written is on disk, so that the exchange never shows a
/// site that a power cut would empty; and learns of errors the system put off.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

// Elsewhere each file was flushed when it was written.
#[cfg(not(target_os = "linux"))]
fn flush(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn rights(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().ok().map(|of| of.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode(_path: &Path) -> Option<u32> {
    None
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn allow(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_file: &File, _mode: u32) -> io::Result<()> {
    Ok(())
}
