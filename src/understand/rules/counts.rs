//! What can be counted: checkboxes with text, code blocks, words; and the first
//! sentence of running prose, the document's summary.

use crate::parse::Block;
use crate::parse::BlockKind;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::outline::SectionKind;
use unicode_segmentation::UnicodeSegmentation;

/// See the module.
pub(super) struct Counts;

/// The longest summary, in characters; a longer sentence is cut at a word.
const LONGEST: usize = 240;

impl Rule for Counts {
    fn name(&self) -> &'static str {
        "counts"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let blocks = &cx.document.blocks;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let boxes = (0_u32..).zip(blocks).filter_map(|(at, block)| match block.kind {
            BlockKind::Item(Some(ticked)) if has_text(cx, at) => {
                (!draft.facts.ignores(block.range)).then_some(ticked)
            }
            _ => None,
        });
        let boxes: Vec<bool> = boxes.collect();
        let done = boxes.iter().filter(|ticked| **ticked).count();
        draft.facts.checkboxes = (count(boxes.len()), count(done));
        let code = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code(_)));
        draft.facts.code_blocks = count(code.count());
        let words = |block: &Block| {
            block.runs.iter().map(|run| run.text.unicode_words().count()).sum::<usize>()
        };
        draft.facts.words = count(blocks.iter().map(words).sum());
        draft.facts.summary = summary(cx);
        let field =
            |label| cx.outline.fields().find(|(_, field)| field.kind == Some(label));
        let review =
            field(Label::ReviewStatus).map(|(_, field)| field.value.text().to_owned());
        let stated = cx.source.meta.status.clone();
        draft.facts.status = stated.or(review).filter(|text| !text.is_empty());
    }
}

fn has_text(cx: Context<'_>, item: u32) -> bool {
    let mut inner = cx.document.children(Some(item));
    inner.any(|at| {
        cx.document.block(at).is_some_and(|block| !block.text().trim().is_empty())
    })
}

/// The first sentence of the first paragraph that is no label and no list.
fn summary(cx: Context<'_>) -> Option<String> {
    let prose = cx.outline.lines.iter().find(|line| {
        let heading = cx.outline.sections.get(line.section);
        let real = heading.is_some_and(|s| {
            matches!(s.kind, SectionKind::Heading(_) | SectionKind::Document)
        });
        real && line.entry.is_none()
            && !line.is_fields
            && line.text.text().split_whitespace().count() >= 5
    })?;
    let block = cx.document.block(prose.block)?;
    let text = block.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = text.unicode_sentences().next().unwrap_or(&text).trim().to_owned();
    if sentence.chars().count() <= LONGEST {
        return Some(sentence);
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    Some(format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head)))
}
