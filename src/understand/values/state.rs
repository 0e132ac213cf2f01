//! States and priorities: words and signs.

use crate::model::Priority;
use crate::model::Status;
use crate::text::signs;
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
    ('⌛', Status::InProgress),
    ('🔃', Status::InProgress),
    ('🔁', Status::InProgress),
    ('🏗', Status::InProgress),
    ('🔜', Status::Open),
    ('⬜', Status::Open),
    ('☐', Status::Open),
    ('🔲', Status::Open),
    ('◻', Status::Open),
    ('🚫', Status::Blocked),
    ('⛔', Status::Blocked),
    ('🛑', Status::Blocked),
    ('⏸', Status::Deferred),
    ('⏭', Status::Deferred),
    ('🧊', Status::Deferred),
    ('❄', Status::Deferred),
];

/// The state that `text`, the value of a status field or cell, tells.
///
/// A percentage counts: 100 % is done, others are in progress. Of words the first
/// known phrase counts, for people go on to explain. What is not done is open.
pub fn status(text: &str, lexicon: &Lexicon) -> Option<Status> {
    if let Some(status) = by_percentage(text) {
        return Some(status);
    }
    let words = normal(text);
    if let Some(status) = lexicon.status.exact(&words) {
        return Some(status);
    }
    let lead = lexicon.status.leading(&words).map(|(status, _)| status);
    lead.or_else(|| negated(&words, lexicon)).or_else(|| sign(text)).or_else(|| {
        let short = |_: &_| words.chars().count() < 60;
        lexicon.status.within(&words).filter(short).map(|(status, _)| status)
    })
}

/// The state of a decision that `text`, the value of its status field, tells: one
/// that holds is done with.
pub fn decision(text: &str, lexicon: &Lexicon) -> Option<Status> {
    let holds = lexicon
        .in_force
        .exact(text)
        .or_else(|| lexicon.in_force.leading(text).map(|(holds, _)| holds));
    holds.map(|()| Status::Done).or_else(|| status(text, lexicon))
}

/// `Not done`, `nicht erledigt`: what is not finished or begun is open.
fn negated(words: &str, lexicon: &Lexicon) -> Option<Status> {
    let (first, rest) = words.split_once(' ')?;
    lexicon.negations.exact(first)?;
    let (status, _) = lexicon.status.leading(rest)?;
    matches!(status, Status::Done | Status::InProgress).then_some(Status::Open)
}

fn by_percentage(text: &str) -> Option<Status> {
    Some(match percentage(text)? {
        100.. => Status::Done,
        0 => Status::Open,
        _ => Status::InProgress,
    })
}

/// The state that a remark in brackets or behind a dash tells: `done`, `80 %`,
/// `90% complete`, `closed on 9 March`, `fixed in #12`.
///
/// Words that are as often about the thing as about its state (`testing`, `new`)
/// tell none here, nor does a state within a longer remark (`closed beta`).
pub fn remark(text: &str, lexicon: &Lexicon) -> Option<Status> {
    if let Some(status) = sole(text, lexicon) {
        return Some(status);
    }
    if !lexicon.status.may_begin(text) && !text.contains(['%', '％']) {
        return None;
    }
    let words = normal(text);
    let plain = |phrase: &str| lexicon.vague_states.exact(phrase).is_none();
    if let Some(status) = by_percentage(text) {
        let behind = words.split_once('%').map(|(_, rest)| rest.trim())?;
        let before = words.chars().take_while(|c| !c.is_ascii_digit()).count();
        let known = behind.is_empty() || lexicon.status.exact(behind).is_some();
        return (known && before == 0).then_some(status);
    }
    let (status, count) = lexicon.status.leading(&words)?;
    let parts: Vec<&str> = words.split(' ').collect();
    let (lead, rest) = parts.split_at_checked(count)?;
    let since = rest.first().is_some_and(|word| {
        lexicon.since.exact(word).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit() || c == '#')
    });
    (since && rest.len() <= 5 && plain(&lead.join(" "))).then_some(status)
}

/// The state that `text` is, and nothing else; a vague word is none.
pub fn sole(text: &str, lexicon: &Lexicon) -> Option<Status> {
    let status = lexicon.status.exact(text)?;
    lexicon.vague_states.exact(text).is_none().then_some(status)
}

/// The state with which `text` begins, parted from the rest by a colon or a dash:
/// `Done: new hinges`, `In progress – the roof`.
pub fn lead<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(Status, &'t str)> {
    let ends =
        [":", "：", " - ", " – ", " — "].iter().filter_map(|end| signs::find(text, end));
    let lead = text.get(..ends.min()?)?;
    Some((sole(lead, lexicon)?, lead))
}

/// The state that a sign in `text` tells.
pub fn sign(text: &str) -> Option<Status> {
    text.chars().filter(|c| !c.is_ascii()).find_map(|c| {
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

/// The priority that a heading is about: `High priority`, `Prioridad alta`,
/// `P1 – before the season`.
pub fn level(title: &str, lexicon: &Lexicon) -> Option<Priority> {
    if !lexicon.priority.may_begin(title) && !lexicon.levels.may_begin(title) {
        return None;
    }
    let words = normal(title);
    let noun_behind = || {
        let (level, noun) = words.split_once(' ')?;
        lexicon.levels.exact(noun).and(lexicon.priority.exact(level))
    };
    let noun_before = || {
        let (noun, level) = words.split_once(' ')?;
        lexicon.levels.exact(noun).and(lexicon.priority.exact(level))
    };
    let parted = || {
        let dashes = [" – ", " — ", " - ", ": "];
        let (lead, _) = dashes.iter().find_map(|dash| signs::split_once(title, dash))?;
        lexicon.priority.exact(lead)
    };
    let whole = lexicon.priority.exact(title);
    whole.or_else(noun_behind).or_else(noun_before).or_else(parted)
}

/// A priority marked off at the end or beginning of a title: `… - HIGH`, `[P1] …`,
/// `… (critical)`. Gives it with the part of `title` that marks it.
pub fn marked_priority<'t>(
    title: &'t str,
    lexicon: &Lexicon,
) -> Option<(Priority, &'t str)> {
    let marked = |part: Bracket<'t>| {
        let named = || {
            let (level, noun) = part.inner.trim().rsplit_once(' ')?;
            lexicon.levels.exact(noun).and(lexicon.priority.exact(level))
        };
        let priority = lexicon.priority.exact(part.inner).or_else(named)?;
        Some((priority, part.whole))
    };
    let bracket = brackets(title).into_iter().find_map(marked);
    bracket.or_else(|| {
        let trimmed = title.trim_end_matches(|c: char| !c.is_alphanumeric());
        let dashes = [" - ", " – ", " — "];
        let dash = dashes.iter().find_map(|dash| signs::rfind(trimmed, dash))?;
        let tail = title.get(dash..)?;
        let word = tail.trim_start_matches([' ', '-', '–', '—']);
        Some((lexicon.priority.exact(word)?, tail))
    })
}

/// A part of a text in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket<'t> {
    /// With its brackets.
    pub whole: &'t str,
    /// Without them.
    pub inner: &'t str,
}

/// The parts of `text` in round or square brackets, full-width ones too. Of nested
/// ones the inner brackets count as text.
pub fn brackets(text: &str) -> Vec<Bracket<'_>> {
    let mut found = Vec::new();
    // The first bytes of the brackets that open.
    let may_open = |byte: u8| matches!(byte, b'(' | b'[' | 0xe3 | 0xef);
    if !text.bytes().fold(false, |held, byte| held | may_open(byte)) {
        return found;
    }
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('(' | '[' | '（' | '【' | '［', None) => {
                open = Some((at, at + c.len_utf8()));
            }
            (')' | ']' | '）' | '】' | '］', Some((start, inside))) => {
                let parts = (text.get(start..at + c.len_utf8()), text.get(inside..at));
                if let (Some(whole), Some(inner)) = parts
                    && !inner.is_empty()
                {
                    found.push(Bracket { whole, inner });
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
            ("not done yet", Some(Status::Open)),
            ("🔴", None),
            ("", None),
        ] {
            assert_eq!(status(text, en), expected, "{text}");
        }
    }

    #[test]
    fn remarks_tell_a_state_only_if_they_say_no_more() {
        let en = lexicon("en");
        for (text, expected) in [
            ("DONE", Some(Status::Done)),
            ("80%", Some(Status::InProgress)),
            ("90% complete", Some(Status::InProgress)),
            ("completed 2026-03-09", Some(Status::Done)),
            ("fixed in #12", Some(Status::Done)),
            ("closed beta", None),
            ("testing", None),
            ("80% coverage", None),
            ("up to 80%", None),
        ] {
            assert_eq!(remark(text, en), expected, "{text}");
        }
        assert_eq!(lead("Done: new hinges", en), Some((Status::Done, "Done")));
        assert_eq!(lead("Testing: new hinges", en), None);
        assert_eq!(lead("New hinges: done", en), None);
    }

    #[test]
    fn brackets_of_any_width_are_found() {
        let inner = |text| brackets(text).iter().map(|b| b.inner).collect::<Vec<_>>();
        assert_eq!(inner("a (b) [c] （完了）【済】 ()"), ["b", "c", "完了", "済"]);
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
