//! Joins the forms of one name within a document.

use crate::model::Basis;
use crate::model::Evidence;
use crate::model::Named;
use crate::model::PersonRole;
use crate::understand::lexicon::Lexicon;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use std::collections::BTreeSet;

/// Forms of one name.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: String,
    forms: Vec<String>,
    /// The name and `forms` as they are compared.
    folded: BTreeSet<String>,
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
        self.folded.contains(folded)
    }

    fn add_form(&mut self, form: &str) {
        if !form.is_empty() && !self.forms.iter().any(|known| known == form) {
            self.folded.insert(names::fold(form));
            self.forms.push(form.to_owned());
        }
    }
}

/// More names than this in one document are a directory, in which nobody stands twice
/// under two forms: comparing each with each would take long and find nothing.
const MOST_JOINED: usize = 500;

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
        let folded = names::fold(&name.name);
        let Some(group) = self.groups.iter_mut().find(|group| group.knows(&folded))
        else {
            return;
        };
        for form in short_forms(name) {
            if lexicon.lead.exact(form).is_none() {
                let bare = form.trim_start_matches('@');
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
            .split(['(', ')', '\n'])
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches('*')
            .trim();
        let at = self.groups.iter().position(|group| group.knows(&folded));
        let at = at.unwrap_or_else(|| {
            let (name, forms, roles) = (name.to_owned(), Vec::new(), BTreeSet::new());
            let (folded, stated) = ([folded.clone()].into(), BTreeSet::new());
            self.groups.push(Group { name, forms, folded, stated, roles, by });
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
    pub(super) fn join(&mut self, lexicon: &Lexicon) {
        if self.groups.len() > MOST_JOINED {
            return;
        }
        let mut forms: Vec<Form> =
            self.groups.iter().map(|group| Form::of(&group.name)).collect();
        let mut at = 0;
        while at < self.groups.len() {
            match full_form_of(&forms, at, lexicon) {
                Some(full) => {
                    let short = self.groups.remove(at);
                    forms.remove(at);
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

/// A name and its folded words: each is compared with each.
struct Form {
    name: String,
    words: Vec<String>,
}

impl Form {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), words: words(name) }
    }
}

/// The only other name of which the one at `at` is a shorter form. A form that fits
/// one of them better than the others is that one's.
fn full_form_of(forms: &[Form], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let short = forms.get(at)?;
    if lexicon.teams.exact(&short.name).is_some() {
        return None;
    }
    // Of a role only the first word or the initials are a form.
    let role = |full: &Form| {
        people::is_role(&full.name, lexicon)
            && (short.name.contains(' ')
                || people::is_role(&short.name, lexicon)
                    && !full.name.starts_with(&short.name)
                    && !short.name.chars().all(char::is_uppercase))
    };
    let only = |fits: fn(&Form, &Form) -> bool| {
        let others = forms.iter().enumerate().filter(|(other, _)| *other != at);
        let mut all = others.filter(|(_, full)| fits(short, full) && !role(full));
        let one = all.next()?.0;
        Some((one, all.next().is_none()))
    };
    let found = only(is_part_of).or_else(|| only(is_nearly_part_of))?;
    found.1.then_some(found.0)
}

/// Whether `short` is plainly a form of `full`: `Ada`, `AL`, `ALovelace`, `Dr. Ada
/// Lovelace` or `Ada L.` of `Ada Lovelace`.
fn is_part_of(short: &Form, full: &Form) -> bool {
    let full = &full.words;
    let [first, .., last] = full.as_slice() else { return false };
    let parts = &short.words;
    let [one] = parts.as_slice() else {
        // Several words: each one of the full name's in order, or its initial.
        let mut rest = full.iter();
        let initials = |word: &str| word.chars().count() == 1;
        let fits = |part: &String| {
            rest.any(|word| {
                word == part || initials(part) && word.starts_with(part.as_str())
            })
        };
        return parts.len() <= full.len()
            && parts != full
            && parts.iter().all(fits)
            && parts.iter().any(|part| !initials(part));
    };
    let upper =
        short.name.chars().all(char::is_uppercase) && short.name.chars().count() >= 2;
    let start = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    first == one
        || upper && full.iter().map(|word| start(word)).collect::<String>() == *one
        || one.strip_suffix(last.as_str()).is_some_and(|rest| rest == start(first))
        || one.strip_prefix(first.as_str()).is_some_and(|rest| rest == start(last))
        || full.concat() == *one
        || one.strip_prefix(first.as_str()).is_some_and(|rest| rest == last)
}

/// Whether `short` may be a form of `full`: the family name alone, or the beginning
/// of the given name (`Alex` of `Alexandra`).
fn is_nearly_part_of(short: &Form, full: &Form) -> bool {
    if people::given_part(&full.name) == Some(short.name.as_str())
        || is_syllables(&short.name, &full.words)
    {
        return true;
    }
    let [first, .., last] = full.words.as_slice() else { return false };
    if short.name.contains(' ') || !short.name.starts_with(char::is_uppercase) {
        return false;
    }
    let one = names::fold(&short.name);
    let alone = one.chars().count() >= 3;
    alone && (*last == one || first.starts_with(&one))
}

/// Whether `short` are the initials of a name in a script that writes by syllables,
/// family name first: `LMH` of `Meihua Lin` or of `Lin Meihua`, whose words are given.
fn is_syllables(short: &str, words: &[String]) -> bool {
    let [one, other] = words else { return false };
    let capitals = short.chars().all(|c| c.is_ascii_uppercase());
    if !capitals {
        return false;
    }
    let letters: Vec<char> = short.chars().flat_map(char::to_lowercase).collect();
    let [family, given, rest @ ..] = letters.as_slice() else { return false };
    let fits = |first: &str, second: &str| {
        let mut behind = second.chars();
        first.starts_with(*family)
            && behind.next() == Some(*given)
            && rest.iter().all(|letter| behind.any(|c| c == *letter))
    };
    !rest.is_empty() && (fits(one, other) || fits(other, one))
}

/// Whether `short` are initials of `full`, in whatever order people write them.
pub(super) fn is_initials_of(short: &str, full: &str) -> bool {
    let capitals = short.chars().all(char::is_uppercase) && short.chars().count() >= 2;
    capitals
        && (initials(full) == short.to_lowercase() || is_syllables(short, &words(full)))
}

/// The folded words of a name, titles left out.
fn words(name: &str) -> Vec<String> {
    const TITLES: &[&str] = &[
        "dr",
        "mr",
        "ms",
        "mrs",
        "prof",
        "sir",
        "cllr",
        "councillor",
        "herr",
        "frau",
        "ing",
    ];
    // `Holm, Mira` gives the family name first.
    let (family, given) = name.split_once(", ").unwrap_or((name, ""));
    let words = given.split([' ', '-']).chain(family.split([' ', '-', '_']));
    let words = words.map(names::fold);
    words.filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str())).collect()
}

/// Lower-case initials: `Quality Assurance` gives `qa`.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The parts of a note behind a name that are shorter forms of it.
pub(super) fn short_forms(name: &Name) -> impl Iterator<Item = &str> {
    let note = name.note.as_deref().unwrap_or_default();
    let parts = note.split([',', ';', '/', '|']).map(str::trim);
    let handle = |part: &&str| part.starts_with('@');
    // What follows a handle is a remark: `@ada she/her`.
    let parts = parts.map(move |part| {
        let word = part.split_whitespace().next().unwrap_or_default();
        if handle(&word) { word } else { part }
    });
    parts.filter(|part| is_short_form(part, &name.name))
}

/// Whether a note behind a name is a shorter form of it: a handle, its beginning or
/// end, its initials, one of its words, capitals that stand in it in this order.
fn is_short_form(note: &str, name: &str) -> bool {
    // Behind most names there is none.
    if note.is_empty() {
        return false;
    }
    let short = names::fold(note);
    let long = names::fold(name);
    if note.starts_with('@') {
        return note.len() > 2;
    }
    let capitals = note.chars().all(char::is_uppercase) && (2..=4).contains(&note.len());
    let mut letters = long.chars();
    let one_word = !note.trim().contains(' ');
    one_word
        && short.chars().count() >= 2
        && short != long
        && (long.starts_with(&short)
            || long.ends_with(&short)
            || initials(name) == short
            || capitals
                && long.starts_with(short.get(..1).unwrap_or_default())
                && short.chars().all(|c| letters.any(|letter| letter == c))
            || name.split(' ').any(|word| names::fold(word) == short))
}
