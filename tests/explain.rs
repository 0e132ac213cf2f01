//! What `kenning explain` tells of a document, of a line, and of what is none.

use crate::console;
use serde_json::Value;
use snapbox::cmd::Command;
use std::path::Path;
use tempfile::TempDir;

const WEEK: &str = "\
# Week 12 report

Date: 2026-03-20
Attendees: Ada Berg (Ada), Jo Lund

## Agenda

- Pump

## Next steps

- [ ] **PMP-3 Mend the pump** (Owner: Ada, due: 27 March 2026)
- PMP-4 Oil the gate
  - Priority: High

## Timeline

- 2026-03-18: the pump stood still
";

fn project() -> TempDir {
    let before = "# Week 11 report\n\nDate: 2026-03-13\n\n## Next steps\n\n- [ ] PMP-3 Mend the pump\n";
    console::project(&[
        ("content/week-12.md", WEEK),
        ("content/week-11.md", before),
        ("content/.gitignore", "old/*\n"),
        ("content/old/a.md", "# Old\n"),
        ("content/.hidden/a.md", "# Hidden\n"),
        ("content/plan.txt", "no Markdown"),
        ("content/draft.md", "---\ndraft: true\nkind: meeting\n---\n# Soon\n"),
        ("content/blob.md", "a\0b"),
        ("other.md", "# Elsewhere\n"),
    ])
}

fn kenning(folder: &Path, arguments: &[&str]) -> Command {
    console::kenning(folder, &[&["explain", "-q"], arguments].concat())
}

fn json(place: &str) -> Value {
    let folder = project();
    let found = kenning(folder.path(), &[place, "--json"]).assert().code(0);
    serde_json::from_slice(&found.get_output().stdout).unwrap()
}

/// The facts as `of / fact: value (rule, basis) words`.
fn facts(place: &str) -> Vec<String> {
    let found = json(place);
    let line = |fact: &Value| {
        let of = fact["of"]["item"].as_str().unwrap_or("document");
        let at = fact["at"]["text"].as_str().or(fact["by"].as_str()).unwrap();
        let text = |key: &str| fact[key].as_str().unwrap().to_owned();
        assert!(!text("reads").is_empty(), "{} has no sentence", text("rule"));
        let (name, value) = (text("fact"), text("value"));
        format!("{of} / {name}: {value} ({}, {}) <{at}>", text("rule"), text("basis"))
    };
    found["facts"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn each_fact_names_its_words_its_rule_and_how_sure_it_is() {
    let all = facts("content/week-12.md");
    for expected in [
        "document / kind: status (kind, derived) <Week 12 report>",
        "document / date: 2026-03-20 (date-field, written) <2026-03-20>",
        "document / short name: Ada is Ada Berg (people, written) <Ada>",
        "document / event: 2026-03-18 the pump stood still (events, written) <2026-03-18>",
        "Oil the gate / priority: high (priority-field, written) <Priority: High>",
    ] {
        assert!(
            all.iter().any(|fact| fact.ends_with(expected)),
            "{expected}\nis not in\n{}",
            all.join("\n")
        );
    }
}

#[test]
fn a_line_gives_the_facts_of_its_item() {
    // A path from SOURCE is as good as one from here; a column is left aside.
    for place in ["content/week-12.md:12", "week-12.md:12", "week-12.md:12:7"] {
        let all = facts(place);
        assert!(all.iter().any(|fact| fact.contains("/ item: ")), "{all:#?}");
        assert!(!all.iter().any(|fact| fact.contains("Oil the gate")), "{all:#?}");
        assert!(!all.iter().any(|fact| fact.contains("/ kind:")), "{all:#?}");
        assert!(
            all.iter().any(|fact| {
                fact.contains("/ entry: PMP-3, also mentioned in week-11.md:7")
            }),
            "{all:#?}"
        );
    }
    let found = json("week-12.md:14");
    let title = found["facts"][0]["value"].as_str().unwrap();
    assert!(title.contains("Oil the gate"), "the field of an item: {title}");
}

#[test]
fn a_line_without_an_item_gives_its_section() {
    let found = json("week-12.md:18");
    assert_eq!(found["lines"], serde_json::json!([16, 18]));
    assert_eq!(found["facts"][0]["fact"], "event");
    let why = &json("week-12.md:8")["unread"][0];
    assert_eq!((&why["why"], &why["title"]), (&"never".into(), &"Agenda".into()));
}

#[test]
fn places_count_in_the_file_as_it_lies() {
    let folder = project();
    let text =
        "---\nkind: meeting\n---\n\n# <!-- x -->Pump\n\n## Actions\n\n- Ä: Owner: @ada\n";
    std::fs::write(folder.path().join("content/a.md"), text).unwrap();
    let found = kenning(folder.path(), &["a.md", "--json"]).assert().code(0);
    let found: Value = serde_json::from_slice(&found.get_output().stdout).unwrap();
    let fact = |name: &str| {
        let all = found["facts"].as_array().unwrap().iter();
        all.clone().find(|fact| fact["fact"] == name).unwrap().clone()
    };
    assert_eq!(fact("kind")["by"], "front matter");
    assert_eq!(
        (&fact("title")["at"]["line"], &fact("title")["at"]["column"]),
        (&5.into(), &13.into())
    );
}

#[test]
fn people_read_it_as_text() {
    let folder = project();
    let found = kenning(folder.path(), &["week-12.md:12"]).assert().code(0);
    let text = String::from_utf8(found.get_output().stdout.clone()).unwrap();
    for part in [
        "week-12.md, line 12; its page is docs/week-12.html\n",
        "Mend the pump”, line 12\n",
        "  owner: Ada Berg (leads)\n      12:",
        "written, by rule owner-in-title",
        "If something is wrong\n",
        "      in the text: `Owner: Ines Varga` in the item\n",
        "      in kenning.toml: `[words.labels]` with `owner = [\"Captain\"]`\n",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    let found = kenning(folder.path(), &["draft.md"]).assert().code(0);
    let text = String::from_utf8(found.get_output().stdout.clone()).unwrap();
    assert!(text.contains("kind: meeting\n      from front matter"), "{text}");
}

#[test]
fn what_cannot_be_explained_is_said_with_its_reason() {
    let folder = project();
    for (place, said) in [
        ("none.md", "there is no `none.md`, neither here nor in `content`"),
        ("none.md:3", "there is no `none.md`, neither here nor in `content`"),
        ("content", "`content` is a folder; name a document in it"),
        ("plan.txt", "`plan.txt` is no document: those end in `.md` or `.markdown`"),
        (
            "other.md",
            "`other.md` does not lie in `content`, the folder that is read; `--source` names another",
        ),
        ("old/a.md", "`old/a.md` is not read: `old/*` in `.gitignore` leaves it out"),
        (
            "content/.hidden/a.md",
            "`.hidden/a.md` is not read: `.hidden` is hidden, as it begins with a dot",
        ),
        ("blob.md", "`blob.md` cannot be read as text; `kenning check` says why"),
        ("week-12.md:19", "`week-12.md` has 18 lines, so there is no line 19"),
        ("week-12.md:0", "`week-12.md` has 18 lines, so there is no line 0"),
        (
            "week-12.md:99999999999999999999",
            "`week-12.md` has 18 lines, so there is no line 4294967295",
        ),
    ] {
        let found = kenning(folder.path(), &[place]).assert().code(2);
        let talk = String::from_utf8(found.get_output().stderr.clone()).unwrap();
        assert_eq!(talk, format!("error: {said}\n"), "{place}");
        assert!(found.get_output().stdout.is_empty(), "{place}");
    }
    kenning(folder.path(), &["other.md", "--source", "."]).assert().code(0);
}

/// What a page says beside what the text does not state.
#[test]
fn pages_tell_what_is_not_written_why_and_how_to_correct_it() {
    let folder = project();
    let text = "# Evening\n\n## What went well\n\n- The pump\n- The quay\n\n## Action items\n\n- Oil the gate\n";
    std::fs::create_dir(folder.path().join("content/retrospectives")).unwrap();
    std::fs::write(
        folder.path().join("content/retrospectives/2026-03-21-evening.md"),
        text,
    )
    .unwrap();
    let mut build = Command::new(env!("CARGO_BIN_EXE_kenning"));
    build = build.current_dir(folder.path()).args(["build", "-q"]);
    build.assert().code(0);
    let page = folder.path().join("public/docs/retrospectives/2026-03-21-evening.html");
    let page = std::fs::read_to_string(page).unwrap();
    let said = page.split("<dt>Not written</dt>").nth(1).unwrap_or_default();
    for part in [
        "Kind: <b class=\"b-guessed\">a guess</b>, from ",
        "Date: <b class=\"b-derived\">",
        "a date in the file",
        "Wrong? Write “kind: meeting” in front matter",
    ] {
        assert!(said.contains(part), "{part}\nis not in\n{said}");
    }
    let stated = std::fs::read_to_string(folder.path().join("public/docs/week-12.html"));
    assert!(!stated.unwrap().contains("Not written"), "it states its kind and date");
}
