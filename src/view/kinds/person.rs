//! One person, role or team: what they lead, what they support, where they are named.

use super::Each;
use super::people::sort_word;
use crate::link::DocId;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::Part;
use crate::link::Person as Named;
use crate::link::Topic;
use crate::model::Status;
use crate::text::SitePath;
use crate::view::Alternate;
use crate::view::Content;
use crate::view::DocLine;
use crate::view::Href;
use crate::view::Linked;
use crate::view::Quote;
use crate::view::Register;
use crate::view::Row;
use crate::view::Who;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use crate::view::kinds::strip;
use crate::view::kinds::strip::Strip;
use crate::view::parts::Some10;
use crate::view::words;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The most topics on a person's page.
const TOPICS: usize = 8;

/// One person, role or team.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Person {
    /// The name shown.
    pub name: String,
    /// The key of the word for what the name stands for.
    pub sort: &'static str,
    /// The other forms, as written.
    pub aliases: Vec<String>,
    /// The list of everyone.
    pub index: Href,
    /// Work they lead that is said to be open, newest first.
    pub open: Some10<Row>,
    /// Work they lead of which nothing is said, newest first.
    pub unsaid: Some10<Row>,
    /// Entries they have another part in and that are not finished, with the part.
    pub supports: Some10<(Row, Option<String>)>,
    /// Work they lead that is finished or put off, newest first.
    pub over: Some10<Row>,
    /// Learnings, decisions and risks they are named for, newest first. They are not
    /// work that someone closes, whatever is said of them.
    pub other: Some10<Row>,
    /// The documents that name them and the work that they have a part in, in time;
    /// only where there are several.
    pub strip: Option<Strip>,
    /// The timeline with a lane for each owner.
    pub timeline: Option<Href>,
    /// Their entries in the register of actions, if there are any.
    pub register: Option<Href>,
    /// The documents that name them, newest first.
    pub docs: Some10<DocLine>,
    /// The topics of most of their entries, with how many.
    pub topics: Vec<(Linked, usize)>,
    /// What to ask them about, and where that is said.
    pub contact_for: Vec<(String, Linked)>,
    /// Who may be the same.
    pub maybe_same: Vec<Who>,
    /// The lines for the configuration that join them.
    pub join: Option<String>,
    /// Sentences that mention them.
    pub mentions: Some10<Quote>,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Owners) {
        return;
    }
    let topics = topics_of_entries(cx);
    let page = |person: &Named| {
        let url = person.url.clone().filter(|url| cx.wants(url))?;
        let here = Here::on(&url);
        let content = Content::Person(Box::new(content(cx, &here, person, &topics)));
        let beside = |format| Alternate::beside(&here, &url, format);
        let alternates = ["feed", "calendar"].map(beside).into();
        let mut page = cx.page(url.clone(), &person.name, Some(Section::Owners), content);
        page.frame.alternates = alternates;
        Some(page)
    };
    cx.site.people.par_iter().filter_map(page).for_each(each);
}

fn content(cx: &Cx<'_>, here: &Here, person: &Named, topics: &Topics<'_>) -> Person {
    let leads = entries(cx, person, |part| part.leads);
    let supports = entries(cx, person, |part| !part.leads);
    let which = |all: &[(EntryId, &Entry)], wanted: &dyn Fn(&Entry) -> bool| {
        let some = all.iter().filter(|(_, entry)| wanted(entry));
        some.map(|(id, _)| *id).collect::<Vec<_>>()
    };
    let work = |entry: &Entry| words::closes(entry.kind);
    let open = which(&leads, &|entry| work(entry) && words::is_open(entry.status));
    let unsaid = which(&leads, &|entry| work(entry) && entry.status.is_none());
    let over = which(&leads, &|entry| work(entry) && is_over(entry));
    let other = which(&leads, &|entry| !work(entry));
    let supports = which(&supports, &|entry| !is_over(entry));
    let slug = slug_of(person);
    let actions =
        leads.iter().any(|(_, e)| Register::of(e.kind) == Some(Register::Actions));
    let mut docs: Vec<_> =
        person.docs.iter().copied().filter(|id| cx.shows(*id)).collect();
    docs.sort_by_key(|id| {
        let time = cx.doc(*id).and_then(|doc| doc.time).map(|(span, _)| span.from);
        (std::cmp::Reverse(time), *id)
    });
    Person {
        name: person.name.clone(),
        sort: sort_word(person.sort),
        aliases: person.aliases.clone(),
        index: here.to(&Section::Owners.url()),
        open: first_ten(cx, here, &open),
        unsaid: first_ten(cx, here, &unsaid),
        supports: supported(cx, here, person, &supports),
        over: first_ten(cx, here, &over),
        strip: in_time(cx, here, person, &docs),
        timeline: cx
            .sections
            .contains(&Section::Timeline)
            .then(|| here.filtered(&Section::Timeline.url(), &[("lanes", "owner")])),
        other: first_ten(cx, here, &other),
        register: actions
            .then(|| here.filtered(&Register::Actions.url(), &[("owner", &slug)])),
        docs: Some10 {
            rows: docs.iter().take(10).filter_map(|id| cx.doc_line(here, *id)).collect(),
            all: docs.len(),
        },
        topics: topics_of(here, person, topics),
        contact_for: contact_for(cx, here, person),
        maybe_same: person
            .maybe_same_as
            .iter()
            .filter_map(|id| cx.who(here, *id))
            .collect(),
        join: join(cx, person),
        mentions: {
            let quotes = cx.quotes(here, &person.backlinks);
            Some10::of(&quotes, Clone::clone)
        },
    }
}

/// One mark in time tells no more than the list does.
fn in_time(cx: &Cx<'_>, here: &Here, person: &Named, docs: &[DocId]) -> Option<Strip> {
    let mut entries: Vec<_> = person.entries.iter().map(|part| part.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    let strip = strip::strip(cx, here, docs, &entries)?;
    (strip.marks.len() + strip.bands.len() > 1).then_some(strip)
}

fn is_over(entry: &Entry) -> bool {
    matches!(entry.status, Some(Status::Done | Status::Deferred))
}

/// The name in filters: the last part of the page's address.
pub(in crate::view) fn slug_of(person: &Named) -> String {
    let file = person.url.as_ref().map(SitePath::file).unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or_default();
    name.trim_end_matches(".html").to_owned()
}

/// Their entries on pages, newest first.
fn entries<'a>(
    cx: &Cx<'a>,
    person: &Named,
    which: impl Fn(&Part) -> bool,
) -> Vec<(EntryId, &'a Entry)> {
    let mine = person.entries.iter().filter(|part| which(part));
    let mut mine: Vec<_> = mine
        .filter_map(|part| Some((part.entry, cx.site.entry(part.entry)?)))
        .filter(|(_, entry)| cx.latest(entry).is_some())
        .collect();
    mine.sort_by_key(|(id, entry)| {
        (
            std::cmp::Reverse(entry.last_seen),
            entry.priority.is_none(),
            entry.priority,
            *id,
        )
    });
    mine.dedup_by_key(|(id, _)| *id);
    mine
}

fn first_ten(cx: &Cx<'_>, here: &Here, ids: &[EntryId]) -> Some10<Row> {
    let first = ids.get(..ids.len().min(10)).unwrap_or_default();
    Some10 { rows: cx.rows(here, first), all: ids.len() }
}

fn supported(
    cx: &Cx<'_>,
    here: &Here,
    person: &Named,
    ids: &[EntryId],
) -> Some10<(Row, Option<String>)> {
    let row = |id: &EntryId| {
        let part = person.entries.iter().find(|part| part.entry == *id);
        Some((cx.row(here, *id)?, part.and_then(|part| part.duty.clone())))
    };
    Some10 { rows: ids.iter().take(10).filter_map(row).collect(), all: ids.len() }
}

/// The topics by entry.
type Topics<'a> = FxHashMap<EntryId, Vec<&'a Topic>>;

fn topics_of_entries<'a>(cx: &Cx<'a>) -> Topics<'a> {
    let mut topics = Topics::default();
    for topic in &cx.site.topics {
        for entry in &topic.entries {
            topics.entry(*entry).or_default().push(topic);
        }
    }
    topics
}

/// The topics that most of their entries bear, each of more than one entry.
fn topics_of(here: &Here, person: &Named, topics: &Topics<'_>) -> Vec<(Linked, usize)> {
    let mine: BTreeSet<_> = person.entries.iter().map(|part| part.entry).collect();
    let mut counts: BTreeMap<&SitePath, (&Topic, usize)> = BTreeMap::new();
    for topic in mine.iter().filter_map(|id| topics.get(id)).flatten() {
        counts.entry(&topic.url).or_insert((topic, 0)).1 += 1;
    }
    let mut most: Vec<_> = counts.into_values().filter(|(_, count)| *count > 1).collect();
    most.sort_by_key(|(topic, count)| (std::cmp::Reverse(*count), &topic.name));
    let linked = |(topic, count): (&Topic, usize)| {
        (Linked { href: here.to(&topic.url), text: topic.name.clone() }, count)
    };
    most.into_iter().take(TOPICS).map(linked).collect()
}

fn contact_for(cx: &Cx<'_>, here: &Here, person: &Named) -> Vec<(String, Linked)> {
    let contact = |(topic, doc, _): &(String, DocId, u32)| {
        Some((topic.clone(), cx.doc_link(here, *doc)?))
    };
    let mut told = BTreeSet::new();
    let first =
        person.contact_for.iter().filter(|(topic, ..)| told.insert(topic.to_lowercase()));
    first.filter_map(contact).collect()
}

/// What to write so that this name and those that may be the same are one.
fn join(cx: &Cx<'_>, person: &Named) -> Option<String> {
    let quoted = |name: &str| toml::Value::from(name).to_string();
    let others: Vec<_> = person
        .maybe_same_as
        .iter()
        .filter_map(|id| Some(quoted(&cx.site.person(*id)?.name)))
        .collect();
    let line = format!("{} = [{}]", quoted(&person.name), others.join(", "));
    (!others.is_empty()).then(|| format!("[people.aliases]\n{line}"))
}
