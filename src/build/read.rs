//! Reads one document: its bytes become text, blocks and facts.
//!
//! A panic in a stage costs the document what that stage gives, and nothing else:
//! it keeps its page, and a finding names it.

use super::limits;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Noted;
use crate::link::ReadDoc;
use crate::model::Facts;
use crate::parse;
use crate::parse::Document;
use crate::parse::Layout;
use crate::render::body;
use crate::source;
use crate::source::Source;
use crate::text::DocPath;
use crate::text::Lines;
use crate::text::TextRange;
use crate::understand;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;

/// The stage that understands; another one where a test breaks it on purpose.
pub(super) type Understand =
    fn(&understand::Settings, &Source, &Document) -> Noted<Facts>;

/// The document in `bytes`.
pub(super) fn read(
    path: &DocPath,
    bytes: &[u8],
    settings: &understand::Settings,
    understand: Understand,
) -> ReadDoc {
    let mut notes = Vec::new();
    let given = guarded(&mut notes, || source::source(path.clone(), bytes));
    let mut source = taken(&mut notes, given).unwrap_or_else(|| empty(path));
    settings.correct(&mut source);
    let document = guarded(&mut notes, || parse::parse(&source)).unwrap_or_default();
    if let Some(over) = limits::form(&document) {
        return without(path, over);
    }
    let given = guarded(&mut notes, || understand(settings, &source, &document));
    let mut facts = taken(&mut notes, given).unwrap_or_else(Facts::default);
    if let Some(over) = limits::content(&facts) {
        return without(path, over);
    }
    let lost = guarded(&mut notes, || body::left_out(&source.text)).unwrap_or_default();
    notes.extend(lost.into_iter().map(left_out));
    fit(&mut facts);
    ReadDoc {
        layout: Arc::new(Layout::of(document, &source.text)),
        source: Arc::new(source),
        facts: Arc::new(facts),
        notes: notes.into(),
    }
}

/// Gives back what lists took in advance: all documents are held until the site is made,
/// and most lists of a document have one or two elements.
fn fit(facts: &mut Facts) {
    facts.items.shrink_to_fit();
    for item in &mut facts.items {
        item.owners.shrink_to_fit();
        item.ids.shrink_to_fit();
        item.details.depends_on.shrink_to_fit();
    }
    facts.people.shrink_to_fit();
    for named in &mut facts.people {
        named.forms.shrink_to_fit();
        named.roles.shrink_to_fit();
    }
    facts.id_mentions.shrink_to_fit();
    facts.events.shrink_to_fit();
}

/// A document that is left out for one reason.
fn without(path: &DocPath, reason: Diagnostic) -> ReadDoc {
    ReadDoc {
        source: Arc::new(empty(path)),
        layout: Arc::default(),
        facts: Arc::default(),
        notes: [reason].into(),
    }
}

fn taken<T>(notes: &mut Vec<Diagnostic>, given: Option<Noted<T>>) -> Option<T> {
    let Noted { value, notes: new } = given?;
    notes.extend(new);
    Some(value)
}

/// What `stage` gives; `None` and a remark where it panics.
fn guarded<T>(notes: &mut Vec<Diagnostic>, stage: impl FnOnce() -> T) -> Option<T> {
    // The stages are pure: nothing they touched outlives a panic.
    let result = catch_unwind(AssertUnwindSafe(stage));
    if result.is_err() {
        notes.push(Diagnostic {
            code: Code::InternalError,
            range: None,
            message: "kenning broke on this document".into(),
            hint: Some("it is published as far as it was read; please report it".into()),
        });
    }
    result.ok()
}

fn left_out(range: TextRange) -> Diagnostic {
    Diagnostic {
        code: Code::TextLeftOut,
        range: Some(range),
        message: "a script or style is not published".into(),
        hint: Some("show code in a fenced block".into()),
    }
}

fn empty(path: &DocPath) -> Source {
    Source {
        path: path.clone(),
        text: "".into(),
        lines: Lines::of(""),
        meta: source::Meta::default(),
        directives: Vec::new(),
        repaired: 0,
        readable: false,
        origin: source::Origin::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_remark() {
        let mut notes = Vec::new();
        let broken: Option<u8> = guarded(&mut notes, || panic!("as bad as it gets"));
        assert_eq!(broken, None);
        assert_eq!(notes.first().map(|note| note.code), Some(Code::InternalError));
        assert_eq!(guarded(&mut notes, || 7), Some(7));
        assert_eq!(notes.len(), 1);
    }
}
