//! Headings, sections, and what is said beside items.

use super::{Below, Walk};
use crate::render::escape::{Attribute, Url};
use crate::render::sanitise::{Holds, Place};
use crate::render::words::Words;
use crate::view::body::{BodyItem, ItemForm};
use std::fmt::Write;

impl<'a> Walk<'a> {
    pub(super) fn heading(&mut self, level: u8, number: u32) -> Below {
        self.out.make_room(Place::Flow);
        let item = self.items.get(&number).copied();
        if self.body.title == Some(number) {
            let note = item.and_then(|at| self.notes.get(at));
            self.out.markup(format_args!("{}", note.map_or("", |note| note.as_str())));
            return Below::Skip;
        }
        let id = attributes(self.anchor(number).unwrap_or_default(), &[]);
        let (tag, close) = match (level + self.shift).min(6) {
            1 => ("h1", "</h1>\n"),
            2 => ("h2", "</h2>\n"),
            3 => ("h3", "</h3>\n"),
            4 => ("h4", "</h4>\n"),
            5 => ("h5", "</h5>\n"),
            _ => ("h6", "</h6>\n"),
        };
        if self.section(number).is_some() {
            self.out.markup(format_args!("<section class=\"item\"{id}>"));
            self.out.open(format_args!("<{tag}>"), close, Holds::Phrasing);
        } else {
            self.out.open(format_args!("<{tag}{id}>"), close, Holds::Phrasing);
        }
        self.in_heading = true;
        Below::Walk
    }

    pub(super) fn leave_heading(&mut self, number: u32) {
        self.in_heading = false;
        self.out.close_inside();
        if let Some(anchor) = self.anchor(number) {
            self.out.markup(format_args!("{}", permalink(self.words, anchor)));
        }
        let at = self.items.get(&number).copied();
        let note = at.and_then(|at| self.notes.get(at)).map_or("", |note| note.as_str());
        if let Some(end) = self.section(number).map(|item| item.end) {
            self.out.close();
            self.out.markup(format_args!("{note}<div class=\"ib\">\n"));
            self.out.open_item(end);
        } else {
            self.out.markup(format_args!("{note}"));
            self.out.close();
        }
    }

    fn anchor(&self, number: u32) -> Option<&'a str> {
        let own = || Some(&*self.item(number)?.anchor);
        self.anchors.get(&number).copied().or_else(own).filter(|id| !id.is_empty())
    }

    fn item(&self, number: u32) -> Option<&'a BodyItem> {
        self.body.items.get(*self.items.get(&number)?)
    }

    fn section(&self, number: u32) -> Option<&'a BodyItem> {
        self.item(number).filter(|item| item.form == ItemForm::Section)
    }

    /// The attributes of a node of this class. If it is an item, its tail will be
    /// written at the end of the node at `at`.
    pub(super) fn tail_at(&mut self, number: u32, at: u32, class: &str) -> String {
        let Some((id, tail)) = self.tail(number) else {
            return attributes("", &[class]);
        };
        if !tail.is_empty() {
            self.tails.entry(at).or_default().push_str(&tail);
        }
        attributes(id, &["sub", class])
    }

    /// The id and the tail of an item at `number`. What would stand in the margin of a
    /// heading stands behind a paragraph that poses as one, since it is a block.
    pub(super) fn tail(&mut self, number: u32) -> Option<(&'a str, String)> {
        let at = *self.items.get(&number)?;
        let item = self.body.items.get(at)?;
        let link = permalink(self.words, &item.anchor);
        let note = self.notes.get(at).map_or("", |note| note.as_str());
        if item.form == ItemForm::Section {
            self.behind.insert(number, note.to_owned());
            return Some((&item.anchor, link));
        }
        Some((&item.anchor, format!("{link}{note}")))
    }
}

/// An id and classes, those that are not empty.
pub(super) fn attributes(id: &str, classes: &[&str]) -> String {
    let mut out = String::new();
    if !id.is_empty() {
        let _ = write!(out, " id=\"{}\"", Attribute(id));
    }
    let classes: Vec<_> = classes.iter().copied().filter(|c| !c.is_empty()).collect();
    if !classes.is_empty() {
        let _ = write!(out, " class=\"{}\"", classes.join(" "));
    }
    out
}

fn permalink(words: &Words, anchor: &str) -> String {
    let href = Url(anchor).to_string();
    let href = Attribute(&href);
    let name = Attribute(words.text("Link to this place"));
    format!("<a class=\"perma\" href=\"#{href}\" aria-label=\"{name}\">#</a>")
}
