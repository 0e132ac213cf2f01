//! What the making of all pages shares: look-ups, orders, and the parts of pages.

use super::Page;
use super::frame;
use super::frame::Caption;
use super::frame::Frame;
use super::frame::Section;
use super::href::Here;
use super::kinds::folder;
use super::kinds::folder::Folders;
use super::kinds::glossary;
use super::kinds::graph;
use super::parts::DocLine;
use super::parts::KindCount;
use super::parts::Linked;
use super::parts::Quote;
use super::parts::Row;
use super::parts::Standing;
use super::parts::When;
use super::parts::Who;
use super::words;
use super::words::Register;
use crate::config::Config;
use crate::link::Backlink;
use crate::link::Derived;
use crate::link::Doc;
use crate::link::DocId;
use crate::link::Due;
use crate::link::Entry;
use crate::link::EntryId;
use crate::link::ItemId;
use crate::link::PersonId;
use crate::link::Site;
use crate::link::Spot;
use crate::link::TicketId;
use crate::model::Basis;
use crate::model::Certainty;
use crate::model::Item;
use crate::text::Day;
use crate::text::SitePath;
use jiff::ToSpan;
use std::collections::BTreeMap;

/// The site and what is worked out once for all pages.
pub(in crate::view) struct Cx<'a> {
    pub(in crate::view) site: &'a Site,
    pub(in crate::view) config: &'a Config,
    /// The documents with a page, by path.
    pub(in crate::view) docs: Vec<DocId>,
    /// Those with a place in time, newest first.
    pub(in crate::view) dated: Vec<DocId>,
    /// The newest document that is not of the future, with its last day.
    pub(in crate::view) newest: Option<(DocId, Day)>,
    /// The entries with a mention on some page, in order of first mention.
    pub(in crate::view) entries: Vec<EntryId>,
    /// What the navigation leads to.
    pub(in crate::view) sections: Vec<Section>,
    /// Whether a document leads to anything.
    pub(in crate::view) linked: bool,
    /// The name of the site.
    pub(in crate::view) title: Caption,
    /// The folders with their documents.
    pub(in crate::view) folders: Folders,
    /// The one page that is asked for.
    wanted: Option<&'a SitePath>,
    /// The row of each word of the site in the glossary.
    pub(in crate::view) words: Vec<usize>,
    ticket_of: BTreeMap<EntryId, TicketId>,
    ticket_named: BTreeMap<&'a str, TicketId>,
}

impl<'a> Cx<'a> {
    pub(in crate::view) fn new(
        site: &'a Site,
        config: &'a Config,
        wanted: Option<&'a SitePath>,
    ) -> Self {
        let tickets = || (0..).map(TicketId).zip(&site.tickets);
        let mut cx = Self {
            site,
            config,
            docs: Vec::new(),
            dated: Vec::new(),
            newest: None,
            entries: Vec::new(),
            sections: Vec::new(),
            linked: false,
            title: Caption::default(),
            folders: Folders::new(),
            wanted,
            words: glossary::rows(site),
            ticket_of: tickets().filter_map(|(id, t)| Some((t.entry?, id))).collect(),
            ticket_named: tickets().map(|(id, t)| (t.id.as_str(), id)).collect(),
        };
        let all = (0..).map(DocId).zip(&site.docs);
        cx.docs = all.map(|(id, _)| id).filter(|id| cx.shows(*id)).collect();
        let day = |id: &DocId| site.doc(*id)?.time.map(|(span, _)| span.from);
        cx.dated = cx.docs.iter().copied().filter(|id| day(id).is_some()).collect();
        cx.dated.sort_by_key(|id| (std::cmp::Reverse(day(id)), *id));
        cx.newest = cx.find_newest();
        let entries = (0..).map(EntryId).zip(&site.entries);
        cx.entries = entries
            .filter(|(_, entry)| entry.items.iter().any(|item| cx.shows(item.doc)))
            .map(|(id, _)| id)
            .collect();
        cx.linked = graph::is_there(&cx);
        cx.sections = frame::sections(&cx);
        cx.title = frame::site_title(site, config);
        cx.folders = folder::folders(&cx);
        cx
    }

    /// Whether the page at `url` is asked for.
    pub(in crate::view) fn wants(&self, url: &SitePath) -> bool {
        self.wanted.is_none_or(|wanted| wanted == url)
    }

    /// Whether a document has a page.
    pub(in crate::view) fn shows(&self, id: DocId) -> bool {
        self.site.doc(id).is_some_and(|doc| self.site.has_page(doc))
    }

    /// The document, if it has a page.
    pub(in crate::view) fn doc(&self, id: DocId) -> Option<&'a Doc> {
        self.site.doc(id).filter(|_| self.shows(id))
    }

    /// Looks for the newest document.
    fn find_newest(&self) -> Option<(DocId, Day)> {
        let past = |id: &DocId| {
            let span = self.site.doc(*id)?.time?.0;
            let last = span.to.min(self.site.today);
            (span.from <= self.site.today).then_some((*id, last))
        };
        self.dated.iter().filter_map(past).max_by_key(|(_, last)| *last)
    }

    /// The day against which the state of the work is told: today, or that of the
    /// newest document where nothing was written for `fresh_days`.
    pub(in crate::view) fn reference(&self) -> Day {
        match self.newest {
            Some((_, last)) if last < self.fresh_since(self.site.today) => last,
            _ => self.site.today,
        }
    }

    /// The first day that still counts as recent on `day`.
    pub(in crate::view) fn fresh_since(&self, day: Day) -> Day {
        day.saturating_sub(i32::from(self.config.fresh_days).days())
    }

    /// The entries of `register`, in order of first mention.
    pub(in crate::view) fn of(
        &self,
        register: Register,
    ) -> impl Iterator<Item = (EntryId, &'a Entry)> {
        let site = self.site;
        self.entries
            .iter()
            .filter_map(move |id| Some((*id, site.entry(*id)?)))
            .filter(move |(_, entry)| Register::of(entry.kind) == Some(register))
    }

    /// The ticket of an entry.
    pub(in crate::view) fn ticket(&self, here: &Here, entry: EntryId) -> Option<Linked> {
        self.ticket_link(here, *self.ticket_of.get(&entry)?)
    }

    /// The ticket with this id.
    pub(in crate::view) fn ticket_named(&self, id: &str) -> Option<TicketId> {
        self.ticket_named.get(id).copied()
    }

    pub(in crate::view) fn ticket_link(
        &self,
        here: &Here,
        id: TicketId,
    ) -> Option<Linked> {
        let ticket = self.site.ticket(id)?;
        Some(Linked { href: here.to(&ticket.url), text: ticket.id.clone() })
    }

    pub(in crate::view) fn doc_link(&self, here: &Here, id: DocId) -> Option<Linked> {
        let doc = self.doc(id)?;
        Some(Linked { href: here.to(&doc.url), text: doc.title.clone() })
    }

    /// Someone's name, with their page.
    pub(in crate::view) fn who(&self, here: &Here, id: PersonId) -> Option<Who> {
        let person = self.site.person(id)?;
        let href = person.url.as_ref().map(|url| here.to(url));
        Some(Who { name: person.name.clone(), href, duty: None, basis: None })
    }

    /// Those responsible for an entry; marked where the entry itself does not name
    /// them.
    pub(in crate::view) fn owners(&self, here: &Here, entry: &Entry) -> Vec<Who> {
        let mentions = entry.items.iter().rev();
        let named = mentions.filter_map(|item| self.item(*item)?.1.owners_by);
        let basis = named.map(|by| by.basis).next().and_then(doubt);
        let who = |id: &PersonId| Some(Who { basis, ..self.who(here, *id)? });
        entry.owners.iter().filter_map(who).collect()
    }

    /// A mention, if its document has a page.
    pub(in crate::view) fn item(&self, id: ItemId) -> Option<(&'a Doc, &'a Item)> {
        self.site.item(id).filter(|_| self.shows(id.doc))
    }

    /// The latest mention of an entry that is on a page.
    pub(in crate::view) fn latest(&self, entry: &Entry) -> Option<ItemId> {
        let mentions = std::iter::once(&entry.latest).chain(entry.items.iter().rev());
        mentions.copied().find(|item| self.shows(item.doc))
    }

    /// An entry as a line; `None` if none of its mentions is on a page.
    pub(in crate::view) fn row(&self, here: &Here, id: EntryId) -> Option<Row> {
        let entry = self.site.entry(id)?;
        let latest = self.latest(entry)?;
        let (doc, item) = self.item(latest)?;
        let said = item.status.filter(|read| Some(read.value) == entry.status);
        let basis = said.and_then(|read| doubt(read.by.basis));
        Some(Row {
            href: here.to(&doc.url.at(&item.anchor)),
            title: entry.title.clone(),
            ticket: self.ticket(here, id),
            kind: entry.kind,
            kind_basis: Some(item.kind.by.basis).filter(|basis| *basis == Basis::Guessed),
            state: words::state(entry.kind, entry.status)
                .map(|word| Standing { word, basis }),
            priority: entry.priority,
            owners: self.owners(here, entry),
            when: entry.when.as_ref().map(when),
            late: self.late(entry),
            doc: self.doc_link(here, latest.doc)?,
            seen: entry.last_seen,
            carried: entry.carried,
        })
    }

    pub(in crate::view) fn rows(&self, here: &Here, ids: &[EntryId]) -> Vec<Row> {
        ids.iter().filter_map(|id| self.row(here, *id)).collect()
    }

    /// How many days an overdue entry is late on the day the state is told for.
    pub(in crate::view) fn late(&self, entry: &Entry) -> Option<i32> {
        let (span, _) = entry.when.as_ref().filter(|_| entry.overdue)?.span?;
        let days = self.reference().since(span.to).ok()?.get_days();
        Some(days.max(1))
    }

    /// A document as a line.
    pub(in crate::view) fn doc_line(&self, here: &Here, id: DocId) -> Option<DocLine> {
        let doc = self.doc(id)?;
        let (date, from_history) = date(doc);
        Some(DocLine {
            href: here.to(&doc.url),
            title: doc.title.clone(),
            kind: words::doc_kind(&doc.facts),
            date,
            from_history,
            summary: doc.facts.summary.clone(),
            counts: counts(doc),
            draft: doc.draft,
        })
    }

    /// Sentences that mention something, those on pages only.
    pub(in crate::view) fn quotes(&self, here: &Here, all: &[Backlink]) -> Vec<Quote> {
        let spots = self.site.spots(all);
        let quotes = all.iter().zip(&spots);
        quotes.filter_map(|(link, spot)| self.quote(here, link.from, spot)).collect()
    }

    fn quote(&self, here: &Here, from: DocId, spot: &Spot) -> Option<Quote> {
        let doc = self.doc(from)?;
        let (start, end) = (spot.hit.start as usize, spot.hit.end as usize);
        let part = |from, to| spot.sentence.get(from..to).unwrap_or_default();
        let shown = |text| self.site.hidden.veiled(&doc.facts, text);
        let hit = part(start, end).to_owned();
        let (before, after) = if hit.is_empty() {
            (shown(&spot.sentence), String::new())
        } else {
            (shown(part(0, start)), shown(part(end, spot.sentence.len())))
        };
        let url = match spot.anchor.as_str() {
            "" => doc.url.clone(),
            anchor => doc.url.at(anchor),
        };
        Some(Quote {
            href: here.to(&url),
            doc: doc.title.clone(),
            section: words::undecorated(&spot.section),
            line: spot.line,
            before,
            hit,
            after,
        })
    }

    /// A page with its frame.
    pub(in crate::view) fn page(
        &self,
        url: SitePath,
        title: impl Into<Caption>,
        section: Option<Section>,
        content: super::Content,
    ) -> Page {
        let frame = Frame::new(self, &Here::on(&url), title, section);
        Page { url, frame, content }
    }
}

/// The basis, where the reader should know that the entry does not say so itself.
pub(in crate::view) fn doubt(basis: Basis) -> Option<Basis> {
    (basis != Basis::Written).then_some(basis)
}

/// A due time as shown.
pub(in crate::view) fn when(due: &Due) -> When {
    let (from, to) = due.span.map(|(span, _)| (span.from, span.to)).unzip();
    let certainty = due.span.map(|(_, certainty): (_, Certainty)| certainty);
    When { text: due.text.clone(), certainty, from, to }
}

/// A document's date as precise as known, and whether it comes from the history.
pub(in crate::view) fn date(doc: &Doc) -> (Option<String>, bool) {
    match (&doc.facts.date, doc.time) {
        (Some(read), _) => (Some(read.value.to_string()), false),
        (None, Some((span, derived))) => {
            (Some(span.to.to_string()), derived == Derived::FromHistory)
        }
        (None, None) => (None, false),
    }
}

/// The items of a document by register.
pub(in crate::view) fn counts(doc: &Doc) -> Vec<KindCount> {
    let of = |register: Register| {
        let mine = |item: &&Item| Register::of(item.kind.value) == Some(register);
        let count = doc.facts.items.iter().filter(mine).count();
        let kind = doc.facts.items.iter().find(mine)?.kind.value;
        Some(KindCount { kind, register: register.word(), count })
    };
    Register::ALL.into_iter().filter_map(of).collect()
}
