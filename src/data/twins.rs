//! The text of each document beside its page, as Markdown.
//!
//! It is what a reader of the page sees: without front matter and comments, and with
//! its encoding mended. Links stand as the author wrote them.

use super::Files;
use super::beside;
use crate::link::Site;
use std::sync::Arc;

/// The twins of all pages of documents.
pub(super) fn twins(site: &Site) -> Files {
    let twin = |doc: &crate::link::Doc| {
        let text = &doc.source.text;
        // Front matter leaves its line breaks behind.
        let shown = text.trim_start_matches(['\n', '\r']);
        let bytes = if shown.len() == text.len() {
            Arc::from(Arc::clone(text))
        } else {
            Arc::from(shown.as_bytes())
        };
        (beside(&doc.url, "md").as_str().to_owned(), bytes)
    };
    site.published().map(|(_, doc)| twin(doc)).collect()
}
