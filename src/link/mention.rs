//! One place that leads to another: links in a text, and the mentions they answer.

use super::site::DocId;
use crate::text::SitePath;
use crate::text::TextRange;
use schemars::JsonSchema;

/// A link in the text of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The bytes that become the link; for an authored one those of its text.
    pub range: TextRange,
    /// For an authored link or image its place in comrak's tree; `None` for a made one.
    pub node: Option<u32>,
    /// Where it leads.
    pub to: Target,
    /// What made it.
    pub by: LinkBy,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A page of the site, perhaps at an anchor.
    Page(SitePath),
    /// A published attachment.
    File(SitePath),
    /// An address elsewhere, of an allowed scheme, as written.
    Web(String),
    /// Nothing there: the text stays, as written.
    Broken(String),
    /// Not an address that may be followed: the text stays.
    Refused(String),
}

/// What made a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum LinkBy {
    /// The author, as a Markdown link or image.
    Link,
    /// The author, as `[[note]]`.
    Wiki,
    /// A ticket's id.
    Ticket,
    /// A person's name.
    Person,
    /// A period's name.
    Period,
    /// A document's title or file name.
    Title,
}

impl LinkBy {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Wiki => "wiki",
            Self::Ticket => "ticket",
            Self::Person => "person",
            Self::Period => "period",
            Self::Title => "title",
        }
    }
}

/// A mention seen from the other end; [`Site::spots`](super::Site::spots) tell what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Backlink {
    /// The document that mentions.
    pub from: DocId,
    /// The bytes of the mention in it.
    pub range: TextRange,
    /// What made the link.
    pub by: LinkBy,
}

/// What stands around a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The line in its file, 1-based.
    pub line: u32,
    /// The anchor of the section or item that holds it; empty at the top.
    pub anchor: String,
    /// The heading above it; empty at the top.
    pub section: String,
    /// The sentence, plain text.
    pub sentence: String,
    /// The bytes of the mention within `sentence`.
    pub hit: TextRange,
}
