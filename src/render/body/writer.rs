//! Writes HTML that nests: one stack for our elements and the author's.

use crate::render::escape::Text;
use crate::render::sanitise::{Element, Holds, Place};
use std::fmt::{self, Write};

/// More open elements of the author's than this are not written: browsers stop
/// nesting at some depth, and searching the stack stays cheap.
const DEEPEST: usize = 64;

/// The end of an item's section.
const ITEM_END: &str = "</div></section>\n";

/// An element that waits for its end.
#[derive(Debug)]
enum Open {
    /// Ours: ends where its node ends.
    Own { close: &'static str, holds: Holds, link: bool },
    /// The author's: ends at its end tag, or with what encloses it.
    Author(&'static Element),
    /// The section of an item: ends before the block that begins at `end` or later,
    /// or with what encloses it.
    Item { end: u32 },
}

/// HTML under construction, well-formed once all is closed.
#[derive(Debug, Default)]
pub(super) struct Writer {
    html: String,
    open: Vec<Open>,
    links: usize,
    authored: usize,
}

impl Writer {
    /// Writes markup of ours as it is.
    pub(super) fn markup(&mut self, markup: fmt::Arguments<'_>) {
        let _ = self.html.write_fmt(markup);
    }

    /// Writes text. The author's elements that hold parts only, such as a list, are
    /// ended by text that is more than blanks.
    pub(super) fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.make_room(Place::Phrasing);
        }
        let _ = write!(self.html, "{}", Text(text));
    }

    /// Opens an element of ours, to be ended by [`Writer::close`] with `close`.
    pub(super) fn open(
        &mut self,
        markup: fmt::Arguments<'_>,
        close: &'static str,
        holds: Holds,
    ) {
        self.markup(markup);
        self.open.push(Open::Own { close, holds, link: false });
    }

    /// Opens a link of ours, ended by [`Writer::close`] like any other.
    pub(super) fn open_link(&mut self, markup: fmt::Arguments<'_>) {
        self.markup(markup);
        self.links += 1;
        self.open.push(Open::Own { close: "</a>", holds: Holds::Phrasing, link: true });
    }

    /// Ends the innermost element of ours and all of the author's in it.
    pub(super) fn close(&mut self) {
        self.close_inside();
        self.pop();
    }

    /// Ends what the author and items opened inside the innermost element of ours.
    pub(super) fn close_inside(&mut self) {
        while !matches!(self.open.last(), Some(Open::Own { .. }) | None) {
            self.pop();
        }
    }

    /// Marks that an item's section was opened.
    pub(super) fn open_item(&mut self, end: u32) {
        self.open.push(Open::Item { end });
    }

    /// Ends the sections, in the innermost element of ours, that end at `start` or
    /// before.
    pub(super) fn end_items(&mut self, start: u32) {
        let over = |open: &Open| matches!(open, Open::Item { end } if *end <= start);
        if let Some(at) = self.frame().find(|at| self.open.get(*at).is_some_and(over)) {
            self.cut(at);
        }
    }

    /// Ends the author's elements that cannot hold what stands in `place`.
    pub(super) fn make_room(&mut self, place: Place) {
        while let Some(Open::Author(element)) = self.open.last() {
            if fits(place, element.holds, element.name) {
                return;
            }
            self.pop();
        }
    }

    /// Whether a link is open; links do not nest.
    pub(super) fn in_link(&self) -> bool {
        self.links > 0
    }

    /// Opens an element of the author's if there is room for it; `attributes` are
    /// checked and escaped. Elements that end themselves make room.
    pub(super) fn open_author(&mut self, element: &'static Element, attributes: &str) {
        let Some(at) = self.room(element) else { return };
        let link = element.name == "a";
        let deep = self.authored >= DEEPEST && element.holds != Holds::Nothing;
        if deep || (link && self.in_link()) {
            return;
        }
        self.cut(at);
        let _ = write!(self.html, "<{}{attributes}>", element.name);
        if element.holds != Holds::Nothing {
            self.links += usize::from(link);
            self.authored += 1;
            self.open.push(Open::Author(element));
        }
    }

    /// Ends an element of the author's, and all opened in it since; nothing where
    /// none of this name is open in the innermost element of ours.
    pub(super) fn close_author(&mut self, name: &str) {
        let is = |open: &Open| matches!(open, Open::Author(element) if element.name.eq_ignore_ascii_case(name));
        if let Some(at) = self.frame().rev().find(|at| self.open.get(*at).is_some_and(is))
        {
            self.cut(at);
        }
    }

    /// The finished HTML.
    pub(super) fn finish(mut self) -> String {
        self.cut(0);
        self.html
    }

    /// The stack's height at which `element` may be opened, `None` without room.
    fn room(&self, element: &Element) -> Option<usize> {
        for at in (0..=self.open.len()).rev() {
            let (holds, name, ends_itself) = match self.open.get(at.checked_sub(1)?)? {
                Open::Own { holds, .. } => (*holds, "", false),
                Open::Item { .. } => (Holds::Flow, "", false),
                Open::Author(outer) => (outer.holds, outer.name, outer.ends_itself),
            };
            if fits(element.place, holds, name) {
                return Some(at);
            }
            if !ends_itself {
                return None;
            }
        }
        None
    }

    /// The places above the innermost element of ours, from the bottom.
    fn frame(&self) -> std::ops::Range<usize> {
        let own = |open: &Open| matches!(open, Open::Own { .. });
        let base = self.open.iter().rposition(own).map_or(0, |at| at + 1);
        base..self.open.len()
    }

    fn cut(&mut self, height: usize) {
        while self.open.len() > height {
            self.pop();
        }
    }

    fn pop(&mut self) {
        match self.open.pop() {
            Some(Open::Own { close, link, .. }) => {
                self.links -= usize::from(link);
                self.html.push_str(close);
            }
            Some(Open::Author(element)) => {
                self.links -= usize::from(element.name == "a");
                self.authored -= 1;
                let _ = write!(self.html, "</{}>", element.name);
            }
            Some(Open::Item { .. }) => self.html.push_str(ITEM_END),
            None => {}
        }
    }
}

/// Whether what belongs in `place` may stand directly in an element called `name`
/// that holds `holds`.
fn fits(place: Place, holds: Holds, name: &str) -> bool {
    match place {
        Place::Phrasing => matches!(holds, Holds::Phrasing | Holds::Flow),
        Place::Flow => holds == Holds::Flow,
        Place::Inside(parents) => parents.contains(&name),
    }
}
