//! Why a file below SOURCE is not read, for whoever asks about that one file.

use super::ignored::Ignored;
use super::publish::LIST;
use super::skip;
use crate::text::DocPath;
use std::path::Path;

/// Why a file below SOURCE is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Omission {
    /// This part of its path begins with a dot.
    Hidden(String),
    /// This folder belongs to a tool.
    Foreign(String),
    /// kenning published this folder.
    Published(String),
    /// An editor left it behind.
    Backup,
    /// A line of an ignore file.
    Ignored {
        /// The ignore file, relative to SOURCE.
        file: String,
        /// The line.
        pattern: String,
    },
    /// It is too large, or cannot be opened.
    Unreadable,
}

/// Why the file at `path` below `root` is left out, by its name and by the folders
/// around it; `None` if none of these leave it out.
pub fn omission(root: &Path, path: &DocPath) -> Option<Omission> {
    let mut folder = root.to_path_buf();
    let mut ignored = Ignored::default();
    ignored.enter(&folder);
    let mut parts = path.as_str().split('/').peekable();
    while let Some(name) = parts.next() {
        let here = folder.join(name);
        if skip::is_hidden(name) {
            return Some(Omission::Hidden(name.to_owned()));
        }
        if parts.peek().is_none() {
            break;
        }
        if skip::is_foreign_folder(&here, name) {
            return Some(Omission::Foreign(name.to_owned()));
        }
        if here.join(LIST).symlink_metadata().is_ok() {
            return Some(Omission::Published(name.to_owned()));
        }
        ignored.is_folder_out(&here);
        ignored.enter(&here);
        folder = here;
    }
    if skip::is_backup(path.file_name()) {
        return Some(Omission::Backup);
    }
    let (file, pattern) = ignored.rule_for(&root.join(path.as_str()))?;
    let file = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
    Some(Omission::Ignored { file, pattern })
}
