//! Walks the blocks once and sorts them into sections, entries and lines.

use super::Entry;
use super::Line;
use super::Outline;
use super::Section;
use super::SectionKind;
use super::beside;
use super::lead;
use super::list;
use super::marked;
use super::present;
use super::sense;
use super::table;
use crate::model::Shape;
use crate::parse::BlockKind;
use crate::parse::Document;
use crate::parse::Style;
use crate::source::Source;
use crate::text::TextRange;
use crate::understand::fields::Field;
use crate::understand::fields::fields;
use crate::understand::fields::tail;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;

/// Lists deeper than this are not looked into: nobody reads them, and the walk
/// must not depend on the depth of a hostile document.
pub(super) const DEEPEST: usize = 40;

/// The outline of one document without the blocks within `ignored`, which are sorted
/// and apart.
pub fn outline(
    source: &Source,
    document: &Document,
    lexicon: &Lexicon,
    ignored: &[TextRange],
) -> Outline {
    let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
    let mut builder = Builder {
        document,
        lexicon,
        outline: Outline::default(),
        open: Vec::new(),
        ignored: ignored.to_vec(),
    };
    builder.open_section(SectionKind::Document, Slice::of(&[]), 0, None);
    let top: Vec<u32> = document.children(None).collect();
    builder.blocks(&top, Below { entry: None, depth: 0 });
    builder.close_to(0, end);
    beside::read(&mut builder.outline, lexicon);
    present::read(&mut builder.outline, lexicon);
    if let Some(root) = builder.outline.sections.first_mut() {
        root.extent = TextRange { start: 0, end };
    }
    builder.outline
}

/// How a line stands in its paragraph.
#[derive(Clone, Copy)]
struct First {
    /// Whether it is the first.
    paragraph: bool,
    /// Whether others follow.
    of_more: bool,
}

/// Where blocks stand: within which list entry, and how deep.
#[derive(Clone, Copy)]
pub(super) struct Below {
    /// The entry around them, by place.
    pub(super) entry: Option<usize>,
    /// How many lists and quotations are around them.
    pub(super) depth: usize,
}

/// The state of the walk.
pub(super) struct Builder<'d> {
    /// The blocks.
    pub(super) document: &'d Document,
    /// The words of the document's language.
    pub(super) lexicon: &'d Lexicon,
    /// What was found so far.
    pub(super) outline: Outline,
    /// The open sections, outermost first.
    pub(super) open: Vec<usize>,
    ignored: Vec<TextRange>,
}

impl Builder<'_> {
    /// Sorts `blocks`, which stand within `entry` if one is given.
    pub(super) fn blocks(&mut self, blocks: &[u32], below: Below) {
        let Below { entry, depth } = below;
        for (index, at) in blocks.iter().enumerate() {
            let Some(block) = self.document.block(*at) else { continue };
            if self.is_ignored(block.range) {
                continue;
            }
            let next = blocks.get(index + 1).copied();
            match &block.kind {
                BlockKind::Heading(level) => {
                    self.heading((*at, *level), Slice::of(&block.runs).trim());
                }
                BlockKind::Paragraph => self.paragraph(*at, entry, next),
                BlockKind::List { .. } => list::list(self, *at, Below { entry, depth }),
                BlockKind::Table => table::table(self, *at),
                BlockKind::Quote(_) | BlockKind::Description if depth < DEEPEST => {
                    let inner: Vec<u32> = self.document.children(Some(*at)).collect();
                    self.blocks(&inner, Below { entry, depth: depth + 1 });
                }
                BlockKind::Rule => self.close_soft(block.range.start),
                _ => {}
            }
            if !matches!(block.kind, BlockKind::Paragraph) {
                self.close_lead(block.range.end);
            }
        }
    }

    fn heading(&mut self, (at, level): (u32, u8), title: Slice) {
        let Some(block) = self.document.block(at) else { return };
        let start = title.range().start.max(block.range.start);
        let depth = self.open.iter().position(|open| {
            let section = self.outline.sections.get(*open);
            section.is_some_and(|section| match section.kind {
                SectionKind::Document => false,
                SectionKind::Heading(open) => open >= level,
                _ => true,
            })
        });
        self.close_to(depth.unwrap_or(self.open.len()), start);
        let holder = self.here();
        let entry = self.entry(at, Shape::Heading, &title, None);
        self.open_section(SectionKind::Heading(level), title, at, Some(entry));
        if let Some(section) = self.outline.sections.get_mut(holder) {
            section.subsections += 1;
        }
    }

    fn paragraph(&mut self, at: u32, entry: Option<usize>, next: Option<u32>) {
        let Some(block) = self.document.block(at) else { return };
        let next = next.and_then(|next| self.document.block(next));
        let before_list = next.is_some_and(|next| {
            matches!(next.kind, BlockKind::List { .. } | BlockKind::Table)
        });
        let text = Slice::of(&block.runs);
        let lines: Vec<Slice> =
            text.lines().into_iter().filter(|line| !line.is_empty()).collect();
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let last = index + 1 == count;
            if let Some((level, title)) = lead::tight_heading(&line)
                && entry.is_none()
            {
                self.heading((at, level), title);
                continue;
            }
            let found = fields(&line, self.lexicon);
            if let [only] = found.as_slice()
                && only.value.is_empty()
                && (last && before_list || line.is_all(Style::STRONG))
            {
                self.label_section(at, &line);
                continue;
            }
            if found.is_empty() && line.is_all(Style::STRONG) {
                let label =
                    || sense::sense(self.lexicon, SectionKind::Label, line.text());
                let alone = count == 1 || last && before_list;
                if alone || index == 0 && label().is_some_and(|found| found.firm) {
                    self.label_section(at, &line);
                    continue;
                }
            }
            let bare = count == 1 && before_list && entry.is_none();
            if bare && found.is_empty() && self.names_section(&line) {
                self.label_section(at, &line);
                continue;
            }
            if found.is_empty() && last && before_list && is_lead(&line) {
                self.open_section(SectionKind::Lead, line, at, None);
                continue;
            }
            let first = First { paragraph: index == 0, of_more: !last };
            self.line((at, first), entry, line, found);
        }
    }

    /// Whether a plain line before a list says what its entries are, and no more:
    /// `Went well` without marks.
    fn names_section(&self, line: &Slice) -> bool {
        let text = line.text().trim();
        let short =
            text.split_whitespace().count() <= 5 && !text.ends_with(['.', ':', '：']);
        let label = || sense::sense(self.lexicon, SectionKind::Label, text);
        short && label().is_some_and(|found| found.firm)
    }

    /// A line of running text or of fields; one with text below it in the same
    /// paragraph may be its title.
    fn line(
        &mut self,
        (block, first): (u32, First),
        entry: Option<usize>,
        text: Slice,
        found: Vec<Field>,
    ) {
        let is_first = first.paragraph;
        let is_titled = is_first && first.of_more && found.is_empty();
        let is_fields = !found.is_empty();
        if is_fields {
            self.leave_value_section(text.range().start);
        }
        let section = self.here();
        let mut marked = marked::marked(&text, self.lexicon);
        if marked.is_empty() && marked::is_tagged(&text, self.lexicon) {
            marked.push(text.clone());
        }
        let led = || {
            let titled = is_titled && text.is_all(Style::STRONG);
            let plain = is_first && lead::is_plainly_led(&text, &found);
            (lead::is_led(&text, &found) || titled || plain).then(|| text.clone())
        };
        let led = || lead::pseudo_entry(&text).or_else(led);
        if marked.is_empty()
            && entry.is_none()
            && let Some(title) = led()
        {
            self.entry(block, Shape::Paragraph, &title, None);
        }
        for part in marked {
            self.entry(block, Shape::Paragraph, &part, entry);
        }
        if let Some(holder) = entry.and_then(|at| self.outline.entries.get_mut(at)) {
            holder.fields.extend(found);
        } else if let Some(holder) = self.outline.sections.get_mut(section) {
            holder.prose |= !is_fields;
            holder.fields.extend(found);
        }
        self.outline.lines.push(Line { section, entry, block, text, is_fields });
    }

    /// A field line ends a bold section that only lists the values of a label.
    fn leave_value_section(&mut self, at: u32) {
        let Some(section) = self.outline.sections.get(self.here()) else { return };
        let values = section.sense.is_some() || section.label.is_some();
        if section.kind == SectionKind::Label && values {
            self.close_to(self.open.len().saturating_sub(1), at);
        }
    }

    /// A bold paragraph or a label alone on its line acts as a heading below all
    /// real headings.
    fn label_section(&mut self, at: u32, line: &Slice) {
        self.close_soft(line.range().start);
        let holder = self.here();
        let entry = self.entry(at, Shape::Paragraph, line, None);
        self.open_section(SectionKind::Label, line.clone(), at, Some(entry));
        if let Some(section) = self.outline.sections.get_mut(holder) {
            section.subsections += 1;
        }
    }

    /// The section that is open innermost, by place.
    pub(super) fn here(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// The section that is open innermost.
    pub(super) fn section(&mut self) -> Option<&mut Section> {
        let here = self.here();
        self.outline.sections.get_mut(here)
    }

    /// Whether a correction excludes the block.
    pub(super) fn is_ignored(&self, range: TextRange) -> bool {
        let before = self.ignored.partition_point(|it| it.start <= range.start);
        let last = before.checked_sub(1).and_then(|at| self.ignored.get(at));
        last.is_some_and(|ignored| ignored.holds(range))
    }

    /// Adds what may be an entry; its place.
    pub(super) fn entry(
        &mut self,
        block: u32,
        shape: Shape,
        title: &Slice,
        parent: Option<usize>,
    ) -> usize {
        let section = self.here();
        let extent = title.range();
        let (title, fields) = tail(title, self.lexicon);
        self.outline.entries.push(Entry {
            block,
            shape,
            section,
            opens: None,
            parent,
            title,
            rest: None,
            fields,
            cells: Vec::new(),
            checkbox: None,
            numbered: false,
            children: 0,
            extent,
        });
        self.outline.entries.len() - 1
    }

    /// Opens a section below the open ones.
    pub(super) fn open_section(
        &mut self,
        kind: SectionKind,
        title: Slice,
        block: u32,
        entry: Option<usize>,
    ) {
        let at = self.outline.sections.len();
        let parent = (kind != SectionKind::Document).then(|| self.here());
        let found = sense::sense(self.lexicon, kind, title.text());
        let label = self.lexicon.labels.exact(title.text());
        let start = title.range().start;
        self.outline.sections.push(Section {
            kind,
            title,
            block,
            parent,
            sense: found.map(|found| found.sense),
            firm: found.is_some_and(|found| found.firm),
            label,
            entry,
            fields: Vec::new(),
            prose: false,
            bullets: 0,
            rows: 0,
            subsections: 0,
            extent: TextRange { start, end: start },
        });
        if let Some(entry) = entry.and_then(|entry| self.outline.entries.get_mut(entry)) {
            entry.opens = Some(at);
        }
        self.open.push(at);
    }

    /// Closes the sections from `depth` of the open ones on.
    pub(super) fn close_to(&mut self, depth: usize, end: u32) {
        while self.open.len() > depth.max(usize::from(end == 0)) {
            let Some(at) = self.open.pop() else { return };
            let Some(section) = self.outline.sections.get_mut(at) else { continue };
            section.extent.end = end.max(section.extent.start);
            let (extent, entry) = (section.extent, section.entry);
            if let Some(entry) =
                entry.and_then(|entry| self.outline.entries.get_mut(entry))
            {
                entry.extent = extent;
            }
        }
    }

    /// Closes what is announced by bold text or a colon, not by a heading.
    fn close_soft(&mut self, end: u32) {
        let first = self.open.iter().position(|at| {
            let section = self.outline.sections.get(*at);
            section
                .is_some_and(|s| matches!(s.kind, SectionKind::Label | SectionKind::Lead))
        });
        if let Some(depth) = first {
            self.close_to(depth, end);
        }
    }

    /// Closes the section that was opened last.
    pub(super) fn close_last(&mut self, end: u32) {
        self.close_to(self.open.len().saturating_sub(1), end);
    }

    /// A lead line governs one list.
    fn close_lead(&mut self, end: u32) {
        let lead = self.outline.sections.get(self.here());
        if lead.is_some_and(|section| section.kind == SectionKind::Lead) {
            self.close_to(self.open.len().saturating_sub(1), end);
        }
    }
}

/// Whether a line announces the list below it.
fn is_lead(line: &Slice) -> bool {
    line.text().trim_end().ends_with([':', '：'])
}
