//! The words of a line that name a time: a date, `Sprint 2`, `next week`, `Friday`.

use super::leading_stretch;
use super::within;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Phrases;
use crate::understand::lexicon::normal;
use crate::understand::values::dates;
use crate::understand::values::dates::Order;
use crate::understand::values::dates::Reading;
use crate::understand::values::dates::Year;
use crate::understand::values::dates::digit;
use crate::understand::values::periods;

/// What kind of time is named, the one that says most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A date or a stretch of days.
    Days,
    /// `next sprint`, `this week`.
    Relative,
    /// `in 2 weeks`, `within 24 hours`.
    Within,
    /// `Sprint 2`.
    Period,
    /// `Q3`.
    Quarter,
    /// `Friday`.
    Weekday,
}

/// A place in a text that names a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Byte offset in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it names.
    pub sort: Sort,
}

/// The first time of each sort that `text` names, by place.
pub fn phrases(text: &str, reading: Reading<'_>) -> Vec<Phrase> {
    let lexicon = reading.lexicon;
    let place = |(start, end), sort| Phrase { start, end, sort };
    let all = [
        days(text, reading).map(|at| place(at, Sort::Days)),
        periods::numbered(text, lexicon)
            .first()
            .map(|period| place((period.start, period.end), Sort::Period)),
        dates::lone_quarter(text, lexicon)
            .map(|(start, end, _)| place((start, end), Sort::Quarter)),
        place_of(text, &words(text), &lexicon.weekdays)
            .filter(|(start, end)| is_weekday(text.get(*start..*end).unwrap_or_default()))
            .map(|at| place(at, Sort::Weekday)),
    ];
    let mut found = distances(text, lexicon);
    found.extend(all.into_iter().flatten());
    // `EOD Friday` and `Friday, 9 March` begin at their first word.
    found.sort_by_key(|phrase| (phrase.start, phrase.sort));
    found
}

/// The first time of each sort that `text` tells by the day of writing, by place:
/// `next week`, `in 2 weeks`.
pub fn distances(text: &str, lexicon: &Lexicon) -> Vec<Phrase> {
    let words = words(text);
    let relative = place_of(text, &words, &lexicon.relative);
    let within = within::within(text, &words, lexicon);
    let place = |(start, end), sort| Phrase { start, end, sort };
    let relative = relative.map(|at| place(at, Sort::Relative));
    let within = within.map(|found| place((found.start, found.end), Sort::Within));
    let mut found: Vec<Phrase> = relative.into_iter().chain(within).collect();
    found.sort_by_key(|phrase| (phrase.start, phrase.sort));
    found
}

/// The time that says most of all those that `text` names.
pub fn strongest(text: &str, reading: Reading<'_>) -> Option<Phrase> {
    phrases(text, reading).into_iter().min_by_key(|phrase| phrase.sort)
}

/// A date or a stretch of days, also one without a year or that no calendar has.
fn days(text: &str, reading: Reading<'_>) -> Option<(usize, usize)> {
    let found = dates::dates(text, reading);
    if let Some(stretch) = leading_stretch(text, &found, reading) {
        return Some((stretch.start, stretch.end));
    }
    let sure = found.iter().find(|found| found.date.is_ok());
    let found = sure.or_else(|| found.first())?;
    Some((found.start, found.end))
}

/// A short name of a weekday is one only where it is written as a name: `sun`, `mon`
/// and `di` are other words as well.
fn is_weekday(word: &str) -> bool {
    word.chars().count() > 4
        || word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase())
}

/// Where the first phrase of a set stands, the longest of those that begin there.
fn place_of<T: Copy>(
    text: &str,
    words: &[(usize, usize)],
    phrases: &Phrases<T>,
) -> Option<(usize, usize)> {
    let spaced = (0..words.len()).find_map(|from| {
        let (start, _) = *words.get(from)?;
        if !phrases.may_begin(text.get(start..)?) {
            return None;
        }
        (1..=4.min(words.len() - from)).rev().find_map(|count| {
            let (_, end) = *words.get(from + count - 1)?;
            phrases.exact(text.get(start..end)?).map(|_| (start, end))
        })
    });
    let unspaced = phrases.unspaced().iter().filter_map(|phrase| {
        let start = text.find(phrase.as_str())?;
        Some((start, start + phrase.len()))
    });
    let unspaced = unspaced.min_by_key(|(start, end)| (*start, usize::MAX - end));
    spaced
        .into_iter()
        .chain(unspaced)
        .min_by_key(|(start, end)| (*start, usize::MAX - end))
}

/// Where the words of `text` stand, signs around them left out.
pub(super) fn words(text: &str) -> Vec<(usize, usize)> {
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

/// Whether `text` says nothing but a time: `by Friday`, `end of March 2026`,
/// `Sprint 2`.
pub fn is_time(text: &str, lexicon: &Lexicon) -> bool {
    let reading = Reading { lexicon, order: Order::default(), year: Year::Unknown };
    let found = phrases(text, reading);
    let Some(phrase) = found.iter().min_by_key(|phrase| phrase.sort) else {
        return false;
    };
    let before = text.get(..phrase.start).unwrap_or_default();
    let behind = text.get(phrase.end..).unwrap_or_default();
    words(text).len() <= 8 && is_beside(before, lexicon) && is_beside(behind, lexicon)
}

/// Whether only words that leave a time one stand there: `by the end of`.
pub fn is_beside(text: &str, lexicon: &Lexicon) -> bool {
    let fits = |word: &str| {
        lexicon.parts.exact(word).is_some()
            || lexicon.before.exact(word).is_some()
            || lexicon.after.exact(word).is_some()
            || lexicon.weekdays.exact(word).is_some()
            || lexicon.near.exact(word).is_some()
            || is_clock(word)
    };
    let places = words(text);
    let mut at = 0;
    while at < places.len() {
        let longest = 4.min(places.len() - at);
        let count = (1..=longest).rev().find(|count| {
            let (Some((start, _)), Some((_, end))) =
                (places.get(at), places.get(at + count - 1))
            else {
                return false;
            };
            text.get(*start..*end).is_some_and(fits)
        });
        let Some(count) = count else { return false };
        at += count;
    }
    true
}

/// `17`, `5pm`, `18h`: a part of a time of day.
fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - rest.len();
    (1..=2).contains(&digits)
        && matches!(rest.to_lowercase().as_str(), "" | "am" | "pm" | "h" | "uhr" | "utc")
        || matches!(word.to_lowercase().as_str(), "am" | "pm" | "uhr" | "utc")
}

/// Whether `text` is a duration: `3 days`, `~2-3 weeks`, `-6 days`, `3日`.
pub fn is_duration(text: &str, lexicon: &Lexicon) -> bool {
    const LEADS: &[&str] = &["approx", "about", "ca", "circa", "max", "est", "around"];
    let text = text.trim();
    let text = LEADS
        .iter()
        .find_map(|lead| {
            let rest =
                text.get(..lead.len()).filter(|head| head.eq_ignore_ascii_case(lead));
            rest.and_then(|_| text.get(lead.len()..))
        })
        .unwrap_or(text);
    let number = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '~' | '-' | '+' | '≈' | '.' | '<')
    });
    let unit = number.trim_start_matches(|c: char| {
        digit(c).is_some()
            || c.is_whitespace()
            || matches!(c, '.' | ',' | '/' | '-' | '–' | '½' | '~')
    });
    let numbered =
        number.len() > unit.len() && number.chars().next().and_then(digit).is_some();
    numbered
        && (lexicon.units.exact(unit).is_some()
            || normal(unit).split(' ').all(|word| lexicon.units.exact(word).is_some()))
}
