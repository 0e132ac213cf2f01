//! The words that documents explain, with the sentence that does, and the abbreviations
//! that nobody explains.

use super::Each;
use crate::link;
use crate::text::SitePath;
use crate::text::slug;
use crate::view::Content;
use crate::view::Linked;
use crate::view::Quote;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::paging;
use crate::view::paging::Paging;
use schemars::JsonSchema;
use serde::Serialize;

/// The most words of a page: each comes with whole sentences.
const WORDS: usize = 200;

/// The words that documents explain.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Glossary {
    /// How many words are explained.
    pub explained: usize,
    /// How many abbreviations nobody explains.
    pub unexplained: usize,
    /// The words of this page, by name.
    pub words: Vec<Word>,
    /// Its place among the pages.
    pub paging: Paging,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Word {
    /// Its anchor.
    pub anchor: String,
    /// As written.
    pub text: String,
    /// What it stands for, where a text spells it out.
    pub long: Option<String>,
    /// The sentences that explain it; none where nobody does.
    pub explained: Vec<Quote>,
    /// Of an abbreviation that nobody explains: where it stands first.
    pub first: Option<Quote>,
    /// Of an abbreviation: how many documents use it.
    pub used: usize,
}

/// Its first page.
pub(in crate::view) fn url() -> SitePath {
    SitePath::new("glossary.html")
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if cx.site.terms.is_empty() {
        return;
    }
    let order = by_name(cx.site);
    let terms: Vec<_> = order.iter().filter_map(|at| cx.site.terms.get(*at)).collect();
    let explained = terms.iter().filter(|term| !term.explained.is_empty()).count();
    let page = |leaf: paging::Leaf<'_, &link::Term>| {
        let here = Here::on(&leaf.url);
        let glossary = Glossary {
            explained,
            unexplained: terms.len() - explained,
            words: leaf.rows.iter().map(|term| word(cx, &here, term)).collect(),
            paging: leaf.paging,
        };
        let content = Content::Glossary(Box::new(glossary));
        cx.page(leaf.url, "Glossary", None, content)
    };
    paging::leaves_of(&url(), &terms, WORDS).into_iter().map(page).for_each(each);
}

/// Where the word at `at` of the site's stands: its page and anchor.
pub(in crate::view) fn place(cx: &Cx<'_>, at: usize) -> SitePath {
    let row = cx.words.get(at).copied().unwrap_or_default();
    let url = paging::numbered(&url(), row / WORDS + 1);
    let anchor = cx.site.terms.get(at).map(|term| anchor(&term.text));
    url.at(&anchor.unwrap_or_default())
}

/// The row of each word of the site.
pub(in crate::view) fn rows(site: &link::Site) -> Vec<usize> {
    let mut rows = vec![0; site.terms.len()];
    for (row, at) in by_name(site).into_iter().enumerate() {
        if let Some(place) = rows.get_mut(at) {
            *place = row;
        }
    }
    rows
}

/// The words in order: those that are explained by name, then the others.
fn by_name(site: &link::Site) -> Vec<usize> {
    let mut order: Vec<_> = (0..site.terms.len()).collect();
    order.sort_by_cached_key(|at| {
        let term = site.terms.get(*at);
        term.map(|term| (term.explained.is_empty(), term.text.to_lowercase()))
    });
    order
}

/// No two words of a site have one slug: they would be one word.
fn anchor(text: &str) -> String {
    format!("g-{}", slug(text))
}

fn word(cx: &Cx<'_>, here: &Here, term: &link::Term) -> Word {
    let explained = cx.quotes(here, &term.explained).into_iter().map(meaning).collect();
    let first = term.first.iter().filter(|_| term.explained.is_empty());
    let first = cx.quotes(here, &first.copied().collect::<Vec<_>>());
    Word {
        anchor: anchor(&term.text),
        text: term.text.clone(),
        long: term.long.clone(),
        explained,
        first: first.into_iter().next(),
        used: term.docs.len(),
    }
}

/// A sentence without the word and the sign that it begins with: the word stands above
/// it already.
fn meaning(quote: Quote) -> Quote {
    let after = quote.after.trim_start();
    let behind = |sign: &char| after.strip_prefix(*sign).map(str::trim_start);
    let said = [':', '：', '–', '—', '-', '='].iter().find_map(behind);
    match said.filter(|said| !said.is_empty() && quote.before.trim().is_empty()) {
        Some(said) => Quote { hit: String::new(), after: said.to_owned(), ..quote },
        None => quote,
    }
}

/// A word with the page's address and the first sentence that explains it.
pub(in crate::view) fn short(
    cx: &Cx<'_>,
    here: &Here,
    at: usize,
) -> Option<(Linked, Quote)> {
    let term = cx.site.terms.get(at)?;
    let quote = cx.quotes(here, term.explained.get(..1)?).into_iter().next()?;
    let quote = meaning(quote);
    let text = term.text.clone();
    Some((Linked { href: here.to(&place(cx, at)), text }, quote))
}
