//! The forms of new documents.

use super::super::args;
use crate::text::Day;

/// What a new document shall say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper<'a> {
    pub(super) kind: &'a str,
    pub(super) title: &'a str,
    pub(super) date: Day,
    pub(super) action: &'a args::New,
}

/// The form of a kind. Comments show how to write what kenning reads.
fn form(kind: &str) -> &'static str {
    match kind {
        "learning" => include_str!("learning.md"),
        "status" => include_str!("status.md"),
        "kickoff" => include_str!("kickoff.md"),
        "debt" => include_str!("debt.md"),
        "meeting" => include_str!("meeting.md"),
        "decision" => include_str!("decision.md"),
        "postmortem" => include_str!("postmortem.md"),
        _ => include_str!("other.md"),
    }
}

/// The form with its blanks filled; a line whose blank has nothing is left out.
pub(super) fn filled(paper: &Paper<'_>) -> String {
    let owners = paper.action.owner.join(", ");
    let period = paper.action.period.clone().unwrap_or_default();
    let mut text = String::new();
    for line in form(paper.kind).lines() {
        let blanks = [("{owner}", &owners), ("{period}", &period)];
        if blanks.iter().any(|(blank, with)| line.contains(blank) && with.is_empty()) {
            continue;
        }
        let line = line
            .replace("{title}", &escaped(paper.title))
            .replace("{date}", &paper.date.to_string())
            .replace("{owner}", &escaped(&owners))
            .replace("{period}", &escaped(&period));
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Plain text as Markdown has it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$'
        ) {
            out.push('\\');
        }
        if c == '&' { out.push_str("&amp;") } else { out.push(c) }
    }
    out
}
