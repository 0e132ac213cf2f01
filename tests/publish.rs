//! Publishing: refusals, what stays, what is replaced, and kills at any moment.

use kenning::build::Built;
use kenning::disk;
use kenning::disk::{Adopt, DiskError, Published, Refusal, Target, check};
use kenning::text::DocPath;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

fn publish(
    target: &Target,
    built: &Built,
    waiting: impl FnOnce(),
) -> Result<Published, DiskError> {
    disk::publish(target, &built.attachments, |put| built.each_file(put), waiting)
}

/// A project with a content folder and a place for a site.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn target(&self, output: &str, adopt: Adopt) -> Target {
        Target { output: self.path(output), source: self.path("content"), adopt }
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, DiskError> {
        publish(&self.target("public", Adopt::No), &site(files), || {})
    }

    fn adopt(&self, files: &[(&str, &str)]) -> Result<Published, DiskError> {
        publish(&self.target("public", Adopt::Yes), &site(files), || {})
    }

    /// What lies in the project but the content: names with their text.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(self.folder.path()).min_depth(1) {
            let entry = entry.unwrap();
            let name = entry.path().strip_prefix(self.folder.path()).unwrap();
            let name = name.to_str().unwrap().to_owned();
            let text = if entry.file_type().is_file() {
                fs::read_to_string(entry.path()).unwrap()
            } else {
                format!("{:?}", entry.file_type())
            };
            files.insert(name, text);
        }
        files
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

fn site(files: &[(&str, &str)]) -> Built {
    let entry = |(at, text): &(&str, &str)| ((*at).to_owned(), text.as_bytes().into());
    Built { files: files.iter().map(entry).collect(), ..Built::default() }
}

/// The refusal, after making sure that nothing was touched.
fn refused(project: &Project, target: &Target, built: &Built) -> Refusal {
    let before = project.files();
    let Err(DiskError::Refused { because, .. }) = publish(target, built, || {}) else {
        panic!("not refused");
    };
    assert_eq!(project.files(), before);
    because
}

#[test]
fn a_new_site_is_plain_files_readable_by_all() {
    let project = Project::new();
    let done = project.publish(&[("index.html", "home"), ("docs/a.html", "a")]).unwrap();
    assert_eq!((done.written, done.kept, done.removed), (2, 0, 0));
    assert_eq!(project.text("public/docs/a.html"), "a");
    for (name, mode) in
        [("public", 0o755), ("public/docs", 0o755), ("public/docs/a.html", 0o644)]
    {
        let metadata = project.path(name).symlink_metadata().unwrap();
        assert_eq!(metadata.permissions().mode() & 0o7777, mode, "{name}");
    }
    let names: Vec<_> = project.files().into_keys().collect();
    let expected = [
        "content",
        "public",
        "public/.kenning-files",
        "public/docs",
        "public/docs/a.html",
        "public/index.html",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_did_not_change_is_not_written() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")]).unwrap();
    let old = project.path("public/a.html").metadata().unwrap();

    let done =
        project.publish(&[("a.html", "a"), ("b.html", "B"), ("d.html", "d")]).unwrap();
    assert_eq!((done.written, done.kept, done.removed), (2, 1, 1));
    let new = project.path("public/a.html").metadata().unwrap();
    assert_eq!((old.ino(), old.mtime_nsec()), (new.ino(), new.mtime_nsec()));
    assert_eq!(project.text("public/b.html"), "B");
    assert!(!project.path("public/c.html").exists());

    let folder = project.path("public").metadata().unwrap();
    let done =
        project.publish(&[("a.html", "a"), ("b.html", "B"), ("d.html", "d")]).unwrap();
    assert_eq!((done.written, done.kept), (0, 3));
    assert_eq!(project.path("public").metadata().unwrap().ino(), folder.ino());
}

#[test]
fn a_page_that_was_tampered_with_is_mended() {
    let project = Project::new();
    project.publish(&[("a.html", "text")]).unwrap();
    let times = project.path("public/a.html").metadata().unwrap().modified().unwrap();
    fs::write(project.path("public/a.html"), "TEXT").unwrap();
    let file = fs::File::options().write(true).open(project.path("public/a.html"));
    file.unwrap().set_modified(times).unwrap();
    project.publish(&[("a.html", "text")]).unwrap();
    assert_eq!(project.text("public/a.html"), "text");
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let project = Project::new();
    project.write("public/thesis.txt", "mine");
    let target = project.target("public", Adopt::No);
    assert_eq!(refused(&project, &target, &site(&[("a.html", "a")])), Refusal::NotOurs);
    assert!(matches!(check(&target), Err(DiskError::Refused { .. })));
}

#[test]
fn a_folder_with_only_git_files_counts_as_empty() {
    let project = Project::new();
    project.write("public/.gitignore", "*");
    project.write("public/.gitkeep", "");
    project.publish(&[("a.html", "a")]).unwrap();
    project.publish(&[("a.html", "b")]).unwrap();
    assert_eq!(project.text("public/.gitignore"), "*");
    assert!(project.path("public/.gitkeep").exists());
    assert_eq!(project.text("public/a.html"), "b");
}

#[test]
fn files_of_others_stay_as_they_are() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("docs/x.html", "x")]).unwrap();
    project.write("public/CNAME", "example.org");
    project.write("public/docs/own/note.txt", "mine");
    fs::create_dir(project.path("public/empty")).unwrap();
    project.write("outside.txt", "outside");
    symlink(project.path("outside.txt"), project.path("public/link")).unwrap();
    let old = project.path("public/CNAME").metadata().unwrap();

    let done = project.publish(&[("a.html", "new")]).unwrap();
    assert_eq!((done.written, done.removed, done.foreign), (1, 1, 3));
    let new = project.path("public/CNAME").metadata().unwrap();
    assert_eq!((old.ino(), old.mtime_nsec()), (new.ino(), new.mtime_nsec()));
    assert_eq!(project.text("public/docs/own/note.txt"), "mine");
    assert!(project.path("public/empty").is_dir());
    assert!(project.path("public/link").is_symlink());
    assert_eq!(project.text("outside.txt"), "outside");
    assert!(!project.path("public/docs/x.html").exists());
}

#[test]
fn a_folder_left_empty_goes_and_one_of_others_stays() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("docs/x.html", "x")]).unwrap();
    project.publish(&[("a.html", "a")]).unwrap();
    assert!(!project.path("public/docs").exists());
}

#[test]
fn a_foreign_file_in_the_way_is_named() {
    for in_the_way in ["docs", "docs/x.html", "docs/x.html/deep.txt"] {
        let project = Project::new();
        project.publish(&[("a.html", "a")]).unwrap();
        project.write(&format!("public/{in_the_way}"), "mine");
        let target = project.target("public", Adopt::No);
        let built = site(&[("a.html", "new"), ("docs/x.html", "x")]);
        assert_eq!(refused(&project, &target, &built), Refusal::InTheWay, "{in_the_way}");
    }
}

#[test]
fn a_link_inside_the_output_is_never_followed() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("docs/x.html", "x")]).unwrap();
    project.write("elsewhere/x.html", "precious");
    fs::remove_dir_all(project.path("public/docs")).unwrap();
    symlink(project.path("elsewhere"), project.path("public/docs")).unwrap();
    let target = project.target("public", Adopt::No);
    let built = site(&[("docs/x.html", "new")]);
    assert_eq!(refused(&project, &target, &built), Refusal::InTheWay);
    project.publish(&[("a.html", "b")]).unwrap();
    assert_eq!(project.text("elsewhere/x.html"), "precious");
    assert!(project.path("public/docs").is_symlink());
}

#[test]
fn adopting_keeps_everything_and_refuses_what_is_in_the_way() {
    let project = Project::new();
    project.write("public/old.html", "old");
    project.adopt(&[("a.html", "a")]).unwrap();
    assert_eq!(project.text("public/old.html"), "old");
    project.publish(&[("a.html", "b")]).unwrap();
    assert_eq!(project.text("public/old.html"), "old");
    let target = project.target("public", Adopt::Yes);
    let built = site(&[("old.html", "new")]);
    assert_eq!(refused(&project, &target, &built), Refusal::InTheWay);
}

#[test]
fn places_that_would_cost_the_content_are_refused() {
    let project = Project::new();
    project.write("content/a.md", "text");
    symlink(project.path("content"), project.path("link")).unwrap();
    symlink(project.path("nowhere"), project.path("dangling")).unwrap();
    project.write("file", "a file");
    let built = site(&[("a.html", "a")]);
    for (output, because) in [
        ("content", Refusal::IsSource),
        ("content/../content", Refusal::IsSource),
        (".", Refusal::HoldsSource),
        ("content/..", Refusal::HoldsSource),
        ("link", Refusal::IsLink),
        ("dangling", Refusal::IsLink),
        ("file", Refusal::IsFile),
    ] {
        for adopt in [Adopt::No, Adopt::Yes] {
            let target = project.target(output, adopt);
            assert_eq!(refused(&project, &target, &built), because, "{output}");
        }
    }
}

#[test]
fn a_mount_point_is_refused() {
    let target = Target {
        output: "/proc".into(),
        source: Project::new().folder.keep().join("content"),
        adopt: Adopt::Yes,
    };
    let refused = check(&target);
    let _ = fs::remove_dir_all(target.source.parent().unwrap());
    let is_mount =
        matches!(refused, Err(DiskError::Refused { because: Refusal::IsMount, .. }));
    assert!(is_mount, "{refused:?}");
}

#[test]
fn addresses_that_leave_the_output_are_refused() {
    let project = Project::new();
    for at in ["../x", "/x", "a/../../x", "", "a//b", ".kenning-files"] {
        let target = project.target("public", Adopt::No);
        let because = refused(&project, &target, &site(&[(at, "x")]));
        assert_eq!(because, Refusal::BadAddress, "{at}");
    }
}

#[test]
fn an_output_inside_the_content_is_allowed() {
    let project = Project::new();
    let target = project.target("content/site/public", Adopt::No);
    publish(&target, &site(&[("a.html", "a")]), || {}).unwrap();
    assert_eq!(project.text("content/site/public/a.html"), "a");
}

#[test]
fn attachments_are_copied_from_inside_the_content_only() {
    let project = Project::new();
    project.write("content/img/a.png", "pixels");
    project.write("secret.txt", "secret");
    symlink(project.path("secret.txt"), project.path("content/leak.png")).unwrap();
    let mut built = site(&[("index.html", "home")]);
    let path = |text| DocPath::new(text).unwrap();
    built.attachments.insert("files/a.png".to_owned(), path("img/a.png"));
    let target = project.target("public", Adopt::No);
    publish(&target, &built, || {}).unwrap();
    assert_eq!(project.text("public/files/a.png"), "pixels");
    assert_eq!(publish(&target, &built, || {}).unwrap().kept, 2);

    project.write("content/img/a.png", "PIXELS");
    assert_eq!(publish(&target, &built, || {}).unwrap().written, 1);
    assert_eq!(project.text("public/files/a.png"), "PIXELS");

    let before = project.files();
    built.attachments.insert("files/b.png".to_owned(), path("leak.png"));
    assert!(matches!(publish(&target, &built, || {}), Err(DiskError::Read { .. })));
    assert_eq!(project.files(), before);
}

#[test]
fn what_killed_runs_left_is_removed_and_foreign_work_in_it_saved() {
    let project = Project::new();
    project.publish(&[("a.html", "a")]).unwrap();
    project.write(".public.kenning-1/.kenning-unfinished", "");
    project.write(".public.kenning-1/half.html", "ha");
    project
        .write(".public.kenning-2/.kenning-files", r#"{"about":"","files":["a.html"]}"#);
    project.write(".public.kenning-2/a.html", "old");
    project.write(".public.kenning-2/sub/note.txt", "mine");
    fs::create_dir(project.path(".public.kenning-3")).unwrap();
    project.write(".public.kenning-4/user.txt", "not marked by kenning");
    project.write(".public.kenning-x/.kenning-files", "not named by kenning");
    project.publish(&[("a.html", "b")]).unwrap();
    for gone in [".public.kenning-1", ".public.kenning-2", ".public.kenning-3"] {
        assert!(!project.path(gone).exists(), "{gone}");
    }
    for stays in [".public.kenning-4", ".public.kenning-x"] {
        assert!(project.path(stays).exists(), "{stays}");
    }
    assert_eq!(project.text("public/sub/note.txt"), "mine");
    assert_eq!(project.text("public/a.html"), "b");
}

#[test]
fn a_site_that_a_killed_run_moved_aside_comes_back() {
    let project = Project::new();
    project.publish(&[("a.html", "a")]).unwrap();
    project.write("public/CNAME", "mine");
    fs::rename(project.path("public"), project.path(".public.kenning-7-old")).unwrap();
    project.publish(&[("a.html", "b")]).unwrap();
    assert_eq!(project.text("public/CNAME"), "mine");
    assert!(!project.path(".public.kenning-7-old").exists());
}

#[test]
fn a_second_build_waits_for_the_first() {
    let project = Project::new();
    let lock = fs::File::open(project.folder.path()).unwrap();
    lock.lock().unwrap();
    let mut waited = false;
    let target = project.target("public", Adopt::No);
    publish(&target, &site(&[("a.html", "a")]), || {
        waited = true;
        lock.unlock().unwrap();
    })
    .unwrap();
    assert!(waited);
}

const SITE: &str = "KENNING_TEST_SITE";
const FOLDER: &str = "KENNING_TEST_FOLDER";

fn whole_site(text: &str) -> Built {
    let page = |n: u32| (format!("docs/{n}.html"), text.repeat(2000).into_bytes().into());
    Built { files: (0..200).map(page).collect(), ..Built::default() }
}

/// Not a test by itself: the process that the tests below start and kill.
#[test]
fn publishing_process() {
    let (Ok(text), Ok(folder)) = (std::env::var(SITE), std::env::var(FOLDER)) else {
        return;
    };
    let folder = Path::new(&folder);
    let target = Target {
        output: folder.join("public"),
        source: folder.join("content"),
        adopt: Adopt::No,
    };
    publish(&target, &whole_site(&text), || {}).unwrap();
}

fn process(project: &Project, text: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["publish::publishing_process", "--exact", "--test-threads=1"]);
    command.env(SITE, text).env(FOLDER, project.folder.path());
    command.stdout(std::process::Stdio::null());
    command
}

/// The text that every page consists of; fails on a mixture or a missing page.
fn whole(project: &Project) -> String {
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..200 {
        let text = project.text(&format!("public/docs/{n}.html"));
        assert_eq!(text.len(), 2000);
        seen.insert(text[..1].to_owned());
        assert_eq!(text, text[..1].repeat(2000));
    }
    assert_eq!(seen.len(), 1, "a mixture");
    seen.pop_first().unwrap()
}

#[test]
fn a_kill_at_any_moment_leaves_one_whole_site() {
    let project = Project::new();
    assert!(process(&project, "0").status().unwrap().success());
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..30_u64 {
        let text = ["a", "b"][(round % 2) as usize];
        let mut child = process(&project, text).spawn().unwrap();
        // The moments of the kill are spread over the run on purpose.
        std::thread::sleep(Duration::from_micros(500 + round * 700));
        child.kill().unwrap();
        child.wait().unwrap();
        seen.insert(whole(&project));
    }
    assert!(process(&project, "z").status().unwrap().success());
    assert_eq!(whole(&project), "z");
    let left: Vec<_> = fs::read_dir(project.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("kenning-"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn simultaneous_builds_never_mix() {
    let project = Project::new();
    for _ in 0..3 {
        let mut both = ["a", "b"].map(|text| process(&project, text).spawn().unwrap());
        for child in &mut both {
            assert!(child.wait().unwrap().success());
        }
        whole(&project);
    }
}

#[test]
fn a_reader_never_meets_a_missing_page() {
    let project = Project::new();
    assert!(process(&project, "a").status().unwrap().success());
    let mut reads = 0;
    for text in ["b", "c", "d"] {
        let mut child = process(&project, text).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            let page = project.text(&format!("public/docs/{}.html", reads % 200));
            assert_eq!(page.len(), 2000);
            reads += 1;
        }
    }
    assert!(reads > 10);
}
