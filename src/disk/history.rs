//! The days of the first and last commit of each document, from one `git log`.
//!
//! Git is asked, never obeyed: the repository belongs to the content, so nothing
//! its settings name is started (no hooks, pager, file-system monitor, signature
//! check or transport). Without git, repository or commits there are no days.
//! The times of files are never used: a checkout sets them anew.

use super::read::{doc_path, remark};
use super::skip::is_document;
use crate::build::History;
use crate::diag::Code;
use crate::diag::Finding;
use crate::text::Day;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::Read;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long git may take; a build does without its days rather than wait longer. The
/// history of 100,000 commits takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settings that would start a program or open a connection.
const TAMED: &[&str] = &[
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.quotePath=false",
    "core.sshCommand=false",
    "log.showSignature=false",
    "log.follow=false",
    "protocol.allow=never",
];

/// Variables that point git elsewhere, as they do while a hook runs.
const ELSEWHERE: &[&str] =
    &["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"];

/// What git knows about the content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The days of the first and last commit, in UTC; empty for a shallow clone.
    pub history: History,
    /// Says so if the clone is shallow.
    pub finding: Option<Finding>,
}

/// Asks git about the documents below `root`. Never fails.
pub fn history(root: &Path) -> Past {
    if !is_in_repository(root) {
        return Past::default();
    }
    if git(root, &["rev-parse", "--is-shallow-repository"]).as_deref() == Some(b"true\n")
    {
        let message = "this is a shallow clone: days of commits are not used".to_owned();
        let hint = "fetch the whole history (`git fetch --unshallow`)".to_owned();
        let finding = remark(".".to_owned(), Code::ShallowHistory, message);
        let finding = Some(Finding { hint: Some(hint), ..finding });
        return Past { history: History::new(), finding };
    }
    let log = git(
        root,
        &[
            "log",
            "-z",
            "--format=%x01%ct",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--relative",
            "--",
            ":(icase)*.md",
            ":(icase)*.markdown",
        ],
    );
    Past { history: days(&log.unwrap_or_default()), finding: None }
}

/// The commit that is checked out; `None` without one. Cheap, so that a watcher
/// may ask whether [`history`] is worth asking again.
pub fn commit(root: &Path) -> Option<Vec<u8>> {
    is_in_repository(root).then(|| git(root, &["rev-parse", "HEAD"])).flatten()
}

fn is_in_repository(root: &Path) -> bool {
    let Ok(root) = root.canonicalize() else { return false };
    root.ancestors().any(|folder| folder.join(".git").symlink_metadata().is_ok())
}

fn git(root: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).arg("--no-pager");
    for setting in TAMED {
        command.args(["-c", setting]);
    }
    for name in ELSEWHERE {
        command.env_remove(name);
    }
    command.args(arguments);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    command.env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    finished(command.spawn().ok()?, PATIENCE)
}

/// What the process prints, if it succeeds in time; otherwise it is ended.
fn finished(mut child: Child, patience: Duration) -> Option<Vec<u8>> {
    let mut out = child.stdout.take()?;
    let (tell, told) = mpsc::channel();
    // A pipe cannot be read under a time limit, so a thread reads it.
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = out.read_to_end(&mut bytes);
        // Nobody listens any more after the time limit.
        let _ = tell.send(read.is_ok().then_some(bytes));
    });
    let bytes = told.recv_timeout(patience).ok().flatten();
    if bytes.is_none() {
        // It may have ended just now.
        let _ = child.kill();
    }
    let status = child.wait().ok()?;
    bytes.filter(|_| status.success())
}

/// Reads `\x01SECONDS NUL LF name NUL name NUL …`, newest commit first.
fn days(log: &[u8]) -> History {
    let mut history = History::new();
    let (mut day, mut is_first) = (None, false);
    for part in log.split(|byte| *byte == 0) {
        let Ok(part) = std::str::from_utf8(part) else { continue };
        // A name always ends like a document's, so it is never taken for a time.
        if let Some(time) = part.strip_prefix('\u{1}').and_then(|text| text.parse().ok())
        {
            (day, is_first) = (utc_day(time), true);
            continue;
        }
        let name = if is_first { part.strip_prefix('\n').unwrap_or(part) } else { part };
        is_first = false;
        let (Some(day), Some(path)) = (day, doc_path(name)) else { continue };
        if is_document(path.file_name()) {
            let (first, last) = history.entry(path).or_insert((day, day));
            (*first, *last) = ((*first).min(day), (*last).max(day));
        }
    }
    history
}

fn utc_day(seconds: i64) -> Option<Day> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        let started = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]).stdout(Stdio::piped()).spawn().unwrap()
        };
        let long = Duration::from_secs(30);
        assert_eq!(finished(started("printf a"), long), Some(b"a".to_vec()));
        assert_eq!(finished(started("printf a; exit 1"), long), None);
        let start = std::time::Instant::now();
        assert_eq!(finished(started("exec sleep 30"), Duration::from_millis(50)), None);
        assert!(start.elapsed() < long / 3);
    }

    #[test]
    fn the_log_gives_first_and_last_day_whatever_its_order() {
        let log =
            b"\x0186400\0\nb.md\0\n odd.md\0\x010\0\nb.md\0\x01172800\0\nb.md\0c.txt\0";
        let found: Vec<_> = days(log)
            .iter()
            .map(|(path, (first, last))| format!("{} {first} {last}", path.as_str()))
            .collect();
        let expected = ["\n odd.md 1970-01-02 1970-01-02", "b.md 1970-01-01 1970-01-03"];
        assert_eq!(found, expected);
    }
}
