//! The entries of one register, open ones first.

use super::person::slug_of;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::Priority;
use crate::model::Status;
use crate::text::Day;
use crate::view::Alternate;
use crate::view::Content;
use crate::view::Href;
use crate::view::Page;
use crate::view::Register;
use crate::view::Row;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::paging;
use crate::view::paging::Paging;
use crate::view::words;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The entries of one register.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
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
    /// The entries of this page.
    pub rows: Vec<RegisterRow>,
    /// Which of the columns `priority`, `owner`, `state`, `when` tell something here.
    pub columns: Vec<&'static str>,
    /// What this page can be filtered by.
    pub filters: Filters,
    /// Its place among the pages.
    pub paging: Paging,
}

/// A register beside this one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Tab {
    /// Which.
    pub register: Register,
    /// Its page.
    pub href: Href,
    /// How many entries.
    pub all: usize,
}

/// An entry with the keys by which it is sorted and filtered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RegisterRow {
    /// The line.
    pub row: Row,
    /// The state's contract word; `none` where nothing is said.
    pub status: &'static str,
    /// The owners' names in filters, parted by blanks; `none` without.
    pub owners: String,
}

/// What a page can be filtered by; lists with less than two values are empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Filters {
    /// The priorities that occur, with counts.
    pub priorities: Vec<(Priority, usize)>,
    /// The states that occur, with the keys of their words and counts.
    pub states: Vec<(&'static str, &'static str, usize)>,
    /// The owners: name in filters, name shown.
    pub owners: Vec<(String, String)>,
    /// The titles of the documents.
    pub docs: Vec<String>,
    /// How many are overdue.
    pub late: usize,
    /// The first day that counts as recent, where some are and some are not.
    pub since: Option<Day>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>) -> Vec<Page> {
    Register::ALL.into_iter().flat_map(|register| of(cx, register)).collect()
}

fn of(cx: &Cx<'_>, register: Register) -> Vec<Page> {
    let mut entries: Vec<_> = cx.of(register).collect();
    if entries.is_empty() {
        return Vec::new();
    }
    if entries.len() > paging::ROWS {
        entries.sort_by_key(|(id, entry)| (state(entry), newest(*id, entry)));
    } else {
        entries.sort_by_key(|(id, entry)| order(*id, entry));
    }
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
            columns: columns(&rows),
            filters: filters(cx, &rows, leaf.rows),
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
    let leaves = paging::leaves(&register.url(), &entries).into_iter();
    leaves.filter(|leaf| cx.wants(&leaf.url)).map(page).collect()
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

fn columns(rows: &[RegisterRow]) -> Vec<&'static str> {
    let some = |has: fn(&Row) -> bool| rows.iter().any(|one| has(&one.row));
    let all = [
        ("priority", some(|row| row.priority.is_some())),
        ("owner", some(|row| !row.owners.is_empty())),
        ("state", some(|row| row.state.is_some())),
        ("when", some(|row| row.when.is_some())),
    ];
    all.into_iter().filter(|(_, some)| *some).map(|(name, _)| name).collect()
}

fn filters(cx: &Cx<'_>, rows: &[RegisterRow], entries: &[(EntryId, &Entry)]) -> Filters {
    let mut priorities = BTreeMap::new();
    let mut states = BTreeMap::<_, BTreeMap<_, _>>::new();
    let mut owners = BTreeMap::new();
    let mut docs = BTreeSet::new();
    for ((_, entry), row) in entries.iter().zip(rows) {
        if let Some(priority) = entry.priority {
            *priorities.entry(priority).or_insert(0) += 1;
        }
        let word = words::state(entry.kind, entry.status).unwrap_or_default();
        let said = entry.status.map_or("none", Status::word);
        let group: &mut BTreeMap<_, _> =
            states.entry(entry.status.is_none()).or_default();
        group.entry(entry.status).or_insert((said, word, 0)).2 += 1;
        for person in entry.owners.iter().filter_map(|id| cx.site.person(*id)) {
            owners.insert(
                person.name.to_lowercase(),
                (slug_of(person), person.name.clone()),
            );
        }
        docs.insert(row.row.doc.text.clone());
    }
    let states = states.into_values().flat_map(BTreeMap::into_values);
    Filters {
        priorities: several(priorities.into_iter().collect()),
        states: several(states.collect()),
        owners: several(owners.into_values().collect()),
        docs: several(docs.into_iter().collect()),
        late: entries.iter().filter(|(_, entry)| entry.overdue).count(),
        since: since(cx, entries),
    }
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
