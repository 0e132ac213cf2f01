//! Which words stand in which records, and how much they say there.
//!
//! A term shard is text of one line per word, in byte order:
//! a sign for how many characters the word shares with the one before (front
//! coding), the rest of the word, a blank, and its postings. A posting is one number,
//! `(record - previous record) * 8 + weight`, written five bits to a sign, the lowest
//! first; a sign over 31 says that more follow. Facets are words too (`!k:debt`),
//! with the same postings: filters load no more than a query does.

use super::records::Record;
use super::text;
use super::words::findable;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The signs of numbers, 0 to 63.
const SIGNS: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The size of a term shard in bytes, before it is compressed: about a tenth of a
/// second on a slow phone line.
const SHARD: usize = 32_000;

/// How much a word says about a record, by where it stands. A name is found before
/// a title, a title before a heading, a heading before text.
pub(super) mod weight {
    /// The text names it three times or more.
    pub(in crate::search) const OFTEN: u8 = 2;
    /// Somewhere in the text.
    pub(in crate::search) const TEXT: u8 = 1;
    /// In a heading of a document, or another form of a name.
    pub(in crate::search) const HEADING: u8 = 4;
    /// In the title of an entry.
    pub(in crate::search) const ENTRY: u8 = 5;
    /// In the title of a document.
    pub(in crate::search) const TITLE: u8 = 6;
    /// It is the name: a person's, a ticket's, a period's.
    pub(in crate::search) const NAME: u8 = 7;
}

/// A word with its postings as written.
type Term = (Box<str>, List);

/// Postings so far, and the record of the last one.
#[derive(Default)]
pub(super) struct List {
    written: Vec<u8>,
    last: u32,
}

impl List {
    fn add(&mut self, record: u32, weight: u8) {
        let mut number = u64::from(record - self.last) * 8 + u64::from(weight.min(7));
        self.last = record;
        loop {
            let (low, rest) = (number & 31, number >> 5);
            let sign = if rest > 0 { low | 32 } else { low };
            let sign = usize::try_from(sign).unwrap_or_default();
            self.written.push(SIGNS.get(sign).copied().unwrap_or(b'A'));
            if rest == 0 {
                return;
            }
            number = rest;
        }
    }
}

/// All words with their postings, in byte order.
///
/// Records are split into words in parallel, some hundred at a time, so that the
/// words of all are never held at once.
pub(super) fn postings(records: &[Record<'_>]) -> Vec<Term> {
    let mut all: FxHashMap<Box<str>, List> = FxHashMap::default();
    let mut number = 0_u32;
    for chunk in records.chunks(512) {
        let split: Vec<FxHashMap<Box<str>, u8>> = chunk.par_iter().map(weights).collect();
        for words in split {
            // The order of one record's words does not matter: each has its own list.
            #[expect(
                clippy::iter_over_hash_type,
                reason = "each word goes to a list of its own"
            )]
            for (word, weight) in words {
                all.entry(word).or_default().add(number, weight);
            }
            number += 1;
        }
    }
    let mut terms: Vec<Term> = all.into_iter().collect();
    terms.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    terms
}

/// The words of one record with their weights.
fn weights(record: &Record<'_>) -> FxHashMap<Box<str>, u8> {
    let mut found: FxHashMap<Box<str>, u8> = FxHashMap::default();
    let mut counts: FxHashMap<Box<str>, u8> = FxHashMap::default();
    if let Some(doc) = record.doc {
        text::each(doc, |part, kind| {
            findable(part, |word| match (kind, counts.get_mut(word)) {
                (text::Kind::Heading, _) => raise(&mut found, word, weight::HEADING),
                (text::Kind::Text, Some(count)) => *count = count.saturating_add(1),
                (text::Kind::Text, None) => drop(counts.insert(word.into(), 1)),
            });
        });
    }
    #[expect(clippy::iter_over_hash_type, reason = "the maximum has no order")]
    for (word, count) in counts {
        raise(&mut found, &word, if count > 2 { weight::OFTEN } else { weight::TEXT });
    }
    for (part, weight) in &record.words {
        findable(part, |word| raise(&mut found, word, *weight));
    }
    for facet in &record.facets {
        found.insert(facet.as_str().into(), 0);
    }
    found
}

fn raise(found: &mut FxHashMap<Box<str>, u8>, word: &str, weight: u8) {
    match found.get_mut(word) {
        Some(known) => *known = weight.max(*known),
        None => drop(found.insert(word.into(), weight)),
    }
}

/// The shards: the first word of each, and its text.
pub(super) fn cut(terms: &[Term]) -> Vec<(String, String)> {
    let mut shards: Vec<(String, String)> = Vec::new();
    let mut last = "";
    for (word, list) in terms {
        if shards.last().is_none_or(|(_, text)| text.len() > SHARD) {
            shards.push((word.to_string(), String::new()));
            last = "";
        }
        let Some((_, text)) = shards.last_mut() else { continue };
        let same = word.chars().zip(last.chars()).take_while(|(a, b)| a == b);
        let same = same.count().min(SIGNS.len() - 1);
        text.push(SIGNS.get(same).copied().map_or('A', char::from));
        text.extend(word.chars().skip(same));
        text.push(' ');
        text.extend(list.written.iter().copied().map(char::from));
        text.push('\n');
        last = word;
    }
    shards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_five_bits_to_a_sign() {
        let mut list = List::default();
        list.add(0, 1);
        list.add(3, 7);
        list.add(100, 0);
        assert_eq!(String::from_utf8_lossy(&list.written), "BfoY");
        // 1; 31; 97 * 8 = 776 = 8 + 24 * 32.
    }

    #[test]
    fn a_word_is_written_as_what_it_adds() {
        let terms = [("alarm", 0), ("alarms", 0), ("boat", 4)].map(|(word, record)| {
            let mut list = List::default();
            list.add(record, 1);
            (Box::from(word), list)
        });
        let shards = cut(&terms);
        assert_eq!(
            shards,
            [("alarm".to_owned(), "Aalarm B\nFs B\nAboat hB\n".to_owned())]
        );
    }
}
