//! Which entries are items, and what they are.
//!
//! An item is an entry with its own title in a section that gives a sense: each
//! entry below `## Action items`, each numbered heading below `## Key learnings`.
//! A marker makes one anywhere: `Decision: …`, `Action: …`; so do a checkbox, and a
//! row with an owner, state or due column. A heading that names one thing is an item
//! and what is below it is detail; a heading that names a category is none.

mod chooser;
mod headings;
mod kinds;
mod lists;
mod marked;
mod promised;
mod rows;
mod told;
mod whole;
mod words;

use chooser::Choice;
use chooser::Chooser;

use crate::model::Details;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::Read;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::outline::Entry;
use crate::understand::values::title::Title;
use rustc_hash::FxHashSet;

/// See the module.
pub(super) struct Items;

impl Rule for Items {
    fn name(&self) -> &'static str {
        "items"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let kind = draft.facts.kind.map_or(DocKind::Other, |kind| kind.value);
        let mut chooser = Chooser::new(cx, kind);
        let mut places = FxHashSet::default();
        let mut chosen: Vec<(usize, Choice)> = Vec::new();
        for (at, entry) in cx.outline.entries.iter().enumerate() {
            chooser.inherit(entry);
            let choice = chooser.choose(entry, &places);
            // Of `- [ ] (Owner: Ada)` no words are left to name it.
            if let Some(choice) = choice.filter(|choice| !choice.title.text.is_empty()) {
                if let Some(opened) = entry.opens {
                    chooser.set_inside(opened, at);
                }
                places.insert(at);
                chosen.push((at, choice));
            }
        }
        for (at, choice) in chosen {
            let Some(entry) = cx.outline.entries.get(at) else { continue };
            let (item, title) = make(entry, choice);
            draft.facts.items.push(item);
            draft.entries.push(at);
            draft.titles.push(title);
        }
    }
}

fn make(entry: &Entry, choice: Choice) -> (Item, Title) {
    let range = entry.title.range();
    let by = Evidence { rule: choice.rule, basis: choice.basis, range };
    let item = Item {
        anchor: String::new(),
        title: choice.title.text.clone(),
        range,
        extent: entry.extent,
        block: entry.block,
        shape: entry.shape,
        kind: Read { value: choice.kind, by },
        owners: Vec::new(),
        owners_by: None,
        status: None,
        status_text: None,
        priority: None,
        when: None,
        ids: choice.title.ids.clone(),
        details: Details { anti_pattern: choice.anti_pattern, ..Details::default() },
    };
    (item, choice.title)
}
