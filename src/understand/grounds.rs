//! Points the type of each item that its section gives to the words that give it.

use super::Draft;
use super::outline::Outline;
use crate::model::Basis;

/// Sets the bytes of inherited types to the title of the nearest section with a sense.
pub(super) fn point(draft: &mut Draft, outline: &Outline) {
    for (item, entry, _) in draft.items(outline) {
        if item.kind.by.basis != Basis::Inherited {
            continue;
        }
        let mut around = outline.up(entry.section).map(|(_, section)| section);
        if let Some(section) = around.find(|section| section.sense.is_some()) {
            item.kind.by.range = section.title.range();
        }
    }
}
