//! Links again after an edit, doing only what the edit can have changed.
//!
//! Three steps, each with what it gave the last time: documents are joined into people,
//! tickets, periods and entries, again only if one of them states something else
//! (`shape`); each document's text gives its part, again only if the document or what
//! names mean changed (`part`); the parts are put together, and what contradicts is
//! looked for, always.

use super::Doc;
use super::DocId;
use super::Drafts;
use super::EntryId;
use super::History;
use super::Linking;
use super::ReadDoc;
use super::Site;
use super::conflicts;
use super::conflicts::Told;
use super::findings::Findings;
use super::joined;
use super::part;
use super::part::Part;
use super::part::Tables;
use super::remarks;
use super::shape;
use super::targets;
use super::targets::Found;
use super::terms;
use super::topics;
use crate::config::Config;
use crate::diag::Finding;
use crate::text::Day;
use crate::text::DocPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What linking keeps for the next time.
#[derive(Default)]
pub struct Memo(Option<Kept>);

/// What the last linking gave, step by step.
struct Kept {
    settings: Settings,
    /// The documents with all that joining them gives, without their parts.
    site: Site,
    /// What was found while joining.
    findings: Vec<Finding>,
    tables: Tables,
    parts: Vec<Part>,
    /// What contradicts.
    told: BTreeMap<EntryId, Told>,
}

/// What every step depends on beside the documents.
struct Settings {
    others: BTreeMap<DocPath, u64>,
    config: Config,
    history: History,
    today: Day,
    drafts: Drafts,
}

impl Settings {
    fn are_of(&self, input: &Linking<'_>) -> bool {
        self.others == *input.others
            && self.config == *input.config
            && self.history == *input.history
            && self.today == input.today
            && self.drafts == input.drafts
    }

    fn of(input: &Linking<'_>) -> Self {
        Self {
            others: input.others.clone(),
            config: input.config.clone(),
            history: input.history.clone(),
            today: input.today,
            drafts: input.drafts,
        }
    }
}

/// Links the documents, with the help of the last time. Gives the same as [`super::link`].
pub fn link_again(mut input: Linking<'_>, memo: &mut Memo) -> Site {
    input.docs.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let last = memo.0.take().filter(|last| last.settings.are_of(&input));
    let kept = match last {
        Some(last) if is_same_shape(&last.site, &input.docs) => last.with(&input.docs),
        last => Kept::new(&input, last),
    };
    let site = kept.site(&input);
    memo.0 = Some(kept);
    site
}

fn is_same_shape(site: &Site, docs: &[ReadDoc]) -> bool {
    site.docs.len() == docs.len()
        && site.docs.iter().zip(docs).all(|(before, now)| shape::is_same(before, now))
}

impl Kept {
    fn new(input: &Linking<'_>, last: Option<Self>) -> Self {
        let mut findings = Findings::new(Vec::new());
        let (site, names, ids, calendar) = joined::join(input, &mut findings);
        let folder = targets::Folder::of(&site, input.others);
        let tables = Tables::of(&site, names, ids, calendar, folder);
        let parts = match last.filter(|last| last.is_of(&input.docs)) {
            Some(last) => parts_again(&site, &tables, &input.docs, last),
            None => parts(&site, &tables, &input.docs),
        };
        let Tables { names, ids, .. } = &tables;
        let entries = (0_u32..).map(EntryId).take(site.entries.len());
        let told = conflicts::find(&site, ids, names, entries);
        let settings = Settings::of(input);
        Self { settings, site, findings: findings.all, tables, parts, told }
    }

    /// Whether it is of the same documents, by their paths.
    fn is_of(&self, docs: &[ReadDoc]) -> bool {
        let mut both = self.site.docs.iter().zip(docs);
        self.site.docs.len() == docs.len()
            && both.all(|(before, now)| before.source.path == now.source.path)
    }

    /// The same with documents that state the same.
    fn with(mut self, docs: &[ReadDoc]) -> Self {
        let mut changed = Vec::new();
        let now = self.site.docs.iter_mut().zip(docs);
        for (id, (doc, now)) in (0_u32..).map(DocId).zip(now) {
            if !shape::is_identical(doc, now) {
                take_text(doc, now);
                changed.push((id, now));
            }
        }
        let Tables { names, ids, .. } = &self.tables;
        let entries = changed.iter().filter_map(|(id, _)| self.site.doc(*id));
        let entries: BTreeSet<EntryId> =
            entries.flat_map(|doc| doc.entries.iter().copied()).collect();
        for id in &entries {
            self.told.remove(id);
        }
        let told = conflicts::find(&self.site, ids, names, entries.into_iter());
        self.told.extend(told);
        for (id, now) in changed {
            let part = Part::of(&self.site, &self.tables, id, now);
            if let Some(place) = self.parts.get_mut(id.0 as usize) {
                *place = part;
            }
        }
        self
    }

    fn site(&self, input: &Linking<'_>) -> Site {
        let mut site = self.site.clone();
        part::assemble(&mut site, &self.tables, &self.parts);
        let logo = input.config.logo.as_ref();
        if let Some(Found::File(path, to)) =
            logo.and_then(|logo| self.tables.folder.at(logo))
        {
            site.attachments.insert(path, to);
        }
        let mut findings = Findings::new(input.findings.clone());
        findings.all.extend(self.findings.iter().cloned());
        let parts = self.parts.iter().flat_map(|part| &part.findings);
        findings.all.extend(parts.cloned());
        for (id, told) in &self.told {
            findings.all.extend(told.findings.iter().cloned());
            let ticket = site.entry(*id).and_then(|entry| self.tables.ids.get(&entry.id));
            let ticket = ticket.and_then(|id| site.tickets.get_mut(id.0 as usize));
            if let Some(ticket) = ticket {
                ticket.conflicts.clone_from(&told.conflicts);
            }
        }
        terms::gather(&mut site);
        topics::find(&mut site);
        remarks::remark(&site, input.config, &mut findings);
        site.findings = findings.finish(input.config);
        site
    }
}

fn take_text(doc: &mut Doc, now: &ReadDoc) {
    doc.source = Arc::clone(&now.source);
    doc.layout = Arc::clone(&now.layout);
    doc.facts = Arc::clone(&now.facts);
}

fn parts(site: &Site, tables: &Tables, docs: &[ReadDoc]) -> Vec<Part> {
    let numbered: Vec<(DocId, &ReadDoc)> = (0_u32..).map(DocId).zip(docs).collect();
    numbered.into_par_iter().map(|(id, read)| Part::of(site, tables, id, read)).collect()
}

/// The parts, those of the last time where nothing that they depend on changed.
fn parts_again(site: &Site, tables: &Tables, docs: &[ReadDoc], last: Kept) -> Vec<Part> {
    let before = || last.site.docs.iter().zip(docs);
    let is_same: Vec<bool> =
        before().map(|(before, now)| shape::is_identical(before, now)).collect();
    if !tables.tell_the_same(&last.tables, &is_same) {
        return parts(site, tables, docs);
    }
    let moved = before().map(|(before, now)| !shape::has_same_anchors(before, now));
    let moved: Vec<bool> = moved.collect();
    let leads_on = |part: &Part| {
        let mut to = part.follows.iter().map(|(to, _)| to.0 as usize);
        to.all(|to| moved.get(to) == Some(&false))
    };
    let numbered: Vec<_> =
        (0_u32..).map(DocId).zip(docs).zip(is_same.into_iter().zip(last.parts)).collect();
    let part = |((id, read), (is_same, part)): ((DocId, &ReadDoc), (bool, Part))| {
        if is_same && leads_on(&part) { part } else { Part::of(site, tables, id, read) }
    };
    numbered.into_par_iter().map(part).collect()
}
