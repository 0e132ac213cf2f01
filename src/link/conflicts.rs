//! Two values for one thing: within one document, on one day, or a step back from
//! done to open without a word.
//!
//! Another value in a later document is history. Mentions that bear a ticket's id as
//! their own are compared, and those that share a title of several words: in documents
//! of one day, and in one document where they stand in different shapes (a row and an
//! entry of a list), as a thing and its recap do. Of what goes by fewer words, or comes
//! again by its name, only a step back counts, and only of work that was carried over
//! before it was done: a chore is done and comes again.

use super::Conflict;
use super::DocId;
use super::Entry;
use super::EntryId;
use super::Site;
use super::back::mended;
use super::back::steps_back;
use super::disagree;
use super::entries::own_id;
use super::entries::title_key;
use super::findings::Findings;
use super::findings::Remark;
use super::names::Names;
use super::said::Said;
use super::said::said;
use super::tickets::Ids;
use super::tickets::id_key;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::Basis;
use crate::model::Item;
use crate::model::Shape;
use crate::model::Status;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How many mentions of one ticket are compared; a log that repeats one ticket a
/// thousand times has no more to tell.
const COMPARED: usize = 64;

/// In how many documents work without an id was unfinished before its end is one: a
/// chore is planned, done, and planned again.
const CARRIED: usize = 2;

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
        } else {
            let told = self.without_id(&entry.title, &said);
            for conflict in told {
                let name = format!("`{}`", entry.title);
                report(self.site, &name, &conflict, &mut findings);
            }
        }
        Told { conflicts, findings: findings.all }
    }

    /// All that contradicts in what is said of one ticket.
    fn all(&self, said: &[Said<'_>]) -> Vec<Conflict> {
        let fields: [(&'static str, Disagree<'_>); 5] = [
            ("depends_on", &|a, b| self.depends_on(a, b)),
            ("status", &|a, b| disagree::status(a.item, b.item)),
            ("points", &|a, b| disagree::points(a.item, b.item)),
            ("priority", &|a, b| disagree::priority(a.item, b.item)),
            ("owner", &|a, b| self.owner(a, b)),
        ];
        let mut conflicts = self.together(said, &fields, |_, _| true);
        if conflicts.iter().all(|conflict| conflict.field != "status") {
            conflicts.extend(steps_back(said, 0));
        }
        conflicts
    }

    /// All that contradicts in what is said of one thing that goes by its title.
    fn without_id(&self, title: &str, said: &[Said<'_>]) -> Vec<Conflict> {
        if !disagree::is_telling(title) {
            return steps_back(said, CARRIED).into_iter().collect();
        }
        let fields: [(&'static str, Disagree<'_>); 3] = [
            ("status", &|a, b| disagree::status(a.item, b.item)),
            ("priority", &|a, b| disagree::priority(a.item, b.item)),
            ("owner", &|a, b| self.owner(a, b)),
        ];
        // Lists of the same steps for each part of the work repeat themselves.
        let recap = |a: &Said<'_>, b: &Said<'_>| {
            let listed = |shape| matches!(shape, Shape::Entry | Shape::Checkbox);
            let (one, other) = (a.item.shape, b.item.shape);
            a.id.doc != b.id.doc || one != other && !(listed(one) && listed(other))
        };
        let mut conflicts = self.together(said, &fields, recap);
        if conflicts.iter().all(|conflict| conflict.field != "status") {
            conflicts.extend(steps_back(said, 0).filter(|back| !mended(said, back)));
        }
        conflicts
    }

    /// The first two mentions of one document part or day that may be compared and
    /// disagree, by field.
    fn together(
        &self,
        said: &[Said<'_>],
        fields: &[(&'static str, Disagree<'_>)],
        comparable: impl Fn(&Said<'_>, &Said<'_>) -> bool,
    ) -> Vec<Conflict> {
        let said = said.get(..COMPARED.min(said.len())).unwrap_or_default();
        let together = |a: &Said<'_>, b: &Said<'_>| {
            let one = a.id.doc == b.id.doc;
            let same = if one {
                a.part == b.part
            } else {
                a.exact.is_some() && a.exact == b.exact
            };
            same && comparable(a, b)
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

/// Gives the two values where they disagree.
type Disagree<'a> = &'a dyn Fn(&Said<'_>, &Said<'_>) -> Option<(String, String)>;

/// Two mentions with their values.
pub(super) fn conflict(
    field: &'static str,
    a: &Said<'_>,
    b: &Said<'_>,
    (one, other): (String, String),
) -> Conflict {
    let places = vec![(a.id.doc, a.line), (b.id.doc, b.line)];
    Conflict { field, values: vec![one, other], places }
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
