//! The words kenning knows, one table for each human language: data, not code.
//!
//! A table adds phrases to closed sets: what a label announces, what a section is
//! about, states, priorities, kinds. English always applies; a document in another
//! language gets that table in addition.

mod add;
mod gate;
mod meanings;
mod normal;
mod phrases;
mod table;

pub use meanings::Label;
pub use meanings::Marker;
pub use meanings::Near;
pub use meanings::Sense;
pub use meanings::Unit;
pub use normal::normal;
pub use phrases::Phrases;

pub(super) use gate::Gate;

use crate::config;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Priority;
use crate::model::Status;
use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::de::value::StrDeserializer;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::OnceLock;
use table::Table;

/// The words of the languages in use.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// What a label announces.
    pub labels: Phrases<Label>,
    /// What an entry is that begins so.
    pub markers: Phrases<Marker>,
    /// What a section is about.
    pub senses: Phrases<Sense>,
    /// States.
    pub status: Phrases<Status>,
    /// Priorities.
    pub priority: Phrases<Priority>,
    /// What a document is.
    pub kinds: Phrases<DocKind>,
    /// Words for a kind that fit many papers.
    pub vague_kinds: Phrases<()>,
    /// Words for a sprint.
    pub sprints: Phrases<()>,
    /// Headings that papers of one kind have.
    pub evidence: Phrases<DocKind>,
    /// Words that are nobody.
    pub nobody: Phrases<()>,
    /// Last words of a role.
    pub roles: Phrases<()>,
    /// Words of a team.
    pub teams: Phrases<()>,
    /// Fields of work after which teams are named.
    pub areas: Phrases<()>,
    /// Words between a name and a task.
    pub verbs: Vec<String>,
    /// Passes by the words that begin none of them.
    verb_starts: Gate,
    /// The one who answers.
    pub lead: Phrases<()>,
    /// Month names with their numbers, 1 to 12; in a table other short names follow the
    /// first twelve in the same order.
    pub months: Phrases<i8>,
    /// Weekday names with their numbers, Monday is 1; in a table short and other names
    /// follow the first seven in the same order.
    pub weekdays: Phrases<i8>,
    /// Words for a numbered period: `sprint`.
    pub periods: Vec<String>,
    /// Due times told by the day they are written on, those in `near` included.
    pub relative: Phrases<()>,
    /// Those of them that mean days.
    pub near: Phrases<Near>,
    /// Words before a due time.
    pub before: Phrases<()>,
    /// Words behind a due time, in languages that put them there.
    pub after: Phrases<()>,
    /// Words between the first and the last day of several.
    pub joints: Phrases<()>,
    /// Words that may stand beside a time and leave it one: `end of`.
    pub parts: Phrases<()>,
    /// Words before a stretch of time to come: `in`, `within`.
    pub within: Phrases<()>,
    /// What such a stretch is counted in.
    pub spans: Phrases<Unit>,
    /// Units of a duration.
    pub units: Phrases<()>,
    /// Words for a quarter of a year.
    pub quarters: Phrases<()>,
    /// Words before the number of a week of the calendar.
    pub calendar_weeks: Phrases<()>,
    /// Verbs with which orders begin.
    pub orders: Phrases<()>,
    /// Endings of orders, in languages that put the verb last.
    pub order_ends: Vec<String>,
    /// What a word for a thing says it is: `risk`, `story`.
    pub types: Phrases<ItemType>,
    /// First words of rows that sum up others.
    pub totals: Phrases<()>,
    /// Sections of a decision record beside the decision: `context`.
    pub reasons: Phrases<()>,
    /// Sections of a decision record that tell the decision.
    pub rulings: Phrases<()>,
    /// Words that put something off.
    pub deferrals: Phrases<()>,
    /// Titles of lists of contacts.
    pub contacts: Phrases<()>,
    /// Titles of lists of words that are explained there.
    pub glossaries: Phrases<()>,
    /// Words between an abbreviation and what it means, in small letters.
    pub explains: Vec<String>,
    /// Abbreviations that everybody knows.
    pub common: Phrases<()>,
    /// Titles whose entries are still to be done, whatever they are.
    pub upcoming: Phrases<()>,
    /// Words that turn a state into its opposite.
    pub negations: Phrases<()>,
    /// Words between a state and when or by whom it was reached.
    pub since: Phrases<()>,
    /// States that, outside a field of their own, are as often about the thing.
    pub vague_states: Phrases<()>,
    /// States of a decision that holds.
    pub in_force: Phrases<()>,
    /// What a word of priority is a level of: `priority`, `severity`, `items`.
    pub levels: Phrases<()>,
    /// Labels of a severity: beside a likelihood it is an impact.
    pub severities: Phrases<()>,
    /// What is counted with `#`: `meeting #12` is no ticket.
    pub counted: Phrases<()>,
    /// Titles of lists of what not to do.
    pub anti_patterns: Phrases<()>,
    /// What sections are about, without the words that say nothing: `what did we
    /// learn` and `what we learned` are told in many ways.
    pub bare_senses: Phrases<Sense>,
    /// Words in titles that say nothing: `what`, `our`, `key`.
    pub fillers: Phrases<()>,
    /// Words behind which a title only says of what, for whom or when: `for`.
    pub linking: Phrases<()>,
    /// Words between parts of equal weight: `and`.
    pub joining: Phrases<()>,
    /// Words for many things of any kind: `items`, `list`, `log`.
    pub collections: Phrases<()>,
    /// Phrases that name a section only when nothing else is said: `start`.
    pub alone: Phrases<()>,
    /// Beginnings of sentences that tell a decision.
    pub settled: Phrases<()>,
    /// Whether what describes a noun stands behind it: `acciones pendientes`.
    pub head_first: bool,
}

/// The built-in tables, one file a language.
const TABLES: &[(&str, &str)] = &[
    ("en", include_str!("en.toml")),
    ("de", include_str!("de.toml")),
    ("fr", include_str!("fr.toml")),
    ("es", include_str!("es.toml")),
    ("it", include_str!("it.toml")),
    ("nl", include_str!("nl.toml")),
    ("sv", include_str!("sv.toml")),
    ("tr", include_str!("tr.toml")),
    ("zh", include_str!("zh.toml")),
    ("ja", include_str!("ja.toml")),
    ("ko", include_str!("ko.toml")),
    ("pt", include_str!("pt.toml")),
];

/// English, upon which all others build.
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut english = Lexicon::default();
    let table = TABLES.iter().find(|(code, _)| *code == "en");
    english.add(table.map_or("", |(_, table)| table));
    english
});

/// The other languages with their tables, each filled when first asked for: most teams
/// write one or two.
static OTHERS: LazyLock<Vec<(&str, &str, OnceLock<Lexicon>)>> = LazyLock::new(|| {
    let others = TABLES.iter().filter(|(code, _)| *code != "en");
    others.map(|(code, table)| (*code, *table, OnceLock::new())).collect()
});

/// The words for documents in `language` (`de`, `de-AT`); English for unknown ones.
pub fn lexicon(language: &str) -> &'static Lexicon {
    let code = language.split(['-', '_']).next().unwrap_or_default();
    let Some((_, table, words)) = OTHERS.iter().find(|(other, ..)| *other == code) else {
        return &ENGLISH;
    };
    words.get_or_init(|| {
        let mut words = ENGLISH.clone();
        words.add(table);
        words
    })
}

/// Whether `word` is a given name that is no word of its own; of any language.
pub fn is_given_name(word: &str) -> bool {
    static GIVEN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("given_names.txt").lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let word = word.to_lowercase();
    let plain = || plain(&word);
    GIVEN.contains(word.as_str())
        || !word.is_ascii()
            && word.chars().count() > 3
            && GIVEN.contains(plain().as_str())
}

/// Without the accents that people set or leave out in names.
fn plain(word: &str) -> String {
    let bare = |c| match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' | 'î' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'û' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    };
    word.chars().map(bare).collect()
}

/// The languages that have a table.
pub fn languages() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(code, _)| *code)
}

/// What is wrong with a built-in table; a test asserts that nothing is.
pub fn faults() -> Vec<String> {
    let fault = |(code, table): &(&str, &str)| {
        let error = toml::from_str::<Table>(table).err()?;
        Some(format!("{code}.toml: {error}"))
    };
    TABLES.iter().filter_map(fault).collect()
}

impl Lexicon {
    /// The same words and those of the settings, which win. A meaning that is none of
    /// the tables' adds nothing (the settings were looked at before).
    #[must_use]
    pub fn with(&self, words: &config::Words) -> Self {
        let mut lexicon = self.clone();
        replace(&mut lexicon.labels, &words.labels);
        replace(&mut lexicon.senses, &words.sections);
        replace(&mut lexicon.status, &words.status);
        replace(&mut lexicon.priority, &words.priority);
        lexicon
    }

    /// What `Action`, `Action for Ada`, `Action (Ada)` or `Decision 3` marks.
    pub fn marker(&self, lead: &str) -> Option<Marker> {
        if !self.markers.may_begin(lead) {
            return None;
        }
        if let Some(marker) = self.markers.exact(lead) {
            return Some(marker);
        }
        // `TODO(ada)` says the same as `TODO (ada)`.
        let lead = &lead.replacen('(', " (", 1);
        let words = lead.split_whitespace().count();
        let (marker, count) = self.markers.leading(lead).filter(|_| words <= 6)?;
        let next = lead.split_whitespace().nth(count)?;
        let addressed = self.linking.exact(next).is_some()
            || next.starts_with(['(', '[', '@', '#'])
            || next.chars().all(|c| c.is_ascii_digit() || c == '.');
        addressed.then_some(marker)
    }

    /// The verbs in `text`, each where it first stands between blanks: the place of the
    /// blank before it, the verb, what follows the blank behind it.
    pub fn verbs_in<'l, 't>(
        &'l self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'l str, &'t str)> {
        let begins = |at: usize| {
            text.get(at + 1..).is_some_and(|rest| self.verb_starts.lets(rest))
        };
        let gaps = text.match_indices(' ').map(|(at, _)| at);
        let gaps: Vec<usize> = gaps.filter(|at| begins(*at)).collect();
        let behind = move |verb: &str, at: usize| {
            text.get(at + 1..)?.strip_prefix(verb)?.strip_prefix(' ')
        };
        self.verbs.iter().map(String::as_str).filter_map(move |verb| {
            gaps.iter().find_map(|at| Some((*at, verb, behind(verb, *at)?)))
        })
    }

    /// The words without those that say nothing.
    pub fn bare(&self, words: &[&str]) -> String {
        let telling = words.iter().filter(|word| self.fillers.exact(word).is_none());
        let bare = telling.copied().collect::<Vec<_>>().join(" ");
        // `Didn't` is written in many ways.
        bare.replace('\'', "")
    }
}

fn replace<T: Copy + DeserializeOwned>(
    phrases: &mut Phrases<T>,
    words: &BTreeMap<String, Vec<String>>,
) {
    for (name, said) in words {
        let name: StrDeserializer<'_, Error> = name.as_str().into_deserializer();
        if let Ok(meaning) = T::deserialize(name) {
            phrases.replace(meaning, said);
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_table_can_be_read() {
        assert_eq!(super::faults(), Vec::<String>::new());
    }
}
