//! Blocks.

use super::code::figure;
use super::fields::setting;
use super::items::attributes;
use super::raw::{Raw, Where, raw};
use super::{Below, Setting, Walk};
use crate::render::escape::{Attribute, Text};
use crate::render::sanitise::{Holds, Place};
use comrak::Node;
use comrak::nodes::{AlertType, ListType, NodeAlert, NodeList, NodeValue};
use std::fmt::Write;

impl<'a> Walk<'a> {
    pub(super) fn enter_block(&mut self, node: Node<'a>, number: u32) -> Below {
        let data = node.data();
        match &data.value {
            NodeValue::Document => self.out.open(format_args!(""), "", Holds::Flow),
            NodeValue::Heading(heading) => return self.heading(heading.level, number),
            NodeValue::Paragraph => self.paragraph(node, number),
            NodeValue::List(list) => self.list(*list),
            NodeValue::Item(_) => self.entry(node, number, None),
            NodeValue::TaskItem(task) => {
                self.entry(node, number, Some(task.symbol.is_some()));
            }
            NodeValue::CodeBlock(block) => {
                self.codes += 1;
                figure(
                    &mut self.out,
                    self.words,
                    (&block.info, &block.literal),
                    self.codes,
                );
                return Below::Skip;
            }
            NodeValue::HtmlBlock(html) => {
                self.raw(&html.literal, number, Where::Block);
                self.out.markup(format_args!("\n"));
                return Below::Skip;
            }
            NodeValue::ThematicBreak => {
                self.out.make_room(Place::Flow);
                self.out.markup(format_args!("<hr>\n"));
                return Below::Skip;
            }
            NodeValue::BlockQuote => {
                self.block("blockquote", "", "</blockquote>\n", number);
            }
            NodeValue::Alert(alert) => self.alert(alert, number),
            NodeValue::Table(table) => {
                self.table(node, table);
            }
            NodeValue::TableRow(_) => self.row(node, number),
            NodeValue::TableCell => self.cell(node),
            NodeValue::DescriptionList => self.block("dl", "", "</dl>\n", number),
            NodeValue::DescriptionTerm => self.block("dt", "", "</dt>\n", number),
            NodeValue::DescriptionDetails => self.block("dd", "", "</dd>\n", number),
            NodeValue::FootnoteDefinition(_) => self.footnote(),
            // The groups of a description list among them.
            _ => self.block("div", "", "</div>\n", number),
        }
        Below::Walk
    }

    pub(super) fn leave_node(&mut self, node: Node<'a>, number: u32) {
        match &node.data().value {
            NodeValue::Heading(_) => self.leave_heading(number),
            NodeValue::Strong if self.begins_field(node) => self.leave_field_name(node),
            NodeValue::FootnoteDefinition(_) => {
                self.out.close_inside();
                self.back_references();
                self.out.close();
            }
            NodeValue::Document => {
                if self.footnotes > 0 {
                    self.out.close();
                }
                self.out.close();
            }
            NodeValue::Paragraph if self.setting == Setting::Fields => {
                self.out.close();
                self.out.close();
                self.setting = Setting::Text;
            }
            _ => self.out.close(),
        }
    }

    pub(super) fn raw(&mut self, html: &str, number: u32, place: Where) {
        let links = self.links.get(&number).map(Vec::as_slice).unwrap_or_default();
        let cx = Raw { links: links.iter(), hosts: &self.body.remote_images, place };
        raw(&mut self.out, html, cx, &mut self.left_out);
    }

    /// Opens an element that may hold anything.
    fn block(&mut self, tag: &str, class: &str, close: &'static str, number: u32) {
        self.out.make_room(Place::Flow);
        let item = self.tail_at(number, number, class);
        self.out.open(format_args!("<{tag}{item}>"), close, Holds::Flow);
    }

    fn paragraph(&mut self, node: Node<'_>, number: u32) {
        self.setting = setting(node);
        if self.setting == Setting::Fields {
            return self.block("dl", "fields", "</dl>\n", number);
        }
        if !is_tight(node) {
            self.out.make_room(Place::Flow);
            let item = self.tail_at(number, number, "");
            return self.out.open(format_args!("<p{item}>"), "</p>\n", Holds::Phrasing);
        }
        if node.previous_sibling().is_some() {
            self.out.markup(format_args!("\n"));
        }
        let item = self.tail_at(number, number, "");
        if item.is_empty() {
            self.out.open(format_args!(""), "", Holds::Phrasing);
        } else {
            self.out.open(format_args!("<span{item}>"), "</span>", Holds::Phrasing);
        }
    }

    fn list(&mut self, list: NodeList) {
        self.out.make_room(Place::Flow);
        match (list.list_type, list.start) {
            (ListType::Bullet, _) => {
                self.out.open(format_args!("<ul>\n"), "</ul>\n", Holds::Parts);
            }
            (ListType::Ordered, 1) => {
                self.out.open(format_args!("<ol>\n"), "</ol>\n", Holds::Parts);
            }
            (ListType::Ordered, start) => {
                let tag = format_args!("<ol start=\"{start}\">\n");
                self.out.open(tag, "</ol>\n", Holds::Parts);
            }
        }
    }

    /// An entry of a list; its tail stands at the end of its first paragraph, else
    /// at its start.
    fn entry(&mut self, node: Node<'_>, number: u32, task: Option<bool>) {
        let first = node.first_child();
        let leads = first.is_some_and(|c| matches!(c.data().value, NodeValue::Paragraph));
        let (id, tail) = self.tail(number).unwrap_or_default();
        let sub = if id.is_empty() { "" } else { "sub" };
        let attributes = attributes(id, &[sub, if task.is_some() { "task" } else { "" }]);
        self.out.open(format_args!("<li{attributes}>"), "</li>\n", Holds::Flow);
        if let Some(done) = task {
            let (checked, name) = if done {
                (" checked", self.words.text("Done"))
            } else {
                ("", self.words.text("Not done"))
            };
            self.out.markup(format_args!(
                "<input type=\"checkbox\" disabled{checked} aria-label=\"{}\"> ",
                Attribute(name)
            ));
        }
        if leads && !tail.is_empty() {
            self.tails.entry(number + 1).or_default().push_str(&tail);
        } else {
            self.out.markup(format_args!("{tail}"));
        }
    }

    fn alert(&mut self, alert: &NodeAlert, number: u32) {
        let (class, word) = match alert.alert_type {
            AlertType::Note => ("alert alert-note", self.words.text("Note")),
            AlertType::Tip => ("alert alert-tip", self.words.text("Tip")),
            AlertType::Important => {
                ("alert alert-important", self.words.text("Important"))
            }
            AlertType::Warning => ("alert alert-warning", self.words.text("Warning")),
            AlertType::Caution => ("alert alert-caution", self.words.text("Caution")),
        };
        self.block("div", class, "</div>\n", number);
        let title = Text(alert.title.as_deref().unwrap_or(word));
        self.out.markup(format_args!("<p class=\"alert-t\">{title}</p>\n"));
    }

    /// comrak puts the footnotes behind all else, in order of first reference.
    fn footnote(&mut self) {
        if self.footnotes == 0 {
            self.out.close_inside();
            let name = Attribute(self.words.text("Footnotes"));
            let tag =
                format_args!("<section class=\"footnotes\" aria-label=\"{name}\"><ol>\n");
            self.out.open(tag, "</ol></section>\n", Holds::Parts);
        }
        self.footnotes += 1;
        let tag = format_args!("<li id=\"k-fn-{}\">", self.footnotes);
        self.out.open(tag, "</li>\n", Holds::Flow);
    }

    fn back_references(&mut self) {
        let mut links = String::new();
        for nth in self.references.remove(&self.footnotes).unwrap_or_default() {
            let _ = write!(
                links,
                " <a class=\"back\" href=\"#{}\" aria-label=\"{}\">\u{21a9}\u{fe0e}</a>",
                reference_id(self.footnotes, nth),
                Attribute(self.words.text("Back to the text"))
            );
        }
        self.out.markup(format_args!("{links}"));
    }
}

/// The id of the `nth` reference to a footnote.
pub(super) fn reference_id(footnote: u32, nth: u32) -> String {
    match nth {
        0 | 1 => format!("k-fnref-{footnote}"),
        _ => format!("k-fnref-{footnote}-{nth}"),
    }
}

/// Whether a paragraph of a list stands without `<p>`, as `CommonMark` has it.
pub(super) fn is_tight(paragraph: Node<'_>) -> bool {
    let Some(parent) = paragraph.parent() else { return false };
    if matches!(parent.data().value, NodeValue::DescriptionTerm) {
        return true;
    }
    parent.parent().is_some_and(|list| match &list.data().value {
        NodeValue::List(list) => list.tight,
        NodeValue::DescriptionItem(item) => item.tight,
        _ => false,
    })
}

/// The text that a node itself shows.
pub(super) fn plain(node: Node<'_>) -> String {
    match &node.data().value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        NodeValue::Math(math) => math.literal.clone(),
        NodeValue::SoftBreak | NodeValue::LineBreak => " ".into(),
        _ => String::new(),
    }
}
