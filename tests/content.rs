//! Reading the content folder: what is read, what is left out and said.

use kenning::disk::{DiskError, Folder, history, read};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in files {
        write(folder.path(), name, "text");
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn names(folder: &Folder) -> Vec<&str> {
    folder.files.keys().map(kenning::text::DocPath::as_str).collect()
}

fn findings(folder: &Folder) -> Vec<String> {
    let line = |f: &kenning::diag::Finding| {
        format!("{} {} {}", f.path, f.code.word(), f.message)
    };
    folder.findings.iter().map(line).collect()
}

#[test]
fn documents_and_other_files_are_told_apart() {
    let dir = folder(&["b.MD", "a/x.markdown", "a/pic.png", ".hidden.md", ".git/c.md"]);
    let read = read(dir.path(), None).unwrap();
    assert_eq!(names(&read), ["a/x.markdown", "b.MD"]);
    let others = read.others.iter().map(|(path, size)| (path.as_str(), *size));
    assert_eq!(others.collect::<Vec<_>>(), [("a/pic.png", 4)]);
    assert_eq!(findings(&read), Vec::<String>::new());
}

#[test]
fn what_tools_left_behind_is_no_content() {
    let dir = folder(&[
        "a.md",
        "a.md~",
        "#a.md#",
        "node_modules/m.md",
        "target/CACHEDIR.TAG",
        "target/t.md",
        "vendor/v.md",
    ]);
    let read = read(dir.path(), None).unwrap();
    assert_eq!(names(&read), ["a.md", "vendor/v.md"]);
}

#[test]
fn the_output_and_other_published_folders_are_not_read() {
    let dir = folder(&["a.md", "public/docs/a.md", "old/.kenning-files", "old/b.md"]);
    let read = read(dir.path(), Some(&dir.path().join("public"))).unwrap();
    assert_eq!(names(&read), ["a.md"]);
    let expected = [
        "old ignored-documents kenning published this folder; it is not read as content",
    ];
    assert_eq!(findings(&read), expected);
}

#[test]
fn ignore_files_above_do_not_count_and_those_below_are_reported() {
    let dir = folder(&[".gitignore", "in/a.md", "in/b.md", "in/sub/c.md", "in/d/e.md"]);
    write(dir.path(), ".gitignore", "a.md\n");
    write(dir.path(), "in/.gitignore", "b.md\n/sub/*\n!sub/c.md\nd/\n");
    write(dir.path(), "in/d/.gitignore", "!e.md\n");
    let read = read(&dir.path().join("in"), None).unwrap();
    assert_eq!(names(&read), ["a.md", "sub/c.md"]);
    let expected = [". ignored-documents 2 documents are left out by ignore files"];
    assert_eq!(findings(&read), expected);
}

#[test]
fn links_lead_nowhere_outside_and_loops_end() {
    let dir = folder(&["in/a.md", "in/sub/b.md", "out/secret.md", "in/.git/config"]);
    let at = |name: &str| dir.path().join(name);
    symlink(at("out/secret.md"), at("in/leak.md")).unwrap();
    symlink(at("out"), at("in/folder")).unwrap();
    symlink(at("in"), at("in/sub/loop")).unwrap();
    symlink(at("in/a.md"), at("in/same.md")).unwrap();
    symlink(at("in/.git/config"), at("in/config.md")).unwrap();
    symlink(at("nowhere"), at("in/gone.md")).unwrap();
    let read = read(&at("in"), None).unwrap();
    assert_eq!(names(&read), ["a.md", "same.md", "sub/b.md"]);
    let codes: Vec<_> = read.findings.iter().map(|f| (&*f.path, f.code.word())).collect();
    let expected = [
        ("config.md", "unreadable-document"),
        ("folder", "link-leaves-content"),
        ("gone.md", "unreadable-document"),
        ("leak.md", "link-leaves-content"),
    ];
    assert_eq!(codes, expected);
}

#[test]
fn pipes_and_large_files_hold_nothing_up() {
    let dir = folder(&["a.md"]);
    for name in ["pipe.md", ".gitignore", "pipe.png"] {
        let made = Command::new("mkfifo").arg(dir.path().join(name)).status().unwrap();
        assert!(made.success());
    }
    let large = fs::File::create(dir.path().join("large.md")).unwrap();
    large.set_len(10_000_001).unwrap();
    let read = read(dir.path(), None).unwrap();
    assert_eq!(names(&read), ["a.md"]);
    let codes: Vec<_> = read.findings.iter().map(|f| (&*f.path, f.code.word())).collect();
    let expected = [
        (".gitignore", "ignored-documents"),
        ("large.md", "over-limit"),
        ("pipe.md", "unreadable-document"),
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_name_that_is_not_utf8_is_reported() {
    let dir = folder(&["a.md"]);
    let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
    fs::write(dir.path().join(name), "text").unwrap();
    let read = read(dir.path(), None).unwrap();
    assert_eq!(names(&read), ["a.md"]);
    assert_eq!(read.findings.len(), 1);
    assert_eq!(read.findings[0].path, "b\u{fffd}.md");
}

#[test]
fn a_source_that_is_not_there_is_an_error() {
    let dir = folder(&["file"]);
    let missing = read(&dir.path().join("none"), None);
    assert!(matches!(missing, Err(DiskError::NoSource { .. })), "{missing:?}");
    let file = read(&dir.path().join("file"), None);
    assert!(matches!(file, Err(DiskError::NotAFolder { .. })), "{file:?}");
}

fn git(dir: &Path, day: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(dir).args(["-c", "user.name=x", "-c", "user.email=x@x"]);
    command.args(arguments).env("GIT_COMMITTER_DATE", format!("{day}T23:30:00-03:00"));
    command.env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn commits_give_first_and_last_day_in_utc_below_source() {
    let dir = folder(&["in/a b.md", "in/ü\n.md", "top.md"]);
    let marker = dir.path().join("started");
    git(dir.path(), "2024-01-01", &["init", "-q"]);
    git(dir.path(), "2024-01-01", &["add", "."]);
    git(dir.path(), "2024-01-01", &["commit", "-qm", "one"]);
    write(dir.path(), "in/a b.md", "more");
    git(dir.path(), "2024-03-01", &["commit", "-qam", "two"]);
    // Nothing that the repository's own settings name may be started.
    let spy = format!("touch {}", marker.display());
    for key in ["core.fsmonitor", "core.pager", "diff.external", "gpg.program"] {
        git(dir.path(), "2024-03-01", &["config", key, &spy]);
    }
    git(dir.path(), "2024-03-01", &["config", "log.showSignature", "true"]);

    let past = history(&dir.path().join("in"));
    let days: Vec<_> = past
        .history
        .iter()
        .map(|(path, (first, last))| format!("{} {first} {last}", path.as_str()))
        .collect();
    let expected = ["a b.md 2024-01-02 2024-03-02", "ü\n.md 2024-01-02 2024-01-02"];
    assert_eq!(days, expected);
    assert_eq!(past.finding, None);
    assert!(!marker.exists());
}

#[test]
fn a_shallow_clone_gives_no_days_and_says_so() {
    let dir = folder(&["from/a.md"]);
    let from = dir.path().join("from");
    git(&from, "2024-01-01", &["init", "-q"]);
    git(&from, "2024-01-01", &["add", "."]);
    git(&from, "2024-01-01", &["commit", "-qm", "one"]);
    git(&from, "2024-01-02", &["commit", "-qm", "two", "--allow-empty"]);
    let url = format!("file://{}", from.display());
    let clone = ["clone", "-q", "--depth=1", &url, "to"];
    git(dir.path(), "2024-01-01", &clone);
    let past = history(&dir.path().join("to"));
    assert!(past.history.is_empty());
    assert_eq!(past.finding.unwrap().code.word(), "shallow-history");
}

#[test]
fn without_a_repository_there_are_no_days() {
    let dir = folder(&["a.md"]);
    assert_eq!(history(dir.path()), kenning::disk::Past::default());
}
