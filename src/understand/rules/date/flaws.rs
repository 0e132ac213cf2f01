//! Findings for dates that no calendar has, and for those that could be two days.

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::lexicon::Label;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::dates::Flaw;
use crate::understand::values::dates::Reading;
use crate::understand::values::dates::Year;
use std::collections::BTreeSet;

/// Remarks on the dates in fields, cells, titles and lines. What could be two days is
/// remarked on once, however often it stands there.
pub(super) fn report(cx: Context<'_>, draft: &mut Draft) {
    let year = draft.day().map_or(cx.reading.year, Year::Near);
    let reading = Reading { year, ..cx.reading };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut places: BTreeSet<(u32, u32)> = BTreeSet::new();
    for line in places_of(cx).filter(|line| dates::has_number(line.text())) {
        for found in dates::dates(&line.without_code(), reading) {
            let Err(flaw) = found.date else { continue };
            let place = line.cut(found.start, found.end);
            let range = place.range();
            let known = flaw == Flaw::Ambiguous && !seen.insert(place.text().to_owned());
            if !known && places.insert((range.start, range.end)) {
                draft.notes.extend(remark(flaw, place.text(), range));
            }
        }
    }
}

fn places_of(cx: Context<'_>) -> impl Iterator<Item = &Slice> {
    let timed = move |kind: Option<Label>| {
        matches!(kind, Some(Label::Date | Label::Next | Label::When | Label::Completed))
    };
    let entries = &cx.outline.entries;
    let fields = cx.outline.fields().map(|(_, field)| field);
    let fields = fields.chain(entries.iter().flat_map(|entry| &entry.fields));
    let values = fields.filter(move |f| timed(f.kind)).map(|field| &field.value);
    let cells = entries.iter().flat_map(|entry| &entry.cells);
    let cells = cells.filter(move |c| timed(c.column)).map(|cell| &cell.value);
    let titles = cx.outline.sections.iter().map(|section| &section.title);
    let titles = titles.chain(entries.iter().map(|entry| &entry.title));
    let lines = cx.outline.lines.iter().map(|line| &line.text);
    values.chain(cells).chain(titles).chain(lines)
}

fn remark(flaw: Flaw, text: &str, range: TextRange) -> Option<Diagnostic> {
    let (code, message, hint) = match flaw {
        Flaw::Impossible => (
            Code::ImpossibleDate,
            format!("`{text}` is not a day of any calendar"),
            "it is shown as text, without a date",
        ),
        Flaw::Ambiguous => (
            Code::AmbiguousDate,
            format!("`{text}` could be day/month or month/day"),
            "write it as YYYY-MM-DD, or set `date_order` in kenning.toml",
        ),
        Flaw::NoYear => return None,
    };
    Some(Diagnostic { code, range: Some(range), message, hint: Some(hint.to_owned()) })
}
