//! Everything understood, as one JSON document (contract, "Export").
//!
//! Names in here are those of the contract: a change breaks scripts. Documents
//! stand by path, the rest in order of appearance; hidden people nowhere.

mod document;
mod item;
mod pattern;
pub(super) mod things;

use crate::diag::Code;
use crate::diag::Finding;
use crate::link::Doc;
use crate::link::Entry;
use crate::link::Site;
use crate::model::Basis;
use crate::model::Evidence;
use crate::view::Register;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::Serializer;
use std::collections::BTreeSet;

/// The version of the shape; another one breaks scripts.
pub(super) const SHAPE: &str = "kenning/1";

/// The export of a site, drafts included; it borrows from it.
pub fn export(site: &Site) -> impl Serialize + '_ {
    part(site, |_, _| true)
}

/// The export for the site itself: without the drafts that have no page, and what
/// is said about them beyond that they are drafts.
pub fn published(site: &Site) -> impl Serialize + '_ {
    part(site, Site::has_page)
}

/// The entries of one register, each as the export has it.
pub fn register<'s>(
    site: &'s Site,
    register: Register,
    entries: &[&'s Entry],
) -> impl Serialize + use<'s> {
    RegisterExport {
        schema: SHAPE,
        today: site.today.to_string(),
        register: register.word(),
        entries: entries.iter().map(|entry| things::entry(site, entry)).collect(),
    }
}

/// The JSON Schema (draft 2020-12) of [`export`], made from its types and their
/// comments.
pub fn export_schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Export<'_>>().to_value()
}

fn part(site: &Site, shown: fn(&Site, &Doc) -> bool) -> Export<'_> {
    let silent = site.docs.iter().filter(|doc| !shown(site, doc));
    let silent: BTreeSet<&str> = silent.map(|doc| doc.source.path.as_str()).collect();
    let told = |finding: &&Finding| {
        finding.code == Code::Draft || !silent.contains(finding.path.as_str())
    };
    Export {
        schema: SHAPE,
        today: site.today.to_string(),
        documents: Rows(Box::new(move || {
            let docs = site.docs.iter().filter(move |doc| shown(site, doc));
            Box::new(docs.map(move |doc| document::export(site, doc)))
        })),
        entries: Rows(Box::new(move || {
            Box::new(site.entries.iter().map(move |entry| things::entry(site, entry)))
        })),
        people: site.people.iter().map(|person| things::person(site, person)).collect(),
        tickets: site.tickets.iter().map(|ticket| things::ticket(site, ticket)).collect(),
        periods: site.periods.iter().map(things::period).collect(),
        findings: site.findings.iter().filter(told).collect(),
    }
}

/// Everything kenning understood of a folder of documents. Keys may be added; those
/// that are there keep their name and meaning.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kenning export")]
struct Export<'s> {
    /// The version of this shape.
    #[schemars(extend("const" = SHAPE))]
    schema: &'static str,
    /// The day it was made for.
    #[schemars(extend("pattern" = pattern::DAY))]
    today: String,
    /// The documents, by path.
    #[schemars(with = "Vec<document::Document<'s>>")]
    documents: Rows<'s, document::Document<'s>>,
    /// The things that documents speak of; an item is one mention of one.
    #[schemars(with = "Vec<things::Entry<'s>>")]
    entries: Rows<'s, things::Entry<'s>>,
    /// Everyone named.
    people: Vec<things::Person<'s>>,
    /// The tickets.
    tickets: Vec<things::Ticket<'s>>,
    /// Sprints, quarters and the like.
    periods: Vec<things::Period<'s>>,
    /// What `kenning check` prints.
    findings: Vec<&'s Finding>,
}

/// A long list, each of its rows made when it is written.
struct Rows<'s, T>(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 's> + 's>);

impl<T: Serialize> Serialize for Rows<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// The entries of one register.
#[derive(Serialize)]
struct RegisterExport<'s> {
    schema: &'static str,
    today: String,
    register: &'static str,
    entries: Vec<things::Entry<'s>>,
}

/// Which rule read a fact, and where.
#[derive(Serialize, JsonSchema)]
struct How {
    /// The rule's name.
    rule: &'static str,
    /// What the fact rests on.
    basis: Basis,
    /// 1-based.
    line: u32,
}

impl How {
    fn of(doc: &Doc, by: Evidence) -> Self {
        let line = doc.source.line(by.range.start);
        Self { rule: by.rule, basis: by.basis, line }
    }
}
