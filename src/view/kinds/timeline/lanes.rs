//! To which sprints the happenings of the timeline belong.

use super::Happening;
use super::What;
use crate::link::EntryId;
use crate::link::Period;
use crate::link::PeriodId;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::periods;
use crate::view::kinds::periods::PeriodLine;
use std::collections::BTreeMap;

/// The sprints by what belongs to them. Quarters, months and years are none: the
/// timeline shows them by itself.
pub(super) struct Lanes<'a> {
    cx: &'a Cx<'a>,
    entries: BTreeMap<EntryId, Vec<PeriodId>>,
    names: BTreeMap<PeriodId, String>,
}

impl<'a> Lanes<'a> {
    pub(super) fn of(cx: &'a Cx<'a>) -> Self {
        let mut entries: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut names = BTreeMap::new();
        let mut namesakes: BTreeMap<String, u32> = BTreeMap::new();
        for (_, period) in sprints(cx) {
            *namesakes.entry(period.name.to_lowercase()).or_default() += 1;
        }
        for (id, period) in sprints(cx) {
            for entry in &period.entries {
                entries.entry(*entry).or_default().push(id);
            }
            let alone = namesakes.get(&period.name.to_lowercase()) == Some(&1);
            let name = if alone { period.name.clone() } else { full(period) };
            names.insert(id, name);
        }
        Self { cx, entries, names }
    }

    /// Where sprints are not asked for.
    pub(super) fn none(cx: &'a Cx<'a>) -> Self {
        Self { cx, entries: BTreeMap::new(), names: BTreeMap::new() }
    }

    /// The sprints of an entry, by name.
    pub(super) fn of_entry(&self, id: EntryId) -> Vec<String> {
        self.entries.get(&id).map_or(Vec::new(), |ids| self.named(ids))
    }

    /// The names of those of `ids` that are sprints.
    pub(super) fn named(&self, ids: &[PeriodId]) -> Vec<String> {
        ids.iter().filter_map(|id| self.names.get(id).cloned()).collect()
    }

    /// The sprints with days.
    pub(super) fn sprints(&self, here: &Here) -> Vec<Happening> {
        let sprint = |(id, period): (PeriodId, &Period)| {
            let span = period.span?;
            let name = self.names.get(&id)?.clone();
            Some(Happening {
                title: name.clone(),
                href: here.to(&period.url),
                when: span.from.to_string(),
                is_date: true,
                past: span.to < self.cx.site.today,
                lane: "period",
                periods: vec![name],
                ..Happening::bare(What::Period, span)
            })
        };
        let there = self.cx.sections.contains(&Section::Periods);
        sprints(self.cx).filter(|_| there).filter_map(sprint).collect()
    }
}

/// The sprints without days, each called as in the lanes.
pub(super) fn dayless(cx: &Cx<'_>, here: &Here) -> Vec<PeriodLine> {
    let lanes = Lanes::of(cx);
    let line = |(id, period): (PeriodId, &Period)| {
        let mut line = periods::line(cx, here, period);
        line.period.text.clone_from(lanes.names.get(&id)?);
        Some(line)
    };
    let all = sprints(cx).filter(|(_, period)| period.span.is_none());
    all.filter_map(line).take(MOST).collect()
}

/// The most sprints without days that are listed; the list of sprints has them all.
const MOST: usize = 100;

fn sprints<'a>(cx: &'a Cx<'_>) -> impl Iterator<Item = (PeriodId, &'a Period)> {
    let all = (0_u32..).map(PeriodId).zip(&cx.site.periods);
    all.filter(|(_, period)| !period.is_time)
}

fn full(period: &Period) -> String {
    match period.scope.as_str() {
        "" => period.name.clone(),
        scope => format!("{}, {scope}", period.name),
    }
}
