//! The timeline: documents, happenings, sprints, due work and what came of it, by
//! month, newest first.
//!
//! A script draws the same in lanes, from this list: each line says in which lanes it
//! belongs.

mod lanes;
mod outcome;

use super::Each;
use crate::link::Doc;
use crate::link::DocId;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::Certainty;
use crate::model::DocKind;
use crate::model::Event;
use crate::model::ItemType;
use crate::model::Status;
use crate::text::Day;
use crate::text::SitePath;
use crate::text::Span;
use crate::text::TextRange;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Register;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::periods::PeriodLine;
use crate::view::paging;
use crate::view::paging::Paging;
use crate::view::words;
use lanes::Lanes;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What happened and what is due, by month.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Timeline {
    /// The day the site was built for.
    pub today: Day,
    /// The months, newest first.
    pub months: Vec<Month>,
    /// The documents without a date, by path; on the last page.
    pub undated: Vec<DocLine>,
    /// The sprints for which no days are stated; on the first page.
    pub dayless: Vec<PeriodLine>,
    /// Its place among the pages.
    pub paging: Paging,
}

/// A month with what falls into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Month {
    /// `2025-08`.
    pub month: String,
    /// What begins in it, newest first.
    pub happenings: Vec<Happening>,
}

/// Something with a place in time.
#[expect(clippy::struct_excessive_bools, reason = "facts without a common scale")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Happening {
    /// What it is.
    pub what: What,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// The time as shown: a date as precise as known, or the author's words.
    pub when: String,
    /// Whether `when` is a date to be spelled out.
    pub is_date: bool,
    /// How sure the days are.
    pub certainty: Certainty,
    /// The author's words for it.
    pub title: String,
    /// Where it is told.
    pub href: Href,
    /// The title of the document that tells it; empty for a document itself.
    pub doc: String,
    /// Whether it lies before today.
    pub past: bool,
    /// Said to be open and late; of a gathering, whether any is.
    pub late: bool,
    /// How far the work is, where the text says it.
    pub state: Option<&'static str>,
    /// The work is done or put off: what was promised is history.
    pub over: bool,
    /// Its lane among the kinds: `doc`, `event`, `period`, `done`, else the register.
    pub lane: &'static str,
    /// Those responsible, by name.
    pub owners: Vec<String>,
    /// The sprints it belongs to, by name.
    pub periods: Vec<String>,
    /// For several entries of one document and one time: each of them, by title.
    /// Then `title` and `href` are the document's.
    pub gathered: Vec<Happening>,
}

/// What a happening is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A document was written.
    Document(DocKind),
    /// A dated happening that a document tells of.
    Event,
    /// A sprint with days.
    Period,
    /// Work that is due.
    Due(ItemType),
    /// Work that a document calls done for the first time.
    Done(ItemType),
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Timeline) {
        return;
    }
    let url = Section::Timeline.url();
    let here = Here::on(&url);
    let mut all = happenings(cx, &here);
    all.sort_by(|a, b| (b.from, a.what, &a.title).cmp(&(a.from, b.what, &b.title)));
    let undated = |id: &&DocId| cx.doc(**id).is_some_and(|doc| doc.time.is_none());
    let undated: Vec<_> =
        cx.docs.iter().filter(undated).filter_map(|id| cx.doc_line(&here, *id)).collect();
    let page = |leaf: paging::Leaf<'_, Happening>| {
        let last = leaf.paging.next.is_none();
        let first = leaf.paging.previous.is_none();
        let timeline = Timeline {
            today: cx.site.today,
            months: months(leaf.rows),
            undated: undated
                .iter()
                .take(paging::ROWS)
                .filter(|_| last)
                .cloned()
                .collect(),
            dayless: if first { lanes::dayless(cx, &here) } else { Vec::new() },
            paging: leaf.paging,
        };
        let content = Content::Timeline(Box::new(timeline));
        cx.page(leaf.url, "Timeline", Some(Section::Timeline), content)
    };
    let leaves = paging::leaves_of(&url, &all, LINES).into_par_iter();
    leaves.filter(|leaf| cx.wants(&leaf.url)).map(page).for_each(each);
}

/// What is to come, soonest first: stated happenings, and open work with days.
pub(in crate::view) fn ahead(cx: &Cx<'_>, here: &Here, most: usize) -> Vec<Happening> {
    let mut ahead = happenings(cx, here);
    ahead.retain(|one| {
        let comes = matches!(one.what, What::Event | What::Due(_)) && !one.over;
        comes && one.from >= cx.site.today
    });
    ahead.sort_by(|a, b| (a.from, a.what, &a.title).cmp(&(b.from, b.what, &b.title)));
    ahead.truncate(most);
    ahead
}

fn months(happenings: &[Happening]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for one in happenings {
        let month = format!("{:04}-{:02}", one.from.year(), one.from.month());
        match months.last_mut() {
            Some(last) if last.month == month => last.happenings.push(one.clone()),
            _ => months.push(Month { month, happenings: vec![one.clone()] }),
        }
    }
    months
}

fn happenings(cx: &Cx<'_>, here: &Here) -> Vec<Happening> {
    let lanes = Lanes::of(cx);
    let mut all = lanes.sprints(here);
    for id in &cx.docs {
        let Some(doc) = cx.doc(*id) else { continue };
        let told = written(cx, here, doc).into_iter().chain(events(cx, here, doc));
        let periods = lanes.named(&doc.periods);
        all.extend(told.map(|one| Happening { periods: periods.clone(), ..one }));
    }
    let dues = cx.entries.iter().filter_map(|id| dated(cx, here, &lanes, *id));
    all.extend(gathered(dues.collect()));
    all.extend(gathered(outcome::done(cx, here, &lanes)));
    all
}

/// The most lines of a page: each says in which lanes it stands, and some hold others.
const LINES: usize = 250;

/// From this many on, entries of one document and one time are one line.
const MANY: usize = 3;

/// Work of `entries` with days that is not over, each with the address of its document.
/// To which sprints it belongs is not told.
pub(in crate::view) fn work(
    cx: &Cx<'_>,
    here: &Here,
    entries: &[EntryId],
) -> Vec<(Href, Happening)> {
    let lanes = Lanes::none(cx);
    let work = entries.iter().filter_map(|id| dated(cx, here, &lanes, *id));
    work.filter(|(_, one)| !one.over).collect()
}

fn dated(
    cx: &Cx<'_>,
    here: &Here,
    lanes: &Lanes<'_>,
    id: EntryId,
) -> Option<(Href, Happening)> {
    due(cx, here, lanes, (id, cx.site.entry(id)?))
}

/// Many entries of one document and one time become one.
fn gathered(work: Vec<(Href, Happening)>) -> Vec<Happening> {
    let mut times: BTreeMap<_, Vec<Happening>> = BTreeMap::new();
    for (doc, one) in work {
        // A stated day is one time, however it was written.
        let words = match one.certainty {
            Certainty::Exact if one.from == one.to => String::new(),
            _ => one.when.to_lowercase(),
        };
        times.entry((doc, one.from, one.to, one.over, words)).or_default().push(one);
    }
    let line =
        |((doc, ..), mut all): ((Href, Day, Day, bool, String), Vec<Happening>)| {
            if all.len() < MANY {
                return all;
            }
            all.sort_by(|a, b| (a.what, &a.title).cmp(&(b.what, &b.title)));
            let Some(first) = all.first().cloned() else { return all };
            let late = all.iter().any(|one| one.late);
            let title = first.doc.clone();
            vec![Happening { title, href: doc, late, gathered: all, ..first }]
        };
    times.into_iter().flat_map(line).collect()
}

fn written(cx: &Cx<'_>, here: &Here, doc: &Doc) -> Option<Happening> {
    let (span, _) = doc.time?;
    let (date, _) = crate::view::cx::date(doc);
    Some(Happening {
        when: date?,
        is_date: true,
        title: doc.title.clone(),
        href: here.to(&doc.url),
        doc: String::new(),
        past: span.to < cx.site.today,
        lane: "doc",
        ..Happening::bare(What::Document(words::doc_kind(&doc.facts)), span)
    })
}

/// The happenings that `doc` tells of, without the due days of its items.
pub fn stated(doc: &Doc) -> impl Iterator<Item = &Event> {
    let dues = doc.facts.items.iter().zip(&doc.dues).filter(|(_, due)| due.is_some());
    let mut dues: Vec<_> =
        dues.filter_map(|(item, _)| Some(item.when.as_ref()?.by.range)).collect();
    dues.sort_unstable();
    let is_due = move |event: &Event| {
        let after = dues.partition_point(|due| due.start <= event.range.start);
        let before = after.checked_sub(1).and_then(|at| dues.get(at));
        before.is_some_and(|due| due.holds(event.range))
    };
    doc.facts.events.iter().filter(move |event| !is_due(event))
}

fn events(cx: &Cx<'_>, here: &Here, doc: &Doc) -> Vec<Happening> {
    let event = |event: &Event| {
        let span = event.date.span()?;
        Some(Happening {
            when: event.date.to_string(),
            is_date: true,
            title: event.label.clone(),
            href: here.to(&place(doc, event.range)),
            doc: doc.title.clone(),
            past: span.to < cx.site.today,
            lane: "event",
            ..Happening::bare(What::Event, span)
        })
    };
    // A due day stands on the timeline as its entry already.
    stated(doc).filter_map(event).collect()
}

/// Work with days. Days that kenning worked out order the list and are never late.
fn due(
    cx: &Cx<'_>,
    here: &Here,
    lanes: &Lanes<'_>,
    (id, entry): (EntryId, &Entry),
) -> Option<(Href, Happening)> {
    let due = entry.when.as_ref()?;
    let (span, certainty) = due.span.filter(|_| words::closes(entry.kind))?;
    let is_day = certainty == Certainty::Exact && span.from == span.to;
    let row = cx.row(here, id)?;
    let doc = cx.doc(cx.latest(entry)?.doc)?;
    let happening = Happening {
        when: if is_day { span.from.to_string() } else { due.text.clone() },
        is_date: is_day,
        certainty,
        title: row.title,
        href: row.href,
        doc: row.doc.text,
        past: span.to < cx.site.today,
        late: entry.overdue,
        state: row.state.map(|state| state.word),
        over: matches!(entry.status, Some(Status::Done | Status::Deferred)),
        lane: Register::of(entry.kind).map_or("", Register::word),
        owners: row.owners.into_iter().map(|who| who.name).collect(),
        periods: lanes.of_entry(id),
        ..Happening::bare(What::Due(entry.kind), span)
    };
    Some((here.to(&doc.url), happening))
}

impl Happening {
    /// Something of which only the days are known.
    fn bare(what: What, span: Span) -> Self {
        let exact = span.from == span.to;
        Self {
            what,
            from: span.from,
            to: span.to,
            when: String::new(),
            is_date: false,
            certainty: if exact { Certainty::Exact } else { Certainty::Period },
            title: String::new(),
            href: Href::default(),
            doc: String::new(),
            past: false,
            late: false,
            state: None,
            over: false,
            lane: "",
            owners: Vec::new(),
            periods: Vec::new(),
            gathered: Vec::new(),
        }
    }
}

/// The nearest place above `range` that has an anchor.
pub fn place(doc: &Doc, range: TextRange) -> SitePath {
    let heading = doc.layout.anchors.iter().rev().find(|(block, _)| {
        let block = doc.layout.block(*block);
        block.is_some_and(|block| block.range.start <= range.start)
    });
    match heading {
        Some((_, anchor)) => doc.url.at(anchor),
        None => doc.url.clone(),
    }
}
