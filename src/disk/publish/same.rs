//! Whether the output holds a file already.

use super::super::attachment::Attachment;
use super::super::open::open_regular;
use super::stage::File;
use crate::build::Content;
use std::fs;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::path::Path;

/// Whether the regular file at `path`, of `size` bytes, holds `new` and may be read by
/// all.
pub(super) fn is_same(path: &Path, size: u64, new: File<'_>) -> bool {
    let is_equal = match new {
        File::Made(Content::Bytes(bytes)) => {
            Ok(size == bytes.len() as u64 && holds(path, bytes))
        }
        File::Made(content) => is_written(path, content),
        File::Attachment(source, from) => (|| {
            let from = Attachment::open(source, from)?;
            Ok(size == from.size() && is_equal(open_regular(path)?, from)?)
        })(),
    };
    is_equal.unwrap_or(false) && is_readable_by_all(path)
}

/// Whether the file at `path` holds `bytes`.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    open_regular(path).and_then(|file| is_equal(file, bytes)).unwrap_or(false)
}

/// Whether the file at `path` holds what `content` writes.
fn is_written(path: &Path, content: Content<'_>) -> io::Result<bool> {
    let file = BufReader::with_capacity(1 << 16, open_regular(path)?);
    let mut to = Compared { file, differs: false };
    content.write(&mut to)?;
    Ok(!to.differs && to.file.fill_buf()?.is_empty())
}

/// Takes what is written only to compare it with a file.
struct Compared {
    file: BufReader<fs::File>,
    differs: bool,
}

impl Write for Compared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let there = self.file.fill_buf()?;
        let count = there.len().min(bytes.len());
        self.differs |= count == 0 || there.get(..count) != bytes.get(..count);
        if self.differs {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.file.consume(count);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether both give the same bytes.
fn is_equal(one: fs::File, other: impl Read) -> io::Result<bool> {
    let mut one = BufReader::with_capacity(1 << 16, one);
    let mut other = BufReader::with_capacity(1 << 16, other);
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let count = left.len().min(right.len());
        if left.get(..count) != right.get(..count) {
            return Ok(false);
        }
        if count == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        one.consume(count);
        other.consume(count);
    }
}

#[cfg(unix)]
fn is_readable_by_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().is_ok_and(|of| of.permissions().mode() & 0o7777 == 0o644)
}

#[cfg(not(unix))]
fn is_readable_by_all(_path: &Path) -> bool {
    true
}
