//! Flattens comrak's tree into blocks with runs of inline text.

use super::Block;
use super::BlockKind;
use super::Document;
use super::LinkKind;
use super::LinkTarget;
use super::Run;
use super::Style;
use super::html::links;
use super::tree;
use crate::source::Source;
use crate::text::Lines;
use crate::text::TextRange;
use crate::text::heading_anchor;
use crate::text::scheme::decoded;
use comrak::Arena;
use comrak::nodes::AlertType;
use comrak::nodes::NodeHtmlBlock;
use comrak::nodes::NodeValue;
use comrak::nodes::Sourcepos;
use rustc_hash::FxHashMap;

/// Parses one source. Every text is a document: parsing cannot fail.
///
/// Anchors are GitHub's: the slug of the heading's text, a repeated one with `-1`,
/// `-2` and so on, so that links written for GitHub work.
pub fn parse(source: &Source) -> Document {
    let arena = Arena::new();
    let root = tree(&arena, &source.text);
    let mut walk = Walk::new(&source.text, &source.lines);
    let (mut depth, mut deepest) = (0_u32, 0_u32);
    for edge in root.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(node) => {
                let ast = node.data();
                walk.enter(&ast.value, ast.sourcepos);
                deepest = deepest.max(depth);
                depth += 1;
            }
            comrak::arena_tree::NodeEdge::End(node) => {
                walk.leave(&node.data().value);
                depth = depth.saturating_sub(1);
            }
        }
    }
    let anchors = anchors(&walk.blocks);
    Document {
        blocks: walk.blocks,
        anchors,
        html: walk.html,
        depth: deepest,
        links: walk.count,
    }
}

/// The state of the walk over comrak's tree.
struct Walk<'t> {
    text: &'t str,
    lines: &'t Lines,
    /// How many nodes were entered.
    nodes: u32,
    blocks: Vec<Block>,
    /// The blocks that are open, outermost first.
    open: Vec<u32>,
    /// The styles that are open, outermost first.
    styles: Vec<Style>,
    /// The links and images that are open, outermost first, and whether one of
    /// their own texts was seen.
    links: Vec<(LinkTarget, bool)>,
    /// The links and images in raw HTML.
    html: Vec<(TextRange, LinkTarget)>,
    /// How many links and images were entered.
    count: u32,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, lines: &'t Lines) -> Self {
        Self {
            text,
            lines,
            nodes: 0,
            blocks: Vec::new(),
            open: Vec::new(),
            styles: Vec::new(),
            links: Vec::new(),
            html: Vec::new(),
            count: 0,
        }
    }

    fn enter(&mut self, value: &NodeValue, at: Sourcepos) {
        let node = self.nodes;
        self.nodes += 1;
        if let NodeValue::HtmlBlock(NodeHtmlBlock { literal: html, .. })
        | NodeValue::HtmlInline(html) = value
        {
            self.html(html, node, at);
        }
        if let Some(kind) = block_kind(value) {
            self.open_block(kind, node, at);
            return;
        }
        match value {
            NodeValue::Text(text) => self.run(text, at, Style::default()),
            NodeValue::Code(code) => self.run(&code.literal, at, Style::CODE),
            NodeValue::Math(math) => {
                let signs = if math.display_math { "$$" } else { "$" };
                let text = format!("{signs}{}{signs}", math.literal);
                self.run(&text, at, Style::default());
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => self.line_break(),
            NodeValue::HtmlInline(tag) if is_break(tag) => self.line_break(),
            NodeValue::Strong => self.styles.push(Style::STRONG),
            NodeValue::Emph => self.styles.push(Style::EMPHASIS),
            NodeValue::Strikethrough => self.styles.push(Style::STRUCK),
            NodeValue::Link(link) => self.open_link(LinkKind::Link, &link.url, node),
            NodeValue::Image(link) => self.open_link(LinkKind::Image, &link.url, node),
            NodeValue::WikiLink(link) => self.open_link(LinkKind::Wiki, &link.url, node),
            _ => {}
        }
    }

    fn leave(&mut self, value: &NodeValue) {
        if block_kind(value).is_some() {
            let end = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
            let closed = self.open.pop().and_then(|at| self.blocks.get_mut(at as usize));
            if let Some(block) = closed {
                block.end = end;
            }
            return;
        }
        match value {
            NodeValue::Strong | NodeValue::Emph | NodeValue::Strikethrough => {
                self.styles.pop();
            }
            NodeValue::Link(_) | NodeValue::Image(_) | NodeValue::WikiLink(_) => {
                self.close_link();
            }
            _ => {}
        }
    }

    fn open_block(&mut self, kind: BlockKind, node: u32, at: Sourcepos) {
        let here = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        let range = self.range(at);
        let parent = self.open.last().copied();
        self.blocks.push(Block {
            kind,
            node,
            range,
            parent,
            end: here + 1,
            runs: Vec::new(),
        });
        self.open.push(here);
    }

    fn html(&mut self, html: &str, node: u32, at: Sourcepos) {
        let range = self.range(at);
        for (kind, to) in links(html) {
            self.count += 1;
            let to = decoded(to).into_owned();
            self.html.push((range, LinkTarget { kind, to, node }));
        }
    }

    fn open_link(&mut self, kind: LinkKind, to: &str, node: u32) {
        self.count += 1;
        self.links.push((LinkTarget { kind, to: to.to_owned(), node }, false));
    }

    /// A link or image without text of its own (`![](plan.png)`) gets an empty run,
    /// so that no target is lost.
    fn close_link(&mut self) {
        let Some((link, false)) = self.links.pop() else { return };
        let Some(block) = self.innermost() else { return };
        let at = block.runs.last().map_or(block.range.start, |run| run.range.end);
        let range = TextRange { start: at, end: at };
        let style = Style::default();
        block.runs.push(Run { text: String::new(), range, style, link: Some(link) });
    }

    fn run(&mut self, text: &str, at: Sourcepos, own: Style) {
        let range = self.range(at);
        let style = self.styles.iter().fold(own, |all, style| all.with(*style));
        let link = self.links.last_mut().map(|(link, seen)| {
            *seen = true;
            link.clone()
        });
        let run = Run { text: text.to_owned(), range, style, link };
        if let Some(block) = self.innermost() {
            block.runs.push(run);
        }
    }

    /// comrak's positions of line breaks go past the line; the end of the run
    /// before it is exact enough for a break.
    fn line_break(&mut self) {
        let Some(block) = self.innermost() else { return };
        let end = block.runs.last().map_or(block.range.start, |run| run.range.end);
        let range = TextRange { start: end, end };
        let run = Run { text: "\n".into(), range, style: Style::default(), link: None };
        block.runs.push(run);
    }

    fn innermost(&mut self) -> Option<&mut Block> {
        let at = *self.open.last()?;
        self.blocks.get_mut(at as usize)
    }

    /// Some of comrak's positions are wrong (breaks, empty documents, list entries
    /// that end at column 0), so that nothing may be indexed by them unchecked.
    fn range(&self, at: Sourcepos) -> TextRange {
        let start = self.offset(at.start.line, at.start.column.saturating_sub(1));
        let end = self.offset(at.end.line, at.end.column);
        TextRange::new(start, end)
    }

    fn offset(&self, line: usize, column: usize) -> usize {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let start =
            self.lines.start(line).map_or(self.text.len(), |start| start as usize);
        let mut offset = start.saturating_add(column).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

fn block_kind(value: &NodeValue) -> Option<BlockKind> {
    Some(match value {
        NodeValue::Heading(heading) => BlockKind::Heading(heading.level),
        NodeValue::Paragraph => BlockKind::Paragraph,
        NodeValue::List(list) => BlockKind::List {
            ordered: list.list_type == comrak::nodes::ListType::Ordered,
        },
        NodeValue::Item(_) => BlockKind::Item(None),
        NodeValue::TaskItem(task) => BlockKind::Item(Some(task.symbol.is_some())),
        NodeValue::Table(_) => BlockKind::Table,
        NodeValue::TableRow(header) => BlockKind::Row { header: *header },
        NodeValue::TableCell => BlockKind::Cell,
        NodeValue::CodeBlock(code) => BlockKind::Code(code.info.clone()),
        NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => {
            BlockKind::Quote(None)
        }
        NodeValue::Alert(alert) => {
            BlockKind::Quote(Some(alert_word(alert.alert_type).into()))
        }
        NodeValue::HtmlBlock(_) => BlockKind::Html,
        NodeValue::ThematicBreak => BlockKind::Rule,
        NodeValue::FootnoteDefinition(note) => BlockKind::Footnote(note.name.clone()),
        NodeValue::DescriptionList
        | NodeValue::DescriptionItem(_)
        | NodeValue::DescriptionTerm
        | NodeValue::DescriptionDetails => BlockKind::Description,
        _ => return None,
    })
}

fn alert_word(alert: AlertType) -> &'static str {
    match alert {
        AlertType::Note => "note",
        AlertType::Tip => "tip",
        AlertType::Important => "important",
        AlertType::Warning => "warning",
        AlertType::Caution => "caution",
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

fn anchors(blocks: &[Block]) -> Vec<(u32, String)> {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let mut anchors = Vec::new();
    for (at, block) in (0_u32..).zip(blocks) {
        if !matches!(block.kind, BlockKind::Heading(_)) {
            continue;
        }
        let slug = heading_anchor(&block.text());
        let mut anchor = slug.clone();
        while seen.contains_key(&anchor) {
            let count = seen.entry(slug.clone()).or_insert(0);
            *count += 1;
            anchor = format!("{slug}-{count}");
        }
        seen.insert(anchor.clone(), 0);
        anchors.push((at, anchor));
    }
    anchors
}
