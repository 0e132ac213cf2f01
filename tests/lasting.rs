//! What was said once keeps its name: ids of feeds, UIDs of calendars and anchors of
//! pages stay when text is inserted, moved or ticked off around them.

use crate::data::built;
use crate::data::text;
use kenning::build::Built;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Things to do, each with a title of its own.
const THINGS: &[&str] = &[
    "PAY-1: Refund the deposits (Owner: Ann Oak, due 2026-03-12)",
    "Repaint the north quay (Owner: Bo Elm, due 2026-03-26)",
    "Order new fenders, due 2026-04-02",
    "Ask the council about the crane",
    "PAY-2: Export the ledger",
    "Sort the lost ropes (Owner: Ann Oak)",
];

/// What may stand between them.
const BETWEEN: &[&str] =
    &["We talked about the weather.\n\n", "> A quotation\n\n", "---\n\n"];

const SECTIONS: &[&str] = &["## Actions", "## Next steps"];

/// A board: sections with things, ticked or not, in some order, with text between.
#[derive(Clone, Debug)]
struct Board {
    /// By section: the thing and whether it is ticked.
    sections: Vec<Vec<(usize, bool)>>,
    between: Vec<usize>,
}

impl Board {
    fn write(&self) -> String {
        let mut text = "# Board\nDate: 2026-03-02\n\nThe harbour's work.\n\n".to_owned();
        for (at, things) in self.sections.iter().enumerate() {
            if let Some(between) = self.between.get(at) {
                text.push_str(BETWEEN[*between]);
            }
            text.push_str(SECTIONS[at]);
            text.push_str("\n\n");
            for (thing, done) in things {
                let tick = if *done { "x" } else { " " };
                writeln!(text, "- [{tick}] {}", THINGS[*thing]).unwrap();
            }
            text.push('\n');
        }
        text.push_str("**Next Review**: 2026-04-14\n");
        text
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, usize),
    Move(usize, usize),
    Tick(usize),
    Write(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..THINGS.len(), 0_usize..9).prop_map(|(thing, at)| Edit::Insert(thing, at)),
        (0_usize..9, 0_usize..9).prop_map(|(from, to)| Edit::Move(from, to)),
        (0_usize..9).prop_map(Edit::Tick),
        (0..BETWEEN.len()).prop_map(Edit::Write),
    ]
}

fn apply(board: &mut Board, edit: &Edit) {
    let Board { sections, between } = board;
    match edit {
        Edit::Insert(thing, at) => {
            if !sections.iter().flatten().any(|(known, _)| known == thing) {
                let into = &mut sections[0];
                into.insert((*at).min(into.len()), (*thing, false));
            }
        }
        Edit::Move(from, to) => {
            let list = &mut sections[from % 2];
            if !list.is_empty() {
                let thing = list.remove(from % list.len());
                list.insert((*to).min(list.len()), thing);
            }
        }
        Edit::Tick(at) => {
            let list = &mut sections[at % 2];
            if !list.is_empty() {
                let at = at % list.len();
                list[at].1 = true;
            }
        }
        Edit::Write(what) => between.push(*what),
    }
}

/// What the outside world knows: by title of each thing its id in the feeds, its UID
/// in the calendar and its anchor on the page.
fn names(built: &Built) -> BTreeMap<String, BTreeSet<String>> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |title: &str, name: String| {
        let thing = THINGS.iter().find(|thing| thing.contains(title.trim()));
        let title = thing.map_or(title, |thing| *thing);
        names.entry(title.to_owned()).or_default().insert(name);
    };
    for file in ["feed.xml", "registers/actions.xml"] {
        if !built.files.contains_key(file) {
            continue;
        }
        let feed: atom_syndication::Feed = text(built, file).parse().unwrap();
        for post in feed.entries() {
            add(post.title(), format!("{file} {}", post.id()));
        }
    }
    let calendar = text(built, "calendar.ics").replace("\r\n ", "");
    for event in calendar.split("BEGIN:VEVENT").skip(1) {
        let said = |key: &str| {
            let line = event.lines().find(|line| line.starts_with(key)).unwrap();
            line.split_once(':').unwrap().1.replace('\\', "")
        };
        let title = said("SUMMARY");
        let title = title.trim_start_matches("✓ ");
        let title = title.split_once(' ').filter(|(id, _)| id.starts_with("PAY-"));
        let title =
            title.map_or_else(|| said("SUMMARY").replace("✓ ", ""), |t| t.1.to_owned());
        add(&title, format!("uid {}", said("UID")));
    }
    let facts: serde_json::Value =
        serde_json::from_str(&text(built, "facts.json")).unwrap();
    for item in facts["documents"][0]["items"].as_array().unwrap() {
        let (_, anchor) = item["id"].as_str().unwrap().split_once('#').unwrap();
        let page = text(built, "docs/board.html");
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor} on the page");
        add(item["title"].as_str().unwrap(), format!("anchor {anchor}"));
    }
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn names_survive_edits(
        base in any::<bool>(),
        edits in prop::collection::vec(edit(), 1..12),
    ) {
        let board = Board {
            sections: vec![vec![(0, false), (1, false)], vec![(2, false), (4, false)]],
            between: Vec::new(),
        };
        let build = |board: &Board| built(&[("board.md", &board.write())], |config| {
            config.base_url = base.then(|| "https://x.example".to_owned());
        });
        let before = names(&build(&board));
        prop_assert!(before.len() >= 5, "{before:?}");
        let mut after = board.clone();
        for edit in &edits {
            apply(&mut after, edit);
        }
        let now = names(&build(&after));
        for (title, names) in &before {
            let kept = now.get(title);
            prop_assert_eq!(kept, Some(names), "{} in\n{}", title, after.write());
        }
    }
}
