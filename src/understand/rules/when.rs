//! When an item is due: its own field or cell, a bracket or lead of its title
//! (`Monday: …`, `… by 9 March`), else the nearest heading that names a future time.
//!
//! Never for finished work, nor the period that the whole document is about. The
//! words stay as written; days are given only where the text or the document's date
//! fixes them.

use crate::model::Basis;
use crate::model::Certainty;
use crate::model::Evidence;
use crate::model::ItemType;
use crate::model::Status;
use crate::model::When;
use crate::text::Day;
use crate::text::Span;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::due;
use crate::understand::values::title::Title;

/// See the module.
pub(super) struct WhenDue;

impl Rule for WhenDue {
    fn name(&self) -> &'static str {
        "when"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let anchor = draft.day();
        let periods: Vec<String> =
            draft.facts.periods.iter().map(|period| normal(period)).collect();
        for (item, entry, title) in draft.items(cx.outline) {
            let finished = item.status.map(|status| status.value) == Some(Status::Done);
            let own = own(cx, entry, title, item.kind.value);
            let told = own.or_else(|| {
                let planned =
                    matches!(item.kind.value, ItemType::Task | ItemType::Action);
                planned.then(|| above(cx, entry, &periods)).flatten()
            });
            let Some((rule, basis, slice)) = told.filter(|_| !finished) else { continue };
            let text = slice.text().trim().to_owned();
            if text.is_empty()
                || cx.lexicon.nobody.exact(&text).is_some()
                || periods.contains(&normal(&text))
            {
                continue;
            }
            let due = days(&text, cx, anchor);
            item.when = Some(When {
                text,
                due,
                by: Evidence { rule, basis, range: slice.range() },
            });
        }
    }
}

fn days(text: &str, cx: Context<'_>, anchor: Option<Day>) -> Option<(Span, Certainty)> {
    due::days(text, cx.reading, anchor)
}

type Told = (&'static str, Basis, Slice);

fn own(cx: Context<'_>, entry: &Entry, title: &Title, kind: ItemType) -> Option<Told> {
    let written = |rule, slice: Slice| Some((rule, Basis::Written, slice));
    let cell = entry
        .cells
        .iter()
        .find(|cell| cell.column == Some(Label::When) && !cell.value.is_empty());
    if let Some(cell) = cell {
        return written("when-column", cell.value.clone());
    }
    let mut fields = cx.outline.fields_of(entry);
    if let Some(field) =
        fields.find(|field| field.kind == Some(Label::When) && !field.value.is_empty())
    {
        return written("when-field", field.value.clone());
    }
    if let Some(when) = &title.when {
        return written("when-in-title", when.clone());
    }
    let line = &entry.title;
    if let Some(lead) = lead(cx, line) {
        return written("when-lead", lead);
    }
    if !matches!(
        kind,
        ItemType::Task | ItemType::Action | ItemType::Decision | ItemType::Debt
    ) {
        return None;
    }
    if let Some(told) = due::told(line, cx.reading) {
        return written("when-in-sentence", told);
    }
    if kind == ItemType::Decision {
        return due::period_phrase(line, cx.lexicon)
            .and_then(|slice| written("when-in-sentence", slice));
    }
    None
}

/// `Monday: …`, `Sprint 2: …`.
fn lead(cx: Context<'_>, line: &Slice) -> Option<Slice> {
    let (lead, _) = line.text().split_once([':', '：'])?;
    let lead = line.part(lead).trim();
    let weekday = cx.lexicon.weekdays.exact(lead.text()).is_some();
    let whole = |found: &Slice| found.text().len() + 2 >= lead.text().len();
    let relative = cx.lexicon.relative.exact(lead.text()).is_some();
    let timed = due::phrase(&lead, cx.reading).is_some_and(|found| whole(&found));
    (weekday || relative || timed).then_some(lead)
}

/// The nearest heading above that names a time, unless the document is about it.
fn above(cx: Context<'_>, entry: &Entry, periods: &[String]) -> Option<Told> {
    for (_, section) in cx.outline.up(entry.section) {
        if section.kind == SectionKind::Heading(1)
            || section.kind == SectionKind::Document
        {
            return None;
        }
        if let Some(found) = due::phrase(&section.title, cx.reading) {
            let own_period = periods.contains(&normal(found.text()));
            return (!own_period).then_some(("when-heading", Basis::Inherited, found));
        }
    }
    None
}
