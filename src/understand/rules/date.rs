//! The main date of a document.
//!
//! In this order: front matter, a `Date: …` field (then `Last updated`, `Created`),
//! the period it states (a report is of its last day, a plan of its first), its title,
//! its file's name, a date alone on one of its first lines, a line such as `Updated on
//! 9 March`, the day that a postmortem or minutes tell first, the newest entry of a
//! log. `03/04/2025` without a hint is a finding, never a guess.

mod flaws;
mod lines;

use crate::model::Basis;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Read;
use crate::text::Day;
use crate::text::Moment;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::spans;

/// See the module.
pub(super) struct MainDate;

/// Fields of the document itself stand before this many sections have begun.
const HEADER_SECTIONS: usize = 3;

/// A date and the bytes that say so.
pub(super) type Dated = (Moment, TextRange);

/// The rule that found a date, and how it was come by.
type Found = (Dated, &'static str, Basis);

impl Rule for MainDate {
    fn name(&self) -> &'static str {
        "date"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let precise =
            |found: &Found| matches!(found.0.0, Moment::Day(_) | Moment::Month(..));
        draft.facts.date = main(cx, draft).filter(precise).map(|(dated, rule, basis)| {
            let (value, range) = dated;
            Read { value, by: Evidence { rule, basis, range } }
        });
        flaws::report(cx, draft);
    }
}

fn main(cx: Context<'_>, draft: &Draft) -> Option<Found> {
    let written = |rule| move |dated| (dated, rule, Basis::Written);
    let derived = |rule| move |dated| (dated, rule, Basis::Derived);
    let kind = draft.facts.kind.map(|kind| kind.value);
    let told = matches!(kind, Some(DocKind::Postmortem | DocKind::Meeting));
    let logged = !matches!(kind, Some(DocKind::Kickoff));
    let top = |moment| (moment, TextRange::default());
    front(cx)
        .map(written("front-matter"))
        .or_else(|| current_field(cx).map(written("date-field")))
        .or_else(|| by_period(cx, draft).map(written("date-of-period")))
        .or_else(|| by_title(cx).map(written("date-in-title")))
        .or_else(|| {
            let name = dates::of_name(cx.source.path.stem(), cx.reading);
            name.map(top).map(derived("date-in-name"))
        })
        .or_else(|| lines::alone(cx).map(written("date-line")))
        .or_else(|| lines::announced(cx).map(written("date-line")))
        .or_else(|| lines::told(cx).filter(|_| told).map(derived("date-told")))
        .or_else(|| lines::newest(cx).filter(|_| logged).map(derived("newest-entry")))
        .or_else(|| lines::newest_heading(cx).map(derived("newest-entry")))
}

fn front(cx: Context<'_>) -> Option<Dated> {
    let text = cx.source.meta.date.as_deref()?;
    Some((dates::first(text, cx.reading)?.0, TextRange::default()))
}

/// The date field, unless the title is newer than what it tells of an update: nobody
/// changes a footer with every edition.
fn current_field(cx: Context<'_>) -> Option<Dated> {
    let found = best_field(cx)?;
    let (rank, dated) = found;
    let newer = |title: Dated| rank > 0 && start(title.0) > start(dated.0);
    match by_title(cx).or_else(|| by_period_title(cx)) {
        Some(title) if newer(title) => None,
        _ => Some(dated),
    }
}

fn start(moment: Moment) -> Option<Day> {
    moment.span().map(|span| span.from)
}

/// The best date field of the document: `Date` beats `Last updated`, which beats
/// `Created`; of equals the first, and the newest where each of several sections or
/// entries has its own.
pub(super) fn by_field(cx: Context<'_>) -> Option<Dated> {
    best_field(cx).map(|(_, dated)| dated)
}

fn best_field(cx: Context<'_>) -> Option<(u8, Dated)> {
    let read = |field: &Field, header: bool| {
        let (date, at) = dates::first(field.value.text(), cx.reading)?;
        let place = field.value.cut(at.start, at.end).range();
        Some((rank(&field.label), header, (date, place)))
    };
    let sections = cx.outline.fields().map(|(at, field)| (field, at < HEADER_SECTIONS));
    let entries = cx.outline.entries.iter().flat_map(|entry| &entry.fields);
    let all = sections.chain(entries.map(|field| (field, false)));
    let dated = all.filter(|(field, _)| field.kind == Some(Label::Date));
    let found: Vec<_> = dated.filter_map(|(field, at)| read(field, at)).collect();
    let best = found.iter().map(|(rank, ..)| *rank).min()?;
    let equal = || found.iter().filter(|(rank, ..)| *rank == best);
    let header = equal().filter(|(_, header, _)| *header);
    let first = header.min_by_key(|(_, _, (_, place))| place.start);
    let newest =
        || equal().max_by_key(|(_, _, (date, place))| (start(*date), place.start));
    first.or_else(newest).map(|(rank, _, dated)| (*rank, *dated))
}

/// What a label says of an update or of the beginning ranks behind the date itself.
fn rank(label: &str) -> u8 {
    const UPDATED: &[&str] = &[
        "updat",
        "generat",
        "modif",
        "mis à jour",
        "mise à jour",
        "aktualisiert",
        "actualiz",
        "aggiorn",
        "atualiz",
        "bijgewerkt",
        "uppdater",
        "güncel",
        "更新",
        "수정",
        "갱신",
        "업데이트",
        "revis",
        "as of",
    ];
    const CREATED: &[&str] = &[
        "creat",
        "erstellt",
        "créé",
        "start",
        "creado",
        "creaci",
        "criad",
        "aangemaakt",
        "skapad",
        "oluştur",
        "作成",
        "创建",
        "建立",
        "시작",
        "생성",
        "début",
        "inizio",
        "inicio",
        "início",
        "başlangıç",
        "开始",
        "開始",
    ];
    let label = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match (has(UPDATED), has(CREATED)) {
        (true, _) => 1,
        (_, true) => 2,
        _ => 0,
    }
}

/// The period that a header field or the title states: its end in a report, its first
/// day in a plan.
fn by_period(cx: Context<'_>, draft: &Draft) -> Option<Dated> {
    let fields = cx.outline.fields().filter(|(at, _)| *at <= HEADER_SECTIONS);
    let timed = fields.filter(|(_, field)| {
        matches!(field.kind, Some(Label::Period | Label::Duration | Label::Date))
    });
    let stated = timed.filter_map(|(_, field)| {
        let at = spans::first(field.value.text(), cx.reading)?;
        Some((at.days, field.value.cut(at.start, at.end).range()))
    });
    let title = title(cx).and_then(|title| {
        let at = spans::first(title.text(), cx.reading)?;
        Some((at.days, title.cut(at.start, at.end).range()))
    });
    let (days, range) = stated.chain(title).next()?;
    let day = if draft.is_report() { days.to } else { days.from };
    Some((Moment::Day(day), range))
}

fn by_period_title(cx: Context<'_>) -> Option<Dated> {
    let title = title(cx)?;
    let at = spans::first(title.text(), cx.reading)?;
    Some((Moment::Day(at.days.to), title.cut(at.start, at.end).range()))
}

/// The first heading that has words.
fn title(cx: Context<'_>) -> Option<Slice> {
    lines::headings(cx).next().map(|section| section.title.clone())
}

fn by_title(cx: Context<'_>) -> Option<Dated> {
    let title = title(cx)?;
    let (date, at) = dates::first(title.text(), cx.reading)?;
    Some((date, title.cut(at.start, at.end).range()))
}
