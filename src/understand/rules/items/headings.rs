//! Headings and bold lines that name one thing.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::chooser::Weak;
use super::kinds;
use super::words;
use crate::text::signs;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::values::periods;
use crate::understand::values::state;
use crate::understand::values::title;
use crate::understand::values::title::Title;

impl Chooser<'_> {
    pub(super) fn heading(&self, entry: &Entry) -> Option<Choice> {
        let section = entry.opens.and_then(|at| self.cx.outline.sections.get(at))?;
        if section.kind == SectionKind::Heading(1) {
            return None;
        }
        let title = title::title(&entry.title, self.cx.lexicon);
        let outer = self.sense(entry.section);
        let inside = self.within_item(entry.section).is_some();
        let telling =
            section.fields.iter().filter(|field| words::is_telling(field.kind)).count();
        let lead = kinds::leading_type(&entry.title, self.cx.lexicon);
        let strong = telling > 0 || title.own_id || lead.is_some();
        if inside && !title.own_id && lead.is_none() {
            return None;
        }
        let level = state::level(entry.title.text(), self.cx.lexicon).is_some();
        // Within a list of problems `Meetings without agenda` is one of them.
        let listed = matches!(outer, Some((_, Weak::No, _)));
        let named = section.sense.is_some() && (section.firm || !listed);
        let counted = title.numbered || is_counted(entry.title.text(), self.cx);
        let category = named && !title.own_id && !counted || level && telling == 0;
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
                let prose = section.prose || self.is_dated(entry);
                let alike = self.whole.is_bare || self.is_of_things(section);
                let at_length = title.numbered || prose && alike;
                let at_length = at_length && (title.numbered || sense == Sense::Debt);
                let owed = matches!(sense, Sense::Debt | Sense::Risk) && at_length;
                let told = owed || sense == Sense::Learning && self.whole.is_lessons;
                let free = section.sense.is_none() || title.numbered && !section.firm;
                Some(sense).filter(|_| told && free)
            }
            Some((sense, ..)) => Some(sense),
        };
        if sense.is_none() && !(title.own_id && telling > 0) && lead.is_none() {
            return None;
        }
        let told = strong || self.is_thing_of(entry, section, &title, sense);
        // An improvement with somebody who makes it is work.
        let given = section
            .fields
            .iter()
            .any(|field| matches!(field.kind, Some(Label::Owner | Label::When)));
        let sense = match sense {
            Some(Sense::Improve) if given => Some(Sense::Action),
            sense => sense,
        };
        told.then(|| self.by_sense(entry, sense, lead, title))
    }

    /// Whether another heading of its level has fields that only a thing has.
    fn is_of_things(&self, section: &Section) -> bool {
        let SectionKind::Heading(level) = section.kind else { return false };
        self.whole.thing_levels.contains(&level)
    }

    /// Whether right below a heading stands a day and what was written on it.
    fn is_dated(&self, entry: &Entry) -> bool {
        let next = entry.opens.and_then(|at| self.cx.outline.sections.get(at + 1));
        next.is_some_and(|s| {
            s.parent == entry.opens && s.prose && words::is_time(s.title.text(), self.cx)
        })
    }

    /// See [`Self::is_thing`]; with the reasons of a decision below labels alone.
    fn is_thing_of(
        &self,
        entry: &Entry,
        section: &Section,
        title: &Title,
        sense: Option<Sense>,
    ) -> bool {
        let Some(opened) = entry.opens else { return false };
        let reasoned = || {
            let told =
                section.bullets == 0 && section.rows == 0 && section.subsections > 0;
            let reason = |s: &Section| {
                matches!(s.kind, SectionKind::Label | SectionKind::Lead)
                    && !s.sense.is_some_and(Sense::lists_entries)
            };
            let later = self.cx.outline.sections.get(opened + 1..).unwrap_or_default();
            let inside = |s: &&Section| s.extent.start < section.extent.end;
            let mut own =
                later.iter().take_while(inside).filter(|s| s.parent == Some(opened));
            told && own.all(reason)
        };
        let work = matches!(
            sense,
            Some(Sense::Done | Sense::InProgress | Sense::Planned | Sense::Backlog)
        );
        if work && title.numbered && (section.prose || section.subsections > 0) {
            return true;
        }
        if self.is_dated(entry) && matches!(sense, Some(Sense::Debt | Sense::Decision)) {
            return true;
        }
        let thing = matches!(sense, Some(Sense::Decision | Sense::Debt | Sense::Risk))
            && title.text.split_whitespace().count() >= 2
            && reasoned();
        thing || Self::is_thing((section, self.whole.orders(opened)), title, sense)
    }

    /// Whether a heading without fields names one thing and not a category.
    pub(super) fn is_thing(
        (section, orders): (&Section, u32),
        title: &Title,
        sense: Option<Sense>,
    ) -> bool {
        let words = title.text.split_whitespace().count();
        // A heading above rows that are things of their own groups them.
        if section.rows > 0 && !section.prose {
            return false;
        }
        // So does one above nothing but orders.
        if 2 * orders > section.bullets && words <= 3 {
            return false;
        }
        let narrative = matches!(
            sense,
            Some(
                Sense::Learning
                    | Sense::Well
                    | Sense::Badly
                    | Sense::Blocker
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
    pub(super) fn bold_heading(&self, entry: &Entry) -> Option<Choice> {
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
}

/// `Improvement 2: freeze the designs`, `ADR 7 – One quay`: one of several that are
/// counted, but for weeks and phases.
fn is_counted(title: &str, cx: Context<'_>) -> bool {
    let signs = [": ", "：", " – ", " — ", " - "];
    let Some((lead, rest)) = signs.iter().find_map(|sign| signs::split_once(title, sign))
    else {
        return false;
    };
    let mut words = lead.split_whitespace().rev();
    let number =
        words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
    let named = (1..=2).contains(&words.count());
    let period = !periods::numbered(lead, cx.lexicon).is_empty();
    number && named && !period && !rest.trim().is_empty()
}
