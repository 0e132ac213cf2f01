//! Who is who, and what to ask them.

use crate::link;
use crate::link::PersonId;
use crate::link::PersonSort;
use crate::text::order;
use crate::view::Linked;
use crate::view::Who;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::kinds::people::sort_word;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The most people (design, "Start here").
const PEOPLE: usize = 12;

/// The most things for each.
const ABOUT: usize = 3;

/// Someone, and what to ask them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "Contact")]
pub struct Person {
    /// Their name.
    pub who: Who,
    /// What the name stands for.
    pub sort: &'static str,
    /// What documents say to ask them about.
    pub ask: Vec<Linked>,
    /// Without that: what they lead, newest first.
    pub leads: Vec<Linked>,
}

/// At most twelve, by name: whom documents tell to ask, then whom most documents name.
pub(super) fn people(cx: &Cx<'_>, here: &Here) -> Vec<Person> {
    let all = (0_u32..).map(PersonId).zip(&cx.site.people);
    let mut all: Vec<_> = all
        .filter(|(_, person)| person.sort != PersonSort::Team)
        .filter_map(|(id, person)| Some((person, shown(cx, here, id, person)?)))
        .collect();
    all.sort_by_key(|(person, shown)| (shown.ask.is_empty(), Reverse(person.docs.len())));
    all.truncate(PEOPLE);
    all.sort_by_key(|(person, _)| order(&person.name));
    all.into_iter().map(|(_, shown)| shown).collect()
}

/// `None` for those of whom documents tell nothing to ask.
fn shown(
    cx: &Cx<'_>,
    here: &Here,
    id: PersonId,
    person: &link::Person,
) -> Option<Person> {
    let ask = asked(cx, here, person);
    let leads = if ask.is_empty() { leads(cx, here, person) } else { Vec::new() };
    let sort = sort_word(person.sort);
    let some = !ask.is_empty() || !leads.is_empty();
    some.then_some(())?;
    Some(Person { who: cx.who(here, id)?, sort, ask, leads })
}

fn asked(cx: &Cx<'_>, here: &Here, person: &link::Person) -> Vec<Linked> {
    let mut told = BTreeSet::new();
    let first = person
        .contact_for
        .iter()
        .filter(|(topic, doc, _)| cx.shows(*doc) && told.insert(topic.to_lowercase()));
    let linked = |(topic, doc, _): &(String, link::DocId, u32)| {
        let doc = cx.doc(*doc)?;
        Some(Linked { href: here.to(&doc.url), text: topic.clone() })
    };
    first.take(ABOUT).filter_map(linked).collect()
}

fn leads(cx: &Cx<'_>, here: &Here, person: &link::Person) -> Vec<Linked> {
    let led = person.entries.iter().filter(|part| part.leads);
    let mut led: Vec<_> = led
        .filter_map(|part| Some((part.entry, cx.site.entry(part.entry)?)))
        .filter(|(_, entry)| words::closes(entry.kind))
        .collect();
    led.sort_by_key(|(id, entry)| {
        (!words::is_open(entry.status), Reverse(entry.last_seen), *id)
    });
    let rows = led.iter().filter_map(|(id, _)| cx.row(here, *id));
    rows.take(ABOUT).map(|row| Linked { href: row.href, text: row.title }).collect()
}
