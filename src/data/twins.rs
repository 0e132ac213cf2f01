//! The text of each document beside its page, as Markdown.
//!
//! It is what a reader of the page sees: without front matter and comments, and with
//! its encoding mended. Links stand as the author wrote them.

use super::Put;
use super::beside;
use crate::link::Site;

/// The twins of all pages of documents.
pub(super) fn twins(site: &Site, put: Put<'_>) {
    for (_, doc) in site.published() {
        // Front matter leaves its line breaks behind.
        let shown = doc.source.text.trim_start_matches(['\n', '\r']);
        put(beside(&doc.url, "md").as_str(), shown.as_bytes());
    }
}
