//! What several kinds of pages show: lines, names, times, quotations.

use super::href::Href;
use crate::model::Basis;
use crate::model::Certainty;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Priority;
use crate::text::Day;
use schemars::JsonSchema;
use serde::Serialize;

/// A text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Linked {
    /// Where it leads.
    pub href: Href,
    /// The text.
    pub text: String,
}

/// Someone's name, with their page if they have one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Who {
    /// The name shown.
    pub name: String,
    /// Their page.
    pub href: Option<Href>,
    /// Their part in the author's words.
    pub duty: Option<String>,
    /// What the naming rests on, where the entry itself does not name them.
    pub basis: Option<Basis>,
}

/// How far an entry is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Standing {
    /// The key of its word.
    pub word: &'static str,
    /// What it rests on, where the entry does not say so itself.
    pub basis: Option<Basis>,
}

/// When an entry is due.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct When {
    /// As written.
    pub text: String,
    /// How sure the days are; `None` without days.
    pub certainty: Option<Certainty>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

/// An entry as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Row {
    /// Its latest mention.
    pub href: Href,
    /// The author's title.
    pub title: String,
    /// Its ticket.
    pub ticket: Option<Linked>,
    /// What it is.
    pub kind: ItemType,
    /// What `kind` rests on, where it is a guess.
    pub kind_basis: Option<Basis>,
    /// How far it is.
    pub state: Option<Standing>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// Who is responsible, leads first.
    pub owners: Vec<Who>,
    /// When it is due.
    pub when: Option<When>,
    /// How many days it is late; of overdue entries only.
    pub late: Option<i32>,
    /// The document of its latest mention.
    pub doc: Linked,
    /// The day of its last dated mention.
    pub seen: Option<Day>,
    /// How often a later document repeated it while it was not done.
    pub carried: u32,
}

/// A count of entries of one type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct KindCount {
    /// The type.
    pub kind: ItemType,
    /// The register's word.
    pub register: &'static str,
    /// How many.
    pub count: usize,
}

/// A document as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct DocLine {
    /// Its page.
    pub href: Href,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: DocKind,
    /// Its date as precise as known: `2025-08-11` or `2025-08`.
    pub date: Option<String>,
    /// Whether the date comes from the history of the file, not from its text.
    pub from_history: bool,
    /// Its first sentence.
    pub summary: Option<String>,
    /// Its entries by register.
    pub counts: Vec<KindCount>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// A sentence that mentions something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Quote {
    /// The place.
    pub href: Href,
    /// The document's title.
    pub doc: String,
    /// The heading above it; empty at the top.
    pub section: String,
    /// The line in its file, 1-based.
    pub line: u32,
    /// The sentence up to the mention.
    pub before: String,
    /// The mention.
    pub hit: String,
    /// The rest of the sentence.
    pub after: String,
}

/// At most ten rows of a longer list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "TenOf{T}")]
pub struct Some10<T> {
    /// The first rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub all: usize,
}

impl<T> Some10<T> {
    /// The first ten of `items`, each made by `make`.
    pub(in crate::view) fn of<I>(items: &[I], make: impl FnMut(&I) -> T) -> Self {
        Self { rows: items.iter().take(10).map(make).collect(), all: items.len() }
    }
}
