//! A document: its text, what kenning read in it, and what stands around it.

use super::Each;
use super::documents::Crumb;
use super::documents::crumbs;
use super::folder;
use super::folder::Inside;
use crate::diag::Severity;
use crate::link::Doc;
use crate::link::DocId;
use crate::link::Site;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::PersonRole;
use crate::text::SitePath;
use crate::view::Alternate;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Linked;
use crate::view::Page;
use crate::view::Quote;
use crate::view::Who;
use crate::view::body::Body;
use crate::view::cx::Cx;
use crate::view::explain::Unwritten;
use crate::view::explain::unwritten;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::parts::KindCount;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

mod around;
mod note;
mod text;

pub use around::Around;
pub use note::{Later, Note};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Document {
    /// Its text; rendered apart from the page around it.
    #[serde(skip)]
    pub body: Body,
    /// What is said beside each item of `body`, in its order.
    #[serde(skip)]
    pub notes: Vec<Note>,
    /// Its line in lists: title, kind, date.
    pub line: DocLine,
    /// The anchor of the heading shown as the title.
    pub title_anchor: Option<String>,
    /// The language of the text.
    pub language: String,
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// How long it takes to read, in minutes; 0 for a few lines.
    pub minutes: u32,
    /// The folders above it.
    pub crumbs: Vec<Crumb>,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// Who is named responsible or as author.
    pub people: Vec<Who>,
    /// Who was present.
    pub attendees: Vec<Who>,
    /// The team it states.
    pub team: Option<String>,
    /// The sprints and the like that it is about.
    pub periods: Vec<Linked>,
    /// Its review state in the author's words.
    pub status: Option<String>,
    /// Its entries by register.
    pub counts: Vec<(KindCount, Href)>,
    /// Whom to ask about what.
    pub contacts: Vec<(String, Who)>,
    /// Its file, below SOURCE.
    pub path: String,
    /// Its file at the place configured.
    pub source: Option<Href>,
    /// How many damaged runs were mended.
    pub repaired: u32,
    /// What kenning could not settle in it: line and remark.
    pub doubts: Vec<(u32, String)>,
    /// What the text does not state of it: on what it rests, how to correct it.
    pub unwritten: Vec<Unwritten>,
    /// The links around it.
    pub around: Option<Around>,
    /// The sentences that mention it.
    pub backlinks: Vec<Quote>,
    /// Documents that share something with it, with the reasons.
    pub related: Vec<Related>,
    /// The document before it in time.
    pub earlier: Option<DocLine>,
    /// The document after it in time.
    pub later: Option<DocLine>,
    /// What lies in the folder of which it is the page.
    pub inside: Option<Inside>,
}

/// A heading in the list of contents.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Heading {
    /// The anchor, ready for a link.
    pub href: Href,
    /// The heading without decoration.
    pub text: String,
    /// 1 or 2.
    pub depth: u8,
}

/// A document that shares something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Related {
    /// The document.
    pub doc: DocLine,
    /// The shared tickets, periods, people.
    pub shares: Vec<String>,
}

/// More places than this say nothing about what two documents have in common.
const COMMON: usize = 40;

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    let places: BTreeMap<_, _> =
        cx.dated.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let shared = Shared::of(cx);
    let all = around::Pages::of(cx);
    let page = |id: &DocId| {
        let place = places.get(id).copied();
        page(cx, *id, place, (&shared, &all))
    };
    let wanted = |id: &&DocId| cx.doc(**id).is_some_and(|doc| cx.wants(&doc.url));
    cx.docs.par_iter().filter(wanted).filter_map(page).for_each(each);
}

fn page(
    cx: &Cx<'_>,
    id: DocId,
    place: Option<usize>,
    (shared, all): (&Shared, &around::Pages<'_>),
) -> Option<Page> {
    let doc = cx.doc(id)?;
    let here = Here::on(&doc.url);
    let title = text::title(doc);
    let body = text::body(cx, doc, &here, title);
    let neighbour = |at: Option<usize>| cx.doc_line(&here, *cx.dated.get(at?)?);
    let named = |roles: &[PersonRole]| named(cx, &here, doc, roles);
    let document = Document {
        notes: note::notes(cx, doc, &here, &body),
        body,
        line: cx.doc_line(&here, id)?,
        title_anchor: title.and_then(|block| text::anchor(doc, block)),
        language: doc.facts.language.clone(),
        rtl: matches!(doc.facts.language.as_str(), "ar" | "fa" | "he" | "ur" | "yi"),
        minutes: (doc.facts.words + 100) / 200,
        crumbs: crumbs(&here, doc.source.path.as_str(), &doc.url),
        contents: text::contents(doc, &here, title),
        people: named(&[PersonRole::Owner, PersonRole::Author]),
        attendees: named(&[PersonRole::Attendee]),
        team: doc.facts.team.clone(),
        periods: periods(cx, &here, doc),
        status: doc.facts.status.clone(),
        counts: counts(&here, doc),
        contacts: contacts(cx, &here, doc),
        path: doc.source.path.as_str().to_owned(),
        source: source_url(cx, doc, 1),
        repaired: doc.source.repaired,
        doubts: doubts(cx.site, doc),
        unwritten: likely(doc),
        around: all.around(cx, &here, (id, doc)),
        backlinks: cx.quotes(&here, &doc.backlinks),
        related: shared.related(cx, &here, id, doc),
        earlier: neighbour(place.map(|at| at + 1)),
        later: neighbour(place.and_then(|at| at.checked_sub(1))),
        inside: folder::beside(cx, &here, &doc.url),
    };
    let content = Content::Document(Box::new(document));
    let mut page =
        cx.page(doc.url.clone(), &doc.title, Some(Section::Documents), content);
    page.frame.sort = "article";
    if cx.config.twins {
        page.frame.alternates = vec![Alternate::beside(&here, &doc.url, "markdown")];
    }
    page.frame.description = (&doc.facts.summary.clone().unwrap_or_default()).into();
    Some(page)
}

/// The kind where it is a guess, and a date that the text does not give as its own. A
/// title that names the kind is as good as stated, and `other` claims nothing.
fn likely(doc: &Doc) -> Vec<Unwritten> {
    let kind = doc
        .facts
        .kind
        .filter(|kind| kind.value != DocKind::Other && kind.by.basis == Basis::Guessed);
    let kind = kind.and_then(|kind| unwritten("kind", kind.by));
    let date = doc.facts.date.and_then(|date| unwritten("date", date.by));
    kind.into_iter().chain(date).collect()
}

/// Those named in one of `roles`, each once; nobody twice as attendee and owner.
fn named(cx: &Cx<'_>, here: &Here, doc: &Doc, roles: &[PersonRole]) -> Vec<Who> {
    let mut ids = Vec::new();
    for (named, id) in doc.facts.people.iter().zip(&doc.people) {
        let Some(id) = id.filter(|id| !ids.contains(id)) else { continue };
        // The first role listed is the one that tells most.
        if named.roles.first().is_some_and(|role| roles.contains(role)) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(|id| cx.who(here, id)).collect()
}

fn periods(cx: &Cx<'_>, here: &Here, doc: &Doc) -> Vec<Linked> {
    let linked = |id: &crate::link::PeriodId| {
        let period = cx.site.period(*id)?;
        Some(Linked { href: here.to(&period.url), text: period.name.clone() })
    };
    doc.periods.iter().filter_map(linked).collect()
}

fn counts(here: &Here, doc: &Doc) -> Vec<(KindCount, Href)> {
    let href = |count: KindCount| {
        let url = SitePath::new(format!("registers/{}.html", count.register));
        let href = here.filtered(&url, &[("doc", &doc.title)]);
        (count, href)
    };
    crate::view::cx::counts(doc).into_iter().map(href).collect()
}

fn contacts(cx: &Cx<'_>, here: &Here, doc: &Doc) -> Vec<(String, Who)> {
    let contact = |contact: &crate::model::Contact| {
        let is = |person: &&crate::link::Person| {
            person.name == contact.who || person.aliases.contains(&contact.who)
        };
        let ids = doc.people.iter().flatten();
        let known = ids.filter_map(|id| cx.site.person(*id)).find(is);
        let href = known.and_then(|person| Some(here.to(person.url.as_ref()?)));
        let name = contact.who.clone();
        (contact.topic.clone(), Who { name, href, duty: None, basis: None })
    };
    doc.facts.contacts.iter().map(contact).collect()
}

/// The address of a line of the file, as `source_url` says.
pub(in crate::view) fn source_url(cx: &Cx<'_>, doc: &Doc, line: u32) -> Option<Href> {
    let pattern = cx.config.source_url.as_deref()?;
    let path = Here::anywhere(String::new()).to(&SitePath::new(doc.source.path.as_str()));
    let url = pattern.replace("{path}", path.as_str());
    Href::web(&url.replace("{line}", &line.to_string()))
}

/// Warnings and errors about this document; the state of the work is shown elsewhere.
fn doubts(site: &Site, doc: &Doc) -> Vec<(u32, String)> {
    let path = doc.source.path.as_str();
    let from = site.findings.partition_point(|finding| finding.path.as_str() < path);
    let mine = site.findings.get(from..).unwrap_or_default();
    mine.iter()
        .take_while(|finding| finding.path == path)
        .filter(|finding| finding.severity >= Severity::Warning)
        .map(|finding| (finding.line, finding.message.clone()))
        .collect()
}

/// Which documents mention each ticket.
struct Shared {
    tickets: Vec<Vec<DocId>>,
}

impl Shared {
    fn of(cx: &Cx<'_>) -> Self {
        let mut tickets = vec![Vec::new(); cx.site.tickets.len()];
        for id in &cx.docs {
            let Some(doc) = cx.doc(*id) else { continue };
            for ticket in &doc.tickets {
                if let Some(docs) = tickets.get_mut(ticket.0 as usize) {
                    docs.push(*id);
                }
            }
        }
        Self { tickets }
    }

    /// The five documents that share most; a ticket weighs more than a period, and
    /// that more than a person.
    fn related(&self, cx: &Cx<'_>, here: &Here, id: DocId, doc: &Doc) -> Vec<Related> {
        let mut found: BTreeMap<DocId, (u32, Vec<String>)> = BTreeMap::new();
        let mut add = |docs: &[DocId], weight: u32, name: &str| {
            for other in docs.iter().filter(|other| **other != id && cx.shows(**other)) {
                let (score, shares) = found.entry(*other).or_default();
                *score += weight;
                shares.push(name.to_owned());
            }
        };
        for ticket in &doc.tickets {
            let docs = self.tickets.get(ticket.0 as usize);
            if let (Some(docs), Some(ticket)) = (docs, cx.site.ticket(*ticket)) {
                add(few(docs), 3, &ticket.id);
            }
        }
        for period in doc.periods.iter().filter_map(|id| cx.site.period(*id)) {
            add(few(&period.docs), 2, &period.name);
        }
        for person in doc.people.iter().flatten().filter_map(|id| cx.site.person(*id)) {
            add(few(&person.docs), 1, &person.name);
        }
        let mut best: Vec<_> = found.into_iter().collect();
        best.sort_by_key(|(id, (score, _))| (std::cmp::Reverse(*score), *id));
        let related = |(id, (_, mut shares)): (DocId, (u32, Vec<String>))| {
            shares.dedup();
            shares.truncate(4);
            Some(Related { doc: cx.doc_line(here, id)?, shares })
        };
        best.into_iter().take(5).filter_map(related).collect()
    }
}

fn few(docs: &[DocId]) -> &[DocId] {
    if docs.len() <= COMMON { docs } else { &[] }
}
