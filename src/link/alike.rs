//! What a name stands for, its other forms, and who may be the same.

use super::Person;
use super::PersonId;
use super::PersonSort;
use super::Site;
use super::names::Names;
use super::names::name_key;
use crate::config::Config;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A name with one of these words is a team's.
const TEAM: &[&str] = &[
    "team",
    "teams",
    "squad",
    "guild",
    "crew",
    "tribe",
    "group",
    "committee",
    "board",
    "department",
    "all",
    "everyone",
    "everybody",
    "staff",
    "équipe",
    "equipe",
    "equipo",
    "squadra",
    "mannschaft",
    "gruppe",
    "alle",
    "tous",
    "todos",
    "tutti",
    "команда",
    "チーム",
    "团队",
    "팀",
];

/// A name with one of these words is that of an office which someone holds.
const OFFICE: &[&str] = &[
    "engineer",
    "engineers",
    "manager",
    "owner",
    "lead",
    "leads",
    "leader",
    "architect",
    "architects",
    "developer",
    "developers",
    "agent",
    "agents",
    "designer",
    "analyst",
    "tester",
    "admin",
    "administrator",
    "coordinator",
    "master",
    "coach",
    "director",
    "head",
    "officer",
    "specialist",
    "expert",
    "consultant",
    "maintainer",
    "reviewer",
    "writer",
    "scientist",
    "researcher",
    "stakeholder",
    "stakeholders",
    "sponsor",
    "chair",
    "secretary",
    "orchestrator",
    "entwickler",
    "leiter",
    "développeur",
    "responsable",
    "chef",
    "ingénieur",
    "desarrollador",
    "ingeniero",
    "sviluppatore",
];

/// A name with one of these words is a role's too, but it may as well be that of
/// the thing it looks after: `Data Platform`.
const AREA: &[&str] = &[
    "product",
    "ux",
    "ui",
    "security",
    "infra",
    "infrastructure",
    "platform",
    "data",
    "backend",
    "frontend",
    "fullstack",
    "stack",
    "ops",
    "operations",
    "support",
    "marketing",
    "sales",
    "legal",
    "finance",
    "hr",
    "engineering",
    "devops",
    "devsecops",
    "qa",
    "po",
    "pm",
    "sm",
    "em",
    "ba",
    "dba",
    "cto",
    "ceo",
    "cfo",
    "ciso",
    "dpo",
    "sre",
    "dev",
    "devs",
    "vendor",
];

/// Names of everyone present; nobody is the same as everyone.
const EVERYONE: &[&str] = &[
    "all",
    "everyone",
    "everybody",
    "team",
    "alle",
    "tous",
    "todos",
    "tutti",
    "全員",
    "所有人",
    "전체",
];

/// Words before a name that are no part of it.
const ADDRESS: &[&str] = &[
    "dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "ing", "dipl", "monsieur",
    "madame", "mme", "sr", "sra", "dott",
];

/// How many look-alikes of one name are proposed; more are no help.
const PROPOSED: usize = 8;

/// What `name` stands for, by its words.
pub(super) fn sort(name: &str) -> PersonSort {
    let words = words(name);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if any(TEAM) {
        PersonSort::Team
    } else if any(OFFICE) || any(AREA) {
        PersonSort::Role
    } else {
        PersonSort::Person
    }
}

/// Whether `name`, where it stands in running text, can only be that of a person or
/// an office: two words and more, all of them beginning with a capital but for
/// those inside (`Head of Loans`, `Ana de Prado`).
pub(super) fn is_full(name: &str, sort: PersonSort) -> bool {
    let lower = words(name);
    let office = lower.iter().any(|word| OFFICE.contains(&word.as_str()));
    let parts: Vec<&str> = name.split_whitespace().collect();
    let capital =
        |part: &&&str| part.trim_start_matches('(').starts_with(char::is_uppercase);
    let small = parts.len() - parts.iter().filter(capital).count();
    let [first, .., last] = parts.as_slice() else { return false };
    let ends = capital(&first) && capital(&last);
    lower.len() > 1
        && ends
        && small * 2 <= parts.len()
        && (sort == PersonSort::Person || office)
}

/// Notes `form` as another form of the name, unless it only adds an `@`.
pub(super) fn also_known(person: &mut Person, form: &str) {
    let form = form.trim().trim_start_matches('@');
    let known = form == person.name || person.aliases.iter().any(|alias| alias == form);
    if !known && !form.is_empty() && name_key(form) != name_key(&person.name) {
        person.aliases.push(form.to_owned());
    }
}

/// Fills `Person::maybe_same_as`: a one-word name and the names it begins or ends
/// (`DevOps`, `DevOps Engineer`), names that differ in blanks and degrees only,
/// initials (`AR`, `A. Ray`, `aray`), and the names a short form may mean. Looks
/// names up by key, never at all pairs.
pub(super) fn propose(site: &mut Site, names: &Names, config: &Config) {
    let mut known: FxHashMap<Alike, Vec<PersonId>> = FxHashMap::default();
    let ids = || (0_u32..).map(PersonId);
    for (id, person) in ids().zip(&site.people) {
        for key in full_keys(person) {
            known.entry(key).or_default().push(id);
        }
    }
    let mut pairs = BTreeSet::new();
    for (id, person) in ids().zip(&site.people) {
        let keys = short_keys(person);
        let alike = keys.iter().filter_map(|key| known.get(key));
        let mut alike: Vec<PersonId> =
            alike.flat_map(|ids| ids.iter().copied().take(PROPOSED)).collect();
        let meant = names.ambiguous.get(&name_key(&person.name));
        let meant = meant.into_iter().flatten();
        alike.extend(meant.filter_map(|name| names.site.get(&name_key(name))?.as_ref()));
        pairs.extend(alike.iter().map(|other| (id.min(*other), id.max(*other))));
    }
    for (a, b) in pairs {
        if a != b && !different(site, a, b, config) {
            let mut note = |a: PersonId, b: PersonId| {
                if let Some(person) = site.people.get_mut(a.0 as usize) {
                    person.maybe_same_as.push(b);
                }
            };
            note(a, b);
            note(b, a);
        }
    }
}

/// Whether the configuration says that the two are different people.
fn different(site: &Site, a: PersonId, b: PersonId, config: &Config) -> bool {
    let bears = |id, key: &String| {
        site.person(id).is_some_and(|person| {
            let mut names = person.aliases.iter().chain([&person.name]);
            names.any(|name| name_key(name) == *key)
        })
    };
    config.people.different.iter().any(|group| {
        let keys: Vec<String> = group.iter().map(|name| name_key(name)).collect();
        keys.iter().any(|key| bears(a, key)) && keys.iter().any(|key| bears(b, key))
    })
}

/// By what a short name finds a full one.
#[derive(PartialEq, Eq, Hash)]
enum Alike {
    /// All words without blanks.
    Squeezed(String),
    /// The first or the last word.
    Part(String),
    /// The first letters of all words.
    Initials(String),
    /// The first letter and the last word.
    Shortened(String),
}

/// The keys under which a name is found.
fn full_keys(person: &Person) -> Vec<Alike> {
    let words = own_words(person);
    let mut keys = vec![Alike::Squeezed(words.concat())];
    if let [first, .., last] = words.as_slice() {
        let letters = words.iter().filter_map(|word| word.chars().next()).collect();
        keys.push(Alike::Initials(letters));
        keys.push(Alike::Part(first.clone()));
        if person.sort == PersonSort::Person {
            keys.push(Alike::Part(last.clone()));
            keys.extend(shortened(first, last));
        }
    }
    keys
}

/// The keys by which a name looks for others.
fn short_keys(person: &Person) -> Vec<Alike> {
    let words = own_words(person);
    let mut keys = vec![Alike::Squeezed(words.concat())];
    match words.as_slice() {
        [word] if !EVERYONE.contains(&word.as_str()) => {
            keys.push(Alike::Part(word.clone()));
            keys.push(Alike::Shortened(word.clone()));
            if word.chars().count() < 4 && person.name.chars().all(char::is_uppercase) {
                keys.push(Alike::Initials(word.clone()));
            }
        }
        [first, .., last] if first.chars().count() == 1 => {
            keys.extend(shortened(first, last));
        }
        _ => {}
    }
    keys
}

fn shortened(first: &str, last: &str) -> Option<Alike> {
    let letter = first.chars().next()?;
    Some(Alike::Shortened(format!("{letter}{last}")))
}

/// The words of a name that are not degrees and forms of address.
fn own_words(person: &Person) -> Vec<String> {
    let mut words = words(&person.name);
    if words.iter().any(|word| !ADDRESS.contains(&word.as_str())) {
        words.retain(|word| !ADDRESS.contains(&word.as_str()));
    }
    words
}

fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_a_name_stands_for() {
        for (name, expected) in [
            ("Ines Marques", PersonSort::Person),
            ("imarques", PersonSort::Person),
            ("Security Architect", PersonSort::Role),
            ("Full-Stack Developer", PersonSort::Role),
            ("QA", PersonSort::Role),
            ("DevOps team", PersonSort::Team),
            ("All", PersonSort::Team),
        ] {
            assert_eq!(sort(name), expected, "{name}");
        }
    }
}
