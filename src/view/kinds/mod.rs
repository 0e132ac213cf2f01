//! The kinds of pages, a file for each.

pub mod document;
pub mod documents;
pub mod folder;
pub mod home;
pub mod not_found;
pub mod people;
pub mod period;
pub mod periods;
pub mod person;
pub mod register;
pub mod registers;
pub mod search;
pub mod strip;
pub mod ticket;
pub mod tickets;
pub mod timeline;

use super::Page;
use super::cx::Cx;

/// Makes the pages of one kind.
pub(in crate::view) type Pages = fn(&Cx<'_>) -> Vec<Page>;

/// Every kind of page.
pub(in crate::view) const ALL: &[Pages] = &[
    home::pages,
    documents::pages,
    document::pages,
    folder::pages,
    people::pages,
    person::pages,
    registers::pages,
    register::pages,
    tickets::pages,
    ticket::pages,
    periods::pages,
    period::pages,
    timeline::pages,
    search::pages,
    not_found::pages,
];
