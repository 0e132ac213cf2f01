//! Reads the content folder.
//!
//! Every document's bytes and every other file's size, in the order of paths. A
//! link to a file is read if the file lies inside the content; a link to a folder
//! is never followed, since what it shows is read where it lies. What cannot be
//! read is a finding that names it and costs nothing else.
//!
//! Whoever reads again and again keeps a [`Reader`]: it looks at every file, but reads
//! only those whose size, times or identity changed, or changed so lately that two
//! changes may look like one.

use super::attachment::{is_image, published_size};
use super::error::DiskError;
use super::ignored::Ignored;
use super::open::{open_regular, read_up_to};
use super::publish::LIST;
use super::skip;
use super::stamp::{is_settled, stamp_of};
use crate::diag::Code;
use crate::diag::Finding;
use crate::text::DocPath;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// The largest document that is read, in bytes.
const LARGEST: u64 = 10_000_000;

/// What lies below SOURCE.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The documents.
    pub files: BTreeMap<DocPath, Arc<[u8]>>,
    /// The other plain files, with the size in bytes in which they are published: 0 for
    /// a picture of which nothing harmless can be made.
    pub others: BTreeMap<DocPath, u64>,
    /// What could not be read or was left out, by path.
    pub findings: Vec<Finding>,
    /// Changes when one of `others` does: a hash of their sizes, times and places.
    pub stamp: u64,
}

/// Reads the content folder `root` once. Neither `output`, wherever it lies, nor any
/// other folder that kenning published is read.
///
/// # Errors
/// If `root` is missing, is no folder, or cannot be read. A folder without
/// documents is no error here.
pub fn read(root: &Path, output: Option<&Path>) -> Result<Folder, DiskError> {
    Reader::default().read(root, output)
}

/// Reads a content folder again and again: every file is looked at each time, and read
/// where it is not surely the one that was read before.
#[derive(Debug, Default)]
pub struct Reader {
    kept: Kept,
}

impl Reader {
    /// As [`read()`].
    ///
    /// # Errors
    /// As [`read()`].
    pub fn read(
        &mut self,
        root: &Path,
        output: Option<&Path>,
    ) -> Result<Folder, DiskError> {
        let found = walk(root, output)?;
        Ok(load(found, &mut self.kept))
    }
}

fn walk(root: &Path, output: Option<&Path>) -> Result<Found, DiskError> {
    let kind = root.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => DiskError::NoSource { path: root.to_path_buf() },
        _ => DiskError::Read { path: root.to_path_buf(), source: error },
    })?;
    if !kind.is_dir() {
        return Err(DiskError::NotAFolder { path: root.to_path_buf() });
    }
    let root = root.canonicalize().map_err(DiskError::reading(root))?;
    root.read_dir().map_err(DiskError::reading(&root))?;
    let output = output.and_then(|path| path.canonicalize().ok());
    let walk = Walk::of(&root, output.as_deref());
    Ok(Found { files: walk.files, findings: walk.findings })
}

/// Whether there is a document to read below `root`; reads none.
pub fn holds_documents(root: &Path, output: &Path) -> bool {
    let Ok(root) = root.canonicalize() else { return false };
    let walk = Walk::of(&root, output.canonicalize().ok().as_deref());
    walk.files.iter().any(|found| found.is_document)
}

/// What the walk through the folder gave.
struct Found {
    files: Vec<Entry>,
    findings: Vec<Finding>,
}

/// A file to read.
struct Entry {
    /// Below the content folder.
    path: DocPath,
    /// Where its bytes lie: for a link the file it leads to.
    real: PathBuf,
    is_document: bool,
}

struct Walk<'a> {
    root: &'a Path,
    ignored: Ignored,
    files: Vec<Entry>,
    findings: Vec<Finding>,
    /// How many documents ignore files leave out.
    left_out: u32,
}

impl<'a> Walk<'a> {
    fn of(root: &'a Path, output: Option<&Path>) -> Self {
        let mut walk = Self {
            root,
            ignored: Ignored::default(),
            files: Vec::new(),
            findings: Vec::new(),
            left_out: 0,
        };
        let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if !walk.enters(&entry, output) {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => walk.file(&entry),
                Err(error) => walk.unreadable(error.path(), "cannot be read"),
            }
        }
        walk.count_ignored();
        walk
    }

    fn enters(&mut self, entry: &DirEntry, output: Option<&Path>) -> bool {
        let path = entry.path();
        if entry.depth() > 0 {
            let name = entry.file_name().to_string_lossy();
            if skip::is_foreign_folder(path, &name) || Some(path) == output {
                return false;
            }
            if path.join(LIST).symlink_metadata().is_ok() {
                let message = "kenning published this folder; it is not read as content";
                self.remark(path, Code::IgnoredDocuments, message);
                return false;
            }
            self.ignored.is_folder_out(path);
        }
        for path in self.ignored.enter(path) {
            let message =
                "this is not a plain file of at most 1 MB; its rules do not count";
            self.remark(&path, Code::IgnoredDocuments, message);
        }
        true
    }

    fn file(&mut self, entry: &DirEntry) {
        let name = entry.file_name().to_string_lossy();
        let path = entry.path();
        if skip::is_hidden(&name) || skip::is_backup(&name) {
            return;
        }
        let is_document = skip::is_document(&name);
        if self.ignored.is_file_out(path) {
            self.left_out += u32::from(is_document);
            return;
        }
        let relative = path.strip_prefix(self.root).ok().and_then(Path::to_str);
        let Some(doc) = relative.and_then(doc_path) else {
            if is_document {
                self.unreadable(Some(path), "its name is not UTF-8");
            }
            return;
        };
        let real = match entry.file_type() {
            kind if kind.is_file() => path.to_path_buf(),
            kind if kind.is_symlink() => match self.linked(path) {
                Ok(real) => real,
                Err(Some(why)) if is_document => return self.unreadable(Some(path), why),
                Err(_) => return,
            },
            _ if is_document => return self.unreadable(Some(path), "not a plain file"),
            _ => return,
        };
        self.files.push(Entry { path: doc, real, is_document });
    }

    /// The file that a link leads to, if it is content; else why it is not, unless
    /// that has been said.
    fn linked(&mut self, path: &Path) -> Result<PathBuf, Option<&'static str>> {
        let Ok(real) = path.canonicalize() else {
            return Err(Some("the link leads nowhere"));
        };
        let Ok(inside) = real.strip_prefix(self.root) else {
            let message = "this link leads out of the content folder and is not followed";
            self.remark(path, Code::LinkLeavesContent, message);
            return Err(None);
        };
        let hidden = inside.iter().any(|part| skip::is_hidden(&part.to_string_lossy()));
        if real.is_file() && !hidden {
            Ok(real)
        } else {
            Err(Some("the link leads to what is not content"))
        }
    }

    fn unreadable(&mut self, path: Option<&Path>, why: &str) {
        let path = path.unwrap_or(self.root);
        let text = shown(self.root, path);
        self.remark(
            path,
            Code::UnreadableDocument,
            &format!("`{text}` is left out: {why}"),
        );
    }

    fn remark(&mut self, path: &Path, code: Code, message: &str) {
        self.findings.push(remark(shown(self.root, path), code, message.to_owned()));
    }

    fn count_ignored(&mut self) {
        let count = self.left_out;
        if count > 0 {
            let documents = if count == 1 { "document is" } else { "documents are" };
            let message = format!("{count} {documents} left out by ignore files");
            self.findings.push(remark(".".to_owned(), Code::IgnoredDocuments, message));
        }
    }
}

/// The documents of the last time, by path.
type Kept = FxHashMap<DocPath, Known>;

/// A document that was read, and what tells that it is still the same.
#[derive(Clone, Debug)]
struct Known {
    stamp: u64,
    bytes: Arc<[u8]>,
}

#[expect(clippy::disallowed_methods, reason = "only whether a change is old is asked")]
fn load(found: Found, kept: &mut Kept) -> Folder {
    let now = SystemTime::now();
    let fetch = |entry: Entry| {
        let fetched = fetch(&entry, kept.get(&entry.path), now);
        (entry, fetched)
    };
    let read: Vec<_> = found.files.into_par_iter().map(fetch).collect();
    let mut folder = Folder { findings: found.findings, ..Folder::default() };
    let mut stamp = DefaultHasher::new();
    let mut known = Kept::default();
    for (entry, fetched) in read {
        let path = entry.path;
        match fetched {
            Fetched::Document(document, is_settled) => {
                if is_settled {
                    known.insert(path.clone(), document.clone());
                }
                folder.files.insert(path, document.bytes);
            }
            Fetched::Other(metadata, size) => {
                stamp_of(&metadata).hash(&mut stamp);
                folder.others.insert(path, size);
            }
            Fetched::TooLarge => {
                let message = format!("larger than {} MB; left out", LARGEST / 1_000_000);
                folder.findings.push(Finding::of_file(
                    &path,
                    Code::OverLimit,
                    message,
                    None,
                ));
            }
            Fetched::Failed(error) => {
                let message = format!("`{}` is left out: {error}", path.as_str());
                let code = Code::UnreadableDocument;
                folder.findings.push(Finding::of_file(&path, code, message, None));
            }
        }
    }
    folder.stamp = stamp.finish();
    folder.findings.sort();
    *kept = known;
    folder
}

enum Fetched {
    /// And whether its stamp can be believed the next time.
    Document(Known, bool),
    /// And the size in which it is published.
    Other(Metadata, u64),
    TooLarge,
    Failed(io::Error),
}

fn fetch(entry: &Entry, known: Option<&Known>, now: SystemTime) -> Fetched {
    let fetched = || -> io::Result<Fetched> {
        if let Some(known) = known
            && stamp_of(&entry.real.symlink_metadata()?) == known.stamp
        {
            return Ok(Fetched::Document(known.clone(), true));
        }
        let file = open_regular(&entry.real)?;
        let metadata = file.metadata()?;
        if !entry.is_document {
            let is_made = is_image(&entry.path);
            let size = if is_made { published_size(file) } else { metadata.len() };
            return Ok(Fetched::Other(metadata, size));
        }
        let (bytes, whole) = read_up_to(file, LARGEST)?;
        if !whole {
            return Ok(Fetched::TooLarge);
        }
        let document = Known { stamp: stamp_of(&metadata), bytes: bytes.into() };
        Ok(Fetched::Document(document, is_settled(&metadata, now)))
    };
    fetched().unwrap_or_else(Fetched::Failed)
}

/// The path with `/` on every system.
pub(super) fn doc_path(relative: &str) -> Option<DocPath> {
    if cfg!(windows) {
        DocPath::new(&relative.replace('\\', "/"))
    } else {
        DocPath::new(relative)
    }
}

fn shown(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    if relative.is_empty() { ".".to_owned() } else { relative.into_owned() }
}

/// A finding about a path that need not be a document's.
pub(super) fn remark(path: String, code: Code, message: String) -> Finding {
    Finding {
        path,
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        severity: code.severity(),
        code,
        message,
        hint: None,
        excerpt: None,
    }
}
