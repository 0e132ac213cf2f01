//! One topic: what is open about it, what was learned, who knows.

use super::Each;
use crate::link::DocId;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::PersonId;
use crate::link::Topic as Known;
use crate::text::order;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Linked;
use crate::view::Register;
use crate::view::Row;
use crate::view::Who;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::strip;
use crate::view::kinds::strip::Strip;
use crate::view::parts::Some10;
use crate::view::words;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most people, and the most topics beside it.
const FEW: usize = 8;

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Topic {
    /// The term.
    pub name: String,
    /// The list of topics.
    pub index: Href,
    /// How many entries bear it in their title.
    pub entries: usize,
    /// How many of them are said to be open.
    pub open: usize,
    /// Its documents and due work in time.
    pub strip: Option<Strip>,
    /// The entries by register: open ones first, then the newest.
    pub groups: Vec<Group>,
    /// Who is responsible for most of its entries, by name.
    pub people: Vec<Who>,
    /// Its documents, newest first.
    pub docs: Some10<DocLine>,
    /// The topics that most of its documents are about too.
    pub beside: Vec<Linked>,
}

/// The entries of one register.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "TopicGroup")]
pub struct Group {
    /// Which.
    pub register: Register,
    /// The entries.
    pub rows: Some10<Row>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    let wanted = cx.site.topics.par_iter().filter(|topic| cx.wants(&topic.url));
    let page = |topic: &Known| {
        let here = Here::on(&topic.url);
        let content = Content::Topic(Box::new(content(cx, &here, topic)));
        cx.page(topic.url.clone(), &topic.name, Some(Section::Topics), content)
    };
    wanted.map(page).for_each(each);
}

fn content(cx: &Cx<'_>, here: &Here, topic: &Known) -> Topic {
    let mut docs: Vec<_> =
        topic.docs.iter().copied().filter(|id| cx.shows(*id)).collect();
    docs.sort_by_key(|id| {
        let time = cx.doc(*id).and_then(|doc| doc.time).map(|(span, _)| span.from);
        (Reverse(time), *id)
    });
    let entries: Vec<_> =
        topic.entries.iter().filter_map(|id| Some((*id, cx.site.entry(*id)?))).collect();
    let is_open =
        |entry: &Entry| words::closes(entry.kind) && words::is_open(entry.status);
    Topic {
        name: topic.name.clone(),
        index: here.to(&Section::Topics.url()),
        entries: entries.len(),
        open: entries.iter().filter(|(_, entry)| is_open(entry)).count(),
        strip: strip::strip(cx, here, &docs, &topic.entries),
        groups: groups(cx, here, &entries),
        people: people(cx, here, &entries),
        docs: Some10 {
            rows: docs.iter().take(10).filter_map(|id| cx.doc_line(here, *id)).collect(),
            all: docs.len(),
        },
        beside: beside(cx, here, topic),
    }
}

fn groups(cx: &Cx<'_>, here: &Here, entries: &[(EntryId, &Entry)]) -> Vec<Group> {
    let group = |register: Register| {
        let mine =
            |(_, entry): &&(EntryId, &Entry)| Register::of(entry.kind) == Some(register);
        let mut mine: Vec<_> = entries.iter().filter(mine).collect();
        mine.sort_by_key(|(id, entry)| {
            (!words::is_open(entry.status), Reverse(entry.last_seen), *id)
        });
        let first: Vec<_> = mine.iter().take(10).map(|(id, _)| *id).collect();
        let rows = Some10 { rows: cx.rows(here, &first), all: mine.len() };
        (!rows.rows.is_empty()).then_some(Group { register, rows })
    };
    Register::ALL.into_iter().filter_map(group).collect()
}

fn people(cx: &Cx<'_>, here: &Here, entries: &[(EntryId, &Entry)]) -> Vec<Who> {
    let mut counts: BTreeMap<PersonId, usize> = BTreeMap::new();
    for id in entries.iter().flat_map(|(_, entry)| &entry.owners) {
        *counts.entry(*id).or_default() += 1;
    }
    let mut most: Vec<_> = counts.into_iter().collect();
    most.sort_by_key(|(id, count)| (Reverse(*count), *id));
    let mut people: Vec<_> =
        most.into_iter().take(FEW).filter_map(|(id, _)| cx.who(here, id)).collect();
    people.sort_by_key(|who| order(&who.name));
    people
}

fn beside(cx: &Cx<'_>, here: &Here, topic: &Known) -> Vec<Linked> {
    let shared = |other: &Known| {
        let is_shared = |id: &&DocId| topic.docs.binary_search(id).is_ok();
        other.docs.iter().filter(is_shared).count()
    };
    let others = cx.site.topics.iter().filter(|other| other.url != topic.url);
    let mut others: Vec<_> = others.map(|other| (shared(other), other)).collect();
    others.retain(|(shared, _)| *shared > 1);
    others.sort_by_key(|(shared, other)| (Reverse(*shared), &other.name));
    let linked = |(_, other): (usize, &Known)| Linked {
        href: here.to(&other.url),
        text: other.name.clone(),
    };
    others.into_iter().take(FEW).map(linked).collect()
}
