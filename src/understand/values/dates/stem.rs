//! The date that a file's name tells: `2026-03-09-minutes`, `minutes_20260309`,
//! `notes-260309`, `030926-kickoff`, `march-2026`.

use super::Reading;
use super::bare_year;
use super::calendar;
use super::calendar_short;
use super::first;
use crate::text::Day;
use crate::text::Moment;

/// The date in a file's name, without its extension.
///
/// Six digits in one piece are year, month and day unless only another order gives a
/// day of the years people plan in; where two do, they tell nothing.
pub fn of_name(stem: &str, reading: Reading<'_>) -> Option<Moment> {
    let spaced = stem.replace('_', " ");
    leading(stem)
        .or_else(|| first(&spaced, reading).map(|(date, _)| date))
        .or_else(|| spread(&spaced, reading))
        .or_else(|| packed(stem))
}

/// The year that a file's name tells.
pub fn year_of_name(stem: &str) -> Option<i16> {
    bare_year(&stem.replace(['_', '-', '.'], " "))
}

/// `2026-03-09-minutes`: the date at the beginning, more behind it.
fn leading(stem: &str) -> Option<Moment> {
    let head: Vec<&str> = stem.splitn(4, ['-', '_', '.']).collect();
    let [year, month, day, ..] = head.as_slice() else { return None };
    ((year.len(), month.len()) == (4, 2)).then_some(())?;
    // `2026-03-notes`: a month.
    if day.starts_with(char::is_alphabetic) {
        return Moment::parse(&format!("{year}-{month}"));
    }
    let day = day.get(..2).filter(|_| day.len() == 2 || day.get(2..3) == Some("T"))?;
    Moment::parse(&format!("{year}-{month}-{day}"))
}

/// `minutes-march-9-2026`: with blanks for the hyphens.
fn spread(stem: &str, reading: Reading<'_>) -> Option<Moment> {
    first(&stem.replace('-', " "), reading).map(|(date, _)| date)
}

fn packed(stem: &str) -> Option<Moment> {
    let mut runs = stem.split(|c: char| !c.is_ascii_digit());
    runs.find_map(|run| match run.len() {
        8 => eight(run),
        6 => six(run),
        _ => None,
    })
    .map(Moment::Day)
}

fn parts(digits: &str, first: usize, second: usize) -> Option<(i32, i32, i32)> {
    let (a, rest) = digits.split_at_checked(first)?;
    let (b, c) = rest.split_at_checked(second)?;
    Some((a.parse().ok()?, b.parse().ok()?, c.parse().ok()?))
}

fn eight(digits: &str) -> Option<Day> {
    let known = |year| i16::try_from(year).ok().filter(|y| (1990..=2099).contains(y));
    let (year, month, day) = parts(digits, 4, 2)?;
    if let Some(day) = known(year).and_then(|year| calendar(year, month, day)) {
        return Some(day);
    }
    let (one, other, year) = parts(digits, 2, 2)?;
    let year = known(year)?;
    only(calendar(year, other, one), calendar(year, one, other))
}

fn six(digits: &str) -> Option<Day> {
    let (a, b, c) = parts(digits, 2, 2)?;
    // Before that nobody wrote Markdown, and after it nobody has yet.
    let likely = |day: &Day| (2005..=2039).contains(&day.year());
    let year_last = |day, month| calendar_short(c, month, day).filter(likely);
    calendar_short(a, b, c)
        .filter(likely)
        .or_else(|| only(year_last(a, b), year_last(b, a)))
}

fn only(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    match (one, other) {
        (Some(day), None) | (None, Some(day)) => Some(day),
        (Some(one), Some(other)) if one == other => Some(one),
        _ => None,
    }
}
