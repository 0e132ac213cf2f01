//! The visible text of documents, by section.
//!
//! A text shard is JSON: for each document a list of sections `[anchor, heading,
//! text]`, code blocks left out (their words are found, but make no sentence).

use super::records::Record;
use crate::link::Doc;
use crate::parse::BlockKind;
use crate::parse::layout::Block;
use std::collections::BTreeMap;

/// The size of a text shard in bytes, before it is compressed to a sixth: the larger,
/// the better it packs, the more a hit's sentence costs.
const SHARD: usize = 160_000;

/// The most text of one document from which sentences are shown, in bytes; words are
/// found beyond.
const MOST: usize = 200_000;

/// What a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading.
    Heading,
    /// Anything else.
    Text,
}

/// Hands each piece of visible text of `doc` to `take`.
pub(super) fn each(doc: &Doc, mut take: impl FnMut(&str, Kind)) {
    for block in doc.layout.blocks() {
        match block.kind {
            BlockKind::Code(_) => {
                take(block.range.slice(&doc.source.text), Kind::Text);
            }
            BlockKind::Heading(_) => take(&plain(&block), Kind::Heading),
            _ if !block.is_leaf() => {}
            _ => take(&plain(&block), Kind::Text),
        }
    }
}

/// The shards: the number of the first document of each, and its text.
pub(super) fn cut(records: &[Record<'_>]) -> Vec<(usize, String)> {
    let mut shards: Vec<(usize, String)> = Vec::new();
    for (number, doc) in records.iter().filter_map(|record| record.doc).enumerate() {
        if shards.last().is_none_or(|(_, text)| text.len() > SHARD) {
            shards.push((number, String::new()));
        }
        let Some((_, text)) = shards.last_mut() else { continue };
        text.push(if text.is_empty() { '[' } else { ',' });
        // Lists of strings cannot fail to be written.
        text.push_str(&serde_json::to_string(&sections(doc)).unwrap_or_default());
    }
    for (_, text) in &mut shards {
        text.push(']');
    }
    shards
}

/// The sections of a document: anchor, heading, text. The first has neither.
fn sections(doc: &Doc) -> Vec<(String, String, String)> {
    let anchors: BTreeMap<u32, &str> = doc
        .layout
        .anchors
        .iter()
        .map(|(block, anchor)| (*block, anchor.as_str()))
        .collect();
    let mut all = vec![(String::new(), String::new(), String::new())];
    let mut room = MOST;
    for block in doc.layout.blocks() {
        if matches!(block.kind, BlockKind::Heading(_)) {
            let anchor = anchors.get(&block.at).copied().unwrap_or_default();
            all.push((anchor.to_owned(), plain(&block), String::new()));
        } else if block.is_leaf() && !matches!(block.kind, BlockKind::Code(_)) {
            let text = plain(&block);
            let Some((_, _, section)) = all.last_mut() else { continue };
            room = room.saturating_sub(text.len());
            if room == 0 {
                break;
            }
            if !section.is_empty() {
                section.push('\n');
            }
            section.push_str(&text);
        }
    }
    all.retain(|(_, heading, text)| !heading.is_empty() || !text.is_empty());
    all
}

fn plain(block: &Block<'_>) -> String {
    let text = block.text();
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}
