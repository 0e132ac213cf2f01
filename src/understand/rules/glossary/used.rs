//! Abbreviations in running text.

use crate::model::Mention;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;

/// The abbreviations in `plain`, which is `text` with blanks for code. A text in
/// capitals throughout shouts and abbreviates nothing.
pub(super) fn abbreviations(
    text: &Slice,
    plain: &str,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let words = words(plain);
    let capitals = words.iter().filter(|(_, word)| is_short_form(word)).count();
    if capitals > 2 && capitals * 2 > words.len() {
        return Vec::new();
    }
    let mention = |(at, word): (usize, &str)| {
        let short = word.strip_suffix('s').filter(|short| is_short_form(short));
        let short = short.unwrap_or(word);
        let fine = is_short_form(short) && lexicon.common.exact(short).is_none();
        let range = text.cut(at, at + short.len()).range();
        fine.then(|| Mention { text: short.to_owned(), range })
    };
    words.into_iter().filter_map(mention).collect()
}

/// Whether a short form may stand in the text of some runs: a capital before another
/// or a digit.
pub(super) fn may_abbreviate<'r>(mut runs: impl Iterator<Item = &'r str>) -> bool {
    let mut before = false;
    let mut is_short = |capital: bool, digit: bool| {
        let short = before && (capital || digit);
        before = capital;
        short
    };
    runs.any(|text| {
        if text.is_ascii() {
            let mut bytes = text.bytes();
            bytes.any(|byte| is_short(byte.is_ascii_uppercase(), byte.is_ascii_digit()))
        } else {
            text.chars().any(|c| is_short(c.is_uppercase(), c.is_ascii_digit()))
        }
    })
}

/// Words with their place; what hangs together by a hyphen, a dot, a slash or an
/// underscore is one, so that ids, paths and names of variables are none.
fn words(text: &str) -> Vec<(usize, &str)> {
    let joins = |c: char| {
        let sign = matches!(
            c,
            '-' | '_' | '.' | '/' | '\\' | '@' | '#' | ':' | '&' | '\'' | '’'
        );
        c.is_alphanumeric() || sign
    };
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (joins(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let whole = text.get(from..at).unwrap_or_default();
                words.push((
                    from,
                    whole.trim_end_matches(['.', ':', '\'', '’', '/', '-']),
                ));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Two to six letters and digits, all letters capitals, two of them at least: `SLO`,
/// `B2B`, `S3` is none. Roman numbers are none.
pub(super) fn is_short_form(word: &str) -> bool {
    // Nearly all words are told by their first letter.
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capital = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let roman = word.chars().all(|c| "IVX".contains(c));
    (2..=6).contains(&word.chars().count())
        && letters > 1
        && word.starts_with(char::is_alphabetic)
        && word.chars().all(capital)
        && !roman
}
