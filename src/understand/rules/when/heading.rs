//! The time that a heading above names: `To do next sprint`, `Weeks 1-2`.

use super::Now;
use super::own;
use super::own::Told;
use crate::model::Basis;
use crate::model::ItemType;
use crate::understand::Context;
use crate::understand::lexicon::Near;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::values::due;
use crate::understand::values::due::Phrase;
use crate::understand::values::due::Sort;
use crate::understand::values::periods;

/// How many sections up a plan's or a register's heading reaches: that of the entry,
/// and one around it for those grouped by things.
const PLAN_REACH: usize = 2;

/// The time of the nearest heading above that names one, for work to come and for what
/// a section of improvements lists.
///
/// Not the title of the document, nor a heading that tells of the past: a date before
/// the document's own, a sprint not after the one it is about, the day of a log.
pub(super) fn time(
    cx: Context<'_>,
    now: &Now,
    entry: &Entry,
    kind: ItemType,
) -> Option<Told> {
    let title = cx.outline.sections.iter().position(|section| !section.title.is_empty());
    let reach = if now.report { usize::MAX } else { PLAN_REACH };
    for (at, section) in cx.outline.up(entry.section).take(reach) {
        if section.kind == SectionKind::Document || Some(at) == title {
            return None;
        }
        let text = section.title.text();
        let Some(phrase) = now.headings.get(at).copied().flatten() else { continue };
        let told = now.is_ahead(text, phrase, cx);
        let ahead = told.unwrap_or_else(|| may_be_ahead(now, at, cx));
        let planned = matches!(kind, ItemType::Task | ItemType::Action)
            || kind == ItemType::Learning
                && told == Some(true)
                && matches!(section.sense, Some(Sense::Improve | Sense::Start));
        let log = phrase.sort == Sort::Days && now.log;
        let found = ahead && planned && !log && !is_past(now, at, section, cx);
        return found.then(|| {
            let words = section.title.cut(phrase.start, phrase.end);
            ("when-heading", Basis::Inherited, words)
        });
    }
    None
}

/// By section: the time that its title names for what is below.
pub(super) fn phrases(cx: Context<'_>) -> Vec<Option<Phrase>> {
    let phrase = |section: &Section| {
        let text = section.title.text();
        let named = due::strongest(text, cx.reading).filter(|p| names(text, *p, cx));
        named.or_else(|| due::countdown(text))
    };
    cx.outline.sections.iter().map(phrase).collect()
}

/// Whether the words name a time for what is below: a phase is a part of the work, and
/// a weekday part of a name unless it stands alone.
fn names(text: &str, phrase: Phrase, cx: Context<'_>) -> bool {
    match phrase.sort {
        Sort::Weekday => due::is_time(text, cx.lexicon),
        Sort::Period => {
            let found = periods::numbered(text, cx.lexicon);
            let found = found.iter().find(|period| period.start == phrase.start);
            found.is_some_and(|period| !own::is_phase(&period.word))
        }
        // A stand-up's `Today` is the day it is written on.
        Sort::Relative => {
            let words = text.get(phrase.start..phrase.end).unwrap_or_default();
            cx.lexicon.near.exact(words) != Some(Near::Today)
        }
        _ => true,
    }
}

/// Without a date or period to compare with: a plan's headings lie ahead, a report's
/// only where they or those above hold work that is to come.
fn may_be_ahead(now: &Now, at: usize, cx: Context<'_>) -> bool {
    let to_come = |section: &Section| {
        matches!(
            section.sense,
            Some(
                Sense::Action
                    | Sense::Planned
                    | Sense::Backlog
                    | Sense::Deferred
                    | Sense::Improve
                    | Sense::Start
            )
        )
    };
    !now.report || cx.outline.up(at).any(|(_, section)| to_come(section))
}

/// `This week` heads what was done in a report, and finished work is past anyway.
fn is_past(now: &Now, at: usize, section: &Section, cx: Context<'_>) -> bool {
    let this = matches!(
        cx.lexicon.near.within(section.title.text()),
        Some((Near::Today | Near::ThisWeek | Near::ThisMonth | Near::ThisQuarter, _))
    );
    section.sense == Some(Sense::Done) || this && !may_be_ahead(now, at, cx)
}
