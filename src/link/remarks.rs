//! Findings about the state of the work, one a document, and about settings that
//! fit nothing.

use super::Doc;
use super::Site;
use super::addresses::is_index;
use super::findings::Findings;
use super::findings::Remark;
use super::names::name_key;
use super::period_names;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::ItemType;
use crate::model::Status;
use crate::text::DocPath;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Where settings are written; the only place that knows a file's name here.
const SETTINGS: &str = "kenning.toml";

/// Adds the remarks that need the whole site.
pub(super) fn remark(site: &Site, config: &Config, findings: &mut Findings) {
    let mut work = vec![(0, 0); site.docs.len()];
    for entry in &site.entries {
        let at = entry.latest.doc.0 as usize;
        let Some(counts) = work.get_mut(at) else { continue };
        let task = matches!(entry.kind, ItemType::Task | ItemType::Action);
        let open = [Status::Open, Status::InProgress, Status::Blocked];
        let open = entry.status.is_some_and(|status| open.contains(&status));
        counts.0 += usize::from(task && open && entry.owners.is_empty());
        counts.1 += usize::from(entry.overdue);
    }
    for (doc, (nobody, late)) in site.docs.iter().zip(work) {
        if doc.draft {
            let message = "this document is a draft and not published".to_owned();
            let hint = Some("remove `draft: true` to publish it".to_owned());
            findings.at(&doc.source, None, Remark { code: Code::Draft, message, hint });
        }
        let mut say = |code, message: Option<String>, hint: &str| {
            let hint = Some(hint.to_owned());
            let remark = message.map(|message| Remark { code, message, hint });
            if let Some(remark) = remark {
                findings.at(&doc.source, None, remark);
            }
        };
        let hint = "write `Owner: …` in the entry";
        say(Code::NoOwner, entries(nobody, "without an owner"), hint);
        say(
            Code::Overdue,
            entries(late, "past the day it was due"),
            "close it or move the day",
        );
    }
    // Who is alone can be linked by nobody.
    let alone = site.published().nth(1).is_none();
    for (_, doc) in site.published() {
        undated(doc, findings);
        if !alone {
            orphan(doc, findings);
        }
    }
    reviews(site, findings);
    unused(site, config, findings);
}

fn entries(count: usize, what: &str) -> Option<String> {
    let noun = if count == 1 { "open entry" } else { "open entries" };
    (count > 0).then(|| format!("{count} {noun} {what}"))
}

fn undated(doc: &Doc, findings: &mut Findings) {
    if doc.facts.date.is_none() && !doc.facts.items.is_empty() {
        let message = "the document states no date".to_owned();
        let hint = Some("write `Date: 2026-01-31` below its title".to_owned());
        findings.at(&doc.source, None, Remark { code: Code::NoDate, message, hint });
    }
}

fn orphan(doc: &Doc, findings: &mut Findings) {
    if doc.backlinks.is_empty() && !is_index(&doc.source.path) {
        let message = "nothing links to this document".to_owned();
        findings.at(
            &doc.source,
            None,
            Remark { code: Code::Orphan, message, hint: None },
        );
    }
}

/// A stated review whose day has passed without a later document of its series.
fn reviews(site: &Site, findings: &mut Findings) {
    let mut newest = BTreeMap::new();
    for (_, doc) in site.published() {
        let series = (doc.source.path.folder(), doc.kind());
        let last = newest.entry(series).or_insert(doc.day());
        *last = (*last).max(doc.day());
    }
    for (_, doc) in site.published() {
        let last = newest.get(&(doc.source.path.folder(), doc.kind())).copied().flatten();
        for event in &doc.facts.events {
            let review = event.label.to_lowercase().contains("review");
            let Some(span) = event.date.span().filter(|_| review) else { continue };
            let held = last.is_some_and(|day| day >= span.from) || doc.day().is_none();
            if span.to < site.today && !held {
                let message = format!("`{}` was due on {}", event.label, event.date);
                let hint = Some("nothing newer of its kind lies beside it".to_owned());
                let remark = Remark { code: Code::ReviewDue, message, hint };
                findings.at(&doc.source, Some(event.range), remark);
            }
        }
    }
}

/// Settings that name what no document has.
fn unused(site: &Site, config: &Config, findings: &mut Findings) {
    let Some(path) = DocPath::new(SETTINGS) else { return };
    let mut say = |setting: &str, value: &str| {
        let message = format!("`{value}` under `{setting}` fits nothing");
        findings.add(Finding::of_file(&path, Code::UnusedSetting, message, None));
    };
    let shown = |logo: &&String| {
        DocPath::new(logo).is_some_and(|path| site.attachments.contains_key(&path))
    };
    if let Some(logo) = config.logo.as_ref().filter(|logo| !shown(logo)) {
        say("logo", logo);
    }
    let people = &config.people;
    let asked = !people.aliases.is_empty() || !people.exclude.is_empty();
    let mut names = BTreeSet::new();
    for (_, doc) in site.published().filter(|_| asked) {
        let facts = &doc.facts;
        let forms =
            facts.people.iter().flat_map(|named| named.forms.iter().chain([&named.name]));
        let owners =
            facts.items.iter().flat_map(|item| &item.owners).map(|owner| &owner.who);
        let shorts = facts.aliases.iter().map(|(short, _)| short);
        names.extend(forms.chain(owners).chain(shorts).map(|name| name_key(name)));
    }
    for (name, aliases) in &config.people.aliases {
        if !aliases.iter().any(|alias| names.contains(&name_key(alias))) {
            say("people.aliases", name);
        }
    }
    for name in &config.people.exclude {
        if !names.contains(&name_key(name)) {
            say("people.exclude", name);
        }
    }
    for pattern in &config.tickets.patterns {
        let pattern_key = pattern.to_uppercase();
        let mut ids = site.tickets.iter().map(|ticket| ticket.id.to_uppercase());
        if !ids.any(|id| id.starts_with(&pattern_key)) {
            say("tickets.patterns", pattern);
        }
    }
    let calendar = &config.periods.calendar;
    let periods = site.periods.iter().filter(|_| !calendar.is_empty());
    let known = periods.flat_map(|period| period_names::keys(&period.name));
    let known: BTreeSet<_> = known.collect();
    for entry in calendar {
        if !period_names::keys(&entry.name).iter().any(|key| known.contains(key)) {
            say("periods.calendar", &entry.name);
        }
    }
}
