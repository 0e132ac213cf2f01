//! What can go wrong between kenning and the file system.

use std::io;
use std::path::PathBuf;

/// What can go wrong between kenning and the file system.
#[derive(Debug)]
pub enum DiskError {
    /// There is nothing at the place the content should be.
    NoSource {
        /// The folder asked for.
        path: PathBuf,
    },
    /// The place the content should be is not a folder.
    NotAFolder {
        /// What was asked for.
        path: PathBuf,
    },
    /// Something could not be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something could not be written; the site that was there is untouched.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A document could not be written; the one that was there is untouched.
    Rewrite {
        /// The document.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The output folder may not be used; nothing was touched.
    Refused {
        /// The output folder, or the file in the way.
        path: PathBuf,
        /// Why.
        because: Refusal,
    },
    /// Another build holds the output folder for longer than a build takes.
    Busy {
        /// The folder that holds the output.
        path: PathBuf,
    },
}

/// Why an output folder may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not empty and holds no list of ours.
    NotOurs,
    /// A file that kenning did not make stands where a page must go.
    InTheWay,
    /// It is the content folder.
    IsSource,
    /// The content folder lies inside.
    HoldsSource,
    /// It is a symbolic link.
    IsLink,
    /// It is a file.
    IsFile,
    /// It is a mount point, which cannot be exchanged in one step.
    IsMount,
    /// It has no name of its own, such as `/`.
    NoName,
    /// A page has an address that is no plain path below the root.
    BadAddress,
}

impl DiskError {
    /// For `map_err`: reading `path` failed.
    pub(super) fn reading(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Read { path: path.into(), source }
    }

    /// For `map_err`: writing `path` failed.
    pub(super) fn writing(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Write { path: path.into(), source }
    }

    /// For `map_err`: writing the document `path` failed.
    pub(super) fn rewriting(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Rewrite { path: path.into(), source }
    }

    /// Refuses `path`.
    pub(super) fn refused(path: impl Into<PathBuf>, because: Refusal) -> Self {
        Self::Refused { path: path.into(), because }
    }
}
