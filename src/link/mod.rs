//! Stage 4, link: the facts of all documents become one site.
//!
//! In come the documents with their facts, out goes a [`Site`]: people, tickets,
//! periods and entries joined over documents, every link of the text resolved,
//! links made where the text names a known thing, backlinks, and findings with
//! their places counted. Pure plain-data work; it always runs whole.

mod site;

pub use site::*;
