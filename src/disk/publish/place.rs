//! Where the output lies, and the places that are refused.

use super::super::error::{DiskError, Refusal};
use super::Target;
use std::ffi::OsString;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// A place for a site that may be used, as far as its own nature goes.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder that holds the output, without links.
    pub(super) parent: PathBuf,
    /// The output's name in it.
    pub(super) name: OsString,
    /// The output.
    pub(super) output: PathBuf,
    /// Whether there is a folder yet.
    pub(super) exists: bool,
}

impl Place {
    /// Finds the place, touching nothing. The parent may be missing.
    pub(super) fn find(target: &Target) -> Result<Self, DiskError> {
        let mut asked = std::path::absolute(&target.output)
            .map_err(DiskError::reading(&target.output))?;
        if asked.file_name().is_none() {
            // It ends in `..`, so that only looking tells its name.
            asked = asked.canonicalize().map_err(DiskError::reading(&target.output))?;
        }
        let (Some(parent), Some(name)) = (asked.parent(), asked.file_name()) else {
            return Err(DiskError::refused(asked, Refusal::NoName));
        };
        let parent = real(parent).map_err(DiskError::reading(parent))?;
        let (name, output) = (name.to_owned(), parent.join(name));
        let exists = match output.symlink_metadata() {
            Ok(metadata) => {
                look(&output, &parent, &metadata, target)?;
                true
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(DiskError::reading(&output)(error)),
        };
        Ok(Self { parent, name, output, exists })
    }

    /// Finds the place and makes the folders that lead to it.
    pub(super) fn make(target: &Target) -> Result<Self, DiskError> {
        let place = Self::find(target)?;
        std::fs::create_dir_all(&place.parent)
            .map_err(DiskError::writing(&place.parent))?;
        Self::find(target)
    }

    /// A name beside the output for what is staged by process `id`.
    pub(super) fn beside(&self, id: u32) -> PathBuf {
        let mut name = self.prefix();
        name.push(id.to_string());
        self.parent.join(name)
    }

    /// What all names given by [`Place::beside`] begin with.
    pub(super) fn prefix(&self) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".kenning-");
        name
    }
}

/// The path without links; what does not exist yet is taken as it is.
fn real(folder: &Path) -> io::Result<PathBuf> {
    match folder.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match (folder.parent(), folder.file_name()) {
                (Some(parent), Some(name)) => Ok(real(parent)?.join(name)),
                _ => Err(error),
            }
        }
        other => other,
    }
}

fn look(
    output: &Path,
    parent: &Path,
    metadata: &Metadata,
    target: &Target,
) -> Result<(), DiskError> {
    let refuse = |because| Err(DiskError::refused(output, because));
    if metadata.is_symlink() {
        return refuse(Refusal::IsLink);
    }
    if !metadata.is_dir() {
        return refuse(Refusal::IsFile);
    }
    let source =
        target.source.canonicalize().map_err(DiskError::reading(&target.source))?;
    for (above, folder) in source.ancestors().enumerate() {
        let is_output = folder == output || is_same(folder, metadata);
        if is_output && above == 0 {
            return refuse(Refusal::IsSource);
        }
        if is_output {
            return refuse(Refusal::HoldsSource);
        }
    }
    if is_mount(output, parent, metadata) { refuse(Refusal::IsMount) } else { Ok(()) }
}

/// Whether both are one folder under two names, as on systems that ignore case.
#[cfg(unix)]
fn is_same(folder: &Path, metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |of: &Metadata| (of.dev(), of.ino());
    folder.metadata().is_ok_and(|of| identity(&of) == identity(metadata))
}

#[cfg(not(unix))]
fn is_same(_folder: &Path, _metadata: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn is_mount(output: &Path, parent: &Path, metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let elsewhere = parent.metadata().is_ok_and(|of| of.dev() != metadata.dev());
    elsewhere || is_mount_root(output)
}

#[cfg(not(unix))]
fn is_mount(_output: &Path, _parent: &Path, _metadata: &Metadata) -> bool {
    false
}

/// A folder mounted from the same disk shows no other device, only this.
#[cfg(target_os = "linux")]
fn is_mount_root(output: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags};
    let flags = AtFlags::SYMLINK_NOFOLLOW;
    rustix::fs::statx(CWD, output, flags, StatxFlags::BASIC_STATS)
        .is_ok_and(|of| of.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_root(_output: &Path) -> bool {
    false
}
