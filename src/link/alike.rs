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

/// A name with one of these words is a role's.
const ROLE: &[&str] = &[
    "engineer",
    "engineers",
    "engineering",
    "manager",
    "owner",
    "lead",
    "leads",
    "leader",
    "architect",
    "architects",
    "developer",
    "developers",
    "dev",
    "devs",
    "devops",
    "devsecops",
    "qa",
    "sre",
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
    "product",
    "po",
    "pm",
    "sm",
    "em",
    "ba",
    "ux",
    "ui",
    "dba",
    "cto",
    "ceo",
    "cfo",
    "ciso",
    "dpo",
    "ops",
    "operations",
    "backend",
    "frontend",
    "fullstack",
    "stack",
    "security",
    "infra",
    "infrastructure",
    "platform",
    "data",
    "support",
    "marketing",
    "sales",
    "legal",
    "finance",
    "hr",
    "stakeholder",
    "stakeholders",
    "sponsor",
    "chair",
    "secretary",
    "vendor",
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

/// How many look-alikes of one name are proposed; more are no help.
const PROPOSED: usize = 8;

/// What `name` stands for, by its words.
pub(super) fn sort(name: &str) -> PersonSort {
    let words = words(name);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if any(TEAM) {
        PersonSort::Team
    } else if any(ROLE) {
        PersonSort::Role
    } else {
        PersonSort::Person
    }
}

/// Notes `form` as another form of the name, unless it only adds an `@`.
pub(super) fn also_known(person: &mut Person, form: &str) {
    let form = form.trim().trim_start_matches('@');
    let known = form == person.name || person.aliases.iter().any(|alias| alias == form);
    if !known && !form.is_empty() && name_key(form) != name_key(&person.name) {
        person.aliases.push(form.to_owned());
    }
}

/// Fills `Person::maybe_same_as`: a one-word name and the names it begins
/// (`DevOps`, `DevOps Engineer`), names that differ in blanks only, initials, and
/// the names a short form may mean. Looks names up by key, never at all pairs.
pub(super) fn propose(site: &mut Site, names: &Names, config: &Config) {
    let mut begins: FxHashMap<String, Vec<PersonId>> = FxHashMap::default();
    let mut squeezed: FxHashMap<String, Vec<PersonId>> = FxHashMap::default();
    let mut initials: FxHashMap<String, Vec<PersonId>> = FxHashMap::default();
    for (id, person) in (0_u32..).map(PersonId).zip(&site.people) {
        let words = words(&person.name);
        if let [first, _, ..] = words.as_slice() {
            begins.entry(first.clone()).or_default().push(id);
            let letters = words.iter().filter_map(|word| word.chars().next()).collect();
            initials.entry(letters).or_default().push(id);
        }
        squeezed.entry(words.concat()).or_default().push(id);
    }
    let mut pairs = BTreeSet::new();
    for (id, person) in (0_u32..).map(PersonId).zip(&site.people) {
        let words = words(&person.name);
        let mut alike: Vec<PersonId> = Vec::new();
        let mut add = |found: Option<&Vec<PersonId>>| {
            alike.extend(found.into_iter().flatten().take(PROPOSED));
        };
        add(squeezed.get(&words.concat()));
        if let [word] = words.as_slice() {
            add(begins.get(word));
            if word.chars().count() < 4 && person.name.chars().all(char::is_uppercase) {
                add(initials.get(word));
            }
        }
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
