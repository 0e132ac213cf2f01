//! Titles that say what they mean only beside others: `This week` holds what was done
//! where `Next week` follows, and what is planned where `Last week` stands before.

use super::Outline;
use super::Section;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Near;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use rustc_hash::FxHashMap;

/// Gives such sections the sense that those beside them leave.
pub(super) fn read(outline: &mut Outline, lexicon: &Lexicon) {
    if !outline.sections.iter().any(|section| is_now(section, lexicon)) {
        return;
    }
    let mut beside: FxHashMap<Option<usize>, (bool, bool)> = FxHashMap::default();
    for section in &outline.sections {
        let (done, planned) = beside.entry(section.parent).or_default();
        *done |= section.sense == Some(Sense::Done);
        *planned |= section.sense == Some(Sense::Planned);
    }
    let mut orders: FxHashMap<usize, u32> = FxHashMap::default();
    for entry in outline.entries.iter().filter(|entry| entry.parent.is_none()) {
        let words = normal(entry.title.text());
        let first = words.split(' ').next().unwrap_or_default();
        let order = lexicon.orders.exact(first).is_some();
        *orders.entry(entry.section).or_default() += u32::from(order);
    }
    for (at, section) in outline.sections.iter_mut().enumerate() {
        if !is_now(section, lexicon) {
            continue;
        }
        // `Fix the gate` is still to be done.
        let asked = orders.get(&at).is_some_and(|count| 2 * count > section.bullets);
        let sense = match beside.get(&section.parent) {
            Some(_) if asked => Sense::Planned,
            Some((_, true)) => Sense::Done,
            Some((true, false)) => Sense::Planned,
            _ => continue,
        };
        section.sense = Some(sense);
        section.firm = true;
    }
}

/// `This week`, `Heute`: the time that a report is written in, and no more.
fn is_now(section: &Section, lexicon: &Lexicon) -> bool {
    let now = lexicon.near.exact(section.title.text());
    let now = matches!(now, Some(Near::Today | Near::ThisWeek | Near::ThisMonth));
    now && matches!(section.sense, None | Some(Sense::InProgress))
}
