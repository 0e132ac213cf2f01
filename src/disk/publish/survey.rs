//! What lies in the output now, and which of it is ours.

use super::super::error::{DiskError, Refusal};
use super::Adopt;
use super::list::{self, LIST};
use super::place::Place;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use walkdir::WalkDir;

/// Files that may lie in a folder that still counts as empty.
const HARMLESS: &[&str] = &[".gitignore", ".gitkeep"];

/// What lies in the output. Paths are relative to it; no link was followed.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Plain files that the list names, with their size.
    pub(super) ours: BTreeMap<String, u64>,
    /// Everything else that is no folder.
    pub(super) foreign: BTreeSet<PathBuf>,
    /// Every folder, the root excluded.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Whether there is a list of ours.
    pub(super) has_list: bool,
}

/// Looks at the output, touching nothing.
///
/// # Errors
/// If the folder is not ours to use.
pub(super) fn survey(place: &Place, adopt: Adopt) -> Result<Survey, DiskError> {
    if !place.exists {
        return Ok(Survey::default());
    }
    let survey = look(&place.output)?;
    let harmless = |path: &PathBuf| HARMLESS.iter().any(|name| path == Path::new(name));
    let is_empty = survey.folders.is_empty() && survey.foreign.iter().all(harmless);
    if survey.has_list || is_empty || adopt == Adopt::Yes {
        Ok(survey)
    } else {
        Err(DiskError::refused(&place.output, Refusal::NotOurs))
    }
}

/// Sorts what lies in `folder` by who made it.
pub(super) fn look(folder: &Path) -> Result<Survey, DiskError> {
    let list = list::read(folder);
    let mut survey = Survey { has_list: list.is_some(), ..Survey::default() };
    let listed = list.unwrap_or_default();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let failed = |error: walkdir::Error| DiskError::reading(folder)(error.into());
        let entry = entry.map_err(failed)?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let kind = entry.file_type();
        let name = address(path);
        if kind.is_dir() {
            survey.folders.insert(path.to_path_buf());
        } else if kind.is_file() && name.as_ref().is_some_and(|n| listed.contains(n)) {
            let size = entry.metadata().map_err(failed)?.len();
            survey.ours.insert(name.unwrap_or_default(), size);
        } else if !(kind.is_file() && survey.has_list && path == Path::new(LIST)) {
            survey.foreign.insert(path.to_path_buf());
        }
    }
    Ok(survey)
}

fn address(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() })
}
