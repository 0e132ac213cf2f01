//! What a document is: a vote of all that speaks for a kind.
//!
//! Words of the title count most (`# Sprint 4 Retrospective`), then those of the
//! file's name, of a folder, the headings and fields (`went well`, `Attendees`).
//! Words that fit many papers (`notes`, `planning`) count half; what no vote carries
//! far enough is something other. [`votes`] holds the weights, [`evidence`] what
//! headings and fields say.

mod evidence;
mod votes;

use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::outline::SectionKind;
use crate::understand::settings::fits;
use votes::Voice;
use votes::Votes;

/// See the module.
pub(super) struct Kind;

impl Rule for Kind {
    fn name(&self) -> &'static str {
        "kind"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let top = TextRange::default();
        let found = |value, rule, basis, range| {
            let by = Evidence { rule, basis, range };
            Some(Read { value, by })
        };
        let stated = cx.source.meta.kind.as_deref().and_then(DocKind::from_word);
        if let Some(stated) = stated {
            draft.facts.kind = found(stated, "front-matter", Basis::Written, top);
            return;
        }
        if let Some(configured) = configured(cx) {
            draft.facts.kind = found(configured, "configuration", Basis::Written, top);
            return;
        }
        let title = draft.facts.title.as_ref();
        let range = title.map(|title| title.by.range).unwrap_or_default();
        let votes = cast(cx, title.map(|title| title.value.as_str()));
        draft.facts.kind = match votes.winner() {
            None => found(DocKind::Other, "kind", Basis::Guessed, top),
            Some((kind, Voice::Title)) => found(kind, "kind", Basis::Derived, range),
            Some((kind, Voice::Name)) => found(kind, "kind-by-name", Basis::Derived, top),
            Some((kind, Voice::Content)) => {
                found(kind, "kind-by-sections", Basis::Guessed, top)
            }
            Some((kind, Voice::Folder)) => {
                found(kind, "kind-by-folder", Basis::Guessed, top)
            }
        };
    }
}

fn configured(cx: Context<'_>) -> Option<DocKind> {
    let path = cx.source.path.as_str();
    let (_, kind) = cx.settings.kinds.iter().find(|(glob, _)| fits(glob, path))?;
    DocKind::from_word(kind)
}

/// All votes on the document.
fn cast(cx: Context<'_>, title: Option<&str>) -> Votes {
    let mut votes = Votes::default();
    // Front matter may name the page and the first heading the paper.
    let heading = cx.outline.sections.iter().find(|section| {
        matches!(section.kind, SectionKind::Heading(_)) && !section.title.is_empty()
    });
    let heading = heading.map(|section| section.title.text());
    let heading = heading.filter(|heading| Some(*heading) != title);
    for text in title.into_iter().chain(heading) {
        votes.words(cx, Voice::Title, text);
    }
    votes.words(cx, Voice::Name, &spaced(cx.source.path.stem()));
    for folder in cx.source.path.as_str().rsplit('/').skip(1).take(2) {
        votes.words(cx, Voice::Folder, &spaced(folder));
    }
    evidence::headings(cx, &mut votes);
    evidence::fields(cx, &mut votes);
    evidence::ids(cx, &mut votes);
    if evidence::is_dated(cx) {
        votes.dated();
    }
    votes
}

fn spaced(name: &str) -> String {
    name.replace(['-', '_', '.'], " ")
}
