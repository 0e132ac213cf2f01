//! Whom to ask about what: `Crane issues: Operations` in a list of contacts.

use crate::model::Basis;
use crate::model::Contact;
use crate::model::Evidence;
use crate::model::Named;
use crate::model::PersonRole;
use crate::text::signs;
use crate::understand::Context;
use crate::understand::Draft;
use crate::understand::Rule;
use crate::understand::values::names;

/// See the module.
pub(super) struct Contacts;

impl Rule for Contacts {
    fn name(&self) -> &'static str {
        "contacts"
    }

    fn read(&self, cx: Context<'_>, draft: &mut Draft) {
        let sections = cx.outline.sections.iter();
        let titled: Vec<bool> = sections
            .map(|s| cx.lexicon.contacts.within(s.title.text()).is_some())
            .collect();
        let listed = cx.outline.entries.iter().filter(|entry| {
            titled.get(entry.section) == Some(&true) && entry.parent.is_none()
        });
        for entry in listed.filter(|entry| entry.opens.is_none()) {
            let (topic, value) = match entry.cells.as_slice() {
                [topic, who, ..] => (topic.value.clone(), who.value.clone()),
                _ => {
                    let text = entry.title.text();
                    let signs = [": ", "： ", " – ", " — ", " - "];
                    let Some((topic, who)) =
                        signs.iter().find_map(|sign| signs::split_once(text, sign))
                    else {
                        continue;
                    };
                    (entry.title.part(topic), entry.title.part(who))
                }
            };
            for name in names::names(&value, cx.lexicon) {
                if !names::is_proper_name(&name.raw, cx.lexicon) {
                    continue;
                }
                add(draft, topic.text().trim_matches(['*', ' ', ':']), &name);
            }
        }
    }
}

/// A contact answers for a topic, so they are named as responsible.
fn add(draft: &mut Draft, topic: &str, name: &names::Name) {
    let folded = names::fold(&name.name);
    let known = draft.facts.people.iter_mut().find(|person| {
        names::fold(&person.name) == folded
            || person.forms.iter().any(|form| names::fold(form) == folded)
    });
    let range = name.at.range();
    let who = match known {
        Some(person) => {
            if !person.roles.contains(&PersonRole::Owner) {
                person.roles.insert(0, PersonRole::Owner);
            }
            person.name.clone()
        }
        None => {
            let by = Evidence { rule: "contacts", basis: Basis::Written, range };
            draft.facts.people.push(Named {
                name: name.name.clone(),
                forms: vec![name.raw.clone()],
                roles: vec![PersonRole::Owner],
                by,
            });
            name.name.clone()
        }
    };
    draft.facts.contacts.push(Contact { topic: topic.to_owned(), who, range });
}
