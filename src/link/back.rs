//! Steps back: what was done is open again, without a word.

use super::Conflict;
use super::conflicts::conflict;
use super::disagree;
use super::said::Said;
use crate::model::Basis;
use crate::model::Item;
use crate::model::Status;
use std::collections::BTreeSet;

/// Words with which an author tells that finished work is open again.
const AGAIN: &[&str] = &[
    "reopen",
    "re-open",
    "again",
    "revert",
    "regress",
    "rolled back",
    "rollback",
    "redo",
    "wieder",
    "rouvert",
    "reabiert",
    "riapert",
];

/// Done on one day and open on a later one, without a word, if it was unfinished in
/// `carried` documents before.
pub(super) fn steps_back(said: &[Said<'_>], carried: usize) -> Option<Conflict> {
    let mut unfinished = BTreeSet::new();
    let mut done: Option<&Said<'_>> = None;
    for mention in said {
        let Some(status) = mention.item.status else { continue };
        match status.value {
            Status::Done => {
                if unfinished.len() >= carried {
                    done = Some(mention);
                }
                unfinished.clear();
            }
            Status::Deferred => {}
            Status::Open | Status::InProgress | Status::Blocked => {
                unfinished.insert(mention.id.doc);
                let Some(before) = done.take() else { continue };
                let later = before.day.is_some() && before.day < mention.day;
                let written = status.by.basis == Basis::Written;
                if later && written && !says_again(mention.item) {
                    let values =
                        (disagree::word(before.item), disagree::word(mention.item));
                    return Some(conflict("status", before, mention, values));
                }
            }
        }
    }
    None
}

/// Whether the thing is done again after the step back: work that comes and goes.
pub(super) fn mended(said: &[Said<'_>], back: &Conflict) -> bool {
    let Some((doc, line)) = back.places.get(1) else { return false };
    let after = said.iter().skip_while(|said| (said.id.doc, said.line) != (*doc, *line));
    let mut states = after.filter_map(|said| said.item.status);
    states.any(|status| status.value == Status::Done)
}

fn says_again(item: &Item) -> bool {
    let text = item.status_text.iter().chain([&item.title]);
    let text = text.map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ");
    AGAIN.iter().any(|word| text.contains(word))
}
