//! Dates that lines tell: alone, announced, in prose, in front of log entries.

use super::Dated;
use crate::model::Shape;
use crate::text::Moment;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::dates::Found;
use crate::understand::values::due;
use crate::understand::values::periods;

/// How many of the first lines may hold the date alone.
const FIRST_LINES: usize = 8;

/// How many of the first lines may tell the day in a sentence.
const TELLING_LINES: usize = 12;

/// Words in front of a date that leave it in front.
const LEAD: usize = 12;

/// The most words of a sentence up to its date.
const MOST_WORDS: usize = 6;

/// The longest joint between two days, in bytes.
const NEAR: usize = 6;

/// The headings that have words.
pub(super) fn headings(cx: Context<'_>) -> impl Iterator<Item = &Section> {
    cx.outline.sections.iter().filter(|section| {
        matches!(section.kind, SectionKind::Heading(_)) && !section.title.is_empty()
    })
}

/// Whether a section is about the next meeting or review, or lies in one that is.
pub(super) fn is_of_next(cx: Context<'_>, at: usize) -> bool {
    cx.outline.up(at).any(|(_, section)| section.label == Some(Label::Next))
}

fn dated(line: &Slice, found: (Moment, Found)) -> Dated {
    let (date, at) = found;
    (date, line.cut(at.start, at.end).range())
}

/// A date alone on one of the first lines.
pub(super) fn alone(cx: Context<'_>) -> Option<Dated> {
    cx.outline.lines.iter().take(FIRST_LINES).find_map(|line| {
        let text = line.text.text();
        let found = dates::first(text, cx.reading)?;
        let before = text.get(..found.1.start)?.split_whitespace().count();
        let behind = text.get(found.1.end..)?;
        let rest = text.len() - (found.1.end - found.1.start);
        let lone = before <= 3 && due::is_beside(behind, cx.lexicon);
        (lone && rest <= 32).then(|| dated(&line.text, found))
    })
}

/// `Updated on 9 March 2026`, `Stand 09.03.2026`: a label without its colon, as footers
/// have it.
pub(super) fn announced(cx: Context<'_>) -> Option<Dated> {
    cx.outline.lines.iter().find_map(|line| {
        let text = line.text.text();
        let (label, _) = cx.lexicon.labels.leading(text)?;
        let found = dates::first(text, cx.reading)?;
        let near = found.1.start <= 40 && label == Label::Date;
        near.then(|| dated(&line.text, found))
    })
}

/// `Status as of 9 March 2026, after the move`: a label and its date in a sentence of
/// the first lines.
pub(super) fn within(cx: Context<'_>) -> Option<Dated> {
    cx.outline.lines.iter().take(TELLING_LINES).find_map(|line| {
        let text = line.text.text();
        let found = dates::first(text, cx.reading)?;
        let before = text.get(..found.1.start)?;
        let sentence = before.rsplit(['.', '(', ';']).next()?;
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let label = |from: &usize| {
            let phrase = words.get(*from..).unwrap_or_default().join(" ");
            cx.lexicon.labels.exact(&phrase) == Some(Label::Date)
        };
        let starts = 0..words.len();
        let said = words.len() <= MOST_WORDS && starts.take(2).any(|from| label(&from));
        said.then(|| dated(&line.text, found))
    })
}

/// The first day that the first lines tell.
pub(super) fn told(cx: Context<'_>) -> Option<Dated> {
    let lines = cx.outline.lines.iter().filter(|line| !line.is_fields);
    lines.take(TELLING_LINES).find_map(|line| {
        let found = dates::first(line.text.text(), cx.reading)?;
        matches!(found.0, Moment::Day(_)).then(|| dated(&line.text, found))
    })
}

/// The newest of the headings that begin with a date: a running log.
pub(super) fn newest_heading(cx: Context<'_>) -> Option<Dated> {
    let sections = cx.outline.sections.iter();
    let titles = sections
        .filter(|section| section.kind != SectionKind::Document)
        .map(|section| &section.title);
    newest_of(titles.filter_map(|title| leading(cx, title)))
}

/// The newest of the headings that name a period and then its days.
fn newest_period(cx: Context<'_>) -> Option<Dated> {
    newest_of(headings(cx).filter_map(|section| behind_period(cx, &section.title)))
}

/// The newest of headings and of list entries that begin with a day, where there are
/// several of the latter.
pub(super) fn newest(cx: Context<'_>) -> Option<Dated> {
    let entries = cx.outline.entries.iter().filter(|entry| {
        entry.opens.is_none() && !matches!(entry.shape, Shape::Row | Shape::Heading)
    });
    let entries: Vec<Dated> =
        entries.filter_map(|entry| leading(cx, &entry.title)).collect();
    let several = entries.len() >= 2;
    let entries = entries.into_iter().filter(|_| several);
    let headings = newest_heading(cx).into_iter().chain(newest_period(cx));
    newest_of(headings.chain(entries))
}

fn newest_of(dated: impl Iterator<Item = Dated>) -> Option<Dated> {
    dated.max_by_key(|(date, _)| date.span().map(|span| span.from))
}

/// The date with which a line begins, the last of `9 March and 10 March`.
fn leading(cx: Context<'_>, line: &Slice) -> Option<Dated> {
    let found = dates::dates(line.text(), cx.reading);
    let mut end = found.first().filter(|found| found.start <= LEAD)?.start;
    let run = found.iter().take_while(|found| {
        let near = found.start <= end + NEAR;
        end = found.end;
        near
    });
    let read = run.filter_map(|found| Some((found.date.ok()?, *found)));
    read.max_by_key(|(date, _)| date.span().map(|span| span.from))
        .map(|found| dated(line, found))
}

/// The date right behind the period with which a line begins.
fn behind_period(cx: Context<'_>, line: &Slice) -> Option<Dated> {
    let text = line.text();
    let found = dates::first(text, cx.reading)?;
    let numbered = periods::numbered(text, cx.lexicon);
    let period = numbered.first().filter(|period| period.start <= LEAD)?;
    let gap = text.get(period.end..found.1.start)?;
    (!gap.contains(char::is_alphanumeric)).then(|| dated(line, found))
}
