//! The labelled values of an item that are kept in the author's words: effort,
//! points, category, impact, dependencies, acceptance criteria and the like; and
//! which decision answers which question.

use crate::model::Details;
use crate::model::ItemType;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::ids;
use crate::understand::values::title::Title;
use crate::understand::values::title::points;
use rustc_hash::FxHashMap;

/// See the module.
pub(super) struct DetailsOf;

impl Rule for DetailsOf {
    fn name(&self) -> &'static str {
        "details"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        for (item, entry, title) in draft.items(cx.outline) {
            let details = &mut item.details;
            for field in cx.outline.fields_of(entry) {
                take(cx, details, field.kind, &field.value, field);
            }
            for cell in &entry.cells {
                let field = Field {
                    label: cell.header.clone(),
                    kind: cell.column,
                    value: cell.value.clone(),
                    range: cell.value.range(),
                };
                take(cx, details, cell.column, &cell.value, &field);
            }
            if details.points.is_none() {
                details.points = title.points;
            }
            details.acceptance = details.acceptance.or_else(|| acceptance(cx, entry));
            let own = entry.cells.iter().find(|cell| cell.column == Some(Label::Id));
            if let Some(cell) = own {
                own_ids(&mut item.ids, cell.value.text(), title);
            }
        }
        answers(cx, draft);
    }
}

/// The id column names the item; what else its cell says is no id.
fn own_ids(all: &mut Vec<String>, cell: &str, title: &Title) {
    let found = ids::ids(cell);
    let cell = cell.trim();
    if found.is_empty() && is_key(cell) {
        all.insert(0, cell.to_owned());
    } else if !title.own_id {
        for id in found.iter().rev() {
            all.retain(|other| other != id.text);
            all.insert(0, id.text.to_owned());
        }
    }
}

fn take(
    cx: Context<'_>,
    details: &mut Details,
    kind: Option<Label>,
    value: &Slice,
    field: &Field,
) {
    let text = value.text().trim();
    let words = (!text.is_empty()).then(|| text.to_owned());
    let keep = |slot: &mut Option<String>| {
        if slot.is_none() {
            slot.clone_from(&words);
        }
    };
    match kind {
        Some(Label::Effort) => keep(&mut details.effort),
        Some(Label::When) if normal(&field.label).contains("estimated completion") => {
            keep(&mut details.effort);
        }
        Some(Label::Points) => {
            details.points =
                details.points.or_else(|| points(text).or_else(|| number(text)));
        }
        Some(Label::Bonus) => {
            details.bonus_points = details.bonus_points.or_else(|| number(text));
        }
        Some(Label::Category) => keep(&mut details.category),
        Some(Label::Impact) => keep(&mut details.impact),
        Some(Label::Dependencies) => dependencies(cx, details, value),
        Some(Label::Mitigation) => keep(&mut details.mitigation),
        Some(Label::Consensus) => keep(&mut details.consensus),
        Some(Label::Discovery) => keep(&mut details.discovery),
        Some(Label::Recommendation) => keep(&mut details.recommendation),
        Some(Label::Supersedes) => keep(&mut details.supersedes),
        Some(Label::SupersededBy) => keep(&mut details.superseded_by),
        _ => {}
    }
}

/// `None` is no dependency.
fn dependencies(cx: Context<'_>, details: &mut Details, value: &Slice) {
    let text = value.text().trim();
    let none = cx.lexicon.nobody.leading(text).is_some() || text.is_empty();
    if none || details.dependencies.is_some() {
        return;
    }
    details.dependencies = Some(text.to_owned());
    let visible = value.without_code();
    details.depends_on =
        ids::ids(&visible).into_iter().map(|id| id.text.to_owned()).collect();
}

/// The number at the beginning: `3`, `+1 (fix)`, `8 SP`.
fn number(text: &str) -> Option<u32> {
    let digits = text.trim().trim_start_matches('+');
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

/// How many entries stand below `Acceptance criteria`.
fn acceptance(cx: Context<'_>, entry: &Entry) -> Option<u32> {
    let opened = entry.opens?;
    let below = cx.outline.sections.iter().enumerate().find(|(_, section)| {
        section.parent == Some(opened) && section.label == Some(Label::Acceptance)
    })?;
    let count = below.1.bullets;
    (count > 0).then_some(count)
}

/// A decision that stands within a question, or right below it, answers it.
fn answers(cx: Context<'_>, draft: &mut Draft) {
    let places: Vec<(usize, ItemType, String)> = draft
        .entries
        .iter()
        .zip(&draft.facts.items)
        .map(|(at, item)| (*at, item.kind.value, item.title.clone()))
        .collect();
    let questions = places.iter().enumerate();
    let questions = questions.filter(|(_, (_, kind, _))| *kind == ItemType::Question);
    let questions: FxHashMap<usize, usize> =
        questions.map(|(index, (place, ..))| (*place, index)).collect();
    let mut pairs = Vec::new();
    for (index, (at, kind, title)) in places.iter().enumerate() {
        let Some(entry) = cx.outline.entries.get(*at) else { continue };
        let around = cx.outline.up(entry.section).find_map(|(_, section)| section.entry);
        let holder = entry.parent.or(around);
        let question = holder.and_then(|holder| questions.get(&holder));
        if let (ItemType::Decision, Some(question)) = (kind, question) {
            pairs.push((*question, index, title.clone()));
        }
    }
    for (question, decision, words) in pairs {
        let asked = draft.facts.items.get(question).map(|item| item.title.clone());
        if let Some(item) = draft.facts.items.get_mut(decision) {
            item.details.answers = asked;
        }
        if let Some(item) = draft.facts.items.get_mut(question) {
            item.details.decided_by = Some(words);
        }
    }
}

/// Whether the whole cell of an id column is a key of the table's own: `T07`,
/// `TEST-ING`. A mere number is the row's.
fn is_key(cell: &str) -> bool {
    let letters = cell.starts_with(|c: char| c.is_ascii_uppercase());
    let signs = cell.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    let marked = cell.contains('-') || cell.chars().any(|c| c.is_ascii_digit());
    letters && signs && marked && (2..=15).contains(&cell.len())
}
