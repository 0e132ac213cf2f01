//! Notes without an action section: who will do what, and what was decided, told in
//! list entries: `Ada to order the glass`, `We agreed to close on Mondays`.

use super::chooser::Choice;
use super::chooser::Chooser;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::title;

impl Chooser<'_> {
    /// What an entry of meeting notes promises or settles.
    pub(super) fn promised(&self, entry: &Entry) -> Option<Choice> {
        if !matches!(self.kind, DocKind::Meeting | DocKind::Kickoff | DocKind::Other) {
            return None;
        }
        let kind = if self.is_settled(&entry.title) {
            ItemType::Decision
        } else if !self.has_actions && self.is_promise(&entry.title) {
            ItemType::Action
        } else {
            return None;
        };
        let title = title::title(&self.named(&entry.title), self.cx.lexicon);
        let (basis, rule) = (Basis::Guessed, "promise");
        Some(Choice { kind, basis, rule, title, anti_pattern: false })
    }

    /// `The final decision is to …`.
    fn is_settled(&self, line: &Slice) -> bool {
        self.cx.lexicon.settled.leading(line.text()).is_some()
    }

    /// `Ada will …`, `Ada and Bob to …`: names that the document knows as people's, or
    /// handles, before a word for what they do.
    fn is_promise(&self, line: &Slice) -> bool {
        let text = line.text();
        let lexicon = self.cx.lexicon;
        // `Ada is happy` promises nothing.
        let verbs =
            lexicon.verbs.iter().filter(|verb| !matches!(verb.as_str(), "is" | "can"));
        let found = verbs.filter_map(|verb| text.find(&format!(" {verb} ")));
        let Some(at) = found.min() else { return false };
        let people = names::names(&line.cut(0, at), lexicon);
        let known =
            |raw: &str| raw.starts_with('@') || self.people.contains(&names::fold(raw));
        let named = people.iter().all(|name| known(&name.raw));
        !people.is_empty() && at <= 60 && named
    }

    /// Whether the document has a section of actions.
    pub(super) fn lists_actions(cx: crate::understand::Context<'_>) -> bool {
        let mut sections = cx.outline.sections.iter();
        sections.any(|s| {
            let holds = s.bullets + s.rows + s.subsections > 0;
            holds && s.sense.is_some_and(|sense| sense == Sense::Action)
        })
    }
}
