//! The project that a file's name tells: `harbour` of `harbour-sprint-7-review`.
//!
//! In a flat folder the documents of one team are told apart by kind, time and period
//! alone (`sprint-7-plan`, `2026-03-02-retro`): their names tell no project, and they
//! share their sprints. A name with words of its own is a project's.

use super::lexicon::Lexicon;

/// The words of the name that are neither kind, time nor period, only those before the
/// period where it stands in the name; empty if there are none. A name without letters
/// is its own.
pub(super) fn of_name(stem: &str, lexicon: &Lexicon) -> String {
    if !stem.chars().any(char::is_alphabetic) {
        return stem.to_owned();
    }
    let lower = stem.to_lowercase();
    let words = words(&lower);
    let mut said = vec![false; words.len()];
    for (_, from, to) in lexicon.kinds.spans(&words) {
        said.iter_mut().take(to).skip(from).for_each(|said| *said = true);
    }
    let number = |at: usize| {
        words.get(at).is_some_and(|word: &&str| word.chars().all(|c| c.is_ascii_digit()))
    };
    let period = |at: usize, word: &str| {
        lexicon.periods.iter().any(|known| known == word) && number(at + 1)
    };
    let own = words.iter().enumerate().take_while(|(at, word)| !period(*at, word));
    let telling = own.filter(|(at, word)| {
        let common = [&lexicon.vague_kinds, &lexicon.fillers, &lexicon.collections];
        let plain = common.iter().all(|words| words.exact(word).is_none());
        let time = lexicon.months.exact(word).is_some()
            || lexicon.weekdays.exact(word).is_some()
            || lexicon.periods.iter().any(|known| known == *word);
        plain && !time && !number(*at) && !said.get(*at).copied().unwrap_or_default()
    });
    telling.map(|(_, word)| *word).collect::<Vec<_>>().join("-")
}

/// The runs of letters and of digits.
fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let split = parts.flat_map(|part| {
        let at = part.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
        let (letters, digits) =
            part.split_at_checked(at.unwrap_or(0)).unwrap_or(("", part));
        [letters, digits]
    });
    split.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    #[test]
    fn a_name_tells_a_project_besides_kind_time_and_period() {
        for (stem, project) in [
            ("sprint-7-review", ""),
            ("Sprint7_Retro", ""),
            ("2026-03-02-standup", ""),
            ("kick-off", ""),
            ("march-minutes", ""),
            ("harbour-sprint-7-review", "harbour"),
            ("sprint-7-lantern-launch", ""),
            ("harbour", "harbour"),
            ("lantern-retro", "lantern"),
            ("003", "003"),
        ] {
            assert_eq!(of_name(stem, lexicon("en")), project, "{stem}");
        }
    }
}
