//! Days told by their distance from the one that counts: `J-7`, `T-14 days`, `D+1`.
//!
//! They name a time but no date: which day counts is known to the team.

use super::Phrase;
use super::Sort;
use regex::Regex;
use std::sync::LazyLock;

/// In French the letter is that of the day, in English also that of tickets: there a
/// unit, a plus, or nothing beside it tells the two apart.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: ^ | [\s(\[:–—] )
        (?P<time>
            J \s? [-−–+] \s? \d{1,3} (?: \s (?:jours?|semaines?) )? |
            [TD] \s? \+ \s? \d{1,3} (?: \s (?:days?|weeks?) )? |
            [TD] \s? [-−–] \s? \d{1,3} \s (?:days?|weeks?|hours?)
        )
        [\s)\]:]* $
        ",
    )
    .ok()
});

/// The countdown that ends the heading `text`, or is all of it.
pub fn countdown(text: &str) -> Option<Phrase> {
    let time = PATTERN.as_ref()?.captures(text)?.name("time")?;
    Some(Phrase { start: time.start(), end: time.end(), sort: Sort::Within })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_is_told_from_a_ticket() {
        let found = |text: &str| {
            countdown(text).and_then(|at| text.get(at.start..at.end).map(str::to_owned))
        };
        assert_eq!(found("Liste du matériel J-1").as_deref(), Some("J-1"));
        assert_eq!(found("Launch (T-14 days)").as_deref(), Some("T-14 days"));
        assert_eq!(found("D+1").as_deref(), Some("D+1"));
        for other in ["Follow up on T-12", "D-3 Use a queue", "PROJ-1", "J-12 est prêt"]
        {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
