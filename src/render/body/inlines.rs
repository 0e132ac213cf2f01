//! Inline text.

use super::blocks::{plain, reference_id};
use super::raw::{ImageWords, Where, image};
use super::spots::Spots;
use super::{Below, Setting, Walk, range};
use crate::parse::is_formula;
use crate::render::escape::{Attribute, Text};
use crate::render::math::Standing;
use crate::render::sanitise::{Holds, Place};
use crate::render::words::Words;
use crate::text::TextRange;
use crate::text::scheme::{Allowed, allowed};
use crate::view::body::{BodyLink, LinkBy};
use comrak::Node;
use comrak::nodes::{NodeFootnoteReference, NodeMath, NodeValue};

impl<'a> Walk<'a> {
    pub(super) fn enter_inline(&mut self, node: Node<'a>, number: u32) -> Below {
        let data = node.data();
        let dress = match &data.value {
            NodeValue::Text(text) => {
                self.text(text, range(node, &self.lines));
                return Below::Skip;
            }
            NodeValue::SoftBreak | NodeValue::LineBreak if self.ends_field(node) => {
                self.out.close();
                return Below::Skip;
            }
            NodeValue::Strong if self.begins_field(node) => {
                self.out.open(format_args!("<dt>"), "</dt>\n", Holds::Phrasing);
                return Below::Walk;
            }
            NodeValue::SoftBreak if self.setting == Setting::Text => {
                return self.written(format_args!("\n"));
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => {
                return self.written(format_args!("<br>\n"));
            }
            NodeValue::Code(code) => {
                let code = Text(&code.literal);
                return self.written(format_args!("<code>{code}</code>"));
            }
            NodeValue::Math(math) => {
                self.math(math, range(node, &self.lines));
                return Below::Skip;
            }
            NodeValue::HtmlInline(html) => {
                self.raw(html, number, Where::Inline);
                return Below::Skip;
            }
            NodeValue::Image(link) => {
                self.image(node, &link.title, number);
                return Below::Skip;
            }
            NodeValue::FootnoteReference(reference) => {
                self.reference(reference);
                return Below::Skip;
            }
            NodeValue::Raw(_) | NodeValue::FrontMatter(_) => return Below::Skip,
            NodeValue::Link(link) => {
                self.link(&link.title, number);
                return Below::Walk;
            }
            NodeValue::WikiLink(_) => {
                self.link("", number);
                return Below::Walk;
            }
            NodeValue::Emph => ("<em>", "</em>"),
            NodeValue::Strong => ("<strong>", "</strong>"),
            NodeValue::Strikethrough => ("<del>", "</del>"),
            _ => ("", ""),
        };
        self.out.make_room(Place::Phrasing);
        self.out.open(format_args!("{}", dress.0), dress.1, Holds::Phrasing);
        Below::Walk
    }

    fn written(&mut self, markup: std::fmt::Arguments<'_>) -> Below {
        self.out.make_room(Place::Phrasing);
        self.out.markup(markup);
        Below::Skip
    }

    /// A formula, or what only looked like one, as it is written.
    fn math(&mut self, math: &NodeMath, at: TextRange) {
        let standing = if math.display_math { Standing::Block } else { Standing::Inline };
        let signs = if math.display_math { "$$" } else { "$" };
        let written = format!("{signs}{}{signs}", math.literal);
        if !is_formula(&math.literal) {
            return self.text(&written, at);
        }
        self.out.make_room(Place::Phrasing);
        match crate::render::math::math(&math.literal, standing) {
            Some(formula) => self.out.markup(format_args!("{formula}")),
            None => {
                let code = Text(&written);
                self.out.markup(format_args!("<code class=\"math\">{code}</code>"));
            }
        }
    }

    /// Text with the links that kenning made in it.
    fn text(&mut self, text: &str, at: TextRange) {
        let mut done = self.written_colon(text);
        let made = self.made_in(at);
        if made.is_empty() || self.in_heading || self.out.in_link() {
            return self.out.text(text.get(done..).unwrap_or_default());
        }
        let source = at.slice(&self.body.text);
        let spots = Spots::new(source, text, at.start as usize);
        for link in made {
            let Some((start, end)) = spots.of(link.range) else { continue };
            let parts = text.get(done..start).zip(text.get(start..end));
            let Some((before, words)) = parts else { continue };
            self.out.text(before);
            self.out.make_room(Place::Phrasing);
            let (open, close) = link_tags(self.words, link, "");
            self.out.markup(format_args!("{open}{}{close}", Text(words)));
            done = end;
        }
        self.out.text(text.get(done..).unwrap_or_default());
    }

    /// The links that lie wholly in `at`.
    fn made_in(&self, at: TextRange) -> Vec<&'a BodyLink> {
        let from = self.made.partition_point(|link| link.range.start < at.start);
        let inside = self.made.get(from..).unwrap_or_default().iter().copied();
        inside
            .take_while(|link| link.range.start < at.end)
            .filter(|link| at.holds(link.range))
            .collect()
    }

    /// Opens an authored link, or nothing where it leads nowhere.
    fn link(&mut self, title: &str, number: u32) {
        self.out.make_room(Place::Phrasing);
        let known = self.links.get(&number).and_then(|links| links.first());
        let (open, close) = match known {
            Some(link) if !self.out.in_link() => link_tags(self.words, link, title),
            _ => (String::new(), ""),
        };
        if close == "</a>" {
            self.out.open_link(format_args!("{open}"));
        } else {
            self.out.open(format_args!("{open}"), close, Holds::Phrasing);
        }
    }

    fn image(&mut self, node: Node<'_>, title: &str, number: u32) {
        let alt = node.descendants().map(plain).collect();
        let words = ImageWords { alt, title: title.to_owned() };
        let known = self.links.get(&number).and_then(|links| links.first());
        let address = known.and_then(|link| followed(link));
        if known.is_some_and(|link| link.broken) && address.is_none() {
            self.out.make_room(Place::Phrasing);
            let text = Text(&words.alt);
            self.out.markup(format_args!(
                "<span class=\"dead\" title=\"{}\">{text}</span>",
                Attribute(self.words.text("This image is missing"))
            ));
            return;
        }
        image(&mut self.out, address, &words, &self.body.remote_images, "");
    }

    fn reference(&mut self, reference: &NodeFootnoteReference) {
        let (footnote, nth) = (reference.ix, reference.ref_num);
        let id = reference_id(footnote, nth);
        self.references.entry(footnote).or_default().push(nth);
        self.out.make_room(Place::Phrasing);
        if self.out.in_link() {
            self.out.markup(format_args!("<sup id=\"{id}\">{footnote}</sup>"));
        } else {
            self.out.markup(format_args!(
                "<sup class=\"fnref\" id=\"{id}\"><a href=\"#k-fn-{footnote}\" \
                 aria-label=\"{} {footnote}\">{footnote}</a></sup>",
                Attribute(self.words.text("Footnote"))
            ));
        }
    }
}

/// The tags around the text of a link; empty where it is not to be followed.
fn link_tags(words: &Words, link: &BodyLink, title: &str) -> (String, &'static str) {
    let class = match link.by {
        LinkBy::Link | LinkBy::Wiki => "",
        LinkBy::Ticket => "tkt",
        LinkBy::Person => "own",
        LinkBy::Period => "per",
        LinkBy::Title => "ref",
    };
    let dead = if link.broken { "dead" } else { "" };
    let class = match [class, dead].join(" ").trim() {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    let dead = words.text("There is nothing at the other end of this link");
    let title = match if link.broken { dead } else { title } {
        "" => String::new(),
        title => format!(" title=\"{}\"", Attribute(title)),
    };
    match followed(link) {
        Some(href) => (format!("<a{class} href=\"{}\"{title}>", Attribute(href)), "</a>"),
        None if link.broken => (format!("<span{class}{title}>"), "</span>"),
        None => (String::new(), ""),
    }
}

/// Where a link leads. The caller has decided already; a forbidden scheme is
/// refused here once more, since this is the last place that could.
fn followed(link: &BodyLink) -> Option<&str> {
    link.href.as_deref().filter(|href| allowed(href) != Allowed::No)
}
