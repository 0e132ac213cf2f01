//! Notes without an action section: who will do what, and what was decided, told in
//! list entries: `Ada to order the glass`, `We agreed to close on Mondays`.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::words;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::understand::Context;
use crate::understand::lexicon::Sense;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use crate::understand::values::state;
use crate::understand::values::title;
use std::collections::BTreeSet;

/// Capitalised words within sentences: names of people or of what they work with.
pub(super) fn met(cx: Context<'_>) -> BTreeSet<String> {
    let lines = cx.outline.lines.iter().map(|line| &line.text);
    let entries = cx
        .outline
        .entries
        .iter()
        .flat_map(|entry| std::iter::once(&entry.title).chain(&entry.rest));
    let mut met = BTreeSet::new();
    for text in lines.chain(entries).map(Slice::text) {
        let words: Vec<&str> = text.split_whitespace().collect();
        for pair in words.windows(2) {
            let [before, word] = pair else { continue };
            let within = before.chars().all(char::is_lowercase);
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let capital = word.starts_with(char::is_uppercase);
            let plain = word.chars().skip(1).all(char::is_lowercase);
            if within && capital && plain && word.chars().count() > 2 {
                met.insert(word.to_owned());
            }
        }
    }
    met
}

impl Chooser<'_> {
    /// What an entry of meeting notes promises or settles.
    pub(super) fn promised(&self, entry: &Entry) -> Option<Choice> {
        if !matches!(self.kind, DocKind::Meeting | DocKind::Kickoff | DocKind::Other) {
            return None;
        }
        let kind = if self.is_settled(&entry.title) {
            ItemType::Decision
        } else if !self.whole.has_actions(self.cx, entry.section)
            && (self.is_promise(&entry.title) || self.is_assigned(entry))
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
    /// what they do. Names are those the document lists, handles, and capitalised words
    /// that it uses within sentences, too.
    fn is_promise(&self, line: &Slice) -> bool {
        let text = line.text();
        let lexicon = self.cx.lexicon;
        let found = lexicon.verbs.iter().filter_map(|verb| {
            let at = text.find(&format!(" {verb} "))?;
            let behind = text.get(at + verb.len() + 2..)?;
            let next = behind.split_whitespace().next()?;
            // `Ada is happy` promises nothing.
            let tense = matches!(verb.as_str(), "is" | "are" | "can");
            let doing = !tense || next.ends_with("ing");
            doing.then_some((at, next))
        });
        let Some((at, next)) = found.min() else { return false };
        let people = names::names(&line.cut(0, at), lexicon);
        let ordered = lexicon.orders.exact(next).is_some();
        let met = |name: &Name| ordered && self.whole.met.contains(&name.raw);
        let named = people.iter().all(|name| self.is_known(name) || met(name));
        !people.is_empty() && at <= 60 && named
    }

    /// Whether the document lists the name, or it is somebody's for sure.
    pub(super) fn is_known(&self, name: &Name) -> bool {
        let handle = name.raw.starts_with('@') && name.raw.len() > 1;
        let listed = || self.whole.people.contains(&names::fold(&name.raw));
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
