//! Which document and line are meant by `FILE[:LINE]`, and what is said where none is.

use super::super::failure::Failure;
use crate::disk;
use crate::disk::{Folder, Omission};
use crate::text::DocPath;
use std::fmt;
use std::path::{Path, PathBuf};

/// A document of SOURCE, and perhaps a line of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) path: DocPath,
    pub(super) line: Option<u32>,
}

/// Why nothing can be explained.
#[derive(Debug)]
pub(in crate::cli) enum NotExplained {
    /// There is no such file, neither in the project folder nor in SOURCE.
    NoFile { file: String, source: PathBuf },
    /// It is a folder.
    Folder(String),
    /// It does not lie in SOURCE.
    Outside { file: String, source: PathBuf },
    /// It is no Markdown.
    NoDocument(String),
    /// It lies in SOURCE and is not read.
    LeftOut(DocPath, Omission),
    /// It is no text, or too large.
    Unreadable(DocPath),
    /// It has fewer lines.
    NoLine { path: DocPath, line: u32, lines: u32 },
}

/// The place that `typed` means: a path from the project folder if there is such a file
/// in `source`, else a path from `source`.
pub(super) fn place(
    typed: &str,
    source: &Path,
    folder: &Folder,
) -> Result<Place, Failure> {
    let (file, line) = split(typed, source);
    let Some((path, real)) = within(file, source)? else {
        return Err(NotExplained::NoFile {
            file: file.to_owned(),
            source: source.to_path_buf(),
        }
        .into());
    };
    if folder.files.contains_key(&path) {
        return Ok(Place { path, line });
    }
    if real.is_dir() {
        return Err(NotExplained::Folder(file.to_owned()).into());
    }
    if !disk::is_document(path.file_name()) {
        return Err(NotExplained::NoDocument(file.to_owned()).into());
    }
    let why = disk::omission(source, &path).unwrap_or(Omission::Unreadable);
    Err(NotExplained::LeftOut(path, why).into())
}

/// The file and the line; a column, as findings have it, is left aside. A file whose
/// own name ends like that is found under its name.
fn split<'t>(typed: &'t str, source: &Path) -> (&'t str, Option<u32>) {
    let exists = |file: &str| Path::new(file).exists() || source.join(file).exists();
    let number = |text: &'t str| -> Option<(&'t str, u32)> {
        let (file, number) = text.rsplit_once(':')?;
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        // A number beyond all lines is one that no file has.
        digits.then(|| (file, number.parse().unwrap_or(u32::MAX)))
    };
    let typed = typed.trim_end_matches(':');
    if exists(typed) {
        return (typed, None);
    }
    let Some((file, last)) = number(typed) else { return (typed, None) };
    if exists(file) {
        return (file, Some(last));
    }
    match number(file) {
        Some((file, line)) => (file, Some(line)),
        None => (file, Some(last)),
    }
}

/// The path below SOURCE and the file itself.
fn within(file: &str, source: &Path) -> Result<Option<(DocPath, PathBuf)>, Failure> {
    let root = source.canonicalize().unwrap_or_else(|_| source.to_path_buf());
    let below = |path: &Path| -> Option<(DocPath, PathBuf)> {
        // The folder is resolved and the name is not: a link is a document of its own.
        let real = path.parent().filter(|folder| *folder != Path::new(""));
        let real = real.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let real = real.join(path.file_name()?);
        real.symlink_metadata().ok()?;
        let relative = real.strip_prefix(&root).ok()?.to_str()?.replace('\\', "/");
        Some((DocPath::new(&relative)?, real))
    };
    let here = Path::new(file);
    if let Some(found) = below(here).or_else(|| below(&source.join(file))) {
        return Ok(Some(found));
    }
    if here.is_dir() {
        return Err(NotExplained::Folder(file.to_owned()).into());
    }
    if here.exists() {
        let (file, source) = (file.to_owned(), source.to_path_buf());
        return Err(NotExplained::Outside { file, source }.into());
    }
    Ok(None)
}

impl From<NotExplained> for Failure {
    fn from(why: NotExplained) -> Self {
        Self::Explain(why)
    }
}

impl fmt::Display for NotExplained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile { file, source } => {
                let source = source.display();
                write!(f, "there is no `{file}`, neither here nor in `{source}`")
            }
            Self::Folder(file) => {
                write!(f, "`{file}` is a folder; name a document in it")
            }
            Self::Outside { file, source } => write!(
                f,
                "`{file}` does not lie in `{}`, the folder that is read; `--source` \
                 names another",
                source.display()
            ),
            Self::NoDocument(file) => {
                write!(f, "`{file}` is no document: those end in `.md` or `.markdown`")
            }
            Self::LeftOut(path, why) => {
                write!(f, "`{}` is not read: ", path.as_str())?;
                omission(f, why)
            }
            Self::Unreadable(path) => write!(
                f,
                "`{}` cannot be read as text; `kenning check` says why",
                path.as_str()
            ),
            Self::NoLine { path, line, lines } => {
                let (path, s) = (path.as_str(), if *lines == 1 { "" } else { "s" });
                write!(f, "`{path}` has {lines} line{s}, so there is no line {line}")
            }
        }
    }
}

fn omission(f: &mut fmt::Formatter<'_>, why: &Omission) -> fmt::Result {
    match why {
        Omission::Hidden(name) => {
            write!(f, "`{name}` is hidden, as it begins with a dot")
        }
        Omission::Foreign(name) => {
            write!(f, "`{name}` is a folder of a tool, not of documents")
        }
        Omission::Published(name) => {
            write!(f, "`{name}` is a site that kenning published")
        }
        Omission::Backup => write!(f, "it is the backup of an editor"),
        Omission::Ignored { file, pattern } => {
            write!(f, "`{pattern}` in `{file}` leaves it out")
        }
        Omission::Unreadable => {
            write!(f, "it is too large or cannot be opened; `kenning check` says why")
        }
    }
}
