//! Why kenning could not do its work, in one line.

use super::explain::NotExplained;
use super::panics::last;
use crate::diag::Finding;
use crate::disk::{DiskError, Refusal};
use crate::serve::ServeError;
use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// Why kenning could not do its work; ends with status 2.
#[derive(Debug)]
pub(super) enum Failure {
    /// The disk said no.
    Disk(DiskError),
    /// The preview cannot listen.
    Serve(ServeError),
    /// Neither SOURCE was named nor is one here.
    NothingHere,
    /// SOURCE holds no document that could be read.
    NoDocuments(PathBuf),
    /// The folder of `-C` cannot be entered.
    Directory(PathBuf, io::Error),
    /// A configuration that was named is not there.
    NoConfig(PathBuf),
    /// A configuration cannot be used.
    Config(Box<Finding>),
    /// `SOURCE_DATE_EPOCH` is no number of seconds.
    Epoch(String),
    /// The threads could not be started.
    Threads,
    /// Signals cannot be received.
    Signals(io::Error),
    /// The preview ended by itself.
    PreviewEnded,
    /// There is nothing to explain.
    Explain(NotExplained),
    /// There is no manual page, since there is no such command; a word like it.
    NoManual(String, Option<String>),
    /// A new document needs a title with a letter or a digit.
    NoTitle,
    /// A new document cannot lie there.
    BadFolder(PathBuf),
    /// There is a document where a new one should be.
    Exists(PathBuf),
    /// Data could not be written to stdout.
    Stdout(io::Error),
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        Self::Serve(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => disk(f, error),
            Self::Serve(error) => serve(f, error),
            Self::NothingHere => write!(
                f,
                "no content: there is no `content`, no `docs` and no Markdown here; \
                 name the folder, or begin with `kenning new other 'A first note'`"
            ),
            Self::NoDocuments(path) => {
                write!(f, "no documents in `{}`; nothing was published", path.display())
            }
            Self::Directory(path, error) => {
                write!(f, "cannot go to `{}`: {}", path.display(), cause(error))
            }
            Self::NoConfig(path) => write!(f, "there is no `{}`", path.display()),
            Self::Config(finding) => {
                write!(f, "{}:{}: {}", finding.path, finding.line, finding.message)
            }
            Self::Epoch(text) => {
                write!(f, "SOURCE_DATE_EPOCH is `{text}`, which is no time in seconds")
            }
            Self::Explain(why) => why.fmt(f),
            Self::NoManual(name, like) => {
                write!(f, "there is no command `{name}`")?;
                like.iter().try_for_each(|like| write!(f, "; did you mean `{like}`?"))
            }
            Self::NoTitle => write!(f, "the title has neither letter nor digit"),
            Self::BadFolder(path) => {
                write!(f, "`{}` is no folder below the content", path.display())
            }
            Self::Exists(path) => {
                write!(f, "there is `{}` already; nothing was written", path.display())
            }
            Self::Threads => write!(f, "the threads asked for cannot be started"),
            Self::Signals(error) => {
                write!(f, "signals cannot be received: {}", cause(error))
            }
            Self::PreviewEnded => {
                write!(f, "this is a bug in kenning, please report it: {}", last())
            }
            Self::Stdout(error) => {
                write!(f, "the output cannot be written: {}", cause(error))
            }
        }
    }
}

fn disk(f: &mut fmt::Formatter<'_>, error: &DiskError) -> fmt::Result {
    match error {
        DiskError::NoSource { path } => {
            write!(f, "there is no `{}`; nothing was published", path.display())
        }
        DiskError::NotAFolder { path } => {
            write!(f, "`{}` is not a folder", path.display())
        }
        DiskError::Read { path, source } => {
            write!(f, "cannot read `{}`: {}", path.display(), cause(source))
        }
        DiskError::Write { path, source } => write!(
            f,
            "cannot write `{}`: {}; the site that was there is untouched",
            path.display(),
            cause(source)
        ),
        DiskError::Rewrite { path, source } => write!(
            f,
            "cannot write `{}`: {}; what was there is untouched",
            path.display(),
            cause(source)
        ),
        DiskError::Busy { path } => write!(
            f,
            "another build has been publishing in `{}` for a minute",
            path.display()
        ),
        DiskError::Refused { path, because } => refusal(f, path, *because),
    }
}

fn refusal(f: &mut fmt::Formatter<'_>, path: &Path, because: Refusal) -> fmt::Result {
    let why = match because {
        Refusal::NotOurs => {
            "is not empty and kenning did not make it; empty it, or take it over with \
             `--adopt`"
        }
        Refusal::InTheWay => "is in the way: kenning did not make it and needs its place",
        Refusal::IsSource => "is the content itself; choose another output",
        Refusal::HoldsSource => "holds the content; choose another output",
        Refusal::IsLink => "is a symbolic link; name the folder it leads to",
        Refusal::IsFile => "is not a folder",
        Refusal::IsMount => "is a mount point; choose a folder inside it",
        Refusal::NoName => "cannot be replaced; choose a folder inside it",
        Refusal::BadAddress => "is no address for a page",
    };
    write!(f, "`{}` {why}", path.display())
}

fn serve(f: &mut fmt::Formatter<'_>, error: &ServeError) -> fmt::Result {
    match error {
        ServeError::Host { host, source } => {
            write!(f, "cannot listen on `{host}`: {}", cause(source))
        }
        ServeError::Taken { port } => write!(
            f,
            "port {port} is taken; choose another with `--port`, or a free one with \
             `--port 0`"
        ),
        ServeError::Listen { port, source } => {
            write!(f, "cannot listen on port {port}: {}", cause(source))
        }
    }
}

/// The system's words without the number that Rust adds.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or_default();
    let mut letters = plain.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => text,
    }
}
