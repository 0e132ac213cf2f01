//! A date that could be two days is read as the documents beside it prove.

use kenning::build::{Drafts, Inputs, Session};
use kenning::config::Config;
use kenning::diag::Code;
use kenning::text::DocPath;
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

const UNSURE: &str = "# Weekly sync\n\nDate: 03/04/2026\n";
const DAY_FIRST: &str = "# Weekly sync\n\nDate: 28/04/2026\n";
const MONTH_FIRST: &str = "# Weekly sync\n\nDate: 05/28/2026\n";

fn inputs(files: &[(&str, &str)], settings: &str) -> Inputs {
    let file = |(path, text): &(&str, &str)| -> (DocPath, Arc<[u8]>) {
        (DocPath::new(path).unwrap(), text.as_bytes().into())
    };
    Inputs {
        files: files.iter().map(file).collect(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: Config::parse(settings, "kenning.toml").unwrap(),
        theme: Arc::new(Theme::built_in()),
        today: "2026-06-01".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    }
}

/// The date of `sync/a.md`, and whether a finding says that it could be two days.
fn date(session: &mut Session, inputs: &Inputs) -> (Option<String>, bool) {
    let built = session.build(inputs);
    let export: serde_json::Value = serde_json::from_slice(&built.export).unwrap();
    let docs = export["documents"].as_array().unwrap();
    let doc = docs.iter().find(|doc| doc["path"] == "sync/a.md").unwrap();
    let unsure = built.findings.iter().any(|finding| {
        finding.code == Code::AmbiguousDate && finding.path.as_str() == "sync/a.md"
    });
    (doc["date"].as_str().map(str::to_owned), unsure)
}

fn cold(files: &[(&str, &str)], settings: &str) -> (Option<String>, bool) {
    date(&mut Session::default(), &inputs(files, settings))
}

fn sure(day: &str) -> (Option<String>, bool) {
    (Some(day.to_owned()), false)
}

#[test]
fn the_documents_beside_it_decide() {
    let (a, b, c) = ("sync/a.md", "sync/b.md", "sync/c.md");
    let unsure = (None, true);
    assert_eq!(cold(&[(a, UNSURE)], ""), unsure);
    assert_eq!(cold(&[(a, UNSURE), (b, UNSURE)], ""), unsure);
    assert_eq!(cold(&[(a, UNSURE), (b, DAY_FIRST)], ""), sure("2026-04-03"));
    assert_eq!(cold(&[(a, UNSURE), (b, MONTH_FIRST)], ""), sure("2026-03-04"));
    assert_eq!(
        cold(&[(a, UNSURE), (b, DAY_FIRST), (c, DAY_FIRST)], ""),
        sure("2026-04-03")
    );
    assert_eq!(cold(&[(a, UNSURE), (b, DAY_FIRST), (c, MONTH_FIRST)], ""), unsure);
}

#[test]
fn other_folders_say_nothing_and_its_own_dates_say_more() {
    let own = format!("{UNSURE}\n- [ ] call the harbour, due 05/29/2026\n");
    let beside = ("sync/b.md", DAY_FIRST);
    assert_eq!(cold(&[("sync/a.md", UNSURE), ("plans/b.md", DAY_FIRST)], ""), {
        (None, true)
    });
    assert_eq!(cold(&[("sync/a.md", &own), beside], ""), sure("2026-03-04"));
}

#[test]
fn a_setting_decides_where_the_folder_does_not() {
    let month_first = "date_order = 'mdy'";
    let a = ("sync/a.md", UNSURE);
    assert_eq!(cold(&[a], month_first), sure("2026-03-04"));
    assert_eq!(cold(&[a, ("sync/b.md", DAY_FIRST)], month_first), sure("2026-04-03"));
}

#[test]
fn a_proof_that_goes_or_turns_changes_the_reading() {
    let mut session = Session::default();
    let a = ("sync/a.md", UNSURE);
    let unsure = (None, true);
    for (beside, expected) in [
        (DAY_FIRST, sure("2026-04-03")),
        (UNSURE, unsure.clone()),
        (MONTH_FIRST, sure("2026-03-04")),
        (DAY_FIRST, sure("2026-04-03")),
        ("# Weekly sync\n", unsure),
    ] {
        let inputs = inputs(&[a, ("sync/b.md", beside)], "");
        assert_eq!(date(&mut session, &inputs), expected, "{beside}");
        let (warm, fresh) = (session.build(&inputs), Session::default().build(&inputs));
        assert!(warm.files == fresh.files && warm.findings == fresh.findings);
    }
}
