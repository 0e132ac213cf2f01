//! Dates of numbers: `2025-08-11`, `11.08.2025`, `08/11/2025`, `26/02/17`.

use super::Flaw;
use super::Read;
use super::Reading;
use super::Year;
use super::calendar;
use super::day;
use super::month_of;
use super::tokens::Spanned;
use super::tokens::Token;
use super::tokens::digits;
use super::tokens::joint;
use super::tokens::number;
use super::tokens::sign;
use super::tokens::tight;
use super::tokens::word;
use super::without_year;
use super::year;
use crate::text::DateOrder;
use crate::text::Day;
use crate::text::Moment;
use crate::understand::lexicon::Lexicon;

/// `2025-08-11`, `2025/8/11`, `2025.08.11`, `2025年8月11日`, `2025-08`, `2025-Q2`.
pub(super) fn year_first(tokens: &[Spanned<'_>], value: i32) -> Option<Read> {
    let y = year(value)?;
    if let Some("年" | "년") = word(tokens, 1) {
        return east_asian(tokens, y);
    }
    let separator = sign(tokens, 1)?;
    // Korean puts blanks between: `2026. 5. 20.`.
    if separator == '.' && !tight(tokens, 1) && sign(tokens, 3) == Some('.') {
        let (month, d) = (number(tokens, 2, 2)?, number(tokens, 4, 2)?);
        return Some(Read::new(5, day(y, month, d)));
    }
    if !matches!(separator, '-' | '/' | '.' | '‑' | '–')
        || !tight(tokens, 0)
        || !tight(tokens, 1)
    {
        return None;
    }
    if word(tokens, 2).is_some_and(|q| q.eq_ignore_ascii_case("q")) {
        let q = number(tokens, 3, 1).filter(|q| (1..=4).contains(q))?;
        return Some(Read::new(4, Ok(Moment::Quarter(y, i8::try_from(q).unwrap_or(1)))));
    }
    let month = number(tokens, 2, 2)?;
    if sign(tokens, 3) == Some(separator) && tight(tokens, 2) && tight(tokens, 3) {
        let d = number(tokens, 4, 2)?;
        // `2025-08-11T10:00` is the day; `2025-08-11-3` is an id.
        let id = sign(tokens, 5) == Some(separator)
            && tight(tokens, 4)
            && tight(tokens, 5)
            && digits(tokens, 6) > 0;
        return (!id).then(|| Read::new(5, day(y, month, d)));
    }
    let plain = separator == '-' && digits(tokens, 2) == 2 && (1..=12).contains(&month);
    let more = tight(tokens, 2)
        && matches!(tokens.get(3), Some((Token::Word(_) | Token::Sign('-' | '/'), ..)));
    (plain && !more).then(|| Read::new(3, month_of(y, month)))
}

/// `2025年8月11日`, `2025년 8월`.
fn east_asian(tokens: &[Spanned<'_>], year: i16) -> Option<Read> {
    let month = number(tokens, 2, 2)?;
    if !matches!(word(tokens, 3), Some("月" | "월")) {
        return None;
    }
    match (number(tokens, 4, 2), word(tokens, 5)) {
        (Some(d), Some("日" | "号" | "號" | "일")) => {
            Some(Read::new(6, day(year, month, d)))
        }
        _ => Some(Read::new(4, month_of(year, month))),
    }
}

/// `11.08.2025`, `08/11/2025`, `31/12/25`, `26/02/17`, `09.-13.03.2026`.
pub(super) fn numeric(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    if let Some(range) = dotted_range(tokens, reading) {
        return Some(range);
    }
    let separator = sign(tokens, 1)?;
    if !matches!(separator, '/' | '.' | '-') || sign(tokens, 3)? != separator {
        return None;
    }
    if !(0..4).all(|at| tight(tokens, at)) {
        return None;
    }
    let (a, b, c) = (number(tokens, 0, 2)?, number(tokens, 2, 2)?, number(tokens, 4, 4)?);
    let short = match digits(tokens, 4) {
        4 => false,
        2 if separator == '/' || digits(tokens, 0) == 2 && digits(tokens, 2) == 2 => true,
        _ => return None,
    };
    // `1.2.2025.4` and `10-11-2025-3` are versions and ids.
    let joined = matches!(tokens.get(5), Some((Token::Sign('-' | '/' | '.'), ..)));
    if tight(tokens, 4) && joined && tight(tokens, 5) && digits(tokens, 6) > 0 {
        return None;
    }
    let order =
        if separator == '.' { Some(DateOrder::Dmy) } else { reading.order.slashes };
    if !short {
        return Some(Read::new(5, in_order(year(c)?, a, b, order)));
    }
    let first = (separator != '.').then(|| year(2000 + a)).flatten();
    let first = first.map(|y| day(y, b, c));
    if let (Some(Ok(date)), true) = (first, reading.order.year_first) {
        return Some(Read::new(5, Ok(date)));
    }
    let last = in_order(year(2000 + c)?, a, b, order);
    let date = if last == Err(Flaw::Impossible) { first.unwrap_or(last) } else { last };
    Some(Read::new(5, date))
}

/// `09.-13.03.2026`, `9.–13.3.2026`.
fn dotted_range(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    let from = number(tokens, 0, 2)?;
    let at = if sign(tokens, 1) == Some('.') { 2 } else { 1 };
    let to = at + joint(tokens, at, reading.lexicon);
    let (last, month) = (number(tokens, to, 2)?, number(tokens, to + 2, 2)?);
    let dots = sign(tokens, to + 1) == Some('.') && sign(tokens, to + 3) == Some('.');
    if to == at || !dots || !(to..to + 4).all(|at| tight(tokens, at)) {
        return None;
    }
    let value = number(tokens, to + 4, 4).filter(|_| digits(tokens, to + 4) != 3)?;
    let y = year(if digits(tokens, to + 4) == 4 { value } else { 2000 + value })?;
    let date = day(y, month, from);
    Some(Read { count: to + 5, date, last: calendar(y, month, last) })
}

/// `6/18` and `18.6.` where a due time is told; a ratio elsewhere.
pub(super) fn short(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    let Year::From(_) = reading.year else { return None };
    let (a, b) = (number(tokens, 0, 2)?, number(tokens, 2, 2)?);
    let separator = sign(tokens, 1).filter(|_| tight(tokens, 0) && tight(tokens, 1))?;
    let more = tight(tokens, 2)
        && matches!(tokens.get(3), Some((Token::Sign('/' | '-' | ':' | '%'), ..)));
    let order = match separator {
        '/' if !more => match (a, b) {
            (13..=31, 1..=12) => DateOrder::Dmy,
            (1..=12, 13..=31) => DateOrder::Mdy,
            // Who writes the year first writes the month before the day.
            _ => reading
                .order
                .slashes
                .or(reading.order.year_first.then_some(DateOrder::Mdy))?,
        },
        '.' if sign(tokens, 3) == Some('.') && tight(tokens, 2) => DateOrder::Dmy,
        _ => return None,
    };
    let (month, value) = match order {
        DateOrder::Dmy => (b, a),
        DateOrder::Mdy => (a, b),
    };
    if !(1..=12).contains(&month) {
        return None;
    }
    let count = if separator == '.' { 4 } else { 3 };
    // `1/2 day` is half of one; `2/20까지` is a day with a particle.
    let noun = |word: &str| word.starts_with(|c| u32::from(c) < 0x2e80);
    if matches!(tokens.get(count), Some((Token::Word(word), ..)) if noun(word)) {
        return None;
    }
    Some(Read::new(count, without_year(month, value, reading)))
}

fn in_order(year: i16, a: i32, b: i32, order: Option<DateOrder>) -> Result<Moment, Flaw> {
    match (a, b) {
        (13.., 1..=12) => day(year, b, a),
        (1..=12, 13..) => day(year, a, b),
        _ if a == b => day(year, a, b),
        _ => match order {
            Some(DateOrder::Dmy) => day(year, b, a),
            Some(DateOrder::Mdy) => day(year, a, b),
            None => Err(Flaw::Ambiguous),
        },
    }
}

/// The days that `03/04/2026` could be: with the day first, with the month first.
pub(super) fn either(tokens: &[Spanned<'_>]) -> Option<(Day, Day)> {
    let (a, b, c) = (number(tokens, 0, 2)?, number(tokens, 2, 2)?, number(tokens, 4, 4)?);
    let y = year(if digits(tokens, 4) == 2 { 2000 + c } else { c })?;
    Some((calendar(y, b, a)?, calendar(y, a, b)?))
}

/// A weekday beside it tells which of the two days is meant: `Tue 03/04/2026`.
pub(super) fn by_weekday(
    before: &[Spanned<'_>],
    tokens: &[Spanned<'_>],
    behind: &[Spanned<'_>],
    lexicon: &Lexicon,
) -> Option<Moment> {
    let (one, other) = either(tokens)?;
    let neighbours = before.iter().rev().take(2).chain(behind.iter().take(2));
    let weekday = neighbours.filter_map(|token| match token.0 {
        Token::Word(word) => lexicon.weekdays.exact(word),
        _ => None,
    });
    let weekday = weekday.take(1).next()?;
    let fits = |day: &Day| day.weekday().to_monday_one_offset() == weekday;
    match (fits(&one), fits(&other)) {
        (true, false) => Some(Moment::Day(one)),
        (false, true) => Some(Moment::Day(other)),
        _ => None,
    }
}
