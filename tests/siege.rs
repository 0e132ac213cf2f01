//! The preview under siege: the running program keeps answering, and all it lent comes
//! back.

use crate::fuzzing::{Dice, mutated};
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

struct Preview {
    child: Child,
    address: String,
    folder: TempDir,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("notes")).unwrap();
        for at in 0..20 {
            let text = format!("# Page {at}\n\n- [ ] mend the pump @mira\n");
            fs::write(folder.path().join(format!("notes/{at}.md")), text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenning"));
        command.arg("-C").arg(folder.path()).args(["serve", "notes", "--port", "0"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().trim_start_matches("http://").trim_end_matches('/');
        Self { child, address: address.to_owned(), folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    fn sent(&self, head: &[u8]) -> TcpStream {
        let mut stream = self.connect();
        // Whoever is refused early may not take it all.
        let _ = stream.write_all(head);
        stream
    }

    /// The answer, and how long it took.
    fn get(&self, path: &str) -> (String, Duration) {
        let start = Instant::now();
        let host = &self.address;
        let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let mut answer = Vec::new();
        self.sent(head.as_bytes()).read_to_end(&mut answer).unwrap();
        (String::from_utf8_lossy(&answer).into_owned(), start.elapsed())
    }

    fn edit(&self, text: &str) {
        fs::write(self.folder.path().join("notes/0.md"), format!("# {text}\n")).unwrap();
    }

    /// Threads and handles.
    fn lent(&self) -> (usize, usize) {
        let count = |what: &str| {
            let path = format!("/proc/{}/{what}", self.child.id());
            fs::read_dir(Path::new(&path)).unwrap().count()
        };
        (count("task"), count("fd"))
    }

    /// Asserts that no more is lent than `before`, within a while.
    fn gives_back(&self, before: (usize, usize)) {
        let start = Instant::now();
        loop {
            let (threads, handles) = self.lent();
            // A few threads of the pool may have started with the first rebuild.
            if threads <= before.0 + 4 && handles <= before.1 + 2 {
                return;
            }
            let now = (threads, handles);
            assert!(start.elapsed() < Duration::from_secs(60), "{before:?} to {now:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

#[test]
fn rebuilds_under_siege_answer_and_give_everything_back() {
    let preview = Preview::new();
    assert!(preview.get("/docs/0.html").0.starts_with("HTTP/1.0 200"));
    let before = preview.lent();

    let ask = b"GET /_kenning/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let listeners: Vec<_> = (0..300).map(|_| preview.sent(ask)).collect();
    let half: Vec<_> = (0..300).map(|_| preview.sent(b"GET / HTTP/1.1\r\nHo")).collect();
    let mut times = Vec::new();
    for round in 0..10 {
        preview.edit(&format!("Round {round}"));
        for page in ["/docs/0.html", "/index.html", "/kenning.css", "/docs/7.html"] {
            let (answer, time) = preview.get(page);
            assert!(answer.starts_with("HTTP/1.0 200"), "{page}: {answer}");
            times.push(time);
        }
    }
    times.sort();
    let most = times[times.len() * 9 / 10];
    assert!(most < Duration::from_secs(1), "{times:?}");
    // The last edit gets there.
    let start = Instant::now();
    while !preview.get("/docs/0.html").0.contains("Round 9") {
        assert!(start.elapsed() < Duration::from_secs(20));
    }
    drop((listeners, half));
    preview.gives_back(before);
}

#[test]
fn thousands_of_mutated_requests_do_no_harm() {
    let preview = Preview::new();
    let host = &preview.address;
    let seeds = [
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!(
            "GET /docs/0.html?a=b HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\r\n"
        ),
        "HEAD /docs/../0.html HTTP/1.0\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
            .to_owned(),
        format!(
            "GET /_kenning/about/docs/0.html HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: none\r\n\r\n"
        ),
        format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\n\r\nabcd"),
    ];
    let seeds = seeds.map(String::into_bytes);
    preview.get("/");
    let before = preview.lent();
    let mut answered = 0;
    for round in 1..=3_000_u64 {
        let mut dice = Dice::new(round);
        let base = &seeds[dice.below(seeds.len())];
        let head = mutated(base, &seeds, &mut dice);
        let mut stream = preview.sent(&head);
        // Heads without an end are left alone at once.
        let is_whole = head.windows(4).any(|at| at == b"\r\n\r\n");
        if !is_whole || head.windows(8).any(|at| at == b"/_kennin") {
            continue;
        }
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() == ErrorKind::ConnectionReset => continue,
            read => read.unwrap(),
        };
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.get(9..12).unwrap_or("none");
        let known = ["200", "302", "400", "404", "405", "413", "421", "431", "none"];
        assert!(known.contains(&status), "{round}: {answer}");
        answered += u32::from(status != "none");
    }
    assert!(answered > 1_000, "{answered}");
    assert!(preview.get("/").0.starts_with("HTTP/1.0 200"));
    preview.gives_back(before);
}

#[test]
fn foreign_names_and_pages_get_nothing_of_the_running_program() {
    let preview = Preview::new();
    let host = preview.address.clone();
    let port = host.rsplit(':').next().unwrap();
    for (head, status) in [
        ("Host: evil.example".to_owned(), "421"),
        (format!("Host: evil.example:{port}"), "421"),
        (format!("Host: 127.0.0.1.evil.example:{port}"), "421"),
        (format!("Host: {host}\r\nHost: {host}"), "421"),
        (format!("Host: {host}\r\nOrigin: http://evil.example"), "403"),
        (format!("Host: {host}\r\nOrigin: null"), "403"),
        (format!("Host: {host}\r\nOrigin: https://{host}"), "403"),
        (format!("Host: {host}\r\nSec-Fetch-Site: cross-site"), "403"),
    ] {
        for path in
            ["/_kenning/events", "/_kenning/about/docs/0.html", "/_kenning/live.js"]
        {
            let request = format!("GET {path} HTTP/1.1\r\n{head}\r\n\r\n");
            let mut answer = String::new();
            preview.sent(request.as_bytes()).read_to_string(&mut answer).unwrap();
            assert_eq!(answer.get(9..12), Some(status), "{path} {head}: {answer}");
            assert!(!answer.contains("Page") && !answer.contains("evil"), "{answer}");
        }
    }
}
