//! Answers a question about what the documents say, as a table and as data.
//!
//! The rows of a register are its entries in the order of its page. Filters of one
//! sort widen (`open` or `blocked`), filters of different sorts narrow.

mod filter;
mod names;
mod rows;

pub use crate::model::{DocKind, Priority, Status};
pub use names::Unknown;

use super::words::Register;
use crate::link::Site;
use crate::text::Day;
use filter::Filter;
use serde_json::Value;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The entries of a register.
    Register(Register),
    /// Everyone whom the documents name.
    People,
    /// The tickets.
    Tickets,
}

/// A question. An empty list asks for all.
#[derive(Clone, Debug)]
pub struct Query {
    /// What is listed.
    pub subject: Subject,
    /// Names of people; `none` is nobody.
    pub owners: Vec<String>,
    /// States; `None` is that of which nothing is said.
    pub statuses: Vec<Option<Status>>,
    /// Priorities; `None` is that of which nothing is said.
    pub priorities: Vec<Option<Priority>>,
    /// Names of periods.
    pub periods: Vec<String>,
    /// Words for kinds of documents, types of entries and sorts of people.
    pub kinds: Vec<String>,
    /// Mentioned on this day or later.
    pub since: Option<Day>,
    /// Mentioned on this day or earlier.
    pub until: Option<Day>,
    /// Words that must all be there.
    pub text: Vec<String>,
}

/// A table, and what of the question means nothing here.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The heads of the columns; the last is a place.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Names in the question that no document knows.
    pub unknown: Vec<Unknown>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// A cell for each column; empty where nothing is said.
    pub cells: Vec<String>,
    /// The same as the export has it, with `document` and `line` of its latest mention.
    pub export: Value,
}

/// Answers a question about a site.
pub fn query(site: &Site, query: &Query) -> Answer {
    let (filter, unknown) = Filter::of(site, query);
    let (columns, rows) = match query.subject {
        Subject::Register(register) => (rows::ENTRY, rows::entries(&filter, register)),
        Subject::People => (rows::PERSON, rows::people(&filter)),
        Subject::Tickets => (rows::TICKET, rows::tickets(&filter)),
    };
    Answer { columns: columns.to_vec(), rows, unknown }
}
