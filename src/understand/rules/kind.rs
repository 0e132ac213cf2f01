//! What a document is: by its title, else by its file's name, else by its folder,
//! else by what its sections hold.
//!
//! `# Sprint 4 Retrospective` is a learning, `minutes/2026-03-09.md` a meeting. Words
//! that fit many papers (`meeting`, `notes`, `update`) weigh less than telling ones.

use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use crate::understand::settings::fits;
use crate::understand::values::dates;
use crate::understand::values::ids;

/// See the module.
pub(super) struct Kind;

impl Rule for Kind {
    fn name(&self) -> &'static str {
        "kind"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let title = draft.facts.title.as_ref();
        let title_range = title.map(|title| title.by.range).unwrap_or_default();
        let found = |value, rule, basis, range| {
            let by = Evidence { rule, basis, range };
            Some(Read { value, by })
        };
        let top = TextRange::default();
        let stated = cx.source.meta.kind.as_deref().and_then(DocKind::from_word);
        let configured = || configured(cx);
        let by_title = || {
            let title = &title?.value;
            by_own_id(cx, title).or_else(|| best(cx, title))
        };
        let path = cx.source.path.as_str();
        let by_name = || best(cx, &spaced(cx.source.path.stem()));
        let by_folder =
            || path.rsplit('/').skip(1).find_map(|folder| best(cx, &spaced(folder)));
        draft.facts.kind = None
            .or_else(|| found(stated?, "front-matter", Basis::Written, top))
            .or_else(|| found(configured()?, "configuration", Basis::Written, top))
            .or_else(|| found(by_title()?, "kind", Basis::Derived, title_range))
            .or_else(|| found(by_name()?, "kind-by-name", Basis::Derived, top))
            .or_else(|| found(by_sections(cx)?, "kind-by-sections", Basis::Guessed, top))
            .or_else(|| found(by_folder()?, "kind-by-folder", Basis::Guessed, top))
            .or_else(|| found(DocKind::Other, "kind", Basis::Guessed, top));
    }
}

fn spaced(name: &str) -> String {
    name.replace(['-', '_', '.'], " ")
}

/// How telling a kind's words are beyond their length.
fn weight(kind: DocKind) -> usize {
    match kind {
        DocKind::Postmortem => 9,
        DocKind::Learning | DocKind::Debt => 7,
        DocKind::Decision | DocKind::Kickoff | DocKind::Other => 5,
        DocKind::Status => 3,
        DocKind::Meeting => 0,
    }
}

fn best(cx: Context<'_>, text: &str) -> Option<DocKind> {
    let all = cx.lexicon.kinds.all_within(text);
    // One word such as `minutes` names a meeting at either end of a short title; in
    // the middle of a sentence it is about something else.
    let words = normal(text).split(' ').count();
    let first = cx.lexicon.kinds.leading(text).map(|(kind, _)| kind);
    let telling = |(kind, length): &(DocKind, usize)| {
        *kind != DocKind::Meeting || *length > 8 || words <= 4 || first == Some(*kind)
    };
    all.into_iter()
        .filter(telling)
        .max_by_key(|(kind, length)| length + weight(*kind))
        .map(|(kind, _)| kind)
}

/// `ADR-7: …`: the prefix of the id with which a title begins tells what it is.
fn by_own_id(cx: Context<'_>, title: &str) -> Option<DocKind> {
    let first = title.split_whitespace().next()?;
    let prefix = ids::prefix(first.trim_end_matches(|c: char| !c.is_alphanumeric()));
    (prefix.len() < first.len()).then(|| cx.lexicon.kinds.exact(prefix))?
}

fn configured(cx: Context<'_>) -> Option<DocKind> {
    let path = cx.source.path.as_str();
    let (_, kind) = cx.settings.kinds.iter().find(|(glob, _)| fits(glob, path))?;
    DocKind::from_word(kind)
}

/// Whether the file's name, the title or one of the first lines tells a day.
fn is_dated(cx: Context<'_>) -> bool {
    let stem = spaced(cx.source.path.stem()).replace(' ', "-");
    let titles = cx.outline.sections.iter().take(3).map(|section| section.title.text());
    let lines = cx.outline.lines.iter().take(5).map(|line| line.text.text());
    let mut texts = titles.chain(lines).chain([stem.as_str()]);
    texts.any(|text| !dates::dates(text, cx.reading).is_empty())
}

/// By the senses of its sections: what most of them are about.
fn by_sections(cx: Context<'_>) -> Option<DocKind> {
    let sections = &cx.outline.sections;
    let count = |senses: &[Sense]| {
        sections
            .iter()
            .filter(|s| s.sense.is_some_and(|sense| senses.contains(&sense)))
            .count()
    };
    let retrospective = count(&[
        Sense::Well,
        Sense::Badly,
        Sense::Improve,
        Sense::Learning,
        Sense::Start,
    ]);
    let report = count(&[Sense::Done, Sense::InProgress, Sense::Planned, Sense::Blocker]);
    let debt = count(&[Sense::Debt]);
    let decisions = count(&[Sense::Decision]);
    let attended = cx.outline.fields().any(|(_, f)| f.kind == Some(Label::Attendee))
        || sections.iter().any(|section| section.label == Some(Label::Attendee));
    let (kind, votes) = [
        (DocKind::Learning, retrospective),
        (DocKind::Status, report),
        (DocKind::Debt, debt),
        (DocKind::Decision, decisions),
    ]
    .into_iter()
    .max_by_key(|(_, votes)| *votes)?;
    // Those present are listed of a meeting; of a guide only without a day.
    let field = cx.outline.fields().any(|(_, field)| field.kind == Some(Label::Date));
    let dated = field || is_dated(cx);
    if attended && dated && votes < 2 {
        return Some(DocKind::Meeting);
    }
    (votes >= 2).then_some(kind)
}
