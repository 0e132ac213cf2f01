//! The form in which phrases are compared.

use std::borrow::Cow;

/// The form in which phrases are compared: lower case, one blank between words,
/// without emoji, emphasis and punctuation around words.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in raw_words(text) {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let start = out.len();
        push_normal(&mut out, word);
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}

/// The words of the normal form of `text`; those that are in it as they stand are
/// borrowed, since every label and title goes through here, often more than once.
pub(super) fn normal_words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    raw_words(text).map(normal_word).filter(|word| !word.is_empty())
}

/// The words of `text` as they stand, none of them empty.
pub(super) fn raw_words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (word, behind) = split_word(rest)?;
            rest = behind;
            if !word.is_empty() {
                return Some(word);
            }
        }
    })
}

/// What stands before the first blank, and what behind it.
fn split_word(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    // Nearly all text is ASCII up to its next blank.
    let end = text.bytes().position(|byte| byte <= b' ' || !byte.is_ascii());
    let parted = match end.map(|at| (at, text.as_bytes().get(at))) {
        None => return Some((text, "")),
        Some((at, Some(b' ' | b'\t'..=b'\r'))) => {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
        Some((at, _)) => at,
    };
    let wide = text.get(parted..)?.char_indices().find(|(_, c)| is_blank(*c));
    match wide {
        Some((at, c)) => {
            let at = parted + at;
            Some((text.get(..at)?, text.get(at + c.len_utf8()..)?))
        }
        None => Some((text, "")),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{fe0f}'
}

/// The normal form of one word; empty if nothing of it counts.
fn normal_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    push_normal(&mut out, word);
    Cow::Owned(out)
}

/// Whether a byte stays as it is wherever it stands in a word.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// Whether a sign counts at the ends of a word.
pub(super) fn is_kept(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '#' | '&' | '+' | '?' | '%' | '@')
}

/// Adds the normal form of `word` to `out`.
fn push_normal(out: &mut String, word: &str) {
    // `Owner(s)` is `Owner`.
    if word.bytes().any(|byte| byte == b'(') && word.contains("(s)") {
        return push_normal(out, &word.replace("(s)", ""));
    }
    if word.is_ascii() {
        let start = out.len();
        out.push_str(trimmed(word));
        if let Some(new) = out.get_mut(start..) {
            new.make_ascii_lowercase();
        }
        return;
    }
    let word = word.trim_matches(|c: char| !is_kept(c) && c != '-');
    let word = if word.chars().any(is_kept) { word.trim_matches('-') } else { word };
    // The dot that a Turkish capital leaves behind is no letter of its own.
    let lower = word.chars().flat_map(char::to_lowercase);
    let lower = lower.filter(|c| *c != '\u{307}').map(|c| match c {
        '\u{2019}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    });
    out.extend(lower);
}

/// An ASCII word without the signs around it; one of hyphens stays.
fn trimmed(word: &str) -> &str {
    let kept = |byte: u8| is_kept(char::from(byte));
    let bytes = word.as_bytes();
    let ends = |byte: &u8| kept(*byte) || *byte == b'-';
    let (start, last) = (bytes.iter().position(ends), bytes.iter().rposition(ends));
    let word = start.zip(last).and_then(|(start, last)| word.get(start..=last));
    let word = word.unwrap_or_default();
    if word.bytes().any(kept) { word.trim_matches('-') } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_around_words_do_not_count() {
        for (text, expected) in [
            ("İlerleme", "ilerleme"),
            ("**Action  Items:**", "action items"),
            ("✅\u{a0}Done\u{fe0f}!", "done"),
            ("Owner(s)\tand/or “Lead”", "owner and/or lead"),
            ("-- Didn’t – go", "-- didn't go"),
            (" \u{1}x\n", "x"),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }
}
