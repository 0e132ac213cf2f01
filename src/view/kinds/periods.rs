//! All sprints and other periods, by scope.

use super::Each;
use crate::link::Period;
use crate::text::Day;
use crate::view::Content;
use crate::view::Linked;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// All sprints and other periods.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Periods {
    /// By scope; the last is that of quarters, months and years.
    pub scopes: Vec<Scope>,
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
    let url = Section::Periods.url();
    let here = Here::on(&url);
    let mut scopes: BTreeMap<(bool, bool, String), Vec<PeriodLine>> = BTreeMap::new();
    for period in &cx.site.periods {
        let scope = (period.is_time, period.scope.is_empty(), period.scope.clone());
        scopes.entry(scope).or_default().push(line(cx, &here, period));
    }
    let scope = |((.., name), mut lines): ((bool, bool, String), Vec<PeriodLine>)| {
        lines.sort_by_key(|line| std::cmp::Reverse(line.days));
        Scope { name, lines }
    };
    let periods = Periods { scopes: scopes.into_iter().map(scope).collect() };
    let content = Content::Periods(Box::new(periods));
    each(cx.page(url, "Sprints and periods", Some(Section::Periods), content));
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
