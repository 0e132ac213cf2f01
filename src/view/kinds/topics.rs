//! The topics of the site, in the order of the alphabet.

use super::Each;
use crate::link::Topic;
use crate::view::Content;
use crate::view::Linked;
use crate::view::cx::Cx;
use crate::view::frame::Section;
use crate::view::href::Here;
use schemars::JsonSchema;
use serde::Serialize;

/// The topics of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Topics {
    /// The topics, by name.
    pub lines: Vec<TopicLine>,
}

/// A topic as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct TopicLine {
    /// Its name and page.
    pub topic: Linked,
    /// How many documents are about it.
    pub docs: usize,
    /// How many entries bear it in their title.
    pub entries: usize,
}

pub(in crate::view) fn pages(cx: &Cx<'_>, each: Each<'_>) {
    if !cx.sections.contains(&Section::Topics) {
        return;
    }
    let url = Section::Topics.url();
    let here = Here::on(&url);
    let line = |topic: &Topic| TopicLine {
        topic: Linked { href: here.to(&topic.url), text: topic.name.clone() },
        docs: topic.docs.len(),
        entries: topic.entries.len(),
    };
    let topics = Topics { lines: cx.site.topics.iter().map(line).collect() };
    let content = Content::Topics(Box::new(topics));
    each(cx.page(url, "Topics", Some(Section::Topics), content));
}
