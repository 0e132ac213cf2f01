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

/// What is done with a file as soon as it is made: its address below the site's root and
/// its bytes; called by several threads.
pub type Put<'a> = &'a (dyn Fn(&str, &[u8]) + Sync);

/// Makes the files beside the pages of `site` and hands each to `put`.
pub fn each_file(site: &Site, config: &Config, put: Put<'_>) {
    if site.published().next().is_none() {
        return;
    }
    let naming = Naming::of(site, config);
    let naming = &naming;
    rayon::scope(|scope| {
        scope.spawn(|_| feeds::feeds(naming, put));
        scope.spawn(|_| calendar::calendars(naming, put));
        scope.spawn(|_| tables::tables(naming, put));
        scope.spawn(|_| shards::shards(site, config, put));
        if config.twins {
            twins::twins(site, put);
            put("llms.txt", llms::llms(naming).as_bytes());
        }
    });
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
