//! What is listed twice has the owner that one of the tables gives: risks once with
//! their levels and once with who watches them.

use super::Found;
use crate::model::Basis;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::rules::people;
use crate::understand::values::names::Name;
use crate::understand::values::title::Title;
use std::collections::BTreeMap;

/// The owners that tables give to their rows, by the row's title; those of titles
/// that have several different ones are left out.
pub(super) fn owners_by_title(
    cx: Context<'_>,
    listed: &people::Known,
) -> BTreeMap<String, Option<Vec<Name>>> {
    let mut found: BTreeMap<String, Option<Vec<Name>>> = BTreeMap::new();
    for row in &cx.outline.entries {
        let cell = row.cells.iter().find(|cell| cell.column == Some(Label::Owner));
        let Some(cell) = cell else { continue };
        let all = listed.names(&cell.value, cx.lexicon);
        let same = |one: &[Name]| {
            one.iter().map(|name| &name.name).eq(all.iter().map(|name| &name.name))
        };
        let known = found.entry(normal(row.title.text())).or_insert(Some(all.clone()));
        if known.as_deref().is_some_and(|one| !same(one)) {
            *known = None;
        }
    }
    found
}

/// The owners of the row with the same title.
pub(super) fn owners(
    entry: &Entry,
    title: &Title,
    twins: &BTreeMap<String, Option<Vec<Name>>>,
) -> Option<Found> {
    if twins.is_empty() {
        return None;
    }
    let said = entry.cells.iter().any(|cell| cell.column == Some(Label::Owner));
    let of = |text: &str| twins.get(&normal(text)).cloned().flatten();
    let found = of(entry.title.text()).or_else(|| of(&title.text))?;
    (!said && !found.is_empty()).then_some(("owner-of-same-row", Basis::Derived, found))
}
