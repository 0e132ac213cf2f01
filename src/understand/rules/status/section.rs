//! The state that the headings above an entry tell.

use super::Planned;
use super::Told;
use super::told;
use crate::model::Basis;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Status;
use crate::understand::Context;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::outline::Section;
use crate::understand::values::state;

/// What holds for the whole document.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// What headings that plan say.
    pub(super) planned: Planned,
    /// The section whose heading is the document's title.
    pub(super) title: Option<usize>,
}

/// The state told by the section of `entry` or one around it, the nearest first:
/// a heading that is one (`## Open`), that has one in brackets (`Q2 (Deferred)`) or
/// as a sign (`### ✅ Kitchen`), or whose sense implies one (`## Next steps`).
pub(super) fn read(
    cx: Context<'_>,
    entry: &Entry,
    item: &Item,
    frame: Frame,
) -> Option<Told> {
    let workable = matches!(
        item.kind.value,
        ItemType::Task | ItemType::Action | ItemType::Debt | ItemType::Learning
    );
    let around = cx.outline.up(entry.section);
    for (_, section) in around.filter(|(at, _)| frame.title != Some(*at)) {
        let value = by_words(cx, section)
            .or_else(|| {
                by_sense(cx, section, item.kind.value).filter(|status| {
                    (workable || *status == Status::Deferred)
                        && (frame.planned == Planned::IsOpen || *status != Status::Open)
                })
            })
            .or_else(|| by_sign(section).filter(|_| workable));
        if let Some(value) = value {
            let place = (section.title.range(), "");
            return Some(told(value, "status-section", Basis::Inherited, place));
        }
        // What is to be done about finished work is not itself finished.
        if matches!(section.sense, Some(Sense::Action | Sense::Improve | Sense::Start)) {
            return None;
        }
    }
    None
}

/// `Q2 2026 (Deferred)`.
fn by_words(cx: Context<'_>, section: &Section) -> Option<Status> {
    let remark = |part: state::Bracket<'_>| {
        let whole = cx.lexicon.status.exact(part.inner);
        whole.or_else(|| state::remark(part.inner, cx.lexicon))
    };
    state::brackets(section.title.text()).into_iter().find_map(remark)
}

fn by_sense(cx: Context<'_>, section: &Section, kind: ItemType) -> Option<Status> {
    let upcoming = || {
        let title = section.title.text();
        cx.lexicon.upcoming.within(title).map(|_| Status::Open)
    };
    match section.sense? {
        Sense::Done => Some(Status::Done),
        // In a retrospective it is a lesson.
        Sense::Achieved if kind == ItemType::Task => Some(Status::Done),
        Sense::InProgress => Some(Status::InProgress),
        Sense::Planned => Some(Status::Open),
        Sense::Blocked => Some(Status::Blocked),
        Sense::Deferred => Some(Status::Deferred),
        Sense::Action | Sense::Backlog | Sense::Improve => upcoming(),
        _ => None,
    }
}

/// A tick before the name of a topic; before `Action items` it is an ornament.
fn by_sign(section: &Section) -> Option<Status> {
    let sign = state::sign(section.title.text());
    sign.filter(|_| matches!(section.sense, None | Some(Sense::None | Sense::Topic)))
}
