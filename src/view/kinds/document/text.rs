//! The text of a document with its links and items placed.

use super::Heading;
use crate::link::Doc;
use crate::link::Link;
use crate::link::Target;
use crate::model::Item;
use crate::model::Shape;
use crate::parse::BlockKind;
use crate::parse::layout::Block;
use crate::view::Href;
use crate::view::body::Body;
use crate::view::body::BodyItem;
use crate::view::body::BodyLink;
use crate::view::body::ItemForm;
use crate::view::cx::Cx;
use crate::view::href::Here;
use crate::view::words;
use std::sync::Arc;

/// The block of the heading shown as the page's title: the first heading, if the
/// title was read there or front matter says the same.
pub(super) fn title(doc: &Doc) -> Option<u32> {
    let by = doc.facts.title.as_ref()?.by;
    let block = headings(doc).next()?;
    let read = block.range.holds(by.range) && by.range.end > by.range.start;
    let says = *block.kind == BlockKind::Heading(1) && block.text().trim() == doc.title;
    (read || says).then_some(block.at)
}

/// The anchor of the heading at `block`.
pub(super) fn anchor(doc: &Doc, block: u32) -> Option<String> {
    let mut anchors = doc.layout.anchors.iter();
    anchors.find(|(place, _)| *place == block).map(|(_, anchor)| anchor.clone())
}

fn headings(doc: &Doc) -> impl Iterator<Item = Block<'_>> {
    doc.layout.blocks().filter(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// Two levels of headings, the title left out.
pub(super) fn contents(doc: &Doc, here: &Here, title: Option<u32>) -> Vec<Heading> {
    let listed = |(place, anchor): &(u32, String)| {
        let block = doc.layout.block(*place).filter(|_| Some(*place) != title)?;
        let BlockKind::Heading(level) = *block.kind else { return None };
        let text = words::undecorated(&block.text().replace('\n', " "));
        Some((level, here.to(&doc.url.at(anchor)), text))
    };
    let all: Vec<(u8, Href, String)> =
        doc.layout.anchors.iter().filter_map(listed).collect();
    let top = all.iter().map(|(level, ..)| *level).min().unwrap_or_default();
    all.into_iter()
        .filter(|(level, _, text)| *level <= top + 1 && !text.is_empty())
        .map(|(level, href, text)| Heading { href, text, depth: level - top + 1 })
        .collect()
}

/// The text with its links and items.
pub(super) fn body(cx: &Cx<'_>, doc: &Doc, here: &Here, title: Option<u32>) -> Body {
    let node = |place: u32| doc.layout.block(place).map(|block| block.node);
    let anchor = |(place, anchor): &(u32, String)| Some((node(*place)?, anchor.clone()));
    Body {
        text: Arc::clone(&doc.source.text),
        links: doc.links.iter().map(|link| body_link(here, link)).collect(),
        items: doc.facts.items.iter().filter_map(|item| body_item(doc, item)).collect(),
        anchors: doc.layout.anchors.iter().filter_map(anchor).collect(),
        title: title.and_then(node),
        remote_images: cx.config.remote_images.clone(),
    }
}

fn body_link(here: &Here, link: &Link) -> BodyLink {
    let href = match &link.to {
        Target::Page(url) | Target::File(url) => Some(here.to(url)),
        Target::Web(address) => Href::web(address),
        Target::Broken(_) | Target::Refused(_) => None,
    };
    BodyLink {
        range: link.range,
        node: link.node,
        href: href.map(|href| href.as_str().to_owned()),
        by: link.by,
        broken: matches!(link.to, Target::Broken(_)),
    }
}

fn body_item(doc: &Doc, item: &Item) -> Option<BodyItem> {
    let block = doc.layout.block(item.block)?;
    let section = item.shape == Shape::Heading && block.parent.is_none();
    Some(BodyItem {
        node: block.node,
        anchor: item.anchor.clone(),
        form: if section { ItemForm::Section } else { ItemForm::Tail },
        end: section_end(doc, &block),
    })
}

/// Where the next heading of the same or a higher level begins.
fn section_end(doc: &Doc, block: &Block<'_>) -> u32 {
    let BlockKind::Heading(own) = *block.kind else { return block.range.end };
    let ends = |other: &Block<'_>| {
        other.parent.is_none()
            && matches!(other.kind, BlockKind::Heading(level) if *level <= own)
    };
    let all = u32::try_from(doc.source.text.len()).unwrap_or(u32::MAX);
    doc.layout.after(block.at).find(ends).map_or(all, |next| next.range.start)
}
