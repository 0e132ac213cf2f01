//! A set of phrases, each with its meaning.

use rustc_hash::FxHashMap;

/// Phrases in normal form with what they mean.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    meanings: FxHashMap<String, T>,
    /// The most words a phrase has.
    longest: usize,
    /// Phrases of scripts that write without blanks.
    unspaced: Vec<String>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { meanings: FxHashMap::default(), longest: 0, unspaced: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds phrases; the first meaning of a phrase stays.
    pub fn extend(&mut self, table: impl IntoIterator<Item = (T, Vec<String>)>) {
        for (meaning, phrases) in table {
            for phrase in phrases {
                let phrase = normal(&phrase);
                self.longest = self.longest.max(phrase.split(' ').count());
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
        self.meanings.get(&normal(text)).copied()
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
        let size = |(meaning, phrase): (T, String)| (meaning, phrase.chars().count());
        self.found(text).into_iter().map(size).collect()
    }

    /// Each phrase within `text` with its meaning.
    pub fn found(&self, text: &str) -> Vec<(T, String)> {
        let text = normal(text);
        let words: Vec<&str> = text.split(' ').collect();
        let mut all = Vec::new();
        let mut offer = |phrase: String| {
            if let Some(meaning) = self.meanings.get(&phrase) {
                all.push((*meaning, phrase));
            }
        };
        for from in 0..words.len() {
            let most = self.longest.min(words.len() - from);
            for count in 1..=most {
                offer(words.get(from..from + count).unwrap_or_default().join(" "));
            }
        }
        for phrase in self.unspaced.iter().filter(|phrase| text.contains(phrase.as_str()))
        {
            offer(phrase.clone());
        }
        all
    }

    /// Its phrases in scripts that write without blanks.
    pub fn unspaced(&self) -> &[String] {
        &self.unspaced
    }

    /// Each phrase within `words`, which are in normal form, with its first word and
    /// the one behind its last.
    pub fn spans(&self, words: &[&str]) -> Vec<(T, usize, usize)> {
        let mut all: Vec<(T, usize, usize)> = Vec::new();
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + self.longest) {
                let phrase = words.get(from..to).unwrap_or_default().join(" ");
                all.extend(self.meanings.get(&phrase).map(|known| (*known, from, to)));
            }
        }
        all
    }

    /// How many characters the longest phrase of such a script has that ends `text`.
    pub fn ends_unspaced(&self, text: &str) -> Option<usize> {
        let text = normal(text);
        let found = self.unspaced.iter().filter(|phrase| text.ends_with(phrase.as_str()));
        found.map(|phrase| phrase.chars().count()).max()
    }

    /// What the longest phrase of a script without blanks means that stands anywhere
    /// within `text`, and how many characters it has.
    pub fn within_unspaced(&self, text: &str) -> Option<(T, usize)> {
        let text = normal(text);
        let found = self.unspaced.iter().filter(|phrase| text.contains(phrase.as_str()));
        let longest = found.max_by_key(|phrase| phrase.chars().count())?;
        Some((*self.meanings.get(longest)?, longest.chars().count()))
    }

    /// What the longest phrase at the beginning of `text` means, and its words.
    pub fn leading(&self, text: &str) -> Option<(T, usize)> {
        let text = normal(text);
        let words: Vec<&str> = text.split(' ').collect();
        (1..=self.longest.min(words.len())).rev().find_map(|count| {
            let phrase = words.get(..count)?.join(" ");
            Some((*self.meanings.get(&phrase)?, count))
        })
    }
}

/// The form in which phrases are compared: lower case, one blank between words,
/// without emoji, emphasis and punctuation around words.
pub fn normal(text: &str) -> String {
    // `Owner(s)` is `Owner`.
    let plural = text.contains("(s)").then(|| text.replace("(s)", ""));
    let text = plural.as_deref().unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{fe0f}') {
        let kept = |c: char| {
            c.is_alphanumeric() || matches!(c, '#' | '&' | '+' | '?' | '%' | '@')
        };
        let word = word.trim_matches(|c: char| !kept(c) && c != '-');
        let word = if word.chars().any(kept) { word.trim_matches('-') } else { word };
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        // Most words are plain, and every label and title goes through here.
        if word.is_ascii() {
            out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            continue;
        }
        // The dot that a Turkish capital leaves behind is no letter of its own.
        let lower = word.chars().flat_map(char::to_lowercase);
        out.extend(lower.filter(|c| *c != '\u{307}').map(|c| match c {
            '\u{2019}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        }));
    }
    out
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
        assert_eq!(normal("İlerleme"), "ilerleme");
    }
}
