//! What the choice of items needs to know of the whole document.

use super::told;
use super::words;
use crate::model::Shape;
use crate::understand::Context;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::values::dates;
use std::collections::BTreeSet;

#[expect(clippy::struct_excessive_bools, reason = "facts without a common scale")]
pub(super) struct Whole {
    /// Whether it has one `# Heading`, which then is its title.
    pub(super) has_one_title: bool,
    /// Whether nothing in it has a field or column that only a thing has: then headings
    /// with prose are its things.
    pub(super) is_bare: bool,
    /// Whether its title is the only one that says what entries are, and no more.
    pub(super) is_one_list: bool,
    /// Whether its title promises lessons and its headings are those.
    pub(super) is_lessons: bool,
    /// The meetings with a section that lists actions, see [`meeting`].
    actions: BTreeSet<Option<usize>>,
    /// By section: how many list entries directly below are told as orders.
    orders: Vec<u32>,
    /// By section: how many paragraphs with titles of their own stand before its end,
    /// from the beginning of the document.
    led: Vec<u32>,
    /// By section: how many list entries directly below tell how far they are.
    states: Vec<u32>,
    /// By section: how many lines of text stand directly in it.
    lines: Vec<u32>,
    /// The levels of headings of which one has a field that only a thing has.
    pub(super) thing_levels: BTreeSet<u8>,
}

impl Whole {
    pub(super) fn of(cx: Context<'_>) -> Self {
        let tops = cx.outline.sections.iter();
        let tops = tops.filter(|s| s.kind == SectionKind::Heading(1)).count();
        let fields = cx.outline.fields().map(|(_, field)| field.kind);
        let cells = cx.outline.entries.iter().flat_map(|entry| &entry.cells);
        let (orders, led) = counts(cx);
        Self {
            has_one_title: tops == 1,
            is_bare: !fields.chain(cells.map(|cell| cell.column)).any(words::is_telling),
            is_one_list: is_one_list(cx),
            is_lessons: is_lessons(cx),
            actions: lists_actions(cx),
            orders,
            led,
            states: states(cx),
            lines: lines(cx),
            thing_levels: thing_levels(cx),
        }
    }

    /// Whether the meeting that a section is part of lists its actions.
    pub(super) fn has_actions(&self, cx: Context<'_>, section: usize) -> bool {
        self.actions.contains(&meeting(cx, section))
    }

    /// How many list entries directly below a section are told as orders.
    pub(super) fn orders(&self, section: usize) -> u32 {
        self.orders.get(section).copied().unwrap_or_default()
    }

    /// How many list entries directly below a section tell how far they are.
    pub(super) fn states(&self, section: usize) -> u32 {
        self.states.get(section).copied().unwrap_or_default()
    }

    /// How many lines of text stand directly in a section.
    pub(super) fn lines(&self, section: usize) -> u32 {
        self.lines.get(section).copied().unwrap_or_default()
    }

    /// How many paragraphs with titles of their own stand in a section and within.
    pub(super) fn led(&self, cx: Context<'_>, section: usize) -> u32 {
        let sections = &cx.outline.sections;
        let Some(whole) = sections.get(section) else { return 0 };
        let end = sections.partition_point(|s| s.extent.start < whole.extent.end);
        let upto = |at: usize| {
            at.checked_sub(1).and_then(|at| self.led.get(at)).copied().unwrap_or_default()
        };
        upto(end.max(section)).saturating_sub(upto(section))
    }
}

/// The orders of each section, and the paragraphs with titles up to each.
fn counts(cx: Context<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut orders = vec![0_u32; cx.outline.sections.len()];
    let mut led = orders.clone();
    for entry in cx.outline.entries.iter().filter(|entry| entry.parent.is_none()) {
        let listed = matches!(entry.shape, Shape::Entry | Shape::Checkbox);
        let order = listed && words::is_order(entry.title.text(), cx);
        if let Some(slot) = orders.get_mut(entry.section) {
            *slot += u32::from(order);
        }
        let titled = entry.shape == Shape::Paragraph && entry.opens.is_none();
        if let Some(slot) = led.get_mut(entry.section) {
            *slot += u32::from(titled);
        }
    }
    let mut sum = 0;
    for slot in &mut led {
        sum += *slot;
        *slot = sum;
    }
    (orders, led)
}

fn lines(cx: Context<'_>) -> Vec<u32> {
    let mut lines = vec![0_u32; cx.outline.sections.len()];
    for line in &cx.outline.lines {
        if let Some(slot) = lines.get_mut(line.section) {
            *slot += 1;
        }
    }
    lines
}

fn states(cx: Context<'_>) -> Vec<u32> {
    let mut states = vec![0_u32; cx.outline.sections.len()];
    for entry in cx.outline.entries.iter().filter(|entry| entry.parent.is_none()) {
        let told = entry.shape == Shape::Entry && told::has_state(cx, entry);
        if let Some(slot) = states.get_mut(entry.section) {
            *slot += u32::from(told);
        }
    }
    states
}

fn thing_levels(cx: Context<'_>) -> BTreeSet<u8> {
    let telling = |section: &&Section| {
        section.fields.iter().any(|field| words::is_telling(field.kind))
    };
    let level = |section: &Section| match section.kind {
        SectionKind::Heading(level) => Some(level),
        _ => None,
    };
    cx.outline.sections.iter().filter(telling).filter_map(level).collect()
}

fn is_one_list(cx: Context<'_>) -> bool {
    let mut told = cx.outline.sections.iter().filter(|s| s.sense.is_some());
    let first = told.next().is_some_and(|s| {
        let lists = s.sense.is_some_and(Sense::lists_entries);
        lists && s.firm && s.sense != Some(Sense::Learning)
    });
    first && told.next().is_none()
}

/// Whether below a title about lessons the headings are told as sentences, with prose
/// below each: topics have one or two words.
fn is_lessons(cx: Context<'_>) -> bool {
    let mut tops = cx.outline.sections.iter();
    let title = tops.find(|s| s.kind == SectionKind::Heading(1));
    let learned = title.is_some_and(|s| s.sense == Some(Sense::Learning));
    let lists = |s: &&Section| s.sense.is_some_and(Sense::lists_entries);
    let part = |s: &&Section| matches!(s.kind, SectionKind::Heading(2..));
    let parts = || cx.outline.sections.iter().filter(part);
    let told = parts().filter(|s| s.sense.is_none());
    let (all, sentences) = told.fold((0, 0), |(all, sentences), s| {
        let words =
            s.title.text().split_whitespace().filter(|w| w.contains(char::is_alphabetic));
        (all + 1, sentences + u32::from(s.prose && words.count() >= 3))
    });
    learned && !parts().any(|s| lists(&s)) && sentences >= 3 && 3 * sentences >= 2 * all
}

/// The dated heading of which a section is part, where one file holds several
/// meetings.
fn meeting(cx: Context<'_>, section: usize) -> Option<usize> {
    let dated = |(_, s): &(usize, &Section)| {
        matches!(s.kind, SectionKind::Heading(_))
            && (words::is_time(s.title.text(), cx)
                || dates::first(s.title.text(), cx.reading).is_some())
    };
    cx.outline.up(section).filter(dated).last().map(|(at, _)| at)
}

fn lists_actions(cx: Context<'_>) -> BTreeSet<Option<usize>> {
    let sections = cx.outline.sections.iter().enumerate();
    let listing = sections.filter(|(_, s)| {
        let holds = s.bullets + s.rows + s.subsections > 0;
        holds && s.sense == Some(Sense::Action) && s.kind != SectionKind::Entry
    });
    listing.map(|(at, _)| meeting(cx, at)).collect()
}
