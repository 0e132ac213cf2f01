//! Times told by the day they are written on: `this week`, `Friday`, `Q3`.

use crate::text::Day;
use crate::text::Moment;
use crate::text::Span;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Near;
use crate::understand::lexicon::normal;
use crate::understand::values::dates;
use jiff::ToSpan;
use jiff::civil::Weekday;

/// The days that `text` means when it is written on `anchor`.
pub(super) fn days(text: &str, lexicon: &Lexicon, anchor: Day) -> Option<Span> {
    if let Some(exact) = lexicon.near.exact(text) {
        return near(exact, anchor);
    }
    // A weekday tells more than the week or the part of the day behind it.
    let words = normal(text);
    let mut weekdays = words.split(' ').filter_map(|word| lexicon.weekdays.exact(word));
    let unspaced = || lexicon.weekdays.within(text).map(|(weekday, _)| weekday);
    if let Some(weekday) = weekdays.next().or_else(unspaced) {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let later = match lexicon.near.within(text) {
            Some((Near::NextWeek, _)) => near(Near::NextWeek, anchor)?.from,
            _ => anchor,
        };
        return on_or_after(later, weekday).map(one);
    }
    if let Some((found, _)) = lexicon.near.within(text) {
        return near(found, anchor);
    }
    let (_, _, quarter) = dates::lone_quarter(text, lexicon)?;
    [anchor.year(), anchor.year() + 1]
        .into_iter()
        .filter_map(|year| Moment::Quarter(year, quarter).span())
        .find(|span| span.to >= anchor)
}

fn one(day: Day) -> Span {
    Span { from: day, to: day }
}

fn on_or_after(day: Day, weekday: Weekday) -> Option<Day> {
    if day.weekday() == weekday { Some(day) } else { day.nth_weekday(1, weekday).ok() }
}

fn near(near: Near, anchor: Day) -> Option<Span> {
    let week = |weeks: i64| {
        let back = i64::from(anchor.weekday().to_monday_zero_offset());
        let from = anchor.checked_add((7 * weeks - back).days()).ok()?;
        Some(Span { from, to: from.checked_add(6.days()).ok()? })
    };
    let month = |months: i64| {
        let from = anchor.first_of_month().checked_add(months.months()).ok()?;
        Some(Span { from, to: from.last_of_month() })
    };
    let quarter = |months: i64| {
        let day = anchor.checked_add(months.months()).ok()?;
        Moment::Quarter(day.year(), (day.month() + 2) / 3).span()
    };
    match near {
        Near::Today => Some(one(anchor)),
        Near::Tomorrow => anchor.tomorrow().ok().map(one),
        Near::ThisWeek => week(0),
        Near::NextWeek => week(1),
        Near::ThisMonth => month(0),
        Near::NextMonth => month(1),
        Near::ThisQuarter => quarter(0),
        Near::NextQuarter => quarter(3),
        Near::ThisYear => Moment::Year(anchor.year()).span(),
    }
}
