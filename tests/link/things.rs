//! Addresses, people, tickets, entries, contradictions, periods.

use super::findings;
use super::notebook::*;
use kenning::diag::Code;
use kenning::link::PersonSort;
use kenning::link::Site;
use kenning::model::*;
use kenning::text::Span;

fn urls(site: &Site) -> Vec<&str> {
    site.docs.iter().map(|doc| doc.url.as_str()).collect()
}

fn people(site: &Site) -> Vec<(&str, Vec<&str>)> {
    let row = site.people.iter();
    row.map(|p| (p.name.as_str(), p.aliases.iter().map(String::as_str).collect()))
        .collect()
}

fn entry<'s>(site: &'s Site, id: &str) -> &'s kenning::link::Entry {
    site.entries.iter().find(|entry| entry.id == id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn addresses_depend_on_their_own_path() {
    let paths =
        ["Ops/On Call.md", "README.md", "index/a.md", "ops/index.md", "ops/x/Index!.md"];
    let site = site(paths.iter().map(|path| page(path, "# A\n")).collect());
    let expected = [
        "docs/ops/on-call.html",
        "docs/index.html",
        "docs/index-page/a.html",
        "docs/ops/index.html",
        "docs/ops/x/index-page.html",
    ];
    assert_eq!(urls(&site), expected);
    assert_eq!(findings(&site, Code::CaseClash), []);
}

#[test]
fn of_two_with_one_address_the_later_gets_a_hash() {
    let site = site(vec![
        page("Notes.md", "a"),
        page("notes.md", "b"),
        page("x/README.md", "c"),
        page("x/index.md", "d"),
    ]);
    let urls = urls(&site);
    assert_eq!((urls[0], urls[2]), ("docs/notes.html", "docs/x/index.html"));
    for (url, stem) in [(urls[1], "docs/notes-"), (urls[3], "docs/x/index-")] {
        let hash = url.strip_prefix(stem).unwrap().strip_suffix(".html").unwrap();
        assert!(hash.len() == 6 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{url}");
    }
    let clashes = findings(&site, Code::CaseClash);
    let paths: Vec<&str> = clashes.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, ["notes.md", "x/index.md"]);
}

#[test]
fn a_stated_short_form_joins_names_of_other_documents() {
    let site = site(vec![
        page("a.md", "Tech Writer (TW)")
            .named("Tech Writer", &["Tech Writer", "TW"])
            .alias("TW", "Tech Writer"),
        page("b.md", "Owner: @TW").named("TW", &["@TW"]),
        page("c.md", "Owner: tech-writer").named("tech-writer", &["tech-writer"]),
    ]);
    assert_eq!(people(&site), [("Tech Writer", vec!["TW"])]);
    assert_eq!(site.people[0].docs.len(), 3);
    assert_eq!(site.people[0].sort, PersonSort::Role);
}

#[test]
fn a_short_form_with_two_meanings_joins_nothing() {
    let site = site(vec![
        page("a.md", "Ann Oak (AO)")
            .named("Ann Oak", &["Ann Oak"])
            .alias("AO", "Ann Oak"),
        page("b.md", "Area Officer (AO)")
            .named("Area Officer", &["Area Officer"])
            .alias("AO", "Area Officer"),
        page("c.md", "Ask @AO, then @AO.").named("AO", &["@AO"]),
        page("d.md", "Nobody."),
    ]);
    let names: Vec<&str> =
        site.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ann Oak", "Area Officer", "AO"]);
    assert_eq!(site.people[2].maybe_same_as.len(), 2);
    let doubts = findings(&site, Code::AmbiguousPerson);
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    assert_eq!((doubts[0].0.as_str(), doubts[0].1), ("c.md", 1));
    assert!(site.docs[2].links.is_empty(), "a doubtful name is not linked");
}

#[test]
fn names_that_look_alike_are_proposed_only() {
    let pages = || {
        vec![
            page("a.md", "Ops").named("Ops", &["Ops"]),
            page("b.md", "Ops Engineer, Ops team")
                .named("Ops Engineer", &["Ops Engineer"])
                .named("Ops team", &["Ops team"]),
        ]
    };
    let open = site(pages());
    assert_eq!(open.people.len(), 3);
    assert_eq!(open.people[0].maybe_same_as.len(), 2);
    let told = site_with(pages(), &[], |config| {
        config.people.different = vec![vec!["Ops".into(), "Ops team".into()]];
        config.people.aliases.insert("Operations".into(), vec!["Ops Engineer".into()]);
    });
    let names: Vec<&str> =
        told.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ops", "Operations", "Ops team"]);
    assert_eq!(told.people[0].maybe_same_as, []);
}

#[test]
fn excluded_people_are_nowhere() {
    let site = site_with(
        vec![
            page("a.md", "- Tidy up (Bo Lind)")
                .named("Bo Lind", &["Bo Lind"])
                .item("Tidy up", |item| item.owner("Bo Lind")),
        ],
        &[],
        |config| config.people.exclude = vec!["bo lind".into()],
    );
    assert!(site.people.is_empty() && site.entries[0].owners.is_empty());
    assert_eq!(site.docs[0].people, [None]);
}

#[test]
fn tickets_need_two_ids_of_one_prefix() {
    let list = "- PAY-1 first\n- PAY-2 second\n- LONE-1 alone\n\nSHIP-1 and SHIP-2 in prose. R1, #12.\n";
    let ids = |site: &Site| -> Vec<String> {
        site.tickets.iter().map(|ticket| ticket.id.clone()).collect()
    };
    let plain = site(vec![page("a.md", list)]);
    assert_eq!(ids(&plain), ["PAY-1", "PAY-2"]);
    assert_eq!(plain.tickets[0].url.as_str(), "tickets/PAY-1.html");
    assert_eq!(plain.tickets[1].title, "second");
    let told = site_with(vec![page("a.md", list)], &[], |config| {
        config.tickets.patterns = vec!["LONE".into(), "#".into()];
        config.tickets.exceptions = vec!["PAY-2".into()];
    });
    assert_eq!(ids(&told), ["LONE-1", "#12"]);
}

#[test]
fn mentions_join_by_id_and_the_latest_tells_the_state() {
    let site = site(vec![
        page("plan.md", "- PAY-1: Refunds\n- PAY-2: Exports\n- Kick off PAY-1, PAY-2\n")
            .dated("2026-03-01")
            .item("PAY-1: Refunds", |item| {
                item.status(Status::Open);
                item.owner("Ann Oak");
            })
            .item("PAY-2: Exports", |item| item.status(Status::Open))
            .item("Kick off PAY-1, PAY-2", |_| {}),
        page("week/report.md", "- Refunds (PAY-1)\n- PAY-2 may be late\n")
            .dated("2026-03-09")
            .item("Refunds (PAY-1)", |item| item.status(Status::Done))
            .item("PAY-2 may be late", |item| item.is(ItemType::Risk)),
    ]);
    let ids: Vec<&str> = site.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "PAY-1",
            "PAY-2",
            "plan.md#i-kick-off-pay-1-pay-2-2",
            "week/report.md#i-pay-2-may-be-late-1"
        ]
    );
    let refunds = entry(&site, "PAY-1");
    assert_eq!((refunds.items.len(), refunds.status), (2, Some(Status::Done)));
    assert_eq!((refunds.carried, refunds.title.as_str()), (0, "PAY-1: Refunds"));
    assert_eq!(site.person(refunds.owners[0]).unwrap().name, "Ann Oak");
    let seen =
        (refunds.first_seen.unwrap().to_string(), refunds.last_seen.unwrap().to_string());
    assert_eq!(seen, ("2026-03-01".into(), "2026-03-09".into()));
    assert_eq!(findings(&site, Code::Contradiction), [], "a later value is history");
}

#[test]
fn without_an_id_titles_join_within_one_series() {
    let weekly = |path: &str, date: &str| {
        page(path, "- Rotate keys\n\n- Rotate keys\n")
            .dated(date)
            .kind(DocKind::Meeting)
            .item("Rotate keys", |item| item.status(Status::Open))
    };
    let site = site(vec![
        weekly("sync/1.md", "2026-02-01"),
        weekly("sync/2.md", "2026-02-08").item("Rotate keys", |_| {}),
        weekly("sync/3.md", "2026-02-15"),
        weekly("other/1.md", "2026-02-20"),
    ]);
    let shape: Vec<_> = site.entries.iter().map(|e| (e.items.len(), e.carried)).collect();
    assert_eq!(shape, [(1, 0), (3, 2), (1, 0)]);
}

#[test]
fn only_stated_open_work_with_a_written_day_is_late() {
    let late = |say: fn(&mut Item), date: &str| {
        let site = site(vec![
            page("a.md", "- Renew lease").dated(date).item("Renew lease", say),
        ]);
        site.entries[0].overdue
    };
    let open = |item: &mut Item| {
        item.status(Status::Open);
        item.due("12 March", Some("2026-03-12"));
    };
    assert!(late(open, "2026-03-05"));
    assert!(!late(open, "2026-03-15"), "due before the document was written");
    let silent = |item: &mut Item| item.due("12 March", Some("2026-03-12"));
    assert!(!late(silent, "2026-03-05"), "nothing is said about its state");
    let guessed = |item: &mut Item| {
        item.status(Status::Open);
        item.due("this week", Some("2026-03-12"));
        let when = item.when.as_mut().unwrap();
        when.due = when.due.map(|(span, _)| (span, Certainty::Inferred));
    };
    assert!(!late(guessed, "2026-03-05"));
    let old = |item: &mut Item| {
        item.status(Status::Open);
        item.due("12 January", Some("2026-01-12"));
    };
    assert!(!late(old, "2026-01-05"), "time stands still after the newest document");
    assert!(!late(
        |item| {
            item.is(ItemType::Learning);
            item.status(Status::Open);
            item.due("12 March", Some("2026-03-12"));
        },
        "2026-03-05"
    ));
}

#[test]
fn two_values_on_one_day_contradict() {
    let site = site(vec![page(
        "board.md",
        "# Board\n\n- PAY-1: Ledger\n- PAY-2: Refunds\n- PAY-3: Exports\n\n| PAY-2 | Refunds |\n|--|--|\n| PAY-3 | Exports |\n",
    )
    .dated("2026-03-01")
    .item("PAY-1: Ledger", |item| item.status(Status::Done))
    .item("PAY-2: Refunds", |item| {
        item.needs(&["PAY-1"], "PAY-1 (done)");
        item.details.points = Some(3);
        item.details.bonus_points = Some(1);
    })
    .item("PAY-3: Exports", |item| item.needs(&["PAY-1"], "PAY-1"))
    .item("Refunds", |item| {
        item.ids = vec!["PAY-2".into()];
        item.shape = Shape::Row;
        item.details.points = Some(4);
        item.needs(&[], "None");
    })
    .item("Exports", |item| {
        item.ids = vec!["PAY-3".into()];
        item.shape = Shape::Row;
        item.needs(&["PAY-2"], "PAY-2");
    })]);
    let conflicts: Vec<_> = site
        .tickets
        .iter()
        .flat_map(|ticket| ticket.conflicts.iter().map(move |c| (ticket.id.as_str(), c)))
        .collect();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    let (id, conflict) = conflicts[0];
    assert_eq!((id, conflict.field), ("PAY-3", "depends_on"));
    assert_eq!(conflict.values, ["PAY-1", "PAY-2"]);
    let lines: Vec<u32> = conflict.places.iter().map(|(_, line)| *line).collect();
    assert_eq!(lines, [5, 9]);
    let found = findings(&site, Code::Contradiction);
    assert_eq!((found.len(), found[0].1), (1, 9));
    let depends: Vec<_> = site.tickets[2].depends_on.iter().map(|id| id.0).collect();
    assert_eq!(depends, [0, 1]);
}

#[test]
fn a_step_back_without_a_word_contradicts() {
    let say = |words: &'static str| {
        let site = site(vec![
            page("1.md", "- PAY-1: Ledger\n- PAY-2\n")
                .dated("2026-03-01")
                .item("PAY-1: Ledger", |item| item.status(Status::Done)),
            page("2.md", "- PAY-1: Ledger\n").dated("2026-03-08").item(
                "PAY-1: Ledger",
                |item| {
                    item.status(Status::Open);
                    item.status_text = Some(words.into());
                },
            ),
        ]);
        site.tickets[0].conflicts.len()
    };
    assert_eq!((say("To do"), say("Reopened after review")), (1, 0));
}

#[test]
fn documents_state_the_days_of_their_sprints() {
    let pages = |second: &str| {
        vec![
            page("alpha/a.md", "x")
                .period("Sprint 1")
                .days("Sprint 1", "2026-03-02/2026-03-13"),
            page("alpha/b.md", "- Sort mail by Sprint 1")
                .period("Sprint 001")
                .days("Sprint 001", second)
                .item("Sort mail", |item| item.due("Sprint 1", None)),
            page("beta/a.md", "x").period("Sprint 1"),
        ]
    };
    let spans = |site: &Site| -> Vec<Option<String>> {
        let shown = |span: Span| format!("{}/{}", span.from, span.to);
        site.periods.iter().map(|period| period.span.map(shown)).collect()
    };
    let agreed = site(pages("2026-03-02/2026-03-13"));
    assert_eq!(spans(&agreed), [Some("2026-03-02/2026-03-13".into()), None]);
    let (days, certainty) = agreed.docs[1].dues[0].unwrap();
    assert_eq!(
        (days.to.to_string(), certainty),
        ("2026-03-13".into(), Certainty::Period)
    );
    let told = |site: &Site| -> Vec<String> {
        let findings = site.findings.iter();
        let findings = findings.filter(|finding| finding.code == Code::Contradiction);
        findings.map(|f| format!("{}: {}", f.path, f.message)).collect()
    };
    assert_eq!(told(&agreed), Vec::<String>::new());

    let disputed = site(pages("2026-03-02/2026-03-20"));
    assert_eq!(spans(&disputed), [None, None]);
    assert_eq!(disputed.docs[1].dues[0], None);
    assert_eq!(
        told(&disputed),
        ["alpha/b.md: Sprint 001 is 2026-03-02 to 2026-03-20 here and 2026-03-02 to \
          2026-03-13 at alpha/a.md:1"]
    );

    let settled = site_with(pages("2026-03-02/2026-03-20"), &[], |config| {
        let entry = r#"name = "Sprint 1"
            from = "2026-03-09"
            to = "2026-03-20""#;
        config.periods.calendar = vec![toml::from_str(entry).unwrap()];
    });
    assert_eq!(spans(&settled)[0], Some("2026-03-09/2026-03-20".into()));
    assert_eq!(told(&settled), Vec::<String>::new());
}

#[test]
fn a_sprint_belongs_to_its_scope() {
    let site = site_with(
        vec![
            page("alpha/a.md", "x").period("Sprint 1"),
            page("alpha/b.md", "- Sort mail by Sprint 2")
                .period("Sprint 001")
                .item("Sort mail", |item| item.due("Sprint 2 (2 weeks)", None)),
            page("beta/a.md", "x").period("sprint 1").period("Q2 2026"),
        ],
        &[],
        |config| {
            let entry = r#"name = "Sprint 2"
                scope = "alpha"
                from = "2026-03-02"
                to = "2026-03-13""#;
            config.periods.calendar = vec![toml::from_str(entry).unwrap()];
        },
    );
    let periods: Vec<_> = site
        .periods
        .iter()
        .map(|p| (p.name.as_str(), p.url.as_str(), p.docs.len()))
        .collect();
    let expected = [
        ("Sprint 1", "sprints/alpha-1.html", 2),
        ("Sprint 2", "sprints/alpha-2.html", 0),
        ("sprint 1", "sprints/beta-1.html", 1),
        ("Q2 2026", "sprints/2026-q2.html", 1),
    ];
    assert_eq!(periods, expected);
    assert_eq!(site.periods[1].entries.len(), 1);
    let (span, certainty) = site.docs[1].dues[0].unwrap();
    assert_eq!(
        (span.to.to_string(), certainty),
        ("2026-03-13".into(), Certainty::Period)
    );
    assert_eq!(site.periods[0].span, None, "nothing states its days");
}
