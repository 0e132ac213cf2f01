//! What the documents say of one entry, mention by mention.

use super::DocId;
use super::Entry;
use super::ItemId;
use super::Site;
use super::entries::Bearing;
use super::entries::own_id;
use super::tickets::Ids;
use super::tickets::id_key;
use crate::model::Item;
use crate::parse::BlockKind;
use crate::text::Day;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A mention that bears the ticket's id as its own, or one of a thing without an id.
pub(super) struct Said<'s> {
    pub(super) id: ItemId,
    pub(super) item: &'s Item,
    /// When it was said, the first day of a month.
    pub(super) day: Option<Day>,
    /// The same where it is known to the day.
    pub(super) exact: Option<Day>,
    pub(super) line: u32,
    /// Which dated part of its document it stands in; one file may hold a year.
    pub(super) part: usize,
}

/// The mentions of `entry` that may be compared; none where it has but one.
pub(super) fn said<'s>(
    site: &'s Site,
    entry: &Entry,
    ids: &Ids,
    parts: &mut FxHashMap<DocId, Vec<u32>>,
) -> Vec<Said<'s>> {
    let own = |id: &ItemId| {
        let (doc, item) = site.item(*id)?;
        let same = own_id(item, ids).is_none_or(|(own, bearing)| {
            bearing == Bearing::Own && id_key(own) == id_key(&entry.id)
        });
        let dated = parts.entry(id.doc).or_insert_with(|| dated_headings(doc));
        let part = dated.partition_point(|start| *start <= item.range.start);
        let line = doc.source.line(item.range.start);
        let day = doc.day();
        let exact =
            day.filter(|_| doc.time.is_some_and(|(span, _)| span.from == span.to));
        same.then_some(Said { id: *id, item, day, exact, line, part })
    };
    if entry.items.len() < 2 {
        Vec::new()
    } else {
        entry.items.iter().filter_map(own).collect()
    }
}

/// Where the headings of a document with a date in them begin.
fn dated_headings(doc: &super::Doc) -> Vec<u32> {
    let heads =
        doc.layout.blocks().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let heads: Vec<_> = heads.map(|block| block.range).collect();
    let mut dated = BTreeSet::new();
    for event in &doc.facts.events {
        let after = heads.partition_point(|head| head.start <= event.range.start);
        let head = after.checked_sub(1).and_then(|at| heads.get(at));
        dated.extend(head.filter(|head| head.holds(event.range)).map(|head| head.start));
    }
    dated.into_iter().collect()
}
