//! Everything understood, as one JSON document (contract, "Export").
//!
//! Names in here are those of the contract: a change breaks scripts. Documents
//! stand by path, the rest in order of appearance; hidden people nowhere.

mod document;

mod item;

mod things;

use crate::diag::Code;
use crate::diag::Finding;
use crate::link::Doc;
use crate::link::Site;
use crate::model::Evidence;
use serde::Serialize;
use std::collections::BTreeSet;

/// The export of a site, drafts included; it borrows from it.
pub fn export(site: &Site) -> impl Serialize + '_ {
    part(site, |_| true)
}

/// The export for the site itself: without the drafts that have no page, and what
/// is said about them beyond that they are drafts.
pub fn published(site: &Site) -> impl Serialize + '_ {
    part(site, |doc| site.has_page(doc))
}

fn part(site: &Site, shown: impl Fn(&Doc) -> bool) -> Export<'_> {
    let docs = site.docs.iter().filter(|doc| shown(doc));
    let silent = site.docs.iter().filter(|doc| !shown(doc));
    let silent: BTreeSet<&str> = silent.map(|doc| doc.source.path.as_str()).collect();
    let told = |finding: &&Finding| {
        finding.code == Code::Draft || !silent.contains(finding.path.as_str())
    };
    Export {
        schema: "kenning/1",
        today: site.today.to_string(),
        documents: docs.map(|doc| document::export(site, doc)).collect(),
        entries: site.entries.iter().map(|entry| things::entry(site, entry)).collect(),
        people: site.people.iter().map(|person| things::person(site, person)).collect(),
        tickets: site.tickets.iter().map(|ticket| things::ticket(site, ticket)).collect(),
        periods: site.periods.iter().map(things::period).collect(),
        findings: site.findings.iter().filter(told).collect(),
    }
}

#[derive(Serialize)]
struct Export<'s> {
    schema: &'static str,
    today: String,
    documents: Vec<document::Document<'s>>,
    entries: Vec<things::Entry<'s>>,
    people: Vec<things::Person<'s>>,
    tickets: Vec<things::Ticket<'s>>,
    periods: Vec<things::Period<'s>>,
    findings: Vec<&'s Finding>,
}

/// Which rule read a fact, and where.
#[derive(Serialize)]
struct How {
    rule: &'static str,
    basis: &'static str,
    line: u32,
}

impl How {
    fn of(doc: &Doc, by: Evidence) -> Self {
        let line = doc.source.line(by.range.start);
        Self { rule: by.rule, basis: by.basis.word(), line }
    }
}
