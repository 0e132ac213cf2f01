//! Which entries are items, and what they are.
//!
//! An item is an entry with its own title in a section that gives a sense: each
//! entry below `## Action items`, each numbered heading below `## Key learnings`.
//! A marker makes one anywhere: `Decision: …`, `Action: …`; so do a checkbox, and a
//! row with an owner, state or due column. A heading that names one thing is an item
//! and what is below it is detail; a heading that names a category is none.

mod kinds;
mod words;

use crate::model::Basis;
use crate::model::Details;
use crate::model::DocKind;
use crate::model::Evidence;
use crate::model::Item;
use crate::model::ItemType;
use crate::model::Read;
use crate::model::Shape;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Marker;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::ids;
use crate::understand::values::title;
use crate::understand::values::title::Title;
use rustc_hash::FxHashSet;

/// See the module.
pub(super) struct Items;

impl Rule for Items {
    fn name(&self) -> &'static str {
        "items"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let kind = draft.facts.kind.map_or(DocKind::Other, |kind| kind.value);
        let tops = cx.outline.sections.iter();
        let tops = tops.filter(|s| s.kind == SectionKind::Heading(1)).count();
        let inside = vec![None; cx.outline.sections.len()];
        let fields = cx.outline.fields().map(|(_, field)| field.kind);
        let cells = cx.outline.entries.iter().flat_map(|entry| &entry.cells);
        let is_bare = !fields.chain(cells.map(|cell| cell.column)).any(words::is_telling);
        let mut chooser = Chooser { cx, kind, inside, only_title: tops == 1, is_bare };
        let mut places = FxHashSet::default();
        let mut chosen: Vec<(usize, Choice)> = Vec::new();
        for (at, entry) in cx.outline.entries.iter().enumerate() {
            chooser.inherit(entry);
            let choice = chooser.choose(entry, &places);
            // Of `- [ ] (Owner: Ada)` no words are left to name it.
            if let Some(choice) = choice.filter(|choice| !choice.title.text.is_empty()) {
                if let Some(opened) = entry.opens {
                    chooser.set_inside(opened, at);
                }
                places.insert(at);
                chosen.push((at, choice));
            }
        }
        for (at, choice) in chosen {
            let Some(entry) = cx.outline.entries.get(at) else { continue };
            let (item, title) = make(entry, choice);
            draft.facts.items.push(item);
            draft.entries.push(at);
            draft.titles.push(title);
        }
    }
}

/// An entry that is an item.
struct Choice {
    kind: ItemType,
    basis: Basis,
    rule: &'static str,
    title: Title,
    anti_pattern: bool,
}

struct Chooser<'a> {
    cx: Context<'a>,
    kind: DocKind,
    /// By section: the heading entry whose item it is part of.
    inside: Vec<Option<usize>>,
    /// Whether the document has one `# Heading`, which then is its title.
    only_title: bool,
    /// Whether nothing in the document has a field or column that only a thing has:
    /// then headings with prose are its things.
    is_bare: bool,
}

impl Chooser<'_> {
    /// A section below an item's section belongs to that item.
    fn inherit(&mut self, entry: &Entry) {
        if let (Some(opened), Some(outer)) =
            (entry.opens, self.within_item(entry.section))
        {
            self.set_inside(opened, outer);
        }
    }

    fn set_inside(&mut self, section: usize, entry: usize) {
        if let Some(slot) = self.inside.get_mut(section) {
            *slot = Some(entry);
        }
    }

    fn within_item(&self, section: usize) -> Option<usize> {
        self.cx
            .outline
            .up(section)
            .find_map(|(at, _)| self.inside.get(at).copied().flatten())
    }

    /// What the sections around say entries are, and whether the word stands in the
    /// document's own title, which says it of the whole and so of nothing in
    /// particular.
    fn sense(&self, section: usize) -> Option<(Sense, Weak, usize)> {
        // What a list of metrics or of those present calls things below it does not
        // count.
        let never =
            self.cx.outline.up(section).find(|(_, s)| s.sense == Some(Sense::Never));
        let first = self.cx.outline.up(section).find(|(_, s)| s.sense.is_some());
        let (at, found) = self.topic_of_work(section).or(never).or(first)?;
        let top = found.kind == SectionKind::Heading(1);
        let title =
            self.cx.outline.sections.get(1).is_some_and(|s| s.block == found.block);
        let weak = if top && (self.only_title || title) { Weak::Title } else { Weak::No };
        Some((found.sense?, weak, at))
    }

    /// Below `## Completed` a heading such as `### Documentation` names a topic of the
    /// work; elsewhere it says that no entries stand there.
    fn topic_of_work(&self, section: usize) -> Option<(usize, &Section)> {
        let mut sensed = self.cx.outline.up(section).filter(|(_, s)| s.sense.is_some());
        let inner = sensed.next().filter(|(_, s)| s.sense == Some(Sense::None))?;
        let work = |sense: Sense| {
            matches!(
                sense,
                Sense::Done
                    | Sense::InProgress
                    | Sense::Planned
                    | Sense::Backlog
                    | Sense::Blocked
                    | Sense::Deferred
            )
        };
        let heading =
            matches!(inner.1.kind, SectionKind::Heading(_) | SectionKind::Label);
        sensed.next().filter(|(_, outer)| {
            heading
                && outer.sense.is_some_and(work)
                && outer.kind != SectionKind::Heading(1)
        })
    }

    fn choose(&self, entry: &Entry, chosen: &FxHashSet<usize>) -> Option<Choice> {
        let line = &entry.title;
        if line.is_empty() || words::is_empty_word(line, self.cx) {
            return None;
        }
        if let Some(choice) = self.marked(entry, chosen) {
            return Some(choice);
        }
        match entry.shape {
            Shape::Heading => self.heading(entry),
            Shape::Paragraph => self.bold_heading(entry),
            Shape::Row => self.row(entry),
            Shape::Checkbox => self.checkbox(entry),
            Shape::Entry => self.listed(entry),
        }
    }

    /// `Decision: use one database`, `**Action** (Ada): …`.
    fn marked(&self, entry: &Entry, chosen: &FxHashSet<usize>) -> Option<Choice> {
        if matches!(entry.shape, Shape::Row | Shape::Heading) || entry.opens.is_some() {
            return None;
        }
        let text = entry.title.text();
        let colon = text.find([':', '：'])?;
        let lead = text.get(..colon)?;
        if lead.split_whitespace().count() > 3 {
            return None;
        }
        let marker = self.cx.lexicon.markers.exact(lead)?;
        let body = entry
            .title
            .part(text.get(colon..)?.trim_start_matches([':', '：', ' ', '*']));
        if body.is_empty() || words::is_empty_word(&body, self.cx) {
            return None;
        }
        // Inside an item only a decision or action is a thing of its own; a risk or
        // lesson there is one of its fields.
        let parent_is_item = entry.parent.is_some_and(|parent| chosen.contains(&parent));
        let detail = parent_is_item || self.within_item(entry.section).is_some();
        if detail && !matches!(marker, Marker::Decision | Marker::Action) {
            return None;
        }
        let kind = match marker {
            Marker::Action => ItemType::Action,
            Marker::Decision => ItemType::Decision,
            Marker::Question => ItemType::Question,
            Marker::Risk => ItemType::Risk,
            Marker::Learning => ItemType::Learning,
        };
        let title = title::title(&body, self.cx.lexicon);
        Some(Choice {
            kind,
            basis: Basis::Written,
            rule: "marker",
            title,
            anti_pattern: false,
        })
    }

    fn heading(&self, entry: &Entry) -> Option<Choice> {
        let section = entry.opens.and_then(|at| self.cx.outline.sections.get(at))?;
        if section.kind == SectionKind::Heading(1) {
            return None;
        }
        let title = title::title(&entry.title, self.cx.lexicon);
        let outer = self.sense(entry.section);
        let inside = self.within_item(entry.section).is_some();
        let telling =
            section.fields.iter().filter(|field| words::is_telling(field.kind)).count();
        let lead = kinds::leading_type(&entry.title);
        let strong = telling > 0 || title.own_id || lead.is_some();
        if inside && !title.own_id && lead.is_none() {
            return None;
        }
        let category = section.sense.is_some() && !title.own_id && !title.numbered;
        if category && telling < 2 && lead.is_none() {
            return None;
        }
        let sense = match outer {
            Some((Sense::None | Sense::Never, ..)) if !title.own_id && lead.is_none() => {
                return None;
            }
            Some((Sense::None | Sense::Never, ..)) | None => None,
            Some((sense, Weak::Title, _)) if !strong => {
                // The title's word alone makes items only of things told at length.
                let at_length = title.numbered || section.prose && self.is_bare;
                let at_length = at_length && (title.numbered || sense == Sense::Debt);
                matches!(sense, Sense::Debt | Sense::Risk)
                    .then_some(sense)
                    .filter(|_| at_length && section.sense.is_none())
            }
            Some((sense, ..)) => Some(sense),
        };
        if sense.is_none() && !(title.own_id && telling > 0) && lead.is_none() {
            return None;
        }
        let told = strong || Self::is_thing(section, &title, sense);
        told.then(|| self.by_sense(entry, sense, lead, title))
    }

    /// Whether a heading without fields names one thing and not a category.
    fn is_thing(section: &Section, title: &Title, sense: Option<Sense>) -> bool {
        let words = title.text.split_whitespace().count();
        // A heading above rows that are things of their own groups them.
        if section.rows > 0 && !section.prose {
            return false;
        }
        let narrative = matches!(
            sense,
            Some(
                Sense::Learning
                    | Sense::Well
                    | Sense::Badly
                    | Sense::Improve
                    | Sense::Debt
                    | Sense::Risk
                    | Sense::Decision
                    | Sense::Question
            )
        );
        let lists_only = section.bullets > 0 && !section.prose;
        narrative && words >= 2 && (section.prose || title.numbered)
            || narrative && lists_only && words >= 5
            || matches!(sense, Some(Sense::Decision | Sense::Debt))
                && lists_only
                && words >= 3
    }

    /// A bold line above a list or text, that is a heading of its own.
    fn bold_heading(&self, entry: &Entry) -> Option<Choice> {
        let section = entry.opens.and_then(|at| self.cx.outline.sections.get(at))?;
        let outer = self.sense(entry.section).filter(|(sense, weak, _)| {
            !matches!(sense, Sense::None | Sense::Never) && *weak == Weak::No
        })?;
        if section.sense.is_some()
            || section.label.is_some()
            || self.within_item(entry.section).is_some()
        {
            return None;
        }
        let title = title::title(&entry.title, self.cx.lexicon);
        let telling =
            section.fields.iter().filter(|field| words::is_telling(field.kind)).count();
        let thing = matches!(outer.0, Sense::Decision | Sense::Debt | Sense::Risk)
            && title.text.split_whitespace().count() >= 3;
        let told = telling > 0
            || title.own_id
            || title.numbered && (section.prose || section.bullets > 0)
            || thing;
        told.then(|| self.by_sense(entry, Some(outer.0), None, title))
    }

    fn row(&self, entry: &Entry) -> Option<Choice> {
        let has =
            |label: Label| entry.cells.iter().any(|cell| cell.column == Some(label));
        let telling =
            entry.cells.iter().filter(|cell| words::is_telling(cell.column)).count();
        // A column of tickets may hold their titles, too: `PAY-7: Pump alarms`.
        let title = title::title(&entry.title, self.cx.lexicon);
        let named = has(Label::Title) || title.own_id && ids::ids(&title.text).is_empty();
        let total = entry.cells.iter().take(2).any(|cell| words::is_total(&cell.value));
        if !named || total || self.within_item(entry.section).is_some() {
            return None;
        }
        let id = entry.cells.iter().find(|cell| cell.column == Some(Label::Id));
        let ticketed = id.is_some_and(|cell| !ids::ids(cell.value.text()).is_empty());
        let column = entry.cells.iter().find(|cell| cell.column == Some(Label::Title));
        let lead = column.and_then(|cell| kinds::leading_type_of(&cell.header));
        let sense = match self.sense(entry.section) {
            Some((Sense::None | Sense::Never, ..)) if ticketed && telling > 0 => {
                Some(Sense::Backlog)
            }
            Some((Sense::None | Sense::Never, ..)) => return None,
            Some((sense, Weak::Title, _)) if telling > 0 => Some(sense),
            Some((sense, Weak::No, _)) => Some(sense),
            _ if telling >= 2 || ticketed => Some(Sense::Backlog),
            // `Task | Due` says what its rows are.
            _ if telling > 0 && (title.own_id || lead.is_some()) => Some(Sense::Backlog),
            _ => return None,
        };
        Some(self.by_sense(
            entry,
            sense,
            lead.filter(|_| sense == Some(Sense::Backlog)),
            title,
        ))
    }

    fn checkbox(&self, entry: &Entry) -> Option<Choice> {
        let sense = self.sense(entry.section).map(|(sense, ..)| sense);
        if sense == Some(Sense::Never) {
            return None;
        }
        let title = title::title(&entry.title, self.cx.lexicon);
        let sense = match sense {
            Some(Sense::Decision | Sense::Question | Sense::Risk | Sense::Debt) => sense,
            Some(
                Sense::Action
                | Sense::Improve
                | Sense::Start
                | Sense::Learning
                | Sense::Badly
                | Sense::Well,
            ) => Some(Sense::Action),
            _ => Some(Sense::Backlog),
        };
        Some(self.by_sense(entry, sense, None, title))
    }

    fn listed(&self, entry: &Entry) -> Option<Choice> {
        if entry.parent.is_some() || self.within_item(entry.section).is_some() {
            return None;
        }
        let (sense, weak) = match self.sense(entry.section) {
            Some((sense, weak, _)) => (sense, weak),
            None => (self.sense_of_bare_list(entry)?, Weak::No),
        };
        if matches!(sense, Sense::None | Sense::Never) || weak == Weak::Title {
            return None;
        }
        let title = title::title(&self.named(entry), self.cx.lexicon);
        let words = title.text.chars().filter(|c| c.is_alphanumeric()).count();
        (words > 1).then(|| self.by_sense(entry, Some(sense), None, title))
    }

    /// A paper that is nothing but a numbered list, without a single heading: its
    /// entries are what the paper is about.
    fn sense_of_bare_list(&self, entry: &Entry) -> Option<Sense> {
        let bare = self.cx.outline.sections.len() == 1 && entry.numbered;
        let sense = match self.kind {
            DocKind::Learning | DocKind::Postmortem => Sense::Learning,
            DocKind::Debt => Sense::Debt,
            DocKind::Decision => Sense::Decision,
            _ => return None,
        };
        bare.then_some(sense)
    }

    /// The part of a list entry that names it: its bold lead, with what stands
    /// behind a colon if the lead alone is a mere word of order.
    fn named(&self, entry: &Entry) -> Slice {
        let line = &entry.title;
        let Some((lead, rest)) = line.bold_lead() else { return line.clone() };
        let behind = rest.text().trim_start();
        let order = lead.text().split_whitespace().count() <= 2
            && behind.starts_with([':', '：'])
            || lead.text().ends_with([':', '：']);
        let level = self.cx.lexicon.priority.leading(lead.text()).is_some();
        let whole = order
            || level
            || behind.is_empty()
            || rest.text().split_whitespace().count() <= 12;
        if whole { line.clone() } else { lead }
    }

    fn by_sense(
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
enum Weak {
    Title,
    No,
}

fn make(entry: &Entry, choice: Choice) -> (Item, Title) {
    let range = entry.title.range();
    let by = Evidence { rule: choice.rule, basis: choice.basis, range };
    let item = Item {
        anchor: String::new(),
        title: choice.title.text.clone(),
        range,
        extent: entry.extent,
        block: entry.block,
        shape: entry.shape,
        kind: Read { value: choice.kind, by },
        owners: Vec::new(),
        owners_by: None,
        status: None,
        status_text: None,
        priority: None,
        when: None,
        ids: choice.title.ids.clone(),
        details: Details { anti_pattern: choice.anti_pattern, ..Details::default() },
    };
    (item, choice.title)
}
