//! Whatever the text: reading ends, and what it gives fits together.

use kenning::model::Facts;
use kenning::parse::parse;
use kenning::source::{Source, source};
use kenning::text::{DocPath, TextRange};
use kenning::understand::{Settings, understand};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Pieces of documents as people write them, and as nobody should.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "### 1. ",
    "- ",
    "  - ",
    "1. ",
    "- [ ] ",
    "- [x] ",
    "> ",
    "---\n",
    "\n",
    "\n\n",
    "| ",
    " |\n",
    "|---|---|---|\n",
    "| Task | Owner | Due |\n",
    "```\n",
    "`",
    "**",
    "~~",
    "*",
    ": ",
    "：",
    " - ",
    " — ",
    "(",
    ")",
    "[",
    "]",
    "](x.md)",
    "&amp;",
    "\\*",
    "<!-- ",
    " -->",
    "\r\n",
    "\t",
    "**Owner:** ",
    "Date: ",
    "**Due**: ",
    "Status: ",
    "Priority: ",
    "Decision: ",
    "Action: ",
    "Depends on: ",
    "Present: ",
    "Next meeting: ",
    "Action items",
    "Lessons learned",
    "Open questions",
    "Risks",
    "Completed",
    "Attendees",
    "Emergency contacts",
    "Acceptance criteria",
    "Sprint 4",
    "Weeks 1-2",
    "k-",
    "K- menu",
    "@mira",
    "@Mason (Primary)",
    "Mira Holm",
    " and ",
    " will ",
    " to ",
    "Ørsted",
    "Zoë",
    "李雷",
    "DOCK-7",
    "#12",
    "R1",
    "ADR-3",
    "2026-03-09",
    "03/04/2026",
    "30.02.2026",
    "9 March",
    "Q2 2026",
    "2026年3月9日",
    "next week",
    "by Friday",
    "80 %",
    "✅",
    "🔄",
    "👩‍🚀",
    "İ",
    "ß",
    "ﬁ",
    "\u{301}",
    "\u{a0}",
    "\u{feff}",
    "\0",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[a-zé ]{1,9}\n",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn read(text: &str) -> (Source, Facts) {
    let source = source(DocPath::new("page.md").unwrap(), text.as_bytes()).value;
    let facts = understand(&Settings::default(), &source, &parse(&source)).value;
    (source, facts)
}

/// Every range that the facts name, with what it is of.
fn ranges(facts: &Facts) -> Vec<(&'static str, TextRange)> {
    let mut all = Vec::new();
    for item in &facts.items {
        all.extend([("title", item.range), ("extent", item.extent)]);
        all.push(("kind", item.kind.by.range));
        all.extend(item.owners.iter().map(|owner| ("owner", owner.range)));
        all.extend(item.owners_by.map(|by| ("owners", by.range)));
        all.extend(item.status.map(|status| ("status", status.by.range)));
        all.extend(item.priority.map(|priority| ("priority", priority.by.range)));
        all.extend(item.when.iter().map(|when| ("when", when.by.range)));
    }
    all.extend(facts.title.iter().map(|title| ("document title", title.by.range)));
    all.extend(facts.date.map(|date| ("date", date.by.range)));
    all.extend(facts.kind.map(|kind| ("document kind", kind.by.range)));
    all.extend(facts.events.iter().map(|event| ("event", event.range)));
    all.extend(facts.people.iter().map(|person| ("person", person.by.range)));
    all.extend(facts.contacts.iter().map(|contact| ("contact", contact.range)));
    all.extend(facts.id_mentions.iter().map(|mention| ("id", mention.range)));
    all
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    })]

    #[test]
    fn facts_fit_their_text(text in texts()) {
        let (source, facts) = read(&text);
        for (of, range) in ranges(&facts) {
            let slice = source.text.get(range.start as usize..range.end as usize);
            prop_assert!(slice.is_some(), "{of} at {range:?}");
        }
        let mut anchors = BTreeSet::new();
        for item in &facts.items {
            prop_assert!(!item.title.is_empty());
            prop_assert!(!item.anchor.starts_with("k-"), "{}", item.anchor);
            prop_assert!(anchors.insert(&item.anchor), "{} twice", item.anchor);
            let due = item.when.as_ref().and_then(|when| when.due);
            prop_assert!(due.is_none_or(|(span, _)| span.from <= span.to), "{due:?}");
        }
        let (all, done) = facts.checkboxes;
        prop_assert!(done <= all);
    }

    #[test]
    fn reading_twice_gives_the_same(text in texts()) {
        prop_assert_eq!(read(&text).1, read(&text).1);
    }
}

/// The pieces do make facts: else the properties above would hold of nothing.
#[test]
fn the_pieces_make_facts() {
    let text = "# Action items\n\nDate: 2026-03-01\n\n- [x] @mira 2026-03-09\n- DOCK-7: Zoë (by Friday)\n\n\
                Next meeting: 2026年3月9日\nPresent: Mira Holm\n";
    let (_, facts) = read(text);
    assert_eq!(facts.items.len(), 2);
    assert!(!facts.events.is_empty() && !facts.people.is_empty());
    assert!(!facts.id_mentions.is_empty());
}
