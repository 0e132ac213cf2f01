//! Front matter that says something else than the text: the correction counts, and
//! a finding says so.
//!
//! Compared are the title with the first `# Heading`, the date with a `Date: …` field
//! and the state with a `Status: …` field. A longer title that holds the words of
//! the shorter one does not disagree with it.

use super::date;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::outline::SectionKind;
use crate::understand::values::dates;
use crate::understand::values::state;

/// See the module.
pub(super) struct FrontMatter;

impl Rule for FrontMatter {
    fn name(&self) -> &'static str {
        "front_matter"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let found = [title(cx), day(cx), status(cx)];
        draft.notes.extend(found.into_iter().flatten());
    }
}

fn title(cx: Context<'_>) -> Option<Diagnostic> {
    let stated = cx.source.meta.title.as_deref()?;
    let mut headings = cx.outline.sections.iter();
    let first = headings.find(|section| section.kind == SectionKind::Heading(1))?;
    let (one, other) = (normal(stated), normal(first.title.text()));
    // `Sprint 4` is `Sprint Planning 4`, said shorter.
    let within = |part: &str, whole: &str| {
        part.split(' ').all(|word| whole.split(' ').any(|other| other == word))
    };
    let holds = one.contains(&other) || other.contains(&one);
    let same = holds || within(&one, &other) || within(&other, &one);
    (!same).then(|| differs("title", stated, first.title.text(), first.title.range()))
}

fn day(cx: Context<'_>) -> Option<Diagnostic> {
    let stated = cx.source.meta.date.as_deref()?;
    let (front, _) = dates::first(stated, cx.reading)?;
    let (text, range) = date::by_field(cx)?;
    // A month holds its days.
    let (one, other) = (front.span()?, text.span()?);
    let apart = one.to < other.from || other.to < one.from;
    apart.then(|| differs("date", stated, &text.to_string(), range))
}

fn status(cx: Context<'_>) -> Option<Diagnostic> {
    let stated = cx.source.meta.status.as_deref()?;
    let front = state::status(stated, cx.lexicon)?;
    // Only a field of the document itself, not one of a thing in it.
    let mut fields = cx.outline.fields().filter(|(section, _)| *section <= 1);
    let (_, field) = fields.find(|(_, field)| field.kind == Some(Label::Status))?;
    let text = state::status(field.value.text(), cx.lexicon)?;
    (front != text).then(|| differs("status", stated, field.value.text(), field.range))
}

fn differs(what: &str, front: &str, text: &str, range: TextRange) -> Diagnostic {
    Diagnostic {
        code: Code::FrontMatterDisagrees,
        range: Some(range),
        message: format!("the front matter has the {what} `{front}`, the text `{text}`"),
        hint: Some("the front matter counts; make both say the same".into()),
    }
}
