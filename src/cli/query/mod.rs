//! `kenning query`.

mod table;

use super::args;
use super::build;
use super::failure::Failure;
use super::inputs;
use super::out;
use super::plan::Plan;
use super::safe::safe_json;
use crate::build::Session;
use crate::text::{Moment, Span};
use crate::view::Register;
use crate::view::query::{Answer, Priority, Query, Status, Subject, Unknown};
use serde_json::Value;

/// Prints what a question about the documents asks for.
pub(super) fn query(plan: &Plan, action: &args::Query) -> Result<u8, Failure> {
    let gathered = inputs::gather(plan)?;
    let inputs = build::whole(plan, &gathered)?;
    let answer = Session::default().query(&inputs, &asked(action));
    for unknown in &answer.unknown {
        plan.out.say(&said(unknown));
    }
    let text = if action.json { json(&answer) } else { table::table(&answer) };
    out::data(text.as_bytes())?;
    if answer.rows.is_empty() {
        plan.out.say("nothing found");
    }
    Ok(0)
}

/// The rows as one JSON array. Values write as they are, so that this cannot fail.
fn json(answer: &Answer) -> String {
    let rows: Vec<&Value> = answer.rows.iter().map(|row| &row.export).collect();
    let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    format!("{}\n", safe_json(&text))
}

fn said(unknown: &Unknown) -> String {
    let Unknown { what, name, like } = unknown;
    let hint = match like {
        Some(like) => format!("; did you mean `{like}`?"),
        None => String::new(),
    };
    format!("no document names the {what} `{name}`{hint}")
}

fn asked(action: &args::Query) -> Query {
    let first = |span: Span| span.from;
    Query {
        subject: subject(action.subject),
        owners: action.owner.clone(),
        // What clap let through is one of the words, or `none`.
        statuses: action.status.iter().map(|word| Status::from_word(word)).collect(),
        priorities: action
            .priority
            .iter()
            .map(|word| Priority::from_word(word))
            .collect(),
        periods: action.period.clone(),
        kinds: action.kind.clone(),
        since: action.since.and_then(Moment::span).map(first),
        until: action.until.and_then(Moment::span).map(|span| span.to),
        text: action.text.clone(),
    }
}

fn subject(subject: args::Subject) -> Subject {
    match subject {
        args::Subject::Actions => Subject::Register(Register::Actions),
        args::Subject::Debts => Subject::Register(Register::Debts),
        args::Subject::Decisions => Subject::Register(Register::Decisions),
        args::Subject::Learnings => Subject::Register(Register::Learnings),
        args::Subject::Risks => Subject::Register(Register::Risks),
        args::Subject::Questions => Subject::Register(Register::Questions),
        args::Subject::People => Subject::People,
        args::Subject::Tickets => Subject::Tickets,
    }
}
