//! Walks the blocks once and sorts them into sections, entries and lines.

use super::Entry;
use super::Line;
use super::Outline;
use super::Section;
use super::SectionKind;
use super::table;
use crate::model::Shape;
use crate::parse::BlockKind;
use crate::parse::Document;
use crate::parse::Style;
use crate::source::Directive;
use crate::source::Source;
use crate::text::TextRange;
use crate::understand::fields::Field;
use crate::understand::fields::fields;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Sense;
use crate::understand::prose::Slice;

/// Lists deeper than this are not looked into: nobody reads them, and the walk
/// must not depend on the depth of a hostile document.
const DEEPEST: usize = 40;

/// The outline of one document. Blocks that a correction excludes are left out.
pub fn outline(source: &Source, document: &Document, lexicon: &Lexicon) -> Outline {
    let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
    let mut builder = Builder {
        document,
        lexicon,
        outline: Outline::default(),
        open: Vec::new(),
        ignored: ignored(source, document),
    };
    builder.open_section(SectionKind::Document, Slice::of(&[]), 0, None);
    let top: Vec<u32> = document.children(None).collect();
    builder.blocks(&top, None, 0);
    builder.close_to(0, end);
    if let Some(root) = builder.outline.sections.first_mut() {
        root.extent = TextRange { start: 0, end };
    }
    builder.outline
}

/// The ranges that `kenning:ignore` comments exclude.
fn ignored(source: &Source, document: &Document) -> Vec<TextRange> {
    let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
    let mut ranges = Vec::new();
    let mut open = None;
    for (at, directive) in &source.directives {
        match directive {
            Directive::IgnoreFile => return vec![TextRange { start: 0, end }],
            Directive::IgnoreStart => open = open.or(Some(*at)),
            Directive::IgnoreEnd => {
                if let Some(start) = open.take() {
                    ranges.push(TextRange { start, end: *at });
                }
            }
            Directive::IgnoreNext => {
                let next = document.blocks.iter().find(|block| block.range.start >= *at);
                ranges.extend(next.map(|block| block.range));
            }
        }
    }
    ranges.extend(open.map(|start| TextRange { start, end }));
    ranges
}

pub(super) struct Builder<'d> {
    document: &'d Document,
    lexicon: &'d Lexicon,
    outline: Outline,
    /// The open sections, outermost first.
    open: Vec<usize>,
    ignored: Vec<TextRange>,
}

impl Builder<'_> {
    fn blocks(&mut self, blocks: &[u32], entry: Option<usize>, depth: usize) {
        for (index, at) in blocks.iter().enumerate() {
            let Some(block) = self.document.block(*at) else { continue };
            if self.ignored.iter().any(|range| range.holds(block.range)) {
                continue;
            }
            let next = blocks.get(index + 1).and_then(|next| self.document.block(*next));
            let before_list = next.is_some_and(|next| {
                matches!(next.kind, BlockKind::List { .. } | BlockKind::Table)
            });
            match &block.kind {
                BlockKind::Heading(level) => self.heading(*at, *level),
                BlockKind::Paragraph => self.paragraph(*at, entry, before_list),
                BlockKind::List { ordered } => self.list(*at, *ordered, entry, depth),
                BlockKind::Table => table::table(self, *at),
                BlockKind::Quote(_) | BlockKind::Description if depth < DEEPEST => {
                    let inner: Vec<u32> = self.document.children(Some(*at)).collect();
                    self.blocks(&inner, entry, depth + 1);
                }
                BlockKind::Rule => self.close_soft(block.range.start),
                _ => {}
            }
            if !matches!(block.kind, BlockKind::Paragraph) {
                self.close_lead(block.range.end);
            }
        }
    }

    fn heading(&mut self, at: u32, level: u8) {
        let Some(block) = self.document.block(at) else { return };
        let title = Slice::of(&block.runs).trim();
        let depth = self.open.iter().position(|open| {
            let section = self.outline.sections.get(*open);
            section.is_some_and(|section| match section.kind {
                SectionKind::Document => false,
                SectionKind::Heading(open) => open >= level,
                _ => true,
            })
        });
        self.close_to(depth.unwrap_or(self.open.len()), block.range.start);
        let holder = self.here();
        let entry = self.entry(at, Shape::Heading, title.clone(), None);
        self.open_section(SectionKind::Heading(level), title, at, Some(entry));
        if let Some(section) = self.outline.sections.get_mut(holder) {
            section.subsections += 1;
        }
    }

    fn paragraph(&mut self, at: u32, entry: Option<usize>, before_list: bool) {
        let Some(block) = self.document.block(at) else { return };
        let text = Slice::of(&block.runs);
        let lines: Vec<Slice> =
            text.lines().into_iter().filter(|line| !line.is_empty()).collect();
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let last = index + 1 == count;
            let found = fields(&line, self.lexicon);
            if let [only] = found.as_slice()
                && only.value.is_empty()
                && (last && before_list || line.is_all(Style::STRONG))
            {
                self.label_section(at, &line);
                continue;
            }
            if found.is_empty() && count == 1 && line.is_all(Style::STRONG) {
                self.label_section(at, &line);
                continue;
            }
            if found.is_empty() && last && before_list && is_lead(&line) {
                self.open_section(SectionKind::Lead, line, at, None);
                continue;
            }
            self.line(at, entry, line, found);
        }
    }

    /// A line of running text or of fields.
    fn line(&mut self, block: u32, entry: Option<usize>, text: Slice, found: Vec<Field>) {
        let is_fields = !found.is_empty();
        if is_fields {
            self.leave_value_section(text.range().start);
        }
        let section = self.here();
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
        let entry = self.entry(at, Shape::Paragraph, line.clone(), None);
        self.open_section(SectionKind::Label, line.clone(), at, Some(entry));
        if let Some(section) = self.outline.sections.get_mut(holder) {
            section.subsections += 1;
        }
    }

    fn list(&mut self, at: u32, ordered: bool, parent: Option<usize>, depth: usize) {
        if depth >= DEEPEST {
            return;
        }
        let items: Vec<u32> = self.document.children(Some(at)).collect();
        for item in items {
            self.item(item, ordered, parent, depth);
        }
    }

    fn item(&mut self, at: u32, ordered: bool, parent: Option<usize>, depth: usize) {
        let Some(block) = self.document.block(at) else { return };
        let BlockKind::Item(checkbox) = block.kind else { return };
        if self.ignored.iter().any(|range| range.holds(block.range)) {
            return;
        }
        let inner: Vec<u32> = self.document.children(Some(at)).collect();
        let head = inner.first().and_then(|first| self.document.block(*first));
        let head = head.filter(|head| {
            matches!(head.kind, BlockKind::Paragraph | BlockKind::Heading(_))
        });
        let Some(head) = head else {
            self.blocks(&inner, parent, depth + 1);
            return;
        };
        let text = Slice::of(&head.runs);
        let rest_blocks = inner.get(1..).unwrap_or_default();
        let has_list = rest_blocks.iter().any(|at| {
            self.document
                .block(*at)
                .is_some_and(|b| matches!(b.kind, BlockKind::List { .. }))
        });
        let first = text.first_line();
        if checkbox.is_none() && has_list && self.names_section(&first) {
            self.entry_section(at, &first, rest_blocks, depth);
            return;
        }
        let found = fields(&first, self.lexicon);
        if checkbox.is_none() && self.is_field_entry(&found, parent) {
            self.add_field_entry(found, text.lines(), parent);
            if has_list {
                self.entry_section(at, &first, rest_blocks, depth);
            }
            return;
        }
        self.plain_entry(at, (ordered, checkbox), (text, parent), rest_blocks, depth);
    }

    /// An entry of a list, and what stands below it.
    fn plain_entry(
        &mut self,
        at: u32,
        (ordered, checkbox): (bool, Option<bool>),
        (text, parent): (Slice, Option<usize>),
        rest_blocks: &[u32],
        depth: usize,
    ) {
        let shape = if checkbox.is_some() { Shape::Checkbox } else { Shape::Entry };
        let first = text.first_line();
        let entry = self.entry(at, shape, first.clone(), parent);
        let behind = text.text().get(first.text().len()..).map_or("", str::trim);
        let rest = (!behind.is_empty()).then(|| {
            let from = text.text().len() - behind.len();
            text.cut(from, text.text().trim_end().len().max(from))
        });
        let mut more = Vec::new();
        for line in rest.iter().flat_map(Slice::lines) {
            more.extend(fields(&line, self.lexicon));
        }
        let block = self.document.block(at);
        if let Some(new) = self.outline.entries.get_mut(entry) {
            new.checkbox = checkbox;
            new.numbered = ordered;
            new.rest = rest;
            new.fields = more;
            new.extent = block.map(|block| block.range).unwrap_or_default();
        }
        match parent.and_then(|parent| self.outline.entries.get_mut(parent)) {
            Some(parent) => parent.children += 1,
            None => {
                let here = self.here();
                if let Some(section) = self.outline.sections.get_mut(here) {
                    section.bullets += 1;
                }
            }
        }
        self.blocks(rest_blocks, Some(entry), depth + 1);
    }

    /// Whether a list entry only names what is below it: `Blockers:`, `**Done**`.
    fn names_section(&self, line: &Slice) -> bool {
        let text = line.text().trim();
        let bare = text.trim_end_matches([':', '：']);
        let announced = bare.len() < text.len() || line.is_all(Style::STRONG);
        self.lexicon.senses.exact(bare).is_some()
            || announced
                && self
                    .lexicon
                    .senses
                    .within(bare)
                    .is_some_and(|(_, n)| 2 * n > bare.len())
    }

    fn entry_section(&mut self, at: u32, title: &Slice, below: &[u32], depth: usize) {
        self.open_section(SectionKind::Entry, title.clone(), at, None);
        let depth_before = self.open.len();
        self.blocks(below, None, depth + 1);
        let end = self.document.block(at).map_or(0, |block| block.range.end);
        self.close_to(depth_before.saturating_sub(1), end);
    }

    /// Whether a list entry is a labelled value of what stands above it.
    ///
    /// Below an entry a known label makes it one. Directly below a heading only a
    /// label that cannot itself name a kind of entry does: `Decision: …` in a list
    /// of decisions is an entry.
    fn is_field_entry(&self, found: &[Field], parent: Option<usize>) -> bool {
        let Some(first) = found.first() else { return false };
        let Some(kind) = first.kind else { return false };
        let marker = self.lexicon.markers.exact(&first.label).is_some();
        if parent.is_some() {
            return !marker || kind == Label::Other;
        }
        let section = self.outline.sections.get(self.here());
        let listed = section.is_some_and(|section| {
            matches!(section.kind, SectionKind::Lead | SectionKind::Entry)
        });
        let titled = kind == Label::Title || marker;
        !listed && !titled
            || section.is_some_and(|section| !section.fields.is_empty())
            || titled && !marker
            || kind == Label::Other
    }

    fn add_field_entry(
        &mut self,
        mut found: Vec<Field>,
        lines: Vec<Slice>,
        parent: Option<usize>,
    ) {
        for line in lines.into_iter().skip(1) {
            found.extend(fields(&line, self.lexicon));
        }
        let here = self.here();
        if let Some(entry) =
            parent.and_then(|parent| self.outline.entries.get_mut(parent))
        {
            entry.fields.extend(found);
        } else if let Some(section) = self.outline.sections.get_mut(here) {
            section.fields.extend(found);
        }
    }

    pub(super) fn here(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    pub(super) fn document(&self) -> &Document {
        self.document
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.outline.entries.push(entry);
    }

    pub(super) fn add_fields(&mut self, found: Vec<Field>) {
        let here = self.here();
        if let Some(section) = self.outline.sections.get_mut(here) {
            section.fields.extend(found);
        }
    }

    fn entry(
        &mut self,
        block: u32,
        shape: Shape,
        title: Slice,
        parent: Option<usize>,
    ) -> usize {
        let section = self.here();
        let extent = title.range();
        self.outline.entries.push(Entry {
            block,
            shape,
            section,
            opens: None,
            parent,
            title,
            rest: None,
            fields: Vec::new(),
            cells: Vec::new(),
            checkbox: None,
            numbered: false,
            children: 0,
            extent,
        });
        self.outline.entries.len() - 1
    }

    fn open_section(
        &mut self,
        kind: SectionKind,
        title: Slice,
        block: u32,
        entry: Option<usize>,
    ) {
        let at = self.outline.sections.len();
        let parent = (kind != SectionKind::Document).then(|| self.here());
        let sense = self.sense(kind, &title);
        let label = self.lexicon.labels.exact(title.text());
        let start = title.range().start;
        self.outline.sections.push(Section {
            kind,
            title,
            block,
            parent,
            sense,
            label,
            entry,
            fields: Vec::new(),
            prose: false,
            bullets: 0,
            subsections: 0,
            extent: TextRange { start, end: start },
        });
        if let Some(entry) = entry.and_then(|entry| self.outline.entries.get_mut(entry)) {
            entry.opens = Some(at);
        }
        self.open.push(at);
    }

    /// What a title says about the entries below it. A phrase that means "no
    /// entries here" must make up most of the title: it is often part of a thing's
    /// own name.
    fn sense(&self, kind: SectionKind, title: &Slice) -> Option<Sense> {
        let text = title.text();
        if let Some(sense) = self.lexicon.senses.exact(text) {
            return Some(sense);
        }
        let (sense, length) = self.lexicon.senses.within(text)?;
        let whole =
            text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').count().max(1);
        let share = match (kind, sense) {
            (SectionKind::Lead, Sense::None) => 4,
            (SectionKind::Lead, _) => 15,
            (_, Sense::None) => 45,
            _ => 22,
        };
        let numbered = text.starts_with(|c: char| c.is_ascii_digit());
        let share = if numbered { share.max(40) } else { share };
        (length * 100 >= whole * share).then_some(sense)
    }

    /// Closes the sections from `depth` of the open ones on.
    fn close_to(&mut self, depth: usize, end: u32) {
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
