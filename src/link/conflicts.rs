//! Two values for one thing: within one document, on one day, or a step back from
//! done to open without a word.
//!
//! Another value in a later document is history. Mentions that bear a ticket's id as
//! their own are compared; of those that only share a title a step back alone counts,
//! and only of work that was carried over before it was done: a chore is done and
//! comes again.

use super::Conflict;
use super::DocId;
use super::Entry;
use super::EntryId;
use super::ItemId;
use super::Site;
use super::disagree;
use super::entries::Bearing;
use super::entries::own_id;
use super::entries::title_key;
use super::findings::Findings;
use super::findings::Remark;
use super::names::Names;
use super::tickets::Ids;
use super::tickets::id_key;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::Basis;
use crate::model::Item;
use crate::model::Shape;
use crate::model::Status;
use crate::parse::BlockKind;
use crate::text::Day;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How many mentions of one ticket are compared; a log that repeats one ticket a
/// thousand times has no more to tell.
const COMPARED: usize = 64;

/// In how many documents work without an id was unfinished before its end is one: a
/// chore is planned, done, and planned again.
const CARRIED: usize = 2;

/// Words with which an author tells that finished work is open again.
const AGAIN: &[&str] = &[
    "reopen",
    "re-open",
    "again",
    "revert",
    "regress",
    "rolled back",
    "rollback",
    "redo",
    "wieder",
    "rouvert",
    "reabiert",
    "riapert",
];

/// What contradicts in what is said of one entry.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub(super) conflicts: Vec<Conflict>,
    pub(super) findings: Vec<Finding>,
}

/// What contradicts, by entry; those of `asked` only.
pub(super) fn find(
    site: &Site,
    ids: &Ids,
    names: &Names,
    asked: impl Iterator<Item = EntryId>,
) -> BTreeMap<EntryId, Told> {
    let mut parts = FxHashMap::default();
    let look = Look { site, ids, names };
    let told = |id: EntryId| {
        let told = look.entry(site.entry(id)?, &mut parts);
        let is_something = !told.conflicts.is_empty() || !told.findings.is_empty();
        is_something.then_some((id, told))
    };
    asked.filter_map(told).collect()
}

/// A mention that bears the ticket's id as its own, or one of a thing without an id.
struct Said<'s> {
    id: ItemId,
    item: &'s Item,
    /// When it was said, the first day of a month.
    day: Option<Day>,
    /// The same where it is known to the day.
    exact: Option<Day>,
    line: u32,
    /// Which dated part of its document it stands in; one file may hold a year.
    part: usize,
}

fn said<'s>(
    site: &'s Site,
    entry: &Entry,
    ids: &Ids,
    parts: &mut FxHashMap<DocId, Vec<u32>>,
) -> Vec<Said<'s>> {
    let own = |id: &ItemId| {
        let (doc, item) = site.item(*id)?;
        let same = own_id(item, ids).is_none_or(|(own, bearing)| {
            bearing == Bearing::Own && id_key(own) == id_key(&entry.id)
        });
        let dated = parts.entry(id.doc).or_insert_with(|| dated_headings(doc));
        let part = dated.partition_point(|start| *start <= item.range.start);
        let line = doc.source.line(item.range.start);
        let day = doc.day();
        let exact =
            day.filter(|_| doc.time.is_some_and(|(span, _)| span.from == span.to));
        same.then_some(Said { id: *id, item, day, exact, line, part })
    };
    if entry.items.len() < 2 {
        Vec::new()
    } else {
        entry.items.iter().filter_map(own).collect()
    }
}

/// Where the headings of a document with a date in them begin.
fn dated_headings(doc: &super::Doc) -> Vec<u32> {
    let heads = doc
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let heads: Vec<_> = heads.map(|block| block.range).collect();
    let mut dated = BTreeSet::new();
    for event in &doc.facts.events {
        let after = heads.partition_point(|head| head.start <= event.range.start);
        let head = after.checked_sub(1).and_then(|at| heads.get(at));
        dated.extend(head.filter(|head| head.holds(event.range)).map(|head| head.start));
    }
    dated.into_iter().collect()
}

struct Look<'a> {
    site: &'a Site,
    ids: &'a Ids,
    names: &'a Names,
}

impl Look<'_> {
    fn entry(&self, entry: &Entry, parts: &mut FxHashMap<DocId, Vec<u32>>) -> Told {
        let said = said(self.site, entry, self.ids, parts);
        if said.is_empty() {
            return Told::default();
        }
        let mut findings = Findings::new(Vec::new());
        let mut conflicts = Vec::new();
        if said.iter().any(|said| own_id(said.item, self.ids).is_some()) {
            self.duplicates(&entry.id, &said, &mut findings);
            conflicts = self.all(&said);
            for conflict in &conflicts {
                report(self.site, &entry.id, conflict, &mut findings);
            }
        } else if let Some(back) = steps_back(&said, CARRIED) {
            report(self.site, &format!("`{}`", entry.title), &back, &mut findings);
        }
        Told { conflicts, findings: findings.all }
    }

    /// All that contradicts in what is said of one ticket.
    fn all(&self, said: &[Said<'_>]) -> Vec<Conflict> {
        let mut conflicts =
            self.same_day(said.get(..COMPARED.min(said.len())).unwrap_or_default());
        if conflicts.iter().all(|conflict| conflict.field != "status") {
            conflicts.extend(steps_back(said, 0));
        }
        conflicts
    }

    /// The first two mentions of one document part or day that disagree, by field.
    fn same_day(&self, said: &[Said<'_>]) -> Vec<Conflict> {
        let fields: [(&'static str, Disagree<'_>); 5] = [
            ("depends_on", &|a, b| self.depends_on(a, b)),
            ("status", &|a, b| disagree::status(a.item, b.item)),
            ("points", &|a, b| disagree::points(a.item, b.item)),
            ("priority", &|a, b| disagree::priority(a.item, b.item)),
            ("owner", &|a, b| self.owner(a, b)),
        ];
        let together = |a: &Said<'_>, b: &Said<'_>| {
            let one = a.id.doc == b.id.doc;
            if one { a.part == b.part } else { a.exact.is_some() && a.exact == b.exact }
        };
        let mut conflicts = Vec::new();
        for (field, disagree) in fields {
            let mut pairs = said.iter().enumerate().flat_map(|(at, a)| {
                let later = said.iter().skip(at + 1).filter(move |b| together(a, b));
                later.map(move |b| (a, b))
            });
            let found = pairs.find_map(|(a, b)| Some((a, b, disagree(a, b)?)));
            let found = found.map(|(a, b, values)| conflict(field, a, b, values));
            conflicts.extend(found.map(|conflict| self.exact(conflict, said)));
        }
        conflicts
    }

    /// The same with the lines of the dependencies instead of those of the titles.
    fn exact(&self, mut conflict: Conflict, said: &[Said<'_>]) -> Conflict {
        for (doc, line) in
            conflict.places.iter_mut().filter(|_| conflict.field == "depends_on")
        {
            let mention =
                said.iter().find(|said| said.id.doc == *doc && said.line == *line);
            let (Some(mention), Some(doc)) = (mention, self.site.doc(*doc)) else {
                continue;
            };
            let ids = &doc.facts.id_mentions;
            let from =
                ids.partition_point(|id| id.range.start < mention.item.extent.start);
            let inside = ids.get(from..).unwrap_or_default().iter();
            let mut inside =
                inside.take_while(|id| id.range.end <= mention.item.extent.end);
            let named =
                inside.find(|id| mention.item.details.depends_on.contains(&id.text));
            *line = named.map_or(*line, |id| doc.source.line(id.range.start));
        }
        conflict
    }

    /// Two lists of dependencies disagree unless one only leaves out finished ones.
    fn depends_on(&self, a: &Said<'_>, b: &Said<'_>) -> Option<(String, String)> {
        let (one, other) = (disagree::depends_on(a.item)?, disagree::depends_on(b.item)?);
        let mut apart = one.symmetric_difference(&other);
        let crossed = !one.is_subset(&other) && !other.is_subset(&one);
        let told =
            |id: &String| [a, b].iter().any(|said| disagree::says_done(said.item, id));
        let open = crossed || apart.any(|id| !self.finished(id) && !told(id));
        let text = |ids: &BTreeSet<String>, item: &Item| {
            let none = || item.details.dependencies.clone().unwrap_or_default();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            if ids.is_empty() { none() } else { ids.join(", ") }
        };
        open.then(|| (text(&one, a.item), text(&other, b.item)))
    }

    fn finished(&self, id: &str) -> bool {
        let ticket = self.ids.get(id).and_then(|id| self.site.ticket(id));
        let entry = ticket.and_then(|ticket| self.site.entry(ticket.entry?));
        entry.is_some_and(|entry| entry.status == Some(Status::Done))
    }

    /// Two different leads, none of whom may be the other.
    fn owner(&self, a: &Said<'_>, b: &Said<'_>) -> Option<(String, String)> {
        let people = |said: &Said<'_>| -> BTreeSet<_> {
            let owners = said.item.owners.iter();
            owners
                .filter_map(|owner| self.names.in_doc(said.id.doc, &owner.who))
                .collect()
        };
        let written = |said: &Said<'_>| {
            said.item.owners_by.is_some_and(|by| by.basis == Basis::Written)
        };
        let (one, other) = (people(a), people(b));
        let same = |x: &super::PersonId| {
            let person = self.site.person(*x);
            let alike =
                person.is_some_and(|p| p.maybe_same_as.iter().any(|y| other.contains(y)));
            other.contains(x) || alike || self.first_words_meet(*x, &other)
        };
        let none = one.is_empty() || other.is_empty() || one.iter().any(same);
        let text = |said: &Said<'_>| {
            let owners = said.item.owners.iter().map(|owner| owner.who.as_str());
            owners.collect::<Vec<_>>().join(", ")
        };
        (!none && written(a) && written(b)).then(|| (text(a), text(b)))
    }

    /// `Frontend` and `Frontend Agent` may be one: no contradiction.
    fn first_words_meet(
        &self,
        who: super::PersonId,
        others: &BTreeSet<super::PersonId>,
    ) -> bool {
        let words = |id| self.site.person(id).map(|person| title_key(&person.name));
        let Some(name) = words(who) else { return false };
        others.iter().filter_map(|id| words(*id)).any(|other| {
            let begins = |long: &str, short: &str| {
                long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
            };
            begins(&name, &other) || begins(&other, &name)
        })
    }

    /// Two things of one document with one id and not a word in common.
    fn duplicates(&self, id: &str, said: &[Said<'_>], findings: &mut Findings) {
        let own = id_key(id).to_lowercase();
        let words = |item: &Item| -> BTreeSet<String> {
            let key = title_key(&item.title);
            let id = title_key(&own);
            let rest = key.strip_prefix(&id).unwrap_or(&key);
            rest.split(' ').filter(|word| word.len() > 2).map(str::to_owned).collect()
        };
        for pair in said.windows(2) {
            let [a, b] = pair else { continue };
            let shaped = a.item.shape == b.item.shape && a.item.shape != Shape::Checkbox;
            let (one, other) = (words(a.item), words(b.item));
            let told = !one.is_empty() && !other.is_empty();
            if a.id.doc != b.id.doc || !shaped || !told || !one.is_disjoint(&other) {
                continue;
            }
            let Some((doc, item)) = self.site.item(b.id) else { continue };
            let message = format!(
                "`{id}` names two things: `{}` and `{}`",
                a.item.title, b.item.title
            );
            let hint =
                Some(format!("the first one is at line {}; they share one page", a.line));
            let remark = Remark { code: Code::DuplicateId, message, hint };
            findings.at(&doc.source, Some(item.range), remark);
            return;
        }
    }
}

/// Done on one day and open on a later one, without a word, if it was unfinished in
/// `carried` documents before.
fn steps_back(said: &[Said<'_>], carried: usize) -> Option<Conflict> {
    let mut unfinished = BTreeSet::new();
    let mut done: Option<&Said<'_>> = None;
    for mention in said {
        let Some(status) = mention.item.status else { continue };
        match status.value {
            Status::Done => {
                if unfinished.len() >= carried {
                    done = Some(mention);
                }
                unfinished.clear();
            }
            Status::Deferred => {}
            Status::Open | Status::InProgress | Status::Blocked => {
                unfinished.insert(mention.id.doc);
                let Some(before) = done.take() else { continue };
                let later = before.day.is_some() && before.day < mention.day;
                let written = status.by.basis == Basis::Written;
                if later && written && !says_again(mention.item) {
                    let values =
                        (disagree::word(before.item), disagree::word(mention.item));
                    return Some(conflict("status", before, mention, values));
                }
            }
        }
    }
    None
}

/// Gives the two values where they disagree.
type Disagree<'a> = &'a dyn Fn(&Said<'_>, &Said<'_>) -> Option<(String, String)>;

fn conflict(
    field: &'static str,
    a: &Said<'_>,
    b: &Said<'_>,
    (one, other): (String, String),
) -> Conflict {
    let places = vec![(a.id.doc, a.line), (b.id.doc, b.line)];
    Conflict { field, values: vec![one, other], places }
}

fn says_again(item: &Item) -> bool {
    let text = item.status_text.iter().chain([&item.title]);
    let text = text.map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ");
    AGAIN.iter().any(|word| text.contains(word))
}

fn report(site: &Site, name: &str, conflict: &Conflict, findings: &mut Findings) {
    let ([one, other], [first, second]) =
        (conflict.values.as_slice(), conflict.places.as_slice())
    else {
        return;
    };
    let (Some(before), Some(doc)) = (site.doc(first.0), site.doc(second.0)) else {
        return;
    };
    let what = match conflict.field {
        "depends_on" => format!("what {name} depends on"),
        field => format!("the {} of {name}", field.replace('_', " ")),
    };
    let place = format!("{}:{}", before.source.path.as_str(), first.1);
    let message = format!("{what} is `{other}` here and `{one}` at {place}");
    let hint = Some("correct one of them, or write what happened since".to_owned());
    let start = doc.source.lines.start(second.1).unwrap_or(0);
    let next = doc.source.lines.start(second.1 + 1);
    let end = next.map_or(doc.source.text.len(), |end| end as usize);
    let line = crate::text::TextRange::new(start as usize, end).slice(&doc.source.text);
    let range = crate::text::TextRange::new(
        start as usize,
        start as usize + line.trim_end().len(),
    );
    let remark = Remark { code: Code::Contradiction, message, hint };
    findings.at(&doc.source, Some(range), remark);
}
