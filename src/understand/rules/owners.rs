//! Who is responsible for an item.
//!
//! Its own column, field or bracket; handles in its title; a known name before a
//! colon (`Ada: check the pumps`), before `will` or `to`, or behind a dash; else the
//! heading or group above (`### Pumps (Owner: Ada)`, a person's own heading).
//! Decorators, addresses and packages are nobody.

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Ownership;
use crate::model::Role;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::title;
use crate::understand::values::title::Title;
use std::collections::BTreeSet;

/// See the module.
pub(super) struct Owners;

impl Rule for Owners {
    fn name(&self) -> &'static str {
        "owners"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let known = super::people::known(cx);
        for (item, entry, title) in draft.items(cx.outline) {
            let Some((rule, basis, found)) = owners(cx, (item, entry, title), &known)
            else {
                continue;
            };
            let range = found.iter().map(|name| name.at.range()).reduce(TextRange::cover);
            item.owners = ownerships(cx, found);
            item.owners_by = range.map(|range| Evidence { rule, basis, range });
        }
    }
}

type Found = (&'static str, Basis, Vec<Name>);

fn owners(
    cx: Context<'_>,
    (item, entry, title): (&Item, &Entry, &Title),
    known: &BTreeSet<String>,
) -> Option<Found> {
    let read = |slice: &Slice| names::names(slice, cx.lexicon);
    let some = |rule, basis, found: Vec<Name>| {
        (!found.is_empty()).then_some((rule, basis, found))
    };
    let is_owner = |label: Option<Label>| label == Some(Label::Owner);
    let cells = entry.cells.iter().filter(|cell| is_owner(cell.column));
    let cells: Vec<Name> = cells.flat_map(|cell| read(&cell.value)).collect();
    if entry.cells.iter().any(|cell| is_owner(cell.column)) {
        return some("owner-column", Basis::Written, cells);
    }
    let fields = cx.outline.fields_of(entry).filter(|field| is_owner(field.kind));
    let fields: Vec<Name> = fields.flat_map(|field| read(&field.value)).collect();
    let bracket = || title.owners.as_ref().map(&read).unwrap_or_default();
    some("owner-field", Basis::Written, fields)
        .or_else(|| some("owner-in-title", Basis::Written, bracket()))
        .or_else(|| some("handle", Basis::Written, handles(cx, &entry.title)))
        .or_else(|| {
            let workable = matches!(
                item.kind.value,
                ItemType::Action | ItemType::Task | ItemType::Decision
            );
            workable.then(|| named(cx, &entry.title, item.kind.value, known)).flatten()
        })
        .or_else(|| above(cx, entry, known))
}

/// `@handles` that stand free in running text.
fn handles(cx: Context<'_>, line: &Slice) -> Vec<Name> {
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
            let slice = line.cut(from, to);
            // The remark behind a handle: `@ada lead`.
            found.extend(names::name(&slice, cx.lexicon).map(|name| Name {
                note: note(rest.get(handle.len()..).unwrap_or_default(), cx),
                ..name
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

/// A known name that begins or ends the line.
fn named(
    cx: Context<'_>,
    line: &Slice,
    kind: ItemType,
    known: &BTreeSet<String>,
) -> Option<Found> {
    let text = line.text();
    let is_known = |slice: &Slice| {
        let all = names::names(slice, cx.lexicon);
        let fine = !all.is_empty()
            && all.iter().all(|name| {
                known.contains(&names::fold(&name.name))
                    || cx.lexicon.teams.exact(&name.name).is_some()
            });
        fine.then_some(all)
    };
    let written = |all| Some(("name-in-sentence", Basis::Written, all));
    // `Ada: check the pumps`, `**Ada** — check the pumps`.
    for sign in [":", "：", " - ", " – ", " — "] {
        let Some(at) = text.find(sign) else { continue };
        if let Some(all) = is_known(&line.cut(0, at)) {
            return written(all);
        }
    }
    // `Ada will check`, `Ada and Bob to check`.
    let words: Vec<(usize, &str)> = text
        .match_indices(' ')
        .map(|(at, _)| (at, text.get(at + 1..).unwrap_or_default()))
        .collect();
    for (at, rest) in words.into_iter().take(6) {
        let verb = cx.lexicon.verbs.iter().any(|verb| {
            rest.to_lowercase()
                .strip_prefix(verb.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
        });
        if verb && let Some(all) = is_known(&line.cut(0, at)) {
            return written(all);
        }
    }
    // `check the pumps - Ada`, `check the pumps (Ada)`. Behind a decision stand those
    // who supported it.
    if kind == ItemType::Decision {
        return None;
    }
    for sign in [" - ", " – ", " — ", " → "] {
        let Some(at) = text.rfind(sign) else { continue };
        if let Some(all) = is_known(&line.cut(at + sign.len(), text.len())) {
            return written(all);
        }
    }
    let open = text.rfind('(').filter(|_| text.trim_end().ends_with(')'))?;
    let inner = line.cut(open + 1, text.trim_end().len() - 1);
    is_known(&inner).and_then(written)
}

/// The heading or group above names someone.
fn above(cx: Context<'_>, entry: &Entry, known: &BTreeSet<String>) -> Option<Found> {
    for (at, section) in cx.outline.up(entry.section) {
        let line = &section.title;
        if let Some(slice) = title::title(line, cx.lexicon).owners {
            return Some((
                "owner-in-heading",
                Basis::Inherited,
                names::names(&slice, cx.lexicon),
            ));
        }
        let bare = line.part(line.text().trim_end_matches([':', '：']));
        let bare = without_verb(cx, &bare);
        let people = names::names(&bare, cx.lexicon);
        let all = people.iter().all(|name| {
            name.raw.starts_with('@') || known.contains(&names::fold(&name.name))
        });
        if !people.is_empty() && all && section.sense.is_none() {
            return Some(("person-heading", Basis::Inherited, people));
        }
        let owner = section.fields.iter().find(|field| field.kind == Some(Label::Owner));
        let own = entry.opens == Some(at);
        if let Some(field) = owner.filter(|_| {
            !own && section.kind != crate::understand::outline::SectionKind::Document
        }) {
            let found = names::names(&field.value, cx.lexicon);
            return (!found.is_empty()).then_some((
                "owner-of-section",
                Basis::Inherited,
                found,
            ));
        }
    }
    None
}

/// `Ada and Bob to` without its `to`.
fn without_verb(cx: Context<'_>, line: &Slice) -> Slice {
    let text = line.text().trim_end();
    let verb = cx
        .lexicon
        .verbs
        .iter()
        .find(|verb| text.to_lowercase().ends_with(&format!(" {verb}")));
    match verb {
        Some(verb) => line.cut(0, text.len() - verb.len() - 1),
        None => line.clone(),
    }
}

/// The one said to lead comes first; without such a word the first named leads.
fn ownerships(cx: Context<'_>, found: Vec<Name>) -> Vec<Ownership> {
    let stated = |name: &Name| {
        name.note.as_deref().is_some_and(|note| cx.lexicon.lead.exact(note).is_some())
    };
    let any = found.iter().any(stated);
    let mut owners: Vec<Ownership> = Vec::new();
    for name in found {
        let role = match &name.note {
            _ if stated(&name) => Role::Lead,
            Some(note) if cx.lexicon.priority.exact(note).is_none() => {
                Role::Other(note.clone())
            }
            _ if !any && owners.iter().all(|owner| owner.role != Role::Lead) => {
                Role::Lead
            }
            _ => Role::Share,
        };
        let duplicate =
            owners.iter().any(|owner| normal(&owner.who) == normal(&name.name));
        if !duplicate {
            owners.push(Ownership {
                range: name.at.range(),
                who: name.name,
                role,
                duty: name.note,
            });
        }
    }
    owners.sort_by_key(|owner| owner.role != Role::Lead);
    owners
}
