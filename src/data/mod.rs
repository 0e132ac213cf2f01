//! What is published beside the pages, for programs and feed readers.
//!
//! In comes the [`Site`], out go files by address (contract, "Addresses"): the text of
//! each document as Markdown, feeds, calendars, registers as tables, an index for
//! language models, and a sitemap where it is known where the site lives. Nothing is
//! in here that is on no page.
//!
//! Times come from the documents and names from the entries, so that a feed reader
//! or a calendar knows a thing again after a document was edited, and equal documents
//! give equal bytes.

mod atom;
mod calendar;
mod feeds;
mod llms;
mod naming;
mod shards;
mod sitemap;
mod tables;
mod twins;

pub use sitemap::sitemap;

use crate::config::Config;
use crate::link::Entry;
use crate::link::Person;
use crate::link::Site;
use crate::text::SitePath;
use naming::Naming;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Files by address below the site's root.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// The files beside the pages of `site`.
pub fn files(site: &Site, config: &Config) -> Files {
    let naming = Naming::of(site, config);
    let mut files = Files::new();
    if site.published().next().is_none() {
        return files;
    }
    files.extend(feeds::feeds(&naming));
    files.extend(calendar::calendars(&naming));
    files.extend(tables::tables(&naming));
    files.extend(shards::shards(site, config));
    if config.twins {
        files.extend(twins::twins(site));
        files.insert("llms.txt".into(), llms::llms(&naming).into_bytes().into());
    }
    files
}

/// Whether the file at the address `at` is one of those, if there is one.
pub fn makes(at: &str) -> bool {
    let ending = at.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ends = matches!(ending, "xml" | "ics" | "csv" | "json" | "md");
    ends || at == "llms.txt" || at.starts_with("data/registers/")
}

/// The entries with a mention on some page.
fn shown(site: &Site) -> impl Iterator<Item = &Entry> {
    site.entries.iter().filter(|entry| is_shown(site, entry))
}

fn is_shown(site: &Site, entry: &Entry) -> bool {
    let mut docs = entry.items.iter().filter_map(|item| site.doc(item.doc));
    docs.any(|doc| site.has_page(doc))
}

/// The people with a page, and what lies beside it: its address with another ending.
fn people(site: &Site) -> impl Iterator<Item = (&Person, &SitePath)> {
    site.people.iter().filter_map(|person| Some((person, person.url.as_ref()?)))
}

/// `owners/ann.html` with `.ics` instead.
fn beside(page: &SitePath, extension: &str) -> SitePath {
    let stem = page.file().trim_end_matches(".html");
    SitePath::new(format!("{stem}.{extension}"))
}
