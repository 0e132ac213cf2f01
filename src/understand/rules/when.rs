//! When an item is due: its own field or cell, a bracket or lead of its title
//! (`Monday: …`, `… by 9 March`), a remark beside it (`planned for Sprint 5`), else the
//! nearest heading that names a future time.
//!
//! Never for finished work, nor the period that the whole document is about. The
//! words stay as written; days are given only where the text or the document's date
//! fixes them.

mod heading;
mod own;

use crate::model::Certainty;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Status;
use crate::model::When;
use crate::text::Day;
use crate::text::Span;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::normal;
use crate::understand::outline::Section;
use crate::understand::values::dates;
use crate::understand::values::dates::Reading;
use crate::understand::values::dates::Year;
use crate::understand::values::due;
use crate::understand::values::due::Phrase;
use crate::understand::values::due::Sort;
use crate::understand::values::periods;
use crate::understand::values::periods::Numbered;
use std::collections::BTreeMap;

/// See the module.
pub(super) struct WhenDue;

/// What decides whether a time lies ahead.
struct Now {
    /// The day of the document.
    day: Option<Day>,
    /// The periods that it is about.
    periods: Vec<Numbered>,
    /// Those as written, in normal form.
    names: Vec<String>,
    /// Whether it looks back.
    report: bool,
    /// Whether it is written on its day, as minutes and reports are, not for it.
    written_on: bool,
    /// Whether its headings are the days of a log.
    log: bool,
    /// By section: the time that its title names for what is below.
    headings: Vec<Option<Phrase>>,
}

impl Rule for WhenDue {
    fn name(&self) -> &'static str {
        "when"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        if draft.facts.items.is_empty() {
            return;
        }
        let named = &draft.facts.periods;
        let numbered = |name: &String| periods::numbered(name, cx.lexicon);
        let written_on = draft.is_report()
            || draft.facts.kind.map(|kind| kind.value) == Some(DocKind::Meeting);
        let mut now = Now {
            day: draft.day(),
            periods: named.iter().flat_map(numbered).collect(),
            names: named.iter().map(|name| normal(name)).collect(),
            report: draft.is_report(),
            written_on,
            log: is_log(cx, draft.day()) || written_on && is_series(cx),
            headings: Vec::new(),
        };
        // A due time without a year lies ahead of the document that tells it.
        let year = now.day.map_or(cx.reading.year, Year::From);
        let cx = Context { reading: Reading { year, ..cx.reading }, ..cx };
        now.headings = heading::phrases(cx);
        for (item, entry, title) in draft.items(cx.outline) {
            if item.status.map(|status| status.value) == Some(Status::Done) {
                continue;
            }
            let kind = item.kind.value;
            let own = own::time(cx, &now, entry, title, kind);
            let above = || heading::time(cx, &now, entry, kind);
            let Some((rule, basis, slice)) = own.or_else(above) else { continue };
            let text = slice.text().trim().to_owned();
            if text.is_empty()
                || cx.lexicon.nobody.exact(&text).is_some()
                || now.names.contains(&normal(&text))
            {
                continue;
            }
            let due = days(&text, cx, now.day);
            let by = Evidence { rule, basis, range: slice.range() };
            item.when = Some(When { text, due, by });
        }
    }
}

/// Whether several headings begin with a day, not all of them after the document's own.
fn is_log(cx: Context<'_>, day: Option<Day>) -> bool {
    let leading = |section: &Section| {
        let found = dates::dates(section.title.text(), cx.reading).into_iter().next()?;
        // A day that may be read in two ways is one all the same.
        let day = found.date.ok().and_then(|date| Some(date.span()?.from));
        (found.start <= 4).then_some(day)
    };
    let days: Vec<Option<Day>> = cx.outline.sections.iter().filter_map(leading).collect();
    let begun = |day: Day| days.iter().any(|other| other.is_none_or(|it| it <= day));
    days.len() >= 2 && day.is_none_or(begun)
}

/// Whether headings differ by their day alone, as those of several meetings in one file:
/// `Weekly sync 12/05`, `Weekly sync 19/05`.
fn is_series(cx: Context<'_>) -> bool {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for section in &cx.outline.sections {
        let text = section.title.text();
        let found = dates::dates(text, cx.reading).into_iter().next();
        let parts = found.and_then(|found| text.split_at_checked(found.start));
        let Some((words, day)) = parts.filter(|(words, _)| !words.trim().is_empty())
        else {
            continue;
        };
        if *seen.entry(words.trim()).or_insert(day) != day {
            return true;
        }
    }
    false
}

fn days(text: &str, cx: Context<'_>, anchor: Option<Day>) -> Option<(Span, Certainty)> {
    due::days(text, cx.reading, anchor)
}

impl Now {
    /// Whether the time that `phrase` names in `text` lies ahead, as far as can be
    /// told; `None` where nothing tells.
    fn is_ahead(&self, text: &str, phrase: Phrase, cx: Context<'_>) -> Option<bool> {
        match phrase.sort {
            Sort::Relative | Sort::Within | Sort::Weekday => Some(true),
            Sort::Period => {
                let all = periods::numbered(text, cx.lexicon);
                let named = all.iter().find(|period| period.start == phrase.start)?;
                let mut same =
                    self.periods.iter().filter(|period| period.word == named.word);
                let last = same.by_ref().map(|period| period.last).max()?;
                Some(named.first > last)
            }
            Sort::Days | Sort::Quarter => {
                let words = text.get(phrase.start..phrase.end)?;
                let (span, _) = due::days(words, cx.reading, self.day)?;
                let day = self.day?;
                // What is written on a day under its heading is not due on it.
                Some(if self.written_on { span.to > day } else { span.to >= day })
            }
        }
    }
}
