//! All tickets.

use super::Each;
use crate::link::Ticket;
use crate::link::TicketId;
use crate::model::ItemType;
use crate::view::Content;
use crate::view::Linked;
use crate::view::Standing;
use crate::view::Who;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::paging;
use crate::view::paging::Paging;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;

/// All tickets.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Tickets {
    /// How many there are.
    pub all: usize,
    /// Those of this page, by id.
    pub lines: Vec<TicketLine>,
    /// Its place among the pages.
    pub paging: Paging,
}

/// A ticket as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct TicketLine {
    /// Its id and page.
    pub ticket: Linked,
    /// Its title.
    pub title: String,
    /// How far it is.
    pub state: Option<Standing>,
    /// Who is responsible.
    pub owners: Vec<Who>,
    /// How many places name it.
    pub mentions: usize,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Tickets) {
        return;
    }
    let mut ids: Vec<_> = (0..).map(TicketId).zip(&cx.site.tickets).collect();
    ids.sort_by_key(|(_, ticket)| natural(&ticket.id));
    let page = |leaf: paging::Leaf<'_, (TicketId, &Ticket)>| {
        let here = Here::on(&leaf.url);
        let lines = leaf.rows.iter().filter_map(|(id, _)| line(cx, &here, *id));
        let tickets =
            Tickets { all: ids.len(), lines: lines.collect(), paging: leaf.paging };
        let content = Content::Tickets(Box::new(tickets));
        cx.page(leaf.url, "Tickets", Some(Section::Tickets), content)
    };
    let leaves = paging::leaves(&Section::Tickets.url(), &ids).into_iter();
    leaves.filter(|leaf| cx.wants(&leaf.url)).map(page).for_each(each);
}

/// A ticket as a line.
pub(in crate::view) fn line(
    cx: &Cx<'_>,
    here: &Here,
    id: TicketId,
) -> Option<TicketLine> {
    let ticket = cx.site.ticket(id)?;
    let entry = ticket.entry.and_then(|id| cx.site.entry(id));
    let kind = entry.map_or(ItemType::Task, |entry| entry.kind);
    let word = words::state(kind, entry.and_then(|entry| entry.status));
    Some(TicketLine {
        ticket: cx.ticket_link(here, id)?,
        title: ticket.title.clone(),
        state: word.map(|word| Standing { word, basis: None }),
        owners: entry.map(|entry| cx.owners(here, entry)).unwrap_or_default(),
        mentions: ticket.mentions.iter().filter(|link| cx.shows(link.from)).count(),
    })
}

/// `PAY-9` before `PAY-10`.
fn natural(id: &str) -> (String, u64, String) {
    let digits = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = id.get(digits.len()..).and_then(|number| number.parse().ok());
    (digits.to_lowercase(), number.unwrap_or_default(), id.to_owned())
}
