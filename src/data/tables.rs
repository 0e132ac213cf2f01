//! Registers as tables for spreadsheets and programs.
//!
//! Both have the same entries in the same order, that of first mention. The JSON has
//! each as the export has it; the CSV one line each, with a header.

use super::Put;
use super::beside;
use super::naming::Naming;
use super::naming::document;
use super::shown;
use crate::link::Entry;
use crate::link::PersonId;
use crate::link::Site;
use crate::model::Priority;
use crate::model::Status;
use crate::render::escape::Csv;
use crate::render::escape::Json;
use crate::text::Day;
use crate::view;
use crate::view::Register;
use std::fmt::Write;

/// The columns of the CSV.
const COLUMNS: [&str; 18] = [
    "id",
    "title",
    "type",
    "status",
    "priority",
    "owners",
    "leads",
    "when",
    "due_from",
    "due_to",
    "certainty",
    "overdue",
    "carried",
    "first_seen",
    "last_seen",
    "document",
    "line",
    "url",
];

/// The tables of the registers that have entries.
pub(super) fn tables(naming: &Naming<'_>, put: Put<'_>) {
    let site = naming.site;
    for register in Register::ALL {
        let of = |entry: &&Entry| Register::of(entry.kind) == Some(register);
        let entries: Vec<&Entry> = shown(site).filter(of).collect();
        if entries.is_empty() {
            continue;
        }
        let add = |extension: &str, text: &str| {
            put(beside(&register.url(), extension).as_str(), text.as_bytes());
        };
        add("csv", &csv(site, &entries));
        let export = view::register_export(site, register, &entries);
        add("json", &format!("{}\n", Json(&export)));
    }
}

fn csv(site: &Site, entries: &[&Entry]) -> String {
    let mut out = String::new();
    line(&mut out, &COLUMNS.map(str::to_owned));
    for entry in entries {
        line(&mut out, &cells(site, entry));
    }
    out
}

fn cells(site: &Site, entry: &Entry) -> [String; COLUMNS.len()] {
    let names = |ids: &[PersonId]| {
        let names = ids.iter().filter_map(|id| site.person(*id));
        names.map(|person| person.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let (span, certainty) = entry.when.as_ref().and_then(|when| when.span).unzip();
    let line =
        site.item(entry.latest).map(|(doc, item)| doc.source.line(item.range.start));
    let document = document(site, entry).map(|doc| doc.source.path.as_str());
    [
        entry.id.clone(),
        entry.title.clone(),
        entry.kind.word().into(),
        entry.status.map_or("", Status::word).into(),
        entry.priority.map_or("", Priority::word).into(),
        names(&entry.owners),
        names(&entry.leads),
        entry.when.as_ref().map(|when| when.text.clone()).unwrap_or_default(),
        day(span.map(|span| span.from)),
        day(span.map(|span| span.to)),
        certainty.map(|certainty| certainty.word().to_owned()).unwrap_or_default(),
        if entry.overdue { "true".into() } else { "false".into() },
        entry.carried.to_string(),
        day(entry.first_seen),
        day(entry.last_seen),
        document.unwrap_or_default().into(),
        line.map(|line| line.to_string()).unwrap_or_default(),
        entry.url.as_str().into(),
    ]
}

fn line(out: &mut String, cells: &[String; COLUMNS.len()]) {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}{}", Csv(cell));
    }
    out.push_str("\r\n");
}
