//! What other documents can know of a document: everything but where it stands in the
//! text, and its prose.

use super::Doc;
use super::ReadDoc;
use super::targets::footnotes;
use super::tickets::listed;
use crate::model::Details;
use crate::model::Evidence;
use crate::model::Facts;
use crate::model::Item;
use crate::text::TextRange;
use std::sync::Arc;

/// Whether a document that was joined with the others as `before` may take part as `now`
/// without joining them anew: it states the same, only elsewhere in its text.
pub(super) fn is_same(before: &Doc, now: &ReadDoc) -> bool {
    if is_identical(before, now) {
        return true;
    }
    let (old, new) = (&before.source, &now.source);
    let is_alike = old.path == new.path
        && old.meta.draft == new.meta.draft
        && old.meta.aliases == new.meta.aliases
        && has_same_anchors(before, now);
    // The places of stated days stand in what is told of other documents.
    let is_plain = before.facts.period_spans.is_empty();
    let lines = |facts: &Facts, source: &crate::source::Source| -> Vec<u32> {
        let contacts = facts.contacts.iter();
        contacts.map(|contact| source.line(contact.range.start)).collect()
    };
    is_alike
        && is_plain
        && placeless(&before.facts) == placeless(&now.facts)
        && lines(&before.facts, old) == lines(&now.facts, new)
        && listed(&before.layout, &before.facts).eq(listed(&now.layout, &now.facts))
}

/// Whether it is the very same reading.
pub(super) fn is_identical(before: &Doc, now: &ReadDoc) -> bool {
    Arc::ptr_eq(&before.facts, &now.facts)
        && Arc::ptr_eq(&before.layout, &now.layout)
        && Arc::ptr_eq(&before.source, &now.source)
}

/// Whether links to places in it lead to the same places.
pub(super) fn has_same_anchors(before: &Doc, now: &ReadDoc) -> bool {
    let heads = |layout: &crate::parse::Layout| -> Vec<String> {
        layout.anchors.iter().map(|(_, anchor)| anchor.clone()).collect()
    };
    let items = |facts: &Facts| -> Vec<String> {
        facts.items.iter().map(|item| item.anchor.clone()).collect()
    };
    heads(&before.layout) == heads(&now.layout)
        && items(&before.facts) == items(&now.facts)
        && footnotes(&before.layout).eq(footnotes(&now.layout))
}

/// The facts without places, and without those that only the document itself shows.
fn placeless(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    facts.kind.iter_mut().for_each(|read| forget(&mut read.by));
    facts.title.iter_mut().for_each(|read| forget(&mut read.by));
    facts.date.iter_mut().for_each(|read| forget(&mut read.by));
    facts.people.iter_mut().for_each(|named| forget(&mut named.by));
    for contact in &mut facts.contacts {
        contact.range = TextRange::default();
    }
    facts.items.iter_mut().for_each(forget_places);
    Facts {
        events: Vec::new(),
        id_mentions: Vec::new(),
        terms: Vec::new(),
        abbreviations: Vec::new(),
        unread: Vec::new(),
        ignored: Vec::new(),
        checkboxes: (0, 0),
        code_blocks: 0,
        words: 0,
        summary: None,
        ..facts
    }
}

fn forget_places(item: &mut Item) {
    item.range = TextRange::default();
    item.extent = TextRange::default();
    item.block = 0;
    item.status_text = None;
    forget(&mut item.kind.by);
    item.owners_by.iter_mut().for_each(forget);
    item.status.iter_mut().for_each(|read| forget(&mut read.by));
    item.priority.iter_mut().for_each(|read| forget(&mut read.by));
    item.when.iter_mut().for_each(|when| forget(&mut when.by));
    for owner in &mut item.owners {
        owner.range = TextRange::default();
    }
    let depends_on = std::mem::take(&mut item.details.depends_on);
    item.details = Details { depends_on, ..Details::default() };
}

fn forget(by: &mut Evidence) {
    by.range = TextRange::default();
}
