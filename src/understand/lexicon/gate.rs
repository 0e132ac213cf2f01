//! Passes by the words with which no phrase of a set begins.

use super::normal::is_kept;

/// The beginnings of the phrases of one set: their first two letters, as far as both
/// are plain ones.
///
/// Most words of a text begin no phrase, and each is looked up in many sets. Two
/// letters tell so of nearly all of them, before anything is normalised or hashed.
#[derive(Clone, Debug, Default)]
pub(in crate::understand) struct Gate {
    /// By first letter a bit for each second one.
    pairs: [u32; 32],
    /// By first letter whether a phrase begins so whose second sign is no letter.
    lone: u32,
    /// Whether a phrase begins with any other sign.
    other: bool,
}

impl Gate {
    /// Lets the phrases pass that begin with `word`, which is in normal form.
    pub(in crate::understand) fn open(&mut self, word: &str) {
        match word.as_bytes() {
            [a, b, ..] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
                if let Some(row) = self.pairs.get_mut(place(*a)) {
                    *row |= 1 << place(*b);
                }
            }
            [a, ..] if a.is_ascii_alphanumeric() => self.lone |= 1 << place(*a),
            _ => self.other = true,
        }
    }

    /// Whether a phrase may begin with the first word of `text`, as it stands; `true`
    /// where two letters do not tell.
    pub(in crate::understand) fn lets(&self, text: &str) -> bool {
        let Some((before, word)) = split(text) else { return true };
        // `(s)` goes from within a word, and a word of hyphens is one.
        if before.bytes().any(|byte| matches!(byte, b'-' | b'(')) {
            return true;
        }
        let mut bytes = word.bytes();
        let Some(a) = bytes.next() else { return true };
        if !a.is_ascii_alphanumeric() {
            return self.other || word.starts_with(char::is_uppercase);
        }
        let b = bytes.next().unwrap_or(b' ');
        if b.is_ascii_alphanumeric() {
            let row = self.pairs.get(place(a)).copied().unwrap_or_default();
            return row & 1 << place(b) != 0;
        }
        let told = b.is_ascii() && b != b'(';
        !told || self.lone & 1 << place(a) != 0
    }
}

/// A letter's or digit's place of 32; some share theirs.
fn place(byte: u8) -> usize {
    usize::from(byte & 31)
}

/// What stands before the first sign that counts, and the text from there.
fn split(text: &str) -> Option<(&str, &str)> {
    if text.bytes().next()?.is_ascii_alphanumeric() {
        return Some(("", text));
    }
    text.split_at_checked(text.find(is_kept)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_begin_a_phrase_passes() {
        let mut gate = Gate::default();
        for word in ["owner", "q", "i/o", "übrig"] {
            gate.open(word);
        }
        for text in
            ["Owner", "**OWNED", "q. 3", "I/O", "Übrig", "über", "- x", "O(s)w", "Qü", ""]
        {
            assert!(gate.lets(text), "{text}");
        }
        for text in ["over", "Wonder", "o", "O", "qa", "7"] {
            assert!(!gate.lets(text), "{text}");
        }
    }
}
