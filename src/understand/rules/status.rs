//! How far an item is: its checkbox, its own field, cell or title, a struck-through
//! title, else the section it stands in (`## Completed`). Nothing said is nothing.

use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Read;
use crate::model::Status;
use crate::parse::Style;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::values::dates;
use crate::understand::values::state;
use crate::understand::values::title::Title;

/// See the module.
pub(super) struct StatusOf;

impl Rule for StatusOf {
    fn name(&self) -> &'static str {
        "status"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let report = matches!(
            draft.facts.kind.map(|kind| kind.value),
            Some(DocKind::Learning | DocKind::Postmortem | DocKind::Status)
        );
        for (item, entry, title) in draft.items(cx.outline) {
            let own = own(cx, entry, title);
            let told = own
                .or_else(|| tail(cx, entry, item))
                .or_else(|| item.status.map(|s| (s, String::new())));
            let told = told.or_else(|| section(cx, entry, item)).filter(|(status, _)| {
                // A plan says what is planned, not that it is still open.
                report
                    || status.value != Status::Open
                    || status.by.basis == Basis::Written
            });
            if let Some((status, text)) = told {
                item.status = Some(status);
                item.status_text = (!text.is_empty()).then_some(text);
            }
        }
    }
}

type Told = (Read<Status>, String);

fn told(
    value: Status,
    rule: &'static str,
    basis: Basis,
    range: crate::text::TextRange,
    text: &str,
) -> Told {
    (Read { value, by: Evidence { rule, basis, range } }, text.trim().to_owned())
}

fn own(cx: Context<'_>, entry: &Entry, title: &Title) -> Option<Told> {
    let line = entry.title.range();
    if let Some(ticked) = entry.checkbox {
        let value = if ticked { Status::Done } else { Status::Open };
        return Some(told(value, "checkbox", Basis::Written, line, ""));
    }
    if let Some(told) = by_cell(cx, entry) {
        return Some(told);
    }
    for field in cx.outline.fields_of(entry) {
        match field.kind {
            Some(Label::Status) => {
                if let Some(value) = state::status(field.value.text(), cx.lexicon) {
                    return Some(told(
                        value,
                        "status-field",
                        Basis::Written,
                        field.range,
                        field.value.text(),
                    ));
                }
            }
            Some(Label::Completed) if !field.value.is_empty() => {
                return Some(told(
                    Status::Done,
                    "completion-date",
                    Basis::Derived,
                    field.range,
                    field.value.text(),
                ));
            }
            _ => {}
        }
    }
    if entry.title.is_all(Style::STRUCK) {
        return Some(told(Status::Done, "struck-through", Basis::Written, line, ""));
    }
    let (status, text, range) = title.status.clone()?;
    Some(told(status, "status-in-title", Basis::Written, range, &text))
}

fn by_cell(cx: Context<'_>, entry: &Entry) -> Option<Told> {
    for cell in &entry.cells {
        let (text, range) = (cell.value.text(), cell.value.range());
        match cell.column {
            Some(Label::Status) => {
                if let Some(value) = state::status(text, cx.lexicon) {
                    return Some(told(
                        value,
                        "status-column",
                        Basis::Written,
                        range,
                        text,
                    ));
                }
            }
            // A date in a column of completion dates says that it was completed.
            Some(Label::Completed) if !dates::dates(text, cx.reading).is_empty() => {
                return Some(told(
                    Status::Done,
                    "completion-date",
                    Basis::Derived,
                    range,
                    text,
                ));
            }
            _ => {}
        }
    }
    None
}

/// `… - open`, `deferred to the next sprint`, `Approved …`: a word of state at the
/// end behind a dash, or a decision that puts something off or through.
fn tail(cx: Context<'_>, entry: &Entry, item: &Item) -> Option<Told> {
    let text = entry.title.text();
    let dash = [" - ", " – ", " — ", " → ", ": "]
        .iter()
        .filter_map(|dash| Some((text.rfind(dash)?, dash.len())))
        .max();
    if let Some((at, length)) = dash {
        let word = text.get(at + length..)?;
        let decided = item.kind.value == ItemType::Decision;
        let open = |status: &Status| *status == Status::Open;
        // What is decided is not open: `Decision: no` is an answer.
        let whole = cx.lexicon.status.exact(word).filter(|s| !(decided && open(s)));
        let short = decided || word.split_whitespace().count() <= 4;
        // Sentences begin with `new`, `no` and `open` without telling a state.
        let lead = cx.lexicon.status.leading(word).map(|x| x.0);
        let lead = lead.filter(|status| short && !open(status));
        if let Some(value) = whole.or(lead) {
            return Some(told(
                value,
                "status-tail",
                Basis::Written,
                entry.title.part(word).range(),
                word,
            ));
        }
    }
    let deferral = text
        .split_whitespace()
        .find(|word| cx.lexicon.deferrals.exact(word).is_some())?;
    Some(told(
        Status::Deferred,
        "deferred",
        Basis::Written,
        entry.title.part(deferral).range(),
        deferral,
    ))
}

fn section(cx: Context<'_>, entry: &Entry, item: &Item) -> Option<Told> {
    let workable = matches!(
        item.kind.value,
        ItemType::Task | ItemType::Action | ItemType::Debt | ItemType::Learning
    );
    cx.outline.up(entry.section).find_map(|(_, section)| {
        let by_bracket = || {
            let text = section.title.text();
            state::brackets(text)
                .into_iter()
                .find_map(|part| cx.lexicon.status.exact(part.get(1..part.len() - 1)?))
        };
        let value = match section.sense {
            Some(Sense::Done) if workable => Some(Status::Done),
            Some(Sense::InProgress) if workable => Some(Status::InProgress),
            Some(Sense::Planned) if workable => Some(Status::Open),
            Some(Sense::Blocked) if workable => Some(Status::Blocked),
            Some(Sense::Deferred) => Some(Status::Deferred),
            _ => by_bracket(),
        }?;
        Some(told(value, "status-section", Basis::Inherited, section.title.range(), ""))
    })
}
