//! Joins sprints, quarters and the like.
//!
//! A sprint belongs to a scope, so that Sprint 1 of one project is not that of
//! another: what the document states, else the prefix of its tickets, else its
//! first folder, else what its own name tells besides kind, time and period: the
//! documents `sprint-7-plan` and `sprint-7-review` of a flat folder are of one team.
//! Quarters, months and years belong to everyone.
//! Days come from the calendar of the configuration, from what documents of the
//! scope state, and from time itself, never from a duration. Where documents state
//! different days there are none, but a finding.

use super::Doc;
use super::DocId;
use super::EntryId;
use super::Period;
use super::PeriodId;
use super::Site;
use super::findings::Findings;
use super::findings::Remark;
use super::period_names::Found;
use super::period_names::PeriodKey;
use super::period_names::Words;
use super::period_names::keys;
use super::period_names::quarters;
use super::period_names::word;
use super::tickets::main_prefix;
use crate::config::Config;
use crate::diag::Code;
use crate::model::Certainty;
use crate::text::SitePath;
use crate::text::Span;
use crate::text::TextRange;
use crate::text::slug;
use crate::text::unique;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// The periods of the site, to be found by name.
#[derive(PartialEq)]
pub(super) struct Calendar {
    /// By scope key, empty for what belongs to everyone.
    periods: FxHashMap<(String, PeriodKey), PeriodId>,
    words: Words,
}

impl Calendar {
    /// The known periods that `text`, of a document of `scope`, names, in order.
    pub(super) fn find(&self, scope: &str, text: &str) -> Vec<(Found, Vec<PeriodId>)> {
        let mut found = self.words.find(text);
        found.extend(quarters(text));
        found.sort_by_key(|found| found.range);
        let scope = slug(scope);
        let known = |found: Found| {
            let ids = found.keys.iter().filter_map(|key| self.get(&scope, key));
            let ids: Vec<PeriodId> = ids.collect();
            (!ids.is_empty()).then_some((found, ids))
        };
        found.into_iter().filter_map(known).collect()
    }

    /// Whether the first of the periods named is known: a link from `Sprints 4-8` to
    /// Sprint 6 would lead astray.
    pub(super) fn begins(&self, scope: &str, found: &Found) -> bool {
        found.keys.first().is_some_and(|key| self.get(&slug(scope), key).is_some())
    }

    fn get(&self, scope: &str, key: &PeriodKey) -> Option<PeriodId> {
        self.periods.get(&(home(scope, key), key.clone())).copied()
    }
}

/// Where a period belongs.
fn home(scope: &str, key: &PeriodKey) -> String {
    if matches!(key, PeriodKey::Time(_)) { String::new() } else { scope.to_owned() }
}

/// Fills `Doc::scope`, `Doc::periods`, `Doc::dues` and `Site::periods` but for what
/// is in them.
pub(super) fn join(
    site: &mut Site,
    config: &Config,
    findings: &mut Findings,
) -> Calendar {
    let live = super::live(site);
    let joined = joined_scopes(config);
    for id in 0..site.docs.len() {
        let Some(scope) = site.docs.get(id).map(|doc| scope(site, doc)) else { continue };
        let scope = joined.get(&slug(&scope)).cloned().unwrap_or(scope);
        if let Some(doc) = site.docs.get_mut(id) {
            doc.scope = scope;
        }
    }
    let docs = || live.iter().filter_map(|id| site.doc(*id));
    let stated = docs().flat_map(|doc| &doc.facts.periods).map(String::as_str);
    let planned = config.periods.calendar.iter().map(|entry| entry.name.as_str());
    let words: BTreeSet<String> = stated.chain(planned).filter_map(word).collect();
    // A word counts in the scopes whose documents are about such periods: "week 2"
    // is a name only where weeks are.
    let used = docs().flat_map(|doc| {
        let words = doc.facts.periods.iter().filter_map(|name| word(name));
        words.map(|word| (slug(&doc.scope), word))
    });
    let used: FxHashSet<(String, String)> = used.collect();
    let words = Words::new(words);
    let stated = stated_days(site, &live, config, findings);
    let taken = BTreeSet::new();
    let mut build = Build { calendar: config, stated, taken, site, used };
    let mut periods = FxHashMap::default();
    for id in live {
        build.doc(id, &words, &mut periods);
    }
    let calendar = Calendar { periods, words };
    dues(site, &calendar);
    calendar
}

struct Build<'a> {
    calendar: &'a Config,
    stated: FxHashMap<(String, PeriodKey), Span>,
    taken: BTreeSet<String>,
    site: &'a mut Site,
    used: FxHashSet<(String, String)>,
}

type Known = FxHashMap<(String, PeriodKey), PeriodId>;

impl Build<'_> {
    /// The periods that one document is about or that its items are due in.
    fn doc(&mut self, id: DocId, words: &Words, known: &mut Known) {
        let Some(doc) = self.site.doc(id) else { return };
        let (facts, scope) = (doc.facts.clone(), doc.scope.clone());
        let mut about = Vec::new();
        for name in &facts.periods {
            for (name, key) in spellings(name, keys(name)) {
                about.push(self.period(&name, &scope, &key, known));
            }
        }
        let whens = facts.items.iter().filter_map(|item| item.when.as_ref());
        for text in whens.map(|when| when.text.as_str()) {
            for found in words.find(text).into_iter().chain(quarters(text)) {
                let mut named = spellings(found.range.slice(text), found.keys);
                named.retain(|(_, key)| self.is_name(&scope, key));
                for (name, key) in named {
                    self.period(&name, &scope, &key, known);
                }
            }
        }
        let mut seen = FxHashSet::default();
        about.retain(|period| seen.insert(*period));
        for period in &about {
            if let Some(period) = self.site.periods.get_mut(period.0 as usize) {
                period.docs.push(id);
            }
        }
        if let Some(doc) = self.site.docs.get_mut(id.0 as usize) {
            doc.periods = about;
        }
    }

    fn is_name(&self, scope: &str, key: &PeriodKey) -> bool {
        match key {
            PeriodKey::Counted(word, _) => {
                let always = matches!(word.as_str(), "sprint" | "iteration");
                always || self.used.contains(&(slug(scope), word.clone()))
            }
            _ => true,
        }
    }

    fn period(
        &mut self,
        name: &str,
        scope: &str,
        key: &PeriodKey,
        known: &mut Known,
    ) -> PeriodId {
        let next = PeriodId(u32::try_from(self.site.periods.len()).unwrap_or(u32::MAX));
        let place = (home(&slug(scope), key), key.clone());
        let stated = self.stated.get(&place).copied();
        let id = *known.entry(place).or_insert(next);
        if id == next {
            let scope = if matches!(key, PeriodKey::Time(_)) { "" } else { scope };
            let stem =
                unique(stem(scope, key), &format!("{scope} {name}"), &mut self.taken);
            self.site.periods.push(Period {
                url: SitePath::new(format!("sprints/{stem}.html")),
                span: span(key, scope, self.calendar).or(stated),
                name: name.to_owned(),
                scope: scope.to_owned(),
                is_time: matches!(key, PeriodKey::Time(_)),
                docs: Vec::new(),
                entries: Vec::new(),
                backlinks: Vec::new(),
            });
        }
        id
    }
}

/// Each period with its name: as written, but where one name stands for several.
fn spellings(written: &str, keys: Vec<PeriodKey>) -> Vec<(String, PeriodKey)> {
    let single = keys.len() == 1;
    let name = |key: &PeriodKey| if single { written.to_owned() } else { spelled(key) };
    keys.into_iter().map(|key| (name(&key), key)).collect()
}

/// The file name of a period's page: `pay-3`, `pay-week-3`, `2025-q2`.
fn stem(scope: &str, key: &PeriodKey) -> String {
    // What belongs to all of a folder needs no name in front.
    let scope = if scope.is_empty() { "sprint".to_owned() } else { slug(scope) };
    match key {
        PeriodKey::Time(moment) => slug(&moment.to_string()),
        PeriodKey::Counted(word, number) if word == "sprint" => {
            slug(&format!("{scope}-{number}"))
        }
        PeriodKey::Counted(word, number) => slug(&format!("{scope}-{word}-{number}")),
        PeriodKey::Named(name) => slug(&format!("{scope}-{name}")),
    }
}

/// How a period that is only part of a range is called.
fn spelled(key: &PeriodKey) -> String {
    match key {
        PeriodKey::Time(moment) => moment.to_string(),
        PeriodKey::Counted(word, number) => {
            let mut letters = word.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string());
            format!("{}{} {number}", first.unwrap_or_default(), letters.as_str())
        }
        PeriodKey::Named(name) => name.clone(),
    }
}

/// The days of a period: time's own, else those of the calendar.
fn span(key: &PeriodKey, scope: &str, config: &Config) -> Option<Span> {
    if let PeriodKey::Time(moment) = key {
        return moment.span();
    }
    let fits = |entry: &&crate::config::CalendarEntry| {
        let same_scope = entry.scope.as_ref().is_none_or(|own| {
            slug(own) == slug(scope)
                || joined_scopes(config).get(&slug(own)).is_some_and(|own| own == scope)
        });
        same_scope && keys(&entry.name).contains(key)
    };
    let entry = config.periods.calendar.iter().find(fits)?;
    (entry.from <= entry.to).then_some(Span { from: entry.from, to: entry.to })
}

/// The days that documents state for periods of their scope and that no calendar
/// gives; none where two disagree, which is reported.
fn stated_days(
    site: &Site,
    live: &[DocId],
    config: &Config,
    findings: &mut Findings,
) -> FxHashMap<(String, PeriodKey), Span> {
    let mut first: FxHashMap<(String, PeriodKey), (Span, &Doc, TextRange)> =
        FxHashMap::default();
    let mut disputed = FxHashSet::default();
    for doc in live.iter().filter_map(|id| site.doc(*id)) {
        for (name, days, range) in &doc.facts.period_spans {
            // `Sprints 4-5` has no days for either.
            let Ok([key]) = <[PeriodKey; 1]>::try_from(keys(name)) else { continue };
            if span(&key, &doc.scope, config).is_some() {
                continue;
            }
            let place = (home(&slug(&doc.scope), &key), key);
            let (known, other, at) =
                *first.entry(place.clone()).or_insert((*days, doc, *range));
            if known != *days {
                let there = (
                    known,
                    format!(
                        "{}:{}",
                        other.source.path.as_str(),
                        other.source.line(at.start)
                    ),
                );
                findings.at(&doc.source, Some(*range), disagreement(name, *days, &there));
                disputed.insert(place);
            }
        }
    }
    first.retain(|place, _| !disputed.contains(place));
    first.into_iter().map(|(place, (days, ..))| (place, days)).collect()
}

fn disagreement(name: &str, here: Span, (there, place): &(Span, String)) -> Remark {
    Remark {
        code: Code::Contradiction,
        message: format!(
            "{name} is {} to {} here and {} to {} at {place}",
            here.from, here.to, there.from, there.to
        ),
        hint: Some(
            "it is shown without days; `[periods]` in kenning.toml settles it".into(),
        ),
    }
}

/// By key of a scope, the name under which the configuration joins it.
fn joined_scopes(config: &Config) -> FxHashMap<String, String> {
    let groups = config.scope.iter();
    let pairs = groups.flat_map(|(name, scopes)| {
        scopes.iter().chain([name]).map(move |scope| (slug(scope), name.clone()))
    });
    pairs.collect()
}

fn scope(site: &Site, doc: &Doc) -> String {
    let stated = doc.facts.scope.clone().filter(|scope| !scope.trim().is_empty());
    let path = &doc.source.path;
    let folder = || {
        let (first, _) = path.as_str().split_once('/')?;
        Some(first.to_owned())
    };
    stated
        .or_else(|| main_prefix(site, doc))
        .or_else(folder)
        .unwrap_or_else(|| doc.facts.project.clone())
}

/// Gives items that are due in a period with known days those days.
fn dues(site: &mut Site, calendar: &Calendar) {
    let Site { docs, periods, .. } = site;
    for doc in docs {
        let items = doc.facts.items.iter().zip(&mut doc.dues);
        for (item, due) in items.filter(|(_, due)| due.is_none()) {
            let Some(when) = &item.when else { continue };
            let named = calendar.find(&doc.scope, &when.text);
            let ids = named.iter().flat_map(|(_, ids)| ids);
            let spans = ids.map(|id| periods.get(id.0 as usize)?.span);
            let spans: Option<Vec<Span>> = spans.collect();
            // Of `Sprints 2-3` with the days of one the end is not known.
            let all = named.iter().all(|(found, ids)| found.keys.len() == ids.len());
            let whole = spans.filter(|_| all).into_iter().flatten();
            let whole = whole
                .reduce(|a, b| Span { from: a.from.min(b.from), to: a.to.max(b.to) });
            *due = whole.map(|span| (span, Certainty::Period));
        }
    }
}

/// Fills `Period::entries`: what is due in it or stands in its documents.
pub(super) fn fill(site: &mut Site, calendar: &Calendar) {
    let mut found: Vec<BTreeSet<EntryId>> = vec![BTreeSet::new(); site.periods.len()];
    let mut add = |period: PeriodId, entry: EntryId| {
        if let Some(entries) = found.get_mut(period.0 as usize) {
            entries.insert(entry);
        }
    };
    for (_, doc) in site.published() {
        for (item, entry) in doc.facts.items.iter().zip(&doc.entries) {
            for period in &doc.periods {
                add(*period, *entry);
            }
            let Some(when) = &item.when else { continue };
            for (_, ids) in calendar.find(&doc.scope, &when.text) {
                for period in ids {
                    add(period, *entry);
                }
            }
        }
    }
    for (period, entries) in site.periods.iter_mut().zip(found) {
        period.entries = entries.into_iter().collect();
    }
}
