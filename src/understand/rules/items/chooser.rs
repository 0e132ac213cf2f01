//! What the sections around an entry say about it, and which reading applies.

use super::kinds;
use super::whole::Whole;
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
use crate::understand::values::title::Title;
use rustc_hash::FxHashSet;

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
    /// What the choice needs to know of the whole document.
    pub(super) whole: Whole,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(cx: Context<'a>, kind: DocKind) -> Self {
        let inside = vec![None; cx.outline.sections.len()];
        Self { cx, kind, inside, whole: Whole::of(cx) }
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
            let telling = of(s).lists_entries() && of(s) != Sense::Learning;
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
    /// So it does for a list right below, if no other section says anything.
    fn is_log(&self, section: usize, title: usize) -> bool {
        if section == title && self.whole.is_one_list {
            return true;
        }
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
        if top && (self.whole.has_one_title || title) { Weak::Title } else { Weak::No }
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

/// Whether a sense comes from the document's own title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weak {
    Title,
    No,
}
