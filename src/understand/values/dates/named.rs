//! Dates with words: `August 11, 2025`, `3 juin 2025`, `5月20日`, `Q2 2025`.

use super::Flaw;
use super::Read;
use super::Reading;
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
use crate::text::Day;
use crate::text::Moment;
use crate::understand::lexicon::Lexicon;

fn month(tokens: &[Spanned<'_>], at: usize, lexicon: &Lexicon) -> Option<i32> {
    let word = word(tokens, at)?;
    if let (Some("月" | "월"), true) = (Some(word), at > 0) {
        return None;
    }
    lexicon.months.exact(word).map(i32::from)
}

/// Steps over `st`, `nd`, `.`, `,`, `of`, `de` and the like.
fn skip(tokens: &[Spanned<'_>], mut at: usize) -> usize {
    const FILLERS: &[&str] = &[
        "st", "nd", "rd", "th", "of", "de", "del", "er", "ª", "º", "do", "di", "van",
        "den", "e", "re",
    ];
    while at < tokens.len() {
        let filler = word(tokens, at).is_some_and(|w| {
            w.len() <= 3 && FILLERS.contains(&w.to_lowercase().as_str())
        });
        if !filler && !matches!(sign(tokens, at), Some('.' | ',' | 'º' | '°')) {
            break;
        }
        at += 1;
    }
    at
}

/// A year behind a day and month, and where it ends; a number glued to `:` is a time.
/// Two digits are one behind an apostrophe (`Mar 9 '26`) or the month's own hyphen.
fn year_at(tokens: &[Spanned<'_>], at: usize) -> Option<(i16, usize)> {
    if matches!(sign(tokens, at), Some('\'' | '’' | '‘')) {
        let value = number(tokens, at + 1, 2).filter(|_| digits(tokens, at + 1) == 2)?;
        return Some((year(2000 + value)?, at + 2));
    }
    let value = number(tokens, at, 4).filter(|_| digits(tokens, at) == 4)?;
    let time = sign(tokens, at + 1) == Some(':')
        && tight(tokens, at)
        && tight(tokens, at + 1)
        && number(tokens, at + 2, 2).is_some();
    Some((year(value).filter(|_| !time)?, at + 1))
}

/// The last day of `9-12`, `9 to 12`, `9. bis 12.`, and what stands behind it.
fn last_day(
    tokens: &[Spanned<'_>],
    at: usize,
    lexicon: &Lexicon,
) -> (Option<i32>, usize) {
    let behind = at + joint(tokens, at, lexicon);
    if behind == at {
        return (None, at);
    }
    match number(tokens, behind, 2).filter(|day| (1..=31).contains(day)) {
        Some(last) if sign(tokens, behind + 1) != Some(':') => (Some(last), behind + 1),
        _ => (None, at),
    }
}

/// The last of several days of one month, if the calendar has it.
fn end_of(first: Result<Moment, Flaw>, last: Option<i32>) -> Option<Day> {
    match first {
        Ok(Moment::Day(day)) => calendar(day.year(), i32::from(day.month()), last?),
        _ => None,
    }
}

/// `August 11, 2025`, `Aug 11th`, `August 2025`, `June 3-7, 2025`.
pub(super) fn month_first(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    let month = month(tokens, 0, reading.lexicon)?;
    let at = skip(tokens, 1);
    if let Some((year, end)) = year_at(tokens, at) {
        return Some(Read::new(end, month_of(year, month)));
    }
    let hyphen = matches!(sign(tokens, at), Some('-' | '/'))
        && tight(tokens, 0)
        && tight(tokens, at);
    let at = at + usize::from(hyphen);
    if let (true, Some((year, end))) = (hyphen, year_at(tokens, at)) {
        return Some(Read::new(end, month_of(year, month)));
    }
    let value = number(tokens, at, 2).filter(|day| (1..=31).contains(day))?;
    let (last, behind) = last_day(tokens, skip(tokens, at + 1), reading.lexicon);
    let behind = if last.is_some() { behind } else { at + 1 };
    let mut place = skip(tokens, behind);
    if hyphen && sign(tokens, place) == Some('-') && tight(tokens, place) {
        place += 1;
    }
    let glued = sign(tokens, at + 1) == Some(':')
        && tight(tokens, at)
        && number(tokens, at + 2, 2).is_some();
    let (count, date) = match year_at(tokens, place) {
        Some((year, end)) => (end, day(year, month, value)),
        None if glued => return None,
        None => (behind, without_year(month, value, reading)),
    };
    Some(Read { count, date, last: end_of(date, last) })
}

/// `11 August 2025`, `11. August`, `3 juin 2025`, `3rd of June`, `5月20日`.
pub(super) fn day_month(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    if let Some(read) = east_asian(tokens, reading) {
        return Some(read);
    }
    let value = number(tokens, 0, 2).filter(|day| (1..=31).contains(day))?;
    let at = skip(tokens, 1);
    let (last, behind) = last_day(tokens, at, reading.lexicon);
    let mut at = skip(tokens, behind);
    let hyphen = last.is_none() && matches!(sign(tokens, at), Some('-' | '–' | '/'));
    at += usize::from(hyphen && tight(tokens, at));
    let month = month(tokens, at, reading.lexicon)?;
    let mut behind = skip(tokens, at + 1);
    if matches!(sign(tokens, behind), Some('-' | '/')) && tight(tokens, behind) {
        behind += 1;
        // `05-Mar-26`.
        let short = number(tokens, behind, 2).filter(|_| digits(tokens, behind) == 2);
        if let (true, Some(y)) = (hyphen, short.and_then(|short| year(2000 + short))) {
            return Some(Read::new(behind + 1, day(y, month, value)));
        }
    }
    let (count, date) = match year_at(tokens, behind) {
        Some((year, end)) => (end, day(year, month, value)),
        None => (at + 1, without_year(month, value, reading)),
    };
    Some(Read { count, date, last: end_of(date, last) })
}

/// `5月20日`, `5월 20일`.
fn east_asian(tokens: &[Spanned<'_>], reading: Reading<'_>) -> Option<Read> {
    let ("月" | "월", "日" | "号" | "號" | "일") = (word(tokens, 1)?, word(tokens, 3)?)
    else {
        return None;
    };
    let month = number(tokens, 0, 2).filter(|month| (1..=12).contains(month))?;
    let day = number(tokens, 2, 2)?;
    Some(Read::new(4, without_year(month, day, reading)))
}

/// `Q2 2025`, `Q2/2025`, `T2 2025`, `2. Quartal 2025`; `Q2 (2025)` is not read.
pub(super) fn quarter(tokens: &[Spanned<'_>], lexicon: &Lexicon) -> Option<Read> {
    let (quarter, mut at) = bare_quarter(tokens, lexicon)?;
    at = match sign(tokens, at) {
        Some('/' | '-' | ',') => at + 1,
        _ => skip(tokens, at),
    };
    let (year, end) = year_at(tokens, at)?;
    Some(Read::new(end, Ok(Moment::Quarter(year, quarter))))
}

/// `2025 Q2`, `2025年Q2`, `2025年第2四半期`, `2025년 2분기`.
pub(super) fn year_quarter(tokens: &[Spanned<'_>], lexicon: &Lexicon) -> Option<Read> {
    let (year, mut at) = year_at(tokens, 0)?;
    at += usize::from(matches!(word(tokens, at), Some("年" | "년")));
    let (quarter, count) = bare_quarter(tokens.get(at..)?, lexicon)?;
    Some(Read::new(at + count, Ok(Moment::Quarter(year, quarter))))
}

/// `Q2`, `2nd quarter`, `第2四半期`: the quarter, and how many tokens say so.
fn bare_quarter(tokens: &[Spanned<'_>], lexicon: &Lexicon) -> Option<(i8, usize)> {
    // A longer word is neither a letter before a number nor a number.
    if word(tokens, 0).is_some_and(|word| word.len() > 1 && word.is_ascii()) {
        return None;
    }
    let named = |word: &str| lexicon.quarters.exact(word).is_some();
    if word(tokens, 0).is_some_and(|word| word.chars().count() == 1 && named(word)) {
        let value = number(tokens, 1, 1).filter(|_| tight(tokens, 0))?;
        return Some((quarter_of(value)?, 2));
    }
    let mut at = usize::from(word(tokens, 0) == Some("第"));
    let numeral = |word: &str| ["一", "二", "三", "四"].iter().position(|n| *n == word);
    let value = number(tokens, at, 1).or_else(|| {
        let place = word(tokens, at).and_then(numeral)?;
        i32::try_from(place + 1).ok()
    })?;
    at = skip(tokens, at + 1);
    if word(tokens, at).is_some_and(|word| word.chars().count() > 1 && named(word)) {
        return Some((quarter_of(value)?, at + 1));
    }
    // Scripts without blanks give one token a sign.
    let signs: Vec<&str> = (at..at + 3).map_while(|at| word(tokens, at)).collect();
    let count = (2..=signs.len())
        .find(|count| signs.get(..*count).is_some_and(|signs| named(&signs.concat())))?;
    Some((quarter_of(value)?, at + count))
}

fn quarter_of(value: i32) -> Option<i8> {
    i8::try_from(value).ok().filter(|quarter| (1..=4).contains(quarter))
}

/// A quarter without a year, as a place in `text`: `Q3`.
pub(in crate::understand::values) fn lone_quarter(
    text: &str,
    lexicon: &Lexicon,
) -> Option<(usize, usize, i8)> {
    if !super::has_number(text) {
        return None;
    }
    let tokens = super::tokens::tokens(text);
    (0..tokens.len()).find_map(|at| {
        let rest = tokens.get(at..)?;
        if super::is_part(tokens.get(..at)?, rest) {
            return None;
        }
        let (quarter, count) = bare_quarter(rest, lexicon)?;
        let more = matches!(rest.get(count), Some((Token::Number(..) | Token::Word(_), start, _)) if Some(*start) == rest.get(count - 1).map(|t| t.2));
        let (_, start, _) = rest.first()?;
        let (_, _, end) = rest.get(count - 1)?;
        (!more).then_some((*start, *end, quarter))
    })
}
