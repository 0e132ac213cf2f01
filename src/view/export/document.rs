//! One document of the export.

use super::How;
use super::item;
use crate::link::Doc;
use crate::link::Link;
use crate::link::Site;
use crate::link::Target;
use crate::model;
use crate::model::DocKind;
use crate::parse::BlockKind;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Document<'s> {
    path: &'s str,
    /// Its page; none for a hidden draft.
    url: Option<&'s str>,
    kind: &'static str,
    title: &'s str,
    date: Option<String>,
    created: Option<String>,
    changed: Option<String>,
    periods: &'s [String],
    scope: &'s str,
    language: &'s str,
    draft: bool,
    /// Its review state in the author's words.
    status: Option<&'s str>,
    people: Vec<Named<'s>>,
    items: Vec<item::Item<'s>>,
    checkboxes: Checkboxes,
    ids: &'s [String],
    events: Vec<Event<'s>>,
    links: Vec<LinkTo<'s>>,
    backlinks: Vec<LinkFrom<'s>>,
    repaired: u32,
    meta: &'s serde_json::Map<String, serde_json::Value>,
    aliases: Vec<Alias<'s>>,
    team: Option<&'s str>,
    contacts: Vec<Contact<'s>>,
    code_blocks: Vec<CodeBlock<'s>>,
    words: u32,
    summary: Option<&'s str>,
    how: BTreeMap<&'static str, How>,
}

#[derive(Serialize)]
struct Named<'s> {
    name: &'s str,
    #[serde(rename = "as")]
    forms: &'s [String],
    roles: Vec<&'static str>,
}

#[derive(Serialize)]
struct Checkboxes {
    total: u32,
    done: u32,
}

#[derive(Serialize)]
struct Event<'s> {
    date: String,
    label: &'s str,
    line: u32,
}

#[derive(Serialize)]
struct LinkTo<'s> {
    to: &'s str,
    line: u32,
    by: &'static str,
    broken: bool,
}

#[derive(Serialize)]
struct LinkFrom<'s> {
    from: &'s str,
    line: u32,
    by: &'static str,
}

#[derive(Serialize)]
struct Alias<'s> {
    name: &'s str,
    alias: &'s str,
}

#[derive(Serialize)]
struct Contact<'s> {
    topic: &'s str,
    who: &'s str,
    line: u32,
}

#[derive(Serialize)]
struct CodeBlock<'s> {
    line: u32,
    lang: Option<&'s str>,
}

pub(super) fn export<'s>(site: &'s Site, doc: &'s Doc) -> Document<'s> {
    let facts = &*doc.facts;
    let hidden = site.hidden.within(facts);
    let seen = |name: &str| !hidden.hides(name);
    let people = facts.people.iter().filter(|named| seen(&named.name));
    let aliases = facts.aliases.iter().filter(|(_, name)| seen(name));
    let contacts = facts.contacts.iter().filter(|contact| seen(&contact.who));
    Document {
        path: doc.source.path.as_str(),
        url: site.has_page(doc).then_some(doc.url.as_str()),
        kind: facts.kind.map_or(DocKind::Other, |kind| kind.value).word(),
        title: &doc.title,
        date: facts.date.map(|date| date.value.to_string()),
        created: doc.created.map(|day| day.to_string()),
        changed: doc.changed.map(|day| day.to_string()),
        periods: &facts.periods,
        scope: &doc.scope,
        language: &facts.language,
        draft: doc.draft,
        status: facts.status.as_deref(),
        people: people
            .map(|named| Named {
                name: &named.name,
                forms: &named.forms,
                roles: named.roles.iter().map(|role| role.word()).collect(),
            })
            .collect(),
        items: item::items(site, doc, &hidden),
        checkboxes: Checkboxes { total: facts.checkboxes.0, done: facts.checkboxes.1 },
        ids: &facts.ids,
        events: events(doc),
        links: doc.links.iter().map(|link| link_to(doc, link)).collect(),
        backlinks: backlinks(site, doc),
        repaired: doc.source.repaired,
        meta: &doc.source.meta.all,
        aliases: aliases.map(|(alias, name)| Alias { name, alias }).collect(),
        team: facts.team.as_deref(),
        contacts: contacts
            .map(|contact| Contact {
                topic: &contact.topic,
                who: &contact.who,
                line: doc.source.line(contact.range.start),
            })
            .collect(),
        code_blocks: code_blocks(doc),
        words: facts.words,
        summary: facts.summary.as_deref(),
        how: how(doc),
    }
}

fn events<'d>(doc: &'d Doc) -> Vec<Event<'d>> {
    let main = doc.facts.date.map(|date| date.value);
    let events = doc.facts.events.iter().filter(|event| Some(event.date) != main);
    let event = |event: &'d model::Event| Event {
        date: event.date.to_string(),
        label: &event.label,
        line: doc.source.line(event.range.start),
    };
    events.map(event).collect()
}

fn link_to<'s>(doc: &'s Doc, link: &'s Link) -> LinkTo<'s> {
    let (to, broken) = match &link.to {
        Target::Page(url) | Target::File(url) => (url.as_str(), false),
        Target::Web(address) | Target::Refused(address) => (address.as_str(), false),
        Target::Broken(address) => (address.as_str(), true),
    };
    LinkTo { to, line: doc.source.line(link.range.start), by: link.by.word(), broken }
}

fn backlinks<'s>(site: &'s Site, doc: &'s Doc) -> Vec<LinkFrom<'s>> {
    let from = |back: &'s crate::link::Backlink| {
        let from = site.doc(back.from)?.source.path.as_str();
        Some(LinkFrom { from, line: back.line, by: back.by.word() })
    };
    doc.backlinks.iter().filter_map(from).collect()
}

fn code_blocks<'d>(doc: &'d Doc) -> Vec<CodeBlock<'d>> {
    let code = |block: &'d crate::parse::Block| match &block.kind {
        BlockKind::Code(info) => {
            let line = doc.source.line(block.range.start);
            Some(CodeBlock { line, lang: info.split_whitespace().next() })
        }
        _ => None,
    };
    doc.document.blocks.iter().filter_map(code).collect()
}

fn how(doc: &Doc) -> BTreeMap<&'static str, How> {
    let facts = &doc.facts;
    let rows = [
        ("kind", facts.kind.map(|read| read.by)),
        ("title", facts.title.as_ref().map(|read| read.by)),
        ("date", facts.date.map(|read| read.by)),
        ("people", facts.people.first().map(|named| named.by)),
    ];
    rows.into_iter().filter_map(|(key, by)| Some((key, How::of(doc, by?)))).collect()
}
