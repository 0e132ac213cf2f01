//! A made-up folder of team documents, the same at every run.
//!
//! Five kinds in turn (learnings, status report, kickoff, debt register, decision),
//! fifty to a folder, about 6 KB each, with owners, dates, sprints, tickets, code in
//! seven languages, and links to documents before and after.

mod words;

use kenning::text::DocPath;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use words::{
    CODE, CURES, DUTIES, OWNERS, PREFIXES, PRIORITIES, REMARKS, STATES, THINGS, TROUBLES,
};

const KINDS: [&str; 5] = ["learnings", "status", "kickoff", "debt", "decision"];
const PER_FOLDER: usize = 50;

/// The files of a folder of `count` documents, by path.
pub(crate) fn corpus(count: usize) -> BTreeMap<DocPath, Arc<[u8]>> {
    (0..count)
        .filter_map(|number| {
            let text = document(number, count);
            Some((DocPath::new(&path(number))?, text.into_bytes().into()))
        })
        .collect()
}

/// Where document `number` lies, such as `team-02/0057-kickoff.md`.
pub(crate) fn path(number: usize) -> String {
    let kind = KINDS[number % KINDS.len()];
    format!("team-{:02}/{number:04}-{kind}.md", number / PER_FOLDER)
}

/// The text of document `number` of `count`.
pub(crate) fn document(number: usize, count: usize) -> String {
    let mut draft = Draft { text: String::new(), number, count, dice: Dice::new(number) };
    match number % KINDS.len() {
        0 => learnings(&mut draft),
        1 => status(&mut draft),
        2 => kickoff(&mut draft),
        3 => debts(&mut draft),
        _ => decision(&mut draft),
    }
    draft.text
}

fn learnings(draft: &mut Draft) {
    draft.head("Learnings");
    for rank in 1..=6 {
        let (thing, priority) = (draft.pick(THINGS), draft.pick(PRIORITIES));
        draft.line(&format!("### {rank}. {thing} - {priority}"));
        draft.field("Issue", TROUBLES);
        draft.field("Fix", CURES);
        let owners = draft.owners();
        draft.line(&format!("- **Owner**: {owners}"));
        let sprint = draft.sprint();
        draft.line(&format!("- **Timeline**: {sprint}\n"));
        draft.prose(5);
        if rank % 2 == 0 {
            draft.code();
        }
    }
    draft.related();
}

fn status(draft: &mut Draft) {
    draft.head("Status report");
    draft.line("## Tickets\n\n| Ticket | Title | Owner | Status | Points |");
    draft.line("|---|---|---|---|---|");
    for _ in 0..12 {
        let (ticket, thing) = (draft.ticket(), draft.pick(THINGS));
        let (owner, state) = (draft.pick(OWNERS), draft.pick(STATES));
        let points = draft.dice.roll(8) + 1;
        draft.line(&format!("| {ticket} | {thing} | {owner} | {state} | {points} |"));
    }
    draft.line("\n## What happened\n");
    draft.prose(29);
    draft.code();
    draft.line("## Risks\n");
    for _ in 0..3 {
        let (thing, trouble) = (draft.pick(THINGS), draft.pick(TROUBLES));
        let cure = draft.pick(CURES);
        draft.line(&format!("- **{thing}**: it {trouble}. Mitigation: {cure}."));
    }
    draft.line("");
    draft.prose(19);
    draft.related();
}

fn kickoff(draft: &mut Draft) {
    draft.head("Kickoff");
    draft.line("## Present\n");
    for _ in 0..4 {
        let owner = draft.pick(OWNERS);
        draft.line(&format!("- {owner}"));
    }
    draft.line("");
    draft.prose(14);
    for day in 1..=4 {
        let (thing, owner) = (draft.pick(THINGS), draft.pick(OWNERS));
        draft.line(&format!("## {day}. {thing} (Owner: {owner})\n"));
        for step in 0..4 {
            let tick = if draft.dice.roll(3) == 0 { 'x' } else { ' ' };
            let (cure, ticket) = (draft.pick(CURES), draft.ticket());
            draft.line(&format!("- [{tick}] {step}: {cure} ({ticket})"));
        }
        draft.line("");
        draft.prose(10);
    }
    draft.code();
    draft.related();
}

fn debts(draft: &mut Draft) {
    draft.head("Technical debt");
    for rank in 1..=5 {
        let thing = draft.pick(THINGS);
        draft.line(&format!("### {rank}. {thing}"));
        let (priority, state) = (draft.pick(PRIORITIES), draft.pick(STATES));
        draft.line(&format!("**Priority**: {priority}\n**Status**: {state}"));
        let (owner, ticket) = (draft.pick(OWNERS), draft.ticket());
        draft.line(&format!("**Owner**: {owner}\n**Ticket**: {ticket}\n"));
        draft.line("#### Impact\n");
        draft.prose(10);
        draft.line("#### Remediation\n");
        draft.field("First", CURES);
        draft.field("Then", CURES);
        draft.line("");
        draft.code();
    }
    draft.related();
}

fn decision(draft: &mut Draft) {
    draft.head("Decision");
    let owner = draft.pick(OWNERS);
    draft.line(&format!("**Decided by**: {owner}\n\n## Context\n"));
    draft.prose(24);
    draft.line("## Decision\n");
    let (thing, cure) = (draft.pick(THINGS), draft.pick(CURES));
    draft.line(&format!("For the {} we will {cure}.\n", thing.to_lowercase()));
    draft.code();
    draft.line("## Consequences\n");
    draft.prose(24);
    draft.code();
    draft.line("## Open questions\n");
    for rank in 1..=3 {
        let thing = draft.pick(THINGS).to_lowercase();
        draft.line(&format!("{rank}. **Who runs the {thing} at night?**"));
    }
    draft.line("");
    draft.prose(14);
    draft.related();
}

/// A document while it is written.
struct Draft {
    text: String,
    number: usize,
    count: usize,
    dice: Dice,
}

impl Draft {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self, kind: &str) {
        let (number, thing) = (self.number, self.pick(THINGS));
        let (month, day) = (number / 5 % 12 + 1, number % 28 + 1);
        let sprint = self.sprint();
        self.line(&format!("# {kind} {number}: {thing}\n"));
        self.line(&format!("**Date**: 2025-{month:02}-{day:02}  "));
        self.line(&format!("**Sprint**: {sprint}\n"));
        self.prose(3);
    }

    fn field(&mut self, label: &str, values: &[&str]) {
        let value = self.pick(values);
        self.line(&format!("- **{label}**: {value}"));
    }

    fn prose(&mut self, sentences: usize) {
        for at in 0..sentences {
            let remark = self.pick(REMARKS);
            self.text.push_str(remark);
            if at % 4 == 2 {
                let (thing, ticket) = (self.pick(THINGS), self.ticket());
                let _ = write!(self.text, " The *{thing}* is `{ticket}`.");
            }
            self.text.push(if at % 4 == 3 { '\n' } else { ' ' });
        }
        self.text.push_str("\n\n");
    }

    fn code(&mut self) {
        let (language, lines) = CODE[self.dice.roll(CODE.len())];
        let number = (self.dice.roll(90) + 10).to_string();
        let lines = lines.replace("{n}", &number);
        self.line(&format!("```{language}\n{lines}```\n"));
    }

    fn related(&mut self) {
        self.line("## Related\n");
        for _ in 0..4 {
            let other = self.dice.roll(self.count);
            self.line(&format!("- [Document {other}](../{})", path(other)));
        }
    }

    fn owners(&mut self) -> String {
        let (lead, second) = (self.pick(OWNERS), self.pick(OWNERS));
        let duty = self.pick(DUTIES);
        format!("{lead} (Primary), {second} ({duty})")
    }

    fn ticket(&mut self) -> String {
        let prefix = PREFIXES[self.number / PER_FOLDER % PREFIXES.len()];
        format!("{prefix}-{:03}", self.dice.roll(self.count.max(10)) + 1)
    }

    fn sprint(&self) -> String {
        format!("Sprint {}", self.number / KINDS.len() % 26 + 1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.dice.roll(from.len())]
    }
}

/// Chance that repeats itself: `SplitMix64`, seeded with the document's number.
struct Dice(u64);

impl Dice {
    fn new(seed: usize) -> Self {
        Self((seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1))
    }

    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % sides.max(1) as u64).unwrap_or(0)
    }
}
