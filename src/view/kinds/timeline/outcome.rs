//! What came of the work: when a document called it done for the first time.

use super::Happening;
use super::What;
use super::lanes::Lanes;
use crate::link::Entry;
use crate::link::EntryId;
use crate::model::Status;
use crate::view::Href;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::words;

/// The work that is done, each with the address of the document that says so first. It
/// was done then or before: more is not known.
pub(super) fn done(
    cx: &Cx<'_>,
    here: &Here,
    lanes: &Lanes<'_>,
) -> Vec<(Href, Happening)> {
    let all = cx.entries.iter().filter_map(|id| Some((*id, cx.site.entry(*id)?)));
    let over =
        |entry: &Entry| words::closes(entry.kind) && entry.status == Some(Status::Done);
    let done = all.filter(|(_, entry)| over(entry));
    done.filter_map(|(id, entry)| said(cx, here, lanes, (id, entry))).collect()
}

fn said(
    cx: &Cx<'_>,
    here: &Here,
    lanes: &Lanes<'_>,
    (id, entry): (EntryId, &Entry),
) -> Option<(Href, Happening)> {
    let mentions = entry.items.iter().filter_map(|item| cx.item(*item));
    let said = mentions.filter_map(|(doc, item)| {
        let done = item.status.is_some_and(|read| read.value == Status::Done);
        Some((doc.time.filter(|_| done)?.0, doc, item))
    });
    let (span, doc, item) = said.min_by_key(|(span, ..)| span.to)?;
    let names = entry.owners.iter().filter_map(|id| cx.site.person(*id));
    let one = Happening {
        when: crate::view::cx::date(doc).0?,
        is_date: true,
        title: entry.title.clone(),
        href: here.to(&doc.url.at(&item.anchor)),
        doc: doc.title.clone(),
        past: span.to < cx.site.today,
        state: words::state(entry.kind, entry.status),
        over: true,
        lane: "done",
        owners: names.map(|person| person.name.clone()).collect(),
        periods: lanes.of_entry(id),
        ..Happening::bare(What::Done(entry.kind), span)
    };
    Some((here.to(&doc.url), one))
}
