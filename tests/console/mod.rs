//! The program from outside, a module per command, and what they share.

mod check;
mod fix;
mod init;
mod man;
mod new;
mod query;

use serde_json::Value;
use snapbox::cmd::Command;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A folder with these files.
pub(crate) fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The program in `folder`, as if on no terminal.
pub(crate) fn kenning(folder: &Path, arguments: &[&str]) -> Command {
    Command::new(env!("CARGO_BIN_EXE_kenning"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("NO_COLOR", "1")
        .args(arguments)
}

/// What a run gave: exit code, stdout, stderr.
pub(crate) fn ran(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = kenning(folder, arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// The first document of the export.
fn exported(folder: &Path) -> Value {
    let (code, export, talk) = ran(folder, &["export", "-q"]);
    assert_eq!((code, talk.as_str()), (0, ""));
    let export: Value = serde_json::from_str(&export).unwrap();
    export["documents"][0].clone()
}
