//! Who is named: owners, authors, those present.
//!
//! Forms of one name are joined where the document decides it: `Developer (Dev)`,
//! `@ProductOwner` and `Product Owner`, `Ada` and `Ada Lovelace` if only one Ada is
//! named, initials that fit one name. The fullest form is the name. Those listed as
//! absent, unticked boxes too, are left out.

mod attendance;
mod credits;
mod headings;
mod known;
mod register;

pub(super) use known::Known;
pub(super) use known::known;

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::PersonRole;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use register::Group;
use register::Register;

/// See the module.
pub(super) struct People;

/// A name, what its bearer is in the document, and the rule that read it.
pub(super) type Listed = (PersonRole, Name, &'static str);

impl Rule for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let mut register = Register::default();
        for (role, name, rule) in cx.known.listed() {
            register.add(*role, name, rule, cx.lexicon);
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
        register.join(cx.lexicon);
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

/// The names listed as authors or as present, with the rule that read them.
fn listed(cx: Context<'_>) -> Vec<Listed> {
    let mut found = Vec::new();
    for (_, field) in cx.outline.fields() {
        found.extend(by_field(cx, field));
    }
    let cells = cx.outline.entries.iter().flat_map(|entry| &entry.cells);
    for cell in cells.filter(|cell| cell.column == Some(Label::Owner)) {
        let all = names::names(&cell.value, cx.lexicon).into_iter();
        let proper = all.filter(|name| {
            names::is_proper_name(&name.raw, cx.lexicon) && !known::is_run(&name.name)
        });
        found.extend(proper.map(|name| (PersonRole::Owner, name, "owner-column")));
    }
    found.extend(attendance::attendance(cx));
    found.extend(credits::credits(cx));
    found.extend(headings::headings(cx));
    found.sort_by_key(|(_, name, _)| name.at.range().start);
    found
}

/// `Present: Ada, Bob`, `Scribe: Ada`, `Project manager: Ada Lovelace`.
fn by_field(cx: Context<'_>, field: &Field) -> Vec<Listed> {
    let (part, rule) = match field.kind {
        Some(Label::Author) => (PersonRole::Author, "author-field"),
        Some(Label::Attendee) => (PersonRole::Attendee, "attendee-field"),
        None if field.label.split(['/', '&']).any(|label| {
            label.split_whitespace().count() <= 3 && people::is_role(label, cx.lexicon)
        }) =>
        {
            let all = names::names(&field.value, cx.lexicon);
            let all = all.into_iter().filter(|name| is_sure(name, cx.lexicon));
            return all.map(|name| (PersonRole::Attendee, name, "role-field")).collect();
        }
        Some(Label::Owner) => {
            let all = names::names(&field.value, cx.lexicon);
            let all = all.into_iter().filter(|name| is_sure(name, cx.lexicon));
            return all.map(|name| (PersonRole::Owner, name, "owner-field")).collect();
        }
        _ => return Vec::new(),
    };
    let all = attendance::roster(cx, &field.value);
    // `Team: Harbour Platform` names a project, not a person.
    let weak = matches!(normal(&field.label).as_str(), "team" | "people" | "roles");
    if weak && all.len() < 2 {
        return Vec::new();
    }
    all.into_iter().map(|name| (part, name, rule)).collect()
}

/// A person's name even where little announces one.
fn is_sure(name: &Name, lexicon: &Lexicon) -> bool {
    people::is_somebody(name, lexicon)
        || people::is_full_name(&name.raw, lexicon)
        || people::is_korean_name(&name.name)
}
