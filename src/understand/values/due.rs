//! Due times: which words say when, and which days they mean.

use super::dates;
use super::dates::Found;
use super::dates::Reading;
use super::spans;
use super::spans::Stretch;
use crate::model::Certainty;
use crate::text::Day;
use crate::text::Moment;
use crate::text::Span;
use crate::text::TextRange;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Near;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;
use jiff::ToSpan;
use jiff::civil::Weekday;

/// The days that `text` means, if it fixes them.
///
/// A stated day is exact; a month, quarter, year or stretch of days is a period. `This week`, a
/// weekday and the like are worked out from `anchor`, the document's date. Sprints
/// have no days here: only a calendar or a document knows them.
pub fn days(
    text: &str,
    reading: Reading<'_>,
    anchor: Option<Day>,
) -> Option<(Span, Certainty)> {
    let date = dates::first(text, reading);
    if let Some(stretch) = leading_stretch(text, date, reading) {
        return Some((stretch.days, Certainty::Period));
    }
    if let Some((moment, _)) = date {
        let certainty = match moment {
            Moment::Day(_) => Certainty::Exact,
            _ => Certainty::Period,
        };
        return Some((moment.span()?, certainty));
    }
    relative(text, reading.lexicon, anchor?).map(|span| (span, Certainty::Inferred))
}

/// A stretch of days, unless a date stands before it.
fn leading_stretch(
    text: &str,
    date: Option<(Moment, Found)>,
    reading: Reading<'_>,
) -> Option<Stretch> {
    let stretch = spans::first(text, reading)?;
    date.is_none_or(|(_, found)| stretch.start <= found.start).then_some(stretch)
}

fn relative(text: &str, lexicon: &Lexicon, anchor: Day) -> Option<Span> {
    let week = |weeks: i64| {
        let back = i64::from(anchor.weekday().to_monday_zero_offset());
        let from = anchor.checked_add((7 * weeks - back).days()).ok()?;
        Some(Span { from, to: from.checked_add(6.days()).ok()? })
    };
    let month = |months: i64| {
        let from = anchor.first_of_month().checked_add(months.months()).ok()?;
        Some(Span { from, to: from.last_of_month() })
    };
    let one = |day: Day| Some(Span { from: day, to: day });
    let near = |near: Near| match near {
        Near::Today => one(anchor),
        Near::Tomorrow => one(anchor.tomorrow().ok()?),
        Near::ThisWeek => week(0),
        Near::NextWeek => week(1),
        Near::ThisMonth => month(0),
        Near::NextMonth => month(1),
    };
    if let Some(exact) = lexicon.near.exact(text) {
        return near(exact);
    }
    // A weekday tells more than the week or the part of the day behind it.
    let words = normal(text);
    if let Some(weekday) = words.split(' ').find_map(|word| lexicon.weekdays.exact(word))
    {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let next = if anchor.weekday() == weekday {
            anchor
        } else {
            anchor.nth_weekday(1, weekday).ok()?
        };
        return one(next);
    }
    near(lexicon.near.within(text)?.0)
}

/// The words of a heading or sentence that name a time for work: a date, a
/// numbered period, `next sprint`, `Q2 2025`.
pub fn phrase(line: &Slice, reading: Reading<'_>) -> Option<Slice> {
    let text = line.text();
    let date = dates::first(text, reading);
    if let Some(stretch) = leading_stretch(text, date, reading) {
        return Some(line.cut(stretch.start, stretch.end));
    }
    if let Some((_, found)) = date {
        return Some(line.cut(found.start, found.end));
    }
    relative_phrase(line, reading.lexicon)
        .or_else(|| period_phrase(line, reading.lexicon))
}

/// `next sprint`, `this week` within a line.
fn relative_phrase(line: &Slice, lexicon: &Lexicon) -> Option<Slice> {
    let words = word_spans(line.text());
    for from in 0..words.len() {
        for count in (1..=4.min(words.len() - from)).rev() {
            let (start, _) = *words.get(from)?;
            let (_, end) = *words.get(from + count - 1)?;
            let part = line.text().get(start..end)?;
            if lexicon.relative.exact(part).is_some() {
                return Some(line.cut(start, end));
            }
        }
    }
    None
}

/// `Sprint 2`, `Sprint 2-3`, `Weeks 1-2`, `Sprint 004+` within a line.
pub fn period_phrase(line: &Slice, lexicon: &Lexicon) -> Option<Slice> {
    let text = line.text();
    let words = word_spans(text);
    words.windows(2).find_map(|pair| {
        let [(start, end), (number_start, number_end)] = pair else { return None };
        let word = text.get(*start..*end)?.to_lowercase();
        let number = text.get(*number_start..*number_end)?;
        let known = lexicon
            .periods
            .iter()
            .any(|p| word == *p || word.strip_suffix(['s', 'n']) == Some(p));
        let digits =
            number.trim_start_matches('#').starts_with(|c: char| c.is_ascii_digit());
        let plain = number.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '+' | '#' | '.' | ',')
        });
        let number_end = number_start + number.trim_end_matches(['.', ',']).len();
        (known && digits && plain).then(|| line.cut(*start, number_end))
    })
}

/// Where the words of `text` stand, signs around them left out.
fn word_spans(text: &str) -> Vec<(usize, usize)> {
    let kept =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '\'' | '’' | '+' | '#');
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (kept(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// A due time told in a sentence behind `by`, `due`, `until`: `… by Friday`.
pub fn told(line: &Slice, reading: Reading<'_>) -> Option<Slice> {
    let text = line.text();
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    for before in &reading.lexicon.before {
        let mut from = 0;
        while let Some(found) =
            lower.get(from..).and_then(|rest| rest.find(before.as_str()))
        {
            let start = from + found;
            let end = start + before.len();
            from = end;
            let free = lower
                .get(..start)?
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            let Some(rest) =
                text.get(end..).filter(|rest| free && rest.starts_with([' ', ':']))
            else {
                continue;
            };
            let limit = rest
                .char_indices()
                .map(|(at, _)| at)
                .find(|at| *at > 40)
                .unwrap_or(rest.len());
            let rest = line.part(rest.get(..limit)?);
            let near = phrase_at_start(&rest, reading);
            if near.is_some() {
                return near;
            }
        }
    }
    None
}

fn phrase_at_start(rest: &Slice, reading: Reading<'_>) -> Option<Slice> {
    let trimmed = rest.part(rest.text().trim_start_matches([' ', ':']));
    let lead = |slice: &Slice| TextRange::of(slice.text(), trimmed.text()).start <= 5;
    if let Some(found) = phrase(&trimmed, reading).filter(lead) {
        return Some(found);
    }
    let first =
        word_spans(trimmed.text()).into_iter().take(3).find_map(|(start, end)| {
            let word = trimmed.text().get(start..end)?;
            reading.lexicon.weekdays.exact(word).map(|_| trimmed.cut(start, end))
        });
    first.or_else(|| {
        // A day without a year is a time, though not one that can be placed.
        let without_year = dates::dates(trimmed.text(), reading).into_iter().next()?;
        Some(trimmed.cut(without_year.start, without_year.end)).filter(lead)
    })
}
