//! Dated happenings: reviews, deadlines, entries of a timeline or log, headings of a
//! month or quarter. At least precise to the month and with a sure year; the main
//! date of the document is none.
//!
//! Due dates of items count in reports and retrospectives; in plans and registers
//! they stand beside the item already.

mod places;

use crate::model::DocKind;
use crate::model::Event;
use crate::text::Day;
use crate::text::Moment;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::dates::Reading;
use crate::understand::values::dates::Year;
use places::Place;
use places::Sort;
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
        // The newest entry of a log is a happening, though it dates the whole.
        let stated = draft.facts.date.filter(|date| date.by.rule != "newest-entry");
        let main = stated.map(|date| date.value);
        let report = draft.is_report();
        let items = &draft.facts.items;
        let dues: Vec<TextRange> =
            items.iter().filter_map(|item| Some(item.when.as_ref()?.by.range)).collect();
        // A guide tells of dates as of anything else; only what it labels is a happening.
        let guide = draft.facts.kind.map(|kind| kind.value) == Some(DocKind::Other)
            && items.is_empty();
        let years = years(cx);
        let mut events: Vec<Event> = Vec::new();
        for place in places::places(cx, draft) {
            let heading = place.sort == Sort::Heading;
            if guide && place.label.is_none() && !heading {
                continue;
            }
            let year = years.get(place.section).copied().flatten();
            let due = |range: TextRange| dues.iter().any(|due| due.holds(range));
            let events_of =
                happenings(cx, &place, year).into_iter().filter_map(|found| {
                    let (date, start, end) = found;
                    let range = place.line.cut(start, end).range();
                    let precise = matches!(date, Moment::Day(_) | Moment::Month(..))
                        || heading && matches!(date, Moment::Quarter(..));
                    let beside = !heading && !report && due(range);
                    let told = precise && Some(date) != main && !beside;
                    told.then(|| Event { date, label: label(&place, start, end), range })
                });
            events.extend(events_of);
        }
        events.sort_by_key(|event| event.range);
        events.dedup_by(|a, b| (a.range, a.date) == (b.range, b.date));
        draft.facts.events = events;
    }
}

/// The dates of a place, and where in its line they stand.
fn happenings(
    cx: Context<'_>,
    place: &Place,
    near: Option<Day>,
) -> Vec<(Moment, usize, usize)> {
    let year = match (near, cx.reading.year) {
        (Some(day), _) if place.sort == Sort::Ahead => Year::From(day),
        (Some(day), _) => Year::Near(day),
        (None, Year::Near(day)) if place.sort == Sort::Ahead => Year::From(day),
        (None, own) => own,
    };
    let reading = Reading { year, ..cx.reading };
    let text = place.line.text();
    let dated: Vec<_> = dates::dates(text, reading)
        .into_iter()
        .filter_map(|found| Some((found.date.ok()?, found.start, found.end)))
        .collect();
    if !dated.is_empty() || place.sort != Sort::Heading {
        return dated;
    }
    // `## March` in a log of one year.
    let (Year::Near(day), Some(month)) = (year, cx.lexicon.months.exact(text)) else {
        return Vec::new();
    };
    vec![(Moment::Month(day.year(), month), 0, text.len())]
}

/// For each section the day that the nearest heading above tells, if one does.
fn years(cx: Context<'_>) -> Vec<Option<Day>> {
    let mut years: Vec<Option<Day>> = Vec::new();
    for section in &cx.outline.sections {
        let title = section.title.text();
        let first = dates::first(title, cx.reading).and_then(|(date, _)| date.span());
        let bare = || {
            let whole = title.trim().len() <= 12;
            Day::new(dates::bare_year(title).filter(|_| whole)?, 7, 1).ok()
        };
        let own = first.map(|span| span.from).or_else(bare);
        let above = || years.get(section.parent?).copied().flatten();
        years.push(own.or_else(above));
    }
    years
}

/// What happens: the place's own label, else what its line says.
fn label(place: &Place, start: usize, end: usize) -> String {
    let say = if place.sort == Sort::Heading { headed } else { describe };
    place.label.clone().unwrap_or_else(|| say(&place.line, start, end))
}

/// What stands behind the date of a heading, else the whole of it.
fn headed(line: &Slice, start: usize, end: usize) -> String {
    let text = line.text();
    let behind = text.get(end..).unwrap_or_default();
    if behind.chars().filter(|c| c.is_alphanumeric()).count() >= 3 {
        return describe(line, start, end);
    }
    text.chars().take(LONGEST).collect::<String>().trim().to_owned()
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
