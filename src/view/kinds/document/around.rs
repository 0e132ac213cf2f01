//! The links around a document: a list, and a small drawing of the same.

use crate::link::Doc;
use crate::link::DocId;
use crate::link::LinkBy;
use crate::link::Target;
use crate::view::Href;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::kinds::graph::Edge;
use crate::view::kinds::graph::Node;
use crate::view::kinds::graph::Thing;
use crate::view::kinds::graph::label;
use crate::view::kinds::graph::shown;
use crate::view::kinds::graph::sources;
use crate::view::kinds::graph::targets;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where neighbours stand around the middle: the hours of a clock, wider than high.
const HOURS: [[i32; 2]; 12] = [
    [0, -104],
    [115, -90],
    [199, -52],
    [230, 0],
    [199, 52],
    [115, 90],
    [0, 104],
    [-115, 90],
    [-199, 52],
    [-230, 0],
    [-199, -52],
    [-115, -90],
];

/// The most of each kind, so that no kind crowds out the others.
const MOST: [usize; 4] = [5, 4, 3, 3];

/// The links around a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Around {
    /// Its neighbours, at most twelve; drawn around it.
    pub nodes: Vec<Node>,
    /// From the middle to each.
    pub edges: Vec<Edge>,
    /// How each stands to the document, in the order of `nodes`: `to`, `from`,
    /// `both`, `names`.
    pub ways: Vec<&'static str>,
    /// How many further documents it leads to or is led to from.
    pub more: usize,
}

/// The documents by address, worked out once for all pages.
pub(super) struct Pages<'s>(BTreeMap<&'s str, DocId>);

impl<'s> Pages<'s> {
    pub(super) fn of(cx: &Cx<'s>) -> Self {
        let page = |id: &DocId| Some((cx.doc(*id)?.url.as_str(), *id));
        Self(cx.docs.iter().filter_map(page).collect())
    }

    /// What is around `doc`; nothing where it stands alone.
    pub(super) fn around(
        &self,
        cx: &Cx<'_>,
        here: &Here,
        (own, doc): (DocId, &Doc),
    ) -> Option<Around> {
        let mut found: Vec<(Thing, &'static str)> = Vec::new();
        let docs = self.docs(cx, own, doc);
        let named = targets(cx, doc);
        let of = |wanted: fn(&Thing) -> bool| {
            let mine = named.iter().copied().filter(wanted);
            mine.map(|thing| (thing, "names"))
        };
        let [from, to, tickets, people] = MOST;
        let linked = |way: &[&str], most: usize| {
            let mine = docs.iter().filter(|(_, of)| way.contains(of)).take(most);
            mine.map(|(id, way)| (Thing::Doc(*id), *way)).collect::<Vec<_>>()
        };
        found.extend(linked(&["to", "both"], to + 1));
        found.extend(linked(&["from"], from - 1));
        let more = docs.len() - found.len();
        found.extend(of(|thing| matches!(thing, Thing::Ticket(_))).take(tickets));
        found.extend(of(|thing| matches!(thing, Thing::Person(_))).take(people));
        found.truncate(HOURS.len());
        let shown: Vec<_> = found
            .into_iter()
            .filter_map(|(thing, way)| Some((shown(cx, here, thing)?, way)))
            .collect();
        (!shown.is_empty()).then(|| drawn(shown, more))
    }

    /// The documents that it leads to or that lead to it, and which of the two; those
    /// it leads to in the order of its text.
    fn docs(&self, cx: &Cx<'_>, own: DocId, doc: &Doc) -> Vec<(DocId, &'static str)> {
        let sources = sources(cx, doc);
        let mut docs: Vec<(DocId, &'static str)> = Vec::new();
        for link in &doc.links {
            let by = matches!(link.by, LinkBy::Link | LinkBy::Wiki | LinkBy::Title);
            let Target::Page(url) = &link.to else { continue };
            let Some(id) = self.0.get(url.file()).filter(|id| by && **id != own) else {
                continue;
            };
            if !docs.iter().any(|(known, _)| known == id) {
                docs.push((*id, if sources.contains(id) { "both" } else { "to" }));
            }
        }
        let known: Vec<DocId> = docs.iter().map(|(id, _)| *id).collect();
        let others = sources.into_iter().filter(|id| *id != own && !known.contains(id));
        docs.extend(others.map(|id| (id, "from")));
        docs
    }
}

fn drawn(
    shown: Vec<((&'static str, Href, String), &'static str)>,
    more: usize,
) -> Around {
    let count = shown.len();
    let place = |at: usize| HOURS.get(at * HOURS.len() / count.max(1)).copied();
    let ways = shown.iter().map(|(_, way)| *way).collect();
    let node =
        |(at, ((kind, href, name), _)): (usize, ((&'static str, Href, String), _))| {
            let [x, y] = place(at).unwrap_or_default();
            Node { kind, href, label: label(&name), name, x, y, before: x < 0 }
        };
    let nodes: Vec<Node> = shown.into_iter().enumerate().map(node).collect();
    let edge = |(at, node): (usize, &Node)| Edge {
        ends: [0, at + 1],
        from: [0, 0],
        to: [node.x, node.y],
    };
    Around { edges: nodes.iter().enumerate().map(edge).collect(), nodes, ways, more }
}
