//! Words that the text explains, and the abbreviations that it uses.
//!
//! An explanation is taken where it is certain: `Service Level Objective (SLO)` and
//! `SLO (Service Level Objective)` where each letter begins a word, entries of a
//! section that is called a glossary (`**Hold**: a bunk that …`, rows of a table),
//! definition lists, and `SLO stands for …` at the beginning of a sentence. A term is
//! never made up: without one of these an abbreviation is only noted as used.

mod listed;
mod spelled;
mod used;

use crate::model::Term;
use crate::parse::BlockKind;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::prose::Slice;
use std::collections::BTreeSet;

/// See the module.
pub(super) struct Glossary;

impl Rule for Glossary {
    fn name(&self) -> &'static str {
        "glossary"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let mut terms = listed::terms(cx, &draft.facts);
        let mut used = Vec::new();
        for block in &cx.document.blocks {
            let is_text = matches!(
                block.kind,
                BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Cell
            );
            if !is_text || draft.facts.ignores(block.range) {
                continue;
            }
            // Without two capitals side by side nothing is abbreviated.
            if !used::may_abbreviate(block.runs.iter().map(|run| run.text.as_str())) {
                continue;
            }
            let text = Slice::of(&block.runs);
            let plain = text.without_code();
            if plain.contains(['(', '（']) {
                terms.extend(spelled::terms(&text, &plain));
            }
            terms.extend(spelled::stands_for(&text, &plain, cx.lexicon));
            used.extend(used::abbreviations(&text, &plain, cx.lexicon));
        }
        let names: BTreeSet<&str> = draft
            .facts
            .people
            .iter()
            .flat_map(|p| p.forms.iter())
            .map(String::as_str)
            .collect();
        // A short form of someone's name is no word to be looked up.
        terms.retain(|term| {
            !names.contains(term.text.as_str())
                && !term.long.as_deref().is_some_and(|long| names.contains(long))
        });
        terms.sort_by_key(|term| term.range);
        let mut seen = BTreeSet::new();
        terms.retain(|term| seen.insert(term.text.to_lowercase()));
        let mut seen = BTreeSet::new();
        used.retain(|mention| seen.insert(mention.text.clone()));
        draft.facts.terms = terms;
        draft.facts.abbreviations = used;
    }
}

/// The term in `text`, a slice of its block; `None` where it is too long to be one.
fn term(text: &Slice, long: Option<String>) -> Option<Term> {
    let shown = text.text().trim();
    let words = shown.split_whitespace().count();
    let letters = shown.chars().filter(|c| c.is_alphabetic()).count();
    let fine = (1..=6).contains(&words) && letters > 1 && shown.chars().count() <= 60;
    let range = text.trim().range();
    fine.then(|| Term { text: shown.to_owned(), long, range })
}
