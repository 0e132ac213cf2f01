//! When a document's title in running text means the document.
//!
//! A short title is first of all a phrase: `On call: Ana` and `improve error
//! handling` are no references to the pages of these names. It takes a sign of
//! reference: quotation marks, italics, a word such as `see` before it, or one such
//! as `page` after it. A long one, one with a number in it and one that names a
//! kind of paper (`Data Retention Policy`) speak for themselves.

use super::words::is_general;
use crate::parse::Style;
use crate::parse::layout::Run;
use std::ops::Range;

/// From how many words on a title is no phrase of everyday speech.
const LONG: usize = 4;

/// Words right before a title that make it a reference.
const BEFORE: &[&str] = &[
    "see", "read", "cf", "siehe", "vgl", "lies", "voir", "lire", "véase", "ver", "vedi",
    "zie", "se", "läs", "bkz", "veja", "leia",
];

/// Words right after a title that make it a reference.
const AFTER: &[&str] = &[
    "page", "document", "doc", "guide", "handbook", "runbook", "seite", "dokument",
    "handbuch", "sida", "sayfası",
];

/// Kinds of paper.
const PAPERS: &[&str] = &[
    "guide",
    "handbook",
    "manual",
    "playbook",
    "runbook",
    "policy",
    "charter",
    "specification",
    "proposal",
    "checklist",
    "register",
    "contract",
    "glossary",
    "handbuch",
    "leitfaden",
    "richtlinie",
    "guía",
    "manuel",
    "politique",
    "politica",
    "política",
    "handleiding",
];

/// Whether a title that stands at `range` of a run means the document.
pub(super) fn is_meant(title: &str, run: &Run, range: &Range<usize>) -> bool {
    speaks_for_itself(title) || is_marked(run, range)
}

/// Whether a title without any sign of reference means its document.
fn speaks_for_itself(title: &str) -> bool {
    let words = words(title);
    let numbered = title.contains(|c: char| c.is_ascii_digit());
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let paper = words.iter().any(|word| PAPERS.contains(&word.to_lowercase().as_str()));
    let named = paper && title.split_whitespace().filter(capital).count() > 2;
    words.len() >= LONG || (words.len() == LONG - 1 && (numbered || named))
}

fn is_marked(run: &Run, range: &Range<usize>) -> bool {
    let before = run.text.get(..range.start).unwrap_or_default();
    let after = run.text.get(range.end..).unwrap_or_default();
    let alone = before.trim().is_empty() && after.trim().is_empty();
    let italic = run.style.has(Style::EMPHASIS) && !run.style.has(Style::STRONG);
    let quoted = before.ends_with(['"', '“', '„', '«', '‘', '\'', '「', '『', '《'])
        && after.starts_with(['"', '”', '“', '»', '’', '\'', '」', '』', '》']);
    let referred = words(before).last().is_some_and(|word| {
        let glued = before.ends_with(|c: char| c.is_whitespace());
        glued && BEFORE.contains(&word.to_lowercase().as_str())
    });
    let called = words(after).first().is_some_and(|word| {
        after.starts_with(' ') && AFTER.contains(&word.to_lowercase().as_str())
    });
    (alone && italic) || quoted || referred || called
}

/// Whether a title says too little to name one document among those of all teams.
pub(super) fn is_common(title: &str) -> bool {
    words(&title.to_lowercase()).iter().all(|word| is_general(word))
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    fn meant(title: &str, text: &str) -> bool {
        let start = text.find(title).unwrap();
        let run = Run {
            range: TextRange::new(0, text.len()),
            text,
            style: Style::default(),
            link: None,
            is_verbatim: true,
        };
        is_meant(title, &run, &(start..start + title.len()))
    }

    #[test]
    fn a_short_title_needs_a_sign_of_reference() {
        for (title, text, expected) in [
            ("On call", "On call: nobody", false),
            ("Error Handling", "Improve Error Handling soon", false),
            ("Error Handling", "It is told in \"Error Handling\".", true),
            ("Error Handling", "See Error Handling first", true),
            ("Error Handling", "the Error Handling page", true),
            ("Release Notes", "Erase Release Notes", false),
            ("Main Hall Plan", "the Main Hall Plan is late", false),
            ("Data Retention Policy", "by our Data Retention Policy", true),
            ("Sprint 7 Review", "told in the Sprint 7 Review", true),
            ("Sprint 7", "moved to Sprint 7", false),
            ("How we carry the phone", "as in How we carry the phone", true),
        ] {
            assert_eq!(meant(title, text), expected, "{title} in {text}");
        }
    }
}
