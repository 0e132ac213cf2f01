//! What tells one version of a file from another without reading it.

use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;
use std::time::SystemTime;

/// How old the last change of a file must be for its stamp to be believed: two changes
/// within one tick of a file system's clock (two seconds at worst) leave one stamp.
const SETTLED: Duration = Duration::from_secs(3);

/// Whether the last change of a file lies well before `now`. Nothing is known of a file
/// whose clock runs ahead of ours.
#[cfg(unix)]
pub(super) fn is_settled(metadata: &Metadata, now: SystemTime) -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(seconds) = u64::try_from(metadata.ctime()) else { return false };
    let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds + 1));
    let age = changed.and_then(|changed| now.duration_since(changed).ok());
    age.is_some_and(|age| age > SETTLED)
}

/// Elsewhere the time of a change can be set back, so that no stamp is believed.
#[cfg(not(unix))]
pub(super) fn is_settled(_: &Metadata, _: SystemTime) -> bool {
    false
}

/// Equal for one version of a file, as far as its size, times and identity tell.
pub(super) fn stamp_of(metadata: &Metadata) -> u64 {
    let mut hasher = DefaultHasher::new();
    (metadata.len(), metadata.modified().ok()).hash(&mut hasher);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (time, nano) = (metadata.ctime(), metadata.ctime_nsec());
        (metadata.dev(), metadata.ino(), time, nano).hash(&mut hasher);
    }
    hasher.finish()
}
