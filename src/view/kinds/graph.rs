//! How documents, people and tickets connect: a drawing of the most linked, and a list.
//!
//! The drawing is bounded whatever the size of the site: the documents with most links,
//! then the people and tickets that most of those name. The list says the same in
//! words, so that nobody needs the drawing.

use super::Each;
use super::layout;
use super::layout::Spot;
use crate::link::Doc;
use crate::link::DocId;
use crate::link::LinkBy;
use crate::link::PersonId;
use crate::link::TicketId;
use crate::text::SitePath;
use crate::view::Content;
use crate::view::Href;
use crate::view::cx::Cx;
use crate::view::href::Here;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The most documents, people and tickets of the drawing.
const MOST: (usize, usize, usize) = (28, 16, 16);

/// The most lines of the drawing.
const EDGES: usize = 200;

/// The most rows of the list.
const LISTED: usize = 40;

/// The link graph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Graph {
    /// What is drawn.
    pub nodes: Vec<Node>,
    /// The lines between what is drawn.
    pub edges: Vec<Edge>,
    /// The part of the plane that is shown: left, top, width, height.
    pub view: [i32; 4],
    /// The most linked, first those that most documents lead to.
    pub list: Vec<Linked>,
    /// How many things there are to be linked, drawn or not.
    pub all: usize,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Node {
    /// `doc`, `owner` or `ticket`.
    pub kind: &'static str,
    /// Its page.
    pub href: Href,
    /// Its whole name.
    pub name: String,
    /// As much of it as there is room for.
    pub label: String,
    /// Where it stands.
    pub x: i32,
    /// See `x`.
    pub y: i32,
    /// Whether the label stands before it.
    pub before: bool,
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Edge {
    /// Places in `Graph::nodes`.
    pub ends: [usize; 2],
    /// Where it begins.
    pub from: [i32; 2],
    /// Where it ends.
    pub to: [i32; 2],
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "MostLinked")]
pub struct Linked {
    /// `doc`, `owner` or `ticket`.
    pub kind: &'static str,
    /// Its page.
    pub href: Href,
    /// Its name.
    pub name: String,
    /// How many documents lead to it or name it.
    pub docs: usize,
}

/// Something that has a page and is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    Doc(DocId),
    Person(PersonId),
    Ticket(TicketId),
}

/// The address of the page.
pub(in crate::view) fn url() -> SitePath {
    SitePath::new("graph.html")
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    let degrees = degrees(cx);
    if degrees.is_empty() {
        return;
    }
    let url = url();
    let here = Here::on(&url);
    let mut list: Vec<(Thing, usize)> = degrees.iter().map(|(t, n)| (*t, *n)).collect();
    list.sort_by_key(|(thing, count)| (Reverse(*count), *thing));
    let linked = |(thing, docs): &(Thing, usize)| {
        let (kind, href, name) = shown(cx, &here, *thing)?;
        Some(Linked { kind, href, name, docs: *docs })
    };
    let (things, lines) = drawn(cx, &degrees);
    let graph = Graph {
        list: list.iter().filter_map(linked).take(LISTED).collect(),
        all: degrees.len(),
        ..draw(cx, &here, &things, &lines)
    };
    let content = Content::Graph(Box::new(graph));
    each(cx.page(url, "Link graph", None, content));
}

/// Whether anything is linked.
pub(in crate::view) fn is_there(cx: &Cx<'_>) -> bool {
    let mut docs = cx.docs.iter().filter_map(|id| cx.doc(*id));
    docs.any(|doc| !targets(cx, doc).is_empty() || !sources(cx, doc).is_empty())
}

/// Name and page of a thing; nothing for one without a page.
pub(super) fn shown(
    cx: &Cx<'_>,
    here: &Here,
    thing: Thing,
) -> Option<(&'static str, Href, String)> {
    Some(match thing {
        Thing::Doc(id) => {
            let doc = cx.doc(id)?;
            ("doc", here.to(&doc.url), doc.title.clone())
        }
        Thing::Person(id) => {
            let person = cx.site.person(id)?;
            ("owner", here.to(person.url.as_ref()?), person.name.clone())
        }
        Thing::Ticket(id) => {
            let ticket = cx.site.ticket(id)?;
            ("ticket", here.to(&ticket.url), ticket.id.clone())
        }
    })
}

/// What a document leads to, each once: documents by the links that its author or a
/// title made, the people and tickets that it names.
pub(super) fn targets(cx: &Cx<'_>, doc: &Doc) -> BTreeSet<Thing> {
    let people = doc.people.iter().flatten();
    let page = |id: &&PersonId| cx.site.person(**id).is_some_and(|one| one.url.is_some());
    let people = people.filter(page).map(|id| Thing::Person(*id));
    people.chain(doc.tickets.iter().map(|id| Thing::Ticket(*id))).collect()
}

/// The documents that lead to a document, each once.
pub(super) fn sources(cx: &Cx<'_>, doc: &Doc) -> BTreeSet<DocId> {
    let links = doc.backlinks.iter();
    let authored = links
        .filter(|link| matches!(link.by, LinkBy::Link | LinkBy::Wiki | LinkBy::Title));
    authored.map(|link| link.from).filter(|id| cx.shows(*id)).collect()
}

/// How many documents lead to each thing.
fn degrees(cx: &Cx<'_>) -> BTreeMap<Thing, usize> {
    let mut degrees = BTreeMap::new();
    for id in &cx.docs {
        let Some(doc) = cx.doc(*id) else { continue };
        for thing in targets(cx, doc) {
            *degrees.entry(thing).or_default() += 1;
        }
        let sources = sources(cx, doc).len();
        if sources > 0 {
            degrees.insert(Thing::Doc(*id), sources);
        }
    }
    degrees
}

/// What is drawn, and the lines between: places in the list.
fn drawn(cx: &Cx<'_>, degrees: &BTreeMap<Thing, usize>) -> (Vec<Thing>, Vec<[usize; 2]>) {
    // Of documents those count that touch most: what leads to them and what they name.
    let weight = |id: &DocId| {
        let named = cx.doc(*id).map_or(0, |doc| targets(cx, doc).len().min(12));
        let linked = degrees.get(&Thing::Doc(*id)).copied().unwrap_or_default();
        Reverse(linked * 3 + named)
    };
    let mut docs: Vec<(Reverse<usize>, DocId)> =
        cx.docs.iter().map(|id| (weight(id), *id)).collect();
    docs.sort_unstable();
    let docs: Vec<DocId> = docs.into_iter().take(MOST.0).map(|(_, id)| id).collect();
    let mut named: BTreeMap<Thing, usize> = BTreeMap::new();
    for doc in docs.iter().filter_map(|id| cx.doc(*id)) {
        for thing in targets(cx, doc) {
            *named.entry(thing).or_default() += 1;
        }
    }
    let mut named: Vec<(Reverse<usize>, Thing)> =
        named.into_iter().map(|(thing, count)| (Reverse(count), thing)).collect();
    named.sort_unstable();
    let of = |wanted: fn(&Thing) -> bool, most: usize| {
        let mine = named.iter().map(|(_, thing)| *thing).filter(wanted);
        mine.take(most)
    };
    let mut things: Vec<Thing> = docs.iter().map(|id| Thing::Doc(*id)).collect();
    things.extend(of(|thing| matches!(thing, Thing::Person(_)), MOST.1));
    things.extend(of(|thing| matches!(thing, Thing::Ticket(_)), MOST.2));
    let lines = lines(cx, &things);
    // What touches nothing of the rest says nothing in a drawing.
    let touched: BTreeSet<usize> = lines.iter().flatten().copied().collect();
    let places: BTreeMap<usize, usize> = touched.iter().copied().zip(0..).collect();
    let kept = touched.iter().filter_map(|at| things.get(*at).copied()).collect();
    let moved =
        lines.iter().filter_map(|[a, b]| Some([*places.get(a)?, *places.get(b)?]));
    (kept, moved.collect())
}

fn lines(cx: &Cx<'_>, things: &[Thing]) -> Vec<[usize; 2]> {
    let places: BTreeMap<Thing, usize> = things.iter().copied().zip(0..).collect();
    let mut lines = BTreeSet::new();
    for (thing, at) in &places {
        let Thing::Doc(id) = thing else { continue };
        let Some(doc) = cx.doc(*id) else { continue };
        let linking = sources(cx, doc).into_iter().map(Thing::Doc);
        for other in telling(cx, doc, &places).into_iter().chain(linking) {
            if let Some(other) = places.get(&other).filter(|other| *other != at) {
                lines.insert([*at.min(other), *at.max(other)]);
            }
        }
    }
    lines.into_iter().take(EDGES).collect()
}

/// What tells most of what a document names: those drawn that the fewest others name,
/// which stand last among those of their kind. Lines from everyone to everyone would
/// tell nothing.
fn telling(cx: &Cx<'_>, doc: &Doc, places: &BTreeMap<Thing, usize>) -> Vec<Thing> {
    let mut named: Vec<(Reverse<usize>, Thing)> = targets(cx, doc)
        .into_iter()
        .filter_map(|thing| Some((Reverse(*places.get(&thing)?), thing)))
        .collect();
    named.sort_unstable();
    let of = |wanted: fn(&Thing) -> bool, most: usize| {
        let mine = named.iter().map(|(_, thing)| *thing).filter(wanted);
        mine.take(most)
    };
    let people = of(|thing| matches!(thing, Thing::Person(_)), 2);
    people.chain(of(|thing| matches!(thing, Thing::Ticket(_)), 3)).collect()
}

fn draw(cx: &Cx<'_>, here: &Here, things: &[Thing], lines: &[[usize; 2]]) -> Graph {
    let named: Vec<_> =
        things.iter().filter_map(|thing| shown(cx, here, *thing)).collect();
    let labels: Vec<String> = named.iter().map(|(.., name)| label(name)).collect();
    let widths: Vec<usize> = labels.iter().map(|label| label.chars().count()).collect();
    let spots = layout::layout(&widths, lines);
    let node = |(((kind, href, name), label), spot): (
        ((&'static str, Href, String), String),
        &Spot,
    )| Node {
        kind,
        href,
        name,
        label,
        x: spot.x,
        y: spot.y,
        before: spot.before,
    };
    let nodes = named.into_iter().zip(labels).zip(&spots).map(node).collect();
    let at = |place: usize| spots.get(place).map(|spot| [spot.x, spot.y]);
    let edge = |ends: &[usize; 2]| {
        let [a, b] = *ends;
        Some(Edge { ends: *ends, from: at(a)?, to: at(b)? })
    };
    Graph {
        nodes,
        edges: lines.iter().filter_map(edge).collect(),
        view: layout::view(&widths, &spots),
        list: Vec::new(),
        all: 0,
    }
}

/// The first words of a name.
pub(super) fn label(name: &str) -> String {
    const ROOM: usize = 26;
    if name.chars().count() <= ROOM {
        return name.to_owned();
    }
    let cut: String = name.chars().take(ROOM - 1).collect();
    // Cut between words: a piece of one is no part of the name that is read out.
    let end = cut.rfind(|c: char| !c.is_alphanumeric());
    let words = end.and_then(|end| cut.get(..end)).unwrap_or(&cut);
    let words = if words.chars().count() < ROOM / 2 { &cut } else { words };
    format!("{}…", words.trim_end())
}
