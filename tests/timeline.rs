//! The timeline: promises, what came of them, and sprints with and without days.

use crate::newcomer::shown;

const KICKOFF: (&str, &str) = (
    "kickoff.md",
    "# Sprint 4 Kickoff\n\n**Date**: 2026-05-04\n**Team**: Pier\n\n\
     Sprint 4 runs from 2026-05-04 to 2026-05-15.\n\n## Action items\n\n\
     - [ ] PIER-1 Oil the crane (Owner: Ada Lind, due 2026-05-12)\n\
     - [ ] Paint the bollards (Owner: Bo Karlsen, due 2026-05-13)\n",
);
const REPORT: (&str, &str) = (
    "report.md",
    "# Sprint 4 Status Report\n\n**Date**: 2026-05-15\n**Team**: Pier\n\n## Action items\n\n\
     - [x] PIER-1 Oil the crane (Owner: Ada Lind, due 2026-05-12)\n\n\
     The plan for Sprint 9 comes later.\n",
);

#[test]
fn a_promise_and_what_came_of_it_are_two_lines() {
    let text = shown(&[KICKOFF, REPORT], "timeline.html");
    let has = |part: &str| assert!(text.contains(part), "no {part:?} in:\n{text}");
    has("15 May 2026\nDone\nPIER-1 Oil the crane");
    has("12 May 2026\nAction\nPIER-1 Oil the crane\nDone");
    has("13 May 2026\nAction\nPaint the bollards\noverdue");
}

#[test]
fn sprints_without_days_are_named_below() {
    let text = shown(&[KICKOFF, REPORT], "timeline.html");
    let below = text.split("Sprints without days").nth(1).unwrap_or_default();
    assert!(below.contains("Sprint 4\n"), "{text}");
}
