//! The time that an entry itself tells: cell, field, bracket, lead, sentence, remark.

use super::Now;
use crate::model::Basis;
use crate::model::ItemType;
use crate::text::signs;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Near;
use crate::understand::lexicon::normal;
use crate::understand::outline::Cell;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::due;
use crate::understand::values::due::Sort;
use crate::understand::values::periods;
use crate::understand::values::state;
use crate::understand::values::title::Title;

/// The rule that found a time, how it was come by, and its words.
pub(super) type Told = (&'static str, Basis, Slice);

pub(super) fn time(
    cx: Context<'_>,
    now: &Now,
    entry: &Entry,
    title: &Title,
    kind: ItemType,
) -> Option<Told> {
    let written = |rule: &'static str| move |slice: Slice| (rule, Basis::Written, slice);
    let stated = cell(entry, Label::When)
        .map(written("when-column"))
        .or_else(|| field(cx, entry).map(written("when-field")))
        .or_else(|| bracket(cx, title, kind).map(written("when-in-title")))
        .or_else(|| lead(cx, now, &entry.title, kind).map(written("when-lead")));
    if stated.is_some() {
        return stated;
    }
    let in_sentence = written("when-in-sentence");
    match kind {
        ItemType::Task | ItemType::Action => {
            let rest = entry.rest.as_ref();
            due::told(&entry.title, cx.reading)
                .or_else(|| rest.and_then(|rest| due::told(rest, cx.reading)))
                .or_else(|| tail(cx, &entry.title))
                .or_else(|| beside_name(cx, &entry.title))
                .or_else(|| ending(cx, &entry.title))
                .map(in_sentence)
                .or_else(|| planned_column(cx, now, entry).map(written("when-column")))
                .or_else(|| remark(cx, entry).map(written("when-remark")))
        }
        ItemType::Decision => due::told(&entry.title, cx.reading)
            .or_else(|| later_period(cx, now, &entry.title))
            .map(in_sentence),
        ItemType::Debt => due::told(&entry.title, cx.reading).map(in_sentence),
        _ => None,
    }
}

fn is_planned(kind: ItemType) -> bool {
    matches!(kind, ItemType::Task | ItemType::Action)
}

fn cell(entry: &Entry, label: Label) -> Option<Slice> {
    let mut cells = entry.cells.iter();
    let cell = cells.find(|cell| cell.column == Some(label) && !cell.value.is_empty());
    cell.map(|cell| cell.value.clone())
}

fn field(cx: Context<'_>, entry: &Entry) -> Option<Slice> {
    let mut fields = cx.outline.fields_of(entry);
    let field =
        fields.find(|field| field.kind == Some(Label::When) && !field.value.is_empty());
    field.map(|field| field.value.clone())
}

/// What brackets of the title tell. A duration is one only of work to come, and a bare
/// date may be the day on which something was learned or decided.
fn bracket(cx: Context<'_>, title: &Title, kind: ItemType) -> Option<Slice> {
    let when = title.when.clone()?;
    let text = when.text();
    let bare = due::strongest(text, cx.reading)
        .is_some_and(|phrase| phrase.sort == Sort::Days && phrase.start <= 1);
    let duration = due::is_duration(text, cx.lexicon);
    (is_planned(kind) || !bare && !duration).then_some(when)
}

/// `Monday: …`, `Sprint 2: …`, `**Week 3** – …`.
fn lead(cx: Context<'_>, now: &Now, line: &Slice, kind: ItemType) -> Option<Slice> {
    let text = line.text();
    let cuts = [": ", "：", " – ", " — ", " - "];
    let colon = text.ends_with(':').then_some(text.len() - 1);
    let at = cuts.iter().filter_map(|cut| signs::find(text, cut)).chain(colon).min()?;
    let lead = line.cut(0, at).trim();
    let phrase = due::strongest(lead.text(), cx.reading)?;
    let whole = due::is_time(lead.text(), cx.lexicon);
    // What a date leads may be an entry of a log.
    let fits = match phrase.sort {
        Sort::Days => {
            is_planned(kind) && now.is_ahead(lead.text(), phrase, cx) != Some(false)
        }
        Sort::Period => {
            now.is_ahead(lead.text(), phrase, cx) != Some(false)
                && !is_part(cx, lead.text())
        }
        Sort::Quarter | Sort::Relative | Sort::Within | Sort::Weekday => true,
    };
    (whole && fits).then_some(lead)
}

/// A phase is a part of the work, not a time for it.
fn is_part(cx: Context<'_>, text: &str) -> bool {
    periods::numbered(text, cx.lexicon).iter().any(|period| is_phase(&period.word))
}

/// Whether a word for a period means a part of the work.
pub(super) fn is_phase(word: &str) -> bool {
    const PARTS: &[&str] = &[
        "phase",
        "fase",
        "faz",
        "aşama",
        "fas",
        "etapp",
        "フェーズ",
        "阶段",
        "階段",
        "단계",
    ];
    PARTS.contains(&word)
}

/// `Mend the pump - Friday`, `Mend the pump | 9 March`.
fn tail(cx: Context<'_>, line: &Slice) -> Option<Slice> {
    let text = line.text();
    let parts = [" - ", " – ", " — ", " | ", " → ", " -> "];
    let at = parts
        .iter()
        .filter_map(|part| Some(signs::rfind(text, part)? + part.len()))
        .max()?;
    let tail = line.cut(at, text.len()).trim();
    let time = due::is_time(tail.text(), cx.lexicon);
    time.then_some(tail)
}

/// `Mend the pump (Ada, 9 March)`: behind the comma of a bracket.
fn beside_name(cx: Context<'_>, line: &Slice) -> Option<Slice> {
    let bracket = state::brackets(line.text()).into_iter().next_back()?;
    let at = bracket.inner.find([',', ';', '，', '；'])?;
    let behind = bracket.inner.get(at..)?.trim_start_matches([',', ';', '，', '；']);
    let time = line.part(behind.trim());
    due::is_time(time.text(), cx.lexicon).then_some(time)
}

/// `Vote on the policy at the next meeting.`: a sentence that ends with a time to come.
fn ending(cx: Context<'_>, line: &Slice) -> Option<Slice> {
    let text = line.text();
    let end = text.find(['.', ';', '。']).unwrap_or(text.len());
    let sentence = line.cut(0, end).trim();
    let words = sentence.text();
    let phrases = due::distances(words, cx.lexicon);
    let last = |phrase: &due::Phrase| {
        let near = words
            .get(phrase.start..phrase.end)
            .and_then(|said| cx.lexicon.near.exact(said));
        let past = matches!(near, Some(Near::Today | Near::ThisWeek | Near::ThisMonth));
        !past && phrase.start > 0 && phrase.end == words.len()
    };
    let phrase = phrases.into_iter().find(last)?;
    Some(sentence.cut(phrase.start, phrase.end))
}

/// `Sprint | S32-33`: a column of sprints plans work that is still to be done.
fn planned_column(cx: Context<'_>, now: &Now, entry: &Entry) -> Option<Slice> {
    let slice = cell(entry, Label::Period)?;
    let text = slice.text();
    let numbered = text.chars().any(|c| c.is_ascii_digit()) && !is_part(cx, text);
    let phrase = due::strongest(text, cx.reading);
    let past = phrase.is_some_and(|phrase| now.is_ahead(text, phrase, cx) == Some(false));
    (numbered && !past && text.chars().count() <= 30).then_some(slice)
}

/// `planned for the next release` in a cell of remarks. What is named need not be a
/// time that kenning knows.
fn remark(cx: Context<'_>, entry: &Entry) -> Option<Slice> {
    let said = |cell: &&Cell| {
        matches!(cell.column, None | Some(Label::Other | Label::Status))
            && !cell.value.is_empty()
    };
    let mut cells = entry.cells.iter().filter(said);
    cells.find_map(|cell| {
        due::told(&cell.value, cx.reading).or_else(|| named_behind(cx, &cell.value))
    })
}

/// `Planned for Assessment 2`: few words behind a plan, to the end of the cell.
fn named_behind(cx: Context<'_>, value: &Slice) -> Option<Slice> {
    let text = value.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let planning = |count: &usize| {
        let lead = words.get(..*count).unwrap_or_default().join(" ");
        // A lone `by` or `due` is followed by anything.
        lead.contains(' ') && cx.lexicon.before.exact(&lead).is_some()
    };
    let count = (2..=3.min(words.len())).rev().find(planning)?;
    let first = words.get(count)?;
    let start = text.find(&format!(" {first}"))? + 1;
    let short = words.len() - count <= 4;
    let numbered = text.get(start..)?.chars().any(|c| c.is_ascii_digit());
    let rest = value.cut(start, text.len()).trim();
    (short && numbered && !normal(rest.text()).is_empty()).then_some(rest)
}

/// `Defer to Sprint 3`: a period after the one that the document is about.
fn later_period(cx: Context<'_>, now: &Now, line: &Slice) -> Option<Slice> {
    let text = line.text();
    let phrase = due::phrases(text, cx.reading);
    let period = phrase.into_iter().find(|phrase| phrase.sort == Sort::Period)?;
    let ahead = now.is_ahead(text, period, cx) == Some(true);
    ahead.then(|| line.cut(period.start, period.end))
}
