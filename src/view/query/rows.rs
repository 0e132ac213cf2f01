//! The rows of the tables.

use super::Row;
use super::filter::Filter;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::ItemId;
use crate::link::Person;
use crate::link::PersonId;
use crate::link::Site;
use crate::link::Ticket;
use crate::model::Priority;
use crate::model::Status;
use crate::view::export::things;
use crate::view::kinds::register;
use crate::view::words;
use crate::view::words::Register;
use serde::Serialize;
use serde_json::Value;
use std::cmp::Reverse;

/// The columns of registers.
pub(super) const ENTRY: &[&str] =
    &["state", "priority", "id", "what", "owners", "when", "where"];

/// The columns of people.
pub(super) const PERSON: &[&str] = &["who", "sort", "open", "all", "also", "documents"];

/// The columns of tickets.
pub(super) const TICKET: &[&str] =
    &["ticket", "state", "what", "owners", "when", "mentions", "where"];

pub(super) fn entries(filter: &Filter<'_>, register: Register) -> Vec<Row> {
    let site = filter.site;
    let all = (0..).map(EntryId).zip(&site.entries);
    let of = |(_, entry): &(EntryId, &Entry)| Register::of(entry.kind) == Some(register);
    let mut found: Vec<_> = all.filter(of).filter(|one| filter.takes(*one)).collect();
    found.sort_by_key(|(id, entry)| register::order(*id, entry));
    found.into_iter().map(|(id, entry)| self::entry(site, id, entry)).collect()
}

pub(super) fn people(filter: &Filter<'_>) -> Vec<Row> {
    let site = filter.site;
    let all = (0..).map(PersonId).zip(&site.people);
    let found = all.filter(|one| filter.takes_person(*one)).map(|(_, person)| person);
    let mut found: Vec<_> = found.map(|person| (open(site, person), person)).collect();
    found.sort_by_key(|(open, person)| (Reverse(*open), person.name.to_lowercase()));
    found.into_iter().map(|(open, person)| self::person(site, person, open)).collect()
}

pub(super) fn tickets(filter: &Filter<'_>) -> Vec<Row> {
    let found = filter.site.tickets.iter().filter(|ticket| filter.takes_ticket(ticket));
    found.map(|one| ticket(filter.site, one)).collect()
}

fn entry(site: &Site, id: EntryId, entry: &Entry) -> Row {
    let mut tickets = site.tickets.iter().filter(|ticket| ticket.entry == Some(id));
    let ticket = tickets.next().map(|ticket| ticket.id.clone()).unwrap_or_default();
    let place = place(site, entry.latest);
    let title = entry.title.strip_prefix(&ticket).unwrap_or(&entry.title);
    let cells = vec![
        entry.status.map_or("", Status::word).to_owned(),
        entry.priority.map_or("", Priority::word).to_owned(),
        ticket.clone(),
        title.trim_start_matches([':', ' ']).to_owned(),
        names(site, &entry.owners),
        when(entry),
        shown(place),
    ];
    Row { cells, export: export(&things::entry(site, entry), place) }
}

fn person(site: &Site, person: &Person, open: usize) -> Row {
    let paths = person.docs.iter().filter_map(|id| site.doc(*id));
    let paths: Vec<_> = paths.map(|doc| doc.source.path.as_str()).collect();
    let documents = match paths.split_first() {
        Some((first, [])) => (*first).to_owned(),
        Some((first, rest)) => format!("{first} and {} more", rest.len()),
        None => String::new(),
    };
    let cells = vec![
        person.name.clone(),
        person.sort.word().to_owned(),
        open.to_string(),
        person.entries.len().to_string(),
        person.aliases.join(", "),
        documents,
    ];
    Row { cells, export: export(&things::person(site, person), None) }
}

fn ticket(site: &Site, ticket: &Ticket) -> Row {
    let entry = ticket.entry.and_then(|id| site.entry(id));
    let latest = entry.and_then(|entry| place(site, entry.latest));
    let named = || {
        let mention = ticket.mentions.first()?;
        let source = &site.doc(mention.from)?.source;
        Some((source.path.as_str(), source.line(mention.range.start)))
    };
    let place = latest.or_else(named);
    let cells = vec![
        ticket.id.clone(),
        entry.and_then(|entry| entry.status).map_or("", Status::word).to_owned(),
        ticket.title.clone(),
        entry.map(|entry| names(site, &entry.owners)).unwrap_or_default(),
        entry.map(when).unwrap_or_default(),
        ticket.mentions.len().to_string(),
        shown(place),
    ];
    let mut export = export(&things::ticket(site, ticket), place);
    if let (Some(entry), Value::Object(map)) = (entry, &mut export) {
        map.insert("entry".to_owned(), self::export(&things::entry(site, entry), None));
    }
    Row { cells, export }
}

/// How many open entries someone is responsible for.
fn open(site: &Site, person: &Person) -> usize {
    let entries = person.entries.iter().filter_map(|part| site.entry(part.entry));
    entries.filter(|entry| words::is_open(entry.status)).count()
}

fn when(entry: &Entry) -> String {
    let text = entry.when.as_ref().map(|when| when.text.as_str()).unwrap_or_default();
    if entry.overdue { format!("{text} (overdue)") } else { text.to_owned() }
}

fn names(site: &Site, ids: &[PersonId]) -> String {
    let names = ids.iter().filter_map(|id| site.person(*id));
    names.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn place(site: &Site, id: ItemId) -> Option<(&str, u32)> {
    let (doc, item) = site.item(id)?;
    Some((doc.source.path.as_str(), doc.source.line(item.range.start)))
}

fn shown(place: Option<(&str, u32)>) -> String {
    place.map(|(path, line)| format!("{path}:{line}")).unwrap_or_default()
}

/// What the export has, with its place. It has string keys only, so that writing
/// cannot fail.
fn export(thing: &impl Serialize, place: Option<(&str, u32)>) -> Value {
    let mut value = serde_json::to_value(thing).unwrap_or_default();
    if let (Some((path, line)), Value::Object(map)) = (place, &mut value) {
        map.insert("document".to_owned(), path.into());
        map.insert("line".to_owned(), line.into());
    }
    value
}
