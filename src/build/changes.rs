//! What differs between two versions of a site, for the author who made the edit.

use crate::link::Doc;
use crate::link::Site;
use crate::model::Facts;
use crate::model::PersonRole;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What differs between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The documents that were written, removed or made, by path.
    pub documents: Vec<String>,
    /// What is read otherwise, in words: `1 learning added`.
    pub reading: Vec<String>,
    /// Documents under another path: the address of the page before and now.
    pub moved: BTreeMap<String, String>,
}

/// What `after` has otherwise than `before`.
pub(super) fn changes(before: &Site, after: &Site) -> Changes {
    let different = different(&before.docs, &after.docs);
    let mut documents = Vec::new();
    let (mut said, mut says) = (Tally::new(), Tally::new());
    for (was, is) in &different {
        if was.map(|doc| &doc.source.text) != is.map(|doc| &doc.source.text) {
            let doc = was.or(*is);
            documents.extend(doc.map(|doc| doc.source.path.as_str().to_owned()));
        }
        tally(&mut said, was.map(|doc| &*doc.facts));
        tally(&mut says, is.map(|doc| &*doc.facts));
    }
    Changes { documents, reading: differences(&said, &says), moved: moved(&different) }
}

/// The documents before and now, but for those that were not read anew; both come by
/// path.
fn different<'d>(
    before: &'d [Doc],
    after: &'d [Doc],
) -> Vec<(Option<&'d Doc>, Option<&'d Doc>)> {
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    let mut all = Vec::new();
    loop {
        let (was, is) = (before.peek(), after.peek());
        let order = match (was, is) {
            (None, None) => return all,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => was.source.path.cmp(&is.source.path),
        };
        let was = before.next_if(|_| order.is_le());
        let is = after.next_if(|_| order.is_ge());
        let is_same =
            was.zip(is).is_some_and(|(was, is)| Arc::ptr_eq(&was.facts, &is.facts));
        if !is_same {
            all.push((was, is));
        }
    }
}

/// Of each word the things it counts.
type Tally = BTreeMap<&'static str, BTreeMap<String, usize>>;

fn tally(tally: &mut Tally, facts: Option<&Facts>) {
    let Some(facts) = facts else { return };
    let mut count = |word: &'static str, thing: String| {
        *tally.entry(word).or_default().entry(thing).or_default() += 1;
    };
    for item in &facts.items {
        count(item.kind.value.word(), item.title.clone());
        if let Some(status) = item.status {
            count("state", format!("{} {}", item.title, status.value.word()));
        }
        if let Some(when) = &item.when {
            count("due time", format!("{} {}", item.title, when.text));
        }
    }
    for named in &facts.people {
        let owns = named.roles.contains(&PersonRole::Owner);
        count(if owns { "owner" } else { "person" }, named.name.clone());
    }
    if let Some(date) = facts.date {
        count("date", date.value.to_string());
    }
    for event in &facts.events {
        count("event", format!("{} {}", event.date, event.label));
    }
}

/// `1 learning added, 2 owners gone`, by word.
fn differences(before: &Tally, after: &Tally) -> Vec<String> {
    let nothing = BTreeMap::new();
    let words: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let mut all = Vec::new();
    for word in words {
        let was = before.get(word).unwrap_or(&nothing);
        let is = after.get(word).unwrap_or(&nothing);
        let more = |these: &BTreeMap<String, usize>, than: &BTreeMap<String, usize>| {
            let surplus = these.iter().map(|(thing, count)| {
                count.saturating_sub(than.get(thing).copied().unwrap_or_default())
            });
            surplus.sum::<usize>()
        };
        let (added, gone) = (more(is, was), more(was, is));
        let new =
            if matches!(word, "owner" | "person" | "date") { "found" } else { "added" };
        all.extend((added > 0).then(|| format!("{} {new}", counted(added, word))));
        all.extend((gone > 0).then(|| format!("{} gone", counted(gone, word))));
    }
    all
}

fn counted(count: usize, word: &str) -> String {
    match (count, word) {
        (1, word) => format!("1 {word}"),
        (count, "person") => format!("{count} people"),
        (count, word) => format!("{count} {word}s"),
    }
}

/// A document that is gone went where its text is now; one that was changed on the way
/// went where the only new file of its name lies.
fn moved(different: &[(Option<&Doc>, Option<&Doc>)]) -> BTreeMap<String, String> {
    let mut made: BTreeMap<&str, Vec<&Doc>> = BTreeMap::new();
    for (was, is) in different {
        let Some(doc) = is.filter(|_| was.is_none()) else { continue };
        for key in [&*doc.source.text, doc.source.path.file_name()] {
            made.entry(key).or_default().push(doc);
        }
    }
    let only = |key: &str| match made.get(key)?.as_slice() {
        [doc] => Some(*doc),
        _ => None,
    };
    let pair = |(was, is): &(Option<&Doc>, Option<&Doc>)| {
        let gone = was.filter(|_| is.is_none())?;
        let now =
            only(&gone.source.text).or_else(|| only(gone.source.path.file_name()))?;
        Some((gone.url.as_str().to_owned(), now.url.as_str().to_owned()))
    };
    different.iter().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_otherwise_is_counted_in_words() {
        let tally = |things: &[(&'static str, &str)]| {
            let mut tally = Tally::new();
            for (word, thing) in things {
                *tally
                    .entry(word)
                    .or_default()
                    .entry((*thing).to_owned())
                    .or_default() += 1;
            }
            tally
        };
        let before = tally(&[("owner", "Ann"), ("learning", "a"), ("learning", "a")]);
        let after = tally(&[("owner", "Bo"), ("owner", "Cy"), ("learning", "a")]);
        let expected = ["1 learning gone", "2 owners found", "1 owner gone"];
        assert_eq!(differences(&before, &after), expected);
        assert!(differences(&after, &after).is_empty());
    }
}
