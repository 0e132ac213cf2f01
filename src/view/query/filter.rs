//! Which entries, people and tickets a question asks for.

use super::Query;
use super::Subject;
use super::names;
use super::names::Unknown;
use crate::link::Doc;
use crate::link::DocId;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::Person;
use crate::link::PersonId;
use crate::link::Site;
use crate::link::Ticket;
use crate::model::DocKind;
use crate::view::words;
use std::collections::BTreeSet;

/// The word for "nobody".
const NOBODY: &str = "none";

/// A question whose names are looked up.
pub(super) struct Filter<'a> {
    pub(super) site: &'a Site,
    query: &'a Query,
    owners: BTreeSet<PersonId>,
    nobody: bool,
    /// The entries of the periods asked for; `None` if none is.
    periods: Option<BTreeSet<EntryId>>,
    /// The words to look for, in lower case.
    text: Vec<String>,
}

impl<'a> Filter<'a> {
    pub(super) fn of(site: &'a Site, query: &'a Query) -> (Self, Vec<Unknown>) {
        let mut filter = Self {
            site,
            query,
            owners: BTreeSet::new(),
            nobody: false,
            periods: (!query.periods.is_empty()).then(BTreeSet::new),
            text: Vec::new(),
        };
        let mut unknown = Vec::new();
        for name in &query.owners {
            match names::people(site, name) {
                Ok(found) => filter.owners.extend(found),
                Err(_) if name.to_lowercase() == NOBODY => filter.nobody = true,
                Err(name) => unknown.push(name),
            }
        }
        for name in &query.periods {
            match names::periods(site, name) {
                Ok(found) => {
                    let found = found.into_iter().filter_map(|id| site.period(id));
                    let entries = found.flat_map(|period| period.entries.iter().copied());
                    filter.periods.get_or_insert_default().extend(entries);
                }
                Err(name) => unknown.push(name),
            }
        }
        let words = query.text.iter().flat_map(|text| text.split_whitespace());
        filter.text = words.map(str::to_lowercase).collect();
        (filter, unknown)
    }

    /// Whether an entry is asked for.
    pub(super) fn takes(&self, (id, entry): (EntryId, &Entry)) -> bool {
        let docs = || entry.items.iter().map(|item| item.doc);
        self.is_owned(entry)
            && self.stands(id, entry)
            && self.is_of_kind(Some(entry), docs)
            && self.is_between(docs())
            && self.says(|| spoken(self.site, entry))
    }

    /// Whether a person is asked for: by name, and by what they are responsible for.
    pub(super) fn takes_person(&self, (id, person): (PersonId, &Person)) -> bool {
        let named = self.query.owners.is_empty() || self.owners.contains(&id);
        let kinds = &self.query.kinds;
        let sorts = kinds.iter().any(|kind| person.sort.word() == kind);
        let entries = person.entries.iter().filter_map(|part| {
            let entry = self.site.entry(part.entry)?;
            Some((part.entry, entry))
        });
        let work = |(id, entry): (EntryId, &Entry)| {
            let docs = || entry.items.iter().map(|item| item.doc);
            self.stands(id, entry) && (sorts || self.is_of_kind(Some(entry), docs))
        };
        let all = self.query.statuses.is_empty()
            && self.query.priorities.is_empty()
            && self.periods.is_none()
            && (sorts || kinds.is_empty());
        let topics = person.contact_for.iter().map(|(topic, ..)| topic.as_str());
        named
            && (all || entries.into_iter().any(work))
            && self.is_between(person.docs.iter().copied())
            && self.says(|| {
                let names = person.aliases.iter().map(String::as_str);
                names
                    .chain([person.name.as_str()])
                    .chain(topics)
                    .map(str::to_owned)
                    .collect()
            })
    }

    /// Whether a ticket is asked for: by its entry, and by who mentions it.
    pub(super) fn takes_ticket(&self, ticket: &Ticket) -> bool {
        let entry = ticket.entry.and_then(|id| Some((id, self.site.entry(id)?)));
        let docs = || ticket.mentions.iter().map(|mention| mention.from);
        let stands = match entry {
            Some((id, entry)) => self.is_owned(entry) && self.stands(id, entry),
            None => {
                (self.query.owners.is_empty() || self.nobody)
                    && (self.query.statuses.is_empty()
                        || self.query.statuses.contains(&None))
                    && (self.query.priorities.is_empty()
                        || self.query.priorities.contains(&None))
                    && self.periods.is_none()
            }
        };
        stands
            && self.is_of_kind(entry.map(|(_, entry)| entry), docs)
            && self.is_between(docs())
            && self.says(|| {
                let lines = ticket.mentions.iter().filter_map(|mention| {
                    let source = &self.site.doc(mention.from)?.source;
                    Some(source.excerpt(mention.range.start).to_owned())
                });
                lines.chain([ticket.id.clone(), ticket.title.clone()]).collect()
            })
    }

    fn is_owned(&self, entry: &Entry) -> bool {
        self.query.owners.is_empty()
            || entry.owners.iter().any(|owner| self.owners.contains(owner))
            || self.nobody && entry.owners.is_empty()
    }

    fn stands(&self, id: EntryId, entry: &Entry) -> bool {
        let (statuses, priorities) = (&self.query.statuses, &self.query.priorities);
        (statuses.is_empty() || statuses.contains(&entry.status))
            && (priorities.is_empty() || priorities.contains(&entry.priority))
            && self.periods.as_ref().is_none_or(|entries| entries.contains(&id))
    }

    /// Whether a document that speaks of it is of a kind asked for, or it is itself. A
    /// word that is both means the document, but for tickets.
    fn is_of_kind<D>(&self, entry: Option<&Entry>, docs: impl Fn() -> D) -> bool
    where
        D: Iterator<Item = DocId>,
    {
        let kinds = &self.query.kinds;
        kinds.is_empty()
            || kinds.iter().any(|kind| {
                let own = DocKind::from_word(kind).is_none()
                    || self.query.subject == Subject::Tickets;
                let is = |doc: &Doc| words::doc_kind(&doc.facts).word() == kind;
                own && entry.is_some_and(|entry| entry.kind.word() == kind)
                    || docs().filter_map(|id| self.site.doc(id)).any(is)
            })
    }

    /// Whether one of the documents is of the time asked for.
    fn is_between(&self, mut docs: impl Iterator<Item = DocId>) -> bool {
        let (since, until) = (self.query.since, self.query.until);
        if since.is_none() && until.is_none() {
            return true;
        }
        docs.any(|id| {
            let time = self.site.doc(id).and_then(|doc| doc.time);
            time.is_some_and(|(span, _)| {
                since.is_none_or(|day| span.to >= day)
                    && until.is_none_or(|day| span.from <= day)
            })
        })
    }

    fn says(&self, texts: impl FnOnce() -> Vec<String>) -> bool {
        if self.text.is_empty() {
            return true;
        }
        let all = texts().join("\n").to_lowercase();
        self.text.iter().all(|word| all.contains(word.as_str()))
    }
}

/// Everything that the mentions of an entry say.
fn spoken(site: &Site, entry: &Entry) -> Vec<String> {
    let mut said = vec![entry.id.clone(), entry.title.clone()];
    for (doc, item) in entry.items.iter().filter_map(|id| site.item(*id)) {
        said.push(item.title.clone());
        said.push(doc.source.slice(item.extent).to_owned());
        said.push(doc.title.clone());
    }
    said
}
