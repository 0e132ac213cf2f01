//! The part of the configuration that reading depends on.

use crate::config::Config;
use crate::config::Stated;
use crate::config::Words;
use crate::source::Source;
use crate::text::DateOrder;
use std::collections::BTreeMap;

/// What the configuration says about reading. Part of the key under which facts
/// are remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The language of documents that do not show theirs.
    pub language: Option<String>,
    /// How the dates of the other documents in the folder are written, where they
    /// prove it: it decides before `date_order` does.
    pub folder_order: Option<DateOrder>,
    /// How `03/04/2025` is read where neither the document nor its folder decides.
    pub date_order: Option<DateOrder>,
    /// Kinds by glob.
    pub kinds: BTreeMap<String, String>,
    /// Words that are never people.
    pub not_people: Vec<String>,
    /// Ids or prefixes that are no tickets.
    pub no_tickets: Vec<String>,
    /// What it says of documents, by glob.
    pub documents: BTreeMap<String, Stated>,
    /// Words of the team's own.
    pub words: Words,
}

impl Settings {
    /// The same where the folder proves the order of dates.
    #[must_use]
    pub fn told(&self, order: DateOrder) -> Self {
        Self { folder_order: Some(order), ..self.clone() }
    }

    /// Takes them from the configuration.
    pub fn of(config: &Config) -> Self {
        Self {
            language: config.language.clone(),
            folder_order: None,
            date_order: config.date_order,
            kinds: config.kinds.clone(),
            not_people: config.people.not_people.clone(),
            no_tickets: config.tickets.exceptions.clone(),
            documents: config.documents.clone(),
            words: config.words.clone(),
        }
    }

    /// Adds to the front matter of `source` what the settings say of it. What stands
    /// there wins, and of several patterns the first.
    pub fn correct(&self, source: &mut Source) {
        let path = source.path.as_str().to_owned();
        let meta = &mut source.meta;
        for stated in self.stated(&path) {
            let fill = |slot: &mut Option<String>, value: &Option<String>| {
                *slot = slot.take().or_else(|| value.clone());
            };
            fill(&mut meta.title, &stated.title);
            fill(&mut meta.date, &stated.date);
            fill(&mut meta.status, &stated.status);
            fill(&mut meta.lang, &stated.lang);
            if meta.owners.is_empty() {
                meta.owners =
                    stated.owner.iter().chain(&stated.author).cloned().collect();
                meta.authors.clone_from(&stated.author);
            }
            meta.aliases.extend(stated.aliases.iter().cloned());
            meta.draft |= stated.draft;
        }
    }

    /// The periods that the settings give the document at `path`.
    pub(super) fn periods(&self, path: &str) -> Vec<String> {
        self.stated(path).flat_map(|stated| &stated.periods).cloned().collect()
    }

    /// The team or project that the settings give the document at `path`.
    pub(super) fn scope(&self, path: &str) -> Option<String> {
        self.stated(path).find_map(|stated| stated.scope.clone())
    }

    /// The headings of sections that are not read in the document at `path`.
    pub(super) fn ignored<'s>(&'s self, path: &'s str) -> Vec<&'s str> {
        self.stated(path).flat_map(|stated| &stated.ignore).map(String::as_str).collect()
    }

    fn stated<'s>(&'s self, path: &'s str) -> impl Iterator<Item = &'s Stated> {
        self.documents
            .iter()
            .filter(move |(glob, _)| fits(glob, path))
            .map(|(_, stated)| stated)
    }
}

/// Whether `path` fits a pattern; a pattern that is none fits nothing.
pub(super) fn fits(glob: &str, path: &str) -> bool {
    globset::Glob::new(glob).is_ok_and(|glob| glob.compile_matcher().is_match(path))
}
