//! Each finding has its page in the manual, and the example on it gives that finding.
//!
//! A page names the files of its example, each with ``In `path`:`` above its block, and
//! what kenning says in a `text` block. `BLESS=1` writes what it says now.

use crate::console::{project, ran};
use kenning::diag::{Code, Severity};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The day on which the examples are read.
const TODAY: &str = "2025-03-20";

#[test]
fn each_code_has_its_page_and_its_row() {
    let mut pages: Vec<_> = fs::read_dir(manual("findings"))
        .unwrap()
        .map(|page| {
            page.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    pages.sort_unstable();
    let mut codes: Vec<_> = Code::ALL.iter().map(|code| code.word().to_owned()).collect();
    codes.sort_unstable();
    assert_eq!(pages, codes);

    let index = fs::read_to_string(manual("findings.md")).unwrap();
    let mut parts = index.split("\n## ").skip(1);
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let part = parts.next().unwrap();
        let rows: Vec<_> = part
            .lines()
            .filter_map(|line| line.strip_prefix("| [")?.split(']').next())
            .collect();
        let codes = Code::ALL.iter().filter(|code| code.severity() == severity);
        assert_eq!(rows, codes.map(|code| code.word()).collect::<Vec<_>>());
    }
}

#[test]
fn each_example_gives_its_finding() {
    // A fault of kenning itself cannot be had from a text: `build` tests that one.
    let all = Code::ALL.iter().filter(|code| **code != Code::InternalError);
    for code in all.map(|code| code.word()) {
        let path = manual("findings").join(format!("{code}.md"));
        let page = fs::read_to_string(&path).unwrap();
        assert!(
            page.contains("\n## Example\n") && page.contains("\n## Cure\n"),
            "{code}"
        );
        let folder = example(code, &files(&page));
        let source = if code == "shallow-history" { "clone" } else { "." };
        let (_, said, talk) = ran(folder.path(), &["check", source, "--today", TODAY]);
        let said = only(&said, code);
        assert!(!said.is_empty(), "{code}: its example does not give it\n{talk}");
        let (start, end) = block(&page);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, format!("{}{said}{}", &page[..start], &page[end..]))
                .unwrap();
        } else {
            assert_eq!(&page[start..end], said, "{code}");
        }
    }
}

fn manual(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("manual").join(name)
}

/// The files of the example: the blocks below a line such as ``In `notes.md`:``.
fn files(page: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("\nIn `") {
        let (name, after) = after.split_once("`:\n\n```").unwrap();
        let (_, after) = after.split_once('\n').unwrap();
        let (text, after) = after.split_once("\n```\n").unwrap();
        files.push((name.to_owned(), format!("{text}\n")));
        rest = after;
    }
    files
}

/// A folder with the example; what no text shows is made here.
fn example(code: &str, files: &[(String, String)]) -> TempDir {
    let files: Vec<_> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = project(&files);
    let write =
        |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    match code {
        "unreadable-document" => {
            write("notes.md", b"# Notes\n");
            write(
                "scan.md",
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0",
            );
        }
        "over-limit" => {
            write("notes.md", b"# Notes\n");
            write("log.md", "2025-03-20 nothing\n".repeat(600_000).as_bytes());
        }
        "converted-encoding" => write("minutes.md", b"# Caf\xe9 on the quay\n"),
        "repaired-encoding" => {
            write("notes.md", "The \u{c3}\u{a9}lan of the crew.\n".as_bytes());
        }
        "shallow-history" => shallow(folder.path()),
        _ => assert!(!files.is_empty(), "{code} has no example"),
    }
    folder
}

/// A repository with two commits, and a clone of the last one only.
fn shallow(folder: &Path) {
    let git = |arguments: &[&str]| {
        let named = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        let mut git = Command::new("git");
        let output =
            git.current_dir(folder).args(named).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q", "whole"]);
    for text in ["# Notes\n", "# Notes\n\nMore.\n"] {
        fs::write(folder.join("whole/notes.md"), text).unwrap();
        git(&["-C", "whole", "add", "."]);
        git(&["-C", "whole", "commit", "-q", "-m", "notes"]);
    }
    let from = format!("file://{}", folder.join("whole").display());
    git(&["clone", "-q", "--depth", "1", &from, "clone"]);
}

/// The reports of one code.
fn only(said: &str, code: &str) -> String {
    let code = format!("[{code}]: ");
    let mut out = String::new();
    let mut ours = false;
    for line in said.lines() {
        let begins = line.split(": ").nth(1).is_some_and(|word| word.ends_with(']'));
        if begins && !line.starts_with(' ') {
            ours = line.contains(&code);
        }
        if ours {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Where the last `text` block of the example lies in the page.
fn block(page: &str) -> (usize, usize) {
    let cure = page.find("\n## Cure\n").unwrap();
    let start = page[..cure].rfind("```text\n").unwrap() + "```text\n".len();
    let end = start + page[start..].find("```\n").unwrap();
    (start, end)
}
