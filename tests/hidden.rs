//! Hidden means hidden: one site with a marker in everything that no reader may see,
//! and a look at every byte of what is published.

use base64::Engine as _;
use kenning::build::Built;
use kenning::build::Drafts;
use kenning::build::Inputs;
use kenning::build::Session;
use kenning::config::Config;
use kenning::config::PeoplePages;
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

const PLAN: &str = "---\nowner: Ann Oak\nremark: QXFRONT\nQXKEY: 7\n---\n# Plan\n\
    Date: 2026-03-02\n\n<!-- QXCOMMENT: later -->\nWe plan.<!-- QXINLINE --> %%QXPERCENT%%\n\n\
    %%\n## QXSECTION\n- [ ] QXITEM (Owner: Qxowner)\n%%\n\n\
    ## Actions\n\n- [ ] PAY-1: Refunds (Owner: Ann Oak, due 2026-03-30) <!-- QXTAIL -->\n\
    - [ ] PAY-2: Exports %%QXWAIT%% (Owner: Ann Oak)\n\n\
    See [the draft](draft.md), [[draft]], [it](secret/ignored.md), ![p](secret/qxpic.png).\n\n\
    ```html\n<!-- stays: code -->\n```\n";
const DRAFT: &str = "---\ndraft: true\n---\n# QXDRAFT\nDate: 2026-03-03\n\nQXDRAFTTEXT PAY-1 waits.\n\n\
    ## Actions\n- [ ] QXD-77: QXDRAFTITEM (Owner: Qxdrafter, due 2026-04-01)\n\n\
    See [the plan](plan.md#actions) and [QXDRAFTLINK](plan.md).\n\
    **Next Review**: 2026-05-05\n";
const IGNORED: &str = "# QXIGNORED\n\n## Actions\n- [ ] QXIGNOREDITEM (Owner: Qxignored)\n\n[p](../plan.md)\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("plan.md", PLAN);
    write("draft.md", DRAFT);
    write(".gitignore", "secret/\n");
    write(".ignore", "put-away.md\n");
    write("secret/ignored.md", IGNORED);
    write("secret/qxpic.png", "QXPICTURE");
    for path in
        ["put-away.md", ".hidden.md", "node_modules/x.md", "plan.md~", "_x/.git/y.md"]
    {
        write(path, IGNORED);
    }
    write("other.md", "# Other\nDate: 2026-03-04\n\nPAY-1 and [the plan](plan.md).\n");
    folder
}

fn built(folder: &Path, config: Config) -> Built {
    let read = kenning::disk::read(folder, None).unwrap();
    Session::default().build(&Inputs {
        files: read.files,
        others: read.others,
        findings: read.findings,
        config,
        theme: Arc::new(Theme::built_in()),
        today: "2026-03-20".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    })
}

/// Everything that is published, by address, as text; compressed data unpacked.
fn published(built: &Built) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = built
        .files
        .iter()
        .map(|(url, bytes)| (url.clone(), readable(url, bytes)))
        .collect();
    for (to, from) in &built.attachments {
        all.insert(to.clone(), format!("{to} {}", from.as_str()));
    }
    all
}

fn readable(url: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if !url.starts_with("data/search/") {
        return text;
    }
    let mut open = url.to_owned();
    for packed in text.split('"') {
        let Ok(packed) = base64::engine::general_purpose::STANDARD.decode(packed) else {
            continue;
        };
        let mut inner = Vec::new();
        if flate2::read::DeflateDecoder::new(&*packed).read_to_end(&mut inner).is_ok() {
            open.push_str(&String::from_utf8_lossy(&inner));
        }
    }
    open
}

/// Where `marker` is published, in any letter case.
fn places<'p>(published: &'p BTreeMap<String, String>, marker: &str) -> Vec<&'p str> {
    let marker = marker.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&marker);
    let found = published.iter().filter(|(url, text)| holds(url) || holds(text));
    found.map(|(url, _)| url.as_str()).collect()
}

#[test]
fn what_is_hidden_is_in_no_byte_of_the_site() {
    let folder = folder();
    let built = built(folder.path(), Config::default());
    let published = published(&built);
    // The look would find what is there, in pages, data and packed data.
    let seen = places(&published, "Refunds");
    assert!(seen.iter().any(|url| url.starts_with("data/search/")), "{seen:?}");
    for url in [
        "docs/plan.html",
        "docs/plan.md",
        "facts.json",
        "calendar.ics",
        "owners/ann-oak.xml",
        "registers/actions.csv",
        "registers/actions.json",
    ] {
        assert!(seen.contains(&url), "{url} of {seen:?}");
    }
    for marker in [
        "QXCOMMENT",
        "QXINLINE",
        "QXPERCENT",
        "QXSECTION",
        "QXITEM",
        "Qxowner",
        "QXTAIL",
        "QXWAIT",
        "QXDRAFT",
        "QXD-77",
        "Qxdrafter",
        "QXIGNORED",
        "QXPICTURE",
    ] {
        assert_eq!(places(&published, marker), [""; 0], "{marker}");
    }
    // Front matter is kept in the export, word for word, and is nowhere else.
    for marker in ["QXFRONT", "QXKEY"] {
        assert_eq!(places(&published, marker), ["facts.json"], "{marker}");
    }
    // A link that leads to what is not there shows the address that its author wrote.
    assert!(built.attachments.is_empty(), "{:?}", built.attachments);
}

#[test]
fn what_says_a_draft_is_in_no_link() {
    let folder = folder();
    let built = built(folder.path(), Config::default());
    let facts: serde_json::Value =
        serde_json::from_slice(&built.files["facts.json"]).unwrap();
    let documents = facts["documents"].as_array().unwrap();
    let paths: Vec<_> =
        documents.iter().map(|doc| doc["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["other.md", "plan.md"]);
    for doc in documents {
        for back in doc["backlinks"].as_array().unwrap() {
            assert_eq!(back["from"], "other.md", "{back}");
        }
    }
    let ticket = facts["tickets"].as_array().unwrap();
    let ticket = ticket.iter().find(|ticket| ticket["id"] == "PAY-1").unwrap();
    assert_eq!(ticket["mentions"], 2, "the draft's is not counted");
    let export: serde_json::Value = serde_json::from_slice(&built.export).unwrap();
    assert_eq!(export["documents"][0]["draft"], true, "the author's own export has it");
}

const PEOPLE: &[(&str, &str)] = &[
    (
        "minutes.md",
        "# Minutes\nDate: 2026-03-02\nAttendees: Qxmarta Oliveira, Ann Oak\n\n\
         We met.\n\n## Actions\n\n- [ ] Refunds (Owner: Qxmarta Oliveira, due 2026-03-30)\n\
         - [ ] Exports (Owner: Ann Oak and Qxmarta Oliveira)\n\
         - [ ] Rooms (Owner: Qxmarta)\n\n\
         | Topic | Contact |\n|---|---|\n| Keys | Qxmarta Oliveira |\n",
    ),
    (
        "board.md",
        "# Board\nDate: 2026-03-09\n\nAll is well.\n\n**Owner**: Qxmarta Oliveira\n\n\
         ## Actions\n\n- [ ] Ledger (Owner: Qxmarta Oliveira)\n\
         - [ ] Rota (Owner: Security Architect)\n",
    ),
];

#[test]
fn the_excluded_are_only_in_the_text_of_documents() {
    let built = crate::data::built(PEOPLE, |config| {
        config.people.exclude = vec!["Qxmarta Oliveira".into()];
    });
    let published = published(&built);
    let seen = places(&published, "Qxmarta");
    let text = |url: &&&str| {
        ["docs/minutes.", "docs/board.", "data/search/"]
            .iter()
            .any(|of| url.starts_with(of))
    };
    let elsewhere: Vec<_> = seen.iter().filter(|url| !text(url)).collect();
    assert_eq!(elsewhere, [&""; 0]);
    assert!(seen.contains(&"docs/minutes.html"), "the text is shown as it is");
    let other = published.get("owners/ann-oak.html").unwrap();
    assert!(other.contains("Attendees: …, "), "what quotes the text leaves her out");
    assert!(!places(&published, "Ann Oak").is_empty());
}

#[test]
fn people_without_pages_have_no_files() {
    let files = |pages: PeoplePages| {
        let built = crate::data::built(PEOPLE, |config| config.people.pages = pages);
        let mut files: Vec<_> =
            built.files.into_keys().filter(|url| url.starts_with("owners/")).collect();
        files.retain(|url| !url.ends_with("index.html"));
        files
    };
    assert_eq!(files(PeoplePages::None), [""; 0]);
    let roles = [
        "owners/security-architect.html",
        "owners/security-architect.ics",
        "owners/security-architect.xml",
    ];
    assert_eq!(files(PeoplePages::Roles), roles);
    assert!(files(PeoplePages::All).len() > 3);
}
