//! Stage 4, link: the facts of all documents become one site.
//!
//! In come the documents with their facts, out goes a [`Site`]: people, tickets,
//! periods and entries joined over documents, every link of the text resolved,
//! links made where the text names a known thing, backlinks, and findings with
//! their places counted. Pure plain-data work; it always runs whole.
//!
//! The steps, each in its own file: addresses, people, tickets, periods, entries,
//! conflicts, authored links, made links, findings. No step looks at pairs: all
//! joining is by key, so that the time stays near linear in the text.

mod site;

mod addresses;

mod names;

mod words;

mod people;

mod alike;

mod tickets;

mod period_names;

mod periods;

mod entries;

mod state;

mod disagree;

mod conflicts;

mod spots;
mod terms;

mod scheme;

mod targets;

mod authored;

mod known;

mod titles;

mod made;

mod findings;

mod remarks;

pub use addresses::folder_address;
pub use findings::levelled;
pub use names::HiddenNames;
pub use site::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::diag::Finding;
use crate::model::Facts;
use crate::parse::Document;
use crate::source::Source;
use crate::text::Day;
use crate::text::DocPath;
use findings::Findings;
use jiff::ToSpan;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document as the stages before left it.
#[derive(Clone, Debug)]
pub struct ReadDoc {
    /// Its text.
    pub source: Arc<Source>,
    /// Its blocks.
    pub document: Arc<Document>,
    /// What it states.
    pub facts: Arc<Facts>,
    /// The remarks made while reading it.
    pub notes: Arc<[Diagnostic]>,
}

/// Everything that linking depends on.
#[derive(Clone, Debug)]
pub struct Linking<'a> {
    /// The documents, in any order.
    pub docs: Vec<ReadDoc>,
    /// Other files below SOURCE, with their size in bytes.
    pub others: &'a BTreeMap<DocPath, u64>,
    /// The settings.
    pub config: &'a Config,
    /// The days of the first and last commit of each document.
    pub history: &'a History,
    /// The day the site is built for.
    pub today: Day,
    /// Whether drafts take part.
    pub drafts: Drafts,
    /// What was found before.
    pub findings: Vec<Finding>,
}

/// Links the documents into one site. Never fails: what is doubtful is a finding.
pub fn link(mut input: Linking<'_>) -> Site {
    input.docs.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let config = input.config;
    let mut findings = Findings::new(std::mem::take(&mut input.findings));
    for read in &input.docs {
        findings.notes(&read.source, &read.notes);
    }
    let others = input.others;
    let mut site = begin(&input, &mut findings);
    let names = people::join(&mut site, config);
    let ids = tickets::join(&mut site, config);
    let calendar = periods::join(&mut site, config, &mut findings);
    entries::join(&mut site, &ids, &names, config);
    people::fill(&mut site, &names, config);
    periods::fill(&mut site, &calendar);
    tickets::fill(&mut site, &ids);
    conflicts::find(&mut site, &ids, &names, &mut findings);
    let folder = targets::Folder::of(&site, others);
    authored::resolve(&mut site, &folder, config, &mut findings);
    made::make(&mut site, &ids, &names, &calendar, &mut findings);
    terms::gather(&mut site);
    remarks::remark(&site, config, &mut findings);
    site.findings = findings.finish(config);
    site
}

/// The documents with their addresses, nothing joined yet.
fn begin(input: &Linking<'_>, findings: &mut Findings) -> Site {
    let paths: Vec<&DocPath> = input.docs.iter().map(|read| &read.source.path).collect();
    let addresses = addresses::addresses(&paths, findings);
    let history = input.history;
    let docs = input.docs.iter().zip(addresses);
    // A site built for a day knows nothing of commits after it; a day more is granted
    // to authors east of the clock.
    let last = input.today.saturating_add(1.day());
    let known =
        |path: &DocPath| history.get(path).copied().filter(|(_, day)| *day <= last);
    let docs =
        docs.map(|(read, url)| begin_doc(read, url, known(&read.source.path))).collect();
    Site {
        today: input.today,
        drafts: input.drafts,
        hidden: HiddenNames::default(),
        docs,
        entries: Vec::new(),
        people: Vec::new(),
        tickets: Vec::new(),
        periods: Vec::new(),
        terms: Vec::new(),
        attachments: BTreeMap::new(),
        findings: Vec::new(),
    }
}

fn begin_doc(
    read: &ReadDoc,
    url: crate::text::SitePath,
    history: Option<(Day, Day)>,
) -> Doc {
    let (source, facts) = (&read.source, &read.facts);
    let stated = facts.date.and_then(|date| date.value.span());
    let (created, changed) = history.unzip();
    let derived = || {
        changed
            .map(|day| (crate::text::Span { from: day, to: day }, Derived::FromHistory))
    };
    Doc {
        source: Arc::clone(source),
        document: Arc::clone(&read.document),
        facts: Arc::clone(facts),
        url,
        title: title(source, facts),
        draft: source.meta.draft,
        created,
        changed,
        time: stated.map(|span| (span, Derived::Stated)).or_else(derived),
        scope: String::new(),
        entries: Vec::new(),
        dues: facts.items.iter().map(|item| item.when.as_ref()?.due).collect(),
        people: vec![None; facts.people.len()],
        periods: Vec::new(),
        tickets: Vec::new(),
        links: Vec::new(),
        backlinks: Vec::new(),
    }
}

/// The stated title, else the file's name with blanks for dashes.
fn title(source: &Source, facts: &Facts) -> String {
    let stated = facts.title.as_ref().map(|title| title.value.trim());
    match stated.filter(|title| !title.is_empty()) {
        Some(title) => title.to_owned(),
        None => source.path.stem().replace(['-', '_'], " "),
    }
}

impl Doc {
    /// The day it states as its own, the first one where it is a month.
    fn day(&self) -> Option<Day> {
        match self.time {
            Some((span, Derived::Stated)) => Some(span.from),
            _ => None,
        }
    }

    /// The name of its kind.
    fn kind(&self) -> crate::model::DocKind {
        self.facts.kind.map_or(crate::model::DocKind::Other, |kind| kind.value)
    }
}

/// The ids of the documents that take part: all but hidden drafts.
fn live(site: &Site) -> Vec<DocId> {
    site.published().map(|(id, _)| id).collect()
}
