//! Dated happenings: reviews, deadlines, entries of a timeline or log, headings of a
//! month or quarter. At least precise to the month and with a sure year; the main
//! date of the document is none.
//!
//! Due dates of items count in reports and retrospectives; in plans and registers
//! they stand beside the item already.

use crate::model::DocKind;
use crate::model::Event;
use crate::text::Moment;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use unicode_segmentation::UnicodeSegmentation;

/// See the module.
pub(super) struct Events;

/// The longest label of an event, in characters.
const LONGEST: usize = 120;

impl Rule for Events {
    fn name(&self) -> &'static str {
        "events"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let main = draft.facts.date.map(|date| date.value);
        let report = matches!(
            draft.facts.kind.map(|kind| kind.value),
            Some(DocKind::Learning | DocKind::Postmortem | DocKind::Status)
        );
        let dues: Vec<TextRange> = draft
            .facts
            .items
            .iter()
            .filter_map(|item| Some(item.when.as_ref()?.by.range))
            .collect();
        let mut events: Vec<Event> = Vec::new();
        // A guide tells of dates as of anything else; only what it labels is a happening.
        let guide = draft.facts.kind.map(|kind| kind.value) == Some(DocKind::Other)
            && draft.facts.items.is_empty();
        for (line, label, heading) in places(cx) {
            if guide && label.is_none() && !heading {
                continue;
            }
            for found in dates::dates(line.text(), cx.reading) {
                let Ok(date) = found.date else { continue };
                let range = line.cut(found.start, found.end).range();
                let precise = matches!(date, Moment::Day(_) | Moment::Month(..))
                    || heading && matches!(date, Moment::Quarter(..));
                let due = dues.iter().any(|due| due.holds(range));
                if !precise || Some(date) == main || due && !report {
                    continue;
                }
                let text = label
                    .clone()
                    .unwrap_or_else(|| describe(&line, found.start, found.end));
                events.push(Event { date, label: text, range });
            }
        }
        events.sort_by_key(|event| event.range);
        events.dedup_by(|a, b| (a.range, a.date) == (b.range, b.date));
        draft.facts.events = events;
    }
}

/// The lines that may tell of a happening, with the label of those that have one.
fn places(cx: Context<'_>) -> Vec<(Slice, Option<String>, bool)> {
    let mut places = Vec::new();
    for section in &cx.outline.sections {
        let heading = matches!(section.kind, SectionKind::Heading(_));
        if !section.title.is_empty() && section.kind != SectionKind::Heading(1) {
            places.push((section.title.clone(), None, heading));
        }
    }
    let bare = |label: Option<Label>| {
        matches!(label, Some(Label::Date | Label::Period | Label::Duration))
    };
    let entries = cx.outline.entries.iter();
    let entries = entries.flat_map(|entry| entry.fields.iter().map(move |f| (entry, f)));
    let sections = cx.outline.sections.iter();
    let sections =
        sections.flat_map(|section| section.fields.iter().map(move |f| (section, f)));
    let fields = sections
        .map(|(section, field)| (&section.title, field))
        .chain(entries.map(|(entry, field)| (&entry.title, field)));
    for (owner, field) in fields.filter(|(_, field)| !bare(field.kind)) {
        // `Due` alone says nothing: the entry does.
        let due = matches!(field.kind, Some(Label::When | Label::Completed));
        let label = if due && !owner.is_empty() { owner.text() } else { &field.label };
        // What `Decision: open on 20 June` is about stands in the value.
        let marker = cx.lexicon.markers.exact(label).is_some();
        places.push((field.value.clone(), (!marker).then(|| label.to_owned()), false));
    }
    for entry in cx.outline.entries.iter().filter(|entry| entry.opens.is_none()) {
        if entry.cells.is_empty() {
            places.push((entry.title.clone(), None, false));
            places.extend(entry.rest.clone().map(|rest| (rest, None, false)));
        }
        let title = entry.title.text().to_owned();
        for cell in &entry.cells {
            places.push((cell.value.clone(), Some(title.clone()), false));
        }
    }
    for line in cx.outline.lines.iter().filter(|line| !line.is_fields) {
        places.push((line.text.clone(), None, false));
    }
    places
}

/// The rest of the sentence says what happened.
fn describe(line: &Slice, start: usize, end: usize) -> String {
    let whole = line.text();
    let mut sentences = whole.split_sentence_bound_indices();
    let sentence = sentences.find(|(at, words)| *at <= start && end <= at + words.len());
    let (at, text) = sentence.unwrap_or((0, whole));
    let (start, end) = (start - at, end - at);
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '(' | '"' | '“' | '@' | '#');
    let behind =
        text.get(end..).unwrap_or_default().trim_start_matches(|c: char| !kept(c));
    let before = text
        .get(..start)
        .unwrap_or_default()
        .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let words = if behind.chars().count() >= 3 { behind } else { before };
    let words = if words.is_empty() { text } else { words };
    words.chars().take(LONGEST).collect::<String>().trim().to_owned()
}
