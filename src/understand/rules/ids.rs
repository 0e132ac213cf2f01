//! Ticket-like ids in visible text, outside code and link targets.
//!
//! Short ones such as `R1` and `D2` count only where they have a place of their own:
//! an id column, or the beginning of a heading or entry.

use crate::model::Mention;
use crate::parse::BlockKind;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::prose::Slice;
use crate::understand::values::ids;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// See the module.
pub(super) struct Ids;

impl Rule for Ids {
    fn name(&self) -> &'static str {
        "ids"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let own: BTreeSet<&String> =
            draft.facts.items.iter().flat_map(|item| &item.ids).collect();
        let families = families(&own);
        let mut mentions = Vec::new();
        for block in &cx.document.blocks {
            if !matches!(
                block.kind,
                BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Cell
            ) || draft.facts.ignores(block.range)
            {
                continue;
            }
            let in_cell = block.kind == BlockKind::Cell;
            // What holds no number is an id only as a key in a column of them.
            let number = block.runs.iter().any(|run| run.text.contains(char::is_numeric));
            if !number && (!in_cell || own.is_empty()) {
                continue;
            }
            let text = Slice::of(&block.runs);
            // In tables ids are often set as code; elsewhere code is what it says.
            let visible = text.without_code_but(|code| {
                own.contains(&code.to_owned())
                    || in_cell && ids::whole(code).is_some_and(|id| !id.weak)
            });
            // An id column may hold keys of its own kind.
            let cell = visible.trim();
            if in_cell
                && ids::ids(cell).is_empty()
                && own.contains(&cell.to_owned())
                && !is_exception(cx, cell)
            {
                let range = text.part(text.text().trim()).range();
                mentions.push(Mention { text: cell.to_owned(), range });
                continue;
            }
            for id in ids::ids(&visible) {
                let known = own.contains(&id.text.to_owned())
                    || families.contains(ids::prefix(id.text));
                let counts = !id.weak || known;
                let number = ids::is_count(&visible, &id, cx.lexicon);
                if counts && !number && !is_exception(cx, id.text) {
                    let range = text.cut(id.start, id.start + id.text.len()).range();
                    mentions.push(Mention { text: id.text.to_owned(), range });
                }
            }
        }
        let mut seen = BTreeSet::new();
        draft.facts.ids = mentions
            .iter()
            .filter(|m| seen.insert(m.text.clone()))
            .map(|m| m.text.clone())
            .collect();
        draft.facts.id_mentions = mentions;
        for item in &mut draft.facts.items {
            item.ids.retain(|id| !is_exception(cx, id));
        }
    }
}

/// The prefixes of short ids of which several items have one: where `R1` and `R2` are
/// risks, `R3` in the text is one, too.
fn families<'i>(own: &BTreeSet<&'i String>) -> BTreeSet<&'i str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for id in own {
        *counts.entry(ids::prefix(id)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(name, _)| name).collect()
}

fn is_exception(cx: Context<'_>, id: &str) -> bool {
    let prefix = ids::prefix(id);
    cx.settings
        .no_tickets
        .iter()
        .any(|word| word.eq_ignore_ascii_case(id) || word.eq_ignore_ascii_case(prefix))
}
