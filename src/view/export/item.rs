//! One mention of the export.

use super::How;
use crate::link::Doc;
use crate::link::EntryId;
use crate::link::HiddenNames;
use crate::link::Site;
use crate::model;
use crate::model::Certainty;
use crate::model::Role;
use crate::text::Span;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Item<'s> {
    id: String,
    /// The thing it is a mention of; none in a hidden draft.
    entry: Option<&'s str>,
    title: &'s str,
    line: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    owners: Vec<&'s str>,
    leads: Vec<&'s str>,
    duties: Vec<Duty<'s>>,
    status: Option<&'static str>,
    status_text: Option<&'s str>,
    priority: Option<&'static str>,
    when: Option<&'s str>,
    due: Option<Due>,
    ids: &'s [String],
    #[serde(flatten)]
    details: Details<'s>,
    how: BTreeMap<&'static str, How>,
}

#[derive(Serialize)]
struct Duty<'s> {
    name: &'s str,
    duty: &'s str,
}

/// Days with how sure they are.
#[derive(Serialize)]
pub(super) struct Due {
    from: String,
    to: String,
    certainty: &'static str,
}

impl Due {
    pub(super) fn of((span, certainty): (Span, Certainty)) -> Self {
        let (from, to) = (span.from.to_string(), span.to.to_string());
        Self { from, to, certainty: certainty.word() }
    }
}

/// What the author gave a label; absent where it is not given.
#[derive(Serialize)]
struct Details<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    effort: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bonus_points: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<&'s str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    depends_on: &'s [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    dependencies: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mitigation: Option<&'s str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anti_pattern: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consensus: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discovery: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<&'s str>,
}

impl<'s> Details<'s> {
    fn of(details: &'s model::Details) -> Self {
        Self {
            effort: details.effort.as_deref(),
            points: details.points,
            bonus_points: details.bonus_points,
            category: details.category.as_deref(),
            impact: details.impact.as_deref(),
            depends_on: &details.depends_on,
            dependencies: details.dependencies.as_deref(),
            acceptance: details.acceptance,
            mitigation: details.mitigation.as_deref(),
            anti_pattern: details.anti_pattern,
            answers: details.answers.as_deref(),
            decided_by: details.decided_by.as_deref(),
            consensus: details.consensus.as_deref(),
            discovery: details.discovery.as_deref(),
            recommendation: details.recommendation.as_deref(),
            supersedes: details.supersedes.as_deref(),
            superseded_by: details.superseded_by.as_deref(),
        }
    }
}

pub(super) fn items<'s>(
    site: &'s Site,
    doc: &'s Doc,
    hidden: &HiddenNames,
) -> Vec<Item<'s>> {
    let items = doc.facts.items.iter().enumerate();
    items.map(|(at, item)| export(site, doc, (at, item), hidden)).collect()
}

fn export<'s>(
    site: &'s Site,
    doc: &'s Doc,
    (at, item): (usize, &'s model::Item),
    hidden: &HiddenNames,
) -> Item<'s> {
    let seen = item.owners.iter().filter(|owner| !hidden.hides(&owner.who));
    let leads = seen.clone().filter(|owner| owner.role == Role::Lead);
    let duties = seen.clone().filter_map(|owner| {
        let part = match &owner.role {
            Role::Other(part) => Some(part.as_str()),
            _ => None,
        };
        let duty = owner.duty.as_deref().or(part)?;
        Some(Duty { name: owner.who.as_str(), duty })
    });
    let entry = doc.entries.get(at).and_then(|id: &EntryId| site.entry(*id));
    Item {
        id: format!("{}#{}", doc.source.path.as_str(), item.anchor),
        entry: entry.map(|entry| entry.id.as_str()),
        title: &item.title,
        line: doc.source.line(item.range.start),
        kind: item.kind.value.word(),
        owners: seen.clone().map(|owner| owner.who.as_str()).collect(),
        leads: leads.map(|owner| owner.who.as_str()).collect(),
        duties: duties.collect(),
        status: item.status.map(|status| status.value.word()),
        status_text: item.status_text.as_deref(),
        priority: item.priority.map(|priority| priority.value.word()),
        when: item.when.as_ref().map(|when| when.text.as_str()),
        due: doc.dues.get(at).copied().flatten().map(Due::of),
        ids: &item.ids,
        details: Details::of(&item.details),
        how: how(doc, item),
    }
}

fn how(doc: &Doc, item: &model::Item) -> BTreeMap<&'static str, How> {
    let rows = [
        ("type", Some(item.kind.by)),
        ("owners", item.owners_by),
        ("status", item.status.map(|status| status.by)),
        ("priority", item.priority.map(|priority| priority.by)),
        ("when", item.when.as_ref().map(|when| when.by)),
    ];
    rows.into_iter().filter_map(|(key, by)| Some((key, How::of(doc, by?)))).collect()
}
