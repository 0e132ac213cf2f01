//! After any edits a warm build gives the bytes of a fresh one.

use kenning::build::Built;
use kenning::build::Drafts;
use kenning::build::Inputs;
use kenning::build::Session;
use kenning::config::Config;
use kenning::config::Level;
use kenning::text::DocPath;
use kenning::theme::Theme;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const PATHS: &[&str] = &[
    "README.md",
    "week/1.md",
    "week/2.md",
    "week/Two.md",
    "plan.md",
    "ops/index.md",
    "Plan.md",
];

/// Pieces that documents are made of; they speak of each other.
const PIECES: &[&str] = &[
    "# Sprint 1 Status Report\n**Date:** 2026-02-02\n",
    "# Weekly sync\nDate: 2026-03-09\nAttendees: Ann Oak, Tech Writer (TW)\n",
    "## Action items\n- [ ] PAY-1: Refunds (Owner: @TW, due 2026-03-12)\n- [x] PAY-2: Exports\n",
    "## Action items\n- [x] PAY-1: Refunds (Owner: Ann Oak)\n- [ ] Rotate keys\n",
    "| Task | Owner | Status |\n|--|--|--|\n| PAY-3: Ledger | @AO | Done |\n",
    "See [the plan](plan.md#goals), [[Weekly sync]] and week/1.md. Ann Oak said PAY-1 waits.\n",
    "## Goals\nFinish in Sprint 2. ![](pic.png)\n",
    "## What went well\n- **Pairing**: it paid off\n- **Small pull requests**: quick reviews\n",
    "---\ndraft: true\n---\n",
    "Date: 03/04/2026\n\n- [ ] Call the harbour, due 05/06/2026\n",
    "- [ ] Count the boats, due 28/04/2026\n",
    "- [ ] Count the boats, due 04/29/2026\n",
    "\u{1f4a5} <b>bold</b> [bad](javascript:alert(1)) `PAY-9`\n",
];

/// What changes no fact, but what is linked and mentioned.
const PROSE: &[&str] = &[
    "The last boat waited.\n",
    "Ann Oak waits for PAY-1; see [the sync](week/1.md#action-items) and week/2.md.\n",
    "No [way](nowhere.md), no ![picture](pic.png), a [top](plan.md#goals).\n",
    "In Sprint 2 @TW reads [[Weekly sync]] and PAY-3. `PAY-2` is code.\n",
];

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, Vec<usize>),
    /// At the top, so that everything stands elsewhere, or at the end.
    Add(usize, bool, usize),
    Delete(usize),
    Move(usize, usize),
    Exclude(bool),
    Silence(bool),
    NotPeople(bool),
    Shown(bool),
    Later(i8),
    Picture(bool),
    Look(bool),
    Colour(bool),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len();
    prop_oneof![
        6 => (path.clone(), prop::collection::vec(0..PIECES.len(), 0..5))
            .prop_map(|(at, pieces)| Edit::Write(at, pieces)),
        6 => (path.clone(), any::<bool>(), 0..PROSE.len())
            .prop_map(|(at, top, words)| Edit::Add(at, top, words)),
        1 => path.clone().prop_map(Edit::Delete),
        2 => (path.clone(), path).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => any::<bool>().prop_map(Edit::Exclude),
        1 => any::<bool>().prop_map(Edit::Silence),
        1 => any::<bool>().prop_map(Edit::NotPeople),
        1 => any::<bool>().prop_map(Edit::Shown),
        1 => (0_i8..28).prop_map(Edit::Later),
        1 => any::<bool>().prop_map(Edit::Picture),
        1 => any::<bool>().prop_map(Edit::Look),
        1 => any::<bool>().prop_map(Edit::Colour),
    ]
}

fn path(at: usize) -> DocPath {
    DocPath::new(PATHS[at]).unwrap()
}

fn apply(inputs: &mut Inputs, edit: &Edit) {
    let words =
        |on: bool, word: &str| if on { vec![word.to_owned()] } else { Vec::new() };
    match edit {
        Edit::Write(at, pieces) => {
            let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
            inputs.files.insert(path(*at), text.as_bytes().into());
        }
        Edit::Add(at, top, words) => {
            let Some(bytes) = inputs.files.get(&path(*at)) else { return };
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let words = PROSE[*words];
            let text = if *top {
                format!("{words}\n{text}")
            } else {
                format!("{text}\n{words}")
            };
            inputs.files.insert(path(*at), text.as_bytes().into());
        }
        Edit::Delete(at) => drop(inputs.files.remove(&path(*at))),
        Edit::Move(from, to) => {
            if let Some(bytes) = inputs.files.remove(&path(*from)) {
                inputs.files.insert(path(*to), bytes);
            }
        }
        Edit::Exclude(on) => inputs.config.people.exclude = words(*on, "Ann Oak"),
        Edit::NotPeople(on) => {
            inputs.config.people.not_people = words(*on, "Tech Writer");
        }
        Edit::Silence(on) => {
            let level = if *on { Level::Off } else { Level::Error };
            inputs.config.check.insert("orphan".into(), level);
        }
        Edit::Shown(on) => {
            inputs.drafts = if *on { Drafts::Shown } else { Drafts::Hidden };
        }
        Edit::Later(day) => {
            inputs.today = inputs.today.with().day(day + 1).build().unwrap();
        }
        Edit::Picture(on) => {
            let picture = DocPath::new("pic.png").unwrap();
            inputs.others = if *on { [(picture, 3)].into() } else { BTreeMap::new() };
        }
        Edit::Look(on) => {
            let mut theme = Theme::built_in();
            if *on {
                let template = "<title>{{ frame.title }}</title>{{ frame.site }}";
                let name = "templates/not_found.html".to_owned();
                theme.files.insert(name, template.as_bytes().into());
            }
            inputs.theme = Arc::new(theme);
        }
        Edit::Colour(on) => {
            inputs.config.accent = on.then(|| "#005567".to_owned());
        }
    }
}

fn empty() -> Inputs {
    Inputs {
        files: BTreeMap::new(),
        others: BTreeMap::new(),
        findings: Vec::new(),
        config: Config::default(),
        theme: Arc::new(Theme::built_in()),
        today: "2026-03-20".parse().unwrap(),
        history: BTreeMap::new(),
        drafts: Drafts::Hidden,
    }
}

fn same(warm: &Built, cold: &Built) -> bool {
    warm.files == cold.files
        && warm.attachments == cold.attachments
        && warm.export == cold.export
        && warm.findings == cold.findings
}

proptest! {
    // 80 runs of 13 to 15 edits each: more than 1,000.
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn a_warm_build_equals_a_cold_one(edits in prop::collection::vec(edit(), 13..16)) {
        let (mut inputs, mut session) = (empty(), Session::default());
        for (round, edit) in edits.iter().enumerate() {
            apply(&mut inputs, edit);
            let version = session.version(&inputs);
            let (warm, cold) = (version.built(), Session::default().build(&inputs));
            prop_assert!(same(&warm, &cold), "after {edit:?}");
            // What the preview makes when it is asked: other files in each round.
            for (at, file) in cold.files.iter().skip(round % 5).step_by(5) {
                let made = version.file(at);
                prop_assert_eq!(made.as_ref(), Some(file), "{} after {:?}", at, edit);
            }
            let text = String::from_utf8(warm.export.to_vec()).unwrap();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        }
    }
}

#[test]
fn the_pieces_make_a_site_worth_comparing() {
    let mut inputs = empty();
    for (at, pieces) in [(0, vec![0, 2, 6]), (1, vec![1, 3, 5]), (4, vec![4, 6])] {
        apply(&mut inputs, &Edit::Write(at, pieces));
    }
    let built = Session::default().build(&inputs);
    let export: serde_json::Value = serde_json::from_slice(&built.export).unwrap();
    let counts =
        ["entries", "people", "tickets"].map(|key| export[key].as_array().unwrap().len());
    assert!(counts.iter().all(|count| *count > 1), "{counts:?}");
}
