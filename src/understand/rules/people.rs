//! Who is named: owners, authors, those present.
//!
//! Forms of one name are joined where the document decides it: `Developer (Dev)`,
//! `@ProductOwner` and `Product Owner`, `Ada` and `Ada Lovelace` if only one Ada is
//! named, initials that fit one name. The fullest form is the name. Those listed as
//! absent, unticked boxes too, are left out.

mod register;

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::PersonRole;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use register::Group;
use register::Register;
use register::initials;
use register::is_short_form;
use std::collections::BTreeSet;

/// See the module.
pub(super) struct People;

impl Rule for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let mut register = Register::default();
        for (role, name, rule) in listed(cx) {
            register.add(role, &name, rule, cx.lexicon);
        }
        for item in &draft.facts.items {
            for owner in &item.owners {
                let basis = item.owners_by.map_or(Basis::Written, |by| by.basis);
                let raw = owner.range.slice(&cx.source.text);
                register.add_form(
                    PersonRole::Owner,
                    (&owner.who, raw),
                    Evidence { rule: "owners", basis, range: owner.range },
                );
            }
        }
        for name in &cx.source.meta.owners {
            let by = Evidence {
                rule: "front-matter",
                basis: Basis::Written,
                range: TextRange::default(),
            };
            let author = cx.source.meta.authors.contains(name);
            let role = if author { PersonRole::Author } else { PersonRole::Owner };
            register.add_form(role, (name.trim_start_matches('@'), name), by);
        }
        register.join();
        let not = &cx.settings.not_people;
        register
            .groups
            .retain(|group| !not.iter().any(|word| normal(word) == normal(&group.name)));
        for item in &mut draft.facts.items {
            item.owners.retain(|owner| {
                !not.iter().any(|word| normal(word) == normal(&owner.who))
            });
            for owner in &mut item.owners {
                owner.who = register.canonical(&owner.who);
            }
        }
        draft.facts.aliases = register.aliases();
        draft.facts.stated_aliases = register.stated();
        draft.facts.people = register.groups.into_iter().map(Group::named).collect();
    }
}

/// The folded names that the document lists as people: attendees, authors, owners
/// of columns and fields. Sentences are searched for these only.
pub(super) fn known(cx: Context<'_>) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let mut add = |name: &Name| {
        known.insert(names::fold(&name.name));
        if let Some((first, rest)) = name.name.split_once(' ') {
            let role = rest.split(' ').any(|word| cx.lexicon.roles.exact(word).is_some());
            if first.chars().count() > 2 && !role {
                known.insert(names::fold(first));
            }
            known.insert(initials(&name.name));
        }
        for note in name.note.iter().filter(|note| is_short_form(note, &name.name)) {
            known.insert(names::fold(note));
        }
    };
    for (_, name, _) in listed(cx) {
        add(&name);
    }
    let owner = |label: Option<Label>| label == Some(Label::Owner);
    let cells = cx
        .outline
        .entries
        .iter()
        .flat_map(|entry| &entry.cells)
        .filter(|cell| owner(cell.column));
    let fields = cx.outline.fields().map(|(_, field)| field);
    let fields = fields.chain(cx.outline.entries.iter().flat_map(|entry| &entry.fields));
    let values = fields.filter(|field| owner(field.kind)).map(|field| &field.value);
    for value in cells.map(|cell| &cell.value).chain(values) {
        names::names(value, cx.lexicon).iter().for_each(&mut add);
    }
    known.remove("");
    known
}

/// The names listed as authors or as present, with the rule that read them.
fn listed(cx: Context<'_>) -> Vec<(PersonRole, Name, &'static str)> {
    let mut found = Vec::new();
    for (_, field) in cx.outline.fields() {
        let (part, rule) = match field.kind {
            Some(Label::Author) => (PersonRole::Author, "author-field"),
            Some(Label::Attendee) => (PersonRole::Attendee, "attendee-field"),
            _ => continue,
        };
        let all = names::names(&field.value, cx.lexicon);
        // `Team: Harbour Platform` names a project, not a person.
        let team = normal(&field.label) == "team" && all.len() < 2;
        let proper = |name: &Name| names::is_proper_name(&name.raw, cx.lexicon);
        found.extend(
            all.into_iter()
                .filter(proper)
                .filter(|_| !team)
                .map(|name| (part, name, rule)),
        );
    }
    found.extend(attendance(cx));
    if cx.outline.sections.iter().any(|section| section.sense.is_some()) {
        found.extend(person_headings(cx));
    }
    found.sort_by_key(|(_, name, _)| name.at.range().start);
    found
}

/// Headings that are names, where most headings of their level are: a report in
/// which each member has a section.
///
/// A wrong person misleads, so each must stand once, and no word of it in lower case
/// anywhere in the text: `Bug Fixes` and `New Features` are no people.
fn person_headings(cx: Context<'_>) -> Vec<(PersonRole, Name, &'static str)> {
    let mut found = Vec::new();
    let mut common: Option<BTreeSet<&str>> = None;
    for level in 2..=4 {
        let sections = cx.outline.sections.iter();
        let all: Vec<_> =
            sections.filter(|s| s.kind == SectionKind::Heading(level)).collect();
        let names: Vec<Name> = all
            .iter()
            .filter(|section| section.sense.is_none() && section.label.is_none())
            .filter_map(|section| names::name(&section.title, cx.lexicon))
            .filter(|name| is_full_name(&name.raw, cx.lexicon))
            .collect();
        let distinct: BTreeSet<String> =
            names.iter().map(|n| names::fold(&n.name)).collect();
        if names.len() < 2 || names.len() * 2 <= all.len() || distinct.len() < names.len()
        {
            continue;
        }
        let common = common.get_or_insert_with(|| {
            let words = cx.source.text.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| word.starts_with(char::is_lowercase)).collect()
        });
        let rare = |name: &Name| {
            let lower = name.name.to_lowercase();
            !lower.split_whitespace().any(|word| common.contains(word))
        };
        if names.iter().all(rare) {
            found.extend(
                names
                    .into_iter()
                    .map(|name| (PersonRole::Attendee, name, "person-heading")),
            );
        }
    }
    found
}

/// Two or three capitalised words none of which is a word of the trade.
fn is_full_name(text: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let trade = |word: &&str| {
        lexicon.senses.exact(word).is_some()
            || lexicon.labels.exact(word).is_some()
            || lexicon.roles.exact(word).is_some()
            || lexicon.orders.exact(word).is_some()
            || lexicon.kinds.exact(word).is_some()
    };
    let plain = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '.'))
    };
    (2..=3).contains(&words.len())
        && words.iter().all(plain)
        && !words.iter().any(trade)
        && names::is_proper_name(text, lexicon)
}

/// Lists, lines and tables below a heading such as `Attendees`.
fn attendance(cx: Context<'_>) -> Vec<(PersonRole, Name, &'static str)> {
    let role = |section: usize| {
        let mut up = cx.outline.up(section).take(3);
        let found = up.find(|(_, s)| {
            s.label.is_some()
                || s.sense.is_some()
                || matches!(s.kind, SectionKind::Heading(_))
        })?;
        let label = found.1.label.or_else(|| {
            let (label, length) = cx.lexicon.labels.within(found.1.title.text())?;
            let share = 2 * length >= found.1.title.text().trim().chars().count();
            (share && matches!(label, Label::Attendee | Label::Absent)).then_some(label)
        });
        match label? {
            Label::Attendee => Some(PersonRole::Attendee),
            Label::Author => Some(PersonRole::Author),
            _ => None,
        }
    };
    let mut found = Vec::new();
    let mut add = |role: PersonRole, slice: &Slice| {
        for name in names::names(slice, cx.lexicon) {
            if names::is_proper_name(&name.raw, cx.lexicon) {
                found.push((role, name, "attendance-list"));
            }
        }
    };
    for entry in cx.outline.entries.iter().filter(|entry| entry.opens.is_none()) {
        let Some(role) = role(entry.section) else { continue };
        if entry.checkbox == Some(false) {
            continue;
        }
        // `Role: Name` in a list of those present.
        let text = entry.title.text();
        let value = match text.split_once([':', '：']) {
            Some((lead, rest))
                if !rest.trim().is_empty() && lead.split_whitespace().count() <= 3 =>
            {
                entry.title.part(rest.trim())
            }
            _ => entry.title.clone(),
        };
        let absent = normal(text)
            .split(' ')
            .any(|word| cx.lexicon.labels.exact(word) == Some(Label::Absent));
        if !absent {
            add(role, &value);
        }
    }
    for line in
        cx.outline.lines.iter().filter(|line| line.entry.is_none() && !line.is_fields)
    {
        if let Some(role) = role(line.section) {
            add(role, &line.text);
        }
    }
    found
}
