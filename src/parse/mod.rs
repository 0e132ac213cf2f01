//! Stage 2, parse: the visible text becomes a list of blocks with their inline text.
//!
//! In comes a [`Source`](crate::source::Source), out goes a [`Document`]: comrak's
//! tree flattened into plain data in text order, so that understanding needs neither
//! arena nor comrak.
//! Rendering walks the same tree again; `Block::node` is the same number in both.

mod blocks;
mod dialect;
mod formula;
pub mod html;
pub mod layout;

pub use blocks::parse;
pub use dialect::{dialect, tree};
pub use formula::is_formula;
pub use layout::Layout;

use crate::text::TextRange;

/// A parsed document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// All blocks in text order, parents before children.
    pub blocks: Vec<Block>,
    /// The headings' anchors, by place in `blocks`, in text order.
    pub anchors: Vec<(u32, String)>,
    /// How many nodes stand within one another at most, the document not counted.
    pub depth: u32,
    /// The links and images in raw HTML, in text order, with the bytes around them.
    pub html: Vec<(TextRange, LinkTarget)>,
    /// How many links and images there are.
    pub links: u32,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph, in or outside a list.
    Paragraph,
    /// A list; ordered ones number their entries.
    List {
        /// Whether its entries are numbered.
        ordered: bool,
    },
    /// An entry of a list; `Some(true)` has a ticked checkbox.
    Item(Option<bool>),
    /// A table.
    Table,
    /// A row of a table; the first is the header.
    Row {
        /// Whether it is the header.
        header: bool,
    },
    /// A cell of a row.
    Cell,
    /// A fenced or indented code block with its info string.
    Code(String),
    /// A quotation; an alert has its kind (`note`, `warning`).
    Quote(Option<String>),
    /// Raw HTML that stands alone.
    Html,
    /// A horizontal rule.
    Rule,
    /// The text of a footnote, with its name.
    Footnote(String),
    /// A term or description of a description list, or a group of them.
    Description,
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place among all nodes of comrak's tree, in preorder.
    pub node: u32,
    /// Where its source text lies; children included.
    pub range: TextRange,
    /// The place of its parent in `Document::blocks`.
    pub parent: Option<u32>,
    /// One past the place of its last descendant in `Document::blocks`.
    pub end: u32,
    /// The inline text of a heading, paragraph or cell.
    pub runs: Vec<Run>,
}

/// A stretch of inline text of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text as shown; a line break is `\n`.
    pub text: String,
    /// Its bytes in the source; covers the marks only where they cannot be told apart.
    pub range: TextRange,
    /// How it is dressed.
    pub style: Style,
    /// The target of the link or image it belongs to.
    pub link: Option<LinkTarget>,
}

/// How a run is dressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style(u8);

impl Style {
    /// `**bold**`.
    pub const STRONG: Self = Self(1);
    /// `*italic*`.
    pub const EMPHASIS: Self = Self(2);
    /// `~~struck~~`.
    pub const STRUCK: Self = Self(4);
    /// `` `code` ``.
    pub const CODE: Self = Self(8);

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is part of it.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Where a link or image leads, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// How it was written.
    pub kind: LinkKind,
    /// The address as written, references decoded; of a wiki-link the part before `|`.
    pub to: String,
    /// The link's place among all nodes of comrak's tree, in preorder.
    pub node: u32,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](address)` or `<address>` or a bare address.
    Link,
    /// `![text](address)`.
    Image,
    /// `[[note]]`.
    Wiki,
}

impl Block {
    /// The inline text as shown, styles dropped.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Document {
    /// The blocks directly below the one at `at`; of the document with `None`.
    pub fn children(&self, at: Option<u32>) -> impl Iterator<Item = u32> + '_ {
        let (mut next, end) = match at {
            Some(at) => (at + 1, self.block(at).map_or(0, |block| block.end)),
            None => (0, u32::try_from(self.blocks.len()).unwrap_or(u32::MAX)),
        };
        std::iter::from_fn(move || {
            let here = (next < end).then_some(next)?;
            next = self.block(here)?.end.max(here + 1);
            Some(here)
        })
    }

    /// The block at `at`.
    pub fn block(&self, at: u32) -> Option<&Block> {
        self.blocks.get(at as usize)
    }
}
