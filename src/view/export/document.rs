//! One document of the export.

use super::How;
use super::item;
use super::pattern;
use crate::link::Doc;
use crate::link::Link;
use crate::link::LinkBy;
use crate::link::Site;
use crate::link::Target;
use crate::model;
use crate::model::DocKind;
use crate::model::PersonRole;
use crate::parse::BlockKind;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One document.
#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'s> {
    /// Its file, relative to SOURCE.
    path: &'s str,
    /// Its page; none for a hidden draft.
    url: Option<&'s str>,
    /// What it is.
    kind: DocKind,
    /// Its title; of a document without one, its file's name.
    title: &'s str,
    /// Its own main date, a day or a month; never from git or the file system.
    #[schemars(extend("pattern" = pattern::DATE))]
    date: Option<String>,
    /// The day of its first commit, with full history only.
    #[schemars(extend("pattern" = pattern::DAY))]
    created: Option<String>,
    /// The day of its last commit, with full history only.
    #[schemars(extend("pattern" = pattern::DAY))]
    changed: Option<String>,
    /// The sprints, weeks or phases that it is about, as written.
    periods: &'s [String],
    /// The team or project it belongs to.
    scope: &'s str,
    /// Its language, such as `en`.
    language: &'s str,
    /// Whether it is marked `draft`.
    draft: bool,
    /// Its review state in the author's words.
    status: Option<&'s str>,
    /// Who is named, in order of appearance.
    people: Vec<Named<'s>>,
    /// The mentions of things, in order of appearance.
    items: Vec<item::Item<'s>>,
    /// Its checkboxes with text.
    checkboxes: Checkboxes,
    /// Ticket-like ids in visible text, each once.
    ids: &'s [String],
    /// Dated happenings; the main date excluded.
    events: Vec<Event<'s>>,
    /// Where it leads.
    links: Vec<LinkTo<'s>>,
    /// What leads to it.
    backlinks: Vec<LinkFrom<'s>>,
    /// How many characters of a wrong encoding were repaired.
    repaired: u32,
    /// Its front matter, unknown keys included.
    meta: &'s serde_json::Map<String, serde_json::Value>,
    /// Short forms that it states for names.
    aliases: Vec<Alias<'s>>,
    /// The team's name, if stated.
    team: Option<&'s str>,
    /// Whom to ask about what.
    contacts: Vec<Contact<'s>>,
    /// Its blocks of code.
    code_blocks: Vec<CodeBlock<'s>>,
    /// Words of running text.
    words: u32,
    /// The first sentence of running prose, if any.
    summary: Option<&'s str>,
    /// How kind, title, date and people were read.
    how: BTreeMap<&'static str, How>,
}

/// Someone whom a document names.
#[derive(Serialize, JsonSchema)]
struct Named<'s> {
    /// The fullest form in the document.
    name: &'s str,
    /// Each form as written.
    #[serde(rename = "as")]
    forms: &'s [String],
    /// As what.
    roles: &'s [PersonRole],
}

/// A count of checkboxes.
#[derive(Serialize, JsonSchema)]
struct Checkboxes {
    /// All of them.
    total: u32,
    /// Those that are ticked.
    done: u32,
}

/// A dated happening.
#[derive(Serialize, JsonSchema)]
struct Event<'s> {
    /// A day, month, quarter or year.
    #[schemars(extend("pattern" = pattern::MOMENT))]
    date: String,
    /// What, in the author's words.
    label: &'s str,
    /// 1-based.
    line: u32,
}

/// A link out of a document.
#[derive(Serialize, JsonSchema)]
struct LinkTo<'s> {
    /// The address it leads to, in the site or elsewhere; of a broken link, as written.
    to: &'s str,
    /// 1-based.
    line: u32,
    /// What made it.
    #[schemars(with = "LinkBy")]
    by: &'static str,
    /// Whether nothing is there.
    broken: bool,
}

/// A link from another document.
#[derive(Serialize, JsonSchema)]
struct LinkFrom<'s> {
    /// The other document's path.
    from: &'s str,
    /// 1-based, in the other document.
    line: u32,
    /// What made it.
    #[schemars(with = "LinkBy")]
    by: &'static str,
}

/// A short form for a name.
#[derive(Serialize, JsonSchema)]
struct Alias<'s> {
    /// The name.
    name: &'s str,
    /// The short form.
    alias: &'s str,
}

/// Whom to ask about what.
#[derive(Serialize, JsonSchema)]
struct Contact<'s> {
    /// About what.
    topic: &'s str,
    /// Whom.
    who: &'s str,
    /// 1-based.
    line: u32,
}

/// A block of code.
#[derive(Serialize, JsonSchema)]
struct CodeBlock<'s> {
    /// 1-based.
    line: u32,
    /// Its language as written.
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
        kind: facts.kind.map_or(DocKind::Other, |kind| kind.value),
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
                roles: &named.roles,
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
        let source = &site.doc(back.from)?.source;
        let line = source.line(back.range.start);
        Some(LinkFrom { from: source.path.as_str(), line, by: back.by.word() })
    };
    doc.backlinks.iter().filter_map(from).collect()
}

fn code_blocks<'d>(doc: &'d Doc) -> Vec<CodeBlock<'d>> {
    let code = |block: crate::parse::layout::Block<'d>| match block.kind {
        BlockKind::Code(info) => {
            let line = doc.source.line(block.range.start);
            Some(CodeBlock { line, lang: info.split_whitespace().next() })
        }
        _ => None,
    };
    doc.layout.blocks().filter_map(code).collect()
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
