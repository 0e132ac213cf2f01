//! The main date of a document.
//!
//! In this order: front matter, a `Date: …` field (then `Last updated`, `Created`),
//! its title, its file's name, a date alone on one of its first lines, the newest
//! dated heading of a log. `03/04/2025` without a hint is a finding, never a guess.

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::Moment;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::outline::SectionKind;
use crate::understand::values::dates;
use crate::understand::values::dates::Flaw;
use crate::understand::values::dates::Reading;

/// See the module.
pub(super) struct MainDate;

/// How many of the first lines may hold the date alone.
const FIRST_LINES: usize = 8;

impl Rule for MainDate {
    fn name(&self) -> &'static str {
        "date"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let found = |value: Moment, rule, basis, range| {
            let by = Evidence { rule, basis, range };
            matches!(value, Moment::Day(_) | Moment::Month(..))
                .then_some(Read { value, by })
        };
        let meta = cx
            .source
            .meta
            .date
            .as_deref()
            .and_then(|text| dates::first(text, cx.reading));
        let top = TextRange::default();
        draft.facts.date = None
            .or_else(|| found(meta?.0, "front-matter", Basis::Written, top))
            .or_else(|| {
                by_field(cx)
                    .and_then(|(date, at)| found(date, "date-field", Basis::Written, at))
            })
            .or_else(|| {
                by_title(cx).and_then(|(date, at)| {
                    found(date, "date-in-title", Basis::Written, at)
                })
            })
            .or_else(|| found(by_name(cx)?, "date-in-name", Basis::Derived, top))
            .or_else(|| {
                by_line(cx)
                    .and_then(|(date, at)| found(date, "date-line", Basis::Written, at))
            })
            .or_else(|| {
                by_log(cx).and_then(|(date, at)| {
                    found(date, "newest-entry", Basis::Derived, at)
                })
            });
        report_flaws(cx, draft);
    }
}

/// The best date field of the document: `Date` beats `Last updated`, which beats
/// `Created`; of equals the first.
pub(super) fn by_field(cx: Context<'_>) -> Option<(Moment, TextRange)> {
    let entries = cx.outline.entries.iter().flat_map(|entry| &entry.fields);
    let fields = cx.outline.fields().map(|(_, field)| field).chain(entries);
    let dated = fields.filter(|field| field.kind == Some(Label::Date));
    let read = dated.filter_map(|field| {
        let (date, at) = dates::first(field.value.text(), cx.reading)?;
        let place = field.value.cut(at.start, at.end).range();
        Some((rank(&field.label), place.start, date, place))
    });
    read.min_by_key(|(rank, start, ..)| (*rank, *start))
        .map(|(_, _, date, place)| (date, place))
}

fn rank(label: &str) -> u8 {
    let label = label.to_lowercase();
    let has = |word: &str| label.contains(word);
    if has("updat")
        || has("generat")
        || has("modif")
        || has("mis à jour")
        || has("aktualisiert")
    {
        1
    } else if has("creat") || has("erstellt") || has("créé") || has("start") {
        2
    } else {
        0
    }
}

fn by_title(cx: Context<'_>) -> Option<(Moment, TextRange)> {
    let headings = cx.outline.sections.iter().filter(|section| {
        matches!(section.kind, SectionKind::Heading(_)) && !section.title.is_empty()
    });
    headings.take(1).find_map(|section| {
        let (date, at) = dates::first(section.title.text(), cx.reading)?;
        Some((date, section.title.cut(at.start, at.end).range()))
    })
}

/// A date in the file's name: `2026-03-09-minutes`, `minutes_20260309`.
fn by_name(cx: Context<'_>) -> Option<Moment> {
    let stem = cx.source.path.stem();
    let spaced = stem.replace('_', " ");
    let plain = dates::first(&spaced, cx.reading).map(|(date, _)| date);
    plain
        .or_else(|| {
            let digits: Vec<&str> = stem.split(|c: char| !c.is_ascii_digit()).collect();
            let packed = digits.iter().find(|part| part.len() == 8)?;
            let (year, rest) = packed.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Moment::parse(&format!("{year}-{month}-{day}"))
        })
        .or_else(|| {
            // `2026-03-09-minutes`: the date at the beginning, more behind it.
            let head: Vec<&str> = stem.splitn(4, ['-', '_', '.']).collect();
            let [year, month, day, ..] = head.as_slice() else { return None };
            let lengths = (year.len(), month.len(), day.len());
            (lengths == (4, 2, 2))
                .then(|| Moment::parse(&format!("{year}-{month}-{day}")))?
        })
}

fn by_line(cx: Context<'_>) -> Option<(Moment, TextRange)> {
    cx.outline.lines.iter().take(FIRST_LINES).find_map(|line| {
        let text = line.text.text();
        let (date, at) = dates::first(text, cx.reading)?;
        let rest = text.len() - (at.end - at.start);
        (rest <= 24).then(|| (date, line.text.cut(at.start, at.end).range()))
    })
}

/// The newest of the headings that begin with a date: a running log.
fn by_log(cx: Context<'_>) -> Option<(Moment, TextRange)> {
    let headings = cx
        .outline
        .sections
        .iter()
        .filter(|section| section.kind != SectionKind::Document);
    let dated = headings.filter_map(|section| {
        let (date, at) = dates::first(section.title.text(), cx.reading)?;
        (at.start <= 12).then(|| (date, section.title.cut(at.start, at.end).range()))
    });
    dated.max_by_key(|(date, _)| date.span().map(|span| span.from))
}

/// Impossible and ambiguous dates, in front matter and in field values.
fn report_flaws(cx: Context<'_>, draft: &mut Draft) {
    let reading = Reading {
        year: draft.facts.date.map(|date| super::super::year(date.value)),
        ..cx.reading
    };
    let entries = cx.outline.entries.iter().flat_map(|entry| &entry.fields);
    let timed = |kind| {
        matches!(kind, Some(Label::Date | Label::Next | Label::When | Label::Completed))
    };
    for field in cx
        .outline
        .fields()
        .map(|(_, field)| field)
        .chain(entries)
        .filter(|f| timed(f.kind))
    {
        for found in dates::dates(field.value.text(), reading) {
            let place = field.value.cut(found.start, found.end);
            draft.notes.extend(flaw(found.date.err(), place.text(), place.range()));
        }
    }
}

fn flaw(flaw: Option<Flaw>, text: &str, range: TextRange) -> Option<Diagnostic> {
    let (code, message, hint) = match flaw? {
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
