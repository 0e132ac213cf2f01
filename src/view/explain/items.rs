//! The facts of items.

use super::Fact;
use super::Of;
use super::Placed;
use super::fact;
use super::scope::Scope;
use crate::link::Doc;
use crate::link::EntryId;
use crate::link::Site;
use crate::model::Basis;
use crate::model::Certainty;
use crate::model::Details;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::Ownership;
use crate::model::Role;
use crate::text::TextRange;

/// The facts of the items that are asked for, each item's together.
pub(super) fn facts(site: &Site, doc: &Doc, scope: &Scope) -> Vec<Placed> {
    let items = doc.facts.items.iter().enumerate();
    let asked = items.filter(|(at, item)| scope.takes_item(*at, item));
    asked.flat_map(|(at, item)| of_item(site, doc, (at, item))).collect()
}

fn of_item(site: &Site, doc: &Doc, (at, item): (usize, &Item)) -> Vec<Placed> {
    let hidden = site.hidden.within(&doc.facts);
    let title = Evidence { rule: "items", basis: Basis::Written, range: item.range };
    let mut all = vec![
        fact(doc, "item", item.title.clone(), title),
        fact(doc, "type", item.kind.value.word().to_owned(), item.kind.by),
    ];
    let seen = item.owners.iter().filter(|owner| !hidden.hides(&owner.who));
    all.extend(seen.map(|one| owner(doc, item, one)));
    if let Some(status) = item.status {
        let said = item.status_text.as_deref().filter(|text| !text.is_empty());
        let value = status.value.word();
        let value = said.map_or(value.to_owned(), |said| format!("{value} (“{said}”)"));
        all.push(fact(doc, "status", value, status.by));
    }
    if let Some(priority) = item.priority {
        all.push(fact(doc, "priority", priority.value.word().to_owned(), priority.by));
    }
    all.extend(when(doc, at, item));
    for id in &item.ids {
        all.push(fact(doc, "id", id.clone(), said(doc, item, "ids", id)));
    }
    for (name, value) in details(&item.details) {
        let by = said(doc, item, "details", &value);
        all.push(fact(doc, "field", format!("{name}: {value}"), by));
    }
    all.extend(doc.entries.get(at).and_then(|id| entry(site, doc, item, *id)));
    let of = Of { item: item.title.clone(), line: doc.source.line(item.range.start) };
    // What was inherited is read elsewhere and asked for all the same.
    let mine =
        |(_, found): Placed| (Some(item.range), Fact { of: Some(of.clone()), ..found });
    all.into_iter().map(mine).collect()
}

fn owner(doc: &Doc, item: &Item, owner: &Ownership) -> Placed {
    let part = match &owner.role {
        Role::Lead => "leads".to_owned(),
        Role::Share => String::new(),
        Role::Other(part) => part.clone(),
    };
    let part = owner.duty.clone().unwrap_or(part);
    let value = if part.is_empty() {
        owner.who.clone()
    } else {
        format!("{} ({part})", owner.who)
    };
    let by = item.owners_by.unwrap_or(Evidence {
        rule: "owners",
        basis: Basis::Written,
        range: owner.range,
    });
    fact(doc, "owner", value, Evidence { range: owner.range, ..by })
}

fn when(doc: &Doc, at: usize, item: &Item) -> Vec<Placed> {
    let Some(when) = &item.when else { return Vec::new() };
    let mut all = vec![fact(doc, "when", when.text.clone(), when.by)];
    if let Some((days, certainty)) = doc.dues.get(at).copied().flatten() {
        let sure = match certainty {
            Certainty::Exact => "stated",
            Certainty::Period => "any day within",
            Certainty::Inferred => "worked out from the date of the document",
        };
        let basis = match certainty {
            Certainty::Inferred => Basis::Derived,
            _ => when.by.basis,
        };
        let rule = if when.due.is_some() { "due-days" } else { "days-of-period" };
        let value = if days.from == days.to {
            format!("{} ({sure})", days.from)
        } else {
            format!("{} to {} ({sure})", days.from, days.to)
        };
        all.push(fact(doc, "due", value, Evidence { rule, basis, range: when.by.range }));
    }
    all
}

/// Where in the item `words` stand; all of it where they do not stand as read.
fn said(doc: &Doc, item: &Item, rule: &'static str, words: &str) -> Evidence {
    let at = doc.source.slice(item.extent).find(words);
    let range = at.map_or(item.extent, |at| {
        let start = item.extent.start as usize + at;
        TextRange::new(start, start + words.len())
    });
    Evidence { rule, basis: Basis::Written, range }
}

/// The thing that the item is a mention of, and why.
fn entry(site: &Site, doc: &Doc, item: &Item, id: EntryId) -> Option<Placed> {
    let entry = site.entry(id)?;
    let others: Vec<String> = entry
        .items
        .iter()
        .filter_map(|id| site.item(*id))
        .filter(|(other, it)| other.url != doc.url || it.anchor != item.anchor)
        .map(|(other, it)| {
            let line = other.source.line(it.range.start);
            format!("{}:{line}", other.source.path.as_str())
        })
        .collect();
    let (rule, basis) = match (others.is_empty(), entry.id.contains('#')) {
        (true, _) => ("entry-alone", Basis::Written),
        (_, false) => ("entry-by-ticket", Basis::Written),
        (_, true) => ("entry-by-title", Basis::Derived),
    };
    let value = match others.as_slice() {
        [] => format!("{} (this is its only mention)", entry.id),
        others => format!("{}, also mentioned in {}", entry.id, others.join(", ")),
    };
    Some(fact(doc, "entry", value, Evidence { rule, basis, range: item.range }))
}

fn details(details: &Details) -> Vec<(&'static str, String)> {
    let texts = details.texts().into_iter().map(|(name, text)| (name, text.to_owned()));
    let numbers =
        details.numbers().into_iter().map(|(name, number)| (name, number.to_string()));
    let waits = details.depends_on.iter().map(|id| ("depends on", id.clone()));
    texts.chain(numbers).chain(waits).collect()
}
