//! Notes without an action section: who will do what, and what was decided, told in
//! list entries: `Ada to order the glass`, `We agreed to close on Mondays`.

use super::chooser::Choice;
use super::chooser::Chooser;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::understand::Context;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::names;
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
        } else if !self.whole.has_actions && self.is_promise(&entry.title) {
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
            let doing = !matches!(verb.as_str(), "is" | "can") || next.ends_with("ing");
            doing.then_some((at, next))
        });
        let Some((at, next)) = found.min() else { return false };
        let people = names::names(&line.cut(0, at), lexicon);
        let ordered = lexicon.orders.exact(next).is_some();
        let known = |raw: &str| {
            let handle = raw.starts_with('@') && raw.len() > 1;
            let met = || ordered && self.whole.met.contains(raw);
            handle || self.whole.people.contains(&names::fold(raw)) || met()
        };
        let named = people.iter().all(|name| known(&name.raw));
        !people.is_empty() && at <= 60 && named
    }
}
