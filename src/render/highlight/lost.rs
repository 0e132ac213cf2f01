//! The time that languages lost in this run: what their blocks took beyond what
//! ordinary code takes.
//!
//! A language that lost as much as three blocks that never return is plain text for the
//! rest of the run, and when all together lost as much as eight, so is every language. So a
//! thousand blocks that are slow, each a little, cost no more than three that hang.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

/// What one language may lose.
const MOST: Duration = super::DEADLINE.saturating_mul(3);

/// What all may lose together.
const MOST_IN_ALL: Duration = super::DEADLINE.saturating_mul(8);

/// Slower than this, in bytes a second, is slow: a fifteenth of the slowest ordinary
/// code in a program that was not optimised.
const SLOW: u64 = 20_000;

static LOST: Mutex<BTreeMap<String, Duration>> = Mutex::new(BTreeMap::new());

/// Whether `language` has lost too much, or all have together.
pub(super) fn is_over(language: &str) -> bool {
    let lost = LOST.lock().unwrap_or_else(PoisonError::into_inner);
    lost.get(language).is_some_and(|time| *time >= MOST)
        || lost.values().sum::<Duration>() >= MOST_IN_ALL
}

/// Counts a block of `length` bytes that took `time`.
pub(super) fn count(language: &str, length: usize, time: Duration) {
    let usual = Duration::from_millis(length as u64 * 1000 / SLOW);
    let excess = time.saturating_sub(usual);
    if excess.is_zero() {
        return;
    }
    let mut lost = LOST.lock().unwrap_or_else(PoisonError::into_inner);
    let sum = lost.entry(language.to_owned()).or_default();
    *sum = sum.saturating_add(excess);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_time_is_not_counted_and_much_lost_in_little_pieces_is() {
        let language = "a language of this test";
        for _ in 0..1000 {
            count(language, 20_000, Duration::from_millis(900));
        }
        assert!(!is_over(language));
        for _ in 0..150 {
            assert!(!is_over(language));
            count(language, 0, Duration::from_millis(100));
        }
        assert!(is_over(language));
    }
}
