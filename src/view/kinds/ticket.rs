//! One ticket: where it stands, and every place that names it.

use super::Each;
use super::tickets;
use super::tickets::TicketLine;
use crate::link::Conflict as Two;
use crate::link::Ticket as Known;
use crate::link::TicketId;
use crate::model::Item;
use crate::view::Content;
use crate::view::Href;
use crate::view::Linked;
use crate::view::Quote;
use crate::view::Row;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// One ticket.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Ticket {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The list of tickets.
    pub index: Href,
    /// The ticket in the tracker, as configured.
    pub tracker: Option<Href>,
    /// Its entry.
    pub row: Option<Row>,
    /// Story points, as last stated.
    pub points: Option<u32>,
    /// Points added on the way.
    pub bonus_points: Option<u32>,
    /// Effort in the author's words.
    pub effort: Option<String>,
    /// Its entry's mentions, oldest first.
    pub chain: Vec<Step>,
    /// Every place that names it.
    pub mentions: Vec<Quote>,
    /// The tickets it waits for.
    pub depends_on: Vec<TicketLine>,
    /// The tickets that wait for it.
    pub needed_by: Vec<TicketLine>,
    /// Two values for one thing.
    pub conflicts: Vec<Conflict>,
}

/// A mention of the entry as an item of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Step {
    /// The item.
    pub doc: Linked,
    /// The document's date.
    pub date: Option<String>,
    /// The key of the word for its state there.
    pub state: Option<&'static str>,
}

/// Two values for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Conflict {
    /// The key of the word for the field.
    pub field: &'static str,
    /// Each value with its document and line.
    pub said: Vec<(String, Linked, u32)>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Tickets) {
        return;
    }
    let page = |ticket: &Known| {
        let content =
            Content::Ticket(Box::new(content(cx, &Here::on(&ticket.url), ticket)));
        let title = match ticket.title.as_str() {
            "" => ticket.id.clone(),
            title => format!("{} {title}", ticket.id),
        };
        cx.page(ticket.url.clone(), &title, Some(Section::Tickets), content)
    };
    let wanted = cx.site.tickets.par_iter().filter(|ticket| cx.wants(&ticket.url));
    wanted.map(page).for_each(each);
}

fn content(cx: &Cx<'_>, here: &Here, ticket: &Known) -> Ticket {
    let lines = |ids: &[TicketId]| {
        ids.iter().filter_map(|id| tickets::line(cx, here, *id)).collect()
    };
    let tracker = cx.config.tickets.link.as_deref();
    Ticket {
        id: ticket.id.clone(),
        title: ticket.title.clone(),
        index: here.to(&Section::Tickets.url()),
        tracker: tracker.and_then(|link| Href::web(&link.replace("{id}", &ticket.id))),
        row: ticket.entry.and_then(|id| cx.row(here, id)),
        points: said(cx, ticket, |item| item.details.points),
        bonus_points: said(cx, ticket, |item| item.details.bonus_points),
        effort: said(cx, ticket, |item| item.details.effort.clone()),
        chain: chain(cx, here, ticket),
        mentions: cx.quotes(here, &ticket.mentions),
        depends_on: lines(&ticket.depends_on),
        needed_by: lines(&ticket.needed_by),
        conflicts: ticket.conflicts.iter().map(|two| conflict(cx, here, two)).collect(),
    }
}

/// What the latest mention that says so says.
fn said<T>(cx: &Cx<'_>, ticket: &Known, what: impl Fn(&Item) -> Option<T>) -> Option<T> {
    let entry = cx.site.entry(ticket.entry?)?;
    let mut mentions = entry.items.iter().rev().filter_map(|item| cx.item(*item));
    mentions.find_map(|(_, item)| what(item))
}

/// The mentions as items, if several documents have one.
fn chain(cx: &Cx<'_>, here: &Here, ticket: &Known) -> Vec<Step> {
    let Some(entry) = ticket.entry.and_then(|id| cx.site.entry(id)) else {
        return Vec::new();
    };
    let step = |id: &crate::link::ItemId| {
        let (doc, item) = cx.item(*id)?;
        let status = item.status.map(|read| read.value);
        Some(Step {
            doc: Linked {
                href: here.to(&doc.url.at(&item.anchor)),
                text: doc.title.clone(),
            },
            date: crate::view::cx::date(doc).0,
            state: crate::view::words::state(item.kind.value, status),
        })
    };
    let docs: BTreeSet<_> = entry.items.iter().map(|item| item.doc).collect();
    if docs.len() < 2 {
        return Vec::new();
    }
    let mut steps: Vec<Step> = entry.items.iter().filter_map(step).collect();
    // A document that says the same in two places says it once.
    steps.dedup_by(|b, a| {
        (&a.doc.text, &a.date, a.state) == (&b.doc.text, &b.date, b.state)
    });
    steps
}

fn conflict(cx: &Cx<'_>, here: &Here, two: &Two) -> Conflict {
    let said = two.values.iter().zip(&two.places).filter_map(|(value, (doc, line))| {
        Some((value.clone(), cx.doc_link(here, *doc)?, *line))
    });
    Conflict { field: two.field, said: said.collect() }
}
