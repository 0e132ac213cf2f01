//! A small site made by hand, for tests of what pages say.

use kenning::build::{Built, Inputs, Session};
use kenning::config::Config;
use kenning::link::Backlink;
use kenning::link::Conflict;
use kenning::link::Derived;
use kenning::link::Doc;
use kenning::link::DocId;
use kenning::link::Drafts;
use kenning::link::Due;
use kenning::link::Entry;
use kenning::link::EntryId;
use kenning::link::ItemId;
use kenning::link::LinkBy;
use kenning::link::Part;
use kenning::link::Period;
use kenning::link::PeriodId;
use kenning::link::Person;
use kenning::link::PersonId;
use kenning::link::PersonSort;
use kenning::link::Site;
use kenning::link::Term;
use kenning::link::Ticket;
use kenning::link::TicketId;
use kenning::link::Topic;
use kenning::model::Basis;
use kenning::model::Certainty;
use kenning::model::Details;
use kenning::model::Evidence;
use kenning::model::Facts;
use kenning::model::Item;
use kenning::model::ItemType;
use kenning::model::Read;
use kenning::model::Shape;
use kenning::model::Status;
use kenning::source::source;
use kenning::text::Day;
use kenning::text::DocPath;
use kenning::text::Moment;
use kenning::text::SitePath;
use kenning::text::Span;
use kenning::text::TextRange;
use kenning::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a document of the small site states.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    pub(crate) path: &'static str,
    pub(crate) date: Option<&'static str>,
    pub(crate) items: Vec<(&'static str, ItemType, Option<Status>)>,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn by(basis: Basis) -> Evidence {
    Evidence { rule: "test", basis, range: TextRange::default() }
}

/// The site of `stated` on `today`. Each item is an entry of its own; its anchor is
/// `i-` and its place.
pub(crate) fn site(today: &str, stated: &[Stated]) -> Site {
    let mut site = Site {
        today: day(today),
        drafts: Drafts::Hidden,
        hidden: kenning::link::HiddenNames::default(),
        docs: Vec::new(),
        entries: kenning::link::Shared::default(),
        people: Vec::new(),
        tickets: Vec::new(),
        periods: Vec::new(),
        terms: Vec::new(),
        topics: Vec::new(),
        attachments: BTreeMap::new(),
        findings: Vec::new(),
    };
    for one in stated {
        add(&mut site, one);
    }
    site
}

/// The last words of each document.
const MENTION: &str = "Ask \"Ana\" & Co about X-1 first.\n";

#[expect(clippy::too_many_lines, reason = "a list of fields, not steps")]
fn add(site: &mut Site, stated: &Stated) {
    let path = DocPath::new(stated.path).unwrap();
    let titles =
        stated.items.iter().map(|(title, ..)| format!("## {title}\n\nText.\n\n"));
    let text =
        format!("# About {}\n\n{}{MENTION}", path.stem(), titles.collect::<String>());
    let read = source(path.clone(), text.as_bytes()).value;
    let document = kenning::parse::parse(&read);
    let id = DocId(u32::try_from(site.docs.len()).unwrap());
    let date = stated.date.map(|date| Moment::parse(date).unwrap());
    let seen = date.and_then(Moment::span).map(|span| span.from);
    let headings: Vec<u32> = document.anchors.iter().map(|(block, _)| *block).collect();
    let item =
        |(at, (title, kind, status)): (usize, &(&str, ItemType, Option<Status>))| Item {
            anchor: document.anchors.get(at + 1).map(|a| a.1.clone()).unwrap_or_default(),
            title: (*title).into(),
            range: TextRange::default(),
            extent: TextRange::default(),
            block: headings.get(at + 1).copied().unwrap_or_default(),
            shape: Shape::Heading,
            kind: Read { value: *kind, by: by(Basis::Guessed) },
            owners: Vec::new(),
            owners_by: None,
            status: status.map(|value| Read { value, by: by(Basis::Written) }),
            status_text: None,
            priority: None,
            when: None,
            ids: Vec::new(),
            details: Details::default(),
        };
    let items: Vec<_> = stated.items.iter().enumerate().map(item).collect();
    let url = SitePath::new(format!("docs/{}.html", stated.path.trim_end_matches(".md")));
    let mut entries = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let mention = ItemId { doc: id, item: u32::try_from(at).unwrap() };
        entries.push(EntryId(u32::try_from(site.entries.len()).unwrap()));
        site.entries.push(Entry {
            id: format!("{}#{}", stated.path, item.anchor),
            url: url.at(&item.anchor),
            title: item.title.clone(),
            kind: item.kind.value,
            items: vec![mention],
            latest: mention,
            status: item.status.map(|read| read.value),
            priority: None,
            owners: Vec::new(),
            leads: Vec::new(),
            when: None,
            carried: 0,
            first_seen: seen,
            last_seen: seen,
            overdue: false,
        });
    }
    let facts = Facts {
        date: date.map(|value| Read { value, by: by(Basis::Written) }),
        language: "en".into(),
        words: 420,
        items,
        ..Facts::default()
    };
    site.docs.push(Doc {
        layout: Arc::new(kenning::parse::Layout::of(document, &read.text)),
        source: Arc::new(read),
        facts: Arc::new(facts),
        url,
        title: format!("About {}", path.stem()),
        draft: false,
        created: None,
        changed: None,
        time: date.and_then(Moment::span).map(|span| (span, Derived::Stated)),
        dues: vec![None; stated.items.len()],
        scope: String::new(),
        entries,
        people: Vec::new(),
        periods: Vec::new(),
        tickets: Vec::new(),
        links: kenning::link::Shared::default(),
        backlinks: Vec::new(),
    });
}

/// Five documents of 2025, as a team writes them.
pub(crate) fn five() -> Vec<Stated> {
    use ItemType::{Action, Decision, Learning, Risk, Task};
    use Status::{Done, Open};
    let doc =
        |path, date, items: &[_]| Stated { path, date: Some(date), items: items.into() };
    vec![
        doc(
            "a/first.md",
            "2025-01-06",
            &[("Learn <iframe>", Learning, None), ("Tidy", Task, None)],
        ),
        doc(
            "a/kickoff.md",
            "2025-02-20",
            &[("Order", Action, None), ("Buy", Action, None)],
        ),
        doc("b/review.md", "2025-06-30", &[("Fix pool", Task, Some(Open))]),
        doc(
            "b/status.md",
            "2025-08-11",
            &[
                ("Add route", Task, Some(Done)),
                ("Add login", Task, Some(Open)),
                ("Keys may leak", Risk, Some(Open)),
                ("Use one queue", Decision, Some(Done)),
            ],
        ),
        doc("debt.md", "2025-08-12", &[("Slow tests", Task, None)]),
    ]
}

/// The five documents with people, a ticket and its contradiction, a period, late
/// work and a mention.
#[expect(clippy::too_many_lines, reason = "a list of fields, not steps")]
pub(crate) fn full(today: &str) -> Site {
    let mut site = site(today, &five());
    let doc = DocId(3);
    let entry = EntryId(6);
    let ends: Vec<usize> = site.docs.iter().map(|doc| doc.source.text.len()).collect();
    let mention = |from: DocId| {
        let start = ends[from.0 as usize] - "X-1 first.\n".len();
        let range = TextRange::new(start, start + "X-1".len());
        Backlink { from, range, by: LinkBy::Ticket }
    };
    let person = |name: &str, sort, url: Option<&str>| Person {
        name: name.into(),
        url: url.map(SitePath::new),
        sort,
        aliases: vec![format!("@{name}")],
        entries: vec![Part {
            entry,
            leads: sort == PersonSort::Team,
            duty: Some("QA".into()),
        }],
        docs: vec![doc],
        contact_for: vec![("Keys".into(), doc, 3)],
        maybe_same_as: vec![PersonId(1)],
        backlinks: vec![mention(doc)],
    };
    site.people = vec![
        person("Ops & Co", PersonSort::Team, Some("owners/ops-co.html")),
        person("Ana", PersonSort::Person, None),
        person("Tester", PersonSort::Role, Some("owners/tester.html")),
    ];
    site.tickets = vec![Ticket {
        id: "X-1".into(),
        title: "Add login".into(),
        url: SitePath::new("tickets/X-1.html"),
        entry: Some(entry),
        depends_on: vec![TicketId(0)],
        needed_by: vec![TicketId(0)],
        mentions: vec![mention(doc)],
        conflicts: vec![Conflict {
            field: "points",
            values: vec!["3".into(), "5".into()],
            places: vec![(doc, 3), (doc, 9)],
        }],
    }];
    site.periods = vec![Period {
        name: "Sprint 1".into(),
        scope: "X".into(),
        is_time: false,
        url: SitePath::new("sprints/x-1.html"),
        span: Some(Span { from: day("2025-08-01"), to: day("2025-08-14") }),
        docs: vec![doc],
        entries: vec![entry, EntryId(5)],
        backlinks: vec![mention(doc)],
    }];
    site.topics = vec![Topic {
        name: "Redis pool".into(),
        url: SitePath::new("topics/redis-pool.html"),
        docs: vec![doc],
        entries: vec![entry],
    }];
    site.terms = vec![Term {
        text: "SLO".into(),
        long: Some("Service Level Objective".into()),
        explained: vec![mention(doc)],
        first: None,
        docs: vec![doc],
    }];
    let due = Span { from: day("2025-08-12"), to: day("2025-08-12") };
    let late = &mut site.entries[6];
    late.owners = vec![PersonId(0), PersonId(1)];
    late.leads = vec![PersonId(0)];
    late.when =
        Some(Due { text: "12 August".into(), span: Some((due, Certainty::Exact)) });
    late.overdue = true;
    late.carried = 3;
    let about = &mut site.docs[3];
    about.tickets = vec![TicketId(0)];
    about.periods = vec![PeriodId(0)];
    about.backlinks = vec![mention(DocId(2))];
    site
}

/// The site of plain texts, each with its path, on a fixed day.
pub(crate) fn built(of: &[(&str, &str)]) -> Built {
    let file = |(path, text): &(&str, &str)| {
        (DocPath::new(path).unwrap(), Arc::from(text.as_bytes()))
    };
    Session::default().build(&Inputs {
        files: of.iter().map(file).collect(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: Config::default(),
        theme: Arc::new(Theme::built_in()),
        today: "2026-06-19".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    })
}
