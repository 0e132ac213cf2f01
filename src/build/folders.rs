//! How the dates of a folder are written, as far as its documents prove it.
//!
//! `03/04/2026` alone could be two days. A team writes dates in one way, so that a
//! document beside it with `28/04/2026` decides; where two documents prove different
//! orders, none does.

use crate::link::ReadDoc;
use crate::model::Slashes;
use crate::text::DateOrder;
use std::collections::BTreeMap;

/// The order that the documents of each folder prove; folders of which they prove
/// none or both have none.
pub(super) fn orders<'d>(
    docs: impl Iterator<Item = &'d ReadDoc>,
) -> BTreeMap<String, DateOrder> {
    let mut proven: BTreeMap<String, Option<DateOrder>> = BTreeMap::new();
    for doc in docs {
        let Slashes::Proven(order) = doc.facts.slashes else { continue };
        let said = proven.entry(folder(doc).to_owned()).or_insert(Some(order));
        *said = said.filter(|said| *said == order);
    }
    proven.into_iter().filter_map(|(folder, order)| Some((folder, order?))).collect()
}

/// The order that its folder proves for a document that does not prove its own.
pub(super) fn order_of(
    doc: &ReadDoc,
    orders: &BTreeMap<String, DateOrder>,
) -> Option<DateOrder> {
    orders.get(folder(doc)).copied().filter(|_| asks(doc))
}

/// Whether it has dates that could be two days and proves no order of its own.
pub(super) fn asks(doc: &ReadDoc) -> bool {
    doc.facts.slashes == Slashes::Open
}

fn folder(doc: &ReadDoc) -> &str {
    doc.source.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)
}
