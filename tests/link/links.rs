//! Authored links, made links, backlinks, drafts.

use super::findings;
use super::notebook::*;
use kenning::diag::Code;
use kenning::link::LinkBy;
use kenning::link::Site;
use kenning::link::Target;

/// Each link of one document: its text, and where it leads.
pub(super) fn links(site: &Site, path: &str) -> Vec<(String, String)> {
    let doc = site.docs.iter().find(|doc| doc.source.path.as_str() == path).unwrap();
    let row = |link: &kenning::link::Link| {
        let to = match &link.to {
            Target::Page(url) => format!("page {}", url.as_str()),
            Target::File(url) => format!("file {}", url.as_str()),
            Target::Web(url) => format!("web {url}"),
            Target::Broken(to) => format!("broken {to}"),
            Target::Refused(to) => format!("refused {to}"),
        };
        (doc.source.slice(link.range).to_owned(), to)
    };
    doc.links.iter().map(row).collect()
}

fn first_link(text: &str) -> (String, Vec<String>) {
    let site = site_with(
        vec![
            page("a/here.md", text),
            page("a/Other Note.md", "# Other Note\n\n## Part Two\n").titled("Other Note"),
            page("a/sub/README.md", "# Sub\n"),
            page("b/twin.md", "# One\n"),
            page("c/twin.md", "# Two\n"),
            page("d/x.md", "# X\n").draft(),
        ],
        &["a/Plan Ä.PNG", "a/run.sh", "pics/logo.png"],
        |_| {},
    );
    let to =
        links(&site, "a/here.md").first().map(|(_, to)| to.clone()).unwrap_or_default();
    let ours = site.findings.iter().filter(|f| f.path == "a/here.md");
    let ours = ours.filter(|f| f.code != Code::Orphan);
    (to, ours.map(|f| f.code.word().to_owned()).collect())
}

#[test]
fn authored_links_are_followed() {
    for (text, expected, code) in [
        ("[x](Other%20Note.md)", "page docs/a/other-note.html", ""),
        ("[x](<Other Note.md#part-two>)", "page docs/a/other-note.html#part-two", ""),
        ("[x](<Other Note.md#part-2>)", "page docs/a/other-note.html", "broken-anchor"),
        ("<a href=\"Other%20Note.md\">x</a>", "page docs/a/other-note.html", ""),
        ("<p><img src=/pics/logo.png></p>", "file docs/pics/logo.png", ""),
        ("so <a href='nope.md'>x</a>", "broken nope.md", "broken-link"),
        ("[x](./sub/)", "page docs/a/sub/index.html", ""),
        ("[x](sub)", "page docs/a/sub/index.html", ""),
        ("[x](/b/twin)", "page docs/b/twin.html", ""),
        ("[x](../b/twin.html?raw#one)", "page docs/b/twin.html#one", ""),
        ("# Top\n\n[x](#top)", "page docs/a/here.html", ""),
        ("# Deep End\n\n[x](#Deep-End)", "page docs/a/here.html#deep-end", ""),
        ("[x](../../secret.md)", "refused ../../secret.md", "link-leaves-content"),
        ("[x](othr-note.md)", "broken othr-note.md", "broken-link"),
        ("![](plan.png)", "broken plan.png", "broken-image"),
        ("![](Plan%20%C3%84.PNG)", "file docs/a/plan-ä.png", ""),
        ("![alt](../pics/logo.png)", "file docs/pics/logo.png", ""),
        ("[x](run.sh)", "refused run.sh", "unpublished-type"),
        ("[x](../d/x.md)", "broken ../d/x.md", "broken-link"),
        ("<https://example.org/a>", "web https://example.org/a", ""),
        ("[x](mailto:a@example.org)", "web mailto:a@example.org", ""),
        ("[x](JavaScript&colon;alert(1))", "refused JavaScript:alert(1)", ""),
        ("[x](//example.org)", "refused //example.org", ""),
        ("[[other note]]", "page docs/a/other-note.html", ""),
        ("[[Other Note#Part Two|x]]", "page docs/a/other-note.html#part-two", ""),
        ("# Deep End\n\n[[#Deep End]]", "page docs/a/here.html#deep-end", ""),
        ("[[twin]]", "broken twin", "ambiguous-wiki-link"),
        ("[[c/twin]]", "page docs/c/twin.html", ""),
        ("[[nowhere]]", "broken nowhere", "broken-link"),
        ("[[logo.png]]", "file docs/pics/logo.png", ""),
    ] {
        let (to, codes) = first_link(text);
        assert_eq!(to, expected, "{text}");
        assert_eq!(codes, code.split_whitespace().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_broken_link_is_answered_with_a_likely_path() {
    let site = site(vec![
        page("a.md", "See\n[x](guides/depoy.md)\n"),
        page("guides/deploy.md", "x"),
    ]);
    let finding = site.findings.iter().find(|f| f.code == Code::BrokenLink).unwrap();
    assert_eq!((finding.line, finding.column, finding.end_column), (2, 2, 3));
    assert_eq!(finding.hint.as_deref(), Some("did you mean `guides/deploy.md`?"));
}

fn notebook() -> Site {
    let text = "# PAY-1 notes\n\n\
        PAY-1 waits. Ask Ann Oak or @tw about PAY-1; QA is fine.\n\n\
        ## Later\n\n\
        See Ledger Handbook and `PAY-1`, [PAY-2](x.md), ledger-handbook.md in Sprint 1.\n\
        Ann Oak knows.\n";
    site(vec![
        page("log/a.md", text)
            .dated("2026-03-01")
            .named("Ann Oak", &["Ann Oak"])
            .named("Tech Writer", &["@tw"]),
        page("log/ledger-handbook.md", "# Ledger Handbook\n\n- PAY-2\n")
            .titled("Ledger Handbook"),
        page("plan.md", "# Sprint plan by QA").period("Sprint 1").named("QA", &["QA"]),
    ])
}

#[test]
fn known_names_become_links_once_a_section() {
    let site = notebook();
    let made = site.docs[0].links.iter().filter(|link| link.node.is_none());
    let made: Vec<_> =
        made.map(|link| (site.docs[0].source.slice(link.range), link.by)).collect();
    let expected = [
        ("PAY-1", LinkBy::Ticket),
        ("Ann Oak", LinkBy::Person),
        ("@tw", LinkBy::Person),
        ("Ledger Handbook", LinkBy::Title),
        ("Ann Oak", LinkBy::Person),
    ];
    assert_eq!(made, expected, "no code, link, heading, bare role, or sprint of others");
}

#[test]
fn every_mention_is_a_backlink_with_its_sentence() {
    let site = notebook();
    let ticket = &site.tickets[0];
    assert_eq!(ticket.id, "PAY-1");
    let spots = site.spots(&ticket.mentions);
    let places: Vec<_> = spots
        .iter()
        .map(|m| {
            (m.line, m.section.as_str(), m.sentence.as_str(), m.hit.slice(&m.sentence))
        })
        .collect();
    assert_eq!(places[1], (3, "PAY-1 notes", "PAY-1 waits.", "PAY-1"));
    assert_eq!(
        places[2],
        (3, "PAY-1 notes", "Ask Ann Oak or @tw about PAY-1; QA is fine.", "PAY-1")
    );
    let handbook = site.spots(&site.docs[1].backlinks);
    let back: Vec<_> = handbook.iter().map(|b| (b.line, b.anchor.as_str())).collect();
    assert_eq!(back, [(7, "later"), (7, "later")], "title and file name");
    let ann = site.people.iter().find(|p| p.name == "Ann Oak").unwrap();
    assert_eq!(ann.backlinks.len(), 2);
    let period = &site.periods[0];
    assert_eq!((period.scope.as_str(), period.backlinks.len()), ("", 0));
}

#[test]
fn drafts_take_part_in_nothing() {
    let site = site(vec![
        page("a.md", "- PAY-1\n\nSecret Plan is out.\n"),
        page("secret.md", "# Secret Plan\n\n- PAY-2 by Ann Oak, see [a](a.md)\n")
            .titled("Secret Plan")
            .draft()
            .named("Ann Oak", &["Ann Oak"])
            .item("PAY-2 by Ann Oak", |item| item.owner("Ann Oak")),
    ]);
    assert!(site.entries.is_empty() && site.people.is_empty() && site.tickets.is_empty());
    assert!(site.docs[0].links.is_empty() && site.docs[0].backlinks.is_empty());
    assert_eq!(findings(&site, Code::Draft).len(), 1);
}
