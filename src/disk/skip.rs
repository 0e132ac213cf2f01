//! Which files and folders below SOURCE are not content.
//!
//! | what | examples |
//! |---|---|
//! | hidden | `.git`, `.obsidian`, `.venv`, `.a.md.swp` |
//! | version control | `CVS`, `_darcs` |
//! | dependencies, by name | `node_modules`, `bower_components`, `__pycache__` |
//! | dependencies, by what lies inside | `CACHEDIR.TAG`, `pyvenv.cfg`, `autoload.php`, `modules.txt` |
//! | editor backups | `a.md~`, `#a.md#`, `a.md.swp` |
//!
//! `target`, `vendor`, `build` and `dist` are common words: a folder called so is
//! skipped only if a file inside shows that a tool made it.

use std::path::Path;

const FOLDERS: &[&str] =
    &["CVS", "_darcs", "node_modules", "bower_components", "__pycache__"];

/// Files that the makers of such folders put inside.
const MARKS: &[&str] = &["CACHEDIR.TAG", "pyvenv.cfg", "autoload.php", "modules.txt"];

const BACKUPS: &[&str] = &["~", ".swp", ".swo", ".swx"];

/// The files whose rules leave out other files.
pub(super) const IGNORE_FILES: &[&str] = &[".gitignore", ".ignore"];

/// Whether a name is hidden.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Whether a folder is known by its name, or by what lies in it, not to be content.
pub(super) fn is_foreign_folder(path: &Path, name: &str) -> bool {
    is_hidden(name)
        || FOLDERS.contains(&name)
        || MARKS.iter().any(|mark| path.join(mark).symlink_metadata().is_ok())
}

/// Whether an editor left the file behind.
pub(super) fn is_backup(name: &str) -> bool {
    BACKUPS.iter().any(|end| name.ends_with(end))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// Whether the name is that of a document: `.md` or `.markdown` in any letter case.
pub fn is_document(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let known = ["md", "markdown"].iter().any(|own| extension.eq_ignore_ascii_case(own));
    known && !stem.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_ending() {
        for name in ["a.md", "A.MD", "b.Markdown", "x.y.md"] {
            assert!(is_document(name), "{name}");
        }
        for name in ["md", ".md", "a.txt", "a.mdx", "a.md.bak"] {
            assert!(!is_document(name), "{name}");
        }
    }

    #[test]
    fn backups_are_not_content() {
        for name in ["a.md~", "#a.md#", "a.md.swp"] {
            assert!(is_backup(name), "{name}");
        }
        for name in ["a.md", "#", "#1.md"] {
            assert!(!is_backup(name), "{name}");
        }
    }
}
