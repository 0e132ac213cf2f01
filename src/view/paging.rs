//! Long lists go on in further pages.

use super::href::{Here, Href};
use crate::text::SitePath;
use schemars::JsonSchema;
use serde::Serialize;

/// The most rows of one page (design, "Large registers and indexes").
pub(in crate::view) const ROWS: usize = 500;

/// The place of a page in a list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Paging {
    /// 1-based.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// The page before.
    pub previous: Option<Href>,
    /// The page after.
    pub next: Option<Href>,
}

/// One page of a list: its address, its rows, its place among the pages.
pub(in crate::view) struct Leaf<'a, T> {
    pub(in crate::view) url: SitePath,
    pub(in crate::view) rows: &'a [T],
    pub(in crate::view) paging: Paging,
}

/// The pages of `rows`: the first at `url`, `actions.html`, then `actions-2.html`.
/// Without rows there is one page.
pub(in crate::view) fn leaves<'a, T>(url: &SitePath, rows: &'a [T]) -> Vec<Leaf<'a, T>> {
    leaves_of(url, rows, ROWS)
}

/// As `leaves`, with another number of rows a page.
pub(in crate::view) fn leaves_of<'a, T>(
    url: &SitePath,
    rows: &'a [T],
    most: usize,
) -> Vec<Leaf<'a, T>> {
    let of = rows.len().div_ceil(most).max(1);
    let leaf = |number: usize| {
        let here = numbered(url, number);
        let to = |other: usize| {
            let there = (1..=of).contains(&other);
            there.then(|| Here::on(&here).to(&numbered(url, other)))
        };
        let from = rows.len().min((number - 1) * most);
        let to_row = rows.len().min(number * most);
        let paging =
            Paging { number, of, previous: to(number - 1), next: to(number + 1) };
        Leaf { rows: rows.get(from..to_row).unwrap_or_default(), paging, url: here }
    };
    (1..=of).map(leaf).collect()
}

/// The page with this number, counted from 1.
pub(in crate::view) fn numbered(url: &SitePath, number: usize) -> SitePath {
    match url.as_str().strip_suffix(".html") {
        Some(stem) if number > 1 => SitePath::new(format!("{stem}-{number}.html")),
        _ => url.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_goes_on() {
        let rows: Vec<u32> = (0..1201).collect();
        let url = SitePath::new("registers/actions.html");
        let leaves = leaves(&url, &rows);
        let urls: Vec<_> = leaves.iter().map(|leaf| leaf.url.as_str()).collect();
        let expected = [
            "registers/actions.html",
            "registers/actions-2.html",
            "registers/actions-3.html",
        ];
        assert_eq!(urls, expected);
        assert_eq!(leaves.iter().map(|leaf| leaf.rows.len()).sum::<usize>(), 1201);
        assert!(leaves[0].paging.previous.is_none() && leaves[2].paging.next.is_none());
    }
}
