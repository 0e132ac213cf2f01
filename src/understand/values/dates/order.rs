//! Which number of `03/04/2026` is the day, as far as a document's own dates tell.

use super::Found;
use super::Reading;
use super::Year;
use super::dates;
use super::numeric::either;
use super::tokens::Spanned;
use super::tokens::Token;
use super::tokens::digit;
use super::tokens::digits;
use super::tokens::tokens;
use crate::model::Slashes;
use crate::text::DateOrder;
use crate::text::Day;
use crate::text::Moment;
use crate::understand::lexicon::Lexicon;

/// How the numbers of a date are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Of `03/04/2026`; `None`: it is ambiguous.
    pub slashes: Option<DateOrder>,
    /// Whether `26/02/17` begins with the year.
    pub year_first: bool,
}

/// What the dates of a text say about the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Of `03/04/2026`.
    pub slashes: Slashes,
    /// Whether `26/02/17` begins with the year.
    pub year_first: bool,
}

/// What the dates of `text` and the day that its file's name tells say about the
/// order; evidence for both says nothing.
pub fn order(text: &str, name: Option<Day>, lexicon: &Lexicon) -> Shown {
    let lines: Vec<Vec<Spanned<'_>>> =
        text.lines().filter(|line| may_hold_slashed(line)).map(tokens).collect();
    let windows = lines.iter().flat_map(|tokens| tokens.windows(5));
    let slashed: Vec<&[Spanned<'_>]> = windows.filter(|w| is_slashed(w)).collect();
    let year_first = year_leads(&slashed, name);
    if year_first {
        return Shown { slashes: Slashes::Silent, year_first };
    }
    let reading = Reading { lexicon, order: Order::default(), year: Year::Unknown };
    let sure = |found: Found| match found.date {
        Ok(Moment::Day(day)) => Some(day),
        _ => None,
    };
    let mut days: Option<Vec<Day>> = None;
    let (mut dmy, mut mdy, mut open) = (0, 0, 0);
    for window in slashed {
        let (a, b) = (value(window, 0), value(window, 2));
        match (a, b) {
            (13..=31, 1..=12) => dmy += 1,
            (1..=12, 13..=31) => mdy += 1,
            _ => {
                let Some((one, other)) = either(window).filter(|(a, b)| a != b) else {
                    continue;
                };
                let days = days.get_or_insert_with(|| {
                    dates(text, reading)
                        .into_iter()
                        .filter_map(sure)
                        .chain(name)
                        .collect()
                });
                match (days.contains(&one), days.contains(&other)) {
                    (true, false) => dmy += 1,
                    (false, true) => mdy += 1,
                    _ => open += 1,
                }
            }
        }
    }
    let slashes = match (dmy, mdy, open) {
        (1.., 0, _) => Slashes::Proven(DateOrder::Dmy),
        (0, 1.., _) => Slashes::Proven(DateOrder::Mdy),
        (0, 0, 1..) => Slashes::Open,
        _ => Slashes::Silent,
    };
    Shown { slashes, year_first }
}

/// Whether a line may hold what [`is_slashed`] asks for: two such signs, and behind one
/// of them a digit.
fn may_hold_slashed(line: &str) -> bool {
    let signs = line.bytes().filter(|byte| matches!(byte, b'/' | b'-')).count();
    signs >= 2
        && line.match_indices(['/', '-']).any(|(at, _)| {
            let behind = line.get(at + 1..).unwrap_or_default().trim_start();
            behind.starts_with(|c: char| digit(c).is_some())
        })
}

/// Three numbers between slashes or hyphens, the year with two or four digits.
fn is_slashed(window: &[Spanned<'_>]) -> bool {
    let sign = |at: usize| match window.get(at).map(|token| token.0) {
        Some(Token::Sign(sign @ ('/' | '-'))) => Some(sign),
        _ => None,
    };
    let lengths = (digits(window, 0), digits(window, 2), digits(window, 4));
    sign(1).is_some() && sign(1) == sign(3) && matches!(lengths, (1 | 2, 1 | 2, 2 | 4))
}

fn value(window: &[Spanned<'_>], at: usize) -> i32 {
    match window.get(at).map(|token| token.0) {
        Some(Token::Number(_, value)) => value,
        _ => 0,
    }
}

/// Whether `26/02/17` begins with the year: the file's name tells that day, or its
/// first number stays the same while the last one changes, as only years do.
fn year_leads(slashed: &[&[Spanned<'_>]], name: Option<Day>) -> bool {
    let short = |window: &&[Spanned<'_>]| {
        matches!(window.get(4).map(|t| t.0), Some(Token::Number(2, _)))
    };
    let parts =
        |window: &[Spanned<'_>]| (value(window, 0), value(window, 2), value(window, 4));
    let all: Vec<_> = slashed.iter().copied().filter(short).map(parts).collect();
    let named = |(a, b, c): &(i32, i32, i32)| {
        name.is_some_and(|day| super::calendar_short(*a, *b, *c) == Some(day))
    };
    if all.iter().any(named) {
        return true;
    }
    let Some((first, ..)) = all.first().copied() else { return false };
    let months = all.iter().all(|(a, b, c)| *a == first && *b <= 12 && *c <= 31);
    let last = |part: &(i32, i32, i32)| part.2;
    let varied = all.iter().any(|part| all.first().map(last) != Some(last(part)));
    all.len() >= 2 && first > 12 && months && varied
}
