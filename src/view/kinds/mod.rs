//! The kinds of pages, a file for each.

pub mod document;
pub mod documents;
pub mod folder;
pub mod glossary;
pub mod graph;
pub mod health;
pub mod home;
mod layout;
pub mod not_found;
pub mod people;
pub mod period;
pub mod periods;
pub mod person;
pub mod register;
pub mod registers;
pub mod search;
pub mod start;
pub mod strip;
pub mod ticket;
pub mod tickets;
pub mod timeline;
pub mod topic;
pub mod topics;

use super::Page;
use super::cx::Cx;

/// One kind of page.
pub(in crate::view) struct Kind {
    /// How the addresses of its pages begin.
    pub(in crate::view) at: &'static str,
    /// Makes its pages; where [`Cx::wants`] one only, it may leave out the others.
    pub(in crate::view) pages: fn(&Cx<'_>, Each<'_>),
}

/// What is done with each page as soon as it is made; called by several threads.
pub(in crate::view) type Each<'a> = &'a (dyn Fn(Page) + Sync);

/// Every kind of page.
pub(in crate::view) const ALL: &[Kind] = &[
    Kind { at: "index.html", pages: home::pages },
    Kind { at: "documents", pages: documents::pages },
    Kind { at: "docs/", pages: document::pages },
    Kind { at: "docs/", pages: folder::pages },
    Kind { at: "owners/index", pages: people::pages },
    Kind { at: "owners/", pages: person::pages },
    Kind { at: "registers/index", pages: registers::pages },
    Kind { at: "registers/", pages: register::pages },
    Kind { at: "tickets/index", pages: tickets::pages },
    Kind { at: "tickets/", pages: ticket::pages },
    Kind { at: "sprints/index", pages: periods::pages },
    Kind { at: "sprints/", pages: period::pages },
    Kind { at: "timeline", pages: timeline::pages },
    Kind { at: "topics/index", pages: topics::pages },
    Kind { at: "topics/", pages: topic::pages },
    Kind { at: "start.html", pages: start::pages },
    Kind { at: "glossary", pages: glossary::pages },
    Kind { at: "graph.html", pages: graph::pages },
    Kind { at: "health.html", pages: health::pages },
    Kind { at: "search.html", pages: search::pages },
    Kind { at: "404.html", pages: not_found::pages },
];
