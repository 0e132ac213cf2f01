//! How much one document may hold.
//!
//! Reading takes time in proportion to a document's length, but what it links to and
//! whom it names is looked up over the whole site. So a document that holds more than
//! people write is left out, with a finding that names it, and costs the others
//! nothing. The limits are far above what was ever seen: the largest real register had
//! 400 entries.

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::model::Facts;
use crate::parse::BlockKind;
use crate::parse::Document;

/// Lists, quotations and emphasis within one another. A list counts twice for each
/// level, so that this is more than forty.
const DEPTH: usize = 100;

const CELLS: usize = 200_000;

const LINKS: usize = 20_000;

/// Entries: tasks, learnings, risks and the like.
const ITEMS: usize = 10_000;

/// Different people.
const NAMES: usize = 5_000;

/// Mentions of people.
const PEOPLE: usize = 20_000;

/// Mentions of tickets.
const TICKETS: usize = 50_000;

/// The remark on a document whose form is over a limit.
pub(super) fn form(document: &Document) -> Option<Diagnostic> {
    let cell = |kind: &BlockKind| *kind == BlockKind::Cell;
    let cells = document.blocks.iter().filter(|block| cell(&block.kind)).count();
    let depth = document.depth as usize;
    over(&[
        (depth, DEPTH, "lists and quotations within one another"),
        (cells, CELLS, "cells of tables"),
        (document.links as usize, LINKS, "links"),
    ])
}

/// The remark on a document whose content is over a limit.
pub(super) fn content(facts: &Facts) -> Option<Diagnostic> {
    let owners = facts.items.iter().map(|item| item.owners.len()).sum::<usize>();
    let people = facts.people.len() + facts.contacts.len() + owners;
    over(&[
        (facts.items.len(), ITEMS, "entries"),
        (facts.people.len(), NAMES, "names of people"),
        (people, PEOPLE, "mentions of people"),
        (facts.id_mentions.len(), TICKETS, "mentions of tickets"),
    ])
}

fn over(counts: &[(usize, usize, &str)]) -> Option<Diagnostic> {
    let (count, limit, what) = counts.iter().find(|(count, limit, _)| count > limit)?;
    Some(Diagnostic {
        code: Code::OverLimit,
        range: None,
        message: format!("the document has {count} {what}; the limit is {limit}"),
        hint: Some("it is left out; split it into several files".into()),
    })
}
