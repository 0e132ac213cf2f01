//! What differs between two versions of a site, for the author who made the edit.

use crate::link::Doc;
use crate::link::Site;
use crate::model::Facts;
use crate::model::PersonRole;
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
    let (old, new) = (by_path(before), by_path(after));
    let paths: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let mut documents = Vec::new();
    let (mut said, mut says) = (Tally::new(), Tally::new());
    for path in paths {
        let (was, is) = (old.get(path), new.get(path));
        if let (Some(was), Some(is)) = (was, is)
            && Arc::ptr_eq(&was.facts, &is.facts)
        {
            continue;
        }
        if was.map(|doc| &doc.source.text) != is.map(|doc| &doc.source.text) {
            documents.push(path.to_owned());
        }
        tally(&mut said, was.map(|doc| &*doc.facts));
        tally(&mut says, is.map(|doc| &*doc.facts));
    }
    Changes { documents, reading: differences(&said, &says), moved: moved(&old, &new) }
}

fn by_path(site: &Site) -> BTreeMap<&str, &Doc> {
    site.docs.iter().map(|doc| (doc.source.path.as_str(), doc)).collect()
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
fn moved(
    old: &BTreeMap<&str, &Doc>,
    new: &BTreeMap<&str, &Doc>,
) -> BTreeMap<String, String> {
    let mut made: BTreeMap<&str, Vec<&Doc>> = BTreeMap::new();
    for (path, doc) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
        let name = path.rsplit('/').next().unwrap_or(path);
        for key in [&*doc.source.text, name] {
            made.entry(key).or_default().push(*doc);
        }
    }
    let only = |key: &str| match made.get(key)?.as_slice() {
        [doc] => Some(*doc),
        _ => None,
    };
    let target =
        |doc: &Doc| only(&doc.source.text).or_else(|| only(doc.source.path.file_name()));
    let pair = |(_, doc): (&&str, &&Doc)| {
        let now = target(doc)?;
        Some((doc.url.as_str().to_owned(), now.url.as_str().to_owned()))
    };
    let gone = old.iter().filter(|(path, _)| !new.contains_key(*path));
    gone.filter_map(pair).collect()
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
