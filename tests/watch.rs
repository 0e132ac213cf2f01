//! Watching the content: whatever way an editor saves, someone looks again.

use kenning::disk::{How, Look, Watch};
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const LONGEST: Duration = Duration::from_secs(10);

fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("content");
    fs::create_dir(&root).unwrap();
    fs::write(root.join("a.md"), "one").unwrap();
    (folder, root)
}

fn watch(root: &Path, how: How) -> Watch {
    let watch = Watch::new(vec![root.to_path_buf()], Vec::new(), how);
    assert_eq!(watch.how(), how, "the system watches");
    watch
}

/// Waits until `file` has `text`, looking only when told to.
fn is_told(watch: &mut Watch, file: &Path, text: &str) {
    let start = Instant::now();
    while start.elapsed() < LONGEST {
        let look = watch.wait(LONGEST);
        assert_eq!(look, Look::Again);
        if fs::read_to_string(file).ok().as_deref() == Some(text) {
            return;
        }
    }
    panic!("nobody was told");
}

fn each_way_to_save(how: How) {
    let (folder, root) = folder();
    let file = root.join("a.md");
    let mut watch = watch(&root, how);

    fs::write(&file, "truncated and written").unwrap();
    is_told(&mut watch, &file, "truncated and written");

    fs::write(folder.path().join("temporary"), "renamed over").unwrap();
    fs::rename(folder.path().join("temporary"), &file).unwrap();
    is_told(&mut watch, &file, "renamed over");

    fs::rename(&file, root.join("a.md~")).unwrap();
    fs::write(&file, "backup, then written").unwrap();
    is_told(&mut watch, &file, "backup, then written");

    fs::remove_file(&file).unwrap();
    fs::write(&file, "deleted and made").unwrap();
    is_told(&mut watch, &file, "deleted and made");

    fs::create_dir_all(root.join("new/nested")).unwrap();
    fs::write(root.join("new/nested/b.md"), "nested").unwrap();
    is_told(&mut watch, &root.join("new/nested/b.md"), "nested");
    fs::write(root.join("new/nested/b.md"), "nested again").unwrap();
    is_told(&mut watch, &root.join("new/nested/b.md"), "nested again");
}

#[test]
fn each_way_to_save_is_seen() {
    each_way_to_save(How::Events);
}

#[test]
fn each_way_to_save_is_seen_by_polling() {
    each_way_to_save(How::Poll);
}

#[test]
fn a_root_that_is_removed_and_made_again_is_seen() {
    let (folder, root) = folder();
    let mut watch = watch(&root, How::Events);
    for round in ["first", "second"] {
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(watch.wait(LONGEST), Look::Again);
        fs::create_dir(&root).unwrap();
        fs::write(root.join("a.md"), round).unwrap();
        is_told(&mut watch, &root.join("a.md"), round);
        fs::write(root.join("a.md"), format!("{round} again")).unwrap();
        is_told(&mut watch, &root.join("a.md"), &format!("{round} again"));
    }
    // Moved away and replaced by another folder at once.
    fs::create_dir(folder.path().join("other")).unwrap();
    fs::write(folder.path().join("other/a.md"), "other").unwrap();
    fs::rename(&root, folder.path().join("old")).unwrap();
    fs::rename(folder.path().join("other"), &root).unwrap();
    is_told(&mut watch, &root.join("a.md"), "other");
    fs::write(root.join("a.md"), "other again").unwrap();
    is_told(&mut watch, &root.join("a.md"), "other again");
}

#[test]
fn reading_is_no_change() {
    let (_folder, root) = folder();
    let mut watch = watch(&root, How::Events);
    for _ in 0..3 {
        fs::read_to_string(root.join("a.md")).unwrap();
        fs::read_dir(&root).unwrap().for_each(drop);
    }
    assert_eq!(watch.wait(Duration::from_millis(100)), Look::Timeout);
}

#[test]
fn a_settings_file_is_watched_by_its_folder() {
    let (folder, root) = folder();
    let config = folder.path().join("kenning.toml");
    let mut watch = Watch::new(vec![root], vec![config.clone()], How::Events);
    fs::write(&config, "x").unwrap();
    is_told(&mut watch, &config, "x");
}

#[test]
fn a_waker_ends_a_wait() {
    let (_folder, root) = folder();
    let mut watch = watch(&root, How::Events);
    watch.waker().wake();
    assert_eq!(watch.wait(LONGEST), Look::Woken);
}
