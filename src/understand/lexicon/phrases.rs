//! A set of phrases, each with its meaning.

use super::gate::Gate;
use super::normal::normal;
use super::normal::normal_words;
use super::normal::raw_words;
use rustc_hash::FxHashMap;

/// Phrases in normal form with what they mean.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    meanings: FxHashMap<String, T>,
    /// The first word of each phrase, and the most words a phrase has that begins so:
    /// most words of a text begin none, and are passed by at the price of one look-up.
    starts: FxHashMap<String, usize>,
    /// Passes by most of them without a look-up.
    gate: Gate,
    /// The most bytes a phrase has; what is longer is none.
    bytes: usize,
    /// Phrases of scripts that write without blanks.
    unspaced: Vec<String>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            meanings: FxHashMap::default(),
            starts: FxHashMap::default(),
            gate: Gate::default(),
            bytes: 0,
            unspaced: Vec::new(),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds phrases; the first meaning of a phrase stays.
    pub fn extend(&mut self, table: impl IntoIterator<Item = (T, Vec<String>)>) {
        for (meaning, phrases) in table {
            for phrase in phrases {
                let phrase = normal(&phrase);
                self.bytes = self.bytes.max(phrase.len());
                let words = phrase.split(' ').count();
                let first = phrase.split(' ').next().unwrap_or_default();
                self.gate.open(first);
                let most = self.starts.entry(first.to_owned()).or_default();
                *most = words.max(*most);
                if phrase.chars().any(is_unspaced) {
                    self.unspaced.push(phrase.clone());
                }
                self.meanings.entry(phrase).or_insert(meaning);
            }
        }
    }

    /// Gives phrases a meaning, whatever they meant before.
    pub fn replace(&mut self, meaning: T, phrases: &[String]) {
        for phrase in phrases {
            self.meanings.remove(&normal(phrase));
            self.extend([(meaning, vec![phrase.clone()])]);
        }
    }

    /// What `text` means, taken whole.
    pub fn exact(&self, text: &str) -> Option<T> {
        if !self.gate.lets(text) {
            return None;
        }
        let mut words = normal_words(text);
        let first = words.next().unwrap_or_default();
        let most = *self.starts.get(&*first)?;
        let Some(second) = words.next() else {
            return self.meanings.get(&*first).copied();
        };
        let mut phrase = first.into_owned();
        for (before, word) in [second].into_iter().chain(words).enumerate() {
            if before + 1 >= most || phrase.len() > self.bytes {
                return None;
            }
            phrase.push(' ');
            phrase.push_str(&word);
        }
        self.meanings.get(&phrase).copied()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    /// Whether one of the phrases may stand at the beginning of `text`, told at the price
    /// of a glance at two letters; no says that none does.
    pub fn may_begin(&self, text: &str) -> bool {
        self.gate.lets(text)
    }

    /// What the longest phrase within `text` means, and how many characters it has.
    /// Of equally long ones the first counts.
    pub fn within(&self, text: &str) -> Option<(T, usize)> {
        let all = self.all_within(text);
        let longest = all.iter().map(|(_, length)| *length).max()?;
        all.into_iter().find(|(_, length)| *length == longest)
    }

    /// What each phrase within `text` means, and how many characters it has.
    pub fn all_within(&self, text: &str) -> Vec<(T, usize)> {
        let mut all = Vec::new();
        self.each(text, |meaning, phrase| all.push((meaning, phrase.chars().count())));
        all
    }

    /// Each phrase within `text` with its meaning.
    pub fn found(&self, text: &str) -> Vec<(T, String)> {
        let mut all = Vec::new();
        self.each(text, |meaning, phrase| all.push((meaning, phrase.to_owned())));
        all
    }

    /// Offers each phrase within `text` with its meaning.
    fn each(&self, text: &str, mut offer: impl FnMut(T, &str)) {
        if self.unspaced.is_empty() && !raw_words(text).any(|word| self.gate.lets(word)) {
            return;
        }
        let text = normal(text);
        let mut offer = |phrase: &str| {
            if let Some(meaning) = self.meanings.get(phrase) {
                offer(*meaning, phrase);
            }
        };
        for (from, word) in words(&text) {
            let most = self.most(word);
            let rest = text.get(from..).unwrap_or_default();
            for to in ends(rest).take(most) {
                offer(rest.get(..to).unwrap_or_default());
            }
        }
        for phrase in self.unspaced.iter().filter(|phrase| text.contains(phrase.as_str()))
        {
            offer(phrase);
        }
    }

    /// Its phrases in scripts that write without blanks.
    pub fn unspaced(&self) -> &[String] {
        &self.unspaced
    }

    /// Each phrase within `words`, which are in normal form, with its first word and
    /// the one behind its last.
    pub fn spans(&self, words: &[&str]) -> Vec<(T, usize, usize)> {
        let mut all: Vec<(T, usize, usize)> = Vec::new();
        for (from, word) in words.iter().enumerate() {
            let most = self.most(word);
            for to in from + 1..=words.len().min(from + most) {
                let phrase = words.get(from..to).unwrap_or_default().join(" ");
                all.extend(self.meanings.get(&phrase).map(|known| (*known, from, to)));
            }
        }
        all
    }

    /// How many characters the longest phrase of such a script has that ends `text`.
    pub fn ends_unspaced(&self, text: &str) -> Option<usize> {
        if self.unspaced.is_empty() {
            return None;
        }
        let text = normal(text);
        let found = self.unspaced.iter().filter(|phrase| text.ends_with(phrase.as_str()));
        found.map(|phrase| phrase.chars().count()).max()
    }

    /// What the longest phrase of a script without blanks means that stands anywhere
    /// within `text`, and how many characters it has.
    pub fn within_unspaced(&self, text: &str) -> Option<(T, usize)> {
        if self.unspaced.is_empty() {
            return None;
        }
        let text = normal(text);
        let found = self.unspaced.iter().filter(|phrase| text.contains(phrase.as_str()));
        let longest = found.max_by_key(|phrase| phrase.chars().count())?;
        Some((*self.meanings.get(longest)?, longest.chars().count()))
    }

    /// The most words a phrase has that begins with `word`, which is in normal form.
    fn most(&self, word: &str) -> usize {
        if !self.gate.lets(word) {
            return 0;
        }
        self.starts.get(word).copied().unwrap_or_default()
    }

    /// What the longest phrase at the beginning of `text` means, and its words.
    pub fn leading(&self, text: &str) -> Option<(T, usize)> {
        if !self.gate.lets(text) {
            return None;
        }
        let mut words = normal_words(text);
        let mut phrase = words.next().unwrap_or_default().into_owned();
        let most = *self.starts.get(&phrase)?;
        let meaning = |phrase: &str, count| Some((*self.meanings.get(phrase)?, count));
        let mut longest = meaning(&phrase, 1);
        for (before, word) in words.take(most - 1).enumerate() {
            phrase.push(' ');
            phrase.push_str(&word);
            longest = meaning(&phrase, before + 2).or(longest);
        }
        longest
    }
}

/// The words of a text in normal form, each with the place where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').scan(0, |next, word| {
        let from = *next;
        *next += word.len() + 1;
        Some((from, word))
    })
}

/// Where the words of a text in normal form end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    words(text).map(|(from, word)| from + word.len())
}

fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0x0e00..=0x0e7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whatever_surrounds_them() {
        let mut phrases = Phrases::default();
        phrases
            .extend([(1, vec!["action items".into()]), (2, vec!["improvement".into()])]);
        assert_eq!(phrases.exact("**Action Items:**"), Some(1));
        assert_eq!(
            phrases.within("✅ Action Items for Process Improvement"),
            Some((1, 12))
        );
        assert_eq!(phrases.within("reaction items"), None);
        assert_eq!(phrases.leading("Action items — now"), Some((1, 2)));
    }
}
