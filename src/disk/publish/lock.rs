//! One build at a time publishes beside an output.
//!
//! The lock is held on the folder that holds the output: no file is made for it, and
//! the system lets go of it when a process ends, however it ends.

use super::super::error::DiskError;
use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// How long to wait for another build.
const PATIENCE: Duration = Duration::from_secs(60);

const PAUSE: Duration = Duration::from_millis(10);

/// Holds the lock until dropped. `None` where the system has no such locks.
pub(super) fn take(
    folder: &Path,
    waiting: impl FnOnce(),
) -> Result<Option<File>, DiskError> {
    let Ok(handle) = File::open(folder) else { return Ok(None) };
    let mut waiting = Some(waiting);
    let start = Instant::now();
    loop {
        match handle.try_lock() {
            Ok(()) => return Ok(Some(handle)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) => {}
        }
        if let Some(waiting) = waiting.take() {
            waiting();
        }
        if start.elapsed() > PATIENCE {
            return Err(DiskError::Busy { path: folder.to_path_buf() });
        }
        thread::sleep(PAUSE);
    }
}
