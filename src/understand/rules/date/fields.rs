//! The date that fields tell.

use super::Dated;
use super::HEADER_SECTIONS;
use super::lines;
use super::start;
use crate::understand::Context;
use crate::understand::fields::Field;
use crate::understand::header::header;
use crate::understand::lexicon::Label;
use crate::understand::values::dates;
use crate::understand::values::dates::Flaw;

/// The best date field of the document: see [`best`].
pub(in crate::understand::rules) fn by_field(cx: Context<'_>) -> Option<Dated> {
    best(cx).map(|(_, dated)| dated)
}

/// A date field that can be read.
#[derive(Clone, Copy)]
struct Read {
    rank: u8,
    /// Its section; of an entry's field none.
    section: Option<usize>,
    dated: Dated,
}

/// The best date field of the document and its rank: `Date` beats `Last updated`, which
/// beats `Created`; of equals the first at the head, and the newest where each of
/// several sections or entries has its own.
pub(super) fn best(cx: Context<'_>) -> Option<(u8, Dated)> {
    let read = |section: Option<usize>, field: &Field| {
        let (date, at) = dates::first(field.value.text(), cx.reading)?;
        let place = field.value.cut(at.start, at.end).range();
        Some(Read { rank: rank(&field.label), section, dated: (date, place) })
    };
    let fields = date_fields(cx).into_iter();
    let found: Vec<Read> = fields.filter_map(|(at, field)| read(at, field)).collect();
    let best = found.iter().map(|read| read.rank).min()?;
    let equal: Vec<Read> = found.into_iter().filter(|read| read.rank == best).collect();
    let head =
        equal.iter().filter(|read| read.section.is_some_and(|at| at < HEADER_SECTIONS));
    let first = head.min_by_key(|read| read.dated.1.start);
    let newest =
        || equal.iter().max_by_key(|read| (start(read.dated.0), read.dated.1.start));
    first.or_else(newest).map(|read| (read.rank, read.dated))
}

/// The date fields with their sections, but for those of the next meeting.
fn date_fields(cx: Context<'_>) -> Vec<(Option<usize>, &Field)> {
    let own = cx.outline.fields().filter(|(at, _)| !lines::is_of_next(cx, *at));
    let sections = own.map(|(at, field)| (Some(at), field));
    let entries = cx.outline.entries.iter();
    let entries = entries.filter(|entry| !lines::is_of_next(cx, entry.section));
    let entries = entries.flat_map(|entry| &entry.fields).map(|field| (None, field));
    let all = sections.chain(entries);
    all.filter(|(_, field)| field.kind == Some(Label::Date)).collect()
}

/// Whether the head states a day that no calendar has or that could be two.
pub(super) fn is_unsure(cx: Context<'_>) -> bool {
    let fields = date_fields(cx).into_iter();
    let head = fields.filter(|(at, field)| {
        at.is_some_and(|at| at < HEADER_SECTIONS) && rank(&field.label) == 0
    });
    head.flat_map(|(_, field)| dates::dates(field.value.text(), cx.reading))
        .any(|found| matches!(found.date, Err(Flaw::Impossible | Flaw::Ambiguous)))
}

/// `When: 9 March 2026, 10:00` in the header of minutes.
pub(super) fn held(cx: Context<'_>) -> Option<Dated> {
    let fields = header(cx, HEADER_SECTIONS).into_iter();
    let mut timed =
        fields.filter(|f| matches!(f.kind, Some(Label::When | Label::Duration)));
    timed.find_map(|field| {
        let (date, at) = dates::first(field.value.text(), cx.reading)?;
        Some((date, field.value.cut(at.start, at.end).range()))
    })
}

/// Whether a label announces the day itself, not that of an update or a beginning.
pub(in crate::understand::rules) fn is_own_day(label: &str) -> bool {
    rank(label) == 0
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
