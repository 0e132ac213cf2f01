//! Who is responsible for an item.
//!
//! Its own column, field or bracket; handles in its title; a known name before a
//! colon (`Ada: check the pumps`), before `will` or `to`, or behind a dash; else the
//! heading or group above (`### Pumps (Owner: Ada)`, a person's own heading).
//! Decorators, addresses and packages are nobody.

mod front_matter;
mod handles;
mod sentence;
mod twin;

pub(super) use sentence::is_order_to_stranger;

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Ownership;
use crate::model::Role;
use crate::parse::BlockKind;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
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
        let known = known(cx);
        let twins = twin::owners_by_title(cx, &known.names);
        for (item, entry, title) in draft.items(cx.outline) {
            let found = owners(cx, (item, entry, title), &known);
            let found = found.or_else(|| twin::owners(entry, title, &twins));
            let Some((rule, basis, found)) = found else { continue };
            let range = found.iter().map(|name| name.at.range()).reduce(TextRange::cover);
            item.owners = ownerships(cx, found);
            item.owners_by = range.map(|range| Evidence { rule, basis, range });
        }
        let record = |item: &&mut Item| item.kind.by.rule == "decision-record";
        let mut items = draft.facts.items.iter_mut();
        if let Some(item) = items.find(record).filter(|item| item.owners.is_empty()) {
            item.owners = front_matter::deciders(cx);
            let range = TextRange::default();
            let by = Evidence { rule: "front-matter", basis: Basis::Written, range };
            item.owners_by = (!item.owners.is_empty()).then_some(by);
        }
    }
}

/// What helps to tell people from things.
pub(super) struct Known<'a> {
    /// The names that the document lists as people.
    names: super::people::Known,
    /// The words that begin with a small letter somewhere in the text.
    common: BTreeSet<&'a str>,
    /// Where horizontal rules stand, in order.
    rules: Vec<u32>,
}

impl Known<'_> {
    pub(super) fn has(&self, name: &Name) -> bool {
        self.names.has(name)
    }

    /// Whether the field of a section is about an entry in it: not if a rule parts them,
    /// nor if it follows a decision, for then it names who carries that out.
    fn is_theirs(&self, field: &Field, (item, entry): (&Item, &Entry)) -> bool {
        let (from, to) = (entry.extent.start, field.range.start);
        let next = self.rules.partition_point(|at| *at < from);
        let decision = item.kind.value == ItemType::Decision;
        to < from || !decision && self.rules.get(next).is_none_or(|rule| *rule > to)
    }
}

fn rules(cx: Context<'_>) -> Vec<u32> {
    let blocks = cx.document.blocks.iter();
    let rules = blocks.filter(|block| block.kind == BlockKind::Rule);
    rules.map(|block| block.range.start).collect()
}

/// Whom the document lists, and the words that it uses as such.
pub(super) fn known(cx: Context<'_>) -> Known<'_> {
    let names = super::people::known(cx);
    Known { names, common: sentence::common(cx), rules: rules(cx) }
}

type Found = (&'static str, Basis, Vec<Name>);

fn owners(
    cx: Context<'_>,
    (item, entry, title): (&Item, &Entry, &Title),
    known: &Known<'_>,
) -> Option<Found> {
    let read = |slice: &Slice| {
        let all = known.names.names(slice, cx.lexicon).into_iter();
        all.filter(|name| !is_sentence(cx, name)).collect::<Vec<_>>()
    };
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
        .or_else(|| {
            let found = handles::handles(cx, &entry.title, item.kind.value);
            some("handle", Basis::Written, found)
        })
        .or_else(|| {
            let found = sentence::named(cx, entry, item.kind.value, known);
            some("name-in-sentence", Basis::Written, found)
        })
        .or_else(|| above(cx, (item, entry), known))
}

/// Several words none of which has a capital or is a role: `whoever has time`.
fn is_sentence(cx: Context<'_>, name: &Name) -> bool {
    let words = name.name.split(' ').count();
    let capital = |word: &str| !word.starts_with(char::is_lowercase);
    words > 2
        && !name.name.split(' ').skip(1).any(capital)
        && !people::has_role(&name.name, cx.lexicon)
}

/// The heading or group above names someone.
fn above(
    cx: Context<'_>,
    (item, entry): (&Item, &Entry),
    known: &Known<'_>,
) -> Option<Found> {
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
        let named = bare.text().len();
        let bare = without_verb(cx, &bare);
        let promised = bare.text().len() < named;
        let people = names::names(&bare, cx.lexicon);
        let all = people
            .iter()
            .all(|name| known.has(name) || people::is_somebody(name, cx.lexicon));
        if !people.is_empty() && all && (promised || section.sense.is_none()) {
            return Some(("person-heading", Basis::Inherited, people));
        }
        let owner = section.fields.iter().find(|field| field.kind == Some(Label::Owner));
        let own = entry.opens == Some(at);
        // A signature below the entries is not theirs.
        if let Some(field) = owner.filter(|field| {
            !own && section.kind != SectionKind::Document
                && known.is_theirs(field, (item, entry))
        }) {
            let found = known.names.names(&field.value, cx.lexicon);
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
