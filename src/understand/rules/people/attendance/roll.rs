//! What the title above a list says of it: that it lists those present.

use crate::model::PersonRole;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use std::collections::BTreeSet;

/// What a section lists.
#[derive(Clone, Copy)]
pub(super) struct Roll {
    pub(super) role: PersonRole,
    /// Whether other things than names may stand below such a title: `Team`.
    pub(super) weak: bool,
}

/// What the titles of sections say about those listed below them.
pub(super) struct Titles {
    /// The sections with entries or lines of names.
    pub(super) listing: BTreeSet<usize>,
    /// By section the label in its title, see [`title_label`].
    pub(super) labels: Vec<Option<Label>>,
}

/// What the nearest title around says about those listed below it. Below a title that
/// lists people itself, a bold line begins something else.
pub(super) fn roll(cx: Context<'_>, section: usize, titles: &Titles) -> Option<Roll> {
    let label = |at: usize| titles.labels.get(at).copied().flatten();
    let mut up = cx.outline.up(section).take(3);
    let (at, title) = up.find(|(at, s)| {
        s.label.is_some()
            || s.sense.is_some()
            || matches!(s.kind, SectionKind::Heading(_)) && !is_count(s.title.text())
            || label(*at).is_some()
    })?;
    let other = cx
        .outline
        .up(section)
        .take_while(|(below, _)| *below != at)
        .any(|(_, s)| s.kind == SectionKind::Label);
    if other && titles.listing.contains(&at) {
        return None;
    }
    let role = match label(at)? {
        Label::Attendee => PersonRole::Attendee,
        Label::Author => PersonRole::Author,
        _ => return None,
    };
    let words = normal(announced(title.title.text()));
    let last = words.rsplit(' ').next().unwrap_or_default();
    // `Minutes` may head a list of anything.
    let by_heading = matches!(title.kind, SectionKind::Heading(_));
    let weak = cx.lexicon.teams.exact(last).is_some()
        || matches!(last, "people" | "roles" | "분담" | "분담하기" | "역할")
        || role == PersonRole::Author && by_heading;
    Some(Roll { role, weak })
}

/// `5 out of 7`, `5/7`: a title that only counts.
fn is_count(title: &str) -> bool {
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    title.contains(|c: char| c.is_ascii_digit())
        && words.all(|word| {
            word.chars().all(|c| c.is_ascii_digit()) || word.chars().count() <= 3
        })
}

/// The last sentence of a lead line, without what stands in brackets: `Sign in below,
/// please. Roll call:`.
fn announced(title: &str) -> &str {
    let title = title.split(['(', '（']).next().unwrap_or(title);
    title.rsplit(['.', '!']).find(|part| !part.trim().is_empty()).unwrap_or(title)
}

/// The label in a title that is little more than it: `Directors present`.
pub(super) fn title_label(section: &Section, lexicon: &Lexicon) -> Option<Label> {
    if section.label.is_some() {
        return section.label;
    }
    let text = announced(section.title.text());
    let text = text.split([':', '：']).next().unwrap_or(text);
    if let Some(label) = lexicon.labels.exact(text) {
        return Some(label);
    }
    let words = normal(text);
    let last = words.rsplit(' ').next().unwrap_or_default();
    let people = |label: &Label| matches!(label, Label::Attendee | Label::Absent);
    let short = words.split(' ').count() <= 4 && lexicon.teams.exact(last).is_none();
    let by_last = lexicon.labels.exact(last).filter(people).filter(|_| short);
    by_last.or_else(|| {
        let (label, length) = lexicon.labels.within(text)?;
        (2 * length >= words.chars().count() && people(&label)).then_some(label)
    })
}
