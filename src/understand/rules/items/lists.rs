//! Checkboxes and entries of lists.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::chooser::Weak;
use crate::model::DocKind;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::title;

impl Chooser<'_> {
    /// Several paragraphs of a section that each begin with their own title.
    pub(super) fn led(&self, entry: &Entry) -> Option<Choice> {
        let section = self.cx.outline.sections.get(entry.section)?;
        let (sense, weak, holder) = self.sense(entry.section)?;
        let inside = entry.parent.is_some() || self.within_item(entry.section).is_some();
        // A line that was meant as a list entry needs no others beside it.
        let several =
            entry.title.bold_lead().is_none() || self.whole.led(self.cx, holder) >= 2;
        // A single one is a thing where it is all that stands there.
        let several =
            several || self.whole.lines(entry.section) == 1 && holder == entry.section;
        let listed = section.bullets > 0 || section.rows > 0;
        if !several || listed || inside || weak == Weak::Title || !sense.lists_entries() {
            return None;
        }
        let title = title::title(&self.named(&entry.title), self.cx.lexicon);
        Some(self.by_sense(entry, Some(sense), None, title))
    }

    pub(super) fn checkbox(&self, entry: &Entry) -> Option<Choice> {
        let sense = self.sense(entry.section).map(|(sense, _, _)| sense);
        if sense == Some(Sense::Never) && !self.is_noted(entry) {
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

    pub(super) fn listed(&self, entry: &Entry) -> Option<Choice> {
        if entry.parent.is_some() || self.within_item(entry.section).is_some() {
            return None;
        }
        let (sense, weak) = match self.sense(entry.section) {
            Some((sense, weak, _)) => (sense, weak),
            None => (self.sense_of_bare_list(entry)?, Weak::No),
        };
        let sense = if sense.lists_entries() || !is_answered(entry) {
            sense
        } else {
            Sense::Question
        };
        if matches!(sense, Sense::None | Sense::Never) || weak == Weak::Title {
            return None;
        }
        let title = title::title(&self.named(&entry.title), self.cx.lexicon);
        let words = title.text.chars().filter(|c| c.is_alphanumeric()).count();
        (words > 1).then(|| self.by_sense(entry, Some(sense), None, title))
    }

    /// Whether an open box was put below a topic of an agenda: something to do came
    /// up. Where the topics themselves have boxes, they are ticked off.
    fn is_noted(&self, entry: &Entry) -> bool {
        let parent = entry.parent.and_then(|at| self.cx.outline.entries.get(at));
        let section = self.cx.outline.sections.get(entry.section);
        let agenda = section.is_some_and(|section| section.label.is_none());
        let topic = parent.is_some_and(|parent| parent.checkbox.is_none());
        entry.checkbox == Some(false) && topic && agenda
    }

    /// A paper that is nothing but a numbered list, without a single heading: its
    /// entries are what the paper is about.
    pub(super) fn sense_of_bare_list(&self, entry: &Entry) -> Option<Sense> {
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
    pub(super) fn named(&self, line: &Slice) -> Slice {
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
}

/// A question in bold with its answer below: `- **Who has the key?**`.
fn is_answered(entry: &Entry) -> bool {
    let Some((lead, rest)) = entry.title.bold_lead() else { return false };
    let asked = lead.text().ends_with(['?', '？']);
    asked && rest.text().split_whitespace().count() <= 2 && entry.children > 0
}
