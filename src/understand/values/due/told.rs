//! A due time told in a sentence: `… by Friday`, `… 3月9日までに`, `… 9 Mart'a kadar`.

use super::phrases::Phrase;
use super::phrases::is_beside;
use super::phrases::phrases;
use super::phrases::words;
use crate::understand::prose::Slice;
use crate::understand::values::dates::Reading;

/// How far behind its announcement a time may stand, in bytes.
const REACH: usize = 60;

/// The due time that `line` tells behind `by`, `due`, `until`, or before such a word
/// in the languages that put it there.
pub fn told(line: &Slice, reading: Reading<'_>) -> Option<Slice> {
    announced(line, reading).or_else(|| followed(line, reading))
}

fn announced(line: &Slice, reading: Reading<'_>) -> Option<Slice> {
    let text = line.text();
    let words = words(text);
    let before = &reading.lexicon.before;
    let mut from = 0;
    while from < words.len() {
        let start = words.get(from).map_or(text.len(), |(start, _)| *start);
        let begins = text.get(start..).is_some_and(|rest| before.may_begin(rest));
        let longest = if begins { 4.min(words.len() - from) } else { 0 };
        let end = (1..=longest).rev().find_map(|count| {
            let (start, _) = *words.get(from)?;
            let (_, end) = *words.get(from + count - 1)?;
            before.exact(text.get(start..end)?).map(|()| end)
        });
        let found = end.and_then(|end| at_start(&line.cut(end, text.len()), reading));
        if found.is_some() {
            return found;
        }
        from += 1;
    }
    let unspaced = before.unspaced().iter().filter_map(|word| {
        let start = text.find(word.as_str())?;
        at_start(&line.cut(start + word.len(), text.len()), reading)
    });
    unspaced.min_by_key(|found| found.range().start)
}

/// The time with which `rest` begins, but for words such as `the end of`.
fn at_start(rest: &Slice, reading: Reading<'_>) -> Option<Slice> {
    let text = rest.text();
    let limit = text.char_indices().map(|(at, _)| at).find(|at| *at > REACH);
    let text = text.get(..limit.unwrap_or(text.len()))?;
    let fits = |phrase: &Phrase| {
        text.get(..phrase.start).is_some_and(|gap| {
            !gap.contains(['.', '!', ';', '。']) && is_beside(gap, reading.lexicon)
        })
    };
    let phrase = phrases(text, reading).into_iter().find(fits)?;
    Some(rest.cut(phrase.start, phrase.end))
}

/// A time right before a word such as `までに` or `kadar`.
fn followed(line: &Slice, reading: Reading<'_>) -> Option<Slice> {
    let after = &reading.lexicon.after;
    if after.is_empty() {
        return None;
    }
    let text = line.text();
    let fits = |phrase: &Phrase| {
        let behind = text.get(phrase.end..).unwrap_or_default();
        let trimmed = behind.trim_start();
        let own = text.get(phrase.start..phrase.end).unwrap_or_default();
        let last = own.split_whitespace().next_back().unwrap_or_default();
        after.unspaced().iter().any(|word| own.ends_with(word.as_str()))
            || own.contains(' ') && after.exact(last).is_some()
            || after.unspaced().iter().any(|word| trimmed.starts_with(word.as_str()))
            || behind_suffix(behind, reading)
    };
    let phrase = phrases(text, reading).into_iter().find(fits)?;
    Some(line.cut(phrase.start, phrase.end))
}

/// `'a kadar`, ` gününe kadar`: a case ending or one word may stand between.
fn behind_suffix(behind: &str, reading: Reading<'_>) -> bool {
    let mut words = behind.split_whitespace().take(3);
    words.any(|word| reading.lexicon.after.exact(word).is_some())
        && !behind.trim_start().starts_with([',', '.', ';', '('])
}
