//! The text of a document becomes HTML.
//!
//! comrak parses the text; the tree is walked once, without recursion, and written
//! through a `Writer` that keeps everything nested: our elements, the author's raw
//! HTML (`render::sanitise` tells how it is made safe) and the sections of items.
//!
//! Every node opens exactly one of our elements, some of them without a tag, and its
//! end closes that one. What is left open inside, an author's element or an item's
//! section, is closed before it, so the HTML is well-formed whatever the tree.
//!
//! Ids are those of the anchors given, and `k-code-1`, `k-code-1-2` (line 2),
//! `k-fn-1` (footnote) and `k-fnref-1` (its first reference), which no content can
//! have. A document's level-1 headings besides the title move all headings one level
//! down, since the page has one `h1`. Lines that all begin with a bold field name, as in
//! `**Owner**: Mia`, become a description list; inside a tight list they stay lines.

mod blocks;
mod code;
mod fields;
mod inlines;
mod items;
mod raw;
mod spots;
mod tables;
mod writer;

use super::html::Html;
use super::sanitise;
use super::words::Words;
use crate::parse::tree;
use crate::text::Lines;
use crate::text::TextRange;
use crate::view::body::Body;
use crate::view::body::BodyLink;
use comrak::Arena;
use comrak::Node;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeValue, TableAlignment};
use raw::LeftOut;
use std::collections::BTreeMap;
use writer::Writer;

/// Renders the text of one document. `notes` are the finished margin notes and
/// tails, one for each of `body.items`: a whole element each, or nothing. What is said
/// around the author's text is of `words`.
pub fn body(body: &Body, notes: &[Html], words: &Words) -> Html {
    let arena = Arena::new();
    let root = tree(&arena, &body.text);
    let mut walk = Walk::new((body, notes), words, root);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => walk.enter(node),
            NodeEdge::End(node) => walk.leave(node),
        }
    }
    Html::trusted(walk.out.finish())
}

/// Where raw HTML hides text from the reader, so that the author can be told: the
/// bytes of each piece of raw HTML with a script or style that is not empty.
pub fn left_out(text: &str) -> Vec<TextRange> {
    let lower = text.to_ascii_lowercase();
    if !lower.contains("<script") && !lower.contains("<style") {
        return Vec::new();
    }
    let arena = Arena::new();
    let root = tree(&arena, text);
    let lines = Lines::of(text);
    let hides = |node: &Node<'_>| match &node.data().value {
        NodeValue::HtmlBlock(html) => sanitise::drops_text(&html.literal),
        _ => false,
    };
    root.descendants().filter(hides).map(|node| range(node, &lines)).collect()
}

/// The bytes of a node; empty where comrak's position is none.
fn range(node: Node<'_>, lines: &Lines) -> TextRange {
    let at = node.data().sourcepos;
    let offset = |line: usize, column: usize| {
        let start = lines.start(u32::try_from(line).ok()?)?;
        Some(start as usize + column)
    };
    let start = at.start.column.checked_sub(1).and_then(|c| offset(at.start.line, c));
    let end = offset(at.end.line, at.end.column);
    start.zip(end).map_or_else(TextRange::default, |(a, b)| TextRange::new(a, b))
}

/// What the walk knows between nodes.
struct Walk<'a> {
    body: &'a Body,
    notes: &'a [Html],
    words: &'a Words,
    lines: Lines,
    out: Writer,
    /// The number of the next node.
    next: u32,
    /// The numbers of the nodes entered and not left.
    path: Vec<u32>,
    /// The node whose descendants are not walked.
    skip: Option<Node<'a>>,
    /// Links and images by node.
    links: BTreeMap<u32, Vec<&'a BodyLink>>,
    /// Links that kenning made, by their place.
    made: Vec<&'a BodyLink>,
    anchors: BTreeMap<u32, &'a str>,
    /// Places in `body.items` by node.
    items: BTreeMap<u32, usize>,
    /// Markup to be written at the end of a node.
    tails: BTreeMap<u32, String>,
    /// Margin notes to be written behind a node.
    behind: BTreeMap<u32, String>,
    /// By how much headings move down.
    shift: u8,
    in_heading: bool,
    codes: u32,
    tables: u32,
    footnotes: u32,
    /// By footnote, the ordinals of the references written.
    references: BTreeMap<u32, Vec<u32>>,
    /// How the paragraph that is open sets its lines.
    setting: Setting,
    /// Whether the next text begins with the colon of a field, written already.
    colon_written: bool,
    alignments: Vec<TableAlignment>,
    column: usize,
    left_out: LeftOut,
}

/// How a paragraph sets its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// They flow.
    Text,
    /// They stay lines.
    Lines,
    /// Each is a term and its description.
    Fields,
}

/// Whether the nodes below a node are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    /// Yes: one of our elements is open for the node.
    Walk,
    /// No: the node is written already.
    Skip,
}

impl<'a> Walk<'a> {
    fn new(
        (body, notes): (&'a Body, &'a [Html]),
        words: &'a Words,
        root: Node<'_>,
    ) -> Self {
        let mut links = BTreeMap::<u32, Vec<&BodyLink>>::new();
        for link in &body.links {
            if let Some(node) = link.node {
                links.entry(node).or_default().push(link);
            }
        }
        let mut made: Vec<_> = body.links.iter().filter(|l| l.node.is_none()).collect();
        made.sort_by_key(|link| link.range);
        let anchors = body.anchors.iter().map(|(node, anchor)| (*node, &**anchor));
        let items = body.items.iter().enumerate().map(|(at, item)| (item.node, at));
        Self {
            body,
            notes,
            words,
            lines: Lines::of(&body.text),
            out: Writer::default(),
            next: 0,
            path: Vec::new(),
            skip: None,
            links,
            made,
            anchors: anchors.collect(),
            items: items.collect(),
            tails: BTreeMap::new(),
            behind: BTreeMap::new(),
            shift: u8::from(has_other_top_heading(root, body.title)),
            in_heading: false,
            codes: 0,
            tables: 0,
            footnotes: 0,
            references: BTreeMap::new(),
            setting: Setting::Text,
            colon_written: false,
            alignments: Vec::new(),
            column: 0,
            left_out: LeftOut::new(),
        }
    }

    fn enter(&mut self, node: Node<'a>) {
        let number = self.next;
        self.next += 1;
        if self.skip.is_some() {
            return;
        }
        let below = if node.data().value.block() {
            self.out.end_items(range(node, &self.lines).start);
            self.enter_block(node, number)
        } else {
            self.enter_inline(node, number)
        };
        match below {
            Below::Walk => self.path.push(number),
            Below::Skip => self.skip = Some(node),
        }
    }

    fn leave(&mut self, node: Node<'a>) {
        match self.skip {
            Some(skipped) if skipped.same_node(node) => self.skip = None,
            Some(_) => {}
            None => {
                let number = self.path.pop().unwrap_or_default();
                if let Some(tail) = self.tails.remove(&number) {
                    self.out.close_inside();
                    self.out.markup(format_args!("{tail}"));
                }
                self.leave_node(node, number);
                if let Some(note) = self.behind.remove(&number) {
                    self.out.make_room(sanitise::Place::Flow);
                    self.out.markup(format_args!("{note}"));
                }
            }
        }
    }
}

/// Whether a level-1 heading besides the title is to be shown.
fn has_other_top_heading(root: Node<'_>, title: Option<u32>) -> bool {
    let top = |node: Node<'_>| match &node.data().value {
        NodeValue::Heading(heading) => heading.level == 1,
        _ => false,
    };
    (0..).zip(root.descendants()).any(|(number, node)| Some(number) != title && top(node))
}
