//! The title of a document: that of its front matter, for it is there to correct the
//! reading; else its first `# Heading`, else its first heading of any level, else the
//! bold line with which it begins. A log whose headings are only days has none.

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::values::dates;
use crate::understand::values::title::is_pictograph;

/// See the module.
pub(super) struct DocumentTitle;

impl Rule for DocumentTitle {
    fn name(&self) -> &'static str {
        "title"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let headings = || {
            let real =
                |section: &&Section| matches!(section.kind, SectionKind::Heading(_));
            cx.outline
                .sections
                .iter()
                .filter(real)
                .filter(|section| !section.title.is_empty())
        };
        let first = headings().find(|section| section.kind == SectionKind::Heading(1));
        let heading = |section: &Section, basis| {
            let range = section.title.range();
            let by = Evidence { rule: "title", basis, range };
            Read { value: cleaned(section.title.text()), by }
        };
        let meta = cx.source.meta.title.clone().map(|value| {
            let by = Evidence {
                rule: "front-matter",
                basis: Basis::Written,
                range: TextRange::default(),
            };
            Read { value, by }
        });
        let first = first.map(|section| heading(section, Basis::Written));
        let other = || headings().next().or_else(|| bold_line(cx));
        let found = first
            .or_else(|| other().map(|section| heading(section, Basis::Derived)))
            .filter(|_| !is_log(cx));
        draft.facts.title = meta.or(found).filter(|title| !title.value.is_empty());
    }
}

/// Whether the first heading is only a day, as others of its level are.
pub(super) fn is_log(cx: Context<'_>) -> bool {
    let mut headings =
        cx.outline.sections.iter().filter(|s| matches!(s.kind, SectionKind::Heading(_)));
    let day = |section: &Section| {
        let text = section.title.text().trim();
        let found = dates::dates(text, cx.reading);
        found.first().is_some_and(|at| at.start == 0 && at.end + 1 >= text.len())
    };
    let Some(first) = headings.next().filter(|first| day(first)) else { return false };
    headings.any(|other| other.kind == first.kind && day(other))
}

/// The bold line with which a document without headings begins.
pub(super) fn bold_line(cx: Context<'_>) -> Option<&Section> {
    let mut sections = cx.outline.sections.iter();
    let document = sections.next()?;
    let first = sections.next().filter(|first| first.kind == SectionKind::Label)?;
    let headings =
        cx.outline.sections.iter().any(|s| matches!(s.kind, SectionKind::Heading(_)));
    let start = first.extent.start;
    let lines = cx.outline.lines.iter().map(|line| line.text.range().start);
    let entries = cx.outline.entries.iter().filter(|e| e.opens.is_none());
    let fields = document.fields.iter().map(|field| field.range.start);
    let all = lines.chain(entries.map(|entry| entry.extent.start)).chain(fields);
    let opens = !headings && !all.into_iter().any(|at| at < start);
    let text = first.title.text();
    let names_part = first.label.is_some()
        || cx.lexicon.senses.exact(text).is_some()
        || cx.lexicon.labels.exact(text).is_some();
    (opens && !names_part).then_some(first)
}

/// Without emoji at its ends and with single blanks.
fn cleaned(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches(|c: char| c.is_whitespace() || is_pictograph(c))
        .to_owned()
}
