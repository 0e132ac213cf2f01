//! Text as search sees it: words without case, accents and width.
//!
//! `search.js` splits a query by the same rule; `tests/search.rs` and
//! `tests/browser/search.test.mjs` hold the two together on the same samples.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut: hashes and the like are found by their beginning.
const LONGEST: usize = 40;

/// Folds `text`: compatibility forms made one, marks dropped, lower case.
///
/// `Größe` stays `große`, `Café` becomes `cafe`, `ＡＰＩ` becomes `api`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    bare.to_lowercase().replace('ς', "σ").nfc().collect()
}

/// Hands each word of `text`, folded, to `take`.
///
/// A word is a run of letters and digits. Chinese and Japanese are written without
/// blanks: there each pair of neighbours is a word, or a sign that stands alone.
pub fn words(text: &str, take: impl FnMut(&str)) {
    split(text, Dense::Pairs, take);
}

/// The words of `text` and, of each run without blanks, its last sign: then the
/// beginning of some word is each of its signs, and one sign is found anywhere.
pub(super) fn findable(text: &str, take: impl FnMut(&str)) {
    split(text, Dense::PairsAndLast, take);
}

/// What becomes words of a run without blanks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dense {
    Pairs,
    PairsAndLast,
}

fn split(text: &str, dense: Dense, mut take: impl FnMut(&str)) {
    let folded = fold(text);
    for run in folded.split(|c: char| !c.is_alphanumeric()) {
        if run.is_ascii() {
            if !run.is_empty() {
                take(cut(run));
            }
            continue;
        }
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let is_run = is_dense(first);
            let end = rest.find(|c| is_dense(c) != is_run).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            if is_run {
                pairs(part, dense, &mut take);
            } else {
                take(cut(part));
            }
            rest = after;
        }
    }
}

fn pairs(run: &str, dense: Dense, take: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    let alone = dense == Dense::PairsAndLast || starts.len() < 2;
    let all = if alone { starts.len() } else { starts.len() - 1 };
    for (at, start) in starts.iter().enumerate().take(all) {
        let end = starts.get(at + 2).copied().unwrap_or(run.len());
        take(run.get(*start..end).unwrap_or_default());
    }
}

/// A sign of a script that is written without blanks and says much with few signs.
fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x3005..=0x3007 | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn cut(word: &str) -> &str {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => word.get(..end).unwrap_or(word),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_owned()));
        all
    }

    #[test]
    fn words_are_folded_runs_of_letters_and_digits() {
        assert_eq!(
            of("PAY-17: Café, naïve_Größe"),
            ["pay", "17", "cafe", "naive", "große"]
        );
        assert_eq!(of("ＡＰＩ İstanbul ΣΟΦΟΣ"), ["api", "istanbul", "σοφοσ"]);
        assert_eq!(of("한국어 문서"), ["한국어", "문서"]);
        assert_eq!(of("--- !"), [""; 0]);
    }

    #[test]
    fn signs_without_blanks_are_found_by_pairs() {
        assert_eq!(of("会議の記録v2"), ["会議", "議の", "の記", "記録", "v2"]);
        assert_eq!(of("水"), ["水"]);
        let mut found = Vec::new();
        findable("会議", |word| found.push(word.to_owned()));
        assert_eq!(found, ["会議", "議"]);
    }

    #[test]
    fn long_words_are_found_by_their_beginning() {
        assert_eq!(of(&"é".repeat(90)), ["e".repeat(40)]);
    }
}
