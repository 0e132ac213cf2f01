//! What is said beside an item: a note in the margin of a section, or a short tail
//! that tells only what the line itself does not.

use super::source_url;
use crate::link::Doc;
use crate::link::Due;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::Basis;
use crate::model::Certainty;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Ownership;
use crate::model::Priority;
use crate::model::Role;
use crate::text::Day;
use crate::text::Span;
use crate::view::Href;
use crate::view::Linked;
use crate::view::Standing;
use crate::view::When;
use crate::view::Who;
use crate::view::body::Body;
use crate::view::body::ItemForm;
use crate::view::cx::Cx;
use crate::view::cx::doubt;
use crate::view::cx::when;
use crate::view::explain::Unwritten;
use crate::view::explain::unwritten;
use crate::view::href::Here;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;

/// What is said beside an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Note {
    /// Whether it stands in the margin; else it is a tail.
    pub margin: bool,
    /// What the item is.
    pub kind: Option<ItemType>,
    /// What `kind` rests on, where the item does not say so itself.
    pub kind_basis: Option<Basis>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// What `priority` rests on, where the item does not say so itself.
    pub priority_basis: Option<Basis>,
    /// Who leads.
    pub leads: Vec<Who>,
    /// Who else is responsible, with their part.
    pub others: Vec<Who>,
    /// How far it is.
    pub state: Option<Standing>,
    /// When it is due.
    pub when: Option<When>,
    /// How many days it is late, as of `today`; of an overdue entry's latest mention.
    pub late: Option<i32>,
    /// The day the site was built for.
    pub today: Day,
    /// The tickets it waits for.
    pub waits_for: Vec<Linked>,
    /// `Effort` as written.
    pub effort: Option<String>,
    /// Story points.
    pub points: Option<u32>,
    /// Which later document tells more.
    pub later: Option<Later>,
    /// At the latest mention: how often a later document repeated it while it was not
    /// done.
    pub carried: u32,
    /// The facts that the text does not state: on what they rest, how to correct them.
    pub unwritten: Vec<Unwritten>,
    /// Its line in the file, 1-based.
    pub line: u32,
    /// That line at the place configured.
    pub source: Option<Href>,
}

/// The latest mention of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Later {
    /// Where.
    pub doc: Linked,
    /// How far it is there, where that differs.
    pub state: Option<&'static str>,
}

/// The days of a due time, and how sure they are.
type Days = Option<(Span, Certainty)>;

/// The notes of the items of `body`.
pub(super) fn notes(cx: &Cx<'_>, doc: &Doc, here: &Here, body: &Body) -> Vec<Note> {
    let items = doc.facts.items.iter().zip(&doc.entries).zip(&doc.dues);
    let placed = items.filter(|((item, _), _)| doc.layout.block(item.block).is_some());
    let forms = body.items.iter().map(|item| item.form);
    let note = |(((item, entry), days), form): (((&Item, &EntryId), &Days), ItemForm)| {
        let mut margin = margin(cx, doc, here, item, *entry);
        margin.when = due(item, *days);
        match form {
            ItemForm::Section => margin,
            ItemForm::Tail => tail(margin, item),
        }
    };
    placed.zip(forms).map(note).collect()
}

fn margin(cx: &Cx<'_>, doc: &Doc, here: &Here, item: &Item, id: EntryId) -> Note {
    let entry = cx.site.entry(id);
    let line = doc.source.line(item.range.start);
    let (leads, others) = people(cx, doc, here, item);
    let latest = entry.filter(|entry| is_latest(cx, doc, item, entry));
    let status = item.status.map(|read| read.value);
    let basis = item.status.and_then(|read| doubt(read.by.basis));
    Note {
        margin: true,
        kind: Some(item.kind.value),
        kind_basis: doubt(item.kind.by.basis),
        priority: item.priority.map(|read| read.value),
        priority_basis: item.priority.and_then(|read| doubt(read.by.basis)),
        leads,
        others,
        state: words::state(item.kind.value, status).map(|word| Standing { word, basis }),
        when: None,
        late: latest.and_then(|entry| cx.late(entry)),
        today: cx.site.today,
        waits_for: waits_for(cx, here, item),
        effort: item.details.effort.clone(),
        points: item.details.points,
        later: entry.and_then(|entry| later(cx, doc, here, item, entry)),
        carried: latest.map_or(0, |entry| entry.carried),
        unwritten: likely(item),
        line,
        source: source_url(cx, doc, line),
    }
}

/// The facts of the item that the text does not state.
fn likely(item: &Item) -> Vec<Unwritten> {
    let grounds = [
        ("type", Some(item.kind.by)),
        ("owner", item.owners_by),
        ("status", item.status.map(|read| read.by)),
        ("priority", item.priority.map(|read| read.by)),
        ("when", item.when.as_ref().map(|when| when.by)),
    ];
    grounds.into_iter().filter_map(|(fact, by)| unwritten(fact, by?)).collect()
}

/// A tail repeats nothing that stands in the line or in a heading above it: only what
/// was worked out or guessed is told.
fn tail(note: Note, item: &Item) -> Note {
    let unwritten = |basis: Basis| matches!(basis, Basis::Derived | Basis::Guessed);
    let owned = item.owners_by.is_some_and(|by| unwritten(by.basis));
    let guessed = note.kind_basis == Some(Basis::Guessed);
    Note {
        margin: false,
        kind: note.kind.filter(|_| guessed),
        priority: note.priority.filter(|_| note.priority_basis.is_some_and(unwritten)),
        leads: if owned { note.leads } else { Vec::new() },
        others: if owned { note.others } else { Vec::new() },
        state: note.state.filter(|state| state.basis.is_some_and(unwritten)),
        when: note
            .when
            .filter(|_| item.when.as_ref().is_some_and(|when| unwritten(when.by.basis))),
        waits_for: Vec::new(),
        effort: None,
        points: None,
        source: None,
        ..note
    }
}

fn is_latest(cx: &Cx<'_>, doc: &Doc, item: &Item, entry: &Entry) -> bool {
    let latest = cx.latest(entry).and_then(|id| cx.item(id));
    latest.is_some_and(|(other, mention)| {
        other.url == doc.url && mention.anchor == item.anchor
    })
}

/// The due time of the item, with the days its sprint may have given it.
fn due(item: &Item, days: Days) -> Option<When> {
    let own = item.when.as_ref()?;
    Some(when(&Due { text: own.text.clone(), span: days }))
}

/// Those responsible: who leads, and the others with their part.
fn people(cx: &Cx<'_>, doc: &Doc, here: &Here, item: &Item) -> (Vec<Who>, Vec<Who>) {
    let basis = item.owners_by.and_then(|by| doubt(by.basis));
    let named = |owner: &Ownership| {
        let at = doc.facts.people.iter().position(|named| named.name == owner.who);
        // A name that is left out of the site has no person, here as elsewhere.
        let known = at.and_then(|at| *doc.people.get(at)?);
        let who = match (at, known) {
            (_, Some(id)) => cx.who(here, id)?,
            (Some(_), None) => return None,
            (None, None) => {
                Who { name: owner.who.clone(), href: None, duty: None, basis: None }
            }
        };
        Some(Who { duty: owner.duty.clone(), basis, ..who })
    };
    let part = |leads: bool| {
        let owners = item.owners.iter();
        owners.filter(move |owner| (owner.role == Role::Lead) == leads).filter_map(named)
    };
    let (leads, others): (Vec<_>, Vec<_>) = (part(true).collect(), part(false).collect());
    if leads.is_empty() { (others, leads) } else { (leads, others) }
}

fn waits_for(cx: &Cx<'_>, here: &Here, item: &Item) -> Vec<Linked> {
    let ids = item.details.depends_on.iter().filter_map(|id| cx.ticket_named(id));
    ids.filter_map(|id| cx.ticket_link(here, id)).collect()
}

/// The latest mention, if it stands in another document.
fn later(
    cx: &Cx<'_>,
    own: &Doc,
    here: &Here,
    item: &Item,
    entry: &Entry,
) -> Option<Later> {
    let (doc, latest) = cx.item(cx.latest(entry)?)?;
    if doc.url == own.url {
        return None;
    }
    let status = latest.status.map(|read| read.value);
    let changed = status != item.status.map(|read| read.value);
    let href = here.to(&doc.url.at(&latest.anchor));
    Some(Later {
        doc: Linked { href, text: doc.title.clone() },
        state: words::state(entry.kind, status).filter(|_| changed),
    })
}
