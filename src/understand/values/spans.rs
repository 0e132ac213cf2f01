//! Stretches of days as people write them: `13 April – 8 May 2026`,
//! `2026-03-02 to 2026-03-13`, `April 13-24, 2026`.
//!
//! The year may stand at the last day only; it is never invented.

use super::dates;
use super::dates::Found;
use super::dates::Reading;
use crate::text::Day;
use crate::text::Moment;
use crate::text::Span;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use jiff::Unit;

/// What stands between the first and the last day.
const JOINTS: &[&str] = &[
    "-", "‑", "–", "—", "→", "->", "to", "until", "till", "through", "thru", "bis", "au",
    "à", "al",
];

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
    // A first day without a year takes that of the last day, not the document's.
    let reading = Reading { year: None, ..reading };
    let found = dates::dates(text, reading);
    let one = found.iter().find_map(|found| within_month(text, *found));
    let pairs = found.windows(2);
    let two = pairs.filter_map(|pair| match pair {
        [from, to] => between(text, *from, *to, reading),
        _ => None,
    });
    one.into_iter().chain(two).min_by_key(|stretch| stretch.start)
}

/// Two dates with a joint between them.
fn between(text: &str, from: Found, to: Found, reading: Reading<'_>) -> Option<Stretch> {
    if !is_joint(text.get(from.end..to.start)?, reading.lexicon) {
        return None;
    }
    let Ok(Moment::Day(last)) = to.date else { return None };
    let first = match from.date {
        Ok(Moment::Day(day)) => day,
        Err(dates::Flaw::NoYear) => {
            let written = text.get(from.start..from.end)?;
            let of = |year| day_of(written, Reading { year: Some(year), ..reading });
            // `29 December – 9 January 2026` began the year before.
            of(last.year()).filter(|day| *day <= last).or_else(|| of(last.year() - 1))?
        }
        _ => return None,
    };
    let days = checked(first, last)?;
    Some(Stretch { start: from.start, end: to.end, days })
}

/// `April 13-24, 2026`, which is one date to those who want its first day only.
fn within_month(text: &str, found: Found) -> Option<Stretch> {
    let Ok(Moment::Day(first)) = found.date else { return None };
    let written = text.get(found.start..found.end)?;
    if !written.contains(char::is_alphabetic) {
        return None;
    }
    let (_, behind) = written.split_once(['-', '–', '—'])?;
    let behind = behind.trim_start();
    let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    let day: i8 = behind.get(..end).filter(|digits| digits.len() <= 2)?.parse().ok()?;
    let last = Day::new(first.year(), first.month(), day).ok()?;
    let days = checked(first, last)?;
    Some(Stretch { start: found.start, end: found.end, days })
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
    let words = text.split([' ', ',', '.', '\u{a0}']).filter(|word| !word.is_empty());
    let mut rest = words.filter(|word| lexicon.weekdays.exact(word).is_none());
    let joint =
        rest.next().is_some_and(|word| JOINTS.contains(&normal_or(word).as_str()));
    joint && rest.next().is_none()
}

/// A sign has no normal form.
fn normal_or(word: &str) -> String {
    let words = normal(word);
    if words.is_empty() { word.to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    fn read(text: &str, language: &str) -> String {
        let reading =
            Reading { lexicon: lexicon(language), order: None, year: Some(1999) };
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
