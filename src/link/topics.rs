//! What documents are about: terms that several of them put into titles.
//!
//! A term is one to three words of the title of a document or an entry. It is a topic
//! if three documents or more have it, in three titles that are not one thing carried
//! on, but not most documents; and if it says which one of many things is meant: a
//! word that a glossary explains, a name that is never written small, or several words
//! of which none stands in everybody's titles. When in doubt it is none.

use super::DocId;
use super::EntryId;
use super::Site;
use super::Topic;
use super::words::is_general;
use crate::text::SitePath;
use crate::text::slug;
use crate::text::unique;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::lexicon;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A term of fewer documents is none (design, section 0).
const LEAST: usize = 3;

/// A term that more than one of so many documents has tells nothing; in small sites
/// that is not less than `FEW`.
const SHARE: usize = 2;
const FEW: usize = 5;

/// The most words of a term.
const LONGEST: usize = 3;

/// The most topics of a site.
const MOST: usize = 60;

/// A title by its words, with the entry that bears it.
struct Title<'a> {
    doc: DocId,
    entry: Option<EntryId>,
    /// The numbers of the words, `None` for those that are no part of a term, and the
    /// words as written.
    words: Vec<(Option<u32>, &'a str)>,
    /// Whether it capitalises its words as some titles do: then capitals tell nothing.
    capitals: bool,
}

/// The numbers of a term's words, filled up with [`NONE`].
type Term = [u32; LONGEST];

/// No word.
const NONE: u32 = u32::MAX;

/// Where a term stands.
#[derive(Default)]
struct Found {
    /// In which titles, each once, in order.
    at: Vec<u32>,
    /// In how many titles of documents.
    titles: usize,
    /// How often it is not the beginning of a title, where English has a verb.
    inner: usize,
    /// How often it stands capital, and how often small, where both were possible.
    capital: usize,
    small: usize,
    /// The words before and behind it.
    before: Beside,
    behind: Beside,
}

/// What stands on one side of a term.
#[derive(Default)]
struct Beside {
    first: Option<u32>,
    varies: bool,
}

impl Beside {
    /// Small words join whatever they stand between.
    fn see(&mut self, word: Option<u32>) {
        self.varies |=
            word.is_none() || self.first.is_some_and(|first| Some(first) != word);
        self.first = self.first.or(word);
    }
}

/// Finds the topics. `Site::topics` gets them by name.
pub(super) fn find(site: &mut Site) {
    let (refused, explained) = (names(site), explained(site));
    let titles = titles(site, &explained);
    let mut best = candidates(site, &titles, (&refused, &explained));
    best.sort_by(|a, b| {
        let rank = |one: &Candidate| (Reverse(one.docs.len()), Reverse(one.length()));
        rank(a).cmp(&rank(b)).then_with(|| a.form.cmp(&b.form))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    for new in best {
        // `hut box` says it better than `box`, where both stand in the same documents.
        let is_part = |kept: &Candidate| {
            overlaps(kept.words(), new.words()) && new.docs.is_subset(&kept.docs)
        };
        if kept.len() < MOST && !kept.iter().any(is_part) {
            kept.push(new);
        }
    }
    kept.sort_by_cached_key(|one| one.form.to_lowercase());
    let mut taken = BTreeSet::new();
    let topic = |Candidate { form: name, docs, entries, .. }| {
        let url = format!("topics/{}.html", unique(slug(&name), &name, &mut taken));
        Topic {
            url: SitePath::new(url),
            docs: docs.into_iter().collect(),
            entries: entries.into_iter().collect(),
            name,
        }
    };
    site.topics = kept.into_iter().map(topic).collect();
}

/// A term that may be a topic.
struct Candidate {
    term: Term,
    /// As most titles write it.
    form: String,
    docs: BTreeSet<DocId>,
    entries: BTreeSet<EntryId>,
}

impl Candidate {
    fn words(&self) -> &[u32] {
        self.term.get(..self.length()).unwrap_or_default()
    }

    fn length(&self) -> usize {
        length(self.term)
    }
}

fn length(term: Term) -> usize {
    term.iter().filter(|word| **word != NONE).count()
}

/// The terms that say which one of many things is meant, in no order.
fn candidates(
    site: &Site,
    titles: &[Title<'_>],
    (refused, explained): (&BTreeSet<String>, &BTreeSet<String>),
) -> Vec<Candidate> {
    let most = FEW.max(site.docs.len() / SHARE);
    let mut all = Vec::new();
    for (term, found) in found(titles) {
        if found.at.len() < LEAST || found.inner == 0 {
            continue;
        }
        let of = || found.at.iter().filter_map(|at| titles.get(*at as usize));
        let docs: BTreeSet<DocId> = of().map(|title| title.doc).collect();
        let entries: BTreeSet<EntryId> = of().filter_map(|title| title.entry).collect();
        let several = found.titles + entries.len() >= LEAST;
        if !(LEAST..=most).contains(&docs.len()) || !several {
            continue;
        }
        let is_name = found.capital >= LEAST && found.small == 0;
        let form = form(of(), term);
        let key = key(&form);
        // What always stands between the same words is a part of a longer saying.
        let is_whole = found.before.varies && found.behind.varies;
        let says_which = is_whole && (length(term) > 1 || is_name);
        if (says_which || explained.contains(&key)) && !refused.contains(&key) {
            all.push(Candidate { term, form, docs, entries });
        }
    }
    all
}

/// Whether one of two terms is part of the other.
fn overlaps(one: &[u32], other: &[u32]) -> bool {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    long.windows(short.len()).any(|part| part == short)
}

/// What has a page of its own already.
fn names(site: &Site) -> BTreeSet<String> {
    let people = site.people.iter().flat_map(|p| p.aliases.iter().chain([&p.name]));
    let people = people.flat_map(|name| name.split(' ').chain([name.as_str()]));
    let tickets = site.tickets.iter().flat_map(|ticket| {
        [ticket.id.as_str(), ticket.id.trim_end_matches(|c: char| !c.is_alphabetic())]
    });
    let periods = site.periods.iter().flat_map(|p| [p.name.as_str(), p.scope.as_str()]);
    people.chain(tickets).chain(periods).map(key).collect()
}

/// The words that a document explains.
fn explained(site: &Site) -> BTreeSet<String> {
    let terms = site.terms.iter().filter(|term| !term.explained.is_empty());
    terms.map(|term| key(&term.text)).collect()
}

/// The titles of all documents with a page and of their entries, by document.
///
/// A word of an explained term is part of a term, also one of every day.
fn titles<'a>(site: &'a Site, explained: &BTreeSet<String>) -> Vec<Title<'a>> {
    let meant: BTreeSet<&str> =
        explained.iter().flat_map(|term| term.split(' ')).collect();
    let spoken: BTreeSet<&str> =
        site.published().map(|(_, doc)| doc.facts.language.as_str()).collect();
    let lexicons: Vec<&Lexicon> = spoken.into_iter().chain(["en"]).map(lexicon).collect();
    let mut all = Vec::new();
    let mut usual: FxHashMap<String, (DocId, usize)> = FxHashMap::default();
    for (id, doc) in site.published() {
        let items = doc.facts.items.iter().zip(&doc.entries);
        let items = items.map(|(item, entry)| (item.title.as_str(), Some(*entry)));
        for (text, entry) in items.chain([(doc.title.as_str(), None)]) {
            for word in words(text) {
                let (last, count) = usual.entry(folded(word)).or_insert((id, 1));
                *count += usize::from(*last != id);
                *last = id;
            }
            all.push((id, entry, text));
        }
    }
    // Only words of enough documents can be part of a topic: the others get no number.
    let mut numbers: Vec<_> = usual
        .into_iter()
        .filter(|(word, (_, count))| {
            *count >= LEAST && (meant.contains(&**word) || !is_empty(word, &lexicons))
        })
        .map(|(word, _)| word)
        .collect();
    numbers.sort_unstable();
    let title = |(doc, entry, text)| {
        let number = |word: &str| {
            let at = numbers.binary_search(&folded(word)).ok()?;
            u32::try_from(at).ok()
        };
        let words: Vec<_> = words(text).map(|word| (number(word), word)).collect();
        Title { doc, entry, capitals: capitalises(&words), words }
    };
    all.into_iter().map(title).collect()
}

fn found(titles: &[Title<'_>]) -> BTreeMap<Term, Found> {
    let mut all: FxHashMap<Term, Found> = FxHashMap::default();
    for (place, title) in (0..).zip(titles) {
        for length in 1..=LONGEST {
            for (at, part) in title.words.windows(length).enumerate() {
                let Some(term) = term(part) else { continue };
                let found = all.entry(term).or_default();
                if found.at.last() != Some(&place) {
                    found.at.push(place);
                }
                found.titles += usize::from(title.entry.is_none());
                found.inner += usize::from(at > 0 || title.entry.is_none());
                let word = |at: Option<usize>| title.words.get(at?)?.0;
                found.before.see(word(at.checked_sub(1)));
                found.behind.see(word(Some(at + length)));
                if at > 0 && !title.capitals {
                    let is_capital =
                        part.iter().all(|(_, word)| word.starts_with(char::is_uppercase));
                    found.capital += usize::from(is_capital);
                    found.small += usize::from(!is_capital);
                }
            }
        }
    }
    all.into_iter().collect()
}

/// The words as a term; `None` if one is no part of any.
fn term(words: &[(Option<u32>, &str)]) -> Option<Term> {
    let mut term = [NONE; LONGEST];
    for (place, (number, _)) in term.iter_mut().zip(words) {
        *place = (*number)?;
    }
    Some(term)
}

/// How these titles write a term most often.
fn form<'t>(titles: impl Iterator<Item = &'t Title<'t>>, sought: Term) -> String {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for title in titles {
        for (at, part) in title.words.windows(length(sought)).enumerate() {
            if term(part) == Some(sought) {
                let words: Vec<_> = part.iter().map(|(_, word)| *word).collect();
                let weight = if at > 0 && !title.capitals { 4 } else { 1 };
                *forms.entry(words.join(" ")).or_default() += weight;
            }
        }
    }
    let best =
        forms.into_iter().max_by_key(|(form, count)| (*count, Reverse(form.clone())));
    best.map(|(form, _)| form).unwrap_or_default()
}

/// The words of a text; what hangs together by a hyphen is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !"-_".contains(c));
    parts.map(|word| word.trim_matches(['-', '_'])).filter(|word| !word.is_empty())
}

fn capitalises(words: &[(Option<u32>, &str)]) -> bool {
    let long = || words.iter().skip(1).filter(|(_, word)| word.chars().count() > 3);
    let capital = long().filter(|(_, word)| word.starts_with(char::is_uppercase));
    capital.count() * 2 > long().count()
}

/// What two forms of a term share: small letters, one form of a plural.
fn key(term: &str) -> String {
    words(term).map(folded).collect::<Vec<_>>().join(" ")
}

/// A word in small letters without the `s` of a plural.
fn folded(word: &str) -> String {
    let small = word.to_lowercase();
    let hissing = ["ches", "shes", "sses", "xes"].iter().any(|end| small.ends_with(end));
    let plural = small.len() > 3
        && small.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| small.ends_with(end));
    let cut = match (hissing, plural) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    small.get(..small.len() - cut).map_or(small.clone(), str::to_owned)
}

/// Words that join others, and numbers, which the lexicons need not know.
const SMALL: &str = "
    and or nor but not no yes if then than into onto from by per via for with without within
    of in on at to up down out off over under about after before until till during between
    against one two three four five six seven eight nine ten eleven twelve first second third
    last next only both each every do done be being its his her their who whose here once
    twice again still yet too same such own ein eine zwei drei vier fünf sechs nicht kein
    keine und oder aber mit ohne von vom zu zum zur im am bei nach vor aus auf für über unter
    pas ne et ou avec sans pour par sur dans du au aux en un une deux trois
    no con sin por para en del al un una dos tres
";

/// Words that name nothing in any title of these languages: those of every day, verbs
/// that ask for work, months and weekdays.
fn is_empty(word: &str, lexicons: &[&Lexicon]) -> bool {
    let known = |word: &str| {
        is_general(word)
            || SMALL.split_whitespace().any(|small| small == word)
            || lexicons.iter().any(|words| {
                words.fillers.exact(word).is_some()
                    || words.orders.exact(word).is_some()
                    || words.months.exact(word).is_some()
                    || words.weekdays.exact(word).is_some()
            })
    };
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters < 2 || known(word) || known(&format!("{word}s"))
}
