//! Stretches of days as people write them: `13 April – 8 May 2026`,
//! `2026-03-02 to 2026-03-13`, `April 13-24, 2026`, `H1 2026`, `2026-W12`.
//!
//! The year may stand at one of the two days only; it is never invented.

use super::dates;
use super::dates::Found;
use super::dates::Reading;
use super::dates::Year;
use crate::text::Day;
use crate::text::Moment;
use crate::text::Span;
use crate::understand::lexicon::Lexicon;
use jiff::ToSpan;
use jiff::Unit;
use jiff::civil::ISOWeekDate;
use jiff::civil::Weekday;

/// Longer stretches are no sprints, but two dates that happen to be neighbours.
const LONGEST: i32 = 100;

/// A stretch of days in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Byte offset in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The days.
    pub days: Span,
}

/// The first stretch of days in `text`.
pub fn first(text: &str, reading: Reading<'_>) -> Option<Stretch> {
    first_of(text, reading, &dates::dates(text, reading))
}

/// The first stretch of days in `text`, whose dates are `found`.
pub fn first_of(text: &str, reading: Reading<'_>, found: &[Found]) -> Option<Stretch> {
    if found.is_empty() {
        return dates::has_number(text).then(|| named(text, reading)).flatten();
    }
    // A day without a year takes that of the other day, not the document's.
    let own = Reading { year: Year::Unknown, ..reading };
    let undated = dates::dates(text, own);
    let one = undated.iter().filter_map(|found| within_month(*found));
    let pairs = undated.windows(2);
    let two = pairs.filter_map(|pair| match pair {
        [from, to] => between(text, *from, *to, own),
        _ => None,
    });
    let stated = one.chain(two).min_by_key(|stretch| stretch.start);
    let known = || in_known_year(text, reading, found);
    stated.or_else(|| named(text, reading)).or_else(known)
}

/// `16–20 March` where the document knows the year.
fn in_known_year(text: &str, reading: Reading<'_>, found: &[Found]) -> Option<Stretch> {
    let one = found.iter().filter_map(|found| within_month(*found));
    let two = found.windows(2).filter_map(|pair| match pair {
        [from, to] => between(text, *from, *to, reading),
        _ => None,
    });
    one.chain(two).min_by_key(|stretch| stretch.start)
}

/// `April 13-24, 2026`, which is one date to those who want its first day only.
fn within_month(found: Found) -> Option<Stretch> {
    let (Ok(Moment::Day(first)), last) = (found.date, found.last?) else { return None };
    let days = checked(first, last)?;
    Some(Stretch { start: found.start, end: found.end, days })
}

/// Two dates with a joint between them.
fn between(text: &str, from: Found, to: Found, reading: Reading<'_>) -> Option<Stretch> {
    if !is_joint(text.get(from.end..to.start)?, reading.lexicon) {
        return None;
    }
    let of = |found: Found, year| {
        let written = text.get(found.start..found.end)?;
        day_of(written, Reading { year: Year::Of(year), ..reading })
    };
    let (first, last) = match (from.date, to.date) {
        (Ok(Moment::Day(first)), Ok(Moment::Day(last))) => (first, last),
        // `29 December – 9 January 2026` began the year before.
        (Err(dates::Flaw::NoYear), Ok(Moment::Day(last))) => {
            let same = of(from, last.year()).filter(|day| *day <= last);
            (same.or_else(|| of(from, last.year() - 1))?, last)
        }
        (Ok(Moment::Day(first)), Err(dates::Flaw::NoYear)) => {
            let same = of(to, first.year()).filter(|day| *day >= first);
            (first, same.or_else(|| of(to, first.year() + 1))?)
        }
        _ => return None,
    };
    let days = checked(first, last)?;
    Some(Stretch { start: from.start, end: to.end, days })
}

fn day_of(written: &str, reading: Reading<'_>) -> Option<Day> {
    match dates::first(written, reading)?.0 {
        Moment::Day(day) => Some(day),
        _ => None,
    }
}

fn checked(from: Day, to: Day) -> Option<Span> {
    let days = from.until((Unit::Day, to)).ok()?.get_days();
    (1..=LONGEST).contains(&days).then_some(Span { from, to })
}

/// A joint, with weekdays around it at most: ` – Fri `.
fn is_joint(text: &str, lexicon: &Lexicon) -> bool {
    const SIGNS: &[&str] =
        &["-", "‑", "–", "—", "→", "->", "~", "〜", "～", "⇒", "=>", "−"];
    let words = text.split([' ', ',', '.', '\u{a0}', '(', ')', '（', '）']);
    let mut rest = words.filter(|word| {
        !word.is_empty() && !is_clock(word) && lexicon.weekdays.exact(word).is_none()
    });
    let joint = rest.next().is_some_and(|word| {
        SIGNS.contains(&word) || lexicon.joints.exact(word).is_some()
    });
    // `to the 13th`, `bis zum 13.`
    joint && rest.all(|word| lexicon.parts.exact(word).is_some())
}

/// A time of day or the short name of its zone: `00:00`, `JST`.
fn is_clock(word: &str) -> bool {
    let zone =
        (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let clock =
        word.contains(':') && word.chars().all(|c| c == ':' || c.is_ascii_digit());
    zone || clock
}

/// Halves of a year and weeks of the calendar: `H1 2026`, `2026-W12`, `KW 12`.
fn named(text: &str, reading: Reading<'_>) -> Option<Stretch> {
    let words = split(text);
    let begins = |(word, ..): &Word<'_>| {
        let half = word.len() == 2 && word.contains(['h', 'H']);
        half || word.starts_with(['w', 'W'])
            || reading.lexicon.calendar_weeks.may_begin(word)
    };
    if !words.iter().any(begins) {
        return None;
    }
    (0..words.len()).find_map(|at| {
        let words = words.get(at..)?;
        half(words, reading).or_else(|| week(words, reading))
    })
}

type Word<'t> = (&'t str, usize, usize);

/// Runs of letters and digits with their places; `H1` is one.
fn split(text: &str) -> Vec<Word<'_>> {
    let parts =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let range = crate::text::TextRange::of(part, text);
            (part, range.start as usize, range.end as usize)
        })
        .collect()
}

fn half(words: &[Word<'_>], reading: Reading<'_>) -> Option<Stretch> {
    let half_of = |word: &str| match word.as_bytes() {
        [b'h' | b'H', b'1'] | [b'1', b'h' | b'H'] => Some(1_i8),
        [b'h' | b'H', b'2'] | [b'2', b'h' | b'H'] => Some(7),
        _ => None,
    };
    let [(one, start, one_end), rest @ ..] = words else { return None };
    let next = rest.first();
    let (month, year, end) = match (half_of(one), half_of(next.map_or("", |word| word.0)))
    {
        (Some(month), _) => {
            match next.and_then(|word| Some((full_year(word.0)?, word.2))) {
                Some((year, end)) => (month, year, end),
                None => (month, known_year(reading)?, *one_end),
            }
        }
        (None, Some(month)) => (month, full_year(one)?, next?.2),
        _ => return None,
    };
    let from = Day::new(year, month, 1).ok()?;
    let to = from.checked_add(5.months()).ok()?.last_of_month();
    Some(Stretch { start: *start, end, days: Span { from, to } })
}

fn week(words: &[Word<'_>], reading: Reading<'_>) -> Option<Stretch> {
    let [(one, start, end), rest @ ..] = words else { return None };
    let next = |at: usize| rest.get(at).map_or("", |word| word.0);
    let number =
        |word: &str| word.parse::<i8>().ok().filter(|week| (1..=53).contains(week));
    let iso = |word: &str| number(word.strip_prefix(['W', 'w'])?);
    let ends = |at: usize| rest.get(at).map_or(*end, |word| word.2);
    let lexicon = reading.lexicon;
    let glued = || {
        let at = one.find(|c: char| c.is_ascii_digit())?;
        let (word, digits) = one.split_at_checked(at)?;
        lexicon.calendar_weeks.exact(word).and_then(|()| number(digits))
    };
    let (week, year, end) = if let Some(year) = full_year(one) {
        (iso(next(0))?, year, ends(0))
    } else if let Some(week) = iso(one) {
        (week, full_year(next(0))?, ends(0))
    } else if let Some(week) = glued() {
        match full_year(next(0)) {
            Some(year) => (week, year, ends(0)),
            None => (week, known_year(reading)?, *end),
        }
    } else if lexicon.calendar_weeks.exact(one).is_some() {
        match full_year(next(1)) {
            Some(year) => (number(next(0))?, year, ends(1)),
            None => (number(next(0))?, known_year(reading)?, ends(0)),
        }
    } else {
        return None;
    };
    let from = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    let to = from.checked_add(6.days()).ok()?;
    Some(Stretch { start: *start, end, days: Span { from, to } })
}

fn full_year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|year| (1990..=2099).contains(year));
    year.filter(|_| word.len() == 4)
}

fn known_year(reading: Reading<'_>) -> Option<i16> {
    match reading.year {
        Year::Unknown => None,
        Year::Of(year) => Some(year),
        Year::Near(day) | Year::From(day) => Some(day.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    fn read(text: &str, language: &str) -> String {
        let reading = Reading {
            lexicon: lexicon(language),
            order: dates::Order::default(),
            year: Year::Unknown,
        };
        let Some(found) = first(text, reading) else { return "none".into() };
        format!("{}/{}", found.days.from, found.days.to)
    }

    #[test]
    fn stretches_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2026-03-02 to 2026-03-13", "2026-03-02/2026-03-13"),
            ("2026-03-02 – 2026-03-13", "2026-03-02/2026-03-13"),
            ("2026-03-02 - 2026-03-13", "2026-03-02/2026-03-13"),
            ("Sprint 15 (April 13 to May 8, 2026)", "2026-04-13/2026-05-08"),
            ("13 April – 8 May 2026", "2026-04-13/2026-05-08"),
            ("Monday 13 April – Friday, 8 May 2026", "2026-04-13/2026-05-08"),
            ("from 29 December to 9 January 2026", "2025-12-29/2026-01-09"),
            ("April 13-24, 2026", "2026-04-13/2026-04-24"),
            ("13–24 April 2026", "2026-04-13/2026-04-24"),
        ] {
            assert_eq!(read(text, "en"), expected, "{text}");
        }
        assert_eq!(read("13. April bis 8. Mai 2026", "de"), "2026-04-13/2026-05-08");
        assert_eq!(read("13 avril au 8 mai 2026", "fr"), "2026-04-13/2026-05-08");
        for (text, language) in [
            ("du 13 au 24 avril 2026", "fr"),
            ("13.–24. April 2026", "de"),
            ("13.-24.04.2026", "de"),
            ("vom 13. bis 24. April 2026", "de"),
            ("del 13 al 24 de abril de 2026", "es"),
            ("dal 13 al 24 aprile 2026", "it"),
            ("13 t/m 24 april 2026", "nl"),
            ("2026年4月13日〜4月24日", "ja"),
            ("2026年4月13日至4月24日", "zh"),
            ("2026년 4월 13일 ~ 4월 24일", "ko"),
            ("2026-04-13 〜 2026-04-24", "ja"),
        ] {
            assert_eq!(read(text, language), "2026-04-13/2026-04-24", "{text}");
        }
        assert_eq!(read("H1 2026", "en"), "2026-01-01/2026-06-30");
        assert_eq!(read("2026 H2", "en"), "2026-07-01/2026-12-31");
        assert_eq!(read("2026-W12", "en"), "2026-03-16/2026-03-22");
        assert_eq!(read("KW 12/2026", "de"), "2026-03-16/2026-03-22");
    }

    #[test]
    fn other_dates_are_no_stretch() {
        for text in [
            "2026-03-02",
            "2026-03-02, 2026-03-13",
            "2026-03-13 to 2026-03-02",
            "2025-03-02 to 2026-03-13",
            "13 April – 8 May",
            "2026-02-30 to 2026-03-13",
            "9-Mar-2026",
            "2 March 2026 was moved to 9 March 2026",
        ] {
            assert_eq!(read(text, "en"), "none", "{text}");
        }
    }
}
