//! The search page: a form for the script, and an index as in the back of a book.
//!
//! The index is the search of those without scripts, so it is on the page whatever
//! happens. In a large site it names people, tickets and the way to the lists of the
//! rest, so that the page stays small.

use super::Each;
use crate::text::SitePath;
use crate::text::order;
use crate::view::Content;
use crate::view::Href;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::kinds::glossary;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most terms in the index.
const MOST: usize = 800;

/// The search page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Search {
    /// The index by first letter.
    pub letters: Vec<Letter>,
    /// Whether only names stand in the index, because there are too many titles.
    pub shortened: bool,
}

/// The terms that begin with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Letter {
    /// The letter in upper case; `#` for all that begin with none.
    pub letter: String,
    /// In order of the alphabet.
    pub terms: Vec<Term>,
}

/// A term of the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
pub struct Term {
    /// What it is called, folded, for the order.
    #[serde(skip)]
    key: String,
    /// What it is called.
    pub text: String,
    /// Where it is.
    pub href: Href,
    /// What it is: a word of the word list `term`; empty for a document.
    pub kind: &'static str,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if cx.docs.is_empty() {
        return;
    }
    let url = SitePath::new("search.html");
    let here = Here::on(&url);
    let mut terms = names(cx, &here);
    let titles: Vec<Term> = cx
        .docs
        .iter()
        .filter_map(|id| cx.doc(*id))
        .map(|doc| term(&here, &doc.title, &doc.url, ""))
        .collect();
    let shortened = terms.len() + titles.len() > MOST;
    if shortened {
        terms.truncate(MOST);
    } else {
        terms.extend(titles);
    }
    terms.sort();
    let mut letters: BTreeMap<String, Vec<Term>> = BTreeMap::new();
    for term in terms {
        letters.entry(letter(&term.key)).or_default().push(term);
    }
    let letters =
        letters.into_iter().map(|(letter, terms)| Letter { letter, terms }).collect();
    let content = Content::Search(Box::new(Search { letters, shortened }));
    each(cx.page(url, "Search", None, content));
}

/// People, tickets and periods.
fn names(cx: &Cx<'_>, here: &Here) -> Vec<Term> {
    let people = cx.site.people.iter().filter_map(|person| {
        Some(term(here, &person.name, person.url.as_ref()?, "owner"))
    });
    let periods = cx.site.periods.iter().map(|period| {
        let scope = if period.scope.is_empty() { "" } else { " · " };
        let name = format!("{}{scope}{}", period.name, period.scope);
        term(here, &name, &period.url, "period")
    });
    let tickets = cx
        .site
        .tickets
        .iter()
        .map(|ticket| term(here, &ticket.id, &ticket.url, "ticket"));
    let words = (0..).zip(&cx.site.terms);
    let words =
        words.map(|(at, one)| term(here, &one.text, &glossary::place(cx, at), "term"));
    let topics = cx.site.topics.iter();
    let topics = topics.map(|topic| term(here, &topic.name, &topic.url, "topic"));
    people.chain(periods).chain(tickets).chain(topics).chain(words).collect()
}

fn term(here: &Here, text: &str, url: &SitePath, kind: &'static str) -> Term {
    let key = order(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    Term { key, text: text.to_owned(), href: here.to(url), kind }
}

fn letter(key: &str) -> String {
    match key.chars().next().filter(|first| first.is_alphabetic()) {
        Some(first) => first.to_uppercase().collect(),
        None => "#".to_owned(),
    }
}
