//! The entries of one register, open ones first.

use super::Each;
use super::person::slug_of;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::Priority;
use crate::model::Status;
use crate::text::Day;
use crate::view::Alternate;
use crate::view::Content;
use crate::view::Href;
use crate::view::Register;
use crate::view::Row;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::paging;
use crate::view::paging::Paging;
use crate::view::words;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

mod shards;

pub use shards::{Shard, ShardRow};

/// The most rows of one page: with long titles and all columns it stays below 300 KB.
const ROWS: usize = 250;

/// The most documents and owners to choose from; more are found by their words.
const CHOICES: usize = 200;

/// The entries of one register.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct RegisterPage {
    /// Which.
    pub register: Register,
    /// The day the site was built for.
    pub today: Day,
    /// All registers with entries.
    pub tabs: Vec<Tab>,
    /// The overview of all registers.
    pub overview: Href,
    /// How many entries there are on all its pages.
    pub all: usize,
    /// How many files hold all its rows as data, where it has several pages.
    pub shards: usize,
    /// The entries of this page.
    pub rows: Vec<RegisterRow>,
    /// Which of the columns `priority`, `owner`, `state`, `when` tell something.
    pub columns: Vec<&'static str>,
    /// What the register can be filtered by.
    pub filters: Filters,
    /// Its place among the pages.
    pub paging: Paging,
}

/// A register beside this one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Tab {
    /// Which.
    pub register: Register,
    /// Its page.
    pub href: Href,
    /// How many entries.
    pub all: usize,
}

/// An entry with the keys by which it is sorted and filtered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct RegisterRow {
    /// The line.
    pub row: Row,
    /// The state's contract word; `none` where nothing is said.
    pub status: &'static str,
    /// The owners' names in filters, parted by blanks; `none` without.
    pub owners: String,
}

/// What a register can be filtered by; lists with less than two values are empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Filters {
    /// The priorities that occur, with counts.
    pub priorities: Vec<(Priority, usize)>,
    /// The states that occur, with the keys of their words and counts.
    pub states: Vec<(&'static str, &'static str, usize)>,
    /// The owners: name in filters, name shown.
    pub owners: Vec<(String, String)>,
    /// The titles of the documents; none where they are many.
    pub docs: Vec<String>,
    /// The quarters in which something is due.
    pub quarters: Vec<String>,
    /// Whether some have a due time and some have none.
    pub undated: bool,
    /// How many are overdue.
    pub late: usize,
    /// The first day that counts as recent, where some are and some are not.
    pub since: Option<Day>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    Register::ALL.into_par_iter().for_each(|register| of(cx, register, each));
}

/// The rows of all registers that stand on several pages.
pub(in crate::view) fn shards(cx: &Cx<'_>, each: &(dyn Fn(Shard) + Sync)) {
    for register in Register::ALL {
        let entries = ordered(cx, register);
        if entries.len() <= ROWS {
            continue;
        }
        let here = Here::on(&register.url());
        for (number, part) in (1..).zip(entries.chunks(shards::ROWS)) {
            let rows = part.iter().filter_map(|(id, entry)| row(cx, &here, *id, entry));
            each(Shard::new(register, number, rows.collect()));
        }
    }
}

/// The entries of a register, open ones first.
fn ordered<'s>(cx: &Cx<'s>, register: Register) -> Vec<(EntryId, &'s Entry)> {
    let mut entries: Vec<_> = cx.of(register).collect();
    if entries.len() > ROWS {
        entries.sort_by_key(|(id, entry)| (state(entry), newest(*id, entry)));
    } else {
        entries.sort_by_key(|(id, entry)| order(*id, entry));
    }
    entries
}

fn of(cx: &Cx<'_>, register: Register, each: Each<'_>) {
    let entries = ordered(cx, register);
    if entries.is_empty() {
        return;
    }
    let leaves = paging::leaves_of(&register.url(), &entries, ROWS);
    let columns = columns(&entries);
    let filters = filters(cx, &entries);
    let several = leaves.len() > 1;
    let page = |leaf: paging::Leaf<'_, (EntryId, &Entry)>| {
        let here = Here::on(&leaf.url);
        let rows: Vec<_> = leaf
            .rows
            .iter()
            .filter_map(|(id, entry)| row(cx, &here, *id, entry))
            .collect();
        let content = RegisterPage {
            register,
            today: cx.site.today,
            tabs: tabs(cx, &here),
            overview: here.to(&Section::Registers.url()),
            all: entries.len(),
            shards: if several { entries.len().div_ceil(shards::ROWS) } else { 0 },
            columns: columns.clone(),
            filters: filters.clone(),
            rows,
            paging: leaf.paging,
        };
        let content = Content::RegisterPage(Box::new(content));
        let mut page =
            cx.page(leaf.url, title(register), Some(Section::Registers), content);
        let beside = |format| Alternate::beside(&here, &register.url(), format);
        page.frame.alternates = ["feed", "csv", "json"].map(beside).into();
        page
    };
    let wanted = leaves.into_par_iter().filter(|leaf| cx.wants(&leaf.url));
    wanted.map(page).for_each(each);
}

fn title(register: Register) -> &'static str {
    match register {
        Register::Actions => "Actions",
        Register::Learnings => "Learnings",
        Register::Debts => "Debts",
        Register::Risks => "Risks",
        Register::Decisions => "Decisions",
        Register::Questions => "Questions",
    }
}

/// Open first, then what says nothing, then what is over.
fn state(entry: &Entry) -> u8 {
    match entry.status {
        status if words::is_open(status) => 0,
        None => 1,
        Some(Status::Deferred) => 2,
        _ => 3,
    }
}

/// Overdue first, then by priority. A large register goes by time alone.
fn urgency(entry: &Entry) -> impl Ord + use<> {
    (!entry.overdue, entry.priority.is_none(), entry.priority)
}

/// The order of a register that stands on one page.
pub(in crate::view) fn order(id: EntryId, entry: &Entry) -> impl Ord + use<> {
    (state(entry), urgency(entry), newest(id, entry))
}

fn newest(id: EntryId, entry: &Entry) -> impl Ord + use<> {
    (Reverse(entry.last_seen), id)
}

fn row(cx: &Cx<'_>, here: &Here, id: EntryId, entry: &Entry) -> Option<RegisterRow> {
    let people = entry.owners.iter().filter_map(|id| cx.site.person(*id));
    let owners: Vec<_> = people.map(slug_of).collect();
    Some(RegisterRow {
        row: cx.row(here, id)?,
        status: entry.status.map_or("none", Status::word),
        owners: if owners.is_empty() { "none".into() } else { owners.join(" ") },
    })
}

fn tabs(cx: &Cx<'_>, here: &Here) -> Vec<Tab> {
    let tab = |register: Register| {
        let all = cx.of(register).count();
        (all > 0).then(|| Tab { register, href: here.to(&register.url()), all })
    };
    Register::ALL.into_iter().filter_map(tab).collect()
}

fn columns(entries: &[(EntryId, &Entry)]) -> Vec<&'static str> {
    let some = |has: fn(&Entry) -> bool| entries.iter().any(|(_, entry)| has(entry));
    let all = [
        ("priority", some(|entry| entry.priority.is_some())),
        ("owner", some(|entry| !entry.owners.is_empty())),
        ("state", some(|entry| entry.status.is_some())),
        ("when", some(|entry| entry.when.is_some())),
    ];
    all.into_iter().filter(|(_, some)| *some).map(|(name, _)| name).collect()
}

fn filters(cx: &Cx<'_>, entries: &[(EntryId, &Entry)]) -> Filters {
    let mut priorities = BTreeMap::new();
    let mut states = BTreeMap::<_, BTreeMap<_, _>>::new();
    let mut quarters = BTreeSet::new();
    for (_, entry) in entries {
        if let Some(priority) = entry.priority {
            *priorities.entry(priority).or_insert(0) += 1;
        }
        let word = words::state(entry.kind, entry.status).unwrap_or_default();
        let said = entry.status.map_or("none", Status::word);
        let group: &mut BTreeMap<_, _> =
            states.entry(entry.status.is_none()).or_default();
        group.entry(entry.status).or_insert((said, word, 0)).2 += 1;
        quarters.extend(entry.when.as_ref().and_then(|when| quarter(when.span?.0.to)));
    }
    let timed = entries.iter().filter(|(_, entry)| entry.when.is_some()).count();
    let states = states.into_values().flat_map(BTreeMap::into_values);
    Filters {
        priorities: several(priorities.into_iter().collect()),
        states: several(states.collect()),
        owners: several(owners(cx, entries)),
        docs: several(docs(cx, entries)),
        quarters: quarters.into_iter().collect(),
        undated: timed > 0 && timed < entries.len(),
        late: entries.iter().filter(|(_, entry)| entry.overdue).count(),
        since: since(cx, entries),
    }
}

/// `2025-Q3`.
fn quarter(day: Day) -> Option<String> {
    Some(format!("{:04}-Q{}", day.year(), u8::try_from(day.month()).ok()?.div_ceil(3)))
}

/// Those with most entries, by name.
fn owners(cx: &Cx<'_>, entries: &[(EntryId, &Entry)]) -> Vec<(String, String)> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for id in entries.iter().flat_map(|(_, entry)| &entry.owners) {
        *counts.entry(*id).or_default() += 1;
    }
    let mut most: Vec<_> = counts.into_iter().collect();
    most.sort_by_key(|(id, count)| (Reverse(*count), *id));
    most.truncate(CHOICES);
    let people = most.into_iter().filter_map(|(id, _)| cx.site.person(id));
    let mut names: Vec<_> =
        people.map(|person| (slug_of(person), person.name.clone())).collect();
    names.sort_by_cached_key(|(_, name)| name.to_lowercase());
    names
}

fn docs(cx: &Cx<'_>, entries: &[(EntryId, &Entry)]) -> Vec<String> {
    let latest = entries.iter().filter_map(|(_, entry)| cx.latest(entry));
    let docs: BTreeSet<_> = latest.map(|item| item.doc).collect();
    if docs.len() > CHOICES {
        return Vec::new();
    }
    let titles = docs.into_iter().filter_map(|id| Some(cx.doc(id)?.title.clone()));
    titles.collect::<BTreeSet<_>>().into_iter().collect()
}

fn since(cx: &Cx<'_>, entries: &[(EntryId, &Entry)]) -> Option<Day> {
    let since = cx.fresh_since(cx.reference());
    let recent = |(_, entry): &(EntryId, &Entry)| entry.last_seen >= Some(since);
    (entries.iter().any(recent) && !entries.iter().all(recent)).then_some(since)
}

/// A choice of one is none.
fn several<T>(values: Vec<T>) -> Vec<T> {
    if values.len() > 1 { values } else { Vec::new() }
}
