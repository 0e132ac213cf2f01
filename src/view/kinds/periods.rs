//! All sprints and other periods, by scope.

use super::Each;
use crate::link::Period;
use crate::text::Day;
use crate::view::Content;
use crate::view::Linked;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::paging;
use crate::view::paging::Paging;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;

/// All sprints and other periods.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Periods {
    /// By scope; the last is that of quarters, months and years.
    pub scopes: Vec<Scope>,
    /// Its place among the pages.
    pub paging: Paging,
}

/// The periods of one team or project.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Scope {
    /// The team or project; empty for quarters, months and years.
    pub name: String,
    /// Its periods: those with days newest first, then the others as they appear.
    pub lines: Vec<PeriodLine>,
}

/// A period as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct PeriodLine {
    /// Its name and page.
    pub period: Linked,
    /// Its days, where they are stated.
    pub days: Option<(Day, Day)>,
    /// Whether today lies in it.
    pub now: bool,
    /// How many documents are about it.
    pub docs: usize,
    /// How many entries belong to it.
    pub entries: usize,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Periods) {
        return;
    }
    let mut all: Vec<&Period> = cx.site.periods.iter().collect();
    all.sort_by_key(|period| {
        let days = period.span.map(|span| (span.from, span.to));
        (scope(period), Reverse(days))
    });
    let page = |leaf: paging::Leaf<'_, &Period>| {
        let here = Here::on(&leaf.url);
        let of_scope = |periods: &[&Period]| Scope {
            name: periods.first().map(|period| period.scope.clone()).unwrap_or_default(),
            lines: periods.iter().map(|period| line(cx, &here, period)).collect(),
        };
        let scopes = leaf.rows.chunk_by(|a, b| scope(a) == scope(b)).map(of_scope);
        let periods = Periods { scopes: scopes.collect(), paging: leaf.paging };
        let content = Content::Periods(Box::new(periods));
        cx.page(leaf.url, "Sprints and periods", Some(Section::Periods), content)
    };
    let leaves = paging::leaves(&Section::Periods.url(), &all).into_iter();
    leaves.filter(|leaf| cx.wants(&leaf.url)).map(page).for_each(each);
}

/// Where the scope of a period stands: quarters, months and years last.
fn scope(period: &Period) -> (bool, bool, &str) {
    (period.is_time, period.scope.is_empty(), &period.scope)
}

/// A period as a line.
pub(in crate::view) fn line(cx: &Cx<'_>, here: &Here, period: &Period) -> PeriodLine {
    let today = cx.site.today;
    PeriodLine {
        period: Linked { href: here.to(&period.url), text: period.name.clone() },
        days: period.span.map(|span| (span.from, span.to)),
        now: period.span.is_some_and(|span| (span.from..=span.to).contains(&today)),
        docs: period.docs.iter().filter(|id| cx.shows(**id)).count(),
        entries: period.entries.len(),
    }
}
