//! Whom the titles of sections name: `### Pumps (Owner: Ada)`, `### Ada`, `Ada to:`.

use super::Found;
use crate::model::Basis;
use crate::understand::Context;
use crate::understand::outline::Section;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::people;
use crate::understand::values::title;

/// Whom the title of each section names, read once for all entries below it.
pub(super) struct Heads<'a> {
    cx: Context<'a>,
    heads: Vec<Head>,
}

/// Whom one title names.
#[derive(Clone)]
enum Head {
    Unread,
    Read(Option<Found>),
}

impl<'a> Heads<'a> {
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self { cx, heads: vec![Head::Unread; cx.outline.sections.len()] }
    }

    /// Whom the title of the section at `at` names.
    pub(super) fn of(&mut self, at: usize) -> Option<&Found> {
        let section = self.cx.outline.sections.get(at)?;
        let head = self.heads.get_mut(at)?;
        if matches!(head, Head::Unread) {
            *head = Head::Read(named(self.cx, section));
        }
        match head {
            Head::Read(found) => found.as_ref(),
            Head::Unread => None,
        }
    }
}

fn named(cx: Context<'_>, section: &Section) -> Option<Found> {
    let line = &section.title;
    if let Some(slice) = title::owners(line, cx.lexicon) {
        let names = names::names(&slice, cx.lexicon);
        return Some(("owner-in-heading", Basis::Inherited, names));
    }
    let bare = line.part(line.text().trim_end_matches([':', '：']));
    let named = bare.text().len();
    let bare = without_verb(cx, &bare);
    let promised = bare.text().len() < named;
    if !promised && section.sense.is_some() {
        return None;
    }
    let people = names::names(&bare, cx.lexicon);
    let all = people
        .iter()
        .all(|name| cx.known.has(name) || people::is_somebody(name, cx.lexicon));
    (!people.is_empty() && all).then_some(("person-heading", Basis::Inherited, people))
}

/// `Ada and Bob to` without its `to`.
fn without_verb(cx: Context<'_>, line: &Slice) -> Slice {
    let text = line.text().trim_end();
    let lower = text.to_lowercase();
    let ends = |verb: &&String| {
        lower.strip_suffix(verb.as_str()).is_some_and(|before| before.ends_with(' '))
    };
    match cx.lexicon.verbs.iter().find(ends) {
        Some(verb) => line.cut(0, text.len() - verb.len() - 1),
        None => line.clone(),
    }
}
