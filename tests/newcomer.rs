//! What someone new finds: Start here and the glossary, from plain texts.

use crate::small_site::built;

/// The main part of the page at `url` as text, a line an element; empty without it.
pub(crate) fn shown(of: &[(&str, &str)], url: &str) -> String {
    let built = built(of);
    let Some(file) = built.files.get(url) else { return String::new() };
    let html = String::from_utf8(file.to_vec()).unwrap();
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut text = String::new();
    let mut in_tag = true;
    for c in main.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push('\n');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines from that of the heading `from` on.
fn below(text: &str, from: &str) -> Vec<String> {
    let lines = text.lines().rev().take_while(|line| *line != from);
    let mut lines: Vec<_> = lines.map(str::to_owned).collect();
    lines.reverse();
    lines
}

const README: (&str, &str) = (
    "README.md",
    "# Harbour\n\nRead the [plan](plan.md): it says where we want to be in winter.\n\n\
     - [duty](duty.md)\n",
);
const PLAN: (&str, &str) = (
    "plan.md",
    "# Winter plan\n\n**Date**: 2026-06-10\n\nA Service Level Objective (SLO) of two hours.\n\n\
     ## Decisions\n\n- ADR-7: **Two cranes at night** - decided\n\n\
     ## Action items\n\n- [ ] Paint the bollards\n- [ ] Oil the crane (Owner: Ada Lind)\n",
);
const DUTY: (&str, &str) = (
    "duty.md",
    "# Duty\n\nThe AIS is on.\n\n## Whom to call\n\n- Crane alarms: Bo Karlsen\n\n\
     ## Words we use\n\n- **Berth**: the place of one ship. It is wet.\n",
);

#[test]
fn start_here_gathers_what_someone_new_asks() {
    let text = shown(&[README, PLAN, DUTY], "start.html");
    let has = |part: &str| assert!(text.contains(part), "no {part:?} in:\n{text}");
    has("Winter plan\nRead the plan: it says where we want to be in winter.");
    has("Bo Karlsen\nAsk about\nCrane alarms");
    has("Ada Lind\nLeads\nOil the crane");
    has("Berth\nthe place of one ship.");
    has("Two cranes at night");
    let free = below(&text, "Said to be open, with no owner: the smallest first.");
    assert!(free.contains(&"Paint the bollards".to_owned()), "{free:?}");
    assert!(!free.contains(&"Oil the crane".to_owned()), "{free:?}");
}

#[test]
fn the_teams_own_start_leads() {
    let start = (
        "start.md",
        "# Hello\n\nWe are glad that you are here. First the [duty](duty.md).\n",
    );
    let text = shown(&[README, PLAN, DUTY, start], "start.html");
    assert!(text.contains("Hello\n:\nWe are glad that you are here."), "{text}");
    let read = below(&text, "Read in this order");
    let read: Vec<_> =
        read.iter().filter(|line| ["Duty", "Winter plan"].contains(&&***line)).collect();
    assert_eq!(read.first().map(|line| line.as_str()), Some("Duty"), "{text}");
}

#[test]
fn plain_guides_need_no_start() {
    let guide = |path| (path, "# Knots\n\nTie them.\n");
    let guides = [guide("a.md"), guide("b.md"), guide("c.md")];
    assert_eq!(shown(&guides, "start.html"), "");
    assert_eq!(shown(&guides, "glossary.html"), "");
}

#[test]
fn the_glossary_says_who_explains_and_what_nobody_does() {
    let uses = |path| (path, "# Watch\n\nLook at the AIS first.\n");
    let text = shown(&[PLAN, DUTY, uses("a.md"), uses("b.md")], "glossary.html");
    let has = |part: &str| assert!(text.contains(part), "no {part:?} in:\n{text}");
    has("Berth\nthe place of one ship.");
    has("SLO\nService Level Objective");
    has("AIS\nin 3 documents\nNobody explains it.");
    assert!(!text.contains("Paint"), "{text}");
}

#[test]
fn hidden_words_are_explained_nowhere() {
    let hidden = (
        "a.md",
        "# Deck\n\n## Glossary\n\n- **Keel**: low\n\n<!-- - **Mast**: high -->\n\n%%**Boom**: wide%%\n",
    );
    let text = shown(&[hidden, PLAN, DUTY], "glossary.html");
    assert!(
        text.contains("Keel") && !text.contains("Mast") && !text.contains("Boom"),
        "{text}"
    );
}

#[test]
fn a_topic_stands_in_the_titles_of_three_documents() {
    let paper = |path, title, action| {
        (
            path,
            format!("# {title}\n\n## Action items\n\n- [ ] {action} (Owner: Ada Lind)\n"),
        )
    };
    let papers = [
        paper("a.md", "The tide gauge after the storm", "Order spare parts"),
        paper("b.md", "Why we moved the tide gauge", "Order spare parts"),
        paper("c.md", "Minutes of May", "Ask who reads the tide gauge at night"),
        paper("d.md", "Notes from Friday", "Order spare parts"),
    ];
    let papers: Vec<_> =
        papers.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let index = shown(&papers, "topics/index.html");
    let topics = below(&index, "Entries");
    assert_eq!(topics, ["tide gauge", "3", "1"], "{index}");
    let text = shown(&papers, "topics/tide-gauge.html");
    let has = |part: &str| assert!(text.contains(part), "no {part:?} in:\n{text}");
    has("In 3 documents. 1 piece of work is said to be open.");
    has("Ask who reads the tide gauge at night");
    has("Who knows\nAda Lind");
}

#[test]
fn a_thing_carried_on_is_no_topic() {
    let week =
        |path| (path, "# Week\n\n## Action items\n\n- [ ] Then read Tide Gauge North\n");
    let weeks = [week("w/a.md"), week("w/b.md"), week("w/c.md"), week("w/d.md")];
    assert_eq!(shown(&weeks, "topics/index.html"), "");
}
