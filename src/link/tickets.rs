//! Which ids are tickets, and what is known of each.
//!
//! A prefix is one of tickets where two different ids bear it in lists, tables or
//! headings over the site, or where the configuration says so. Numbers alone
//! (`#12`, `Phase 2`) and one letter with a number (`R1`) are counted afresh in
//! every document and never are.

use super::Backlink;
use super::Doc;
use super::DocId;
use super::EntryId;
use super::Site;
use super::Ticket;
use super::TicketId;
use super::spots::Spots;
use super::words::is_kind;
use super::words::is_no_ticket;
use crate::config::Config;
use crate::model::Facts;
use crate::model::Mention;
use crate::parse::BlockKind;
use crate::parse::Layout;
use crate::parse::layout::Block;
use crate::text::SitePath;
use crate::text::TextRange;
use crate::text::slug_ticket;
use crate::text::unique;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The longest title made of a line.
const LONGEST_TITLE: usize = 120;

/// The tickets of the site by key.
#[derive(Default, PartialEq)]
pub(super) struct Ids {
    tickets: FxHashMap<String, TicketId>,
    exceptions: BTreeSet<String>,
}

impl Ids {
    /// The ticket with this id.
    pub(super) fn get(&self, id: &str) -> Option<TicketId> {
        self.tickets.get(&id_key(id)).copied()
    }

    /// Whether mentions with this id are of one thing, wherever they stand.
    pub(super) fn joins(&self, id: &str) -> bool {
        self.get(id).is_some() || (can_be(id) && !self.excepted(id))
    }

    fn excepted(&self, id: &str) -> bool {
        let key = id_key(id);
        self.exceptions.contains(prefix(&key)) || self.exceptions.contains(&key)
    }
}

/// What two spellings of one id share.
pub(super) fn id_key(id: &str) -> String {
    id.to_uppercase()
}

/// What stands before the number: `PAY` of `PAY-12`, `#` of `#12`.
fn prefix(id: &str) -> &str {
    let end = id
        .trim_end_matches(char::is_alphabetic)
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'));
    if end.is_empty() { id } else { end }
}

/// Whether the shape is that of a ticket's id: two letters or more, then a number.
fn can_be(id: &str) -> bool {
    let key = id_key(id);
    let prefix = prefix(&key);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    prefix.chars().filter(|c| c.is_alphanumeric()).count() > 1
        && prefix.starts_with(char::is_alphabetic)
        && prefix.len() < key.len()
        && key.chars().all(plain)
        && !is_no_ticket(prefix)
}

/// Finds the tickets. `Site::tickets` gets them in order of appearance, with their
/// pages and nothing else; `Doc::tickets` those of each document.
pub(super) fn join(site: &mut Site, config: &Config) -> Ids {
    let exceptions = config.tickets.exceptions.iter().map(|id| id_key(id)).collect();
    let mut ids = Ids { exceptions, ..Ids::default() };
    let live = super::live(site);
    let mut of_prefix: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for doc in live.iter().filter_map(|id| site.doc(*id)) {
        for id in listed(&doc.layout, &doc.facts).filter(|id| ids.joins(id)) {
            let key = id_key(id);
            of_prefix.entry(prefix(&key).to_owned()).or_default().insert(key);
        }
    }
    let named = config.tickets.patterns.iter();
    let named: BTreeSet<String> =
        named.map(|pattern| id_key(pattern).trim_end_matches('-').to_owned()).collect();
    let counts = |id: &str| {
        let key = id_key(id);
        let several = of_prefix.get(prefix(&key)).is_some_and(|all| all.len() > 1);
        let stated = named.contains(prefix(&key));
        !ids.excepted(id) && (stated || (several && can_be(id)))
    };
    let mut taken = BTreeSet::new();
    let mut found: FxHashMap<String, TicketId> = FxHashMap::default();
    for at in live {
        let Some(doc) = site.docs.get_mut(at.0 as usize) else { continue };
        let mut here = BTreeSet::new();
        for id in doc.facts.ids.iter().filter(|id| counts(id)) {
            let next = TicketId(u32::try_from(found.len()).unwrap_or(u32::MAX));
            let ticket = *found.entry(id_key(id)).or_insert_with(|| {
                site.tickets.push(begin(id, &mut taken));
                next
            });
            if here.insert(ticket) {
                doc.tickets.push(ticket);
            }
        }
    }
    ids.tickets = found;
    ids
}

fn begin(id: &str, taken: &mut BTreeSet<String>) -> Ticket {
    let slug = slug_ticket(id);
    let slug =
        if slug.eq_ignore_ascii_case("index") { "index-page".into() } else { slug };
    let slug = unique(slug, id, taken);
    Ticket {
        id: id.to_owned(),
        title: String::new(),
        url: SitePath::new(format!("tickets/{slug}.html")),
        entry: None,
        depends_on: Vec::new(),
        needed_by: Vec::new(),
        mentions: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// The ids in headings, lists and tables of one document, and those of its items.
pub(super) fn listed<'d>(
    layout: &'d Layout,
    facts: &'d Facts,
) -> impl Iterator<Item = &'d str> {
    let leaves: Vec<_> = layout.blocks().filter(Block::is_leaf).collect();
    let stands_out = move |offset: u32| {
        let after = leaves.partition_point(|block| block.range.start <= offset);
        let leaf = after.checked_sub(1).and_then(|at| leaves.get(at));
        leaf.is_some_and(|leaf| match leaf.kind {
            BlockKind::Heading(_) | BlockKind::Cell => true,
            _ => leaf
                .parent
                .and_then(|up| layout.block(up))
                .is_some_and(|up| matches!(up.kind, BlockKind::Item(_))),
        })
    };
    let mentions = facts.id_mentions.iter();
    let mentions = mentions.filter(move |mention| stands_out(mention.range.start));
    let own = facts.items.iter().flat_map(|item| &item.ids);
    own.map(String::as_str).chain(mentions.map(|mention| mention.text.as_str()))
}

/// The project that more than half of the tickets named in `doc` belong to, by
/// their prefix as written: one of many areas is no project.
pub(super) fn main_prefix(site: &Site, doc: &Doc) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for ticket in doc.tickets.iter().filter_map(|id| site.ticket(*id)) {
        let prefix = prefix(&ticket.id);
        let parted =
            ticket.id.get(prefix.len()..).is_some_and(|rest| rest.starts_with('-'));
        if !parted || is_kind(&id_key(prefix)) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == prefix) {
            Some((_, count)) => *count += 1,
            None => counts.push((prefix, 1)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| *count).sum();
    let (prefix, _) = counts.iter().find(|(_, count)| count * 2 > all)?;
    Some((*prefix).to_owned())
}

/// Fills title, entry and dependencies of each ticket.
pub(super) fn fill(site: &mut Site, ids: &Ids) {
    for (at, entry) in (0_u32..).map(EntryId).zip(&site.entries) {
        let ticket =
            ids.get(&entry.id).and_then(|id| site.tickets.get_mut(id.0 as usize));
        if let Some(ticket) = ticket {
            ticket.entry = Some(at);
            // A row that holds nothing but the id says no more than the id.
            if id_key(&entry.title) != id_key(&entry.id) {
                ticket.title.clone_from(&entry.title);
            }
        }
    }
    depend(site, ids);
}

/// Whether no entry gives a ticket its title, but the first line that names it.
pub(super) fn is_untitled(ticket: &Ticket) -> bool {
    ticket.title.is_empty() || ticket.title == ticket.id
}

/// Gives entries the titles of their tickets.
pub(super) fn name_entries(site: &mut Site) {
    for ticket in &site.tickets {
        let Some(at) = ticket.entry.map(|id| id.0 as usize) else { continue };
        let is_other = site.entries.get(at).is_some_and(|it| it.title != ticket.title);
        if is_other && let Some(entry) = site.entries.get_mut(at) {
            entry.title.clone_from(&ticket.title);
        }
    }
}

/// The dependencies that the latest document with any states.
fn depend(site: &mut Site, ids: &Ids) {
    let mut edges: BTreeSet<(TicketId, TicketId)> = BTreeSet::new();
    for (at, ticket) in (0_u32..).map(TicketId).zip(&site.tickets) {
        let Some(entry) = ticket.entry.and_then(|id| site.entry(id)) else { continue };
        let mut latest: Option<DocId> = None;
        for id in entry.items.iter().rev() {
            let Some((_, item)) = site.item(*id) else { continue };
            if item.details.depends_on.is_empty()
                || latest.is_some_and(|doc| doc != id.doc)
            {
                continue;
            }
            latest = Some(id.doc);
            let known = item.details.depends_on.iter().filter_map(|id| ids.get(id));
            edges.extend(known.filter(|other| *other != at).map(|other| (at, other)));
        }
    }
    for (from, to) in edges {
        if let Some(ticket) = site.tickets.get_mut(from.0 as usize) {
            ticket.depends_on.push(to);
        }
        if let Some(ticket) = site.tickets.get_mut(to.0 as usize) {
            ticket.needed_by.push(from);
        }
    }
}

/// Every place of one document that names a ticket; with the title that its line gives
/// to one without.
pub(super) fn mentions(
    site: &Site,
    doc: &Doc,
    ids: &Ids,
) -> Vec<(TicketId, TextRange, Option<String>)> {
    let mut spots = Spots::of(doc);
    let mut titled = BTreeSet::new();
    let mention = |mention: &Mention| {
        let id = ids.get(&mention.text)?;
        let ticket = site.ticket(id)?;
        let mut title = None;
        if is_untitled(ticket) && !titled.contains(&id) {
            let line = line_title(&spots.spot(mention.range).sentence, &mention.text);
            if !line.is_empty() && line != ticket.id {
                titled.insert(id);
            }
            title = Some(line);
        }
        Some((id, mention.range, title))
    };
    doc.facts.id_mentions.iter().filter_map(mention).collect()
}

/// Notes a place that names a ticket.
pub(super) fn mentioned(
    site: &mut Site,
    id: TicketId,
    backlink: Backlink,
    title: Option<&str>,
) {
    let Some(ticket) = site.tickets.get_mut(id.0 as usize) else { return };
    if let Some(title) = title.filter(|_| is_untitled(ticket)) {
        title.clone_into(&mut ticket.title);
    }
    ticket.mentions.push(backlink);
}

/// What the line that has the id first says it is: the words behind an id that begins
/// the line or its cell; in a table's row the next cell with words where the id stands
/// among ids only. A sentence that merely speaks of the ticket tells no title.
fn line_title(sentence: &str, id: &str) -> String {
    let cells: Vec<&str> = sentence.split(" · ").collect();
    let Some(at) = cells.iter().position(|cell| cell.contains(id)) else {
        return id.to_owned();
    };
    let (before, others) = cells.split_at(at);
    let own = others.first().copied().unwrap_or_default();
    let words = if has_words(own) {
        own.trim_start_matches(|c: char| !c.is_alphanumeric()).strip_prefix(id)
    } else {
        let mut beside = others.iter().skip(1).chain(before);
        beside.find(|cell| has_words(cell)).copied()
    };
    let words = words.filter(|words| has_words(words)).unwrap_or(id);
    let words = words
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '"'));
    let end =
        (0..=words.len().min(LONGEST_TITLE)).rev().find(|at| words.is_char_boundary(*at));
    words.get(..end.unwrap_or_default()).unwrap_or_default().trim().to_owned()
}

/// Whether `cell` holds more than ids, numbers and signs.
fn has_words(cell: &str) -> bool {
    let words =
        cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&'));
    let words =
        words.filter(|word| !can_be(word.trim_matches(|c: char| !c.is_alphanumeric())));
    words.flat_map(str::chars).filter(|c| c.is_alphabetic()).count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_with_a_number_can_be_tickets() {
        for (id, expected) in [
            ("PAY-12", true),
            ("SEC-FIX-001", true),
            ("US14", true),
            ("TD_7", true),
            ("task-20b", true),
            ("R1", false),
            ("#12", false),
            ("2025-01", false),
            ("SHA-256", false),
            ("Story 6.1", false),
            ("PAY", false),
        ] {
            assert_eq!(can_be(id), expected, "{id}");
        }
        assert_eq!(prefix("SEC-FIX-001"), "SEC-FIX");
        assert_eq!(prefix("#12"), "#");
    }

    #[test]
    fn a_line_tells_a_title_only_where_it_presents_the_ticket() {
        for (line, expected) in [
            ("PAY-12: Mend the gate", "Mend the gate"),
            ("- PAY-12 – Mend the gate", "Mend the gate"),
            ("PAY-12 · P1 · Mend the gate", "Mend the gate"),
            ("1 · PAY-12, PAY-13 · Mend the gate", "Mend the gate"),
            ("4 · Break PAY-12 & PAY-13 into tasks first · Team", "PAY-12"),
            ("An example for PAY-12 (gates):", "PAY-12"),
            ("waits for PAY-12", "PAY-12"),
        ] {
            assert_eq!(line_title(line, "PAY-12"), expected, "{line}");
        }
    }
}
