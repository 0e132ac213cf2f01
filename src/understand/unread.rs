//! Where no things were looked for, so that authors can be told.

use super::lexicon::Sense;
use super::outline::Outline;
use super::outline::SectionKind;
use crate::model::Silence;
use crate::model::Unread;
use crate::text::TextRange;

/// The parts of the document that `ignored` excludes, and the sections whose title
/// says that they list nothing, the outermost each.
pub(super) fn unread(outline: &Outline, ignored: &[TextRange]) -> Vec<Unread> {
    let of_correction = ignored.iter().map(|range| Unread {
        range: *range,
        title: String::new(),
        why: Silence::Ignored,
    });
    let mut found: Vec<Unread> = of_correction.collect();
    let mut end = 0;
    for section in &outline.sections {
        let why = match section.sense {
            Some(Sense::Never) => Silence::Never,
            Some(Sense::None) => Silence::Telling,
            _ => continue,
        };
        // The title of a document is no answer to why one of its lists is not read.
        let whole =
            matches!(section.kind, SectionKind::Document | SectionKind::Heading(1));
        let lists = section.bullets + section.rows > 0 || section.subsections > 0;
        if whole || !lists || section.extent.end <= end {
            continue;
        }
        end = section.extent.end;
        let title = section.title.text().trim().to_owned();
        found.push(Unread { range: section.extent, title, why });
    }
    found.sort_by_key(|unread| unread.range);
    found
}
