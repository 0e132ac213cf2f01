//! Joins the names of all documents into people.
//!
//! Two names are one person where they are equal but for case and punctuation,
//! where a document states one beside the other (`Ada Ray (AR)`) and no document
//! contradicts, or where the configuration says so. Never otherwise: a first name
//! that one document decides is another's in the next, and what looks alike is
//! proposed (`alike`).

use super::Doc;
use super::DocId;
use super::EntryId;
use super::Part;
use super::Person;
use super::PersonId;
use super::PersonSort;
use super::Site;
use super::addresses::part;
use super::alike;
use super::names::HiddenNames;
use super::names::NAMELESS;
use super::names::Names;
use super::names::name_key;
use crate::config::Config;
use crate::config::PeoplePages;
use crate::model::Named;
use crate::model::PersonRole;
use crate::model::Role;
use crate::text::SitePath;
use crate::text::unique;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Fills `Site::people` but for what they do, and `Doc::people`.
pub(super) fn join(site: &mut Site, config: &Config) -> Names {
    let hidden = HiddenNames::of(config);
    let live = super::live(site);
    let mut groups = Groups::default();
    let mut shut = BTreeSet::new();
    for doc in live.iter().filter_map(|id| site.doc(*id)) {
        let hidden = hidden.within(&doc.facts);
        for name in named(doc) {
            groups.node(name);
            if hidden.hides(name) {
                shut.insert(name_key(name));
            }
        }
    }
    let stated = Stated::of(live.iter().filter_map(|id| site.doc(*id)));
    let mut names = Names { ambiguous: stated.ambiguous(), ..Names::default() };
    for (short, long) in stated.joins() {
        if !are_different(&short, &long, config) {
            groups.join(&short, &long);
        }
    }
    for (name, aliases) in &config.people.aliases {
        groups.title(name);
        for alias in aliases {
            groups.join(&name_key(alias), &name_key(name));
        }
    }
    site.people = groups.people(&shut, &mut names.site);
    site.hidden = hidden.and(groups.shut(&shut));
    for at in 0..site.docs.len() {
        let here = DocId(u32::try_from(at).unwrap_or(u32::MAX));
        let takes_part = live.binary_search(&here).is_ok();
        let Some(doc) = site.docs.get_mut(at).filter(|_| takes_part) else {
            names.docs.push(FxHashMap::default());
            continue;
        };
        let known = in_doc(doc, &names.site, &site.hidden);
        let person = |name: &String| known.get(&name_key(name)).copied().flatten();
        doc.people = doc.facts.people.iter().map(|named| person(&named.name)).collect();
        for (named, person) in doc.facts.people.iter().zip(&doc.people) {
            let person = person.and_then(|id| site.people.get_mut(id.0 as usize));
            let Some(person) = person else { continue };
            person.docs.push(here);
            let short = doc.facts.aliases.iter().filter(|(_, name)| *name == named.name);
            let forms = named.forms.iter().chain([&named.name]);
            let forms = forms.chain(short.map(|(short, _)| short));
            forms.for_each(|form| alike::also_known(person, form));
        }
        names.docs.push(known);
    }
    for person in &mut site.people {
        person.docs.dedup();
    }
    names
}

/// Whether the configuration says that two names are those of two people.
fn are_different(a: &str, b: &str, config: &Config) -> bool {
    let names =
        |key: &str, group: &[String]| group.iter().any(|name| name_key(name) == key);
    config.people.different.iter().any(|group| names(a, group) && names(b, group))
}

/// Every name a document uses for someone, in order of appearance by kind.
fn named(doc: &Doc) -> impl Iterator<Item = &str> {
    let facts = &doc.facts;
    let owners = facts.items.iter().flat_map(|item| &item.owners);
    let spoken = facts.people.iter().map(|named| named.name.as_str());
    let forms = facts.people.iter().flat_map(|named| &named.forms);
    let known: BTreeSet<String> = forms.map(|form| name_key(form)).collect();
    let others = owners.map(|owner| owner.who.as_str());
    let others = others.chain(facts.contacts.iter().map(|contact| contact.who.as_str()));
    let mut seen = known;
    spoken.chain(others.filter(move |who| seen.insert(name_key(who))))
}

/// Whom each form means in this document.
fn in_doc(
    doc: &Doc,
    site: &FxHashMap<String, Option<PersonId>>,
    hidden: &HiddenNames,
) -> FxHashMap<String, Option<PersonId>> {
    let mut known = FxHashMap::default();
    let facts = &doc.facts;
    let hidden = hidden.within(facts);
    let person = |named: &Named| {
        let excluded = hidden.hides(&named.name);
        let person = site.get(&name_key(&named.name)).copied().flatten();
        person.filter(|_| !excluded)
    };
    for named in &facts.people {
        let person = person(named);
        for form in &named.forms {
            // A form of two people means neither.
            let meant = known.entry(name_key(form)).or_insert(person);
            *meant = meant.filter(|first| Some(*first) == person);
        }
    }
    let own = facts.people.iter().map(|named| (name_key(&named.name), person(named)));
    known.extend(own);
    for (short, name) in &facts.aliases {
        let person = known.get(&name_key(name)).copied();
        let person = person.or_else(|| site.get(&name_key(name)).copied());
        if let Some(person) = person {
            known.entry(name_key(short)).or_insert(person);
        }
    }
    known.remove(NAMELESS);
    known
}

/// What documents state about short forms.
#[derive(Default)]
struct Stated {
    /// Short key: the long names by key.
    longs: BTreeMap<String, BTreeMap<String, String>>,
    /// Keys of names that have short forms of their own.
    full: BTreeSet<String>,
}

impl Stated {
    fn of<'a>(docs: impl Iterator<Item = &'a Doc>) -> Self {
        let mut stated = Self::default();
        for doc in docs {
            for (short, name) in &doc.facts.stated_aliases {
                // `Paul Meyer (PM)` tells his role as like as his initials.
                let role = alike::sort(short) != PersonSort::Person;
                if role && alike::sort(name) == PersonSort::Person {
                    continue;
                }
                let (short, long) = (name_key(short), name_key(name));
                if short != long {
                    stated.full.insert(long.clone());
                    let longs = stated.longs.entry(short).or_default();
                    longs.entry(long).or_insert_with(|| name.clone());
                }
            }
            for named in &doc.facts.people {
                let key = name_key(&named.name);
                if named.forms.iter().any(|form| name_key(form) != key) {
                    stated.full.insert(key);
                }
            }
        }
        stated
    }

    /// The short forms with one long name that nothing contradicts.
    fn joins(&self) -> impl Iterator<Item = (String, String)> {
        let single = self
            .longs
            .iter()
            .filter(|(short, longs)| longs.len() == 1 && !self.full.contains(*short));
        single.filter_map(|(short, longs)| {
            Some((short.clone(), longs.keys().next()?.clone()))
        })
    }

    fn ambiguous(&self) -> FxHashMap<String, Vec<String>> {
        let several = self.longs.iter().filter(|(_, longs)| longs.len() > 1);
        let names = |longs: &BTreeMap<String, String>| longs.values().cloned().collect();
        several.map(|(short, longs)| (short.clone(), names(longs))).collect()
    }
}

/// Names that are joined step by step.
#[derive(Default)]
struct Groups {
    /// By key, the place in `nodes`.
    keys: FxHashMap<String, usize>,
    /// The key and first spelling of each name, in order of appearance, and the
    /// name it is joined to.
    nodes: Vec<(String, String, usize)>,
    /// Keys of names that the configuration spells, with their spelling.
    titles: BTreeMap<String, String>,
}

impl Groups {
    fn node(&mut self, name: &str) {
        let (key, at) = (name_key(name), self.nodes.len());
        if key != NAMELESS && !self.keys.contains_key(&key) {
            self.keys.insert(key.clone(), at);
            self.nodes.push((key, name.trim_start_matches('@').to_owned(), at));
        }
    }

    fn title(&mut self, name: &str) {
        self.titles.insert(name_key(name), name.to_owned());
    }

    /// Joins `short` to `long`. A long name that no document writes is still that
    /// of the short one.
    fn join(&mut self, short: &str, long: &str) {
        let Some(short) = self.keys.get(short).copied() else { return };
        let Some(long) = self.keys.get(long).copied() else {
            let at = self.root(short);
            self.keys.insert(long.to_owned(), at);
            return;
        };
        let (short, long) = (self.root(short), self.root(long));
        if let Some(node) = self.nodes.get_mut(short) {
            node.2 = long;
        }
    }

    fn root(&self, mut at: usize) -> usize {
        while let Some(up) = self.nodes.get(at).map(|node| node.2).filter(|up| *up != at)
        {
            at = up;
        }
        at
    }

    /// The groups that hold one of these keys.
    fn roots(&self, keys: &BTreeSet<String>) -> BTreeSet<usize> {
        let places = keys.iter().filter_map(|key| self.keys.get(key));
        places.map(|at| self.root(*at)).collect()
    }

    /// All keys of the groups that hold one of these.
    fn shut(&self, keys: &BTreeSet<String>) -> BTreeSet<String> {
        let roots = self.roots(keys);
        let nodes = self.nodes.iter().enumerate();
        let shut = nodes.filter(|(at, _)| roots.contains(&self.root(*at)));
        shut.map(|(_, (key, ..))| key.clone()).collect()
    }

    /// One person for each group that is not hidden, in order of appearance.
    fn people(
        &self,
        hidden: &BTreeSet<String>,
        by_key: &mut FxHashMap<String, Option<PersonId>>,
    ) -> Vec<Person> {
        let shut = self.roots(hidden);
        let mut people: Vec<Person> = Vec::new();
        let mut of_root = BTreeMap::new();
        for at in 0..self.nodes.len() {
            let root = self.root(at);
            if shut.contains(&root) || of_root.contains_key(&root) {
                continue;
            }
            let id = PersonId(u32::try_from(people.len()).unwrap_or(u32::MAX));
            of_root.insert(root, id);
            let Some((key, name, _)) = self.nodes.get(root) else { continue };
            people.push(person(self.titles.get(key).unwrap_or(name)));
        }
        let mut keys: Vec<_> = self.keys.iter().collect();
        keys.sort();
        for (key, at) in keys {
            let id = of_root.get(&self.root(*at)).copied();
            by_key.insert(key.clone(), id);
            let named = id.and_then(|id| people.get_mut(id.0 as usize));
            if let (Some(person), Some(title)) = (named, self.titles.get(key)) {
                person.name.clone_from(title);
            }
        }
        people
    }
}

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        url: None,
        sort: alike::sort(name),
        aliases: Vec::new(),
        entries: Vec::new(),
        docs: Vec::new(),
        contact_for: Vec::new(),
        maybe_same_as: Vec::new(),
        backlinks: Vec::new(),
    }
}

/// Fills what each person does, their page, and who may be the same.
pub(super) fn fill(site: &mut Site, names: &Names, config: &Config) {
    let mut owners = BTreeSet::new();
    for id in super::live(site) {
        let Some(doc) = site.docs.get(id.0 as usize) else { continue };
        for (named, person) in doc.facts.people.iter().zip(&doc.people) {
            if named.roles.contains(&PersonRole::Owner) {
                owners.extend(*person);
            }
        }
        for contact in &doc.facts.contacts {
            let person = names.in_doc(id, &contact.who);
            let person = person.and_then(|at| site.people.get_mut(at.0 as usize));
            if let Some(person) = person {
                let line = doc.source.line(contact.range.start);
                person.contact_for.push((contact.topic.clone(), id, line));
            }
        }
    }
    for (at, entry) in (0_u32..).map(EntryId).zip(&site.entries) {
        let duties = duties(site, entry.latest, &entry.items, names);
        for owner in &entry.owners {
            let leads = entry.leads.contains(owner);
            let duty = duties.get(owner).cloned();
            if let Some(person) = site.people.get_mut(owner.0 as usize) {
                person.entries.push(Part { entry: at, leads, duty });
            }
        }
    }
    pages(site, &owners, config);
    alike::propose(site, names, config);
}

/// Each owner's duty in the author's words; the latest mention that says so wins.
fn duties(
    site: &Site,
    latest: super::ItemId,
    items: &[super::ItemId],
    names: &Names,
) -> BTreeMap<PersonId, String> {
    let mut duties = BTreeMap::new();
    for id in items.iter().chain([&latest]) {
        let Some((_, item)) = site.item(*id) else { continue };
        for owner in &item.owners {
            let stated = match &owner.role {
                Role::Other(part) => Some(part),
                _ => owner.duty.as_ref(),
            };
            let who = names.in_doc(id.doc, &owner.who);
            if let (Some(who), Some(duty)) = (who, stated) {
                duties.insert(who, duty.clone());
            }
        }
    }
    duties
}

fn pages(site: &mut Site, owners: &BTreeSet<PersonId>, config: &Config) {
    let mut taken = BTreeSet::new();
    for (id, person) in (0_u32..).map(PersonId).zip(&mut site.people) {
        let wanted = match config.people.pages {
            PeoplePages::All => true,
            PeoplePages::Roles => person.sort != PersonSort::Person,
            PeoplePages::None => false,
        };
        let responsible = owners.contains(&id)
            || !person.entries.is_empty()
            || !person.contact_for.is_empty();
        if wanted && responsible {
            let slug = unique(part(&person.name), &person.name, &mut taken);
            person.url = Some(SitePath::new(format!("owners/{slug}.html")));
        }
    }
}
