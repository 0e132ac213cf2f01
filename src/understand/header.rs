//! The labelled values at the head of a document, however they are set out: lines,
//! list entries, rows of a table of two columns.

use super::Context;
use super::lexicon::Label;
use super::prose::Slice;

/// A labelled value at the head of a document.
pub struct Labelled {
    /// The label as written.
    pub label: String,
    /// What it announces, if the lexicon knows it.
    pub kind: Option<Label>,
    /// The value.
    pub value: Slice,
}

/// Those of the first `sections` sections, the document itself counted, in text order.
pub fn header(cx: Context<'_>, sections: usize) -> Vec<Labelled> {
    let fields = cx.outline.fields().filter(|(section, _)| *section < sections);
    let fields = fields.map(|(_, field)| field);
    let entries = || cx.outline.entries.iter().filter(|entry| entry.section < sections);
    let fields = fields.chain(entries().flat_map(|entry| &entry.fields));
    let fields = fields.map(|field| Labelled {
        label: field.label.clone(),
        kind: field.kind,
        value: field.value.clone(),
    });
    let rows = entries().filter_map(|entry| match entry.cells.as_slice() {
        [label, value] => {
            let written = label.value.text().trim_end_matches([':', '：']).to_owned();
            let kind = Some(cx.lexicon.labels.exact(&written)?);
            Some(Labelled { label: written, kind, value: value.value.clone() })
        }
        _ => None,
    });
    let mut found: Vec<Labelled> = fields.chain(rows).collect();
    found.sort_by_key(|field| field.value.range().start);
    found
}
