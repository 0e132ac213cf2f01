//! `kenning query`: each filter on a small notebook.

use super::{project, ran};
use serde_json::Value;
use std::path::Path;

const FILES: &[(&str, &str)] = &[
    (
        "content/reports/week-11.md",
        "# Week 11 status report\n\nDate: 2026-03-13\nSprint: Sprint 4\n\n## Next steps\n\n\
         - [ ] **PMP-3 Mend the pump** (Owner: Ada Berg, due: 27 March 2026)\n\
         - [x] **Oil the gate** (Owner: Jo Lund)\n",
    ),
    (
        "content/minutes.md",
        "# Council meeting\n\nDate: 2026-05-02\nAttendees: Ada Berg (Ada), Jo Lund\n\n\
         ## Decisions\n\n- **Paint the quay in May**: it peels\n\n## Action items\n\n\
         - [ ] **Order the paint** (priority: high)\n\n## Risks\n\n\
         - **The dredger comes late** (Owner: Jo Lund)\n\n## Open questions\n\n\
         - **Who tells the office?**\n",
    ),
    (
        "content/learned.md",
        "# Retrospective\n\nDate: 2026-04-01\n\n## What we learned\n\n- **Ask before you cut**: ropes are dear\n",
    ),
    (
        "content/debt.md",
        "# Debt register\n\n### PMP-9 Two timetables\n\n- Priority: high\n- Owner: DevOps\n- Status: open\n",
    ),
];

fn titles(arguments: &[&str]) -> Vec<String> {
    let folder = project(FILES);
    let day = ["--today", "2026-05-05", "-q", "--json"];
    let (code, json, talk) = ran(folder.path(), &[&["query"], arguments, &day].concat());
    assert_eq!((code, talk.as_str()), (0, ""), "{arguments:?}");
    let rows: Value = serde_json::from_str(&json).unwrap();
    let title = |row: &Value| {
        let title = row["title"].as_str().or(row["name"].as_str()).unwrap();
        let place =
            row["document"].as_str().map(|path| folder.path().join("content").join(path));
        assert!(place.is_none_or(|path| Path::new(&path).exists()));
        title.trim_start_matches("PMP-3 ").trim_start_matches("PMP-9 ").to_owned()
    };
    rows.as_array().unwrap().iter().map(title).collect()
}

#[test]
fn each_subject_is_listed() {
    assert_eq!(
        titles(&["actions"]),
        ["Mend the pump", "Order the paint", "Oil the gate"]
    );
    assert_eq!(titles(&["decisions"]), ["Paint the quay in May: it peels"]);
    assert_eq!(titles(&["risks"]), ["The dredger comes late"]);
    assert_eq!(titles(&["questions"]), ["Who tells the office?"]);
    assert_eq!(titles(&["learnings"]), ["Ask before you cut: ropes are dear"]);
    assert_eq!(titles(&["debts"]), ["Two timetables"]);
    assert_eq!(titles(&["people"]), ["Ada Berg", "DevOps", "Jo Lund"]);
    assert_eq!(titles(&["tickets"]), ["Two timetables", "Mend the pump"]);
}

#[test]
fn each_filter_narrows() {
    for (arguments, expected) in [
        (&["actions", "--owner", "ada"][..], &["Mend the pump"][..]),
        (
            &["actions", "--owner", "@Ada Berg", "--owner", "lund"],
            &["Mend the pump", "Oil the gate"],
        ),
        (&["actions", "--owner", "none"], &["Order the paint"]),
        (&["actions", "--owner", "Nobody Here"], &[]),
        (&["actions", "--status", "done"], &["Oil the gate"]),
        (&["actions", "--status", "done,open", "--owner", "lund"], &["Oil the gate"]),
        (&["actions", "--status", "none"], &[]),
        (&["actions", "--priority", "critical,high"], &["Order the paint"]),
        (&["actions", "--priority", "none"], &["Mend the pump", "Oil the gate"]),
        (&["actions", "--period", "sprint 4"], &["Mend the pump", "Oil the gate"]),
        (&["actions", "--kind", "meeting"], &["Order the paint"]),
        (&["actions", "--since", "2026-04"], &["Order the paint"]),
        (&["actions", "--until", "2026-Q1"], &["Mend the pump", "Oil the gate"]),
        (&["actions", "--since", "2026-03-14", "--until", "2026-05-01"], &[]),
        (&["actions", "--text", "PUMP mend"], &["Mend the pump"]),
        (&["learnings", "--text", "dear"], &["Ask before you cut: ropes are dear"]),
        (&["debts", "--since", "2020"], &[]),
        (&["people", "--kind", "team,role"], &["DevOps"]),
        (&["people", "--status", "open", "--kind", "debt"], &["DevOps"]),
        (&["people", "--text", "berg"], &["Ada Berg"]),
        (&["tickets", "--kind", "debt"], &["Two timetables"]),
        (&["tickets", "--owner", "Ada", "--status", "open"], &["Mend the pump"]),
        (&["tickets", "--text", "PMP-9"], &["Two timetables"]),
    ] {
        assert_eq!(titles(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn people_read_it_as_a_table() {
    let folder = project(FILES);
    let day = ["--today", "2026-05-05", "-q"];
    let (code, table, _) =
        ran(folder.path(), &[&["query", "actions"][..], &day].concat());
    let expected = "\
STATE  PRIORITY  ID     WHAT             OWNERS    WHEN                     WHERE
open             PMP-3  Mend the pump    Ada Berg  27 March 2026 (overdue)  reports/week-11.md:8
open   high             Order the paint                                     minutes.md:12
done                    Oil the gate     Jo Lund                            reports/week-11.md:9
";
    assert_eq!((code, table.as_str()), (0, expected));
}

#[test]
fn names_that_nobody_bears_are_said() {
    let folder = project(FILES);
    let found = ran(
        folder.path(),
        &["query", "actions", "content", "--owner", "Joe Lund", "--period", "Sprint 9"],
    );
    let said = "no document names the owner `Joe Lund`; did you mean `Jo Lund`?\n\
                no document names the period `Sprint 9`; did you mean `Sprint 4`?\nnothing found\n";
    assert_eq!(found, (0, String::new(), said.to_owned()));
    for (arguments, part) in [
        (["query", "actions", "--status", "opne"], "a similar value exists: 'open'"),
        (["query", "actions", "--since", "soon"], "a day such as 2026-03-20"),
        (["query", "action", "--owner", "x"], "a similar value exists: 'actions'"),
    ] {
        let (code, _, talk) = ran(folder.path(), &arguments);
        assert_eq!((code, talk.lines().count()), (2, 1), "{talk}");
        assert!(talk.contains(part), "{talk}");
    }
}
