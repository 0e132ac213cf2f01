//! The numbers, words and signs of a text, each with its place.

use crate::understand::lexicon::Lexicon;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// How many digits, and their value.
    Number(usize, i32),
    /// A run of letters; of scripts without blanks a single sign.
    Word(&'t str),
    Sign(char),
}

/// A token with its first byte and the one behind its last.
pub(super) type Spanned<'t> = (Token<'t>, usize, usize);

/// The tokens of `text`; blanks are none.
pub(super) fn tokens(text: &str) -> Vec<Spanned<'_>> {
    // A word and a blank have some six bytes.
    let mut out = Vec::with_capacity(text.len() / 5 + 2);
    let mut at = 0;
    while let Some(token) = plain(text, at).or_else(|| wide(text, at)) {
        at = token.2;
        out.push(token);
    }
    out
}

/// The next token from `from` on, if that and what is next to it is ASCII, as nearly
/// all is: dates are sought in every line.
fn plain(text: &str, from: usize) -> Option<Spanned<'_>> {
    let bytes = text.as_bytes();
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let start = from + bytes.get(from..)?.iter().position(|byte| !blank(byte))?;
    let first = *bytes.get(start)?;
    let same = |byte: &u8| match first {
        b'0'..=b'9' => byte.is_ascii_digit(),
        b'a'..=b'z' | b'A'..=b'Z' => byte.is_ascii_alphabetic(),
        _ => false,
    };
    let behind = bytes.get(start + 1..)?;
    let length = 1 + behind.iter().position(|byte| !same(byte)).unwrap_or(behind.len());
    let end = start + length;
    if !first.is_ascii() || bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
        return None;
    }
    let part = text.get(start..end)?;
    let token = match first {
        b'0'..=b'9' => Token::Number(length, value(part)),
        b'a'..=b'z' | b'A'..=b'Z' => Token::Word(part),
        _ => Token::Sign(char::from(first)),
    };
    Some((token, start, end))
}

/// The next token from `from` on.
fn wide(text: &str, from: usize) -> Option<Spanned<'_>> {
    let mut chars =
        text.get(from..)?.char_indices().map(|(at, c)| (from + at, c)).peekable();
    let (start, c) = chars.find(|(_, c)| !c.is_whitespace())?;
    let mut end = start + c.len_utf8();
    let number = digit(c).is_some();
    if !number && (!c.is_alphabetic() || is_ideograph(c)) {
        let token = if is_ideograph(c) {
            Token::Word(text.get(start..end).unwrap_or_default())
        } else {
            Token::Sign(c)
        };
        return Some((token, start, end));
    }
    while let Some((at, next)) = chars.peek().copied() {
        let same = if number {
            digit(next).is_some()
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
    let token = if number {
        Token::Number(part.chars().count(), value(part))
    } else {
        Token::Word(part)
    };
    Some((token, start, end))
}

/// The value of a digit, the wide ones of East Asian type included.
pub(in crate::understand) fn digit(c: char) -> Option<u32> {
    let wide = u32::from(c).checked_sub(u32::from('０')).filter(|value| *value <= 9);
    c.to_digit(10).or(wide)
}

/// Whether `text` holds a number. Most texts hold none, and so no date, period or
/// quarter, which a glance tells before anything is taken apart.
pub(in crate::understand) fn has_number(text: &str) -> bool {
    let wide = |c: char| digit(c).is_some() || is_numeral(c);
    // Without an early end the loop takes many bytes at once.
    let digit = text.bytes().fold(false, |held, byte| held | byte.is_ascii_digit());
    digit || !text.is_ascii() && text.contains(wide)
}

/// Whether `c` is a number of scripts that have signs for them.
pub(in crate::understand) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The value of digits; too many of them are the largest number there is.
fn value(digits: &str) -> i32 {
    digits
        .chars()
        .filter_map(digit)
        .fold(0, |sum, digit| sum_up(sum, i32::try_from(digit).unwrap_or(0)))
}

fn sum_up(sum: i32, digit: i32) -> i32 {
    sum.saturating_mul(10).saturating_add(digit)
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xac00..=0xd7af)
}

pub(super) fn sign(tokens: &[Spanned<'_>], at: usize) -> Option<char> {
    match tokens.get(at)?.0 {
        Token::Sign(c) => Some(c),
        _ => None,
    }
}

pub(super) fn number(tokens: &[Spanned<'_>], at: usize, longest: usize) -> Option<i32> {
    match tokens.get(at)?.0 {
        Token::Number(digits, value) if digits <= longest => Some(value),
        _ => None,
    }
}

pub(super) fn digits(tokens: &[Spanned<'_>], at: usize) -> usize {
    match tokens.get(at).map(|token| token.0) {
        Some(Token::Number(digits, _)) => digits,
        _ => 0,
    }
}

pub(super) fn word<'t>(tokens: &[Spanned<'t>], at: usize) -> Option<&'t str> {
    match tokens.get(at)?.0 {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

/// Whether nothing stands between a token and the next one.
pub(super) fn tight(tokens: &[Spanned<'_>], at: usize) -> bool {
    match (tokens.get(at), tokens.get(at + 1)) {
        (Some(a), Some(b)) => a.2 == b.1,
        _ => false,
    }
}

/// How many tokens stand for `to` between two days: `-`, `bis`, `au`; none if others
/// do.
pub(super) fn joint(tokens: &[Spanned<'_>], at: usize, lexicon: &Lexicon) -> usize {
    match tokens.get(at).map(|token| token.0) {
        Some(Token::Sign('-' | '‑' | '–' | '—' | '~' | '〜' | '～')) => 1,
        Some(Token::Word(_)) if is_abbreviated(tokens, at, lexicon) => 3,
        Some(Token::Word(word)) => usize::from(lexicon.joints.exact(word).is_some()),
        _ => 0,
    }
}

/// `t/m`.
fn is_abbreviated(tokens: &[Spanned<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let (Some(one), Some('/'), Some(other)) =
        (word(tokens, at), sign(tokens, at + 1), word(tokens, at + 2))
    else {
        return false;
    };
    lexicon.joints.exact(&format!("{one}/{other}")).is_some()
}
