//! What headings, fields and ids say of a document's kind.

use super::votes::Voice;
use super::votes::Votes;
use crate::model::DocKind;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::values::dates;
use crate::understand::values::ids as id;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Each heading and bold line, by its words and by its sense. The same said twice
/// counts once, and what stands below the chapters counts less: one chapter of a
/// sprint's page may be its retrospective.
pub(super) fn headings(cx: Context<'_>, votes: &mut Votes) {
    let sections = &cx.outline.sections;
    let named = |section: &&Section| {
        matches!(section.kind, SectionKind::Heading(_) | SectionKind::Label)
    };
    let chapter = chapter_level(sections);
    let tops = sections.iter().filter(|s| s.kind == SectionKind::Heading(1)).count();
    let mut heard: BTreeSet<(DocKind, String)> = BTreeSet::new();
    let mut senses: BTreeSet<(DocKind, Sense)> = BTreeSet::new();
    for section in sections.iter().skip(1).filter(named) {
        let top = match section.kind {
            SectionKind::Heading(1) if tops == 1 => continue,
            SectionKind::Heading(level) => level <= chapter,
            _ => chapter == 0,
        };
        let title = section.title.text();
        let text = title.split(['(', '（', ':', '：']).next().unwrap_or(title);
        if let Some(kind) = cx.lexicon.evidence.exact(text)
            && heard.insert((kind, text.to_lowercase()))
        {
            votes.add(kind, Voice::Content, if top { 2 } else { 1 });
        }
        for (kind, points) in section.sense.map(by_sense).into_iter().flatten() {
            if section.sense.is_some_and(|sense| senses.insert((*kind, sense))) {
                votes.add(*kind, Voice::Content, if top { *points } else { 1 });
            }
        }
    }
}

/// The level of most headings below the title; 0 where only bold lines head.
fn chapter_level(sections: &[Section]) -> u8 {
    let levels = sections.iter().filter_map(|section| match section.kind {
        SectionKind::Heading(level) => Some(level),
        _ => None,
    });
    let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
    for level in levels {
        *counts.entry(level).or_default() += 1;
    }
    counts.iter().find(|(_, count)| **count >= 2).map_or(0, |(level, _)| *level)
}

/// Which kinds have sections of such a sense, and how telling that is.
fn by_sense(sense: Sense) -> &'static [(DocKind, u32)] {
    match sense {
        Sense::Well | Sense::Badly => &[(DocKind::Learning, 3)],
        Sense::Improve | Sense::Start => &[(DocKind::Learning, 2)],
        Sense::Learning => &[(DocKind::Learning, 2), (DocKind::Postmortem, 1)],
        Sense::Done | Sense::InProgress => &[(DocKind::Status, 3)],
        Sense::Planned => &[(DocKind::Status, 2), (DocKind::Kickoff, 1)],
        Sense::Blocker | Sense::Blocked | Sense::Deferred => &[(DocKind::Status, 2)],
        Sense::Backlog => &[(DocKind::Kickoff, 2)],
        Sense::Debt => &[(DocKind::Debt, 4)],
        Sense::Risk => &[(DocKind::Other, 2)],
        Sense::Decision => &[(DocKind::Decision, 2), (DocKind::Meeting, 1)],
        Sense::Action => &[(DocKind::Meeting, 1), (DocKind::Postmortem, 1)],
        Sense::Achieved => &[(DocKind::Status, 1), (DocKind::Learning, 1)],
        Sense::Question | Sense::Topic | Sense::None | Sense::Never => &[],
    }
}

/// Those present speak for a meeting, deciders for a decision.
pub(super) fn fields(cx: Context<'_>, votes: &mut Votes) {
    let sections = &cx.outline.sections;
    let labels = cx.outline.fields().filter_map(|(_, field)| field.kind);
    let labels = labels.chain(sections.iter().filter_map(|section| section.label));
    let labels: BTreeSet<Label> = labels.collect();
    if labels.contains(&Label::Attendee) {
        let dated = labels.contains(&Label::Date) || is_dated(cx);
        votes.add(DocKind::Meeting, Voice::Content, if dated { 6 } else { 2 });
    }
    if labels.contains(&Label::Absent) {
        votes.add(DocKind::Meeting, Voice::Content, 2);
    }
    if labels.contains(&Label::Supersedes) || labels.contains(&Label::SupersededBy) {
        votes.add(DocKind::Decision, Voice::Content, 4);
    }
    if labels.contains(&Label::Likelihood) {
        votes.add(DocKind::Other, Voice::Content, 4);
    }
}

/// Headings and rows that begin with ids of one kind: `ISSUE-001`, `RISK-2`.
pub(super) fn ids(cx: Context<'_>, votes: &mut Votes) {
    let mut counts: BTreeMap<DocKind, u32> = BTreeMap::new();
    for section in &cx.outline.sections {
        let text = section.title.text().trim_start_matches(['[', '(']);
        if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
            continue;
        }
        let Some(first) = id::ids(text).into_iter().next().filter(|id| id.start == 0)
        else {
            continue;
        };
        let kind = match id::prefix(first.text) {
            "ISSUE" | "TD" | "DEBT" | "KI" => DocKind::Debt,
            "ADR" | "DEC" | "DR" => DocKind::Decision,
            "RISK" => DocKind::Other,
            "LL" | "LESSON" => DocKind::Learning,
            _ => continue,
        };
        *counts.entry(kind).or_default() += 1;
    }
    for (kind, _) in counts.into_iter().filter(|(_, count)| *count >= 2) {
        votes.add(kind, Voice::Content, 6);
    }
}

/// Whether the file's name, the title or one of the first lines tells a day.
pub(super) fn is_dated(cx: Context<'_>) -> bool {
    let stem = cx.source.path.stem().replace(['_', '.', ' '], "-");
    let titles = cx.outline.sections.iter().take(3).map(|section| section.title.text());
    let lines = cx.outline.lines.iter().take(5).map(|line| line.text.text());
    let mut texts = titles.chain(lines).chain([stem.as_str()]);
    let field = cx.outline.fields().any(|(_, field)| field.kind == Some(Label::Date));
    field || texts.any(|text| !dates::dates(text, cx.reading).is_empty())
}
