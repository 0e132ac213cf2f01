//! One mention of the export.

use super::How;
use super::pattern;
use crate::link::Doc;
use crate::link::EntryId;
use crate::link::HiddenNames;
use crate::link::Site;
use crate::model;
use crate::model::Certainty;
use crate::model::ItemType;
use crate::model::Priority;
use crate::model::Role;
use crate::model::Status;
use crate::text::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One mention of a thing in a document.
#[derive(Serialize, JsonSchema)]
pub(super) struct Item<'s> {
    /// The document's path, `#` and the anchor in its page.
    id: String,
    /// The thing it is a mention of; absent where that bears the id of this mention,
    /// and in a hidden draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'s str>,
    /// The author's words without number, emoji, priority and emphasis.
    title: &'s str,
    /// 1-based.
    line: u32,
    /// What it is.
    #[serde(rename = "type")]
    kind: ItemType,
    /// Everyone named as responsible, leads first.
    owners: Vec<&'s str>,
    /// Those of them who lead; empty if the text names none.
    leads: Vec<&'s str>,
    /// The parts that the text gives to owners.
    duties: Vec<Duty<'s>>,
    /// How far it is; none where nothing is said.
    status: Option<Status>,
    /// The state in the author's words.
    status_text: Option<&'s str>,
    /// How urgent it is; none where nothing is said.
    priority: Option<Priority>,
    /// When it is due, as written.
    when: Option<&'s str>,
    /// The days that means, where the text fixes them.
    due: Option<Due>,
    /// Its own ticket ids and those in its title.
    ids: &'s [String],
    #[serde(flatten)]
    details: Details<'s>,
    /// How type, owners, status, priority and due time were read.
    how: BTreeMap<&'static str, How>,
}

/// The part of one owner.
#[derive(Serialize, JsonSchema)]
struct Duty<'s> {
    /// The owner.
    name: &'s str,
    /// The part in the author's words.
    duty: &'s str,
}

/// Days with how sure they are.
#[derive(Serialize, JsonSchema)]
pub(super) struct Due {
    /// The first day.
    #[schemars(extend("pattern" = pattern::DAY))]
    from: String,
    /// The last day.
    #[schemars(extend("pattern" = pattern::DAY))]
    to: String,
    /// How sure the days are.
    certainty: Certainty,
}

impl Due {
    pub(super) fn of((span, certainty): (Span, Certainty)) -> Self {
        let (from, to) = (span.from.to_string(), span.to.to_string());
        Self { from, to, certainty }
    }
}

/// What the author gave a label; absent where it is not given.
#[derive(Serialize, JsonSchema)]
struct Details<'s> {
    /// The effort as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    effort: Option<&'s str>,
    /// Story points.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<u32>,
    /// Story points added on the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    bonus_points: Option<u32>,
    /// The category as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'s str>,
    /// The impact as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<&'s str>,
    /// Ticket ids it waits for.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    depends_on: &'s [String],
    /// What it waits for, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    dependencies: Option<&'s str>,
    /// How many acceptance criteria are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<u32>,
    /// What is done about it, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    mitigation: Option<&'s str>,
    /// Listed as something not to do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anti_pattern: bool,
    /// Of a decision: the title of the question it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<&'s str>,
    /// Of a question: the words that decide it.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<&'s str>,
    /// The team's consensus as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    consensus: Option<&'s str>,
    /// How it was found, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    discovery: Option<&'s str>,
    /// What is recommended, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<&'s str>,
    /// What a decision replaces, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<&'s str>,
    /// What replaced a decision, as written.
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
    let id = format!("{}#{}", doc.source.path.as_str(), item.anchor);
    Item {
        entry: entry.map(|entry| entry.id.as_str()).filter(|entry| *entry != id),
        id,
        title: &item.title,
        line: doc.source.line(item.range.start),
        kind: item.kind.value,
        owners: seen.clone().map(|owner| owner.who.as_str()).collect(),
        leads: leads.map(|owner| owner.who.as_str()).collect(),
        duties: duties.collect(),
        status: item.status.map(|status| status.value),
        status_text: item.status_text.as_deref(),
        priority: item.priority.map(|priority| priority.value),
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
