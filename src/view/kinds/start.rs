//! Start here: what someone new wants to know first, gathered from the documents.
//!
//! A `start.md` at the root of the content leads: it stands first, and what it links to
//! is read first. It does not replace the rest, which would take from new readers what
//! only the documents know.

mod people;
mod reading;

use super::Each;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::DocKind;
use crate::model::Status;
use crate::text::Day;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Linked;
use crate::view::Quote;
use crate::view::Register;
use crate::view::Row;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::glossary;
use crate::view::kinds::periods;
use crate::view::kinds::periods::PeriodLine;
use crate::view::parts::Some10;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use people::Person;
pub use reading::{Reading, Why};

/// The most decisions and documents to read (design, "Start here").
const SEVEN: usize = 7;

/// The most rows of work, and of work that nobody has.
const FEW: usize = 5;

/// The most words; the glossary has them all.
const WORDS: usize = 10;

/// Start here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Start {
    /// The day the site was built for.
    pub today: Day,
    /// The team's own `start.md`.
    pub lead: Option<DocLine>,
    /// What to read, in this order.
    pub reading: Vec<Reading>,
    /// The sprints and the like of these days.
    pub periods: Vec<PeriodLine>,
    /// The newest plan and the newest report.
    pub now: Vec<DocLine>,
    /// Work that recent documents call under way or open.
    pub work: Some10<Row>,
    /// The register of that work.
    pub work_href: Href,
    /// Who is who, and what to ask them.
    pub people: Vec<Person>,
    /// The page of all of them.
    pub people_href: Option<Href>,
    /// Words with a sentence that explains them.
    pub words: Vec<(Linked, Quote)>,
    /// How many words are explained in all, and where.
    pub all_words: usize,
    /// The glossary.
    pub words_href: Href,
    /// Decisions that hold, newest first.
    pub decisions: Some10<Row>,
    /// The register of decisions.
    pub decisions_href: Href,
    /// Work said to be open for which nobody is named, the smallest first.
    pub free: Vec<Row>,
    /// The register of it.
    pub free_href: Href,
}

/// Whether there is enough for someone new to begin with.
pub(in crate::view) fn is_wanted(cx: &Cx<'_>) -> bool {
    let some = !cx.entries.is_empty() || !cx.site.people.is_empty();
    cx.docs.len() > 2 && (some || reading::root(cx, "start.html").is_some())
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Start) {
        return;
    }
    let url = Section::Start.url();
    let here = Here::on(&url);
    let content = Content::Start(Box::new(content(cx, &here)));
    each(cx.page(url, "Start here", Some(Section::Start), content));
}

fn content(cx: &Cx<'_>, here: &Here) -> Start {
    let now = now(cx);
    let recent = cx.fresh_since(cx.reference());
    let live: Vec<_> = cx
        .of(Register::Actions)
        .filter(|(_, entry)| entry.last_seen.is_some_and(|day| day >= recent))
        .filter(|(_, entry)| words::is_open(entry.status))
        .collect();
    let since = recent.to_string();
    let actions = |filters: &[(&str, &str)]| {
        let all = [filters, &[("since", since.as_str())]].concat();
        here.filtered(&Register::Actions.url(), &all)
    };
    let open = [("status", "open"), ("status", "in-progress"), ("status", "blocked")];
    let people_href = cx.sections.contains(&Section::Owners);
    Start {
        today: cx.site.today,
        lead: reading::root(cx, "start.html").and_then(|id| cx.doc_line(here, id)),
        reading: reading::reading(cx, here, &now),
        periods: current(cx, here),
        now: now.iter().filter_map(|id| cx.doc_line(here, *id)).collect(),
        work: work(cx, here, &live),
        work_href: actions(&open),
        people: people::people(cx, here),
        people_href: people_href.then(|| here.to(&Section::Owners.url())),
        words: explained(cx, here),
        all_words: cx.site.terms.iter().filter(|term| !term.explained.is_empty()).count(),
        words_href: here.to(&glossary::url()),
        decisions: decisions(cx, here),
        decisions_href: here.to(&Register::Decisions.url()),
        free: free(cx, here, &live),
        free_href: actions(&[&open[..], &[("owner", "none")]].concat()),
    }
}

/// The newest plan and the newest report.
fn now(cx: &Cx<'_>) -> Vec<crate::link::DocId> {
    let past = |id: &crate::link::DocId| {
        let span = cx.doc(*id).and_then(|doc| doc.time);
        span.is_some_and(|(span, _)| span.from <= cx.site.today)
    };
    let newest = |kind| {
        let is = |id: &crate::link::DocId| {
            cx.doc(*id).is_some_and(|doc| words::doc_kind(&doc.facts) == kind)
        };
        cx.dated.iter().copied().find(|id| past(id) && is(id))
    };
    [DocKind::Status, DocKind::Kickoff].into_iter().filter_map(newest).collect()
}

/// The periods of the day for which the state is told; without days those that the
/// newest document is about.
fn current(cx: &Cx<'_>, here: &Here) -> Vec<PeriodLine> {
    let day = cx.reference();
    let holds = |period: &&crate::link::Period| {
        period.span.is_some_and(|span| (span.from..=span.to).contains(&day))
    };
    let mut now: Vec<_> = cx.site.periods.iter().filter(holds).collect();
    if now.is_empty() {
        let newest = cx.newest.and_then(|(id, _)| cx.doc(id));
        let newest = newest.into_iter().flat_map(|doc| &doc.periods);
        now = newest.filter_map(|id| cx.site.period(*id)).collect();
    }
    now.into_iter().take(3).map(|period| periods::line(cx, here, period)).collect()
}

type Live<'a> = [(EntryId, &'a Entry)];

/// What is under way first, then the newest.
fn work(cx: &Cx<'_>, here: &Here, live: &Live<'_>) -> Some10<Row> {
    let mut all: Vec<_> = live.iter().filter(|(_, e)| !e.owners.is_empty()).collect();
    all.sort_by_key(|(id, entry)| {
        let under_way = entry.status == Some(Status::InProgress);
        (
            !under_way,
            Reverse(entry.last_seen),
            entry.priority.is_none(),
            entry.priority,
            *id,
        )
    });
    let first: Vec<_> = all.iter().take(FEW).map(|(id, _)| *id).collect();
    Some10 { rows: cx.rows(here, &first), all: all.len() }
}

/// What nobody has: that of the fewest points first, then the newest.
fn free(cx: &Cx<'_>, here: &Here, live: &Live<'_>) -> Vec<Row> {
    let points = |entry: &Entry| {
        let mut mentions = entry.items.iter().rev().filter_map(|item| cx.item(*item));
        mentions.find_map(|(_, item)| item.details.points)
    };
    let free = live.iter().filter(|(_, entry)| entry.owners.is_empty());
    let mut free: Vec<_> = free.filter(|(_, e)| e.status == Some(Status::Open)).collect();
    free.sort_by_key(|(id, entry)| {
        (points(entry).unwrap_or(u32::MAX), Reverse(entry.last_seen), *id)
    });
    let first: Vec<_> = free.iter().take(FEW).map(|(id, _)| *id).collect();
    cx.rows(here, &first)
}

/// Decisions that nothing replaces: those said to be decided before those that only
/// stand in a list of decisions, newest first.
fn decisions(cx: &Cx<'_>, here: &Here) -> Some10<Row> {
    let replaced = replaced(cx);
    let holds = |entry: &Entry| {
        let said = entry.items.iter().filter_map(|item| cx.item(*item));
        let over = said.clone().any(|(_, item)| item.details.superseded_by.is_some());
        let named = said.flat_map(|(_, item)| &item.ids).any(|id| replaced.contains(id));
        let stated = matches!(entry.status, None | Some(Status::Done));
        stated && !over && !named
    };
    let mut all: Vec<_> =
        cx.of(Register::Decisions).filter(|(_, entry)| holds(entry)).collect();
    all.sort_by_key(|(id, entry)| {
        (entry.status.is_none(), Reverse(entry.last_seen), *id)
    });
    let first: Vec<_> = all.iter().take(SEVEN).map(|(id, _)| *id).collect();
    Some10 { rows: cx.rows(here, &first), all: all.len() }
}

/// The ids of decisions that another one says it replaces.
fn replaced(cx: &Cx<'_>) -> BTreeSet<String> {
    let items = cx.docs.iter().filter_map(|id| cx.doc(*id)).flat_map(|d| &d.facts.items);
    let said = items.filter_map(|item| item.details.supersedes.as_deref());
    let words =
        said.flat_map(|said| said.split(|c: char| !c.is_alphanumeric() && c != '-'));
    words.filter(|word| word.contains('-')).map(str::to_uppercase).collect()
}

/// The words that most documents use, by name; without counts the first by name.
fn explained(cx: &Cx<'_>, here: &Here) -> Vec<(Linked, Quote)> {
    let terms = cx.site.terms.iter().enumerate();
    let mut best: Vec<_> = terms.filter(|(_, term)| !term.explained.is_empty()).collect();
    best.sort_by_key(|(at, term)| (Reverse(term.docs.len()), *at));
    best.truncate(WORDS);
    best.sort_by_key(|(at, _)| cx.words.get(*at));
    best.into_iter().filter_map(|(at, _)| glossary::short(cx, here, at)).collect()
}
