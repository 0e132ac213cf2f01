//! The anchor of each item (contract, "Anchors"): a heading's is GitHub's slug,
//! another's is `i-` and the first words of its title, on collision with six hex
//! digits of the hash of title and parent heading. No counters, so that links
//! survive insertions.

use crate::model::Shape;
use crate::text::slug;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// See the module.
pub(super) struct Anchors;

/// How many words of a title make the anchor.
const WORDS: usize = 8;

impl Rule for Anchors {
    fn name(&self) -> &'static str {
        "anchors"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let headings: FxHashMap<u32, &String> =
            cx.document.anchors.iter().map(|(block, anchor)| (*block, anchor)).collect();
        let taken = cx.document.anchors.iter().map(|(_, anchor)| anchor.clone());
        let mut free = Free { taken: taken.collect(), alike: FxHashMap::default() };
        for at in 0..draft.facts.items.len() {
            let entry = draft.entries.get(at).and_then(|at| cx.outline.entries.get(*at));
            let Some(item) = draft.facts.items.get_mut(at) else { continue };
            let heading = headings.get(&item.block);
            if let (Shape::Heading, Some(anchor)) = (item.shape, heading) {
                item.anchor.clone_from(anchor);
                continue;
            }
            let words: Vec<&str> = item.title.split_whitespace().take(WORDS).collect();
            let base = format!("i-{}", slug(&words.join(" ")));
            let parent = entry.and_then(|entry| cx.outline.sections.get(entry.section));
            let parent = parent.map_or("", |section| section.title.text());
            item.anchor = free.anchor(base, &item.title, parent);
        }
    }
}

/// Gives each anchor once.
struct Free {
    taken: BTreeSet<String>,
    /// How many entries of one title and heading there were, so that the thousandth
    /// need not try what all before it got.
    alike: FxHashMap<String, u32>,
}

impl Free {
    fn anchor(&mut self, base: String, title: &str, parent: &str) -> String {
        if self.taken.insert(base.clone()) {
            return base;
        }
        let seed = format!("{title}\n{parent}");
        let alike = self.alike.entry(seed.clone()).or_default();
        loop {
            // Of two entries alike in title and heading nothing but their order differs.
            let seed = match *alike {
                0 => seed.clone(),
                count => format!("{seed}\n{count}"),
            };
            *alike = alike.saturating_add(1);
            let hash = blake3::hash(seed.as_bytes()).to_hex();
            let anchor = format!("{base}-{}", hash.get(..6).unwrap_or_default());
            if self.taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}
