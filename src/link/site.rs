//! Everything known, cross-linked. Built once, then only read.

use super::mention::Backlink;
use super::mention::Link;
use super::mention::Spot;
use super::names::HiddenNames;
use super::shared::Shared;
use super::spots::Spots;
use crate::diag::Finding;
use crate::model::Certainty;
use crate::model::Facts;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Priority;
use crate::model::Status;
use crate::parse::Layout;
use crate::source::Source;
use crate::text::Day;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::text::Span;
use schemars::JsonSchema;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The days of the first and last commit of each document.
pub type History = BTreeMap<DocPath, (Day, Day)>;

/// What happens to documents marked `draft`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// They have no page.
    #[default]
    Hidden,
    /// They have a page that says so.
    Shown,
}

/// A document's place in `Site::docs`. Like every id here it means nothing outside
/// its site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// A mention: the item at `item` of `doc`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// In which document.
    pub doc: DocId,
    /// Its place in `Facts::items`.
    pub item: u32,
}

/// A place in `Site::entries`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// A place in `Site::people`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

/// A place in `Site::tickets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketId(pub u32);

/// A place in `Site::periods`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodId(pub u32);

/// Everything known, cross-linked.
#[derive(Clone, Debug)]
pub struct Site {
    /// The day the site is built for.
    pub today: Day,
    /// Whether drafts have a page.
    pub drafts: Drafts,
    /// The names that are shown nowhere.
    pub hidden: HiddenNames,
    /// The documents, by path; drafts included, they have no page unless shown.
    pub docs: Vec<Doc>,
    /// The things the documents speak of, in order of first mention.
    pub entries: Shared<Entry>,
    /// The people, roles and teams, in order of appearance.
    pub people: Vec<Person>,
    /// The tickets that have a page, in order of appearance.
    pub tickets: Vec<Ticket>,
    /// Sprints and the like, in order of appearance.
    pub periods: Vec<Period>,
    /// The words that documents explain, and the abbreviations that three or more use
    /// and nobody explains; by name.
    pub terms: Vec<Term>,
    /// What several documents are about, by name.
    pub topics: Vec<Topic>,
    /// Files that documents refer to and that are published beside them.
    pub attachments: BTreeMap<DocPath, SitePath>,
    /// All findings, by path and place.
    pub findings: Vec<Finding>,
}

/// One document of the site.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Its text.
    pub source: Arc<Source>,
    /// Its blocks.
    pub layout: Arc<Layout>,
    /// What it states.
    pub facts: Arc<Facts>,
    /// Its page.
    pub url: SitePath,
    /// The title shown: stated, else made from the file's name.
    pub title: String,
    /// Marked `draft`; without a page unless drafts are shown.
    pub draft: bool,
    /// Days of its first and last commit, with full history only.
    pub created: Option<Day>,
    /// See `created`.
    pub changed: Option<Day>,
    /// Its place in time and whether it is derived from the history instead of stated.
    pub time: Option<(Span, Derived)>,
    /// The scope of its periods.
    pub scope: String,
    /// The entry of each item, in the order of `Facts::items`; none for a hidden
    /// draft, which takes part in nothing.
    pub entries: Vec<EntryId>,
    /// The days of each item's due time, in the order of `Facts::items`: those
    /// read, else those of the period it names.
    pub dues: Vec<Option<(Span, Certainty)>>,
    /// The person of each of `Facts::people`; `None` for excluded ones.
    pub people: Vec<Option<PersonId>>,
    /// The periods it is about.
    pub periods: Vec<PeriodId>,
    /// The tickets it mentions, each once.
    pub tickets: Vec<TicketId>,
    /// The links in its text, authored and made, in text order.
    pub links: Shared<Link>,
    /// Who mentions it or one of its headings, by document and place.
    pub backlinks: Vec<Backlink>,
}

/// Whether a document's place in time was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Derived {
    /// The text states it.
    Stated,
    /// It is the day of a commit.
    FromHistory,
}

/// One thing and all mentions of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The ticket id, else `path#anchor` of the first mention.
    pub id: String,
    /// Its page or its place in a document.
    pub url: SitePath,
    /// The title of its first mention that has a full one.
    pub title: String,
    /// What it is.
    pub kind: ItemType,
    /// The mentions, oldest first.
    pub items: Vec<ItemId>,
    /// The mention that tells its present state: the latest dated one.
    pub latest: ItemId,
    /// Its state, if any mention says one.
    pub status: Option<Status>,
    /// Its priority, if any mention says one.
    pub priority: Option<Priority>,
    /// Who is responsible now, leads first.
    pub owners: Vec<PersonId>,
    /// Those of `owners` who lead.
    pub leads: Vec<PersonId>,
    /// When it is due, as the latest mention that says so has it.
    pub when: Option<Due>,
    /// How often a later document repeated it while it was not done.
    pub carried: u32,
    /// The day of the first dated mention.
    pub first_seen: Option<Day>,
    /// The day of the last dated mention.
    pub last_seen: Option<Day>,
    /// Said to be open, due in writing before `today`, mentioned recently
    /// (`fresh_days`): the only work that is called late.
    pub overdue: bool,
}

/// A due time with its days, if they are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Due {
    /// As written.
    pub text: String,
    /// The days and how sure they are.
    pub span: Option<(Span, Certainty)>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum PersonSort {
    /// A human name or handle.
    Person,
    /// A role such as `Security Architect`.
    Role,
    /// A team, or `All`.
    Team,
}

impl PersonSort {
    /// The word of the export.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Role => "role",
            Self::Team => "team",
        }
    }
}

/// One person, role or team, whatever the documents call them.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name shown.
    pub name: String,
    /// The page; `None` if they have none.
    pub url: Option<SitePath>,
    /// What the name stands for.
    pub sort: PersonSort,
    /// The other forms, as written.
    pub aliases: Vec<String>,
    /// Where they are responsible: entry, and their part in the author's words.
    pub entries: Vec<Part>,
    /// The documents that name them, by path.
    pub docs: Vec<DocId>,
    /// What to ask them about: topic, document and line.
    pub contact_for: Vec<(String, DocId, u32)>,
    /// Others who may be the same.
    pub maybe_same_as: Vec<PersonId>,
    /// The sentences that mention them through a made link.
    pub backlinks: Vec<Backlink>,
}

/// Someone's part in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The entry.
    pub entry: EntryId,
    /// Whether they lead it.
    pub leads: bool,
    /// Their duty in the author's words.
    pub duty: Option<String>,
}

/// A ticket with a page.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Its id as written.
    pub id: String,
    /// The title of its entry, else of the first line that has it.
    pub title: String,
    /// Its page.
    pub url: SitePath,
    /// Its entry; `None` where it is only named.
    pub entry: Option<EntryId>,
    /// The tickets it waits for, known ones.
    pub depends_on: Vec<TicketId>,
    /// The tickets that wait for it.
    pub needed_by: Vec<TicketId>,
    /// All places that name it outside code.
    pub mentions: Vec<Backlink>,
    /// Two values for one thing.
    pub conflicts: Vec<Conflict>,
}

/// Two values for one thing, within one document or on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Of what: `depends_on`, `status`, `points`, `priority`.
    pub field: &'static str,
    /// The values in the order of `places`.
    pub values: Vec<String>,
    /// Where: document and 1-based line.
    pub places: Vec<(DocId, u32)>,
}

/// A sprint or another period that documents are about.
#[derive(Clone, Debug)]
pub struct Period {
    /// As written first: `Sprint 1`.
    pub name: String,
    /// The team or project; empty for quarters, months and years, and where the
    /// documents of a flat folder tell none.
    pub scope: String,
    /// Whether it is a quarter, a month or a year: the same for everyone.
    pub is_time: bool,
    /// Its page.
    pub url: SitePath,
    /// Its days, where a calendar or a document states them.
    pub span: Option<Span>,
    /// The documents about it, by path.
    pub docs: Vec<DocId>,
    /// The entries due in it or of its documents, in order of appearance.
    pub entries: Vec<EntryId>,
    /// The sentences that mention it through a made link.
    pub backlinks: Vec<Backlink>,
}

/// A word that is explained, or an abbreviation in wide use.
#[derive(Clone, Debug)]
pub struct Term {
    /// As its explanation writes it.
    pub text: String,
    /// What an abbreviation stands for, where a text spells it out.
    pub long: Option<String>,
    /// The sentences that explain it, the one of a glossary first; none for an
    /// abbreviation that nobody explains.
    pub explained: Vec<Backlink>,
    /// Of an abbreviation: where it stands first, in the earliest document.
    pub first: Option<Backlink>,
    /// Of an abbreviation: the documents that use it, by path.
    pub docs: Vec<DocId>,
}

/// A term that the titles of several documents have.
#[derive(Clone, Debug)]
pub struct Topic {
    /// As most titles write it.
    pub name: String,
    /// Its page.
    pub url: SitePath,
    /// The documents, by path.
    pub docs: Vec<DocId>,
    /// The entries that bear it in their title, in order of appearance.
    pub entries: Vec<EntryId>,
}

impl Site {
    /// The document with this id.
    pub fn doc(&self, id: DocId) -> Option<&Doc> {
        self.docs.get(id.0 as usize)
    }

    /// The entry with this id.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.0 as usize)
    }

    /// The ticket with this id.
    pub fn ticket(&self, id: TicketId) -> Option<&Ticket> {
        self.tickets.get(id.0 as usize)
    }

    /// The period with this id.
    pub fn period(&self, id: PeriodId) -> Option<&Period> {
        self.periods.get(id.0 as usize)
    }

    /// The mention with this id, and its document.
    pub fn item(&self, id: ItemId) -> Option<(&Doc, &Item)> {
        let doc = self.doc(id.doc)?;
        Some((doc, doc.facts.items.get(id.item as usize)?))
    }

    /// What stands around each of `mentions`. Cutting text into sentences is dear, and
    /// most mentions are never shown: so it is done for those that are asked for.
    pub fn spots(&self, mentions: &[Backlink]) -> Vec<Spot> {
        let mut last: Option<(DocId, Spots<'_>)> = None;
        let spot = |mention: &Backlink| {
            let doc = self.doc(mention.from)?;
            let is_last = last.as_ref().is_some_and(|(id, _)| *id == mention.from);
            if !is_last {
                last = Some((mention.from, Spots::of(doc)));
            }
            Some(last.as_mut()?.1.spot(mention.range))
        };
        mentions.iter().map(spot).map(Option::unwrap_or_default).collect()
    }

    /// The documents with a page: all but hidden drafts.
    pub fn published(&self) -> impl Iterator<Item = (DocId, &Doc)> {
        (0_u32..).map(DocId).zip(&self.docs).filter(|(_, doc)| self.has_page(doc))
    }

    /// Whether a document has a page: drafts only where they are shown.
    pub fn has_page(&self, doc: &Doc) -> bool {
        !doc.draft || self.drafts == Drafts::Shown
    }
}
