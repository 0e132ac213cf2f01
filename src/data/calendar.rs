//! iCalendar files (RFC 5545): written due days and what documents announce.
//!
//! `calendar.ics` has all, `owners/<slug>.ics` the entries of one person. Only stated
//! days are in them: a quarter is not its last day, and a day that kenning worked out
//! is nobody's appointment. Finished work keeps its place, with a tick, so that
//! nothing vanishes from a calendar without a word; what lies back more than a year is
//! left out, since readers fetch the whole file each time.

use super::Put;
use super::beside;
use super::feeds::summary;
use super::naming::Naming;
use super::people;
use crate::link::Doc;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::Certainty;
use crate::model::Event;
use crate::model::Shape;
use crate::model::Status;
use crate::render::escape::Ics;
use crate::text::Day;
use crate::text::Moment;
use crate::text::SitePath;
use crate::text::Span;
use crate::text::slug;
use crate::view;
use jiff::ToSpan;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A calendar must hold something (RFC 5545, section 3.6): where there is nothing to
/// come, it is the time zone that its days need not.
const NOTHING: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\n\
    DTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A day in a calendar.
struct Date {
    uid: String,
    span: Span,
    /// The day of the document that says so.
    stamp: Day,
    title: String,
    description: String,
    /// Its page, where it is known where the site lives.
    url: Option<String>,
    category: &'static str,
}

/// All calendars.
pub(super) fn calendars(naming: &Naming<'_>, put: Put<'_>) {
    let site = naming.site;
    let add = |url: &SitePath, title: &str, mut dates: Vec<&Date>| {
        let since = site.today.saturating_sub(1.year());
        dates.retain(|date| date.span.to >= since);
        dates.sort_by(|a, b| (a.span, &a.uid).cmp(&(b.span, &b.uid)));
        put(url.as_str(), calendar(title, &dates).as_bytes());
    };
    let (entries, others) = dates(naming);
    let all = entries.values().chain(&others).collect();
    add(&SitePath::new("calendar.ics"), &naming.title, all);
    for (person, page) in people(site) {
        let theirs: BTreeSet<_> = person.entries.iter().map(|part| part.entry).collect();
        let dates = theirs.iter().filter_map(|id| entries.get(id)).collect();
        let title = format!("{} · {}", naming.title, person.name);
        add(&beside(page, "ics"), &title, dates);
    }
}

/// The days of entries, and what else is announced.
fn dates(naming: &Naming<'_>) -> (BTreeMap<EntryId, Date>, Vec<Date>) {
    let site = naming.site;
    let mut entries = BTreeMap::new();
    for (id, entry) in (0..).map(EntryId).zip(&site.entries) {
        if super::is_shown(site, entry)
            && let Some(date) = due(naming, entry)
        {
            entries.insert(id, date);
        }
    }
    let mut others = Vec::new();
    for (_, doc) in site.published() {
        let mut announced = Announced { naming, doc, taken: BTreeSet::new() };
        for event in view::events(doc) {
            match ticked(naming, doc, event).filter(|(id, _)| !entries.contains_key(id)) {
                Some((id, date)) => drop(entries.insert(id, date)),
                None => others.extend(announced.date(event)),
            }
        }
    }
    (entries, others)
}

/// The written due day of an entry.
fn due(naming: &Naming<'_>, entry: &Entry) -> Option<Date> {
    let (span, certainty) = entry.when.as_ref()?.span?;
    (certainty == Certainty::Exact).then(|| of_entry(naming, entry, span))
}

/// The day within an item that is ticked off: nothing is due any more, but the day
/// stays where it was.
fn ticked(naming: &Naming<'_>, doc: &Doc, event: &Event) -> Option<(EntryId, Date)> {
    let items = doc.facts.items.iter().zip(&doc.entries).rev();
    let mut around = items.filter(|(item, _)| item.extent.holds(event.range));
    let (item, id) = around.next()?;
    let done = item.status.is_some_and(|status| status.value == Status::Done);
    let Moment::Day(day) = event.date else { return None };
    if item.shape != Shape::Checkbox || !done {
        return None;
    }
    let span = Span { from: day, to: day };
    Some((*id, of_entry(naming, naming.site.entry(*id)?, span)))
}

fn of_entry(naming: &Naming<'_>, entry: &Entry, span: Span) -> Date {
    let done = if entry.status == Some(Status::Done) { "✓ " } else { "" };
    let named = entry.id.contains('#') || entry.title.contains(&entry.id);
    let id = if named { String::new() } else { format!("{} ", entry.id) };
    Date {
        uid: naming.uid(&entry.id),
        span,
        stamp: entry.last_seen.unwrap_or(span.from),
        title: format!("{done}{id}{}", entry.title),
        description: summary(naming, entry),
        url: naming.address(&entry.url),
        category: entry.kind.word(),
    }
}

/// The days that a document announces, such as its next review: those after its own.
struct Announced<'a> {
    naming: &'a Naming<'a>,
    doc: &'a Doc,
    /// The ids given in this document.
    taken: BTreeSet<String>,
}

impl Announced<'_> {
    fn date(&mut self, event: &Event) -> Option<Date> {
        let written = self.doc.time?.0.to;
        let Moment::Day(day) = event.date else { return None };
        if day <= written {
            return None;
        }
        // A label names one day of a document; where it names more, they are told
        // apart by the days themselves.
        let path = self.doc.source.path.as_str();
        let plain = format!("{path}#event-{}", slug(&event.label));
        let exact = format!("{plain}-{day}");
        let id = [plain, exact].into_iter().find(|id| self.taken.insert(id.clone()))?;
        Some(Date {
            uid: self.naming.uid(&id),
            span: Span { from: day, to: day },
            stamp: written,
            title: format!("{} · {}", event.label, self.doc.title),
            description: self.doc.title.clone(),
            url: self.naming.address(&view::place(self.doc, event.range)),
            category: "event",
        })
    }
}

fn calendar(title: &str, dates: &[&Date]) -> String {
    let mut out =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kenning//EN\r\n");
    property(&mut out, "NAME", title);
    property(&mut out, "X-WR-CALNAME", title);
    if dates.is_empty() {
        out.push_str(NOTHING);
    }
    for date in dates {
        event(&mut out, date);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn event(out: &mut String, date: &Date) {
    let day = |day: Day| day.strftime("%Y%m%d").to_string();
    out.push_str("BEGIN:VEVENT\r\n");
    property(out, "UID", &date.uid);
    property(out, "DTSTAMP", &format!("{}T000000Z", day(date.stamp)));
    property(out, "DTSTART;VALUE=DATE", &day(date.span.from));
    // The end of whole days is the first one after them.
    if let Ok(end) = date.span.to.tomorrow() {
        property(out, "DTEND;VALUE=DATE", &day(end));
    }
    property(out, "SUMMARY", &date.title);
    if !date.description.is_empty() {
        property(out, "DESCRIPTION", &date.description);
    }
    property(out, "CATEGORIES", date.category);
    if let Some(url) = &date.url {
        property(out, "URL", url);
    }
    property(out, "TRANSP", "TRANSPARENT");
    out.push_str("END:VEVENT\r\n");
}

fn property(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, "{}", Ics { name, value });
}
