//! Every way in which editors, tools and people change files, against the running
//! program: each is seen, and in the end what is served is what a clean build gives.

use std::fs;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const LONGEST: Duration = Duration::from_secs(20);

/// A project with the preview of it.
struct Preview {
    folder: TempDir,
    child: Child,
    address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(options: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("notes")).unwrap();
        fs::write(content.join("README.md"), "# Home\n\nSee [one](notes/one.md).\n")
            .unwrap();
        fs::write(content.join("notes/one.md"), "# One\n\nfirst words\n").unwrap();
        fs::write(content.join("notes/two.md"), "# Two\n\nOwner: Ann Oak\n").unwrap();
        let mut command = kenning(folder.path());
        command.args(["serve", "--port", "0"]).args(options);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().trim_start_matches("http://").trim_end_matches('/');
        Self { address: address.to_owned(), folder, child }
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn one(&self) -> PathBuf {
        self.content().join("notes/one.md")
    }

    /// Status and content.
    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let status = std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
        (status, answer.split_off(end + 4))
    }

    fn page(&self, path: &str) -> String {
        String::from_utf8(self.get(path).1).unwrap()
    }

    fn version(&self) -> u64 {
        let page = self.page("index.html");
        let (_, rest) = page.split_once("data-k-version=\"").unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    }

    /// Waits until the page at `path` has `text`.
    fn shows(&self, path: &str, text: &str) {
        until(&format!("{path} shows {text}"), || {
            let (status, page) = self.get(path);
            status == 200 && String::from_utf8_lossy(&page).contains(text)
        });
    }

    fn has(&self, path: &str, status: u16) {
        until(&format!("{path} has status {status}"), || self.get(path).0 == status);
    }

    /// Compares everything that a clean build gives, but for what the preview adds.
    fn is_as_built(&self) {
        let output = self.folder.path().join("out");
        let mut command = kenning(self.folder.path());
        command.args(["build", "-q", "-o"]).arg(&output);
        assert!(command.stdout(Stdio::null()).status().unwrap().success());
        let mut count = 0;
        for entry in walkdir::WalkDir::new(&output).into_iter().map(Result::unwrap) {
            let at = entry.path().strip_prefix(&output).unwrap().to_str().unwrap();
            // The list of what was made is no page. The page for missing ones is shown
            // at any address: its links begin where the site lives, which for the
            // preview is the root.
            let is_other = at.starts_with('.') || at == "404.html";
            if !entry.file_type().is_file() || is_other {
                continue;
            }
            let (expected, served) = (fs::read(entry.path()).unwrap(), self.get(at).1);
            let served = without_additions(served);
            let is_same = served == without_additions(expected);
            assert!(is_same, "{at} differs:\n{}", String::from_utf8_lossy(&served));
            count += 1;
        }
        assert!(count > 10, "the build is no site: {count}");
        fs::remove_dir_all(output).unwrap();
    }
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LONGEST, "never: {what}");
        sleep(Duration::from_millis(5));
    }
}

fn kenning(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenning"));
    command.arg("-C").arg(folder).args(["--today", "2026-03-20"]);
    command.env_remove("SOURCE_DATE_EPOCH").stderr(Stdio::null());
    command
}

/// The preview's own style, scripts and policy taken out.
fn without_additions(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut html) = String::from_utf8(bytes.clone()) else { return bytes };
    if let Some(from) = html.find("<link rel=\"stylesheet\" href=\"/_kenning/") {
        let scripts = html[from..].find("</head>").unwrap();
        html.replace_range(from..from + scripts, "");
    }
    for quote in ["'", "&#39;", "&#x27;"] {
        html = html.replacen(&format!("connect-src {quote}self{quote}; "), "", 1);
    }
    html.into_bytes()
}

#[test]
fn each_way_to_save_is_served() {
    let preview = Preview::start(&[]);
    let (one, page) = (preview.one(), "docs/notes/one.html");
    preview.shows(page, "first words");

    let mut file = fs::OpenOptions::new().write(true).open(&one).unwrap();
    file.seek(SeekFrom::Start(7)).unwrap();
    file.write_all(b"words in place").unwrap();
    drop(file);
    preview.shows(page, "words in place");

    let mut file = fs::File::create(&one).unwrap();
    sleep(Duration::from_millis(15));
    file.write_all(b"# One\n\ntruncated, then written\n").unwrap();
    drop(file);
    preview.shows(page, "truncated, then written");

    let hidden = preview.content().join("notes/.one.md.swp");
    fs::write(&hidden, "# One\n\nrenamed over\n").unwrap();
    fs::rename(&hidden, &one).unwrap();
    preview.shows(page, "renamed over");

    let backup = preview.content().join("notes/one.md~");
    fs::rename(&one, &backup).unwrap();
    fs::write(&one, "# One\n\nwritten beside a backup\n").unwrap();
    fs::remove_file(&backup).unwrap();
    preview.shows(page, "written beside a backup");

    fs::remove_file(&one).unwrap();
    fs::write(&one, "# One\n\ndeleted and created\n").unwrap();
    preview.shows(page, "deleted and created");

    let mut file = fs::File::create(&one).unwrap();
    for piece in ["# One\n", "\nin ", "slow ", "pieces", "\n"] {
        file.write_all(piece.as_bytes()).unwrap();
        file.flush().unwrap();
        sleep(Duration::from_millis(60));
    }
    drop(file);
    preview.shows(page, "in slow pieces");
    preview.is_as_built();
}

#[test]
fn an_edit_that_keeps_size_and_time_is_served() {
    let preview = Preview::start(&[]);
    let one = preview.one();
    let time = fs::metadata(&one).unwrap().modified().unwrap();
    for word in ["alpha", "bravo", "carol"] {
        fs::write(&one, format!("# One\n\n{word} words\n")).unwrap();
        fs::File::options().write(true).open(&one).unwrap().set_modified(time).unwrap();
        preview.shows("docs/notes/one.html", &format!("{word} words"));
    }
}

#[test]
fn a_new_link_is_a_backlink_and_a_moved_page_leads_on() {
    let preview = Preview::start(&[]);
    fs::write(preview.one(), "# One\n\nSee [the other](two.md).\n").unwrap();
    preview.shows("docs/notes/two.html", "the other");
    fs::rename(preview.content().join("notes"), preview.content().join("papers"))
        .unwrap();
    preview.shows("docs/papers/one.html", "the other");
    preview.has("docs/notes/one.html", 302);
    preview.has("docs/notes/index.html", 404);
    fs::remove_file(preview.content().join("papers/one.md")).unwrap();
    preview.has("docs/papers/one.html", 404);
    preview.has("docs/notes/one.html", 404);
    fs::create_dir_all(preview.content().join("new/nested/deep")).unwrap();
    fs::write(preview.content().join("new/nested/deep/a.md"), "# Deep\n\ndown\n")
        .unwrap();
    preview.shows("docs/new/nested/deep/a.html", "down");
    preview.is_as_built();
}

#[test]
fn a_thousand_files_at_once_are_few_rebuilds() {
    let preview = Preview::start(&[]);
    let before = preview.version();
    for number in 0..1000 {
        let path = preview.content().join(format!("notes/n{number}.md"));
        fs::write(path, format!("# Note {number}\n")).unwrap();
    }
    preview.shows("docs/notes/n999.html", "Note 999");
    preview.shows("docs/notes/n0.html", "Note 0");
    let rebuilds = preview.version() - before;
    assert!((1..=20).contains(&rebuilds), "{rebuilds} rebuilds");
}

#[test]
fn a_source_that_goes_away_leaves_the_last_site_until_it_is_back() {
    let preview = Preview::start(&[]);
    let away = preview.folder.path().join("away");
    let about = "_kenning/about/docs/notes/one.html";
    fs::rename(preview.content(), &away).unwrap();
    preview.shows(about, "there is no `content`");
    assert_eq!(preview.get("docs/notes/one.html").0, 200);
    fs::rename(&away, preview.content()).unwrap();
    preview.shows(about, "\"trouble\":null");
    fs::write(preview.one(), "# One\n\nback again\n").unwrap();
    preview.shows("docs/notes/one.html", "back again");

    fs::remove_dir_all(preview.content()).unwrap();
    preview.shows(about, "there is no `content`");
    fs::create_dir_all(preview.content().join("notes")).unwrap();
    fs::write(preview.one(), "# One\n\nmade anew\n").unwrap();
    preview.shows("docs/notes/one.html", "made anew");
    preview.has("docs/notes/two.html", 404);
    preview.is_as_built();
}

#[test]
fn settings_ignore_files_and_the_look_are_watched() {
    let preview = Preview::start(&[]);
    let config = preview.folder.path().join("kenning.toml");
    fs::write(&config, "title = \"Quay notes\"\n").unwrap();
    preview.shows("index.html", "Quay notes");

    fs::write(&config, "titel = \"Quay\"\n").unwrap();
    preview.shows("_kenning/about/index.html", "kenning.toml");
    assert!(preview.page("index.html").contains("Quay notes"), "the last good site");
    let theme = "[theme]\nname = \"own\"\n";
    fs::create_dir_all(preview.folder.path().join("themes/own/static")).unwrap();
    fs::write(&config, theme).unwrap();
    preview.shows("_kenning/about/index.html", "\"trouble\":null");
    fs::write(preview.folder.path().join("themes/own/static/own.css"), "/* mine */")
        .unwrap();
    preview.shows("own.css", "mine");

    fs::write(preview.content().join(".gitignore"), "two.md\n").unwrap();
    preview.has("docs/notes/two.html", 404);
    fs::remove_file(preview.content().join(".gitignore")).unwrap();
    preview.has("docs/notes/two.html", 200);
    preview.is_as_built();
}

#[test]
fn a_poll_sees_what_no_event_tells() {
    let preview = Preview::start(&["--poll"]);
    fs::write(preview.one(), "# One\n\nseen by looking\n").unwrap();
    preview.shows("docs/notes/one.html", "seen by looking");
    fs::rename(preview.one(), preview.content().join("notes/three.md")).unwrap();
    preview.shows("docs/notes/three.html", "seen by looking");
    preview.has("docs/notes/one.html", 302);
    preview.is_as_built();
}
