//! The rules, one file each, in the order in which they read.
//!
//! The order is part of the design: items need the kind, due times need the date,
//! people need the items' owners.

mod anchors;
mod contacts;
mod counts;
mod date;
mod decision_record;
mod details;
mod events;
mod front_matter;
mod glossary;
mod ids;
mod items;
mod kind;
mod owners;
mod people;
mod periods;
mod priority;
mod status;
mod title;
mod when;

pub use owners::Known;

pub(super) use owners::known;

use super::Rule;

/// Every rule. A test checks that each file of this folder is listed here and has
/// its spec.
pub const ALL: &[&dyn Rule] = &[
    &title::DocumentTitle,
    &kind::Kind,
    &date::MainDate,
    &periods::Periods,
    &items::Items,
    &decision_record::DecisionRecord,
    &priority::PriorityOf,
    &status::StatusOf,
    &owners::Owners,
    &when::WhenDue,
    &details::DetailsOf,
    &people::People,
    &contacts::Contacts,
    &ids::Ids,
    &glossary::Glossary,
    &events::Events,
    &counts::Counts,
    &anchors::Anchors,
    &front_matter::FrontMatter,
];
