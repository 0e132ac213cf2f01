//! Credits in running text: `Prepared by Ada. Notes by Bob.`

use super::Listed;
use super::is_sure;
use crate::model::PersonRole;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::people;

/// The words with which a label such as `prepared by` ends.
const BY: &[&str] = &["by", "von", "par", "por", "da", "door", "av"];

/// The most words of a credit before its name: `Meeting notes taken by`.
const MOST_WORDS: usize = 5;

/// The names in sentences that begin with a credit.
pub(super) fn credits(cx: Context<'_>) -> Vec<Listed> {
    let lines = cx.outline.lines.iter().filter(|line| line.entry.is_none());
    let mut found = Vec::new();
    for line in lines.filter(|line| !line.is_fields) {
        for (at, sentence) in sentences(&line.text).iter().enumerate() {
            // One that goes on from another may begin with a small letter.
            let mut letters = sentence.text().chars().filter(|c| c.is_alphanumeric());
            let begins = at > 0 || letters.next().is_some_and(char::is_uppercase);
            let Some((role, behind)) = credit(cx, sentence).filter(|_| begins) else {
                continue;
            };
            let all = names::names(&people(&behind), cx.lexicon);
            let sure = all.into_iter().filter(|name| is_sure(name, cx.lexicon));
            found.extend(sure.map(|name| (role, name, "credit")));
        }
    }
    found
}

fn sentences(line: &Slice) -> Vec<Slice> {
    let text = line.text();
    // A blank behind the dot: not in `v1.2`; no initial before it: `J. Weir`.
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '|', '·', ';']) {
        let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
        let word = before.rsplit(' ').next().unwrap_or_default();
        let dot = behind.starts_with('.');
        let sentence = behind.chars().nth(1).is_none_or(char::is_whitespace);
        if at < start || dot && (word.chars().count() < 3 || !sentence) {
            continue;
        }
        parts.push(line.cut(start, at).trim());
        start = at + behind.chars().next().map_or(1, char::len_utf8);
    }
    parts.push(line.cut(start, text.len()).trim());
    parts
}

/// The role that a sentence credits, and what stands behind its `by`.
fn credit(cx: Context<'_>, sentence: &Slice) -> Option<(PersonRole, Slice)> {
    let text = sentence.text();
    let words = text.match_indices(' ').take(MOST_WORDS).map(|(at, _)| at);
    words.filter_map(|at| Some((at, text.get(..at)?))).find_map(|(at, before)| {
        let last = before.rsplit(' ').next()?.to_lowercase();
        if !BY.contains(&last.as_str()) {
            return None;
        }
        let role = match cx.lexicon.labels.within(before)?.0 {
            Label::Author => PersonRole::Author,
            Label::Attendee => PersonRole::Attendee,
            _ => return None,
        };
        Some((role, sentence.cut(at, text.len())))
    })
}

/// What stands behind `by` up to the first word that is in no name.
fn people(behind: &Slice) -> Slice {
    let text = behind.text();
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim().trim_matches([',', '*', '_', '.', '(', ')']);
        let joins = matches!(bare, "and" | "&" | "und" | "et" | "y" | "e" | "en" | "och");
        if !(bare.is_empty()
            || joins
            || bare.starts_with('@')
            || people::is_name_word(bare))
        {
            break;
        }
        end += word.len();
    }
    behind.cut(0, end).trim()
}
