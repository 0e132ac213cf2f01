//! The state that an entry itself tells.

use super::Told;
use super::told;
use crate::model::Basis;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Status;
use crate::parse::Style;
use crate::text::TextRange;
use crate::text::signs;
use crate::understand::Context;
use crate::understand::fields::fields;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use crate::understand::outline::Cell;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::dates;
use crate::understand::values::ids;
use crate::understand::values::state;
use crate::understand::values::title::Title;
use std::collections::BTreeMap;

/// By a ticked box, else by words of its own, else by an unticked box.
pub(super) fn read(
    cx: Context<'_>,
    entry: &Entry,
    title: &Title,
    kind: ItemType,
) -> Option<Told> {
    let line = (entry.title.range(), "");
    let boxed = |value| told(value, "checkbox", Basis::Written, line);
    if entry.checkbox == Some(true) {
        return Some(boxed(Status::Done));
    }
    let value = match kind {
        ItemType::Decision => state::decision,
        _ => state::status,
    };
    let words = by_cell(cx, entry, value)
        .or_else(|| by_field(cx, entry, value))
        .or_else(|| struck(entry))
        .or_else(|| {
            let (status, text, range) = title.status.clone()?;
            // A sign before an unticked box's words only adorns them.
            let said = text.chars().any(char::is_alphanumeric);
            let counts = entry.checkbox.is_none() || said;
            counts
                .then(|| told(status, "status-in-title", Basis::Written, (range, &text)))
        });
    words
        .or_else(|| by_bracket(cx, entry).filter(|_| entry.cells.is_empty()))
        .or_else(|| entry.checkbox.map(|_| boxed(Status::Open)))
}

/// How the value of a status field is read.
type Value = fn(&str, &Lexicon) -> Option<Status>;

fn by_field(cx: Context<'_>, entry: &Entry, value: Value) -> Option<Told> {
    cx.outline.fields_of(entry).find_map(|field| {
        let text = field.value.text();
        let place = (field.range, text);
        match field.kind {
            Some(Label::Status) => {
                let value = value(text, cx.lexicon)?;
                Some(told(value, "status-field", Basis::Written, place))
            }
            Some(Label::Completed) if !field.value.is_empty() => {
                Some(told(Status::Done, "completion-date", Basis::Derived, place))
            }
            _ => None,
        }
    })
}

fn by_cell(cx: Context<'_>, entry: &Entry, value: Value) -> Option<Told> {
    let labelled = entry.cells.iter().find_map(|cell| {
        let text = cell.value.text();
        let place = (cell.value.range(), text);
        let column = |value| told(value, "status-column", Basis::Written, place);
        match cell.column {
            Some(Label::Status) => {
                let value = value(text, cx.lexicon);
                value.or_else(|| ticked(cx, cell)).map(column)
            }
            // A date in a column of completion dates says that it was completed.
            Some(Label::Completed) if !dates::dates(text, cx.reading).is_empty() => {
                Some(told(Status::Done, "completion-date", Basis::Derived, place))
            }
            Some(Label::Completed) => {
                state::remark(text, cx.lexicon).or_else(|| ticked(cx, cell)).map(column)
            }
            _ => None,
        }
    });
    labelled.or_else(|| by_unnamed_column(cx, entry)).or_else(|| beside_id(cx, entry))
}

/// `#312 DONE` in a column of ids.
fn beside_id(cx: Context<'_>, entry: &Entry) -> Option<Told> {
    let identified = |cell: &&Cell| {
        let leads =
            || ids::ids(cell.value.text()).first().is_some_and(|id| id.start == 0);
        matches!(cell.column, None | Some(Label::Id | Label::Other)) && leads()
    };
    let mut cells = entry.cells.iter().filter(identified);
    cells.find_map(|cell| {
        let (_, rest) = cell.value.text().split_once(' ')?;
        let words = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let value = state::sole(words, cx.lexicon)?;
        let place = (cell.value.range(), words);
        Some(told(value, "status-column", Basis::Written, place))
    })
}

/// An `x` in a column headed `Done`.
fn ticked(cx: Context<'_>, cell: &Cell) -> Option<Status> {
    let mark = matches!(cell.value.text().trim(), "x" | "X" | "✗" | "×" | "[x]" | "[X]");
    let header = cell.header.trim_end_matches('?');
    cx.lexicon.status.exact(header).filter(|status| mark && *status == Status::Done)
}

/// A cell that is nothing but a state, in a column whose heading does not say so.
/// Several such columns are a matrix of something else.
fn by_unnamed_column(cx: Context<'_>, entry: &Entry) -> Option<Told> {
    let unnamed = |cell: &&Cell| matches!(cell.column, None | Some(Label::Other));
    let mut states = entry.cells.iter().filter(unnamed).filter_map(|cell| {
        let text = cell.value.text();
        let sign = || state::sign(text).filter(|_| !text.contains(char::is_alphanumeric));
        let words = state::sole(text, cx.lexicon);
        Some((words.or_else(sign)?, (cell.value.range(), text)))
    });
    let (value, place) = states.next()?;
    let alone = states.next().is_none();
    alone.then(|| told(value, "status-column", Basis::Written, place))
}

/// A remark in brackets anywhere in the first lines: `[Progress: 80%]`, `(done)`.
/// The title may be only the bold lead of the line, and the remark stand behind it.
fn by_bracket(cx: Context<'_>, entry: &Entry) -> Option<Told> {
    let lines = [Some(&entry.title), entry.rest.as_ref()].into_iter().flatten();
    for line in lines {
        for part in state::brackets(line.text()) {
            let inner = line.part(part.inner);
            let field = fields(&inner, cx.lexicon);
            let field = field.iter().find(|field| field.kind == Some(Label::Status));
            let value = match field {
                Some(field) => state::status(field.value.text(), cx.lexicon),
                None => state::sole(part.inner, cx.lexicon),
            };
            if let Some(value) = value {
                let text = field.map_or(part.inner, |field| field.value.text());
                let place = (inner.range(), text);
                return Some(told(value, "status-in-brackets", Basis::Written, place));
            }
        }
    }
    None
}

/// The whole title or its greater part, from its beginning, is struck through.
fn struck(entry: &Entry) -> Option<Told> {
    let text = entry.title.text();
    let letters = || text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let is_struck = |(at, _): &(usize, char)| entry.title.style(*at).has(Style::STRUCK);
    let first = letters().next().filter(is_struck)?;
    let count = letters().skip_while(|x| x.0 < first.0).take_while(is_struck).count();
    let place = (entry.title.range(), "");
    (2 * count > letters().count())
        .then(|| told(Status::Done, "struck-through", Basis::Written, place))
}

/// The states that entries below say of those above them: `- done`, `- on hold`.
pub(super) fn remarks_below(cx: Context<'_>) -> BTreeMap<usize, Told> {
    let mut found = BTreeMap::new();
    for entry in &cx.outline.entries {
        let Some(parent) = entry.parent else { continue };
        let text = entry.title.text();
        if let Some(value) = state::remark(text, cx.lexicon) {
            let place = (entry.title.range(), text);
            let remark = told(value, "status-remark", Basis::Written, place);
            found.insert(parent, remark);
        }
    }
    found
}

/// `… - open`, `deferred to the next sprint`, `Done: …`, `Approved …`: a word of
/// state at either end of the line, parted from the rest, or one that puts it off.
pub(super) fn tail(cx: Context<'_>, entry: &Entry, item: &Item) -> Option<Told> {
    let written = |value, rule, part| {
        let place = (entry.title.part(part).range(), part);
        Some(told(value, rule, Basis::Written, place))
    };
    let text = entry.title.text();
    let decided = item.kind.value == ItemType::Decision;
    // What is decided is not open: `Decision: no` is an answer.
    let fits = |status: Status| !decided || status != Status::Open;
    if let Some((value, part)) = by_tail(cx, text, item).filter(|x| fits(x.0)) {
        return written(value, "status-tail", part);
    }
    if let Some((value, range)) = stated(cx, entry).filter(|x| fits(x.0)) {
        return Some(told(value, "status-sentence", Basis::Written, (range, "")));
    }
    if let Some((value, part)) = state::lead(text, cx.lexicon).filter(|x| fits(x.0)) {
        return written(value, "status-lead", part);
    }
    if let Some(part) = under_way(cx, text) {
        return written(Status::InProgress, "status-sentence", part);
    }
    if let Some((lead, _)) = text.split_once([':', '：'])
        && cx.lexicon.senses.exact(lead) == Some(Sense::Planned)
    {
        return written(Status::Open, "status-lead", lead);
    }
    let mut words = text.split_whitespace();
    let deferral = words.find(|word| cx.lexicon.deferrals.exact(word).is_some())?;
    written(Status::Deferred, "deferred", deferral)
}

/// `Ada is working on the gate`: what somebody is at.
fn under_way<'t>(cx: Context<'_>, text: &'t str) -> Option<&'t str> {
    cx.lexicon.verbs_in(text).find_map(|(at, _, behind)| {
        let (status, count) = cx.lexicon.status.leading(behind)?;
        // `Ada to review` is an order.
        let told = status == Status::InProgress && count >= 2;
        (told && at <= 60).then_some(behind)
    })
}

/// A sentence that begins with the word for it: `Status resolved by the audit`.
fn stated(cx: Context<'_>, entry: &Entry) -> Option<(Status, TextRange)> {
    const ENDS: [char; 5] = ['.', ';', '?', '!', '。'];
    let rest = entry.rest.as_ref().map_or("", |rest| rest.text());
    let title = entry.title.text();
    if !title.contains(ENDS) && !rest.contains(ENDS) {
        return None;
    }
    let whole = format!("{title} {rest}");
    let sentences = whole.split(ENDS).skip(1);
    let mut labelled = sentences.filter(|words| cx.lexicon.labels.may_begin(words));
    labelled.find_map(|sentence| {
        let words = normal(sentence);
        let (label, value) = words.split_once(' ')?;
        let named = cx.lexicon.labels.exact(label) == Some(Label::Status);
        let plain = cx.lexicon.status.exact(label).is_none();
        let (value, _) = cx.lexicon.status.leading(value).filter(|_| named && plain)?;
        let range = entry.rest.as_ref().map_or(entry.title.range(), Slice::range);
        Some((value, range))
    })
}

fn by_tail<'t>(cx: Context<'_>, text: &'t str, item: &Item) -> Option<(Status, &'t str)> {
    let decided = item.kind.value == ItemType::Decision;
    let dash = [" - ", " – ", " — ", " → ", ": ", "：", "; "]
        .iter()
        .filter_map(|dash| Some((signs::rfind(text, dash)?, dash.len())))
        .max();
    let comma = || text.rfind(", ").map(|at| (at, 2));
    if let Some((at, length)) = dash {
        let word = text.get(at + length..)?;
        if let Some(status) = state::remark(word, cx.lexicon) {
            return Some((status, word));
        }
        // Sentences begin with `new`, `no` and `open` without telling a state.
        let lead = cx.lexicon.status.leading(word).map(|x| x.0);
        let short = decided || word.split_whitespace().count() <= 4;
        let vague = cx.lexicon.vague_states.leading(word).is_some();
        let lead = lead.filter(|status| short && !vague && *status != Status::Open);
        if let Some(status) = lead {
            return Some((status, word));
        }
    }
    let (at, length) = comma()?;
    let word = text.get(at + length..)?;
    Some((state::remark(word, cx.lexicon)?, word))
}
