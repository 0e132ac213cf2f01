//! Notes without an action section: who will do what, and what was decided, told in
//! list entries: `Ada to order the glass`, `We agreed to close on Mondays`.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::words;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::rules::owners;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use crate::understand::values::state;
use crate::understand::values::title;

impl Chooser<'_> {
    /// What an entry of meeting notes promises or settles.
    pub(super) fn promised(&self, entry: &Entry) -> Option<Choice> {
        if !matches!(self.kind, DocKind::Meeting | DocKind::Kickoff | DocKind::Other) {
            return None;
        }
        let kind = if self.is_settled(&entry.title) {
            ItemType::Decision
        } else if !self.whole.has_actions(self.cx, entry.section)
            && (self.is_promise(&entry.title)
                || self.is_assigned(entry)
                || self.is_pointed(entry))
        {
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

    /// `Ada will …`, `Ada and Bob to …`, `Ada is writing …`: names before a word for
    /// what they do. Names are those the document lists, handles, given names, and
    /// before an order capitalised words that are no others.
    fn is_promise(&self, line: &Slice) -> bool {
        let text = line.text();
        let lexicon = self.cx.lexicon;
        let found = lexicon.verbs_in(text).filter_map(|(at, verb, behind)| {
            let next = behind.split_whitespace().next()?;
            // `Ada is happy` promises nothing.
            let tense = matches!(verb, "is" | "are" | "can");
            let doing = !tense || next.ends_with("ing");
            doing.then_some((at, next))
        });
        let Some((at, _)) = found.min() else { return false };
        let people = names::names(&line.cut(0, at), lexicon);
        let named = !people.is_empty() && people.iter().all(|name| self.is_known(name));
        at <= 60 && named || owners::is_order_to_stranger(self.cx, line)
    }

    /// `-> Ada orders the lamp`: what follows from a topic for somebody, or an order.
    fn is_pointed(&self, entry: &Entry) -> bool {
        let text = entry.title.text();
        let words =
            text.trim_start_matches(['-', '=', '–', '>', '→', '⇒', '➔', '➜', ' ']);
        let lead = text.get(..text.len() - words.len()).unwrap_or_default();
        if !lead.contains(['>', '→', '⇒', '➔', '➜']) {
            return false;
        }
        let ends = words.match_indices(' ').take(3).map(|(at, _)| at);
        let known = |at: usize| {
            let who = entry.title.part(words.get(..at).unwrap_or_default());
            let all = names::names(&who, self.cx.lexicon);
            !all.is_empty() && all.iter().all(|name| self.is_known(name))
        };
        words::is_order(words, self.cx) || ends.into_iter().any(known)
    }

    /// Whether the document lists the name, or it is somebody's for sure.
    pub(super) fn is_known(&self, name: &Name) -> bool {
        let handle = name.raw.starts_with('@') && name.raw.len() > 1;
        let listed = || self.cx.known.has(name);
        handle || listed() || people::is_somebody(name, self.cx.lexicon)
    }

    /// `Add a page of talks (for Ada)`: an order or a thing handed to somebody at its
    /// end.
    fn is_assigned(&self, entry: &Entry) -> bool {
        let text = entry.title.text();
        let agenda = self.sense(entry.section).is_some_and(|(s, ..)| s == Sense::Never);
        let last = state::brackets(text).pop();
        let Some(part) = last.filter(|part| text.ends_with(part.whole) && !agenda) else {
            return false;
        };
        let handed = part
            .inner
            .split_once(' ')
            .filter(|(word, _)| self.cx.lexicon.linking.exact(word).is_some());
        let who = entry.title.part(handed.map_or(part.inner, |(_, who)| who));
        let named = names::names(&who, self.cx.lexicon);
        let known = !named.is_empty() && named.iter().all(|name| self.is_known(name));
        known && (handed.is_some() || words::is_order(text, self.cx))
    }
}
