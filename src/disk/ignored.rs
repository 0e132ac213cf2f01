//! Ignore files: which documents the author leaves out.
//!
//! Git's rules, from the files at or below SOURCE only: neither those above it nor
//! git's own lists count, and no repository is needed.

use super::open::{open_regular, read_up_to};
use super::skip::IGNORE_FILES;
use ignore::Match;
use ignore::gitignore::Gitignore;
use ignore::gitignore::GitignoreBuilder;
use std::collections::HashMap;
use std::path::Path;
use std::path::PathBuf;

/// An ignore file beyond this size is not believed.
const LARGEST: u64 = 1_000_000;

/// The rules of all folders seen so far. Folders must be shown before what is in
/// them.
#[derive(Default)]
pub(super) struct Ignored {
    rules: HashMap<PathBuf, Gitignore>,
    folders: HashMap<PathBuf, bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    File,
    Folder,
}

impl Ignored {
    /// Reads the ignore files of `folder`; gives those that cannot be used.
    pub(super) fn enter(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut unusable = Vec::new();
        let mut builder = GitignoreBuilder::new(folder);
        let mut any = false;
        for name in IGNORE_FILES {
            let path = folder.join(name);
            if path.symlink_metadata().is_err() {
                continue;
            }
            let Some(text) = rules(&path) else {
                unusable.push(path);
                continue;
            };
            any = true;
            for line in text.lines() {
                // A line that is no pattern matches nothing, as in git.
                let _ = builder.add_line(Some(path.clone()), line);
            }
        }
        if any && let Ok(rules) = builder.build() {
            self.rules.insert(folder.to_path_buf(), rules);
        }
        unusable
    }

    /// Whether the rules leave out a file.
    pub(super) fn is_file_out(&self, path: &Path) -> bool {
        self.is_below_ignored(path) || self.matches(path, Kind::File)
    }

    /// The ignore file and its line that leave out a file or a folder around it.
    pub(super) fn rule_for(&self, path: &Path) -> Option<(PathBuf, String)> {
        let rule = |path: &Path, is_folder: bool| {
            let rules = path.ancestors().skip(1).filter_map(|at| self.rules.get(at));
            let mut matches = rules.map(|rules| rules.matched(path, is_folder));
            let Match::Ignore(glob) = matches.find(|found| !found.is_none())? else {
                return None;
            };
            Some((glob.from()?.to_path_buf(), glob.original().to_owned()))
        };
        let folders =
            path.ancestors().skip(1).filter(|at| self.folders.contains_key(*at));
        let of_folder = folders.filter_map(|folder| rule(folder, true)).last();
        of_folder.or_else(|| rule(path, false))
    }

    /// Whether the rules leave out a folder; remembered for what lies in it.
    pub(super) fn is_folder_out(&mut self, path: &Path) -> bool {
        let out = self.is_below_ignored(path) || self.matches(path, Kind::Folder);
        self.folders.insert(path.to_path_buf(), out);
        out
    }

    // What lies in an ignored folder cannot be taken back, as in git.
    fn is_below_ignored(&self, path: &Path) -> bool {
        // Hashing paths is the dearest part of looking through a folder without rules.
        !self.rules.is_empty()
            && path.parent().is_some_and(|parent| self.folders.get(parent) == Some(&true))
    }

    fn matches(&self, path: &Path, kind: Kind) -> bool {
        if self.rules.is_empty() {
            return false;
        }
        let is_folder = kind == Kind::Folder;
        for folder in path.ancestors().skip(1) {
            match self.rules.get(folder).map(|rules| rules.matched(path, is_folder)) {
                Some(Match::Ignore(_)) => return true,
                Some(Match::Whitelist(_)) => return false,
                Some(Match::None) | None => {}
            }
        }
        false
    }
}

fn rules(path: &Path) -> Option<String> {
    let (bytes, whole) = read_up_to(open_regular(path).ok()?, LARGEST).ok()?;
    whole.then(|| String::from_utf8_lossy(&bytes).into_owned())
}
