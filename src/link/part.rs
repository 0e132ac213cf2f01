//! What the text of one document gives to the site: its links, what it mentions, and
//! what is wrong with it.
//!
//! A part depends on the document and on what the [`Tables`] know, on nothing else of
//! other texts; so it is made once and kept while neither changes.

use super::Backlink;
use super::DocId;
use super::Link;
use super::PeriodId;
use super::PersonId;
use super::ReadDoc;
use super::Shared;
use super::Site;
use super::TicketId;
use super::authored;
use super::findings::Findings;
use super::known::Dictionary;
use super::made;
use super::names::Names;
use super::periods::Calendar;
use super::targets::Folder;
use super::tickets;
use super::tickets::Ids;
use crate::diag::Finding;
use crate::text::DocPath;
use crate::text::SitePath;
use crate::text::TextRange;
use std::collections::BTreeMap;

/// What names mean and where links lead.
pub(super) struct Tables {
    pub(super) names: Names,
    pub(super) ids: Ids,
    pub(super) calendar: Calendar,
    pub(super) dictionary: Dictionary,
    pub(super) folder: Folder,
    /// Of each document its page, title and scope.
    docs: Vec<(SitePath, String, String)>,
    people: Vec<Option<SitePath>>,
    /// Of each ticket its page and id, and whether a line that names it gives its title.
    tickets: Vec<(SitePath, String, bool)>,
    periods: Vec<SitePath>,
}

impl Tables {
    /// Whether they tell the same as `before` to each document that is the same; what a
    /// document itself says of names is its own.
    pub(super) fn tell_the_same(&self, before: &Self, is_same: &[bool]) -> bool {
        let own = self.names.docs.iter().zip(&before.names.docs).zip(is_same);
        let mut own = own.filter(|(_, is_same)| **is_same);
        own.all(|((now, before), _)| now == before)
            && self.names.site == before.names.site
            && self.names.ambiguous == before.names.ambiguous
            && self.ids == before.ids
            && self.calendar == before.calendar
            && self.dictionary == before.dictionary
            && self.folder == before.folder
            && self.docs == before.docs
            && self.people == before.people
            && self.tickets == before.tickets
            && self.periods == before.periods
    }

    pub(super) fn of(
        site: &Site,
        names: Names,
        ids: Ids,
        calendar: Calendar,
        folder: Folder,
    ) -> Self {
        let doc =
            |doc: &super::Doc| (doc.url.clone(), doc.title.clone(), doc.scope.clone());
        let ticket = |ticket: &super::Ticket| {
            (ticket.url.clone(), ticket.id.clone(), tickets::is_untitled(ticket))
        };
        Self {
            names,
            ids,
            calendar,
            dictionary: Dictionary::of(site),
            folder,
            docs: site.docs.iter().map(doc).collect(),
            people: site.people.iter().map(|person| person.url.clone()).collect(),
            tickets: site.tickets.iter().map(ticket).collect(),
            periods: site.periods.iter().map(|period| period.url.clone()).collect(),
        }
    }
}

/// What a mention means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    Ticket(TicketId),
    Person(PersonId),
    Period(PeriodId),
    Doc(DocId),
}

/// See the module.
#[derive(Clone, Default)]
pub(super) struct Part {
    /// In text order.
    pub(super) links: Shared<Link>,
    /// Files that it refers to.
    pub(super) files: BTreeMap<DocPath, SitePath>,
    /// The documents that its authored links lead to.
    pub(super) follows: Vec<(DocId, Backlink)>,
    /// What its running text names.
    pub(super) mentions: Vec<(Thing, Backlink)>,
    /// The tickets it names, and the title that a line of it gives.
    pub(super) tickets: Vec<(TicketId, TextRange, Option<String>)>,
    pub(super) findings: Vec<Finding>,
}

impl Part {
    /// The part of the document `id`, which is `read` in the site.
    pub(super) fn of(site: &Site, tables: &Tables, id: DocId, read: &ReadDoc) -> Self {
        let mut findings = Findings::new(Vec::new());
        findings.notes(&read.source, &read.notes);
        let mut part = Self::default();
        if let Some(doc) = site.doc(id).filter(|doc| site.has_page(doc)) {
            part.tickets = tickets::mentions(site, doc, &tables.ids);
            authored::resolve(site, id, &tables.folder, &mut part, &mut findings);
            made::make(site, id, tables, &mut part, &mut findings);
            part.links.sort_by_key(|link| (link.range, link.node));
        }
        part.findings = findings.all;
        part
    }
}

/// Puts the parts of all documents into the site.
pub(super) fn assemble(site: &mut Site, tables: &Tables, parts: &[Part]) {
    for (id, part) in (0_u32..).map(DocId).zip(parts) {
        if let Some(doc) = site.docs.get_mut(id.0 as usize) {
            doc.links = part.links.clone();
        }
        for (ticket, range, title) in &part.tickets {
            let backlink =
                Backlink { from: id, range: *range, by: super::LinkBy::Ticket };
            tickets::mentioned(site, *ticket, backlink, title.as_deref());
        }
        site.attachments.extend(part.files.clone());
        for (to, backlink) in &part.follows {
            mentioned(site, Thing::Doc(*to), *backlink);
        }
    }
    for (thing, backlink) in parts.iter().flat_map(|part| &part.mentions) {
        mentioned(site, *thing, *backlink);
    }
    tickets::name_entries(site);
    debug_assert_eq!(site.tickets.len(), tables.tickets.len());
}

fn mentioned(site: &mut Site, thing: Thing, backlink: Backlink) {
    let backlinks = match thing {
        Thing::Ticket(_) => None,
        Thing::Person(id) => site.people.get_mut(id.0 as usize).map(|x| &mut x.backlinks),
        Thing::Period(id) => {
            site.periods.get_mut(id.0 as usize).map(|x| &mut x.backlinks)
        }
        Thing::Doc(id) => site.docs.get_mut(id.0 as usize).map(|x| &mut x.backlinks),
    };
    if let Some(backlinks) = backlinks {
        backlinks.push(backlink);
    }
}
