//! Search: the words of the site, cut into small files that a page loads as scripts.
//!
//! A beside-stage of the build: in comes the linked [`Site`], out go files below
//! `data/`. There is no service, and pages from disk may not `fetch`, so everything is
//! a script that hands over one string. A page first loads `data/search.js`, the
//! `manifest`, and then only what a query needs:
//!
//! - **term shards**: sorted words with the records they stand in (`postings`),
//!   found by the first word of each shard, so that prefixes and slips of the pen are
//!   neighbours;
//! - **record shards**: title, address and facts of what can be found (`records`);
//! - **text shards**: the visible text of documents by section, for the sentence
//!   around a hit (`text`).
//!
//! Shards are compressed here (deflate, base64) because many sites are opened from
//! disk or served as they lie, and named by the hash of their content, so that pages
//! and shards of two versions of a site never mix. Words are folded, not stemmed
//! ([`words`]): the script compares beginnings, which works in any language and needs
//! no stemmer in the browser.
//!
//! Hidden drafts and names do not get here: only pages that exist are records.

pub mod words;

mod manifest;
mod postings;
mod records;
mod shards;
mod text;

use crate::link::Site;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of the search by address: `data/search.js` and its shards.
pub fn files(site: &Site) -> BTreeMap<String, Arc<[u8]>> {
    let records = records::records(site);
    let terms = postings::postings(&records);
    let mut shards = shards::Shards::default();
    let parts = manifest::Parts {
        terms: shards.add_all(postings::cut(&terms)),
        records: shards.add_all(records::cut(&records)),
        texts: shards.add_all(text::cut(&records)),
    };
    let mut files = shards.files;
    let manifest = manifest::manifest(site, &records, &parts);
    files.insert("data/search.js".to_owned(), manifest.into_bytes().into());
    files
}
