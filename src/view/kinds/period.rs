//! One sprint or other period: what it holds, and what bears the same name elsewhere.

use super::periods;
use super::periods::PeriodLine;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::Period as Known;
use crate::model::Status;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Page;
use crate::view::Quote;
use crate::view::Row;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::words;
use serde::Serialize;

/// One sprint or other period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    /// Its name and days.
    pub line: PeriodLine,
    /// The team or project; empty for quarters, months and years.
    pub scope: String,
    /// The list of periods.
    pub index: Href,
    /// Work said to be open.
    pub open: Vec<Row>,
    /// Work of which nothing is said.
    pub unsaid: Vec<Row>,
    /// Finished or answered.
    pub done: Vec<Row>,
    /// The points of `done`.
    pub points: u32,
    /// Put off.
    pub deferred: Vec<Row>,
    /// Learnings, decisions and risks.
    pub other: Vec<Row>,
    /// The documents about it.
    pub docs: Vec<DocLine>,
    /// Sentences that mention it.
    pub mentions: Vec<Quote>,
    /// Periods of the same name elsewhere, with their scope.
    pub not_same: Vec<(PeriodLine, String)>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>) -> Vec<Page> {
    if !cx.sections.contains(&Section::Periods) {
        return Vec::new();
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
    cx.site.periods.iter().filter(|period| cx.wants(&period.url)).map(page).collect()
}

fn content(cx: &Cx<'_>, here: &Here, period: &Known) -> Period {
    let entries: Vec<_> =
        period.entries.iter().filter_map(|id| Some((*id, cx.site.entry(*id)?))).collect();
    let rows = |which: &dyn Fn(&Entry) -> bool| {
        let ids = entries.iter().filter(|(_, entry)| which(entry)).map(|(id, _)| *id);
        cx.rows(here, &ids.collect::<Vec<_>>())
    };
    let work = |entry: &Entry| words::closes(entry.kind);
    let is = |status| move |entry: &Entry| work(entry) && entry.status == status;
    let lines = period.docs.iter().filter_map(|id| cx.doc_line(here, *id));
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
        docs: lines.collect(),
        mentions: cx.quotes(here, &period.backlinks),
        not_same: namesakes(cx, here, period),
    }
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
