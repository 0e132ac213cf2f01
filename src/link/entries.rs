//! Joins mentions into things.
//!
//! By ticket id always; without one by title within one series, that is folder and
//! kind of document, if the title says which of many things is meant: there is a
//! `Testing` in every report. An id joins where it is the mention's own (`PAY-7: Refunds`,
//! a column of ids) or the only one it names; a risk or question that merely names
//! a ticket stays a thing of its own.

use super::DocId;
use super::Entry;
use super::EntryId;
use super::ItemId;
use super::Site;
use super::names::Names;
use super::state;
use super::tickets::Ids;
use super::tickets::id_key;
use super::words::tells;
use crate::config::Config;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Shape;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// What makes two mentions one thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// The id of a ticket.
    Ticket(String),
    /// Folder, kind, class and title, and the how-manieth of its kind in its
    /// document: a list of tests below each of two headings is two lists.
    Title(String, DocKind, ItemType, String, usize),
    /// Nothing.
    Alone(ItemId),
}

/// How a mention bears a ticket's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearing {
    /// As its own: before the title, or beside it.
    Own,
    /// As the only one in its title.
    Named,
}

/// The id that a mention bears, and how.
pub(super) fn own_id<'i>(item: &'i Item, ids: &Ids) -> Option<(&'i str, Bearing)> {
    let mut tickets = item.ids.iter().filter(|id| ids.joins(id));
    let first = tickets.next()?;
    let title = id_key(&item.title);
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let key = id_key(first);
    let stands_out = matches!(item.shape, Shape::Heading | Shape::Row);
    let own = match word_at(title, &key) {
        None => true,
        Some(0) => {
            let rest = title.get(key.len()..).unwrap_or_default().trim_start();
            let parted =
                rest.starts_with([':', '-', '–', '—', ')', ']', '|', '·', '.', '/']);
            rest.is_empty()
                || parted
                || (stands_out && !rest.starts_with([',', '&', '+']))
        }
        Some(_) => false,
    };
    match own {
        true => Some((first, Bearing::Own)),
        false if tickets.next().is_none() => Some((first, Bearing::Named)),
        false => None,
    }
}

/// Where `word` stands in `text` as a whole word.
fn word_at(text: &str, word: &str) -> Option<usize> {
    let mut places = text.match_indices(word).map(|(at, _)| at);
    places.find(|at| {
        let after = text.get(at + word.len()..).and_then(|rest| rest.chars().next());
        let before = text.get(..*at).and_then(|rest| rest.chars().next_back());
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(after) && !joins(before)
    })
}

/// Fills `Site::entries` and `Doc::entries`.
pub(super) fn join(site: &mut Site, ids: &Ids, names: &Names, config: &Config) {
    let live = super::live(site);
    let classes = classes(site, &live, ids);
    let mut places: FxHashMap<Key, usize> = FxHashMap::default();
    let mut groups: Vec<(Option<String>, Vec<ItemId>)> = Vec::new();
    let mut of_docs = Vec::new();
    let all = live.par_iter().map(|id| keys(site, *id, ids, &classes));
    for (id, keys) in live.iter().zip(all.collect::<Vec<_>>()) {
        let mut entries = Vec::new();
        for (item, key) in keys {
            let ticket = match &key {
                Key::Ticket(_) => ticket_id(site, item, ids),
                _ => None,
            };
            let at = *places.entry(key).or_insert_with(|| {
                groups.push((ticket, Vec::new()));
                groups.len() - 1
            });
            if let Some((_, items)) = groups.get_mut(at) {
                items.push(item);
            }
            entries.push(EntryId(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        of_docs.push((*id, entries));
    }
    let clock = state::Clock::of(site, config);
    let build = |(ticket, mut items): (Option<String>, Vec<ItemId>)| -> Option<Entry> {
        items.sort_by_key(|id| (site.doc(id.doc).and_then(super::Doc::day), *id));
        state::entry(site, names, ids, &clock, (ticket, items))
    };
    let entries: Vec<Entry> = groups.into_par_iter().filter_map(build).collect();
    site.entries = entries.into();
    for (id, entries) in of_docs {
        if let Some(doc) = site.docs.get_mut(id.0 as usize) {
            doc.entries = entries;
        }
    }
}

/// The id as the first mention writes it.
fn ticket_id(site: &Site, id: ItemId, ids: &Ids) -> Option<String> {
    let (_, item) = site.item(id)?;
    let (own, _) = own_id(item, ids)?;
    let known = ids.get(own).and_then(|id| site.ticket(id));
    Some(known.map_or(own, |ticket| &ticket.id).to_owned())
}

/// What kind of thing each ticket is: that of its first own mention, else of the
/// first work that names it. A ticket that only risks and lessons name has none.
fn classes(site: &Site, live: &[DocId], ids: &Ids) -> FxHashMap<String, ItemType> {
    let mut classes: FxHashMap<String, (Bearing, ItemType)> = FxHashMap::default();
    for doc in live.iter().filter_map(|id| site.doc(*id)) {
        for item in &doc.facts.items {
            let Some((id, bearing)) = own_id(item, ids) else { continue };
            let new = (bearing, class(item.kind.value));
            if new.0 == Bearing::Named && new.1 != ItemType::Task {
                continue;
            }
            let known = classes.entry(id_key(id)).or_insert(new);
            if known.0 == Bearing::Named && bearing == Bearing::Own {
                *known = new;
            }
        }
    }
    classes.into_iter().map(|(id, (_, class))| (id, class)).collect()
}

/// Tasks and actions are one class: what one document plans the next one asks for.
fn class(kind: ItemType) -> ItemType {
    if kind == ItemType::Action { ItemType::Task } else { kind }
}

/// The key of each item of one document.
fn keys(
    site: &Site,
    id: DocId,
    ids: &Ids,
    classes: &FxHashMap<String, ItemType>,
) -> Vec<(ItemId, Key)> {
    let Some(doc) = site.doc(id) else { return Vec::new() };
    let mut times: FxHashMap<_, usize> = FxHashMap::default();
    let key = |(at, item): (u32, &Item)| {
        let here = ItemId { doc: id, item: at };
        let class = class(item.kind.value);
        if let Some((id, bearing)) = own_id(item, ids) {
            let same = classes.get(&id_key(id)) == Some(&class);
            if same || (bearing == Bearing::Own && labelled(item, id)) {
                return (here, Key::Ticket(id_key(id)));
            }
        }
        let title = title_key(&item.title);
        if !tells(&title) {
            return (here, Key::Alone(here));
        }
        // What stands under "done" and again under "next week" is one thing; what
        // stands twice under the same is two.
        let section = item.status.filter(|status| status.by.basis == Basis::Inherited);
        let place = (item.kind.value, section.map(|status| status.value), item.shape);
        let times = times.entry((title.clone(), place)).or_default();
        *times += 1;
        let folder = doc.source.path.folder().to_owned();
        (here, Key::Title(folder, doc.kind(), class, title, *times))
    };
    (0_u32..).zip(&doc.facts.items).map(key).collect()
}

/// Whether the id is a label rather than the subject of a sentence: `PAY-7: …` is
/// the ticket, `PAY-7 may be late` is a risk about it.
fn labelled(item: &Item, id: &str) -> bool {
    let title = id_key(&item.title);
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    match title.strip_prefix(&id_key(id)) {
        Some(rest) => {
            rest.trim_start().starts_with([':', '-', '–', '—', ')', ']', '|', '·'])
        }
        None => true,
    }
}

/// The words of a title without case and punctuation.
pub(super) fn title_key(title: &str) -> String {
    let lower = title.to_lowercase();
    let words =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
