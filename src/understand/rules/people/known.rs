//! The names that a document lists, by which sentences are searched for people.

use super::Listed;
use super::listed;
use super::register::initials;
use super::register::is_initials_of;
use super::register::short_forms;
use crate::understand::Context;
use crate::understand::lexicon::Gate;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use std::collections::BTreeSet;

/// The names that a document lists as people: attendees, authors, owners of columns
/// and fields. Sentences are searched for these only.
#[derive(Default)]
pub(in crate::understand::rules) struct Known {
    /// Each name with what its bearer is, in text order.
    pub(in crate::understand::rules) listed: Vec<Listed>,
    /// Each form of a name, folded.
    folded: BTreeSet<String>,
    /// The names as listed.
    full: BTreeSet<String>,
    /// Passes by most words that begin no form of a name.
    gate: Gate,
    /// Whether family names come first, before a comma.
    inverted: bool,
}

/// Among more people than this nobody is told by initials.
const MOST_PEOPLE: usize = 500;

impl Known {
    /// Whether a form of a listed name may begin with `word`, which holds nothing but
    /// ASCII letters; no says that none does.
    pub(in crate::understand::rules) fn may_begin(&self, word: &str) -> bool {
        if self.inverted {
            return true;
        }
        if !self.gate.lets(word) {
            return false;
        }
        let folded = word.to_ascii_lowercase();
        let mut behind = self.folded.range(folded.clone()..);
        behind.next().is_some_and(|form| form.starts_with(&folded))
    }

    /// Whether `name` is a form of a listed one.
    pub(in crate::understand::rules) fn has(&self, name: &Name) -> bool {
        self.folded.contains(&names::fold(&name.name))
            || self.inverted && people::may_be_inverted(&name.name)
    }

    /// The names in `value`; what only those listed can tell is settled: `Holm, Mira`
    /// is one person, `MH TW` and `MH/TW` are two.
    pub(in crate::understand::rules) fn names(
        &self,
        value: &Slice,
        lexicon: &Lexicon,
    ) -> Vec<Name> {
        let mut found: Vec<Name> = Vec::new();
        for name in names::names(value, lexicon) {
            let whole = found.last().and_then(|last| {
                let whole = format!("{}, {}", last.name, name.name);
                let told = self.inverted && people::may_be_inverted(&whole);
                (told || self.full.contains(&whole)).then_some(whole)
            });
            if let (Some(whole), Some(last)) = (whole, found.last_mut()) {
                last.raw.clone_from(&whole);
                last.name = whole;
                last.note = name.note;
                continue;
            }
            match self.initials(&name) {
                Some(parts) => found.extend(parts),
                None => found.push(name),
            }
        }
        found
    }

    /// The names that a run of initials stands for, if one of them is listed.
    fn initials(&self, name: &Name) -> Option<Vec<Name>> {
        let parts = name.name.split([' ', '/', '.']);
        let fits = |part: &str| {
            self.full.iter().any(|full| is_initials_of(part, full))
                || self.folded.contains(&part.to_lowercase())
        };
        let few = self.full.len() <= MOST_PEOPLE;
        let run = few && is_run(&name.name) && parts.clone().any(fits);
        let one = |part: &str| {
            let at = name.at.text().find(part)?;
            let at = name.at.cut(at, at + part.len());
            let own = part.to_owned();
            Some(Name { raw: own.clone(), name: own, note: None, at })
        };
        run.then(|| parts.filter_map(one).collect())
    }
}

/// Whether `name` may be the initials of several: `MH TW`, `MH/TW`.
pub(super) fn is_run(name: &str) -> bool {
    let mut parts = name.split([' ', '/', '.']);
    let letters = |part: &str| {
        (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_uppercase())
    };
    name.contains([' ', '/', '.']) && parts.all(letters)
}

/// See [`Known`].
pub(in crate::understand::rules) fn known(cx: Context<'_>) -> Known {
    let (mut known, mut full) = (BTreeSet::new(), BTreeSet::new());
    let mut add = |name: &Name| {
        full.insert(name.name.clone());
        known.insert(names::fold(&name.name));
        if let Some((first, rest)) = name.name.split_once(' ') {
            let last = names::fold(rest.rsplit(' ').next().unwrap_or_default());
            let fold = names::fold(first);
            if !people::has_role(rest, cx.lexicon) {
                let initial = |word: &str| word.chars().next().map(String::from);
                let (f, l) = (initial(&fold).unwrap_or_default(), initial(&last));
                known.insert(format!("{f}{last}"));
                known.insert(format!("{fold}{}", l.unwrap_or_default()));
                // `Bo` is called so; a family name of two letters is a word too often.
                known.extend(Some(last).filter(|last| last.chars().count() > 2));
                known.extend(Some(fold).filter(|first| first.chars().count() > 1));
            }
            known.insert(initials(&name.name));
        }
        known.extend(people::given_part(&name.name).map(str::to_owned));
        known.extend(short_forms(name).map(names::fold));
    };
    let listed = listed(cx);
    for (_, name, _) in &listed {
        add(name);
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
    let inverted = full.iter().any(|name| people::is_inverted(name));
    let mut gate = Gate::default();
    for form in &known {
        gate.open(form);
    }
    Known { listed, folded: known, full, gate, inverted }
}
