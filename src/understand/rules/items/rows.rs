//! Rows of tables.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::chooser::Weak;
use super::words;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::values::ids;
use crate::understand::values::state;
use crate::understand::values::title;

impl Chooser<'_> {
    pub(super) fn row(&self, entry: &Entry) -> Option<Choice> {
        let has =
            |label: Label| entry.cells.iter().any(|cell| cell.column == Some(label));
        let telling =
            entry.cells.iter().filter(|cell| words::is_telling(cell.column)).count();
        // A column of tickets may hold their titles, too: `PAY-7: Pump alarms`.
        let title = title::title(&entry.title, self.cx.lexicon);
        let named = has(Label::Title) || title.own_id && ids::ids(&title.text).is_empty();
        let total =
            entry.cells.iter().take(2).any(|cell| words::is_total(&cell.value, self.cx));
        if !named || total || self.within_item(entry.section).is_some() {
            return None;
        }
        let id = entry.cells.iter().find(|cell| cell.column == Some(Label::Id));
        let ticketed = id.is_some_and(|cell| !ids::ids(cell.value.text()).is_empty());
        let column = entry.cells.iter().find(|cell| cell.column == Some(Label::Title));
        let lead = column.and_then(|cell| self.cx.lexicon.types.exact(&cell.header));
        let sense = match self.sense(entry.section) {
            Some((Sense::None | Sense::Never, ..)) if ticketed && telling > 0 => {
                self.of_all().or(Some(Sense::Backlog))
            }
            // `Risk | Strategy | Owner` says what its rows are wherever it stands.
            Some((Sense::None, ..)) if lead.is_some() && telling > 0 => {
                Some(Sense::Backlog)
            }
            Some((Sense::None | Sense::Never, ..)) => return None,
            Some((sense, Weak::Title, _)) if telling > 0 => Some(sense),
            Some((sense, Weak::No, _)) => Some(sense),
            Some((sense @ (Sense::Debt | Sense::Risk | Sense::Decision), ..))
                if column.is_some_and(|cell| self.names(&cell.header)) =>
            {
                Some(sense)
            }
            _ if telling >= 2 || ticketed => Some(Sense::Backlog),
            // `Task | Due` says what its rows are.
            None if self.has_state(entry) => Some(Sense::Backlog),
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

    /// What a register's title says of all its rows.
    fn of_all(&self) -> Option<Sense> {
        let title = self.cx.outline.sections.get(1)?.sense?;
        matches!(title, Sense::Risk | Sense::Debt | Sense::Decision).then_some(title)
    }

    /// Whether a column's heading says that it names things: `Item`, `Task`.
    fn names(&self, header: &str) -> bool {
        self.cx.lexicon.labels.exact(header) == Some(Label::Title)
    }

    /// Whether a row tells how far it is: `Billing | in progress`.
    fn has_state(&self, entry: &Entry) -> bool {
        let mut cells = entry.cells.iter().filter(|c| c.column == Some(Label::Status));
        cells.any(|cell| state::status(cell.value.text(), self.cx.lexicon).is_some())
    }
}
