//! A long register as data: what its script filters and sorts when the entries stand on
//! several pages.
//!
//! The keys are short and what repeats stands once, for a register of a large site has
//! tens of thousands of rows. `themes/default/static/kenning.js` reads them.

use super::RegisterRow;
use crate::model::Basis;
use crate::model::Certainty;
use crate::model::Priority;
use crate::text::Day;
use crate::text::SitePath;
use crate::view::Href;
use crate::view::Register;
use crate::view::Row;
use crate::view::Who;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most rows of one shard.
pub(super) const ROWS: usize = 2000;

/// A run of the rows of a register, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Shard {
    /// The register's word.
    pub register: Register,
    /// 1-based.
    pub number: usize,
    /// Those responsible: name in filters, name shown, page.
    pub owners: Vec<(String, String, Option<Href>)>,
    /// The titles of the documents.
    pub docs: Vec<String>,
    /// The rows.
    pub rows: Vec<ShardRow>,
}

/// A due time: as written, how sure its days are, the first and the last.
type Due = (String, Option<Certainty>, Option<Day>, Option<Day>);

/// A row. What is not said is absent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct ShardRow {
    /// The place of the latest mention.
    pub h: Href,
    /// The title.
    pub t: String,
    /// The ticket: page and id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub k: Option<(Href, String)>,
    /// Whether the kind is a guess.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub g: bool,
    /// The priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p: Option<Priority>,
    /// The state's contract word; `none` where nothing is said.
    pub s: &'static str,
    /// The key of the state's word and what it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub w: Option<(&'static str, Option<Basis>)>,
    /// Places in `owners`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub o: Vec<usize>,
    /// What the owners rest on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<Basis>,
    /// The due time: as written, how sure, first and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<Due>,
    /// How many days it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub l: Option<i32>,
    /// The place in `docs`.
    pub d: usize,
    /// The day of its last dated mention.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<Day>,
    /// How often it was carried over.
    #[serde(skip_serializing_if = "is_zero")]
    pub r: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Shard {
    /// The address of the file that holds it.
    pub fn url(&self) -> SitePath {
        let (word, number) = (self.register.word(), self.number);
        SitePath::new(format!("data/registers/{word}-{number}.js"))
    }

    pub(super) fn new(register: Register, number: usize, all: Vec<RegisterRow>) -> Self {
        let mut shard = Self {
            register,
            number,
            owners: Vec::new(),
            docs: Vec::new(),
            rows: Vec::with_capacity(all.len()),
        };
        let mut owners = BTreeMap::new();
        let mut docs = BTreeMap::new();
        for RegisterRow { row, status, owners: slugs } in all {
            let mine = row.owners.iter().zip(slugs.split(' '));
            let o = mine.map(|(who, slug)| shard.owner(&mut owners, who, slug)).collect();
            let d = *docs.entry(row.doc.text.clone()).or_insert_with(|| {
                shard.docs.push(row.doc.text.clone());
                shard.docs.len() - 1
            });
            shard.rows.push(of(row, status, o, d));
        }
        shard
    }

    fn owner(
        &mut self,
        known: &mut BTreeMap<String, usize>,
        who: &Who,
        slug: &str,
    ) -> usize {
        *known.entry(slug.to_owned()).or_insert_with(|| {
            self.owners.push((slug.to_owned(), who.name.clone(), who.href.clone()));
            self.owners.len() - 1
        })
    }
}

fn of(row: Row, status: &'static str, owners: Vec<usize>, doc: usize) -> ShardRow {
    ShardRow {
        h: row.href,
        t: row.title,
        k: row.ticket.map(|ticket| (ticket.href, ticket.text)),
        g: row.kind_basis.is_some(),
        p: row.priority,
        s: status,
        w: row.state.map(|state| (state.word, state.basis)),
        o: owners,
        b: row.owners.first().and_then(|who| who.basis),
        x: row.when.map(|when| (when.text, when.certainty, when.from, when.to)),
        l: row.late,
        d: doc,
        n: row.seen,
        r: row.carried,
    }
}
