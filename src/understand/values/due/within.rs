//! A stretch of time from the day of writing: `in 2 weeks`, `within 24 hours`,
//! `两周内`, `3日以内`.

use super::phrases::words;
use crate::text::Day;
use crate::text::Span;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::values::dates::has_number;
use jiff::ToSpan;

/// Where a stretch is named, and how many of which unit it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Within {
    pub(super) start: usize,
    pub(super) end: usize,
    days: Option<i64>,
}

/// More of any unit than this is no time anybody plans with.
const MOST: i64 = 99;

/// The first stretch that `text` names.
///
/// `words` are those of the text.
pub(super) fn within(
    text: &str,
    words: &[(usize, usize)],
    lexicon: &Lexicon,
) -> Option<Within> {
    if !has_number(text) {
        return None;
    }
    let said = |at: usize| words.get(at).and_then(|(start, end)| text.get(*start..*end));
    (0..words.len()).find_map(|at| {
        let count = (1..=2).rev().find(|count| {
            let (Some((start, _)), Some((_, end))) =
                (words.get(at), words.get(at + count - 1))
            else {
                return false;
            };
            text.get(*start..*end)
                .is_some_and(|lead| lexicon.within.exact(lead).is_some())
        })?;
        let number: i64 = said(at + count)?.parse().ok()?;
        let unit = lexicon.spans.exact(said(at + count + 1)?)?;
        let (start, _) = *words.get(at)?;
        let (_, end) = *words.get(at + count + 1)?;
        (1..=MOST).contains(&number).then(|| Within {
            start,
            end,
            days: unit.days(number),
        })
    })
}

/// The last day of the stretch that `text` is, from `anchor` on.
pub(super) fn days(text: &str, lexicon: &Lexicon, anchor: Day) -> Option<Span> {
    let found = within(text, &words(text), lexicon)?;
    let whole = normal(text.get(found.start..found.end)?) == normal(text);
    let to = anchor.checked_add(found.days?.days()).ok()?;
    whole.then_some(Span { from: anchor, to })
}
