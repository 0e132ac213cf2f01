//! `kenning explain`.

mod place;
mod text;

pub(super) use place::NotExplained;

use super::args;
use super::failure::Failure;
use super::inputs;
use super::out;
use super::plan::Plan;
use super::safe::safe_json;
use crate::build::{Drafts, Session};
use crate::disk;
use place::Place;

/// Prints each fact read at a place, and how.
pub(super) fn explain(plan: &Plan, action: &args::Explain) -> Result<u8, Failure> {
    let gathered = inputs::gather(plan)?;
    let place = place::place(&action.place, &plan.source, &gathered.folder)?;
    let Place { path, line } = place;
    let past = disk::history(&plan.source);
    let (today, _) = gathered.today(plan);
    let inputs = gathered.inputs(&past, today, Drafts::Hidden);
    let Some(found) = Session::default().explain(&inputs, &path, line) else {
        return Err(NotExplained::Unreadable(path).into());
    };
    let lines = found.length;
    if let Some(line) = line.filter(|line| !(1..=lines).contains(line)) {
        return Err(NotExplained::NoLine { path, line, lines }.into());
    }
    if action.json {
        // Keys are words, so that writing cannot fail.
        let json = serde_json::to_string_pretty(&found).unwrap_or_default();
        out::data(format!("{}\n", safe_json(&json)).as_bytes())?;
    } else {
        out::data(text::report(&found).as_bytes())?;
    }
    Ok(0)
}
