//! `kenning new`: what it writes is read back as what it says.

use super::{exported, project, ran};
use kenning::source::KINDS;
use serde_json::json;
use std::fs;

fn made(kind: &str, title: &str, more: &[&str]) -> (tempfile::TempDir, String) {
    let folder = project(&[]);
    let arguments = [&["new", kind, title, "--today", "2026-03-20"], more].concat();
    let (code, path, talk) = ran(folder.path(), &arguments);
    assert_eq!((code, talk.as_str()), (0, ""), "{kind} {title}");
    (folder, path.trim_end().to_owned())
}

#[test]
fn each_kind_is_read_back_whole() {
    for kind in KINDS {
        let more =
            ["--owner", "Ines Varga", "--owner", "Tomas Lind", "--period", "Sprint 4"];
        let (folder, path) = made(kind, "Harbour lights", &more);
        let doc = exported(folder.path());
        let read = [&doc["path"], &doc["kind"], &doc["title"], &doc["date"]];
        assert_eq!(
            read,
            [&json!(path), &json!(kind), &json!("Harbour lights"), &json!("2026-03-20")]
        );
        let people: Vec<_> =
            doc["people"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(people, ["Ines Varga", "Tomas Lind"], "{kind}");
        if ["learning", "status", "kickoff"].contains(&kind) {
            assert_eq!(doc["periods"], json!(["Sprint 4"]), "{kind}");
        }
        // An empty form states nothing, but that a decision's page is one.
        let items = doc["items"].as_array().unwrap().len();
        assert_eq!(items, usize::from(kind == "decision"), "{kind}: {}", doc["items"]);
        let text = fs::read_to_string(folder.path().join(&path)).unwrap();
        // These two are told by their title, else by front matter.
        let told = ["debt", "kickoff"].contains(&kind);
        assert_eq!(text.starts_with("---\n"), told, "{text}");
    }
}

/// What the comments in each form show, as type, title, owners, state, priority, day.
const SHOWN: &[(&str, &[&str])] = &[
    (
        "learning",
        &[
            "learning Pair reviews: what helped, and why",
            "learning Ask before you cut: one sentence that the next team can use",
            "action Write the checklist Ines Varga open 2026-04-10",
        ],
    ),
    (
        "status",
        &[
            "task Refund approval: what is there now done",
            "task Ferry timetable Ines Varga in-progress 2026-04-10",
            "task New crane, waits for steel Tomas Lind blocked",
            "risk The dredger may come late: what we do about it",
        ],
    ),
    (
        "kickoff",
        &[
            "task Mend the pump Ines Varga open high 2026-04-10",
            "risk Spare parts may come late: what we do about it",
            "question Who tests the pump?",
        ],
    ),
    ("debt", &["debt Two timetables are kept by hand Ines Varga open high"]),
    (
        "meeting",
        &[
            "decision Paint the quay in May: why",
            "action Order the paint Ines Varga open 2026-04-10",
            "question Who tells the harbour office?",
        ],
    ),
    ("decision", &["decision Harbour lights open"]),
    (
        "postmortem",
        &[
            "learning Alarms need a reader: one sentence that the next team can use",
            "action Test the alarm Ines Varga open high 2026-04-10",
        ],
    ),
];

#[test]
fn what_the_forms_show_is_read_as_it_says() {
    for (kind, expected) in SHOWN {
        let (folder, path) = made(kind, "Harbour lights", &[]);
        let file = folder.path().join(path);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(
            &file,
            text.replace("<!-- ", "")
                .replace(" -->", "")
                .replace("<!--", "")
                .replace("-->", ""),
        )
        .unwrap();
        let doc = exported(folder.path());
        assert_eq!(doc["kind"], json!(kind));
        let word = |value: &serde_json::Value| {
            value.as_str().map(|word| format!(" {word}")).unwrap_or_default()
        };
        let items: Vec<_> = doc["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| {
                let owners: Vec<_> =
                    item["owners"].as_array().unwrap().iter().map(word).collect();
                let parts = [&item["status"], &item["priority"], &item["due"]["from"]]
                    .map(word)
                    .concat();
                format!(
                    "{}{}{}{parts}",
                    item["type"].as_str().unwrap(),
                    word(&item["title"]),
                    owners.concat()
                )
            })
            .collect();
        assert_eq!(items, *expected, "{kind}");
    }
}

#[test]
fn titles_that_mislead_are_read_back_too() {
    for title in [
        "Meeting notes on the status report of Sprint 3",
        "1. Retrospective: what we decided",
        "Use * and _ in `names` [or not] <b>",
        "ADR-7: Postmortem of the kickoff",
        "Costs & benefits | 50 %",
        "2025-01-02 Debt register",
        "部署 2024",
        "Draft: --- key: value",
        "🚀 Launch ✅",
    ] {
        for kind in KINDS {
            let (folder, _) = made(kind, title, &[]);
            let doc = exported(folder.path());
            let read = [&doc["kind"], &doc["title"], &doc["date"]];
            assert_eq!(
                read,
                [&json!(kind), &json!(title), &json!("2026-03-20")],
                "{kind} {title}"
            );
        }
    }
}

#[test]
fn nothing_is_overwritten_and_nothing_lies_outside() {
    let folder = project(&[("content/a.md", "# A\n")]);
    let new = |more: &[&str]| {
        let arguments =
            [&["new", "debt", "Old", "pump", "--today", "2026-03-20"], more].concat();
        ran(folder.path(), &arguments)
    };
    let path = "content/old-pump.md";
    assert_eq!(new(&[]), (0, format!("{path}\n"), String::new()));
    let before = fs::read(folder.path().join(path)).unwrap();
    let said = format!("error: there is `{path}` already; nothing was written\n");
    assert_eq!(new(&[]), (2, String::new(), said));
    assert_eq!(fs::read(folder.path().join(path)).unwrap(), before);
    assert_eq!(new(&["--folder", "debt/2026"]).1, "content/debt/2026/old-pump.md\n");
    for outside in ["../x", "/tmp", "a/../../x"] {
        let (code, _, talk) = new(&["--folder", outside]);
        assert_eq!(code, 2, "{outside}");
        assert_eq!(talk, format!("error: `{outside}` is no folder below the content\n"));
    }
    let (code, _, talk) = ran(folder.path(), &["new", "debt", "…"]);
    assert_eq!(
        (code, talk.as_str()),
        (2, "error: the title has neither letter nor digit\n")
    );
    let (code, _, talk) = ran(folder.path(), &["new", "novel", "X"]);
    assert_eq!(code, 2);
    assert!(talk.contains("possible values: learning, status"), "{talk}");
}
