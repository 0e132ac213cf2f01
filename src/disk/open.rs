//! Opening files that nobody vouches for.

use crate::text::DocPath;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Read;
use std::path::Path;

/// Opens a regular file for reading; never a link, pipe, socket or device, and
/// never waits for the other end of one.
pub(super) fn open_regular(path: &Path) -> io::Result<File> {
    let not_regular = || io::Error::new(io::ErrorKind::InvalidInput, "not a plain file");
    // Asked before opening, because opening a device may already do something; and
    // again afterwards, because another file may have taken its place.
    if !path.symlink_metadata()?.is_file() {
        return Err(not_regular());
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_regular()) }
}

/// Opens the regular file at `path` below the content folder `root`.
///
/// # Errors
/// Also if a link on the way leads out of `root`.
pub(super) fn open_inside(root: &Path, path: &DocPath) -> io::Result<File> {
    let root = root.canonicalize()?;
    let real = root.join(path.as_str()).canonicalize()?;
    if !real.starts_with(&root) {
        let outside = "a link leads out of the content folder";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, outside));
    }
    open_regular(&real)
}

/// The first `limit` bytes of a file, and whether that is all of it.
pub(super) fn read_up_to(file: File, limit: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let whole = bytes.len() as u64 <= limit;
    Ok((bytes, whole))
}
