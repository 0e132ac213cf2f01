//! `@handles` that take a thing on: at the beginning or end of a line, or alone in
//! brackets. In the middle stand those who are asked, thanked or told.

use crate::model::ItemType;
use crate::understand::Context;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;

/// A handle and where it begins and ends in the line.
struct Handle {
    from: usize,
    to: usize,
    name: Name,
}

/// The handles that own what `line` says. The line of something to do may begin with
/// who does it.
pub(super) fn handles(cx: Context<'_>, line: &Slice, kind: ItemType) -> Vec<Name> {
    let work = matches!(kind, ItemType::Action | ItemType::Task);
    if !line.text().contains('@') {
        return Vec::new();
    }
    let all = free(cx, line);
    let text = line.text();
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let joined = |pair: &[Handle]| match pair {
        [one, two] => is_joint(between(one.to, two.from)),
        _ => false,
    };
    let first = all.first().filter(|handle| {
        let before = between(0, handle.from);
        let marker = before.trim_end().trim_end_matches([':', '：']);
        work && (!before.chars().any(char::is_alphanumeric)
            || cx.lexicon.markers.exact(marker).is_some())
    });
    if first.is_some() {
        let count = 1 + all.windows(2).take_while(|pair| joined(pair)).count();
        return all.into_iter().take(count).map(|handle| handle.name).collect();
    }
    // `Fix the pump by @ada in #12`: a digest names who did it.
    let done = all.iter().find(|handle| {
        let mut before = between(0, handle.from).trim_end().rsplit(' ');
        let by = before.next().is_some_and(|word| word.eq_ignore_ascii_case("by"));
        let what = before.next().unwrap_or_default();
        work && by && !is_spoken(what)
    });
    if let Some(handle) = done {
        return vec![handle.name.clone()];
    }
    // From the end: the last run of handles.
    let Some(last) = all.last() else { return Vec::new() };
    let behind = between(last.to, text.len());
    let count = 1 + all.windows(2).rev().take_while(|pair| joined(pair)).count();
    let from = all.len() - count;
    let Some(start) = all.get(from) else { return Vec::new() };
    let before = between(0, start.from).trim_end();
    let bracketed = before.ends_with(['(', '[', '（', '【']);
    let is_end = !behind
        .trim_start_matches([')', ']', '）', '】'])
        .chars()
        .any(char::is_alphanumeric);
    let remark = last.name.note.is_some();
    let asked = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let theirs = bracketed || work && (is_end || remark) && !is_asking(&asked);
    if theirs {
        all.into_iter().skip(from).map(|handle| handle.name).collect()
    } else {
        Vec::new()
    }
}

/// Whether what somebody did was to speak of a thing, not to do it.
pub(super) fn is_spoken(word: &str) -> bool {
    SPOKEN.contains(&word.to_lowercase().as_str())
}

/// What somebody may have done by speaking, not by working.
const SPOKEN: &[&str] = &[
    "reported",
    "raised",
    "requested",
    "asked",
    "suggested",
    "proposed",
    "reviewed",
    "approved",
    "found",
    "mentioned",
    "noted",
    "written",
    "inspired",
    "used",
    "blocked",
];

/// Whether the word before a name makes its bearer somebody asked or told.
fn is_asking(word: &str) -> bool {
    matches!(
        word,
        "with"
            | "w/"
            | "to"
            | "from"
            | "for"
            | "ask"
            | "cc"
            | "about"
            | "via"
            | "of"
            | "help"
            | "thanks"
            | "contact"
            | "ping"
            | "than"
            | "mit"
            | "von"
            | "für"
            | "an"
            | "avec"
            | "à"
            | "de"
            | "pour"
            | "con"
            | "para"
            | "a"
            | "per"
            | "met"
            | "voor"
            | "med"
            | "tell"
            | "remind"
            | "like"
            | "see"
            | "and"
            | "or"
            | "reported"
            | "inform"
            | "notify"
            | "tag"
            | "in"
            | "on"
            | "the"
            | "upgrade"
            | "update"
            | "remove"
            | "bump"
    )
}

fn is_joint(between: &str) -> bool {
    matches!(
        between.trim(),
        "" | "," | "and" | "&" | "/" | "+" | "und" | "et" | "y" | ", and"
    )
}

/// The handles that stand free in running text.
fn free(cx: Context<'_>, line: &Slice) -> Vec<Handle> {
    let text = line.without_code();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let rest = text.get(at + 1..).unwrap_or_default();
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'))
            .unwrap_or(rest.len());
        let handle = rest.get(..length).unwrap_or_default().trim_end_matches(['.', '-']);
        let behind = rest.get(handle.len()..).and_then(|rest| rest.chars().next());
        let free = before.is_none_or(|c| !c.is_alphanumeric() && c != '/' && c != '.');
        // `@scope/package` and `@decorator(…)` are no people.
        let person = !matches!(behind, Some('/' | '(')) && handle.len() > 1;
        if free && person {
            let (from, to) = (at, at + 1 + handle.len());
            let name = names::name(&line.cut(from, to), cx.lexicon);
            // The remark behind a handle: `@ada lead`.
            let note = note(rest.get(handle.len()..).unwrap_or_default(), cx);
            found.extend(name.map(|name| Handle {
                from,
                to,
                name: Name { note, ..name },
            }));
        }
    }
    found
}

fn note(behind: &str, cx: Context<'_>) -> Option<String> {
    let bracket =
        behind.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let words = bracket.map(|(inner, _)| inner.to_owned()).or_else(|| {
        let word = behind.split_whitespace().next()?;
        cx.lexicon.lead.exact(word).map(|()| word.to_owned())
    })?;
    (cx.lexicon.priority.exact(&words).is_none()).then_some(words)
}
