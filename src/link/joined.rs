//! The documents joined into one site: who and what they speak of. What their texts
//! link and mention is not in it yet.

use super::Derived;
use super::Doc;
use super::HiddenNames;
use super::Linking;
use super::ReadDoc;
use super::Shared;
use super::Site;
use super::addresses;
use super::entries;
use super::findings::Findings;
use super::names::Names;
use super::people;
use super::periods;
use super::periods::Calendar;
use super::tickets;
use super::tickets::Ids;
use crate::model::Facts;
use crate::source::Source;
use crate::text::Day;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::text::Span;
use jiff::ToSpan;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The joined site, and what names mean in it.
pub(super) fn join(
    input: &Linking<'_>,
    findings: &mut Findings,
) -> (Site, Names, Ids, Calendar) {
    let config = input.config;
    let mut site = begin(input, findings);
    let names = people::join(&mut site, config);
    let ids = tickets::join(&mut site, config);
    let calendar = periods::join(&mut site, config, findings);
    entries::join(&mut site, &ids, &names, config);
    people::fill(&mut site, &names, config);
    periods::fill(&mut site, &calendar);
    tickets::fill(&mut site, &ids);
    (site, names, ids, calendar)
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
        entries: Shared::default(),
        people: Vec::new(),
        tickets: Vec::new(),
        periods: Vec::new(),
        terms: Vec::new(),
        topics: Vec::new(),
        attachments: BTreeMap::new(),
        findings: Vec::new(),
    }
}

fn begin_doc(read: &ReadDoc, url: SitePath, history: Option<(Day, Day)>) -> Doc {
    let (source, facts) = (&read.source, &read.facts);
    let stated = facts.date.and_then(|date| date.value.span());
    let (created, changed) = history.unzip();
    let derived =
        || changed.map(|day| (Span { from: day, to: day }, Derived::FromHistory));
    Doc {
        source: Arc::clone(source),
        layout: Arc::clone(&read.layout),
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
        links: Shared::default(),
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
