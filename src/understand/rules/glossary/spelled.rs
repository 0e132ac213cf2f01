//! Abbreviations that the text spells out.

use super::term;
use super::used::is_short_form;
use crate::model::Term;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;
use unicode_segmentation::UnicodeSegmentation;

/// The most words of a long form for each letter of the short one.
const WORDS: usize = 2;

/// `Service Level Objective (SLO)` and `SLO (Service Level Objective)` in `plain`,
/// which is `text` with blanks for code.
pub(super) fn terms(text: &Slice, plain: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (open, c) in plain.char_indices().filter(|(_, c)| matches!(c, '(' | '（')) {
        let inside = open + c.len_utf8();
        let rest = plain.get(inside..).unwrap_or_default();
        let Some(length) = rest.find([')', '）', '(', '\n']) else { continue };
        let Some(within) = rest.get(..length).map(str::trim) else { continue };
        let before = plain.get(..open).unwrap_or_default().trim_end();
        let found = if is_short_form(singular(within)) {
            behind(before, singular(within)).map(|long| (singular(within), long))
        } else {
            let short = singular(last_word(before));
            let long = within.split([',', ';', ':']).next().unwrap_or_default().trim();
            (is_short_form(short) && spells(long, short)).then_some((short, long))
        };
        let Some((short, long)) = found else { continue };
        terms.extend(term(&part(text, plain, short), Some(long.to_owned())));
    }
    terms
}

/// Signs around a short form.
const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '*'];

/// Whether a short form in quotes or without may end with `c`.
fn ends_short_form(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || QUOTES.contains(&c)
}

/// Whether `text` begins with `words`, which are in small letters.
fn begins(text: &str, words: &str) -> bool {
    let mut lower = text.chars().flat_map(char::to_lowercase);
    words.chars().all(|c| lower.next() == Some(c))
}

/// `SLO stands for …`: a short form at the beginning of a sentence, and a word that
/// says that it is explained.
pub(super) fn stands_for(text: &Slice, plain: &str, lexicon: &Lexicon) -> Vec<Term> {
    // Sentences are told apart only where a short form stands before such a word.
    let told = |at: usize| {
        let (before, rest) = plain.split_at_checked(at).unwrap_or_default();
        let rest = rest.trim_start();
        let explains = |words: &String| begins(rest, words);
        before.ends_with(|c: char| ends_short_form(c))
            && lexicon.explains.iter().any(explains)
    };
    if !plain.match_indices(' ').any(|(at, _)| told(at)) {
        return Vec::new();
    }
    let said = |sentence: &str| {
        let (short, rest) = sentence.trim_start().split_once(' ')?;
        let short = short.trim_matches(QUOTES);
        let rest = rest.trim_start().to_lowercase();
        let explains = |words: &String| {
            rest.strip_prefix(words.as_str()).is_some_and(|end| end.starts_with(' '))
        };
        if !is_short_form(short) || !lexicon.explains.iter().any(explains) {
            return None;
        }
        term(&part(text, plain, short), None)
    };
    plain.unicode_sentences().filter_map(said).collect()
}

/// The part of `text` that `part`, a slice of `plain`, stands for.
fn part(text: &Slice, plain: &str, part: &str) -> Slice {
    let range = crate::text::TextRange::of(part, plain);
    text.cut(range.start as usize, range.end as usize)
}

/// `SLOs` is more than one `SLO`.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|word| is_short_form(word)).unwrap_or(word)
}

fn last_word(text: &str) -> &str {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.trim_start_matches(['*', '"', '“', '„', '«'])
}

/// The end of `text` that `short` abbreviates, as few words as spell it.
fn behind<'t>(text: &'t str, short: &str) -> Option<&'t str> {
    let starts: Vec<usize> = text.unicode_word_indices().map(|(at, _)| at).collect();
    let most = short.chars().count() * WORDS;
    let last = text.trim_end_matches(['*', '"', '”', '“', '»', ' ']).len();
    let ends = starts.iter().rev().take(most).filter_map(|at| text.get(*at..last));
    let mut found = ends
        .filter(|long| !long.contains(['.', ':', ';', '\n', ',']))
        .filter(|long| spells(long, short));
    found.next()
}

/// Whether each letter of `short` begins a word of `long`, in order, the first the
/// first, and every word but small ones is begun by one. In a long compound a letter
/// may stand within: `Datenschutz-Grundverordnung`.
fn spells(long: &str, short: &str) -> bool {
    let mut letters = short.chars().flat_map(char::to_lowercase).peekable();
    let words: Vec<String> = long
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.len() > short.chars().count() * WORDS {
        return false;
    }
    for (at, word) in words.iter().enumerate() {
        let begins = letters.peek().is_some_and(|letter| word.starts_with(*letter));
        let small = at > 0 && word.chars().count() < 5;
        if !begins && !small {
            return false;
        }
        if !begins {
            continue;
        }
        letters.next();
        if word.chars().count() > 9 {
            let next = words.get(at + 1);
            for c in word.chars().skip(3) {
                let taken = letters.peek() == Some(&c)
                    && !next.is_some_and(|next| next.starts_with(c));
                if taken {
                    letters.next();
                }
            }
        }
    }
    words.len() > 1 && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::spells;

    #[test]
    fn each_letter_begins_a_word() {
        for (long, short, expected) in [
            ("Service Level Objective", "SLO", true),
            ("mean time to repair", "MTTR", true),
            ("Definition of Done", "DOD", true),
            ("Definition of Done", "DD", true),
            ("Datenschutz-Grundverordnung", "DSGVO", true),
            ("our Service Level Objective", "SLO", false),
            ("Level Objective", "SLO", false),
            ("the pump", "PMP", false),
            ("Quality", "QA", false),
        ] {
            assert_eq!(spells(long, short), expected, "{long} ({short})");
        }
    }
}
