//! One sprint or other period: what it holds, and what bears the same name elsewhere.

use super::Each;
use super::periods;
use super::periods::PeriodLine;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::Period as Known;
use crate::model::Status;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Quote;
use crate::view::Row;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::words;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

/// The most lines of one part of the page: enough for any sprint, while a year of a
/// large team goes on in the registers.
const MOST: usize = 60;

/// The first lines of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "PartOf{T}")]
pub struct Part<T> {
    /// At most sixty.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub all: usize,
}

/// One sprint or other period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Period {
    /// Its name and days.
    pub line: PeriodLine,
    /// The team or project; empty for quarters, months and years.
    pub scope: String,
    /// The list of periods.
    pub index: Href,
    /// Work said to be open.
    pub open: Part<Row>,
    /// Work of which nothing is said.
    pub unsaid: Part<Row>,
    /// Finished or answered.
    pub done: Part<Row>,
    /// The points of `done`.
    pub points: u32,
    /// Put off.
    pub deferred: Part<Row>,
    /// Learnings, decisions and risks.
    pub other: Part<Row>,
    /// The documents about it.
    pub docs: Part<DocLine>,
    /// Sentences that mention it.
    pub mentions: Part<Quote>,
    /// Periods of the same name elsewhere, with their scope.
    pub not_same: Vec<(PeriodLine, String)>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Periods) {
        return;
    }
    let page = |period: &Known| {
        let content =
            Content::Period(Box::new(content(cx, &Here::on(&period.url), period)));
        let title = match period.scope.as_str() {
            "" => period.name.clone(),
            scope => format!("{}, {scope}", period.name),
        };
        cx.page(period.url.clone(), &title, Some(Section::Periods), content)
    };
    let wanted = cx.site.periods.par_iter().filter(|period| cx.wants(&period.url));
    wanted.map(page).for_each(each);
}

fn content(cx: &Cx<'_>, here: &Here, period: &Known) -> Period {
    let entries: Vec<_> =
        period.entries.iter().filter_map(|id| Some((*id, cx.site.entry(*id)?))).collect();
    let rows = |which: &dyn Fn(&Entry) -> bool| {
        let ids = entries.iter().filter(|(_, entry)| which(entry)).map(|(id, _)| *id);
        let ids: Vec<_> = ids.collect();
        Part { rows: cx.rows(here, first(&ids)), all: ids.len() }
    };
    let work = |entry: &Entry| words::closes(entry.kind);
    let is = |status| move |entry: &Entry| work(entry) && entry.status == status;
    let docs: Vec<_> = period.docs.iter().copied().filter(|id| cx.shows(*id)).collect();
    let lines = first(&docs).iter().filter_map(|id| cx.doc_line(here, *id));
    let mentions = period.backlinks.iter().filter(|link| cx.shows(link.from)).count();
    Period {
        line: periods::line(cx, here, period),
        scope: period.scope.clone(),
        index: here.to(&Section::Periods.url()),
        open: rows(&|entry| work(entry) && words::is_open(entry.status)),
        unsaid: rows(&is(None)),
        done: rows(&is(Some(Status::Done))),
        points: points(cx, &entries),
        deferred: rows(&is(Some(Status::Deferred))),
        other: rows(&|entry| !work(entry)),
        docs: Part { rows: lines.collect(), all: docs.len() },
        mentions: Part { rows: cx.quotes(here, first(&period.backlinks)), all: mentions },
        not_same: namesakes(cx, here, period),
    }
}

fn first<T>(all: &[T]) -> &[T] {
    all.get(..MOST).unwrap_or(all)
}

/// The points of what is done, as the latest mention states them.
fn points(cx: &Cx<'_>, entries: &[(EntryId, &Entry)]) -> u32 {
    let done = entries.iter().filter(|(_, entry)| entry.status == Some(Status::Done));
    let points = |entry: &Entry| {
        let mut mentions = entry.items.iter().rev().filter_map(|item| cx.item(*item));
        mentions.find_map(|(_, item)| item.details.points)
    };
    done.filter_map(|(_, entry)| points(entry)).fold(0, u32::saturating_add)
}

fn namesakes(cx: &Cx<'_>, here: &Here, period: &Known) -> Vec<(PeriodLine, String)> {
    let same = |other: &&Known| {
        other.url != period.url && other.name.eq_ignore_ascii_case(&period.name)
    };
    let others = cx.site.periods.iter().filter(same).take(20);
    others.map(|other| (periods::line(cx, here, other), other.scope.clone())).collect()
}
