//! The part of the configuration that reading depends on.

use crate::config::Config;
use crate::config::DateOrder;
use std::collections::BTreeMap;

/// What the configuration says about reading. Part of the key under which facts
/// are remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The language of documents that do not show theirs.
    pub language: Option<String>,
    /// How `03/04/2025` is read where nothing else decides.
    pub date_order: Option<DateOrder>,
    /// Kinds by glob.
    pub kinds: BTreeMap<String, String>,
    /// Words that are never people.
    pub not_people: Vec<String>,
    /// Ids or prefixes that are no tickets.
    pub no_tickets: Vec<String>,
}

impl Settings {
    /// Takes them from the configuration.
    pub fn of(config: &Config) -> Self {
        Self {
            language: config.language.clone(),
            date_order: config.date_order,
            kinds: config.kinds.clone(),
            not_people: config.people.not_people.clone(),
            no_tickets: config.tickets.exceptions.clone(),
        }
    }
}
