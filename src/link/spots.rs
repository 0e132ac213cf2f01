//! What stands around a place of the text: its line, section and sentence.

use super::Doc;
use super::Spot;
use crate::parse::BlockKind;
use crate::parse::layout::Block;
use crate::text::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// How much of a long sentence is kept on each side of the mention, in bytes.
const AROUND: usize = 160;

/// How many cells on each side of a mention are shown with it.
const BESIDE: u32 = 6;

/// The longest item list that is searched back for the one around a place.
const NESTED: usize = 16;

/// The places of one document. Asked in text order it looks at each block once.
pub(super) struct Spots<'d> {
    doc: &'d Doc,
    /// The blocks that hold text.
    leaves: Vec<Block<'d>>,
    /// The headings: start, anchor, block.
    heads: Vec<(u32, &'d str, Block<'d>)>,
    /// The items by start: extent and anchor.
    items: Vec<(TextRange, &'d str)>,
    /// The leaf looked at last.
    last: Option<Leaf>,
}

/// The text of one block, cut into sentences.
struct Leaf {
    at: u32,
    text: String,
    /// Where each run begins in `text`.
    runs: Vec<usize>,
    /// Where each sentence begins in `text`.
    sentences: Vec<usize>,
}

impl<'d> Spots<'d> {
    pub(super) fn of(doc: &'d Doc) -> Self {
        let leaves = doc.layout.blocks().filter(Block::is_leaf);
        let heads = doc.layout.anchors.iter().filter_map(|(at, anchor)| {
            let block = doc.layout.block(*at)?;
            Some((block.range.start, anchor.as_str(), block))
        });
        let items = doc.facts.items.iter();
        let mut items: Vec<_> = items
            .map(|item| (item.extent.cover(item.range), item.anchor.as_str()))
            .collect();
        items.sort_by_key(|(extent, _)| extent.start);
        Self { doc, leaves: leaves.collect(), heads: heads.collect(), items, last: None }
    }

    /// The number of the section that holds `offset`, counted by headings; 0 at the
    /// top.
    pub(super) fn section(&self, offset: u32) -> usize {
        self.heads.partition_point(|(start, ..)| *start <= offset)
    }

    /// What stands around the mention at `range`.
    pub(super) fn spot(&mut self, range: TextRange) -> Spot {
        let head =
            self.section(range.start).checked_sub(1).and_then(|at| self.heads.get(at));
        let (start, anchor) =
            head.map_or((0, ""), |(start, anchor, _)| (*start, *anchor));
        let section = head.map(|(.., block)| block.text().trim().to_owned());
        let item = self.item(range.start).filter(|(extent, _)| extent.start >= start);
        let anchor = item.map_or(anchor, |(_, anchor)| anchor).to_owned();
        let section = section.unwrap_or_default();
        let line = self.doc.source.line(range.start);
        let (sentence, hit) = self.sentence(range);
        Spot { line, anchor, section, sentence, hit }
    }

    /// The innermost item around `offset`.
    fn item(&self, offset: u32) -> Option<(TextRange, &'d str)> {
        let after = self.items.partition_point(|(extent, _)| extent.start <= offset);
        let before = self.items.get(..after)?.iter().rev().take(NESTED);
        before.copied().find(|(extent, _)| extent.end > offset)
    }

    /// The sentence around `range` and where in it the mention stands.
    fn sentence(&mut self, range: TextRange) -> (String, TextRange) {
        let after = self.leaves.partition_point(|leaf| leaf.range.start <= range.start);
        let leaf = after.checked_sub(1).and_then(|at| self.leaves.get(at).copied());
        let Some(block) = leaf else { return (String::new(), TextRange::default()) };
        if self.last.as_ref().is_none_or(|last| last.at != block.at) {
            self.last = Some(self.leaf(block));
        }
        let Some(leaf) = &self.last else { return (String::new(), TextRange::default()) };
        let (from, to) = leaf.hit(&block, range);
        let next = leaf.sentences.partition_point(|start| *start <= from);
        let start = next.checked_sub(1).and_then(|at| leaf.sentences.get(at).copied());
        let end = leaf.sentences.get(next).copied().unwrap_or(leaf.text.len());
        cut(&leaf.text, start.unwrap_or(0)..end.max(to), from..to)
    }

    /// A row of a table is one sentence: a cell alone says too little.
    fn leaf(&self, block: Block<'_>) -> Leaf {
        let at = block.at;
        let (mut text, mut runs) = (String::new(), Vec::new());
        let row = block.parent.filter(|_| *block.kind == BlockKind::Cell);
        let mut after = String::new();
        for cell in at.saturating_sub(BESIDE)..=at.saturating_add(BESIDE) {
            let beside = self.doc.layout.block(cell).filter(|_| cell != at);
            let beside = beside.filter(|cell| row.is_some() && cell.parent == row);
            let words = beside.map(|block| block.text()).unwrap_or_default();
            match clip(words.trim()) {
                "" => {}
                words if cell < at => text.push_str(&(words.to_owned() + " · ")),
                words => after.push_str(&(" · ".to_owned() + words)),
            }
        }
        for run in block.runs() {
            runs.push(text.len());
            text.push_str(run.text);
        }
        text.push_str(&after);
        // A line break in a paragraph ends no sentence.
        let text = text.replace(['\n', '\r'], " ");
        let sentences = match row {
            Some(_) => vec![0],
            None => text.split_sentence_bound_indices().map(|(at, _)| at).collect(),
        };
        Leaf { at, text, runs, sentences }
    }
}

impl Leaf {
    /// Where `range` of the source stands in the text of the block.
    fn hit(&self, block: &Block<'_>, range: TextRange) -> (usize, usize) {
        let found = block.run_before(range.start);
        let found = found.and_then(|(at, run)| Some((run, self.runs.get(at)?)));
        let Some((run, start)) = found else {
            return (0, 0);
        };
        let length = |range: TextRange| range.end.saturating_sub(range.start) as usize;
        let exact = run.text.len() == length(run.range);
        if exact && run.range.holds(range) {
            let from = start + (range.start - run.range.start) as usize;
            return (from, from + length(range));
        }
        (*start, start + run.text.len())
    }
}

/// The part of `text` in `within`, not more than `AROUND` on each side of `hit`.
fn cut(
    text: &str,
    within: std::ops::Range<usize>,
    hit: std::ops::Range<usize>,
) -> (String, TextRange) {
    let mut start = within.start.max(hit.start.saturating_sub(AROUND));
    let mut end = within.end.min(hit.end.saturating_add(AROUND)).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let piece = text.get(start..end).unwrap_or_default();
    let blank = piece.len() - piece.trim_start().len();
    let mut sentence = String::new();
    if start > within.start {
        sentence.push('…');
    }
    let shift = sentence.len();
    sentence.push_str(piece.trim());
    let place =
        |at: usize| (at.saturating_sub(start + blank) + shift).min(sentence.len());
    let hit = TextRange::new(place(hit.start), place(hit.end));
    if end < within.end {
        sentence.push('…');
    }
    let fits = sentence.get(hit.start as usize..hit.end as usize).is_some();
    (sentence, if fits { hit } else { TextRange::default() })
}

/// A neighbouring cell, not too long.
fn clip(text: &str) -> &str {
    let mut end = text.len().min(AROUND);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
