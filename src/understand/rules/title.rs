//! The title of a document: that of its front matter, for it is there to correct the
//! reading; else its first `# Heading`, else its first heading of any level.

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
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
        draft.facts.title = meta
            .or_else(|| first.map(|section| heading(section, Basis::Written)))
            .or_else(|| headings().next().map(|section| heading(section, Basis::Derived)))
            .filter(|title| !title.value.is_empty());
    }
}

/// Without emoji at its ends and with single blanks.
fn cleaned(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches(|c: char| c.is_whitespace() || is_pictograph(c))
        .to_owned()
}
