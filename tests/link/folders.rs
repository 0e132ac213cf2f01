//! Whole folders of plain text, read and linked: what joins and what must not.

use super::findings;
use super::links::links;
use kenning::config::Config;
use kenning::diag::Code;
use kenning::link::*;
use kenning::model::Status;
use kenning::parse::{Layout, parse};
use kenning::source::source;
use kenning::text::DocPath;
use kenning::understand::Settings;
use kenning::understand::understand;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The site of these paths and texts.
fn folder(texts: &[(&str, &str)]) -> Site {
    let read = |(path, text): &(&str, &str)| {
        let source = source(DocPath::new(path).unwrap(), text.as_bytes()).value;
        let document = parse(&source);
        let read = understand(&Settings::default(), &source, &document);
        ReadDoc {
            layout: Arc::new(Layout::of(document, &source.text)),
            source: Arc::new(source),
            facts: Arc::new(read.value),
            notes: read.notes.into(),
        }
    };
    link(Linking {
        docs: texts.iter().map(read).collect(),
        others: &BTreeMap::new(),
        config: &Config::default(),
        history: &History::new(),
        today: "2026-06-01".parse().unwrap(),
        drafts: Drafts::Hidden,
        findings: Vec::new(),
    })
}

/// The entries with more than one mention: title and how many.
fn joined(site: &Site) -> Vec<(&str, usize)> {
    let several = site.entries.iter().filter(|entry| entry.items.len() > 1);
    several.map(|entry| (entry.title.as_str(), entry.items.len())).collect()
}

fn tickets(site: &Site) -> Vec<&str> {
    site.tickets.iter().map(|ticket| ticket.id.as_str()).collect()
}

/// The names of all people, and for each those it may be.
fn people(site: &Site) -> Vec<(&str, Vec<&str>)> {
    let name = |id: &PersonId| site.person(*id).unwrap().name.as_str();
    let row = |person: &'_ Person| person.maybe_same_as.iter().map(name).collect();
    site.people.iter().map(|person| (person.name.as_str(), row(person))).collect()
}

/// A weekly report of the first quarter of 2026.
fn weekly(week: u32, rows: &str) -> (String, String) {
    let day = 5 + 7 * (week - 1);
    let (month, day) = if day > 31 { (2, day - 31) } else { (1, day) };
    let (month, day) = if month == 2 && day > 28 { (3, day - 28) } else { (month, day) };
    let text = format!(
        "# Weekly report {week}\n\nDate: 2026-{month:02}-{day:02}\n\n## Action items\n\n{rows}"
    );
    (format!("weekly/{week:02}.md"), text)
}

fn weeklies(reports: &[(String, String)]) -> Site {
    let texts: Vec<(&str, &str)> =
        reports.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    folder(&texts)
}

#[test]
fn twelve_reports_of_one_task_are_one_entry() {
    let state = |week| match week {
        12 => "Done",
        5 => "Blocked",
        _ => "In progress",
    };
    let row = |week| {
        format!("| Task | Status |\n|--|--|\n| Move the archive | {} |\n", state(week))
    };
    let reports: Vec<_> = (1..13).map(|week| weekly(week, &row(week))).collect();
    let site = weeklies(&reports);
    assert_eq!(joined(&site), [("Move the archive", 12)]);
    let entry = &site.entries[0];
    assert_eq!((entry.carried, entry.status), (11, Some(Status::Done)));
    assert_eq!(findings(&site, Code::Contradiction), [], "that is history");

    let site = weeklies(&reports[..11]);
    let entry = &site.entries[0];
    assert_eq!((entry.carried, entry.status), (10, Some(Status::InProgress)));
}

#[test]
fn general_titles_join_nothing() {
    let rows = "- [ ] Testing\n- [ ] Documentation\n- [ ] Update docs\n- [ ] Code review\n- [ ] TBD\n- [ ] 1.\n- [ ] N/A\n- [ ] Bug fixes\n";
    let site = weeklies(&[weekly(1, rows), weekly(2, rows), weekly(3, rows)]);
    assert_eq!(joined(&site), []);
}

#[test]
fn two_series_stay_apart() {
    let text = "# Weekly report\n\nDate: 2026-03-02\n\n## Action items\n\n- [ ] Order new badges\n";
    let site = folder(&[("north/1.md", text), ("south/1.md", text)]);
    assert_eq!(joined(&site), []);
    let retro = "# Retrospective\n\nDate: 2026-03-02\n\n## Action items\n\n- [ ] Order new badges\n";
    let site = folder(&[("all/1.md", text), ("all/2.md", retro)]);
    assert_eq!(joined(&site), [], "another kind of paper is another series");
}

#[test]
fn steps_back_are_reported_once() {
    let row = |state: &str| format!("- PAY-1: Ledger ({state})\n- PAY-2: Refunds\n");
    let site = |words: &str| {
        weeklies(&[weekly(1, &row("open")), weekly(2, &row("done")), weekly(3, words)])
    };
    let back = site(&row("open"));
    let found = findings(&back, Code::Contradiction);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("weekly/03.md", 7));
    let told = site("- PAY-1: Ledger reopened (open)\n- PAY-2: Refunds\n");
    assert_eq!(findings(&told, Code::Contradiction), []);
}

#[test]
fn what_was_not_done_is_no_step_back() {
    let review = "# Sprint 7 Review\n\nDate: 2026-05-15\n\n## Done\n\n- APP-70: Taxes\n\n## Not done\n\n- APP-71: Refund button\n";
    let kickoff = "# Sprint 8 Kickoff\n\nDate: 2026-05-18\n\n| Ticket | Title | Status |\n|--|--|--|\n| APP-71 | Refund button | Open |\n";
    let site = folder(&[("s/7.md", review), ("s/8.md", kickoff)]);
    assert_eq!(findings(&site, Code::Contradiction), []);
}

#[test]
fn two_documents_of_one_day_contradict() {
    let board = |name: &str, state: &str| {
        format!(
            "# {name}\n\nDate: 2026-03-02\n\n## Tasks\n\n| ID | Task | Status |\n|--|--|--|\n| PAY-1 | Ledger | {state} |\n| PAY-2 | Refunds | Open |\n"
        )
    };
    let (morning, evening) = (board("Board A", "Done"), board("Board B", "Blocked"));
    let site = folder(&[("a.md", &morning), ("b.md", &evening)]);
    let found = findings(&site, Code::Contradiction);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].2.contains("PAY-1"), "{found:?}");
}

#[test]
fn things_without_an_id_contradict_on_one_day() {
    let note = |name: &str, rest: &str| {
        format!("# {name}\n\nDate: 2026-03-02\n\n## Action items\n\n{rest}\n")
    };
    let told = |one: &str, other: &str| {
        let (a, b) = (note("Sync, morning", one), note("Sync, evening", other));
        let site = folder(&[("sync/a.md", &a), ("sync/b.md", &b)]);
        findings(&site, Code::Contradiction)
    };
    let done = "- [x] Rotate the signing keys\n- [ ] Call the harbour";
    let found = told(done, "- [ ] Rotate the signing keys");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("sync/b.md", 7));
    assert!(found[0].2.contains("`Rotate the signing keys` is `open`"), "{found:?}");
    let owner = told(
        "- Rotate the signing keys (Owner: Ada Oak)\n- Call the harbour",
        "- Rotate the signing keys (Owner: Bo Lund)\n- Call the harbour",
    );
    assert_eq!(owner.len(), 1, "{owner:?}");
    assert_eq!(told(done, "- [x] Rotate the signing keys"), []);
    assert_eq!(told("- [x] Write tests", "- [ ] Write tests"), [], "many have tests");
    assert_eq!(told("- [x] Check the logs daily", "- [ ] Check the logs daily"), []);
}

#[test]
fn a_recap_contradicts_and_steps_that_repeat_do_not() {
    let recap = "# Plan\n\n## Tasks\n\n| Task | Status |\n|--|--|\n| Rotate the signing keys | Done |\n| Call the harbour | Open |\n\n## Action items\n\n- [ ] Rotate the signing keys\n";
    let found = findings(&folder(&[("plan.md", recap)]), Code::Contradiction);
    assert_eq!(found.iter().map(|f| f.1).collect::<Vec<_>>(), [12]);
    let steps = "# Plan\n\n## Tasks\n\n### Ledger\n\n- [x] Write the unit tests\n\n### Refunds\n\n- [ ] Write the unit tests\n";
    assert_eq!(findings(&folder(&[("plan.md", steps)]), Code::Contradiction), []);
}

#[test]
fn a_thing_without_an_id_that_steps_back_contradicts() {
    let week = |day: &str, entry: &str| {
        format!("# Sync\n\nDate: 2026-03-{day}\n\n## Action items\n\n{entry}\n")
    };
    let told = |entries: &[&str]| {
        let days = ["02", "09", "16"];
        let texts: Vec<_> = days.iter().zip(entries).map(|(d, e)| week(d, e)).collect();
        let paths = ["sync/1.md", "sync/2.md", "sync/3.md"];
        let files: Vec<_> =
            paths.iter().copied().zip(texts.iter().map(String::as_str)).collect();
        findings(&folder(&files), Code::Contradiction).len()
    };
    let (done, open) = ("- [x] Rotate the signing keys", "- [ ] Rotate the signing keys");
    assert_eq!(told(&[done, open]), 1);
    assert_eq!(told(&[open, done, open]), 1);
    assert_eq!(told(&[open, open, done]), 0);
    assert_eq!(told(&[done, open, done]), 0, "it is done after all");
    assert_eq!(told(&[done, "- [ ] Rotate the signing keys (reopened)"]), 0);
    let chore = ["- [x] Update the board weekly", "- [ ] Update the board weekly"];
    assert_eq!(told(&chore), 0);
    assert_eq!(told(&["- [x] Update board", "- [ ] Update board"]), 0);
}

#[test]
fn documents_of_a_flat_folder_share_their_sprints() {
    let plan = "# Sprint 7 planning\n\n## Tasks\n\n- [ ] Mend the pump, due Sprint 8\n";
    let urls = |files: &[(&str, &str)]| -> Vec<String> {
        folder(files).periods.iter().map(|p| p.url.as_str().to_owned()).collect()
    };
    let retro = "# Sprint 7 retrospective\n\nWe met.\n";
    assert_eq!(
        urls(&[("sprint-7-plan.md", plan), ("sprint-7-retro.md", retro)]),
        ["sprints/sprint-7.html", "sprints/sprint-8.html"]
    );
    // Words of their own tell two projects.
    assert_eq!(
        urls(&[("harbour-sprint-7.md", plan), ("lantern-sprint-7.md", retro)]),
        ["sprints/harbour-7.html", "sprints/harbour-8.html", "sprints/lantern-7.html"]
    );
}

#[test]
fn only_ids_of_trackers_are_tickets() {
    let text = "# Notes\n\n- UTF-8 and UTF-16, SHA-256 and SHA-512\n- COVID-19, COVID-20\n- SEV-1, SEV-2\n- US-EAST-1, US-EAST-2, us-west-1, us-west-2\n- KW-12, KW-13, WEEK-1, WEEK-2, MVP-1, MVP-2\n- LLAMA-2, LLAMA-3, GPT-4, GPT-5\n- #12, #13, Phase 2, Phase 3\n- R1, R2\n- ISO-9001, ISO-27001\n- ONE-1\n- `CODE-1`, `CODE-2`\n\nIn prose PROSE-1 and PROSE-2.\n\n| Id | Title |\n|--|--|\n| BUG-7 | Roof |\n| BUG-8 | Floor |\n";
    assert_eq!(tickets(&folder(&[("notes.md", text)])), ["BUG-7", "BUG-8"]);
}

#[test]
fn dependencies_lead_both_ways() {
    let text = "# Board\n\n## Tasks\n\n| ID | Task | Depends on |\n|--|--|--|\n| PAY-1 | Ledger | - |\n| PAY-2 | Refunds | PAY-1 |\n| PAY-3 | Reports | PAY-1, PAY-2 |\n";
    let site = folder(&[("board.md", text)]);
    let ids = |ids: &[TicketId]| -> Vec<u32> { ids.iter().map(|id| id.0).collect() };
    let all: Vec<_> =
        site.tickets.iter().map(|t| (ids(&t.depends_on), ids(&t.needed_by))).collect();
    let expected = [(vec![], vec![1, 2]), (vec![0], vec![2]), (vec![0, 1], vec![])];
    assert_eq!(all, expected);
}

#[test]
fn a_ticket_that_only_a_risk_names_has_no_entry() {
    let text = "# Status\n\n## Risks\n\n- PAY-1 may slip\n- PAY-2 may slip, too\n";
    let site = folder(&[("status.md", text)]);
    assert_eq!(tickets(&site), ["PAY-1", "PAY-2"]);
    assert_eq!(site.tickets.iter().filter(|ticket| ticket.entry.is_some()).count(), 0);
    assert_eq!(site.entries.len(), 2);
}

#[test]
fn names_that_are_words_are_links_only_as_names() {
    let text = "# Meeting 2 March 2026\n\nAttendees: Will Harmon, Mark Osei, May Lindqvist\n\n## Action items\n\n- [ ] Mark the queue read-only in May (Owner: Will)\n- [ ] May we ask? Will it hold?\n\nWill will ask Mark Osei.\n";
    let site = folder(&[("meeting.md", text)]);
    let found = links(&site, "meeting.md");
    let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["Will Harmon", "Will"], "only Will owns something");
}

#[test]
fn what_a_team_looks_after_is_no_link_to_it() {
    let text = "# Board\n\n## Tasks\n\n| Task | Owner |\n|--|--|\n| Move the cluster | Data Platform |\n| Write the guide | Tech Lead |\n\nThe Data Platform is slow. Ask the Tech Lead.\n";
    let site = folder(&[("board.md", text)]);
    let texts: Vec<String> =
        links(&site, "board.md").into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["Data Platform", "Tech Lead"], "each in its owner column");
    let prose = "# Notes\n\nThe Data Platform is slow. Ask the Tech Lead.\n";
    let site = folder(&[("board.md", text), ("notes.md", prose)]);
    let texts: Vec<String> =
        links(&site, "notes.md").into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["Tech Lead"]);
}

#[test]
fn a_first_name_is_somebody_else_in_another_document() {
    let one = "# Meeting\n\nAttendees: Lena Vogt, João Pinto (@jp)\n\n## Action items\n\n- [ ] Call the bank (Owner: Lena)\n";
    let two = "# Notes\n\n## Action items\n\n- [ ] Order chairs (Owner: Lena)\n- [ ] Order tables (Owner: @jp)\n";
    let site = folder(&[("one.md", one), ("two.md", two)]);
    let expected = [
        ("Lena Vogt", vec!["Lena"]),
        ("João Pinto", vec![]),
        ("Lena", vec!["Lena Vogt"]),
    ];
    assert_eq!(people(&site), expected, "only what stands beside the name joins");
}

#[test]
fn a_form_of_two_people_is_neither() {
    let one = "# Meeting\n\nAttendees: Anna Kovacs (AK), Andreas Kern (AK)\n\n## Action items\n\n- AK: write the abstract\n";
    let site = folder(&[("one.md", one)]);
    let texts: Vec<String> =
        links(&site, "one.md").into_iter().map(|(text, _)| text).collect();
    assert!(!texts.contains(&"AK".to_owned()), "{texts:?}");
}

#[test]
fn short_titles_are_phrases_until_marked() {
    let texts = [
        ("on-call.md", "# On call\n\nHow we carry the phone.\n"),
        ("error-handling.md", "# Error Handling\n\nHow we fail.\n"),
        ("testing.md", "# Testing\n\nHow we test.\n"),
        ("how.md", "# How we pay the lenders back\n\nSlowly.\n"),
        (
            "notes.md",
            "# Notes\n\n**On call:** nobody. Improve Error Handling and Testing.\n\n## More\n\nSee Error Handling, \"On call\", testing.md and How we pay the lenders back.\n",
        ),
    ];
    let site = folder(&texts);
    let texts: Vec<String> =
        links(&site, "notes.md").into_iter().map(|(text, _)| text).collect();
    let expected =
        ["Error Handling", "On call", "testing.md", "How we pay the lenders back"];
    assert_eq!(texts, expected);
}

#[test]
fn a_range_of_sprints_leads_to_its_first_or_nowhere() {
    let text = "# Sprint 6 Review\n\nSprint: Sprint 6\nDate: 2026-03-02\n\nSprints 4-8 go well.\n\n## Next\n\nSprint 6-7 are alike.\n";
    let site = folder(&[("s/6.md", text)]);
    let texts: Vec<String> =
        links(&site, "s/6.md").into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["Sprint 6", "Sprint 6-7"]);
}

#[test]
fn work_under_two_headings_of_a_report_is_one_entry() {
    let text = "# Weekly report\n\nDate: 2026-03-02\n\n## In progress\n\n- Move the archive\n\n## Next week\n\n- Move the archive\n- Paint the hall\n- Paint the hall\n";
    let site = folder(&[("w/1.md", text)]);
    assert_eq!(joined(&site), [("Move the archive", 2)]);
    assert_eq!(site.entries[0].status, Some(Status::InProgress));
    assert_eq!(site.entries.len(), 3, "two halls are painted");
}

#[test]
fn carried_work_without_an_id_steps_back_too() {
    let row = |state: &str| {
        format!("| Task | Status |\n|--|--|\n| Move the archive | {state} |\n")
    };
    let site = |states: &[&str]| {
        let reports: Vec<_> =
            (1..).zip(states).map(|(week, state)| weekly(week, &row(state))).collect();
        findings(&weeklies(&reports), Code::Contradiction)
    };
    let back = site(&["In progress", "In progress", "Done", "In progress"]);
    assert_eq!(back.len(), 1, "{back:?}");
    assert!(back[0].2.contains("`Move the archive`"), "{back:?}");
    assert_eq!(site(&["Open", "Done", "Open", "Done", "Open"]), [], "a chore");
    assert_eq!(site(&["In progress", "In progress", "Done", "Done"]), []);
}

#[test]
fn a_month_is_no_day() {
    let board = |state: &str| {
        format!(
            "# Review March 2026\n\nDate: March 2026\n\n## Tasks\n\n| ID | Task | Status |\n|--|--|--|\n| PAY-1 | Ledger | {state} |\n| PAY-2 | Refunds | Open |\n"
        )
    };
    let (one, two) = (board("Blocked"), board("Deferred"));
    let site = folder(&[("a.md", &one), ("b.md", &two)]);
    assert_eq!(findings(&site, Code::Contradiction), []);
}

#[test]
fn what_is_called_finished_may_be_left_out() {
    let text = |first: &str| {
        format!(
            "# Board\n\n## Tasks\n\n### PAY-3: Reports\n\n**Dependencies:** {first}\n\n### PAY-4: Exports\n\nNone.\n\n## Overview\n\n| ID | Task | Depends on |\n|--|--|--|\n| PAY-3 | Reports | PAY-4 |\n"
        )
    };
    let found =
        |first: &str| findings(&folder(&[("b.md", &text(first))]), Code::Contradiction);
    assert_eq!(found("PAY-4, PAY-9 (completed)"), []);
    assert_eq!(found("PAY-4, PAY-9 (not done)").len(), 1);
}

#[test]
fn a_ticket_takes_its_title_from_where_it_has_one() {
    let text = "# Review\n\n## Numbers\n\n| Ticket | Commits |\n|--|--|\n| PAY-1 | 26 |\n| PAY-2 | 3 |\n\n## Tasks\n\n| Ticket | Title |\n|--|--|\n| PAY-1 | Keep a ledger |\n| PAY-2 | Pay refunds |\n";
    let site = folder(&[("review.md", text)]);
    let titles: Vec<&str> = site.tickets.iter().map(|t| t.title.as_str()).collect();
    assert_eq!(titles, ["Keep a ledger", "Pay refunds"]);
}

#[test]
fn the_short_form_of_a_role_is_nobodys_initials() {
    let one = "# Meeting\n\nAttendees: Paul Meyer (PM), Product Owner (PO)\n\n## Action items\n\n- [ ] Call the bank (Owner: Paul Meyer)\n- [ ] Call the mayor (Owner: Product Owner)\n";
    let two = "# Notes\n\n## Action items\n\n- [ ] Order chairs (Owner: PM)\n- [ ] Order tables (Owner: PO)\n";
    let site = folder(&[("one.md", one), ("two.md", two)]);
    let names: Vec<&str> = people(&site).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Paul Meyer", "Product Owner", "PM"]);
}
