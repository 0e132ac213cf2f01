//! How urgent an item is: its own field or cell, a word marked off in its title
//! (`- HIGH`, `[P0]`), else a section named by a priority (its direct entries).

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Priority;
use crate::model::Read;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::outline::Entry;
use crate::understand::values::state;
use crate::understand::values::title::Title;

/// See the module.
pub(super) struct PriorityOf;

impl Rule for PriorityOf {
    fn name(&self) -> &'static str {
        "priority"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        for (item, entry, title) in draft.items(cx.outline) {
            item.priority = read(cx, entry, title);
        }
    }
}

fn read(cx: Context<'_>, entry: &Entry, title: &Title) -> Option<Read<Priority>> {
    let found = |value, rule, basis, range| {
        Some(Read { value, by: Evidence { rule, basis, range } })
    };
    let likely = entry.cells.iter().any(|cell| cell.column == Some(Label::Likelihood));
    let cells = entry.cells.iter().filter(|cell| {
        // Beside a likelihood a severity is an impact.
        let impact = likely && cx.lexicon.severities.exact(&cell.header).is_some();
        cell.column == Some(Label::Priority) && !impact
    });
    for cell in cells {
        if let Some(value) = state::priority(cell.value.text(), cx.lexicon) {
            return found(value, "priority-column", Basis::Written, cell.value.range());
        }
    }
    for field in
        cx.outline.fields_of(entry).filter(|field| field.kind == Some(Label::Priority))
    {
        if let Some(value) = state::priority(field.value.text(), cx.lexicon) {
            return found(value, "priority-field", Basis::Written, field.range);
        }
    }
    if let Some((value, range)) = title.priority {
        return found(value, "priority-in-title", Basis::Written, range);
    }
    let section = cx.outline.sections.get(entry.section)?;
    let text = section.title.text();
    let value = state::level(text, cx.lexicon);
    // `### Charts (medium priority)`.
    let marked = || state::marked_priority(text, cx.lexicon).map(|(value, _)| value);
    let value = value.or_else(marked)?;
    found(value, "priority-section", Basis::Inherited, section.title.range())
}
