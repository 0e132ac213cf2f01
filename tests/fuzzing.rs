//! The targets of `tests/fuzz` with mutations of real documents, a few seconds each.
//!
//! What a failure prints makes it happen again: `KENNING_SEED=7 cargo test fuzzing`.
//! `KENNING_SECONDS=600` looks longer. What was found once stays in `tests/fuzz/found`.

#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Pieces that mean something to one of the readers.
const PIECES: &[&str] = &[
    "---\n",
    "\n\n",
    "# ",
    "- [ ] ",
    "> ",
    "```\n",
    "| a | b |\n|---|---|\n",
    "<!-- ",
    " -->",
    "<script>",
    "</title>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "[a](",
    "](b.md)",
    "[[",
    "]]",
    "![",
    "$x_1$",
    "$$",
    "**Owner**: @",
    "Due: 2026-02-30",
    "9999-12-31",
    "Sprint 99999999999",
    "PYAIR-00000000000000000001",
    "&#x6a;avascript:",
    "javascript:hit()",
    "{{ title }}",
    "{% raw %}",
    "[^1]",
    "[^1]: ",
    "a: &a [*a]\n",
    "\u{202e}",
    "\u{feff}",
    "\u{1f469}\u{200d}\u{1f680}",
    "%%",
    "\r\n",
    "GET / HTTP/1.1\r\n",
    "Host: localhost\r\n",
    "Content-Length: ",
    "%2e%2e%2f",
    "\r\n\r\n",
    "\0",
    "kenning:ignore-start",
    "<details><summary>",
    "=cmd|'/C calc'!A0",
    "BEGIN:VEVENT\r\n",
    "]]>",
    "\u{2028}",
];

/// Bytes that are no UTF-8, or another encoding's beginning.
const BYTES: &[&[u8]] = &[
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\x80",
    b"\xe2\x80",
    b"\xf0\x9f\x91",
];

/// A generator of numbers that a seed repeats (xorshift64*).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % most.max(1)
    }
}

/// Changes `bytes` in a few places, as damage, pasting and malice do.
pub(crate) fn mutated(bytes: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut new = bytes.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(new.len() + 1);
        let end = (at + dice.below(40)).min(new.len());
        match dice.below(8) {
            0 => drop(new.drain(at..end)),
            1 => insert(&mut new, at, PIECES[dice.below(PIECES.len())].as_bytes()),
            2 => insert(&mut new, at, BYTES[dice.below(BYTES.len())]),
            3 => insert(
                &mut new,
                at,
                &bytes
                    [at.min(bytes.len())..end.min(bytes.len()).max(at.min(bytes.len()))],
            ),
            4 if at < new.len() => new[at] ^= 1 << dice.below(8),
            5 => new.truncate(at.max(1)),
            6 => {
                let other = &others[dice.below(others.len())];
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(400)).min(other.len());
                insert(&mut new, at, &other[from..to]);
            }
            _ => {
                let piece =
                    PIECES[dice.below(PIECES.len())].as_bytes().repeat(dice.below(30));
                insert(&mut new, at, &piece);
            }
        }
    }
    new.truncate(8_000);
    new
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(bytes.len());
    bytes.splice(at..at, piece.iter().copied());
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Calls `target` with what was found before, then with mutations until time is up.
fn drive(name: &str, target: fn(&[u8]), seeds: &[Vec<u8>]) {
    let found = Path::new(ROOT).join("tests/fuzz/found").join(name);
    for entry in fs::read_dir(found).into_iter().flatten() {
        tried(name, target, &fs::read(entry.unwrap().path()).unwrap(), 0);
    }
    let clock = std::time::UNIX_EPOCH.elapsed().unwrap();
    let clock = clock.as_secs() * 1_000_000 + u64::from(clock.subsec_micros());
    let first = number("KENNING_SEED").unwrap_or(clock | 1);
    let most = Duration::from_secs(number("KENNING_SECONDS").unwrap_or(8));
    let (start, mut count) = (Instant::now(), 0_u64);
    while start.elapsed() < most {
        let seed = first.wrapping_add(count);
        let mut dice = Dice::new(seed);
        let base = &seeds[dice.below(seeds.len())];
        let input = mutated(base, seeds, &mut dice);
        tried(name, target, &input, seed);
        count += 1;
        if number("KENNING_SEED").is_some() && number("KENNING_SECONDS").is_none() {
            break;
        }
    }
    let _ = writeln!(std::io::stderr(), "{name}: {count} inputs from seed {first}");
    assert!(count > 0);
}

fn tried(name: &str, target: fn(&[u8]), input: &[u8], seed: u64) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(input))) {
        let text = String::from_utf8_lossy(input);
        let again = format!("{name}: KENNING_SEED={seed} makes it happen again");
        let _ = writeln!(std::io::stderr(), "{again}, with {text:?}");
        resume_unwind(panic);
    }
}

/// The demo's documents and the hostile ones.
fn documents() -> Vec<Vec<u8>> {
    let all = walkdir::WalkDir::new(Path::new(ROOT).join("content")).sort_by_file_name();
    let plain = all.into_iter().map(Result::unwrap);
    let is_text =
        |entry: &walkdir::DirEntry| entry.path().extension().is_some_and(|it| it == "md");
    let mut texts: Vec<_> =
        plain.filter(is_text).map(|entry| fs::read(entry.path()).unwrap()).collect();
    texts.extend(crate::hostile::corpus().into_iter().map(|(_, text)| text.into_bytes()));
    texts
}

#[test]
fn any_bytes_are_decoded_and_mended() {
    drive("decode", targets::decode, &documents());
}

#[test]
fn any_front_matter_is_read_or_shown() {
    let seeds = [
        "title: A\ndate: 2026-03-09\nowner: [mira, '@noor']\n",
        "a: &a [1, 2]\nb: *a\nc: {d: {e: [f]}}\n? x\n: y\n",
        "tags:\n  - one\n  - two\naliases: \"x: y\"\ndraft: true\n",
        "owner: @dev\nstatus: >\n  in\n  work\nlang: de\n---\nrest",
    ];
    drive("front_matter", targets::front_matter, &seeds.map(|it| it.as_bytes().to_vec()));
}

#[test]
fn facts_of_any_bytes_lie_in_the_text() {
    drive("reading", targets::reading, &documents());
}

#[test]
fn files_of_any_bytes_are_well_formed_and_run_nothing() {
    drive("rendering", targets::rendering, &documents());
}

#[test]
fn any_request_head_is_heeded_or_refused() {
    let seeds = [
        "GET / HTTP/1.1\r\nHost: localhost:4000\r\n\r\n",
        "HEAD /docs/a%20b.html?q=1#x HTTP/1.0\r\nHost: [::1]:80\r\nOrigin: http://[::1]:80\r\n\r\n",
        "GET /_kenning/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nSec-Fetch-Site: none\r\nContent-Length: 0\r\n\r\n",
    ];
    drive("request", targets::request, &seeds.map(|it| it.as_bytes().to_vec()));
}
