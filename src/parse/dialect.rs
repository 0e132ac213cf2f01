//! The Markdown dialect and its tree, the same for understanding and for rendering.

use super::formula::has_formula;
use comrak::Arena;
use comrak::Node;
use comrak::Options;
use comrak::nodes::NodeValue;
use rustc_hash::FxHashMap;

/// The tree of `text`.
///
/// Footnotes stand behind all else in the order of their first references, as with
/// comrak; those that nothing refers to follow, where comrak would drop them.
pub fn tree<'a>(arena: &'a Arena<'a>, text: &str) -> Node<'a> {
    let mut options = dialect(text);
    if !text.contains("[^") {
        return comrak::parse_document(arena, text, &options);
    }
    options.parse.leave_footnote_definitions = true;
    let root = comrak::parse_document(arena, text, &options);
    let mut places = FxHashMap::default();
    let mut notes = Vec::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::FootnoteReference(to) => {
                places.entry(to.name.clone()).or_insert(to.ix);
            }
            NodeValue::FootnoteDefinition(_) => notes.push(node),
            _ => {}
        }
    }
    let place = |node: &Node<'a>| match &node.data().value {
        NodeValue::FootnoteDefinition(note) if note.total_references > 0 => {
            places.get(&note.name).copied().unwrap_or(u32::MAX)
        }
        _ => u32::MAX,
    };
    notes.sort_by_key(place);
    for note in notes {
        root.append(note);
    }
    root
}

/// `CommonMark` 0.31 with the extensions of GitHub, footnotes, alerts, description
/// lists and wiki-links; with formulas between dollar signs where `text` has one, so
/// that prices cost a document without formulas nothing.
pub fn dialect(text: &str) -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.tasklist = true;
    extension.strikethrough = true;
    extension.autolink = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.description_lists = true;
    extension.math_dollars = has_formula(text);
    extension.wikilinks_title_after_pipe = true;
    options
}
