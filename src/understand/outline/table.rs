//! Tables: rows become entries, two-column tables of labels become fields.

use super::Cell;
use super::SectionKind;
use super::build::Builder;
use super::lead;
use super::naming;
use super::sense;
use crate::model::Shape;
use crate::parse::BlockKind;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;
use crate::understand::values::ids;
use crate::understand::values::state;
use rustc_hash::FxHashSet;

/// More columns than this are not read: no team writes such tables by hand.
const MOST_COLUMNS: usize = 40;

/// Reads the table at `at` into `builder`.
pub(super) fn table(builder: &mut Builder<'_>, at: u32) {
    let rows: Vec<u32> = builder.document.children(Some(at)).collect();
    let Some((first, rows)) = rows.split_first() else { return };
    let header: Vec<Slice> = cells(builder, *first);
    let body: Vec<(u32, Vec<Slice>)> =
        rows.iter().map(|row| (*row, cells(builder, *row))).collect();
    let columns = columns(&header, &body, builder.lexicon);
    if is_evidence(&header, &columns, builder.lexicon)
        || is_legend(&columns, &body, builder.lexicon)
    {
        if let Some(section) = builder.section() {
            section.prose = true;
        }
        return;
    }
    if header.len() == 2 && is_key_value(&header, &body, builder.lexicon) {
        key_values(builder, &header, &body);
        return;
    }
    if let Some(senses) = sense_columns(&header, &body, builder.lexicon) {
        for (row, values) in &body {
            cell_entries(builder, *row, (&header, &senses), values);
        }
        return;
    }
    for (row, values) in body {
        row_entry(builder, row, (&header, &columns), values);
    }
}

fn cells(builder: &Builder<'_>, row: u32) -> Vec<Slice> {
    let document = builder.document;
    let cells = document.children(Some(row)).take(MOST_COLUMNS);
    cells
        .filter_map(|at| document.block(at))
        .filter(|block| block.kind == BlockKind::Cell)
        .map(|block| Slice::of(&block.runs).trim())
        .collect()
}

/// What each column holds. Only one of those that could name the entry does;
/// without any the first unknown column is taken.
fn columns(
    header: &[Slice],
    body: &[(u32, Vec<Slice>)],
    lexicon: &Lexicon,
) -> Vec<Option<Label>> {
    let read = |cell: &Slice| {
        let text = cell.text();
        // `Who?` asks for the owner; `Done?` is a label as it stands.
        let asked = || lexicon.labels.exact(text.trim_end_matches('?'));
        lexicon
            .labels
            .exact(text)
            .or_else(asked)
            .or_else(|| {
                let (label, length) = lexicon.labels.within(text)?;
                (2 * length >= text.chars().count()).then_some(label)
            })
            .or_else(|| {
                // `Bonus` stands before what it is a bonus of.
                let (label, _) = lexicon.labels.leading(text)?;
                (label == Label::Bonus).then_some(label)
            })
    };
    let mut columns: Vec<Option<Label>> = header.iter().map(read).collect();
    // A column of ids names no entries, whatever its heading.
    for (at, column) in columns.iter_mut().enumerate() {
        if *column == Some(Label::Title) && is_all_ids(body, at) {
            *column = Some(Label::Id);
        }
        if *column == Some(Label::Id) && is_wordy(body, at) {
            *column = Some(Label::Title);
        }
        if column.is_none() && is_all_codes(body, at) {
            *column = Some(Label::Id);
        }
    }
    let topics = || is_distinct(body, 0).then(|| naming::topics(&columns)).flatten();
    let naming = naming::acted(header, &columns, lexicon);
    let naming = naming.or_else(|| naming::named_before(header, &columns));
    let naming = naming.or_else(topics).or_else(|| naming::first(&columns));
    if let Some(column) = naming.and_then(|at| columns.get_mut(at)) {
        *column = Some(Label::Title);
    }
    for (at, column) in columns.iter_mut().enumerate() {
        if *column == Some(Label::Title) && Some(at) != naming {
            *column = Some(Label::Other);
        }
    }
    if naming.is_none() {
        let behind = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| columns.get(at));
            before == Some(&Some(Label::Id))
                && matches!(columns.get(at), Some(Some(Label::Dependencies)))
        };
        if let Some(at) = (0..columns.len()).find(|at| behind(*at))
            && let Some(column) = columns.get_mut(at)
        {
            *column = Some(Label::Title);
            return columns;
        }
        let unknown = unnamed(header, &columns, lexicon);
        if let Some(column) = unknown.and_then(|at| columns.get_mut(at)) {
            *column = Some(Label::Title);
        }
    }
    columns
}

/// The column that names the entries where no heading says so: the first unknown one,
/// else one whose heading is a word for a thing: `Lesson | Impact | Recommendation`.
fn unnamed(
    header: &[Slice],
    columns: &[Option<Label>],
    lexicon: &Lexicon,
) -> Option<usize> {
    let unknown = |column: &Option<Label>| matches!(column, None | Some(Label::Other));
    let thing = |cell: &Slice| lexicon.types.exact(cell.text()).is_some();
    columns.iter().position(unknown).or_else(|| header.iter().position(thing))
}

/// `Start | Stop | Continue`: each column is a section of its own.
fn sense_columns(
    header: &[Slice],
    body: &[(u32, Vec<Slice>)],
    lexicon: &Lexicon,
) -> Option<Vec<bool>> {
    let reads = |cell: &Slice| {
        let found = sense::sense(lexicon, SectionKind::Label, cell.text());
        let field = lexicon.labels.exact(cell.text()).is_some_and(|label| {
            let state = matches!(label, Label::Status | Label::Completed);
            !state && !matches!(label, Label::Title | Label::Other)
        });
        found.filter(|found| found.firm && found.sense.lists_entries() && !field)
    };
    let found: Vec<Option<sense::Found>> = header.iter().map(reads).collect();
    let looked_back = |found: &&sense::Found| {
        matches!(found.sense, Sense::Well | Sense::Badly | Sense::Improve | Sense::Start)
    };
    let count = found.iter().flatten().filter(looked_back).count();
    let states = found.iter().flatten().filter(|found| sense::is_state(found.sense));
    let counted = |(_, cells): &(u32, Vec<Slice>)| {
        !cells.iter().any(|cell| cell.text().contains(char::is_alphabetic))
    };
    // `To do | Doing | Done` is a board unless its cells are counts.
    let board = states.count() >= 2
        && found.iter().all(Option::is_some)
        && !body.iter().all(counted);
    let senses: Vec<bool> = found.iter().map(Option::is_some).collect();
    let others = header.iter().zip(&senses).filter(|(_, sensed)| !**sensed);
    let silent = others.filter(|(cell, _)| !cell.is_empty()).count();
    (board || count >= 2 && silent <= 1).then_some(senses)
}

fn cell_entries(
    builder: &mut Builder<'_>,
    row: u32,
    (header, senses): (&[Slice], &[bool]),
    values: &[Slice],
) {
    let block = builder.document.block(row).map(|block| block.range).unwrap_or_default();
    let told = header.iter().zip(senses).zip(values).filter(|((_, told), _)| **told);
    for ((title, _), value) in told {
        builder.open_section(SectionKind::Lead, title.clone(), row, None);
        for line in value.lines().into_iter().filter(|line| !line.is_empty()) {
            let line = lead::pseudo_entry(&line).unwrap_or(line);
            let line = line.part(line.text().trim_start_matches(['-', '*', '+', ' ']));
            let entry = builder.entry(row, Shape::Entry, &line, None);
            if let Some(new) = builder.outline.entries.get_mut(entry) {
                new.extent = block;
            }
            if let Some(section) = builder.section() {
                section.bullets += 1;
            }
        }
        builder.close_last(block.end);
    }
}

/// Rows that say where something is, not what: `File | Line | Note`.
fn is_evidence(header: &[Slice], columns: &[Option<Label>], lexicon: &Lexicon) -> bool {
    let place = header.first().is_some_and(|cell| {
        let words = normal(cell.text());
        matches!(
            words.as_str(),
            "file"
                | "files"
                | "path"
                | "location"
                | "line"
                | "datei"
                | "fichier"
                | "archivo"
                | "文件"
                | "ファイル"
                | "파일"
                | "bestand"
                | "fil"
                | "dosya"
                | "arquivo"
        )
    });
    // A column of line numbers is no column of ids.
    let owned = columns.iter().zip(header).any(|(column, cell)| match column {
        Some(Label::Owner | Label::Priority | Label::When) => true,
        Some(Label::Id) => lexicon.labels.exact(cell.text()) == Some(Label::Id),
        _ => false,
    });
    place && !owned
}

/// Rows that explain words: `Priority | Meaning`, each of another priority or state.
fn is_legend(
    columns: &[Option<Label>],
    body: &[(u32, Vec<Slice>)],
    lexicon: &Lexicon,
) -> bool {
    let rated = |cell: &Slice| match columns.first() {
        Some(Some(Label::Priority)) => lexicon.priority.exact(cell.text()).is_some(),
        Some(Some(Label::Status)) => state::status(cell.text(), lexicon).is_some(),
        _ => false,
    };
    let others = columns.get(1..).unwrap_or_default();
    let explains = |label: &Option<Label>| {
        matches!(label, None | Some(Label::Title | Label::Other | Label::When))
    };
    let mut firsts = body.iter().filter_map(|(_, cells)| cells.first());
    let several = body.len() >= 2 && (1..=3).contains(&others.len());
    several && others.iter().all(explains) && firsts.all(rated) && is_distinct(body, 0)
}

/// Whether a column holds nothing but ids or numbers such as `2.10`.
fn is_all_codes(body: &[(u32, Vec<Slice>)], at: usize) -> bool {
    let mut cells = body.iter().filter_map(|(_, cells)| cells.get(at)).peekable();
    let number = |word: &str| {
        let counts = word.chars().all(|c| c.is_ascii_digit() || c == '.');
        counts || matches!(ids::ids(word).as_slice(), [id] if id.text == word && !id.weak)
    };
    let is_code = |cell: &Slice| {
        let mut words =
            cell.text().split([' ', ',', ';']).filter(|word| !word.is_empty());
        words.all(number)
    };
    cells.peek().is_some() && cells.all(is_code)
}

/// Whether a column that is headed as one of ids names things: no cell holds a number.
fn is_wordy(body: &[(u32, Vec<Slice>)], at: usize) -> bool {
    let mut cells = body.iter().filter_map(|(_, cells)| cells.get(at)).peekable();
    let worded = |cell: &Slice| {
        let plain = !cell.text().contains(|c: char| c.is_ascii_digit());
        plain && cell.text().split_whitespace().count() >= 2
    };
    cells.peek().is_some() && cells.all(worded)
}

fn is_all_ids(body: &[(u32, Vec<Slice>)], at: usize) -> bool {
    let mut cells = body.iter().filter_map(|(_, cells)| cells.get(at)).peekable();
    let is_id = |cell: &Slice| {
        let text = cell.text().trim();
        matches!(ids::ids(text).as_slice(), [id] if id.text == text)
    };
    cells.peek().is_some() && cells.all(is_id)
}

fn is_distinct(body: &[(u32, Vec<Slice>)], at: usize) -> bool {
    let mut seen = FxHashSet::default();
    let mut cells = body.iter().filter_map(|(_, cells)| cells.get(at));
    cells.all(|cell| seen.insert(cell.text()))
}

fn is_key_value(header: &[Slice], body: &[(u32, Vec<Slice>)], lexicon: &Lexicon) -> bool {
    let labels: Vec<_> = header.iter().map(|x| lexicon.labels.exact(x.text())).collect();
    // `Task | Owner` heads columns, however few rows follow.
    if let [Some(Label::Title | Label::Id), Some(_)] = labels.as_slice() {
        return false;
    }
    let keys = body.iter().filter_map(|(_, cells)| cells.first());
    let keys = header.first().into_iter().chain(keys);
    let known = keys.filter(|cell| lexicon.labels.exact(cell.text()).is_some()).count();
    2 * known > body.len().max(1)
}

fn key_values(builder: &mut Builder<'_>, header: &[Slice], body: &[(u32, Vec<Slice>)]) {
    let rows =
        std::iter::once(header).chain(body.iter().map(|(_, cells)| cells.as_slice()));
    let mut found = Vec::new();
    for row in rows {
        let [label, value] = row else { continue };
        let kind = builder.lexicon.labels.exact(label.text());
        let range = label.range().cover(value.range());
        let label = label.text().trim_end_matches(':').to_owned();
        found.push(Field { label, kind, value: value.clone(), range });
    }
    if let Some(section) = builder.section() {
        section.fields.extend(found);
    }
}

fn row_entry(
    builder: &mut Builder<'_>,
    row: u32,
    (header, columns): (&[Slice], &[Option<Label>]),
    values: Vec<Slice>,
) {
    let at = columns.iter().position(|column| *column == Some(Label::Title));
    let id = columns.iter().position(|column| *column == Some(Label::Id));
    let titled = |at: Option<usize>| {
        at.and_then(|at| values.get(at)).filter(|cell| !cell.is_empty())
    };
    let Some(title) = titled(at).or_else(|| titled(id)).cloned() else { return };
    let extent = builder.document.block(row).map(|block| block.range).unwrap_or_default();
    let headers = header.iter().map(|cell| cell.text().to_owned());
    let cells = columns
        .iter()
        .zip(headers)
        .zip(values)
        .map(|((column, header), value)| Cell { column: *column, header, value })
        .collect();
    let entry = builder.entry(row, Shape::Row, &title, None);
    if let Some(section) = builder.section() {
        section.rows += 1;
    }
    if let Some(new) = builder.outline.entries.get_mut(entry) {
        new.cells = cells;
        new.extent = extent;
    }
}
