//! The preview server, asked over loopback.

use kenning::build::Built;
use kenning::disk::Attachment;
use kenning::serve::{Server, start};
use kenning::text::DocPath;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const FIRST: u64 = 7;

fn server() -> Server {
    start("127.0.0.1", 0, FIRST, Arc::new(|_| unreachable!())).unwrap()
}

fn site(files: &[(&str, &str)]) -> Arc<Built> {
    let entry = |(at, text): &(&str, &str)| ((*at).to_owned(), text.as_bytes().into());
    Arc::new(Built { files: files.iter().map(entry).collect(), ..Built::default() })
}

fn shown(files: &[(&str, &str)]) -> Server {
    let server = server();
    server.show(site(files));
    server
}

fn connect(server: &Server) -> TcpStream {
    let url = server.url();
    let stream =
        TcpStream::connect(url.trim_start_matches("http://").trim_end_matches('/'));
    let stream = stream.unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Sends `head` with `\n` as line ends and gives all that comes back.
fn raw(server: &Server, head: &str) -> String {
    let mut stream = connect(server);
    stream.write_all(head.replace('\n', "\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

fn get(server: &Server, path: &str) -> String {
    raw(server, &format!("GET {path} HTTP/1.1\nHost: localhost\n\n"))
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or("none")
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}

#[test]
fn pages_are_found_by_the_list_of_what_was_built() {
    let server = shown(&[
        ("index.html", "home"),
        ("docs/a b.html", "page"),
        ("docs/index.html", "listing"),
        ("docs/a.md", "twin"),
        ("404.html", "lost"),
    ]);
    for (path, expected, text) in [
        ("/", "200", "home"),
        ("/index.html", "200", "home"),
        ("/docs/a%20b.html?q=1", "200", "page"),
        ("/docs/a%20b", "200", "page"),
        ("/docs/", "200", "listing"),
        ("/docs/a.md", "200", "twin"),
        ("/docs", "302", ""),
        ("/nowhere", "404", "lost"),
        ("//docs", "404", "lost"),
        ("/../docs/a.md", "404", "lost"),
        ("/docs/%2e%2e/index.html", "404", "lost"),
        ("/..%2f..%2fetc/passwd", "404", "lost"),
        ("/docs/a.md%00", "404", "lost"),
        ("//evil.example/", "404", "lost"),
    ] {
        let answer = get(&server, path);
        assert_eq!(status(&answer), expected, "{path}");
        assert!(body(&answer).starts_with(text), "{path}: {answer}");
    }
    assert!(get(&server, "/docs").contains("\r\nLocation: /docs/\r\n"));
}

#[test]
fn every_answer_says_what_keeps_other_sites_out() {
    let server = shown(&[("index.html", "home"), ("a.css", "x")]);
    let host = "Host: localhost\n";
    for head in [
        format!("GET / HTTP/1.1\n{host}\n"),
        format!("GET /a.css HTTP/1.1\n{host}\n"),
        format!("GET /none HTTP/1.1\n{host}\n"),
        format!("GET /_kenning/live.js HTTP/1.1\n{host}\n"),
        format!("HEAD /_kenning/events HTTP/1.1\n{host}\n"),
        format!("POST / HTTP/1.1\n{host}\n"),
        "GET / HTTP/1.1\nHost: evil.example\n\n".to_owned(),
        "nonsense\n\n".to_owned(),
    ] {
        let answer = raw(&server, &head).to_ascii_lowercase();
        for header in [
            "cross-origin-resource-policy: same-origin",
            "x-content-type-options: nosniff",
            "x-frame-options: deny",
            "content-security-policy: frame-ancestors 'none'",
            "cache-control: no-store",
            "charset=utf-8",
        ] {
            assert!(answer.contains(header), "{head}: no {header} in {answer}");
        }
        assert!(!answer.contains("access-control"), "{answer}");
    }
}

#[test]
fn refusals_have_no_content_and_repeat_nothing() {
    let server = shown(&[("index.html", "home")]);
    let host = "Host: localhost\n";
    for (head, expected) in [
        (format!("POST / HTTP/1.1\n{host}Content-Length: 5\n\nhello"), "405"),
        (format!("OPTIONS / HTTP/1.1\n{host}\n"), "405"),
        (
            format!("GET / HTTP/1.1\n{host}Content-Length: 18446744073709551615\n\n"),
            "413",
        ),
        (format!("GET / HTTP/1.1\n{host}Content-Length: 3\n\nabc"), "413"),
        (format!("GET / HTTP/1.1\n{host}Transfer-Encoding: chunked\n\n0\n\n"), "400"),
        ("GET /<marker> HTTP/1.1\nHost: marker.example\n\n".to_owned(), "421"),
        ("GET / HTTP/1.1\nA: marker\n\n".to_owned(), "421"),
        (format!("GET / HTTP/1.1\n{host}A: {}\n\n", "b".repeat(20_000)), "431"),
    ] {
        let answer = raw(&server, &head);
        assert_eq!(status(&answer), expected, "{answer}");
        assert_eq!(body(&answer), "");
        assert!(!answer.contains("marker"));
    }
    let answer = raw(&server, &format!("PUT / HTTP/1.1\n{host}\n"));
    assert!(answer.contains("\r\nAllow: GET, HEAD\r\n"));
}

#[test]
fn head_tells_the_length_and_sends_nothing() {
    let server = shown(&[("a.txt", "12345")]);
    let answer = raw(&server, "HEAD /a.txt HTTP/1.1\nHost: localhost\n\n");
    assert!(answer.contains("\r\nContent-Length: 5\r\n"), "{answer}");
    assert_eq!(body(&answer), "");
}

#[test]
fn before_the_first_build_there_is_a_plain_message() {
    let server = server();
    let answer = get(&server, "/");
    assert_eq!(status(&answer), "503");
    server.show(site(&[("index.html", "home")]));
    assert_eq!(status(&get(&server, "/")), "200");
}

#[test]
fn html_gets_the_script_and_nothing_else_does() {
    let page = "<head><meta http-equiv=\"Content-Security-Policy\" \
                content=\"default-src 'none'; script-src 'self'\"></head>";
    let server = shown(&[("index.html", page), ("a.txt", page)]);
    let answer = get(&server, "/");
    assert!(answer.contains("<script src=\"/_kenning/live.js\" data-k-version=\"7\""));
    assert!(answer.contains("content=\"connect-src 'self'; default-src 'none'"));
    assert_eq!(body(&get(&server, "/a.txt")), page);
    assert!(body(&get(&server, "/_kenning/live.js")).contains("EventSource"));
}

#[test]
fn attachments_come_from_the_content_and_no_link_leads_out() {
    let dir = TempDir::new().unwrap();
    std::fs::create_dir(dir.path().join("in")).unwrap();
    let large = "x".repeat(3_000_000);
    std::fs::write(dir.path().join("in/a.txt"), &large).unwrap();
    std::fs::write(dir.path().join("secret"), "secret").unwrap();
    std::os::unix::fs::symlink(dir.path().join("secret"), dir.path().join("in/b.txt"))
        .unwrap();
    let root = dir.path().join("in");
    let open = Arc::new(move |path: &_| {
        let file = Attachment::open(&root, path)?;
        let size = file.size();
        Ok((Box::new(file) as _, size))
    });
    let server = start("127.0.0.1", 0, FIRST, open).unwrap();
    let mut built = Built::default();
    for name in ["a.txt", "b.txt"] {
        built.attachments.insert(name.to_owned(), DocPath::new(name).unwrap());
    }
    server.show(Arc::new(built));
    assert_eq!(body(&get(&server, "/a.txt")), large);
    assert_eq!(status(&get(&server, "/b.txt")), "404");
}

/// A listener and the lines it hears.
fn listen(server: &Server, headers: &str) -> BufReader<TcpStream> {
    let mut stream = connect(server);
    let head = format!("GET /_kenning/events HTTP/1.1\nHost: localhost\n{headers}\n");
    stream.write_all(head.replace('\n', "\r\n").as_bytes()).unwrap();
    BufReader::new(stream)
}

fn next_data(listener: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(listener.read_line(&mut line).unwrap() > 0, "closed");
        if let Some(data) = line.strip_prefix("data: ") {
            return data.trim().to_owned();
        }
    }
}

#[test]
fn a_listener_is_told_the_present_version_and_each_later_one() {
    let server = shown(&[("index.html", "1")]);
    let mut listener = listen(&server, "Sec-Fetch-Site: same-origin\n");
    assert_eq!(next_data(&mut listener), "7");
    server.show(site(&[("index.html", "2")]));
    assert_eq!(next_data(&mut listener), "8");
    assert_eq!(next_data(&mut listen(&server, "")), "8");
}

#[test]
fn a_listener_before_the_first_build_hears_of_it() {
    let server = server();
    let mut listener = listen(&server, "");
    let mut line = String::new();
    while line != "retry: 500\n" {
        line.clear();
        listener.read_line(&mut line).unwrap();
    }
    server.show(site(&[("index.html", "1")]));
    assert_eq!(next_data(&mut listener), "7");
}

#[test]
fn foreign_pages_may_not_listen() {
    let server = shown(&[("index.html", "1")]);
    for header in
        ["Origin: null", "Origin: http://localhost:1", "Sec-Fetch-Site: cross-site"]
    {
        let mut answer = String::new();
        listen(&server, &format!("{header}\n")).read_to_string(&mut answer).unwrap();
        assert_eq!(status(&answer), "403", "{header}");
    }
}

#[test]
fn hundreds_of_listeners_and_slow_clients_hold_up_no_page() {
    let server = shown(&[("index.html", "1"), ("large.txt", &"x".repeat(20_000_000))]);
    let mut listeners: Vec<_> = (0..300).map(|_| listen(&server, "")).collect();
    let half_open: Vec<_> = (0..200)
        .map(|_| {
            let mut stream = connect(&server);
            stream.write_all(b"GET / HTTP/1.1\r\nHo").unwrap();
            stream
        })
        .collect();
    // They ask for much and take nothing.
    let lazy: Vec<_> = (0..50)
        .map(|_| {
            let mut stream = connect(&server);
            let head = b"GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
            stream.write_all(head).unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    for _ in 0..20 {
        assert_eq!(status(&get(&server, "/")), "200");
    }
    for listener in &mut listeners {
        assert_eq!(next_data(listener), "7");
    }
    server.show(site(&[("index.html", "2")]));
    for listener in &mut listeners {
        assert_eq!(next_data(listener), "8");
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    drop((half_open, lazy));
}

#[test]
fn beyond_the_limit_the_idle_make_room() {
    let server = shown(&[("index.html", "1")]);
    let mut idle = Vec::new();
    for _ in 0..1000 {
        // Our own handles may run out first; that is as good.
        let url = server.url();
        let address = url.trim_start_matches("http://").trim_end_matches('/');
        match TcpStream::connect(address) {
            Ok(stream) => idle.push(stream),
            Err(_) => break,
        }
    }
    idle.truncate(950);
    assert_eq!(status(&get(&server, "/")), "200");
}

#[test]
fn an_announced_length_is_never_waited_for() {
    let server = shown(&[("index.html", "1")]);
    let start = Instant::now();
    let head = "GET / HTTP/1.1\nHost: localhost\nContent-Length: 99999999999\n\n";
    assert_eq!(status(&raw(&server, head)), "413");
    assert!(start.elapsed() < Duration::from_secs(5));
}

/// The program itself, ended with the test.
struct Running {
    child: Child,
    url: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenning"));
    command.arg("-C").arg(folder).args(["serve", "--port"]);
    command.env_remove("SOURCE_DATE_EPOCH").stderr(Stdio::null());
    command
}

fn run(folder: &Path) -> Running {
    let mut child = command(folder).arg("0").stdout(Stdio::piped()).spawn().unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
    Running { child, url: url.trim().to_owned() }
}

fn answers(running: &Running) -> bool {
    let address = running.url.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /_kenning/live.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    status(&answer) == "200"
}

fn project() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("content/a.md"), "# A\n").unwrap();
    folder
}

#[test]
fn the_program_prints_its_address_and_ends_on_signals() {
    let folder = project();
    for signal in ["-TERM", "-INT"] {
        let mut running = run(folder.path());
        assert!(running.url.starts_with("http://127.0.0.1:"), "{}", running.url);
        assert!(answers(&running));
        let start = Instant::now();
        let id = running.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let ended = running.child.wait().unwrap();
        assert!(start.elapsed() < Duration::from_secs(2));
        assert_eq!(ended.code(), Some(0));
    }
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is written");
}

#[test]
fn a_taken_port_is_one_line_and_status_2() {
    let folder = project();
    let running = run(folder.path());
    let port = running.url.trim_end_matches('/').rsplit(':').next().unwrap();
    let output =
        command(folder.path()).arg(port).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    let last = message.lines().last().unwrap();
    assert!(last.starts_with("error: port ") && last.contains("is taken"), "{message}");
}

#[test]
fn a_lack_of_file_handles_costs_listeners_but_no_page() {
    let folder = project();
    let program = env!("CARGO_BIN_EXE_kenning");
    let script = "ulimit -n 64; exec \"$@\"";
    let mut child = Command::new("sh")
        .args(["-c", script, "sh", program, "-C"])
        .arg(folder.path())
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
    let running = Running { child, url: url.trim().to_owned() };
    let address = running.url.trim_start_matches("http://").trim_end_matches('/');
    let listeners: Vec<_> = (0..150)
        .map(|_| {
            let mut stream = TcpStream::connect(address).unwrap();
            let head = b"GET /_kenning/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
            // Those that came first may have been sent away already.
            let _ = stream.write_all(head);
            stream
        })
        .collect();
    for _ in 0..20 {
        assert!(answers(&running));
    }
    drop(listeners);
    assert!(answers(&running));
}
