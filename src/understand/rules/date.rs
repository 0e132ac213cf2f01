//! The main date of a document.
//!
//! In this order: front matter, a `Date: …` field (then `Last updated`, `Created`),
//! the period it states (a report is of its last day, a plan of its first), its title,
//! its file's name, a date alone on one of its first lines, a line such as `Updated on
//! 9 March`, the day that a postmortem or minutes tell first, the newest entry of a
//! log. `03/04/2025` without a hint is a finding, never a guess.

mod fields;
mod flaws;
mod lines;

pub(super) use fields::by_field;
pub(super) use fields::is_own_day;

use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::Day;
use crate::text::Moment;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::header::header;
use crate::understand::lexicon::Label;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::spans;

/// See the module.
pub(super) struct MainDate;

/// Fields of the document itself stand before this many sections have begun.
const HEADER_SECTIONS: usize = 3;

/// A date and the bytes that say so.
pub(super) type Dated = (Moment, TextRange);

/// The rule that found a date, and how it was come by.
type Found = (Dated, &'static str, Basis);

impl Rule for MainDate {
    fn name(&self) -> &'static str {
        "date"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let precise =
            |found: &Found| matches!(found.0.0, Moment::Day(_) | Moment::Month(..));
        draft.facts.date = main(cx, draft).filter(precise).map(|(dated, rule, basis)| {
            let (value, range) = dated;
            Read { value, by: Evidence { rule, basis, range } }
        });
        flaws::report(cx, draft);
    }
}

fn main(cx: Context<'_>, draft: &Draft) -> Option<Found> {
    let written = |rule| move |dated| (dated, rule, Basis::Written);
    let derived = |rule| move |dated| (dated, rule, Basis::Derived);
    let kind = draft.facts.kind.map(|kind| kind.value);
    let told = matches!(kind, Some(DocKind::Postmortem | DocKind::Meeting));
    let logged = !matches!(kind, Some(DocKind::Kickoff));
    let top = |moment| (moment, TextRange::default());
    let stated = front(cx)
        .map(written("front-matter"))
        .or_else(|| current_field(cx).map(written("date-field")))
        .or_else(|| by_period(cx, draft).map(written("date-of-period")))
        .or_else(|| by_title(cx).map(written("date-in-title")))
        .or_else(|| {
            fields::held(cx)
                .filter(|_| kind == Some(DocKind::Meeting))
                .map(written("date-field"))
        })
        .or_else(|| {
            let name = dates::of_name(cx.source.path.stem(), cx.reading);
            name.map(top).map(derived("date-in-name"))
        });
    // What the author states but nobody can read is not replaced by another day.
    if stated.is_some() || fields::is_unsure(cx) {
        return stated;
    }
    lines::alone(cx)
        .map(written("date-line"))
        .or_else(|| lines::announced(cx).map(written("date-line")))
        .or_else(|| lines::within(cx).map(written("date-line")))
        .or_else(|| lines::told(cx).filter(|_| told).map(derived("date-told")))
        .or_else(|| lines::newest(cx).filter(|_| logged).map(derived("newest-entry")))
        .or_else(|| lines::newest_heading(cx).map(derived("newest-entry")))
}

fn front(cx: Context<'_>) -> Option<Dated> {
    let text = cx.source.meta.date.as_deref()?;
    Some((dates::first(text, cx.reading)?.0, TextRange::default()))
}

/// The date field, unless the title is newer than what it tells of an update: nobody
/// changes a footer with every edition.
fn current_field(cx: Context<'_>) -> Option<Dated> {
    let found = fields::best(cx)?;
    let (rank, dated) = found;
    let newer = |title: Dated| rank > 0 && start(title.0) > start(dated.0);
    match by_title(cx).or_else(|| by_period_title(cx)) {
        Some(title) if newer(title) => None,
        _ => Some(dated),
    }
}

fn start(moment: Moment) -> Option<Day> {
    moment.span().map(|span| span.from)
}

/// The period that a header field or the title states: its end in a report, its first
/// day in a plan.
fn by_period(cx: Context<'_>, draft: &Draft) -> Option<Dated> {
    let fields = header(cx, HEADER_SECTIONS + 1).into_iter();
    let timed = fields.filter(|field| {
        matches!(field.kind, Some(Label::Period | Label::Duration | Label::Date))
    });
    let stated = timed.filter_map(|field| {
        let at = spans::first(field.value.text(), cx.reading)?;
        Some((at.days, field.value.cut(at.start, at.end).range()))
    });
    let title = title(cx).and_then(|title| {
        let at = spans::first(title.text(), cx.reading)?;
        Some((at.days, title.cut(at.start, at.end).range()))
    });
    let (days, range) = stated.chain(title).next()?;
    let day = if draft.is_report() { days.to } else { days.from };
    Some((Moment::Day(day), range))
}

fn by_period_title(cx: Context<'_>) -> Option<Dated> {
    let title = title(cx)?;
    let at = spans::first(title.text(), cx.reading)?;
    Some((Moment::Day(at.days.to), title.cut(at.start, at.end).range()))
}

/// The first heading that has words, or the bold line in its place.
fn title(cx: Context<'_>) -> Option<Slice> {
    match lines::headings(cx).next() {
        Some(_) if super::title::is_log(cx) => None,
        Some(section) => Some(section.title.clone()),
        None => super::title::bold_line(cx).map(|section| section.title.clone()),
    }
}

fn by_title(cx: Context<'_>) -> Option<Dated> {
    let title = title(cx)?;
    let (date, at) = dates::first(title.text(), cx.reading)?;
    Some((date, title.cut(at.start, at.end).range()))
}
