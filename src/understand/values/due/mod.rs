//! Due times: which words say when, and which days they mean.
//!
//! [`phrases()`] finds the words that name a time, [`told()`] those of a sentence that
//! name the time something is due, and [`days`] says which days are meant.

mod countdown;
mod phrases;
mod relative;
mod told;
mod within;

pub use countdown::countdown;
pub use phrases::Phrase;
pub use phrases::Sort;
pub use phrases::distances;
pub use phrases::is_beside;
pub use phrases::is_duration;
pub use phrases::is_time;
pub use phrases::phrases;
pub use phrases::strongest;
pub use told::told;

use super::dates;
use super::dates::Found;
use super::dates::Reading;
use super::spans;
use super::spans::Stretch;
use crate::model::Certainty;
use crate::text::Day;
use crate::text::Moment;
use crate::text::Span;

/// The days that `text` means, if it fixes them.
///
/// A stated day is exact; a month, quarter, year or stretch of days is a period. `This
/// week`, a weekday and the like are worked out from `anchor`, the document's date.
/// Sprints have no days here: only a calendar or a document knows them.
pub fn days(
    text: &str,
    reading: Reading<'_>,
    anchor: Option<Day>,
) -> Option<(Span, Certainty)> {
    let found = dates::dates(text, reading);
    if let Some(stretch) = leading_stretch(text, &found, reading) {
        return Some((stretch.days, Certainty::Period));
    }
    if let Some(moment) = found.iter().find_map(|found| found.date.ok()) {
        let certainty = match moment {
            Moment::Day(day) if is_other_year(text, day, reading, anchor) => {
                Certainty::Inferred
            }
            Moment::Day(_) => Certainty::Exact,
            _ => Certainty::Period,
        };
        return Some((moment.span()?, certainty));
    }
    // A day that no calendar has, or that could be two, is not read as something else.
    let flawed = |found: &Found| {
        matches!(found.date, Err(dates::Flaw::Impossible | dates::Flaw::Ambiguous))
    };
    if found.iter().any(flawed) {
        return None;
    }
    if let Some(year) = lone_year(text) {
        return Some((Moment::Year(year).span()?, Certainty::Period));
    }
    let within = within::days(text, reading.lexicon, anchor?);
    let span = within.or_else(|| relative::days(text, reading.lexicon, anchor?))?;
    Some((span, Certainty::Inferred))
}

/// Whether the year was worked out and is not that of the document.
fn is_other_year(
    text: &str,
    day: Day,
    reading: Reading<'_>,
    anchor: Option<Day>,
) -> bool {
    let other = anchor.is_some_and(|anchor| anchor.year() != day.year());
    let alone = Reading { year: dates::Year::Unknown, ..reading };
    other && dates::first(text, alone).is_none()
}

/// A stretch of days, unless a date stands before it; `found` are the dates of `text`.
fn leading_stretch(text: &str, found: &[Found], reading: Reading<'_>) -> Option<Stretch> {
    let stretch = spans::first_of(text, reading, found)?;
    let date = found.iter().find(|found| found.date.is_ok());
    date.is_none_or(|date| stretch.start <= date.start).then_some(stretch)
}

/// `2026`, `end of 2026`: a year, and no other number beside it.
fn lone_year(text: &str) -> Option<i16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    (numbers.count() == 1).then(|| dates::bare_year(text)).flatten()
}
