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
        let mut taken: BTreeSet<String> =
            cx.document.anchors.iter().map(|(_, anchor)| anchor.clone()).collect();
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
            item.anchor = free(base, &item.title, parent, &taken);
            taken.insert(item.anchor.clone());
        }
    }
}

fn free(base: String, title: &str, parent: &str, taken: &BTreeSet<String>) -> String {
    if !taken.contains(&base) {
        return base;
    }
    let mut seed = format!("{title}\n{parent}");
    loop {
        let hash = blake3::hash(seed.as_bytes()).to_hex();
        let anchor = format!("{base}-{}", hash.get(..6).unwrap_or_default());
        if !taken.contains(&anchor) {
            return anchor;
        }
        // Two entries alike in title and heading: nothing but their order differs.
        seed.push('\n');
    }
}
