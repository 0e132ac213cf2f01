//! Which person a name stands for, in a document and over the site.

use super::DocId;
use super::PersonId;
use crate::config::Config;
use crate::model::Facts;
use crate::text::slug;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The key of what holds neither letter nor digit.
pub(super) const NAMELESS: &str = "x-";

/// What two spellings of one name share: `@Security Architect` and
/// `security  architect` do.
pub(super) fn name_key(name: &str) -> String {
    slug(name.trim().trim_start_matches('@'))
}

/// The names that appear on no page and in no export: those excluded, and those
/// that the configuration says are nobody's.
#[derive(Clone, Debug, Default)]
pub struct HiddenNames {
    excluded: BTreeSet<String>,
    /// As the configuration writes the excluded.
    written: Vec<String>,
    nobody: BTreeSet<String>,
}

impl HiddenNames {
    /// The names that `[people]` hides; one alias hides all of them.
    pub(super) fn of(config: &Config) -> Self {
        let people = &config.people;
        let keys = |names: &[String]| -> BTreeSet<String> {
            names.iter().map(|name| name_key(name)).collect()
        };
        let mut excluded = keys(&people.exclude);
        let mut written = people.exclude.clone();
        for (name, aliases) in &people.aliases {
            let mut group = keys(aliases);
            group.insert(name_key(name));
            if !group.is_disjoint(&excluded) {
                excluded.extend(group);
                written.extend(aliases.iter().chain([name]).cloned());
            }
        }
        Self { excluded, written, nobody: keys(&people.not_people) }
    }

    /// The same with every form that one document has for an excluded name.
    #[must_use]
    pub fn within(&self, facts: &Facts) -> Self {
        let mut here = self.clone();
        if self.excluded.is_empty() {
            return here;
        }
        let named = facts.people.iter();
        let named = named.map(|named| named.forms.iter().chain([&named.name]));
        for names in named {
            here.extend(names);
        }
        for (short, name) in &facts.aliases {
            here.extend([short, name].into_iter());
        }
        here
    }

    /// Whether `who` is hidden.
    pub fn hides(&self, who: &str) -> bool {
        let key = name_key(who);
        self.nobody.contains(&key) || self.excluded.contains(&key)
    }

    /// A sentence of a document for a page of another thing: `…` stands where the
    /// document, with `facts`, names somebody who is excluded. On its own page the
    /// text is shown as it is.
    pub fn veiled(&self, facts: &Facts, sentence: &str) -> String {
        if self.excluded.is_empty() {
            return sentence.to_owned();
        }
        let here = self.within(facts);
        let forms = facts.people.iter().flat_map(|named| named.forms.iter());
        let names = facts.people.iter().map(|named| &named.name);
        let aliases = facts.aliases.iter().flat_map(|(short, name)| [short, name]);
        let all = forms.chain(names).chain(aliases).chain(&self.written);
        let mut hidden: Vec<&str> = all
            .map(|name| name.trim_start_matches('@'))
            .filter(|name| here.excluded.contains(&name_key(name)))
            .collect();
        // The longest first: `Ada Ray` before `Ada`.
        hidden.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
        hidden.dedup();
        hidden.iter().fold(sentence.to_owned(), |text, name| without(&text, name))
    }

    /// These and the names with `keys`.
    #[must_use]
    pub(super) fn and(mut self, keys: BTreeSet<String>) -> Self {
        self.excluded.extend(keys);
        self
    }

    /// Excludes all of `names` where one of them is.
    fn extend<'a>(&mut self, names: impl Iterator<Item = &'a String>) {
        let keys: BTreeSet<String> = names.map(|name| name_key(name)).collect();
        if !keys.is_disjoint(&self.excluded) {
            self.excluded.extend(keys);
        }
    }
}

/// `text` with `…` for each `name` that stands there as words of their own.
fn without(text: &str, name: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices(name) {
        let (before, rest) = (text.get(..at), text.get(at + name.len()..));
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = letter(before.and_then(|text| text.chars().next_back()))
            || letter(rest.and_then(|text| text.chars().next()));
        if !inside {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push('…');
            from = at + name.len();
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The person of each name.
#[derive(Default)]
pub(super) struct Names {
    /// By document: the key of each form in it, and whom it means there; `None` for
    /// hidden ones.
    pub(super) docs: Vec<FxHashMap<String, Option<PersonId>>>,
    /// By key, over the site.
    pub(super) site: FxHashMap<String, Option<PersonId>>,
    /// Short forms that documents give to different names: key, and those names.
    pub(super) ambiguous: FxHashMap<String, Vec<String>>,
}

impl Names {
    /// Whom `who` means in `doc`.
    pub(super) fn in_doc(&self, doc: DocId, who: &str) -> Option<PersonId> {
        let key = name_key(who);
        let here = self.docs.get(doc.0 as usize).and_then(|names| names.get(&key));
        here.or_else(|| self.site.get(&key)).copied().flatten()
    }
}
