//! The document as its readers see it: sections, entries, fields.
//!
//! A layer over the syntax tree. Bold paragraphs and `Label:` lines act as
//! headings; a list entry that only names a section is one; lines of labelled
//! values belong to what stands above them. Nothing is decided here about what an
//! entry means.

mod beside;
mod build;
mod lead;
mod list;
mod marked;
mod naming;
mod present;
mod sense;
mod table;

pub use build::outline;

use super::fields::Field;
use super::lexicon::Label;
use super::lexicon::Sense;
use super::prose::Slice;
use crate::model::Shape;
use crate::text::TextRange;

/// The outline of one document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The sections in text order; the first is the document itself.
    pub sections: Vec<Section>,
    /// All that may be an entry, in text order, headings included.
    pub entries: Vec<Entry>,
    /// The paragraphs of running text and the field lines, in text order.
    pub lines: Vec<Line>,
}

/// How a section is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The document itself.
    Document,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A bold paragraph or a label alone on its line.
    Label,
    /// A line that ends in a colon before a list; ends with the list.
    Lead,
    /// A list entry that only names what is below it.
    Entry,
}

/// A part of the document with a title.
#[derive(Clone, Debug)]
pub struct Section {
    /// How it is announced.
    pub kind: SectionKind,
    /// Its title; of the document nothing.
    pub title: Slice,
    /// The block of the title.
    pub block: u32,
    /// The section around it, by place.
    pub parent: Option<usize>,
    /// What the title says its entries are.
    pub sense: Option<Sense>,
    /// Whether the title says nothing but its sense; else it may name a thing, or a
    /// topic of what the section around lists.
    pub firm: bool,
    /// What the title announces as a label.
    pub label: Option<Label>,
    /// The entry that the title itself may be, by place.
    pub entry: Option<usize>,
    /// The fields written directly below.
    pub fields: Vec<Field>,
    /// Whether running text stands directly below.
    pub prose: bool,
    /// How many list entries stand directly below that are no fields.
    pub bullets: u32,
    /// How many rows of tables stand directly below.
    pub rows: u32,
    /// How many sections stand directly below.
    pub subsections: u32,
    /// All of it.
    pub extent: TextRange,
}

/// Something that may be an entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The block that starts it.
    pub block: u32,
    /// How it stands in the text.
    pub shape: Shape,
    /// The section that holds it; of a heading the one around.
    pub section: usize,
    /// The section that it opens, for a heading or a bold line.
    pub opens: Option<usize>,
    /// The entry around it, by place.
    pub parent: Option<usize>,
    /// Its first line; of a row the cell that names it.
    pub title: Slice,
    /// What stands behind the first line in the same paragraph.
    pub rest: Option<Slice>,
    /// Its fields; of a heading see its section.
    pub fields: Vec<Field>,
    /// The cells of a row.
    pub cells: Vec<Cell>,
    /// Its checkbox, ticked or not.
    pub checkbox: Option<bool>,
    /// Whether it stands in a numbered list.
    pub numbered: bool,
    /// How many entries stand directly below it.
    pub children: u32,
    /// All of it.
    pub extent: TextRange,
}

/// A cell of a table's row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What the column's heading announces.
    pub column: Option<Label>,
    /// The column's heading as written.
    pub header: String,
    /// What stands in it.
    pub value: Slice,
}

/// A line of running text outside lists and tables, or of a list entry's paragraphs.
#[derive(Clone, Debug)]
pub struct Line {
    /// The section that holds it.
    pub section: usize,
    /// The entry that holds it.
    pub entry: Option<usize>,
    /// The block it belongs to.
    pub block: u32,
    /// Its text.
    pub text: Slice,
    /// Whether it was read as fields.
    pub is_fields: bool,
}

impl Outline {
    /// The section at `at` and those around it, innermost first.
    pub fn up(&self, at: usize) -> impl Iterator<Item = (usize, &Section)> {
        let mut next = Some(at);
        std::iter::from_fn(move || {
            let at = next?;
            let section = self.sections.get(at)?;
            next = section.parent;
            Some((at, section))
        })
    }

    /// The fields that belong to `entry`: its own and those of the section it opens.
    pub fn fields_of<'o>(&'o self, entry: &'o Entry) -> impl Iterator<Item = &'o Field> {
        let section = entry.opens.and_then(|at| self.sections.get(at));
        entry.fields.iter().chain(section.into_iter().flat_map(|section| &section.fields))
    }

    /// All fields of the document with the section they stand in, in text order.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        let sections = self.sections.iter().enumerate();
        sections
            .flat_map(|(at, section)| section.fields.iter().map(move |field| (at, field)))
    }
}
