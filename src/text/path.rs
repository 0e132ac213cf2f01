//! Paths below the content folder, and addresses below the site's root.

use serde::{Deserialize, Serialize};

/// A path below the content folder, `/`-separated on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocPath(String);

impl DocPath {
    /// Accepts a relative path without `..`, `.` and empty parts; `None` for others.
    pub fn new(path: &str) -> Option<Self> {
        let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
        path.split('/').all(plain).then(|| Self(path.to_owned()))
    }

    /// The path as text, for example `sprints/sprint-001.md`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, for example `sprints`; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part, for example `sprint-001.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The last part without its extension, for example `sprint-001`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// The extension in lower case, for example `md`; empty without one.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// Follows `relative` from the folder of this file, through `..` and `.`.
    ///
    /// `None` where it leads out of the content folder. A leading `/` starts at
    /// the content folder.
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = match relative.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => self.folder().split('/').filter(|part| !part.is_empty()).collect(),
        };
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Self::new(&parts.join("/"))
    }
}

/// An address below the site's root, such as `docs/sprints/review.html`; may end
/// in `#anchor`. Not percent-encoded: that is done where it is printed.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SitePath(String);

impl SitePath {
    /// The address made of slugs by the caller.
    pub fn new(address: impl Into<String>) -> Self {
        Self(address.into())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same page at `anchor`.
    #[must_use]
    pub fn at(&self, anchor: &str) -> Self {
        let page = self.0.split('#').next().unwrap_or_default();
        Self(format!("{page}#{anchor}"))
    }

    /// The file that holds it, without the anchor.
    pub fn file(&self) -> &str {
        self.0.split('#').next().unwrap_or_default()
    }

    /// The way from this page back to the site's root: `../` for each folder.
    pub fn root(&self) -> String {
        "../".repeat(self.file().matches('/').count())
    }
}
