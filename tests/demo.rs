//! What kenning makes of the demo knowledge base in `content`, written by us: the
//! same shapes as in real papers, and the threads a newcomer is meant to find.

use kenning::build::{Built, Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::theme::Theme;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static BUILT: LazyLock<Built> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = kenning::disk::read(&root.join("content"), None).unwrap();
    let settings = std::fs::read_to_string(root.join("kenning.toml")).unwrap();
    let config = Config::parse(&settings, "kenning.toml").unwrap();
    Session::default().build(&Inputs {
        files: folder.files,
        others: folder.others,
        findings: folder.findings,
        today: config.today.expect("the demo fixes its day"),
        config,
        theme: Arc::new(Theme::built_in()),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    })
});

pub(crate) static EXPORT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_slice(&BUILT.export).unwrap());

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list `{key}`"))
}

fn document(path: &str) -> &'static Value {
    let found = list(&EXPORT, "documents").iter().find(|doc| doc["path"] == path);
    found.unwrap_or_else(|| panic!("no document `{path}`"))
}

fn items<'v>(doc: &'v Value, kind: &str) -> Vec<&'v Value> {
    list(doc, "items").iter().filter(|item| item["type"] == kind).collect()
}

fn entry(title: &str) -> &'static Value {
    let found = list(&EXPORT, "entries").iter().find(|entry| entry["title"] == title);
    found.unwrap_or_else(|| panic!("no entry `{title}`"))
}

fn ticket(id: &str) -> &'static Value {
    let found = list(&EXPORT, "tickets").iter().find(|ticket| ticket["id"] == id);
    found.unwrap_or_else(|| panic!("no ticket `{id}`"))
}

/// Counts by the word under `key`.
fn tally<'v>(items: &[&'v Value], key: &str) -> BTreeMap<&'v str, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item[key].as_str().unwrap_or("none")).or_default() += 1;
    }
    counts
}

#[test]
fn learnings_have_their_discovery_impact_and_recommendation() {
    let doc = document("sprints/sprint-14-learnings.md");
    assert_eq!((&doc["kind"], &doc["date"]), (&"learning".into(), &"2026-03-26".into()));
    let learnings = items(doc, "learning");
    let told = learnings.iter().filter(|item| !item["discovery"].is_null());
    assert!(told.count() >= 4, "{learnings:#?}");
    assert!(learnings.iter().any(|item| item["anti_pattern"] == true));
    let (questions, decisions) = (items(doc, "question"), items(doc, "decision"));
    assert_eq!(questions.len(), decisions.len());
    for (question, decision) in questions.iter().zip(&decisions) {
        assert_eq!(decision["answers"], question["title"]);
        assert_eq!(question["decided_by"], decision["title"]);
    }
}

#[test]
fn owners_have_duties_and_the_first_stated_lead_leads() {
    let doc = document("sprints/sprint-15-learnings.md");
    let owned: Vec<_> =
        list(doc, "items").iter().filter(|i| !list(i, "duties").is_empty()).collect();
    assert!(owned.len() >= 3, "{owned:#?}");
    for item in owned {
        let primary = list(item, "duties").iter().find(|duty| duty["duty"] == "Primary");
        let Some(primary) = primary else { continue };
        assert_eq!(item["leads"][0], primary["name"], "{item:#}");
        assert_eq!(item["owners"][0], primary["name"], "{item:#}");
    }
}

#[test]
fn boxes_take_the_owner_of_their_heading() {
    let doc = document("sprints/sprint-14-kickoff.md");
    assert_eq!(doc["kind"], "kickoff");
    let boxes: Vec<_> = list(doc, "items")
        .iter()
        .filter(|item| item["how"]["status"]["rule"] == "checkbox")
        .collect();
    assert_eq!(boxes.len() as u64, doc["checkboxes"]["total"].as_u64().unwrap());
    let owned = boxes.iter().filter(|item| !list(item, "owners").is_empty()).count();
    assert!(owned > 0 && owned < boxes.len(), "{owned} of {}", boxes.len());
    assert!(!list(doc, "contacts").is_empty());
}

#[test]
fn debts_keep_their_fields() {
    let doc = document("debt/register-2026-02.md");
    let debts = items(doc, "debt");
    assert_eq!(debts.len(), 5);
    for debt in &debts {
        assert!(!debt["priority"].is_null() && !debt["impact"].is_null(), "{debt:#}");
    }
    let criteria: u64 = debts.iter().filter_map(|debt| debt["acceptance"].as_u64()).sum();
    assert!(criteria >= 5, "{debts:#?}");
    assert!(tally(&debts, "priority").len() >= 2);
}

#[test]
fn a_ticket_is_one_entry_however_often_it_is_mentioned() {
    let doc = document("reports/sprint-15-status.md");
    let places = list(doc, "items").iter();
    let places = places.filter(|item| item["ids"][0] == "FIRN-125").count();
    assert_eq!(places, 2, "its section and its row");
    let entries = list(&EXPORT, "entries").iter();
    assert_eq!(entries.filter(|entry| entry["id"] == "FIRN-125").count(), 1);
}

#[test]
fn the_one_contradiction_is_found_and_no_other() {
    let conflicts: Vec<_> = list(&EXPORT, "tickets")
        .iter()
        .flat_map(|ticket| list(ticket, "conflicts").iter().map(|c| (&ticket["id"], c)))
        .collect();
    assert_eq!(conflicts.len(), 1, "{conflicts:#?}");
    let (id, conflict) = conflicts[0];
    assert_eq!(
        (id.as_str(), &conflict["field"]),
        (Some("FIRN-125"), &"depends_on".into())
    );
    assert_eq!(list(conflict, "values"), ["FIRN-121", "FIRN-122"]);
}

#[test]
fn an_action_carried_over_is_one_entry_with_the_state_of_its_latest_mention() {
    let entry = entry("Renew the radio licence for the Val Sura relay");
    assert_eq!(entry["status"], "done");
    assert!(entry["carried"].as_u64().unwrap() >= 2, "{entry:#}");
    assert_eq!(
        (&entry["first_seen"], &entry["last_seen"]),
        (&"2026-05-22".into(), &"2026-06-12".into())
    );
}

#[test]
fn a_paid_debt_is_done_and_one_action_is_overdue() {
    assert_eq!(entry("Hut box images are built by hand")["status"], "done");
    assert_eq!(ticket("FIRN-110")["title"], "Hut box images are built by hand");
    let late: Vec<_> = list(&EXPORT, "entries")
        .iter()
        .filter(|entry| entry["overdue"] == true)
        .collect();
    assert_eq!(late.len(), 1, "{late:#?}");
    assert_eq!(late[0]["title"], "Order spare batteries for the hut boxes");
}

#[test]
fn other_languages_are_read_with_their_own_words() {
    for (path, language, date) in [
        ("meetings/2026-02-10-huettenwart-treffen.md", "de", "2026-02-10"),
        ("meetings/2026-03-24-visite-aiguillette.md", "fr", "2026-03-24"),
    ] {
        let doc = document(path);
        assert_eq!((&doc["language"], &doc["date"]), (&language.into(), &date.into()));
        assert_eq!(doc["kind"], "meeting", "{path}");
        assert!(!items(doc, "decision").is_empty() && !items(doc, "action").is_empty());
    }
}

#[test]
fn guides_state_nothing() {
    for doc in list(&EXPORT, "documents") {
        let path = doc["path"].as_str().unwrap();
        if path.starts_with("guides/") {
            assert!(list(doc, "items").is_empty(), "{path}: {:#}", doc["items"]);
            assert_eq!(doc["kind"], "other", "{path}");
        }
    }
}

#[test]
fn nothing_is_broken_and_every_page_is_there() {
    let errors: Vec<_> = BUILT
        .findings
        .iter()
        .filter(|finding| finding.severity == kenning::diag::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for key in ["documents", "tickets", "people", "periods"] {
        for thing in list(&EXPORT, key) {
            let Some(url) = thing["url"].as_str() else { continue };
            let file = url.split('#').next().unwrap();
            assert!(BUILT.files.contains_key(file), "no page at {url}");
        }
    }
}

#[test]
fn a_title_of_front_matter_that_the_text_repeats_stands_once() {
    let page = &BUILT.files["docs/risk-register.html"];
    let html = String::from_utf8_lossy(page);
    assert_eq!(html.matches("Risk register for the summer of 2026</h").count(), 1);
}
