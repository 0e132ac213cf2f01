//! Reads the names of periods: `Sprint 007`, `Sprints 2-3`, `Q2 2025`, `2025-08`.

use crate::text::Moment;
use crate::text::TextRange;
use crate::text::slug;
use regex::Captures;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Words that always name a period of a team.
const WORDS: &[&str] = &["sprint", "iteration"];

/// The most periods that one range (`Sprint 2-5`) names.
const RANGE: u32 = 12;

/// What two spellings of one period share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PeriodKey {
    /// Quarter, month or year: the same for everyone.
    Time(Moment),
    /// A word and its number: `sprint`, `7`.
    Counted(String, String),
    /// Any other name.
    Named(String),
}

/// A name in a text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its bytes in the text.
    pub(super) range: TextRange,
    /// The periods named; several where a range is written.
    pub(super) keys: Vec<PeriodKey>,
}

static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(\pL[\pL /]*?)\s*[#:.-]?\s*(\d{1,6})\b(?:\s?[-–—]\s?(\d{1,6})\b)?")
        .ok()
});

static QUARTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\bq([1-4])[ /-]{0,2}((?:19|20)\d\d)\b|\b((?:19|20)\d\d)[ /-]{0,2}q([1-4])\b").ok()
});

/// The keys of a name that a document states as its period.
pub(super) fn keys(name: &str) -> Vec<PeriodKey> {
    if let Some(moment) = Moment::parse(name.trim()) {
        return vec![PeriodKey::Time(moment)];
    }
    if let Some(found) = quarters(name).into_iter().next() {
        return found.keys;
    }
    let counted = COUNTED.as_ref().and_then(|pattern| pattern.captures(name));
    match counted.and_then(|found| Some((word(name)?, numbers(&found)?))) {
        Some((word, numbers)) => {
            let key = |number: u32| PeriodKey::Counted(word.clone(), number.to_string());
            numbers.map(key).collect()
        }
        None => Some(slug(name))
            .filter(|slug| slug != "x-")
            .map(PeriodKey::Named)
            .into_iter()
            .collect(),
    }
}

/// The word that a stated period is counted by: `sprint` of `Sprint 7`.
pub(super) fn word(name: &str) -> Option<String> {
    let found = COUNTED.as_ref()?.captures(name)?;
    let word = found.get(1)?.as_str().trim().to_lowercase();
    Some(match word.strip_suffix('s') {
        Some(single) if WORDS.contains(&single) => single.to_owned(),
        _ => word,
    })
}

/// The numbers from the second to the third group of a match; a range that is too
/// long or the wrong way round counts as its first.
fn numbers(found: &Captures<'_>) -> Option<RangeInclusive<u32>> {
    let from: u32 = found.get(2)?.as_str().parse().ok()?;
    let to = found.get(3).and_then(|to| to.as_str().parse().ok()).unwrap_or(from);
    let fits = (from..from.saturating_add(RANGE)).contains(&to);
    Some(from..=if fits { to } else { from })
}

/// The quarters named in `text`.
pub(super) fn quarters(text: &str) -> Vec<Found> {
    let Some(quarter) = QUARTER.as_ref() else { return Vec::new() };
    let found = quarter.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let parts = (found.get(1), found.get(2), found.get(3), found.get(4));
        let ((Some(q), Some(year), ..) | (.., Some(year), Some(q))) = parts else {
            return None;
        };
        let moment =
            Moment::Quarter(year.as_str().parse().ok()?, q.as_str().parse().ok()?);
        let range = TextRange::new(whole.start(), whole.end());
        Some(Found { range, keys: vec![PeriodKey::Time(moment)] })
    });
    found.collect()
}

/// The words that periods are counted by, ready to be found.
pub(super) struct Words {
    pattern: Option<Regex>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        let text = |words: &Self| words.pattern.as_ref().map(|it| it.as_str().to_owned());
        text(self) == text(other)
    }
}

impl Words {
    /// These words and those that every team counts by.
    pub(super) fn new(mut words: BTreeSet<String>) -> Self {
        words.extend(WORDS.iter().map(|word| (*word).to_owned()));
        let mut words: Vec<String> =
            words.iter().map(|word| regex::escape(word)).collect();
        // The longest first: the first alternative that fits wins.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let words = words.join("|");
        let pattern = format!(
            r"(?i)\b({words})s?[ \u{{a0}}]?[#:.-]?[ \u{{a0}}]?(\d{{1,6}})\b(?:\s?[-–—]\s?(\d{{1,6}})\b)?"
        );
        Self { pattern: Regex::new(&pattern).ok() }
    }

    /// The counted periods named in `text`, in order.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let Some(pattern) = &self.pattern else { return Vec::new() };
        let found = pattern.captures_iter(text).filter_map(|found| {
            let (whole, word) = (found.get(0)?, found.get(1)?.as_str().to_lowercase());
            let key = |number: u32| PeriodKey::Counted(word.clone(), number.to_string());
            let range = TextRange::new(whole.start(), whole.end());
            Some(Found { range, keys: numbers(&found)?.map(key).collect() })
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(word: &str, number: &str) -> PeriodKey {
        PeriodKey::Counted(word.into(), number.into())
    }

    #[test]
    fn spellings_of_one_period_share_a_key() {
        for name in ["Sprint 1", "sprint 001", "SPRINT #1", "Sprint 1 (March)"] {
            assert_eq!(keys(name), [counted("sprint", "1")], "{name}");
        }
        let both = [counted("sprint", "2"), counted("sprint", "3")];
        assert_eq!(keys("Sprints 2–3"), both);
        assert_eq!(keys("Woche 12"), [counted("woche", "12")]);
        assert_eq!(keys("Sprint Falcon"), [PeriodKey::Named("sprint-falcon".into())]);
        let quarter = [PeriodKey::Time(Moment::Quarter(2025, 2))];
        for name in ["Q2 2025", "2025-Q2", "2025 Q2"] {
            assert_eq!(keys(name), quarter, "{name}");
        }
    }
}
