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

/// Makes the files of the search and hands each to `put`: `data/search.js` and its
/// shards.
pub fn each_file(site: &Site, put: &(dyn Fn(&str, &[u8]) + Sync)) {
    let records = records::records(site);
    let terms = postings::postings(&records);
    let parts = manifest::Parts {
        terms: shards::put_all(postings::cut(&terms), put),
        records: shards::put_all(records::cut(&records), put),
        texts: shards::put_all(text::cut(&records), put),
    };
    let manifest = manifest::manifest(site, &records, &parts);
    put("data/search.js", manifest.as_bytes());
}
