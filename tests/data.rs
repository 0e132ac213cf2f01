//! What lies beside the pages, read by parsers that others wrote.

use icalendar::parser;
use kenning::build::Built;
use kenning::build::Drafts;
use kenning::build::Inputs;
use kenning::build::Session;
use kenning::config::Config;
use kenning::text::DocPath;
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The site of `documents` on 20 March 2026.
pub(crate) fn built(documents: &[(&str, &str)], set: impl FnOnce(&mut Config)) -> Built {
    let mut config = Config::default();
    set(&mut config);
    let file = |(path, text): &(&str, &str)| {
        (DocPath::new(path).unwrap(), Arc::from(text.as_bytes()))
    };
    Session::default().build(&Inputs {
        files: documents.iter().map(file).collect(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config,
        theme: Arc::new(Theme::built_in()),
        today: "2026-03-20".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    })
}

pub(crate) fn text(built: &Built, file: &str) -> String {
    let bytes = built.files.get(file).unwrap_or_else(|| panic!("no {file}"));
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn files<'b>(
    built: &'b Built,
    ending: &str,
) -> impl Iterator<Item = (&'b String, &'b Arc<[u8]>)> {
    built.files.iter().filter(move |(name, _)| name.ends_with(ending))
}

const BOARD: &str = "---\ntags: x\n---\n# Board & plans < now\nDate: 2026-03-02\n\n\
    We said what each does.\n\n## Actions\n\n\
    - [ ] PAY-1: Refunds, \"all\" of them; soon (Owner: Ann Oak, due 2026-03-12)\n\
    - [x] PAY-2: Exports (Owner: Ann Oak, due 2026-03-30)\n\
    - [ ] Call the till (Owner: Bo Elm)\n\n\
    ## Risks\n\n- **The quay floods**: in April\n\n**Next Review**: 2026-04-14\n";
const REVIEW: &str = "# Review\nDate: 2026-03-16\n\nWe met.\n\n## Actions\n\n\
    - [ ] PAY-1: Refunds, \"all\" of them; soon (Owner: Ann Oak, due 2026-03-26)\n";
const GUIDE: &str = "# Guide\n\nHow to moor. Ã¼ber\n";

fn notebook(set: impl FnOnce(&mut Config)) -> Built {
    built(
        &[("plans/board.md", BOARD), ("plans/review.md", REVIEW), ("guide.md", GUIDE)],
        set,
    )
}

fn feed(built: &Built, file: &str) -> atom_syndication::Feed {
    text(built, file).parse().unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What a calendar's events say under `key`.
fn said(built: &Built, file: &str, key: &str) -> Vec<String> {
    let text = text(built, file);
    let unfolded = parser::unfold(&text);
    let calendar =
        parser::read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}"));
    let events = calendar.components.iter().filter(|one| one.name == "VEVENT");
    let value = |event: &parser::Component<'_>| {
        let property = event.find_prop(key).unwrap_or_else(|| panic!("no {key}"));
        property.val.to_string()
    };
    events.map(value).collect()
}

#[test]
fn feeds_are_atom_with_times_of_the_documents() {
    let built = notebook(|_| {});
    let all = feed(&built, "feed.xml");
    assert_eq!(all.id(), "tag:kenning,2026:feed.xml");
    assert_eq!(all.updated().to_rfc3339(), "2026-03-16T00:00:00+00:00");
    let told: Vec<_> = all
        .entries()
        .iter()
        .map(|post| (post.title().as_str(), post.links()[0].href(), post.id()))
        .collect();
    let expected = [
        ("Review", "docs/plans/review.html", "tag:kenning,2026:docs/plans/review.html"),
        (
            "Board & plans < now",
            "docs/plans/board.html",
            "tag:kenning,2026:docs/plans/board.html",
        ),
    ];
    assert_eq!(told, expected, "newest first; what has no day is no news");
    let ann = feed(&built, "owners/ann-oak.xml");
    let ids: Vec<_> = ann.entries().iter().map(atom_syndication::Entry::id).collect();
    assert_eq!(ids, ["tag:kenning,2026:PAY-1", "tag:kenning,2026:PAY-2"]);
    let refunds = &ann.entries()[0];
    assert_eq!(refunds.links()[0].href(), "../tickets/PAY-1.html");
    assert_eq!(refunds.published().unwrap().to_rfc3339(), "2026-03-02T00:00:00+00:00");
    assert_eq!(refunds.updated().to_rfc3339(), "2026-03-16T00:00:00+00:00");
    assert!(refunds.summary().unwrap().contains("Ann Oak"), "{refunds:?}");
    assert_eq!(feed(&built, "registers/risks.xml").entries().len(), 1);
}

#[test]
fn calendars_hold_written_days_and_announced_ones() {
    let built = notebook(|_| {});
    let told: BTreeSet<(String, String)> = said(&built, "calendar.ics", "SUMMARY")
        .into_iter()
        .zip(said(&built, "calendar.ics", "DTSTART"))
        .collect();
    let days: Vec<_> =
        told.iter().map(|(what, day)| (what.as_str(), day.as_str())).collect();
    let expected = [
        ("Next Review · Board & plans < now", "20260414"),
        ("PAY-1 Refunds, \"all\" of them; soon", "20260326"),
        ("✓ PAY-2 Exports", "20260330"),
    ];
    assert_eq!(days, expected, "each once, the latest day said counts");
    assert_eq!(
        said(&built, "owners/ann-oak.ics", "UID"),
        ["PAY-1@kenning", "PAY-2@kenning"]
    );
    assert_eq!(
        said(&built, "owners/ann-oak.ics", "DTSTAMP"),
        ["20260316T000000Z", "20260302T000000Z"]
    );
    assert_eq!(said(&built, "owners/bo-elm.ics", "UID"), [""; 0], "nothing is due");
    for line in text(&built, "calendar.ics").split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
}

#[test]
fn tables_say_the_same_in_both_formats() {
    let built = notebook(|_| {});
    let csv = text(&built, "registers/actions.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let json: serde_json::Value =
        serde_json::from_str(&text(&built, "registers/actions.json")).unwrap();
    let entries = json["entries"].as_array().unwrap();
    assert_eq!((rows.len(), entries.len()), (3, 3));
    for (row, entry) in rows.iter().zip(entries) {
        assert_eq!(&row[column("id")], entry["id"]);
        assert_eq!(&row[column("url")], entry["url"]);
        assert_eq!(&row[column("title")], entry["title"]);
        assert_eq!(&row[column("overdue")] == "true", entry["overdue"] == true);
    }
    assert_eq!(&rows[0][column("due_to")], "2026-03-26");
    assert_eq!(&rows[0][column("document")], "plans/review.md");
    assert_eq!(&rows[0][column("line")], "8");
    assert_eq!(&rows[0][column("when")], "2026-03-26");
}

#[test]
fn twins_are_the_visible_text() {
    let built = notebook(|_| {});
    let board = text(&built, "docs/plans/board.md");
    assert!(
        board.starts_with("# Board & plans < now\n") && !board.contains("tags"),
        "{board}"
    );
    assert_eq!(text(&built, "docs/guide.md"), "# Guide\n\nHow to moor. über\n");
    let llms = text(&built, "llms.txt");
    assert!(llms.starts_with("# Team notebook\n"), "{llms}");
    assert!(
        llms.contains("- [Board & plans \\< now](docs/plans/board.md): 2026-03-02"),
        "{llms}"
    );
    let off = notebook(|config| config.twins = false);
    assert_eq!(files(&off, ".md").count(), 0);
    assert!(!off.files.contains_key("llms.txt"));
    assert!(!text(&off, "docs/guide.html").contains("text/markdown"));
}

#[test]
fn a_site_that_knows_where_it_lives_says_so() {
    let here = notebook(|_| {});
    assert!(!here.files.contains_key("sitemap.xml"));
    assert!(!text(&here, "docs/guide.html").contains("rel=\"canonical\""));
    let built =
        notebook(|config| config.base_url = Some("https://x.example/wiki/".into()));
    let sitemap = text(&built, "sitemap.xml");
    let sitemap = roxmltree::Document::parse(&sitemap).unwrap();
    let listed: BTreeSet<_> = sitemap
        .descendants()
        .filter(|node| {
            node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc"))
        })
        .filter_map(|node| node.text())
        .collect();
    let pages = files(&built, ".html").count();
    assert_eq!(listed.len(), pages - 1, "all but the page for missing pages");
    assert!(
        listed.contains("https://x.example/wiki/docs/plans/board.html"),
        "{listed:?}"
    );
    let ann = feed(&built, "owners/ann-oak.xml");
    assert_eq!(ann.id(), "https://x.example/wiki/owners/ann-oak.xml");
    assert_eq!(ann.entries()[0].id(), "https://x.example/wiki/tickets/PAY-1.html");
    assert_eq!(said(&built, "owners/ann-oak.ics", "UID")[0], "PAY-1@x.example");
    let urls = said(&built, "owners/ann-oak.ics", "URL");
    assert_eq!(urls[0], "https://x.example/wiki/tickets/PAY-1.html");
}

#[test]
fn pages_lead_to_what_lies_beside_them() {
    let built = notebook(|_| {});
    let mut found = 0;
    for (page, bytes) in files(&built, ".html") {
        let html = String::from_utf8_lossy(bytes);
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let links = html.split("<link rel=\"alternate\"").skip(1);
        for link in links {
            let href = link.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
            let target = DocPath::new(format!("{folder}/x").trim_start_matches('/'))
                .unwrap()
                .join(href)
                .unwrap();
            assert!(built.files.contains_key(target.as_str()), "{page}: {href}");
            found += 1;
        }
    }
    assert!(found > 20, "{found}");
    let ann = text(&built, "owners/ann-oak.html");
    for name in ["ann-oak.xml", "ann-oak.ics"] {
        assert_eq!(ann.matches(name).count(), 2, "in the head and for readers: {name}");
    }
}

#[test]
fn every_xml_file_is_well_formed() {
    let hostile = "# A ]]> \u{1}\u{b} &amp; <x y='z'>\nDate: 2026-03-01\n\n## Actions\n\n\
        - [ ] Say \u{1b}[31m \"]]>\" & <b>go</b> (Owner: Ann <i>Oak</i>, due 2026-03-30)\n";
    let built = built(&[("a&b <c>.md", hostile)], |config| {
        config.title = Some("T & <U> \u{2}".into());
        config.base_url = Some("https://x.example/a&b".into());
    });
    let mut found = 0;
    for (name, _) in files(&built, ".xml") {
        let xml = text(&built, name);
        roxmltree::Document::parse(&xml)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        found += 1;
    }
    assert!(found >= 3, "{found}");
    assert_eq!(said(&built, "calendar.ics", "UID").len(), 1);
}

#[test]
fn a_long_register_is_data_for_its_script_too() {
    let task = |n| format!("- [ ] Mend the rope {n} (Owner: Ann Oak)");
    let tasks = (1..=600).map(task).collect::<Vec<_>>().join("\n");
    let doc = format!("# Ropes\nDate: 2026-03-02\n\n## Actions\n\n{tasks}\n");
    let built = built(&[("ropes.md", &doc)], |_| {});
    let rows = |page: &str| text(&built, page).matches("<th scope=\"row\"").count();
    let pages = ["registers/actions.html", "registers/actions-2.html"];
    assert_eq!(pages.map(rows), [250, 250]);
    assert_eq!(rows("registers/actions-3.html"), 100);
    let script = text(&built, "data/registers/actions-1.js");
    let data = script.strip_prefix("kenningRows(").unwrap().trim_end();
    let shard: serde_json::Value =
        serde_json::from_str(data.strip_suffix(')').unwrap()).unwrap();
    assert_eq!(shard["rows"].as_array().unwrap().len(), 600);
    assert_eq!(shard["owners"][0][1], "Ann Oak");
    let first = &shard["rows"][0];
    let href = first["h"].as_str().unwrap();
    assert!(text(&built, pages[0]).contains(&format!("href=\"{href}\"")), "{href}");
    assert_eq!((&first["s"], &first["o"]), (&"open".into(), &serde_json::json!([0])));
}
