//! What the sections around an entry say about it, and which reading applies.

use super::kinds;
use super::words;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Shape;
use crate::understand::Context;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::rules::people;
use crate::understand::values::title::Title;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// An entry that is an item.
pub(super) struct Choice {
    pub(super) kind: ItemType,
    pub(super) basis: Basis,
    pub(super) rule: &'static str,
    pub(super) title: Title,
    pub(super) anti_pattern: bool,
}

pub(super) struct Chooser<'a> {
    pub(super) cx: Context<'a>,
    pub(super) kind: DocKind,
    /// By section: the heading entry whose item it is part of.
    pub(super) inside: Vec<Option<usize>>,
    /// Whether the document has one `# Heading`, which then is its title.
    pub(super) only_title: bool,
    /// Whether nothing in the document has a field or column that only a thing has:
    /// then headings with prose are its things.
    pub(super) is_bare: bool,
    /// Whether some section lists actions.
    pub(super) has_actions: bool,
    /// The folded names of those the document lists.
    pub(super) people: BTreeSet<String>,
    /// By section: what stands directly below.
    below: Vec<Below>,
}

/// What is counted of a section.
#[derive(Clone, Copy, Default)]
pub(super) struct Below {
    /// List entries told as orders.
    pub(super) orders: u32,
    /// Paragraphs that begin with their own title.
    pub(super) led: u32,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(cx: Context<'a>, kind: DocKind) -> Self {
        let tops = cx.outline.sections.iter();
        let tops = tops.filter(|s| s.kind == SectionKind::Heading(1)).count();
        let inside = vec![None; cx.outline.sections.len()];
        let fields = cx.outline.fields().map(|(_, field)| field.kind);
        let cells = cx.outline.entries.iter().flat_map(|entry| &entry.cells);
        let is_bare = !fields.chain(cells.map(|cell| cell.column)).any(words::is_telling);
        let below = below(cx);
        let has_actions = Self::lists_actions(cx);
        let people = people::known(cx);
        let only_title = tops == 1;
        Self { cx, kind, inside, only_title, is_bare, has_actions, people, below }
    }

    /// What is counted of a section.
    pub(super) fn below(&self, section: usize) -> Below {
        self.below.get(section).copied().unwrap_or_default()
    }

    /// A section below an item's section belongs to that item.
    pub(super) fn inherit(&mut self, entry: &Entry) {
        if let (Some(opened), Some(outer)) =
            (entry.opens, self.within_item(entry.section))
        {
            self.set_inside(opened, outer);
        }
    }

    pub(super) fn set_inside(&mut self, section: usize, entry: usize) {
        if let Some(slot) = self.inside.get_mut(section) {
            *slot = Some(entry);
        }
    }

    pub(super) fn within_item(&self, section: usize) -> Option<usize> {
        self.cx
            .outline
            .up(section)
            .find_map(|(at, _)| self.inside.get(at).copied().flatten())
    }

    /// What the sections around say entries are, and whether the word stands in the
    /// document's own title, which says it of the whole and so of nothing in
    /// particular.
    pub(super) fn sense(&self, section: usize) -> Option<(Sense, Weak, usize)> {
        let chain: Vec<(usize, &Section)> =
            self.cx.outline.up(section).filter(|(_, s)| s.sense.is_some()).collect();
        let of = |s: &Section| s.sense.unwrap_or(Sense::None);
        let told = |(at, s): &(usize, &Section)| {
            let telling = is_telling(of(s)) && of(s) != Sense::Learning;
            s.firm && telling && self.weak(*at) == Weak::No
        };
        let sure = |index: usize, s: &Section| {
            // Within what lists actions, `Performance issues` is a topic of them.
            let outer = chain.get(index + 1..).unwrap_or_default();
            of(s) != Sense::Topic && (s.firm || !outer.iter().any(told))
        };
        let mut all = chain.iter().enumerate().filter(|(index, (_, s))| sure(*index, s));
        let first = all.clone().next();
        // What a list of metrics or of those present calls things below it does not
        // count.
        let never = all.find(|(_, (_, s))| of(s) == Sense::Never).map(|(_, found)| found);
        let first = first.map(|(_, found)| found).or(chain.first());
        let (at, found) = never.or(first)?;
        let sense = if of(found) == Sense::Topic { Sense::None } else { of(found) };
        let weak = if self.is_log(section, *at) { Weak::No } else { self.weak(*at) };
        Some((sense, weak, *at))
    }

    /// `# Decisions` with a heading for each month: the title speaks for all of them.
    fn is_log(&self, section: usize, title: usize) -> bool {
        let between = self.cx.outline.up(section).take_while(|(at, _)| *at != title);
        let mut any = false;
        let dated = between.map(|(_, s)| s).all(|s| {
            any = true;
            words::is_time(s.title.text(), self.cx)
        });
        any && dated
    }

    /// Whether the section is the document's title.
    fn weak(&self, at: usize) -> Weak {
        let Some(section) = self.cx.outline.sections.get(at) else { return Weak::No };
        let top = section.kind == SectionKind::Heading(1);
        let first = self.cx.outline.sections.get(1);
        let title = first.is_some_and(|first| first.block == section.block);
        if top && (self.only_title || title) { Weak::Title } else { Weak::No }
    }

    pub(super) fn choose(
        &self,
        entry: &Entry,
        chosen: &FxHashSet<usize>,
    ) -> Option<Choice> {
        let line = &entry.title;
        if line.is_empty() || words::is_empty_word(line, self.cx) {
            return None;
        }
        if let Some(choice) = self.marked(entry, chosen) {
            return Some(choice);
        }
        match entry.shape {
            Shape::Heading => self.heading(entry),
            Shape::Paragraph if entry.opens.is_none() => self.led(entry),
            Shape::Paragraph => self.bold_heading(entry),
            Shape::Row => self.row(entry),
            Shape::Checkbox => self.checkbox(entry),
            Shape::Entry => self.listed(entry).or_else(|| self.promised(entry)),
        }
    }

    pub(super) fn by_sense(
        &self,
        entry: &Entry,
        sense: Option<Sense>,
        lead: Option<ItemType>,
        title: Title,
    ) -> Choice {
        let (kind, basis) = match (sense, lead) {
            (Some(Sense::Learning | Sense::Well | Sense::Badly), _) | (_, None) => (
                kinds::kind_of(
                    self.cx,
                    self.kind,
                    sense.unwrap_or(Sense::Backlog),
                    (entry.shape, &title),
                ),
                Basis::Inherited,
            ),
            (_, Some(kind)) => (kind, Basis::Written),
        };
        let avoided = &self.cx.lexicon.anti_patterns;
        let mut up = self.cx.outline.up(entry.section);
        let anti_pattern = up.any(|(_, s)| avoided.within(s.title.text()).is_some());
        Choice {
            kind,
            basis,
            rule: "section",
            title,
            anti_pattern: anti_pattern && kind == ItemType::Learning,
        }
    }
}

fn below(cx: Context<'_>) -> Vec<Below> {
    let mut all = vec![Below::default(); cx.outline.sections.len()];
    for entry in cx.outline.entries.iter().filter(|entry| entry.parent.is_none()) {
        let Some(below) = all.get_mut(entry.section) else { continue };
        let listed = matches!(entry.shape, Shape::Entry | Shape::Checkbox);
        below.orders += u32::from(listed && words::is_order(entry.title.text(), cx));
        let led = entry.shape == Shape::Paragraph && entry.opens.is_none();
        below.led += u32::from(led);
    }
    all
}

/// Whether a section of this sense lists entries.
pub(super) fn is_telling(sense: Sense) -> bool {
    !matches!(sense, Sense::None | Sense::Topic | Sense::Never)
}

/// Whether a sense comes from the document's own title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weak {
    Title,
    No,
}
