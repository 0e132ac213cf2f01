//! Checkboxes and entries of lists.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::chooser::Weak;
use super::told;
use crate::model::DocKind;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::state;
use crate::understand::values::title;

impl Chooser<'_> {
    /// Several paragraphs of a section that each begin with their own title.
    pub(super) fn led(&self, entry: &Entry) -> Option<Choice> {
        let section = self.cx.outline.sections.get(entry.section)?;
        let (sense, weak, holder) = self.sense(entry.section)?;
        let inside = entry.parent.is_some() || self.within_item(entry.section).is_some();
        let bold = entry.title.bold_lead().is_some();
        let plain = !bold && entry.title.text().contains([':', '：']);
        // A line that was meant as a list entry needs no others beside it, nor does a
        // bold one that is all that stands there.
        let alone = bold && self.whole.lines(entry.section) == 1;
        let several = !bold && !plain
            || self.whole.led(self.cx, holder) >= 2
            || alone && holder == entry.section;
        // Prose about work begins so without listing it.
        let work = matches!(
            sense,
            Sense::Done | Sense::InProgress | Sense::Planned | Sense::Backlog
        );
        if plain && work {
            return None;
        }
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
            Some((sense, weak, at))
                if weak == Weak::Title && self.is_told_of(entry, at) =>
            {
                (sense, Weak::No)
            }
            Some((sense, weak, _)) => (sense, weak),
            None => (self.sense_of_unnamed(entry)?, Weak::No),
        };
        let sense = if sense.lists_entries() || !is_answered(entry) {
            sense
        } else {
            Sense::Question
        };
        if matches!(sense, Sense::None | Sense::Never)
            || weak == Weak::Title && !self.is_level(entry.section)
        {
            return None;
        }
        // What is asked of open issues is not yet work.
        let text = entry.title.text().trim();
        let inner = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
        let asked = inner.unwrap_or(text).ends_with(['?', '？']);
        let sense = match sense {
            Sense::Planned | Sense::Blocker | Sense::Badly | Sense::Risk if asked => {
                Sense::Question
            }
            sense => sense,
        };
        let title = title::title(&self.named(&entry.title), self.cx.lexicon);
        let words = title.text.chars().filter(|c| c.is_alphanumeric()).count();
        (words > 1).then(|| self.by_sense(entry, Some(sense), None, title))
    }

    /// Whether entries right below a title are those it promises: numbered, or each with
    /// a title of its own.
    fn is_told_of(&self, entry: &Entry, title: usize) -> bool {
        let firm = self.cx.outline.sections.get(title).is_some_and(|section| {
            section.firm && section.sense != Some(Sense::Learning)
        });
        let named = entry.numbered || entry.title.bold_lead().is_some();
        firm && named && entry.section == title
    }

    /// Whether a heading parts a register by priority: `# Technical debt`, then
    /// `## High`.
    fn is_level(&self, section: usize) -> bool {
        let section = self.cx.outline.sections.get(section);
        section.is_some_and(|section| {
            let title = section.title.text();
            let parts =
                matches!(section.kind, SectionKind::Heading(2..) | SectionKind::Label);
            parts && state::level(title, self.cx.lexicon).is_some()
        })
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

    /// Without a section that says it: a list whose entries tell how far they are is of
    /// work.
    fn sense_of_unnamed(&self, entry: &Entry) -> Option<Sense> {
        let told = self.whole.states(entry.section);
        let section = self.cx.outline.sections.get(entry.section)?;
        let board = told >= 2 && 2 * told >= section.bullets;
        let lists =
            matches!(self.kind, DocKind::Meeting | DocKind::Status | DocKind::Kickoff);
        if board && lists && told::has_state(self.cx, entry) {
            return Some(Sense::Backlog);
        }
        self.sense_of_bare_list(entry)
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
