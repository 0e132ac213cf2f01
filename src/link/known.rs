//! Finds known names in running text, in one pass whatever their number.

use super::DocId;
use super::PersonId;
use super::PersonSort;
use super::Site;
use super::addresses::is_index;
use super::alike::is_full;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most words a name may have.
const LONGEST: usize = 16;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Known {
    /// A person's full name.
    Person(PersonId),
    /// A document's title or file name.
    Doc(DocId),
}

/// The names of people and documents, as a tree of words.
#[derive(Default, PartialEq)]
pub(super) struct Dictionary {
    words: FxHashMap<String, u32>,
    next: FxHashMap<(u32, u32), u32>,
    ends: FxHashMap<u32, Vec<(String, Known)>>,
    nodes: u32,
}

impl Dictionary {
    /// The names of a site that mean one thing only: of people those of two words
    /// and more, of documents titles of two words and more, and file names.
    pub(super) fn of(site: &Site) -> Self {
        let mut names: BTreeMap<String, Option<Known>> = BTreeMap::new();
        let mut add = |name: &str, known: Known| {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let entry = names.entry(name).or_insert(Some(known));
            if *entry != Some(known) {
                *entry = None;
            }
        };
        for (id, person) in (0_u32..).map(PersonId).zip(&site.people) {
            let linked = person.url.is_some() && person.sort != PersonSort::Team;
            for name in person.aliases.iter().chain([&person.name]).filter(|_| linked) {
                if is_full(name, person.sort) {
                    add(name, Known::Person(id));
                }
            }
        }
        for (id, doc) in site.published() {
            if tokens(&doc.title).count() > 1 {
                add(&doc.title, Known::Doc(id));
            }
            if !is_index(&doc.source.path) {
                add(doc.source.path.file_name(), Known::Doc(id));
            }
        }
        let mut dictionary = Self::default();
        for (name, known) in names {
            if let Some(known) = known {
                dictionary.insert(name, known);
            }
        }
        dictionary
    }

    fn insert(&mut self, name: String, known: Known) {
        let words: Vec<&str> = tokens(&name).map(|range| slice(&name, &range)).collect();
        if words.is_empty() || words.len() > LONGEST {
            return;
        }
        let mut node = 0;
        for word in words {
            let fresh = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let word = *self.words.entry(word.to_owned()).or_insert(fresh);
            let nodes = &mut self.nodes;
            node = *self.next.entry((node, word)).or_insert_with(|| {
                *nodes += 1;
                *nodes
            });
        }
        self.ends.entry(node).or_default().push((name, known));
    }

    /// The names in `text` with their bytes, the longest at each place, none
    /// inside another.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, Known)> {
        let tokens: Vec<(Range<usize>, Option<u32>)> = tokens(text)
            .map(|range| (range.clone(), self.words.get(slice(text, &range)).copied()))
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(text, tokens.get(at..).unwrap_or_default()) {
                Some((range, known, words)) => {
                    found.push((range, known));
                    at += words;
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(
        &self,
        text: &str,
        tokens: &[(Range<usize>, Option<u32>)],
    ) -> Option<(Range<usize>, Known, usize)> {
        let (first, _) = tokens.first()?;
        let (mut node, mut best) = (0, None);
        for (count, (range, word)) in tokens.iter().enumerate().take(LONGEST) {
            let Some(next) = word.and_then(|word| self.next.get(&(node, word))) else {
                break;
            };
            node = *next;
            let whole = first.start..range.end;
            let written = slice(text, &whole);
            let names = self.ends.get(&node).into_iter().flatten();
            for (name, known) in names.filter(|(name, _)| same(name, written)) {
                if stands_alone(text, &whole) {
                    let _ = name;
                    best = Some((whole.clone(), *known, count + 1));
                }
            }
        }
        best
    }
}

/// Equal but for the width of blanks. A name across two lines is two texts on the
/// page and gets no link.
fn same(name: &str, written: &str) -> bool {
    name == written
        || (!written.contains(['\n', '\r'])
            && written.split_whitespace().eq(name.split(' ')))
}

/// Whether nothing beside the name makes it part of something longer: an address,
/// a path, a compound.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let joined = |c: char| matches!(c, '_' | '/' | '\\' | '-' | '.' | '=' | '#');
    let ends = match (after.next(), after.next()) {
        (Some('.' | '-' | '/'), Some(next)) => !next.is_alphanumeric(),
        (Some(c), _) => !matches!(c, '_' | '@' | '/' | '\\'),
        (None, _) => true,
    };
    !before.is_some_and(joined) && ends
}

/// The words of a text: runs of letters, digits and marks.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|(_, c)| is_word(*c))?;
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !is_word(*c) {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

fn slice<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(names: &[&str], text: &str) -> Vec<String> {
        let mut dictionary = Dictionary::default();
        for (at, name) in (0_u32..).zip(names) {
            dictionary.insert((*name).to_owned(), Known::Doc(DocId(at)));
        }
        let found = dictionary.find(text).into_iter();
        found.map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn whole_names_are_found_and_the_longest_wins() {
        let names =
            ["Ana Ruiz", "Ana Ruiz Prado", "deploy-guide.md", "Full-Stack Developer"];
        for (text, expected) in [
            ("Ask Ana Ruiz Prado or Ana Ruiz.", vec!["Ana Ruiz Prado", "Ana Ruiz"]),
            ("Ana  Ruiz", vec!["Ana  Ruiz"]),
            ("Ana\nRuiz, Diana Ruiz, Ana Ruizova", vec![]),
            ("see deploy-guide.md, not old/deploy-guide.md", vec!["deploy-guide.md"]),
            (
                "the Full-Stack Developer; a Full Stack Developer",
                vec!["Full-Stack Developer"],
            ),
            ("ana ruiz", vec![]),
        ] {
            assert_eq!(find(&names, text), expected, "{text}");
        }
    }
}
