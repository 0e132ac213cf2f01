//! The text of a document, ready to be rendered: what to link, where items stand.

pub use crate::link::LinkBy;
use crate::text::TextRange;
use std::sync::Arc;

/// The closed data of one document's text. Equal bodies give equal HTML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Body {
    /// The visible text, Markdown.
    pub text: Arc<str>,
    /// The links, in text order.
    pub links: Vec<BodyLink>,
    /// The items, in text order.
    pub items: Vec<BodyItem>,
    /// The headings' anchors: place in comrak's tree, anchor without `#`.
    pub anchors: Vec<(u32, String)>,
    /// The heading shown as the page's title: its place in comrak's tree. It is
    /// left out of the body.
    pub title: Option<u32>,
    /// Hosts from which images may be loaded.
    pub remote_images: Vec<String>,
}

/// A link to be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BodyLink {
    /// The bytes that become the link, where kenning made it; inside one text node.
    pub range: TextRange,
    /// For an authored link or image: its place in comrak's tree, in preorder.
    pub node: Option<u32>,
    /// Where it leads, ready for an attribute but for HTML escaping: relative to
    /// this page and percent-encoded, or of an allowed scheme. `None`: the text
    /// stays without a link.
    pub href: Option<String>,
    /// What made it.
    pub by: LinkBy,
    /// Whether it is broken; the text is marked as such.
    pub broken: bool,
}

/// An item and what is said beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BodyItem {
    /// Its place in comrak's tree: heading, list entry, table row or paragraph.
    pub node: u32,
    /// The anchor, without `#`. A heading's is already in `anchors`.
    pub anchor: String,
    /// Whether it is a section of its own with a note in the margin, or keeps its
    /// place in the text and gets a short tail.
    pub form: ItemForm,
    /// For a section: the byte at which it ends, that is where the next heading of
    /// the same or a higher level begins.
    pub end: u32,
}

/// How an item is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemForm {
    /// A heading with its section.
    Section,
    /// A list entry, row or paragraph.
    Tail,
}
