//! The manual's pages on what kenning reads: made from the specs, so that each of
//! their examples is one that holds.
//!
//! A spec becomes a page: its prose, each document as it stands, and below it what was
//! read, in words. `BLESS=1 cargo test specs` writes the pages.

use crate::specs::{files, reread};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const OVERVIEW: &str = "manual/what-kenning-reads.md";
const PAGES: &str = "manual/reads";
const BEGIN: &str = "<!-- made from tests/specs -->";
const END: &str = "<!-- end -->";
const FENCE: &str = "````";

/// The specs in the order in which people ask, the rest after them.
const ORDER: &[&str] = &[
    "kind",
    "title",
    "date",
    "periods",
    "people",
    "contacts",
    "outline",
    "items",
    "owners",
    "status",
    "priority",
    "when",
    "details",
    "decision_record",
    "events",
    "ids",
    "traps",
    "front_matter",
    "counts",
    "anchors",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_manual_shows_every_spec() {
    let bless = std::env::var_os("BLESS").is_some();
    let pages = pages();
    assert!(pages.len() > 20, "the test sees no specs: {}", pages.len());
    let mut wanted: BTreeMap<PathBuf, String> = pages
        .iter()
        .map(|page| (root().join(PAGES).join(&page.name), page.text()))
        .collect();
    let overview = root().join(OVERVIEW);
    let text = std::fs::read_to_string(&overview).unwrap();
    let (head, rest) = text.split_once(BEGIN).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    wanted.insert(overview, format!("{head}{BEGIN}\n\n{}\n{END}{tail}", listing(&pages)));
    let mut stale = Vec::new();
    for (path, text) in &wanted {
        if std::fs::read_to_string(path).is_ok_and(|old| old == *text) {
            continue;
        }
        if bless {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        } else {
            stale.push(path.display().to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "not what the specs say, `BLESS=1 cargo test specs` writes them: {stale:#?}"
    );
    for entry in std::fs::read_dir(root().join(PAGES)).unwrap() {
        let path = entry.unwrap().path();
        assert!(wanted.contains_key(&path), "{} has no spec", path.display());
    }
}

/// A page of the manual.
struct Page {
    /// Its file.
    name: String,
    title: String,
    body: String,
}

impl Page {
    /// Nothing in it is read: its examples are no items of the manual.
    fn text(&self) -> String {
        let Self { title, body, .. } = self;
        format!("# {title}\n\n<!-- kenning:ignore-start -->\n{body}")
    }
}

fn pages() -> Vec<Page> {
    let folder = root().join("tests/specs");
    let mut pages: Vec<Page> =
        files(&folder).iter().map(|path| page(&folder, path)).collect();
    let place = |page: &Page| {
        let stem = page.name.trim_end_matches(".md");
        ORDER.iter().position(|name| *name == stem).unwrap_or(ORDER.len())
    };
    pages.sort_by_key(|page| (place(page), page.name.clone()));
    pages
}

fn page(folder: &Path, path: &Path) -> Page {
    let spec = std::fs::read_to_string(path).unwrap();
    let (spec, _) = reread(&spec);
    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('/', "-");
    let mut lines = spec.lines().peekable();
    let title = lines.next().unwrap().trim_start_matches("# ").to_owned();
    let mut body = String::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix(FENCE).filter(|info| !info.is_empty()) else {
            body.push_str(line);
            body.push('\n');
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != FENCE).collect();
        if let Some(file) = info.strip_prefix("md") {
            if !file.trim().is_empty() {
                let _ = write!(body, "In the file `{}`:\n\n", file.trim());
            }
            let _ = writeln!(body, "{FENCE}md\n{}\n{FENCE}", block.join("\n"));
        } else if info.starts_with("facts") {
            body.push_str("kenning reads:\n\n");
            body.push_str(&told(&block));
        }
    }
    Page { name, title, body }
}

/// Facts in words: a list, what belongs to an item below it.
fn told(facts: &[&str]) -> String {
    if facts.iter().all(|line| line.trim().is_empty()) {
        return "- nothing\n".to_owned();
    }
    let mut out = String::new();
    for line in facts {
        let text = line.trim_start();
        let indent = if line.len() > text.len() { "  " } else { "" };
        let (text, rule) = match text.rsplit_once(" (") {
            Some((text, rule)) if rule.ends_with(')') && is_rule(rule) => {
                (text, format!(", by {}", rule.trim_end_matches(')')))
            }
            _ => (text, String::new()),
        };
        let (name, value) = name_and_value(text);
        let _ = writeln!(out, "{indent}- **{name}**{value}{rule}");
    }
    out
}

fn is_rule(text: &str) -> bool {
    let name = text.trim_end_matches(')');
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_')
}

/// Words that belong to the name of a fact.
const LONG_NAMES: &[&str] = &[
    "decided by",
    "superseded by",
    "depends on",
    "story points",
    "bonus points",
    "acceptance criteria",
    "code blocks",
];

fn name_and_value(text: &str) -> (String, String) {
    let long = LONG_NAMES.iter().find(|name| text.starts_with(**name));
    let (name, value) = match long {
        Some(name) => (*name, text[name.len()..].trim()),
        None => text.split_once(' ').unwrap_or((text, "")),
    };
    let value = plain(value);
    let value = if value.is_empty() { value } else { format!(" {value}") };
    (name.to_owned(), value)
}

/// A value as readers write it: without the signs of the language it was printed in.
fn plain(value: &str) -> String {
    let value =
        value.replace("Some(\"", "\"").replace("\")", "\"").replace("\\u{fe0f}", "");
    let mut out = String::new();
    let mut open = false;
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'"') => {
                chars.next();
                out.push('"');
            }
            '"' => {
                out.push(if open { '”' } else { '“' });
                open = !open;
            }
            // Emphasis and tables of the author are words here.
            '[' | ']' => {}
            '*' | '_' | '|' | '<' | '`' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.replace(" = ", ", that is ")
        .replace(", lead", ", leads")
        .replace(", share", ", shares it")
        .replace("None", "none")
}

fn listing(pages: &[Page]) -> String {
    let mut out = String::new();
    for Page { name, title, .. } in pages {
        let _ = writeln!(out, "- [{title}](reads/{name})");
    }
    out
}
