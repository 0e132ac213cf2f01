//! The facts a document states: plain data, in the words of the domain.

mod words;

mod details;

pub use details::Details;
pub use words::*;

use crate::text::{DateOrder, Moment, Span, TextRange};

/// Which rule read a fact, on what grounds, and from which bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The rule's name, such as `owner-field`.
    pub rule: &'static str,
    /// On what grounds.
    pub basis: Basis,
    /// The bytes that say so.
    pub range: TextRange,
}

/// A fact and where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Read<T> {
    /// The fact.
    pub value: T,
    /// Where it was read.
    pub by: Evidence,
}

/// The part someone plays in an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Leads: said so, or named without a part, alone or first.
    Lead,
    /// Shares it, without a stated part.
    Share,
    /// Another stated part, in the author's words: `Security Review`.
    Other(String),
}

/// Who is responsible for an entry, in which part, and where the text says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ownership {
    /// The name as the document's fullest form has it, without `@`.
    pub who: String,
    /// The part played.
    pub role: Role,
    /// The words in brackets behind the name, `Primary` included.
    pub duty: Option<String>,
    /// The bytes that name them.
    pub range: TextRange,
}

/// A due time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// As written: `Sprint 2 (2 weeks)`.
    pub text: String,
    /// The days, where the text or the document's date fixes them. Periods such
    /// as sprints get theirs when documents are linked.
    pub due: Option<(Span, Certainty)>,
    /// Where it was read.
    pub by: Evidence,
}

/// How an entry stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A heading with what stands below it.
    Heading,
    /// A row of a table.
    Row,
    /// An entry of a list.
    Entry,
    /// An entry of a list with a checkbox.
    Checkbox,
    /// A paragraph, such as `Action: …`.
    Paragraph,
}

/// One mention of a thing: a learning, task, debt, risk, decision, question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// Unique within the document (contract, "Anchors"); without `#`.
    pub anchor: String,
    /// The author's words without number, emoji, priority and emphasis.
    pub title: String,
    /// The bytes of the title's line or cell.
    pub range: TextRange,
    /// All that belongs to the entry, its fields and nested lists included.
    pub extent: TextRange,
    /// The block that starts it: its place in `Document::blocks`.
    pub block: u32,
    /// How it stands in the text.
    pub shape: Shape,
    /// What it is.
    pub kind: Read<ItemType>,
    /// Everyone named as responsible, leads first.
    pub owners: Vec<Ownership>,
    /// Where the owners were read.
    pub owners_by: Option<Evidence>,
    /// How far it is, if said.
    pub status: Option<Read<Status>>,
    /// The state in the author's words.
    pub status_text: Option<String>,
    /// How urgent it is, if said.
    pub priority: Option<Read<Priority>>,
    /// When it is due, if said.
    pub when: Option<When>,
    /// Its own ticket ids and those in its title.
    pub ids: Vec<String>,
    /// Everything else the author gave a label.
    pub details: Details,
}

/// Someone whom a document names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// The fullest form in the document, without `@`, role and company.
    pub name: String,
    /// Each form as written, in order of appearance.
    pub forms: Vec<String>,
    /// As what, in the order of `PersonRole::ALL`.
    pub roles: Vec<PersonRole>,
    /// Where they were first named so.
    pub by: Evidence,
}

/// A dated happening.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    /// When.
    pub date: Moment,
    /// What, in the author's words.
    pub label: String,
    /// The bytes of the date.
    pub range: TextRange,
}

/// Whom to ask about what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact {
    /// About what: `Infrastructure Issues`.
    pub topic: String,
    /// Whom: `DevOps Engineer`.
    pub who: String,
    /// The bytes that say so.
    pub range: TextRange,
}

/// A word that the text explains.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// As written: `SLO`, `Call-off`.
    pub text: String,
    /// What an abbreviation stands for, where the text spells it out.
    pub long: Option<String>,
    /// The bytes of the term, in the sentence or row that explains it.
    pub range: TextRange,
}

/// Where a ticket id, a person or a period stands in visible text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// As written: `QUAY-003`, `@DevOps`, `Sprint 2`.
    pub text: String,
    /// Its bytes.
    pub range: TextRange,
}

/// What a document's own dates tell about the order of `03/04/2026`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Slashes {
    /// It has none that could be two days, or its dates prove both orders.
    #[default]
    Silent,
    /// It has some that could be two days, and none that proves the order.
    Open,
    /// One of them, or the name of its file, proves the order.
    Proven(DateOrder),
}

/// A part of a document in which things are not looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unread {
    /// Its bytes; of a section with those below.
    pub range: TextRange,
    /// The title of the section, if its title is why.
    pub title: String,
    /// Why.
    pub why: Silence,
}

/// All that one document states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// What the document is.
    pub kind: Option<Read<DocKind>>,
    /// Its title.
    pub title: Option<Read<String>>,
    /// Its own main date, a day or a month.
    pub date: Option<Read<Moment>>,
    /// What its own dates tell about the order of days and months.
    pub slashes: Slashes,
    /// Its language, such as `en`.
    pub language: String,
    /// The rule that told the language.
    pub language_rule: &'static str,
    /// The sprints, weeks or phases that the whole document is about, as written.
    pub periods: Vec<String>,
    /// The days it states for periods: the period as written, the days, the bytes
    /// that say so.
    pub period_spans: Vec<(String, Span, TextRange)>,
    /// The team or project it states, if any.
    pub scope: Option<String>,
    /// The project that the name of its file tells; empty if it tells none.
    pub project: String,
    /// Its review state in the author's words, such as `CONSENSUS ACHIEVED`.
    pub status: Option<String>,
    /// Who is named, in order of appearance.
    pub people: Vec<Named>,
    /// The other forms of names in this document: `(short, name)`.
    pub aliases: Vec<(String, String)>,
    /// Those of `aliases` that the text states beside the name, as in `Ada Ray (AR)`:
    /// they hold in other documents too. A first name that only fits does not.
    pub stated_aliases: Vec<(String, String)>,
    /// The team's name, if stated.
    pub team: Option<String>,
    /// Whom to ask about what.
    pub contacts: Vec<Contact>,
    /// The mentions of things, in text order.
    pub items: Vec<Item>,
    /// Dated happenings, in text order.
    pub events: Vec<Event>,
    /// Ticket-like ids in visible text, each once, in order of appearance.
    pub ids: Vec<String>,
    /// Every place an id stands outside code.
    pub id_mentions: Vec<Mention>,
    /// The words that it explains, each once, in text order.
    pub terms: Vec<Term>,
    /// The abbreviations that it uses, explained or not, where each stands first.
    pub abbreviations: Vec<Mention>,
    /// Where no things were looked for, in text order.
    pub unread: Vec<Unread>,
    /// What corrections exclude from all reading, in text order, apart.
    pub ignored: Vec<TextRange>,
    /// Checkboxes with text: all, ticked.
    pub checkboxes: (u32, u32),
    /// How many fenced or indented code blocks there are.
    pub code_blocks: u32,
    /// Words of running text, for the reading time.
    pub words: u32,
    /// The first sentence of running prose, if any.
    pub summary: Option<String>,
}

impl Facts {
    /// Whether a correction excludes `range` from all reading.
    pub fn ignores(&self, range: TextRange) -> bool {
        let before = self.ignored.partition_point(|it| it.start <= range.start);
        let last = before.checked_sub(1).and_then(|at| self.ignored.get(at));
        last.is_some_and(|ignored| ignored.holds(range))
    }
}
