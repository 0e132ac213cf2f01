//! `kenning new`.
//!
//! A document is plain text from a form, one for each kind. It is read back before it
//! is written: what its words alone would not tell, such as the kind of a report with
//! "meeting" in its title, is stated in front matter.

mod form;
mod read_back;

use super::args;
use super::failure::Failure;
use super::inputs;
use super::out;
use super::plan::Plan;
use super::safe::safe;
use crate::disk;
use crate::disk::DiskError;
use crate::text::{DocPath, slug};
use form::Paper;
use std::io;
use std::path::{Path, PathBuf};

/// Writes a new document and prints its path.
pub(super) fn new(plan: &Plan, action: &args::New) -> Result<u8, Failure> {
    let (config, today) = inputs::reading(plan)?;
    let title = action.title.join(" ");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.chars().any(char::is_alphanumeric) {
        return Err(Failure::NoTitle);
    }
    let path = path(action, &title, today)?;
    let paper = Paper { kind: &action.kind, title: &title, date: today, action };
    let text = form::filled(&paper);
    let text = read_back::settled(&text, &paper, &path, &config);
    let file = plan.source.join(path.as_str());
    let shown = relative(&file);
    disk::write_new(&shown, text.as_bytes()).map_err(|error| match error {
        DiskError::Rewrite { path, source }
            if source.kind() == io::ErrorKind::AlreadyExists =>
        {
            Failure::Exists(path)
        }
        error => error.into(),
    })?;
    out::data(format!("{}\n", safe(&shown.display().to_string())).as_bytes())?;
    Ok(0)
}

/// Where the document goes: in the folder asked for, by its title, and by its day
/// where papers of its kind come again and again.
fn path(
    action: &args::New,
    title: &str,
    today: crate::text::Day,
) -> Result<DocPath, Failure> {
    let name = slug(title);
    let name = match action.kind.as_str() {
        "debt" | "other" => format!("{name}.md"),
        _ => format!("{today}-{name}.md"),
    };
    let folder = action.folder.clone().unwrap_or_default();
    let below = folder.to_string_lossy().replace('\\', "/");
    let below = below.trim_start_matches("./").trim_end_matches('/');
    let path = if below.is_empty() { name } else { format!("{below}/{name}") };
    DocPath::new(&path).ok_or(Failure::BadFolder(folder))
}

/// The path without `./`.
fn relative(path: &Path) -> PathBuf {
    path.components().filter(|part| part.as_os_str() != ".").collect()
}
