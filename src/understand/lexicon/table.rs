//! A table of words as it stands in its file; what each row is for says
//! [`Lexicon`](super::Lexicon).

use super::Label;
use super::Marker;
use super::Near;
use super::Sense;
use super::Unit;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Priority;
use crate::model::Status;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One table as it stands in its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) labels: BTreeMap<Label, Vec<String>>,
    pub(super) markers: BTreeMap<Marker, Vec<String>>,
    pub(super) senses: BTreeMap<Sense, Vec<String>>,
    pub(super) status: BTreeMap<Status, Vec<String>>,
    pub(super) priority: BTreeMap<Priority, Vec<String>>,
    pub(super) kinds: BTreeMap<DocKind, Vec<String>>,
    pub(super) evidence: BTreeMap<DocKind, Vec<String>>,
    pub(super) people: People,
    pub(super) near: BTreeMap<Near, Vec<String>>,
    /// What a stretch of time is counted in.
    #[serde(default)]
    pub(super) spans: BTreeMap<Unit, Vec<String>>,
    /// What a word for a thing says it is.
    pub(super) types: BTreeMap<ItemType, Vec<String>>,
    pub(super) time: Time,
    pub(super) words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    #[serde(default)]
    pub(super) anti_patterns: Vec<String>,
    pub(super) orders: Vec<String>,
    #[serde(default)]
    pub(super) order_ends: Vec<String>,
    pub(super) totals: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) rulings: Vec<String>,
    pub(super) deferrals: Vec<String>,
    pub(super) contacts: Vec<String>,
    #[serde(default)]
    pub(super) glossaries: Vec<String>,
    #[serde(default)]
    pub(super) explains: Vec<String>,
    #[serde(default)]
    pub(super) common: Vec<String>,
    pub(super) upcoming: Vec<String>,
    pub(super) negations: Vec<String>,
    pub(super) since: Vec<String>,
    #[serde(default)]
    pub(super) vague_states: Vec<String>,
    #[serde(default)]
    pub(super) vague_kinds: Vec<String>,
    #[serde(default)]
    pub(super) sprints: Vec<String>,
    pub(super) in_force: Vec<String>,
    pub(super) levels: Vec<String>,
    pub(super) severities: Vec<String>,
    #[serde(default)]
    pub(super) counted: Vec<String>,
    #[serde(default)]
    pub(super) fillers: Vec<String>,
    #[serde(default)]
    pub(super) linking: Vec<String>,
    #[serde(default)]
    pub(super) joining: Vec<String>,
    #[serde(default)]
    pub(super) collections: Vec<String>,
    #[serde(default)]
    pub(super) alone: Vec<String>,
    #[serde(default)]
    pub(super) settled: Vec<String>,
    #[serde(default)]
    pub(super) head_first: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) nobody: Vec<String>,
    pub(super) roles: Vec<String>,
    pub(super) teams: Vec<String>,
    #[serde(default)]
    pub(super) areas: Vec<String>,
    pub(super) verbs: Vec<String>,
    pub(super) lead: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Time {
    pub(super) months: Vec<String>,
    pub(super) short_months: Vec<String>,
    pub(super) weekdays: Vec<String>,
    pub(super) periods: Vec<String>,
    pub(super) relative: Vec<String>,
    pub(super) before: Vec<String>,
    #[serde(default)]
    pub(super) after: Vec<String>,
    pub(super) joints: Vec<String>,
    pub(super) parts: Vec<String>,
    #[serde(default)]
    pub(super) within: Vec<String>,
    pub(super) units: Vec<String>,
    pub(super) quarters: Vec<String>,
    #[serde(default)]
    pub(super) calendar_weeks: Vec<String>,
}
