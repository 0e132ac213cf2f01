//! Where kenning's own links lie in a text node.

use crate::text::TextRange;
use crate::text::scheme::reference;

/// Stretches of a node's source that stand in its text unchanged. Escapes and
/// character references lie between them.
pub(super) struct Spots {
    /// Offset in the source, offset in the text, length; in bytes, in order.
    runs: Vec<(usize, usize, usize)>,
    /// Where the source begins in the document.
    base: usize,
}

impl Spots {
    /// Lines up `text`, the node's text, with `source`, which begins at `base` of
    /// the document. What cannot be lined up is left out; linear.
    pub(super) fn new(source: &str, text: &str, base: usize) -> Self {
        let mut runs = Vec::new();
        let (mut from, mut to, mut length) = (0, 0, 0);
        while let (Some(left), Some(right)) =
            (source.get(from + length..), text.get(to + length..))
        {
            let Some(c) = left.chars().next() else { break };
            let (skip, given) = match c {
                '\\' => escape(left, right),
                '&' => decoded(left, right),
                _ => None,
            }
            .unwrap_or((0, 0));
            if skip > 0 {
                runs.push((from, to, length));
                (from, to, length) = (from + length + skip, to + length + given, 0);
            } else if right.starts_with(c) {
                length += c.len_utf8();
            } else {
                break;
            }
        }
        runs.push((from, to, length));
        if let Some(tail) = tail(source, text, from + length, to + length) {
            runs.push(tail);
        }
        Self { runs, base }
    }

    /// The bytes of the node's text for `range` of the document; `None` unless they
    /// are surely the same characters.
    pub(super) fn of(&self, range: TextRange) -> Option<(usize, usize)> {
        let start = (range.start as usize).checked_sub(self.base)?;
        let end = (range.end as usize).checked_sub(self.base)?;
        let after = self.runs.partition_point(|(from, _, _)| *from <= start);
        let (from, to, length) = *self.runs.get(after.checked_sub(1)?)?;
        let inside = start < end && end <= from + length;
        inside.then(|| (to + start - from, to + end - from))
    }
}

/// `\*` gives `*`: one byte is skipped.
fn escape(left: &str, right: &str) -> Option<(usize, usize)> {
    let c = left.get(1..)?.chars().next()?;
    (c.is_ascii_punctuation() && right.starts_with(c)).then_some((1, 0))
}

/// `&amp;` gives `&`.
fn decoded(left: &str, right: &str) -> Option<(usize, usize)> {
    let (length, value) = reference(left)?;
    right.starts_with(&*value).then_some((length, value.len()))
}

/// The end that source and text have in common, where the middle did not line up.
fn tail(
    source: &str,
    text: &str,
    from: usize,
    to: usize,
) -> Option<(usize, usize, usize)> {
    let (left, right) = (source.get(from..)?, text.get(to..)?);
    let same = left.chars().rev().zip(right.chars().rev()).take_while(|(a, b)| a == b);
    let length = same.map(|(c, _)| c.len_utf8()).sum::<usize>();
    (length > 0).then(|| (source.len() - length, text.len() - length, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_between_escapes() {
        for (source, text) in [
            ("ask Mia now", "ask Mia now"),
            (r"\*a\* Mia \*b\*", "*a* Mia *b*"),
            ("a &amp; Mia &#38; b", "a & Mia & b"),
            ("&eacute; Mia", "é Mia"),
            ("&Aacute;x Mia \\*", "Áx Mia *"),
            ("a\\b Mia", "a\\b Mia"),
            ("ü\\! Mia &eacute;", "ü! Mia é"),
        ] {
            let at = source.find("Mia").unwrap();
            let range = TextRange::new(100 + at, 103 + at);
            let found = Spots::new(source, text, 100).of(range);
            if let Some((start, end)) = found {
                assert_eq!(&text[start..end], "Mia", "{source}");
            }
            let between = source.starts_with('&') && source.ends_with('*');
            assert_eq!(found.is_some(), !between, "{source}");
        }
    }

    #[test]
    fn what_is_not_sure_is_left_out() {
        let spots = Spots::new(r"a\*b", "a*b", 10);
        assert_eq!(spots.of(TextRange::new(10, 13)), None);
        assert_eq!(spots.of(TextRange::new(11, 11)), None);
        assert_eq!(spots.of(TextRange::new(5, 8)), None);
        assert_eq!(spots.of(TextRange::new(12, 90)), None);
        assert_eq!(spots.of(TextRange::new(12, 14)), Some((1, 3)));
    }
}
