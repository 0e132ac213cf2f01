//! How far an item is: its checkbox, its own field, cell or title, a struck-through
//! title, else the section it stands in (`## Completed`). Nothing said is nothing.

mod own;
mod section;

use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Read;
use crate::model::Status;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Sense;
use crate::understand::outline::SectionKind;

/// See the module.
pub(super) struct StatusOf;

impl Rule for StatusOf {
    fn name(&self) -> &'static str {
        "status"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let kind = draft.facts.kind.map(|kind| kind.value);
        // A plan says what is planned, not that it is still open; beside what is
        // done or under way it says just that.
        let planned = if kind != Some(DocKind::Kickoff) || is_board(cx) {
            Planned::IsOpen
        } else {
            Planned::SaysNothing
        };
        let frame = section::Frame { planned, title: only_title(cx) };
        let remarks = own::remarks_below(cx);
        let entries = draft.entries.clone();
        for ((item, entry, title), at) in draft.items(cx.outline).zip(entries) {
            let told = own::read(cx, entry, title, item.kind.value)
                .or_else(|| remarks.get(&at).cloned())
                .or_else(|| own::tail(cx, entry, item))
                .or_else(|| item.status.map(|read| Told { read, text: String::new() }))
                .or_else(|| section::read(cx, entry, item, frame));
            if let Some(Told { read, text }) = told {
                item.status = Some(read);
                item.status_text = (!text.is_empty()).then_some(text);
            }
        }
    }
}

/// What a heading such as `Next steps` says of the state of its entries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Planned {
    IsOpen,
    SaysNothing,
}

/// The one `# Heading` of a document, by place: it names the whole and not a part.
fn only_title(cx: Context<'_>) -> Option<usize> {
    let sections = cx.outline.sections.iter().enumerate();
    let mut tops = sections.filter(|(_, s)| s.kind == SectionKind::Heading(1));
    let (at, _) = tops.next()?;
    tops.next().is_none().then_some(at)
}

/// Whether the sections sort work by its state: one holds what is begun, or three are
/// called by states (`Ready to start`, `4.3 Queued next`, `Deferred`).
fn is_board(cx: Context<'_>) -> bool {
    let begun = |sense| matches!(sense, Sense::Done | Sense::InProgress);
    let sections = &cx.outline.sections;
    let titles = sections.iter().map(|section| {
        section.title.text().trim_start_matches(|c: char| !c.is_alphabetic())
    });
    let columns = titles.filter(|title| cx.lexicon.status.exact(title).is_some());
    sections.iter().any(|section| section.sense.is_some_and(begun))
        || columns.count() >= 3
}

/// A state with the words that tell it.
#[derive(Clone, Debug)]
struct Told {
    read: Read<Status>,
    /// As written; nothing where a sign or the place tells it.
    text: String,
}

fn told(
    value: Status,
    rule: &'static str,
    basis: Basis,
    (range, text): (TextRange, &str),
) -> Told {
    let by = Evidence { rule, basis, range };
    Told { read: Read { value, by }, text: text.trim().to_owned() }
}
