//! The words that documents explain, and the abbreviations that nobody explains.

use super::Backlink;
use super::Doc;
use super::DocId;
use super::LinkBy;
use super::Site;
use super::Term;
use crate::model;
use crate::text::TextRange;
use crate::text::slug;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// An abbreviation that fewer documents use is left to them (design, "Glossary").
const USED: usize = 3;

/// The most sentences kept for one word.
const SENTENCES: usize = 3;

/// What was found of one word.
#[derive(Default)]
struct Found<'a> {
    /// As an abbreviation is written.
    name: &'a str,
    /// Where it is explained: how many words that document explains, and the place.
    explained: Vec<(usize, DocId, &'a model::Term)>,
    /// Where it is used: the document and the first place in it.
    used: Vec<(DocId, TextRange)>,
}

/// Gathers the words of all documents. `Site::terms` gets them by name.
pub(super) fn gather(site: &mut Site) {
    let found = found(site);
    let taken = names(site);
    let terms = found.into_values().filter_map(|found| term(site, found));
    let is_word = |term: &Term| {
        !taken.contains(&term.text.to_lowercase()) && !site.hidden.hides(&term.text)
    };
    site.terms = terms.filter(is_word).collect();
}

/// All words by what two spellings of one share.
fn found(site: &Site) -> BTreeMap<String, Found<'_>> {
    let mut all: BTreeMap<String, Found<'_>> = BTreeMap::new();
    for (id, doc) in site.published() {
        let explains = doc.facts.terms.len();
        for term in &doc.facts.terms {
            let found = all.entry(slug(&term.text)).or_default();
            found.explained.push((explains, id, term));
        }
        for used in &doc.facts.abbreviations {
            let found = all.entry(slug(&used.text)).or_default();
            found.name = &used.text;
            found.used.push((id, used.range));
        }
    }
    all
}

/// What has a page of its own already: people, tickets by their prefix, periods.
fn names(site: &Site) -> BTreeSet<String> {
    let people = site.people.iter().flat_map(|p| p.aliases.iter().chain([&p.name]));
    let tickets = site.tickets.iter().flat_map(|ticket| {
        [ticket.id.as_str(), ticket.id.trim_end_matches(|c: char| !c.is_alphabetic())]
    });
    let periods = site.periods.iter().flat_map(|p| [p.name.as_str(), p.scope.as_str()]);
    let all = people.map(String::as_str).chain(tickets).chain(periods);
    all.map(str::to_lowercase).collect()
}

fn term(site: &Site, mut found: Found<'_>) -> Option<Term> {
    // A glossary says it best, then the document that comes first.
    found.explained.sort_by_key(|(explains, id, _)| (Reverse(*explains), *id));
    if found.explained.is_empty() && found.used.len() < USED {
        return None;
    }
    let place = |(_, id, term): &(usize, DocId, &model::Term)| mention(*id, term.range);
    let first = found.used.iter().min_by_key(|(id, _)| (day(site.doc(*id)), *id));
    let first = first.map(|(id, range)| mention(*id, *range));
    let named = found.explained.first().map_or(found.name, |(.., term)| &term.text);
    let long = found.explained.iter().find_map(|(.., term)| term.long.clone());
    Some(Term {
        text: named.to_owned(),
        long,
        explained: found.explained.iter().take(SENTENCES).map(place).collect(),
        first,
        docs: found.used.into_iter().map(|(id, _)| id).collect(),
    })
}

/// The day of a document; those without one come last.
fn day(doc: Option<&Doc>) -> (bool, Option<crate::text::Day>) {
    let day = doc.and_then(Doc::day);
    (day.is_none(), day)
}

fn mention(from: DocId, range: TextRange) -> Backlink {
    Backlink { from, range, by: LinkBy::Title }
}
