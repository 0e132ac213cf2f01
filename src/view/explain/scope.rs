//! Of what a line is a part: the entry that stands there, else its section.

use crate::link::Doc;
use crate::model::Item;
use crate::parse::BlockKind;
use crate::text::TextRange;

/// The part of a document that is asked for.
pub(super) struct Scope {
    /// Its bytes.
    range: TextRange,
    /// Whether it is the whole document.
    whole: bool,
    /// The items that are asked for, by place; all within the range where empty.
    items: Vec<usize>,
}

impl Scope {
    /// The part that `line` belongs to, or the whole document.
    pub(super) fn of(doc: &Doc, line: Option<u32>) -> Self {
        let end = u32::try_from(doc.source.text.len()).unwrap_or(u32::MAX);
        let all = TextRange { start: 0, end };
        let Some(line) = line else {
            return Self { range: all, whole: true, items: Vec::new() };
        };
        let start = doc.source.lines.start(line).unwrap_or(end);
        let next = doc
            .source
            .lines
            .start(line.saturating_add(1))
            .unwrap_or(end.saturating_add(1));
        let here = TextRange { start, end: next.saturating_sub(1).max(start) };
        let items = items(doc, here);
        let extents = items.iter().filter_map(|at| doc.facts.items.get(*at));
        let extent = extents.map(|item| item.extent).reduce(TextRange::cover);
        let range = extent.map_or_else(|| section(doc, here, end), |it| it.cover(here));
        Self { range, whole: false, items }
    }

    /// Whether a fact that was read at `range` is asked for; one that no bytes say is
    /// told with the beginning of the document.
    pub(super) fn takes(&self, range: Option<TextRange>) -> bool {
        match range {
            Some(range) => self.touches(range),
            None => self.whole || self.range.start == 0,
        }
    }

    /// Whether the item at this place is asked for.
    pub(super) fn takes_item(&self, at: usize, item: &Item) -> bool {
        if self.items.is_empty() {
            self.touches(item.range)
        } else {
            self.items.contains(&at)
        }
    }

    /// Whether `range` shares bytes with the part.
    pub(super) fn touches(&self, range: TextRange) -> bool {
        range.start <= self.range.end && range.end >= self.range.start
    }

    /// The first and the last line of the part.
    pub(super) fn lines(&self, doc: &Doc) -> (u32, u32) {
        lines(doc, self.range)
    }
}

/// The first and the last line of `range`.
pub(super) fn lines(doc: &Doc, range: TextRange) -> (u32, u32) {
    let text = doc.source.slice(range);
    let last = range.start + u32::try_from(text.trim_end().len()).unwrap_or(0);
    (doc.source.line(range.start), doc.source.line(last.max(range.start)))
}

/// The items whose title stands in the line, else the innermost around it.
fn items(doc: &Doc, line: TextRange) -> Vec<usize> {
    let shares = |one: TextRange| one.start <= line.end && one.end >= line.start;
    let items = || doc.facts.items.iter().enumerate();
    let named: Vec<usize> =
        items().filter(|(_, item)| shares(item.range)).map(|(at, _)| at).collect();
    if !named.is_empty() {
        return named;
    }
    let around = items().filter(|(_, item)| {
        item.extent.start <= line.start && line.start < item.extent.end
    });
    let inner = around.min_by_key(|(_, item)| item.extent.end - item.extent.start);
    inner.map(|(at, _)| at).into_iter().collect()
}

/// From the heading above `line` to the next one.
fn section(doc: &Doc, line: TextRange, end: u32) -> TextRange {
    let headings = || {
        let blocks = doc.layout.blocks();
        blocks.filter(|block| matches!(block.kind, BlockKind::Heading(_)))
    };
    let above = headings().rfind(|block| block.range.start <= line.end);
    let below = headings().find(|block| block.range.start > line.end);
    let start = above.map_or(0, |block| block.range.start);
    let end = below.map_or(end, |block| block.range.start.saturating_sub(1));
    TextRange { start, end: end.max(start) }
}
