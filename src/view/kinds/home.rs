//! The front page: what the documents say about now, and where to go on.
//!
//! It never says more than they do. Only what is *said* to be open counts as open;
//! what nobody closed in documents that are no longer recent is one calm line.

use super::Each;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::PersonSort;
use crate::model::Certainty;
use crate::text::Day;
use crate::text::SitePath;
use crate::view::Caption;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Register;
use crate::view::Row;
use crate::view::Who;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::folder;
use crate::view::kinds::strip;
use crate::view::kinds::timeline;
use crate::view::parts::Some10;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The front page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Home {
    /// The day the site was built for.
    pub today: Day,
    /// How many documents there are.
    pub documents: usize,
    /// The page that lists them.
    pub documents_href: Href,
    /// The newest document.
    pub newest: Option<DocLine>,
    /// Nothing was written for so long that all is told as of `newest`.
    pub stale: bool,
    /// The state of the work, if recent documents tell any.
    pub work: Option<Work>,
    /// What was never closed in older documents.
    pub older: Option<Unclosed>,
    /// What was never closed in documents without a date.
    pub undated: Option<Unclosed>,
    /// The soonest of `dates` whose day is stated.
    pub next: Option<timeline::Happening>,
    /// The months around today.
    pub strip: Option<strip::Strip>,
    /// Overdue entries, the longest overdue first.
    pub late: Some10<Row>,
    /// Work said to be open, newest first.
    pub open: Some10<Row>,
    /// What is to come, soonest first.
    pub dates: Vec<timeline::Happening>,
    /// The newest documents; without dates the first by path.
    pub recent: Vec<DocLine>,
    /// Teams and roles with open work, by name.
    pub teams: Vec<Team>,
    /// The registers with entries.
    pub registers: Vec<RegisterLine>,
    /// The README at the root.
    pub readme: Option<DocLine>,
    /// The folders at the root.
    pub folders: Vec<folder::FolderLine>,
    /// The page of owners.
    pub owners_href: Option<Href>,
    /// The timeline.
    pub timeline_href: Option<Href>,
}

/// What recent documents say about tasks and actions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Work {
    /// Said to be open, under way or blocked.
    pub open: usize,
    /// Those of `open` said to be blocked.
    pub blocked: usize,
    /// Those of `open` for which nobody is named.
    pub ownerless: usize,
    /// Overdue.
    pub overdue: usize,
    /// Of which nothing is said.
    pub unsaid: usize,
    /// Questions said to be open.
    pub questions: usize,
    /// The register of actions, of open ones, of late ones, of unowned ones, of those
    /// without a state; then open questions.
    pub hrefs: WorkHrefs,
}

/// Where the counts of [`Work`] lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct WorkHrefs {
    /// Open ones.
    pub open: Href,
    /// Blocked ones.
    pub blocked: Href,
    /// Open ones without an owner.
    pub ownerless: Href,
    /// Overdue ones.
    pub overdue: Href,
    /// Those of which nothing is said.
    pub unsaid: Href,
    /// Open questions.
    pub questions: Href,
}

/// What was never closed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Unclosed {
    /// In how many documents.
    pub documents: usize,
    /// How many entries.
    pub entries: usize,
}

/// A team or role with its open work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Team {
    /// The team or role.
    pub who: Who,
    /// How many entries said to be open it is named for.
    pub open: usize,
}

/// A register with its count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct RegisterLine {
    /// Which.
    pub register: Register,
    /// Its page.
    pub href: Href,
    /// How many entries.
    pub all: usize,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    let url = SitePath::new("index.html");
    let here = Here::on(&url);
    let newest = cx.newest;
    let live = live(cx);
    let late = overdue(&live);
    let open = open(&live);
    let dates = timeline::ahead(cx, &here, 6);
    let section_href = |section: Section| {
        cx.sections.contains(&section).then(|| here.to(&section.url()))
    };
    let home = Home {
        today: cx.site.today,
        documents: cx.docs.len(),
        documents_href: here.to(&Section::Documents.url()),
        newest: newest.and_then(|(id, _)| cx.doc_line(&here, id)),
        stale: newest.is_some() && cx.reference() != cx.site.today,
        work: work(cx, &live, &here),
        older: unclosed(cx, |seen| seen.is_some_and(|day| day < since(cx))),
        undated: unclosed(cx, |seen| seen.is_none()),
        // Days that kenning worked out order the list; a sentence states what is stated.
        next: next(&dates),
        strip: strip::strip(cx, &here, &cx.dated, &cx.entries),
        late: shown(cx, &here, &late),
        open: shown(cx, &here, &open),
        dates,
        recent: recent(cx, &here),
        teams: teams(cx, &here, &live),
        registers: registers(cx, &here),
        readme: readme(cx, &here),
        folders: folder::roots(cx, &here),
        owners_href: section_href(Section::Owners),
        timeline_href: section_href(Section::Timeline),
    };
    let mut page = cx.page(url, "", None, Content::Home(Box::new(home)));
    page.frame.description = Caption::from(
        "What the team's documents say: what is open, who owns it, what was learned.",
    );
    each(page);
}

type Live<'a> = Vec<(EntryId, &'a Entry)>;

/// The first with a stated day; of several at once the first by title.
fn next(dates: &[timeline::Happening]) -> Option<timeline::Happening> {
    let exact = dates.iter().find(|one| one.certainty == Certainty::Exact)?;
    Some(exact.gathered.first().unwrap_or(exact).clone())
}

/// The first day that is recent, seen from the day the state is told for.
fn since(cx: &Cx<'_>) -> Day {
    cx.fresh_since(cx.reference())
}

/// Work that a recent document mentions.
fn live<'a>(cx: &Cx<'a>) -> Live<'a> {
    let recent = |entry: &Entry| entry.last_seen.is_some_and(|day| day >= since(cx));
    let entries = cx.entries.iter().filter_map(|id| Some((*id, cx.site.entry(*id)?)));
    entries.filter(|(_, entry)| words::closes(entry.kind) && recent(entry)).collect()
}

fn is_action(entry: &Entry) -> bool {
    Register::of(entry.kind) == Some(Register::Actions)
}

fn overdue(live: &Live<'_>) -> Vec<EntryId> {
    let mut late: Vec<_> = live.iter().filter(|(_, entry)| entry.overdue).collect();
    late.sort_by_key(|(id, entry)| {
        (entry.when.as_ref().and_then(|due| Some(due.span?.0.to)), *id)
    });
    late.into_iter().map(|(id, _)| *id).collect()
}

/// Open work that is not already listed as overdue, newest first.
fn open(live: &Live<'_>) -> Vec<EntryId> {
    let open = |entry: &Entry| words::is_open(entry.status) && !entry.overdue;
    let mut open: Vec<_> =
        live.iter().filter(|(_, entry)| is_action(entry) && open(entry)).collect();
    open.sort_by_key(|(id, entry)| {
        (
            std::cmp::Reverse(entry.last_seen),
            entry.priority.is_none(),
            entry.priority,
            *id,
        )
    });
    open.into_iter().map(|(id, _)| *id).collect()
}

fn shown(cx: &Cx<'_>, here: &Here, ids: &[EntryId]) -> Some10<Row> {
    let first = ids.get(..ids.len().min(10)).unwrap_or_default();
    Some10 { rows: cx.rows(here, first), all: ids.len() }
}

/// The states that count as open, as filters.
const OPEN: [(&str, &str); 3] =
    [("status", "open"), ("status", "in-progress"), ("status", "blocked")];

fn work(cx: &Cx<'_>, live: &Live<'_>, here: &Here) -> Option<Work> {
    let count = |which: &dyn Fn(&Entry) -> bool| {
        live.iter().filter(|(_, entry)| which(entry)).count()
    };
    let open = |entry: &Entry| is_action(entry) && words::is_open(entry.status);
    let blocked = Some(crate::model::Status::Blocked);
    let since = since(cx).to_string();
    let filtered = |register: Register, filters: &[(&str, &str)]| {
        let recent = [filters, &[("since", since.as_str())]].concat();
        here.filtered(&register.url(), &recent)
    };
    let actions = |filters: &[(&str, &str)]| filtered(Register::Actions, filters);
    let work = Work {
        open: count(&open),
        blocked: count(&|entry| open(entry) && entry.status == blocked),
        ownerless: count(&|entry| open(entry) && entry.owners.is_empty()),
        overdue: count(&|entry| entry.overdue),
        unsaid: count(&|entry| is_action(entry) && entry.status.is_none()),
        questions: count(&|entry| {
            Register::of(entry.kind) == Some(Register::Questions)
                && words::is_open(entry.status)
        }),
        hrefs: WorkHrefs {
            open: actions(&OPEN),
            blocked: actions(&[("status", "blocked")]),
            ownerless: actions(&[&OPEN[..], &[("owner", "none")]].concat()),
            overdue: actions(&[("late", "over")]),
            unsaid: actions(&[("status", "none")]),
            questions: filtered(Register::Questions, &OPEN),
        },
    };
    (work.open + work.unsaid + work.questions > 0).then_some(work)
}

/// What nobody closed or put off, among entries last seen as `which` says.
fn unclosed(cx: &Cx<'_>, which: impl Fn(Option<Day>) -> bool) -> Option<Unclosed> {
    use crate::model::Status;
    let closed =
        |entry: &Entry| matches!(entry.status, Some(Status::Done | Status::Deferred));
    let entries = cx.entries.iter().filter_map(|id| cx.site.entry(*id));
    let left: Vec<_> = entries
        .filter(|entry| words::closes(entry.kind) && !closed(entry))
        .filter(|entry| which(entry.last_seen))
        .collect();
    let docs: BTreeSet<_> = left.iter().map(|entry| entry.latest.doc).collect();
    let unclosed = Unclosed { documents: docs.len(), entries: left.len() };
    (unclosed.entries > 0).then_some(unclosed)
}

fn recent(cx: &Cx<'_>, here: &Here) -> Vec<DocLine> {
    let dated = cx.dated.iter();
    let past = dated.filter(|id| {
        cx.doc(**id).and_then(|doc| doc.time).is_some_and(|t| t.0.from <= cx.site.today)
    });
    let mut ids: Vec<_> = past.take(5).copied().collect();
    if ids.is_empty() {
        ids = cx.docs.iter().take(5).copied().collect();
    }
    ids.iter().filter_map(|id| cx.doc_line(here, *id)).collect()
}

/// At most ten teams and roles, those with most open work, shown by name.
fn teams(cx: &Cx<'_>, here: &Here, live: &Live<'_>) -> Vec<Team> {
    let mut open = BTreeMap::new();
    let work = live.iter().filter(|(_, entry)| words::is_open(entry.status));
    for person in work.flat_map(|(_, entry)| &entry.owners) {
        *open.entry(*person).or_insert(0_usize) += 1;
    }
    let shared =
        |id| cx.site.person(id).is_some_and(|person| person.sort != PersonSort::Person);
    let mut most: Vec<_> = open.into_iter().filter(|(id, _)| shared(*id)).collect();
    most.sort_by_key(|(id, open)| (std::cmp::Reverse(*open), *id));
    let team = |(id, open)| Some(Team { who: cx.who(here, id)?, open });
    let mut teams: Vec<_> = most.into_iter().take(10).filter_map(team).collect();
    teams.sort_by_key(|team| team.who.name.to_lowercase());
    teams
}

fn registers(cx: &Cx<'_>, here: &Here) -> Vec<RegisterLine> {
    let line = |register: Register| {
        let all = cx.of(register).count();
        let href = here.to(&register.url());
        (all > 0).then_some(RegisterLine { register, href, all })
    };
    Register::ALL.into_iter().filter_map(line).collect()
}

fn readme(cx: &Cx<'_>, here: &Here) -> Option<DocLine> {
    let root = SitePath::new("docs/index.html");
    let id = cx.docs.iter().find(|id| cx.doc(**id).is_some_and(|doc| doc.url == root))?;
    cx.doc_line(here, *id)
}
