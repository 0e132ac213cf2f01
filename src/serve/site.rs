//! What is served: files by address, made when they are asked for.

use crate::build::Built;
use crate::text::DocPath;
use std::sync::Arc;

/// A site as it is served. Asked by several threads at once; whatever it gives fits
/// together, since it never changes.
pub trait Site: Send + Sync {
    /// The file at the address `at` below the root.
    fn file(&self, at: &str) -> Option<Arc<[u8]>>;

    /// The attachment at `at`: a file below SOURCE.
    fn attachment(&self, at: &str) -> Option<DocPath>;

    /// Where the page that was at `at` in an earlier version is now.
    fn moved(&self, _at: &str) -> Option<String> {
        None
    }

    /// What the preview tells its author about the page at `at`, as the fields of a
    /// JSON object.
    fn about(&self, _at: &str) -> serde_json::Map<String, serde_json::Value> {
        serde_json::Map::new()
    }
}

impl Site for Built {
    fn file(&self, at: &str) -> Option<Arc<[u8]>> {
        self.files.get(at).cloned()
    }

    fn attachment(&self, at: &str) -> Option<DocPath> {
        self.attachments.get(at).cloned()
    }
}
