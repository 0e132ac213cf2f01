//! Dates as people write them.
//!
//! `2025-08-11`, `August 11, 2025`, `11 Aug 2025`, `11.08.2025`, `3 juin 2025`,
//! `2026年5月20日`, `08/11/2025`, `26/02/17`, `Q2 2025`, `2025-08`, `August 2025`. Times,
//! versions and ratios are none. The year is never invented: a day without one is
//! given only where the caller knows the year.

mod named;
mod numeric;
mod order;
mod stem;
mod tokens;

pub(in crate::understand::values) use named::lone_quarter;
pub use order::Order;
pub use order::order;
pub use stem::of_name;
pub use stem::year_of_name;

pub(in crate::understand) use tokens::digit;
pub(in crate::understand) use tokens::has_number;
pub(in crate::understand) use tokens::is_numeral;

use crate::text::Day;
use crate::text::Moment;
use crate::understand::lexicon::Lexicon;
use jiff::ToSpan;
use jiff::Unit;
use tokens::Spanned;
use tokens::Token;
use tokens::number;
use tokens::sign;
use tokens::tokens;

/// How dates of one document are to be read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'l> {
    /// Month names.
    pub lexicon: &'l Lexicon,
    /// How `03/04/2025` is read.
    pub order: Order,
    /// The year of days that do not say one.
    pub year: Year,
}

/// The year of days that do not say one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Nothing tells it.
    Unknown,
    /// That one.
    Of(i16),
    /// The one of this day, where the two are not most of a year apart: a December
    /// document may mean either January.
    Near(Day),
    /// The one that makes it the first such day from about this one on: a due time.
    From(Day),
}

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Byte offset in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it means; of days of one month (`March 9-12, 2026`) the first.
    pub date: Result<Moment, Flaw>,
    /// The last of several days of one month.
    pub last: Option<Day>,
}

/// Why something that looks like a date is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No calendar has that day.
    Impossible,
    /// Day and month could be either.
    Ambiguous,
    /// A day of a month without a year.
    NoYear,
}

/// A date at the beginning of some tokens.
struct Read {
    /// How many tokens it has.
    count: usize,
    date: Result<Moment, Flaw>,
    last: Option<Day>,
}

impl Read {
    fn new(count: usize, date: Result<Moment, Flaw>) -> Self {
        Self { count, date, last: None }
    }
}

/// All dates in `text`, in order.
pub fn dates(text: &str, reading: Reading<'_>) -> Vec<Found> {
    if !has_number(text) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let before = tokens.get(..at).unwrap_or_default();
        let read = if is_part(before, rest) { None } else { read(rest, reading) };
        let Some(mut read) = read.filter(|read| !is_version(before, rest, read)) else {
            at += 1;
            continue;
        };
        let behind = rest.get(read.count..).unwrap_or_default();
        if read.date == Err(Flaw::Ambiguous) {
            let told = numeric::by_weekday(before, rest, behind, reading.lexicon);
            read.date = told.ok_or(Flaw::Ambiguous);
        }
        let start = rest.first().map_or(0, |token| token.1);
        let end = rest.get(read.count - 1).map_or(start, |token| token.2);
        found.push(Found { start, end, date: read.date, last: read.last });
        at += read.count;
    }
    found
}

/// The first date in `text` that means something.
pub fn first(text: &str, reading: Reading<'_>) -> Option<(Moment, Found)> {
    dates(text, reading).into_iter().find_map(|found| Some((found.date.ok()?, found)))
}

/// A year that stands in `text` by itself: `Plan for 2026`.
pub fn bare_year(text: &str) -> Option<i16> {
    if !has_number(text) {
        return None;
    }
    let tokens = tokens(text);
    let lone = |at: &usize| {
        let rest = tokens.get(*at..).unwrap_or_default();
        let before = tokens.get(..*at).unwrap_or_default();
        let joined = tokens::tight(rest, 0)
            && matches!(sign(rest, 1), Some('-' | '.' | '/' | ':' | '_' | '%'));
        !is_part(before, rest) && !joined
    };
    (0..tokens.len()).filter(lone).find_map(|at| {
        let value =
            number(&tokens, at, 4).filter(|_| tokens::digits(&tokens, at) == 4)?;
        i16::try_from(value).ok().filter(|year| (1990..=2099).contains(year))
    })
}

/// Whether `text` is a day between full stops, as in `09.03.2026`, and no number of a
/// list.
pub fn is_dotted(text: &str) -> bool {
    let parts: Vec<usize> = text.split('.').map(str::len).collect();
    matches!(parts.as_slice(), [1 | 2, 1 | 2, 4] | [2, 2, 2])
        && text.chars().all(|c| c == '.' || c.is_ascii_digit())
}

/// Whether a token is glued to the one before, as in `RFC-2025-08-11` and `v1.2.25`.
fn is_part(before: &[Spanned<'_>], rest: &[Spanned<'_>]) -> bool {
    let (Some(last), Some(first)) = (before.last(), rest.first()) else { return false };
    last.2 == first.1
        && match last.0 {
            Token::Sign(c) => matches!(c, '.' | '-' | '/' | ':' | '#' | '_' | '='),
            Token::Number(..) => matches!(first.0, Token::Number(..)),
            Token::Word(word) => word.is_ascii() && matches!(first.0, Token::Number(..)),
        }
}

/// Whether numbers between full stops are those of a version: `Version 1.2.2025`.
fn is_version(before: &[Spanned<'_>], rest: &[Spanned<'_>], read: &Read) -> bool {
    const WORDS: &[&str] = &[
        "v",
        "ver",
        "version",
        "versione",
        "versión",
        "versão",
        "versie",
        "sürüm",
        "release",
        "build",
        "rev",
        "revision",
        "api",
        "section",
        "chapter",
        "abschnitt",
    ];
    let dotted = sign(rest, 1) == Some('.') && read.count == 5;
    let named = |token: &Spanned<'_>| match token.0 {
        Token::Word(word) => WORDS.contains(&word.to_lowercase().as_str()),
        _ => false,
    };
    dotted && before.iter().rev().take(2).any(named)
}

/// A date at the beginning of `tokens`.
fn read(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    match tokens.first()?.0 {
        Token::Number(4, value) => numeric::year_first(tokens, value)
            .or_else(|| named::year_quarter(tokens, reading.lexicon)),
        Token::Number(1 | 2, _) => numeric::numeric(tokens, reading)
            .or_else(|| named::day_month(tokens, reading))
            .or_else(|| named::quarter(tokens, reading.lexicon))
            .or_else(|| numeric::short(tokens, reading)),
        Token::Word(_) => named::month_first(tokens, reading)
            .or_else(|| named::quarter(tokens, reading.lexicon)),
        _ => None,
    }
}

fn year(value: i32) -> Option<i16> {
    i16::try_from(value).ok().filter(|year| (1970..=2199).contains(year))
}

fn day(year: i16, month: i32, day: i32) -> Result<Moment, Flaw> {
    calendar(year, month, day).map(Moment::Day).ok_or(Flaw::Impossible)
}

fn calendar(year: i16, month: i32, day: i32) -> Option<Day> {
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day of a year with two digits.
fn calendar_short(year: i32, month: i32, day: i32) -> Option<Day> {
    calendar(i16::try_from(2000 + year).ok()?, month, day)
}

fn month_of(year: i16, month: i32) -> Result<Moment, Flaw> {
    match i8::try_from(month) {
        Ok(month @ 1..=12) => Ok(Moment::Month(year, month)),
        _ => Err(Flaw::Impossible),
    }
}

/// Days apart beyond which the year of a day without one is in doubt.
const APART: i32 = 240;

/// How many days a due time may lie before the document that tells it.
const EARLY: i64 = 60;

/// A day that does not say its year.
fn without_year(month: i32, value: i32, reading: Reading<'_>) -> Result<Moment, Flaw> {
    let leap = day(2024, month, value);
    match reading.year {
        Year::Unknown => leap.and(Err(Flaw::NoYear)),
        Year::Of(year) => day(year, month, value),
        Year::Near(near) => {
            let found = day(near.year(), month, value)?;
            let apart =
                |day: Day| near.until((Unit::Day, day)).map(|s| s.get_days().abs());
            match found {
                Moment::Day(day) if apart(day).is_ok_and(|days| days <= APART) => {
                    Ok(found)
                }
                _ => Err(Flaw::NoYear),
            }
        }
        Year::From(from) => {
            let from = from.checked_sub(EARLY.days()).unwrap_or(from);
            let years =
                (from.year()..=from.year() + 1).map(|year| day(year, month, value));
            let late = |found: &Result<Moment, Flaw>| match found {
                Ok(Moment::Day(day)) => *day >= from,
                _ => false,
            };
            let mut years = years.collect::<Vec<_>>().into_iter();
            years.clone().find(late).or_else(|| years.next()).unwrap_or(Err(Flaw::NoYear))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::DateOrder;
    use crate::understand::lexicon::lexicon;

    fn read_all(text: &str, language: &str, order: Option<DateOrder>) -> Vec<String> {
        let order = Order { slashes: order, year_first: false };
        let reading = Reading { lexicon: lexicon(language), order, year: Year::Unknown };
        let shown = |found: Found| match found.date {
            Ok(date) => date.to_string(),
            Err(flaw) => format!("{flaw:?}"),
        };
        dates(text, reading).into_iter().map(shown).collect()
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2026-03-09", "2026-03-09"),
            ("on 2026-03-09T10:00 UTC", "2026-03-09"),
            ("March 9, 2026", "2026-03-09"),
            ("Mar. 9th 2026", "2026-03-09"),
            ("9 March 2026", "2026-03-09"),
            ("9th of March, 2026", "2026-03-09"),
            ("9-Mar-2026", "2026-03-09"),
            ("March 2026", "2026-03"),
            ("2026-03", "2026-03"),
            ("Q2 2026", "2026-Q2"),
            ("2026-Q2", "2026-Q2"),
            ("09.03.2026", "2026-03-09"),
            ("31/12/26", "2026-12-31"),
            ("2026年3月9日", "2026-03-09"),
            ("March 9-12, 2026", "2026-03-09"),
            ("2026-02-30", "Impossible"),
            ("03/04/2026", "Ambiguous"),
            ("March 9", "NoYear"),
        ] {
            assert_eq!(read_all(text, "en", None), [expected], "{text}");
        }
        assert_eq!(read_all("03/04/2026", "en", Some(DateOrder::Dmy)), ["2026-04-03"]);
        assert_eq!(
            read_all("3 juin 2026, 9 mars 2026", "fr", None),
            ["2026-06-03", "2026-03-09"]
        );
        for (text, language) in [
            ("20. Mai 2026", "de"),
            ("20 de mayo de 2026", "es"),
            ("20 maggio 2026", "it"),
            ("20 mei 2026", "nl"),
            ("20 maj 2026", "sv"),
            ("den 20 maj 2026", "sv"),
            ("20 mayıs 2026", "tr"),
            ("20 Mayıs 2026 Çarşamba", "tr"),
            ("20 de maio de 2026", "pt"),
            ("2026年5月20日", "zh"),
            ("2026年5月20号", "zh"),
            ("2026年5月20日（水）", "ja"),
            ("2026년 5월 20일", "ko"),
            ("2026. 5. 20.", "ko"),
        ] {
            assert_eq!(read_all(text, language, None), ["2026-05-20"], "{text}");
        }
        assert_eq!(read_all("20 Ekim 2026", "tr", None), ["2026-10-20"]);
        assert_eq!(read_all("5月20日", "ja", None), ["NoYear"]);
        assert_eq!(read_all("9. März 2026", "de", None), ["2026-03-09"]);
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in [
            "10:30",
            "v1.2.3",
            "1.2.2025.4",
            "3/4",
            "192.168.1.1",
            "ABC-2025",
            "24/7",
            "RFC-2025-08-11-3",
            "port 8080",
            "may 5x",
            "2025",
            "3-4 hours",
            "16:9",
        ] {
            let found = read_all(text, "en", None);
            assert!(found.is_empty() || found == ["NoYear"], "{text}: {found:?}");
        }
    }
}
