//! Lines of fields, `**Owner**: Mia`, as a description list.
//!
//! The paragraph is the list, each bold name a term, the rest of its line the
//! description. The colon belongs to the term, on whichever side of the bold text the
//! author put it, so that the text keeps its words and their order.

use super::blocks::{is_tight, plain};
use super::{Setting, Walk};
use crate::render::sanitise::Holds;
use comrak::Node;
use comrak::nodes::NodeValue;

impl<'a> Walk<'a> {
    /// Whether `node` is the name of a field of the list that is open.
    pub(super) fn begins_field(&self, node: Node<'a>) -> bool {
        let first = node.previous_sibling().is_none_or(is_break);
        self.setting == Setting::Fields && in_paragraph(node) && first
    }

    /// Whether `node` is the break behind a field of the list that is open.
    pub(super) fn ends_field(&self, node: Node<'a>) -> bool {
        self.setting == Setting::Fields && in_paragraph(node)
    }

    /// Ends the term and begins the description.
    pub(super) fn leave_field_name(&mut self, node: Node<'a>) {
        if node.next_sibling().is_some_and(|next| colon(&plain(next)) > 0) {
            self.out.close_inside();
            self.out.text(":");
            self.colon_written = true;
        }
        self.out.close();
        self.out.open(format_args!("<dd>"), "</dd>\n", Holds::Phrasing);
    }

    /// How many bytes of `text` are the colon that stands in the term already.
    pub(super) fn written_colon(&mut self, text: &str) -> usize {
        if std::mem::take(&mut self.colon_written) { colon(text) } else { 0 }
    }
}

/// How the lines of a paragraph are set; one of a tight list is no block of its own.
pub(super) fn setting(paragraph: Node<'_>) -> Setting {
    if !are_fields(paragraph) {
        Setting::Text
    } else if is_tight(paragraph) || !have_values(paragraph) {
        Setting::Lines
    } else {
        Setting::Fields
    }
}

/// Whether something follows each name: one without may head what stands below.
fn have_values(paragraph: Node<'_>) -> bool {
    let lines = |node: &Node<'_>| node.previous_sibling().is_none_or(is_break);
    let is_value = |node: Node<'_>| match &node.data().value {
        NodeValue::Text(text) => !text.trim_matches([' ', '\t', ':']).is_empty(),
        _ => true,
    };
    paragraph.children().filter(lines).all(|name| {
        let rest = name.following_siblings().skip(1);
        rest.take_while(|node| !is_break(node)).any(is_value)
    })
}

/// Whether each of several lines begins with bold text and a colon, inside it or
/// behind it.
fn are_fields(paragraph: Node<'_>) -> bool {
    let is_field = |n: Node<'_>| {
        let text: String = n.descendants().map(plain).collect();
        let next = n.next_sibling().map(plain).unwrap_or_default();
        let named = text.trim_end().ends_with(':') || colon(&next) > 0;
        matches!(n.data().value, NodeValue::Strong) && named
    };
    let breaks = || paragraph.children().filter(|n| is_break(n));
    breaks().next().is_some()
        && paragraph.first_child().is_some_and(is_field)
        && breaks().all(|n| n.next_sibling().is_some_and(is_field))
}

/// The bytes up to and with a colon that begins `text`, and the blank behind it.
fn colon(text: &str) -> usize {
    let Some(rest) = text.trim_start().strip_prefix(':') else { return 0 };
    text.len() - rest.trim_start().len()
}

fn is_break(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak)
}

fn in_paragraph(node: Node<'_>) -> bool {
    node.parent().is_some_and(|p| matches!(p.data().value, NodeValue::Paragraph))
}
