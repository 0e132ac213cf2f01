//! Whom and what the names in a question mean.

use crate::link::Period;
use crate::link::PeriodId;
use crate::link::Person;
use crate::link::PersonId;
use crate::link::Site;
use crate::text::slug;
use std::collections::BTreeSet;

/// Below this likeness nothing is proposed.
const ALIKE: f64 = 0.8;

/// A name in a question that no document knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it should have named: `owner` or `period`.
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// A known one that is like it.
    pub like: Option<String>,
}

/// The people whom a name means: those who bear it, else those of whose name it is a
/// word or more.
pub(super) fn people(site: &Site, name: &str) -> Result<BTreeSet<PersonId>, Unknown> {
    let all = || (0..).map(PersonId).zip(&site.people);
    let names = |person: &Person| {
        let all = person.aliases.iter().chain([&person.name]);
        all.map(|name| slug(bare(name))).collect::<Vec<_>>()
    };
    let wanted = slug(bare(name));
    let found = |fits: &dyn Fn(&str) -> bool| -> BTreeSet<PersonId> {
        let fit = |person: &Person| names(person).iter().any(|name| fits(name));
        all().filter(|(_, person)| fit(person)).map(|(id, _)| id).collect()
    };
    let exact = found(&|name| name == wanted);
    let found =
        if exact.is_empty() { found(&|name| holds(name, &wanted)) } else { exact };
    if found.is_empty() {
        let known = site.people.iter().flat_map(|person| {
            person.aliases.iter().chain([&person.name]).map(move |name| (name, person))
        });
        let known = known.map(|(name, person)| (name.as_str(), person.name.as_str()));
        return Err(unknown("owner", name, known));
    }
    Ok(found)
}

/// The periods that a name means, perhaps with its scope in front: `PAY Sprint 2`.
pub(super) fn periods(site: &Site, name: &str) -> Result<BTreeSet<PeriodId>, Unknown> {
    let wanted = slug(name);
    let fits = |period: &Period| {
        let scoped = format!("{} {}", period.scope, period.name);
        slug(&period.name) == wanted || slug(&scoped) == wanted
    };
    let all = (0..).map(PeriodId).zip(&site.periods);
    let found: BTreeSet<_> =
        all.filter(|(_, period)| fits(period)).map(|(id, _)| id).collect();
    if found.is_empty() {
        let known = site.periods.iter().map(|period| period.name.as_str());
        return Err(unknown("period", name, known.map(|name| (name, name))));
    }
    Ok(found)
}

fn bare(name: &str) -> &str {
    name.trim().trim_start_matches('@')
}

/// Whether the words of `part` stand in `name` side by side.
fn holds(name: &str, part: &str) -> bool {
    format!("-{name}-").contains(&format!("-{part}-"))
}

fn unknown<'s>(
    what: &'static str,
    name: &str,
    known: impl Iterator<Item = (&'s str, &'s str)>,
) -> Unknown {
    let wanted = bare(name).to_lowercase();
    let scored = known.map(|(known, shown)| {
        (strsim::jaro_winkler(&wanted, &known.to_lowercase()), shown)
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    let like = best.filter(|(score, _)| *score >= ALIKE);
    Unknown { what, name: name.to_owned(), like: like.map(|(_, name)| name.to_owned()) }
}
