//! What glossaries and definition lists explain.

use super::term;
use crate::model::Facts;
use crate::model::Term;
use crate::parse::Block;
use crate::parse::BlockKind;
use crate::text::TextRange;
use crate::understand::Context;
use crate::understand::prose::Slice;

/// What stands between a term and its explanation.
const SIGNS: [&str; 7] = [": ", "： ", "：", " – ", " — ", " - ", " = "];

/// The terms of all sections that are called a glossary, and of definition lists.
pub(super) fn terms(cx: Context<'_>, facts: &Facts) -> Vec<Term> {
    let blocks = || (0_u32..).zip(&cx.document.blocks);
    let sections = glossaries(cx);
    let mut terms = Vec::new();
    for (at, block) in blocks().filter(|(_, block)| !facts.ignores(block.range)) {
        let within = || sections.iter().any(|section| section.holds(block.range));
        match block.kind {
            BlockKind::Description => terms.extend(defined(cx, at)),
            BlockKind::Paragraph if within() && !is_quoted(cx, block) => {
                terms.extend(explained(&Slice::of(&block.runs)));
            }
            BlockKind::Row { header: false } if within() => terms.extend(row(cx, at)),
            _ => {}
        }
    }
    terms
}

/// The extents of the sections that are called a glossary.
fn glossaries(cx: Context<'_>) -> Vec<TextRange> {
    let titled = cx.outline.sections.iter().filter(|section| {
        let title = section.title.text();
        let title = title.trim_matches(|c: char| !c.is_alphanumeric());
        cx.lexicon.glossaries.exact(title).is_some()
    });
    titled.map(|section| section.extent).collect()
}

fn is_quoted(cx: Context<'_>, block: &Block) -> bool {
    let mut next = block.parent;
    while let Some(parent) = next.and_then(|at| cx.document.block(at)) {
        if matches!(
            parent.kind,
            BlockKind::Quote(_) | BlockKind::Footnote(_) | BlockKind::Description
        ) {
            return true;
        }
        next = parent.parent;
    }
    false
}

/// `**Hold**: a bunk that is kept …` and `Hold – a bunk …`, an entry or a paragraph of
/// its own.
fn explained(text: &Slice) -> Option<Term> {
    if let Some((lead, rest)) = text.bold_lead() {
        let ends = lead.text().ends_with([':', '：']);
        let rest = rest.text();
        let begins = SIGNS.iter().any(|sign| rest.starts_with(sign.trim_end()));
        let name = lead.part(lead.text().trim_end_matches([':', '：', ' ']));
        return if (ends || begins) && rest.chars().any(char::is_alphabetic) {
            term(&name, None)
        } else {
            None
        };
    }
    let line = text.text();
    let (name, meaning) = SIGNS
        .iter()
        .filter_map(|sign| line.split_once(sign))
        .min_by_key(|(name, _)| name.len())?;
    let fine =
        !name.contains(['.', '?', '!', '\n']) && meaning.split_whitespace().count() > 1;
    if fine { term(&text.part(name), None) } else { None }
}

/// The first cell of a row of two cells or more.
fn row(cx: Context<'_>, at: u32) -> Option<Term> {
    let mut cells =
        cx.document.children(Some(at)).filter_map(|cell| cx.document.block(cell));
    let (name, meaning) = (cells.next()?, cells.next()?);
    let says = meaning.text().chars().any(char::is_alphabetic);
    if says { term(&Slice::of(&name.runs), None) } else { None }
}

/// The term of an item of a definition list, which is a term and what it means; a list
/// of items has items within.
fn defined(cx: Context<'_>, at: u32) -> Option<Term> {
    let first = |at| cx.document.children(Some(at)).next();
    let name = cx.document.block(first(first(at)?)?)?;
    let paragraph = name.kind == BlockKind::Paragraph;
    let meant = cx.document.children(Some(at)).nth(1).is_some();
    if paragraph && meant { term(&Slice::of(&name.runs), None) } else { None }
}
