//! States and priorities: words and signs.

use crate::model::Priority;
use crate::model::Status;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;

/// Signs with a settled meaning. A cross is none: it marks what failed as often as
/// what is missing; red, yellow and green circles rate, they do not tell a state.
const SIGNS: &[(char, Status)] = &[
    ('✅', Status::Done),
    ('✔', Status::Done),
    ('☑', Status::Done),
    ('✓', Status::Done),
    ('🔄', Status::InProgress),
    ('🚧', Status::InProgress),
    ('⏳', Status::InProgress),
    ('🔜', Status::Open),
    ('⬜', Status::Open),
    ('☐', Status::Open),
    ('🚫', Status::Blocked),
    ('⛔', Status::Blocked),
    ('⏸', Status::Deferred),
];

/// The state that `text`, the value of a status field or cell, tells.
///
/// A percentage counts: 100 % is done, others are in progress. Of words the first
/// known phrase counts, for people go on to explain.
pub fn status(text: &str, lexicon: &Lexicon) -> Option<Status> {
    if let Some(percent) = percentage(text) {
        return Some(match percent {
            100.. => Status::Done,
            0 => Status::Open,
            _ => Status::InProgress,
        });
    }
    let words = normal(text);
    if let Some(status) = lexicon.status.exact(&words) {
        return Some(status);
    }
    let negated = words.starts_with("not ") || words.starts_with("nicht ");
    let leading = lexicon.status.leading(&words).map(|(status, _)| status);
    leading.or_else(|| sign(text)).or_else(|| {
        lexicon
            .status
            .within(&words)
            .filter(|_| !negated && words.len() < 60)
            .map(|x| x.0)
    })
}

/// The state that a sign in `text` tells.
pub fn sign(text: &str) -> Option<Status> {
    text.chars().find_map(|c| {
        SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, status)| *status)
    })
}

fn percentage(text: &str) -> Option<u32> {
    let end = text.find(['%', '％'])?;
    let before = text.get(..end)?.trim_end();
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let start = (start..=before.len()).find(|at| before.is_char_boundary(*at))?;
    before.get(start..)?.parse().ok().filter(|percent| *percent <= 100)
}

/// The priority that `text`, the value of a priority field or cell, tells.
pub fn priority(text: &str, lexicon: &Lexicon) -> Option<Priority> {
    let words = normal(text);
    lexicon
        .priority
        .exact(&words)
        .or_else(|| lexicon.priority.leading(&words).map(|(priority, _)| priority))
        .or_else(|| {
            lexicon.priority.within(&words).filter(|_| words.len() < 40).map(|x| x.0)
        })
}

/// A priority marked off at the end or beginning of a title: `… - HIGH`, `[P1] …`,
/// `… (critical)`. Gives it with the part of `title` that marks it.
pub fn marked_priority<'t>(
    title: &'t str,
    lexicon: &Lexicon,
) -> Option<(Priority, &'t str)> {
    let bracket = brackets(title).into_iter().find_map(|part| {
        Some((lexicon.priority.exact(part.get(1..part.len() - 1)?)?, part))
    });
    bracket.or_else(|| {
        let trimmed = title.trim_end_matches(|c: char| !c.is_alphanumeric());
        let dash = trimmed
            .rfind(" - ")
            .or_else(|| trimmed.rfind(" – "))
            .or_else(|| trimmed.rfind(" — "))?;
        let tail = title.get(dash..)?;
        let word = tail.trim_start_matches([' ', '-', '–', '—']);
        Some((lexicon.priority.exact(word)?, tail))
    })
}

/// The parts of `text` in round or square brackets, brackets included.
pub fn brackets(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('(' | '[' | '（' | '【', None) => open = Some((at, c)),
            (')' | ']' | '）' | '】', Some((start, _))) => {
                let end = at + c.len_utf8();
                // Full-width brackets are wider than a byte; callers cut one byte.
                if c.len_utf8() == 1 {
                    found.extend(text.get(start..end).filter(|part| part.len() > 2));
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::lexicon::lexicon;

    #[test]
    fn states_are_told_by_words_signs_and_percentages() {
        let en = lexicon("en");
        for (text, expected) in [
            ("Done", Some(Status::Done)),
            ("✅", Some(Status::Done)),
            ("Completed with two follow-ups", Some(Status::Done)),
            ("In Progress (80%)", Some(Status::InProgress)),
            ("100 %", Some(Status::Done)),
            ("Not started", Some(Status::Open)),
            ("waiting for the vendor", Some(Status::Blocked)),
            ("🔴", None),
            ("", None),
        ] {
            assert_eq!(status(text, en), expected, "{text}");
        }
    }

    #[test]
    fn a_priority_is_found_where_it_is_marked_off() {
        let en = lexicon("en");
        assert_eq!(
            marked_priority("1. Pump alarms - HIGH 🔥", en),
            Some((Priority::High, " - HIGH 🔥"))
        );
        assert_eq!(
            marked_priority("[P0] Pump alarms", en),
            Some((Priority::Critical, "[P0]"))
        );
        assert_eq!(marked_priority("High tide tables", en), None);
    }
}
