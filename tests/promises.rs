//! What is promised in `manual/reliability.md`, and what no other place tests: full disks,
//! other machines, time, and that the page itself names tests that exist.

use kenning::parse::parse;
use kenning::source::source;
use kenning::text::DocPath;
use kenning::understand::{Settings, understand};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn kenning(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenning"));
    command.arg("-C").arg(folder).env_remove("SOURCE_DATE_EPOCH");
    command
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let plain = all.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let name =
            entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (name, fs::read(entry.path()).unwrap())
    };
    plain.map(read).collect()
}

/// Runs `script` in a mount namespace of its own, `$1` being the folder; `None` where the
/// system grants none.
fn apart(folder: &Path, script: &str) -> Option<Output> {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    let wrapped = format!("mount -t tmpfs -o size=2m tmpfs \"$1\" || exit 77\n{script}");
    command.arg(wrapped).arg("sh").arg(folder).arg(env!("CARGO_BIN_EXE_kenning"));
    let output = command.env_remove("SOURCE_DATE_EPOCH").output().ok()?;
    let is_refused = output.status.code() == Some(77)
        || String::from_utf8_lossy(&output.stderr).contains("unshare failed");
    (!is_refused).then_some(output)
}

#[test]
fn a_full_disk_leaves_the_old_site_and_no_litter() {
    let folder = TempDir::new().unwrap();
    // The first site fits, the second and third do not, the fourth does again.
    let script = r##"
        cd "$1" && mkdir notes && echo '# First' > notes/a.md
        "$2" build notes -o public -q || exit 1
        find public -type f | sort | xargs sha256sum > before
        for round in 1 2; do
            i=0; while [ $i -lt 200 ]; do echo "# More $i" > notes/$i.md; i=$((i + 1)); done
            "$2" build notes -o public -q 2> said; [ $? = 2 ] || exit 2
            grep -qi "no space left" said || { cat said; exit 3; }
            find public -type f | sort | xargs sha256sum | cmp - before || exit 4
        done
        rm notes/[0-9]*.md; echo '# Second' > notes/a.md
        "$2" build notes -o public -q || exit 5
        grep -q Second public/docs/a.html || exit 6
        [ -z "$(ls -A | grep kenning-)" ] || exit 7
    "##;
    let Some(output) = apart(folder.path(), script) else { return };
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
}

#[test]
fn the_same_content_gives_the_same_bytes_anywhere() {
    const DOCUMENTS: &[(&str, &str)] = &[
        ("a.md", "# Ähre\n\n- [ ] mend the pump @mira by 2026-03-09\n"),
        ("B.md", "# B\n\nDate: 2026-02-01\n\n```rust\nfn a() {}\n```\n"),
        ("sub/ı.md", "# Dotless\n\nsee [a](../a.md) and [[B]]\n"),
        ("sub/z.md", "**Owner**: @noor\n\nQUAY-7 depends on QUAY-8\n"),
    ];
    let mut sites = Vec::new();
    for (at, (zone, locale, jobs)) in [
        ("UTC", "C", "1"),
        ("Pacific/Kiritimati", "tr_TR.UTF-8", "2"),
        ("America/Adak", "de_DE", "7"),
    ]
    .into_iter()
    .enumerate()
    {
        let folder = TempDir::new().unwrap();
        let deep = folder.path().join("d/".repeat(at * 3));
        let mut documents = DOCUMENTS.to_vec();
        documents.rotate_left(at);
        for (name, text) in documents {
            write(&deep, &format!("notes/{name}"), text);
        }
        let mut command = kenning(&deep);
        command.args(["build", "notes", "-q", "--today", "2026-03-01", "--jobs", jobs]);
        command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale);
        command.env("USER", format!("user{at}")).env("HOME", &deep);
        assert!(command.output().unwrap().status.success());
        sites.push(files(&deep.join("public")));
    }
    assert!(sites[0].len() > 20);
    assert!(sites.iter().all(|site| *site == sites[0]));
}

#[test]
fn few_file_handles_are_enough_or_named() {
    let folder = TempDir::new().unwrap();
    for at in 0..100 {
        write(folder.path(), &format!("notes/{at}.md"), "# A\n");
    }
    for most in [8, 12, 16, 24, 48] {
        let script = format!("ulimit -n {most}; cd \"$1\"; exec \"$2\" build notes -q");
        let output = Command::new("sh")
            .args(["-c", &script, "sh"])
            .args([folder.path(), Path::new(env!("CARGO_BIN_EXE_kenning"))])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        assert!(code == Some(0) || code == Some(2), "{most}: {code:?} {said}");
        assert!(!said.contains("panicked") && !said.contains("bug in kenning"), "{said}");
        let index = folder.path().join("public/index.html");
        assert_eq!(index.exists(), code == Some(0) || most > 8 && index.exists());
    }
    let left =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let left: BTreeSet<_> = left.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(left, ["notes".to_owned(), "public".to_owned()].into());
}

#[test]
fn endless_repetition_is_read_in_time() {
    let start = Instant::now();
    for unit in [
        ":",
        "**a: ",
        "<http://",
        ">",
        "- ",
        "@a ",
        "(",
        "[",
        "*a_ ",
        "**a**: b | ",
        "a@",
        "Mira and ",
        "/Ann",
        "2026-01-01, ",
        "next week ",
        "# A\n\n",
        "- [ ] a @mira\n",
        "a - Owner: @b - ",
        "**ACTION**: a. ",
        "Sprint 1-9 ",
        "ABC-1 depends on ABC-2. ",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        for head in ["", "**Owner**: ", "## Action items\n\n- "] {
            let path = DocPath::new("a.md").unwrap();
            let source = source(path, format!("{head}{text}").as_bytes()).value;
            let document = parse(&source);
            // What is nested deeper is left out before it is understood.
            if document.depth <= 100 {
                understand(&Settings::default(), &source, &document);
            }
            assert!(
                start.elapsed() < Duration::from_secs(240),
                "{unit:?} behind {head:?}"
            );
        }
    }
}

#[test]
fn nothing_in_the_program_opens_a_connection() {
    for entry in walkdir::WalkDir::new(Path::new(ROOT).join("src")) {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in ["TcpStream::connect", "UdpSocket", "UnixStream", ".connect("] {
            assert!(!code.contains(word), "{}: {word}", entry.path().display());
        }
    }
}

#[test]
fn third_party_files_are_listed_with_their_hash() {
    let list = fs::read_to_string(Path::new(ROOT).join("THIRD-PARTY.md")).unwrap();
    let mut theirs = 0;
    for entry in walkdir::WalkDir::new(Path::new(ROOT).join("themes")) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(ROOT).unwrap().to_str().unwrap();
        let own = ["html", "css", "js", "svg", "toml", "json"];
        let is_own =
            entry.path().extension().is_some_and(|e| own.iter().any(|own| e == *own));
        if !entry.file_type().is_file() || is_own || path.ends_with("/_headers") {
            continue;
        }
        theirs += 1;
        let hash = blake3::hash(&fs::read(entry.path()).unwrap()).to_hex();
        let row = list.lines().find(|line| line.contains(&format!("`{path}`")));
        let row = row.unwrap_or_else(|| panic!("{path} is not listed"));
        assert!(row.contains(hash.as_str()), "{path} has {hash}");
    }
    assert!(theirs >= 2);
}

#[test]
fn each_requirement_names_tests_that_exist() {
    let known = names_of_tests();
    let page = fs::read_to_string(Path::new(ROOT).join("manual/reliability.md")).unwrap();
    let mut numbers = Vec::new();
    for row in
        page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| No"))
    {
        let cells: Vec<&str> =
            row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, _, tests, _] = cells[..] else { panic!("{row}") };
        numbers.push(number.parse::<u32>().unwrap());
        let tests: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "requirement {number} has no test");
        for test in tests {
            assert!(
                known.contains(test),
                "requirement {number}: no test is called `{test}`"
            );
        }
    }
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
}

/// The names of functions marked as tests, and the titles of tests in the browser.
fn names_of_tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["src", "tests"] {
        let all = walkdir::WalkDir::new(Path::new(ROOT).join(folder)).into_iter();
        for entry in all.filter_entry(|entry| {
            !["node_modules", "target"].contains(&&*entry.file_name().to_string_lossy())
        }) {
            let entry = entry.unwrap();
            let is_code = ["rs", "mjs"]
                .iter()
                .any(|e| entry.path().extension().is_some_and(|x| x == *e));
            if !entry.file_type().is_file() || !is_code {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let mut lines = text.lines();
            while let Some(line) = lines.next() {
                if let Some(title) = line.strip_prefix("test(\"") {
                    names.extend(title.split('"').next().map(str::to_owned));
                } else if line.trim() == "#[test]" {
                    let function = lines.find(|line| line.trim().starts_with("fn "));
                    let name =
                        function.unwrap_or_default().trim().trim_start_matches("fn ");
                    names.extend(name.split('(').next().map(str::to_owned));
                }
            }
        }
    }
    names
}
