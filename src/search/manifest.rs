//! What a page must know before it can search: which shard holds what, and the
//! values that filters offer.

use super::records;
use super::records::Record;
use crate::link::PersonId;
use crate::link::Site;
use crate::render::escape::JsonInScript;
use rustc_hash::FxHashMap;
use serde_json::Value;
use serde_json::json;

/// The most values that a filter offers: those with most records. More are found by
/// their names.
const MOST_VALUES: usize = 200;

/// The shards with what tells them apart.
pub(super) struct Parts {
    /// First word and file.
    pub(super) terms: Vec<(String, String)>,
    /// First record and file.
    pub(super) records: Vec<(usize, String)>,
    /// First document and file.
    pub(super) texts: Vec<(usize, String)>,
}

/// The script `data/search.js`: `kenningSearch({…})`.
pub(super) fn manifest(site: &Site, records: &[Record<'_>], parts: &Parts) -> String {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for facet in records.iter().flat_map(|record| &record.facets) {
        *counts.entry(facet).or_default() += 1;
    }
    let owner = |(id, person): (PersonId, &'_ crate::link::Person)| {
        Some((records::owner_facet(site, id)?, person.name.clone()))
    };
    let owners = (0..).map(PersonId).zip(&site.people).filter_map(owner).collect();
    let period = |period: &crate::link::Period| {
        let scope = if period.scope.is_empty() { "" } else { " · " };
        let label = format!("{}{scope}{}", period.name, period.scope);
        (records::period_facet(period), label)
    };
    let periods = site.periods.iter().map(period).collect();
    let manifest = json!({
        "records": records.len(),
        "chunk": records::SHARD,
        "terms": parts.terms,
        "shards": parts.records.iter().map(|(_, name)| name).collect::<Vec<_>>(),
        "texts": parts.texts,
        "owners": values(owners, &counts),
        "periods": values(periods, &counts),
    });
    format!("kenningSearch({})\n", JsonInScript(&manifest))
}

/// The values of a filter: facet, label, number of records; by label.
fn values(all: Vec<(String, String)>, counts: &FxHashMap<&str, usize>) -> Value {
    let mut counted: Vec<(usize, String, String)> = all
        .into_iter()
        .filter_map(|(facet, label)| Some((*counts.get(&*facet)?, label, facet)))
        .collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counted.truncate(MOST_VALUES);
    counted.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.2.cmp(&b.2)));
    counted
        .into_iter()
        .map(|(count, label, facet)| json!([facet, label, count]))
        .collect()
}
