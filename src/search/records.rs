//! What can be found: documents, entries, people, tickets, periods and topics.
//!
//! A record shard is JSON, a list of `[kind, title, address, owners, when, state,
//! where, document]`: words of the word list for kind and state, the address relative
//! to the root, `where` the document of an entry or the kind of a document, and the
//! number of its text, -1 without one. A document's entries follow it, so that what
//! is found together often lies together; an address on the page of the row before is
//! its anchor alone, and 0 stands for the `where` of the row before.

use super::postings::weight;
use crate::link::Doc;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::ItemId;
use crate::link::Period;
use crate::link::Person;
use crate::link::PersonId;
use crate::link::Site;
use crate::link::Ticket;
use crate::link::Topic;
use crate::text::SitePath;
use crate::view;
use crate::view::Register;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Records in one shard.
pub(super) const SHARD: usize = 512;

/// One thing that can be found.
pub(super) struct Record<'a> {
    /// Its text, if it is a document.
    pub(super) doc: Option<&'a Doc>,
    /// The document whose text shows it: a number among the documents.
    text: Option<usize>,
    /// `doc`, `owner`, `ticket`, `period`, `topic` or the type of an entry.
    pub(super) kind: &'static str,
    title: &'a str,
    url: String,
    owners: Vec<&'a str>,
    when: String,
    state: &'static str,
    place: &'a str,
    /// Texts whose words find it, with their weight.
    pub(super) words: Vec<(&'a str, u8)>,
    /// What filters ask for: `!k:debt`, `!o:dev-ops`.
    pub(super) facets: Vec<String>,
}

/// Everything that can be found, in the order of its numbers.
pub(super) fn records(site: &Site) -> Vec<Record<'_>> {
    let periods = periods_of(site);
    let mut by_doc: BTreeMap<u32, Vec<(EntryId, &Entry)>> = BTreeMap::new();
    let ticketed: BTreeSet<EntryId> =
        site.tickets.iter().filter_map(|ticket| ticket.entry).collect();
    let entries = (0..).map(EntryId).zip(&site.entries);
    for (id, entry) in entries.filter(|(id, _)| !ticketed.contains(id)) {
        let mentions = std::iter::once(&entry.latest).chain(entry.items.iter().rev());
        let shown =
            |item: &ItemId| site.doc(item.doc).is_some_and(|doc| site.has_page(doc));
        if let Some(item) = mentions.copied().find(shown) {
            by_doc.entry(item.doc.0).or_default().push((id, entry));
        }
    }
    let mut all = Vec::new();
    all.extend(site.tickets.iter().map(|ticket| ticket_record(site, ticket, &periods)));
    all.extend(site.people.iter().filter_map(person_record));
    all.extend(site.periods.iter().map(period_record));
    all.extend(site.topics.iter().map(topic_record));
    for (number, (id, doc)) in site.published().enumerate() {
        all.push(doc_record(site, doc, number));
        let entries = by_doc.remove(&id.0).unwrap_or_default();
        all.extend(entries.into_iter().filter_map(|(id, entry)| {
            entry_record(site, (id, entry), (doc, number), &periods)
        }));
    }
    all
}

fn doc_record<'a>(site: &'a Site, doc: &'a Doc, number: usize) -> Record<'a> {
    let kind = doc.facts.kind.map_or("other", |kind| kind.value.word());
    let owners: Vec<PersonId> = doc.people.iter().flatten().copied().collect();
    let mut facets = vec!["!k:doc".to_owned()];
    facets.extend(owners.iter().filter_map(|id| owner_facet(site, *id)));
    let periods = doc.periods.iter().filter_map(|id| site.period(*id));
    facets.extend(periods.map(period_facet));
    let date = doc.facts.date.map(|date| date.value.to_string());
    Record {
        doc: Some(doc),
        text: Some(number),
        when: date.unwrap_or_default(),
        place: kind,
        words: vec![
            (&doc.title, weight::TITLE),
            (doc.source.path.as_str(), weight::TEXT),
        ],
        facets,
        ..named("doc", &doc.title, doc.url.as_str())
    }
}

fn entry_record<'a>(
    site: &'a Site,
    (id, entry): (EntryId, &'a Entry),
    (doc, number): (&'a Doc, usize),
    periods: &BTreeMap<EntryId, Vec<String>>,
) -> Option<Record<'a>> {
    let register = Register::of(entry.kind)?;
    let mut mentions = entry.items.iter().rev().filter_map(|id| site.item(*id));
    let (_, item) = mentions.find(|(of, _)| std::ptr::eq(*of, doc))?;
    let mut record = Record {
        text: Some(number),
        place: &doc.title,
        words: vec![(&entry.title, weight::ENTRY)],
        ..named(register.word(), &entry.title, doc.url.at(&item.anchor).as_str())
    };
    record.words.extend(item.ids.iter().map(|id| (id.as_str(), weight::ENTRY)));
    tell(site, &mut record, entry);
    record.facets.extend(periods.get(&id).cloned().unwrap_or_default());
    Some(record)
}

fn person_record(person: &Person) -> Option<Record<'_>> {
    let url = person.url.as_ref()?;
    let mut words = vec![(person.name.as_str(), weight::NAME)];
    words.extend(person.aliases.iter().map(|name| (name.as_str(), weight::HEADING)));
    let topics = person.contact_for.iter();
    words.extend(topics.map(|(topic, _, _)| (topic.as_str(), weight::HEADING)));
    Some(Record {
        words,
        facets: vec!["!k:owner".to_owned()],
        ..named("owner", &person.name, url.as_str())
    })
}

/// A ticket, and the entry that it is: it is found once.
fn ticket_record<'a>(
    site: &'a Site,
    ticket: &'a Ticket,
    periods: &BTreeMap<EntryId, Vec<String>>,
) -> Record<'a> {
    let mut record = Record {
        words: vec![(&ticket.id, weight::NAME), (&ticket.title, weight::ENTRY)],
        facets: vec!["!k:ticket".to_owned()],
        place: &ticket.title,
        ..named("ticket", &ticket.id, ticket.url.as_str())
    };
    if let Some((id, entry)) = ticket.entry.and_then(|id| Some((id, site.entry(id)?))) {
        tell(site, &mut record, entry);
        record.facets.extend(periods.get(&id).cloned().unwrap_or_default());
    }
    record
}

/// What filters and readers want to know of an entry.
fn tell<'a>(site: &'a Site, record: &mut Record<'a>, entry: &'a Entry) {
    let status = entry.status.map_or("none", |status| status.word());
    record.facets.push(format!("!s:{status}"));
    let register = Register::of(entry.kind);
    record.facets.extend(register.map(|register| format!("!k:{}", register.word())));
    record.facets.extend(entry.owners.iter().filter_map(|id| owner_facet(site, *id)));
    let names = entry.owners.iter().filter_map(|id| site.person(*id));
    record.owners = names.map(|person| person.name.as_str()).collect();
    record.words.extend(record.owners.iter().map(|name| (*name, weight::TEXT)));
    record.when = entry.when.as_ref().map(|due| due.text.clone()).unwrap_or_default();
    record.state = view::state(entry.kind, entry.status).unwrap_or_default();
}

fn period_record(period: &Period) -> Record<'_> {
    Record {
        words: vec![(&period.name, weight::NAME), (&period.scope, weight::HEADING)],
        facets: vec!["!k:period".to_owned()],
        place: &period.scope,
        ..named("period", &period.name, period.url.as_str())
    }
}

fn topic_record(topic: &Topic) -> Record<'_> {
    Record {
        words: vec![(&topic.name, weight::NAME)],
        facets: vec!["!k:topic".to_owned()],
        ..named("topic", &topic.name, topic.url.as_str())
    }
}

fn named<'a>(kind: &'static str, title: &'a str, url: &str) -> Record<'a> {
    Record {
        doc: None,
        text: None,
        kind,
        title,
        url: view::from_root(&SitePath::new(url.to_owned())).as_str().to_owned(),
        owners: Vec::new(),
        when: String::new(),
        state: "",
        place: "",
        words: Vec::new(),
        facets: Vec::new(),
    }
}

/// The word by which a filter asks for a person; those without a page have none.
pub(super) fn owner_facet(site: &Site, id: PersonId) -> Option<String> {
    Some(format!("!o:{}", stem(site.person(id)?.url.as_ref()?.as_str())))
}

pub(super) fn period_facet(period: &Period) -> String {
    format!("!p:{}", stem(period.url.as_str()))
}

/// `owners/dev-ops.html` is asked for as `dev-ops`.
fn stem(url: &str) -> &str {
    url.rsplit('/').next().and_then(|file| file.strip_suffix(".html")).unwrap_or(url)
}

fn periods_of(site: &Site) -> BTreeMap<EntryId, Vec<String>> {
    let mut all: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    for period in &site.periods {
        for entry in &period.entries {
            all.entry(*entry).or_default().push(period_facet(period));
        }
    }
    all
}

/// The shards with the number of their first record.
pub(super) fn cut(records: &[Record<'_>]) -> Vec<(usize, String)> {
    let shards = records.chunks(SHARD).enumerate();
    shards.map(|(at, chunk)| (at * SHARD, rows(chunk))).collect()
}

/// The text of a shard.
fn rows(records: &[Record<'_>]) -> String {
    let (mut page, mut place) = ("", "");
    let mut rows = Vec::new();
    for record in records {
        let (on, anchor) = match record.url.split_once('#') {
            Some((on, _)) => (on, record.url.get(on.len()..).unwrap_or_default()),
            None => (record.url.as_str(), ""),
        };
        let is_there = !anchor.is_empty() && on == page;
        let is_same = record.place == place;
        (page, place) = (on, record.place);
        rows.push(json!([
            record.kind,
            record.title,
            if is_there { anchor } else { record.url.as_str() },
            record.owners,
            record.when,
            record.state,
            if is_same { json!(0) } else { json!(record.place) },
            record.text.map_or(json!(-1), |number| json!(number)),
        ]));
    }
    serde_json::Value::from(rows).to_string()
}
