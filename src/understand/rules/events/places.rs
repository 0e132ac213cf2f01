//! Where a document may tell of a happening: headings, fields, cells, entries, lines.

use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::spans;

/// A line that may tell of a happening.
pub(super) struct Place {
    pub(super) line: Slice,
    /// What happens, where the line itself does not say it.
    pub(super) label: Option<String>,
    /// The section that holds it, whose heading may tell the year.
    pub(super) section: usize,
    pub(super) sort: Sort,
}

/// What decides which fields tell of happenings.
#[derive(Clone, Copy)]
struct About {
    /// Whether the file holds several meetings, each with its day.
    meetings: bool,
    /// Whether the document looks back.
    report: bool,
}

/// How a happening stands in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Heading,
    /// A field or cell, whose label says what happens.
    Value,
    /// What lies ahead of the document: a due time, the next meeting.
    Ahead,
    Text,
}

/// The lines that may tell of a happening.
pub(super) fn places(cx: Context<'_>, draft: &Draft) -> Vec<Place> {
    let mut places = Vec::new();
    let title = cx.outline.sections.iter().position(|section| !section.title.is_empty());
    for (at, section) in cx.outline.sections.iter().enumerate() {
        let heading = matches!(section.kind, SectionKind::Heading(_));
        if !section.title.is_empty() && Some(at) != title {
            let sort = if heading { Sort::Heading } else { Sort::Text };
            let line = section.title.clone();
            places.push(Place { line, label: None, section: at, sort });
        }
    }
    let days = cx.outline.fields().filter(|(_, field)| is_day(field)).count();
    let about = About { meetings: days >= 2, report: draft.is_report() };
    let entries = cx.outline.entries.iter();
    let entries = entries.flat_map(|entry| {
        entry.fields.iter().map(move |f| (entry.section, &entry.title, f))
    });
    let sections = cx.outline.sections.iter().enumerate();
    let sections = sections.flat_map(|(at, section)| {
        section.fields.iter().map(move |field| (at, &section.title, field))
    });
    for (at, owner, field) in sections.chain(entries) {
        places.extend(of_field(cx, (at, owner, field), about));
    }
    for entry in cx.outline.entries.iter().filter(|entry| entry.opens.is_none()) {
        let section = entry.section;
        let text = |line| Place { line, label: None, section, sort: Sort::Text };
        if entry.cells.is_empty() {
            places.push(text(entry.title.clone()));
            places.extend(entry.rest.clone().map(text));
        }
        let title = entry.title.text();
        for cell in &entry.cells {
            let label = Some(title.to_owned());
            let ahead = cell.column == Some(Label::When);
            let sort = if ahead { Sort::Ahead } else { Sort::Value };
            places.push(Place { line: cell.value.clone(), label, section, sort });
        }
    }
    for line in &cx.outline.lines {
        // `**9 March 2026:** the gauge falls` looks like a field.
        let dated =
            || dates::dates(line.text.text(), cx.reading).iter().any(|d| d.start <= 2);
        if !line.is_fields || dated() {
            let section = line.section;
            places.push(Place {
                line: line.text.clone(),
                label: None,
                section,
                sort: Sort::Text,
            });
        }
    }
    places
}

/// Whether a field tells the day of a meeting or incident, not that of an update.
fn is_day(field: &Field) -> bool {
    field.kind == Some(Label::Date) && super::super::date::is_own_day(&field.label)
}

/// What a field tells: not the day of the document itself, nor the days of its period,
/// but for the last day of a plan.
fn of_field(
    cx: Context<'_>,
    (at, owner, field): (usize, &Slice, &Field),
    about: About,
) -> Option<Place> {
    let place = |line: Slice, label: &str, sort| Place {
        line,
        label: Some(label.to_owned()).filter(|label| !label.trim().is_empty()),
        section: at,
        sort,
    };
    let next = cx.outline.up(at).find(|(_, section)| section.label == Some(Label::Next));
    match field.kind {
        Some(Label::Date) => {
            if let Some((_, section)) = next {
                return Some(place(
                    field.value.clone(),
                    section.title.text(),
                    Sort::Ahead,
                ));
            }
            // Several meetings in one file have each their day.
            let several = about.meetings && at > 1 && is_day(field);
            several.then(|| place(field.value.clone(), owner.text(), Sort::Value))
        }
        Some(Label::Period | Label::Duration) if about.report => None,
        Some(Label::Period | Label::Duration) => {
            let found = spans::first(field.value.text(), cx.reading)?;
            let found = dates::dates(field.value.text(), cx.reading)
                .into_iter()
                .rfind(|date| found.start < date.start && date.end <= found.end)?;
            let line = field.value.cut(found.start, found.end);
            Some(place(line, &field.label, Sort::Value))
        }
        // `Due` alone says nothing: the entry does.
        Some(Label::When) if !owner.is_empty() => {
            Some(place(field.value.clone(), owner.text(), Sort::Ahead))
        }
        Some(Label::Completed) if !owner.is_empty() => {
            Some(place(field.value.clone(), owner.text(), Sort::Value))
        }
        Some(Label::Next) => Some(place(field.value.clone(), &field.label, Sort::Ahead)),
        // What `Decision: open on 20 June` is about stands in the value.
        _ if cx.lexicon.markers.exact(&field.label).is_some() => {
            Some(place(field.value.clone(), "", Sort::Value))
        }
        _ => Some(place(field.value.clone(), &field.label, Sort::Value)),
    }
}
