//! Headings that are names, where most headings of their level are: a report in
//! which each member has a section.

use super::Listed;
use crate::model::PersonRole;
use crate::understand::Context;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The names that are headings.
///
/// A wrong person misleads, so each must stand once among its like, most must be
/// names without doubt, or hold no word that the text has in lower case anywhere:
/// `Bug Fixes` and `New Features` are no people.
pub(super) fn headings(cx: Context<'_>) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut common = None;
    // Only those below one parent are alike: each day may list the members anew.
    let mut alike: BTreeMap<(u8, Option<usize>), Vec<&Section>> = BTreeMap::new();
    for section in &cx.outline.sections {
        if let SectionKind::Heading(level @ 2..=4) = section.kind {
            alike.entry((level, section.parent)).or_default().push(section);
        }
    }
    for sections in alike.values() {
        found.extend(names_among(cx, sections, &mut common));
    }
    let listed = |name| (PersonRole::Attendee, name, "person-heading");
    found.into_iter().map(listed).collect()
}

fn names_among<'c>(
    cx: Context<'c>,
    alike: &[&Section],
    common: &mut Option<BTreeSet<&'c str>>,
) -> Vec<Name> {
    let named = |section: &Section| {
        let silent = section.sense.is_none() && section.label.is_none();
        let name = names::name(&section.title, cx.lexicon).filter(|_| silent)?;
        let fine = people::is_full_name(&name.raw, cx.lexicon)
            || people::is_somebody(&name, cx.lexicon)
            || !name.raw.contains(' ') && people::is_name_word(&name.raw);
        fine.then_some(name)
    };
    let mut names: Vec<Name> = Vec::new();
    for (at, section) in alike.iter().enumerate() {
        names.extend(named(section));
        // Nobody reads on where most are no names.
        if (alike.len() - (at + 1 - names.len())) * 2 <= alike.len() {
            return Vec::new();
        }
    }
    let distinct: BTreeSet<String> = names.iter().map(|n| names::fold(&n.name)).collect();
    if names.len() < 2 || names.len() * 2 <= alike.len() || distinct.len() < names.len() {
        return Vec::new();
    }
    let sure = names.iter().filter(|name| people::is_somebody(name, cx.lexicon)).count();
    if 2 * sure > names.len() {
        return names;
    }
    let common = common.get_or_insert_with(|| {
        let words = cx.source.text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.starts_with(char::is_lowercase)).collect()
    });
    let rare = |name: &&Name| {
        let lower = name.name.to_lowercase();
        people::is_full_name(&name.raw, cx.lexicon)
            && !lower.split_whitespace().any(|word| common.contains(word))
    };
    if names.iter().all(|name| rare(&name)) { names } else { Vec::new() }
}
