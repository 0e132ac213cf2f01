//! Joins the forms of one name within a document.

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Named;
use crate::model::PersonRole;
use crate::understand::lexicon::Lexicon;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use std::collections::BTreeSet;

/// Forms of one name.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: String,
    forms: Vec<String>,
    /// Those of `forms` that stand beside the name.
    stated: BTreeSet<String>,
    roles: BTreeSet<PersonRole>,
    by: Evidence,
}

impl Group {
    pub(super) fn named(self) -> Named {
        Named {
            name: self.name,
            forms: self.forms,
            roles: self.roles.into_iter().collect(),
            by: self.by,
        }
    }

    fn knows(&self, folded: &str) -> bool {
        names::fold(&self.name) == folded
            || self.forms.iter().any(|form| names::fold(form) == folded)
    }

    fn add_form(&mut self, form: &str) {
        if !form.is_empty() && !self.forms.iter().any(|known| known == form) {
            self.forms.push(form.to_owned());
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Register {
    pub(super) groups: Vec<Group>,
}

impl Register {
    pub(super) fn add(
        &mut self,
        role: PersonRole,
        name: &Name,
        read_by: &'static str,
        lexicon: &Lexicon,
    ) {
        let by =
            Evidence { rule: read_by, basis: Basis::Written, range: name.at.range() };
        self.add_form(role, (&name.name, &name.raw), by);
        let Some(note) = name.note.as_deref() else { return };
        if is_short_form(note, &name.name) && lexicon.lead.exact(note).is_none() {
            let folded = names::fold(&name.name);
            if let Some(group) = self.groups.iter_mut().find(|group| group.knows(&folded))
            {
                let bare = note.trim_start_matches('@');
                group.add_form(bare);
                group.stated.insert(bare.to_owned());
            }
        }
    }

    pub(super) fn add_form(
        &mut self,
        role: PersonRole,
        (name, raw): (&str, &str),
        by: Evidence,
    ) {
        let folded = names::fold(name);
        let raw = raw
            .split(['(', '\n'])
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches('*')
            .trim();
        let at = self.groups.iter().position(|group| group.knows(&folded));
        let at = at.unwrap_or_else(|| {
            let (name, forms, roles) = (name.to_owned(), Vec::new(), BTreeSet::new());
            self.groups.push(Group { name, forms, stated: BTreeSet::new(), roles, by });
            self.groups.len() - 1
        });
        let Some(group) = self.groups.get_mut(at) else { return };
        group.roles.insert(role);
        group.add_form(name);
        if names::fold(raw) == folded {
            group.add_form(raw);
        }
        // The form with blanks is the fuller one: `Product Owner`, not `ProductOwner`.
        if names::fold(&group.name) == folded
            && name.split(' ').count() > group.name.split(' ').count()
        {
            name.clone_into(&mut group.name);
        }
    }

    /// Joins short forms to the one full name they fit.
    pub(super) fn join(&mut self) {
        let mut at = 0;
        while at < self.groups.len() {
            match self.full_form_of(at) {
                Some(full) => {
                    let short = self.groups.remove(at);
                    let full = if full > at { full - 1 } else { full };
                    if let Some(group) = self.groups.get_mut(full) {
                        group.roles.extend(short.roles);
                        group.stated.extend(short.stated);
                        group.add_form(&short.name);
                        short.forms.iter().for_each(|form| group.add_form(form));
                    }
                }
                None => at += 1,
            }
        }
    }

    /// The only other group whose name begins with this one, or has its initials.
    fn full_form_of(&self, at: usize) -> Option<usize> {
        let short = self.groups.get(at)?;
        if short.name.contains(' ') {
            return None;
        }
        let folded = names::fold(&short.name);
        let fits = |group: &Group| {
            let mut words = group.name.split(' ');
            let first = words.next().map(names::fold).unwrap_or_default();
            let last = words.next_back().map(names::fold);
            let Some(last) = last else { return false };
            let upper = short.name.chars().all(char::is_uppercase)
                && short.name.chars().count() >= 2;
            let initial = first.chars().next().map(|c| format!("{c}{last}"));
            first == folded
                || upper && initials(&group.name) == folded
                || initial.as_deref() == Some(folded.as_str())
                || format!("{first}{last}") == folded
        };
        let mut all = self
            .groups
            .iter()
            .enumerate()
            .filter(|(other, group)| *other != at && fits(group));
        let only = all.next()?.0;
        all.next().is_none().then_some(only)
    }

    pub(super) fn canonical(&self, name: &str) -> String {
        let folded = names::fold(name);
        let group = self.groups.iter().find(|group| group.knows(&folded));
        group.map_or_else(|| name.to_owned(), |group| group.name.clone())
    }

    /// Other forms of each name, `@` left out.
    pub(super) fn aliases(&self) -> Vec<(String, String)> {
        let mut aliases = Vec::new();
        for group in &self.groups {
            for form in &group.forms {
                let bare = form.trim_start_matches('@');
                let known = aliases.iter().any(|(short, _)| short == bare);
                if bare != group.name && !known {
                    aliases.push((bare.to_owned(), group.name.clone()));
                }
            }
        }
        aliases
    }

    /// Each form that stands beside a name, with that name.
    pub(super) fn stated(&self) -> Vec<(String, String)> {
        let pair = |group: &Group, form: &String| (form.clone(), group.name.clone());
        let groups = self.groups.iter();
        let pairs =
            groups.flat_map(|group| group.stated.iter().map(|form| pair(group, form)));
        pairs.filter(|(form, name)| form != name).collect()
    }
}

/// Lower-case initials: `Quality Assurance` gives `qa`.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a note behind a name is a shorter form of it: a handle, its beginning or
/// end, its initials, one of its words.
pub(super) fn is_short_form(note: &str, name: &str) -> bool {
    let short = names::fold(note);
    let long = names::fold(name);
    if note.starts_with('@') {
        return true;
    }
    let one_word = !note.trim().contains(' ');
    one_word
        && short.chars().count() >= 2
        && short != long
        && (long.starts_with(&short)
            || long.ends_with(&short)
            || initials(name) == short
            || name.split(' ').any(|word| names::fold(word) == short))
}
