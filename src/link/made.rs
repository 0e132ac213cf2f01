//! Makes links where running text names a known thing.
//!
//! Only where it is beyond doubt, for a wrong link is worse than none: ids of
//! tickets, `@handles`, full names, names in a field for people, periods of the
//! document's own scope, titles of two words and more, file names. Never in
//! headings, code and links. The first mention in each section becomes a link;
//! every mention counts as a backlink.

use super::Backlink;
use super::DocId;
use super::Link;
use super::LinkBy;
use super::Site;
use super::Target;
use super::findings::Findings;
use super::findings::Remark;
use super::known::Dictionary;
use super::known::Known;
use super::names::Names;
use super::names::name_key;
use super::part::Part;
use super::part::Tables;
use super::part::Thing;
use super::periods::Calendar;
use super::spots::Spots;
use super::tickets::Ids;
use super::titles::is_common;
use super::titles::is_meant;
use crate::diag::Code;
use crate::model::Mention;
use crate::parse::BlockKind;
use crate::parse::Style;
use crate::parse::layout::{Block, Run};
use crate::text::SitePath;
use crate::text::TextRange;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::ops::Range;

/// A mention in running text.
struct Hit {
    range: TextRange,
    thing: Thing,
}

/// Adds the made links of one document, and what its text mentions. The mentions of
/// tickets are noted wherever they stand, see `tickets`.
pub(super) fn make(
    site: &Site,
    id: DocId,
    tables: &Tables,
    part: &mut Part,
    findings: &mut Findings,
) {
    let Tables { names, ids, calendar, dictionary, .. } = tables;
    let look = Look { site, ids, names, calendar, dictionary, id };
    look.document(part, findings);
}

/// Everything that tells what a name in one document means.
struct Look<'a> {
    site: &'a Site,
    ids: &'a Ids,
    names: &'a Names,
    calendar: &'a Calendar,
    dictionary: &'a Dictionary,
    id: DocId,
}

impl Look<'_> {
    fn document(&self, part: &mut Part, findings: &mut Findings) {
        let Some(doc) = self.site.doc(self.id) else { return };
        let spots = Spots::of(doc);
        let mut linked: FxHashSet<(usize, Thing)> = FxHashSet::default();
        let mut doubted: BTreeSet<String> = BTreeSet::new();
        let stated = self.stated();
        for run in doc
            .layout
            .blocks()
            .filter(|block| is_body(block) && !doc.facts.ignores(block.range))
            .flat_map(|block| block.runs())
        {
            if !is_plain(&run) || !run.is_verbatim {
                continue;
            }
            for hit in self.run(&run, &stated) {
                let Some((url, by)) = self.page(hit.thing) else { continue };
                let backlink = Backlink { from: self.id, range: hit.range, by };
                part.mentions.push((hit.thing, backlink));
                if linked.insert((spots.section(hit.range.start), hit.thing)) {
                    let to = Target::Page(url);
                    part.links.push(Link { range: hit.range, node: None, to, by });
                }
            }
            for (range, handle) in handles(&run) {
                if self.doubtful(handle) && doubted.insert(name_key(handle)) {
                    findings.at(&doc.source, Some(range), self.doubt(handle));
                }
            }
        }
    }

    /// The mentions that understanding found: ids, and names in fields for people.
    fn stated(&self) -> Vec<Hit> {
        let Some(doc) = self.site.doc(self.id) else { return Vec::new() };
        let facts = &doc.facts;
        let written = |mention: &&Mention| {
            !mention.text.is_empty() && doc.source.slice(mention.range) == mention.text
        };
        let tickets = facts.id_mentions.iter().filter(written).filter_map(|mention| {
            let thing = Thing::Ticket(self.ids.get(&mention.text)?);
            Some(Hit { range: mention.range, thing })
        });
        let owners = facts.items.iter().flat_map(|item| &item.owners);
        let owners = owners.map(|owner| (owner.range, &owner.who));
        let contacts = facts.contacts.iter().map(|contact| (contact.range, &contact.who));
        let named = facts.people.iter().map(|named| (named.by.range, &named.name));
        let people = owners.chain(contacts).chain(named).filter_map(|(range, who)| {
            let written = doc.source.slice(range);
            let exact = name_key(written) == name_key(who)
                || self.names.in_doc(self.id, written).is_some();
            let person = self.names.in_doc(self.id, who).filter(|_| exact)?;
            let sure = !written.is_empty() && !self.doubtful(who);
            sure.then_some(Hit { range, thing: Thing::Person(person) })
        });
        let mut hits: Vec<Hit> = tickets.chain(people).collect();
        hits.sort_by_key(|hit| (hit.range, hit.thing));
        hits
    }

    /// The mentions in one run, in order, none inside another.
    fn run(&self, run: &Run, stated: &[Hit]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let from = stated.partition_point(|hit| hit.range.start < run.range.start);
        let inside = stated.get(from..).unwrap_or_default().iter();
        let inside = inside.take_while(|hit| hit.range.start < run.range.end);
        let inside = inside
            .filter(|hit| run.range.holds(hit.range) && hit.range.start < hit.range.end);
        hits.extend(inside.map(|hit| Hit { range: hit.range, thing: hit.thing }));
        for (range, handle) in handles(run) {
            let person =
                self.names.in_doc(self.id, handle).filter(|_| !self.doubtful(handle));
            hits.extend(person.map(|id| Hit { range, thing: Thing::Person(id) }));
        }
        let shift = run.range.start as usize;
        for (local, known) in self.dictionary.find(run.text) {
            let range = TextRange::new(shift + local.start, shift + local.end);
            let thing = match known {
                Known::Person(id) => Thing::Person(id),
                Known::Doc(id) if !self.is_sure(id, run, &local) => continue,
                Known::Doc(id) => Thing::Doc(id),
            };
            hits.push(Hit { range, thing });
        }
        let scope = self.site.doc(self.id).map_or("", |doc| doc.scope.as_str());
        for (found, ids) in self.calendar.find(scope, run.text) {
            let (start, end) = (found.range.start as usize, found.range.end as usize);
            let range = TextRange::new(shift + start, shift + end);
            let first = ids.first().filter(|_| self.calendar.begins(scope, &found));
            hits.extend(first.map(|id| Hit { range, thing: Thing::Period(*id) }));
        }
        apart(hits)
    }

    /// Whether a document's name at a place of a run means it: a file's name does, a
    /// title where it is no mere phrase, nor a common one of another scope.
    fn is_sure(&self, id: DocId, run: &Run, range: &Range<usize>) -> bool {
        let (here, there) = (self.site.doc(self.id), self.site.doc(id));
        let (Some(here), Some(there)) = (here, there) else { return false };
        let written = run.text.get(range.clone()).unwrap_or_default();
        let elsewhere = here.scope != there.scope && is_common(&there.title);
        written == there.source.path.file_name()
            || (!elsewhere && is_meant(&there.title, run, range))
    }

    /// The page of a thing other than this one.
    fn page(&self, thing: Thing) -> Option<(SitePath, LinkBy)> {
        Some(match thing {
            Thing::Ticket(id) => (self.site.ticket(id)?.url.clone(), LinkBy::Ticket),
            Thing::Person(id) => (self.site.person(id)?.url.clone()?, LinkBy::Person),
            Thing::Period(id) => (self.site.period(id)?.url.clone(), LinkBy::Period),
            Thing::Doc(id) if id == self.id => return None,
            Thing::Doc(id) => (self.site.doc(id)?.url.clone(), LinkBy::Title),
        })
    }

    /// Whether other documents give this short form to several people, and this one
    /// does not say which is meant.
    fn doubtful(&self, name: &str) -> bool {
        let key = name_key(name);
        self.names.ambiguous.contains_key(&key)
            && self.names.in_doc(self.id, name)
                == self.names.site.get(&key).copied().flatten()
    }

    fn doubt(&self, handle: &str) -> Remark {
        let meant = self.names.ambiguous.get(&name_key(handle)).into_iter().flatten();
        let meant: Vec<String> = meant.take(4).map(|name| format!("`{name}`")).collect();
        let message = format!("`@{handle}` may be {}", meant.join(" or "));
        let hint =
            Some("say which under `[people] aliases`, or write the full name".into());
        Remark { code: Code::AmbiguousPerson, message, hint }
    }
}

/// The first of those that overlap, and of those that begin together the longest.
fn apart(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.range.start >= end;
        if free {
            end = hit.range.end;
        }
        free
    });
    hits
}

fn is_body(block: &Block<'_>) -> bool {
    !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Html | BlockKind::Code(_))
}

fn is_plain(run: &Run<'_>) -> bool {
    run.link.is_none() && !run.style.has(Style::CODE)
}

/// The `@handles` of a run: their bytes in the source with `@`, and the name.
fn handles<'a>(run: &Run<'a>) -> impl Iterator<Item = (TextRange, &'a str)> + use<'a> {
    let (text, range) = (run.text, run.range);
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if before.is_some_and(|c| word(c) || c == '@' || c == '/') {
            return None;
        }
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !word(c)).unwrap_or(rest.len());
        let handle = rest.get(..end)?.trim_end_matches(['.', '-', '_']);
        let start = range.start as usize + at;
        let range = TextRange::new(start, start + 1 + handle.len());
        (!handle.is_empty()).then_some((range, handle))
    })
}
