//! Everyone whom the documents name, by sort, in the order of the alphabet.

use super::Each;
use crate::link::PersonId;
use crate::link::PersonSort;
use crate::text::order;
use crate::text::slug;
use crate::view::Content;
use crate::view::Linked;
use crate::view::Who;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;

/// Everyone whom the documents name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct People {
    /// The sorts that have someone.
    pub groups: Vec<Group>,
}

/// People, roles or teams.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[schemars(rename = "PeopleGroup")]
pub struct Group {
    /// The key of the sort's word.
    pub sort: &'static str,
    /// Everyone of that sort, by name.
    pub people: Vec<PersonLine>,
}

/// Someone as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct PersonLine {
    /// The name.
    pub who: Who,
    /// The place of the line on the page.
    pub anchor: String,
    /// The other forms, as written.
    pub aliases: Vec<String>,
    /// How many entries said to be open they lead.
    pub leads: usize,
    /// How many entries they have another part in.
    pub supports: usize,
    /// A document that names them.
    pub doc: Option<Linked>,
    /// How many further documents name them.
    pub more_docs: usize,
}

/// The key of the word for a sort.
pub(in crate::view) fn sort_word(sort: PersonSort) -> &'static str {
    match sort {
        PersonSort::Person => "person",
        PersonSort::Role => "role",
        PersonSort::Team => "team",
    }
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Owners) {
        return;
    }
    let url = Section::Owners.url();
    let here = Here::on(&url);
    let group = |sort: PersonSort| {
        let ids = (0..).map(PersonId).zip(&cx.site.people);
        let mine = ids.filter(|(_, person)| person.sort == sort);
        let mut people: Vec<_> = mine.filter_map(|(id, _)| line(cx, &here, id)).collect();
        people.sort_by_key(|line| order(&line.who.name));
        Group { sort: sort_word(sort), people }
    };
    let sorts = [PersonSort::Team, PersonSort::Role, PersonSort::Person];
    let groups = sorts.into_iter().map(group).filter(|group| !group.people.is_empty());
    let people = People { groups: groups.collect() };
    let content = Content::People(Box::new(people));
    each(cx.page(url, "Owners", Some(Section::Owners), content));
}

fn line(cx: &Cx<'_>, here: &Here, id: PersonId) -> Option<PersonLine> {
    let person = cx.site.person(id)?;
    let open = |part: &&crate::link::Part| {
        let entry = cx.site.entry(part.entry);
        entry.is_some_and(|entry| {
            words::closes(entry.kind) && words::is_open(entry.status)
        })
    };
    let docs: Vec<_> = person.docs.iter().filter(|id| cx.shows(**id)).collect();
    Some(PersonLine {
        who: cx.who(here, id)?,
        anchor: format!("k-{}", slug(&person.name)),
        aliases: person.aliases.clone(),
        leads: person.entries.iter().filter(|part| part.leads).filter(open).count(),
        supports: person.entries.iter().filter(|part| !part.leads).count(),
        doc: docs.last().and_then(|id| cx.doc_link(here, **id)),
        more_docs: docs.len().saturating_sub(1),
    })
}
