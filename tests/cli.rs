//! The program from outside: exit codes and messages.

use crate::console::{kenning, project};
use snapbox::str;

#[test]
fn bad_usage_is_one_line() {
    let folder = project(&[("content/a.md", "# A\n")]);
    kenning(folder.path(), &["check", "--strikt"]).assert().code(2).stderr_eq(str![[r"
error: unexpected argument '--strikt' found; a similar argument exists: '--strict'; `kenning check --help` tells more

"]]);
    kenning(folder.path(), &["build", "--today", "2025-02-30"]).assert().code(2).stderr_eq(
        str![[r"
error: invalid value '2025-02-30' for '--today <YYYY-MM-DD>': [..]; `kenning build --help` tells more

"]],
    );
    kenning(folder.path(), &["a\u{1b}[31mb"]).assert().code(2).stderr_eq(str![[r"
error: unrecognized subcommand 'a[..]b'; `kenning --help` tells more

"]]);
}

#[test]
fn what_is_missing_is_said_in_one_line() {
    let folder = project(&[("notes.txt", "no Markdown here")]);
    kenning(folder.path(), &["build"]).assert().code(2).stderr_eq(str![[r"
error: no content: there is no `content`, no `docs` and no Markdown here; name the folder, or begin with `kenning new other 'A first note'`

"]]);
    kenning(folder.path(), &["build", "nowhere"]).assert().code(2).stderr_eq(str![[r"
error: there is no `nowhere`; nothing was published

"]]);
    kenning(folder.path(), &["build", "."]).assert().code(2).stderr_eq(str![[r"
error: no documents in `.`; nothing was published

"]]);
    kenning(folder.path(), &["-C", "nowhere", "build"]).assert().code(2).stderr_eq(str![
        [r"
error: cannot go to `nowhere`: no such file or directory

"]
    ]);
    kenning(folder.path(), &["check", "--config", "none.toml", "."])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: there is no `none.toml`

"]]);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn the_schema_needs_no_documents() {
    let folder = project(&[]);
    let found = kenning(folder.path(), &["export", "--schema"]).assert().code(0);
    let schema: serde_json::Value =
        serde_json::from_slice(&found.get_output().stdout).unwrap();
    assert_eq!(schema, kenning::view::export_schema());
}

#[test]
fn a_good_site_survives_content_that_went_away() {
    let folder = project(&[("content/a.md", "# A\n")]);
    kenning(folder.path(), &["build"]).assert().code(0);
    let list = folder.path().join("public/.kenning-files");
    let before = std::fs::read(&list).unwrap();
    std::fs::remove_file(folder.path().join("content/a.md")).unwrap();
    kenning(folder.path(), &["build"]).assert().code(2);
    std::fs::remove_dir(folder.path().join("content")).unwrap();
    kenning(folder.path(), &["build", "content"]).assert().code(2);
    assert_eq!(std::fs::read(&list).unwrap(), before);
}

#[test]
fn the_choice_of_the_content_is_said() {
    for (file, said) in [
        ("content/a.md", "reading folder `content`"),
        ("docs/a.md", "reading folder `docs`"),
        ("a.md", "reading this folder `.`"),
    ] {
        let folder = project(&[(file, "# A\n")]);
        let output = kenning(folder.path(), &["build"]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{file}");
        let talk = String::from_utf8(output.stderr).unwrap();
        assert!(talk.starts_with(said), "{talk}");
        let last = talk.lines().last().unwrap();
        assert!(
            last.starts_with("built ") && last.contains(" into public in "),
            "{talk}"
        );
        assert!(output.stdout.is_empty());
        // The output lies beside or inside the content and is never read.
        let output = kenning(folder.path(), &["build"]).output().unwrap();
        let again = String::from_utf8(output.stderr).unwrap();
        assert!(again.contains("from 1 document into"), "{again}");
    }
}

#[test]
fn refused_outputs_are_named() {
    let folder = project(&[("content/a.md", "# A\n"), ("public/mine.txt", "mine")]);
    kenning(folder.path(), &["build", "-q"]).assert().code(2).stderr_eq(str![[r"
error: `[..]/public` is not empty and kenning did not make it; empty it, or take it over with `--adopt`

"]]);
    kenning(folder.path(), &["build", "-q", "--adopt"]).assert().code(0).stderr_eq("");
    kenning(folder.path(), &["build", "-q", "-o", "content"]).assert().code(2).stderr_eq(
        str![[r"
error: `[..]/content` is the content itself; choose another output

"]],
    );
    kenning(folder.path(), &["build", "-q", "-o", "."]).assert().code(2).stderr_eq(str![
        [r"
error: `[..]` holds the content; choose another output

"]
    ]);
    assert!(folder.path().join("public/mine.txt").exists());
}

#[test]
fn settings_that_cannot_be_used_are_a_finding() {
    let folder =
        project(&[("content/a.md", "# A\n"), ("kenning.toml", "fresh_days = \"x\"\n")]);
    let output = kenning(folder.path(), &["build", "-q"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let talk = String::from_utf8(output.stderr).unwrap();
    assert!(talk.starts_with("kenning.toml:1:"), "{talk}");
    assert!(talk.contains(": error[invalid-config]: "), "{talk}");

    let output = kenning(folder.path(), &["check", "--format", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let finding: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(finding["code"], "invalid-config");
    for key in ["severity", "path", "line", "column", "end_line", "end_column", "message"]
    {
        assert!(!finding[key].is_null(), "{key}");
    }
}

#[test]
fn completions_are_printed() {
    let folder = project(&[]);
    let output = kenning(folder.path(), &["completions", "bash"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("--strict"));
}

#[test]
fn help_and_version_go_to_stdout() {
    let folder = project(&[]);
    kenning(folder.path(), &["--version"]).assert().code(0).stdout_eq(str![[r"
kenning [..]

"]]);
    let output = kenning(folder.path(), &["build", "--help"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("Exit status"));
    kenning(folder.path(), &[]).assert().code(2);
}
