//! Entries, people, tickets and periods of the export.

use super::item::Due;
use crate::link;
use crate::link::DocId;
use crate::link::ItemId;
use crate::link::PersonId;
use crate::link::PersonSort;
use crate::link::Site;
use crate::link::TicketId;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Entry<'s> {
    id: &'s str,
    url: &'s str,
    title: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    items: Vec<String>,
    status: Option<&'static str>,
    priority: Option<&'static str>,
    owners: Vec<&'s str>,
    leads: Vec<&'s str>,
    when: Option<&'s str>,
    due: Option<Due>,
    carried: u32,
    overdue: bool,
    first_seen: Option<String>,
    last_seen: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Person<'s> {
    name: &'s str,
    aliases: &'s [String],
    url: Option<&'s str>,
    maybe_same_as: Vec<&'s str>,
    sort: &'static str,
    documents: Vec<&'s str>,
}

#[derive(Serialize)]
pub(super) struct Ticket<'s> {
    id: &'s str,
    title: &'s str,
    url: &'s str,
    depends_on: Vec<&'s str>,
    needed_by: Vec<&'s str>,
    mentions: usize,
    conflicts: Vec<Conflict<'s>>,
}

#[derive(Serialize)]
struct Conflict<'s> {
    field: &'static str,
    values: &'s [String],
    places: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Period<'s> {
    name: &'s str,
    scope: Option<&'s str>,
    url: &'s str,
    from: Option<String>,
    to: Option<String>,
}

pub(super) fn entry<'s>(site: &'s Site, entry: &'s link::Entry) -> Entry<'s> {
    let items = entry.items.iter().filter_map(|id| place(site, *id));
    let due = entry.when.as_ref().and_then(|when| when.span);
    Entry {
        id: &entry.id,
        url: entry.url.as_str(),
        title: &entry.title,
        kind: entry.kind.word(),
        items: items.collect(),
        status: entry.status.map(crate::model::Status::word),
        priority: entry.priority.map(crate::model::Priority::word),
        owners: names(site, &entry.owners),
        leads: names(site, &entry.leads),
        when: entry.when.as_ref().map(|when| when.text.as_str()),
        due: due.map(Due::of),
        carried: entry.carried,
        overdue: entry.overdue,
        first_seen: entry.first_seen.map(|day| day.to_string()),
        last_seen: entry.last_seen.map(|day| day.to_string()),
    }
}

pub(super) fn person<'s>(site: &'s Site, person: &'s link::Person) -> Person<'s> {
    Person {
        name: &person.name,
        aliases: &person.aliases,
        url: person.url.as_ref().map(crate::text::SitePath::as_str),
        maybe_same_as: names(site, &person.maybe_same_as),
        sort: match person.sort {
            PersonSort::Person => "person",
            PersonSort::Role => "role",
            PersonSort::Team => "team",
        },
        documents: person.docs.iter().filter_map(|id| path(site, *id)).collect(),
    }
}

pub(super) fn ticket<'s>(site: &'s Site, ticket: &'s link::Ticket) -> Ticket<'s> {
    Ticket {
        id: &ticket.id,
        title: &ticket.title,
        url: ticket.url.as_str(),
        depends_on: ids(site, &ticket.depends_on),
        needed_by: ids(site, &ticket.needed_by),
        mentions: ticket.mentions.len(),
        conflicts: ticket
            .conflicts
            .iter()
            .map(|conflict| self::conflict(site, conflict))
            .collect(),
    }
}

pub(super) fn period(period: &link::Period) -> Period<'_> {
    Period {
        name: &period.name,
        scope: Some(period.scope.as_str()).filter(|scope| !scope.is_empty()),
        url: period.url.as_str(),
        from: period.span.map(|span| span.from.to_string()),
        to: period.span.map(|span| span.to.to_string()),
    }
}

fn conflict<'s>(site: &'s Site, conflict: &'s link::Conflict) -> Conflict<'s> {
    let places = conflict.places.iter();
    let places =
        places.filter_map(|(doc, line)| Some(format!("{}:{line}", path(site, *doc)?)));
    Conflict { field: conflict.field, values: &conflict.values, places: places.collect() }
}

fn place(site: &Site, id: ItemId) -> Option<String> {
    let (doc, item) = site.item(id)?;
    Some(format!("{}#{}", doc.source.path.as_str(), item.anchor))
}

fn path(site: &Site, id: DocId) -> Option<&str> {
    Some(site.doc(id)?.source.path.as_str())
}

fn names<'s>(site: &'s Site, ids: &[PersonId]) -> Vec<&'s str> {
    ids.iter().filter_map(|id| Some(site.person(*id)?.name.as_str())).collect()
}

fn ids<'s>(site: &'s Site, ids: &[TicketId]) -> Vec<&'s str> {
    ids.iter().filter_map(|id| Some(site.ticket(*id)?.id.as_str())).collect()
}
