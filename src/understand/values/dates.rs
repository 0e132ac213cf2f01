//! Dates as people write them.
//!
//! `2025-08-11`, `August 11, 2025`, `11 Aug 2025`, `11.08.2025`, `3 juin 2025`,
//! `2026年5月20日`, `08/11/2025`, `Q2 2025`, `2025-08`, `August 2025`. Times, versions
//! and ratios are none. The year is never invented: a day without one is given only
//! where the caller knows the year.

use crate::config::DateOrder;
use crate::text::Day;
use crate::text::Moment;
use crate::understand::lexicon::Lexicon;

/// How dates of one document are to be read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'l> {
    /// Month names.
    pub lexicon: &'l Lexicon,
    /// How `03/04/2025` is read; `None`: it is ambiguous.
    pub order: Option<DateOrder>,
    /// The year of days that do not say one.
    pub year: Option<i16>,
}

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Byte offset in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it means.
    pub date: Result<Moment, Flaw>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    /// Digits and their value.
    Number(&'t str, i32),
    Word(&'t str),
    Sign(char),
}

/// All dates in `text`, in order.
pub fn dates(text: &str, reading: Reading<'_>) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let glued = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(
            |before| {
                before.2 == rest.first().map_or(0, |first| first.1)
                    && matches!(
                        before.0,
                        Token::Sign('.' | '-' | '/' | ':' | '#' | '_')
                            | Token::Number(..)
                    )
            },
        );
        match (glued, read(rest, reading)) {
            (false, Some((count, date))) => {
                let start = rest.first().map_or(0, |token| token.1);
                let end = rest.get(count - 1).map_or(start, |token| token.2);
                found.push(Found { start, end, date });
                at += count;
            }
            _ => at += 1,
        }
    }
    found
}

/// The first date in `text` that means something.
pub fn first(text: &str, reading: Reading<'_>) -> Option<(Moment, Found)> {
    dates(text, reading).into_iter().find_map(|found| Some((found.date.ok()?, found)))
}

/// How the slashes of a text must be read, if one of its dates tells.
pub fn order(text: &str) -> Option<DateOrder> {
    let tokens = tokens(text);
    tokens.windows(5).find_map(|window| match window {
        [
            (Token::Number(a, first), ..),
            (Token::Sign('/'), ..),
            (Token::Number(b, second), ..),
            (Token::Sign('/'), ..),
            (Token::Number(y, _), ..),
        ] if a.len() <= 2 && b.len() <= 2 && matches!(y.len(), 2 | 4) => {
            match (*first, *second) {
                (13..=31, 1..=12) => Some(DateOrder::Dmy),
                (1..=12, 13..=31) => Some(DateOrder::Mdy),
                _ => None,
            }
        }
        _ => None,
    })
}

type Spanned<'t> = (Token<'t>, usize, usize);

fn tokens(text: &str) -> Vec<Spanned<'_>> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let digit = c.is_ascii_digit();
        if !digit && (!c.is_alphabetic() || is_ideograph(c)) {
            let token = if is_ideograph(c) {
                Token::Word(text.get(start..end).unwrap_or_default())
            } else {
                Token::Sign(c)
            };
            out.push((token, start, end));
            continue;
        }
        while let Some((at, next)) = chars.peek().copied() {
            let same = if digit {
                next.is_ascii_digit()
            } else {
                next.is_alphabetic() && !is_ideograph(next)
            };
            if !same {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let part = text.get(start..end).unwrap_or_default();
        let token = if digit {
            Token::Number(part, part.parse().unwrap_or(i32::MAX))
        } else {
            Token::Word(part)
        };
        out.push((token, start, end));
    }
    out
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xac00..=0xd7af)
}

/// A date at the beginning of `tokens`: how many tokens it has, and what it means.
fn read(
    tokens: &[Spanned<'_>],
    reading: Reading<'_>,
) -> Option<(usize, Result<Moment, Flaw>)> {
    let (first, _, _) = tokens.first()?;
    match first {
        Token::Number(digits, value) if digits.len() == 4 => year_first(tokens, *value),
        Token::Number(digits, _) if digits.len() <= 2 => {
            numeric(tokens, reading).or_else(|| day_month(tokens, reading))
        }
        Token::Word(_) => month_first(tokens, reading).or_else(|| quarter_first(tokens)),
        _ => None,
    }
}

fn sign(tokens: &[Spanned<'_>], at: usize) -> Option<char> {
    match tokens.get(at)?.0 {
        Token::Sign(c) => Some(c),
        _ => None,
    }
}

fn number(tokens: &[Spanned<'_>], at: usize, longest: usize) -> Option<i32> {
    match tokens.get(at)?.0 {
        Token::Number(digits, value) if digits.len() <= longest => Some(value),
        _ => None,
    }
}

fn digits(tokens: &[Spanned<'_>], at: usize) -> usize {
    match tokens.get(at).map(|token| token.0) {
        Some(Token::Number(digits, _)) => digits.len(),
        _ => 0,
    }
}

fn word<'t>(tokens: &[Spanned<'t>], at: usize) -> Option<&'t str> {
    match tokens.get(at)?.0 {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

/// Whether nothing stands between two neighbouring tokens.
fn tight(tokens: &[Spanned<'_>], at: usize) -> bool {
    match (tokens.get(at), tokens.get(at + 1)) {
        (Some(a), Some(b)) => a.2 == b.1,
        _ => false,
    }
}

fn year(value: i32) -> Option<i16> {
    i16::try_from(value).ok().filter(|year| (1970..=2199).contains(year))
}

fn day(year: i16, month: i32, day: i32) -> Result<Moment, Flaw> {
    let parts = (i8::try_from(month), i8::try_from(day));
    let (Ok(month), Ok(day)) = parts else { return Err(Flaw::Impossible) };
    Day::new(year, month, day).map(Moment::Day).map_err(|_| Flaw::Impossible)
}

/// `2025-08-11`, `2025/8/11`, `2025.08.11`, `2025年8月11日`, `2025-08`, `2025-Q2`.
fn year_first(
    tokens: &[Spanned<'_>],
    value: i32,
) -> Option<(usize, Result<Moment, Flaw>)> {
    let y = year(value)?;
    if let Some("年" | "년") = word(tokens, 1) {
        let month = number(tokens, 2, 2)?;
        return match (number(tokens, 4, 2), word(tokens, 5)) {
            (Some(d), Some("日" | "号" | "일")) => Some((6, day(y, month, d))),
            _ => Some((4, month_of(y, month))),
        };
    }
    let separator = sign(tokens, 1)?;
    // Korean puts blanks between: `2026. 5. 20.`.
    if separator == '.' && !tight(tokens, 1) && sign(tokens, 3) == Some('.') {
        let (month, d) = (number(tokens, 2, 2)?, number(tokens, 4, 2)?);
        return Some((5, day(y, month, d)));
    }
    if !matches!(separator, '-' | '/' | '.' | '‑' | '–')
        || !tight(tokens, 0)
        || !tight(tokens, 1)
    {
        return None;
    }
    if word(tokens, 2).is_some_and(|q| q.eq_ignore_ascii_case("q")) {
        let q = number(tokens, 3, 1).filter(|q| (1..=4).contains(q))?;
        return Some((4, Ok(Moment::Quarter(y, i8::try_from(q).unwrap_or(1)))));
    }
    let month = number(tokens, 2, 2)?;
    if sign(tokens, 3) == Some(separator) && tight(tokens, 2) && tight(tokens, 3) {
        let d = number(tokens, 4, 2)?;
        // `2025-08-11T10:00` is the day; `2025-08-11-3` is an id.
        if sign(tokens, 5) == Some(separator) && tight(tokens, 4) {
            return None;
        }
        return Some((5, day(y, month, d)));
    }
    let plain = separator == '-' && digits(tokens, 2) == 2 && (1..=12).contains(&month);
    let more = tight(tokens, 2)
        && matches!(tokens.get(3), Some((Token::Word(_) | Token::Sign('-' | '/'), ..)));
    (plain && !more).then(|| (3, month_of(y, month)))
}

fn month_of(year: i16, month: i32) -> Result<Moment, Flaw> {
    match i8::try_from(month) {
        Ok(month @ 1..=12) => Ok(Moment::Month(year, month)),
        _ => Err(Flaw::Impossible),
    }
}

/// `11.08.2025`, `08/11/2025`, `31/12/25`, `26/02/17`.
fn numeric(
    tokens: &[Spanned<'_>],
    reading: Reading<'_>,
) -> Option<(usize, Result<Moment, Flaw>)> {
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
    // `1.2.2025.4` and `10-11-2025-a` are versions and ids.
    let joined = matches!(tokens.get(5), Some((Token::Sign('-' | '/' | '.'), ..)));
    if tight(tokens, 4) && joined && tight(tokens, 5) && digits(tokens, 6) > 0 {
        return None;
    }
    let order = if separator == '.' { Some(DateOrder::Dmy) } else { reading.order };
    if !short {
        return Some((5, in_order(year(c)?, a, b, order)));
    }
    let ymd = (separator != '.').then(|| year(2000 + a)).flatten();
    match (in_order(year(2000 + c)?, a, b, order), ymd) {
        (Err(Flaw::Impossible), Some(y)) => Some((5, day(y, b, c))),
        (date, _) => Some((5, date)),
    }
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
        "den",
    ];
    while at < tokens.len() {
        let filler = word(tokens, at)
            .is_some_and(|w| FILLERS.contains(&w.to_lowercase().as_str()));
        if !filler && !matches!(sign(tokens, at), Some('.' | ',' | 'º')) {
            break;
        }
        at += 1;
    }
    at
}

/// A year behind a day and month; a number glued to `:` is a time.
fn year_at(tokens: &[Spanned<'_>], at: usize) -> Option<i16> {
    let value = number(tokens, at, 4).filter(|_| digits(tokens, at) == 4)?;
    let time = sign(tokens, at + 1) == Some(':')
        && tight(tokens, at)
        && tight(tokens, at + 1)
        && number(tokens, at + 2, 2).is_some();
    year(value).filter(|_| !time)
}

/// `August 11, 2025`, `Aug 11th`, `August 2025`, `June 3-7, 2025` (its first day).
fn month_first(
    tokens: &[Spanned<'_>],
    reading: Reading<'_>,
) -> Option<(usize, Result<Moment, Flaw>)> {
    let month = month(tokens, 0, reading.lexicon)?;
    let at = skip(tokens, 1);
    if let Some(year) = year_at(tokens, at) {
        return Some((at + 1, month_of(year, month)));
    }
    let value = number(tokens, at, 2).filter(|day| (1..=31).contains(day))?;
    let mut behind = at + 1;
    // A range gives its first day: `June 3-7, 2025`.
    if matches!(sign(tokens, behind), Some('-' | '–' | '—'))
        && number(tokens, behind + 1, 2).is_some()
    {
        behind += 2;
    }
    let year_place = skip(tokens, behind);
    let glued = sign(tokens, at + 1) == Some(':') && tight(tokens, at);
    match year_at(tokens, year_place) {
        Some(year) => Some((year_place + 1, day(year, month, value))),
        None if glued => None,
        None => Some((at + 1, without_year(month, value, reading))),
    }
}

/// `11 August 2025`, `11. August`, `3 juin 2025`, `3rd of June`, `5月20日`.
fn day_month(
    tokens: &[Spanned<'_>],
    reading: Reading<'_>,
) -> Option<(usize, Result<Moment, Flaw>)> {
    if let (Some("月" | "월"), Some("日" | "号" | "일")) =
        (word(tokens, 1), word(tokens, 3))
    {
        let month = number(tokens, 0, 2).filter(|month| (1..=12).contains(month))?;
        let day = number(tokens, 2, 2)?;
        return Some((4, without_year(month, day, reading)));
    }
    let value = number(tokens, 0, 2).filter(|day| (1..=31).contains(day))?;
    let mut at = skip(tokens, 1);
    if matches!(sign(tokens, at), Some('-' | '–' | '—')) {
        // `3–7 June 2025` gives its first day; `11-Aug-2025` is one day.
        at += 1 + usize::from(number(tokens, at + 1, 2).is_some());
        at = skip(tokens, at);
    }
    let month = month(tokens, at, reading.lexicon)?;
    let mut behind = skip(tokens, at + 1);
    if matches!(sign(tokens, behind), Some('-' | '/')) && tight(tokens, behind) {
        behind += 1;
    }
    match year_at(tokens, behind) {
        Some(year) => Some((behind + 1, day(year, month, value))),
        None => Some((at + 1, without_year(month, value, reading))),
    }
}

fn without_year(month: i32, value: i32, reading: Reading<'_>) -> Result<Moment, Flaw> {
    match reading.year {
        Some(year) => day(year, month, value),
        None => Err(Flaw::NoYear),
    }
}

/// `Q2 2025`, `Q2/2025`, `Q2 (2025)` is not read.
fn quarter_first(tokens: &[Spanned<'_>]) -> Option<(usize, Result<Moment, Flaw>)> {
    let named = word(tokens, 0)?.eq_ignore_ascii_case("q");
    let quarter = number(tokens, 1, 1)
        .filter(|q| named && tight(tokens, 0) && (1..=4).contains(q))?;
    let at = match sign(tokens, 2) {
        Some('/' | '-' | ',' | '\'') => 3,
        _ => 2,
    };
    let year = year_at(tokens, at)?;
    Some((at + 1, Ok(Moment::Quarter(year, i8::try_from(quarter).unwrap_or(1)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    fn read_all(text: &str, language: &str, order: Option<DateOrder>) -> Vec<String> {
        let reading = Reading { lexicon: lexicon(language), order, year: None };
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
