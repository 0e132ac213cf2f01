//! Entries, people, tickets and periods of the export.

use super::item::Due;
use super::pattern;
use crate::link;
use crate::link::DocId;
use crate::link::ItemId;
use crate::link::PersonId;
use crate::link::PersonSort;
use crate::link::Site;
use crate::link::TicketId;
use crate::model::ItemType;
use crate::model::Priority;
use crate::model::Status;
use schemars::JsonSchema;
use serde::Serialize;

/// A thing that one or several documents speak of; its state is that of its latest
/// dated mention.
#[derive(Serialize, JsonSchema)]
pub(in crate::view) struct Entry<'s> {
    /// Its ticket's id, else one that stays as long as its words do.
    id: &'s str,
    /// Where it is shown.
    url: &'s str,
    /// Its title.
    title: &'s str,
    /// What it is.
    #[serde(rename = "type")]
    kind: ItemType,
    /// The ids of its mentions.
    items: Vec<String>,
    /// How far it is; none where nothing is said.
    status: Option<Status>,
    /// How urgent it is; absent where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<Priority>,
    /// Everyone responsible, leads first; absent where nobody is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    owners: Vec<&'s str>,
    /// Those of them who lead; absent without.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leads: Vec<&'s str>,
    /// When it is due, as written; absent where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'s str>,
    /// The days that means; absent where they are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Due>,
    /// How often it was carried over; absent where it never was.
    #[serde(skip_serializing_if = "is_zero")]
    carried: u32,
    /// Whether it is open and its due time has passed.
    overdue: bool,
    /// The day of its first dated mention.
    #[schemars(extend("pattern" = pattern::DAY))]
    first_seen: Option<String>,
    /// The day of its latest dated mention.
    #[schemars(extend("pattern" = pattern::DAY))]
    last_seen: Option<String>,
}

/// A person, role or team.
#[derive(Serialize, JsonSchema)]
pub(in crate::view) struct Person<'s> {
    /// The name shown.
    name: &'s str,
    /// The other names that documents have for it.
    aliases: &'s [String],
    /// Its page, if it has one.
    url: Option<&'s str>,
    /// Others who may be the same; never joined by a guess.
    maybe_same_as: Vec<&'s str>,
    /// What the name stands for.
    #[schemars(with = "PersonSort")]
    sort: &'static str,
    /// The paths of the documents that name it.
    documents: Vec<&'s str>,
}

/// A ticket.
#[derive(Serialize, JsonSchema)]
pub(in crate::view) struct Ticket<'s> {
    /// Its id.
    id: &'s str,
    /// Its title.
    title: &'s str,
    /// Its page.
    url: &'s str,
    /// The ids it waits for.
    depends_on: Vec<&'s str>,
    /// The ids that wait for it.
    needed_by: Vec<&'s str>,
    /// How often documents name it.
    mentions: usize,
    /// Where documents disagree about it.
    conflicts: Vec<Conflict<'s>>,
}

/// Two values for one field of a ticket.
#[derive(Serialize, JsonSchema)]
struct Conflict<'s> {
    /// The field.
    field: &'static str,
    /// The values, in the order of the places.
    values: &'s [String],
    /// The places, each as `path:line`.
    places: Vec<String>,
}

/// A sprint, quarter or the like.
#[derive(Serialize, JsonSchema)]
pub(super) struct Period<'s> {
    /// Its name.
    name: &'s str,
    /// The team or project it belongs to; none if to everyone.
    scope: Option<&'s str>,
    /// Its page.
    url: &'s str,
    /// Its first day, if known.
    #[schemars(extend("pattern" = pattern::DAY))]
    from: Option<String>,
    /// Its last day, if known.
    #[schemars(extend("pattern" = pattern::DAY))]
    to: Option<String>,
}

pub(in crate::view) fn entry<'s>(site: &'s Site, entry: &'s link::Entry) -> Entry<'s> {
    let items = entry.items.iter().filter_map(|id| place(site, *id));
    let due = entry.when.as_ref().and_then(|when| when.span);
    Entry {
        id: &entry.id,
        url: entry.url.as_str(),
        title: &entry.title,
        kind: entry.kind,
        items: items.collect(),
        status: entry.status,
        priority: entry.priority,
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

pub(in crate::view) fn person<'s>(
    site: &'s Site,
    person: &'s link::Person,
) -> Person<'s> {
    Person {
        name: &person.name,
        aliases: &person.aliases,
        url: person.url.as_ref().map(crate::text::SitePath::as_str),
        maybe_same_as: names(site, &person.maybe_same_as),
        sort: person.sort.word(),
        documents: person.docs.iter().filter_map(|id| path(site, *id)).collect(),
    }
}

pub(in crate::view) fn ticket<'s>(
    site: &'s Site,
    ticket: &'s link::Ticket,
) -> Ticket<'s> {
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_zero(count: &u32) -> bool {
    *count == 0
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
