//! The weights of what speaks for a kind.

use crate::model::DocKind;
use crate::understand::Context;
use crate::understand::lexicon::normal;
use crate::understand::values::ids;
use std::collections::BTreeMap;

/// Who speaks, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// The title or the first heading.
    Title,
    /// The file's name.
    Name,
    /// Headings, fields and ids.
    Content,
    /// A folder's name.
    Folder,
}

/// Below this many points no kind is told.
const ENOUGH: u32 = 6;

/// What headings and fields say together, at most: a paper is more than its outline.
const MOST_CONTENT: u32 = 12;

/// The points for each kind, by who gives them.
#[derive(Debug, Default)]
pub(super) struct Votes {
    points: BTreeMap<(DocKind, Voice), u32>,
}

impl Votes {
    /// Gives `points` to `kind`.
    pub(super) fn add(&mut self, kind: DocKind, voice: Voice, points: u32) {
        *self.points.entry((kind, voice)).or_default() += points;
    }

    /// The points of the best phrase of each kind in a title, a file's or a folder's
    /// name.
    pub(super) fn words(&mut self, cx: Context<'_>, voice: Voice, text: &str) {
        let (telling, vague) = match voice {
            Voice::Title | Voice::Content => (10, 5),
            Voice::Name => (8, 4),
            Voice::Folder => (6, 3),
        };
        let own = by_own_id(cx, text).map(|kind| (kind, telling + 1));
        let mut best: BTreeMap<DocKind, u32> = own.into_iter().collect();
        let whole = said(cx, text);
        for (kind, phrase) in longest(cx.lexicon.kinds.found(text)) {
            let size = phrase.chars().filter(|c| c.is_alphanumeric()).count();
            // A word that fits many papers names this one if little else is said.
            let alone = 2 * size >= whole;
            let plain = cx.lexicon.vague_kinds.exact(&phrase).is_none();
            let points = if plain || alone { telling } else { vague };
            // `How to write minutes` is a guide; `minutes` alone would be none. Of two
            // phrases the longer says more.
            let other = u32::from(kind == DocKind::Other && plain) * 2;
            let length = u32::from(size > 9);
            let points = points + other + length;
            let slot = best.entry(kind).or_default();
            *slot = points.max(*slot);
        }
        if best.keys().all(|kind| *kind == DocKind::Other) && names_a_sprint(cx, text) {
            best.insert(DocKind::Kickoff, vague - 1);
        }
        for (kind, points) in best {
            let slot = self.points.entry((kind, voice)).or_default();
            *slot = points.max(*slot);
        }
    }

    /// A day makes notes, reports and reviews of what else may be a text about them.
    pub(super) fn dated(&mut self) {
        for kind in
            [DocKind::Meeting, DocKind::Status, DocKind::Learning, DocKind::Postmortem]
        {
            if self.total(kind) > 0 {
                self.add(kind, Voice::Content, 2);
            }
        }
    }

    fn total(&self, kind: DocKind) -> u32 {
        let own = self.points.iter().filter(|((other, _), _)| *other == kind);
        own.map(|((_, voice), points)| match voice {
            Voice::Content => (*points).min(MOST_CONTENT),
            _ => *points,
        })
        .sum()
    }

    /// The kind with most points, of equals the one that says most, and who speaks for
    /// it: words that name it, else whoever gives it most.
    pub(super) fn winner(&self) -> Option<(DocKind, Voice)> {
        let total = |kind: &DocKind| (self.total(*kind), telling(*kind));
        let kinds = self.points.keys().map(|(kind, _)| *kind);
        let kind = kinds.max_by_key(total)?;
        let given = |voice| self.points.get(&(kind, voice)).copied().unwrap_or_default();
        let named = [Voice::Title, Voice::Name].into_iter();
        let named = named.zip([5, 4]).find(|(voice, least)| given(*voice) >= *least);
        let voice = named.map(|(voice, _)| voice).or_else(|| {
            let others = [Voice::Folder, Voice::Content];
            others.into_iter().max_by_key(|voice| given(*voice))
        })?;
        (self.total(kind) >= ENOUGH).then_some((kind, voice))
    }
}

/// Which kind wins among equals: the one whose words seldom stand for another.
fn telling(kind: DocKind) -> u32 {
    match kind {
        DocKind::Postmortem => 7,
        DocKind::Learning => 6,
        DocKind::Debt => 5,
        DocKind::Decision => 4,
        DocKind::Other => 3,
        DocKind::Status => 2,
        DocKind::Kickoff => 1,
        DocKind::Meeting => 0,
    }
}

/// Without phrases that are part of a longer one: `call` in `on call`.
fn longest(found: Vec<(DocKind, String)>) -> Vec<(DocKind, String)> {
    let all: Vec<String> = found.iter().map(|(_, phrase)| phrase.clone()).collect();
    let within = |phrase: &str| {
        all.iter().any(|other| other.len() > phrase.len() && other.contains(phrase))
    };
    found.into_iter().filter(|(_, phrase)| !within(phrase)).collect()
}

/// How many letters say something beyond numbers, times and fillers.
fn said(cx: Context<'_>, text: &str) -> usize {
    let text = normal(text);
    let words = text.split(' ').filter(|word| {
        let number = word.chars().any(|c| c.is_ascii_digit());
        let period = cx.lexicon.periods.iter().any(|period| period == word)
            || cx.lexicon.months.exact(word).is_some()
            || cx.lexicon.fillers.exact(word).is_some();
        !number && !period
    });
    words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// `Sprint 4 — Polish`: a sprint's own page is its plan unless it says otherwise.
fn names_a_sprint(cx: Context<'_>, text: &str) -> bool {
    let text = normal(text);
    let mut words = text.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let digit = |c: char| c.is_ascii_digit();
    let name = first.trim_end_matches(digit);
    let numbered =
        name.len() < first.len() || second.is_some_and(|w| w.starts_with(digit));
    numbered && cx.lexicon.sprints.exact(name).is_some()
}

/// `ADR-7: …`: the prefix of the id with which a title begins tells what it is.
fn by_own_id(cx: Context<'_>, title: &str) -> Option<DocKind> {
    let first = title.split_whitespace().next()?;
    let prefix = ids::prefix(first.trim_end_matches(|c: char| !c.is_alphanumeric()));
    (prefix.len() < first.len()).then(|| cx.lexicon.kinds.exact(prefix))?
}
