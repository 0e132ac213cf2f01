//! The blocks of a document in little space.
//!
//! Understanding reads a [`Document`] once; what comes after it only looks things up, for
//! every document of the site at the same time. So what is kept is a fourth of its size:
//! numbers into the visible text instead of copies of it.

use super::BlockKind;
use super::Document;
use super::LinkTarget;
use super::Style;
use crate::text::TextRange;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The blocks of a document.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    text: Arc<str>,
    blocks: Box<[Packed]>,
    runs: Box<[PackedRun]>,
    /// Each kind once.
    kinds: Box<[BlockKind]>,
    /// The texts of runs that are not written so: entities, mended lines.
    texts: Box<[Box<str>]>,
    links: Box<[LinkTarget]>,
    /// The headings' anchors, by place among the blocks, in text order.
    pub anchors: Box<[(u32, String)]>,
    /// The links and images in raw HTML, in text order, with the bytes around them.
    pub html: Box<[(TextRange, LinkTarget)]>,
}

/// No block, run, text or link.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Packed {
    kind: u32,
    node: u32,
    range: TextRange,
    parent: u32,
    end: u32,
    /// One past its last run; its first is one past that of the block before.
    runs: u32,
}

#[derive(Clone, Copy, Debug)]
struct PackedRun {
    range: TextRange,
    text: u32,
    link: u32,
    style: Style,
}

/// A block of a document.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// Its place among the blocks.
    pub at: u32,
    /// What it is.
    pub kind: &'a BlockKind,
    /// Its place among all nodes of comrak's tree, in preorder.
    pub node: u32,
    /// Where its source text lies; children included.
    pub range: TextRange,
    /// The place of its parent among the blocks.
    pub parent: Option<u32>,
    /// One past the place of its last descendant.
    pub end: u32,
    runs: &'a [PackedRun],
    layout: &'a Layout,
}

/// A stretch of inline text of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The text as shown; a line break is `\n`.
    pub text: &'a str,
    /// Its bytes in the source.
    pub range: TextRange,
    /// How it is dressed.
    pub style: Style,
    /// The target of the link or image it belongs to.
    pub link: Option<&'a LinkTarget>,
    /// Whether the source has the text as it is shown.
    pub is_verbatim: bool,
}

impl Layout {
    /// That of `document`, which was parsed from `text`.
    pub fn of(document: Document, text: &Arc<str>) -> Self {
        let mut packing = Packing::default();
        let blocks = document.blocks.into_iter().map(|block| {
            for run in block.runs {
                packing.run(run, text);
            }
            Packed {
                kind: packing.kind(block.kind),
                node: block.node,
                range: block.range,
                parent: block.parent.unwrap_or(NONE),
                end: block.end,
                runs: number(packing.runs.len()),
            }
        });
        let blocks = blocks.collect();
        Self {
            text: Arc::clone(text),
            blocks,
            runs: packing.runs.into(),
            kinds: packing.kinds.into(),
            texts: packing.texts.into(),
            links: packing.links.into(),
            anchors: document.anchors.into(),
            html: document.html.into(),
        }
    }

    /// All blocks in text order, parents before children.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'_>> + Clone {
        (0..number(self.blocks.len())).filter_map(|at| self.block(at))
    }

    /// The blocks behind the one at `at`.
    pub fn after(&self, at: u32) -> impl Iterator<Item = Block<'_>> {
        (at.saturating_add(1)..number(self.blocks.len())).filter_map(|at| self.block(at))
    }

    /// The block at `at`.
    pub fn block(&self, at: u32) -> Option<Block<'_>> {
        let packed = self.blocks.get(at as usize)?;
        let before = at.checked_sub(1).and_then(|at| self.blocks.get(at as usize));
        let first = before.map_or(0, |block| block.runs as usize);
        Some(Block {
            at,
            kind: self.kinds.get(packed.kind as usize)?,
            node: packed.node,
            range: packed.range,
            parent: Some(packed.parent).filter(|parent| *parent != NONE),
            end: packed.end,
            runs: self.runs.get(first..packed.runs as usize)?,
            layout: self,
        })
    }
}

impl<'a> Block<'a> {
    /// Its inline text: that of a heading, paragraph or cell.
    pub fn runs(&self) -> impl Iterator<Item = Run<'a>> + use<'a> {
        let layout = self.layout;
        self.runs.iter().map(move |run| {
            let own = layout.texts.get(run.text as usize);
            Run {
                text: own.map_or_else(|| run.range.slice(&layout.text), Box::as_ref),
                range: run.range,
                style: run.style,
                link: layout.links.get(run.link as usize),
                is_verbatim: own.is_none(),
            }
        })
    }

    /// Whether it has inline text.
    pub fn is_leaf(&self) -> bool {
        !self.runs.is_empty()
    }

    /// Its run that holds or comes before the byte at `offset`, and the place of it.
    pub fn run_before(&self, offset: u32) -> Option<(usize, Run<'a>)> {
        let after = self.runs.partition_point(|run| run.range.start <= offset);
        let at = after.saturating_sub(1);
        Some((at, self.runs().nth(at)?))
    }

    /// The inline text as shown, styles dropped.
    pub fn text(&self) -> String {
        self.runs().map(|run| run.text).collect()
    }
}

#[derive(Default)]
struct Packing {
    runs: Vec<PackedRun>,
    kinds: Vec<BlockKind>,
    known: FxHashMap<BlockKind, u32>,
    texts: Vec<Box<str>>,
    links: Vec<LinkTarget>,
}

impl Packing {
    fn run(&mut self, run: super::Run, text: &str) {
        let is_verbatim = run.range.slice(text) == run.text;
        let own = (!is_verbatim).then(|| run.text.into_boxed_str());
        let link = match run.link {
            // A link with several runs is told once.
            Some(link) if self.links.last() == Some(&link) => {
                number(self.links.len()) - 1
            }
            link => add(&mut self.links, link),
        };
        let text = add(&mut self.texts, own);
        self.runs.push(PackedRun { range: run.range, text, link, style: run.style });
    }

    fn kind(&mut self, kind: BlockKind) -> u32 {
        if let Some(at) = self.known.get(&kind) {
            return *at;
        }
        let at = number(self.kinds.len());
        self.kinds.push(kind.clone());
        self.known.insert(kind, at);
        at
    }
}

fn add<T>(all: &mut Vec<T>, one: Option<T>) -> u32 {
    let Some(one) = one else { return NONE };
    all.push(one);
    number(all.len()) - 1
}

/// No document has more: its size is limited.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NONE)
}
