//! What a page says beside a fact that the text does not state: on what it rests, and
//! what to write where it is wrong.

use super::corrections;
use super::rules;
use crate::model::Basis;
use crate::model::Evidence;
use schemars::JsonSchema;
use serde::Serialize;

/// A fact that was derived or guessed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Unwritten {
    /// Which fact: `owner`.
    pub fact: &'static str,
    /// What it rests on.
    pub basis: Basis,
    /// What was read instead, as a part of a sentence.
    pub reads: String,
    /// What to write in the text where it is wrong.
    pub correct: String,
}

/// What is said of a fact read on such grounds; nothing where the text states it
/// itself or by a heading above.
pub(in crate::view) fn unwritten(fact: &'static str, by: Evidence) -> Option<Unwritten> {
    let likely = matches!(by.basis, Basis::Derived | Basis::Guessed);
    let row = corrections(fact).find(|row| !row.text.is_empty()).filter(|_| likely)?;
    let (reads, correct) = (plain(rules::reads(by.rule)), plain(&row.text));
    Some(Unwritten { fact, basis: by.basis, reads, correct })
}

/// Markdown with code as plain text: the code stands in quotation marks.
fn plain(markdown: &str) -> String {
    let parts = markdown.split('`').enumerate();
    let quoted = |(at, part): (usize, &str)| {
        if at % 2 == 1 { format!("“{part}”") } else { part.to_owned() }
    };
    parts.map(quoted).collect()
}
