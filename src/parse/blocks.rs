//! Flattens comrak's tree.

use super::Document;
use crate::source::Source;

/// Parses one source. Every text is a document: parsing cannot fail.
pub fn parse(_source: &Source) -> Document {
    Document::default()
}
