//! The export keeps the contract's names.

use crate::link::notebook::*;
use kenning::config::Config;
use kenning::model::*;
use serde_json::Value;
use serde_json::json;

fn board() -> Page {
    page(
        "team/board.md",
        "# Board\n\n- PAY-1: Refunds, see [x](gone.md)\n- PAY-2\n\nOwner: @Ann Oak\n",
    )
    .dated("2026-03-01")
    .titled("Board")
    .kind(DocKind::Kickoff)
    .period("Sprint 1")
    .named("Ann Oak", &["@Ann Oak", "AO"])
    .alias("AO", "Ann Oak")
    .item("PAY-1: Refunds", |item| {
        item.status(Status::Open);
        item.owner("Ann Oak");
        item.owners[0].duty = Some("Primary".into());
        item.due("12 March", Some("2026-03-12"));
        item.details.points = Some(3);
    })
}

fn exported(set: impl FnOnce(&mut Config)) -> Value {
    let other = page("other.md", "Ann Oak wrote.").named("Ann Oak", &["Ann Oak"]);
    let site = site_with(vec![board(), other], &[], set);
    serde_json::to_value(kenning::view::export(&site)).unwrap()
}

#[test]
#[expect(clippy::too_many_lines, reason = "the whole shape stands in one place")]
fn the_export_has_the_contracts_shape() {
    let export = exported(|_| {});
    assert_eq!(
        (&export["schema"], &export["today"]),
        (&json!("kenning/1"), &json!("2026-03-20"))
    );
    let doc = &export["documents"][1];
    assert_eq!(doc["url"], json!("docs/team/board.html"));
    assert_eq!(
        doc["people"],
        json!([{"name": "Ann Oak", "as": ["@Ann Oak", "AO"], "roles": ["owner"]}])
    );
    assert_eq!(
        doc["links"][0],
        json!({"to": "tickets/PAY-1.html", "line": 3, "by": "ticket", "broken": false})
    );
    assert_eq!(
        doc["links"][1],
        json!({"to": "gone.md", "line": 3, "by": "link", "broken": true})
    );
    assert_eq!(doc["checkboxes"], json!({"total": 0, "done": 0}));
    for key in [
        "kind",
        "date",
        "created",
        "changed",
        "periods",
        "scope",
        "language",
        "draft",
        "ids",
        "events",
        "backlinks",
        "repaired",
        "meta",
        "aliases",
        "team",
        "contacts",
        "code_blocks",
    ] {
        assert!(doc.get(key).is_some(), "{key}");
    }
    let item = &doc["items"][0];
    let expected = json!({
        "id": "team/board.md#i-pay-1-refunds-0", "entry": "PAY-1", "title": "PAY-1: Refunds",
        "line": 3, "type": "task", "owners": ["Ann Oak"], "leads": ["Ann Oak"],
        "duties": [{"name": "Ann Oak", "duty": "Primary"}], "status": "open",
        "status_text": null, "priority": null, "when": "12 March",
        "due": {"from": "2026-03-12", "to": "2026-03-12", "certainty": "exact"},
        "ids": ["PAY-1"], "points": 3,
        "how": {
            "type": {"rule": "test", "basis": "written", "line": 3},
            "owners": {"rule": "test", "basis": "written", "line": 3},
            "status": {"rule": "test", "basis": "written", "line": 3},
            "when": {"rule": "test", "basis": "written", "line": 3},
        },
    });
    assert_eq!(item, &expected);
    let entry = &export["entries"][0];
    assert_eq!((&entry["id"], &entry["overdue"]), (&json!("PAY-1"), &json!(true)));
    assert_eq!(entry["items"], json!(["team/board.md#i-pay-1-refunds-0"]));
    assert_eq!(export["people"][0]["aliases"], json!(["AO"]));
    assert_eq!(export["tickets"][0]["mentions"], json!(1));
    assert_eq!(export["periods"][0]["url"], json!("sprints/pay-1.html"));
    assert_eq!(export["findings"][0]["path"], json!("other.md"));
}

#[test]
fn the_export_names_no_excluded_person() {
    let export = exported(|config| {
        config.people.exclude = vec!["AO".into()];
    });
    let doc = &export["documents"][1];
    assert_eq!((&doc["people"], &doc["aliases"]), (&json!([]), &json!([])));
    assert_eq!(doc["items"][0]["owners"], json!([]));
    assert_eq!(doc["items"][0]["duties"], json!([]));
    assert_eq!(export["documents"][0]["path"], json!("other.md"));
    assert_eq!(export["documents"][0]["people"], json!([]), "here under the full name");
    assert_eq!(export["people"], json!([]));
}

#[test]
fn the_published_copy_says_nothing_of_a_draft() {
    let pages = vec![
        page("a.md", "# Open\n\n[x](b.md)\n"),
        page("b.md", "# Hush\n\n- Sell the boat\n")
            .titled("Hush")
            .draft()
            .item("Sell the boat", |item| item.owner("Ann Oak")),
    ];
    let site = site(pages);
    let export = serde_json::to_value(kenning::view::export(&site)).unwrap();
    let draft = &export["documents"][1];
    assert_eq!((&draft["draft"], &draft["url"]), (&json!(true), &Value::Null));
    assert_eq!(draft["items"][0]["title"], json!("Sell the boat"));
    let published = serde_json::to_string(&kenning::view::published(&site)).unwrap();
    for secret in ["Sell", "Hush", "Ann Oak"] {
        assert!(!published.contains(secret), "{secret}");
    }
    assert!(published.contains("\"code\":\"draft\""), "a finding names it");
}
