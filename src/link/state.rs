//! The present state of a thing, told by its mentions.
//!
//! The latest dated mention that says something wins; within one document what the
//! entry itself says beats what a heading above it says, then the later one wins.

use super::Doc;
use super::Due;
use super::Entry;
use super::ItemId;
use super::PersonId;
use super::Site;
use super::entries::Bearing;
use super::entries::own_id;
use super::names::Names;
use super::tickets::Ids;
use crate::config::Config;
use crate::model::Basis;
use crate::model::Certainty;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Role;
use crate::model::Shape;
use crate::model::Status;
use crate::text::Day;
use crate::text::SitePath;
use jiff::ToSpan;

/// The day against which lateness is counted.
pub(super) struct Clock {
    /// `today`, or the day of the newest document where nothing was written since.
    as_of: Day,
    /// Work mentioned before this day is no longer called late.
    fresh_from: Day,
}

impl Clock {
    pub(super) fn of(site: &Site, config: &Config) -> Self {
        let fresh = i32::from(config.fresh_days).days();
        let newest = site.published().filter_map(|(_, doc)| doc.day()).max();
        let still = newest
            .filter(|day| day.checked_add(fresh).is_ok_and(|until| until < site.today));
        let as_of = still.unwrap_or(site.today);
        let fresh_from = as_of.checked_sub(fresh).unwrap_or(as_of);
        Self { as_of, fresh_from }
    }
}

/// The thing that `items`, oldest first, are mentions of.
pub(super) fn entry(
    site: &Site,
    names: &Names,
    ids: &Ids,
    clock: &Clock,
    (ticket, items): (Option<String>, Vec<ItemId>),
) -> Option<Entry> {
    let mentions: Vec<Mention<'_>> =
        items.iter().filter_map(|id| mention(site, *id)).collect();
    let first = mentions.first()?;
    let page = ticket.as_ref().and_then(|id| site.ticket(ids.get(id)?));
    let latest = latest(&mentions)?;
    let status =
        told(&mentions, |item| item.status.map(|status| (status.value, status.by.basis)));
    let (owners, leads) = owners(&mentions, names);
    let days = || mentions.iter().filter_map(|mention| mention.doc.day());
    let mut entry = Entry {
        id: ticket.unwrap_or_else(|| first.place()),
        url: page.map_or_else(|| latest.url(), |ticket| ticket.url.clone()),
        title: title(&mentions, ids),
        kind: kind(&mentions, ids),
        latest: latest.id,
        status,
        priority: told(&mentions, |item| {
            item.priority.map(|said| (said.value, said.by.basis))
        }),
        owners,
        leads,
        when: due(&mentions),
        carried: carried(&mentions),
        first_seen: days().min(),
        last_seen: days().max(),
        overdue: false,
        items,
    };
    entry.overdue = overdue(&entry, &mentions, clock);
    Some(entry)
}

/// One mention with its document.
#[derive(Clone, Copy)]
struct Mention<'s> {
    id: ItemId,
    doc: &'s Doc,
    item: &'s Item,
}

impl Mention<'_> {
    fn place(&self) -> String {
        format!("{}#{}", self.doc.source.path.as_str(), self.item.anchor)
    }

    fn url(&self) -> SitePath {
        self.doc.url.at(&self.item.anchor)
    }
}

fn mention(site: &Site, id: ItemId) -> Option<Mention<'_>> {
    let (doc, item) = site.item(id)?;
    Some(Mention { id, doc, item })
}

/// The title of the first own mention of more than one word, else the first.
fn title(mentions: &[Mention<'_>], ids: &Ids) -> String {
    let own = |mention: &&Mention<'_>| {
        own_id(mention.item, ids).is_none_or(|(_, bearing)| bearing == Bearing::Own)
    };
    let full = |mention: &&Mention<'_>| mention.item.title.trim().contains(' ');
    let found =
        mentions.iter().filter(own).find(full).or_else(|| mentions.iter().find(full));
    found
        .or(mentions.first())
        .map(|mention| mention.item.title.clone())
        .unwrap_or_default()
}

/// What the first own mention is.
fn kind(mentions: &[Mention<'_>], ids: &Ids) -> ItemType {
    let own = |mention: &&Mention<'_>| {
        own_id(mention.item, ids).is_some_and(|(_, bearing)| bearing == Bearing::Own)
    };
    let found = mentions.iter().find(own).or(mentions.first());
    found.map_or(ItemType::Task, |mention| mention.item.kind.value)
}

/// The mention in the latest document that says most.
fn latest<'m, 's>(mentions: &'m [Mention<'s>]) -> Option<&'m Mention<'s>> {
    let last = mentions.last()?.id.doc;
    let weight = |mention: &&Mention<'_>| {
        let written = mention.item.status.map(|status| status.by.basis == Basis::Written);
        (written, mention.item.shape == Shape::Heading, mention.id)
    };
    mentions.iter().filter(|mention| mention.id.doc == last).max_by_key(weight)
}

/// What the latest document that says anything says: written rather than inherited,
/// later rather than earlier.
fn told<T: Copy>(
    mentions: &[Mention<'_>],
    say: impl Fn(&Item) -> Option<(T, Basis)>,
) -> Option<T> {
    let (last, _) = said_last(mentions, &say)?;
    let here = mentions.iter().filter(|mention| mention.id.doc == last.id.doc);
    let words = here.filter_map(|mention| say(mention.item));
    words.rev().min_by_key(|(_, basis)| *basis).map(|(value, _)| value)
}

fn said_last<'m, 's, T>(
    mentions: &'m [Mention<'s>],
    say: impl Fn(&'s Item) -> Option<T>,
) -> Option<(&'m Mention<'s>, T)> {
    mentions.iter().rev().find_map(|mention| Some((mention, say(mention.item)?)))
}

fn owners(mentions: &[Mention<'_>], names: &Names) -> (Vec<PersonId>, Vec<PersonId>) {
    fn named(item: &Item) -> Option<()> {
        (!item.owners.is_empty()).then_some(())
    }
    let Some((last, ())) = said_last(mentions, named) else {
        return (Vec::new(), Vec::new());
    };
    let (mut owners, mut leads) = (Vec::new(), Vec::new());
    for owner in &last.item.owners {
        let Some(who) = names.in_doc(last.id.doc, &owner.who) else { continue };
        if !owners.contains(&who) {
            owners.push(who);
        }
        if owner.role == Role::Lead && !leads.contains(&who) {
            leads.push(who);
        }
    }
    (owners, leads)
}

fn due(mentions: &[Mention<'_>]) -> Option<Due> {
    let (last, text) =
        said_last(mentions, |item| item.when.as_ref().map(|when| when.text.clone()))?;
    let span = last.doc.dues.get(last.id.item as usize).copied().flatten();
    Some(Due { text, span })
}

/// How many later documents repeat it while nothing says that it is done.
fn carried(mentions: &[Mention<'_>]) -> u32 {
    let carries = |kind| {
        !matches!(kind, ItemType::Learning | ItemType::Decision | ItemType::Metric)
    };
    let mut carried = 0;
    let mut before: Option<(Day, ItemId)> = None;
    let mut done = false;
    for mention in mentions.iter().filter(|mention| carries(mention.item.kind.value)) {
        let Some(day) = mention.doc.day() else { continue };
        done |= mention.item.status.is_some_and(|status| status.value == Status::Done);
        match before {
            Some((_, last)) if last.doc == mention.id.doc => {}
            Some((last, _)) if last < day && !done => carried += 1,
            _ => {}
        }
        before = Some((day, mention.id));
    }
    carried
}

/// Said to be unfinished, due in writing after the day of its document and before
/// now, and mentioned recently.
fn overdue(entry: &Entry, mentions: &[Mention<'_>], clock: &Clock) -> bool {
    let work = matches!(entry.kind, ItemType::Task | ItemType::Action);
    let open = [Status::Open, Status::InProgress, Status::Blocked];
    let open = entry.status.is_some_and(|status| open.contains(&status));
    let fresh = entry.last_seen.is_some_and(|day| day >= clock.fresh_from);
    if !(work && open && fresh) {
        return false;
    }
    let Some((last, when)) = said_last(mentions, |item| item.when.as_ref()) else {
        return false;
    };
    let written = matches!(when.by.basis, Basis::Written | Basis::Inherited);
    let span = entry.when.as_ref().and_then(|due| due.span);
    let (Some((span, certainty)), Some(said)) = (span, last.doc.day()) else {
        return false;
    };
    written && certainty != Certainty::Inferred && span.to > said && span.to < clock.as_of
}
