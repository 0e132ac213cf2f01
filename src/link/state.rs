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
        items.iter().filter_map(|id| mention(site, ids, *id)).collect();
    let first = mentions.first()?;
    let page = ticket.as_ref().and_then(|id| site.ticket(ids.get(id)?));
    let latest = latest(&mentions)?;
    let status = status(&mentions);
    let (owners, leads) = owners(&mentions, names);
    let days = || mentions.iter().filter_map(|mention| mention.doc.day());
    let mut entry = Entry {
        id: ticket.unwrap_or_else(|| first.place()),
        url: page.map_or_else(|| latest.url(), |ticket| ticket.url.clone()),
        title: title(&mentions),
        kind: kind(&mentions),
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
    /// Whether it is of the thing itself, not of something that names its ticket.
    own: bool,
}

impl Mention<'_> {
    fn place(&self) -> String {
        format!("{}#{}", self.doc.source.path.as_str(), self.item.anchor)
    }

    fn url(&self) -> SitePath {
        self.doc.url.at(&self.item.anchor)
    }
}

fn mention<'s>(site: &'s Site, ids: &Ids, id: ItemId) -> Option<Mention<'s>> {
    let (doc, item) = site.item(id)?;
    let own = own_id(item, ids).is_none_or(|(_, bearing)| bearing == Bearing::Own);
    Some(Mention { id, doc, item, own })
}

/// The title of the first own mention of more than one word, else the first.
fn title(mentions: &[Mention<'_>]) -> String {
    let full = |mention: &&Mention<'_>| mention.item.title.trim().contains(' ');
    let mut own = mentions.iter().filter(|mention| mention.own);
    let found =
        own.find(full).or_else(|| mentions.iter().find(full)).or(mentions.first());
    found.map(|mention| mention.item.title.clone()).unwrap_or_default()
}

/// What the first own mention is.
fn kind(mentions: &[Mention<'_>]) -> ItemType {
    let found = mentions.iter().find(|mention| mention.own).or(mentions.first());
    found.map_or(ItemType::Task, |mention| mention.item.kind.value)
}

/// The mention in the latest document that says most.
fn latest<'m, 's>(mentions: &'m [Mention<'s>]) -> Option<&'m Mention<'s>> {
    let last = mentions.last()?.id.doc;
    let weight = |mention: &&Mention<'_>| {
        let written = mention.item.status.map(|status| status.by.basis == Basis::Written);
        (mention.own, written, mention.item.shape == Shape::Heading, mention.id)
    };
    mentions.iter().filter(|mention| mention.id.doc == last).max_by_key(weight)
}

/// What the latest document that says anything says: of the thing itself rather
/// than beside it, written rather than inherited, later rather than earlier.
fn told<T: Copy>(
    mentions: &[Mention<'_>],
    say: impl Fn(&Item) -> Option<(T, Basis)>,
) -> Option<T> {
    let (last, _) = said_last(mentions, &say)?;
    let here = mentions.iter().filter(|mention| mention.id.doc == last.id.doc);
    let words = here.filter_map(|mention| Some((mention.own, say(mention.item)?)));
    let best = words.rev().min_by_key(|(own, (_, basis))| (!own, *basis));
    best.map(|(_, (value, _))| value)
}

/// The present status. `Open` is true of all unfinished work, so that beside it what
/// else the latest document says of the same work tells more.
fn status(mentions: &[Mention<'_>]) -> Option<Status> {
    let say = |item: &Item| item.status.map(|status| (status.value, status.by.basis));
    let status = told(mentions, say)?;
    let more = |item: &Item| {
        let more = [Status::InProgress, Status::Blocked];
        say(item).filter(|(status, _)| more.contains(status))
    };
    let (last, _) = said_last(mentions, say)?;
    let here: Vec<Mention<'_>> = mentions
        .iter()
        .filter(|mention| mention.id.doc == last.id.doc)
        .copied()
        .collect();
    if status == Status::Open { told(&here, more).or(Some(status)) } else { Some(status) }
}

/// The last mention in the latest document that says anything, and what; one of
/// the thing itself where there is one.
fn said_last<'m, 's, T>(
    mentions: &'m [Mention<'s>],
    say: impl Fn(&'s Item) -> Option<T>,
) -> Option<(&'m Mention<'s>, T)> {
    let mut saying = mentions.iter().rev();
    let last = saying.find(|mention| say(mention.item).is_some())?;
    let mut here = mentions.iter().rev().filter(|mention| mention.id.doc == last.id.doc);
    let own = here.find(|mention| mention.own && say(mention.item).is_some());
    let best = own.unwrap_or(last);
    Some((best, say(best.item)?))
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

/// How many later documents repeat it before it is done. What is planned and then
/// done was not carried over; what was before, is so into the document that ends it.
fn carried(mentions: &[Mention<'_>]) -> u32 {
    let carries = |kind| {
        !matches!(kind, ItemType::Learning | ItemType::Decision | ItemType::Metric)
    };
    let mut times = 0;
    let mut before: Option<(Day, ItemId)> = None;
    let mut was_done = false;
    for mention in mentions.iter().filter(|mention| carries(mention.item.kind.value)) {
        let Some(day) = mention.doc.day() else { continue };
        let done = mention.item.status.is_some_and(|status| status.value == Status::Done);
        let later =
            before.is_some_and(|(last, id)| last < day && id.doc != mention.id.doc);
        if later && !was_done && (!done || times > 0) {
            times += 1;
        }
        was_done |= done;
        before = Some((day, mention.id));
    }
    times
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
