//! Every correction of the manual's page "kenning read it wrong" works.
//!
//! `src/view/explain/corrections.toml` is the one table: the page is made from it
//! (`BLESS=1 cargo test corrections`), and `tests/corrections.toml` takes each of its
//! cells from wrong to right. A cell that no case shows fails the test.

use kenning::build::{Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::text::DocPath;
use kenning::theme::Theme;
use kenning::view::explain::{CORRECTIONS, Correction};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PAGE: &str = "manual/kenning-read-it-wrong.md";
/// Between these lines stands what is made from the table.
const BEGIN: &str = "<!-- made from src/view/explain/corrections.toml -->";
const END: &str = "<!-- end -->";

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// One reading that is wrong, and how it becomes right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The row, by what looks wrong.
    row: String,
    /// The folder before: path and text.
    before: BTreeMap<String, String>,
    /// What to look at in the export: a JSON pointer, perhaps with `count` before it.
    look: String,
    /// What stands there before.
    wrong: Value,
    /// What stands there after each correction.
    right: Value,
    /// What the text correction changes; a path with an empty text goes.
    #[serde(default)]
    text: BTreeMap<String, String>,
    /// The settings that correct it.
    #[serde(default)]
    settings: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(root().join("tests/corrections.toml")).unwrap();
    toml::from_str::<Cases>(&text).unwrap_or_else(|error| panic!("{error}")).case
}

/// What the export says at `look`.
fn seen(files: &BTreeMap<String, String>, settings: &str, look: &str) -> Value {
    let config = Config::parse(settings, "kenning.toml");
    let bytes = |text: &String| -> Arc<[u8]> { text.as_bytes().into() };
    let files =
        files.iter().map(|(path, text)| (DocPath::new(path).unwrap(), bytes(text)));
    let inputs = Inputs {
        files: files.collect(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: config.unwrap_or_else(|error| panic!("{settings}\n{error:?}")),
        theme: Arc::new(Theme::built_in()),
        today: "2026-04-01".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    };
    let export = Session::default().build(&inputs).export;
    let export: Value = serde_json::from_slice(&export).unwrap();
    match look.strip_prefix("count ") {
        Some(pointer) => {
            export.pointer(pointer).unwrap().as_array().unwrap().len().into()
        }
        // TOML has no null: what is not said is the empty text.
        None => match export.pointer(look) {
            None | Some(Value::Null) => "".into(),
            Some(value) => value.clone(),
        },
    }
}

#[test]
fn every_cell_of_the_page_takes_a_reading_from_wrong_to_right() {
    let (cases, mut wrong) = (cases(), Vec::new());
    for case in &cases {
        let Case { row, before, look, .. } = case;
        let mut check = |what: &str, found: &Value, expected: &Value| {
            if found != expected {
                wrong.push(format!("“{row}”, {what}: {look} is {found}, not {expected}"));
            }
        };
        check("before", &seen(before, "", look), &case.wrong);
        if !case.text.is_empty() {
            let mut after = before.clone();
            after.extend(case.text.clone());
            after.retain(|_, text| !text.is_empty());
            check("in the text", &seen(&after, "", look), &case.right);
        }
        if !case.settings.is_empty() {
            check("in kenning.toml", &seen(before, &case.settings, look), &case.right);
        }
        if case.wrong == case.right || case.text.is_empty() && case.settings.is_empty() {
            wrong.push(format!("“{row}” corrects nothing"));
        }
    }
    for row in CORRECTIONS.iter() {
        wrong.extend(unshown(row, &cases));
    }
    let known: BTreeSet<&str> =
        CORRECTIONS.iter().map(|row| row.wrong.as_str()).collect();
    let stray = cases.iter().filter(|case| !known.contains(case.row.as_str()));
    wrong.extend(stray.map(|case| format!("no row is called “{}”", case.row)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the cells of `row` advise and no case does.
fn unshown(row: &Correction, cases: &[Case]) -> Vec<String> {
    let own = || cases.iter().filter(|case| case.row == row.wrong);
    let texts: String =
        own().flat_map(|case| case.text.values()).map(String::as_str).collect();
    let settings: String = own().map(|case| case.settings.as_str()).collect();
    let mut missing = Vec::new();
    for (cell, done) in [(&row.text, &texts), (&row.settings, &settings)] {
        if cell.is_empty() != done.is_empty() {
            missing.push(format!("“{}”: the cell “{cell}” and its cases", row.wrong));
        }
        let advised = code_spans(cell).into_iter().map(stem);
        let absent = advised.filter(|stem| !done.contains(stem.as_str()));
        missing
            .extend(absent.map(|stem| format!("“{}”: no case has {stem:?}", row.wrong)));
    }
    missing
}

fn code_spans(cell: &str) -> Vec<&str> {
    if let Some(inner) = cell.strip_prefix("`` ").and_then(|rest| rest.split_once(" ``"))
    {
        return vec![inner.0];
    }
    cell.split('`').skip(1).step_by(2).collect()
}

/// The part of an advice that does not vary from team to team: `owner = `, `Owner:`.
fn stem(span: &str) -> String {
    if let Some((key, _)) = span.split_once(" = ") {
        let key = if key.starts_with('"') { "" } else { key };
        return format!("{key} = ");
    }
    if span.starts_with('[') && !span.starts_with("[ ]") {
        return span.split('"').next().unwrap_or(span).trim_end_matches(']').to_owned();
    }
    match span.split_once(": ") {
        Some((label, _)) if !span.starts_with('#') => format!("{label}:"),
        _ => span.split('…').next().unwrap_or(span).trim_end().to_owned(),
    }
}

#[test]
fn the_page_is_made_from_the_table() {
    let path = root().join(PAGE);
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let made = format!("{head}{BEGIN}\n{}{END}{tail}", tables());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(Path::new(&path), &made).unwrap();
    } else {
        assert!(page == made, "{PAGE} is not what the table says: BLESS=1 writes it");
    }
}

/// A table for each group, in the order of their first rows.
fn tables() -> String {
    let mut groups: Vec<&str> = Vec::new();
    for row in CORRECTIONS.iter().filter(|row| !row.group.is_empty()) {
        if !groups.contains(&row.group.as_str()) {
            groups.push(&row.group);
        }
    }
    let mut out = String::new();
    for group in groups {
        let _ = write!(
            out,
            "\n## {group}\n\n| Fact | Looks wrong when | Correct it in the text | Or in `kenning.toml` |\n|---|---|---|---|\n"
        );
        for row in CORRECTIONS.iter().filter(|row| row.group == group) {
            let Correction { wrong, text, settings, .. } = row;
            let facts = row.facts.join(", ");
            let _ = writeln!(out, "| {facts} | {wrong} | {text} | {settings} |");
        }
    }
    out.push('\n');
    out
}

#[test]
fn every_fact_that_is_explained_can_be_corrected() {
    let known: BTreeSet<&str> =
        CORRECTIONS.iter().flat_map(|row| &row.facts).map(String::as_str).collect();
    let folder = root().join("src/view/explain");
    let mut named = 0;
    for file in ["document.rs", "items.rs"] {
        let code = std::fs::read_to_string(folder.join(file)).unwrap();
        for part in code.split("fact(doc, \"").skip(1) {
            let name = part.split('"').next().unwrap();
            named += 1;
            assert!(known.contains(name), "nothing corrects a {name}");
        }
    }
    assert!(named > 15, "the test sees no facts: {named}");
}
