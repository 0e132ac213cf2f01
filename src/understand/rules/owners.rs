//! Who is responsible for an item.
//!
//! Its own column, field or bracket; handles in its title; a known name before a
//! colon (`Ada: check the pumps`), before `will` or `to`, or behind a dash; else the
//! heading or group above (`### Pumps (Owner: Ada)`, a person's own heading).
//! Decorators, addresses and packages are nobody.

mod front_matter;
mod handles;
mod heads;
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
use crate::understand::values::names::Name;
use crate::understand::values::people;
use crate::understand::values::title::Title;
use heads::Heads;
use rustc_hash::FxHashSet;

/// See the module.
pub(super) struct Owners;

impl Rule for Owners {
    fn name(&self) -> &'static str {
        "owners"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let twins = twin::owners_by_title(cx, &cx.known.names);
        let mut heads = Heads::new(cx);
        for (item, entry, title) in draft.items(cx.outline) {
            let found = owners(cx, (item, entry, title), &mut heads);
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

/// What helps to tell people from things: the names that the document lists, the
/// words that it uses as such.
#[derive(Default)]
pub struct Known<'a> {
    /// The names that the document lists as people.
    names: super::people::Known,
    /// The words that begin with a small letter somewhere in the text.
    common: FxHashSet<&'a str>,
    /// Where horizontal rules stand, in order.
    rules: Vec<u32>,
}

impl Known<'_> {
    pub(super) fn has(&self, name: &Name) -> bool {
        self.names.has(name)
    }

    /// The names listed, in text order.
    pub(super) fn listed(&self) -> &[super::people::Listed] {
        &self.names.listed
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
pub(in crate::understand) fn known(cx: Context<'_>) -> Known<'_> {
    let names = super::people::known(cx);
    Known { names, common: sentence::common(cx), rules: rules(cx) }
}

type Found = (&'static str, Basis, Vec<Name>);

fn owners(
    cx: Context<'_>,
    (item, entry, title): (&Item, &Entry, &Title),
    heads: &mut Heads<'_>,
) -> Option<Found> {
    let known = cx.known;
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
            let found = sentence::named(cx, entry, item.kind.value);
            some("name-in-sentence", Basis::Written, found)
        })
        .or_else(|| above(cx, (item, entry), heads))
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
    heads: &mut Heads<'_>,
) -> Option<Found> {
    for (at, section) in cx.outline.up(entry.section) {
        if let Some(found) = heads.of(at) {
            return Some(found.clone());
        }
        let owner = section.fields.iter().find(|field| field.kind == Some(Label::Owner));
        let own = entry.opens == Some(at);
        // A signature below the entries is not theirs.
        if let Some(field) = owner.filter(|field| {
            !own && section.kind != SectionKind::Document
                && cx.known.is_theirs(field, (item, entry))
        }) {
            let found = cx.known.names.names(&field.value, cx.lexicon);
            return (!found.is_empty()).then_some((
                "owner-of-section",
                Basis::Inherited,
                found,
            ));
        }
    }
    None
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
