//! Stage 4, link: the facts of all documents become one site.
//!
//! In come the documents with their facts, out goes a [`Site`]: people, tickets,
//! periods and entries joined over documents, every link of the text resolved,
//! links made where the text names a known thing, backlinks, and findings with
//! their places counted. Pure plain-data work.
//!
//! The steps, each in its own file: addresses, people, tickets, periods, entries
//! (`joined`), authored links, made links (`part`), conflicts, findings. No step looks
//! at pairs: all joining is by key, so that the time stays near linear in the text.
//! After an edit only what it can have changed is done again (`again`).

mod mention;

mod site;

mod shared;

mod addresses;

mod names;

mod words;

mod people;

mod alike;

mod tickets;

mod period_names;

mod periods;

mod entries;

mod state;

mod disagree;

mod said;

mod back;

mod conflicts;

mod spots;
mod terms;

mod topics;

mod scheme;

mod targets;

mod authored;

mod known;

mod titles;

mod made;

mod findings;

mod remarks;

mod joined;

mod part;

mod shape;

mod again;

pub use addresses::folder_address;
pub use again::{Memo, link_again};
pub use findings::levelled;
pub use mention::*;
pub use names::HiddenNames;
pub use shared::Shared;
pub use site::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::diag::Finding;
use crate::model::Facts;
use crate::parse::Layout;
use crate::source::Source;
use crate::text::Day;
use crate::text::DocPath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document as the stages before left it.
#[derive(Clone, Debug)]
pub struct ReadDoc {
    /// Its text.
    pub source: Arc<Source>,
    /// Its blocks.
    pub layout: Arc<Layout>,
    /// What it states.
    pub facts: Arc<Facts>,
    /// The remarks made while reading it.
    pub notes: Arc<[Diagnostic]>,
}

/// Everything that linking depends on.
#[derive(Clone, Debug)]
pub struct Linking<'a> {
    /// The documents, in any order.
    pub docs: Vec<ReadDoc>,
    /// Other files below SOURCE, with their size in bytes.
    pub others: &'a BTreeMap<DocPath, u64>,
    /// The settings.
    pub config: &'a Config,
    /// The days of the first and last commit of each document.
    pub history: &'a History,
    /// The day the site is built for.
    pub today: Day,
    /// Whether drafts take part.
    pub drafts: Drafts,
    /// What was found before.
    pub findings: Vec<Finding>,
}

/// Links the documents into one site. Never fails: what is doubtful is a finding.
pub fn link(input: Linking<'_>) -> Site {
    link_again(input, &mut Memo::default())
}

impl Doc {
    /// The day it states as its own, the first one where it is a month.
    fn day(&self) -> Option<Day> {
        match self.time {
            Some((span, Derived::Stated)) => Some(span.from),
            _ => None,
        }
    }

    /// The name of its kind.
    fn kind(&self) -> crate::model::DocKind {
        self.facts.kind.map_or(crate::model::DocKind::Other, |kind| kind.value)
    }
}

/// The ids of the documents that take part: all but hidden drafts.
fn live(site: &Site) -> Vec<DocId> {
    site.published().map(|(id, _)| id).collect()
}
