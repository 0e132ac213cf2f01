//! What to read first, in which order, and why.

use super::SEVEN;
use crate::link::Doc;
use crate::link::DocId;
use crate::link::LinkBy;
use crate::link::Spot;
use crate::link::Target;
use crate::model::DocKind;
use crate::text::SitePath;
use crate::view::DocLine;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Reading {
    /// The document.
    pub doc: DocLine,
    /// Why it.
    pub why: Why,
    /// What the author who leads there says of it.
    pub said: Option<String>,
}

/// Why a document is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The team's own `start.md` or root README leads there.
    Chosen,
    /// It is the newest of its kind.
    Newest,
    /// Other documents mention it most.
    Mentioned,
}

/// How many places the newest of each kind and the most mentioned have at least.
const OTHERS: usize = 2;

/// The document at the root of the content published under this name.
pub(super) fn root(cx: &Cx<'_>, name: &str) -> Option<DocId> {
    let url = SitePath::new(format!("docs/{name}"));
    cx.docs.iter().copied().find(|id| cx.doc(*id).is_some_and(|doc| doc.url == url))
}

/// At most seven documents: what `start.md` leads to, else the root README, then the
/// newest of each kind and those that others mention most. `shown` stand on the page
/// already.
pub(super) fn reading(cx: &Cx<'_>, here: &Here, shown: &[DocId]) -> Vec<Reading> {
    let lead = root(cx, "start.html");
    let readme = root(cx, "index.html");
    let mut chosen: Vec<(DocId, Why, Option<DocId>)> = Vec::new();
    let mut add = |ids: Vec<DocId>, (why, by): (Why, Option<DocId>), most: usize| {
        for id in ids {
            let known = chosen.iter().any(|(known, ..)| *known == id);
            if chosen.len() < most && !known && Some(id) != lead {
                chosen.push((id, why, by));
            }
        }
    };
    add(led(cx, lead), (Why::Chosen, lead), SEVEN);
    add(led(cx, readme), (Why::Chosen, readme), SEVEN - OTHERS);
    let fresh = |id: &DocId| !shown.contains(id);
    let others = |ids: Vec<DocId>| ids.into_iter().filter(fresh).collect::<Vec<_>>();
    add(others(newest(cx)), (Why::Newest, None), SEVEN - 1);
    add(others(mentioned(cx)), (Why::Mentioned, None), SEVEN);
    let mut told = BTreeSet::new();
    let line = |(id, why, by)| {
        // One sentence may lead to several: it is told once.
        let said = said(cx, id, by).filter(|said| told.insert(said.clone()));
        Some(Reading { doc: cx.doc_line(here, id)?, why, said })
    };
    chosen.into_iter().filter_map(line).collect()
}

/// The sentence in which `by` leads to a document, where it says more than its name.
fn said(cx: &Cx<'_>, id: DocId, by: Option<DocId>) -> Option<String> {
    const WORDS: usize = 4;
    let by = by?;
    let links = cx.doc(id)?.backlinks.iter().filter(|link| link.from == by);
    let spots = cx.site.spots(&links.copied().collect::<Vec<_>>());
    let says_more = |spot: &&Spot| {
        let hit = spot.sentence.get(spot.hit.start as usize..spot.hit.end as usize);
        let words = |text: &str| text.split_whitespace().count();
        words(&spot.sentence) >= words(hit.unwrap_or_default()) + WORDS
    };
    spots.iter().find(says_more).map(|spot| spot.sentence.trim().to_owned())
}

/// The documents to which the author of `id` links, in text order.
fn led(cx: &Cx<'_>, id: Option<DocId>) -> Vec<DocId> {
    let Some(doc) = id.and_then(|id| cx.doc(id)) else { return Vec::new() };
    let pages: BTreeMap<&str, DocId> =
        cx.docs.iter().filter_map(|id| Some((cx.doc(*id)?.url.file(), *id))).collect();
    let mut links: Vec<_> = doc.links.iter().collect();
    links.sort_by_key(|link| link.range);
    let authored =
        links.into_iter().filter(|l| matches!(l.by, LinkBy::Link | LinkBy::Wiki));
    let to = authored.filter_map(|link| match &link.to {
        Target::Page(url) => pages.get(url.file()).copied(),
        _ => None,
    });
    to.filter(|to| Some(*to) != id).collect()
}

/// The newest of each kind that tells how the team works; the newest first.
fn newest(cx: &Cx<'_>) -> Vec<DocId> {
    const KINDS: [DocKind; 4] =
        [DocKind::Status, DocKind::Decision, DocKind::Learning, DocKind::Postmortem];
    let kind = |id: DocId| cx.doc(id).map(|doc| words::doc_kind(&doc.facts));
    let of = |wanted| cx.dated.iter().copied().find(|id| kind(*id) == Some(wanted));
    KINDS.into_iter().filter_map(of).collect()
}

/// Those that at least two others mention, the most mentioned first.
fn mentioned(cx: &Cx<'_>) -> Vec<DocId> {
    let count = |doc: &Doc| {
        let mut from: Vec<_> = doc.backlinks.iter().map(|link| link.from).collect();
        from.sort_unstable();
        from.dedup();
        from.len()
    };
    let mut all: Vec<_> =
        cx.docs.iter().filter_map(|id| Some((count(cx.doc(*id)?), *id))).collect();
    all.retain(|(count, _)| *count > 1);
    all.sort_by_key(|(count, id)| (Reverse(*count), *id));
    all.into_iter().take(SEVEN * 2).map(|(_, id)| id).collect()
}
